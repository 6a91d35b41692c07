"""How long a report on the large fixture takes, in each format: warm, and as a whole process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, ROOT, SHORT

from assessor import assess, load_strategy, to_json
from assessor.reports.formats import FORMATS, render

LARGE = ROOT / "fixtures" / "large.yaml"
ROUNDS = 1 if SHORT else 3


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "large.json"
    path.write_text(to_json(assess(load_strategy(LARGE), as_of=AS_OF)), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.benchmark(group="a report on the large fixture, warm")
def test_render(benchmark: Any, form: str) -> None:
    assessment = assess(load_strategy(LARGE), as_of=AS_OF)
    assert benchmark.pedantic(render, (assessment, form), rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.benchmark(group="assessor report on the large fixture, the whole cold process")
def test_cold_report(benchmark: Any, form: str, saved: Path, tmp_path: Path) -> None:
    out = tmp_path / f"report.{form}"
    command = [sys.executable, "-m", "assessor", "report", saved, "--format", form, "--output", out]
    benchmark.pedantic(subprocess.run, (command,), {"check": True}, rounds=ROUNDS)
    assert out.stat().st_size
