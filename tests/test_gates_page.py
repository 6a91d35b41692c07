"""The page on gates: its YAML is YAML, and what it has run, runs and ends as it says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from places import FIXTURES, ROOT

from assessor.documents.reading import read_tree

PAGE = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")
DAY = ("--as-of", "2026-06-01")


def blocks(language: str) -> list[str]:
    """Return the blocks of the page in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a YAML document."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


YAML = [read_tree(block.encode(), "page.yaml").value for block in blocks("yaml")]
JOBS = [text for job in YAML for text in texts(job) if text.startswith("assessor ")]
SHELL = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(name="here")
def here_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a strategy in it."""
    shutil.copy(FIXTURES / "typical.yaml", tmp_path / "strategy.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_page_end_as_it_says_and_then_those_of_its_jobs_pass(
    command: Command, here: Path
) -> None:
    assert len(SHELL) >= 4
    for line in SHELL:
        called, _, remark = line.partition("#")
        program, verb, *rest = shlex.split(called)
        ended = command(verb, *rest, *DAY)
        assert (program, ended.code) == ("assessor", 1 if "ends with 1" in remark else 0), ended.err
    assert len(JOBS) >= 5
    for line in JOBS:
        _, verb, *rest = shlex.split(line)
        ended = command(verb, *rest, *(DAY if verb != "validate" else ()))
        assert ended.code == 0, ended.err
    assert {"strategy.sarif", "strategy.xml", "strategy.baseline.json"} <= {p.name for p in here.iterdir()}


def test_what_the_page_shows_of_the_gate_is_what_the_command_tells(command: Command, here: Path) -> None:
    told = command("gate", "strategy.yaml", *DAY, "--fail-on", "high").err.splitlines()
    command("assess", "strategy.yaml", *DAY, "--write-baseline", "kept.json", "--output", "report.txt")
    told += command("gate", "strategy.yaml", *DAY, "--baseline", "kept.json").err.splitlines()
    shown = [line for block in blocks("text")[:2] for line in block.splitlines() if line != "…"]
    assert len(shown) == 4
    assert [line for line in shown if line not in told] == []


def test_the_hooks_of_the_page_are_those_that_there_are() -> None:
    defined = read_tree((ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks.yaml").value
    shown = {hook["id"] for config in YAML for repo in config.get("repos", ()) for hook in repo["hooks"]}
    assert shown == {hook["id"] for hook in defined}


def test_every_job_of_the_page_installs_the_program_before_it_runs_it() -> None:
    jobs = [list(texts(job)) for job in YAML if any(t.startswith("assessor ") for t in texts(job))]
    assert len(jobs) == 2
    for told in jobs:
        first = next(place for place, text in enumerate(told) if text.startswith("assessor "))
        assert "pip install strategy-assessor" in told[:first]


def test_the_python_of_the_page_runs(command: Command, here: Path) -> None:
    asked = ("--write-baseline", "strategy.baseline.json", "--output", "report.txt")
    assert command("assess", "strategy.yaml", *asked).code == 0
    (code,) = blocks("python")
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["result"].passed
    assert "known since the baseline" in names["page"]
