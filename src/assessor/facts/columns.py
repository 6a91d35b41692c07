"""What can be observed of a row, as yes, no or perhaps.

In: tests on fields, and a strategy's facts. Out: for each test, the rows in which it holds surely, and those
in which it perhaps holds. Must never know: which criteria ask.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from assessor.facts.derived import DERIVED, Range, Surroundings, Unknown
from assessor.facts.rows import Facts, Listing, Row, entry_numbers
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS

TestName = Literal["present", "is", "in", "at_least", "at_most", "effective"]


@dataclass(frozen=True, slots=True)
class Column:
    """A test on a field of the rows of one kind. ``effective`` tests that a row is not only announced."""

    kind: str
    test: TestName
    field: str = ""
    operand: frozenset[str | bool] | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A field of one kind that names rows of another, or entries of a vocabulary."""

    kind: str
    field: str
    target: str
    """A kind, or a vocabulary."""


@dataclass(frozen=True, slots=True)
class World:
    """What an engine sees: whole numbers, and nothing that anybody wrote.

    There are two of a strategy: one of what surely holds, and one of what perhaps does.
    """

    rows: Mapping[str, Collection[int]]
    """Row numbers by kind."""
    holds: tuple[frozenset[int], ...]
    """For each column, the rows in which it holds."""
    links: tuple[tuple[tuple[int, int], ...], ...]
    """For each link, pairs of the row that names and the row that is named."""

    def select(self, kind: str, columns: Sequence[int]) -> frozenset[int]:
        """Return the rows of a kind in which all columns hold."""
        if not columns:
            return frozenset(self.rows.get(kind, ()))
        first = self.holds[columns[0]]
        return first.intersection(*[self.holds[column] for column in columns[1:]]) if columns[1:] else first


@dataclass(frozen=True, slots=True)
class Observation:
    """A strategy seen through the columns and links of a plan."""

    facts: Facts
    sure: World
    may: World
    open_links: tuple[frozenset[int], ...]
    """For each link, the rows that may name more than they are known to."""


class Lens:
    """The columns and links of a plan, sorted so that each field of a row is read once."""

    def __init__(self, columns: Sequence[Column], links: Sequence[Link]) -> None:
        self._size = len(columns), len(links)
        self._kinds: dict[str, _Kind] = {}
        for number, column in enumerate(columns):
            if column.test == "effective":
                self._kind(column.kind).effective.append(number)
            else:
                self._kind(column.kind).field(column.field).tests.append((number, _judge(column)))
        for number, link in enumerate(links):
            self._kind(link.kind).field(link.field).links.append((number, link.target))

    def _kind(self, name: str) -> _Kind:
        return self._kinds.setdefault(name, _Kind(name, [], {}))

    def observe(self, facts: Facts, as_of: date) -> Observation:
        """Look at a strategy.

        Args:
            facts: the strategy's rows.
            as_of: the date of assessment.
        """
        columns, links = self._size
        sure, pairs, unsure = [NOWHERE] * columns, [NO_PAIRS] * links, [NOWHERE] * links
        perhaps = sure.copy()
        around = Surroundings(facts, as_of)
        for name, listing in facts.listings.items():
            kind = self._kinds.get(name)
            if kind is None or not listing.rows:
                continue
            for number in kind.effective:
                sure[number] = perhaps[number] = listing.numbers - listing.announced
            for field in kind.fields.values():
                given, unknown = field.read(listing, around)
                if not given and not unknown:
                    continue
                for number, judge in field.tests:
                    sure[number], perhaps[number] = judge(given, unknown)
                for number, target in field.links:
                    pairs[number], unsure[number] = _tied(given, _numbers(target, facts)), unknown
        rows = {kind: listing.numbers for kind, listing in facts.listings.items()}
        tied = tuple(pairs)
        sure_world = World(rows, tuple(sure), tied)
        may_world = sure_world if perhaps == sure else World(rows, tuple(perhaps), tied)
        return Observation(facts, sure_world, may_world, tuple(unsure))


def observed(column: Column, row: Row, around: Surroundings) -> tuple[bool, bool]:
    """Return whether a test on a field surely holds in one row, and whether it may.

    Args:
        column: a test, but not "effective".
        row: an item or section, of the facts around it or as it could be.
        around: what derived fields look at.
    """
    alone = Listing((row,), frozenset([row.number]), NOWHERE, False, not row.unknown, False, 0, {})
    given, unknown = _reader(column.kind, column.field)(alone, around)
    sure, may = _judge(column)(given, unknown)
    return row.number in sure, row.number in may


Rows = frozenset[int]
Pairs = tuple[tuple[int, int], ...]
NOWHERE: Final[Rows] = frozenset()
NO_PAIRS: Final[Pairs] = ()
Given = Mapping[int, Any]
"""The values of a field, by the rows in which it is given."""
Reader = Callable[[Listing, Surroundings], tuple[Given, Rows]]
"""What is given of a field, and the rows in which more of it may be unknown."""
Judge = Callable[[Given, Rows], tuple[Rows, Rows]]
"""The rows in which a test surely holds, and those in which it perhaps does, of what a reader found."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of one kind, and everything that is asked of it."""

    read: Reader
    tests: list[tuple[int, Judge]]
    """Numbers of columns, each with its test."""
    links: list[tuple[int, str]]
    """Numbers of links, each with what it names."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind, and everything that is asked of its rows."""

    name: str
    effective: list[int]
    """Numbers of the columns that test whether a row is not only announced."""
    fields: dict[str, _Field]

    def field(self, name: str) -> _Field:
        """Return a field of the kind, to be asked of."""
        if name not in self.fields:
            self.fields[name] = _Field(_reader(self.name, name), [], [])
        return self.fields[name]


def _reader(kind: str, field: str) -> Reader:
    """Return what reads a field of all rows of its kind."""
    derived = DERIVED.get((kind, field))
    if derived is not None:
        compute = derived.compute
        return lambda listing, around: _parted(
            [(row.number, _settled(compute(row, around))) for row in listing.rows]
        )
    if fields_of(kind)[field].sort == "record":
        return lambda listing, _: _parted([(row.number, _read_record(row, field)) for row in listing.rows])
    examined = _examined_reader(field)

    def read(listing: Listing, _: Surroundings) -> tuple[Given, Rows]:
        if listing.examined:
            return examined(listing), NOWHERE
        return _parted([(row.number, row.read(field)) for row in listing.rows])

    return read


def _parted(found: Iterable[tuple[int, tuple[Any, bool]]]) -> tuple[Given, Rows]:
    """Part what was read of each row into what is given and where more may be unknown."""
    given: dict[int, Any] = {}
    unknown: list[int] = []
    for number, (value, more) in found:
        if value is not None:
            given[number] = value
        if more:
            unknown.append(number)
    return given, frozenset(unknown) if unknown else NOWHERE


def _examined_reader(field: str) -> Callable[[Listing], Given]:
    """Return what reads a plain field of rows of which nothing is unknown."""
    head, _, inner = field.partition(".")

    def read(listing: Listing) -> Given:
        return {
            row.number: value
            for row in listing.rows
            if (value := row.fields.get(head)) is not None and value != []
        }

    def read_inner(listing: Listing) -> Given:
        return {
            row.number: value
            for row in listing.rows
            if (value := getattr(row.fields.get(head), inner, None)) is not None and value != []
        }

    return read_inner if inner else read


def _read_record(row: Row, field: str) -> tuple[Any, bool]:
    """Return the value of a field as ``Row.read`` does; a record in which nothing is given is not there."""
    value, unknown = row.read(field)
    if value is None:
        return value, unknown
    inner = [row.read(f"{field}.{name}") for name in type(value).model_fields]
    if any(found is not None for found, _ in inner):
        return value, unknown
    return None, any(not_examined for _, not_examined in inner)


def _settled(value: Any) -> tuple[Any, bool]:
    return (None, True) if isinstance(value, Unknown) else (value, False)


def _judge(column: Column) -> Judge:
    """Return the test of a column."""
    if column.test == "present":
        return _present
    if isinstance(column.operand, frozenset):
        return _among(column.operand)
    within = _at_least if column.test == "at_least" else _at_most
    return _within(column.operand or Fraction(0), within)


def _present(given: Given, unknown: Rows) -> tuple[Rows, Rows]:
    sure = frozenset(given)
    return sure, sure | unknown if unknown else sure


def _among(choices: frozenset[str | bool]) -> Judge:
    """Return whether a value is among some; of a list, whether any of its entries is."""

    def judge(given: Given, unknown: Rows) -> tuple[Rows, Rows]:
        sure = frozenset(
            [
                number
                for number, value in given.items()
                if (not choices.isdisjoint(value) if isinstance(value, list) else value in choices)
            ]
        )
        return sure, sure | unknown if unknown else sure

    return judge


def _within(bound: Fraction, test: Callable[[Range, Fraction], tuple[bool, bool]]) -> Judge:
    """Return whether a number is within a bound, surely and perhaps."""

    def judge(given: Given, unknown: Rows) -> tuple[Rows, Rows]:
        sure: list[int] = []
        perhaps: list[int] = [*unknown]
        for number, value in given.items():
            found = value if isinstance(value, Range) else _range(value)
            surely, possibly = test(found, bound) if found else (False, False)
            if surely:
                sure.append(number)
            elif possibly:
                perhaps.append(number)
        surely_in = frozenset(sure)
        return surely_in, surely_in.union(perhaps) if perhaps else surely_in

    return judge


def _range(value: Any) -> Range | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    exact = Fraction(str(value))
    return Range(exact, exact)


def _at_least(value: Range, bound: Fraction) -> tuple[bool, bool]:
    return value.low >= bound, value.high is None or value.high >= bound


def _at_most(value: Range, bound: Fraction) -> tuple[bool, bool]:
    return value.high is not None and value.high <= bound, value.low <= bound


def _numbers(target: str, facts: Facts) -> Mapping[str, int]:
    """Return the numbers of what can be named, by id."""
    return facts.listing(target).ids if target in KINDS else entry_numbers()[target]


def _tied(given: Given, numbers: Mapping[str, int]) -> Pairs:
    """Return the pairs of a link."""
    pairs: list[tuple[int, int]] = []
    for number, named in given.items():
        if isinstance(named, list):
            pairs += [(number, numbers[name]) for name in dict.fromkeys(named) if name in numbers]
        elif named in numbers:
            pairs.append((number, numbers[named]))
    return tuple(pairs)
