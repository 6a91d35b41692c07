"""Who can give what to whom: lessons between cities that are strong and cities that are weaker.

In: scores of cities by idea, from 0 to 3. Out: pairs of cities and what passes between them. Must never know:
what an idea is, or how pairs are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from assessor.optimization import Model

STRONG: Final = 2.0
"""The score from which a city is strong in an idea: good, on the scale from 0 to 3."""
LEAST_GAIN: Final = 0.75
"""How much weaker than the giver a taker is, at least."""
MOST: Final = 3
"""How many lessons a city gives, and takes, at most."""
SECONDS: Final = 10.0
"""After that time the best that was found is taken; 60 cities and 12 ideas mostly take less than five."""
MUTUAL: Final = 0.5
"""What it is worth that two cities give each other something, as a gain."""
UNEVEN: Final = 0.25
"""What each lesson costs by which a city gives and takes unevenly, beyond one."""
_ROUNDING: Final = 1e-9

Scores: TypeAlias = Mapping[str, Mapping[str, float | None]]
Name: TypeAlias = tuple[str, ...]
"""Of a lesson: giver, taker and idea. Of cities that give each other something: both. Of unevenness: one."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one city can give another, and the scores of both."""

    giver: str
    taker: str
    idea: str
    given: float
    taken: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cities, in the order of their names, and all lessons between them; whether in both directions."""

    a: str
    b: str
    lessons: tuple[Lesson, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Learning:
    """Who can give what to whom.

    ``strong`` and ``weak``: cities by idea, the strongest first and the weakest first; a city whose score is
    not known is neither. ``gives`` and ``takes``: lessons by city, none left out. ``optimal``: whether it was
    proven that nothing better is possible.
    """

    pairs: tuple[Pair, ...]
    strong: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    gives: Mapping[str, int]
    takes: Mapping[str, int]
    optimal: bool


def learning_of(
    scores: Scores,
    *,
    weights: Mapping[str, float] | None = None,
    most: int = MOST,
    seconds: float = SECONDS,
) -> Learning:
    """Return who can give what to whom.

    A lesson is possible where the giver scores 2 or more in an idea, and the taker less than 2 and at least
    0.75 less than the giver. Its gain is the difference, times the idea's weight. Each city gives at most
    ``most`` lessons, takes at most as many, and takes one idea from one giver only. Of all choices of lessons
    the one is taken with the largest sum of

    * the gains,
    * 0.5 for each two cities that give each other something,
    * less 0.25, for each city, for each lesson by which what it gives and what it takes differ, beyond one. A
      city that is weak everywhere has nothing to give, so this is a price and no rule: with even weights no
      lesson is left out for it, since it costs giver and taker 0.5 together, and the least gain is 0.75.

    All possible lessons are looked at; which of them need no closer look is proven and not guessed, see
    ``assessor.optimization.Model.solved``. The same scores give the same lessons, on one machine and version
    of the solver, unless time runs out; then ``optimal`` is False.

    Args:
        scores: by city and idea, from 0 to 3; None or left out: not known. In any order.
        weights: how much an idea counts, by idea; 1 where it is left out. Only their ratios matter: they are
            divided by their mean. An idea that counts 0 or less has no lessons.
        most: how many lessons a city gives, and takes, at most.
        seconds: the time after which the best that was found so far is taken.

    Returns:
        Pairs that have lessons, sorted by the names of the cities, and what led to them.

    Raises:
        UsageError: HiGHS is not installed.
    """
    known = {
        city: {idea: score for idea, score in sorted(of_city.items()) if score is not None}
        for city, of_city in sorted(scores.items())
    }
    ideas = sorted({idea for of_city in scores.values() for idea in of_city})
    possible = tuple(_possible(known, ideas))
    gains = _gains(possible, ideas, weights or {})
    model: Model[Name] = Model()
    for lesson in gains:
        model.add(lesson)
    _demand_few(model, gains, most)
    goal = gains | _mutual(model, gains) | _uneven(model, gains, most)
    solution = model.solved([goal], seconds=seconds)
    chosen = tuple(each for each in possible if solution.values.get((each.giver, each.taker, each.idea)))
    gives, takes = Counter(each.giver for each in chosen), Counter(each.taker for each in chosen)
    return Learning(
        pairs=_pairs(chosen),
        strong={idea: _ranked(known, idea, strong=True) for idea in ideas},
        weak={idea: _ranked(known, idea, strong=False) for idea in ideas},
        gives={city: gives[city] for city in known},
        takes={city: takes[city] for city in known},
        optimal=solution.status == "optimal",
    )


def _possible(known: Mapping[str, Mapping[str, float]], ideas: Iterable[str]) -> Iterable[Lesson]:
    for idea in ideas:
        scored = [(city, of_city[idea]) for city, of_city in known.items() if idea in of_city]
        for giver, given in scored:
            for taker, taken in scored:
                if taken < STRONG <= given and given - taken >= LEAST_GAIN - _ROUNDING:
                    yield Lesson(giver, taker, idea, given, taken)


def _gains(possible: Iterable[Lesson], ideas: list[str], weights: Mapping[str, float]) -> dict[Name, float]:
    weighed = {idea: max(0.0, weights.get(idea, 1.0)) for idea in ideas}
    mean = sum(weighed.values()) / len(ideas) if ideas else 1.0
    return {
        (each.giver, each.taker, each.idea): (each.given - each.taken) * weighed[each.idea] / mean
        for each in possible
        if weighed[each.idea] > 0
    }


def _demand_few(model: Model[Name], lessons: Iterable[Name], most: int) -> None:
    given, taken, learnt = _sums(lessons, 0), _sums(lessons, 1), _sums(lessons, 1, 2)
    for terms in (*given.values(), *taken.values()):
        model.keep(terms, most=most)
    for terms in learnt.values():
        model.keep(terms, most=1)


def _mutual(model: Model[Name], lessons: Iterable[Name]) -> dict[Name, float]:
    """Add for each two cities whether they give each other something: no more than each gives the other."""
    between = _sums(lessons, 0, 1)
    mutual = [(a, b) for a, b in between if a < b and (b, a) in between]
    for a, b in mutual:
        model.add((a, b), whole=False)
        model.keep(between[a, b] | {(a, b): -1}, least=0)
        model.keep(between[b, a] | {(a, b): -1}, least=0)
    return dict.fromkeys(mutual, MUTUAL)


def _uneven(model: Model[Name], lessons: Iterable[Name], most: int) -> dict[Name, float]:
    """Add for each city by how much more than one what it gives and what it takes differ."""
    given, taken = _sums(lessons, 0), _sums(lessons, 1)
    cities = sorted(given.keys() | taken.keys())
    for city in cities:
        gives, takes = given.get(city, {}), taken.get(city, {})
        model.add(city, most, whole=False)
        model.keep(gives | dict.fromkeys(takes, -1.0) | {city: -1}, most=1)
        model.keep(takes | dict.fromkeys(gives, -1.0) | {city: -1}, most=1)
    return dict.fromkeys(cities, -UNEVEN)


def _sums(lessons: Iterable[Name], *parts: int) -> dict[Name, dict[Name, float]]:
    """Return lessons as terms of a sum, by some parts of their names."""
    sums: dict[Name, dict[Name, float]] = {}
    for lesson in lessons:
        sums.setdefault(tuple(lesson[part] for part in parts), {})[lesson] = 1.0
    return sums


def _pairs(chosen: Iterable[Lesson]) -> tuple[Pair, ...]:
    between: dict[tuple[str, str], list[Lesson]] = {}
    for each in chosen:
        a, b = sorted((each.giver, each.taker))
        between.setdefault((a, b), []).append(each)
    return tuple(
        Pair(
            a,
            b,
            tuple(sorted(lessons, key=lambda each: (each.giver, each.idea))),
            mutual=len({each.giver for each in lessons}) == 2,
        )
        for (a, b), lessons in sorted(between.items())
    )


def _ranked(known: Mapping[str, Mapping[str, float]], idea: str, *, strong: bool) -> tuple[str, ...]:
    scored = ((of_city[idea], city) for city, of_city in known.items() if idea in of_city)
    ranked = ((-score if strong else score, city) for score, city in scored if (score >= STRONG) == strong)
    cities = sorted(ranked)
    return tuple(city for _, city in cities)
