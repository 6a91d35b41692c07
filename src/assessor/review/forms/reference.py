"""What a form says of itself to programs: which form it is, what it is about, and what it asks.

In: a ``Form``, or the rows that came back. Out: rows of three texts to write, or a ``Reference``. Must never
know: workbooks.

The keys of all rows stand there one by one, so that whoever deletes some can be told which. A digest over
everything notices what was changed or lost by accident; it keeps no secret, and whoever wants to can make
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from assessor.review.forms.form import Form
from assessor.review.forms.texts import clean

REFERENCE: Final = "assessor"
"""What the worksheet is called."""
FORM: Final = "assessor form"
"""The first cell of the reference; the version of the form stands beside."""
PART: Final = "assessor part "
"""The cell in the corner of a part, together with the key of the part."""
COVER: Final = "assessor cover"
"""The cell in the corner of the first worksheet, on which nothing is filled in."""
VERSION: Final = 1
LAYOUT: Final = "#"
"""The key of a row that only heads or groups others begins so."""
ADDED: Final = "+"
"""The key of a row for an entry that can be added begins so."""

Entry = tuple[str, str, str]
"""What it is; of which part, or what it is called; and what it says."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a part asks: its columns and what they are for, and the keys of its rows in order."""

    key: str
    title: str
    growing: bool
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a form says of itself."""

    kind: str
    language: str
    about: Mapping[str, str]
    parts: Mapping[str, Expected]


def entries(form: Form) -> list[Entry]:
    """Return the rows of the reference of a form, that of its digest last."""
    found: list[Entry] = [("kind", "", form.kind), ("language", "", form.language)]
    found += [("about", key, value) for key, value in form.about]
    for part in form.parts:
        found.append(("growing" if part.growing else "part", part.key, clean(part.title)))
        found += [(f"column {column.sort}", part.key, column.key) for column in part.columns]
        found += [("row", part.key, row.key) for row in part.rows if not row.heading]
    return [*found, ("digest", "", _digest(found))]


def reference(found: list[Entry]) -> Reference | None:
    """Return what the rows of a reference say; None if it is not what was written."""
    *content, last = found or [("", "", "")]
    if last != ("digest", "", _digest(content)):
        return None
    single = {what: value for what, name, value in content if not name}
    if not {"kind", "language"} <= set(single):
        return None
    parts: dict[str, Expected] = {}
    for what, name, value in content:
        if what in {"part", "growing"}:
            parts[name] = Expected(name, value, growing=what == "growing")
        elif name in parts and what == "row":
            parts[name].rows.append(value)
        elif name in parts and what.startswith("column "):
            parts[name].columns[value] = what.removeprefix("column ")
    about = {name: value for what, name, value in content if what == "about"}
    return Reference(single["kind"], single["language"], about, parts)


def _digest(content: Iterable[Entry]) -> str:
    lines = "\n".join("\t".join(entry) for entry in content)
    return sha256(lines.encode("utf-8", "replace")).hexdigest()
