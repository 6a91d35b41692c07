"""What stands in the way of an aim that is out of reach.

In: the assessment after all that helps was done. Out: the criteria that still fall short, and why each does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessor.improving.asked import asked_by
from assessor.improving.choices import DIMENSION
from assessor.improving.work_plan import Barrier, Hindrance
from assessor.pack.plan import CriterionPlan, Plan
from assessor.scoring.assessment import Assessment, CriterionResult, Reason
from assessor.scoring.outcomes import Treatments
from assessor.strategy.fields import fields_of


def barriers_to(
    after: Assessment,
    ideas: Mapping[str, Sequence[CriterionPlan]],
    enough: frozenset[str],
    plan: Plan,
    treatments: Treatments,
) -> tuple[Barrier, ...]:
    """Return the criteria that fall short: those that hold an idea back first, then by what they cost it.

    Where the score of an idea suffices, only essentials below their floor stand in the way.

    Args:
        after: what the best plan leads to.
        ideas: the ideas that are aimed at, with their criteria.
        enough: those whose score suffices.
        plan: the compiled pack.
        treatments: what the document excludes, or has had accepted.
    """
    found = [
        _barrier(after, name, criterion, plan, treatments)
        for name, criteria in ideas.items()
        for criterion in criteria
        if after.criterion(criterion.id).value < (criterion.least or 0 if name in enough else 1)
    ]
    return tuple(sorted(found, key=lambda each: (not each.essential, -each.loss, each.criterion)))


def _barrier(
    after: Assessment, idea: str, criterion: CriterionPlan, plan: Plan, treatments: Treatments
) -> Barrier:
    result = after.criterion(criterion.id)
    hindrance, reason = _hindrance(criterion, result, plan, treatments)
    holds_back = criterion.least is not None and result.value < criterion.least
    return Barrier(criterion.id, result.title, idea, result.value, result.gain, holds_back, hindrance, reason)


def _hindrance(
    criterion: CriterionPlan, result: CriterionResult, plan: Plan, treatments: Treatments
) -> tuple[Hindrance, Reason | None]:
    special = treatments.special.get(criterion.id)
    if special is not None:
        return ("waived" if special[0] == "waived" else "out-of-scope"), special[1]
    if treatments.excluded_dimensions and _tells_dimensions_apart([criterion], plan):
        return "out-of-scope", treatments.why_dimensions
    return ("unknown" if result.high > result.value else "written"), None


def _tells_dimensions_apart(criteria: Iterable[CriterionPlan], plan: Plan) -> bool:
    places: Iterator[tuple[str, str]] = iter(asked_by([each.check for each in criteria], plan).told_apart)
    return any(fields_of(kind)[name].target == DIMENSION for kind, name in places)
