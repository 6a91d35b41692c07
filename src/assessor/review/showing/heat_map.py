"""Cities and ideas as a map of shades, with the mark in each field.

In: an ``ExerciseReport``. Out: SVG or PNG. Every field has its figure: shade is never the only carrier.
Cities stand in the order of the terms, not of their marks: this is no ranking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assessor.reports.blocks import PictureForm
from assessor.reports.drawing import Look, drawn, short
from assessor.review.phrases import NOTHING, Phrases
from assessor.review.records.model import HIGHEST
from assessor.review.results.result import ExerciseReport
from assessor.speech import speech

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WIDTH: Final = 12.8
_ROW: Final = 0.42
_AROUND: Final = 2.9
"""Inches: the width, what a city takes of the height, and what title and headings take."""
_DARK_FROM: Final = 2.7
"""From this mark up a field is so dark that its figure is white."""


def to_svg(report: ExerciseReport) -> bytes:
    """Return the map as SVG.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return mapped(report, "svg")


def to_png(report: ExerciseReport) -> bytes:
    """Return the map as PNG.

    Raises:
        UsageError: matplotlib is not installed.
    """
    return mapped(report, "png")


def mapped(report: ExerciseReport, form: PictureForm) -> bytes:
    """Return the map in a form.

    Raises:
        UsageError: matplotlib is not installed.
    """
    height = _AROUND + _ROW * len(report.hosts)
    return drawn(
        form, (_WIDTH, height), report.exercise.title, lambda figure, look: _paint(figure, report, look)
    )


def _paint(figure: Figure, report: ExerciseReport, look: Look) -> None:
    phrases = Phrases(speech(report.exercise.language))
    height = float(figure.get_figheight())
    axes = figure.add_axes((0.2, 0.45 / height, 0.78, 1 - _AROUND / height))
    for row, host in enumerate(report.hosts):
        for column, idea in enumerate(host.ideas):
            mark = idea.consensus if idea.consensus is not None else idea.median
            _field(axes, column, row, mark, phrases, look)
    axes.set_xlim(0, len(report.ideas))
    axes.set_ylim(len(report.hosts), 0)
    top: Any = {"rotation": 40, "ha": "left", "va": "bottom", "fontsize": 9, "rotation_mode": "anchor"}
    for column, title in enumerate(report.ideas):
        axes.text(column + 0.4, -0.15, short(title.title, 30), **top)
    axes.set_xticks([])
    axes.set_yticks([row + 0.5 for row in range(len(report.hosts))])
    axes.set_yticklabels([short(host.city, 28) for host in report.hosts], fontsize=10, color=look.ink)
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    figure.text(0.02, 1 - 0.35 / height, short(report.exercise.title, 90), fontsize=15, fontweight="bold")
    figure.text(0.02, 0.12 / height, short(phrases.scale(), 160), fontsize=8)


def _field(axes: Any, column: int, row: int, mark: float | None, phrases: Phrases, look: Look) -> None:
    from matplotlib.patches import Rectangle

    strength = 0.0 if mark is None else 0.08 + 0.82 * mark / HIGHEST
    place, size = (column + 0.03, row + 0.05), (0.94, 0.9)
    axes.add_patch(Rectangle(place, *size, color=look.sure, alpha=strength, linewidth=0))
    ink = look.paper if mark is not None and mark >= _DARK_FROM else look.ink
    shown = NOTHING if mark is None else phrases.mark(mark)
    axes.text(column + 0.5, row + 0.5, shown, ha="center", va="center", fontsize=10, color=ink)
