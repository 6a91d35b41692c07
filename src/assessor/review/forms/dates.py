"""Days and times as spreadsheets keep them: numbers, which a format shows as a day.

In: numbers and formats. Out: days. Must never know: files.

The formats and their numbers are those of ECMA-376, part 1, 18.8.30 (numFmt).
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (cells know no time zone)
_LAST: Final = 2_958_465
"""The number of the last day that programs have: 9999-12-31."""
_OF_DAYS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats that need not be described and show days or times."""
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')


def shows_days(number: int, format_code: str | None) -> bool:
    """Return whether a format shows days or times.

    Args:
        number: of the format.
        format_code: its description, such as ``yyyy-mm-dd``, if there is one.
    """
    if format_code is None:
        return number in _OF_DAYS
    shown = _NOT_SHOWN.sub("", format_code).lower()
    return shown != "general" and any(letter in shown for letter in "dmyhs")


def moment(number: float, *, since_1904: bool) -> float | datetime | time:
    """Return the day, with its time, or the time alone that a number stands for; the number if for none.

    Args:
        number: days since the end of 1899, or since the beginning of 1904.
        since_1904: which of them the workbook counts from.
    """
    if not 0 <= number < _LAST - (1462 if since_1904 else 0):
        return number
    exact = (_FIRST_1904 if since_1904 else _FIRST) + timedelta(seconds=round(number * 86_400))
    return exact.time() if number < 1 else exact
