"""The JSON Schema of a plan of work, and the plan as JSON.

In: the records. Out: a schema, and text in its form. The file in ``schemas/`` is this, written down; a test
keeps the two alike.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assessor.documents.schema_text import tidy_schema
from assessor.improving.work_plan import Improvement


@cache
def _adapter() -> TypeAdapter[Improvement]:
    return TypeAdapter(Improvement)


def improvement_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a plan of work as it is written."""
    return tidy_schema(
        _adapter().json_schema(mode="serialization"),
        "Plan of work for an international strategy",
        "The changes that reach an aim with the least effort, why each is made, and what they lead to.",
    )


def to_json(improvement: Improvement) -> str:
    """Return a plan of work as JSON text, indented, ending in a line break."""
    return _adapter().dump_json(improvement, indent=2).decode() + "\n"
