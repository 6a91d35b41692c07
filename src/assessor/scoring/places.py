"""Rows as the parts of the document that rules point to, and what they are called.

In: rows. Out: their places, labels and fingerprints.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from assessor.facts.rows import Facts, Row
from assessor.scoring.figures import FindingItem
from assessor.strategy.fields import labels_of
from assessor.strategy.model import KINDS


def items_of(rule: str, rows: Sequence[int], facts: Facts) -> tuple[FindingItem, ...]:
    """Return rows as the parts of the document that a rule points to."""
    numbered = facts.numbered
    return tuple(
        [
            FindingItem(row.pointer, row.id, row.line, label_of(row), f"{rule}:{row.id or _key(row)}")
            for number in rows
            for row in (numbered[number],)
        ]
    )


def label_of(row: Row) -> str | None:
    """Return what a row is called: its name, statement or the like; None if it has nothing of the sort."""
    for name in labels_of(row.kind):
        value = row.fields.get(name)
        if value:
            return str(value)
    return None


def _key(row: Row) -> str:
    """Return what stands for the id of what has none.

    A section stands once in a document, so its place does not change. That of an item may, so it is known by
    what it says.
    """
    if row.kind in KINDS and KINDS[row.kind].single:
        return row.pointer
    content = row.entry.model_dump_json(exclude_defaults=True) if row.entry is not None else ""
    return hashlib.sha256(f"{row.kind} {content}".encode()).hexdigest()[:12]
