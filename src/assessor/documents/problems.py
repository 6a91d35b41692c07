"""What is wrong with a document, and where.

In: nothing. Out: ``Problem`` and ``SyntaxProblem``. Must never know: which kind of document it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final

from assessor.errors import UsageError

_MAX_CHOICES: Final = 2000
"""Choices that the nearest is looked for among."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, at one place.

    ``line`` and ``column`` count from 1. ``hint`` says what is possible instead, where something is known.
    """

    code: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None
    pointer: str = ""
    found: str | None = None
    expected: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the problem as plain values, ready for JSON."""
        return asdict(self)


class SyntaxProblem(Exception):
    """The text is not YAML or JSON that can be read. Holds the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
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


def possible(name: str, choices: Iterable[str], limit: int = 12) -> str:
    """Return what is possible instead of a name that does not exist: the nearest, or else the first few."""
    names = list(choices)
    near = nearest(name, names)
    return f"did you mean '{near}'?" if near else f"possible: {listed(names, limit)}"


def no_such(what: str, name: str, choices: Iterable[str]) -> UsageError:
    """Return the error that there is nothing of a name, and what was meant or is possible instead."""
    hint = possible(name, choices, 20)
    return UsageError(f"There is no {what} '{shorten(name)}'; {hint}{'' if hint.endswith('?') else '.'}")


def listed(choices: Iterable[str], limit: int = 12) -> str:
    """Return choices as ``a, b or c``, or the first few of many."""
    names = list(choices)
    if len(names) > limit:
        return ", ".join(names[:limit]) + f" and {len(names) - limit} more"
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
