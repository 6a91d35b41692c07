"""The JSON Schema of a baseline, generated from its records.

In: the records. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from assessor.documents.schema_text import tidy_schema
from assessor.gating.baseline import Baseline


def baseline_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a baseline as it is written."""
    return tidy_schema(
        TypeAdapter(Baseline).json_schema(mode="serialization"),
        "Baseline of an assessment",
        "The findings that are known on a day, by their fingerprints: only what is new since then fails.",
    )
