"""A form that came back: what was filled in, and what is wrong with the file.

In: bytes of an xlsx or ods file. Out: ``Filled``, or ``Damaged`` with a sentence for each fault. Must never
know: what a form is about, or what an answer should be.

Worksheets are known by what the form wrote into their corner, whatever they are called by now. What was typed
where nothing is asked is not taken, but told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assessor.messages import Message
from assessor.review.forms import faults
from assessor.review.forms.cells import Cell, Position, Worksheet
from assessor.review.forms.damage import Damaged
from assessor.review.forms.opening import opened
from assessor.review.forms.reference import COVER, FORM, PART, REFERENCE, VERSION, Reference, reference
from assessor.review.forms.table import Rows, Table

_MARK: Final = "assessor "
"""What each of the texts begins with by which worksheets are known."""

_Mark = tuple[str, Worksheet, Position]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came back.

    ``parts`` has every cell that could be filled in, by part, row and column. Entries that were added are
    rows ``+1``, ``+2`` …, in their order and without those left empty. ``strays`` is what was typed where
    nothing is asked, on whatever worksheet.
    """

    kind: str
    language: str
    about: Mapping[str, str]
    parts: Mapping[str, Rows]
    strays: tuple[Cell, ...]


def read_form(data: bytes, name: str) -> Filled:
    """Read a form that was filled in.

    Args:
        data: the file, in xlsx or ods.
        name: what it is called.

    Raises:
        Damaged: it is no form, or no longer a whole one; it says all that is wrong. Nothing else is raised,
            whatever the bytes are.
    """
    sheets = opened(data, name)
    marks = [mark for sheet in sheets for mark in _marks(sheet)]
    told = _told(marks, name)
    parts: dict[str, Rows] = {}
    strays: list[Cell] = []
    problems: list[Message] = []
    for part in told.parts.values():
        found = [(sheet, at) for text, sheet, at in marks if text == PART + part.key]
        if not found:
            problems.append(faults.no_part(part.title))
        elif len(found) > 1:
            problems.append(faults.several_parts(part.title, [sheet.name for sheet, _ in found]))
        else:
            table = Table(*found[0], part)
            parts[part.key] = table.rows
            strays += table.strays
            problems += table.problems
    if problems:
        raise Damaged(*problems)
    ours = {id(sheet) for text, sheet, _ in marks if text in {COVER, FORM} or text.startswith(PART)}
    for sheet in sheets:
        if id(sheet) not in ours:
            strays += [
                Cell(text, sheet.address(at)) for at in sorted(sheet.cells) if (text := sheet.text(at))
            ]
    return Filled(told.kind, told.language, told.about, parts, tuple(strays))


def _marks(sheet: Worksheet) -> list[_Mark]:
    """Return the texts by which a worksheet may be known, and where they stand."""
    return [
        (sheet.text(at), sheet, at)
        for at, value in sheet.cells.items()
        if isinstance(value, str) and value.startswith(_MARK)
    ]


def _told(marks: list[_Mark], name: str) -> Reference:
    """Return what the form says of itself."""
    found = next(((sheet, at) for text, sheet, at in marks if text == FORM), None)
    if found is None:
        raise Damaged(faults.no_form(name, REFERENCE))
    sheet, (first, place) = found
    version = sheet.text((first, place + 1))
    if version.isdecimal() and (len(version) > 4 or int(version) > VERSION):
        raise Damaged(faults.newer(name))
    rows = sorted({row for row, _ in sheet.cells if row > first})
    texts = [(sheet.text((r, place)), sheet.text((r, place + 1)), sheet.text((r, place + 2))) for r in rows]
    told = reference(texts)
    if told is None or version != str(VERSION):
        raise Damaged(faults.changed(name, sheet.name))
    return told
