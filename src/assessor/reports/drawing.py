"""How pictures are drawn: the colours, and matplotlib set up for one picture.

In: what paints on a figure. Out: SVG or PNG. Must never know: what the picture shows. Drawn by matplotlib,
which makes both without a browser, sets text in every language of ours, and is kept by many; it is imported
only here and where something is painted.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import one_line
from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.reports.blocks import PictureForm

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture."""

    sure: str
    """What is shown."""
    ink: str
    paper: str
    bands: tuple[str, ...]
    """The levels, from the lowest up."""


LIGHT: Final = Look("#0072b2", "#1b1b1b", "#ffffff", ("#f1f1f1", "#e6e6e6", "#dadada", "#cecece", "#c2c2c2"))
"""For paper and slides. The blue is that of the palette of Okabe and Ito, made for colour-blind readers."""
DARK: Final = Look("#56b4e9", "#f2f2f2", "#16191d", ("#20252b", "#2a3037", "#353c44", "#414952", "#4d5661"))
"""For dark pages, with the light blue of the same palette."""
Paint = Callable[["Figure", Look], None]

_DPI: Final = 150
_LONGEST: Final = 60
_drawing = threading.Lock()


def drawn(form: PictureForm, size: tuple[float, float], title: str, paint: Paint) -> bytes:
    """Return a picture.

    Args:
        form: how it is to be drawn.
        size: its width and height in inches.
        title: what a file of it says that it is.
        paint: puts on the figure what it shows.

    Raises:
        UsageError: matplotlib is not installed.
    """
    look = DARK if form == "dark-svg" else LIGHT
    with _matplotlib(look, letters="path" if form == "outlined-svg" else "none"):
        from matplotlib.figure import Figure

        figure = Figure(figsize=size, facecolor=look.paper)
        paint(figure, look)
        about = {"Title": short(title), **({"Software": None} if form == "png" else {"Date": None})}
        out = BytesIO()
        figure.savefig(out, format="png" if form == "png" else "svg", dpi=_DPI, metadata=about)
        return out.getvalue()


@contextmanager
def _matplotlib(look: Look, letters: str) -> Iterator[None]:
    """Set matplotlib up for one drawing: its settings are the same for the whole process."""
    with needed(Message("For pictures, matplotlib is needed: {command} installs it.", command=REPORTS)):
        import matplotlib as mpl
        import matplotlib.style
    settings: Any = {
        "svg.fonttype": letters,
        "svg.hashsalt": "assessor",
        "font.family": "sans-serif",
        "hatch.linewidth": 0.8,
        "text.parse_math": False,
        "text.color": look.ink,
        "xtick.color": look.ink,
        "axes.facecolor": look.paper,
        "grid.color": look.bands[-1],
    }
    # What the user has set for pictures of their own does not hold for these.
    with _drawing, mpl.style.context(["default", settings], after_reset=True), warnings.catch_warnings():
        # A sign that the font does not have is drawn as a box; nobody can do anything about the warning.
        warnings.filterwarnings("ignore", message="Glyph")
        yield


def short(text: str, most: int = _LONGEST) -> str:
    """Return text from a document on one line, not longer than there is room for."""
    shown = one_line(text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
