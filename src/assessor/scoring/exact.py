"""Exact arithmetic with values from 0 to 1, and weighted means of them.

In: whole numbers and fractions. Out: fractions. Sums are kept as whole numbers, which is several times
faster than adding fractions; nothing is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final

from assessor.records import record

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)

Weighted = Sequence[tuple[int, Fraction]]
"""Weights, each with a value."""


@lru_cache(maxsize=4096)
def ratio(part: int, whole: int) -> Fraction:
    """Return a share; 0 of nothing. The same small ones come again and again, and each costs some to make."""
    if part == whole and whole:
        return ONE
    return Fraction(part, whole) if part else ZERO


def is_one(value: Fraction) -> bool:
    """Whether a value is 1; comparing fractions costs ten times as much."""
    return value is ONE or (value is not ZERO and value.numerator == value.denominator)


@record
class Sums:
    """What means are made of."""

    weight: int
    begun: int
    """Weight of the values above zero."""
    numerator: int
    denominator: int
    """Together the sum of weight times value."""

    def over(self, weight: int, scale: int = 1) -> Fraction:
        """Return the sum over a weight, times a scale; 0 if there is no weight."""
        return Fraction(scale * self.numerator, self.denominator * weight) if weight else ZERO


def sums(values: Weighted) -> Sums:
    """Return the sums of weighted values."""
    weights, begun, ones, numerator, denominator = 0, 0, 0, 0, 1
    for weight, value in values:
        weights += weight
        if value is ZERO:
            continue
        if value is ONE:
            ones += weight
            continue
        part, whole = value.as_integer_ratio()
        if not part:
            continue
        begun += weight
        if whole != denominator:
            common = lcm(denominator, whole)
            numerator *= common // denominator
            part *= common // whole
            denominator = common
        numerator += weight * part
    return Sums(weights, begun + ones, numerator + ones * denominator, denominator)


def mean(values: Weighted, scale: int = 1) -> Fraction:
    """Return the weighted mean of values, times a scale; 0 if there is no weight."""
    found = sums(values)
    return found.over(found.weight, scale)
