"""What can be wrong with a form that came back, in sentences for whoever sent it.

In: names of files, worksheets, rows and cells. Out: messages. Must never know: how a fault is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assessor.documents.problems import shorten
from assessor.messages import Counted, Message, listed

_MOST: Final = 12
"""Names in a sentence, at most."""


def no_form(name: str, sheet: str) -> Message:
    """Say that a workbook does not say which form it is."""
    return Message(
        "The file '{name}' is no form of ours, or no longer whole: its hidden worksheet '{sheet}' is missing."
        " Please fill in the file that was sent, and send that back.",
        name=shorten(name), sheet=sheet,
    )  # fmt: skip


def newer(name: str) -> Message:
    """Say that a form is of a later version than we know."""
    return Message(
        "The form '{name}' was made by a newer version of this program. Please use that to read it.",
        name=shorten(name),
    )


def changed(name: str, sheet: str) -> Message:
    """Say that what a form tells of itself was changed."""
    return Message(
        "The hidden worksheet '{sheet}' of '{name}' was changed, and what was asked is no longer sure. Please"
        " copy your answers into the file that was sent, and send that back.",
        name=shorten(name), sheet=shorten(sheet),
    )  # fmt: skip


def no_part(title: str) -> Message:
    """Say that a part is missing."""
    return Message(
        "The worksheet '{part}' is missing, or its hidden first row is. Please copy your answers into the"
        " file that was sent, and send that back.",
        part=shorten(title),
    )


def several_parts(title: str, sheets: Iterable[str]) -> Message:
    """Say that several worksheets hold the same part."""
    return Message(
        "There are several worksheets of '{part}': {sheets}. Please delete all but one.",
        part=shorten(title), sheets=_all(f"'{shorten(sheet)}'" for sheet in sheets),
    )  # fmt: skip


def no_columns(sheet: str, columns: Iterable[str]) -> Message:
    """Say that columns are missing."""
    return Message(
        "The worksheet '{sheet}' no longer has the column {columns}. Please copy your answers into the file"
        " that was sent, and send that back.",
        sheet=shorten(sheet), columns=_all(f"'{column}'" for column in columns),
    )  # fmt: skip


def columns_again(sheet: str, columns: Iterable[str]) -> Message:
    """Say that columns are there more than once."""
    return Message(
        "The worksheet '{sheet}' has the column {columns} more than once. Please delete what is too much.",
        sheet=shorten(sheet), columns=_all(f"'{column}'" for column in dict.fromkeys(columns)),
    )  # fmt: skip


def no_rows(sheet: str, rows: list[str]) -> Message:
    """Say which rows are missing."""
    return Counted(
        "In the worksheet '{sheet}', {number} row is missing: {rows}. Please copy your answers into the file"
        " that was sent, and send that back.",
        "In the worksheet '{sheet}', {number} rows are missing: {rows}. Please copy your answers into the"
        " file that was sent, and send that back.",
        len(rows), sheet=shorten(sheet), rows=_all(rows),
    )  # fmt: skip


def rows_again(sheet: str, rows: Iterable[str]) -> Message:
    """Say which rows are there more than once, and where."""
    return Message(
        "In the worksheet '{sheet}', these rows are there already: {rows}. Please delete what is too much.",
        sheet=shorten(sheet), rows=_all(rows),
    )  # fmt: skip


def other_rows(sheet: str, rows: Iterable[str]) -> Message:
    """Say which rows are not of the form, and where."""
    return Message(
        "In the worksheet '{sheet}', these rows are not of this form: {rows}. Please delete them.",
        sheet=shorten(sheet), rows=_all(rows),
    )  # fmt: skip


def too_long(address: str, signs: int, limit: int) -> Message:
    """Say that a text is too long."""
    return Message(
        "{address} has {number} signs; at most {limit} are possible.",
        address=address, number=signs, limit=limit,
    )  # fmt: skip


def _all(names: Iterable[str]) -> object:
    """Return names one after the other, or the first few of many."""
    found = tuple(names)
    return found if len(found) <= _MOST else listed(found, _MOST)
