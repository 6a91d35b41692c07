"""Whatever is found out later, the value lies between the value and the high of today."""

from __future__ import annotations

from assessing import oracle, prepared, verdict, verdicts
from completions import completions
from hypothesis import given
from hypothesis import strategies as st
from oracle import Document
from strategies import checks, clusters, documents, open_cases, unknowns

from assessor.pack import model as m
from assessor.strategy.loading import strategy_from


@given(case=open_cases())
def test_high_is_never_below_value(case: tuple[list[m.Check], Document]) -> None:
    for found in verdicts(prepared(case[0]), case[1]):
        assert 0 <= found.value <= found.high <= 1


@given(data=st.data(), kinds=clusters(), seed=st.integers(0, 2**16))
def test_every_completion_has_its_value_in_the_interval(
    data: st.DataObject, kinds: tuple[str, ...], seed: int
) -> None:
    asked = data.draw(st.lists(checks(kinds), min_size=1, max_size=8))
    document = data.draw(unknowns(data.draw(documents(kinds, exact=False)), kinds))
    found = verdicts(prepared(asked), document)
    for completion in completions(document, kinds, seed):
        second = oracle(completion)
        for check, interval in zip(asked, found, strict=True):
            assert interval.value <= second.value(check) <= interval.high, completion


@given(data=st.data(), kinds=clusters(), seed=st.integers(0, 2**16))
def test_drawn_completions_are_valid(data: st.DataObject, kinds: tuple[str, ...], seed: int) -> None:
    document = data.draw(unknowns(data.draw(documents(kinds, exact=False)), kinds))
    for completion in completions(document, kinds, seed, many=2):
        strategy_from(completion)


# --- found by the properties above, and kept


BARE: Document = {"document": {"title": "t", "period": {"start": 2024}}, "territory": {"name": "n"}}


def test_what_an_announced_section_does_not_list_is_only_announced() -> None:
    promised = BARE | {"announced": ["actions"], "unlisted": {"actions": 3}}
    assert verdict(m.Count(count="action"), promised).value == 0


def test_unlisted_items_surely_exist() -> None:
    assert verdict(m.Count(count="action", at_least=3), BARE | {"unlisted": {"actions": 3}}).value == 1


def test_a_number_of_years_is_not_surely_there_where_no_line_was_examined() -> None:
    check = m.Count(count="document", that=[m.FieldCondition(field="budget_years", present=True)])
    found = verdict(check, BARE | {"financing": {}, "unknown": ["budget_lines"]})
    assert found.value == 0
    assert found.high == 1


def test_a_record_in_which_nothing_is_given_is_not_there() -> None:
    check = m.Count(count="indicator", that=[m.FieldCondition(field="baseline", present=True)])
    found = verdict(check, BARE | {"indicators": [{"baseline": {}}]})
    assert found.value == found.high == 0


def test_a_record_in_which_nothing_was_examined_may_be_there() -> None:
    check = m.Count(count="indicator", that=[m.FieldCondition(field="baseline", present=True)])
    found = verdict(check, BARE | {"indicators": [{"baseline": {}, "unknown": ["baseline.value"]}]})
    assert found.value == 0
    assert found.high == 1
