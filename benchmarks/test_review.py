"""How long the steps of a peer review take. Nothing is asserted of time, as in ``test_speed``."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assessor.review.agreement.measuring import Agreement, agreement_of

HOSTS, CRITERIA, RATERS = 60, 153, 6
MOST_MEMORY = 200 * 1024 * 1024


@pytest.fixture(scope="module")
def ratings() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ratings of a large exercise: by unit and rating, and the host of each unit."""
    random = np.random.Generator(np.random.PCG64(0))
    truth = random.integers(0, 4, (HOSTS * CRITERIA, 1))
    given = np.clip(truth + random.integers(-1, 2, (HOSTS * CRITERIA, RATERS)), 0, 3)
    given[random.random(given.shape) < 0.1] = -1
    return np.stack([(given == rating).sum(axis=1) for rating in range(4)], axis=1), np.repeat(
        np.arange(HOSTS), CRITERIA
    )


def _all_agreements(counts: NDArray[np.int64], hosts: NDArray[np.int64]) -> list[Agreement]:
    alone = [agreement_of(counts[hosts == host], hosts[hosts == host]) for host in range(HOSTS)]
    return [agreement_of(counts, hosts), *alone]


@pytest.mark.benchmark(group="agreement of a large exercise, and of each of its hosts alone")
def test_agreement(benchmark: Any, ratings: tuple[NDArray[np.int64], NDArray[np.int64]]) -> None:
    found = benchmark.pedantic(_all_agreements, ratings, rounds=5, warmup_rounds=1)
    assert all(each.draws == 2_000 for each in found)


def test_agreement_of_a_large_exercise_takes_little_memory(
    ratings: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    tracemalloc.start()
    _all_agreements(*ratings)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"agreement of {HOSTS} hosts: {most / 1024 / 1024:.1f} MB at most")
    assert most < MOST_MEMORY
