"""XML, read from its beginning to its end: elements and text, as they come.

In: bytes. Out: calls. Must never know: what the elements mean.

A document type is refused, and with it every entity but the five that XML has: no program writes one, and
they could be made to grow without end.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class NotWellFormed(Exception):
    """It is no XML that can be read."""


def walk(data: bytes, start: Start, end: End, text: Callable[[str], None]) -> None:
    """Read XML, and call for each element when it begins and when it ends, and for text.

    Args:
        data: the document.
        start: called with the name of an element, without its prefix, and its attributes with theirs.
        end: called with its name.
        text: called with text, perhaps in pieces.

    Raises:
        NotWellFormed: it cannot be read.
    """
    names = _Local()

    def refuse(*_: object) -> None:
        raise NotWellFormed

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(names[name], attributes)
    parser.EndElementHandler = lambda name: end(names[name])
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError):
        raise NotWellFormed from None


class _Local(dict[str, str]):
    """Names by what they are with a prefix."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]
