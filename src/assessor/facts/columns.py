"""What can be observed of a row, as yes, no or perhaps.

In: tests on fields, and a strategy's facts. Out: for each test, the rows in which it holds surely, and those
in which it perhaps holds. Must never know: which criteria ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from assessor.facts.derived import DERIVED, Range, Surroundings, Unknown
from assessor.facts.rows import Facts, Row, entry_numbers
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

    rows: dict[str, tuple[int, ...]]
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


def observe(facts: Facts, columns: Sequence[Column], links: Sequence[Link], as_of: date) -> Observation:
    """Look at a strategy through columns and links.

    Args:
        facts: the strategy's rows.
        columns: what to test.
        links: which ties to follow.
        as_of: the date of assessment.
    """
    observer = _Observer(facts, Surroundings(facts, as_of))
    seen = [observer.column(column) for column in columns]
    sure, may = tuple(surely for surely, _ in seen), tuple(perhaps for _, perhaps in seen)
    tied = [observer.link(link) for link in links]
    pairs = tuple(found for found, _ in tied)
    rows = {kind: tuple([row.number for row in found]) for kind, found in facts.rows.items()}
    sure_world = World(rows, sure, pairs)
    may_world = sure_world if may == sure else World(rows, may, pairs)
    return Observation(facts, sure_world, may_world, tuple(unsure for _, unsure in tied))


NOWHERE: Final[frozenset[int]] = frozenset()
Seen = list[tuple[int, Any, bool]]
"""Row numbers, each with the value of a field and whether more of it may be unknown."""


class _Observer:
    """Looks at one strategy, reading each field of a kind once however many columns test it."""

    def __init__(self, facts: Facts, around: Surroundings) -> None:
        self.facts = facts
        self.around = around
        self._seen: dict[tuple[str, str], Seen] = {}
        self._examined: dict[str, bool] = {}

    def column(self, column: Column) -> tuple[frozenset[int], frozenset[int]]:
        """Return the rows in which a column surely holds, and those in which it perhaps does."""
        if column.test == "effective":
            rows = self.facts.of(column.kind)
            found = frozenset([row.number for row in rows if not row.announced])
            return found, found
        values = self._values(column.kind, column.field)
        if not values:
            return NOWHERE, NOWHERE
        if column.test == "present":
            found = frozenset([number for number, value, _ in values if value is not None])
            return found, found if len(found) == len(values) else frozenset([entry[0] for entry in values])
        judge = _is_among(column.operand) if isinstance(column.operand, frozenset) else _is_within(column)
        sure: list[int] = []
        perhaps: list[int] = []
        for number, value, unknown in values:
            surely, possibly = judge(value)
            if surely:
                sure.append(number)
            elif possibly or unknown:
                perhaps.append(number)
        surely_in = frozenset(sure)
        return surely_in, surely_in.union(perhaps) if perhaps else surely_in

    def link(self, link: Link) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
        """Return the pairs of a link, and the rows that may name more than they are known to."""
        known = link.target in KINDS
        numbers = self.facts.ids.get(link.target, {}) if known else entry_numbers()[link.target]
        pairs: list[tuple[int, int]] = []
        unsure: list[int] = []
        for number, named, unknown in self._values(link.kind, link.field):
            if isinstance(named, list):
                targets = {numbers[name]: None for name in named if name in numbers}
                pairs += [(number, target) for target in targets]
            elif named in numbers:
                pairs.append((number, numbers[named]))
            if unknown:
                unsure.append(number)
        return tuple(pairs), frozenset(unsure)

    def _values(self, kind: str, field: str) -> Seen:
        """Return what a field holds in the rows where it is given or unknown."""
        seen = self._seen.get((kind, field))
        if seen is None:
            rows = self.facts.of(kind)
            if not rows:
                return []
            read = self._reader(kind, field)
            if read is None:
                found = _looked_up(rows, field)
                seen = [entry for entry in found if entry[1] is not None and entry[1] != []]
            else:
                seen = [(row.number, *read(row)) for row in rows]
                seen = [entry for entry in seen if entry[1] is not None or entry[2]]
            self._seen[kind, field] = seen
        return seen

    def _is_examined(self, kind: str) -> bool:
        """Whether nothing of any item of a kind is unknown."""
        found = self._examined.get(kind)
        if found is None:
            found = self._examined[kind] = not any(row.unknown for row in self.facts.of(kind))
        return found

    def _reader(self, kind: str, field: str) -> Callable[[Row], tuple[Any, bool]] | None:
        """Return what reads a field of a row: its value, and whether more of it may be unknown.

        None if it can simply be looked up, since nothing of the kind is unknown.
        """
        derived = DERIVED.get((kind, field))
        if derived is not None:
            compute = derived.compute
            return lambda row: _settled(compute(row, self.around))
        if fields_of(kind)[field].sort == "record":
            return lambda row: _read_record(row, field)
        if self._is_examined(kind):
            return None
        return lambda row: row.read(field)


def _looked_up(rows: Sequence[Row], field: str) -> Seen:
    """Return what a field holds in rows of which nothing is unknown."""
    head, _, inner = field.partition(".")
    if inner:
        return [(row.number, getattr(getattr(row.entry, head, None), inner, None), False) for row in rows]
    return [(row.number, getattr(row.entry, head, None), False) for row in rows]


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


Judge = Callable[[Any], tuple[bool, bool]]
"""Whether a test surely holds of a value, and whether it perhaps does."""
_YES: Final = (True, True)
_NO: Final = (False, False)


def _is_among(choices: frozenset[str | bool]) -> Judge:
    def judge(value: Any) -> tuple[bool, bool]:
        if isinstance(value, list):
            return _NO if choices.isdisjoint(value) else _YES
        return _YES if value in choices else _NO

    return judge


def _is_within(column: Column) -> Judge:
    return lambda value: _within(column, value if isinstance(value, Range) else _range(value))


def _range(value: Any) -> Range | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    exact = Fraction(str(value))
    return Range(exact, exact)


def _within(column: Column, value: Range | None) -> tuple[bool, bool]:
    bound = column.operand
    if value is None or not isinstance(bound, Fraction):
        return False, False
    if column.test == "at_least":
        return value.low >= bound, value.high is None or value.high >= bound
    return value.high is not None and value.high <= bound, value.low <= bound
