"""Diagnoses: rules over results, and the evidence that they give."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from small_packs import assessed, criterion, objectives, pack

from assessor import DiagnosisResult, Pack

SHARE = {"share": "objective", "that": [{"field": "dimension", "is": "economic"}]}


def rules(when: dict[str, Any], **more: Any) -> Pack:
    """Return a pack of two ideas: objectives with a deadline, and whether there are risks."""
    return pack(
        {"dated": [criterion("ONE-01")], "risky": [criterion("TWO-01", {"count": "risk"}, essential={})]},
        diagnoses=[
            {"id": "pattern", "when": when, "provenance": "reading", "since": "0",
             "reference": {"chapter": "I", "passage": "p"}, **more}
        ],
        words={"diagnoses": {"pattern": {
            "title": "Pattern", "summary": "It is so", "recommendation": "Do it",
            "evidence": {"economic": "Economic objectives"},
        }}},
    )  # fmt: skip


def diagnosed(when: dict[str, Any], **sections: Any) -> DiagnosisResult | None:
    found = assessed(rules(when), **sections).diagnoses
    return found[0] if found else None


def state(when: dict[str, Any], **sections: Any) -> str | None:
    found = diagnosed(when, **sections)
    return None if found is None else found.state


@pytest.mark.parametrize(
    ("bound", "holds"),
    [
        ({"at_least": 40}, True), ({"at_least": 41}, False), ({"below": 40}, False), ({"below": 41}, True),
        ({"at_most": 40}, True), ({"at_most": 39}, False), ({"at_least": "initial"}, True),
        ({"at_least": "developing"}, False), ({"below": "developing"}, True), ({"below": "initial"}, False),
    ],
)  # fmt: skip
def test_an_idea_is_compared_with_a_score_or_a_level(bound: dict[str, Any], holds: bool) -> None:
    assert (state({"idea": "dated", **bound}, objectives=objectives(2, 3)) == "holds") is holds


def test_a_bound_is_met_exactly_by_a_third() -> None:
    when = {"criterion": "ONE-01", "below": 0.3333333333333333}
    assert state(when, objectives=objectives(1, 2)) is None
    assert state({"step": 1, "at_least": 50}, objectives=objectives(1, 0), risks=[]) == "holds"


@pytest.mark.parametrize("bound", [{"at_least": 40}, {"below": 40}])
def test_a_diagnosis_holds_on_what_is_shown_whichever_way_it_points(bound: dict[str, Any]) -> None:
    shown = {"at_least": objectives(2, 1, 2), "below": objectives(1, 1, 3)}
    assert state({"idea": "dated", **bound}, objectives=shown[next(iter(bound))]) == "holds"


def test_a_diagnosis_is_possible_when_what_is_unknown_could_make_it_hold() -> None:
    assert state({"idea": "dated", "at_least": 40}, objectives=objectives(1, 1, 3)) == "possible"
    assert state({"idea": "dated", "at_least": "exemplary"}, objectives=objectives(1, 0, 3)) == "possible"
    assert state({"idea": "dated", "at_least": 90}, objectives=objectives(1, 1, 3)) is None


def test_all_conditions_must_hold_or_at_least_one_of_any() -> None:
    one, two = {"idea": "dated", "at_least": 40}, {"idea": "risky", "at_least": 40}
    sections = {"objectives": objectives(1)}
    assert state({"all": [one, two]}, **sections) is None
    assert state({"any": [one, two]}, **sections) == "holds"
    assert state({"all": [one, two]}, **sections, unknown=["risks"]) == "possible"
    assert state({"all": [one, {"any": [two, one]}]}, **sections) == "holds"


def test_a_check_that_is_no_criterion_can_be_compared() -> None:
    entries = [{"id": "o1", "dimension": "economic"}, {"id": "o2", "dimension": "services"}]
    found = diagnosed({"check": SHARE, "id": "economic", "at_least": 0.5}, objectives=entries)
    assert found is not None
    (evidence,) = found.evidence
    assert (evidence.what, evidence.title) == ("check", "Economic objectives")
    assert (evidence.value, evidence.limit, evidence.bound) == (Fraction(1, 2), Fraction(1, 2), "at_least")


def test_the_evidence_names_what_was_looked_at_with_its_value_and_bound() -> None:
    when = {"all": [{"idea": "dated", "at_least": "initial"}, {"criterion": "TWO-01", "at_most": 0}]}
    found = diagnosed(when, objectives=objectives(1, 1))
    assert found is not None
    assert [(e.what, e.name, e.title, e.value, e.bound, e.level, e.yes_no) for e in found.evidence] == [
        ("idea", "dated", "Dated", 50, "at_least", "initial", False),
        ("criterion", "TWO-01", "Title of TWO-01", 0, "at_most", None, True),
    ]


def test_of_alternatives_only_those_that_hold_are_evidence() -> None:
    when = {"any": [{"idea": "dated", "at_least": 40}, {"idea": "risky", "at_least": 40}]}
    found = diagnosed(when, objectives=objectives(1))
    assert found is not None
    assert [e.name for e in found.evidence] == ["dated"]


def test_a_level_that_an_essential_holds_back_is_not_reached() -> None:
    held = pack(
        {"one": [criterion("ONE-01"), criterion("ONE-02", {"count": "objective"}, weight=3),
                 criterion("ONE-03", {"count": "risk"}, essential={})]},
        diagnoses=[{"id": "high", "when": {"idea": "one", "at_least": "consolidated"}, "since": "0",
                    "provenance": "reading", "reference": {"chapter": "I", "passage": "p"}}],
        words={"diagnoses": {"high": {"title": "t", "summary": "s", "recommendation": "r"}}},
    )  # fmt: skip
    found = assessed(held, objectives=objectives(1))
    assert (found.idea("one").score, found.diagnoses) == (80, ())
    assert assessed(held, objectives=objectives(1), risks=[{}]).diagnoses[0].state == "holds"


def test_what_holds_comes_before_what_is_possible_and_good_news_last() -> None:
    def one(name: str, when: dict[str, Any], good: bool = False) -> dict[str, Any]:
        reference = {"chapter": "I", "passage": "p"}
        return {"id": name, "good": good, "when": when, "since": "0", "provenance": "reading",
                "reference": reference}  # fmt: skip

    names = ("good", "possible", "holds")
    found = pack(
        {"dated": [criterion("ONE-01")]},
        diagnoses=[
            one("good", {"idea": "dated", "at_least": 10}, good=True),
            one("possible", {"idea": "dated", "at_least": 60}),
            one("holds", {"idea": "dated", "below": 60}),
        ],
        words={"diagnoses": {n: {"title": n, "summary": "s", "recommendation": "r"} for n in names}},
    )
    diagnoses = assessed(found, objectives=objectives(1, 1, 2)).diagnoses
    assert [diagnosis.id for diagnosis in diagnoses] == ["holds", "good", "possible"]
