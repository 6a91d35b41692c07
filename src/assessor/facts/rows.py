"""A strategy as numbered rows.

In: a ``Strategy``. Out: ``Facts``: a row for each item, section and entry of a vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from assessor.documents.positions import Path, Positions
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
    path: Path
    entry: Entry | None
    announced: bool
    unknown: frozenset[str]

    @property
    def id(self) -> str | None:
        """The id of an item that has one."""
        return getattr(self.entry, "id", None)

    @property
    def pointer(self) -> str:
        """JSON Pointer of the item or section."""
        return f"/{self.path[0]}" if len(self.path) == 1 else f"/{self.path[0]}/{self.path[1]}"

    def read(self, name: str) -> tuple[Any, bool]:
        """Return the value of a field, None if it is not given, and whether more of it may be unknown.

        A list is given as it is, and may at the same time be unknown beyond what is listed.
        """
        value: Any
        if "." in name:
            head, _, inner = name.partition(".")
            value = getattr(getattr(self.entry, head, None), inner, None)
        else:
            value = getattr(self.entry, name, None)
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


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All rows of a strategy. Entries of vocabularies have numbers of their own, the same in each."""

    strategy: Strategy
    positions: Positions | None
    rows: Mapping[str, tuple[Row, ...]]
    """Rows by kind."""
    numbered: Mapping[int, Row]
    open: frozenset[str]
    """Kinds of which there may be more than is listed, without a limit."""
    unlisted: Mapping[str, int]
    """How many more of a kind there are that are not listed."""
    ids: Mapping[str, Mapping[str, int]] = field(repr=False)
    """Numbers by kind and id."""

    def of(self, kind: str) -> tuple[Row, ...]:
        """Return the rows of a kind."""
        return self.rows.get(kind, ())

    def is_empty(self, kind: str) -> bool:
        """Whether there surely is nothing of a kind, not even announced."""
        return kind not in self.rows and kind not in self.open and kind not in self.unlisted

    def is_open(self, kind: str) -> bool:
        """Whether there may be more items of a kind than rows."""
        return kind in self.open or kind in self.unlisted


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
    rows: dict[str, tuple[Row, ...]] = {}
    numbered: dict[int, Row] = {}
    ids: dict[str, dict[str, int]] = {}
    unknown, announced = frozenset(strategy.unknown), frozenset(strategy.announced)
    number = first_row_number()
    for kind in KINDS.values():
        content = getattr(strategy, kind.key)
        promised = kind.key in announced
        if kind.single:
            found = _section_row(kind, content, number, promised, kind.key in unknown)
        elif content:
            found = _item_rows(kind, content, number, promised)
        else:
            continue
        if found:
            number += len(found)
            rows[kind.name] = found
            numbered.update({row.number: row for row in found})
            ids[kind.name] = {name: row.number for row in found if (name := row.id) is not None}
    open_kinds = frozenset(
        kind.name
        for kind in (KINDS.values() if unknown else ())
        if kind.key in unknown and not (kind.single and kind.name in rows)
    )
    return Facts(strategy, strategy.positions, rows, numbered, open_kinds, _unlisted(strategy), ids)


def _section_row(
    kind: Kind, content: Entry | None, number: int, promised: bool, unexamined: bool
) -> tuple[Row, ...]:
    """Return the row of a section: one if it is there or at least announced."""
    path: Path = (kind.key,)
    if content is None:
        return (Row(number, kind.name, path, None, True, NOTHING_UNKNOWN),) if promised else ()
    unknown = EVERYTHING_UNKNOWN if unexamined else NOTHING_UNKNOWN
    if content.unknown:
        unknown = unknown.union(content.unknown)
    return (Row(number, kind.name, path, content, bool(content.announced) or promised, unknown),)


def _item_rows(kind: Kind, items: Sequence[Item], first: int, promised: bool) -> tuple[Row, ...]:
    """Return the rows of a list."""
    name, key = kind.name, kind.key
    return tuple(
        [
            Row(
                first + index,
                name,
                (key, index),
                item,
                promised or bool(item.announced),
                frozenset(item.unknown) if item.unknown else NOTHING_UNKNOWN,
            )
            for index, item in enumerate(items)
        ]
    )


def _unlisted(strategy: Strategy) -> dict[str, int]:
    if strategy.unlisted is None:
        return {}
    given = strategy.unlisted.model_dump(exclude_none=True)
    return {kind.name: given[kind.key] for kind in KINDS.values() if given.get(kind.key)}
