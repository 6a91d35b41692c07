"""The JSON Schema of a strategy document, generated from the model.

In: the model. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Any

from assessor.documents.schema_text import schema_of
from assessor.strategy.model import Strategy


def strategy_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a strategy document."""
    return schema_of(
        Strategy,
        "International strategy of a city",
        "A city's international strategy, written down to be assessed. Only the document's title and start, "
        "and the territory's name, are needed; everything else may be left out. Sections that were not "
        "examined are listed under `unknown`, and those only promised under `announced`.",
        blank_lists=True,
    )
