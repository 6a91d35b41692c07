"""Filled forms as records: what a cell holds becomes what a file says, and is judged in the same way.

In: the bytes of a filled form, YAML or JSON. Out: a record, or everything that is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic

from assessor.documents.problems import Problem, shorten
from assessor.errors import InvalidExerciseError
from assessor.messages import Message
from assessor.review.forms.cells import Cell
from assessor.review.forms.choices import chosen, day
from assessor.review.forms.damage import Damaged
from assessor.review.forms.form import Choice
from assessor.review.forms.reading import Filled, read_form
from assessor.review.records.files import File, parse

_WRITTEN: Final = (".yaml", ".yml", ".json")
_ZIPPED: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class FilledIn(Generic[File]):
    """What was filled in, and what was written where nothing is asked, which is not taken."""

    record: File
    strays: tuple[Message, ...] = ()


Cells = Mapping[str, Cell]
"""The cells of a row, by column."""


class FilledForm:
    """A form that came back. What cannot be read in a cell is gathered, so that all of it is told at once."""

    def __init__(self, filled: Filled) -> None:
        self._filled = filled
        self.wrong: list[Message] = []

    def about(self, *keys: str) -> dict[str, str]:
        """Return what the form says for programs, by key; only what it says."""
        return {key: value for key in keys if (value := self._filled.about.get(key))}

    def rows(self, part: str) -> Mapping[str, Cells]:
        """Return the rows of a part; none if the form has no such part."""
        return self._filled.parts.get(part, {})

    def text(self, cell: Cell) -> str | None:
        """Return the text of a cell, a day as ``2026-06-30``; None if it is empty."""
        return str(cell.value) if cell.value not in (None, "") else None

    def needed(self, cell: Cell) -> str | None:
        """Return the text of a cell that must not be empty."""
        found = self.text(cell)
        if found is None:
            self.wrong.append(Message("{address} is empty; say why in a sentence.", address=cell.address))
        return found

    def day(self, cell: Cell) -> str | None:
        """Return the day of a cell that must not be empty, as ``2026-06-30``."""
        try:
            found = day(cell)
        except Damaged as error:
            self.wrong += error.messages
            return None
        if found is None:
            told = Message("{address} is empty; a day is needed, such as 2027-06-30.", address=cell.address)
            self.wrong.append(told)
            return None
        return found.isoformat()

    def choice(self, cell: Cell, choices: Sequence[Choice]) -> int | str | None:
        """Return what was chosen, numbers as such; None if nothing was, or what cannot be."""
        try:
            found = chosen(cell, choices)
        except Damaged as error:
            self.wrong += error.messages
            return None
        return int(found) if found is not None and found.isdecimal() else found


def read_filled(
    data: bytes, name: str, kind: str, model: type[File], content: Callable[[FilledForm], Mapping[str, Any]]
) -> FilledIn[File]:
    """Read a record that was filled in as a form, or written as YAML or JSON.

    Args:
        data: the file.
        name: what it is called.
        kind: the kind of form.
        model: what it holds.
        content: makes of a form what a file would say.

    Raises:
        InvalidExerciseError: it is none, or something in it is missing or cannot be.
    """
    if name.lower().endswith(_WRITTEN) and not data.startswith(_ZIPPED):
        return FilledIn(parse(data, name, model))
    try:
        form = read_form(data, name)
    except Damaged as error:
        raise _refused(name, error.messages) from None
    if form.kind != kind:
        told = Message(
            "this is a form of another kind: '{found}', where '{expected}' is needed",
            found=shorten(form.kind),
            expected=kind,
        )
        raise _refused(name, [told])
    filled = FilledForm(form)
    values = content(filled)
    if filled.wrong:
        raise _refused(name, filled.wrong)
    try:
        record = parse(json.dumps(values).encode(), name, model, "json")
    except InvalidExerciseError as error:
        # Lines and columns are those of no file that anybody has seen.
        raise _refused(name, [problem.message for problem in error.problems]) from None
    return FilledIn(record, tuple(_stray(cell) for cell in form.strays))


def _stray(cell: Cell) -> Message:
    return Message(
        "{address} has '{text}', where nothing is asked; it is not taken in.",
        address=cell.address,
        text=shorten(cell.value),
    )


def _refused(name: str, reasons: Sequence[Message]) -> InvalidExerciseError:
    return InvalidExerciseError(name, [Problem("not-accepted", reason, name) for reason in reasons])
