"""Text as a cell holds it: the same when it is written and when it comes back.

In: text. Out: text. Must never know: forms, or programs.
"""

from __future__ import annotations

import re
from typing import Final

_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_UNSAFE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without what nobody sees and what could steer or reorder it.

    Breaks of a line, of whatever sort, become line feeds; zero-width and bidirectional marks go, since they
    come along unseen from pages and mail; other control characters, lone surrogates and what XML cannot hold
    become U+FFFD; blanks at the ends go. ``clean(clean(text)) == clean(text)``.
    """
    if text.isprintable():
        return text.strip()
    return _UNSAFE.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub("\n", text))).strip()


def cut(text: str, units: int) -> str:
    """Return the beginning of a text in at most so many UTF-16 units, which is how spreadsheets count."""
    return text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore")


def units(text: str) -> int:
    """Return how long a text is as spreadsheets count, in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2
