"""What criteria ask about: kinds, fields and links.

In: compiled checks. Out: what each reads. Must never know: any strategy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from assessor.facts.columns import Column
from assessor.facts.derived import DERIVED
from assessor.pack.plan import (
    AnyStep,
    BalancePlan,
    CheckPlan,
    CoverPlan,
    FieldStep,
    GroupPlan,
    Plan,
    RelationStep,
    Step,
    Subjects,
)
from assessor.strategy.model import KINDS

Place = tuple[str, str]
"""A kind and a field."""


@dataclass(slots=True)
class Asked:
    """What a check, or several, read."""

    columns: set[int] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    """Fields that a document holds; those that a derived field is computed from as well."""
    by_name: set[Place] = field(default_factory=set)
    """Of those, the fields that are asked for by their own names."""
    subjects: set[str] = field(default_factory=set)
    """Kinds whose items are counted, or reach entries."""
    kinds: set[str] = field(default_factory=set)
    """Those, and kinds that must be tied to them."""
    told_apart: dict[Place, frozenset[str] | None] = field(default_factory=dict)
    """Fields of which each value counts by itself; with the entries that count, if not all do."""
    ties: dict[Place, list[RelationStep]] = field(default_factory=dict)
    """References, with the conditions on items that are tied by them."""


def asked_by(checks: Iterable[CheckPlan], plan: Plan) -> Asked:
    """Return what checks of a plan read."""
    found = Asked()
    for check in checks:
        _Walk(plan, found).check(check)
    found.by_name = set(found.places)
    for number in found.columns:
        column = plan.columns[number]
        found.places.update(places_of(column))
        if (column.kind, column.field) not in DERIVED and column.test != "effective":
            found.by_name.add((column.kind, column.field))
    return found


def places_of(column: Column) -> Iterator[Place]:
    """Yield the fields of a document that a column reads."""
    derived = DERIVED.get((column.kind, column.field))
    if derived is not None:
        yield from derived.reads
    elif column.test != "effective":
        yield column.kind, column.field


def read_across(asked: Asked, plan: Plan, apart_from: Collection[Place]) -> set[Place]:
    """Return the fields of lists on which derived fields of other kinds depend.

    Args:
        asked: what is asked.
        plan: the compiled pack.
        apart_from: derived fields that are left aside.
    """
    derived = {(plan.columns[number].kind, plan.columns[number].field) for number in asked.columns}
    return {
        (kind, name)
        for place in derived & DERIVED.keys() - set(apart_from)
        for kind, name in DERIVED[place].reads
        if kind != place[0] and not KINDS[kind].single
    }


class _Walk:
    def __init__(self, plan: Plan, found: Asked) -> None:
        self.plan = plan
        self.found = found

    def check(self, check: CheckPlan) -> None:
        if isinstance(check, GroupPlan):
            for member in check.members:
                self.check(member)
        elif isinstance(check, CoverPlan):
            self.found.subjects.add(check.step.kind)
            self._relation(check.step, frozenset(check.entries.values()))
        else:
            self._subjects(check.subjects)
            if isinstance(check, BalancePlan):
                self._tell_apart((check.subjects.kind, check.check.field), None)

    def _subjects(self, subjects: Subjects) -> None:
        self.found.subjects.add(subjects.kind)
        self.found.kinds.add(subjects.kind)
        self._columns(self.plan.queries[subjects.where].columns)
        for step in subjects.steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        if isinstance(step, FieldStep):
            self._columns(self.plan.queries[step.query].columns)
        elif isinstance(step, AnyStep):
            for member in step.members:
                self._step(member)
        else:
            self._relation(step)

    def _relation(self, step: RelationStep, entries: frozenset[str] | None = None) -> None:
        link = self.plan.links[step.link]
        place = link.kind, link.field
        self.found.kinds.add(step.kind)
        self._columns(step.columns)
        if entries is not None:
            self._tell_apart(place, entries)
        else:
            self.found.places.add(place)
            self.found.ties.setdefault(place, []).append(step)
        if step.distinct is not None:
            self._tell_apart((step.kind, step.distinct), None)
        for nested in step.nested:
            self._step(nested)

    def _tell_apart(self, place: Place, entries: frozenset[str] | None) -> None:
        self.found.places.add(place)
        known = self.found.told_apart.get(place, entries)
        self.found.told_apart[place] = None if known is None or entries is None else known | entries

    def _columns(self, columns: Iterable[int]) -> None:
        self.found.columns.update(columns)
