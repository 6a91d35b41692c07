"""An assessment as a table of its criteria, for spreadsheets and for programs: CSV after RFC 4180.

In: an ``Assessment``. Out: a row for each criterion, in UTF-8 with the mark by which spreadsheets know it.
What a spreadsheet could take for a formula is written as text.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from assessor.documents.problems import one_line
from assessor.reports.blocks import Value
from assessor.reports.sentences import Sentences
from assessor.reports.tables import Tables
from assessor.scoring.assessment import Assessment
from assessor.speech import speech

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@")


def to_csv(assessment: Assessment) -> str:
    """Return the criteria of an assessment as CSV, with headings in its language."""
    out = StringIO()
    writer = csv.writer(out)
    table = Tables(assessment, Sentences(assessment, speech(assessment.settings.language))).criteria()
    writer.writerow([column.title for column in table.columns])
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return BYTE_ORDER_MARK + out.getvalue()


def safe_cell(value: Value) -> Value:
    """Return text that a spreadsheet shows as it is: never a formula, on one line. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = one_line(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
