"""Known groups come apart: good strategies from middling ones, and weak ones each by what it is weak in."""

from __future__ import annotations

from functools import cache

import pytest
from places import AS_OF, FIXTURES

from assessor import Assessment, assess, load_strategy

WEAK = ("showcase", "technocratic", "reactive", "wish-list", "one-mandate", "validation-theatre")
CONTRARY = {
    "balanced": set(WEAK) | {"unmeasured", "orphan", "economic-only", "inward", "outward"},
    "technocratic": {"orphan"},
    "reactive": {"wish-list"},
    "inward": {"outward"},
}
"""Diagnoses that cannot both be meant."""


@cache
def result(name: str) -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF, engine="plain")


def index(name: str) -> float:
    found = result(name).index.score
    assert found is not None
    return float(found)


def ranks(name: str) -> list[int]:
    found = result(name)
    return [found.pack.levels.index(idea.level) for idea in found.ideas]


def held(name: str) -> set[str]:
    return {diagnosis.id for diagnosis in result(name).diagnoses if diagnosis.state == "holds"}


def test_the_exemplary_strategy_is_exemplary_and_balanced() -> None:
    assert min(ranks("exemplary")) == len(result("exemplary").pack.levels) - 1
    assert held("exemplary") == {"balanced"}


@pytest.mark.parametrize("name", ["typical", "es-typical", "pt-typical"])
def test_a_typical_strategy_lies_between_30_and_55(name: str) -> None:
    assert 30 <= index(name) <= 55


def test_the_exemplary_strategy_is_a_level_above_the_typical_one_in_most_ideas() -> None:
    pairs = zip(ranks("exemplary"), ranks("typical"), strict=True)
    assert sum(one > other for one, other in pairs) > 6


@pytest.mark.parametrize("name", WEAK)
def test_the_typical_strategy_is_a_level_above_each_weak_one_in_most_ideas(name: str) -> None:
    pairs = list(zip(ranks("typical"), ranks(name), strict=True))
    assert sum(one > other for one, other in pairs) > 6, pairs
    assert index(name) < index("typical")


@pytest.mark.parametrize("name", WEAK)
def test_a_weak_strategy_gets_its_own_diagnosis_and_none_that_contradicts_it(name: str) -> None:
    assert name in held(name)
    for one, others in CONTRARY.items():
        assert one not in held(name) or not others & held(name)


@pytest.mark.parametrize("name", WEAK)
def test_a_diagnosis_of_one_weak_strategy_does_not_fit_most_of_the_others(name: str) -> None:
    assert sum(name in held(other) for other in WEAK) <= 2


def test_within_its_own_scope_a_strategy_about_cooperation_is_better() -> None:
    found = result("cooperation-only")
    assert found.second is not None
    assert found.second.scope
    assert found.index.score is not None
    assert found.second.index.score is not None
    assert found.second.index.score > found.index.score


def test_the_large_strategy_has_the_numbers_it_is_meant_to_have() -> None:
    strategy = load_strategy(FIXTURES / "large.yaml")
    counts = [len(getattr(strategy, key)) for key in ("objectives", "actions", "indicators", "actors")]
    assert counts == [60, 100, 60, 80]
