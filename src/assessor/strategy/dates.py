"""Dates of a year, a month or a day, and what can be decided with them.

In: dates as a document writes them. Out: spans of days. Must never know: today.

A date given as a year stands for its whole span. What cannot be decided within it is unknown.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The first and the last day that a date can mean."""

    first: date
    last: date


@lru_cache(maxsize=4096)
def span(text: str | int) -> Span:
    """Return the days that a date stands for.

    Args:
        text: ``2027``, ``2027-06`` or ``2027-06-30``.

    Raises:
        ValueError: there is no such day.
    """
    parts = [int(part) for part in str(text).split("-")]
    year = parts[0]
    month_first, month_last = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    if len(parts) > 2:
        day = date(year, month_first, parts[2])
        return Span(day, day)
    last_day = calendar.monthrange(year, month_last)[1]
    return Span(date(year, month_first, 1), date(year, month_last, last_day))


def before(one: Span, other: Span) -> bool | None:
    """Whether ``one`` is before ``other``; None if that cannot be decided."""
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later; the last of the month where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
