"""The chain: which of its links are there, item by item; and contradictions."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from places import AS_OF, STRATEGIES, stem
from small_packs import assessed, criterion, one_idea

from assessor import Consistency, Pack, assess, load_pack, load_strategy, strategy_from
from assessor.scoring.examples import AS_OF as EXAMPLE_DATE
from assessor.scoring.examples import whole

CHAIN: dict[str, Any] = {
    "of": "objective",
    "links": [
        {"id": "need", "that": [{"some": "need", "via": "needs"}]},
        {"id": "indicator", "that": [{"some": "indicator", "by": "objectives"}]},
    ],
}
OUTSIDE = {
    "id": "CON-01", "find": "action", "that": [{"field": "within_period", "is": False}], "steps": [1],
    "severity": "low", "provenance": "reading", "reference": {"chapter": "I", "passage": "p"}, "since": "0",
    "examples": {"found": [{}], "none": [{}]},
}  # fmt: skip
WORDS = {
    "chain": {name: {"title": name.title(), "broken": f"no {name}"} for name in ("need", "indicator")},
    "contradictions": {"CON-01": {"title": "Outside", "why": "Why", "recommendation": "Do it"}},
}
RULES = one_idea(criterion("ONE-01"), consistency={"chain": CHAIN, "contradictions": [OUTSIDE]}, words=WORDS)


def consistency(rules: Pack = RULES, **sections: Any) -> Consistency:
    found = assessed(rules, **sections).consistency
    assert found is not None
    return found


# --- the chain


def test_the_score_is_the_share_of_links_that_are_there() -> None:
    found = consistency(
        objectives=[{"id": "o1", "needs": ["n1"]}, {"id": "o2"}],
        needs=[{"id": "n1"}],
        indicators=[{"objectives": ["o1"]}, {"objectives": ["o2"]}],
    )
    assert [(link.id, link.value, link.satisfied, link.applicable) for link in found.links] == [
        ("need", Fraction(1, 2), 1, 2),
        ("indicator", 1, 2, 2),
    ]
    assert (found.score, found.high) == (75, 75)


def test_the_broken_links_are_named_item_by_item() -> None:
    found = consistency(
        objectives=[{"id": "o1", "needs": ["n1"]}, {"id": "o2"}, {"id": "o3", "needs": ["n1"]}],
        needs=[{"id": "n1"}],
        indicators=[{"objectives": ["o1"]}],
    )
    assert [(item.id, item.pointer, item.missing) for item in found.broken] == [
        ("o2", "/objectives/1", ("need", "indicator")),
        ("o3", "/objectives/2", ("indicator",)),
    ]


def test_a_link_that_was_not_examined_is_unknown_and_widens_the_interval() -> None:
    found = consistency(
        objectives=[{"id": "o1", "unknown": ["needs"]}], needs=[{"id": "n1"}],
        indicators=[{"objectives": ["o1"]}],
    )  # fmt: skip
    assert (found.score, found.high) == (50, 100)
    assert [(item.missing, item.unknown) for item in found.broken] == [((), ("need",))]


def test_an_announced_item_has_no_link() -> None:
    found = consistency(
        objectives=[{"id": "o1", "needs": ["n1"], "announced": True}], needs=[{"id": "n1"}],
        indicators=[{"objectives": ["o1"]}],
    )  # fmt: skip
    assert (found.score, found.broken[0].missing) == (0, ("need", "indicator"))


def test_without_items_the_chain_is_not_there_and_without_a_chain_there_is_no_consistency() -> None:
    assert (consistency().score, consistency().broken) == (0, ())
    assert assessed(one_idea(criterion("ONE-01"))).consistency is None


def test_the_chain_changes_no_score() -> None:
    sections = {"objectives": [{"id": "o1", "deadline": 2027}, {"id": "o2"}]}
    plain = assessed(one_idea(criterion("ONE-01")), **sections)
    chained = assessed(RULES, **sections)
    assert (plain.ideas, plain.index, plain.findings) == (chained.ideas, chained.index, chained.findings)


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_every_item_that_is_not_named_as_broken_has_all_links(path: Path) -> None:
    found = assess(load_strategy(path), as_of=AS_OF).consistency
    assert found is not None
    assert 0 <= found.score <= found.high <= 100
    for link in found.links:
        without = sum(link.id in item.missing or link.id in item.unknown for item in found.broken)
        listed = link.applicable - load_strategy(path).model_dump().get("unlisted_objectives", 0)
        assert link.satisfied + without == listed


# --- contradictions


def test_a_contradiction_holds_with_the_items_that_are_in_it() -> None:
    (found,) = consistency(
        actions=[{"id": "a1", "start": 2040, "end": 2041}, {"id": "a2", "start": 2025, "end": 2026}]
    ).contradictions
    assert (found.id, found.state, [item.id for item in found.items]) == ("CON-01", "holds", ["a1"])


def test_a_contradiction_is_possible_if_what_is_unknown_could_make_it_so() -> None:
    (found,) = consistency(actions=[{"id": "a1", "start": 2025, "unknown": ["end"]}]).contradictions
    assert (found.state, [item.id for item in found.items]) == ("possible", ["a1"])


def test_an_item_that_is_only_announced_can_contradict_as_well() -> None:
    (found,) = consistency(
        actions=[{"id": "a1", "start": 2040, "end": 2041, "announced": True}]
    ).contradictions
    assert found.state == "holds"


def test_where_nothing_contradicts_nothing_is_told() -> None:
    assert consistency(actions=[{"start": 2025, "end": 2026}]).contradictions == ()
    assert consistency(unknown=["actions"]).contradictions == ()


# --- the pack that travels with the program

CONTRADICTIONS = load_pack().consistency.contradictions  # type: ignore[union-attr]
STATES = {"found": "holds", "possible": "possible", "none": None}


@pytest.mark.parametrize("expected", STATES)
@pytest.mark.parametrize("rule", CONTRADICTIONS, ids=lambda rule: rule.id)
def test_every_example_of_a_contradiction_comes_out_as_it_says(rule: Any, expected: str) -> None:
    for fragment in getattr(rule.examples, expected):
        result = assess(strategy_from(whole(fragment)), as_of=EXAMPLE_DATE, engine="plain").consistency
        assert result is not None
        states = {each.id: each.state for each in result.contradictions}
        assert states.get(rule.id) == STATES[expected], fragment
