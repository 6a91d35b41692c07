"""What checks need of items that are not there yet.

In: compiled checks. Out: how many more items one asks for, and what an item must hold to satisfy it by
itself. Must never know: any edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from assessor.facts.columns import Column
from assessor.facts.rows import Row
from assessor.improving.asked import asked_by
from assessor.improving.edits import Value
from assessor.improving.possible import Possibilities
from assessor.pack.plan import (
    AnyStep,
    CheckPlan,
    CountPlan,
    CoverPlan,
    CriterionPlan,
    FieldStep,
    GroupPlan,
    Plan,
    SharePlan,
    Step,
)
from assessor.scoring.checks import evaluate
from assessor.strategy.model import KINDS

_MOST_TIED: Final = 4
"""So many new items at most are offered so that others have one each; beyond that, one serves several."""


def how_many_more(check: CheckPlan, kind: str, world: Possibilities) -> int:
    """Return how many more items of a kind a check by itself could want."""
    if isinstance(check, GroupPlan):
        return max(how_many_more(member, kind, world) for member in check.members)
    if kind not in asked_by([check], world.plan).kinds:
        return 0
    if isinstance(check, CountPlan) and check.subjects.kind == kind:
        return max(0, check.at_least - evaluate(check, world.matches).satisfied)
    if isinstance(check, CoverPlan) and check.step.kind == kind:
        missing = len(evaluate(check, world.matches).missing)
        return min(missing, 1) if check.several else missing
    if isinstance(check, SharePlan) and check.subjects.kind == kind:
        return 0 if world.listing(kind).rows else 1
    failing = len(evaluate(check, world.matches).failing)
    return min(_MOST_TIED, max(1, failing)) if isinstance(check, SharePlan) else 1


def required_entries(check: CheckPlan, kind: str, name: str, plan: Plan) -> frozenset[object]:
    """Return the entries of a list of which an item must have one to count in a share, if any."""
    if isinstance(check, GroupPlan):
        found = [required_entries(member, kind, name, plan) for member in check.members]
        return next((each for each in found if each), frozenset())
    if not isinstance(check, SharePlan) or check.subjects.kind != kind:
        return frozenset()
    for column in _own_columns(check.subjects.steps, plan):
        if column.field == name and isinstance(column.operand, frozenset):
            return column.operand
    return frozenset()


def is_complete(
    criteria: Iterable[CriterionPlan], row: Row, writes: Mapping[str, Value], world: Possibilities
) -> bool:
    """Whether an item would by itself satisfy all that shares of its kind ask of its plain fields."""
    return all(_is_satisfied(each.check, row, writes, world) for each in criteria)


def _is_satisfied(check: CheckPlan, row: Row, writes: Mapping[str, Value], world: Possibilities) -> bool:
    if isinstance(check, GroupPlan):
        return all(_is_satisfied(member, row, writes, world) for member in check.members)
    if not isinstance(check, SharePlan) or check.subjects.kind != row.kind:
        return True
    return all(
        world.seen(query_column, row, writes)[0]
        for query_column in _plain_columns(check.subjects.steps, row.kind, world.plan)
    )


def _plain_columns(steps: Iterable[Step], kind: str, plan: Plan) -> Iterator[int]:
    """Yield the columns that a row must satisfy with fields that hold one value, or come of such."""
    for step in steps:
        if isinstance(step, FieldStep):
            for number in plan.queries[step.query].columns:
                column = plan.columns[number]
                if column.field not in KINDS[kind].lists and column.field != "indicator_count":
                    yield number


def _own_columns(steps: Iterable[Step], plan: Plan) -> Iterator[Column]:
    for step in steps:
        if isinstance(step, FieldStep):
            yield from (plan.columns[number] for number in plan.queries[step.query].columns)
        elif isinstance(step, AnyStep):
            yield from _own_columns(step.members, plan)
