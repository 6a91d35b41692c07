"""The JSON Schemas of an exercise's files, generated from their models.

In: the models. Out: schemas. The files in ``schemas/`` are these, written down; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from assessor.documents.schema_text import schema_of
from assessor.review.records import model
from assessor.strategy.base import Record


@dataclass(frozen=True, slots=True)
class Described:
    """A file of an exercise: its schema's name, and what it is."""

    name: str
    title: str
    description: str


FORMS: Final[Mapping[type[Record], Described]] = MappingProxyType(
    {
        model.Terms: Described(
            "review-terms",
            "Terms of a peer-review exercise",
            "What was agreed before it began: the rules, the cities and their strategies, who reviews, until "
            "when, and whether hosts learn before their meeting who reviews them.",
        ),
        model.Assignments: Described("review-assignments", "Assignments of an exercise", "Who reviews whom."),
        model.Sheet: Described(
            "review-sheet",
            "Review sheet",
            "What one rater says of one host: for each criterion a rating from 0 to 3, or that it cannot be "
            "judged, with evidence and comment.",
        ),
        model.Correction: Described(
            "review-correction",
            "Correction of fact",
            "What a host says is wrong in fact. It is laid over the strategy, and changes nothing in it.",
        ),
        model.Consensus: Described(
            "review-consensus",
            "Record of a meeting",
            "What host and peers agreed on the criteria that were disputed, and who was present.",
        ),
        model.Responses: Described(
            "review-responses", "Responses of a host", "How a host answers what is recommended to it."
        ),
        model.Refusal: Described(
            "review-refusal", "Refused file", "A file that was not taken in, and every reason why."
        ),
    }
)
"""By model."""


def form_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each schema with its name."""
    for form, described in FORMS.items():
        yield described.name, schema_of(form, described.title, described.description, blank_lists=True)
