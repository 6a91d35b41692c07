"""What every engine must do: the same answers as nested loops, in any number of sessions and threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
from assessing import ENGINES, prepared
from hypothesis import given
from oracle import Document, answers
from oracle_derived import AS_OF
from strategies import open_cases

from assessor.engine import Answer, Matcher, choose_engine
from assessor.facts.columns import Column, Lens, Link, World
from assessor.facts.rows import facts_of
from assessor.pack import model as m
from assessor.pack.plan import Join, Plan, Query, Select
from assessor.strategy.model import Strategy

# Row numbers of documents begin after those of vocabularies, which are small.
OBJECTIVE, OTHER_OBJECTIVE, INDICATOR, OTHER_INDICATOR = 500, 501, 502, 503
PLAN = Plan(
    columns=(
        Column("indicator", "present", "name"),
        Column("indicator", "at_least", "baseline.value", Fraction(1)),
        Column("objective", "present", "deadline"),
    ),
    links=(Link("indicator", "objectives", "objective"), Link("objective", "dimension", "dimension")),
    queries=(
        Select("objective", ()),
        Select("indicator", (0, 1)),
        Join(0, True, "indicator", (0,)),
        Join(0, False, "objective", (2,)),
        Join(1, True, "objective", ()),
    ),
    criteria={},
    ideas={},
)
EMPTY = World({}, (frozenset(), frozenset(), frozenset()), ((), ()))
WORLD = World(
    {"objective": (OBJECTIVE, OTHER_OBJECTIVE), "indicator": (INDICATOR, OTHER_INDICATOR)},
    (frozenset({INDICATOR, OTHER_INDICATOR}), frozenset({OTHER_INDICATOR}), frozenset({OBJECTIVE})),
    (
        ((INDICATOR, OBJECTIVE), (OTHER_INDICATOR, OBJECTIVE), (OTHER_INDICATOR, OTHER_OBJECTIVE)),
        ((OBJECTIVE, 2),),
    ),
)
EXPECTED: list[Answer] = [
    frozenset({OBJECTIVE, OTHER_OBJECTIVE}),
    frozenset({OTHER_INDICATOR}),
    frozenset({(OBJECTIVE, INDICATOR), (OBJECTIVE, OTHER_INDICATOR), (OTHER_OBJECTIVE, OTHER_INDICATOR)}),
    frozenset({(INDICATOR, OBJECTIVE), (OTHER_INDICATOR, OBJECTIVE)}),
    frozenset({(2, OBJECTIVE)}),
]


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine."""
    return str(request.param)


def matcher(engine: str, plan: Plan = PLAN) -> Matcher:
    """Return a plan ready for an engine."""
    return choose_engine(engine).compile(plan)


def test_answers_rows_and_pairs_in_the_order_of_the_plan(engine: str) -> None:
    assert list(matcher(engine).match(WORLD)) == EXPECTED


def test_nested_loops_answer_the_same() -> None:
    assert answers(PLAN, WORLD) == EXPECTED


def test_an_empty_world_has_empty_answers(engine: str) -> None:
    assert list(matcher(engine).match(EMPTY)) == [frozenset()] * len(PLAN.queries)


def test_a_world_without_ties_has_no_pairs(engine: str) -> None:
    untied = World(WORLD.rows, WORLD.holds, ((), ()))
    assert list(matcher(engine).match(untied)) == [*EXPECTED[:2], frozenset(), frozenset(), frozenset()]


def test_a_plan_without_queries_has_no_answers(engine: str) -> None:
    assert list(matcher(engine, Plan((), (), (), {}, {})).match(World(WORLD.rows, (), ()))) == []


def test_a_row_may_name_itself(engine: str) -> None:
    plan = Plan((), (Link("space", "coordinated_with", "space"),), (Join(0, True, "space", ()),), {}, {})
    world = World({"space": (OBJECTIVE,)}, (), (((OBJECTIVE, OBJECTIVE),),))
    assert list(matcher(engine, plan).match(world)) == [frozenset({(OBJECTIVE, OBJECTIVE)})]


def test_the_answers_of_one_world_do_not_reach_into_the_next(engine: str) -> None:
    ready = matcher(engine)
    assert [list(ready.match(world)) for world in (WORLD, EMPTY, WORLD)] == [
        EXPECTED,
        [frozenset()] * len(PLAN.queries),
        EXPECTED,
    ]


def test_more_sessions_than_can_be_alive_at_once_pass_one_after_the_other(engine: str) -> None:
    ready = matcher(engine)
    assert all(list(ready.match(WORLD)) == EXPECTED for _ in range(1_100))


def test_more_matchers_than_sessions_that_can_be_alive_at_once_can_be_made(engine: str) -> None:
    assert all(list(matcher(engine).match(WORLD)) == EXPECTED for _ in range(1_100))


def test_eight_threads_on_one_matcher_find_what_one_finds(engine: str) -> None:
    ready = matcher(engine)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: list(ready.match(WORLD)), range(400)))
    assert all(answer == EXPECTED for answer in found)


@pytest.mark.parametrize("number", [65, 300])
def test_a_row_may_satisfy_any_number_of_queries(engine: str, number: int) -> None:
    columns = tuple(Column("indicator", "is", "name", frozenset({str(n)})) for n in range(number))
    queries: list[Query] = [Select("indicator", (column,)) for column in range(number)]
    queries += [Join(0, True, "indicator", (column,)) for column in range(number)]
    plan = Plan(columns, PLAN.links[:1], tuple(queries), {}, {})
    world = World(WORLD.rows, (frozenset({INDICATOR}),) * number, WORLD.links[:1])
    expected: list[Answer] = [frozenset({INDICATOR})] * number
    assert list(matcher(engine, plan).match(world)) == [
        *expected,
        *[frozenset({(OBJECTIVE, INDICATOR)})] * number,
    ]


def test_a_thousand_rows_may_be_tied_to_one(engine: str) -> None:
    rows = tuple(range(1_000, 2_000))
    world = World(
        {"objective": (OBJECTIVE,), "indicator": rows},
        (frozenset(rows), frozenset(rows), frozenset({OBJECTIVE})),
        (tuple((row, OBJECTIVE) for row in rows), ()),
    )
    assert list(matcher(engine).match(world)) == answers(PLAN, world)


@given(case=open_cases())
def test_answers_are_those_of_nested_loops(engine: str, case: tuple[list[m.Check], Document]) -> None:
    checks, document = case
    ready = prepared(checks, engine)
    seen = ready.lens.observe(facts_of(Strategy.model_validate(document)), AS_OF)
    for world in (seen.sure, seen.may):
        assert list(ready.matcher.match(world)) == answers(ready.plan, world)


@given(case=open_cases())
def test_what_surely_holds_perhaps_holds(case: tuple[list[m.Check], Document]) -> None:
    checks, document = case
    plan = prepared(checks).plan
    seen = Lens(plan.columns, plan.links).observe(facts_of(Strategy.model_validate(document)), AS_OF)
    assert all(sure <= may for sure, may in zip(seen.sure.holds, seen.may.holds, strict=True))
