"""What a host may see of who reviews it: until its meeting, in a blind exercise, nobody.

In: an exercise and a host. Out: what raters are called, and texts without the names of people. A reviewer who
signs a comment gives the name away, so names are looked for in every text as well.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from assessor.review.records.exercise import Exercise
from assessor.review.records.model import Reviewer
from assessor.speech import Speech

HIDDEN: Final = "[…]"
"""Stands where a name was."""
_LEAST: Final = 3
"""Letters of a part of a name that is looked for by itself."""
_LONG_ID: Final = 5
"""Letters of an id that could be a name; shorter ones, such as r3, tell nothing."""
_WORD: Final = re.compile(r"[^\W\d_]+")


class Veil:
    """Names for the raters of one host."""

    def __init__(self, exercise: Exercise, host: str, say: Speech) -> None:
        self.exercise = exercise
        self.host = host
        self.say = say
        self.is_drawn = exercise.is_veiled(host)
        raters = exercise.panels.get(host, ())
        self.order = sorted(raters, key=self._mixed) if self.is_drawn else list(raters)
        """The raters in the order in which they are shown, which tells nothing of who they are."""
        self._names = _names(exercise.terms.reviewers, exercise) if self.is_drawn else None

    def _mixed(self, rater: str) -> str:
        # The seed is not known to hosts, so they cannot work out whose number is whose.
        seed = self.exercise.assignments.seed if self.exercise.assignments else 0
        key = f"{seed}\n{self.host}\n{rater}"
        return hashlib.sha256(key.encode()).hexdigest()

    def name(self, rater: str) -> str:
        """Return what a rater is called: the name and the city, or a number."""
        if self.is_drawn:
            return self.say("Reviewer {number}", number=self.order.index(rater) + 1)
        reviewer = self.exercise.reviewer(rater)
        city = self.exercise.cities.get(reviewer.city)
        return f"{reviewer.name} ({city.name if city else reviewer.city})"

    def text(self, text: str | None) -> str | None:
        """Return what a rater wrote, without names."""
        if text is None or self._names is None:
            return text
        return self._names.sub(HIDDEN, unicodedata.normalize("NFC", text))


def _names(reviewers: Iterable[Reviewer], exercise: Exercise) -> re.Pattern[str]:
    """Return what finds the names, parts of names, addresses and ids of reviewers.

    Whole names and addresses are found in any case; parts of a name only as a name is written, since many are
    words as well. Accents may be left out, as people do. A part of a city's name is left: it is not the
    person's.
    """
    places = {word.casefold() for city in exercise.terms.cities for word in _WORD.findall(city.name)}
    whole: set[str] = set()
    parts: set[str] = set()
    for reviewer in reviewers:
        whole.update(_wholes(reviewer))
        parts.update(
            part
            for part in _WORD.findall(unicodedata.normalize("NFC", reviewer.name))
            if len(part) >= _LEAST and part.casefold() not in places
        )
    ordered = sorted(whole, key=lambda name: (-len(name), name))
    anyhow = "|".join(_loose(name) for name in ordered)
    exactly = "|".join(_spelt(part) for part in sorted(parts, key=lambda part: (-len(part), part)))
    either = "|".join(each for each in (f"(?i:{anyhow})" if anyhow else "", exactly) if each)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])" if either else r"(?!)")


def _wholes(reviewer: Reviewer) -> Iterator[str]:
    yield unicodedata.normalize("NFC", reviewer.name)
    if len(reviewer.id) >= _LONG_ID:
        yield reviewer.id
    if reviewer.mail:
        yield reviewer.mail
        yield reviewer.mail.partition("@")[0]


def _loose(name: str) -> str:
    """Return a pattern for a name, whatever blanks stand between its parts."""
    return r"\s+".join(_spelt(part) for part in name.split())


def _spelt(part: str) -> str:
    """Return a pattern for a word, with or without its accents, or with others."""
    letters = (unicodedata.normalize("NFD", sign)[0] for sign in part)
    accented = _accented()
    return "".join(
        f"[{letter}{accented[letter]}]" if letter in accented else re.escape(letter) for letter in letters
    )


@cache
def _accented() -> Mapping[str, str]:
    """Return the Latin letters with accents, by the letter without."""
    found: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            found[base] = found.get(base, "") + chr(code)
    return found
