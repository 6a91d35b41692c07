"""The scale on which people rate, in words.

In: a language. Out: what each rating is called, and what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from assessor.review.forms.form import Choice
from assessor.review.records.model import CANNOT_JUDGE, HIGHEST
from assessor.speech import LANGUAGES, Speech, speech


def ratings(say: Speech) -> Mapping[int | str, str]:
    """Return what each rating is called, the lowest first."""
    return {
        0: say.within("rating", "absent"),
        1: say.within("rating", "weak"),
        2: say.within("rating", "good"),
        3: say.within("rating", "exemplary"),
        CANNOT_JUDGE: say("cannot judge"),
    }


def choices(say: Speech) -> list[tuple[int | str, str]]:
    """Return what can be chosen for each rating, with its number before it."""
    return [
        (rating, f"{rating} – {word}" if isinstance(rating, int) else word)
        for rating, word in ratings(say).items()
    ]


@cache
def accepted() -> tuple[Choice, ...]:
    """Return what can be chosen in any language: a form may be filled in with another one's words."""
    return tuple(
        Choice(str(rating), text) for language in LANGUAGES for rating, text in choices(speech(language))
    )


def options(say: Speech) -> tuple[Choice, ...]:
    """Return the ratings as the choices of a form."""
    return tuple(Choice(str(rating), text) for rating, text in choices(say))


def meanings(say: Speech) -> tuple[str, ...]:
    """Return what the ratings mean, a sentence for each."""
    return (
        say("0 – absent: the strategy has nothing of the kind."),
        say("1 – weak: it is named, or there in part, and could not be relied on."),
        say("2 – good: it is there and would work; something could be better."),
        say("3 – exemplary: other cities could learn from it."),
        say(
            "Cannot judge: you looked, and what you have does not let you say. This is an answer. A cell "
            "left empty is none."
        ),
    )


def on_scale(value: Fraction) -> Fraction:
    """Return the value of a rule, from 0 to 1, on the scale of the raters: three times as much."""
    return HIGHEST * value
