"""What an answer means, however it was typed.

In: a cell, and what can be chosen in whatever languages. Out: the value of a choice, or a day. Must never
know: files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from unicodedata import normalize

from assessor.documents.problems import shorten
from assessor.messages import Message, listed
from assessor.review.forms.cells import Cell
from assessor.review.forms.damage import Damaged
from assessor.review.forms.form import Choice

_WORDS: Final = re.compile(r"\w+")


def chosen(cell: Cell, choices: Iterable[Choice]) -> str | None:
    """Return the value of what was chosen; None if nothing was.

    Taken are the text of a choice, its number alone if it begins with one, its words without the number, and
    its value; in any case, width and punctuation. What could mean two things is not taken.

    Args:
        cell: what was filled in.
        choices: what could be chosen, in every language in which that may have been, the language of the
            reader first: what is possible is told in that.

    Raises:
        Damaged: it is none of them; the sentence says where, and what is possible.
    """
    if cell.value is None:
        return None
    known = tuple(choices)
    meant: dict[tuple[str, ...], set[str]] = {}
    for choice in known:
        for way in _ways(choice):
            meant.setdefault(way, set()).add(choice.value)
    found = meant.get(_words(str(cell.value)), set())
    if len(found) != 1:
        shown = {choice.value: choice.text for choice in reversed(known)}
        possible = [shown[value] for value in dict.fromkeys(choice.value for choice in known)]
        raise Damaged(
            Message(
                "{address} has '{found}'; possible: {choices}.",
                address=cell.address, found=shorten(cell.value), choices=listed(possible),
            )
        )  # fmt: skip
    return next(iter(found))


def day(cell: Cell) -> date | None:
    """Return the day that was given; None if none was.

    Raises:
        Damaged: it is no day; the sentence says where.
    """
    if isinstance(cell.value, str):
        raise Damaged(
            Message(
                "{address} has '{found}'; a day is needed, such as 2027-06-30.",
                address=cell.address, found=shorten(cell.value),
            )
        )  # fmt: skip
    return cell.value


def _ways(choice: Choice) -> Iterator[tuple[str, ...]]:
    """Yield how a choice may be typed."""
    words = _words(choice.text)
    yield words
    yield _words(choice.value)
    if len(words) > 1 and words[0].isdecimal():
        yield words[:1]
        yield words[1:]


def _words(text: str) -> tuple[str, ...]:
    """Return words and numbers without case, width and what stands between them."""
    return tuple(_WORDS.findall(normalize("NFKC", text).casefold()))
