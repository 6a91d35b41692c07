"""One part of a form as a worksheet to fill in.

In: a ``Part``, and an empty worksheet of XlsxWriter. Out: the worksheet, written. Must never know: the other
parts, or what a form is about.

The first row and the first column are hidden. They hold the keys by which columns and rows are known again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from assessor.review.forms.form import Column, Part, Row
from assessor.review.forms.heights import LINE, height
from assessor.review.forms.looks import MAY, SPACE, Looks, write
from assessor.review.forms.reference import ADDED, LAYOUT, PART
from assessor.review.forms.texts import clean, cut
from assessor.speech import Speech
from assessor.strategy.base import MAX_TEXT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HINT_TITLE, _HINT = 32, 255
"""UTF-16 units in the title of a hint, and in a hint."""
_FROZEN: Final = 16
"""Signs of the fixed columns that stay in sight at the left, at most."""
_EVERYWHERE: Final = "A1:XFD1048576"
_DAYS: Final = (date(2000, 1, 1), date(2100, 12, 31))


class PartSheet:
    """The worksheet of a part."""

    def __init__(self, sheet: Worksheet, part: Part, looks: Looks, say: Speech) -> None:
        self.sheet, self.part, self.looks, self.say = sheet, part, looks, say
        self.head = 2 if part.about else 1
        """The row of the headings."""

    def write(self) -> None:
        """Write headings, rows and empty rows to add entries, and let programs help to fill them in."""
        self._keys()
        self._heads()
        added = [Row(f"{number}", ()) for number in range(1, self.part.growing + 1)]
        runs: list[list[int]] = [[]]
        for row, entry in enumerate((*self.part.rows, *added), self.head + 1):
            if entry.heading:
                self._group(row, entry)
                runs.append([])
            else:
                self._row(row, entry, ADDED if row > self.head + len(self.part.rows) else "")
                runs[-1].append(row)
        for place, column in enumerate(self.part.columns, 1):
            if column.sort != "fixed":
                self._help(place, column, [run for run in runs if run])
        # A rating that is typed as a number into a text is no error.
        self.sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        self.sheet.protect("", {**MAY, "insert_rows": self.part.growing > 0})

    def _keys(self) -> None:
        write(self.sheet, 0, 0, PART + self.part.key, self.looks.key)
        for place, column in enumerate(self.part.columns, 1):
            write(self.sheet, 0, place, column.key, self.looks.key)
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        self.sheet.set_row(0, None, None, {"hidden": True})

    def _heads(self) -> None:
        sheet, columns = self.sheet, self.part.columns
        if self.part.about:
            write(sheet, 1, 0, f"{LAYOUT}about", self.looks.key)
            if len(columns) > 1:
                sheet.merge_range(1, 1, 1, len(columns), "", self.looks.plain)
            write(sheet, 1, 1, self.part.about, self.looks.plain)
            sheet.set_row(1, SPACE + height([(self.part.about, sum(each.width for each in columns))]))
        write(sheet, self.head, 0, f"{LAYOUT}head", self.looks.key)
        frozen, width = 1, 0
        for place, column in enumerate(columns, 1):
            sheet.set_column(place, place, column.width)
            write(sheet, self.head, place, column.title, self.looks.head)
            width += column.width
            frozen += column.sort == "fixed" and frozen == place and width <= _FROZEN
        # Letters of a heading are bold, and take more room.
        sheet.set_row(self.head, SPACE + height([(column.title, column.width - 1) for column in columns]))
        sheet.freeze_panes(self.head + 1, frozen)
        sheet.set_landscape()
        sheet.repeat_rows(self.head)

    def _group(self, row: int, entry: Row) -> None:
        write(self.sheet, row, 0, LAYOUT + entry.key, self.looks.key)
        cells = iter(entry.cells)
        for place, column in enumerate(self.part.columns, 1):
            text = next(cells, "") if column.sort == "fixed" else ""
            write(self.sheet, row, place, text, self.looks.group)
        self.sheet.set_row(row, SPACE + LINE)

    def _row(self, row: int, entry: Row, prefix: str) -> None:
        write(self.sheet, row, 0, prefix + entry.key, self.looks.key)
        cells = iter(entry.cells)
        shown: list[tuple[str, float]] = []
        for place, column in enumerate(self.part.columns, 1):
            text = next(cells, "") if column.sort == "fixed" else entry.values.get(column.key, "")
            look = self.looks.columns[column.sort]
            if column.sort == "day" and text:
                self.sheet.write_datetime(row, place, date.fromisoformat(text), look)
            else:
                text = next((choice.text for choice in column.choices if choice.value == text), text)
                write(self.sheet, row, place, text, look)
            shown.append((text, column.width))
        self.sheet.set_growing_row(row, height(shown))

    def _help(self, place: int, column: Column, runs: list[list[int]]) -> None:
        """Let a program offer what can be filled in, and refuse the rest: help, and not relied on."""
        if not runs:
            return
        rule: dict[str, Any]
        if column.sort == "choice":
            rule = {"validate": "list", "source": [choice.text for choice in column.choices]}
            wrong = self.say("Please choose one of the entries of the list, or leave the cell empty.")
        elif column.sort == "day":
            rule = {"validate": "date", "criteria": "between", "minimum": _DAYS[0], "maximum": _DAYS[1]}
            wrong = self.say("Please give a day, such as {day}, or leave the cell empty.", day="2027-06-30")
        else:
            rule = {"validate": "length", "criteria": "<=", "value": MAX_TEXT}
            wrong = self.say("At most {number} signs are possible here.", number=MAX_TEXT)
        rule |= {"error_type": "stop", "error_title": cut(self.say("Not possible"), _HINT_TITLE)}
        rule["error_message"] = cut(wrong, _HINT)
        if column.help:
            rule |= {
                "input_title": cut(clean(column.title), _HINT_TITLE),
                "input_message": clean(column.help),
            }
        ranges = [[run[0], place, run[-1], place] for run in runs]
        self.sheet.data_validation(*ranges[0], {**rule, "other_cells": ranges[1:]})
