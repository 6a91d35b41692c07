"""The value of each criterion as a sum of decisions.

In: compiled checks, and items as they could be. Out: the value that the assessment would find, exactly,
whatever is decided. Must never know: which edits there are, what they cost, or what is aimed at.

This follows ``scoring.satisfaction`` and ``scoring.checks``, formula by formula, with sums in place of sets.
It gives values only: what could be at best (``high``) is for the assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assessor.improving.formulas import NO, YES, Sum, number, total
from assessor.improving.possible import Possibilities, Possible, Truths
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

Tied = Sequence[tuple[Possible, Truths]]
"""Rows that could be tied to another, and whether they are."""


class Judge:
    """Says what checks would find."""

    def __init__(self, world: Possibilities) -> None:
        self.world = world
        self.logic = world.formulas
        self.plan = world.plan
        self._columns: dict[tuple[tuple[int, ...], int], Truths] = {}
        self._steps: dict[tuple[int, int], Truths] = {}

    def value(self, check: CheckPlan) -> Sum:
        """Return the value of a check, from 0 to 1."""
        match check:
            case CountPlan():
                return self._count(check)
            case SharePlan():
                return self._share(check)
            case CoverPlan():
                return self._cover(check)
            case BalancePlan():
                return self._balance(check)
            case GroupPlan():
                return self._group(check)

    # --- what holds of a row

    def columns(self, numbers: Iterable[int], possible: Possible) -> Truths:
        """Return whether all columns hold in a row."""
        key = tuple(numbers), possible.row.number
        known = self._columns.get(key)
        if known is None:
            known = self._columns[key] = self._all_columns(key[0], possible)
        return known

    def _all_columns(self, numbers: Iterable[int], possible: Possible) -> Truths:
        found = [self.world.column(each, possible) for each in numbers]
        sure = self.logic.both(possible.exists, *(each.sure for each in found))
        if all(each.sure is each.may or each.sure == each.may for each in found):
            return Truths(sure, sure)
        return Truths(sure, self.logic.both(possible.exists, *(each.may for each in found)))

    def query(self, query: int, possible: Possible) -> Truths:
        """Return whether a row answers a query for rows."""
        return self.columns(self.plan.queries[query].columns, possible)

    def steps(self, steps: Sequence[Step], possible: Possible) -> Truths:
        """Return whether every step holds in a row."""
        found = [self.step(each, possible) for each in steps]
        return Truths(
            self.logic.both(*(each.sure for each in found)), self.logic.both(*(each.may for each in found))
        )

    def step(self, step: Step, possible: Possible) -> Truths:
        """Return whether a step holds in a row."""
        # Steps stay as long as their plan does, so their ids tell them apart.
        key = id(step), possible.row.number
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = self._step(step, possible)
        return known

    def _step(self, step: Step, possible: Possible) -> Truths:
        if isinstance(step, FieldStep):
            return self.query(step.query, possible)
        if isinstance(step, AnyStep):
            found = [self.step(member, possible) for member in step.members]
            return Truths(
                self.logic.either([each.sure for each in found]),
                self.logic.either([each.may for each in found]),
            )
        return self._relation(step, possible)

    def _relation(self, step: RelationStep, possible: Possible) -> Truths:
        tied = self._tied(step, possible, step.columns)
        sure = self._enough(self._surely(step, tied), step.at_least)
        may = self._enough(self._perhaps(step, step.columns, tied, possible), step.at_least)
        if step.at_most is not None and step.limit_query is not None:
            columns = self.plan.queries[step.limit_query].columns
            under = self._tied(step, possible, columns)
            over_perhaps = self._enough(self._perhaps(step, columns, under, possible), step.at_most + 1)
            over_surely = self._enough(self._surely(step, under), step.at_most + 1)
            sure = self.logic.both(sure, over_perhaps.negated())
            may = self.logic.both(may, over_surely.negated())
        return Truths(self.logic.both(possible.exists, sure), self.logic.both(possible.exists, may))

    def _enough(self, counted: Sequence[Sum] | None, needed: int) -> Sum:
        """Return whether so many of some truths hold; of None there may be any number."""
        return YES if counted is None else self.logic.at_least(counted, needed)

    def _surely(self, step: RelationStep, tied: Tied) -> list[Sum]:
        """Return, for each row that could be tied, or each value of theirs, whether it surely counts."""
        return self._each_value(step, [(other, it.sure) for other, it in tied])

    def _perhaps(
        self, step: RelationStep, columns: Sequence[int], tied: Tied, possible: Possible
    ) -> list[Sum] | None:
        """Return the same of what perhaps counts; None if there may be any number."""
        if self.world.listing(step.kind).may_have_more or self._may_name_more(step, possible):
            return None
        strangers = self._strangers(step, columns, possible)
        unknown = [it.may for other, it in tied if step.distinct and other.row.read(step.distinct)[1]]
        if step.several_distinct and (strangers or unknown):
            return None
        return [*self._each_value(step, [(other, it.may) for other, it in tied]), *strangers, *unknown]

    def _tied(self, step: RelationStep, possible: Possible, columns: Sequence[int]) -> Tied:
        """Return the rows that could be tied to a row and satisfy columns, and whether they are and do."""
        link = self.plan.links[step.link]
        place = link.kind, link.field
        found = []
        for other in self.world.rows[step.kind]:
            owner, target = (other, possible) if step.backward else (possible, other)
            naming = self.world.named(place, owner, target)
            if naming.fixed and not naming.constant:
                continue
            own = self.columns(columns, other)
            further = self.steps(step.nested, other)
            sure = self.logic.both(naming, own.sure, further.sure)
            may = self.logic.both(naming, own.may, further.may)
            found.append((other, Truths(sure, may)))
        return found

    def _each_value(self, step: RelationStep, tied: Sequence[tuple[Possible, Sum]]) -> list[Sum]:
        """Return whether each row is tied, or a row with each of the different values of a field."""
        if step.distinct is None:
            return [it for _, it in tied]
        values: dict[Any, list[Sum]] = {}
        for other, it in tied:
            for value, holds in self.world.values(other, step.distinct).items():
                values.setdefault(value, []).append(self.logic.both(it, holds))
        return [self.logic.either(each) for each in values.values()]

    def _may_name_more(self, step: RelationStep, possible: Possible) -> bool:
        return not step.backward and possible.row.read(self.plan.links[step.link].field)[1]

    def _strangers(self, step: RelationStep, columns: Sequence[int], possible: Possible) -> list[Sum]:
        """Return, for each row that perhaps names any row, and so this one, whether it may fit columns."""
        if not step.backward:
            return []
        link = self.plan.links[step.link]
        names = self.world.names((link.kind, link.field))
        found = []
        for other in self.world.rows[step.kind]:
            is_named = possible.row.number in names.get(other.row.number, ())
            if other.row.read(link.field)[1] and not is_named:
                may = self.logic.both(self.columns(columns, other).may, self.steps(step.nested, other).may)
                if may != NO:
                    found.append(may)
        return found

    # --- checks

    def _count(self, check: CountPlan) -> Sum:
        subjects, listing = check.subjects, self.world.listing(check.subjects.kind)
        rows = self.world.rows[subjects.kind]
        if not rows and not listing.may_have_more:
            return NO
        counted = [self._counted(subjects, each) for each in rows]
        satisfying = [
            self.logic.both(it.sure, each.effective) for it, each in zip(counted, rows, strict=True)
        ]
        plain = not subjects.filters and not subjects.steps
        surely_more = listing.unlisted if plain else 0
        sure_beside = 0 if listing.promised else surely_more
        enough = (
            self.logic.at_least(satisfying, check.at_least - sure_beside)
            if (check.at_least > sure_beside)
            else YES
        )
        if check.at_most is None:
            return enough
        if listing.is_open:
            return NO
        may = total(it.may for it in counted)
        over = self.logic.reaches(may, check.at_most + 1 - listing.unlisted, len(rows))
        return self.logic.both(enough, over.negated())

    def _counted(self, subjects: Subjects, possible: Possible) -> Truths:
        at, holds = self.query(subjects.where, possible), self.steps(subjects.steps, possible)
        return Truths(self.logic.both(at.sure, holds.sure), self.logic.both(at.may, holds.may))

    def _share(self, check: SharePlan) -> Sum:
        subjects, listing = check.subjects, self.world.listing(check.subjects.kind)
        if listing.is_open:
            return NO
        satisfied: list[Sum] = []
        applicable: list[Sum] = []
        for possible in self.world.rows[subjects.kind]:
            at = self.query(subjects.where, possible)
            holds = self.logic.both(self.steps(subjects.steps, possible).sure, possible.effective)
            satisfied.append(self.logic.both(at.sure, holds))
            applicable.append(at.sure)
            if at.sure != at.may:
                # A row that is only perhaps looked at, and does not surely satisfy, may be in the whole.
                applicable.append(self.logic.both(at.may, at.sure.negated(), holds.negated()))
        whole = total([*applicable, number(listing.unlisted)])
        return self.logic.share(total(satisfied), whole, len(applicable) + listing.unlisted)

    def _cover(self, check: CoverPlan) -> Sum:
        step = check.step
        link = self.plan.links[step.link]
        reached = []
        for entry in check.entries.values():
            having = []
            for possible in self.world.rows[step.kind]:
                it = self.world.values(possible, link.field).get(entry, NO)
                if it.fixed and not it.constant:
                    continue
                own = self.columns(step.columns, possible).sure
                having.append(self.logic.both(it, own, self.steps(step.nested, possible).sure))
            reached.append(self.logic.either(having))
        return total(reached).times(1 / len(reached)) if reached else NO

    def _balance(self, check: BalancePlan) -> Sum:
        subjects, name = check.subjects, check.check.field
        listing = self.world.listing(subjects.kind)
        if listing.is_open:
            return NO
        holders: dict[Any, list[Sum]] = {}
        unknown: list[Sum] = [number(listing.unlisted)] if listing.unlisted else []
        real: list[Sum] = []
        for possible in self.world.rows[subjects.kind]:
            at = self.query(subjects.where, possible)
            if possible.row.read(name) == (None, True):
                unknown.append(at.may)
                continue
            for value, has in self.world.values(possible, name).items():
                it = self.logic.both(at.sure, has)
                holders.setdefault(value, []).append(it)
                real.append(self.logic.both(it, possible.effective))
                if at.sure != at.may:
                    unknown.append(self.logic.both(at.may, at.sure.negated(), has))
        counts = [total(each) for each in holders.values()]
        beside = total(unknown)
        everything = total([*counts, beside])
        part, whole = check.limit.numerator, check.limit.denominator
        most = sum(len(each) for each in holders.values()) + len(unknown) + listing.unlisted
        under = []
        for count in counts:
            over = (count + beside).times(whole) - everything.times(part)
            under.append(self.logic.reaches(over, 1, whole * most, -part * most).negated())
        return self.logic.both(self.logic.either(real), *under)

    def _group(self, check: GroupPlan) -> Sum:
        values = [self.value(member) for member in check.members]
        if check.form == "all":
            return self.logic.least(values)
        if check.form == "any":
            return self.logic.greatest(values)
        return total(values).times(1 / len(values))
