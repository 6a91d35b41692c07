"""An assessment, or what is made of assessments, as JSON in the form of its schema.

The same one gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.improving.work_plan import Improvement
    from assessor.scoring.assessment import Assessment


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(told: Assessment | Comparison | Improvement) -> str:
    """Return an assessment, a comparison or a plan of work as JSON text, ending in a line break."""
    kind: Any = type(told)
    left_out = dict(_not_asked_for(told))
    return _adapter(kind).dump_json(told, indent=2, exclude=left_out or None).decode() + "\n"


def _not_asked_for(told: Any) -> Iterator[tuple[str, Any]]:
    """Yield what an assessment does not mention where nobody asked for it."""
    if getattr(told, "robustness", ...) is None:
        yield "robustness", True
    if getattr(told, "gate", ...) is None:
        yield "gate", True
        yield "findings", {"__all__": {"baseline": True}}
