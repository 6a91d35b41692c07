"""What a pack compiles to: what to observe, what to ask an engine, and how to put the answers together.

In: nothing. Out: plain records. Must never know: any strategy.

Each distinct test becomes a column, each distinct tie a link, each distinct question one query; rules share
them. Queries ask only what holds; counts and shares are taken later, from their answers. What scoring reads
again and again is copied out of the models of a pack, whose attributes take ten times as long to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessor.facts.columns import Column, Link
from assessor.pack import model as m
from assessor.pack.provenance import Source


@dataclass(frozen=True, slots=True)
class Select:
    """Which rows of a kind satisfy all these columns?"""

    kind: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Which rows are tied, over a link, to a row of ``kind`` that satisfies all these columns?

    Backward, the tied row names the subject; forward, the subject names the tied row. Answers are pairs of
    subject and tied row.
    """

    link: int
    backward: bool
    kind: str
    columns: tuple[int, ...]


Query = Select | Join


@dataclass(frozen=True, slots=True)
class FieldStep:
    """A condition on a field: answered by one query."""

    condition: m.FieldCondition
    query: int


@dataclass(frozen=True, slots=True)
class RelationStep:
    """A condition on tied rows."""

    condition: m.Relation
    at_least: int
    at_most: int | None
    kind: str
    link: int
    backward: bool
    columns: tuple[int, ...]
    """What a tied row must satisfy itself."""
    query: int
    limit_query: int | None
    """The same, with tied rows that are only announced: they count under a limit."""
    nested: tuple[Step, ...]
    """What a tied row must satisfy beyond its own columns."""
    distinct: str | None
    several_distinct: bool
    """Whether the field whose values are counted holds several."""


@dataclass(frozen=True, slots=True)
class AnyStep:
    """At least one of several conditions."""

    condition: m.AnyOf
    members: tuple[Step, ...]


Step = FieldStep | RelationStep | AnyStep


@dataclass(frozen=True, slots=True)
class Subjects:
    """The rows that a check looks at, and what they must satisfy."""

    kind: str
    where: int
    """Query of those that it looks at."""
    filters: tuple[tuple[m.FieldCondition, int], ...]
    """The conditions of ``where``, each with its column."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CountPlan:
    """A compiled ``count``."""

    check: m.Count
    subjects: Subjects
    at_least: int
    at_most: int | None


@dataclass(frozen=True, slots=True)
class SharePlan:
    """A compiled ``share``."""

    check: m.Share
    subjects: Subjects


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """A compiled ``cover``."""

    check: m.Cover
    vocabulary: str
    entries: Mapping[int, str]
    """Entries by their row numbers."""
    step: RelationStep
    several: bool
    """Whether one item can reach several entries."""


@dataclass(frozen=True, slots=True)
class BalancePlan:
    """A compiled ``balance``."""

    check: m.Balance
    subjects: Subjects
    limit: Fraction
    vocabulary: str | None


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A compiled ``all``, ``any`` or ``parts``."""

    check: m.All | m.Any_ | m.Parts
    form: str
    members: tuple[CheckPlan, ...]


CheckPlan = CountPlan | SharePlan | CoverPlan | BalancePlan | GroupPlan


def vocabularies_of(check: CheckPlan) -> Iterator[str]:
    """Yield the vocabularies that a check, or a check of a group, covers."""
    if isinstance(check, CoverPlan):
        yield check.vocabulary
    elif isinstance(check, GroupPlan):
        for member in check.members:
            yield from vocabularies_of(member)


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """A compiled criterion: what scoring needs of it."""

    id: str
    check: CheckPlan
    weight: int
    least: Fraction | None
    """The least value that its idea needs of it; None if it is not essential."""
    severity: m.Severity
    effort: m.Effort
    steps: tuple[int, ...]
    sections: tuple[str, ...]
    """JSON Pointers of the sections that the check looks at."""
    source: Source
    rule: str
    """A digest of the check: see ``assessor.pack.digests``."""


@dataclass(frozen=True, slots=True)
class ChainLinkPlan:
    """A compiled link of the chain: the share of items of which it is there."""

    id: str
    share: SharePlan


@dataclass(frozen=True, slots=True)
class ContradictionPlan:
    """A compiled contradiction."""

    rule: m.Contradiction
    subjects: Subjects


@dataclass(frozen=True, slots=True)
class ResultPlan:
    """A condition on one result."""

    what: str
    """"idea", "step", "criterion", "link" or "check"."""
    name: str
    """Of which idea, step, criterion or link; the name of the check."""
    check: CheckPlan | None
    bound: str
    """"at_least", "at_most" or "below"."""
    level: int | None
    """The place of the level that an idea is compared with; None if it is compared with a number."""
    number: Fraction
    """The number compared with; where a level begins."""


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """Several conditions on results: all of them, or at least one."""

    every: bool
    members: tuple[ResultGroup | ResultPlan, ...]


@dataclass(frozen=True, slots=True)
class DiagnosisPlan:
    """A compiled diagnosis."""

    rule: m.Diagnosis
    when: ResultGroup | ResultPlan


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A compiled column of a table."""

    column: m.ViewColumn
    subjects: Subjects | None
    """What its items satisfy; None if all do."""
    entries: tuple[str, ...]
    """Entries of the vocabulary that splits it."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A compiled table of a view."""

    view: str
    table: m.Table
    entries: tuple[str, ...]
    """Entries of the vocabulary of its rows."""
    columns: tuple[ColumnPlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole pack, compiled."""

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    queries: tuple[Query, ...]
    criteria: Mapping[str, CriterionPlan]
    """By id."""
    ideas: Mapping[str, tuple[CriterionPlan, ...]]
    """The criteria of each idea."""
    chain: tuple[ChainLinkPlan, ...] = ()
    contradictions: tuple[ContradictionPlan, ...] = ()
    diagnoses: tuple[DiagnosisPlan, ...] = ()
    tables: tuple[TablePlan, ...] = ()
