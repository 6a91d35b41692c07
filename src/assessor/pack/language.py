"""The rule language: conditions, and the forms of check.

In: nothing. Out: models of what a criterion may ask. Must never know: criteria, words, or how conditions are
matched. Their meaning stands in the documentation of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

from assessor.strategy.base import Text


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


def kinds_of(check: Check) -> Iterator[str]:
    """Yield the kind of item that each check of a group, or a single one, looks at."""
    if isinstance(check, All | Any_ | Parts):
        for member in members_of(check)[1]:
            yield from kinds_of(member)
    else:
        yield kind_of(check)


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
