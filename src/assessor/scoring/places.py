"""Where rows stand in the document, and what they are called.

In: facts. Out: pointers, ids, lines, labels. Each row is looked up once however many rules point to it.
"""

from __future__ import annotations

import hashlib

from assessor.facts.rows import Facts, Row
from assessor.scoring.figures import FindingItem
from assessor.strategy.fields import labels_of

Place = tuple[str, str | None, int | None]
"""Pointer, id and line of a part of the document."""


class Places:
    """The places of one strategy's rows."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[int, Place] = {}

    def of(self, row: int) -> Place:
        """Return the pointer, id and line of a row; no line if the strategy was not read from a file."""
        found = self._known.get(row)
        if found is None:
            entry, positions = self._facts.numbered[row], self._facts.positions
            line = positions.nearest(entry.path).line if positions else None
            found = self._known[row] = entry.pointer, entry.id, line
        return found

    def item(self, rule: str, row: int) -> FindingItem:
        """Return a row as the part of the document that a rule points to."""
        at, name, line = self.of(row)
        return FindingItem(at, name, line, f"{rule}:{name or _content_key(self._facts.numbered[row])}")

    def label(self, row: int) -> str:
        """Return what a row is called: its name, statement or the like, else its kind."""
        entry = self._facts.numbered[row]
        for name in labels_of(entry.kind):
            value = getattr(entry.entry, name, None)
            if value:
                return str(value)
        return entry.kind


def _content_key(row: Row) -> str:
    """Return what stands for the id of an item without one: its place may change, so what it says."""
    content = row.entry.model_dump_json(exclude_defaults=True) if row.entry is not None else ""
    return hashlib.sha256(f"{row.kind} {content}".encode()).hexdigest()[:12]
