"""An assessment as JSON, in the form of ``schemas/assessment.schema.json``.

The same assessment gives the same bytes.
"""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from assessor.scoring.assessment import Assessment


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)


def to_json(assessment: Assessment) -> str:
    """Return an assessment as JSON text, indented, ending in a line break."""
    not_asked_for = {"robustness"} if assessment.robustness is None else None
    return _adapter().dump_json(assessment, indent=2, exclude=not_asked_for).decode() + "\n"
