"""A rule pack: what it asks of a strategy, and in which words.

In: nothing. Out: models of everything that the files of a pack hold. Must never know: how conditions are
matched or criteria scored, and which framework a pack is for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Field, WrapValidator

from assessor.pack.language import (
    All,
    Any_,
    AnyOf,
    Balance,
    Check,
    Condition,
    Count,
    Cover,
    FieldCondition,
    FieldPath,
    Name,
    Part,
    Parts,
    Positive,
    Ratio,
    Relation,
    Share,
    form_of,
    kind_of,
    kinds_of,
    members_of,
)
from assessor.pack.patterns import (
    AllTests,
    AnyTest,
    Chain,
    ConsistencyFile,
    Contradiction,
    DiagnosesFile,
    Diagnosis,
    ResultTest,
    tests_of,
)
from assessor.pack.provenance import Fragment, Provenance, Reference, Severity, Source
from assessor.pack.texts import CriterionText, DiagnosisText, Label, TextFile, Texts
from assessor.pack.views import Column as ViewColumn
from assessor.pack.views import Table, View, ViewsFile
from assessor.strategy.base import Id, Text
from assessor.strategy.model import KINDS

__all__ = [
    "DEFAULT_FLOOR",
    "ENGLISH",
    "All",
    "AllTests",
    "AnyOf",
    "AnyTest",
    "Any_",
    "Balance",
    "Chain",
    "Check",
    "Condition",
    "ConsistencyFile",
    "Contradiction",
    "Count",
    "Cover",
    "CriteriaFile",
    "Criterion",
    "CriterionText",
    "DiagnosesFile",
    "Diagnosis",
    "DiagnosisText",
    "Effort",
    "Essential",
    "Examples",
    "FieldCondition",
    "FieldPath",
    "Fragment",
    "IdeaEntry",
    "Label",
    "Level",
    "Levels",
    "Name",
    "Pack",
    "PackFile",
    "Part",
    "Parts",
    "Positive",
    "Profile",
    "Provenance",
    "Ratio",
    "Reference",
    "Relation",
    "ResultTest",
    "Severity",
    "Share",
    "StepEntry",
    "Table",
    "TextFile",
    "Texts",
    "View",
    "ViewColumn",
    "ViewsFile",
    "VocabularyPart",
    "form_of",
    "kind_of",
    "kinds_of",
    "members_of",
    "tests_of",
]

Effort = Literal["low", "medium", "high"]

DEFAULT_FLOOR: Final = "0.5"
ENGLISH: Final = "en"
"""The language that every pack has words in."""


class Essential(Part):
    """A criterion without which its idea does not pass the level of the cap."""

    floor: Ratio = Field(
        default=DEFAULT_FLOOR, validate_default=False, description="The least value it needs."
    )

    @cached_property
    def least(self) -> Fraction:
        """The floor, exactly."""
        return Fraction(self.floor)


class Examples(Part):
    """Fragments of strategies, and what must come of them."""

    met: Annotated[list[Fragment], Field(min_length=1)]
    partial: list[Fragment] = []
    unmet: Annotated[list[Fragment], Field(min_length=1)]
    undetermined: list[Fragment] = []


class Criterion(Part):
    """One thing asked of a strategy. What it says to people stands apart, in the texts."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{2}$")] = Field(
        description="Stable id.", examples=["MEA-03"]
    )
    steps: Annotated[tuple[Positive, ...], Field(min_length=1, description="Steps of the route it serves.")]
    check: Check = Field(description="What is looked at.")
    weight: Annotated[int, Field(ge=1, le=3, strict=True)] = Field(1, description="1 to 3.")
    essential: Essential | None = Field(None, description="Given if the idea cannot do without it.")
    severity: Severity = Field(description="How grave the gap is.")
    effort: Effort = Field(description="How much work it takes to close the gap.")
    provenance: Provenance = Field(description="The text says it, we read it so, or practice shows it.")
    reference: Reference = Field(description="Where it comes from.")
    since: Text = Field(description="Version of the pack that brought it.", examples=["0.1.0"])
    dimensions: list[Id] = Field(
        default_factory=list, description="It is out of scope when all of these dimensions are."
    )
    examples: Examples

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """JSON Pointers of the sections of a strategy that the check looks at."""
        return tuple(dict.fromkeys(f"/{KINDS[kind].key}" for kind in kinds_of(self.check)))

    @cached_property
    def source(self) -> Source:
        """Where it comes from, as an assessment tells it."""
        return self.reference.source(self.provenance)


class CriteriaFile(Part):
    """The criteria of one idea: a file in ``criteria/``."""

    idea: Id = Field(description="The idea, as in pack.yaml.")
    criteria: Annotated[list[Criterion], Field(min_length=1)]


class IdeaEntry(Part):
    """One of the ideas that the pack scores."""

    id: Id
    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = Field(
        description="How the ids of its criteria begin."
    )


class StepEntry(Part):
    """One step of the route."""

    number: Positive
    stage: Id
    after: list[Positive] = Field(
        default_factory=list,
        description="Earlier steps that must have been begun before work on it is planned.",
    )


class Level(Part):
    """A level of an idea, from a score on."""

    id: Id
    from_: Annotated[int, Field(alias="from", ge=0, le=100, strict=True)]


class Levels(Part):
    """How scores become levels, and when they are not shown as such."""

    levels: Annotated[list[Level], Field(min_length=2)] = Field(description="From the lowest up.")
    cap: Id = Field(description="The highest level of an idea with an essential below its floor.")
    rated_from: Annotated[int, Field(ge=0, le=100, strict=True)] = Field(
        description="Least determined weight, in per cent, for an idea to be rated."
    )
    index_from: Positive = Field(description="Least number of rated ideas for an index.")


class Profile(Part):
    """Other weights, for a second score beside the canonical one."""

    id: Id
    ideas: dict[Id, Annotated[int, Field(ge=0, le=5, strict=True)]] = Field(
        default_factory=dict, description="Weights of ideas in the index; 1 where not given."
    )
    criteria: dict[str, Annotated[int, Field(ge=0, le=5, strict=True)]] = Field(
        default_factory=dict, description="Weights of criteria."
    )
    others: Annotated[int, Field(ge=0, le=5, strict=True)] | None = Field(
        None, description="Weight of criteria not given; their own unless said."
    )


class VocabularyPart(Part):
    """A named part of a vocabulary."""

    of: Name = Field(description="The vocabulary.")
    entries: Annotated[list[Text], Field(min_length=1)]


class PackFile(Part):
    """The file ``pack.yaml``: what the pack is, and what it is made of."""

    id: Id
    version: Text
    source: Text = Field(description="The work that the pack puts into rules.")
    ideas: Annotated[list[IdeaEntry], Field(min_length=1)]
    stages: list[Id] = []
    steps: list[StepEntry] = []
    levels: Levels
    parts: dict[Name, VocabularyPart] = {}
    profiles: list[Profile] = []
    aims: dict[Name, list[FieldPath]] = Field(
        default_factory=dict,
        description="By kind, fields that say what an item sets out to do; recommendations remind of it.",
    )


def _as_given(texts: Any, validate: Callable[[Any], Any]) -> Any:
    """Leave words that are read only when they are asked for as they are."""
    return validate(texts) if isinstance(texts, dict) else texts


class Pack(Part):
    """A whole rule pack."""

    about: PackFile
    files: list[CriteriaFile]
    texts: Annotated[Mapping[str, Texts], WrapValidator(_as_given)]
    """The words by language."""
    digest: str = Field(description="SHA-256 of its files.")

    consistency: ConsistencyFile | None = None
    diagnoses: list[Diagnosis] = []
    views: list[View] = []

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of ideas and files."""
        order = {idea.id: index for index, idea in enumerate(self.about.ideas)}
        files = sorted(self.files, key=lambda file: order.get(file.idea, len(order)))
        return tuple(criterion for file in files for criterion in file.criteria)

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        """Criteria by their ids."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def idea_of(self) -> Mapping[str, str]:
        """The idea of each criterion, by id."""
        return {criterion.id: file.idea for file in self.files for criterion in file.criteria}
