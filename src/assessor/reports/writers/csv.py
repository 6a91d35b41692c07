"""A table for spreadsheets and for programs: CSV after RFC 4180.

In: a ``Table``. Out: its headings and rows, in UTF-8 with the mark by which spreadsheets know it. What a
spreadsheet could take for a formula is written as text.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from assessor.documents.problems import one_line
from assessor.reports.blocks import Table, Value

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@")


def to_csv(table: Table) -> str:
    """Return a table as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(column.title) for column in table.columns])
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return BYTE_ORDER_MARK + out.getvalue()


def safe_cell(value: Value) -> Value:
    """Return text that a spreadsheet shows as it is: never a formula, on one line. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = one_line(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
