"""The JSON Schema of the files of a rule pack, generated from the models.

In: the models. Out: a schema. The file in ``schemas/`` is this, written down; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessor.documents.schema_text import schema_of
from assessor.pack.model import ConsistencyFile, CriteriaFile, DiagnosesFile, PackFile, TextFile, ViewsFile

FILES = {
    "pack": "PackFile",
    "criteria": "CriteriaFile",
    "consistency": "ConsistencyFile",
    "diagnoses": "DiagnosesFile",
    "views": "ViewsFile",
    "text": "TextFile",
}
"""The sorts of file in a pack, and the definition of each in the schema."""


def rule_pack_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of the files of a rule pack."""
    return schema_of(
        PackFile | CriteriaFile | ConsistencyFile | DiagnosesFile | ViewsFile | TextFile,
        "File of a rule pack",
        "A file of a rule pack: pack.yaml, consistency, diagnoses, views, a file of criteria or of texts.",
    )


def file_schema(schema: Mapping[str, Any], sort: str) -> dict[str, Any]:
    """Return the schema of one sort of file: a key of ``FILES``."""
    return {**schema["$defs"][FILES[sort]], "$defs": schema["$defs"]}
