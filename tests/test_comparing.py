"""What changed between assessments: laws on drawn documents and packs, and examples to reckon by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from oracle_derived import AS_OF as DRAWN_AS_OF
from places import AS_OF, FIXTURES
from small_packs import DATED, assessed, criterion, document, objectives, one_idea, pack
from strategies import clusters, documents, packs, unknowns

from assessor import (
    Assessment,
    Comparison,
    InvalidAssessmentError,
    Pack,
    UsageError,
    assess,
    compare,
    load_strategy,
    parse_assessment,
    render_comparison,
    strategy_from,
    to_json,
)
from assessor.comparing.compare import compared
from assessor.comparing.findings import items_changed
from assessor.comparing.records import FindingChange, Split
from assessor.reports.comparison.figures import shown_change, shown_parts
from assessor.reports.comparison.groups import grouped
from assessor.scoring.figures import FindingItem

# --- what is drawn


@st.composite
def contents(draw: st.DrawFn, number: int) -> list[dict[str, Any]]:
    """As many documents with unknowns over the same kinds, and packs to assess them with."""
    kinds = draw(clusters())
    return [draw(unknowns(draw(documents(kinds, exact=False)), kinds)) for _ in range(number)]


def drawn_packs(number: int) -> st.SearchStrategy[list[Pack]]:
    """As many versions of one pack, perhaps the same one again."""
    versions = st.lists(packs(), min_size=number, max_size=number)
    return versions.flatmap(
        lambda found: st.lists(st.integers(0, number - 1), min_size=number, max_size=number).map(
            lambda places: [named(found[place], str(place)) for place in places]
        )
    )


def named(rules: Pack, digest: str) -> Pack:
    return rules.model_copy(update={"digest": digest})


def of(content: dict[str, Any], rules: Pack, saved: bool = False) -> Assessment:
    found = assess(strategy_from(content), rules, as_of=DRAWN_AS_OF, engine="plain")
    return parse_assessment(to_json(found)) if saved else found


def assessments(number: int) -> st.SearchStrategy[list[Assessment]]:
    """Assessments with versions of one pack, some of them saved and read again."""
    saved = st.lists(st.booleans(), min_size=number, max_size=number)
    return st.tuples(contents(number), drawn_packs(number), saved).map(
        lambda drawn: [of(*each) for each in zip(*drawn, strict=True)]
    )


def parts(split: Split) -> tuple[Fraction, Fraction, Fraction]:
    return split.document, split.pack, split.either


def splits(comparison: Comparison) -> list[Split]:
    (step,) = comparison.steps
    return [split for split in (*(idea.split for idea in step.ideas), step.index) if split is not None]


def by_state(comparison: Comparison) -> dict[str, set[str]]:
    (step,) = comparison.steps
    states = ("new", "fixed", "standing")
    return {state: {each.criterion for each in step.in_state(state)} for state in states}


# --- laws


@examples(50)
@given(assessments(1))
def test_an_assessment_compared_with_itself_shows_no_change(drawn: list[Assessment]) -> None:
    found = compare(drawn[0], drawn[0])
    assert {part for split in splits(found) for part in parts(split)} <= {0}
    assert by_state(found) == {
        "new": set(), "fixed": set(), "standing": {each.criterion for each in drawn[0].findings}
    }  # fmt: skip
    (step,) = found.steps
    changed = [(e.items.failing, e.items.cleared, e.items.moved, e.missing, e.reached) for e in step.findings]
    assert set(changed) <= {((), (), (), (), ())}
    assert [idea.criteria for idea in step.ideas] == [()] * len(step.ideas)
    assert step.notices == ()


@examples(50)
@given(assessments(2))
def test_the_parts_add_up_to_the_change_exactly(drawn: list[Assessment]) -> None:
    found = compare(*drawn)
    for split in splits(found):
        assert sum(parts(split)) == split.change
    for idea in found.steps[0].ideas:
        if idea.split and idea.before and idea.after:
            assert idea.split.change == idea.after.score - idea.before.score


@examples(50)
@given(assessments(2))
def test_in_reverse_changes_are_negated_and_new_is_fixed(drawn: list[Assessment]) -> None:
    there, back = compare(*drawn), compare(*reversed(drawn))
    assert by_state(there) == {
        "new": by_state(back)["fixed"], "fixed": by_state(back)["new"], "standing": by_state(back)["standing"]
    }  # fmt: skip
    changes = [
        {idea.id: idea.split.change for idea in each.steps[0].ideas if idea.split} for each in (there, back)
    ]
    assert changes[0] == {name: -change for name, change in changes[1].items()}
    items = [{each.criterion: each.items for each in found.steps[0].findings} for found in (there, back)]
    for name, each in items[0].items():
        assert (each.failing, each.cleared) == (items[1][name].cleared, items[1][name].failing)


@examples(50)
@given(contents(2), packs())
def test_with_the_same_rules_every_change_is_one_of_the_document(
    content: list[dict[str, Any]], rules: Pack
) -> None:
    found = compare(*(of(each, rules) for each in content))
    for split in splits(found):
        assert (split.document, split.pack, split.either) == (split.change, 0, 0)
    for idea in found.steps[0].ideas:
        assert idea.split is not None
        assert sum(each.document for each in idea.criteria) == idea.split.document


@examples(50)
@given(assessments(3))
def test_the_steps_of_a_trend_are_those_of_each_with_the_next(drawn: list[Assessment]) -> None:
    whole = compare(*drawn)
    assert whole.steps == compare(*drawn[:2]).steps + compare(*drawn[1:]).steps
    for idea in whole.ideas:
        found = [{each.id: each for each in a.ideas}.get(idea.id) for a in drawn]
        assert [each and each.score for each in idea.scores] == [each and each.score for each in found]


@examples(50)
@given(assessments(2))
def test_new_and_standing_are_the_later_findings_and_fixed_and_standing_the_earlier(
    drawn: list[Assessment],
) -> None:
    before, after = ({each.criterion for each in a.findings} for a in drawn)
    states = by_state(compare(*drawn))
    assert states["new"] | states["standing"] == after
    assert states["fixed"] | states["standing"] == before
    assert sum(map(len, states.values())) == len(before | after)


@examples(50)
@given(assessments(2))
def test_items_of_a_finding_are_accounted_for_by_their_fingerprints(drawn: list[Assessment]) -> None:
    items = [
        {each.criterion: Counter(i.fingerprint for i in each.items) for each in a.findings} for a in drawn
    ]
    for each in compare(*drawn).steps[0].findings:
        before, after = (found.get(each.criterion, Counter()) for found in items)
        assert Counter(item.fingerprint for item in each.items.failing) == after - before
        assert Counter(item.fingerprint for item in each.items.cleared) == before - after
        assert each.items.standing == (before & after).total()


@examples(50)
@given(assessments(2))
def test_each_finding_is_told_in_one_group(drawn: list[Assessment]) -> None:
    findings = compare(*drawn).steps[0].findings
    told = [each.criterion for group in grouped(findings).values() for each in group]
    assert sorted(told) == sorted(each.criterion for each in findings)


@examples(50)
@given(contents(2), packs(), packs())
def test_assessed_again_the_document_and_the_pack_have_what_each_changed(
    content: list[dict[str, Any]], old_rules: Pack, new_rules: Pack
) -> None:
    old_rules, new_rules = named(old_rules, "old"), named(new_rules, "new")
    old, new = (strategy_from(each) for each in content)
    (step,) = compare(
        old, new, pack=new_rules, old_pack=old_rules, as_of=DRAWN_AS_OF, engine="plain"
    ).steps  # fmt: skip
    scores = [
        {idea.id: idea.score for idea in of(each, rules).ideas}
        for each, rules in ((content[0], old_rules), (content[1], old_rules), (content[1], new_rules))
    ]
    assert step.method == "assessed-again"
    for idea in step.ideas:
        before, between, after = (each[idea.id] for each in scores)
        assert idea.split == Split(after - before, between - before, after - between, Fraction(0))
        assert sum(each.document for each in idea.criteria) == between - before


@examples(50)
@given(contents(2), packs(), st.booleans())
def test_rules_that_ask_the_same_with_the_same_weights_have_no_part(
    content: list[dict[str, Any]], rules: Pack, saved: bool
) -> None:
    old, new = (of(each, named(rules, str(place)), saved) for place, each in enumerate(content))
    found = compare(old, new)
    assert found.steps[0].method == "by-criteria"
    assert [parts(split) for split in splits(found)] == [(split.change, 0, 0) for split in splits(found)]


@examples(50)
@given(contents(1), packs(), packs())
def test_where_the_strategy_is_the_same_it_has_no_part(
    content: list[dict[str, Any]], old_rules: Pack, new_rules: Pack
) -> None:
    found = compare(of(content[0], named(old_rules, "old")), of(content[0], named(new_rules, "new")))
    assert [split.document for split in splits(found)] == [0] * len(splits(found))


scores = st.fractions(0, 100)


@given(scores, st.lists(st.fractions(-100, 100), min_size=2, max_size=2))
def test_what_is_shown_of_the_parts_adds_up_to_what_is_shown_of_the_change(
    before: Fraction, drawn: list[Fraction]
) -> None:
    after = min(Fraction(100), max(Fraction(0), before + sum(drawn)))
    exact = [drawn[0], after - before - drawn[0]]
    change = shown_change(before, after)
    shown = shown_parts(change, exact)
    assert round(sum(shown), 1) == change
    assert all(
        abs(Fraction(number) - part) < Fraction(3, 10) for number, part in zip(shown, exact, strict=True)
    )


# --- how a change is split


def rule(name: str, field: str = "deadline", **more: Any) -> dict[str, Any]:
    return criterion(name, {"share": "objective", "that": [{"field": field, "present": True}]}, **more)


def split_of(old: Pack, new: Pack, then: list[Any], now: list[Any]) -> Split:
    before = assessed(named(old, "old"), objectives=then)
    after = assessed(named(new, "new"), objectives=now)
    (idea,) = compare(before, after).steps[0].ideas
    assert idea.split is not None
    return idea.split


def test_a_change_of_weights_is_one_of_the_pack() -> None:
    old = one_idea(rule("ONE-01", weight=1), rule("ONE-02", "responsible", weight=1))
    new = one_idea(rule("ONE-01", weight=3), rule("ONE-02", "responsible", weight=1))
    # Before 0 of 1 dated; now all are: 50 with the old weights, 75 with the new.
    assert split_of(old, new, objectives(0, 1), objectives(1)) == Split(
        Fraction(75), Fraction(50), Fraction(25), Fraction(0)
    )


def test_a_criterion_that_came_is_of_the_pack() -> None:
    old = one_idea(rule("ONE-01"))
    new = one_idea(rule("ONE-01"), rule("ONE-02", "responsible"))
    assert split_of(old, new, objectives(1, 1), objectives(1)) == Split(
        Fraction(0), Fraction(50), Fraction(-50), Fraction(0)
    )


def test_a_criterion_that_went_is_of_the_pack() -> None:
    old = one_idea(rule("ONE-01"), rule("ONE-02", "responsible"))
    new = one_idea(rule("ONE-01"))
    assert split_of(old, new, objectives(1, 1), objectives(1)) == Split(
        Fraction(75), Fraction(25), Fraction(50), Fraction(0)
    )


def test_a_criterion_with_another_rule_may_have_changed_by_either() -> None:
    old = one_idea(rule("ONE-01"), rule("ONE-02", "responsible"))
    new = one_idea(rule("ONE-01"), rule("ONE-02", "statement"))
    assert split_of(old, new, objectives(1, 1), objectives(1)) == Split(
        Fraction(75), Fraction(25), Fraction(0), Fraction(50)
    )


def test_a_criterion_with_another_rule_and_the_same_value_brings_nothing() -> None:
    old = one_idea(rule("ONE-01"), rule("ONE-02", "responsible"))
    new = one_idea(rule("ONE-01"), rule("ONE-02", "local_policy"))
    split = split_of(old, new, objectives(1, 1), objectives(1))
    assert split == Split(Fraction(25), Fraction(25), Fraction(0), Fraction(0))


def test_what_was_saved_without_rules_may_ask_anything_if_the_pack_is_another() -> None:
    rules = one_idea(rule("ONE-01"))
    saved = json.loads(to_json(assessed(named(rules, "old"), objectives=objectives(1, 1))))
    del saved["ideas"][0]["criteria"][0]["rule"]
    before = parse_assessment(json.dumps(saved))
    assert before.criterion("ONE-01").rule is None
    after = assessed(named(rules, "new"), objectives=objectives(1))
    (step,) = compare(before, after).steps
    assert step.ideas[0].split == Split(Fraction(50), Fraction(0), Fraction(0), Fraction(50))
    assert "rules-unknown" in {notice.code for notice in step.notices}
    same = assessed(named(rules, "old"), objectives=objectives(1))
    assert compare(before, same).steps[0].ideas[0].split == Split(
        Fraction(50), Fraction(50), Fraction(0), Fraction(0)
    )


def test_an_idea_that_came_has_no_change_and_is_of_the_pack_in_the_index() -> None:
    old, new = (
        pack({"one": [rule("ONE-01")], **more}) for more in ({}, {"two": [rule("TWO-01", "statement")]})
    )
    before = assessed(named(old, "old"), objectives=objectives(1, 1))
    after = assessed(named(new, "new"), objectives=objectives(1, 3))
    (step,) = compare(before, after).steps
    assert [(idea.id, idea.split is None) for idea in step.ideas] == [("one", False), ("two", True)]
    assert [notice.code for notice in step.notices] == ["other-rules", "idea-came"]
    # The index went from 50 to the mean of 25 and 100.
    assert step.index == Split(Fraction(25, 2), Fraction(-25), Fraction(75, 2), Fraction(0))


# --- findings


def finding(before: dict[str, Any], after: dict[str, Any], rules: Pack | None = None) -> FindingChange:
    rules = rules or one_idea(criterion("ONE-01"))
    found = compare(assessed(rules, **before), assessed(rules, **after))
    return found.steps[0].findings[0]


OPEN = {"unknown": ["objectives"]}
WAIVED = {"waivers": [{"criterion": "ONE-01", "reason": "Not now", "by": "Mayor", "until": 2090}]}
ENDED = {"waivers": [{"criterion": "ONE-01", "reason": "Not now", "by": "Mayor", "until": 2020}]}
LACKS, HAS = {"objectives": objectives(0, 1)}, {"objectives": objectives(1)}


@pytest.mark.parametrize(
    ("before", "after", "state", "group", "counts"),
    [
        (HAS, LACKS, "new", "new", True),
        (LACKS, HAS, "fixed", "fixed", False),
        (LACKS, LACKS, "standing", "standing", False),
        (OPEN, LACKS, "standing", "known", False),
        (LACKS, OPEN, "standing", "lost", False),
        (HAS, OPEN, "new", "lost", False),
        (OPEN, HAS, "fixed", "fixed", False),
        (HAS, LACKS | WAIVED, "new", "aside", False),
        (LACKS, LACKS | WAIVED, "standing", "aside", False),
        (LACKS | WAIVED, LACKS | ENDED, "standing", "ended", False),
        (LACKS | WAIVED, HAS, "fixed", "fixed", False),
    ],
)
def test_a_finding_is_told_with_its_outcome_and_treatment(
    before: dict[str, Any], after: dict[str, Any], state: str, group: str, counts: bool
) -> None:
    found = finding(before, after)
    assert (found.state, next(iter(grouped([found]))), found.counts_as_new) == (state, group, counts)


def test_a_finding_on_what_the_rules_did_not_ask_before_says_so() -> None:
    old, new = one_idea(rule("ONE-01")), one_idea(rule("ONE-01"), rule("ONE-02", "responsible"))
    there = compare(assessed(named(old, "1"), **HAS), assessed(named(new, "2"), **HAS)).steps[0].findings
    back = compare(assessed(named(new, "2"), **HAS), assessed(named(old, "1"), **HAS)).steps[0].findings
    assert list(grouped(there)) == ["asked"]
    assert list(grouped(back)) == ["dropped"]


def test_items_that_move_are_the_same_items() -> None:
    first, second = objectives(0, 2)
    found = finding(
        {"objectives": [first, second]}, {"objectives": [{"id": "o9", "deadline": 2027}, second, first]}
    )
    assert (found.items.failing, found.items.cleared, found.items.standing) == ((), (), 2)
    assert [(each.id, each.pointer_before, each.pointer_after) for each in found.items.moved] == [
        ("o0", "/objectives/0", "/objectives/2")
    ]


def item(pointer: str, fingerprint: str, line: int | None = None) -> FindingItem:
    return FindingItem(pointer, None, line, None, fingerprint)


def test_of_items_that_say_the_same_those_at_the_same_place_are_the_same() -> None:
    before = [item("/needs/0", "x"), item("/needs/1", "x"), item("/needs/2", "x")]
    found = items_changed(before, [item("/needs/2", "x"), item("/needs/5", "x")])
    assert found.cleared == (item("/needs/1", "x"),)
    assert [(each.pointer_before, each.pointer_after) for each in found.moved] == [("/needs/0", "/needs/5")]


def test_a_line_says_that_an_item_moved_only_if_it_is_known_on_both_sides() -> None:
    there, here, nowhere = item("/needs/0", "x", 5), item("/needs/0", "x", 9), item("/needs/0", "x")
    assert len(items_changed([there], [here]).moved) == 1
    assert items_changed([there], [nowhere]).moved == ()


def test_entries_of_a_vocabulary_are_missing_newly_or_no_longer() -> None:
    rules = one_idea(criterion("ONE-01", {"cover": "dimension", "some": "objective", "by": "dimension"}))
    economic, political = ({"objectives": [{"dimension": name}]} for name in ("economic", "political"))
    found = finding(economic, political, rules)
    assert [each.entry for each in found.missing] == ["economic"]
    assert [each.entry for each in found.reached] == ["political"]


# --- what else is told


def codes(before: Assessment, after: Assessment) -> list[str]:
    return [notice.code for notice in compare(before, after).steps[0].notices]


def changed(change: Callable[[Assessment], Assessment]) -> list[str]:
    found = assessed(one_idea(criterion("ONE-01")), **LACKS)
    return codes(found, change(found))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda a: replace(a, strategy=replace(a.strategy, territory="m")), "other-territory"),
        (lambda a: replace(a, as_of="2026-06-02"), "other-day"),
        (lambda a: replace(a, as_of="2026-05-31"), "earlier-day"),
        (lambda a: replace(a, pack=replace(a.pack, digest="9")), "other-rules"),
        (lambda a: replace(a, settings=replace(a.settings, language="es")), "other-language"),
    ],
)
def test_what_is_to_be_known_before_reading_on_is_told(
    change: Callable[[Assessment], Assessment], code: str
) -> None:
    assert changed(change) == [code]


PROFILED = {"profiles": [{"id": "one", "criteria": {"ONE-01": 2}}, {"id": "two", "criteria": {"ONE-01": 3}}]}
LABELS = {"words": {"profiles": {"one": {"title": "One"}, "two": {"title": "Two"}}}}


def test_second_scores_are_compared_where_profile_and_scope_are_the_same() -> None:
    rules = one_idea(criterion("ONE-01"), **PROFILED, **LABELS)
    before, after = (assessed(rules, profile="one", objectives=objectives(*n)) for n in ((1, 1), (1, 0)))
    second = compare(before, after).steps[0].second
    assert second is not None
    assert [(idea.before, idea.after) for idea in second.ideas] == [(50, 100)]


@pytest.mark.parametrize("profile", ["two", None])
def test_second_scores_with_different_profiles_are_not_compared(profile: str | None) -> None:
    rules = one_idea(criterion("ONE-01"), **PROFILED, **LABELS)
    before, after = assessed(rules, profile="one", **LACKS), assessed(rules, profile=profile, **LACKS)
    assert compare(before, after).steps[0].second is None
    assert codes(before, after) == ["other-profile"]


def test_second_scores_within_different_scopes_are_not_compared() -> None:
    rules = one_idea(criterion("ONE-01"), criterion("ONE-02"))
    scopes = [[{"criteria": [name], "reason": "Not ours"}] for name in ("ONE-01", "ONE-02")]
    first, second = (assessed(rules, scope=scope, **LACKS) for scope in scopes)
    assert codes(first, first) == []
    assert codes(first, second) == ["other-scope"]
    assert codes(first, assessed(rules, **LACKS)) == ["other-scope"]


# --- what is refused


def test_one_alone_is_not_compared() -> None:
    with pytest.raises(UsageError, match="Name at least two"):
        compare(assessed(one_idea(criterion("ONE-01"))))
    with pytest.raises(UsageError, match="Name at least two"):
        compare()


def test_assessments_with_different_packs_are_not_compared() -> None:
    packs = [one_idea(criterion("ONE-01"), id=name) for name in ("here", "there")]
    with pytest.raises(UsageError, match=r"different rule packs \('here' and 'there'\)"):
        compare(*(assessed(rules) for rules in packs))


def test_what_is_neither_strategy_nor_assessment_is_refused() -> None:
    with pytest.raises(UsageError, match="A Strategy is needed, not dict"):
        compare({}, {})  # type: ignore[arg-type]


def test_an_old_pack_that_the_first_was_not_made_with_is_refused() -> None:
    rules = one_idea(criterion("ONE-01", DATED))
    with pytest.raises(UsageError, match="The first assessment was made with other rules"):
        compare(assessed(rules), strategy_from(document()), old_pack=named(rules, "9"), pack=rules)


def test_an_old_pack_is_of_no_use_without_a_strategy() -> None:
    found, rules = assessed(one_idea(criterion("ONE-01"))), one_idea(criterion("ONE-01"))
    with pytest.raises(UsageError, match="An old pack is of no use among saved assessments alone"):
        compare(found, found, old_pack=rules)


def test_a_strategy_that_came_first_is_assessed_with_the_old_pack() -> None:
    old, new = named(one_idea(rule("ONE-01")), "old"), named(one_idea(rule("ONE-01", "responsible")), "new")
    strategy = strategy_from(document(**HAS))
    found = compare(strategy, strategy, pack=new, old_pack=old, as_of=AS_OF, engine="plain")
    assert [edition.pack.digest for edition in found.editions] == ["old", "new"]
    assert found.steps[0].ideas[0].split == Split(Fraction(-100), Fraction(0), Fraction(-100), Fraction(0))


@examples(50)
@given(assessments(2))
def test_comparing_changes_neither_of_the_two(drawn: list[Assessment]) -> None:
    before = [to_json(each) for each in drawn]
    compared(drawn)
    assert [to_json(each) for each in drawn] == before


@cache
def whole() -> str:
    strategy = load_strategy(FIXTURES / "half-examined.yaml")
    return to_json(assess(strategy, FIXTURES / "packs" / "evaluation", as_of=AS_OF, engine="plain"))


@examples(50)
@given(
    st.data(),
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)),
    st.booleans(),
)
def test_a_damaged_assessment_that_is_one_still_is_compared_and_shown(
    data: st.DataObject, value: object, same_rules: bool
) -> None:
    content = json.loads(whole())
    if not same_rules:
        content["pack"]["digest"] = "0"
    place: Any = content
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = value
            break
        place = place[key]
    try:
        found = parse_assessment(json.dumps(content))
        shown = compare(found, parse_assessment(whole()))
    except (InvalidAssessmentError, UsageError) as error:
        assert str(error).startswith(("The assessment 'assessment' is not valid", "These were assessed with"))
        return
    for split in splits(shown):
        assert sum(parts(split)) == split.change
    for form in ("text", "json", "html", "markdown", "csv"):
        assert render_comparison(shown, form)
