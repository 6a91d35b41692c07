"""Lessons go from the strong to the weaker, within limits, and are the best choice that there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.review.results.learning import Learning, Lesson, Pair, learning_of

Scores = dict[str, dict[str, float | None]]

LOW, HIGH = (0.0, 0.5, 1.0, 1.25, 1.3, 1.99), (2.0, 2.05, 2.75, 3.0)


def odd_tables(cities: int, ideas: int) -> st.SearchStrategy[Scores]:
    """Return scores of two cities or more that may be anything or not known, and often allow no lesson."""
    mark = st.none() | st.sampled_from(LOW + HIGH) | st.floats(0, 3)
    row = st.fixed_dictionaries({}, optional={f"i{number}": mark for number in range(ideas)})
    rows = st.lists(row, min_size=2, max_size=cities)
    return rows.map(lambda found: {f"c{number}": each for number, each in enumerate(found)})


def tables(cities: int, ideas: int) -> st.SearchStrategy[Scores]:
    """Return scores that allow many lessons: about half of them are strong."""
    return st.integers(0, 2**32).map(lambda seed: full(Random(seed), cities, ideas))


def full(random: Random, cities: int, ideas: int) -> Scores:
    def mark() -> float | None:
        side = random.choice((LOW, HIGH))
        return random.choice((None, random.choice(side), *(random.uniform(side[0], side[-1]),) * 8))

    return {f"c{city}": {f"i{idea}": mark() for idea in range(ideas)} for city in range(cities)}


def large(seed: int, cities: int = 60, ideas: int = 12) -> Scores:
    """Return scores as cities have them: some are better than others in nearly all ideas."""
    random = Random(seed)

    def score(level: float) -> float | None:
        return None if random.random() < 0.04 else round(min(3.0, max(0.0, random.gauss(level, 0.6))), 2)

    levels = {f"c{number:02}": random.gauss(1.5, 0.4) for number in range(cities)}
    return {
        city: {f"i{number:02}": score(level) for number in range(ideas)} for city, level in levels.items()
    }


def lessons(found: Learning) -> list[Lesson]:
    return [each for pair in found.pairs for each in pair.lessons]


# --- what a choice is held to, told in another way than by the module


def possible(scores: Scores) -> Iterator[Lesson]:
    for giver, gives in scores.items():
        for taker, takes in scores.items():
            for idea, given_ in gives.items():
                taken = takes.get(idea)
                if given_ is None or taken is None or given_ < 2 or taken >= 2:
                    continue
                if given_ - taken > 0.75 - 1e-9:
                    yield Lesson(giver, taker, idea, given_, taken)


def within_limits(chosen: list[Lesson], most: int) -> bool:
    gives, takes = Counter(each.giver for each in chosen), Counter(each.taker for each in chosen)
    learnt = Counter((each.taker, each.idea) for each in chosen)
    return max([*gives.values(), *takes.values()], default=0) <= most and set(learnt.values()) <= {1}


def worth(scores: Scores, chosen: list[Lesson], weights: Mapping[str, float]) -> float:
    ideas = {idea for row in scores.values() for idea in row}
    mean = sum(weights.get(idea, 1) for idea in ideas) / max(1, len(ideas))
    gains = sum((each.given - each.taken) * weights.get(each.idea, 1) / mean for each in chosen)
    ways = {(each.giver, each.taker) for each in chosen}
    both = sum((b, a) in ways for a, b in ways) / 2
    gives, takes = Counter(each.giver for each in chosen), Counter(each.taker for each in chosen)
    uneven = sum(max(0, abs(gives[city] - takes[city]) - 1) for city in scores)
    return gains + both / 2 - uneven / 4


def choices(every: Sequence[Lesson], most: int, chosen: tuple[Lesson, ...] = ()) -> Iterator[list[Lesson]]:
    """Yield all choices within the limits that add some of the lessons to those that are chosen."""
    if not every:
        yield list(chosen)
        return
    yield from choices(every[1:], most, chosen)
    if within_limits([*chosen, every[0]], most):
        yield from choices(every[1:], most, (*chosen, every[0]))


def best(scores: Scores, most: int, weights: Mapping[str, float]) -> float:
    """Return what the best choice is worth, by trying all."""
    every = list(possible(scores))
    return max(worth(scores, each, weights) for each in choices(every, most))


# --- laws


@given(scores=tables(7, 5) | odd_tables(7, 5), most=st.integers(1, 4))
def test_lessons_are_possible_and_within_limits(scores: Scores, most: int) -> None:
    chosen = lessons(learning_of(scores, most=most))
    assert set(chosen) <= set(possible(scores))
    assert within_limits(chosen, most)


@given(
    scores=tables(4, 3) | odd_tables(4, 3),
    most=st.integers(1, 3),
    weights=st.just({}) | st.fixed_dictionaries({f"i{number}": st.floats(0.25, 4) for number in range(2)}),
)
def test_what_is_chosen_is_worth_as_much_as_the_best_of_all_choices(
    scores: Scores, most: int, weights: dict[str, float]
) -> None:
    found = learning_of(scores, weights=weights, most=most)
    assert found.optimal
    reached = worth(scores, lessons(found), weights)
    assert reached == pytest.approx(best(scores, most, weights), abs=1e-5)


@given(scores=tables(5, 4))
def test_one_lesson_for_each_is_chosen_as_well_as_by_trying_all_choices(scores: Scores) -> None:
    # So it is most often that the relaxation is not whole.
    found = learning_of(scores, most=1)
    assert found.optimal
    assert worth(scores, lessons(found), {}) == pytest.approx(best(scores, 1, {}), abs=1e-5)


@given(scores=tables(7, 5) | odd_tables(7, 5), most=st.integers(1, 4))
def test_no_lesson_is_left_out_that_the_limits_allow(scores: Scores, most: int) -> None:
    chosen = lessons(learning_of(scores, most=most))
    for each in set(possible(scores)) - set(chosen):
        assert not within_limits([*chosen, each], most)


@given(scores=tables(6, 4) | odd_tables(6, 4), random=st.randoms())
def test_the_order_of_cities_and_ideas_changes_nothing(scores: Scores, random: Random) -> None:
    def mixed(table: dict[str, Any]) -> dict[str, Any]:
        names = list(table)
        random.shuffle(names)
        return {name: table[name] for name in names}

    found = learning_of({city: mixed(row) for city, row in mixed(scores).items()})
    assert repr(found) == repr(learning_of(scores))


@given(scores=tables(6, 4) | odd_tables(6, 4), factor=st.sampled_from([0.5, 2.0, 8.0]))
def test_only_the_ratios_of_weights_matter(scores: Scores, factor: float) -> None:
    weights = {f"i{number}": 1.0 + number for number in range(4)}
    scaled = {idea: weight * factor for idea, weight in weights.items()}
    assert learning_of(scores, weights=scaled) == learning_of(scores, weights=weights)


@given(scores=tables(7, 5) | odd_tables(7, 5))
def test_pairs_are_all_lessons_between_two_cities_and_tell_whether_both_give(scores: Scores) -> None:
    found = learning_of(scores)
    names = [(pair.a, pair.b) for pair in found.pairs]
    assert names == sorted(set(names))
    for pair in found.pairs:
        assert pair.a < pair.b
        assert pair.mutual == ({each.giver for each in pair.lessons} == {pair.a, pair.b})
        assert all({each.giver, each.taker} == {pair.a, pair.b} for each in pair.lessons)


@given(scores=tables(7, 5) | odd_tables(7, 5))
def test_every_city_is_told_how_much_it_gives_and_takes(scores: Scores) -> None:
    found = learning_of(scores)
    chosen = lessons(found)
    assert list(found.gives) == list(found.takes) == sorted(scores)
    assert Counter(found.gives) == Counter(each.giver for each in chosen) | Counter(dict.fromkeys(scores, 0))
    assert Counter(found.takes) == Counter(each.taker for each in chosen) | Counter(dict.fromkeys(scores, 0))


@given(scores=tables(7, 5) | odd_tables(7, 5))
def test_every_known_score_is_strong_or_weak_and_the_outermost_come_first(scores: Scores) -> None:
    found = learning_of(scores)
    for idea in {idea for row in scores.values() for idea in row}:
        known = {city: row[idea] for city, row in scores.items() if row.get(idea) is not None}
        strong, weak = found.strong[idea], found.weak[idea]
        assert sorted((*strong, *weak)) == sorted(known)
        ordered = [known[city] for city in (*reversed(strong), *reversed(weak))]
        assert sorted(ordered[: len(strong)]) == ordered[: len(strong)]
        assert sorted(ordered[len(strong) :], reverse=True) == ordered[len(strong) :]
        assert all(known[city] >= 2 for city in strong)
        assert all(known[city] < 2 for city in weak)


# --- what is chosen


def test_two_cities_that_give_each_other_something_are_a_mutual_pair() -> None:
    found = learning_of({"b": {"x": 1.0, "y": 3.0}, "a": {"x": 2.5, "y": None, "z": 2.0}, "c": {"y": 1.0}})
    assert found.pairs == (
        Pair("a", "b", (Lesson("a", "b", "x", 2.5, 1.0),), mutual=False),
        Pair("b", "c", (Lesson("b", "c", "y", 3.0, 1.0),), mutual=False),
    )
    found = learning_of({"b": {"x": 1.0, "y": 3.0}, "a": {"x": 2.5, "y": 1.0}})
    both = (Lesson("a", "b", "x", 2.5, 1.0), Lesson("b", "a", "y", 3.0, 1.0))
    assert found.pairs == (Pair("a", "b", both, mutual=True),)


def test_a_pair_in_both_directions_is_preferred_to_a_little_more_gain() -> None:
    scores: Scores = {"a": {"x": 2.8, "y": 1.0}, "b": {"x": 0.0, "y": 2.0}, "c": {"x": 3.0}}
    assert [(each.giver, each.taker) for each in lessons(learning_of(scores))] == [("a", "b"), ("b", "a")]
    scores["a"]["x"] = 2.4
    assert [(each.giver, each.taker) for each in lessons(learning_of(scores))] == [("b", "a"), ("c", "b")]


def test_giving_is_shared_out_between_cities_that_are_nearly_as_strong() -> None:
    scores: Scores = {"a": {"x": 3.0}, "b": {"x": 2.9}, "c": {"x": 1.0}, "d": {"x": 1.0}}
    assert learning_of(scores).gives == {"a": 1, "b": 1, "c": 0, "d": 0}
    scores["b"]["x"] = 2.0
    assert learning_of(scores).gives == {"a": 2, "b": 0, "c": 0, "d": 0}


def test_taking_is_shared_out_between_cities_that_are_nearly_as_weak() -> None:
    scores: Scores = {"a": {"x": 3.0, "y": 3.0}, "c": {"x": 1.0, "y": 1.0}, "d": {"x": 1.1, "y": 1.1}}
    assert learning_of(scores, most=2).takes == {"a": 0, "c": 1, "d": 1}
    scores["d"] = {"x": 1.5, "y": 1.5}
    assert learning_of(scores, most=2).takes == {"a": 0, "c": 2, "d": 0}


def test_a_city_that_is_weak_everywhere_still_takes() -> None:
    ideas = ("v", "w", "x", "y")
    scores: Scores = {"weak": dict.fromkeys(ideas, 0.5), "strong": dict.fromkeys(ideas, 2.5)}
    found = learning_of(scores)
    assert (found.gives, found.takes) == ({"strong": 3, "weak": 0}, {"strong": 0, "weak": 3})


def test_a_gain_of_three_quarters_is_enough_however_it_is_rounded() -> None:
    assert 2.3 - 1.55 < 0.75
    assert lessons(learning_of({"a": {"x": 2.3}, "b": {"x": 1.55}})) == [Lesson("a", "b", "x", 2.3, 1.55)]
    assert lessons(learning_of({"a": {"x": 2.3}, "b": {"x": 1.56}})) == []


def test_a_heavier_idea_goes_first() -> None:
    scores: Scores = {"a": {"x": 3.0, "y": 2.5}, "b": {"x": 1.0, "y": 1.0}}
    assert [each.idea for each in lessons(learning_of(scores, most=1))] == ["x"]
    assert [each.idea for each in lessons(learning_of(scores, most=1, weights={"y": 2}))] == ["y"]


@pytest.mark.parametrize("weight", [0.0, -1.0])
def test_an_idea_without_weight_has_no_lessons(weight: float) -> None:
    scores: Scores = {"a": {"x": 3.0, "y": 2.5}, "b": {"x": 1.0, "y": 1.0}}
    found = learning_of(scores, weights={"x": weight})
    assert [each.idea for each in lessons(found)] == ["y"]
    assert found.strong["x"] == ("a",)
    assert lessons(learning_of(scores, weights={"x": weight, "y": weight})) == []


@pytest.mark.parametrize("scores", [{}, {"a": {}}, {"a": {"x": None}, "b": {"x": 1.0}}])
def test_where_nobody_can_give_there_are_no_pairs(scores: Scores) -> None:
    found = learning_of(scores)
    assert (found.pairs, found.optimal) == ((), True)
    assert set(found.gives.values()) <= {0}


# --- sizes and time


@pytest.mark.parametrize("seed", [2, 3])
def test_sixty_cities_with_twelve_ideas(seed: int) -> None:
    scores = large(seed)
    found = learning_of(scores, seconds=120)
    assert found.optimal
    assert within_limits(lessons(found), 3)
    assert sum(found.gives.values()) > 100


def test_the_same_scores_give_the_same_lessons() -> None:
    scores = large(4, cities=24)
    assert learning_of(scores) == learning_of(scores)


def test_what_was_not_proven_in_time_is_told() -> None:
    found = learning_of(large(2), seconds=0)
    assert not found.optimal
    assert within_limits(lessons(found), 3)
