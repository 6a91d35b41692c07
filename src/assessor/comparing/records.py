"""The result: a ``Comparison`` and everything in it.

In: nothing. Out: plain records, and the source of ``schemas/comparison.schema.json``. Must never know: how
anything was found, or how it is shown.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import Field

from assessor.records import record
from assessor.scoring.assessment import Index, Outcome, PackInfo, Reason, Settings, StrategyInfo, Treatment
from assessor.scoring.figures import FindingItem, Score, Value, exact

SCHEMA_VERSION: Final = "1"

Points = Annotated[Fraction, *exact()]
"""A difference of scores out of 100."""
State = Literal["new", "fixed", "standing"]
Rule = Literal["same", "changed", "unknown"]
"""Whether a criterion asks the same; unknown where an assessment was saved without the digest of its rule."""
Method = Literal["same-rules", "assessed-again", "by-criteria"]
"""How a change of score is split: not at all; by the later strategy assessed with the earlier rules as well;
or by what both assessments say of each criterion."""
NoticeCode = Literal[
    "other-territory",
    "other-day",
    "earlier-day",
    "other-rules",
    "other-levels",
    "rules-unknown",
    "idea-came",
    "idea-went",
    "other-profile",
    "other-scope",
    "other-language",
]


@record
class Edition:
    """A strategy as it was assessed once."""

    strategy: StrategyInfo
    as_of: Annotated[str, Field(description="Date of the assessment.")]
    pack: PackInfo
    settings: Settings
    index: Index


@record
class Scored:
    """How an edition stands on an idea."""

    score: Score
    high: Annotated[Score, Field(description="What it could be at best, once unknowns are known.")]
    level: str
    level_high: str
    rated: bool


@record
class IdeaTrend:
    """An idea through all editions."""

    id: str
    title: str
    scores: Annotated[
        tuple[Scored | None, ...],
        Field(description="One for each edition; null where its rules do not have the idea."),
    ]


@record
class Split:
    """A change of score, and where it comes from: the parts add up to it, but for the rounding of JSON."""

    change: Points
    document: Annotated[Points, Field(description="What the strategy changed.")]
    pack: Annotated[Points, Field(description="What the rules changed.")]
    either: Annotated[
        Points, Field(description="What one of the two changed: the rule of a criterion is another.")
    ]


@record
class CriterionChange:
    """A criterion with another value, weight or rule than before."""

    id: str
    title: str
    before: Annotated[Value | None, Field(description="Null where the rules did not ask it.")]
    after: Annotated[Value | None, Field(description="Null where the rules do not ask it any more.")]
    weight_before: int | None
    weight_after: int | None
    rule: Annotated[Rule | None, Field(description="Null where only one of the two asks it.")]
    document: Annotated[Points, Field(description="What it has of the idea's part of the document.")]
    either: Annotated[Points, Field(description="What it has of the idea's part of either.")]


@record
class IdeaChange:
    """An idea before and after."""

    id: str
    title: str
    before: Scored | None
    after: Scored | None
    split: Annotated[Split | None, Field(description="Null where only one of the two has the idea.")]
    criteria: tuple[CriterionChange, ...]


@record
class SecondIdeaChange:
    """An idea in the second score, before and after."""

    id: str
    title: str
    before: Score
    before_high: Score
    after: Score
    after_high: Score


@record
class SecondChange:
    """The second score before and after, where it is of the same profile and scope."""

    profile: str | None
    title: Annotated[str | None, Field(description="What the profile is called.")]
    scope: bool
    before: Index
    after: Index
    ideas: tuple[SecondIdeaChange, ...]


@record
class MovedItem:
    """A part of the document that a standing finding is about, and that stands at another place."""

    id: str | None
    label: str | None
    fingerprint: str
    pointer_before: str
    pointer_after: str
    line_before: int | None
    line_after: int | None


@record
class ItemsChange:
    """The items of a finding, by their fingerprints."""

    failing: Annotated[tuple[FindingItem, ...], Field(description="Those that did not fail before.")]
    cleared: Annotated[tuple[FindingItem, ...], Field(description="Those that no longer fail.")]
    standing: Annotated[int, Field(description="How many fail as before.")]
    moved: Annotated[tuple[MovedItem, ...], Field(description="Those of them that stand elsewhere now.")]


@record
class Entry:
    """An entry of a vocabulary, and what it is called."""

    entry: str
    title: str


@record
class FindingChange:
    """A finding of one of the two assessments, or of both."""

    fingerprint: Annotated[str, Field(description="The criterion.")]
    criterion: str
    idea: str
    title: str
    state: State
    outcome_before: Annotated[Outcome | None, Field(description="Null where the rules did not ask it.")]
    outcome_after: Annotated[Outcome | None, Field(description="Null where they do not ask it any more.")]
    treatment_before: Treatment | None
    treatment_after: Treatment | None
    reason: Annotated[Reason | None, Field(description="Why it is out of scope or waived, at the end.")]
    message: Annotated[str, Field(description="What is wanting; of a finding that is fixed, what was.")]
    gain: Annotated[Score, Field(description="What the idea gains if this is met; if fixed, what it gained.")]
    items: ItemsChange
    missing: Annotated[tuple[Entry, ...], Field(description="Entries of a vocabulary, newly missing.")]
    reached: Annotated[tuple[Entry, ...], Field(description="Entries that are no longer missing.")]

    @property
    def counts_as_new(self) -> bool:
        """Whether it is new, known, and neither waived nor out of scope."""
        is_known = self.outcome_after in ("partial", "unmet")
        return self.state == "new" and is_known and self.treatment_after == "counted"


@record
class StepNotice:
    """Something to know about a comparison of two."""

    code: NoticeCode
    before: str | None
    after: str | None


@record
class Step:
    """What changed between an edition and the next."""

    method: Annotated[Method, Field(description="How changes of score are split.")]
    index: Annotated[Split | None, Field(description="Null where one of the two has no index.")]
    ideas: tuple[IdeaChange, ...]
    second: Annotated[SecondChange | None, Field(description="Null where it is not compared.")]
    findings: Annotated[
        tuple[FindingChange, ...],
        Field(description="Those of the later edition in its order, and then those that are fixed."),
    ]
    notices: tuple[StepNotice, ...]

    def in_state(self, state: State) -> tuple[FindingChange, ...]:
        """Return the findings that are new, fixed or standing."""
        return tuple(each for each in self.findings if each.state == state)


@record
class Comparison:
    """Two or more assessments side by side: how the scores went, and what changed at each step."""

    schema_version: Annotated[str, Field(description="Version of this form.")]
    language: str
    editions: Annotated[tuple[Edition, ...], Field(description="In the order given.")]
    ideas: tuple[IdeaTrend, ...]
    steps: Annotated[tuple[Step, ...], Field(description="From each edition to the next.")]
