"""The result: an ``Assessment`` and everything in it.

In: nothing. Out: plain records, frozen to the type checker, and the source of
``schemas/assessment.schema.json``. Must never know: how any figure was found, or how it is shown.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from assessor.pack.provenance import Source
from assessor.records import record
from assessor.scoring.beside import Consistency, DiagnosisResult, ViewResult
from assessor.scoring.figures import FindingItem, Score, Value
from assessor.scoring.gated import GateResult, Severity, Standing
from assessor.scoring.robustness_result import Robustness

SCHEMA_VERSION: Final = "1"

Outcome = Literal["met", "partial", "unmet", "undetermined"]
Treatment = Literal["counted", "out-of-scope", "waived"]
NoticeCode = Literal["unknown-in-scope", "unknown-in-waiver", "waiver-ended"]


@record
class Finding:
    """What it means that a criterion is not met, and what to do."""

    fingerprint: Annotated[str, Field(description="The criterion; its items have fingerprints of their own.")]
    criterion: str
    idea: str
    outcome: Outcome
    treatment: Treatment
    severity: Severity
    effort: Literal["low", "medium", "high"]
    gain: Annotated[Score, Field(description="What the idea gains if this criterion alone were met.")]
    message: str
    recommendation: str
    why: str
    steps: tuple[int, ...]
    sections: Annotated[tuple[str, ...], Field(description="JSON Pointers of the sections to look at.")]
    missing: Annotated[tuple[str, ...], Field(description="Entries of a vocabulary that nothing reaches.")]
    missing_titles: Annotated[tuple[str, ...], Field(description="What those entries are called.")]
    items: tuple[FindingItem, ...]
    baseline: Annotated[
        Standing | None,
        Field(description="Whether a baseline has it with all its items; left out where none was given."),
    ] = None


@record
class Named:
    """An entry of a vocabulary, and what it is called."""

    vocabulary: str
    entry: str
    title: str


@record
class Note:
    """What to say of an entry of a vocabulary that nothing reaches."""

    entry: str
    title: str
    sentences: tuple[str, ...]


@record
class Recommendation:
    """What to do about a finding, where it stands on the route, and what it would bring."""

    criterion: str
    idea: str
    outcome: Outcome
    stage: Annotated[str | None, Field(description="Stage of the first step that it serves.")]
    step: Annotated[int, Field(description="First step that it serves.")]
    effort: Literal["low", "medium", "high"]
    gain: Annotated[Score, Field(description="What the idea gains if this criterion alone were met.")]
    text: str
    example: Annotated[str, Field(description="A good entry.")]
    notes: Annotated[tuple[Note, ...], Field(description="What the entries that are missing are good for.")]
    aims: Annotated[
        tuple[Named, ...], Field(description="What the items set out to do by themselves; the text says it.")
    ]


@record
class Reason:
    """Why a criterion does not simply count: in the words of the strategy."""

    text: str
    by: Annotated[str | None, Field(description="Who accepted the gap, if it is waived.")] = None
    until: Annotated[str | None, Field(description="Until when, if it is waived.")] = None


@record
class CriterionResult:
    """What came of one criterion."""

    id: str
    title: str
    outcome: Outcome
    treatment: Treatment
    reason: Annotated[Reason | None, Field(description="Why it is out of scope or waived.")]
    value: Annotated[Value, Field(description="What the document shows.")]
    high: Annotated[Value, Field(description="What it could be at best, once unknowns are known.")]
    weight: int
    essential: bool
    gain: Annotated[Score, Field(description="What the idea gains if this criterion alone were met.")]
    applicable: Annotated[int, Field(description="How many were looked at.")]
    satisfied: Annotated[int, Field(description="How many of those surely satisfy.")]
    steps: tuple[int, ...]
    source: Source
    rule: Annotated[
        str | None,
        Field(description="Digest of what is asked; null in what was saved before there were digests."),
    ] = None


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
    stage_title: str
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
    reason: Annotated[
        Literal["too-few-rated", "no-weight"] | None, Field(description="Why there is no index.")
    ]


@record
class SecondIdea:
    """One idea in the second score."""

    id: str
    score: Score
    high: Score
    weight: int
    criteria: Annotated[tuple[str, ...], Field(description="Those that count: with a weight, and in scope.")]


@record
class SecondScore:
    """The score with a profile's weights, and without what is out of scope; beside the canonical one."""

    profile: str | None
    title: Annotated[str | None, Field(description="What the profile is called.")]
    about: Annotated[str | None, Field(description="Whom the profile is for.")]
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
class Level:
    """A level of an idea."""

    id: str
    title: str
    starts_at: Annotated[int, Field(description="The least score that reaches it.")]


@record
class PackInfo:
    """Which rules were used."""

    id: str
    version: str
    digest: Annotated[str, Field(description="SHA-256 of the pack's files.")]
    title: str
    levels: Annotated[tuple[Level, ...], Field(description="The levels, from the lowest up.")]


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

    code: NoticeCode
    name: Annotated[str, Field(description="The idea or criterion that is named.")]
    day: Annotated[str | None, Field(description="The last day of a waiver that has ended.")]
    pointer: str
    line: int | None
    by: Annotated[str | None, Field(description="Who accepted the gap whose waiver has ended.")] = None


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
    consistency: Annotated[Consistency | None, Field(description="Null if the pack has no chain.")]
    diagnoses: Annotated[tuple[DiagnosisResult, ...], Field(description="Patterns across the ideas.")]
    ideas: tuple[IdeaResult, ...]
    steps: tuple[StepResult, ...]
    findings: Annotated[tuple[Finding, ...], Field(description="What is not met, the largest gain first.")]
    recommendations: Annotated[
        tuple[Recommendation, ...], Field(description="What to do, the most gain for the effort first.")
    ]
    views: tuple[ViewResult, ...]
    second: Annotated[SecondScore | None, Field(description="With a profile or a scope, beside the first.")]
    notices: tuple[Notice, ...]
    robustness: Annotated[
        Robustness | SkipJsonSchema[None],
        Field(description="How sure the levels are; left out where it was not asked for."),
    ] = None
    gate: Annotated[
        GateResult | SkipJsonSchema[None],
        Field(description="What is new since a baseline; left out where none was given."),
    ] = None

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

    def advised(self) -> tuple[Recommendation, ...]:
        """Return what is recommended, in its order; with a profile, only what counts in it."""
        if self.second is None or self.second.profile is None:
            return self.recommendations
        counted = {criterion for idea in self.second.ideas for criterion in idea.criteria}
        return tuple([each for each in self.recommendations if each.criterion in counted])
