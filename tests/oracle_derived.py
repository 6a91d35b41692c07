"""Derived fields by their definitions, for documents in which every date is a day.

In: a document as plain values. Out: yes, no, a number, or None where something that is needed is absent. A
period covers all days of its first and last dates; every other date is one day.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

Content = Mapping[str, Any]
AS_OF: Final = date(2026, 1, 15)

_MONTHS: Final = {
    "continuous": 1, "monthly": 1, "quarterly": 3, "biannual": 6, "annual": 12,
    "biennial": 24, "triennial": 36,
}  # fmt: skip
_DIMENSION_OF_TOOL: Final = {
    "event-representation": "political",
    "diplomatic-activity": "political",
    "infrastructure-project": "economic",
    "capital-attraction": "economic",
}
_YIELDS: Final = {
    "consultation": "diagnosis",
    "deliberation": "interest-map",
    "negotiation": "resource-inventory",
    "accountability": "improvement-plan",
}


def first_day(text: str) -> date:
    """Return the first day that a date can mean."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date:
    """Return the last day that a date can mean."""
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def derive(document: Content, kind: str, fields: Content, name: str, as_of: date) -> Any:
    """Return the value of a derived field."""
    return _FUNCTIONS[kind, name](document, fields, as_of)


def _inner(fields: Content, path: str) -> Any:
    value: Any = fields
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _given(document: Content, key: str) -> list[Content]:
    promised = key in document.get("announced", ())
    return [item for item in document.get(key) or () if not item.get("announced") and not promised]


def _after_mandate(document: Content, end: str | None) -> bool | None:
    mandate = _inner(document, "document.mandate_end")
    return None if end is None or mandate is None else last_day(end) > last_day(mandate)


def _years(start: int, end: int) -> int:
    return max(0, end - start)


def _start_year(document: Content) -> int:
    return int(document["document"]["period"]["start"][:4])


def _horizon(document: Content, fields: Content, as_of: date) -> int | None:
    horizon = fields.get("horizon")
    return None if horizon is None else _years(_start_year(document), int(horizon[:4]))


def _source_age(document: Content, fields: Content, as_of: date) -> int | None:
    year = fields.get("source_year")
    return None if year is None else _years(year, _start_year(document))


def _days(period: Content) -> tuple[date, date]:
    end = period.get("end")
    return first_day(period["start"]), date.max if end is None else last_day(end)


def _overlaps(document: Content, fields: Content, as_of: date) -> bool | None:
    if not fields.get("period"):
        return None
    start, end = _days(fields["period"])
    our_start, our_end = _days(document["document"]["period"])
    return start <= our_end and our_start <= end


def _within_period(document: Content, fields: Content, as_of: date) -> bool | None:
    start, end = fields.get("start"), fields.get("end")
    if start is None or end is None:
        return None
    our_start, our_end = _days(document["document"]["period"])
    return our_start <= first_day(start) <= our_end and our_start <= last_day(end) <= our_end


def _precedes_adoption(document: Content, fields: Content, as_of: date) -> bool | None:
    approved = [
        first_day(adoption["date"])
        for adoption in _given(document, "adoptions")
        if adoption.get("result") == "approved" and adoption.get("date") is not None
    ]
    made = fields.get("date")
    return None if made is None or not approved else first_day(made) < min(approved)


def _within_cycle(document: Content, fields: Content, as_of: date) -> bool | None:
    months, last = _MONTHS.get(fields.get("cycle", "")), fields.get("last")
    if months is None or last is None:
        return None
    day = first_day(last)
    years, month = divmod(day.month - 1 + months, 12)
    length = calendar.monthrange(day.year + years, month + 1)[1]
    due = date(day.year + years, month + 1, min(day.day, length))
    return day <= as_of <= due


def _tool_fits(document: Content, fields: Content, as_of: date) -> bool | None:
    tool, dimension = fields.get("tool"), fields.get("dimension")
    return None if tool is None or dimension is None else _DIMENSION_OF_TOOL[tool] == dimension


def _fits_kind(document: Content, fields: Content, as_of: date) -> bool | None:
    kind, obtains = fields.get("kind"), fields.get("obtains")
    return None if kind is None or obtains is None else _YIELDS[kind] == obtains


def _target_differs(document: Content, fields: Content, as_of: date) -> bool | None:
    baseline, target = _inner(fields, "baseline.value"), _inner(fields, "target.value")
    return None if baseline is None or target is None else bool(baseline != target)


def _budget_years(document: Content, fields: Content, as_of: date) -> int | None:
    years = {line.get("year") for line in _given(document, "budget_lines")} - {None}
    return len(years) or None


def _lines_add_up(document: Content, fields: Content, as_of: date) -> bool | None:
    whole = _inner(fields, "budget.amount")
    lines = [line for line in _given(document, "budget_lines") if line.get("kind") != "envelope"]
    amounts = [line.get("amount") for line in lines]
    if whole is None or not amounts or None in amounts:
        return None
    return sum((Fraction(str(amount)) for amount in amounts), Fraction(0)) == Fraction(str(whole))


def _indicator_count(document: Content, fields: Content, as_of: date) -> int | None:
    naming = [
        indicator for indicator in _given(document, "indicators")
        if fields.get("id") in (indicator.get("objectives") or ())
    ]  # fmt: skip
    return len(naming) or None


def _document_outlasts(document: Content, fields: Content, as_of: date) -> bool | None:
    end, mandate = _inner(fields, "period.end"), _inner(document, "document.mandate_end")
    return True if end is None and mandate is not None else _after_mandate(document, end)


def _covers_period(document: Content, end: str | None) -> bool | None:
    our_end = _inner(document, "document.period.end")
    return None if end is None or our_end is None else last_day(end) >= last_day(our_end)


_FUNCTIONS: Final[Mapping[tuple[str, str], Callable[[Content, Content, date], Any]]] = {
    ("document", "outlasts_mandate"): _document_outlasts,
    ("objective", "indicator_count"): _indicator_count,
    ("vision", "horizon_years"): _horizon,
    ("vision", "covers_period"): lambda d, f, _: _covers_period(d, f.get("horizon")),
    ("agreement", "covers_period"): lambda d, f, _: _covers_period(d, f.get("end")),
    ("plan", "overlaps_period"): _overlaps,
    ("diagnosis-part", "source_age"): _source_age,
    ("trend-analysis", "precedes_adoption"): _precedes_adoption,
    ("review", "within_cycle"): _within_cycle,
    ("action", "tool_fits"): _tool_fits,
    ("action", "within_period"): _within_period,
    ("agreement", "outlasts_mandate"): lambda d, f, _: _after_mandate(d, f.get("end")),
    ("space", "fits_kind"): _fits_kind,
    ("indicator", "target_differs"): _target_differs,
    ("document", "budget_years"): _budget_years,
    ("financing", "lines_add_up"): _lines_add_up,
}
DERIVED_NAMES: Final = frozenset(_FUNCTIONS)
