"""A rule pack: what it asks of a strategy, and in which words.

In: nothing. Out: models of everything that the files of a pack hold. Must never know: how conditions are
matched or criteria scored, and which framework a pack is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Strict,
    Tag,
)

from assessor.strategy.base import Id, Text

Severity = Literal["low", "medium", "high"]
Effort = Literal["low", "medium", "high"]
Provenance = Literal["source", "reading", "practice"]

DEFAULT_FLOOR: Final = "0.5"


class Part(BaseModel):
    """Base of everything in a pack: unknown keys are refused, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, regex_engine="python-re")


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""The name of a kind, a vocabulary or a part of one."""
FieldPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=80)]
"""The name of a field; ``target.date`` for a field within a field."""
Positive = Annotated[int, Field(ge=1, strict=True)]


def _decimal(value: Any) -> Any:
    """Keep a number exactly as it was written, so that shares are exact fractions."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number is needed")
    return repr(value)


Ratio = Annotated[
    str,
    BeforeValidator(_decimal, json_schema_input_type=Annotated[float, Field(ge=0, le=1)]),
    Field(pattern=r"^(0(\.[0-9]+)?|1(\.0+)?)$"),
    PlainSerializer(float),
]
"""A number from 0 to 1, kept as it was written."""
Plain = Annotated[str, Strict()] | Annotated[bool, Strict()]
Bound = Annotated[int, Strict()] | Annotated[float, Strict()]


class FieldCondition(Part):
    """A condition on a field of the item itself: exactly one of the tests is given."""

    field: FieldPath = Field(description="The field, or derived field, that is read.")
    present: Literal[True] | None = Field(None, description="It is given, and not empty.")
    is_: Plain | None = Field(None, alias="is", description="It is this; a list has this among its entries.")
    in_: Name | Annotated[list[Text], Field(min_length=1)] | None = Field(
        None, alias="in", description="It is one of these, or of a named part of a vocabulary."
    )
    at_least: Bound | None = Field(None, description="It is a number, and at least this.")
    at_most: Bound | None = Field(None, description="It is a number, and at most this.")

    @property
    def test(self) -> str:
        """Which test is given: "present", "is", "in", "at_least" or "at_most"."""
        return next(name for name, value in self.tests() if value is not None)

    def tests(self) -> Iterator[tuple[str, Any]]:
        """Yield each test by name, with what it compares with; None if it is not given."""
        yield "present", self.present
        yield "is", self.is_
        yield "in", self.in_
        yield "at_least", self.at_least
        yield "at_most", self.at_most


class Relation(Part):
    """A condition on items that are tied to this one: those that name it, or those that it names."""

    some: Name = Field(description="The kind of item looked for.")
    by: FieldPath | None = Field(None, description="Backward: the field in which that item names this one.")
    via: FieldPath | None = Field(None, description="Forward: the field in which this item names that one.")
    that: list[Condition] = Field(default_factory=list, description="Conditions on that item.")
    at_least: Positive = Field(1, description="How many such items, at least.")
    at_most: Positive | None = Field(None, description="How many such items, at most.")
    distinct: FieldPath | None = Field(
        None, description="Count the different values of this field of theirs, not the items."
    )


class AnyOf(Part):
    """At least one of several conditions on the item."""

    any: Annotated[list[Condition], Field(min_length=2, description="The conditions.")]


def _form(value: Any) -> str | None:
    """Return the key that tells which form a condition or check has."""
    if isinstance(value, Mapping):
        return next((form for form in _FORMS if form in value), None)
    return _FORM_OF.get(type(value))


Condition = Annotated[
    Annotated[FieldCondition, Tag("field")] | Annotated[Relation, Tag("some")] | Annotated[AnyOf, Tag("any")],
    Discriminator(_form),
]
Where = Annotated[list[FieldCondition], Field(description="Only items that satisfy all of these.")]
That = Annotated[list[Condition], Field(description="What they must satisfy, all of it.")]


class Count(Part):
    """The number of items is at least `at_least` and, if given, at most `at_most`: 0 or 1."""

    count: Name = Field(description="The kind counted.")
    where: Where = []
    that: That = []
    at_least: Positive = Field(1, description="At least this many.")
    at_most: Positive | None = Field(None, description="At most this many.")


class Share(Part):
    """Of the items of a kind, the share that satisfies every condition: 0 to 1."""

    share: Name = Field(description="The kind of which the share is taken.")
    where: Where = []
    that: Annotated[That, Field(min_length=1)]


class Cover(Part):
    """Of a vocabulary, or a named part of one, the share that some item reaches: 0 to 1."""

    cover: Name = Field(description="The vocabulary, or the part of one.")
    some: Name = Field(description="The kind of item that reaches it.")
    by: FieldPath = Field(description="The field with which it does.")
    that: That = []


class Balance(Part):
    """Items have values in a field, and no value has more than a given share of them: 0 or 1."""

    balance: Name = Field(description="The kind that is looked at.")
    field: FieldPath = Field(description="The field whose values are counted.")
    where: Where = []
    at_most: Ratio = Field(description="The largest share that one value may have, from 0 to 1.")


class All(Part):
    """Several checks; the least of their values."""

    all: Annotated[list[Check], Field(min_length=2, description="The checks.")]


class Any_(Part):  # noqa: N801 - `Any` is taken
    """Several checks; the greatest of their values."""

    any: Annotated[list[Check], Field(min_length=2, description="The checks.")]


class Parts(Part):
    """Several checks; the mean of their values."""

    parts: Annotated[list[Check], Field(min_length=2, description="The checks.")]


def members_of(check: All | Any_ | Parts) -> tuple[str, list[Check]]:
    """Return the form of a group of checks ("all", "any" or "parts"), and the checks."""
    if isinstance(check, All):
        return "all", check.all
    return ("any", check.any) if isinstance(check, Any_) else ("parts", check.parts)


def kind_of(check: Count | Share | Cover | Balance) -> str:
    """Return the kind of item that a check looks at; for a cover, the kind that reaches entries."""
    if isinstance(check, Count):
        return check.count
    if isinstance(check, Share):
        return check.share
    return check.some if isinstance(check, Cover) else check.balance


def form_of(check: Check) -> str:
    """Return the name of a check's form, as it is written."""
    return _FORM_OF[type(check)]


Check = Annotated[
    Annotated[Count, Tag("count")]
    | Annotated[Share, Tag("share")]
    | Annotated[Cover, Tag("cover")]
    | Annotated[Balance, Tag("balance")]
    | Annotated[All, Tag("all")]
    | Annotated[Any_, Tag("any")]
    | Annotated[Parts, Tag("parts")],
    Discriminator(_form),
]
_FORM_OF: Final[dict[type, str]] = {
    Count: "count", Share: "share", Cover: "cover", Balance: "balance",
    All: "all", Any_: "any", Parts: "parts", FieldCondition: "field", Relation: "some", AnyOf: "any",
}  # fmt: skip
_FORMS: Final = ("count", "share", "cover", "balance", "all", "any", "parts", "some", "field")


class Essential(Part):
    """A criterion without which its idea does not pass the level of the cap."""

    floor: Ratio = Field(
        default=DEFAULT_FLOOR, validate_default=False, description="The least value it needs."
    )

    @cached_property
    def least(self) -> Fraction:
        """The floor, exactly."""
        return Fraction(self.floor)


class Reference(Part):
    """Where the criterion comes from: a chapter and passage of the source, or another work."""

    chapter: Literal["I", "II", "III", "IV"] | None = Field(None, description="Chapter of the source.")
    passage: Text = Field(description="The passage: the heading, idea, step or table it stands under.")
    work: Text | None = Field(None, description="Another work, for what comes from practice.")


Fragment = Annotated[
    dict[str, Any], Field(description="Part of a strategy; title, territory and period are added.")
]


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
    steps: Annotated[list[Positive], Field(min_length=1, description="Steps of the route it serves.")]
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
        default_factory=dict, description="Weights of criteria; their own where not given."
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


class CriterionText(Part):
    """What a criterion says to people, in one language."""

    title: Text = Field(description="What is there when it is met.")
    failure: Text = Field(description="What is wrong when it is not.")
    detail: Text | None = Field(
        None,
        description="More, where items were looked at; {applicable}, {satisfied}, {missing} are filled in.",
    )
    why: Text = Field(description="Why it matters.")
    recommendation: Text = Field(description="What to do.")
    example: Text = Field(description="A good entry.")


class Label(Part):
    """The name of something, and what it is."""

    title: Text
    description: Text | None = None


class Texts(Part):
    """All words of a pack in one language."""

    language: Text
    title: Text
    ideas: dict[str, Label]
    stages: dict[str, Label] = {}
    steps: dict[str, Label] = {}
    levels: dict[str, Label]
    profiles: dict[str, Label] = {}
    criteria: dict[str, CriterionText]
    phrases: dict[str, Text] = {}


class TextFile(Part):
    """A file in ``text/LANGUAGE/``: any part of the words; all files of a language are put together."""

    title: Text | None = None
    ideas: dict[str, Label] = {}
    stages: dict[str, Label] = {}
    steps: dict[str, Label] = {}
    levels: dict[str, Label] = {}
    profiles: dict[str, Label] = {}
    criteria: dict[str, CriterionText] = {}
    phrases: dict[str, Text] = Field(
        default_factory=dict, description="Other sentences; `undetermined` is said of what is not known yet."
    )


class Pack(Part):
    """A whole rule pack."""

    about: PackFile
    files: list[CriteriaFile]
    texts: dict[str, Texts]
    digest: str = Field(description="SHA-256 of its files.")

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

    def words(self, language: str = "en") -> Texts:
        """Return the words in a language.

        Raises:
            KeyError: the pack has no words in it.
        """
        return self.texts[language]
