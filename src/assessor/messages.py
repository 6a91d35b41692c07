"""Sentences that can be said later, in whatever language the reader has.

In: a sentence in English, and what is filled in. Out: text in English at once, and in another language when
there is somebody who says it. Must never know: any language but English, or where translations are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol, Self


class Say(Protocol):
    """Somebody who says sentences in a language: see ``assessor.speech``."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return a sentence with its values filled in."""
        ...

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        """Return the form of a sentence that is said of a number, which is filled in as ``number``."""
        ...


class _English:
    def __call__(self, sentence: str, /, **values: object) -> str:
        return sentence.format(**values) if values else sentence

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        return self(one if number == 1 else other, number=number, **values)


IN_ENGLISH: Final[Say] = _English()


class Message(str):
    """A sentence, or a part of one that stands for itself. As text, it is in English.

    Values may be messages too, and are then said in the same language; a tuple is a list with commas.
    """

    __slots__ = ("_sentence", "_values")

    def __new__(cls, sentence: str, /, **values: object) -> Self:
        """Make a message of a sentence and what is filled in where it has braces."""
        return super().__new__(cls, IN_ENGLISH(sentence, **_said(values, IN_ENGLISH)))

    def __init__(self, sentence: str, /, **values: object) -> None:
        self._sentence = sentence
        self._values = values

    def said(self, say: Say) -> str:
        """Return the message in a language."""
        return say(self._sentence, **_said(self._values, say))

    def filled(self, **values: object) -> Message:
        """Return the same sentence with something filled in."""
        return Message(self._sentence, **values)

    def __getnewargs_ex__(self) -> Any:
        """Return what a copy is made of."""
        return (self._sentence,), self._values


class Counted(Message):
    """A sentence about a number, in the form that the number has."""

    __slots__ = ("_number", "_other")

    def __new__(cls, one: str, other: str, number: int, /, **values: object) -> Self:
        """Make a message of the sentence for one and for several; ``number`` is filled in."""
        return str.__new__(cls, IN_ENGLISH.many(one, other, number, **_said(values, IN_ENGLISH)))

    def __init__(self, one: str, other: str, number: int, /, **values: object) -> None:
        super().__init__(one, **values)
        self._other = other
        self._number = number

    def said(self, say: Say) -> str:
        """Return the message in a language."""
        return say.many(self._sentence, self._other, self._number, **_said(self._values, say))

    def __getnewargs_ex__(self) -> Any:
        """Return what a copy is made of."""
        return (self._sentence, self._other, self._number), self._values


def in_words(value: object, say: Say) -> Any:
    """Return a value as it is said in a language; what is no message stays as it is."""
    if isinstance(value, Message):
        return value.said(say)
    if isinstance(value, tuple):
        return ", ".join(str(in_words(each, say)) for each in value)
    return value


def _said(values: Mapping[str, object], say: Say) -> dict[str, Any]:
    return {name: in_words(value, say) for name, value in values.items()}


def listed(choices: Iterable[str], limit: int = 12) -> str:
    """Return choices as ``a, b or c``, or the first few of many."""
    names = tuple(choices)
    if len(names) > limit:
        more = len(names) - limit
        return Counted("{names} and {number} more", "{names} and {number} more", more, names=names[:limit])
    if len(names) > 1:
        return Message("{first} or {last}", first=names[:-1], last=names[-1])
    return names[0] if names else ""
