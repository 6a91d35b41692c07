"""An assessment or a comparison as JSON, in the form of its schema.

The same one gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.scoring.assessment import Assessment


_ONLY_IF_ASKED: Final = ("robustness",)
"""What an assessment does not mention where nobody asked for it."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(told: Assessment | Comparison) -> str:
    """Return an assessment or a comparison as JSON text, indented, ending in a line break."""
    kind: Any = type(told)
    left_out = {name for name in _ONLY_IF_ASKED if getattr(told, name, ...) is None}
    return _adapter(kind).dump_json(told, indent=2, exclude=left_out or None).decode() + "
"
