"""Why a criterion came out as it did: what was looked at, through what it holds, and the same figures."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from places import AS_OF, STRATEGIES, stem
from small_packs import DATED, criterion, document, objectives, one_idea

from assessor import (
    Explanation,
    UsageError,
    assess,
    explain,
    load_pack,
    load_strategy,
    parse_strategy,
    prepare,
    strategy_from,
)
from assessor.reports.explain_report import arithmetic, explain_to_text
from assessor.scoring.explain import Subject, explain_several
from assessor.speech import speech

INDICATED = {"some": "indicator", "by": "objectives"}


def explained(check: dict[str, Any], **sections: Any) -> Explanation:
    rules = one_idea(criterion("ONE-01", check))
    return explain(strategy_from(document(**sections)), "ONE-01", rules, as_of=AS_OF, engine="plain")


@cache
def every_criterion(path: Path) -> tuple[Explanation, ...]:
    """Return the explanation of each criterion of the pack that travels along, on a fixture."""
    names = [criterion.id for criterion in load_pack().criteria]
    return tuple(explain_several(load_strategy(path), prepare(), names, AS_OF, "en"))


def reckoned(explanation: Explanation) -> str:
    return arithmetic(explanation.check, speech("en"))


def satisfied(explanation: Explanation) -> dict[str, str]:
    return {
        subject.thing.id or subject.thing.label: subject.satisfies for subject in explanation.check.subjects
    }


def through(subject: Subject) -> list[list[str | None]]:
    return [[thing.id or thing.label for thing in reason.through] for reason in subject.reasons]


# --- the forms


def test_a_share_shows_each_item_whether_it_satisfies_and_through_what() -> None:
    found = explained(
        {"share": "objective", "that": [INDICATED, {"field": "deadline", "present": True}]},
        objectives=objectives(1, 1),
        indicators=[{"id": "i1", "objectives": ["o0", "o1"]}, {"id": "i2", "objectives": ["o0"]}],
    )
    assert satisfied(found) == {"o0": "yes", "o1": "no"}
    first, second = found.check.subjects
    assert through(first) == [["i1", "i2"], []]
    assert [reason.holds for reason in second.reasons] == ["yes", "no"]
    assert (found.check.form, found.check.satisfied, found.check.applicable) == ("share", 1, 2)
    assert reckoned(found) == "1 of 2 objectives: 1/2 = 0.5"


def test_a_share_shows_only_what_is_looked_at() -> None:
    check = {**DATED, "where": [{"field": "dimension", "is": "economic"}]}
    entries = [{"id": "o1", "dimension": "economic"}, {"id": "o2"}, {"id": "o3", "unknown": ["dimension"]}]
    found = explained(check, objectives=entries)
    assert [(s.thing.id, s.applicable) for s in found.check.subjects] == [("o1", "yes"), ("o3", "maybe")]


def test_a_count_shows_its_items_and_its_bounds() -> None:
    found = explained({"count": "objective", "at_least": 2, "at_most": 4}, objectives=objectives(1))
    assert satisfied(found) == {"o0": "yes"}
    assert reckoned(found) == "1 found, 2 to 4 needed: 0"


def test_a_cover_shows_each_entry_and_which_items_reach_it() -> None:
    found = explained(
        {"cover": "dimension", "some": "objective", "by": "dimension"},
        objectives=[{"id": "o1", "dimension": "economic"}, {"id": "o2", "dimension": "economic"}],
    )
    assert {s.thing.label: through(s) for s in found.check.subjects if s.satisfies == "yes"} == {
        "economic": [["o1", "o2"]]
    }
    assert len(found.check.subjects) == 5
    assert reckoned(found) == "1 of 5 values found: 1/5 = 0.2"


def test_an_entry_that_an_unexamined_item_may_reach_is_perhaps_reached() -> None:
    found = explained(
        {"cover": "dimension", "some": "objective", "by": "dimension"},
        objectives=[{"id": "o1", "dimension": "economic"}, {"id": "o2", "unknown": ["dimension"]}],
    )
    assert {s.thing.label: s.satisfies for s in found.check.subjects} == {
        "economic": "yes", "political": "maybe", "cooperation": "maybe", "communication": "maybe",
        "services": "maybe",
    }  # fmt: skip
    assert reckoned(found) == "1 of 5 values found: between 1/5 = 0.2 and 2/5 = 0.4"


def test_a_balance_shows_the_value_of_each_item() -> None:
    found = explained(
        {"balance": "objective", "field": "dimension", "at_most": 0.5},
        objectives=[{"id": "o1", "statement": "A", "dimension": "economic"}, {"id": "o2", "statement": "B"}],
    )
    assert [(s.thing.label, s.value) for s in found.check.subjects] == [("A", "economic"), ("B", None)]
    assert reckoned(found) == "1 has a value, and 1 the same one, which is too many: 0"
    shown = explain_to_text(found)
    assert "✗ A  [o1] · `economic`\n" in shown
    assert "✗ B  [o2] · `dimension` is not given\n" in shown


@pytest.mark.parametrize(
    ("form", "value", "word"),
    [("all", Fraction(0), "lowest"), ("any", Fraction(1), "highest"), ("parts", Fraction(1, 2), "mean")],
)
def test_a_group_shows_each_of_its_checks_and_how_they_come_together(
    form: str, value: Fraction, word: str
) -> None:
    found = explained({form: [{"count": "objective"}, {"count": "risk"}]}, objectives=objectives(1))
    assert [(member.form, member.value) for member in found.check.members] == [("count", 1), ("count", 0)]
    assert found.check.value == value
    assert reckoned(found).startswith(f"the {word} of 2 values: ")


def test_a_condition_with_alternatives_holds_through_what_any_of_them_holds_through() -> None:
    check = {"share": "objective", "that": [{"any": [INDICATED, {"some": "action", "by": "objectives"}]}]}
    found = explained(check, objectives=objectives(1), actions=[{"id": "a1", "objectives": ["o0"]}])
    assert through(found.check.subjects[0]) == [["a1"]]


def test_a_path_of_several_steps_holds_only_through_items_that_go_on() -> None:
    nested = {
        "some": "development-objective",
        "via": "development_objectives",
        "that": [{"some": "plan", "via": "plan"}],
    }
    found = explained(
        {"share": "objective", "that": [nested]},
        objectives=[{"id": "o1", "development_objectives": ["d1", "d2"]}],
        development_objectives=[{"id": "d1", "plan": "p"}, {"id": "d2"}],
        plans=[{"id": "p"}],
    )
    assert through(found.check.subjects[0]) == [["d1"]]


# --- unknown and announced


def test_what_is_unknown_is_perhaps() -> None:
    found = explained(DATED, objectives=objectives(1, 1, 1))
    assert satisfied(found) == {"o0": "yes", "o1": "no", "o2": "maybe"}
    assert reckoned(found) == "1 of 3 objectives: between 1/3 = 0.333 and 2/3 = 0.667"


def test_what_is_only_announced_satisfies_nothing_and_is_shown_as_such() -> None:
    found = explained(
        DATED, objectives=[{"id": "o1", "deadline": 2027, "announced": True}, {"id": "o2", "deadline": 2027}]
    )
    assert [(s.thing.id, s.announced, s.satisfies) for s in found.check.subjects] == [
        ("o1", True, "no"),
        ("o2", False, "yes"),
    ]
    assert "only announced" in explain_to_text(found)
    assert found.check.value == Fraction(1, 2)


def test_a_section_that_was_not_examined_is_said_to_be_open() -> None:
    found = explained(DATED, objectives=objectives(1), unknown=["objectives"])
    assert found.check.is_open
    assert "This section was not examined to the end." in explain_to_text(found)


def gaps(explanation: Explanation) -> dict[str, list[str]]:
    """Return what leaves each subject open: kind, field and item."""
    return {
        str(subject.thing.id or subject.thing.label): [
            " ".join(filter(None, (gap.kind, gap.field, gap.thing.id if gap.thing else None)))
            for reason in (*subject.filters, *subject.reasons)
            for gap in reason.gaps
        ]
        for subject in explanation.check.subjects
    }


def test_a_field_that_was_not_examined_is_named() -> None:
    found = explained(DATED, objectives=objectives(1, 1, 1))
    assert gaps(found) == {"o0": [], "o1": [], "o2": ["objective deadline"]}
    assert "? `deadline` was not examined" in explain_to_text(found)


def test_a_field_of_a_tied_item_that_was_not_examined_is_named_with_its_item() -> None:
    relation = {**INDICATED, "that": [{"field": "target.value", "present": True}]}
    found = explained(
        {"share": "objective", "that": [relation]},
        objectives=objectives(0, 1),
        indicators=[
            {"id": "i1", "objectives": ["o0"], "unknown": ["target.value"]},
            {"id": "i2", "objectives": ["o0"]},
        ],
    )
    assert gaps(found) == {"o0": ["indicator target.value i1"]}
    assert "? i1: `target.value` was not examined" in explain_to_text(found)


def test_an_item_that_may_name_more_is_named() -> None:
    found = explained(
        {"share": "objective", "that": [INDICATED]},
        objectives=objectives(0, 1),
        indicators=[{"id": "i1", "target": {"value": 3}, "unknown": ["objectives"]}],
    )
    assert gaps(found) == {"o0": ["indicator objectives i1"]}


def test_a_subject_that_may_name_more_is_told_by_its_own_field() -> None:
    check = {"share": "objective", "that": [{"some": "need", "via": "needs"}]}
    found = explained(check, objectives=[{"id": "o1", "unknown": ["needs"]}], needs=[{"id": "n1"}])
    assert gaps(found) == {"o1": ["objective needs"]}


def test_a_kind_that_was_not_examined_to_the_end_is_named() -> None:
    found = explained(
        {"share": "objective", "that": [INDICATED]}, objectives=objectives(1), unknown=["indicators"]
    )
    assert gaps(found) == {"o0": ["indicator"]}
    assert "? not listed or not examined to the end: indicators" in explain_to_text(found)


def test_a_field_that_follows_from_others_is_said_to_be_undecided() -> None:
    check = {"share": "action", "that": [{"field": "tool_fits", "is": True}]}
    found = explained(check, actions=[{"id": "a1", "dimension": "economic", "unknown": ["tool"]}])
    said = "? cannot be decided from what is known: the tool of the action belongs to its dimension"
    assert said in " ".join(explain_to_text(found).split())


def test_what_leaves_it_open_through_a_path_of_several_steps_is_named_at_its_end() -> None:
    nested = {
        "some": "development-objective",
        "via": "development_objectives",
        "that": [{"some": "plan", "via": "plan", "that": [{"field": "title", "present": True}]}],
    }
    found = explained(
        {"share": "objective", "that": [nested]},
        objectives=[{"id": "o1", "development_objectives": ["d1"]}],
        development_objectives=[{"id": "d1", "plan": "p"}],
        plans=[{"id": "p", "unknown": ["title"]}],
    )
    assert gaps(found) == {"o1": ["plan title p"]}


def test_what_leaves_it_open_whether_an_item_counts_is_told() -> None:
    check = {**DATED, "where": [{"field": "dimension", "is": "economic"}]}
    found = explained(
        check, objectives=[{"id": "o1", "deadline": 2027, "unknown": ["dimension"]}, {"id": "o2"}]
    )
    assert gaps(found) == {"o1": ["objective dimension"]}
    shown = explain_to_text(found)
    assert "(not known whether it is taken into account)\n    ? `dimension` was not examined\n" in shown
    assert (found.check.left_out, "does not hold: 1 objective." in " ".join(shown.split())) == (1, True)


def test_what_leaves_an_entry_open_is_named() -> None:
    found = explained(
        {"cover": "dimension", "some": "objective", "by": "dimension", "that": [INDICATED]},
        objectives=[{"id": "o1", "dimension": "economic"}, {"id": "o2", "unknown": ["dimension"]}],
        indicators=[{"id": "i1", "objectives": ["o1", "o2"]}],
    )
    assert gaps(found)["economic"] == []
    assert gaps(found)["political"] == ["objective dimension o2"]


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_whatever_is_open_says_what_leaves_it_open(path: Path) -> None:
    for found in every_criterion(path):
        check = found.check
        for subject in (s for part in (check, *check.members) for s in part.subjects):
            told = (found.criterion.id, subject.thing)
            assert all(r.gaps for r in subject.reasons if r.holds == "maybe"), told
            assert subject.applicable != "maybe" or any(r.gaps for r in subject.filters)


def test_items_that_are_counted_and_not_listed_are_told() -> None:
    found = explained(DATED, objectives=objectives(1), unlisted={"objectives": 3})
    assert (found.check.unlisted, found.check.applicable, found.check.value, found.check.high) == (
        3,
        4,
        Fraction(1, 4),
        1,
    )
    assert "3 more are counted in the document, and not listed." in explain_to_text(found)


def test_where_there_is_nothing_that_is_said() -> None:
    found = explained(DATED)
    assert (found.check.subjects, found.check.value) == ((), 0)
    assert "Nothing of the kind stands in the document." in explain_to_text(found)


# --- places and figures


def test_things_have_the_line_and_pointer_where_they_stand() -> None:
    text = "document: {title: t, period: {start: 2024}}\nterritory: {name: n}\n"
    text += "objectives:\n- {id: o1, statement: Say}\n"
    rules = one_idea(criterion("ONE-01"))
    found = explain(parse_strategy(text, name="s.yaml"), "ONE-01", rules, as_of=AS_OF)
    (subject,) = found.check.subjects
    assert (subject.thing.label, subject.thing.pointer, subject.thing.line) == ("Say", "/objectives/0", 4)
    assert found.file == "s.yaml"


def test_a_criterion_is_found_in_small_letters_too_and_a_wrong_one_says_what_is_near() -> None:
    strategy = strategy_from(document())
    assert explain(strategy, "mea-02", as_of=AS_OF).criterion.id == "MEA-02"
    with pytest.raises(UsageError, match=r"There is no criterion 'MEA-92'; did you mean 'MEA-02'\?"):
        explain(strategy, "MEA-92", as_of=AS_OF)


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_the_explanation_of_every_criterion_gives_the_figures_of_the_assessment(path: Path) -> None:
    assessment = assess(load_strategy(path), as_of=AS_OF)
    results = [result for idea in assessment.ideas for result in idea.criteria]
    assert sorted(found.criterion.id for found in every_criterion(path)) == sorted(r.id for r in results)
    for found in every_criterion(path):
        result = assessment.criterion(found.criterion.id)
        assert found.result == result
        assert (found.check.value, found.check.high) == (result.value, result.high), result.id
        assert (found.check.applicable, found.check.satisfied) == (result.applicable, result.satisfied)


@pytest.mark.parametrize("name", ["ALI-01", "MEA-02", "INC-01"])
def test_one_criterion_alone_is_explained_as_among_all(name: str) -> None:
    alone = explain(load_strategy(STRATEGIES[1]), name, as_of=AS_OF)
    (among,) = [found for found in every_criterion(STRATEGIES[1]) if found.criterion.id == name]
    assert alone == among


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_the_items_shown_add_up_to_the_figures(path: Path) -> None:
    for found in every_criterion(path):
        name, check = found.criterion.id, found.check
        if check.form in ("share", "cover"):
            sure = [s for s in check.subjects if s.applicable == "yes"]
            assert check.satisfied == sum(s.satisfies == "yes" for s in sure), name
            whole = check.applicable - (check.unlisted if check.form == "share" else 0)
            assert whole == len(sure) or check.check.where, name  # type: ignore[union-attr]
