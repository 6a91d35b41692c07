"""Review sheets that come back filled in.

In: bytes: a workbook, YAML or JSON. Out: a ``Sheet``, or everything that is wrong with it. Must never know:
whether the sheet is taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessor.review import scale
from assessor.review.filled import FilledForm, FilledIn, read_filled
from assessor.review.records.model import SCHEMA_VERSION, Sheet
from assessor.review.sheets.as_form import ANSWERS, KIND, RATINGS


def read_sheet(data: bytes, name: str) -> FilledIn[Sheet]:
    """Read a filled sheet.

    Args:
        data: a workbook (xlsx or ods), YAML or JSON.
        name: what the file is called.

    Raises:
        InvalidExerciseError: it is no sheet, or damaged, or holds what cannot be; ``problems`` holds it all.
    """
    return read_filled(data, name, KIND, Sheet, _content)


def _content(filled: FilledForm) -> Mapping[str, Any]:
    pack = filled.about("pack", "pack-version", "pack-digest")
    answers = filled.rows(ANSWERS)
    return {
        "schema_version": SCHEMA_VERSION,
        **filled.about("exercise", "host", "rater"),
        "pack": {
            "id": pack.get("pack"), "version": pack.get("pack-version"), "digest": pack.get("pack-digest"),
        },
        **filled.about("strategy", "language"),
        "corrections": filled.about("corrections").get("corrections", "").split(),
        "answers": [filled.text(answers[key]["answer"]) or "" for key in sorted(answers)],
        "ratings": {
            key: {
                "rating": filled.choice(row["rating"], scale.accepted()),
                "evidence": filled.text(row["evidence"]),
                "comment": filled.text(row["comment"]),
            }
            for key, row in filled.rows(RATINGS).items()
        },
    }  # fmt: skip
