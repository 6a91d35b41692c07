"""How fast it is. Nothing is asserted of time: machines are shared, so only ratios mean something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, ROOT, TYPICAL, enlarged

from assessor import assess, load_pack, load_strategy, parse_strategy, prepare, strategy_from
from assessor.engine.choice import ENGINES
from assessor.errors import UsageError


def _engines() -> list[str]:
    found = []
    for name in ENGINES[1:]:
        try:
            prepare(engine=name)
        except UsageError:
            continue
        found.append(name)
    return found


@pytest.mark.parametrize("engine", _engines())
@pytest.mark.benchmark(group="assess the typical fixture, warm")
def test_assess(benchmark: Any, engine: str) -> None:
    strategy = load_strategy(TYPICAL)
    result = benchmark(assess, strategy, as_of=AS_OF, engine=engine)
    assert len(result.ideas) == 12


@pytest.mark.benchmark(group="read and validate the typical fixture, warm")
def test_read_and_validate(benchmark: Any, typical_bytes: bytes) -> None:
    strategy = benchmark(parse_strategy, typical_bytes, name="typical.yaml")
    assert strategy.objectives


@pytest.mark.benchmark(group="load the rule pack")
def test_load_compiled_pack(benchmark: Any) -> None:
    assert benchmark(load_pack).criteria


@pytest.mark.parametrize("times", [1, 2, 4, 8])
@pytest.mark.benchmark(group="assess documents of several sizes (plain)")
def test_cost_grows_with_the_document(benchmark: Any, times: int) -> None:
    strategy = strategy_from(enlarged(times))
    benchmark.extra_info["items"] = sum(
        len(value) for value in vars(strategy).values() if isinstance(value, list)
    )
    result = benchmark(assess, strategy, as_of=AS_OF, engine="plain")
    assert len(result.ideas) == 12


@pytest.mark.parametrize("command", ["assessor", "check-jsonschema"])
@pytest.mark.benchmark(group="a whole cold process, on the same file and schema")
def test_cold_process(benchmark: Any, command: str) -> None:
    schema = ROOT / "schemas" / "strategy.schema.json"
    arguments = {
        "assessor": ["assess", str(TYPICAL)],
        "check-jsonschema": ["--schemafile", str(schema), str(TYPICAL)],
    }
    program = [str(Path(sys.executable).parent / command), *arguments[command]]
    done = benchmark.pedantic(
        subprocess.run, (program,), {"capture_output": True, "check": True}, rounds=8, warmup_rounds=1
    )
    assert done.stdout
