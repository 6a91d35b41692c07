"""The JSON Schema of a plan of work, generated from its records.

In: the records. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from assessor.documents.schema_text import tidy_schema
from assessor.improving.work_plan import Improvement


def improvement_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a plan of work as it is written."""
    return tidy_schema(
        TypeAdapter(Improvement).json_schema(mode="serialization"),
        "Plan of work for an international strategy",
        "The changes that reach an aim with the least effort, why each is made, and what they lead to.",
    )
