"""A short digest of what a criterion asks, by which two packs can be told to ask the same.

In: compiled checks, and the columns, links and queries that they name by number. Out: digests. Named parts of
vocabularies are digested as their entries; the order of conditions, of checks in a group and of choices does
not matter, since it changes no value. Must never know: weights, floors or words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Final

from assessor.facts.columns import Column, Link
from assessor.pack.plan import (
    AnyStep,
    BalancePlan,
    CheckPlan,
    CountPlan,
    CoverPlan,
    FieldStep,
    GroupPlan,
    Query,
    SharePlan,
    Step,
    Subjects,
)

_LENGTH: Final = 12
"""Hexadecimal digits: of a few hundred rules, no two differ and agree in as many."""


class Digests:
    """The digests of the checks of one pack."""

    def __init__(self, columns: Sequence[Column], links: Sequence[Link], queries: Sequence[Query]) -> None:
        self._columns = [_column(column) for column in columns]
        self._links = links
        self._queries = queries

    def of(self, check: CheckPlan) -> str:
        """Return the digest of a check: twelve hexadecimal digits, the same on every machine."""
        return sha256(self._check(check).encode()).hexdigest()[:_LENGTH]

    def _check(self, check: CheckPlan) -> str:
        match check:
            case CountPlan():
                return _told("count", self._subjects(check.subjects), check.at_least, check.at_most)
            case SharePlan():
                return _told("share", self._subjects(check.subjects))
            case CoverPlan():
                return _told(
                    "cover", check.vocabulary, sorted(check.entries.values()), self._step(check.step)
                )
            case BalancePlan():
                subjects, limit = self._subjects(check.subjects), str(check.limit)
                return _told("balance", subjects, check.check.field, limit)
            case GroupPlan():
                return _told(check.form, *sorted(self._check(member) for member in check.members))

    def _subjects(self, subjects: Subjects) -> str:
        where = sorted(self._columns[column] for _, column in subjects.filters)
        return _told(subjects.kind, where, self._steps(subjects.steps))

    def _steps(self, steps: Iterable[Step]) -> list[str]:
        return sorted(self._step(step) for step in steps)

    def _step(self, step: Step) -> str:
        if isinstance(step, FieldStep):
            return _told(*(self._columns[column] for column in self._queries[step.query].columns))
        if isinstance(step, AnyStep):
            return _told("any", *self._steps(step.members))
        link = self._links[step.link]
        return _told(
            "tied",
            step.kind,
            [link.kind, link.field, link.target, step.backward],
            [step.at_least, step.at_most, step.distinct],
            sorted(self._columns[column] for column in step.columns),
            self._steps(step.nested),
        )


def _column(column: Column) -> str:
    operand = column.operand
    # Of all that is told, only what is compared with may hold any sign.
    compared = str(operand) if isinstance(operand, Fraction) else sorted(map(repr, operand or ()))
    return _told(column.kind, column.test, column.field, compared)


def _told(*parts: object) -> str:
    return f"({'|'.join(map(str, parts))})"
