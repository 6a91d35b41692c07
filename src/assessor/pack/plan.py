"""A pack compiled: what to observe, what to ask an engine, and how to put the answers together.

In: a ``Pack`` that passed lint. Out: a ``Plan``. Must never know: any strategy.

Each distinct test becomes a column, each distinct tie a link, each distinct question one query; criteria
share them. Queries ask only what holds; counts and shares are taken later, from their answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor.facts.columns import Column, Link
from assessor.facts.derived import DERIVED
from assessor.facts.rows import entry_numbers
from assessor.pack import model as m
from assessor.strategy.fields import FieldType, fields_of
from assessor.strategy.vocabulary import VOCABULARIES


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


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole pack, compiled."""

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    queries: tuple[Query, ...]
    checks: Mapping[str, CheckPlan]
    """By criterion."""


def compile_plan(pack: m.Pack) -> Plan:
    """Return a pack compiled. The pack must have passed lint."""
    compiler = _Compiler(pack.about.parts)
    checks = {criterion.id: compiler.check(criterion.check) for criterion in pack.criteria}
    return Plan(tuple(compiler.columns), tuple(compiler.links), tuple(compiler.queries), checks)


def field_type(kind: str, field: str) -> FieldType:
    """Return the type of a field or derived field.

    Raises:
        KeyError: the kind has no such field.
    """
    derived = DERIVED.get((kind, field))
    return derived.type if derived is not None else fields_of(kind)[field]


class _Compiler:
    """Gives numbers to columns, links and queries, the same number to the same thing."""

    def __init__(self, parts: Mapping[str, m.VocabularyPart]) -> None:
        self.parts = parts
        self.columns: dict[Column, int] = {}
        self.links: dict[Link, int] = {}
        self.queries: dict[Query, int] = {}

    def check(self, check: m.Check) -> CheckPlan:
        if isinstance(check, m.Count):
            return CountPlan(check, self._subjects(check.count, check.where, check.that))
        if isinstance(check, m.Share):
            return SharePlan(check, self._subjects(check.share, check.where, check.that))
        if isinstance(check, m.Cover):
            return self._cover(check)
        if isinstance(check, m.Balance):
            target = field_type(check.balance, check.field).target
            return BalancePlan(
                check,
                self._subjects(check.balance, check.where, ()),
                Fraction(check.at_most),
                target if target in VOCABULARIES else None,
            )
        form, members = m.members_of(check)
        return GroupPlan(check, form, tuple(self.check(member) for member in members))

    def _cover(self, check: m.Cover) -> CoverPlan:
        part = self.parts.get(check.cover)
        vocabulary = part.of if part else check.cover
        numbers = entry_numbers()[vocabulary]
        names = part.entries if part else VOCABULARIES[vocabulary]
        entries = {numbers[name]: name for name in names}
        relation = m.Relation(some=check.some, by=check.by, that=check.that)
        step = self._relation(relation, subject=None)
        return CoverPlan(check, vocabulary, entries, step, field_type(check.some, check.by).several)

    def _subjects(
        self, kind: str, where: Sequence[m.FieldCondition], that: Sequence[m.Condition]
    ) -> Subjects:
        filters = tuple((condition, self._column(kind, condition)) for condition in where)
        columns = tuple(sorted({column for _, column in filters}))
        steps = tuple(self._step(kind, condition) for condition in that)
        return Subjects(kind, self._query(Select(kind, columns)), filters, steps)

    def _step(self, kind: str, condition: m.Condition) -> Step:
        if isinstance(condition, m.FieldCondition):
            column = self._column(kind, condition)
            return FieldStep(condition, self._query(Select(kind, (column,))))
        if isinstance(condition, m.AnyOf):
            return AnyStep(condition, tuple(self._step(kind, member) for member in condition.any))
        return self._relation(condition, subject=kind)

    def _relation(self, relation: m.Relation, subject: str | None) -> RelationStep:
        kind, backward = relation.some, relation.by is not None
        field = relation.by if relation.by is not None else relation.via
        assert field is not None
        owner = kind if backward or subject is None else subject
        target = field_type(owner, field).target
        assert target is not None
        link = self.links.setdefault(Link(owner, field, target), len(self.links))
        own = {self._column(kind, c) for c in relation.that if isinstance(c, m.FieldCondition)}
        effective = self._number(Column(kind, "effective"))
        columns = tuple(sorted(own | {effective}))
        limit = None
        if relation.at_most is not None:
            limit = self._query(Join(link, backward, kind, tuple(sorted(own))))
        distinct = relation.distinct
        return RelationStep(
            relation,
            kind,
            link,
            backward,
            columns,
            self._query(Join(link, backward, kind, columns)),
            limit,
            tuple(self._step(kind, c) for c in relation.that if not isinstance(c, m.FieldCondition)),
            distinct,
            distinct is not None and field_type(kind, distinct).several,
        )

    def _column(self, kind: str, condition: m.FieldCondition) -> int:
        test = condition.test
        operand: frozenset[str | bool] | Fraction | None = None
        if test == "is":
            assert condition.is_ is not None
            operand = frozenset((condition.is_,))
        elif test == "in":
            operand = frozenset(self._choices(condition.in_))
        elif test in ("at_least", "at_most"):
            operand = Fraction(str(getattr(condition, test)))
        return self._number(Column(kind, test, condition.field, operand))  # type: ignore[arg-type]

    def _choices(self, choices: str | list[str] | None) -> list[str]:
        assert choices is not None
        return list(self.parts[choices].entries) if isinstance(choices, str) else choices

    def _number(self, column: Column) -> int:
        return self.columns.setdefault(column, len(self.columns))

    def _query(self, query: Query) -> int:
        return self.queries.setdefault(query, len(self.queries))
