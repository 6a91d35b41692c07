"""A strategy as numbered rows.

In: a ``Strategy``. Out: ``Facts``: a row for each item, section and entry of a vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from assessor.documents.positions import Mark
from assessor.records import record
from assessor.strategy.base import ALL_FIELDS, Entry, Item
from assessor.strategy.model import KINDS, Kind, Strategy
from assessor.strategy.vocabulary import VOCABULARIES

NOTHING_UNKNOWN: Final[frozenset[str]] = frozenset()
EVERYTHING_UNKNOWN: Final = frozenset({ALL_FIELDS})


@dataclass(slots=True, eq=False)
class Row:
    """One item or section of a strategy. Not frozen, since there are many and that costs; never changed."""

    number: int
    kind: str
    pointer: str
    """JSON Pointer of the item or section."""
    id: str | None
    """The id of an item that has one."""
    line: int | None
    """Its line; None if the strategy was not read from a file."""
    entry: Entry | None
    fields: Mapping[str, Any]
    """The fields of the entry by name: a model hands them out itself, but takes five times as long."""
    announced: bool
    unknown: frozenset[str]

    def read(self, name: str) -> tuple[Any, bool]:
        """Return the value of a field, None if it is not given, and whether more of it may be unknown.

        A list is given as it is, and may at the same time be unknown beyond what is listed.
        """
        value: Any
        if "." in name:
            head, _, inner = name.partition(".")
            value = getattr(self.fields.get(head), inner, None)
        else:
            value = self.fields.get(name)
        if isinstance(value, list) and not value:
            value = None
        if not self.unknown:
            return value, False
        return value, self._is_unknown(name, value)

    def _is_unknown(self, name: str, value: Any) -> bool:
        if value is not None and not isinstance(value, list):
            return False
        head = name.partition(".")[0]
        if name in self.unknown or head in self.unknown:
            return True
        if value is None and any(other.startswith(name + ".") for other in self.unknown):
            return True
        return ALL_FIELDS in self.unknown and value is None


@record
class Listing:
    """What a strategy has of one kind."""

    rows: tuple[Row, ...]
    numbers: frozenset[int]
    announced: frozenset[int]
    """Numbers of the rows that are only announced."""
    promised: bool
    """Whether the section as a whole is only announced, and so what is not listed as well."""
    examined: bool
    """Whether nothing of any row is unknown."""
    is_open: bool
    """Whether there may be more than is listed, without a limit."""
    unlisted: int
    """How many more there are that are not listed."""
    ids: Mapping[str, int]
    """Numbers of the rows that have an id."""

    @property
    def may_have_more(self) -> bool:
        """Whether there may be more items than rows."""
        return self.is_open or self.unlisted > 0


NOTHING: Final = Listing((), frozenset(), frozenset(), False, True, False, 0, {})
"""What there is of a kind of which there surely is nothing, not even announced."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All rows of a strategy. Entries of vocabularies have numbers of their own, the same in each."""

    strategy: Strategy
    listings: Mapping[str, Listing]
    """By kind; those of which there is nothing are left out."""
    numbered: Mapping[int, Row]

    def listing(self, kind: str) -> Listing:
        """Return what the strategy has of a kind."""
        return self.listings.get(kind, NOTHING)

    def of(self, kind: str) -> tuple[Row, ...]:
        """Return the rows of a kind."""
        return self.listings.get(kind, NOTHING).rows


@cache
def entry_numbers() -> Mapping[str, Mapping[str, int]]:
    """Return the row numbers of all vocabularies' entries, by vocabulary and entry."""
    numbers: dict[str, dict[str, int]] = {}
    number = 0
    for name, entries in VOCABULARIES.items():
        numbers[name] = {}
        for entry in entries:
            numbers[name][entry] = number
            number += 1
    return numbers


@cache
def first_row_number() -> int:
    """Return the number of the first row of a document: those of vocabularies come before."""
    return sum(len(entries) for entries in VOCABULARIES.values())


def facts_of(strategy: Strategy) -> Facts:
    """Return a strategy as rows."""
    listings: dict[str, Listing] = {}
    numbered: dict[int, Row] = {}
    unknown, announced = frozenset(strategy.unknown), frozenset(strategy.announced)
    unlisted = _unlisted(strategy)
    root = strategy.positions.root if strategy.positions else None
    number = first_row_number()
    for kind in KINDS.values():
        key = kind.key
        content = getattr(strategy, key)
        if not content and key not in unknown and key not in announced and key not in unlisted:
            continue
        mark = root.part(key) if root else None
        if kind.single:
            rows = _section_row(kind, content, number, mark, key in announced, key in unknown)
        else:
            rows = _item_rows(kind, content, number, mark, key in announced)
        number += len(rows)
        listing = _listing(kind, rows, key in announced, key in unknown, unlisted.get(key, 0))
        if listing is not None:
            listings[kind.name] = listing
            numbered.update({row.number: row for row in rows})
    return Facts(strategy, listings, numbered)


def _listing(
    kind: Kind, rows: tuple[Row, ...], promised: bool, unexamined: bool, unlisted: int
) -> Listing | None:
    """Return what there is of a kind; None if there surely is nothing."""
    # A section that is there, or announced, is the only one of its kind: what is unknown of it is its fields.
    is_open = unexamined and not (kind.single and rows)
    if not (rows or is_open or unlisted):
        return None
    return Listing(
        rows,
        frozenset([row.number for row in rows]),
        frozenset([row.number for row in rows if row.announced]),
        promised,
        not any(row.unknown for row in rows),
        is_open,
        unlisted,
        {row.id: row.number for row in rows if row.id is not None},
    )


def _section_row(
    kind: Kind, content: Entry | None, number: int, mark: Mark | None, promised: bool, unexamined: bool
) -> tuple[Row, ...]:
    """Return the row of a section: one if it is there or at least announced."""
    name, at, line = kind.name, f"/{kind.key}", mark.line if mark else None
    if content is None:
        return (Row(number, name, at, None, line, None, {}, True, NOTHING_UNKNOWN),) if promised else ()
    unknown = EVERYTHING_UNKNOWN if unexamined else NOTHING_UNKNOWN
    if content.unknown:
        unknown = unknown.union(content.unknown)
    announced = bool(content.announced) or promised
    return (Row(number, name, at, None, line, content, vars(content), announced, unknown),)


def _item_rows(
    kind: Kind, items: Sequence[Item], first: int, mark: Mark | None, promised: bool
) -> tuple[Row, ...]:
    """Return the rows of a list."""
    name, key = kind.name, kind.key
    return tuple(
        [
            Row(
                first + index,
                name,
                f"/{key}/{index}",
                fields.get("id"),
                mark.part(index).line if mark else None,
                item,
                fields,
                promised or bool(fields["announced"]),
                frozenset(fields["unknown"]) if fields["unknown"] else NOTHING_UNKNOWN,
            )
            for index, item in enumerate(items)
            for fields in (vars(item),)
        ]
    )


def _unlisted(strategy: Strategy) -> dict[str, int]:
    """Return how many more items there are that are not listed, by the key of their section."""
    if strategy.unlisted is None:
        return {}
    return {key: count for key, count in strategy.unlisted.model_dump(exclude_none=True).items() if count}
