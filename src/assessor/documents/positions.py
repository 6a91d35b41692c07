"""Where each part of a document stands in its file.

In: nothing. Out: ``Mark`` and ``Positions``. Must never know: what the parts mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assessor.documents.problems import tame

Key = str | int
Path = tuple[Key, ...]

_MAX_KEY: Final = 100


class Mark:
    """Line and column (from 1) of a value, of its key, and the marks of its parts."""

    __slots__ = ("column", "key_column", "key_line", "line", "parts")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.key_line = line
        self.key_column = column
        self.parts: dict[Key, Mark] | None = None

    def part(self, key: Key) -> Mark:
        """Return the mark of a part, or this one if there is no such part."""
        return self.parts.get(key, self) if self.parts else self


@dataclass(frozen=True, slots=True)
class Positions:
    """The marks of a whole document, with the name of its file."""

    name: str
    root: Mark

    def nearest(self, path: Iterable[Key]) -> Mark:
        """Return the mark of the part at ``path``, or of the nearest part around it."""
        mark = self.root
        for key in path:
            inner = (mark.parts or {}).get(key)
            if inner is None:
                break
            mark = inner
        return mark


def pointer(path: Iterable[Key]) -> str:
    """Return a path as a JSON Pointer (RFC 6901): ``("actors", 3, "group")`` is ``/actors/3/group``."""
    return "".join("/" + _safe(key).replace("~", "~0").replace("/", "~1") for key in path)


def _safe(key: Key) -> str:
    """Return a key fit to be shown. No key that means something has more than 100 characters."""
    return tame(str(key)[:_MAX_KEY]).replace("\t", "\ufffd").replace("\n", "\ufffd")
