"""Scores as figures.

In: exact fractions. Out: numbers, never rounded in a way that promises more than is there.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from assessor.speech import Speech


def number(value: Fraction) -> str:
    """Return a score rounded to a whole number; never up over what it does not reach."""
    return str(int(value))


def interval(low: Fraction, high: Fraction) -> str:
    """Return a score, or the interval it lies in, rounded outwards so that nothing in it is cut off."""
    return number(low) if low == high else f"{number(low)}–{ceil(high)}"


def figure(score: Fraction) -> float:
    """Return a score out of 100 with one decimal, never rounded up over what it does not reach."""
    return int(score * 10) / 10


def bounds(low: Fraction, high: Fraction) -> tuple[float, float]:
    """Return a score out of 100 and what it could be at best, with one decimal, rounded outwards."""
    return figure(low), figure(low) if low == high else ceil(high * 10) / 10


def signed(difference: float, say: Speech) -> str:
    """Return a difference that was rounded to one decimal with its sign; nought has none."""
    shown = say.decimal(abs(difference))
    return f"+{shown}" if difference > 0 else f"−{shown}" if difference < 0 else shown
