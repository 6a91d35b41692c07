"""How something wrong is told.

In: names, and what they could have been. Out: what was found. Must never know: any part of a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessor.documents.positions import Path
from assessor.documents.problems import possible, shorten

One = tuple[Path, str, str, str | None]
"""Path, code, message and hint of something wrong."""
Found = Iterator[One]


def unknown(path: Path, what: str, name: str, choices: Iterable[str]) -> One:
    """Return that there is no such thing, and what was meant or is possible."""
    code = f"unknown-{what.split(maxsplit=1)[0]}"
    return path, code, f"there is no {what} '{shorten(name)}'", possible(name, choices, 40)


def twice(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield names that stand a second time, with their places."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)
