"""How fast it is. Nothing is asserted of time: machines are shared, so only ratios mean something."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, ROOT, SHORT, TYPICAL, engines, enlarged

from assessor import assess, load_pack, load_strategy, parse_strategy, strategy_from

SIZES = [1, 2, 4, 8]
"""How many times the typical fixture."""
ROUNDS = 3 if SHORT else 8


@pytest.mark.parametrize("engine", engines())
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


@pytest.mark.parametrize("times", SIZES)
@pytest.mark.parametrize("engine", engines())
@pytest.mark.benchmark(group="assess documents of several sizes")
def test_cost_of_assessing_grows_with_the_document(benchmark: Any, engine: str, times: int) -> None:
    strategy = strategy_from(enlarged(times))
    result = benchmark(assess, strategy, as_of=AS_OF, engine=engine)
    assert len(result.ideas) == 12


@pytest.mark.parametrize("times", SIZES)
@pytest.mark.benchmark(group="read and validate documents of several sizes (JSON)")
def test_cost_of_reading_grows_with_the_document(benchmark: Any, times: int) -> None:
    data = json.dumps(enlarged(times)).encode()
    assert benchmark(parse_strategy, data, name="large.json").objectives


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
        subprocess.run, (program,), {"capture_output": True, "check": True}, rounds=ROUNDS, warmup_rounds=1
    )
    assert done.stdout
