"""The JSON Schema of a comparison, generated from its records.

In: the records. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from assessor.comparing.records import Comparison
from assessor.documents.schema_text import tidy_schema


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a comparison as it is written."""
    return tidy_schema(
        TypeAdapter(Comparison).json_schema(mode="serialization"),
        "Comparison of assessments",
        "How the scores of a strategy went from one assessment to the next, which findings are new, fixed "
        "and standing, and where each change comes from.",
    )
