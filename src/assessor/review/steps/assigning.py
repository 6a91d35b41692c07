"""Who reviews whom: panels that are even, read the language, and mix cities.

In: hosts, reviewers, and the languages of the strategies. Out: panels, and what could not be had. Must never
know: where the terms stand, or how panels are shown.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.optimization import Model
from assessor.review.records.model import City, Panel, Reviewer
from assessor.speech import base_of

SECONDS: Final = 120.0
"""After that time it is not solved; 60 hosts and 240 reviewers take one or two."""
LEAST_PER_HOST: Final = 2
"""A panel is more than one."""
_READS, _UNKNOWN, _READS_NOT = 2, 1, 0

Seat: TypeAlias = tuple[str, Reviewer]
"""A host, and somebody who may review it."""
Seats: TypeAlias = tuple[Seat, ...]
Name: TypeAlias = tuple[str | int, ...]
"""Of a seat: host and reviewer. Of a city's second, third … reviewer on a panel: host, city, the number."""
Key = TypeVar("Key")
Value = TypeVar("Value")


def balanced(
    hosts: Iterable[City],
    reviewers: Iterable[Reviewer],
    per_host: int,
    *,
    languages: Mapping[str, str | None],
    seed: int = 0,
) -> tuple[Panel, ...]:
    """Return who reviews whom.

    Every host gets ``per_host`` different reviewers, none from the host's own city. No reviewer has more than
    one host more than another has; none more, where the seats can be shared out without remainder. That can
    always be had if each host has enough reviewers to choose from: since a reviewer may go to all hosts but
    one at most, the loads that come of dividing meet the condition of Hoffman, "Some Recent Applications of
    the Theory of Linear Inequalities to Extremal Combinatorial Analysis" (1960), for flows between bounds.

    Among all such panels those are taken, in this order, that have

    1. the most reviewers who read the language of the document, whatever the country it is written for. Where
       that language or those of the reviewer are not known, it counts as half a reader;
    2. the most reviewers whose first language it is;
    3. the fewest pairs of reviewers of one city on one panel;
    4. the fewest reviewers who go against a circle: the seed puts all cities that both host and send in one,
       and each rather reviews the half of them that comes after it. Where all keep to that, no two cities
       review each other. So the number of those that do is nearly as small as can be, in much less time;
    5. the least sum of numbers that the seed draws for each seat.

    Seats, hosts and reviewers are a network, so that the linear program has whole vertices, and no search is
    needed.

    Args:
        hosts: cities whose strategies are reviewed, each with an id of its own; in any order.
        reviewers: each with an id of its own; in any order.
        per_host: how many review each host; at least 1.
        languages: the code of the language of a host's document, by the host's id; None or left out: unknown.
        seed: the same gives the same panels, another one others.

    Returns:
        A panel for each host, sorted by id, with the ids of its reviewers, sorted.

    Raises:
        UsageError: a host has too few reviewers from other cities; or HiGHS is not installed, or ran out of
            time.
    """
    cities = sorted(hosts, key=lambda host: host.id)
    people = sorted(reviewers, key=lambda reviewer: reviewer.id)
    if not cities:
        return ()
    _demand_enough(cities, people, per_host)
    seats = tuple((host.id, person) for host in cities for person in people if person.city != host.id)
    model: Model[Name] = Model()
    for host, person in seats:
        model.add((host, person.id))
    _demand_even_panels(model, seats, len(people), per_host)
    goals: tuple[Mapping[Name, float], ...] = (
        {(host, person.id): _reading(person, languages.get(host)) for host, person in seats},
        {(host, person.id): 1 for host, person in seats if _reads_first(person, languages.get(host))},
        _further_of_one_city(model, seats, per_host),
        {(host, person.id): -1 for host, person in _against_the_circle(seats, seed)},
        {(host, person.id): -_drawn(seed, host, person.id) for host, person in seats},
    )
    solution = model.solved(goals, seconds=SECONDS)
    if not solution.values:
        raise UsageError(
            Message(
                "Who reviews whom was not found within {seconds} seconds: "
                "share the hosts out among several exercises.",
                seconds=round(SECONDS),
            )
        )
    chosen = _grouped((host, person.id) for host, person in seats if solution.values[host, person.id])
    return tuple(Panel(host=host.id, reviewers=list(chosen[host.id])) for host in cities)


def _demand_enough(cities: Sequence[City], people: Sequence[Reviewer], per_host: int) -> None:
    from_city = Counter(person.city for person in people)
    fewest = max(cities, key=lambda host: from_city[host.id])
    number = len(people) - from_city[fewest.id]
    if number >= per_host:
        return
    found: dict[str, object] = {"host": shorten(fewest.name), "number": number, "needed": per_host}
    if number < LEAST_PER_HOST:
        raise UsageError(
            Message(
                "Too few reviewers from other cities for the host '{host}': {number} found, {needed} needed; "
                "name more reviewers.",
                **found,
            )
        )
    raise UsageError(
        Message(
            "Too few reviewers from other cities for the host '{host}': {number} found, {needed} needed; "
            "ask for at most {number} per host, or name more reviewers.",
            **found,
        )
    )


def _demand_even_panels(model: Model[Name], seats: Seats, reviewers: int, per_host: int) -> None:
    hosts_of = _grouped((person.id, host) for host, person in seats)
    people_of = _grouped((host, person.id) for host, person in seats)
    for host, people in people_of.items():
        model.keep({(host, person): 1 for person in people}, least=per_host, most=per_host)
    load, more = divmod(len(people_of) * per_host, reviewers)
    for person, hosts in hosts_of.items():
        model.keep({(host, person): 1 for host in hosts}, least=load, most=load + (more > 0))


def _further_of_one_city(model: Model[Name], seats: Seats, per_host: int) -> dict[Name, float]:
    """Add a variable for the second, third … reviewer of a city on a panel: it pairs with those before it."""
    goal: dict[Name, float] = {}
    for (host, city), people in _grouped(((host, person.city), person.id) for host, person in seats).items():
        numbers = range(2, min(len(people), per_host) + 1)
        further: dict[Name, float] = {(host, city, number): 1 - number for number in numbers}
        for name in further:
            model.add(name)
        model.keep({(host, person): 1 for person in people} | dict.fromkeys(further, -1), most=1)
        goal |= further
    return goal


def _against_the_circle(seats: Seats, seed: int) -> Iterator[Seat]:
    both = {host for host, _ in seats} & {person.city for _, person in seats}
    circle = sorted(both, key=lambda city: (_drawn(seed, city), city))
    places = {city: place for place, city in enumerate(circle)}
    for host, person in seats:
        if host in places and person.city in places:
            ahead = (places[host] - places[person.city]) % len(circle)
            # Of two cities that face each other, only one goes with the circle.
            backwards = ahead * 2 == len(circle) and places[person.city] > places[host]
            if ahead * 2 > len(circle) or backwards:
                yield host, person


def _drawn(seed: int, *names: str) -> int:
    """Return a number below 2²⁰ that is drawn for names, the same on every machine."""
    text = " ".join((str(seed), *names))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") >> 12


def _reading(person: Reviewer, language: str | None) -> int:
    if language is None or not person.languages:
        return _UNKNOWN
    return _READS if base_of(language) in map(base_of, person.languages) else _READS_NOT


def _reads_first(person: Reviewer, language: str | None) -> bool:
    return language is not None and [base_of(language)] == [base_of(each) for each in person.languages[:1]]


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


# --- what could not be had


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """What panels are not that they should be, by ids.

    ``languages``: hosts, each with a reviewer who does not read the language of its document, where it is
    known what both are; ``same_city``: hosts, each with a city that several of its reviewers come from;
    ``mutual``: pairs of cities that review each other; ``loads``: how many hosts each reviewer has, none left
    out.
    """

    languages: tuple[tuple[str, str], ...]
    same_city: tuple[tuple[str, str], ...]
    mutual: tuple[tuple[str, str], ...]
    loads: Mapping[str, int]

    @property
    def spread(self) -> int:
        """How many hosts more the reviewer with the most has than the one with the fewest."""
        return max(self.loads.values(), default=0) - min(self.loads.values(), default=0)


def shortcomings(
    panels: Iterable[Panel], reviewers: Iterable[Reviewer], *, languages: Mapping[str, str | None]
) -> Shortcomings:
    """Return what could not be had, or was changed by hand since.

    Args:
        panels: who reviews whom; in any order.
        reviewers: all of them, each that a panel names among them; in any order.
        languages: the code of the language of a host's document, by the host's id; None or left out: unknown.

    Raises:
        KeyError: a panel names a reviewer who is not among them.
    """
    people = {person.id: person for person in sorted(reviewers, key=lambda person: person.id)}
    seats = sorted((panel.host, name) for panel in panels for name in panel.reviewers)
    loads = Counter(name for _, name in seats)
    sent = Counter((host, people[name].city) for host, name in seats)
    return Shortcomings(
        languages=tuple(
            (host, name) for host, name in seats if _reading(people[name], languages.get(host)) == _READS_NOT
        ),
        same_city=tuple(sorted(seat for seat, number in sent.items() if number > 1)),
        mutual=tuple(sorted((a, b) for a, b in sent if a < b and (b, a) in sent)),
        loads={name: loads[name] for name in people},
    )
