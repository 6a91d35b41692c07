"""From a pack to a plan.

In: a ``Pack`` that passed lint. Out: a ``Plan``. Must never know: any strategy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessor.facts.columns import Column, Link
from assessor.facts.derived import DERIVED
from assessor.facts.rows import entry_numbers
from assessor.pack import model as m
from assessor.pack.digests import Digests
from assessor.pack.plan import (
    AnyStep,
    BalancePlan,
    ChainLinkPlan,
    CheckPlan,
    ColumnPlan,
    ContradictionPlan,
    CountPlan,
    CoverPlan,
    CriterionPlan,
    DiagnosisPlan,
    FieldStep,
    GroupPlan,
    Join,
    Plan,
    Query,
    RelationStep,
    ResultGroup,
    ResultPlan,
    Select,
    SharePlan,
    Step,
    Subjects,
    TablePlan,
)
from assessor.strategy.fields import FieldType, fields_of
from assessor.strategy.vocabulary import VOCABULARIES


def compile_plan(pack: m.Pack) -> Plan:
    """Return a pack compiled. The pack must have passed lint."""
    compiler = _Compiler(pack.about.parts)
    checks = {criterion.id: compiler.check(criterion.check) for criterion in pack.criteria}
    # What a digest tells in full, a check names by its number.
    digests = Digests(tuple(compiler.columns), tuple(compiler.links), tuple(compiler.queries))
    criteria = {
        each.id: _criterion(each, checks[each.id], digests.of(checks[each.id])) for each in pack.criteria
    }
    ideas = {
        idea.id: tuple(each for name, each in criteria.items() if pack.idea_of[name] == idea.id)
        for idea in pack.about.ideas
    }
    rest = compiler.beyond_criteria(pack)
    asked = tuple(compiler.columns), tuple(compiler.links), tuple(compiler.queries)
    return Plan(*asked, criteria, ideas, **rest)


def _criterion(criterion: m.Criterion, check: CheckPlan, rule: str) -> CriterionPlan:
    essential = criterion.essential
    return CriterionPlan(
        criterion.id,
        check,
        criterion.weight,
        None if essential is None else essential.least,
        criterion.severity,
        criterion.effort,
        criterion.steps,
        criterion.sections,
        criterion.source,
        rule,
    )


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

    def beyond_criteria(self, pack: m.Pack) -> dict[str, Any]:
        """Return the chain, contradictions, diagnoses and tables, compiled."""
        consistency = pack.consistency
        return {
            "chain": tuple(self._chain(consistency.chain)) if consistency else (),
            "contradictions": tuple(
                ContradictionPlan(rule, self._subjects(rule.find, (), rule.that))
                for rule in (consistency.contradictions if consistency else ())
            ),
            "diagnoses": tuple(
                DiagnosisPlan(rule, self._test(rule.when, pack.about.levels.levels))
                for rule in pack.diagnoses
            ),
            "tables": tuple(self._table(view.id, table) for view in pack.views for table in view.tables),
        }

    def _chain(self, chain: m.Chain) -> Iterator[ChainLinkPlan]:
        for link in chain.links:
            share = m.Share(share=chain.of, that=link.that)
            yield ChainLinkPlan(link.id, SharePlan(share, self._subjects(chain.of, (), link.that)))

    def _test(
        self, test: m.AllTests | m.AnyTest | m.ResultTest, levels: Sequence[m.Level]
    ) -> ResultGroup | ResultPlan:
        if not isinstance(test, m.ResultTest):
            members = test.all if isinstance(test, m.AllTests) else test.any
            compiled = tuple(self._test(member, levels) for member in members)
            return ResultGroup(isinstance(test, m.AllTests), compiled)
        ((what, name),) = test.subjects()
        ((bound, value),) = test.bounds()
        level = None
        if isinstance(value, str):
            level = [entry.id for entry in levels].index(value)
            value = levels[level].from_
        check = None if test.check is None else self.check(test.check)
        named = str(test.id) if check else str(name)
        return ResultPlan(what, named, check, bound, level, Fraction(str(value)))

    def _table(self, view: str, table: m.Table) -> TablePlan:
        return TablePlan(
            view, table, tuple(VOCABULARIES[table.rows]), tuple(self._table_column(c) for c in table.columns)
        )

    def _table_column(self, column: m.ViewColumn) -> ColumnPlan:
        entries: tuple[str, ...] = ()
        if column.split is not None:
            entries = tuple(VOCABULARIES[field_type(column.of, column.split).target or ""])
        subjects = self._subjects(column.of, (), column.that) if column.that else None
        return ColumnPlan(column, subjects, entries)

    def check(self, check: m.Check) -> CheckPlan:
        if isinstance(check, m.Count):
            subjects = self._subjects(check.count, check.where, check.that)
            return CountPlan(check, subjects, check.at_least, check.at_most)
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
            relation.at_least,
            relation.at_most,
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
