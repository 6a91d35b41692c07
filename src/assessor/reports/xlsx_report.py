"""An assessment as a workbook: profile, criteria, findings, recommendations to plan with, steps.

In: an ``Assessment``. Out: xlsx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.reports.blocks import Table
from assessor.reports.robustness_content import robustness_table
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import since_baseline
from assessor.reports.tables import Tables
from assessor.reports.writers.xlsx import Book, cell
from assessor.scoring.assessment import Assessment
from assessor.speech import speech

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_BLUE: Final = "#0072b2"


def to_xlsx(assessment: Assessment) -> bytes:
    """Return an assessment as a workbook, in its language.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    sentences = Sentences(assessment, speech(assessment.settings.language))
    tables = Tables(assessment, sentences)
    book = Book(assessment.strategy.title, sentences.basis(), assessment.as_of)
    _profile(book, sentences, tables.ideas())
    if assessment.robustness is not None:
        book.add(robustness_table(assessment, assessment.robustness, sentences))
    for table in (tables.criteria(), tables.findings(), tables.recommendations()):
        book.add(table)
    if assessment.steps:
        book.add(tables.steps())
    return book.packed()


def _profile(book: Book, sentences: Sentences, table: Table) -> None:
    """Add the sheet of the ideas, with their index above and a chart of their scores below."""
    say, a = sentences.say, sentences.assessment
    lines = [
        f"{sentences.basis()}.",
        sentences.of(say("Index"), sentences.index(a.index)),
        say("The ideas are the result; the index only sums them up."),
    ]
    if a.second is not None:
        lines.append(sentences.of(sentences.second(), sentences.index(a.second.index)))
    lines += since_baseline(a, sentences)[:1]
    sheet = book.sheet(table.title)
    first = book.head(sheet, a.strategy.title, sentences.whose(), lines) + 1
    book.table(sheet, table, first)
    _chart(book, sheet, table, first)
    sheet.fit_to_pages(1, 1)


def _chart(book: Book, sheet: Worksheet, table: Table, first: int) -> None:
    """Draw the scores below the profile: what is shown, and what the unknown could add to it."""
    name, last = sheet.get_name(), first + len(table.rows)
    ideas = [name, first + 1, 1, last, 1]
    chart = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    shown = {"fill": {"color": _BLUE}, "data_labels": {"value": True, "font": {"color": "white"}}}
    hatched = {"pattern": "wide_upward_diagonal", "fg_color": _BLUE, "bg_color": "white"}
    for place, look in ((3, shown), (5, {"pattern": hatched})):
        values = [name, first + 1, place, last, place]
        chart.add_series({"name": [name, first, place], "categories": ideas, "values": values, **look})
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True}})
    chart.set_y_axis({"reverse": True})
    chart.set_title({"name": cell(table.title)})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 460})
    sheet.insert_chart(last + 2, 1, chart, {"description": cell(table.title)})
