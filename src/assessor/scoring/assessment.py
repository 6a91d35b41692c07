"""The result: an ``Assessment`` and everything in it.

In: nothing. Out: plain records, frozen to the type checker, and the source of
``schemas/assessment.schema.json``. Must never know: how any figure was found, or how it is shown.

Values and highs go from 0 to 1, scores from 0 to 100. All are exact fractions here; written as JSON they
are rounded to six places.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PlainSerializer, WithJsonSchema

from assessor.records import record

SCHEMA_VERSION: Final = "1"
_PLACES: Final = 6

Outcome = Literal["met", "partial", "unmet", "undetermined"]
Treatment = Literal["counted", "out-of-scope", "waived"]


def as_number(value: Fraction) -> float:
    """Return an exact value as the number that is written: rounded to six places."""
    return round(float(value), _PLACES)


def _exact(minimum: int, maximum: int) -> Any:
    return (
        PlainSerializer(as_number, return_type=float),
        WithJsonSchema({"type": "number", "minimum": minimum, "maximum": maximum}),
    )


Value = Annotated[Fraction, *_exact(0, 1)]
"""From 0 to 1."""
Score = Annotated[Fraction, *_exact(0, 100)]
"""From 0 to 100."""


@record
class FindingItem:
    """A part of the document that a finding is about."""

    pointer: Annotated[str, Field(description="JSON Pointer of the part.")]
    id: Annotated[str | None, Field(description="Its id, if it has one.")]
    line: Annotated[int | None, Field(description="Its line; null if the strategy was not read from a file.")]
    fingerprint: Annotated[str, Field(description="Criterion and id, or content where there is no id.")]


@record
class Finding:
    """What it means that a criterion is not met, and what to do."""

    fingerprint: Annotated[str, Field(description="The criterion; its items have fingerprints of their own.")]
    criterion: str
    idea: str
    outcome: Outcome
    treatment: Treatment
    severity: Literal["low", "medium", "high"]
    effort: Literal["low", "medium", "high"]
    gain: Annotated[Score, Field(description="What the idea gains if this criterion alone were met.")]
    message: str
    recommendation: str
    example: Annotated[str, Field(description="A good entry.")]
    why: str
    steps: tuple[int, ...]
    sections: Annotated[tuple[str, ...], Field(description="JSON Pointers of the sections to look at.")]
    missing: Annotated[tuple[str, ...], Field(description="Entries of a vocabulary that nothing reaches.")]
    items: tuple[FindingItem, ...]


@record
class CriterionResult:
    """What came of one criterion."""

    id: str
    title: str
    outcome: Outcome
    treatment: Treatment
    reason: Annotated[str | None, Field(description="Why it is out of scope or waived.")]
    value: Annotated[Value, Field(description="What the document shows.")]
    high: Annotated[Value, Field(description="What it could be at best, once unknowns are known.")]
    weight: int
    essential: bool
    gain: Annotated[Score, Field(description="What the idea gains if this criterion alone were met.")]
    applicable: Annotated[int, Field(description="How many were looked at.")]
    satisfied: Annotated[int, Field(description="How many of those surely satisfy.")]
    steps: tuple[int, ...]


@record
class IdeaResult:
    """How the strategy stands on one idea."""

    id: str
    title: str
    score: Score
    high: Annotated[Score, Field(description="What it could be at best, once unknowns are known.")]
    level: str
    level_high: Annotated[str, Field(description="The level it could have at best.")]
    rated: Annotated[bool, Field(description="Whether enough of it was examined to say.")]
    determined: Annotated[Score, Field(description="Weight that is decided, in per cent.")]
    breadth: Annotated[Value, Field(description="Share of the weight that is above zero.")]
    depth: Annotated[Value, Field(description="Mean value of what is above zero.")]
    held_back_by: Annotated[
        tuple[str, ...], Field(description="Essentials below their floor, if they lower the level.")
    ]
    criteria: tuple[CriterionResult, ...]


@record
class StepResult:
    """The same outcomes, along one step of the route."""

    number: int
    stage: str
    title: str
    score: Score
    high: Score
    criteria: tuple[str, ...]


@record
class Index:
    """The weighted mean of the ideas; secondary to their profile."""

    score: Score | None
    high: Score | None
    rated: Annotated[int, Field(description="Ideas that are rated.")]
    needed: Annotated[int, Field(description="Rated ideas that an index needs.")]
    reason: Annotated[str | None, Field(description="Why there is no index.")]


@record
class SecondIdea:
    """One idea in the second score."""

    id: str
    score: Score
    high: Score
    weight: int


@record
class SecondScore:
    """The score with a profile's weights, and without what is out of scope; beside the canonical one."""

    profile: str | None
    scope: Annotated[bool, Field(description="Whether something is out of scope.")]
    index: Index
    ideas: tuple[SecondIdea, ...]


@record
class StrategyInfo:
    """Which strategy was assessed."""

    title: str
    territory: str
    language: str | None
    period_start: str
    period_end: str | None
    file: str | None


@record
class PackInfo:
    """Which rules were used."""

    id: str
    version: str
    digest: Annotated[str, Field(description="SHA-256 of the pack's files.")]
    title: str
    levels: Annotated[tuple[str, ...], Field(description="Names of the levels, from the lowest up.")]


@record
class EngineInfo:
    """Which engine matched."""

    name: str
    version: str


@record
class Settings:
    """What was asked for."""

    profile: str | None
    engine: str
    language: str


@record
class Notice:
    """Something about the assessment itself: a waiver that has ended, a name that the pack does not have."""

    code: str
    message: str
    pointer: str
    line: int | None


@record
class Assessment:
    """How a strategy stands on each idea, why, at which line, and what to do next."""

    schema_version: Annotated[str, Field(description="Version of this form.")]
    strategy: StrategyInfo
    pack: PackInfo
    engine: EngineInfo
    settings: Settings
    as_of: Annotated[str, Field(description="Date of the assessment.")]
    index: Index
    ideas: tuple[IdeaResult, ...]
    steps: tuple[StepResult, ...]
    findings: Annotated[tuple[Finding, ...], Field(description="What is not met, the largest gain first.")]
    second: Annotated[SecondScore | None, Field(description="With a profile or a scope, beside the first.")]
    notices: tuple[Notice, ...]

    def idea(self, name: str) -> IdeaResult:
        """Return the result of an idea.

        Raises:
            KeyError: there is no such idea.
        """
        for idea in self.ideas:
            if idea.id == name:
                return idea
        raise KeyError(name)

    def criterion(self, name: str) -> CriterionResult:
        """Return the result of a criterion.

        Raises:
            KeyError: there is no such criterion.
        """
        for idea in self.ideas:
            for criterion in idea.criteria:
                if criterion.id == name:
                    return criterion
        raise KeyError(name)
