"""A form: what is asked, what may be answered, and what is filled in already.

In: nothing. Out: ``Form`` and what it is made of. Must never know: workbooks, or what a form is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from assessor.review.forms.texts import clean, units
from assessor.strategy.base import MAX_TEXT

Sort = Literal["fixed", "choice", "text", "day"]
"""What a column is for: to be read, or to be filled in."""

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\Z")
_LIST: Final = 255
"""UTF-16 units of all entries of a drop-down with the commas between them, and of a help text."""
_WIDEST: Final = 1740
"""Pixels of all columns together, at most: what landscape A4 takes at 60 %."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be chosen: what it means, and what the drop-down shows."""

    value: str
    text: str

    def __post_init__(self) -> None:
        _wrong(not self.text or clean(self.text) != self.text, f"{self.text!r} cannot be shown as it is")
        # Commas separate the entries of a drop-down, and quotes end them.
        _wrong(
            any(sign in self.text for sign in ',"\n\t'), f"{self.text!r} has a sign that no entry can have"
        )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a part; ``width`` in signs, ``help`` as shown beside a cell that is filled in."""

    key: str
    title: str
    sort: Sort
    width: int
    choices: tuple[Choice, ...] = ()
    help: str = ""

    def __post_init__(self) -> None:
        _wrong_key(self.key)
        _wrong(not 1 <= self.width <= 250, f"{self.key}: no column is {self.width} signs wide")
        _wrong((self.sort == "choice") != bool(self.choices), f"{self.key}: a choice has choices")
        entries = ",".join(choice.text for choice in self.choices)
        _wrong(units(entries) > _LIST, f"{self.key}: its choices have more than {_LIST} signs")
        _wrong_twice(choice.text.casefold() for choice in self.choices)
        _wrong(units(self.help) > _LIST, f"{self.key}: its help has more than {_LIST} signs")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its fixed columns say, and what is filled in already.

    ``values`` holds the value of a choice, or text, or a day such as ``2026-06-30``, by column. A heading
    only groups what follows, and nothing is filled in there.
    """

    key: str
    cells: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    heading: bool = False

    def __post_init__(self) -> None:
        _wrong_key(self.key)
        _wrong(self.heading and bool(self.values), f"{self.key}: nothing is filled in for a heading")
        for value in self.values.values():
            _wrong(len(value) > MAX_TEXT, f"{self.key}: a text has more than {MAX_TEXT} signs")


@dataclass(frozen=True, slots=True)
class Part:
    """One table: a worksheet of its own.

    ``about`` is a sentence above it. ``growing`` is how many empty rows follow, for entries to add.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: str = ""
    growing: int = 0

    def __post_init__(self) -> None:
        _wrong_key(self.key)
        _wrong_twice(column.key for column in self.columns)
        _wrong_twice(row.key for row in self.rows)
        _wrong(self.growing < 0, f"{self.key}: no fewer than no rows follow")
        # A column of w signs takes 7 w + 5 pixels in the usual letters.
        wide = sum(7 * column.width + 5 for column in self.columns)
        _wrong(wide > _WIDEST, f"{self.key}: too wide to be read on paper")
        filled = {column.key: column for column in self.columns if column.sort != "fixed"}
        _wrong(not filled, f"{self.key}: there is nothing to fill in")
        fixed = len(self.columns) - len(filled)
        headed = any(row.heading for row in self.rows)
        _wrong(
            headed and self.columns[0].sort != "fixed", f"{self.key}: a heading needs a fixed first column"
        )
        for row in self.rows:
            _wrong(len(row.cells) != fixed, f"{row.key}: a row has a text for each of {fixed} fixed columns")
            for key, value in row.values.items():
                _wrong(key not in filled, f"{row.key}: {key} is no column to fill in")
                _wrong_value(filled[key], value)


@dataclass(frozen=True, slots=True)
class Form:
    """A form. ``about`` says for programs what it is about; ``created`` is the day that it bears."""

    kind: str
    title: str
    language: str
    about: tuple[tuple[str, str], ...]
    instructions: tuple[str, ...]
    parts: tuple[Part, ...]
    created: date

    def __post_init__(self) -> None:
        _wrong_key(self.kind)
        _wrong_twice(key for key, _ in self.about)
        _wrong_twice(part.key for part in self.parts)
        for key, value in self.about:
            _wrong_key(key)
            _wrong(
                clean(value) != value or len(value) > MAX_TEXT,
                f"{key}: {value[:80]!r} would come back changed",
            )


def _wrong_value(column: Column, value: str) -> None:
    if column.sort == "choice":
        known = [choice.value for choice in column.choices]
        _wrong(value not in known, f"{column.key}: {value!r} is none of {known}")
    if column.sort == "day":
        date.fromisoformat(value)


def _wrong_key(key: str) -> None:
    _wrong(_KEY.match(key) is None, f"{key!r} is no key: letters, digits, '.', '_' and '-'")


def _wrong_twice(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        _wrong(key in seen, f"{key!r} is there twice")
        seen.add(key)


def _wrong(condition: bool, why: str) -> None:
    if condition:
        raise ValueError(why)
