"""Review sheets that come back filled in.

In: bytes: a workbook, YAML or JSON. Out: a ``Sheet``, or every reason why it is none. Must never know:
whether the sheet is taken in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from assessor.documents.problems import Problem, shorten
from assessor.errors import InvalidExerciseError
from assessor.messages import Message
from assessor.review import scale
from assessor.review.files import parse
from assessor.review.forms.form import Choice
from assessor.review.forms.reading import Cell, Damaged, Filled, chosen, read_form
from assessor.review.model import SCHEMA_VERSION, Rated, Sheet
from assessor.review.sheets.making import ANSWERS, KIND, RATINGS
from assessor.speech import LANGUAGES, speech

_WRITTEN: Final = (".yaml", ".yml", ".json")
_ZIPPED: Final = b"PK\x03\x04"


class RefusedSheet(Exception):
    """Bytes that are no sheet, or a damaged one, with every reason."""

    def __init__(self, reasons: tuple[Message, ...]) -> None:
        self.reasons = reasons
        super().__init__(*reasons)


def read_sheet(data: bytes, name: str) -> Sheet:
    """Read a filled sheet.

    Args:
        data: a workbook (xlsx or ods), YAML or JSON.
        name: what the file is called.

    Raises:
        RefusedSheet: it is no sheet, or damaged, or holds what cannot be; with every reason.
    """
    if data.startswith(_ZIPPED) or not name.lower().endswith(_WRITTEN):
        try:
            return _from_form(read_form(data, name), name)
        except Damaged as error:
            raise RefusedSheet(error.reasons) from None
    try:
        return parse(data, name, Sheet)
    except InvalidExerciseError as error:
        raise RefusedSheet(tuple(_told(problem) for problem in error.problems)) from None


def _told(problem: Problem) -> Message:
    if problem.line is None:
        return problem.message
    return Message("line {line}: {problem}", line=problem.line, problem=problem.message)


def _from_form(filled: Filled, name: str) -> Sheet:
    if filled.kind != KIND:
        told = Message(
            "this is a form of another sort ('{kind}'), and no review sheet", kind=shorten(filled.kind)
        )
        raise RefusedSheet((told,))
    reasons: list[Message] = []
    ratings = {
        key: Rated(
            rating=_rating(row["rating"], reasons),
            evidence=_text(row["evidence"]),
            comment=_text(row["comment"]),
        )
        for key, row in filled.parts.get(RATINGS, {}).items()
    }
    answers = [_text(row["answer"]) or "" for _, row in sorted(filled.parts.get(ANSWERS, {}).items())]
    if reasons:
        raise RefusedSheet(tuple(reasons))
    about = filled.about
    content = {
        "schema_version": SCHEMA_VERSION,
        "exercise": about.get("exercise"),
        "host": about.get("host"),
        "rater": about.get("rater"),
        "pack": {
            "id": about.get("pack"), "version": about.get("pack-version"), "digest": about.get("pack-digest"),
        },
        "strategy": about.get("strategy"),
        "language": about.get("language") or None,
        "corrections": about.get("corrections", "").split(),
        "answers": answers,
        "ratings": {key: rated.model_dump(mode="json", exclude_none=True) for key, rated in ratings.items()},
    }  # fmt: skip
    return _checked(content, name)


def _checked(content: Mapping[str, Any], name: str) -> Sheet:
    """Return a sheet of plain values, judged as one that was written as YAML."""
    try:
        return parse(json.dumps(content).encode(), name, Sheet, "json")
    except InvalidExerciseError as error:
        raise RefusedSheet(tuple(problem.message for problem in error.problems)) from None


def _rating(cell: Cell, reasons: list[Message]) -> Any:
    found = chosen(cell, _accepted())
    if isinstance(found, Message):
        reasons.append(found)
        return None
    return int(found) if found is not None and found.isdigit() else found


@cache
def _accepted() -> tuple[Choice, ...]:
    """Return what ratings may be called: whoever filled in the sheet may have used another language."""
    return tuple(
        Choice(str(rating), text)
        for language in LANGUAGES
        for rating, text in scale.choices(speech(language))
    )


def _text(cell: Cell) -> str | None:
    return str(cell.value) if cell.value not in (None, "") else None
