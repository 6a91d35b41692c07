"""When a value has moved, and which criteria two assessments have in common.

In: assessments. Out: pairs and yes or no. Must never know: why anything moved.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from assessor.scoring.assessment import Assessment, CriterionResult

_MOVED: Final = Fraction(1, 10_000)
"""Values that lie nearer to each other are the same: a saved assessment is rounded to six places."""


def rose(before: Fraction, after: Fraction) -> bool:
    """Whether a value from 0 to 1 is higher than it was, by more than rounding."""
    return after - before > _MOVED


def moved(before: Fraction, after: Fraction) -> bool:
    """Whether a value from 0 to 1 is another than it was, by more than rounding."""
    return rose(before, after) or rose(after, before)


def results_of(assessment: Assessment) -> dict[str, CriterionResult]:
    """Return the results of an assessment by criterion, in its order."""
    return {result.id: result for idea in assessment.ideas for result in idea.criteria}


def in_both(before: Assessment, after: Assessment) -> list[tuple[CriterionResult, CriterionResult]]:
    """Return the results of the criteria that two assessments have in common, in the order of the first."""
    now = results_of(after)
    return [(result, now[name]) for name, result in results_of(before).items() if name in now]
