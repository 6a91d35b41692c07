"""Where a rule comes from, how grave its gap is, and what it is tried on: shared by all sorts of rule."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from assessor.pack.language import Part
from assessor.records import record
from assessor.strategy.base import Text

Severity = Literal["low", "medium", "high"]
Provenance = Literal["source", "reading", "practice"]


@record
class Source:
    """Where a criterion comes from, as an assessment tells it."""

    chapter: Annotated[str | None, Field(description="Chapter of the source.")]
    passage: Annotated[str, Field(description="The heading, idea, step or table that it stands under.")]
    work: Annotated[str | None, Field(description="Another work, for what comes from practice.")]
    provenance: Annotated[
        Provenance, Field(description="The text says it, we read it so, or practice shows it.")
    ]


class Reference(Part):
    """Where the rule comes from: a chapter and passage of the source, or another work."""

    chapter: Text | None = Field(None, description="Chapter of the source.", examples=["II"])
    passage: Text = Field(description="The passage: the heading, idea, step or table it stands under.")
    work: Text | None = Field(None, description="Another work, for what comes from practice.")

    def source(self, provenance: Provenance) -> Source:
        """Return it as an assessment tells it."""
        return Source(self.chapter, self.passage, self.work, provenance)


Fragment = Annotated[
    dict[str, Any], Field(description="Part of a strategy; title, territory and period are added.")
]
