"""Scope and waivers: what they change beside the canonical score, which they never touch."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from small_packs import assessed, criterion, objectives, one_idea, pack

from assessor import Assessment, parse_assessment, render, to_json, to_text
from assessor.reports.canvas import Page
from assessor.scoring.assessment import Reason

COVER = {"cover": "dimension", "some": "objective", "by": "dimension"}
RULES = pack(
    {
        "one": [criterion("ONE-01"), criterion("ONE-02", {"count": "risk"}, dimensions=["services"])],
        "two": [criterion("TWO-01", {"count": "theme"}, dimensions=["services", "economic"])],
        "three": [criterion("THR-01", COVER)],
    }
)
OBJECTIVES = [{**entry, "dimension": "political"} for entry in objectives(1, 1)]


def with_scope(*exclusions: dict[str, Any]) -> Assessment:
    return assessed(
        RULES, objectives=OBJECTIVES, scope=[{"reason": "Not ours", **entry} for entry in exclusions]
    )


def treatments(found: Assessment) -> dict[str, str]:
    return {result.id: result.treatment for idea in found.ideas for result in idea.criteria}


def second_scores(found: Assessment) -> dict[str, float]:
    assert found.second is not None
    return {idea.id: float(idea.score) for idea in found.second.ideas}


def waived(until: str | int, as_of: date, name: str = "ONE-01") -> Assessment:
    waiver = {"criterion": name, "reason": "No staff yet", "by": "Council", "until": until}
    return assessed(RULES, objectives=OBJECTIVES, waivers=[waiver], as_of=as_of)


# --- scope


def test_without_scope_everything_counts_and_there_is_no_second_score() -> None:
    found = assessed(RULES, objectives=OBJECTIVES)
    assert set(treatments(found).values()) == {"counted"}
    assert found.second is None


@pytest.mark.parametrize(
    ("exclusion", "out"),
    [
        ({"criteria": ["ONE-02"]}, {"ONE-02"}),
        ({"ideas": ["one"]}, {"ONE-01", "ONE-02"}),
        ({"dimensions": ["services"]}, {"ONE-02"}),
        ({"dimensions": ["services", "economic"]}, {"ONE-02", "TWO-01"}),
        ({"dimensions": ["economic"]}, set()),
    ],
)
def test_a_criterion_is_out_of_scope_by_its_id_its_idea_or_all_of_its_dimensions(
    exclusion: dict[str, Any], out: set[str]
) -> None:
    found = with_scope(exclusion)
    assert {name for name, treatment in treatments(found).items() if treatment == "out-of-scope"} == out
    assert all(found.criterion(name).reason == Reason("Not ours") for name in out)


def test_scope_never_changes_the_canonical_score_or_an_outcome() -> None:
    plain = assessed(RULES, objectives=OBJECTIVES)
    found = with_scope({"ideas": ["two"], "criteria": ["ONE-02"], "dimensions": ["services", "economic"]})
    assert found.index == plain.index
    assert [(i.score, i.high, i.level) for i in found.ideas] == [
        (i.score, i.high, i.level) for i in plain.ideas
    ]
    assert [f.outcome for f in found.findings] == [f.outcome for f in plain.findings]


def test_within_its_scope_a_strategy_gets_a_second_score_without_what_is_out_of_it() -> None:
    found = with_scope({"ideas": ["two"], "criteria": ["ONE-02"]})
    assert {idea.id: float(idea.score) for idea in found.ideas} == {"one": 25, "two": 0, "three": 20}
    assert second_scores(found) == {"one": 50, "three": 20}
    assert found.second is not None
    assert (found.second.profile, found.second.scope) == (None, True)
    assert found.second.index.score == 35


def test_a_dimension_out_of_scope_is_not_asked_of_a_cover_of_dimensions() -> None:
    found = with_scope({"dimensions": ["services"]})
    assert found.idea("three").score == 20
    assert second_scores(found)["three"] == 25


@pytest.mark.parametrize(
    ("cooperation", "services", "out", "treatment"),
    [
        (7, 1, ["political", "economic", "communication"], "out-of-scope"),
        (9, 1, ["political", "economic", "communication"], "out-of-scope"),
        (10, 1, ["political", "economic", "communication"], "counted"),
        (7, 1, ["political", "economic"], "counted"),
        (7, 0, ["political", "economic", "communication"], "counted"),
        (7, 0, ["political", "economic", "communication", "services"], "out-of-scope"),
    ],
)
def test_a_limit_on_a_dimension_leaves_only_what_is_in_scope_to_the_others(
    cooperation: int, services: int, out: list[str], treatment: str
) -> None:
    rule = {"balance": "objective", "field": "dimension", "at_most": 0.6}
    dimensions = ["cooperation"] * cooperation + ["services"] * services
    found = assessed(
        one_idea(criterion("ONE-01", rule)),
        objectives=[{"id": f"o{n}", "statement": "Act", "dimension": d} for n, d in enumerate(dimensions)],
        scope=[{"reason": "Not ours", "dimensions": out}],
    )
    assert found.criterion("ONE-01").treatment == treatment


def test_several_exclusions_together_leave_out_what_needs_several_dimensions() -> None:
    found = with_scope(
        {"dimensions": ["services"], "reason": "First"}, {"dimensions": ["economic"], "reason": "Second"}
    )
    assert found.criterion("TWO-01").treatment == "out-of-scope"
    assert found.criterion("TWO-01").reason == Reason("First")


def test_scope_that_names_what_the_pack_has_not_gives_a_notice_and_changes_nothing() -> None:
    found = with_scope({"ideas": ["fourth"], "criteria": ["ZZZ-01"]})
    assert set(treatments(found).values()) == {"counted"}
    assert [(n.code, n.name, n.pointer) for n in found.notices] == [
        ("unknown-in-scope", "fourth", "/scope/0/ideas/0"),
        ("unknown-in-scope", "ZZZ-01", "/scope/0/criteria/0"),
    ]
    assert "  The scope names 'fourth', and the rule pack 'small' has none." in to_text(found)


# --- waivers


@pytest.mark.parametrize(
    ("until", "as_of", "holds"),
    [
        ("2026-05-31", date(2026, 5, 30), True),
        ("2026-05-31", date(2026, 5, 31), True),
        ("2026-05-31", date(2026, 6, 1), False),
        ("2026-05", date(2026, 5, 31), True),
        ("2026-05", date(2026, 6, 1), False),
        ("2026", date(2026, 12, 31), True),
        (2026, date(2026, 12, 31), True),
        (2026, date(2027, 1, 1), False),
        ("2028-02", date(2028, 2, 29), True),
    ],
)
def test_a_waiver_holds_up_to_and_on_the_last_day_of_its_end_date(
    until: str | int, as_of: date, holds: bool
) -> None:
    found = waived(until, as_of)
    assert found.criterion("ONE-01").treatment == ("waived" if holds else "counted")
    assert [notice.code for notice in found.notices] == ([] if holds else ["waiver-ended"])


def test_a_waiver_is_shown_with_its_reason_who_accepted_it_and_until_when() -> None:
    found = waived("2026-12-31", date(2026, 6, 1))
    assert found.criterion("ONE-01").reason == Reason("No staff yet", "Council", "2026-12-31")
    assert "partly met, waived: No staff yet (Council, until 31 December 2026)" in to_text(
        found, Page(width=120)
    )
    (finding,) = [f for f in found.findings if f.criterion == "ONE-01"]
    assert (finding.treatment, finding.outcome) == ("waived", "partial")


def test_a_waiver_changes_no_score_and_gives_no_second_one() -> None:
    plain = assessed(RULES, objectives=OBJECTIVES)
    found = waived("2027", date(2026, 6, 1))
    assert [idea.score for idea in found.ideas] == [idea.score for idea in plain.ideas]
    assert (found.index, found.second) == (plain.index, None)


def test_a_waiver_that_has_ended_gives_a_notice_with_the_day_and_who_had_accepted_it() -> None:
    found = waived(2025, date(2026, 6, 1))
    (notice,) = found.notices
    assert (notice.name, notice.day, notice.pointer) == ("ONE-01", "2025-12-31", "/waivers/0/until")
    assert notice.by == "Council"
    for form in ("text", "markdown", "html"):
        shown = " ".join(str(render(found, form)).split())
        assert "The waiver of ONE-01, accepted by Council, ended on 31 December 2025." in shown


def test_a_notice_that_was_saved_before_it_told_who_had_accepted_is_shown_without() -> None:
    content = json.loads(to_json(waived(2025, date(2026, 6, 1))))
    del content["notices"][0]["by"]
    found = parse_assessment(json.dumps(content))
    assert "The waiver of ONE-01 ended on 31 December 2025." in to_text(found)


def test_a_waiver_of_a_criterion_that_the_pack_has_not_gives_a_notice() -> None:
    found = waived(2027, date(2026, 6, 1), "ONE-77")
    (notice,) = found.notices
    assert (notice.code, notice.name, notice.day) == ("unknown-in-waiver", "ONE-77", None)
    assert (notice.pointer, notice.line) == ("/waivers/0/criterion", None)
    assert "A waiver names 'ONE-77', and the rule pack 'small' has none." in to_text(found)


def test_what_is_out_of_scope_and_waived_is_out_of_scope() -> None:
    found = assessed(
        RULES,
        objectives=OBJECTIVES,
        scope=[{"criteria": ["ONE-01"], "reason": "Not ours"}],
        waivers=[{"criterion": "ONE-01", "reason": "Later", "by": "Council", "until": 2027}],
    )
    assert (found.criterion("ONE-01").treatment, found.criterion("ONE-01").reason) == (
        "out-of-scope",
        Reason("Not ours"),
    )


def test_a_cover_that_lacks_only_what_is_out_of_scope_is_marked_and_counts_as_met_within_it() -> None:
    cover = {"cover": "dimension", "some": "objective", "by": "dimension"}
    rules = one_idea(criterion("ONE-01", cover))
    entries = [{"dimension": name} for name in ("cooperation", "services", "political")]
    scope = [{"dimensions": ["economic", "communication"], "reason": "By law"}]
    found = assessed(rules, objectives=entries, scope=scope)
    result = found.criterion("ONE-01")
    assert (result.value, result.treatment, result.reason) == (
        Fraction(3, 5),
        "out-of-scope",
        Reason("By law"),
    )
    assert found.second is not None
    assert (found.idea("idea").score, found.second.ideas[0].score) == (60, 100)
    narrower = assessed(rules, objectives=entries[:2], scope=scope).criterion("ONE-01")
    assert narrower.treatment == "counted"
