"""Laws that hold of every pack and every document."""

from __future__ import annotations

import random
from copy import deepcopy
from fractions import Fraction
from typing import Any

from assessing import oracle, prepared, verdict, verdicts
from hypothesis import assume, given
from hypothesis import strategies as st
from oracle import Document
from oracle_derived import AS_OF
from reading import may_be_lowered_by, moves_with_additions
from strategies import (
    additions,
    checks,
    clusters,
    documents,
    fillings,
    open_cases,
    pack_around,
    packs,
    unknowns,
)

from assessor.engine import choose_engine
from assessor.pack import model as m
from assessor.scoring.assess import Prepared, assess_prepared
from assessor.scoring.assessment import Assessment, Settings
from assessor.scoring.ideas import level_of
from assessor.strategy.model import OPEN_KEYS, Strategy

EMPTY: Document = {"document": {"title": "t", "period": {"start": 2024}}, "territory": {"name": "n"}}
Kinds = tuple[str, ...]


def asked(draw: st.DataObject, kinds: Kinds) -> list[m.Check]:
    """Draw some checks."""
    return draw.draw(st.lists(checks(kinds), min_size=1, max_size=6))


@given(data=st.data(), kinds=clusters())
def test_adding_an_item_lowers_no_cover_and_no_count_without_at_most(
    data: st.DataObject, kinds: Kinds
) -> None:
    document = data.draw(unknowns(data.draw(documents(kinds)), kinds))
    kind, more = data.draw(additions(document, kinds))
    safe = [check for check in asked(data, kinds) if not moves_with_additions(check, kind, shares=True)]
    assume(safe)
    ready = prepared(safe)
    for before, after in zip(verdicts(ready, document), verdicts(ready, more), strict=True):
        assert after.value >= before.value


@given(data=st.data(), kinds=clusters())
def test_adding_an_item_lowers_a_share_only_if_it_is_looked_at_and_does_not_satisfy(
    data: st.DataObject, kinds: Kinds
) -> None:
    document = data.draw(documents(kinds))
    kind, more = data.draw(additions(document, kinds))
    drawn = data.draw(st.lists(checks(kinds, "share"), min_size=1, max_size=4))
    shares = [c for c in drawn if isinstance(c, m.Share) and not moves_with_additions(c, kind)]
    assume(shares)
    ready, second = prepared(shares), oracle(more)
    added = second.things[kind][-1]
    for check, before, after in zip(shares, verdicts(ready, document), verdicts(ready, more), strict=True):
        if after.value < before.value:
            assert check.share == kind
            assert second.satisfies(added, check.where)
            assert added.announced or not second.satisfies(added, check.that)


@given(data=st.data(), kinds=clusters())
def test_filling_an_empty_field_that_no_limit_reads_lowers_nothing(data: st.DataObject, kinds: Kinds) -> None:
    document = data.draw(documents(kinds))
    kind, field, filled = data.draw(fillings(document, kinds))
    safe = [check for check in asked(data, kinds) if (kind, field) not in may_be_lowered_by(check)]
    assume(safe)
    ready = prepared(safe)
    for before, after in zip(verdicts(ready, document), verdicts(ready, filled), strict=True):
        assert after.value >= before.value


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: _shuffled(inner, chance) for key, inner in value.items()}
    if isinstance(value, list):
        return chance.sample([_shuffled(inner, chance) for inner in value], len(value))
    return value


@given(case=open_cases(), chance=st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(
    case: tuple[list[m.Check], Document], chance: random.Random
) -> None:
    ready = prepared(case[0])

    def figures(document: Document) -> list[tuple[Fraction, Fraction, int, int]]:
        return [(v.value, v.high, v.applicable, v.satisfied) for v in verdicts(ready, document)]

    assert figures(_shuffled(deepcopy(case[1]), chance)) == figures(case[1])


@given(data=st.data(), kinds=clusters())
def test_an_empty_strategy_scores_zero_everywhere(data: st.DataObject, kinds: Kinds) -> None:
    # What every document must have is never empty.
    optional = tuple(kind for kind in kinds if kind != "document")
    for found in verdicts(prepared(asked(data, optional)), EMPTY):
        assert found.value == found.high == 0


@given(data=st.data(), kinds=clusters())
def test_a_strategy_that_only_announces_scores_zero_everywhere(data: st.DataObject, kinds: Kinds) -> None:
    optional = tuple(kind for kind in kinds if kind != "document")
    document = data.draw(documents(optional)) | {"announced": list(OPEN_KEYS)}
    for found in verdicts(prepared(asked(data, optional)), document):
        assert found.value == found.high == 0


def test_announced_items_make_no_balance_by_themselves() -> None:
    check = m.Balance(balance="objective", field="dimension", at_most=1)
    promised = EMPTY | {"objectives": [{"dimension": "economic", "announced": True}]}
    assert verdict(check, promised).value == 0


def test_announced_items_stand_under_the_limit_of_a_balance() -> None:
    check = m.Balance(balance="objective", field="dimension", at_most=0.5)
    given_ones = [{"dimension": "economic"}, {"dimension": "political"}]
    promised = {"dimension": "economic", "announced": True}
    assert verdict(check, EMPTY | {"objectives": given_ones}).value == 1
    assert verdict(check, EMPTY | {"objectives": [*given_ones, promised]}).value == 0


# --- scores


@st.composite
def assessments(draw: st.DrawFn) -> tuple[m.Pack, Assessment]:
    """A pack, and the assessment of a document with unknowns against it."""
    kinds = draw(clusters())
    pack = draw(packs(kinds))
    strategy = Strategy.model_validate(draw(unknowns(draw(documents(kinds, exact=False)), kinds)))
    settings = Settings(profile=None, engine="plain", language="en")
    return pack, assess_prepared(strategy, Prepared(pack, choose_engine("plain")), AS_OF, settings)


@given(assessments())
def test_a_score_is_exact(case: tuple[m.Pack, Assessment]) -> None:
    """It is breadth times depth, and the mean; a gain is what one criterion met adds."""
    for idea in case[1].ideas:
        weight = sum(criterion.weight for criterion in idea.criteria)
        assert idea.score == 100 * idea.breadth * idea.depth
        assert idea.score * weight == 100 * sum(c.weight * c.value for c in idea.criteria)
        for met in idea.criteria:
            others = sum(c.weight * c.value for c in idea.criteria if c is not met)
            assert (idea.score + met.gain) * weight == 100 * (others + met.weight)


@given(assessments())
def test_a_high_is_the_best_that_the_score_could_be(case: tuple[m.Pack, Assessment]) -> None:
    for idea in case[1].ideas:
        weight = sum(criterion.weight for criterion in idea.criteria)
        assert idea.high * weight == 100 * sum(c.weight * c.high for c in idea.criteria)
        assert 0 <= idea.score <= idea.high <= 100
        assert idea.determined == 100 - (idea.high - idea.score)


@given(assessments())
def test_an_index_is_the_mean_of_all_ideas_or_has_a_reason(case: tuple[m.Pack, Assessment]) -> None:
    index, ideas = case[1].index, case[1].ideas
    if all(idea.rated for idea in ideas):
        assert index.score == sum(idea.score for idea in ideas) / len(ideas)
        assert index.high == sum(idea.high for idea in ideas) / len(ideas)
    else:
        assert index.score is None
        assert index.reason


@given(st.fractions(0, 100), st.fractions(0, 100), st.booleans())
def test_a_greater_score_has_no_lower_level(one: Fraction, other: Fraction, capped: bool) -> None:
    levels = pack_around([m.Count(count="risk")]).about.levels
    order = [level.id for level in levels.levels]
    low, high = sorted((one, other))
    assert order.index(level_of(low, levels, capped)) <= order.index(level_of(high, levels, capped))
    assert order.index(level_of(high, levels, True)) <= order.index(level_of(high, levels, False))
