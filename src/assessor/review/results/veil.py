"""What a host may see of who reviews it: until its meeting, in a blind exercise, nobody.

In: an exercise and a host. Out: what raters are called, and texts without the names of people. A reviewer who
signs a comment gives the name away, so names are looked for in every text as well.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

from assessor.review.records.exercise import Exercise
from assessor.review.results.naming import names_of
from assessor.speech import Speech

HIDDEN: Final = "[…]"
"""Stands where a name was."""


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
        places = [city.name for city in exercise.terms.cities]
        self._names = names_of(exercise.terms.reviewers, places) if self.is_drawn else None

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
