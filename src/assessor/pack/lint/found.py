"""How something wrong is told.

In: names, and what they could have been. Out: what was found. Must never know: any part of a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from assessor.documents.positions import Path
from assessor.documents.problems import possible, shorten
from assessor.messages import Message
from assessor.strategy.vocabulary import VOCABULARIES

One = tuple[Path, str, Message, Message | None]
"""Path, code, message and hint of something wrong."""
Found = Iterator[One]
_NONE: Final = {
    "contradiction": Message("there is no contradiction '{name}'"),
    "criterion": Message("there is no criterion '{name}'"),
    "diagnosis": Message("there is no diagnosis '{name}'"),
    "dimension": Message("there is no dimension '{name}'"),
    "idea": Message("there is no idea '{name}'"),
    "kind": Message("there is no kind '{name}'"),
    "level": Message("there is no level '{name}'"),
    "link": Message("there is no link '{name}'"),
    "part": Message("there is no part of a vocabulary '{name}'"),
    "phrase": Message("there is no phrase '{name}'"),
    "placeholder": Message("there is no placeholder '{name}'"),
    "profile": Message("there is no profile '{name}'"),
    "stage": Message("there is no stage '{name}'"),
    "step": Message("there is no step '{name}'"),
    "view": Message("there is no view '{name}'"),
    "vocabulary": Message("there is no vocabulary '{name}'"),
}


def unknown(path: Path, what: str, name: str, choices: Iterable[str]) -> One:
    """Return that there is no such thing, and what was meant or is possible."""
    message = _NONE[what].filled(name=shorten(name))
    return path, f"unknown-{what}", message, possible(name, choices, 40)


def no_entry(path: Path, vocabulary: str, name: str) -> One:
    """Return that a vocabulary has no such entry, and what was meant or is possible."""
    message = Message(
        "there is no entry of '{vocabulary}' '{name}'", vocabulary=vocabulary, name=shorten(name)
    )
    return path, "unknown-entry", message, possible(name, VOCABULARIES[vocabulary], 40)


def twice(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield names that stand a second time, with their places."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)
