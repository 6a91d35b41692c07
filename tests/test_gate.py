"""The gate: what fails, what is new, what is known, and what is no longer there."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from gates import RULES, known, strategy
from hypothesis import given
from hypothesis import strategies as st
from oracle import Document
from places import STRATEGIES, stem
from small_packs import DATED, assessed, criterion, objectives, one_idea, pack
from strategies import clusters, documents, packs, unknowns

from assessor import (
    Assessment,
    Baseline,
    GateResult,
    UsageError,
    assess,
    baseline_of,
    baseline_text,
    gate,
    parse_assessment,
    parse_baseline,
    parse_strategy,
    strategy_from,
    to_json,
    with_gate,
)
from assessor.gating.judging import SEVERITIES
from assessor.gating.thresholds import Threshold, missed, threshold_of
from assessor.pack import model as m
from assessor.scoring.gated import NewFinding, NoLonger, Severity
from assessor.strategy.model import Strategy

DAY = date(2026, 6, 1)


def news(found: GateResult) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.criterion, each.why, each.items) for each in found.new]


def waiver(until: str = "2027-12-31", name: str = "ONE-02") -> dict[str, Any]:
    return {"criterion": name, "reason": "No staff yet", "by": "Council", "until": until}


# --- severity


@pytest.mark.parametrize(
    ("least", "failing"),
    [("low", {"ONE-01", "ONE-02", "ONE-03"}), ("medium", {"ONE-01", "ONE-02"}), ("high", {"ONE-02"})],
)
def test_a_finding_of_the_severity_or_a_graver_one_fails(least: Severity, failing: set[str]) -> None:
    found = gate(strategy(), least)
    assert (set(found.failing), found.passed) == (failing, False)
    assert (found.baseline, found.new, found.known, found.no_longer) == (None, (), (), ())


def test_with_neither_a_severity_nor_a_baseline_nothing_fails() -> None:
    assert gate(strategy()).passed


def test_what_is_met_does_not_fail() -> None:
    found = strategy(0, risks=[{"statement": "War"}], themes=[{"name": "Ports"}])
    assert gate(found, "low").passed


def test_what_is_waived_or_out_of_scope_does_not_fail() -> None:
    found = strategy(waivers=[waiver()], scope=[{"criteria": ["ONE-03"], "reason": "Not ours"}])
    assert gate(found, "low").failing == ("ONE-01",)


def test_what_is_not_known_does_not_fail_and_is_told() -> None:
    found = gate(strategy(unknown=["risks"]), "high")
    assert (found.failing, found.undetermined) == ((), ("ONE-02",))


def test_a_severity_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^There is no severity 'grave'; possible: low, medium or high\.$"):
        gate(strategy(), "grave")  # type: ignore[arg-type]


# --- thresholds


@pytest.mark.parametrize(
    ("text", "idea", "least"), [("40", None, Fraction(40)), ("idea=12.5", "idea", Fraction(25, 2))]
)
def test_a_threshold_is_on_the_index_or_on_an_idea(text: str, idea: str | None, least: Fraction) -> None:
    assert threshold_of(text, RULES) == Threshold(idea, least)


@pytest.mark.parametrize("text", ["", "x", "101", "idea=", "idea=1e2"])
def test_what_is_no_threshold_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no threshold; write a number from 0 to 100, or idea=40"):
        threshold_of(text, RULES)


def test_a_threshold_on_an_idea_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no idea 'other'"):
        threshold_of("other=40", RULES)


def test_only_what_is_below_its_threshold_is_missed() -> None:
    found = strategy()
    score = found.idea("idea").score
    reached, above = Threshold("idea", score), Threshold("idea", score + Fraction(1, 10**9))
    (missing,) = missed(found, [reached, above])
    assert (missing.threshold, missing.title, missing.score) == (above, "Idea", score)


def test_an_idea_that_is_out_of_scope_has_no_score_with_a_profile() -> None:
    rules = pack(
        {"idea": [criterion("ONE-01", DATED)], "two": [criterion("TWO-01", DATED)]},
        profiles=[{"id": "other"}],
        words={"profiles": {"other": {"title": "Other", "description": "For others"}}},
    )  # fmt: skip
    found = assessed(rules, profile="other", scope=[{"ideas": ["two"], "reason": "Not ours"}])
    (missing,) = missed(found, [Threshold("two", Fraction(1))])
    assert (missing.title, missing.score, missing.high) == ("Two", None, None)


# --- against a baseline


def test_one_gap_more_is_one_new_finding_and_its_items_are_named() -> None:
    found = gate(strategy(2), baseline=baseline_of(strategy(1)))
    assert news(found) == [("ONE-01", "items", ("ONE-01:o3",))]
    assert (found.failing, found.known) == (("ONE-01",), ("ONE-02", "ONE-03"))


def test_a_finding_that_the_baseline_has_not_is_new_as_a_whole() -> None:
    found = gate(strategy(), baseline=known(strategy(), "ONE-01"))
    assert news(found) == [("ONE-01", "finding", ())]
    assert found.no_longer == ()


def test_a_finding_that_was_not_known_and_is_now_known_to_be_wanting_is_new_and_says_so() -> None:
    found = gate(strategy(), baseline=baseline_of(strategy(unknown=["risks"])))
    assert news(found) == [("ONE-02", "known-now", ())]


def test_a_finding_that_was_known_to_be_wanting_and_is_not_known_now_neither_fails_nor_is_gone() -> None:
    found = gate(strategy(unknown=["risks"]), baseline=baseline_of(strategy()))
    assert (found.failing, found.new, found.no_longer) == ((), (), ())
    assert found.undetermined == ("ONE-02",)


def test_a_finding_that_is_waived_now_and_stands_in_the_baseline_is_neither_new_nor_gone() -> None:
    found = gate(strategy(waivers=[waiver()]), baseline=baseline_of(strategy()))
    assert (found.failing, found.new, found.no_longer) == ((), (), ())
    assert set(found.known) == {"ONE-01", "ONE-03"}


def test_a_finding_whose_waiver_has_ended_since_the_baseline_is_new_and_says_so() -> None:
    before = strategy(waivers=[waiver("2026-06-30")], as_of=date(2026, 6, 30))
    after = strategy(waivers=[waiver("2026-06-30")], as_of=date(2026, 7, 1))
    found = gate(after, baseline=baseline_of(before))
    assert (news(found), found.ended_waivers) == ([("ONE-02", "counts-now", ())], ("ONE-02",))


def test_what_is_mended_is_no_longer_there_as_a_whole_or_item_by_item() -> None:
    found = gate(strategy(1, risks=[{"statement": "War"}]), baseline=baseline_of(strategy(3)))
    assert found.no_longer == (
        NoLonger("ONE-01", whole=False, items=("ONE-01:o3", "ONE-01:o4")),
        NoLonger("ONE-02", whole=True, items=()),
    )
    assert found.passed


def test_a_severity_and_a_baseline_together_ask_for_both() -> None:
    nothing = known(strategy(), "ONE-01", "ONE-02", "ONE-03")
    assert gate(strategy(), "high", nothing).failing == ("ONE-02",)
    assert gate(strategy(), "high", known(strategy(), "ONE-01")).failing == ()


def test_a_known_finding_of_which_the_outcome_is_another_is_known_and_changed() -> None:
    before = assessed(RULES, objectives=objectives(0, 1))
    dated = {"id": "dated", "statement": "Bring a fair to town", "deadline": 2027}
    after = assessed(RULES, objectives=[*objectives(0, 1), dated])
    found = gate(after, baseline=baseline_of(before))
    assert (found.new, len(found.known), found.changed) == ((), 3, ("ONE-01",))


@pytest.mark.parametrize("part", ["version", "digest"])
def test_a_baseline_of_the_same_pack_with_other_rules_is_accepted_and_says_so(part: str) -> None:
    mine = baseline_of(strategy())
    other = replace(mine, pack=replace(mine.pack, **{part: "other"}))
    for baseline, same in ((mine, True), (other, False)):
        found = gate(strategy(), baseline=baseline)
        assert found.baseline is not None
        assert (found.passed, found.baseline.same_rules) == (True, same)


def test_an_item_without_an_id_is_known_by_what_it_says() -> None:
    def with_last(*last: dict[str, Any]) -> Assessment:
        return assessed(RULES, objectives=[*objectives(1), *last])

    unnamed = {"statement": "Bring a fair to town"}
    before = baseline_of(with_last(unnamed))
    assert gate(assessed(RULES, objectives=[unnamed, *objectives(1)]), baseline=before).passed
    reworded = gate(with_last({"statement": "Bring two fairs to town"}), baseline=before)
    ((name, why, items),) = news(reworded)
    assert (name, why, len(items)) == ("ONE-01", "items", 1)
    assert [(each.whole, len(each.items)) for each in reworded.no_longer] == [(False, 1)]


def test_a_section_is_known_by_its_place_whatever_it_says() -> None:
    rule = {"share": "monitoring", "that": [{"field": "learning", "present": True}]}
    rules = one_idea(criterion("ONE-01", rule))
    before, after = (assessed(rules, monitoring={"success": said}) for said in ("Many came", "All came"))
    (finding,) = before.findings
    assert [item.fingerprint for item in finding.items] == ["ONE-01:/monitoring"]
    assert gate(after, baseline=baseline_of(before)).passed


# --- in the assessment


def test_with_a_baseline_each_finding_says_whether_it_is_known_or_new() -> None:
    found = with_gate(strategy(2), None, baseline_of(strategy(1)))
    assert {each.criterion: each.baseline for each in found.findings} == {
        "ONE-01": "new", "ONE-02": "known", "ONE-03": "known",
    }  # fmt: skip
    assert found.gate == gate(strategy(2), None, baseline_of(strategy(1)))


def test_without_a_baseline_no_finding_says_anything_of_one() -> None:
    found = with_gate(strategy(), "high")
    assert {each.baseline for each in found.findings} == {None}
    assert found.gate == gate(strategy(), "high")


# --- laws


def drawn(data: st.DataObject) -> tuple[m.Pack, Document]:
    kinds = data.draw(clusters())
    return data.draw(packs(kinds)), data.draw(unknowns(data.draw(documents(kinds, exact=False)), kinds))


def judged(pack: m.Pack, document: Document) -> Assessment:
    return assess(Strategy.model_validate(document), pack, as_of=DAY, engine="plain")


@given(st.data())
def test_an_assessment_against_its_own_baseline_has_nothing_new_and_nothing_gone(
    data: st.DataObject,
) -> None:
    found = judged(*drawn(data))
    mine = baseline_of(found)
    wanting = tuple(each.criterion for each in found.findings if each.outcome != "undetermined")
    # From its file, and from the assessment saved, it is the same.
    for baseline in (mine, parse_baseline(baseline_text(mine)), parse_baseline(to_json(found))):
        result = gate(found, "low", baseline)
        assert (result.failing, result.new, result.no_longer) == ((), (), ())
        assert (result.known, result.changed) == (wanting, ())


@given(st.data())
def test_a_gap_that_is_not_in_the_baseline_is_the_only_one_that_is_new(data: st.DataObject) -> None:
    found = judged(*drawn(data))
    for criterion_ in [each.criterion for each in found.findings if each.outcome != "undetermined"]:
        result = gate(found, baseline=known(found, criterion_))
        assert (result.new, result.failing) == ((NewFinding(criterion_, "finding", ()),), (criterion_,))


@given(st.data())
def test_the_less_grave_the_severity_the_more_fails(data: st.DataObject) -> None:
    found = judged(*drawn(data))
    severities = st.sampled_from(SEVERITIES)
    graded = replace(
        found, findings=tuple(replace(each, severity=data.draw(severities)) for each in found.findings)
    )
    half = [each.criterion for each in found.findings][::2]
    for baseline in (None, known(found, *half)):
        low, medium, high = (set(gate(graded, severity, baseline).failing) for severity in SEVERITIES)
        assert high <= medium <= low
        assert low == set(gate(graded, "low", baseline).failing)
        assert set(gate(graded, "low", baseline).failing) <= set(gate(graded, "low").failing)


@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(data: st.DataObject, chance: random.Random) -> None:
    pack, document = drawn(data)
    shuffled = deepcopy(document)
    for value in shuffled.values():
        if isinstance(value, list):
            chance.shuffle(value)
    before, after = judged(pack, document), judged(pack, shuffled)
    assert baseline_text(baseline_of(after)) == baseline_text(baseline_of(before))
    assert gate(after, "low", baseline_of(before)).passed


@given(st.data())
def test_what_fails_counts_is_known_to_be_wanting_and_is_new(data: st.DataObject) -> None:
    pack, document = drawn(data)
    names = st.sampled_from([each.id for each in pack.criteria])
    waived = data.draw(st.lists(names, unique=True, max_size=2))
    excluded = data.draw(st.lists(names, unique=True, max_size=2))
    found = judged(pack, document | {
        "waivers": [waiver(name=name) for name in waived],
        "scope": [{"criteria": excluded, "reason": "Not ours"}] if excluded else [],
    })  # fmt: skip
    left_out = data.draw(st.lists(names, unique=True))
    shown = with_gate(found, data.draw(st.sampled_from([None, *SEVERITIES])), known(found, *left_out))
    assert shown.gate is not None
    counted = [f for f in shown.findings if f.treatment == "counted" and f.outcome != "undetermined"]
    assert [f.criterion for f in counted if f.baseline == "new"] == [n.criterion for n in shown.gate.new]
    assert [f.criterion for f in counted if f.baseline == "known"] == list(shown.gate.known)
    assert set(shown.gate.failing) <= {each.criterion for each in shown.gate.new} <= {*left_out}
    assert parse_assessment(to_json(shown)).gate == shown.gate


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_lines_that_are_added_make_nothing_new(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    moved = "# A remark.\n\n" + text.replace("\nobjectives:", "\n\n# Another.\n\n\nobjectives:")
    before, after = (assess(parse_strategy(each), as_of=DAY) for each in (text, moved))
    assert [f.items for f in before.findings] != [f.items for f in after.findings]
    assert baseline_text(baseline_of(after)) == baseline_text(baseline_of(before))


def test_a_baseline_made_of_an_assessment_that_says_it_twice_holds_it_once() -> None:
    twice = {"statement": "The same"}
    found = assessed(one_idea(criterion("ONE-01", DATED)), objectives=[twice, twice])
    (entry,) = baseline_of(found).entries
    assert len(entry.items) == 1
    assert gate(found, baseline=Baseline("1", baseline_of(found).pack, "t", "2026-06-01", (entry,))).passed


def test_a_strategy_made_in_memory_can_be_gated() -> None:
    found = assess(strategy_from({"document": {"title": "t", "period": {"start": 2024}},
                                  "territory": {"name": "n"}}), as_of=DAY)  # fmt: skip
    assert not gate(found, "high").passed
