"""What finds the names of people in a text, however they are written.

In: people, and names of places. Out: a pattern. Whole names and addresses are found in any case; parts of a
name only with a capital, since many are words as well. Accents may be left out or be others, as people do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from assessor.review.records.model import Reviewer

_LEAST: Final = 3
"""Letters of a part of a name, or of an address before its @, that is looked for by itself."""
_LONG_ID: Final = 5
"""Letters of an id that could be a name; shorter ones, such as r3, tell nothing."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_WHOLE_LETTERS: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
"""Letters that are no other letter with an accent, and what is written where a keyboard lacks them."""
_NEVER: Final = r"(?!)"


def names_of(reviewers: Iterable[Reviewer], places: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names, parts of names, addresses and ids of people.

    Args:
        reviewers: the people.
        places: names of cities; a part of a name that is a part of one of these is left.
    """
    kept = {word.casefold() for place in places for word in _WORD.findall(place)}
    whole: set[str] = set()
    parts: set[str] = set()
    for reviewer in reviewers:
        whole.update(_wholes(reviewer))
        for part in _WORD.findall(_composed(reviewer.name)):
            if len(part) >= _LEAST and part.casefold() not in kept:
                parts.update((part, part.upper(), part.title()))
    anyhow = "|".join(
        _bounded(r"\s+".join(map(_spelt, name.split())), name) for name in _longest_first(whole)
    )
    exactly = "|".join(_bounded(_spelt(part), part) for part in _longest_first(parts))
    either = "|".join(each for each in (f"(?i:{anyhow})" if anyhow else "", exactly) if each)
    return re.compile(either or _NEVER)


def _wholes(reviewer: Reviewer) -> Iterator[str]:
    yield _composed(reviewer.name)
    if len(reviewer.id) >= _LONG_ID:
        yield reviewer.id
    if reviewer.mail:
        yield reviewer.mail
        local = reviewer.mail.partition("@")[0]
        if len(local) >= _LEAST:
            yield local


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bounded(pattern: str, name: str) -> str:
    """Return a pattern that finds a name as words of its own; in scripts without capitals, within words."""
    if not any(sign.isupper() or sign.islower() for sign in name):
        return pattern
    return rf"(?<![^\W_])(?:{pattern})(?![^\W_])"


def _spelt(part: str) -> str:
    return "".join(map(_letter, part))


def _letter(sign: str) -> str:
    """Return a pattern for a letter, with or without its accent, or with another."""
    for letter, written in _WHOLE_LETTERS.items():
        if sign.lower() == letter:
            plain = written if sign.islower() else written.capitalize()
            return f"(?:{sign}|{plain}|{plain.upper() if sign.isupper() else plain})"
    base = unicodedata.normalize("NFD", sign)[0]
    others = _accented().get(base, "")
    return f"[{base}{others}]" if others else re.escape(base)


@cache
def _accented() -> Mapping[str, str]:
    """Return the Latin letters with accents, by the letter without."""
    found: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            found[base] = found.get(base, "") + chr(code)
    return found
