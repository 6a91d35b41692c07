"""The ideas in the eyes of rules, city and peers, as a picture.

In: a ``HostReport``. Out: SVG or PNG. Every mark has a form of its own, so that colour is never the only
carrier: rules are a bar, peers a dot with the range of their means, the city itself a diamond, and what was
agreed an upright line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assessor.reports.blocks import PictureForm
from assessor.reports.drawing import Look, drawn, short
from assessor.review.phrases import Phrases
from assessor.review.records.model import HIGHEST
from assessor.review.results.result import HostReport, IdeaReview
from assessor.speech import Speech, speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PART: Final = (5.2, 5.9)
_SLIDE: Final = (12.8, 7.2)
"""Width and height in inches."""
_HEIGHT: Final = 0.34
_TOP: Final = -2.2
"""Where the picture begins, above the first idea, so that the key has room."""


def bars(report: HostReport, form: PictureForm) -> bytes:
    """Return the ideas as bars, for a page that says whose they are.

    Raises:
        UsageError: matplotlib is not installed.
    """

    def paint(figure: Figure, look: Look) -> None:
        _bars(figure.add_axes((0.03, 0.04, 0.93, 0.95)), report, look)

    return drawn(form, _PART, report.city, paint)


def to_svg(report: HostReport) -> bytes:
    """Return the picture as SVG, fit for a slide."""
    return _slide(report, "svg")


def to_png(report: HostReport) -> bytes:
    """Return the picture as PNG, 1920 by 1080."""
    return _slide(report, "png")


def _slide(report: HostReport, form: PictureForm) -> bytes:
    say = speech(report.exercise.language)
    title = say("Peer review: {city}", city=report.city)

    def paint(figure: Figure, look: Look) -> None:
        _bars(figure.add_axes((0.02, 0.07, 0.96, 0.82)), report, look)
        figure.text(0.02, 0.95, short(title, 70), fontsize=16, fontweight="bold")
        figure.text(0.02, 0.91, short(report.strategy, 110), fontsize=11)
        basis = Phrases(say).basis(report.exercise)
        figure.text(0.02, 0.015, short(f"{basis}.", 210), fontsize=7, color="#555555")

    return drawn(form, _SLIDE, title, paint)


def _bars(axes: Axes, report: HostReport, look: Look) -> None:
    say = speech(report.exercise.language)
    for row, idea in enumerate(report.ideas):
        axes.barh(row, HIGHEST, height=_HEIGHT, color=look.bands[0], zorder=0)
        axes.barh(row, idea.rules, height=_HEIGHT, color=look.bands[-1], zorder=1)
        if idea.rules_high > idea.rules:
            unknown: Any = {"facecolor": look.paper, "edgecolor": look.bands[-1], "hatch": "////"}
            axes.barh(row, idea.rules_high - idea.rules, left=idea.rules, height=_HEIGHT, zorder=1, **unknown)
        _marks(axes, row, idea, look)
        above: Any = {"y": row - 0.24, "va": "bottom", "zorder": 3}
        axes.text(x=0, s=f"{row + 1}. {short(idea.title, 44)}", fontsize=10, **above)
        shown = "–" if idea.median is None else say.decimal(idea.median)
        axes.text(x=HIGHEST, s=shown, fontsize=10, fontweight="bold", ha="right", **above)
    _key(axes, say, look)
    axes.set_ylim(len(report.ideas) - 0.6, _TOP)
    axes.set_xlim(-0.04, HIGHEST + 0.04)
    axes.set_xticks(range(HIGHEST + 1))
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _marks(axes: Axes, row: float, idea: IdeaReview, look: Look) -> None:
    if idea.low is not None and idea.high is not None:
        axes.plot([idea.low, idea.high], [row, row], color=look.sure, linewidth=3, zorder=3, clip_on=False)
    if idea.median is not None:
        _dot(axes, idea.median, row, look)
    if idea.own is not None:
        _diamond(axes, idea.own, row, look)
    if idea.consensus is not None:
        _upright(axes, idea.consensus, row, look)


def _dot(axes: Axes, x: float, y: float, look: Look) -> None:
    axes.plot([x], [y], "o", color=look.sure, markersize=8, zorder=5, clip_on=False)


def _diamond(axes: Axes, x: float, y: float, look: Look) -> None:
    looks: Any = {"markerfacecolor": look.paper, "markeredgecolor": look.ink, "markersize": 7}
    axes.plot([x], [y], "D", zorder=4, clip_on=False, **looks)


def _upright(axes: Axes, x: float, y: float, look: Look) -> None:
    axes.plot([x, x], [y - 0.22, y + 0.22], color=look.ink, linewidth=2, zorder=6, clip_on=False)


def _key(axes: Axes, say: Speech, look: Look) -> None:
    """Draw what each mark is, above the ideas, in two rows of two."""
    first, second, left, right = _TOP + 0.35, _TOP + 0.95, 0.0, 1.55
    text: Any = {"va": "center", "fontsize": 9}
    axes.barh(first, 0.16, left=left, height=0.26, color=look.bands[-1])
    axes.text(left + 0.24, first, say("what the rules see"), **text)
    axes.plot([right, right + 0.16], [first, first], color=look.sure, linewidth=3)
    _dot(axes, right + 0.08, first, look)
    axes.text(right + 0.24, first, say("peers: median and range"), **text)
    _diamond(axes, left + 0.08, second, look)
    axes.text(left + 0.24, second, say("the city itself"), **text)
    _upright(axes, right + 0.08, second, look)
    axes.text(right + 0.24, second, say("result"), **text)
