"""How long it takes to tell how sure levels are, beside one assessment in the same run."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import AS_OF, TYPICAL

from assessor import assess, load_strategy, robustness


@pytest.mark.benchmark(group="one assessment of the typical fixture, and how sure its levels are")
def test_assess_alone(benchmark: Any) -> None:
    strategy = load_strategy(TYPICAL)
    assert benchmark(assess, strategy, as_of=AS_OF, engine="plain").robustness is None


@pytest.mark.parametrize("draws", [1_000, 10_000])
@pytest.mark.benchmark(group="one assessment of the typical fixture, and how sure its levels are")
def test_robustness(benchmark: Any, draws: int) -> None:
    assessment = assess(load_strategy(TYPICAL), as_of=AS_OF, engine="plain")
    assert benchmark(robustness, assessment, draws=draws).draws == draws
