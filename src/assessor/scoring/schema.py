"""The JSON Schema of an assessment, generated from its records.

In: the records. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from assessor.documents.schema_text import tidy_schema
from assessor.scoring.assessment import Assessment


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of an assessment as it is written."""
    return tidy_schema(
        TypeAdapter(Assessment).json_schema(mode="serialization"),
        "Assessment of an international strategy",
        "How a strategy stands on each idea, why, at which line, and what to do next.",
    )
