"""An assessment as a workbook: profile, criteria, findings, recommendations to plan with, steps.

In: an ``Assessment``. Out: xlsx. Written by XlsxWriter, which needs nothing else, draws charts that stay
editable, and writes text as text: no cell of ours is a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import tame
from assessor.messages import Message
from assessor.reports.blocks import Column, Table, Value
from assessor.reports.extras import INSTALL, needed
from assessor.reports.sentences import Sentences
from assessor.reports.tables import Tables
from assessor.scoring.assessment import Assessment
from assessor.speech import speech

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS: Final = {"long": 60, "blank": 24, "date": 14}
_MOST_TEXT: Final = 32_000
"""Signs in a cell: a spreadsheet holds 32,767."""
_SHEET: Final = 31
"""Signs in the name of a sheet."""
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")
_LINE: Final = 15
"""Points of a line."""
_HIGHEST: Final = 400
"""Points of a row, at most."""
_BLUE: Final = "#0072b2"


def to_xlsx(assessment: Assessment) -> bytes:
    """Return an assessment as a workbook, in its language.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    with needed(Message("For workbooks, XlsxWriter is needed: {command} installs it.", command=INSTALL)):
        from xlsxwriter import Workbook
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Book(book, assessment).write()
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Workbook, assessment: Assessment) -> None:
        self.book = book
        self.assessment = assessment
        self.sentences = Sentences(assessment, speech(assessment.settings.language))
        self.say = self.sentences.say
        self.tables = Tables(assessment, self.sentences)
        top: dict[str, Any] = {"valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, **top})
        self.formats = {
            "text": book.add_format({"text_wrap": True, **top}),
            "long": book.add_format({"text_wrap": True, **top}),
            "number": book.add_format({"num_format": "0.0#", **top}),
            "whole": book.add_format({"num_format": "0", **top}),
            "blank": book.add_format({"text_wrap": True, "bg_color": "#fff8dc", **top}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#fff8dc", **top}),
        }

    def write(self) -> None:
        a = self.assessment
        # The day of the assessment, not that of the clock: the same assessment gives the same bytes.
        day = datetime.fromisoformat(a.as_of)
        self.book.set_properties(
            {"title": _cell(a.strategy.title), "created": day, "comments": self.sentences.basis()}
        )
        self._profile()
        for table in (self.tables.criteria(), self.tables.findings(), self.tables.recommendations()):
            self._sheet(table)
        if a.steps:
            self._sheet(self.tables.steps())

    def _profile(self) -> None:
        a, table = self.assessment, self.tables.ideas()
        sheet = self._added(table.title)
        sheet.write_string(0, 0, _cell(a.strategy.title), self.title)
        about = [
            self.sentences.whose(),
            f"{self.sentences.basis()}.",
            self.sentences.of(self.say("Index"), self.sentences.index(a.index)),
            self.say("The ideas are the result; the index only sums them up."),
        ]
        if a.second is not None:
            about.append(self.sentences.of(self.sentences.second(), self.sentences.index(a.second.index)))
        for row, text in enumerate(about, 1):
            sheet.write_string(row, 0, _cell(text))
        first = len(about) + 2
        self._table(sheet, table, first)
        self._chart(sheet, table, first)
        sheet.fit_to_pages(1, 1)

    def _sheet(self, table: Table) -> None:
        sheet = self._added(table.title)
        self._table(sheet, table, 0)
        sheet.freeze_panes(1, 0)

    def _added(self, title: str) -> Worksheet:
        sheet = self.book.add_worksheet(_cell(title).translate(_NOT_IN_NAMES)[:_SHEET])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _table(self, sheet: Worksheet, table: Table, first: int) -> None:
        """Write a table with its headings at a row, and filters over them."""
        widths = [_width(column, table, place) for place, column in enumerate(table.columns)]
        for place, column in enumerate(table.columns):
            sheet.write_string(first, place, column.title, self.head)
            sheet.set_column(place, place, widths[place])
        for number, row in enumerate(table.rows, first + 1):
            sheet.set_row(number, _height(row, widths))
            for place, value in enumerate(row):
                self._value(sheet, number, place, table.columns[place], value)
        last = first + len(table.rows)
        sheet.autofilter(first, 0, last, len(table.columns) - 1)
        sheet.repeat_rows(first)

    def _value(self, sheet: Worksheet, row: int, place: int, column: Column, value: str | float) -> None:
        if isinstance(value, str) and value:
            sheet.write_string(row, place, _cell(value), self.formats[column.sort])
        elif isinstance(value, str):
            # What is to be filled in is empty, not a text without signs.
            sheet.write_blank(row, place, None, self.formats[column.sort])
        else:
            whole = isinstance(value, int)
            sheet.write_number(row, place, value, self.formats["whole" if whole else "number"])

    def _chart(self, sheet: Worksheet, table: Table, first: int) -> None:
        """Draw the scores below the profile: what is shown, and what the unknown could add to it."""
        name, last = sheet.get_name(), first + len(table.rows)
        ideas = [name, first + 1, 1, last, 1]
        chart = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        shown = {"fill": {"color": _BLUE}, "data_labels": {"value": True, "font": {"color": "white"}}}
        hatched = {"pattern": "wide_upward_diagonal", "fg_color": _BLUE, "bg_color": "white"}
        for place, look in ((3, shown), (5, {"pattern": hatched})):
            values = [name, first + 1, place, last, place]
            chart.add_series({"name": [name, first, place], "categories": ideas, "values": values, **look})
        chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True}})
        chart.set_y_axis({"reverse": True})
        chart.set_title({"name": _cell(table.title)})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 760, "height": 460})
        sheet.insert_chart(last + 2, 1, chart, {"description": _cell(table.title)})


def _width(column: Column, table: Table, place: int) -> float:
    """Return how wide a column is, in signs."""
    if column.sort in _WIDTHS:
        return _WIDTHS[column.sort]
    longest = max([len(column.title), *(len(str(row[place])) for row in table.rows)])
    # Headings are bold, and have the arrow of a filter.
    return min(36, max(longest, len(column.title) + 3) + 2)


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Return how high a row is, in points: not every program finds that out when it opens a file."""
    lines = max(ceil(len(str(value)) / (0.9 * width)) for value, width in zip(row, widths, strict=True))
    return min(_HIGHEST, _LINE * max(1, lines))


def _cell(text: str) -> str:
    """Return text that a cell can hold, without what could steer or reorder it."""
    return tame(text)[:_MOST_TEXT]
