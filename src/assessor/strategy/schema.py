"""The JSON Schema of a strategy document, generated from the model, in each language.

In: the model. Out: a schema. The files in ``schemas/`` are this, written down; a test keeps them alike. A
document is always judged by the English one; the others are for editors, and differ from it only in words.
"""

from __future__ import annotations

from typing import Any

from assessor.documents.schema_text import schema_of
from assessor.speech import ENGLISH, speech
from assessor.strategy.model import Strategy
from assessor.strategy.words import DOMAIN, reworded


def strategy_schema(language: str = ENGLISH) -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a strategy document.

    Args:
        language: the language of what it says to people; English for those that the program does not speak.
    """
    schema = schema_of(
        Strategy,
        "International strategy of a city",
        "A city's international strategy, written down to be assessed. Only the document's title and start, "
        "and the territory's name, are needed; everything else may be left out. Sections that were not "
        "examined are listed under `unknown`, and those only promised under `announced`.",
        blank_lists=True,
    )
    return reworded(schema, speech(language, DOMAIN))
