"""Small optimizations come out as trying all possibilities does, in silence, and the same each time."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from itertools import chain, product, repeat
from math import inf
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import UsageError
from assessor.optimization import Model, Solution

SECONDS = 60.0


class Puzzle(NamedTuple):
    """Variables with whole numbers from 0 to 2, rows of weights with their bounds, and goals."""

    size: int
    rows: list[tuple[list[int], int, int]]
    goals: list[list[float]]


@st.composite
def puzzles(draw: st.DrawFn, weights: st.SearchStrategy[Any]) -> Puzzle:
    size = draw(st.integers(1, 5))
    line = st.lists(st.integers(-4, 4), min_size=size, max_size=size)
    rows = draw(st.lists(st.tuples(line, st.integers(-6, 2), st.integers(0, 8)), max_size=4))
    goals = draw(st.lists(st.lists(weights, min_size=size, max_size=size), min_size=1, max_size=3))
    return Puzzle(size, rows, goals)


def solved(puzzle: Puzzle) -> Solution[int]:
    model: Model[int] = Model()
    for number in range(puzzle.size):
        model.add(number, 2)
    for weights, least, most in puzzle.rows:
        model.keep(dict(enumerate(weights)), least=least, most=most)
    return model.solved([dict(enumerate(goal)) for goal in puzzle.goals], seconds=SECONDS)


def total(weights: list[Any], values: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def fitting(puzzle: Puzzle) -> list[tuple[int, ...]]:
    """Return all choices of values that the rows allow, by trying them."""
    choices = product(range(3), repeat=puzzle.size)
    return [
        each for each in choices if all(least <= total(row, each) <= most for row, least, most in puzzle.rows)
    ]


@given(puzzle=puzzles(st.integers(-5, 5)))
def test_goals_are_reached_in_their_order_as_by_trying_everything(puzzle: Puzzle) -> None:
    possible = fitting(puzzle)
    found = solved(puzzle)
    if not possible:
        assert found == Solution("infeasible", {}, ())
        return
    best = max(tuple(total(goal, each) for goal in puzzle.goals) for each in possible)
    assert (found.status, found.reached) == ("optimal", best)
    assert tuple(found.values.values()) in possible


@given(puzzle=puzzles(st.floats(-3, 3).map(lambda number: round(number, 3))))
def test_goals_with_fractions_are_reached_up_to_a_millionth(puzzle: Puzzle) -> None:
    possible = fitting(puzzle)
    found = solved(puzzle)
    assert bool(possible) == (found.status == "optimal")
    if possible:
        first = max(total(puzzle.goals[0], each) for each in possible)
        assert found.reached[0] == pytest.approx(first, abs=1e-5)
        assert tuple(found.values.values()) in possible


class Mixed(NamedTuple):
    """Variables of 0 or 1, one of any size from 0 to 4 with the last weight of each row, and goals."""

    size: int
    rows: list[tuple[list[int], int, int]]
    first: list[int]
    second: list[int]


@st.composite
def mixed_puzzles(draw: st.DrawFn) -> Mixed:
    size = draw(st.integers(1, 5))
    line = st.lists(st.integers(-4, 4), min_size=size + 1, max_size=size + 1)
    rows = draw(st.lists(st.tuples(line, st.integers(-6, 2), st.integers(2, 8)), max_size=5))
    first, second = draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size)), draw(line)
    return Mixed(size, rows, first, second)


def room(puzzle: Mixed, whole: tuple[int, ...]) -> tuple[Fraction, Fraction] | None:
    """Return the bounds of the last variable, for a choice of the others; None if it has no room."""
    low, high = Fraction(0), Fraction(4)
    for (*weights, last), least, most in puzzle.rows:
        rest = sum(weight * value for weight, value in zip(weights, whole, strict=True))
        ends = sorted([Fraction(least - rest, last), Fraction(most - rest, last)]) if last else None
        if ends:
            low, high = max(low, ends[0]), min(high, ends[1])
        elif not least <= rest <= most:
            return None
    return (low, high) if low <= high else None


@given(puzzle=mixed_puzzles())
def test_numbers_of_any_size_beside_whole_ones_come_out_as_by_trying_everything(puzzle: Mixed) -> None:
    model: Model[int] = Model()
    for number in range(puzzle.size):
        model.add(number)
    model.add(puzzle.size, 4, whole=False)
    for weights, least, most in puzzle.rows:
        model.keep(dict(enumerate(weights)), least=least, most=most)
    found = model.solved([dict(enumerate(goal)) for goal in (puzzle.first, puzzle.second)], seconds=SECONDS)
    possible = {whole: room(puzzle, whole) for whole in product(range(2), repeat=puzzle.size)}
    firsts = [total(puzzle.first, whole) for whole, bounds in possible.items() if bounds]
    assert (found.status == "optimal") == bool(firsts)
    if firsts:
        *weights, last = puzzle.second
        seconds = [
            total(weights, whole) + last * end
            for whole, bounds in possible.items()
            if bounds and total(puzzle.first, whole) == max(firsts)
            for end in bounds
        ]
        assert found.reached == pytest.approx((max(firsts), float(max(seconds))), abs=1e-4)


def test_what_an_earlier_goal_left_is_not_taken_for_the_best_of_a_later_one() -> None:
    """HiGHS, given a solution to begin with, returns it where simplifying alone solves the rest."""
    model: Model[str] = Model()
    for name in ("a", "b", "c", "d", "first"):
        model.add(name)
    model.add("greater", whole=False)
    model.add("missing", 200, whole=False)
    model.keep({"greater": 1, "c": -0.5, "d": -0.5}, least=0)
    model.keep({"greater": 1, "c": -0.5, "d": -0.5, "first": 1}, most=1)
    model.keep({"greater": 1, "c": -0.5, "d": -0.5, "first": -1}, most=0)
    model.keep({"a": 25, "b": 25, "greater": 50, "missing": 1}, least=20)
    found = model.solved([{"missing": -1}, dict.fromkeys("abcd", -1)], seconds=SECONDS)
    assert found.reached == pytest.approx((0, -1), abs=1e-5)


def test_a_knapsack_whose_relaxation_is_not_whole_is_solved_in_whole_numbers() -> None:
    model: Model[str] = Model()
    for name in "abc":
        model.add(name)
    model.keep({"a": 3, "b": 3, "c": 4}, most=6)
    found = model.solved([{"a": 5, "b": 5, "c": 8}], seconds=SECONDS)
    assert found == Solution("optimal", {"a": 1, "b": 1, "c": 0}, (10,))


def test_a_variable_may_be_any_number() -> None:
    model: Model[str] = Model()
    model.add("part", 10, whole=False)
    model.keep({"part": 4}, most=10)
    assert model.solved([{"part": 1}], seconds=SECONDS).values["part"] == pytest.approx(2.5)


def test_rows_without_variables_are_held_to_zero() -> None:
    model: Model[str] = Model()
    model.keep({}, most=1)
    assert model.solved([], seconds=SECONDS) == Solution("optimal", {}, ())
    model.keep({}, least=1, most=inf)
    assert model.solved([], seconds=SECONDS).status == "infeasible"


def test_without_goals_any_solution_will_do() -> None:
    model: Model[str] = Model()
    model.add("a")
    model.keep({"a": 1}, least=1)
    assert model.solved([], seconds=SECONDS) == Solution("optimal", {"a": 1}, ())


def test_rows_that_only_whole_numbers_break_are_infeasible() -> None:
    model: Model[str] = Model()
    for name in "ab":
        model.add(name)
    model.keep({"a": 2, "b": 2}, least=1, most=1)
    assert model.solved([{"a": 1}], seconds=SECONDS).status == "infeasible"


ITEMS = range(40)


def _hard() -> Model[tuple[int, int]]:
    """Return a market split (Cornuéjols and Dawande, 1999): few problems are as hard for their size."""
    random = Random(0)
    model: Model[tuple[int, int]] = Model()
    for item in ITEMS:
        model.add((0, item))
    for row in range(5):
        weights: dict[tuple[int, int], float] = {(0, item): random.randrange(100) for item in ITEMS}
        for side in (1, 2):
            model.add((side, row), 10_000, whole=False)
        half = sum(weights.values()) // 2
        model.keep(weights | {(1, row): 1, (2, row): -1}, least=half, most=half)
    return model


MISSED = {(side, row): -1.0 for side in (1, 2) for row in range(5)}


def test_a_solution_that_time_did_not_suffice_to_prove_is_only_feasible() -> None:
    found = _hard().solved([MISSED], seconds=3.0)
    assert found.status == "feasible"
    assert {found.values[0, item] for item in ITEMS} == {0, 1}


def test_without_time_nothing_is_known() -> None:
    assert _hard().solved([MISSED], seconds=0.0) == Solution("unknown", {}, ())


def test_what_an_earlier_goal_left_stands_when_time_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = chain([0.0, 0.0], repeat(100.0))
    monkeypatch.setattr("assessor.optimization.monotonic", lambda: next(clock))
    found = _hard().solved([{(0, item): -1 for item in ITEMS}, MISSED], seconds=10.0)
    assert found.status == "feasible"
    assert {found.values[0, item] for item in ITEMS} == {0}
    assert found.reached[0] == 0
    assert found.reached[1] < 0


def test_the_solver_says_nothing() -> None:
    code = (
        "from assessor.optimization import Model\n"
        "model = Model()\n"
        "for name in 'abc': model.add(name)\n"
        "model.keep({'a': 3, 'b': 3, 'c': 4}, most=6)\n"
        "model.solved([{'a': 5, 'b': 5, 'c': 8}], seconds=60)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


def test_a_missing_solver_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    model: Model[str] = Model()
    model.add("a")
    with pytest.raises(UsageError) as caught:
        model.solved([{"a": 1}], seconds=SECONDS)
    says = "To solve this, HiGHS is needed: pip install 'strategy-assessor[analysis]' installs it."
    assert str(caught.value) == says
