"""The profile of the ideas as a picture, alone for slides or as part of a report.

In: an ``Assessment``. Out: SVG or PNG. Drawn by matplotlib, which makes both without a browser, sets text in
every language of ours, and is kept by many; it is imported only here. Colour is never the only carrier: every
bar has its figure, what is not known is hatched, and levels are shades of grey with their names.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import pi
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import tame
from assessor.reports.extras import needed
from assessor.reports.figures import interval
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment, IdeaResult
from assessor.scoring.figures import as_number
from assessor.speech import speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SURE: Final = "#0072b2"
"""What is shown: the blue of the palette of Okabe and Ito, made for colour-blind readers."""
INK: Final = "#1b1b1b"
_BANDS: Final = ("#ffffff", "#f1f1f1", "#e4e4e4", "#d6d6d6", "#c8c8c8")
_SETTINGS: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "assessor",
    "font.family": "sans-serif",
    "hatch.linewidth": 0.8,
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
}
_LONGEST: Final = 60
_drawing = threading.Lock()


def to_svg(assessment: Assessment) -> bytes:
    """Return the profile of an assessment as SVG, fit for a slide.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return _written(assessment, "svg")


def to_png(assessment: Assessment) -> bytes:
    """Return the profile of an assessment as PNG, 1920 by 1080.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return _written(assessment, "png")


def _written(assessment: Assessment, form: str) -> bytes:
    with _matplotlib():
        figure = profile(assessment)
        title = _short(assessment.strategy.title)
        about = {"Title": title, "Date": None} if form == "svg" else {"Title": title, "Software": None}
        out = BytesIO()
        figure.savefig(out, format=form, dpi=150, metadata=about)
    return out.getvalue()


@contextmanager
def _matplotlib() -> Iterator[None]:
    """Set matplotlib up for one drawing: its settings are the same for the whole process."""
    with needed("matplotlib", "pictures"):
        import matplotlib as mpl
    with _drawing, mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A sign that the font does not have is drawn as a box; nobody can do anything about the warning.
        warnings.filterwarnings("ignore", message="Glyph")
        yield


def profile(assessment: Assessment) -> Figure:
    """Return the profile as bars and as a radar, side by side."""
    from matplotlib.figure import Figure

    say = speech(assessment.settings.language)
    sentences = Sentences(assessment, say)
    figure = Figure(figsize=(12.8, 7.2), facecolor="white")
    grid = figure.add_gridspec(
        1, 2, width_ratios=(3, 1), left=0.22, right=0.97, top=0.86, bottom=0.1, wspace=0.1
    )
    _bars(figure.add_subplot(grid[0]), assessment, sentences)
    _radar(figure.add_subplot(grid[1], projection="polar"), assessment)
    strategy = assessment.strategy
    figure.text(0.02, 0.94, _short(strategy.title, 70), fontsize=16, fontweight="bold")
    figure.text(0.02, 0.9, _short(f"{strategy.territory} · {sentences.period()}", 110), fontsize=11)
    if any(idea.score != idea.high for idea in assessment.ideas):
        figure.text(0.22, 0.03, say("Hatched: depends on what was not examined."), fontsize=9)
    figure.text(0.02, 0.008, _short(f"{sentences.basis()}.", 160), fontsize=8, color="#555555")
    return figure


def _bars(axes: Axes, assessment: Assessment, sentences: Sentences) -> None:
    ideas = assessment.ideas
    levels = [*assessment.pack.levels]
    ends = [*(level.starts_at for level in levels[1:]), 100]
    for place, (level, end) in enumerate(zip(levels, ends, strict=True)):
        shade = _BANDS[place * (len(_BANDS) - 1) // max(1, len(levels) - 1)]
        axes.axvspan(level.starts_at, end, color=shade, zorder=0, linewidth=0)
        axes.text((level.starts_at + end) / 2, -0.85, _short(level.title, 20), ha="center", fontsize=8)
    for row, idea in enumerate(ideas):
        low, high = as_number(idea.score), as_number(idea.high)
        axes.barh(row, low, height=0.56, color=SURE, zorder=2)
        if high > low:
            unknown: Any = {"facecolor": "white", "edgecolor": SURE, "hatch": "////"}
            axes.barh(row, high - low, left=low, height=0.56, zorder=2, **unknown)
        shown = interval(idea.score, idea.high)
        axes.text(min(high, 100) + 1, row, shown, va="center", fontsize=10, fontweight="bold", zorder=3)
    axes.set_yticks(
        range(len(ideas)), [_named(n, idea, sentences) for n, idea in enumerate(ideas, 1)], fontsize=10
    )
    axes.set_ylim(len(ideas) - 0.4, -1.2)
    axes.set_xlim(0, 108)
    axes.set_xticks(range(0, 101, 20))
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _named(place: int, idea: IdeaResult, sentences: Sentences) -> str:
    """Return the title of an idea, with its number in the radar and its level below."""
    return f"{place}. {_short(idea.title, 34)}\n{_short(sentences.level(idea), 34)}"


def _radar(axes: Any, assessment: Assessment) -> None:
    ideas = assessment.ideas
    angles = [2 * pi * place / len(ideas) for place in range(len(ideas))]
    around = [*angles, angles[0]]
    low = [as_number(idea.score) for idea in ideas]
    high = [as_number(idea.high) for idea in ideas]
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    if high != low:
        axes.plot(around, [*high, high[0]], color=SURE, linewidth=1, linestyle="--")
    axes.plot(around, [*low, low[0]], color=SURE, linewidth=2)
    axes.fill(around, [*low, low[0]], color=SURE, alpha=0.2)
    axes.set_ylim(0, 100)
    axes.set_yticks([level.starts_at for level in assessment.pack.levels[1:]], [])
    axes.set_xticks(angles, [str(place) for place in range(1, len(ideas) + 1)], fontsize=10)
    axes.spines["polar"].set_color("#c8c8c8")


def _short(text: str, most: int = _LONGEST) -> str:
    """Return text from a document on one line, not longer than there is room for."""
    shown = tame(" ".join(text.split()))
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
