"""Why a criterion came out as it did.

In: a strategy, a prepared pack, the id of a criterion. Out: an ``Explanation``: for each check, which items
were looked at, which satisfy and through what, and the arithmetic. Must never know: how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assessor.documents.problems import listed, nearest, shorten
from assessor.errors import UsageError
from assessor.facts.rows import Facts
from assessor.pack import model as m
from assessor.pack.plan import (
    AnyStep,
    BalancePlan,
    CheckPlan,
    CountPlan,
    CoverPlan,
    GroupPlan,
    RelationStep,
    SharePlan,
    Step,
)
from assessor.scoring.assess import Prepared, assess_prepared
from assessor.scoring.assessment import CriterionResult, Settings
from assessor.scoring.checks import evaluate
from assessor.scoring.findings import place_of
from assessor.scoring.satisfaction import Holds, Matches
from assessor.strategy.model import Strategy

Certainty = Literal["yes", "no", "maybe"]
_LABELS = ("name", "statement", "title", "subject", "city", "body", "role", "text", "partner", "topic")


@dataclass(frozen=True, slots=True)
class Thing:
    """A part of the document, or an entry of a vocabulary."""

    label: str
    pointer: str
    id: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition on one subject: whether it holds, and through which other items."""

    condition: m.Condition
    holds: Certainty
    through: tuple[Thing, ...]
    open_kind: str | None = None
    """The kind of tied item of which not all are known, where that is why it is not known to hold."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that was looked at."""

    thing: Thing
    applicable: Certainty
    """Whether it is looked at; "maybe" if that was not examined."""
    satisfies: Certainty
    announced: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CheckExplanation:
    """One check: what was looked at, and the arithmetic."""

    form: str
    check: m.Check
    value: Fraction
    high: Fraction
    applicable: int
    satisfied: int
    unlisted: int
    """Items that the document counts without listing them."""
    is_open: bool
    """Whether the section was not examined to the end."""
    subjects: tuple[Subject, ...]
    members: tuple[CheckExplanation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a criterion came out as it did."""

    criterion: m.Criterion
    text: m.CriterionText
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
    pack = prepared.pack
    found = find_criterion(pack, criterion)
    settings = Settings(profile=None, engine=prepared.engine.name, language=language)
    assessment = assess_prepared(strategy, prepared, as_of, settings)
    idea = pack.idea_of[found.id]
    explainer = _Explainer(prepared.matches(strategy, as_of))
    return Explanation(
        criterion=found,
        text=pack.texts[language].criteria[found.id],
        idea=idea,
        idea_title=pack.texts[language].ideas[idea].title,
        result=assessment.criterion(found.id),
        check=explainer.check(prepared.plan.checks[found.id]),
        file=strategy.positions.name if strategy.positions else None,
    )


def find_criterion(pack: m.Pack, name: str) -> m.Criterion:
    """Return a criterion by its id; upper and lower case are the same.

    Raises:
        UsageError: the pack has no such criterion.
    """
    criterion = pack.by_id.get(name.upper())
    if criterion is None:
        near = nearest(name, pack.by_id)
        hint = f"did you mean '{near}'?" if near else f"possible: {listed(pack.by_id)}."
        raise UsageError(f"There is no criterion '{shorten(name)}'; {hint}")
    return criterion


class _Explainer:
    def __init__(self, matches: Matches) -> None:
        self.matches = matches
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
            at = self.matches.rows_of(plan.subjects.where)
            for row in self.facts.of(plan.subjects.kind):
                value, unknown = row.read(plan.check.field)
                label = str(value) if value is not None else "unknown" if unknown else "none"
                if row.number in at.may:
                    thing = self.thing(row.number)
                    shown = Thing(f"{thing.label} · {label}", thing.pointer, thing.id, thing.line)
                    known: Certainty = "yes" if value is not None else "maybe" if unknown else "no"
                    yield Subject(shown, _certainty(at, row.number), known, row.announced, ())

    def _rows(self, plan: CountPlan | SharePlan) -> Iterator[Subject]:
        subjects = plan.subjects
        at = self.matches.rows_of(subjects.where)
        steps = [(step, self.matches.holds(step, subjects.kind)) for step in subjects.steps]
        for row in self.facts.of(subjects.kind):
            if row.number not in at.may:
                continue
            reasons = tuple(
                Reason(
                    step.condition,
                    _certainty(holds, row.number),
                    tuple(self._through(step, row.number)),
                    self._open_kind(step, _certainty(holds, row.number)),
                )
                for step, holds in steps
            )
            verdicts = {reason.holds for reason in reasons}
            satisfies: Certainty = "no" if "no" in verdicts or row.announced else "yes"
            if satisfies == "yes" and ("maybe" in verdicts or row.number not in at.sure):
                satisfies = "maybe"
            yield Subject(
                self.thing(row.number), _certainty(at, row.number), satisfies, row.announced, reasons
            )

    def _entries(self, plan: CoverPlan) -> Iterator[Subject]:
        for number, entry in plan.entries.items():
            through = tuple(self._through(plan.step, number))
            sure = bool(self._tied(plan.step, number, sure=True))
            unsure = self.facts.listing(plan.step.kind).may_have_more or bool(
                self.matches.rows_with_unsure_link(plan.step, self.matches.tied_rows(plan.step))
            )
            holds: Certainty = "yes" if sure else "maybe" if through or unsure else "no"
            condition = m.Relation(some=plan.check.some, by=plan.check.by, that=plan.check.that)
            thing = Thing(entry, "", None, None)
            yield Subject(thing, "yes", holds, False, (Reason(condition, holds, through),))

    def _open_kind(self, step: Step, holds: Certainty) -> str | None:
        if (
            holds == "maybe"
            and isinstance(step, RelationStep)
            and self.facts.listing(step.kind).may_have_more
        ):
            return step.kind
        return None

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
        label = next((str(v) for name in _LABELS if (v := getattr(row.entry, name, None))), row.kind)
        return Thing(label, *place_of(row, self.facts))


def _certainty(holds: Holds, row: int) -> Certainty:
    if row in holds.sure:
        return "yes"
    return "maybe" if row in holds.may else "no"
