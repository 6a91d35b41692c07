"""Signs that a terminal cannot show: the nearest that it can show stands for them.

In: text that does not fit an encoding. Out: text that does, and never a traceback.
"""

from __future__ import annotations

import codecs
import io
import sys
from typing import Final

NEAREST: Final = "assessor.nearest"
"""How errors of encoding are handled, by its name among codecs."""
_PLAIN: Final = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "…": "...", "–": "-", "—": "-",
}  # fmt: skip


def _nearest(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign, "?") for sign in signs), error.end


codecs.register_error(NEAREST, _nearest)


def show_nearest_signs() -> None:
    """Let the outputs of this process show what they can of any text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=NEAREST)
