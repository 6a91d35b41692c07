"""Rules beside the criteria: the chain, contradictions, and diagnoses over results.

In: nothing. Out: models of ``consistency.yaml`` and ``diagnoses.yaml``. Must never know: how anything is
matched or scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from assessor.pack.language import Bound, Check, Condition, Name, Part, Positive, That
from assessor.pack.provenance import Fragment, Provenance, Reference, Severity
from assessor.strategy.base import Id, Text


class Link(Part):
    """One link of the chain: what an item has to be tied to."""

    id: Id
    that: Annotated[list[Condition], Field(min_length=1, description="What holds where the link is there.")]


class Chain(Part):
    """What should follow from what, item by item. It is told beside the scores, and changes none."""

    of: Name = Field(description="The kind whose items the chain runs through.")
    links: Annotated[list[Link], Field(min_length=1)]


class ContradictionExamples(Part):
    """Fragments of strategies, and what must come of them."""

    found: Annotated[list[Fragment], Field(min_length=1)]
    possible: list[Fragment] = []
    none: Annotated[list[Fragment], Field(min_length=1)]


class Contradiction(Part):
    """Two things in a strategy that cannot both be meant. Every item that satisfies the conditions is one."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{2}$")] = Field(
        description="Stable id.", examples=["CON-01"]
    )
    find: Name = Field(description="The kind looked through; items only announced as well.")
    that: Annotated[That, Field(min_length=1)]
    steps: Annotated[tuple[Positive, ...], Field(min_length=1, description="Steps of the route it serves.")]
    severity: Severity = Field(description="How grave it is.")
    provenance: Provenance = Field(description="The text says it, we read it so, or practice shows it.")
    reference: Reference = Field(description="Where it comes from.")
    since: Text = Field(description="Version of the pack that brought it.", examples=["0.2.0"])
    examples: ContradictionExamples


class ConsistencyFile(Part):
    """The file ``consistency.yaml``: whether the parts of a strategy hold together."""

    chain: Chain
    contradictions: list[Contradiction] = []


class ResultTest(Part):
    """A condition on one result: what it is of, and exactly one bound.

    Ideas and steps have scores from 0 to 100, criteria, links and checks values from 0 to 1.
    """

    idea: Id | None = Field(None, description="The score of an idea.")
    step: Positive | None = Field(None, description="The score of a step of the route.")
    criterion: str | None = Field(None, description="The value of a criterion.")
    link: Id | None = Field(None, description="The value of a link of the chain.")
    check: Check | None = Field(None, description="The value of a check that is no criterion.")
    id: Id | None = Field(None, description="The name of the check, for its words.")
    at_least: Bound | Id | None = Field(None, description="At least this; for an idea, perhaps a level.")
    at_most: Bound | None = Field(None, description="At most this.")
    below: Bound | Id | None = Field(None, description="Below this; for an idea, perhaps a level.")

    def subjects(self) -> Iterator[tuple[Literal["idea", "step", "criterion", "link", "check"], Any]]:
        """Yield what the test is of; a sound one is of one thing."""
        for name in ("idea", "step", "criterion", "link", "check"):
            value = getattr(self, name)
            if value is not None:
                yield name, value

    def bounds(self) -> Iterator[tuple[Literal["at_least", "at_most", "below"], float | str]]:
        """Yield the bounds; a sound test has one."""
        for name in ("at_least", "at_most", "below"):
            value = getattr(self, name)
            if value is not None:
                yield name, value


class AllTests(Part):
    """All of several conditions on results."""

    all: Annotated[list[Test], Field(min_length=1)]


class AnyTest(Part):
    """At least one of several conditions on results."""

    any: Annotated[list[Test], Field(min_length=2)]


def _form(value: Any) -> str:
    if isinstance(value, Mapping):
        return "all" if "all" in value else "any" if "any" in value else "test"
    return "all" if isinstance(value, AllTests) else "any" if isinstance(value, AnyTest) else "test"


Test = Annotated[
    Annotated[AllTests, Tag("all")] | Annotated[AnyTest, Tag("any")] | Annotated[ResultTest, Tag("test")],
    Discriminator(_form),
]


def tests_of(test: AllTests | AnyTest | ResultTest) -> Iterator[ResultTest]:
    """Yield every condition on a result, whatever groups it stands in."""
    if isinstance(test, ResultTest):
        yield test
    else:
        for member in test.all if isinstance(test, AllTests) else test.any:
            yield from tests_of(member)


class Diagnosis(Part):
    """A pattern across ideas, read from results."""

    id: Id
    good: bool = Field(False, description="Whether it is good news.")
    when: Test = Field(description="What must hold of the results.")
    provenance: Provenance = Field(description="The text says it, we read it so, or practice shows it.")
    reference: Reference = Field(description="Where it comes from.")
    since: Text = Field(description="Version of the pack that brought it.", examples=["0.2.0"])


class DiagnosesFile(Part):
    """The file ``diagnoses.yaml``: patterns that are told with their evidence."""

    diagnoses: Annotated[list[Diagnosis], Field(min_length=1)]
