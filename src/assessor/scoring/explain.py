"""Why a criterion came out as it did.

In: a strategy, a prepared pack, the id of a criterion. Out: an ``Explanation``: for each check, which items
were looked at, which satisfy and through what, and the arithmetic. Must never know: how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assessor.facts.derived import DERIVED
from assessor.facts.rows import Facts
from assessor.pack import model as m
from assessor.pack.lookup import find_criterion
from assessor.pack.plan import (
    AnyStep,
    BalancePlan,
    CheckPlan,
    CountPlan,
    CoverPlan,
    FieldStep,
    GroupPlan,
    RelationStep,
    SharePlan,
    Step,
    Subjects,
)
from assessor.scoring.assess import Prepared, assess_matches
from assessor.scoring.assessment import CriterionResult, Settings
from assessor.scoring.checks import evaluate
from assessor.scoring.findings import recommendation
from assessor.scoring.places import label_of
from assessor.scoring.satisfaction import Holds, Matches
from assessor.strategy.model import Strategy

Certainty = Literal["yes", "no", "maybe"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A part of the document, or an entry of a vocabulary."""

    label: str | None
    """Its name or title, if it has one."""
    pointer: str
    """Where it stands; empty for an entry of a vocabulary."""
    id: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known, and so leaves a condition open."""

    kind: str
    field: str | None
    """The field that was not examined; None if not all items of the kind are listed or examined."""
    thing: Thing | None
    """The item whose field it is; None for the subject itself."""
    derived: bool
    """Whether the field follows from others, and cannot be decided from what is known of them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition on one subject: whether it holds, through which other items, and what leaves it open."""

    condition: m.Condition
    holds: Certainty
    through: tuple[Thing, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that was looked at."""

    thing: Thing
    applicable: Certainty
    """Whether it is looked at; "maybe" if that was not examined."""
    satisfies: Certainty
    announced: bool
    reasons: tuple[Reason, ...]
    filters: tuple[Reason, ...] = ()
    """The conditions of ``where``, if it is not known whether they hold."""
    value: str | float | None = None
    """The value that a balance counts; None if there is none, or it was not examined."""


@dataclass(frozen=True, slots=True)
class CheckExplanation:
    """One check: what was looked at, and the arithmetic."""

    form: str
    check: m.Check
    value: Fraction
    high: Fraction
    applicable: int
    satisfied: int
    left_out: int
    """Items of the kind that are not looked at, since they do not satisfy ``where``."""
    announced: int
    """Items of the kind that are not looked at and only announced."""
    unlisted: int
    """Items that the document counts without listing them."""
    is_open: bool
    """Whether the section was not examined to the end."""
    subjects: tuple[Subject, ...]
    members: tuple[CheckExplanation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a criterion came out as it did."""

    pack: m.Pack
    language: str
    criterion: m.Criterion
    text: m.CriterionText
    recommendation: str
    """What to do: first of all to look it up, where it is not known."""
    idea: str
    idea_title: str
    result: CriterionResult
    check: CheckExplanation
    file: str | None


def explain_prepared(
    strategy: Strategy, prepared: Prepared, criterion: str, as_of: date, language: str
) -> Explanation:
    """Explain one criterion.

    Raises:
        UsageError: the pack has no such criterion, or no words in that language.
    """
    (explanation,) = explain_several(strategy, prepared, [criterion], as_of, language)
    return explanation


def explain_several(
    strategy: Strategy, prepared: Prepared, criteria: Iterable[str], as_of: date, language: str
) -> Iterator[Explanation]:
    """Explain criteria, one after the other; the strategy is assessed once for all of them.

    Raises:
        UsageError: the pack has no such criterion, or no words in that language.
    """
    pack = prepared.pack
    asked = [find_criterion(pack, criterion) for criterion in criteria]
    settings = Settings(profile=None, engine=prepared.engine.name, language=language)
    matches = prepared.matches(strategy, as_of)
    assessment = assess_matches(matches, prepared, as_of, settings)
    words = pack.texts[language]
    explainer = _Explainer(matches, words)
    for found in asked:
        idea = pack.idea_of[found.id]
        result = assessment.criterion(found.id)
        yield Explanation(
            pack=pack,
            language=language,
            criterion=found,
            text=words.criteria[found.id],
            recommendation=recommendation(result, words.criteria[found.id], words),
            idea=idea,
            idea_title=words.ideas[idea].title,
            result=result,
            check=explainer.check(prepared.plan.criteria[found.id].check),
            file=strategy.positions.name if strategy.positions else None,
        )


class _Explainer:
    def __init__(self, matches: Matches, words: m.Texts) -> None:
        self.matches = matches
        self.words = words
        self.facts: Facts = matches.facts

    def check(self, plan: CheckPlan) -> CheckExplanation:
        verdict = evaluate(plan, self.matches)
        kind = "" if isinstance(plan, GroupPlan) else m.kind_of(plan.check)
        return CheckExplanation(
            form=m.form_of(plan.check),
            check=plan.check,
            value=verdict.value,
            high=verdict.high,
            applicable=verdict.applicable,
            satisfied=verdict.satisfied,
            left_out=self._left_out(plan),
            announced=self._announced(plan),
            unlisted=self.facts.listing(kind).unlisted,
            is_open=self.facts.listing(kind).is_open,
            subjects=tuple(self._subjects(plan)),
            members=tuple(self.check(member) for member in plan.members)
            if isinstance(plan, GroupPlan)
            else (),
        )

    def _subjects(self, plan: CheckPlan) -> Iterator[Subject]:
        if isinstance(plan, CountPlan | SharePlan):
            yield from self._rows(plan)
        elif isinstance(plan, CoverPlan):
            yield from self._entries(plan)
        elif isinstance(plan, BalancePlan):
            yield from self._balanced(plan)

    def _balanced(self, plan: BalancePlan) -> Iterator[Subject]:
        at = self.matches.rows_of(plan.subjects.where)
        too_many = evaluate(plan, self.matches).failing
        for row in self.facts.of(plan.subjects.kind):
            if row.number not in at.may:
                continue
            value, unknown = row.read(plan.check.field)
            known: Certainty = "yes" if value is not None else "maybe" if unknown else "no"
            known = "no" if row.number in too_many else known
            thing, applicable = self.thing(row.number), _certainty(at, row.number)
            yield Subject(thing, applicable, known, row.announced, (), value=value)

    def _left_out(self, plan: CheckPlan) -> int:
        if isinstance(plan, CoverPlan | GroupPlan):
            return 0
        at = self.matches.rows_of(plan.subjects.where)
        return len(self.facts.listing(plan.subjects.kind).numbers - at.may) - self._announced(plan)

    def _announced(self, plan: CheckPlan) -> int:
        """Return how many items are not looked at, and only announced."""
        if isinstance(plan, CoverPlan | GroupPlan):
            return 0
        at = self.matches.rows_of(plan.subjects.where)
        return len(self.facts.listing(plan.subjects.kind).announced - at.may)

    def _rows(self, plan: CountPlan | SharePlan) -> Iterator[Subject]:
        subjects = plan.subjects
        at = self.matches.rows_of(subjects.where)
        steps = [(step, self.matches.holds(step, subjects.kind)) for step in subjects.steps]
        for row in self.facts.of(subjects.kind):
            if row.number not in at.may:
                continue
            reasons = tuple(self._reason(step, row.number, holds) for step, holds in steps)
            verdicts = {reason.holds for reason in reasons}
            satisfies: Certainty = "no" if "no" in verdicts or row.announced else "yes"
            if satisfies == "yes" and ("maybe" in verdicts or row.number not in at.sure):
                satisfies = "maybe"
            applicable = _certainty(at, row.number)
            filters = tuple(self._filters(subjects, row.number)) if applicable == "maybe" else ()
            yield Subject(self.thing(row.number), applicable, satisfies, row.announced, reasons, filters)

    def _filters(self, subjects: Subjects, row: int) -> Iterator[Reason]:
        for condition, column in subjects.filters:
            gaps = tuple(self._field_gaps((column,), row, None))
            yield Reason(condition, "maybe" if gaps else "yes", (), gaps)

    def _reason(self, step: Step, row: int, holds: Holds) -> Reason:
        certainty = _certainty(holds, row)
        gaps = dict.fromkeys(self._gaps(step, row, None)) if certainty == "maybe" else ()
        return Reason(step.condition, certainty, tuple(self._through(step, row)), tuple(gaps))

    def _entries(self, plan: CoverPlan) -> Iterator[Subject]:
        step = plan.step
        shared = tuple(self._gaps_of_ties(step, None, None))
        for number, entry in plan.entries.items():
            through = tuple(self._through(step, number))
            sure = bool(self._tied(step, number, sure=True))
            gaps = dict.fromkeys((*shared, *self._gaps_of_tied(step, number)) if not sure else ())
            holds: Certainty = "yes" if sure else "maybe" if through or gaps else "no"
            condition = m.Relation(some=plan.check.some, by=plan.check.by, that=plan.check.that)
            thing = Thing(self.words.entry(plan.vocabulary, entry), "", entry, None)
            yield Subject(thing, "yes", holds, False, (Reason(condition, holds, through, tuple(gaps)),))

    def _gaps(self, step: Step, row: int, thing: Thing | None) -> Iterator[Gap]:
        """Yield what leaves a step open for a row; ``thing`` is the row, unless it is the subject itself."""
        if isinstance(step, FieldStep):
            yield from self._field_gaps(self.matches.plan.queries[step.query].columns, row, thing)
        elif isinstance(step, AnyStep):
            for member in step.members:
                yield from self._gaps(member, row, thing)
        else:
            yield from self._gaps_of_ties(step, row, thing)
            yield from self._gaps_of_tied(step, row)

    def _field_gaps(self, columns: Iterable[int], row: int, thing: Thing | None) -> Iterator[Gap]:
        seen = self.matches.observation
        for number in columns:
            if row in seen.may.holds[number] and row not in seen.sure.holds[number]:
                column = self.matches.plan.columns[number]
                yield Gap(column.kind, column.field, thing, (column.kind, column.field) in DERIVED)

    def _gaps_of_ties(self, step: RelationStep, row: int | None, thing: Thing | None) -> Iterator[Gap]:
        """Yield why a row may be tied to more than it is known to be."""
        if self.facts.listing(step.kind).may_have_more:
            yield Gap(step.kind, None, None, derived=False)
        link = self.matches.plan.links[step.link]
        if not step.backward and row in self.matches.observation.open_links[step.link]:
            yield Gap(link.kind, link.field, thing, derived=False)
        for other in sorted(self.matches.rows_with_unsure_link(step, self.matches.tied_rows(step))):
            yield Gap(link.kind, link.field, self.thing(other), derived=False)

    def _gaps_of_tied(self, step: RelationStep, row: int) -> Iterator[Gap]:
        """Yield why it is open whether rows that a row is tied to satisfy what is asked of them."""
        sure = self._tied(step, row, sure=True)
        for other in self._tied(step, row, sure=False):
            if other not in sure:
                yield from self._field_gaps(step.columns, other, self.thing(other))
                for nested in step.nested:
                    yield from self._gaps(nested, other, self.thing(other))

    def _through(self, step: Step, subject: int) -> Iterator[Thing]:
        if isinstance(step, RelationStep):
            for row in self._tied(step, subject, sure=False):
                yield self.thing(row)
        elif isinstance(step, AnyStep):
            for member in step.members:
                yield from self._through(member, subject)

    def _tied(self, step: RelationStep, subject: int, sure: bool) -> list[int]:
        """Return the rows that a relation of a subject holds through, surely or perhaps."""
        allowed = self.matches.tied_rows(step)
        tied = self.matches.ties(step.query, sure).get(subject, ())
        if allowed is None:
            return sorted(tied)
        return sorted(row for row in tied if row in (allowed.sure if sure else allowed.may))

    def thing(self, number: int) -> Thing:
        row = self.facts.numbered[number]
        return Thing(label_of(row), row.pointer, row.id, row.line)


def _certainty(holds: Holds, row: int) -> Certainty:
    if row in holds.sure:
        return "yes"
    return "maybe" if row in holds.may else "no"
