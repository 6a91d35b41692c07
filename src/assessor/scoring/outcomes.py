"""From the verdict on a check to the outcome of a criterion, and how it is treated.

In: verdicts, a pack, a strategy's scope and waivers. Out: ``Judged`` criteria, by idea. Must never know:
levels or how anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from assessor.documents.positions import pointer
from assessor.pack.model import Pack
from assessor.pack.plan import CriterionPlan
from assessor.records import record
from assessor.scoring.assessment import Notice, NoticeCode, Reason, Treatment
from assessor.scoring.checks import Verdict
from assessor.scoring.exact import ONE, ZERO, ratio
from assessor.strategy.dates import span
from assessor.strategy.model import Strategy


@record
class Judged:
    """A criterion with its verdict and treatment."""

    criterion: CriterionPlan
    verdict: Verdict
    treatment: Treatment
    reason: Reason | None


COUNTED: Final[tuple[Treatment, None]] = ("counted", None)
"""How a criterion is treated of which a document says nothing."""

Special = tuple[Treatment, Reason]


@record
class Treatments:
    """What a document excludes or has had accepted, by criterion, with the reason of each."""

    special: Mapping[str, Special]
    """Of the criteria that do not simply count: what is out of scope stays so, waived or not."""
    scoped: bool
    """Whether anything is out of scope."""
    excluded_dimensions: frozenset[str]
    why_dimensions: Reason | None
    """The reason of the first exclusion of dimensions."""
    notices: tuple[Notice, ...]


def treatments_of(strategy: Strategy, pack: Pack, as_of: date) -> Treatments:
    """Return what a strategy's scope and waivers mean for each criterion of a pack on a day.

    A waiver holds up to and including the last day of its end date.
    """
    notices: list[Notice] = []
    dimensions: set[str] = {d for exclusion in strategy.scope for d in exclusion.dimensions}
    out_of_scope = _scope(strategy, pack, dimensions, notices)
    waived = _waivers(strategy, pack, as_of, notices)
    whys = [Reason(exclusion.reason) for exclusion in strategy.scope if exclusion.dimensions]
    return Treatments(
        waived | out_of_scope,
        bool(out_of_scope or dimensions),
        frozenset(dimensions),
        whys[0] if whys else None,
        tuple(notices),
    )


def _scope(strategy: Strategy, pack: Pack, dimensions: set[str], notices: list[Notice]) -> dict[str, Special]:
    found: dict[str, Special] = {}
    ideas = [idea.id for idea in pack.about.ideas]
    for index, exclusion in enumerate(strategy.scope):
        named = {"ideas": exclusion.ideas, "criteria": exclusion.criteria}
        for field, choices in (("ideas", ideas), ("criteria", pack.by_id)):
            for place, name in enumerate(named[field]):
                if name not in choices:
                    path = ("scope", index, field, place)
                    notices.append(_notice(strategy, "unknown-in-scope", name, None, path))
        for criterion in pack.criteria:
            own = {*criterion.dimensions}
            excluded = (
                criterion.id in exclusion.criteria
                or pack.idea_of[criterion.id] in exclusion.ideas
                or (own and own <= dimensions and not own.isdisjoint(exclusion.dimensions))
            )
            if excluded:
                found.setdefault(criterion.id, ("out-of-scope", Reason(exclusion.reason)))
    return found


def _waivers(strategy: Strategy, pack: Pack, as_of: date, notices: list[Notice]) -> dict[str, Special]:
    found: dict[str, Special] = {}
    for index, waiver in enumerate(strategy.waivers):
        path, name, last = ("waivers", index), waiver.criterion, span(waiver.until).last
        if name not in pack.by_id:
            notices.append(_notice(strategy, "unknown-in-waiver", name, None, (*path, "criterion")))
        elif last < as_of:
            notices.append(_notice(strategy, "waiver-ended", name, last, (*path, "until"), waiver.by))
        else:
            found[name] = ("waived", Reason(waiver.reason, waiver.by, str(waiver.until)))
    return found


def _notice(
    strategy: Strategy,
    code: NoticeCode,
    name: str,
    day: date | None,
    path: Iterable[str | int],
    by: str | None = None,
) -> Notice:
    path = tuple(path)
    line = strategy.positions.nearest(path).line if strategy.positions else None
    return Notice(code, name, day.isoformat() if day else None, pointer(path), line, by)


def gain(weight: int, value: Fraction, total: int) -> Fraction:
    """Return what an idea's score gains, out of 100, if one criterion alone became 1."""
    if value is ONE or not total:
        return ZERO
    part, whole = (0, 1) if value is ZERO else value.as_integer_ratio()
    return ratio(100 * weight * (whole - part), total * whole)
