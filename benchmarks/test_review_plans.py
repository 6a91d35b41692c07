"""How long it takes to find out who reviews whom, and who can learn from whom, among sixty cities."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from assessor.review.records.model import City, Reviewer
from assessor.review.results.learning import learning_of
from assessor.review.steps.assigning import balanced

CITIES, REVIEWERS, PER_HOST, IDEAS = 60, 240, 4, 12
LANGUAGES = ("en", "es", "fr", "pt")


@pytest.mark.parametrize("languages", [LANGUAGES, LANGUAGES[:1]], ids=["four languages", "one language"])
@pytest.mark.benchmark(group="assign 240 reviewers to 60 hosts")
def test_assign(benchmark: Any, languages: tuple[str, ...]) -> None:
    random = Random(1)
    spoken: dict[str, str | None] = {f"c{number}": random.choice(languages) for number in range(CITIES)}
    hosts = [City(id=name, name=name, strategy=f"strategies/{name}.yaml", digest="0" * 64) for name in spoken]
    homes = [hosts[number % CITIES].id for number in range(REVIEWERS)]
    reviewers = [
        Reviewer(id=f"r{number}", name="A", city=home, languages=[str(spoken[home])])
        for number, home in enumerate(homes)
    ]
    panels = benchmark.pedantic(
        balanced, (hosts, reviewers, PER_HOST), {"languages": spoken}, rounds=3, warmup_rounds=1
    )
    assert len(panels) == CITIES


@pytest.mark.parametrize("spread", [0.4, 0.0], ids=["some cities better in all", "all alike"])
@pytest.mark.benchmark(group="lessons between 60 cities with 12 ideas")
def test_learn(benchmark: Any, spread: float) -> None:
    random = Random(2)
    levels = {f"c{number}": random.gauss(1.5, spread) for number in range(CITIES)}
    scores = {
        city: {f"i{number}": min(3.0, max(0.0, random.gauss(level, 0.7))) for number in range(IDEAS)}
        for city, level in levels.items()
    }
    found = benchmark.pedantic(learning_of, (scores,), rounds=3, warmup_rounds=1)
    assert found.pairs
