"""An assessment as JSON, in the form of ``schemas/assessment.schema.json``.

The same assessment gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from assessor.scoring.assessment import Assessment

_OF_GATES: Final[dict[str, Any]] = {"gate": True, "findings": {"__all__": {"baseline": True}}}
"""What is left out where no baseline was given."""


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)


def to_json(assessment: Assessment) -> str:
    """Return an assessment as JSON text, indented, ending in a line break."""
    left_out = None if assessment.gate is not None else _OF_GATES
    return _adapter().dump_json(assessment, indent=2, exclude=left_out).decode() + "\n"
