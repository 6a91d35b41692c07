"""What can be observed of a row, as yes, no or perhaps.

In: tests on fields, and a strategy's facts. Out: for each test, the rows in which it holds surely, and those
in which it perhaps holds. Must never know: which criteria ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from assessor.facts.derived import DERIVED, Range, Surroundings, Unknown
from assessor.facts.rows import Facts, Row, entry_numbers
from assessor.strategy.base import Record
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
    around = Surroundings(facts, as_of)
    sure: list[frozenset[int]] = []
    may: list[frozenset[int]] = []
    for column in columns:
        surely, perhaps = _observe_column(facts, column, around)
        sure.append(surely)
        may.append(perhaps)
    tied = [_observe_link(facts, link) for link in links]
    pairs = tuple(found for found, _ in tied)
    rows = {kind: tuple(row.number for row in found) for kind, found in facts.rows.items()}
    sure_world = World(rows, tuple(sure), pairs)
    may_world = sure_world if may == sure else World(rows, tuple(may), pairs)
    return Observation(facts, sure_world, may_world, tuple(unsure for _, unsure in tied))


def _observe_column(
    facts: Facts, column: Column, around: Surroundings
) -> tuple[frozenset[int], frozenset[int]]:
    rows = facts.of(column.kind)
    if column.test == "effective":
        found = frozenset(row.number for row in rows if not row.announced)
        return found, found
    derived = DERIVED.get((column.kind, column.field))
    sure: list[int] = []
    perhaps: list[int] = []
    for row in rows:
        if derived is not None:
            value, unknown = _settled(derived.compute(row, around))
        else:
            value, unknown = _read(row, column.field)
        if value is None and not unknown:
            continue
        surely, possibly = _judge(column, value)
        if surely:
            sure.append(row.number)
        elif possibly or unknown:
            perhaps.append(row.number)
    surely_in = frozenset(sure)
    return surely_in, surely_in.union(perhaps) if perhaps else surely_in


def _read(row: Row, field: str) -> tuple[Any, bool]:
    """Return the value of a field as ``Row.read`` does; a record in which nothing is given is not there."""
    value, unknown = row.read(field)
    if not isinstance(value, Record):
        return value, unknown
    inner = [row.read(f"{field}.{name}") for name in type(value).model_fields]
    if any(found is not None for found, _ in inner):
        return value, unknown
    return None, any(not_examined for _, not_examined in inner)


def _settled(value: Any) -> tuple[Any, bool]:
    return (None, True) if isinstance(value, Unknown) else (value, False)


def _judge(column: Column, value: Any) -> tuple[bool, bool]:
    """Whether a test surely holds of a value, and whether it perhaps does."""
    if value is None:
        return False, False
    if column.test == "present":
        return True, True
    if column.test in ("is", "in"):
        assert isinstance(column.operand, frozenset)
        values = value if isinstance(value, list) else (value,)
        holds = any(entry in column.operand and _same_sort(entry, column.operand) for entry in values)
        return holds, holds
    return _within(column, value if isinstance(value, Range) else _range(value))


def _same_sort(value: Any, operand: frozenset[str | bool]) -> bool:
    """Whether both are yes-or-no, or neither: a 1 is not a yes."""
    return isinstance(value, bool) == any(isinstance(choice, bool) for choice in operand)


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


def _observe_link(facts: Facts, link: Link) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    numbers = facts.ids.get(link.target, {}) if link.target in KINDS else entry_numbers()[link.target]
    pairs: list[tuple[int, int]] = []
    unsure: list[int] = []
    for row in facts.of(link.kind):
        named, unknown = row.read(link.field)
        for name in dict.fromkeys(named if isinstance(named, list) else (named,)):
            target = numbers.get(name)
            if target is not None:
                pairs.append((row.number, target))
        if unknown:
            unsure.append(row.number)
    return tuple(pairs), frozenset(unsure)

