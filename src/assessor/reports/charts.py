"""The profile of the ideas as pictures: whole for a slide, or its bars and its radar for a page.

In: an ``Assessment``. Out: SVG or PNG. Colour is never the only carrier: every bar has its figure and its
level, what is not known is hatched, and levels are named shades of grey.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any, Final, Literal

from assessor.reports.blocks import PictureForm
from assessor.reports.drawing import Look, drawn, short
from assessor.reports.figures import interval
from assessor.reports.robustness_words import RobustnessWords
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment
from assessor.scoring.figures import as_number
from assessor.speech import speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Part = Literal["bars", "radar", "robustness"]

_SLIDE: Final = (12.8, 7.2)
_PARTS: Final[dict[Part, tuple[float, float]]] = {
    "bars": (5.2, 6.4),
    "radar": (3.6, 3.6),
    "robustness": (5.2, 6.4),
}
"""Width and height in inches. Bars are narrow enough to be read on a phone."""
_HEIGHT: Final = 0.36
"""How high a bar is, of the distance between two."""
_LEVELS_END: Final = 83
"""Where the level of an idea ends, on the axis of scores, so that its figure has room behind it."""


def to_svg(assessment: Assessment) -> bytes:
    """Return the profile of an assessment as SVG, fit for a slide.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return _slide(assessment, "svg")


def to_png(assessment: Assessment) -> bytes:
    """Return the profile of an assessment as PNG, 1920 by 1080.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return _slide(assessment, "png")


def picture(assessment: Assessment, part: Part, form: PictureForm) -> bytes:
    """Return the bars, the radar or the intervals alone, for a page that says whose they are.

    Args:
        assessment: what to show.
        part: "bars", "radar" or, of an assessment that tells how sure its levels are, "robustness".
        form: how it is to be drawn.

    Raises:
        UsageError: matplotlib is not installed.
    """

    def paint(figure: Figure, look: Look) -> None:
        if part != "radar":
            sentences = Sentences(assessment, speech(assessment.settings.language))
            rows = _bars if part == "bars" else _intervals
            rows(figure.add_axes((0.03, 0.05, 0.93, 0.94)), assessment, sentences, look)
        else:
            _radar(figure.add_axes((0.08, 0.08, 0.84, 0.84), projection="polar"), assessment, look)

    return drawn(form, _PARTS[part], part, paint)


def _slide(assessment: Assessment, form: PictureForm) -> bytes:
    """Return the profile as bars and as a radar, side by side."""
    sentences = Sentences(assessment, speech(assessment.settings.language))

    def paint(figure: Figure, look: Look) -> None:
        _bars(figure.add_axes((0.02, 0.09, 0.62, 0.78)), assessment, sentences, look)
        _radar(figure.add_axes((0.68, 0.24, 0.28, 0.5), projection="polar"), assessment, look)
        figure.text(0.02, 0.94, short(assessment.strategy.title, 70), fontsize=16, fontweight="bold")
        figure.text(0.02, 0.9, short(sentences.whose(), 110), fontsize=11)
        for line, told in enumerate(sentences.legend()):
            figure.text(0.68, 0.12 - 0.03 * line, short(told, 60), fontsize=9)
        figure.text(0.02, 0.015, short(f"{sentences.basis()}.", 160), fontsize=8, color="#555555")

    return drawn(form, _SLIDE, assessment.strategy.title, paint)


def _bars(axes: Axes, assessment: Assessment, sentences: Sentences, look: Look) -> None:
    """Draw a bar for each idea on the bands of the levels, below its name, level and figure."""
    _ground(axes, assessment, look)
    second = {each.id: (each.score, each.high) for each in sentences.profiled()}
    for row, idea in enumerate(assessment.ideas):
        low, high = as_number(idea.score), as_number(idea.high)
        axes.barh(row, low, height=_HEIGHT, color=look.sure, zorder=2)
        if high > low:
            unknown: Any = {"facecolor": look.paper, "edgecolor": look.sure, "hatch": "////"}
            axes.barh(row, high - low, left=low, height=_HEIGHT, zorder=2, **unknown)
        if idea.id in second:
            ends = [as_number(score) for score in second[idea.id]]
            axes.plot(ends, [row, row], color=look.ink, linewidth=1, zorder=3, marker="D", **_diamond(look))
        _named(axes, row, idea.title, sentences.level(idea), interval(idea.score, idea.high))


def _intervals(axes: Axes, assessment: Assessment, sentences: Sentences, look: Look) -> None:
    """Draw for each idea on the bands of the levels where its score lies in the draws."""
    if assessment.robustness is None:
        return
    _ground(axes, assessment, look)
    told = RobustnessWords(assessment.robustness, sentences)
    for row, each in enumerate(assessment.robustness.ideas):
        idea, spread = assessment.idea(each.id), each.spread
        ends = [as_number(spread.least), as_number(spread.most)]
        lower, upper = as_number(spread.lower), as_number(spread.upper)
        axes.plot(ends, [row, row], color=look.sure, linewidth=1.5, zorder=2)
        axes.barh(row, upper - lower, left=lower, height=_HEIGHT / 2, color=look.sure, zorder=2)
        scores = [as_number(idea.score), as_number(idea.high)]
        axes.plot(scores, [row, row], color=look.ink, linestyle="", zorder=3, marker="D", **_diamond(look))
        kept = told.level(each) if each.kept is None else told.of_100(each.kept)
        _named(axes, row, idea.title, kept, told.range(spread))


def _ground(axes: Axes, assessment: Assessment, look: Look) -> None:
    """Lay the bands of the levels below a row for each idea, with their names above."""
    bands = _bands(assessment, look)
    for start, end, _, title in bands:
        middle: Any = {"x": (start + end) / 2, "ha": "center"}
        # The last band is narrow: its name may reach into the one before, not off the picture.
        axes.text(y=-0.92, s=title, fontsize=7.5, **(middle if end < 100 else {"x": 100, "ha": "right"}))
    for row in range(len(assessment.ideas)):
        for start, end, shade, _ in bands:
            axes.barh(row, end - start, left=start, height=_HEIGHT, color=shade, zorder=0, linewidth=0)
    axes.set_ylim(len(assessment.ideas) - 0.7, -1.25)
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 20))
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _named(axes: Axes, row: int, title: str, level: str, figure: str) -> None:
    """Write above a row what it is of, its level and its figure."""
    above: Any = {"y": row - 0.24, "va": "bottom", "zorder": 3}
    axes.text(x=0, s=f"{row + 1}. {short(title, 40)}", fontsize=10, **above)
    right: Any = {"ha": "right", **above}
    axes.text(x=_LEVELS_END, s=short(level, 34), fontsize=9, **right)
    axes.text(x=100, s=figure, fontsize=10, fontweight="bold", **right)


def _diamond(look: Look) -> dict[str, Any]:
    """Return the mark of a second score: of another form than a bar, not only of another colour."""
    return {"clip_on": False, "markersize": 5, "markerfacecolor": look.paper, "markeredgecolor": look.ink}


def _bands(assessment: Assessment, look: Look) -> list[tuple[int, int, str, str]]:
    """Return where each level begins and ends, its shade and its name."""
    levels = assessment.pack.levels
    ends = [*(level.starts_at for level in levels[1:]), 100]
    shades = [
        look.bands[place * (len(look.bands) - 1) // max(1, len(levels) - 1)] for place in range(len(levels))
    ]
    return [
        (level.starts_at, end, shade, short(level.title, 20))
        for level, end, shade in zip(levels, ends, shades, strict=True)
    ]


def _radar(axes: Any, assessment: Assessment, look: Look) -> None:
    ideas = assessment.ideas
    angles = [2 * pi * place / len(ideas) for place in range(len(ideas))]
    around = [*angles, angles[0]]
    low = [as_number(idea.score) for idea in ideas]
    high = [as_number(idea.high) for idea in ideas]
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    if high != low:
        axes.plot(around, [*high, high[0]], color=look.sure, linewidth=1, linestyle="--")
    axes.plot(around, [*low, low[0]], color=look.sure, linewidth=2)
    axes.fill(around, [*low, low[0]], color=look.sure, alpha=0.2)
    axes.set_ylim(0, 100)
    axes.set_yticks([level.starts_at for level in assessment.pack.levels[1:]], [])
    axes.set_xticks(angles, [str(place) for place in range(1, len(ideas) + 1)], fontsize=10)
    axes.spines["polar"].set_color(look.bands[-1])
