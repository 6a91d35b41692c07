"""What a report says before it has a look: headings, paragraphs, lists, tables and pictures, in one order.

In: nothing. Out: types. Must never know: what a report is about, or what a page looks like. Every writer of
``reports/writers`` makes a file of the same blocks, so that all of them say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

NOTHING: Final = "–"
"""What stands where a title was lost."""
Look = Literal["plain", "quiet", "strong"]
Sort = Literal["text", "long", "number", "blank", "date"]
"""What a column holds: short or long text, numbers; or text or a date that is still to be filled in."""
Value = str | int | float
PictureForm = Literal["svg", "dark-svg", "outlined-svg", "png"]
"""A picture as a page shows it, the same on a dark page, with its letters drawn so that no font is needed to
see them, or in pixels."""
Draw = Callable[[PictureForm], bytes]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of a chapter (1), a part (2) or an entry (3)."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, perhaps with a label before it that says what it is."""

    text: str
    look: Look = "plain"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences; numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is of, its columns, and its rows. Each row has a value for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def head(self) -> int:
        """The place of the column that says what a row is of: the first that holds no numbers."""
        places = (place for place, column in enumerate(self.columns) if column.sort != "number")
        return next(places, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and what it shows for whoever does not see it. Its figures stand in a table as well."""

    draw: Draw
    description: str
    caption: str = ""
    size: Literal["wide", "narrow"] = "wide"
    """Most of the width of the text, or less than half of it."""


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A report, ready to be written in any format."""

    title: str
    whose: str
    """The line below the title: what or whom it is about, and for when, as in "Port Callan · 2024–2028"."""
    basis: str
    """When it was made, and by which rules: a sentence without the full stop at its end."""
    language: str
    """The language that it is in, such as "es" or "pt_BR"."""
    day: str
    """The day that it is of, such as "2026-05-31". Files say that they were made on it, and not when they
    really were: the same report gives the same bytes."""
    blocks: tuple[Block, ...]
    keywords: tuple[str, ...] = ()
    """What it can be found by. The first stands for a title that was lost."""
    brief: bool = False
    """Whether on paper it has no cover, no contents, and no new page for each chapter."""

    def tables(self) -> tuple[Table, ...]:
        """Return its tables, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
