"""The JSON Schemas of what is told of an exercise, generated from its records.

In: the records. Out: schemas. The files in ``schemas/`` are these, written down; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import TypeAdapter

from assessor.documents.schema_text import tidy_schema
from assessor.review.records.schema import Described
from assessor.review.results import result
from assessor.review.results.status import Status

REPORTS: Final[Mapping[type, Described]] = MappingProxyType(
    {
        result.HostReport: Described(
            "review-report",
            "Review of one city",
            "Rules, the city itself, its peers and their meeting side by side, for each idea and criterion.",
        ),
        result.ExerciseReport: Described(
            "review-exercise", "Review of several cities", "An exercise as a whole, city by city."
        ),
        result.AgendaReport: Described(
            "review-agenda", "Agenda of a meeting", "What the meeting on a city is to settle."
        ),
        Status: Described(
            "review-status", "Status of an exercise", "Who is missing, and whose sheet is incomplete."
        ),
        result.AgreementReport: Described(
            "review-agreement", "Agreement between reviewers", "How far they agree, and what to make of it."
        ),
        result.LearningReport: Described(
            "review-learning", "Learning between cities", "Who can give what to whom."
        ),
    }
)
"""What is told of an exercise, by record."""


def report_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each schema with its name."""
    for record, described in REPORTS.items():
        raw = TypeAdapter(record).json_schema(mode="serialization")
        yield described.name, tidy_schema(raw, described.title, described.description)
