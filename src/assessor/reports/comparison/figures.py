"""Scores and their differences as figures with one decimal.

In: exact fractions. Out: numbers. A score is cut, never raised; a change is the difference of what is shown,
and its parts are rounded so that they add up to it: nobody has to wonder at a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from assessor.reports.figures import bounds, figure
from assessor.speech import Speech


def shown_score(low: Fraction | None, high: Fraction | None, say: Speech) -> str:
    """Return a score, or the interval that it lies in; a dash if there is none."""
    if low is None or high is None:
        return "–"
    least, most = bounds(low, high)
    return say.decimal(least) if low == high else f"{say.decimal(least)}–{say.decimal(most)}"


def shown_change(before: Fraction, after: Fraction) -> float:
    """Return the difference of two scores as they are shown."""
    return round(figure(after) - figure(before), 1)


def shown_parts(change: float, parts: Sequence[Fraction]) -> list[float]:
    """Return the parts of a change, each rounded up or down so that they add up to what is shown of it."""
    tenths = [floor(10 * part) for part in parts]
    rest = round(10 * change) - sum(tenths)
    largest = sorted(
        (place for place, part in enumerate(parts) if part),
        key=lambda place: 10 * parts[place] - tenths[place],
        reverse=True,
    )
    for number in range(rest if largest else 0):
        tenths[largest[number % len(largest)]] += 1
    return [number / 10 for number in tenths]
