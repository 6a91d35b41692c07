"""How long it takes to find a plan of work, beside one assessment in the same run."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import AS_OF, SHORT, TYPICAL

from assessor import assess, improve, load_strategy

AIMS: list[dict[str, Any]] = [
    {"to": {"measurable": "consolidated"}},
    {"to": {"index": 60}},
    {"budget": 20},
    {},
]


@pytest.mark.benchmark(group="one assessment of the typical fixture, and a plan of work for it")
def test_assess_alone(benchmark: Any) -> None:
    strategy = load_strategy(TYPICAL)
    assert benchmark(assess, strategy, as_of=AS_OF, engine="plain").index.score


@pytest.mark.parametrize("aim", AIMS[:1] if SHORT else AIMS, ids=str)
@pytest.mark.benchmark(group="one assessment of the typical fixture, and a plan of work for it")
def test_improve(benchmark: Any, aim: dict[str, Any]) -> None:
    strategy = load_strategy(TYPICAL)
    settings = {"as_of": AS_OF, "engine": "plain", "seconds": 60, **aim}
    plan = benchmark.pedantic(improve, (strategy,), settings, rounds=1 if SHORT else 5, warmup_rounds=1)
    assert plan.proven
