"""What the program says, as its catalogues have it, and somebody who says it and is listened to."""

from __future__ import annotations

import io
import sys
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from places import ROOT

from assessor.speech import DOMAIN, Speech

sys.path.insert(0, str(ROOT / ".ci"))
from messages import TRANSLATED, path_of

__all__ = ["TRANSLATED", "Listener", "catalogue", "forms", "translation"]


@cache
def catalogue(language: str, domain: str = DOMAIN) -> Catalog:
    """Return a catalogue of a language. Not to be changed."""
    return read_po(io.BytesIO(path_of(language, domain).read_bytes()), locale=language, abort_invalid=True)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return the forms of a message or of its translation: one, or one for each number."""
    return [text] if isinstance(text, str) else list(text)


def translation(english: str, language: str) -> str:
    """Return what a sentence is in a language.

    Raises:
        AssertionError: it is in no catalogue.
    """
    message = catalogue(language).get(english)
    assert message is not None, english
    return forms(message.string)[0]


class Listener(Speech):
    """Says sentences in a language, and keeps what was said and what was filled in."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.sentences: list[str] = []
        self.filled_in: list[str] = []
        self._said: set[str] = set()

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Say a sentence."""
        return self._keep(sentence, super().__call__(sentence, **values), values)

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        """Say a sentence about a number."""
        said = super().many(one, other, number, **values)
        return self._keep(one, said, {**values, "number": number})

    def _keep(self, sentence: str, said: str, values: dict[str, object]) -> str:
        self.sentences.append(sentence)
        self.filled_in += [str(value) for value in values.values() if str(value) not in self._said]
        self._said.add(said)
        return said
