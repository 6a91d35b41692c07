"""Reviewers from a table, as offices keep them: a spreadsheet, or CSV that one has saved.

In: a file, and the cities of the exercise. Out: reviewers. The headings may be in any of our languages.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import ValidationError

from assessor.documents.problems import shorten
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.review.forms.opening import opened
from assessor.review.records.model import City, Reviewer

_HEADINGS: Final[Mapping[str, str]] = {
    "id": "id",
    "name": "name", "nombre": "name", "nom": "name", "nome": "name",
    "city": "city", "ciudad": "city", "ville": "city", "cidade": "city",
    "language": "languages", "idioma": "languages", "langue": "languages", "lingua": "languages",
    "languages": "languages", "idiomas": "languages", "langues": "languages", "linguas": "languages",
    "mail": "mail", "email": "mail", "e-mail": "mail", "correo": "mail", "courriel": "mail",
}  # fmt: skip
_NEEDED: Final = ("name", "city")
_WORKBOOK: Final = b"PK\x03\x04"
_BETWEEN: Final = re.compile(r"[\s,;/]+")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "\u2019\u2018`\u00b4\u02bc"), "'")
_ALIKE: Final = 85
"""From this on, of 100, two names of cities are so alike that one is likely a slip for the other."""
_LONGEST_ID: Final = 40
_MOST_ROWS, _MOST_COLUMNS = 10_000, 50
"""Of a worksheet, more than any list of reviewers has; what stands beyond is not read."""


def slug(text: str) -> str:
    """Return a short name made of a text: small letters and digits with hyphens; perhaps nothing."""
    same = text.translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", same).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_ID].strip("-")


def read_reviewers(path: str | os.PathLike[str], cities: Sequence[City]) -> list[Reviewer]:
    """Read reviewers from a table with the columns name and city, and if need be id, languages and mail.

    Args:
        path: CSV with commas, semicolons or tabs; or xlsx or ods, of which the first sheet is read.
        cities: those of the exercise; a reviewer's city is named by its id or its name, and may be another.

    Raises:
        InputOutputError: the file cannot be read.
        UsageError: it is no such table; the sentence says which row and why.
    """
    name = display_name(path)
    rows = [[_plain(cell) for cell in row] for row in _rows(read_bytes(path), name)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    columns = _columns(numbered[0][1] if numbered else [], name)
    found: list[Reviewer] = []
    for number, row in numbered[1:]:
        given = {key: row[place] for key, place in columns.items() if place < len(row) and row[place]}
        found.append(_reviewer(given, number, name, cities, len(found) + 1))
    return found


def _columns(headings: Sequence[str], name: str) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().strip().lower()
        key = _HEADINGS.get(plain)
        if key is not None:
            columns.setdefault(key, place)
    for key in _NEEDED:
        if key not in columns:
            told = Message(
                "'{name}' has no column '{column}'; its first row should be: id, name, city, languages, "
                "mail.",
                name=name,
                column=key,
            )
            raise UsageError(told)
    return columns


def _reviewer(given: Mapping[str, str], row: int, name: str, cities: Sequence[City], number: int) -> Reviewer:
    for key in _NEEDED:
        if key not in given:
            raise UsageError(
                Message("'{name}', row {row}: '{column}' is empty.", name=name, row=row, column=key)
            )
    languages = [each for each in _BETWEEN.split(given.get("languages", "")) if each]
    try:
        return Reviewer(
            id=given.get("id", f"r{number}"),
            name=given["name"],
            city=_city(given["city"], cities, name, row),
            languages=languages,
            mail=given.get("mail"),
        )
    except ValidationError as error:
        first = error.errors()[0]
        told = Message(
            "'{name}', row {row}: {column} '{text}' is not accepted.",
            name=name,
            row=row,
            column=str(first["loc"][0]),
            text=shorten(first["input"]),
        )
        raise UsageError(told) from None


def _city(text: str, cities: Sequence[City], name: str, row: int) -> str:
    """Return the id of a city; one that is no host gets one of its own.

    Raises:
        UsageError: it is so like a host that it was likely meant, and its people would review their own city.
    """
    from rapidfuzz import fuzz

    for city in cities:
        if text in (city.id, city.name) or slug(text) in (city.id, slug(city.name)):
            return city.id
    for city in cities:
        if slug(text) and fuzz.ratio(slug(text), slug(city.name)) >= _ALIKE:
            told = Message(
                "'{name}', row {row}: there is no city '{text}' in the exercise; did you mean '{near}'?",
                name=name,
                row=row,
                text=shorten(text),
                near=city.name,
            )
            raise UsageError(told)
    return slug(text) or text


def _rows(data: bytes, name: str) -> Iterator[Sequence[object]]:
    if data.startswith(_WORKBOOK):
        yield from _sheet(data, name)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # as spreadsheets still save CSV in western Europe
    first = text.partition("\n")[0]
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))


def _sheet(data: bytes, name: str) -> Iterator[Sequence[object]]:
    """Yield the rows of the first worksheet, those that are empty too, so that they can be counted."""
    sheet = opened(data, name)[0]
    rows: dict[int, dict[int, str]] = {}
    for row, column in sheet.cells:
        if row < _MOST_ROWS and column < _MOST_COLUMNS:
            rows.setdefault(row, {})[column] = sheet.text((row, column))
    for number in range(max(rows, default=-1) + 1):
        row_of = rows.get(number, {})
        yield [row_of.get(column, "") for column in range(max(row_of, default=-1) + 1)]


def _plain(cell: object) -> str:
    return str(cell).strip()
