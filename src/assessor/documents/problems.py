"""What is wrong with a document, and where.

In: nothing. Out: ``Problem`` and ``SyntaxProblem``. Must never know: which kind of document it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import islice
from typing import Final

from assessor.errors import UsageError
from assessor.messages import IN_ENGLISH, Message, Say, in_words, listed

_MAX_CHOICES: Final = 2000
"""Choices that the nearest is looked for among."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, at one place.

    ``line`` and ``column`` count from 1. ``hint`` says what is possible instead, where something is known.
    As text everything is in English; ``assessor.said`` says it in another language.
    """

    code: str
    message: Message
    file: str
    line: int | None = None
    column: int | None = None
    pointer: str = ""
    found: str | None = None
    expected: str | None = None
    hint: Message | None = None

    def __str__(self) -> str:
        return self.said(IN_ENGLISH)

    def said(self, say: Say) -> str:
        """Return the place, what is wrong, and the hint, in a language."""
        parts = (in_words(self.file, say), self.line, self.column)
        place = ":".join(str(part) for part in parts if part is not None)
        told = self.message if self.hint is None else hinted(self.message, self.hint)
        return f"{place}: {told.said(say)}"

    def as_dict(self, say: Say = IN_ENGLISH) -> dict[str, str | int | None]:
        """Return the problem as plain values, ready for JSON, in a language."""
        return {field.name: in_words(getattr(self, field.name), say) for field in fields(self)}


class SyntaxProblem(Exception):
    """The text is not YAML or JSON that can be read. Holds the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)

_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")


def tame(text: str) -> str:
    """Return ``text`` without what could steer a terminal or reorder a line.

    Control characters, zero-width and bidirectional marks and lone surrogates become U+FFFD.
    """
    return _UNSAFE.sub("\ufffd", text)


def one_line(value: object) -> str:
    """Return a value as safe text on one line; spaces that must not break stay such."""
    return tame(_BLANKS.sub(" ", str(value)).strip(" "))


def shorten(value: object, limit: int = 60) -> str:
    """Return a value as short, safe text to quote in a message."""
    text = one_line(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that ``word`` was most likely meant to be, or None if none is near."""
    from rapidfuzz import fuzz, process

    if len(word) > 200:
        return None
    names = list(islice(choices, _MAX_CHOICES))
    alike = [name.lower().replace("_", "-") for name in names]
    best = process.extractOne(word.lower().replace("_", "-"), alike, scorer=fuzz.ratio, score_cutoff=70)
    return None if best is None else names[best[2]]


def possible(name: str, choices: Iterable[str], limit: int = 12) -> Message:
    """Return what is possible instead of a name that does not exist: the nearest, or else the first few."""
    names = list(choices)
    near = nearest(name, names)
    return meant(near) if near else Message("possible: {names}", names=listed(names, limit))


def meant(near: str) -> Message:
    """Return the question whether something near was meant."""
    return Message("did you mean '{near}'?", near=shorten(near))


def hinted(message: Message, hint: Message) -> Message:
    """Return what is wrong together with a hint."""
    return Message("{message}; {hint}", message=message, hint=hint)


def no_such(message: Message, name: str, choices: Iterable[str]) -> UsageError:
    """Return the error that there is nothing of a name, and what was meant or is possible instead.

    Args:
        message: that there is no such thing, without a sign at its end.
        name: what was asked for.
        choices: what there is.
    """
    hint = possible(name, choices, 20)
    whole = hinted(message, hint)
    return UsageError(whole if hint.endswith("?") else Message("{sentence}.", sentence=whole))
