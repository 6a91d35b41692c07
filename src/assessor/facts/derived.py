"""Derived fields: what needs arithmetic, computed before any rule looks.

In: a row, the facts around it, the date of assessment. Out: yes, no, a range of numbers, nothing, or
unknown. The meanings stand in the documentation of the rule language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from assessor.facts.rows import Facts, Row
from assessor.strategy.dates import Span, add_months, before, span
from assessor.strategy.fields import FieldType
from assessor.strategy.vocabulary import (
    MONTHS_OF_FREQUENCY,
    TOOL_DIMENSION,
    YIELD_OF_SPACE,
    AdoptionResult,
    BudgetKind,
)


class Unknown:
    """The value of a derived field that cannot be decided from what is known."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two others, both possible; ``high`` is None if there is no limit."""

    low: Fraction
    high: Fraction | None


Value = bool | Range | Unknown | None


class Surroundings:
    """What a derived field may look at besides its own row."""

    def __init__(self, facts: Facts, as_of: date) -> None:
        self.facts = facts
        self.as_of = as_of
        self._dates: dict[str, Span | Unknown | None] = {}
        self._naming: dict[str, int] | None = None
        self._unsure = 0

    def document_date(self, name: str) -> Span | Unknown | None:
        """Return a date of the document section: ``period.start``, ``period.end``, ``mandate_end``."""
        if name not in self._dates:
            self._dates[name] = read_date(self.facts.of("document")[0], name)
        return self._dates[name]

    def indicators_of(self, objective: str | None) -> tuple[int, int]:
        """Return how many indicators name an objective, and how many more perhaps do."""
        if self._naming is None:
            self._naming = {}
            for indicator in self.facts.listing("indicator").rows:
                if not indicator.announced:
                    objectives, unknown = indicator.read("objectives")
                    self._unsure += unknown
                    for name in dict.fromkeys(objectives or ()):
                        self._naming[name] = self._naming.get(name, 0) + 1
        return self._naming.get(objective or "", 0), self._unsure


Function = Callable[[Row, Surroundings], Value]


def read_date(row: Row, name: str) -> Span | Unknown | None:
    """Return the days that a date field can mean; None if it is not given."""
    value, unknown = row.read(name)
    if value is None:
        return UNKNOWN if unknown else None
    return span(value)


def _joined(*values: Any) -> Unknown | bool | None:
    """Return True if all values are there to compute with; else None if one is absent, else UNKNOWN."""
    if any(value is None for value in values):
        return None
    return UNKNOWN if any(isinstance(value, Unknown) for value in values) else True


def _or_unknown(decided: bool | None) -> Value:
    return UNKNOWN if decided is None else decided


def _after_mandate(end: Span | Unknown | None, around: Surroundings) -> Value:
    mandate = around.document_date("mandate_end")
    if not isinstance(end, Span) or not isinstance(mandate, Span):
        ready = _joined(end, mandate)
        return ready if isinstance(ready, Unknown) else None
    return _or_unknown(before(mandate, end))


def _document_outlasts(row: Row, around: Surroundings) -> Value:
    end, mandate = read_date(row, "period.end"), around.document_date("mandate_end")
    if end is None:
        # A strategy without an end outlasts whatever mandate there is.
        return True if isinstance(mandate, Span) else mandate
    return _after_mandate(end, around)


def _agreement_outlasts(row: Row, around: Surroundings) -> Value:
    return _after_mandate(read_date(row, "end"), around)


def _years(first: Span, last: Span) -> Range:
    """Return the years from one date to another, at least 0, as whole calendar years."""
    low = max(0, last.first.year - first.last.year)
    return Range(Fraction(low), Fraction(max(0, last.last.year - first.first.year)))


def _horizon(row: Row, around: Surroundings) -> Value:
    horizon, start = read_date(row, "horizon"), around.document_date("period.start")
    if isinstance(horizon, Span) and isinstance(start, Span):
        return _years(start, horizon)
    return UNKNOWN if isinstance(horizon, Unknown) else None


def _source_age(row: Row, around: Surroundings) -> Value:
    year, unknown = row.read("source_year")
    start = around.document_date("period.start")
    if year is None or not isinstance(start, Span):
        return UNKNOWN if unknown else None
    return _years(span(year), start)


def _overlaps(row: Row, around: Surroundings) -> Value:
    start, end = read_date(row, "period.start"), read_date(row, "period.end")
    our_start, our_end = around.document_date("period.start"), around.document_date("period.end")
    if start is None or our_start is None:
        return None
    verdicts = [_starts_by_end(start, our_end), _starts_by_end(our_start, end)]
    if False in verdicts:
        return False
    return UNKNOWN if None in verdicts else True


def _starts_by_end(start: Span | Unknown | None, end: Span | Unknown | None) -> bool | None:
    """Whether a period that starts has begun before another ends; one without an end never ends."""
    if end is None and not isinstance(start, Unknown):
        return True
    if not isinstance(start, Span) or not isinstance(end, Span):
        return None
    # A start is the first of its days, an end the last: "2024 to 2027" covers all days of the four years.
    return start.first <= end.last


def _covers_period(end: Span | Unknown | None, around: Surroundings) -> Value:
    """Whether something lasts as long as the strategy. Both dates are ends: the last of their days."""
    our_end = around.document_date("period.end")
    if not isinstance(end, Span) or not isinstance(our_end, Span):
        ready = _joined(end, our_end)
        return ready if isinstance(ready, Unknown) else None
    return end.last >= our_end.last


def _vision_covers(row: Row, around: Surroundings) -> Value:
    return _covers_period(read_date(row, "horizon"), around)


def _agreement_covers(row: Row, around: Surroundings) -> Value:
    return _covers_period(read_date(row, "end"), around)


def _announced(row: Row, around: Surroundings) -> Value:
    return row.announced


def _indicator_count(row: Row, around: Surroundings) -> Value:
    named, unsure = around.indicators_of(row.id)
    indicators = around.facts.listing("indicator")
    if not named and not unsure and not indicators.may_have_more:
        return None
    if not named:
        # Perhaps none names it, and then there is no number.
        return UNKNOWN
    return Range(Fraction(named), None if indicators.may_have_more else Fraction(named + unsure))


def _participants_mapped(row: Row, around: Surroundings) -> Value:
    """Whether every participant who is only named is an actor of the map by that name."""
    named, unknown = row.read("other_participants")
    actors = around.facts.listing("actor")
    if not named or not actors.rows:
        return UNKNOWN if unknown else None
    names = [actor.read("name") for actor in actors.rows]
    known = {_plain(name) for name, _ in names if name is not None}
    if all(_plain(name) in known for name in named):
        return UNKNOWN if unknown else True
    unsure = actors.may_have_more or any(name is None and more for name, more in names)
    return UNKNOWN if unsure else False


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _precedes_adoption(row: Row, around: Surroundings) -> Value:
    made = read_date(row, "date")
    if made is None:
        return None
    adoptions = around.facts.of("adoption")
    verdicts: list[bool | None] = []
    for adoption in adoptions:
        result, result_unknown = adoption.read("result")
        if adoption.announced or (result != AdoptionResult.APPROVED and not result_unknown):
            continue
        when = read_date(adoption, "date")
        if when is None:
            continue
        if result_unknown or not isinstance(made, Span) or not isinstance(when, Span):
            verdicts.append(None)
        else:
            verdicts.append(before(made, when))
    if around.facts.listing("adoption").may_have_more:
        return False if False in verdicts else UNKNOWN
    if not verdicts:
        return None
    if False in verdicts:
        return False
    return UNKNOWN if None in verdicts else True


def _within_cycle(row: Row, around: Surroundings) -> Value:
    cycle, cycle_unknown = row.read("cycle")
    months, last = MONTHS_OF_FREQUENCY.get(cycle), read_date(row, "last")
    if last is None or (months is None and not cycle_unknown):
        return None
    if months is None or isinstance(last, Unknown):
        return UNKNOWN
    if last.first > around.as_of:
        return False
    latest = min(last.last, around.as_of)
    if add_months(last.first, months) >= around.as_of:
        return True
    return UNKNOWN if add_months(latest, months) >= around.as_of else False


def _compared(row: Row, first: str, second: str, holds: Callable[[Any, Any], bool]) -> Value:
    """Return whether something holds of two fields; absent if one is, unknown if one is not examined."""
    one, one_unknown = row.read(first)
    other, other_unknown = row.read(second)
    if one is not None and other is not None:
        return holds(one, other)
    absent = (one is None and not one_unknown) or (other is None and not other_unknown)
    return None if absent else UNKNOWN


def _tool_fits(row: Row, around: Surroundings) -> Value:
    return _compared(row, "tool", "dimension", lambda one, other: TOOL_DIMENSION[one] == other)


def _within_period(row: Row, around: Surroundings) -> Value:
    start, end = read_date(row, "start"), read_date(row, "end")
    our_start, our_end = around.document_date("period.start"), around.document_date("period.end")
    if start is None or end is None or not isinstance(our_start, Span):
        return None
    if isinstance(start, Unknown) or isinstance(end, Unknown):
        return UNKNOWN
    verdicts = [start.last >= our_start.first]
    if isinstance(our_end, Span):
        verdicts += [start.first <= our_end.last, end.first <= our_end.last]
    if False in verdicts:
        return False
    surely = start.first >= our_start.first and (our_end is None or _ends_by(end, our_end))
    return True if surely else UNKNOWN


def _ends_by(end: Span, limit: Span | Unknown) -> bool:
    """Whether a date is surely no later than the end of a period."""
    return isinstance(limit, Span) and end.last <= limit.last


def _fits_kind(row: Row, around: Surroundings) -> Value:
    return _compared(row, "kind", "obtains", lambda one, other: YIELD_OF_SPACE[one] == other)


def _target_differs(row: Row, around: Surroundings) -> Value:
    return _compared(row, "baseline.value", "target.value", lambda one, other: bool(one != other))


def _budget_years(row: Row, around: Surroundings) -> Value:
    lines = [line for line in around.facts.of("budget-line") if not line.announced]
    years = [line.read("year") for line in lines]
    known = {year for year, _ in years if year is not None}
    unknown = sum(1 for year, is_unknown in years if year is None and is_unknown)
    is_open = around.facts.listing("budget-line").may_have_more
    if not known:
        # Perhaps no line has a year, and then there is no number.
        return UNKNOWN if unknown or is_open else None
    if is_open:
        return Range(Fraction(len(known)), None)
    return Range(Fraction(len(known)), Fraction(len(known) + unknown))


def _lines_add_up(row: Row, around: Surroundings) -> Value:
    whole, whole_unknown = row.read("budget.amount")
    lines = [line for line in around.facts.of("budget-line") if not line.announced]
    counted = [line for line in lines if line.read("kind")[0] is not BudgetKind.ENVELOPE]
    amounts = [line.read("amount") for line in counted]
    open_lines = around.facts.listing("budget-line").may_have_more
    if (whole is None and not whole_unknown) or not (amounts or open_lines):
        return None
    unsure = any(value is None and unknown for value, unknown in amounts) or any(
        line.read("kind")[1] for line in counted
    )
    if whole is None or open_lines or unsure:
        return UNKNOWN
    if any(value is None for value, _ in amounts):
        return None
    # Amounts as written, so that cents add up exactly.
    return sum([_exactly(value) for value, _ in amounts]) == _exactly(whole)


def _exactly(amount: float) -> int | Fraction:
    return amount if isinstance(amount, int) else Fraction(str(amount))


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived field: its type, and how it is computed."""

    type: FieldType
    compute: Function
    reads: tuple[tuple[str, str], ...]
    """The fields that it is computed from, each with its kind."""


def _derived(kind: FieldType, compute: Function, reads: str = "") -> Derived:
    parts = (name.partition(".") for name in reads.split())
    return Derived(kind, compute, tuple((owner, field) for owner, _, field in parts))


_YES_NO: Final = FieldType("yes-no")
_NUMBER: Final = FieldType("number")

DERIVED: Final[Mapping[tuple[str, str], Derived]] = MappingProxyType(
    {
        ("document", "outlasts_mandate"): _derived(
            _YES_NO, _document_outlasts, "document.period.end document.mandate_end"
        ),
        ("vision", "horizon_years"): _derived(_NUMBER, _horizon, "vision.horizon document.period.start"),
        ("vision", "covers_period"): _derived(_YES_NO, _vision_covers, "vision.horizon document.period.end"),
        ("objective", "indicator_count"): _derived(_NUMBER, _indicator_count, "indicator.objectives"),
        ("objective", "only_announced"): _derived(_YES_NO, _announced),
        ("plan", "overlaps_period"): _derived(
            _YES_NO, _overlaps, "plan.period.start plan.period.end document.period.start document.period.end"
        ),
        ("diagnosis-part", "source_age"): _derived(
            _NUMBER, _source_age, "diagnosis-part.source_year document.period.start"
        ),
        ("trend-analysis", "precedes_adoption"): _derived(
            _YES_NO, _precedes_adoption, "trend-analysis.date adoption.date adoption.result"
        ),
        ("review", "within_cycle"): _derived(_YES_NO, _within_cycle, "review.cycle review.last"),
        ("action", "tool_fits"): _derived(_YES_NO, _tool_fits, "action.tool action.dimension"),
        ("action", "within_period"): _derived(
            _YES_NO, _within_period, "action.start action.end document.period.start document.period.end"
        ),
        ("agreement", "outlasts_mandate"): _derived(
            _YES_NO, _agreement_outlasts, "agreement.end document.mandate_end"
        ),
        ("agreement", "covers_period"): _derived(
            _YES_NO, _agreement_covers, "agreement.end document.period.end"
        ),
        ("space", "participants_mapped"): _derived(
            _YES_NO, _participants_mapped, "space.other_participants actor.name"
        ),
        ("space", "fits_kind"): _derived(_YES_NO, _fits_kind, "space.kind space.obtains"),
        ("indicator", "target_differs"): _derived(
            _YES_NO, _target_differs, "indicator.baseline.value indicator.target.value"
        ),
        ("document", "budget_years"): _derived(_NUMBER, _budget_years, "budget-line.year"),
        ("financing", "lines_add_up"): _derived(
            _YES_NO, _lines_add_up, "financing.budget.amount budget-line.amount budget-line.kind"
        ),
    }
)
"""Every derived field, by kind and name."""
