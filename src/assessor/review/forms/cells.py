"""Cells as programs save them: worksheets with what stands where, and numbers as people typed them.

In: positions and values. Out: addresses and text. Must never know: file formats, or forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from assessor.documents.problems import shorten
from assessor.messages import Message
from assessor.review.forms.damage import Damaged
from assessor.review.forms.texts import clean

Value = str | float | bool | date | datetime | time
Position = tuple[int, int]
"""Row and column, from 0."""

MAX_CELLS: Final = 200_000
"""Cells of a workbook that hold anything: a form has a hundredth of it."""
_EXACT: Final = 1e15
"""From here on, spreadsheets do not keep every digit."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands somewhere, None if nothing; and where that is, such as ``Ratings!F12``."""

    value: str | date | None
    address: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet: its name, and what is not empty in it."""

    name: str
    cells: Mapping[Position, Value]

    def address(self, at: Position) -> str:
        """Return where a cell is, as people say it: ``Ratings!F12``."""
        row, place = at
        letters = ""
        place += 1
        while place > 0:
            place, letter = divmod(place - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{shorten(self.name, 40)}!{letters}{row + 1}"

    def text(self, at: Position) -> str:
        """Return what stands in a cell, as text; nothing if it is empty."""
        value = self.cells.get(at)
        return "" if value is None else as_text(value)


def as_text(value: Value) -> str:
    """Return what stands in a cell as it would be typed: ``12`` and not ``12.0``; days as ``2026-06-30``."""
    match value:
        case str():
            return clean(value)
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"
        case datetime():
            midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
            return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds")


def as_day(value: Value) -> str | date:
    """Return the day that stands in a cell; as text what is none."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
    text = as_text(value)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def full(count: int, name: str) -> int:
    """Count one more cell that holds something.

    Raises:
        Damaged: no form holds so many.
    """
    if count >= MAX_CELLS:
        raise Damaged(Message("The file '{name}' holds more cells than any form.", name=name))
    return count + 1
