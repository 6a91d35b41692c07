"""Which fields and kinds a check reads, and how: where something more may lower its value.

In: checks. Out: what tells the laws apart from their exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from oracle_derived import DERIVED_NAMES

from assessor.pack import model as m

Field = tuple[str, str]
"""A kind, and the first part of a field's name."""

_OTHERS: Final[Mapping[str, str]] = {
    "precedes_adoption": "adoption",
    "budget_years": "budget-line",
    "indicator_count": "indicator",
    "lines_add_up": "budget-line",
}
"""Derived fields that look at items of another kind: one item more may turn them."""

_PERIOD: Final = ("document", "period")
_INPUTS: Final[Mapping[str, frozenset[Field]]] = {
    "outlasts_mandate": frozenset({_PERIOD, ("document", "mandate_end"), ("agreement", "end")}),
    "horizon_years": frozenset({("vision", "horizon")}),
    "overlaps_period": frozenset({_PERIOD, ("plan", "period")}),
    "source_age": frozenset({("diagnosis-part", "source_year")}),
    "precedes_adoption": frozenset(
        {("trend-analysis", "date"), ("adoption", "date"), ("adoption", "result")}
    ),
    "within_cycle": frozenset({("review", "cycle"), ("review", "last")}),
    "covers_period": frozenset({_PERIOD, ("vision", "horizon"), ("agreement", "end")}),
    "indicator_count": frozenset({("indicator", "objectives")}),
    "tool_fits": frozenset({("action", "tool"), ("action", "dimension")}),
    "within_period": frozenset({_PERIOD, ("action", "start"), ("action", "end")}),
    "fits_kind": frozenset({("space", "kind"), ("space", "obtains")}),
    "target_differs": frozenset({("indicator", "baseline"), ("indicator", "target")}),
    "budget_years": frozenset({("budget-line", "year")}),
    "lines_add_up": frozenset({("budget-line", "kind"), ("budget-line", "amount"), ("financing", "budget")}),
}
"""What each derived field is computed from."""

_TURNING: Final[Mapping[str, frozenset[Field]]] = {
    "outlasts_mandate": frozenset({_PERIOD}),
    "covers_period": frozenset({_PERIOD}),
    "indicator_count": frozenset({("indicator", "objectives")}),
    "overlaps_period": frozenset({_PERIOD, ("plan", "period")}),
    "precedes_adoption": frozenset({("adoption", "date"), ("adoption", "result")}),
    "within_period": frozenset({_PERIOD}),
    "budget_years": frozenset({("budget-line", "year")}),
    "lines_add_up": frozenset({("budget-line", "kind"), ("budget-line", "amount")}),
}
"""Those of them without which the derived field may have a value already, which one more may turn."""


def may_be_lowered_by(check: m.Check) -> frozenset[Field]:
    """Return the fields that, filled where they were empty, may lower the value of a check."""
    return frozenset(_sensitive(check))


def moves_with_additions(check: m.Check, kind: str, *, shares: bool = False) -> bool:
    """Whether an item of ``kind`` more may lower a check in a way that no law forbids."""
    if isinstance(check, m.All | m.Any_ | m.Parts):
        return any(moves_with_additions(member, kind, shares=shares) for member in _members(check))
    if isinstance(check, m.Balance) or (shares and isinstance(check, m.Share)):
        return True
    if isinstance(check, m.Count) and check.at_most is not None:
        return True
    limited = any(isinstance(c, m.Relation) and c.at_most is not None for c in _all_conditions(check))
    return limited or looks_at_others(check, kind)


def looks_at_others(check: m.Check, kind: str) -> bool:
    """Whether a check reads a derived field that looks at items of ``kind``."""
    return any(
        isinstance(c, m.FieldCondition) and _OTHERS.get(c.field) == kind for c in _all_conditions(check)
    )


def _members(check: m.All | m.Any_ | m.Parts) -> list[m.Check]:
    if isinstance(check, m.All):
        return check.all
    return check.any if isinstance(check, m.Any_) else check.parts


def _subject(
    check: m.Count | m.Share | m.Cover | m.Balance,
) -> tuple[str, list[m.FieldCondition], list[m.Condition]]:
    """Return the kind that a check looks at, its ``where`` and its ``that``."""
    match check:
        case m.Count():
            return check.count, check.where, check.that
        case m.Share():
            return check.share, check.where, check.that
        case m.Cover():
            return check.some, [], check.that
        case m.Balance():
            return check.balance, check.where, []


def _all_conditions(check: m.Check) -> Iterator[m.Condition]:
    if isinstance(check, m.All | m.Any_ | m.Parts):
        for member in _members(check):
            yield from _all_conditions(member)
        return
    _, where, that = _subject(check)
    yield from _within([*where, *that])


def _within(conditions: Iterable[m.Condition]) -> Iterator[m.Condition]:
    for condition in conditions:
        yield condition
        if isinstance(condition, m.Relation):
            yield from _within(condition.that)
        elif isinstance(condition, m.AnyOf):
            yield from _within(condition.any)


def _sensitive(check: m.Check) -> Iterator[Field]:
    if isinstance(check, m.All | m.Any_ | m.Parts):
        for member in _members(check):
            yield from _sensitive(member)
        return
    kind, where, that = _subject(check)
    yield from _reads(kind, where, limited=True)
    yield from _reads(kind, that, limited=isinstance(check, m.Count) and check.at_most is not None)
    if isinstance(check, m.Balance):
        yield kind, check.field.partition(".")[0]


def _reads(kind: str, conditions: Iterable[m.Condition], *, limited: bool) -> Iterator[Field]:
    for condition in conditions:
        if isinstance(condition, m.AnyOf):
            yield from _reads(kind, condition.any, limited=limited)
        elif isinstance(condition, m.Relation):
            under = limited or condition.at_most is not None
            if under:
                yield (condition.some, condition.by) if condition.by else (kind, str(condition.via))
                yield condition.some, condition.distinct or ""
            yield from _reads(condition.some, condition.that, limited=under)
        elif (kind, condition.field) in DERIVED_NAMES:
            yield from (_INPUTS if limited else _TURNING).get(condition.field, ())
        elif limited:
            yield kind, condition.field.partition(".")[0]
