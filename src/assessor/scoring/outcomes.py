"""From the verdict on a check to the outcome of a criterion, and how it is treated.

In: verdicts, a pack, a strategy's scope and waivers. Out: ``Judged`` criteria, by idea. Must never know:
levels or how anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from assessor.documents.positions import pointer
from assessor.pack.model import Criterion, Pack
from assessor.pack.plan import CheckPlan
from assessor.records import record
from assessor.scoring.assessment import Notice, Treatment
from assessor.scoring.checks import Verdict
from assessor.scoring.exact import ZERO, ratio
from assessor.strategy.dates import span
from assessor.strategy.model import Strategy


@record
class Judged:
    """A criterion with its verdict and treatment."""

    criterion: Criterion
    check: CheckPlan
    verdict: Verdict
    treatment: Treatment
    reason: str | None


@record
class Treatments:
    """What a document excludes or has had accepted, by criterion, with the reason of each."""

    out_of_scope: Mapping[str, str]
    waived: Mapping[str, str]
    excluded_dimensions: frozenset[str]
    why_dimensions: str | None
    """The reason of the first exclusion of dimensions."""
    notices: tuple[Notice, ...]

    def of(self, criterion: str) -> tuple[Treatment, str | None]:
        """Return how a criterion is treated, and why."""
        if criterion in self.out_of_scope:
            return "out-of-scope", self.out_of_scope[criterion]
        if criterion in self.waived:
            return "waived", self.waived[criterion]
        return "counted", None


def treatments_of(strategy: Strategy, pack: Pack, as_of: date) -> Treatments:
    """Return what a strategy's scope and waivers mean for each criterion of a pack on a day.

    A waiver holds up to and including the last day of its end date.
    """
    notices: list[Notice] = []
    dimensions: set[str] = {d for exclusion in strategy.scope for d in exclusion.dimensions}
    return Treatments(
        _scope(strategy, pack, dimensions, notices),
        _waivers(strategy, pack, as_of, notices),
        frozenset(dimensions),
        next((exclusion.reason for exclusion in strategy.scope if exclusion.dimensions), None),
        tuple(notices),
    )


def _scope(strategy: Strategy, pack: Pack, dimensions: set[str], notices: list[Notice]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    ideas = [idea.id for idea in pack.about.ideas]
    for index, exclusion in enumerate(strategy.scope):
        named = {"ideas": exclusion.ideas, "criteria": exclusion.criteria}
        for field, choices in (("ideas", ideas), ("criteria", pack.by_id)):
            for place, name in enumerate(named[field]):
                if name not in choices:
                    path = ("scope", index, field, place)
                    message = f"The scope names '{name}', and the rule pack '{pack.about.id}' has none."
                    notices.append(_notice(strategy, "unknown-name", message, path))
        for criterion in pack.criteria:
            own = {*criterion.dimensions}
            excluded = (
                criterion.id in exclusion.criteria
                or pack.idea_of[criterion.id] in exclusion.ideas
                or (own and own <= dimensions and not own.isdisjoint(exclusion.dimensions))
            )
            if excluded:
                reasons.setdefault(criterion.id, exclusion.reason)
    return reasons


def _waivers(strategy: Strategy, pack: Pack, as_of: date, notices: list[Notice]) -> dict[str, str]:
    waived: dict[str, str] = {}
    for index, waiver in enumerate(strategy.waivers):
        path = ("waivers", index)
        if waiver.criterion not in pack.by_id:
            name = waiver.criterion
            message = f"A waiver names '{name}', and the rule pack '{pack.about.id}' has none."
            notices.append(_notice(strategy, "unknown-name", message, (*path, "criterion")))
        elif span(waiver.until).last < as_of:
            message = f"The waiver of {waiver.criterion} ended on {span(waiver.until).last}."
            notices.append(_notice(strategy, "waiver-ended", message, (*path, "until")))
        else:
            waived[waiver.criterion] = f"{waiver.reason} ({waiver.by}, until {waiver.until})"
    return waived


def _notice(strategy: Strategy, code: str, message: str, path: Iterable[str | int]) -> Notice:
    path = tuple(path)
    line = strategy.positions.nearest(path).line if strategy.positions else None
    return Notice(code, message, pointer(path), line)


def gain(weight: int, value: Fraction, total: int) -> Fraction:
    """Return what an idea's score gains, out of 100, if one criterion alone became 1."""
    part, whole = value.as_integer_ratio()
    if part == whole or not total:
        return ZERO
    return ratio(100 * weight * (whole - part), total * whole)
