"""What the program itself says, in the language of whoever reads it.

In: a language. Out: sentences, dates and lists in it. The English sentences stand in the code; the others in
the gettext catalogues of ``locale/``, which any editor for translations can open. What the layer of the
strategy says, its schema above all, and what a rule pack says have catalogues of their own.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

DOMAIN: Final = "assessor"
LOCALE: Final = Path(__file__).parent / "locale"
ENGLISH: Final = "en"
LANGUAGES: Final = ("en", "es", "fr", "pt")
"""Languages that everything can be said in."""
_FIRST_DAYS: Final = {"fr": "1er", "pt": "1º"}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Speech:
    """One language. An instance is called with a sentence in English, and what is filled in."""

    def __init__(self, language: str, domain: str = DOMAIN) -> None:
        self.language = language
        self._translations = _translations(language, domain)

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return a sentence with its values filled in."""
        said = self._translations.gettext(sentence) if sentence else ""
        return said.format(**values) if values else said

    def within(self, context: str, sentence: str, /) -> str:
        """Return a sentence that is not said alike in every context."""
        return self._translations.pgettext(context, sentence)

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        """Return the form of a sentence that is said of a number, which is filled in as ``number``."""
        return self._translations.ngettext(one, other, number).format(number=number, **values)

    def date(self, text: str) -> str:
        """Return a date, month or year such as ``2026-05-31``, ``2026-05`` or ``2026``, as it is written."""
        year, *rest = text.split("-")
        if not rest:
            return text
        if self.language == ENGLISH:
            day = f"{int(rest[1])} " if rest[1:] else ""
            return f"{day}{_MONTHS[int(rest[0]) - 1]} {year}"
        from datetime import date

        from babel.dates import format_date, format_skeleton

        day_of = date(int(year), int(rest[0]), int(rest[1]) if rest[1:] else 1)
        if rest[1:]:
            written = format_date(day_of, "long", locale=self.language)
            # The data that Babel has forgets that some count the first day of a month, and only that.
            first = _FIRST_DAYS.get(self.language) if day_of.day == 1 else None
            return f"{first}{written[1:]}" if first else written
        return format_skeleton("yMMMM", day_of, locale=self.language)

    def series(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence one after the other, between semicolons as the language sets them."""
        return ("\xa0; " if self.language == "fr" else "; ").join(parts)

    def period(self, start: str, end: str | None) -> str:
        """Return a period between two dates, months or years; open where it has no end."""
        first, last = self.date(start), self.date(end or start)
        if end is None:
            return first
        if " " in first + last:
            return f"{first} – {last}"
        return f"{first}{'-' if self.language == 'es' else '–'}{last}"

    def decimal(self, value: float, digits: int = 1) -> str:
        """Return a number with a fixed count of digits after the sign that the language has for that."""
        # Nought that was rounded from below has no sign.
        shown = f"{round(value, digits) + 0.0:.{digits}f}"
        return self._with_its_sign(shown)

    def number(self, value: float | Fraction, digits: int = 12) -> str:
        """Return a number with no more digits than it has, and at most so many that matter."""
        if isinstance(value, int):
            return str(value)
        return self._with_its_sign(format(Decimal(f"{float(value):.{digits}g}"), "f"))

    def _with_its_sign(self, decimal: str) -> str:
        return decimal if self.language == ENGLISH else decimal.replace(".", ",")

    def either(self, things: Iterable[str]) -> str:
        """Return things as a list of which one is meant: "a, b or c"."""
        *first, last = things
        say = self
        return say("{first} or {last}", first=", ".join(first), last=last) if first else last


def base_of(language: str) -> str:
    """Return a language without its country: ``pt`` of ``pt_BR``."""
    return language.partition("_")[0].partition("-")[0].lower()


def tag_of(language: str) -> str:
    """Return a language as pages and documents say it (BCP 47): ``pt-BR`` of ``pt_BR``."""
    return language.replace("_", "-")


@cache
def _translations(language: str, domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, LOCALE, [language], fallback=True)


@cache
def speech(language: str, domain: str = DOMAIN) -> Speech:
    """Return a language; English for those that the program does not speak.

    Args:
        language: its code.
        domain: the catalogues that it is spoken from.
    """
    base = base_of(language)
    return Speech(base if base in LANGUAGES else ENGLISH, domain)
