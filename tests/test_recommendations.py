"""Recommendations: their order, where they stand on the route, and what they add to a finding."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from places import AS_OF, STRATEGIES, stem
from small_packs import assessed, criterion, objectives, one_idea

from assessor import Pack, Recommendation, assess, load_strategy
from assessor.scoring.recommendations import EFFORT_COST

KINDS = {"cover": "space-kind", "some": "space", "by": "kind"}
NOTES = {"space-kind": {"negotiation": {"title": "Negotiation", "notes": ["It is there to commit."]}}}


def recommended(rules: Pack, **sections: Any) -> tuple[Recommendation, ...]:
    return assessed(rules, **sections).recommendations


def test_the_most_gain_for_the_effort_comes_first() -> None:
    rules = one_idea(
        criterion("ONE-01", {"count": "risk"}, weight=3, effort="high"),
        criterion("ONE-02", {"count": "need"}, weight=1, effort="low"),
        criterion("ONE-03", {"count": "actor"}, weight=2, effort="medium"),
    )
    # 50 points for 8, 17 for 1, 33 for 3.
    assert [each.criterion for each in recommended(rules)] == ["ONE-02", "ONE-03", "ONE-01"]


def test_what_is_not_known_yet_comes_after_what_is_wanting() -> None:
    rules = one_idea(criterion("ONE-01", {"count": "risk"}, weight=3), criterion("ONE-02", {"count": "need"}))
    assert [each.criterion for each in recommended(rules, unknown=["risks"])] == ["ONE-02", "ONE-01"]


def test_a_recommendation_stands_at_the_first_step_that_its_criterion_serves() -> None:
    rules = one_idea(criterion("ONE-01", steps=[7, 2]))
    (found,) = recommended(rules)
    assert (found.step, found.stage, found.text, found.example) == (7, "all", "Do it", "So")


def test_of_a_missing_entry_it_is_said_what_it_is_good_for() -> None:
    rules = one_idea(criterion("ONE-01", KINDS), words={"entries": NOTES})
    (found,) = recommended(rules, spaces=[{"kind": "consultation"}])
    assert [(note.entry, note.title, note.sentences) for note in found.notes] == [
        ("negotiation", "Negotiation", ("It is there to commit.",))
    ]
    (found,) = recommended(rules, spaces=[{"kind": "negotiation"}])
    assert found.notes == ()


def test_notes_are_found_within_groups_of_checks() -> None:
    rules = one_idea(criterion("ONE-01", {"all": [{"count": "risk"}, KINDS]}), words={"entries": NOTES})
    assert [note.entry for note in recommended(rules)[0].notes] == ["negotiation"]


def test_items_that_say_what_they_aim_at_are_reminded_of_it() -> None:
    rules = one_idea(
        criterion("ONE-01", {"share": "space", "that": [{"field": "recorded", "present": True}]}),
        aims={"space": ["benefits", "meanings"]},
        words={"entries": {"dialogue-benefit": {"confidence": {"title": "confidence among all"}}}},
    )
    (found,) = recommended(rules, spaces=[{"benefits": ["confidence"], "meanings": ["mirror"]}])
    assert found.text == "Do it Remember: confidence among all, mirror."
    (found,) = recommended(rules, spaces=[{"name": "Council"}])
    assert found.text == "Do it"


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_there_is_one_recommendation_for_each_finding(path: Path) -> None:
    result = assess(load_strategy(path), as_of=AS_OF)
    findings = {finding.criterion: finding for finding in result.findings}
    assert sorted(findings) == sorted(each.criterion for each in result.recommendations)
    known = [each for each in result.recommendations if findings[each.criterion].outcome != "undetermined"]
    worth = [each.gain / EFFORT_COST[each.effort] for each in known]
    assert all(later <= sooner + 1e-9 for sooner, later in pairwise(worth))


def test_nothing_is_recommended_where_all_is_met() -> None:
    assert recommended(one_idea(criterion("ONE-01")), objectives=objectives(3)) == ()
