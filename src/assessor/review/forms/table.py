"""One part of a form that came back: which cell is the answer to what.

In: a worksheet, and what the part asks. Out: the cells that were filled in, what is wrong, and what is
astray. Must never know: files, or the other parts.

Rows and columns are known by the keys that the form was written with, wherever they stand by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessor.documents.problems import shorten
from assessor.messages import Message
from assessor.review.forms import faults
from assessor.review.forms.cells import Cell, Position, Worksheet, as_day
from assessor.review.forms.reference import ADDED, LAYOUT, Expected
from assessor.strategy.base import MAX_TEXT

Rows = Mapping[str, Mapping[str, Cell]]
"""By the key of the row, and that of the column."""

_HEAD: Final = f"{LAYOUT}head"
_HEADS: Final = frozenset({_HEAD, f"{LAYOUT}about"})


class Table:
    """The worksheet of a part: ``rows`` filled in, ``problems``, and ``strays`` where nothing is asked."""

    def __init__(self, sheet: Worksheet, corner: Position, part: Expected) -> None:
        """Read a worksheet.

        Args:
            sheet: the worksheet.
            corner: the cell that says which part it is: the keys of columns stand in its row, and those of
                rows in its column.
            part: what is asked.
        """
        self.sheet, self.part = sheet, part
        self.first, self.corner = corner
        self.problems: list[Message] = []
        self.strays: list[Cell] = []
        self._content: dict[int, list[int]] = {}
        for at in sorted(sheet.cells):
            if sheet.text(at):
                self._content.setdefault(at[0], []).append(at[1])
        self._places, self._fixed = self._columns()
        self.rows: Rows = self._read()

    def _columns(self) -> tuple[dict[str, int], set[int]]:
        """Return where each column to fill in stands by now, and which places are not to fill in."""
        filled: dict[str, int] = {}
        fixed = {self.corner}
        again: list[str] = []
        for place in self._content.pop(self.first):
            key = self.sheet.text((self.first, place))
            if self.part.columns.get(key) == "fixed":
                fixed.add(place)
            elif key in filled:
                again.append(key)
            elif key in self.part.columns:
                filled[key] = place
        # Nobody misses an answer in a column that was only to be read.
        missing = [key for key, sort in self.part.columns.items() if sort != "fixed" and key not in filled]
        if missing:
            self.problems.append(faults.no_columns(self.sheet.name, missing))
        if again:
            self.problems.append(faults.columns_again(self.sheet.name, again))
        return filled, fixed

    def _read(self) -> Rows:
        keys = {row: self.sheet.text((row, self.corner)) for row in self._content}
        head = next((row for row, key in keys.items() if key == _HEAD), -1)
        found: dict[str, int] = {}
        added: list[int] = []
        again: list[str] = []
        others: list[str] = []
        for row, key in keys.items():
            asked = True
            if key.startswith(LAYOUT):
                asked = key in _HEADS
            elif not key or key.startswith(ADDED):
                asked = self.part.growing and row > head
                if asked and set(self._places.values()) & set(self._content[row]):
                    added.append(row)
            elif key not in self.part.rows:
                others.append(f"{shorten(key)} ({row + 1})")
            elif key in found:
                again.append(f"{key} ({row + 1})")
            else:
                found[key] = row
            self._set_aside(row, asked=asked)
        missing = [key for key in self.part.rows if key not in found]
        for keys_of, fault in (
            (missing, faults.no_rows), (again, faults.rows_again), (others, faults.other_rows),
        ):  # fmt: skip
            if keys_of:
                self.problems.append(fault(self.sheet.name, keys_of))
        rows = {key: self._row(found[key]) for key in self.part.rows if key in found}
        return rows | {f"{ADDED}{number}": self._row(row) for number, row in enumerate(added, 1)}

    def _set_aside(self, row: int, *, asked: bool) -> None:
        """Keep what stands in a row where nothing is asked."""
        read = {*self._fixed, *(self._places.values() if asked else ())}
        for place in self._content[row]:
            if place not in read:
                at = row, place
                self.strays.append(Cell(self.sheet.text(at), self.sheet.address(at)))

    def _row(self, row: int) -> dict[str, Cell]:
        return {
            key: self._cell((row, self._places[key]), key) for key in self.part.columns if key in self._places
        }

    def _cell(self, at: Position, key: str) -> Cell:
        text, address = self.sheet.text(at), self.sheet.address(at)
        if len(text) > MAX_TEXT:
            self.problems.append(faults.too_long(address, len(text), MAX_TEXT))
        if text and self.part.columns[key] == "day":
            return Cell(as_day(self.sheet.cells[at]), address)
        return Cell(text or None, address)
