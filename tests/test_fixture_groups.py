"""Known groups come apart: good strategies from middling ones, and weak ones each by what it is weak in."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from places import AS_OF, FIXTURES

from assessor import Assessment, InvalidStrategyError, assess, load_strategy, strategy_from
from assessor.documents.reading import read_tree

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
    levels = [level.id for level in found.pack.levels]
    return [levels.index(idea.level) for idea in found.ideas]


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


# --- diagnoses that no fixture has of its own


def exemplary_without(*keys: str) -> set[str]:
    """Return the diagnoses that hold of the exemplary strategy with some sections taken away."""
    path = FIXTURES / "exemplary.yaml"
    content = read_tree(path.read_bytes(), path.name, "yaml").value
    for key in keys:
        del content[key]
    found = assess(strategy_from(_tied_up(content)), as_of=AS_OF, engine="plain")
    return {diagnosis.id for diagnosis in found.diagnoses if diagnosis.state == "holds"}


def _tied_up(content: dict[str, Any]) -> dict[str, Any]:
    """Return a document without references that lead nowhere."""
    try:
        strategy_from(content)
    except InvalidStrategyError as error:
        for problem in reversed(error.problems):
            assert problem.code == "unknown-reference", problem
            *way, last = [int(part) if part.isdigit() else part for part in problem.pointer.split("/")[1:]]
            inner: Any = content
            for part in way:
                inner = inner[part]
            del inner[last]
        return _tied_up(content)
    return content


def test_without_its_view_of_the_world_a_strategy_is_inward() -> None:
    world = ("trend_analyses", "agendas", "goals", "networks", "topics", "spaces")
    assert "inward" in exemplary_without(*world)


def test_without_its_plans_and_its_territory_a_strategy_is_outward() -> None:
    home = ("plans", "axes", "development_objectives", "alignment", "diagnosis_parts", "opportunities",
            "threats", "strengths", "actions", "vision")  # fmt: skip
    assert "outward" in exemplary_without(*home)


def test_a_strategy_about_business_alone_is_economic_only() -> None:
    entry = {"dimension": "economic"}
    document = {
        "document": {"title": "T", "period": {"start": 2024}}, "territory": {"name": "N"},
        "objectives": [{"id": "o", **entry}], "actions": [entry, entry],
    }  # fmt: skip
    found = assess(strategy_from(document), as_of=AS_OF).diagnoses
    assert "economic-only" in {diagnosis.id for diagnosis in found}


def test_a_strategy_that_nobody_answers_for_is_an_orphan() -> None:
    document = {"document": {"title": "T", "period": {"start": 2024}}, "territory": {"name": "N"}}
    found = assess(strategy_from(document), as_of=AS_OF).diagnoses
    assert {"orphan", "unmeasured"} <= {diagnosis.id for diagnosis in found}
    assert "reactive" not in {diagnosis.id for diagnosis in found}
    with_unit = assess(strategy_from(document | {"unit": {"name": "Office"}}), as_of=AS_OF).diagnoses
    assert "orphan" not in {diagnosis.id for diagnosis in with_unit}
