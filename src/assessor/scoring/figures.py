"""The figures of results, and the place that a result is about.

In: nothing. Out: types. Values and highs go from 0 to 1, scores from 0 to 100. All are exact fractions here;
written as JSON they are rounded to six places.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from assessor.records import record

_PLACES: Final = 6

State = Literal["holds", "possible"]
"""Whether something holds on what is shown, or unknowns could make it hold."""


def as_number(value: Fraction) -> float:
    """Return an exact value as the number that is written: rounded to six places."""
    return round(float(value), _PLACES)


def _as_fraction(value: Any) -> Any:
    """Return a number that was read as the fraction that it was written as."""
    return Fraction(str(value)) if type(value) in (int, float) else value


def exact(**bounds: int) -> Any:
    """Return how an exact fraction is read and written: as a number within these bounds, if any."""
    return (
        BeforeValidator(_as_fraction),
        PlainSerializer(as_number, return_type=float),
        WithJsonSchema({"type": "number", **bounds}),
    )


Value = Annotated[Fraction, *exact(minimum=0, maximum=1)]
"""From 0 to 1."""
Score = Annotated[Fraction, *exact(minimum=0, maximum=100)]
"""From 0 to 100."""


@record
class FindingItem:
    """A part of the document that a finding is about."""

    pointer: Annotated[str, Field(description="JSON Pointer of the part.")]
    id: Annotated[str | None, Field(description="Its id, if it has one.")]
    line: Annotated[int | None, Field(description="Its line; null if the strategy was not read from a file.")]
    label: Annotated[str | None, Field(description="Its name, statement or the like; null if it has none.")]
    fingerprint: Annotated[str, Field(description="Criterion and id, or content where there is no id.")]
