"""A workbook: a sheet of text, and a sheet for each table.

In: a ``Document``, or tables one by one. Out: xlsx. Written by XlsxWriter, which needs nothing else, draws
charts that stay editable, and writes text as text: no cell of ours is a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import one_line, tame
from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.reports.blocks import (
    NOTHING,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
    Value,
)
from assessor.reports.writers.isolation import isolated

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS: Final = {"long": 60, "blank": 24, "date": 14}
_TEXT_WIDTH: Final = 100
"""Signs of a line of running text."""
_MOST_TEXT: Final = 32_000
"""Signs in a cell: a spreadsheet holds 32,767."""
_SHEET: Final = 31
"""Signs in the name of a sheet."""
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")
_LINE: Final = 15
"""Points of a line."""
_HIGHEST: Final = 400
"""Points of a row, at most."""
_A4: Final = 9
"""As Excel counts sizes of paper."""
_MARGIN: Final = 0.4
"""Inches at the sides of a printed page."""
_PAGE_WIDTH: Final = 248
"""Signs beside each other on a page in landscape, at most: with 60 % of its size, text can still be read."""


def to_xlsx(document: Document) -> bytes:
    """Return a report as a workbook: what it says on the first sheet, and each table on one of its own.

    Pictures are left out: their figures stand in the tables.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    book = Book(document.title, document.basis, document.day)
    book.front(document)
    for table in document.tables():
        book.add(table)
    return book.packed()


class Book:
    """A workbook, written sheet by sheet."""

    def __init__(self, title: str, comments: str, day: str) -> None:
        """Begin a workbook.

        Args:
            title: what it is called.
            comments: what it is.
            day: the day that it is of, such as "2026-05-31", and not that of the clock: the same sheets give
                the same bytes.

        Raises:
            UsageError: XlsxWriter is not installed.
        """
        with needed(Message("For workbooks, XlsxWriter is needed: {command} installs it.", command=REPORTS)):
            from xlsxwriter import Workbook
        self._out = BytesIO()
        settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._out, settings)
        self.book.set_properties(
            {
                "title": cell(title),
                "created": datetime.fromisoformat(day),
                "comments": cell(comments),
            }
        )
        top: dict[str, Any] = {"valign": "top"}
        # Numbers keep away from the text beside them.
        right: dict[str, Any] = {"align": "right", "indent": 1, **top}
        self._title = self.book.add_format({"bold": True, "font_size": 16})
        self._head = self.book.add_format({"bold": True, "bottom": 2, "text_wrap": True, **top})
        self._formats = {
            "text": self.book.add_format({"text_wrap": True, **top}),
            "long": self.book.add_format({"text_wrap": True, **top}),
            "number": self.book.add_format({"num_format": "0.0#", **right}),
            "whole": self.book.add_format({"num_format": "0", **right}),
            "blank": self.book.add_format({"text_wrap": True, "bg_color": "#fff8dc", **top}),
            "date": self.book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#fff8dc", **top}),
        }
        self._names = {"history"}  # a name that Excel keeps for itself

    def sheet(self, title: str) -> Worksheet:
        """Add an empty sheet, to be printed in landscape as wide as a page. No two have the same name."""
        sheet = self.book.add_worksheet(self._name(title))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=_MARGIN, right=_MARGIN)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _name(self, title: str) -> str:
        """Return a name for a sheet, unlike the others in more than capitals."""
        name = " ".join(one_line(title).translate(_NOT_IN_NAMES).split())[:_SHEET] or NOTHING
        number, found = 1, name
        while found.lower() in self._names:
            number += 1
            found = f"{name[: _SHEET - len(str(number)) - 1]} {number}"
        self._names.add(found.lower())
        return found

    def add(self, table: Table) -> None:
        """Add a sheet with a table, its headings in sight wherever it is read.

        A wide one is printed on pages beside each other, each with the first column.
        """
        sheet = self.sheet(table.title)
        pages = _pages(self.table(sheet, table, 0))
        sheet.freeze_panes(1, 0)
        sheet.fit_to_pages(pages, 0)
        if pages > 1:
            sheet.repeat_columns(0)
            sheet.print_across()

    def head(self, sheet: Worksheet, title: str, whose: str, lines: Sequence[str]) -> int:
        """Write a title, whose it is, and lines below, from the top of a sheet; return the row after them."""
        sheet.write_string(0, 0, cell(title), self._title)
        sheet.write_string(1, 0, isolated(cell(whose)))
        for row, text in enumerate(lines, 2):
            sheet.write_string(row, 0, cell(text))
        return len(lines) + 2

    def table(self, sheet: Worksheet, table: Table, first: int) -> list[float]:
        """Write a table with its headings at a row, and filters over them; return how wide columns are."""
        widths = [_width(column, table, place) for place, column in enumerate(table.columns)]
        for place, column in enumerate(table.columns):
            sheet.write_string(first, place, cell(column.title), self._head)
            sheet.set_column(place, place, widths[place])
        for number, row in enumerate(table.rows, first + 1):
            sheet.set_row(number, _height(row, widths))
            for place, value in enumerate(row):
                self._value(sheet, number, place, table.columns[place], value)
        last = first + len(table.rows)
        sheet.autofilter(first, 0, last, len(table.columns) - 1)
        sheet.repeat_rows(first)
        return widths

    def _value(self, sheet: Worksheet, row: int, place: int, column: Column, value: Value) -> None:
        if isinstance(value, str) and value:
            sheet.write_string(row, place, cell(value), self._formats[column.sort])
        elif isinstance(value, str):
            # What is to be filled in is empty, not a text without signs.
            sheet.write_blank(row, place, None, self._formats[column.sort])
        else:
            whole = isinstance(value, int)
            sheet.write_number(row, place, value, self._formats["whole" if whole else "number"])

    def front(self, document: Document) -> None:
        """Add a sheet with what a document says besides its tables."""
        sheet = self.sheet(document.title)
        sheet.set_column(0, 0, _TEXT_WIDTH)
        first = self.head(sheet, document.title, document.whose, [f"{document.basis}."]) + 1
        for row, (text, is_heading) in enumerate(_said(document), first):
            sheet.set_row(row, _height([text], [_TEXT_WIDTH]))
            sheet.write_string(row, 0, cell(text), self._head if is_heading else self._formats["text"])

    def packed(self) -> bytes:
        """Return the workbook. Nothing can be added to it afterwards."""
        self.book.close()
        return self._out.getvalue()


def _said(document: Document) -> Iterator[tuple[str, bool]]:
    """Yield what a document says in lines, each with whether it is a heading."""
    for block in document.blocks:
        match block:
            case Heading(_, text):
                yield text, True
            case Paragraph(text, _, label):
                yield f"{label}. {text}" if label else text, False
            case Bullets(items, numbered):
                for place, item in enumerate(items, 1):
                    yield f"{f'{place}.' if numbered else '–'} {item}", False


def _width(column: Column, table: Table, place: int) -> float:
    """Return how wide a column is, in signs."""
    if column.sort in _WIDTHS:
        return _WIDTHS[column.sort]
    longest = max([len(column.title), *(len(str(row[place])) for row in table.rows)])
    # Headings are bold, and have the arrow of a filter.
    return min(36, max(longest, len(column.title) + 3) + 2)


def _pages(widths: Sequence[float]) -> int:
    """Return how many pages beside each other columns need, the first of them standing on each."""
    pages, used = 1, 0.0
    for width in widths:
        if used and used + width > _PAGE_WIDTH:
            pages, used = pages + 1, widths[0]
        used += width
    return pages


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Return how high a row is, in points: not every program finds that out when it opens a file."""
    lines = max(ceil(len(str(value)) / (0.9 * width)) for value, width in zip(row, widths, strict=True))
    return min(_HIGHEST, _LINE * max(1, lines))


def cell(text: str) -> str:
    """Return text that a cell can hold, without what could steer or reorder it."""
    return tame(text)[:_MOST_TEXT]
