"""Names that run from right to left, beside what does not.

In: a line of safe text. Out: the same, read in its own order.
"""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional

_DOT: Final = " · "
_ISOLATE, _END = "\u2068", "\u2069"
_FROM_THE_RIGHT: Final = ("R", "AL")


def isolated(line: str) -> str:
    """Return a line of parts with dots between them, each part that runs from right to left isolated.

    Else the years beside a name in Hebrew would be read as part of it, and turned about: UAX #9, rule N1.
    For formats that show the marks as nothing; to be called on text that was made safe before, since ``tame``
    lets no such mark of others through.
    """
    return _DOT.join(
        f"{_ISOLATE}{part}{_END}" if any(bidirectional(sign) in _FROM_THE_RIGHT for sign in part) else part
        for part in line.split(_DOT)
    )
