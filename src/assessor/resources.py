"""The rules and schemas that travel with the program.

In: a name. Out: a path or a schema. In an installed package they stand in ``data``; in a clone, beside
``src``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent
_INSTALLED: Final = _HERE / "data"
ROOT: Final = _INSTALLED if _INSTALLED.is_dir() else _HERE.parents[1]

SCHEMAS: Final = (
    "strategy",
    "rule-pack",
    "assessment",
    "comparison",
    "baseline",
    "improvement",
    "review-terms",
    "review-assignments",
    "review-sheet",
    "review-correction",
    "review-consensus",
    "review-responses",
    "review-refusal",
    "review-report",
    "review-exercise",
    "review-agenda",
    "review-status",
    "review-agreement",
    "review-learning",
)
"""Names of the schemas."""


def rules_path() -> Path:
    """Return the folder of the rule pack that travels with the program."""
    return ROOT / "rules"


def schema_path(name: str, language: str = "en") -> Path:
    """Return the file of a schema.

    Args:
        name: its name in ``SCHEMAS``.
        language: the language of its words; English where the schema has no others.
    """
    folder = ROOT / "schemas"
    translated = folder / f"{name}.{language}.schema.json"
    return translated if translated.is_file() else folder / f"{name}.schema.json"


@cache
def schema(name: str, language: str = "en") -> dict[str, Any]:
    """Return a schema, as ``schema_path`` finds it. Not to be changed by the caller."""
    content: dict[str, Any] = json.loads(schema_path(name, language).read_text(encoding="utf-8"))
    return content
