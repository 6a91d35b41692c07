"""Which rows satisfy a condition: surely, and perhaps.

In: an observation and the answers of an engine. Out: for each step of a plan, two sets of rows. Must never
know: weights, scores.

Nothing here counts twice with unknowns failing and holding; it keeps, for every set, what is surely in it
and what may be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf
from typing import Any

from assessor.engine.interface import Answer, Matcher
from assessor.facts.columns import Observation
from assessor.pack.plan import AnyStep, FieldStep, Plan, RelationStep, Step
from assessor.records import record

Rows = frozenset[int]


@record
class Holds:
    """The rows of which something surely holds, and those of which it may; the first are among the second."""

    sure: Rows
    may: Rows


@record
class Bounds:
    """How many tied rows a subject has: at least ``low``, at most ``high``."""

    low: int
    high: float


class Matches:
    """The answers of an engine on one strategy, and what follows from them."""

    def __init__(self, plan: Plan, observation: Observation, matcher: Matcher) -> None:
        self.plan = plan
        self.observation = observation
        self.facts = observation.facts
        self.sure: Sequence[Answer] = matcher.match(observation.sure)
        same = observation.may is observation.sure
        self.may: Sequence[Answer] = self.sure if same else matcher.match(observation.may)
        self._rows: dict[int, Holds] = {}
        self._ties: dict[tuple[int, bool], Mapping[int, Sequence[int]]] = {}

    def rows_of(self, query: int) -> Holds:
        """Return the answer to a query for rows."""
        found = self._rows.get(query)
        if found is None:
            found = self._rows[query] = Holds(self.sure[query], self.may[query])  # type: ignore[arg-type]
        return found

    def holds(self, step: Step, kind: str) -> Holds:
        """Return the rows of a kind that satisfy a step of a plan."""
        if isinstance(step, FieldStep):
            return self.rows_of(step.query)
        if isinstance(step, AnyStep):
            members = [self.holds(member, kind) for member in step.members]
            return Holds(
                frozenset().union(*(member.sure for member in members)),
                frozenset().union(*(member.may for member in members)),
            )
        return self._relation(step, self.facts.listing(kind).numbers)

    def all_hold(self, steps: Sequence[Step], kind: str, among: Holds) -> Holds:
        """Return the rows of ``among`` that satisfy every step."""
        if not steps:
            return among
        sure, may = among.sure, among.may
        for step in steps:
            if isinstance(step, FieldStep):
                its_sure, its_may = self.sure[step.query], self.may[step.query]
            else:
                found = self.holds(step, kind)
                its_sure, its_may = found.sure, found.may
            known = sure is may and its_sure is its_may
            sure &= its_sure
            may = sure if known else may & its_may
        return Holds(sure, may)

    def ties(self, query: int, sure: bool) -> Mapping[int, Sequence[int]]:
        """Return the answer to a query for pairs: the tied rows of each subject that has any."""
        found = self._ties.get((query, sure))
        if found is None:
            grouped: dict[int, list[int]] = {}
            for subject, tied in self.sure[query] if sure else self.may[query]:  # type: ignore[misc]
                grouped.setdefault(subject, []).append(tied)
            found = self._ties[query, sure] = grouped
        return found

    def tied_rows(self, step: RelationStep) -> Holds | None:
        """Return which rows satisfy the further relations of a step; None if it has none."""
        if not step.nested:
            return None
        everything = self.facts.listing(step.kind).numbers
        return self.all_hold(step.nested, step.kind, Holds(everything, everything))

    def _relation(self, step: RelationStep, subjects: Iterable[int]) -> Holds:
        allowed = self.tied_rows(step)
        needed, limit = step.at_least, step.at_most
        if limit is None and self._is_known(step, allowed):
            if needed == 1 and allowed is None:
                found = frozenset([subject for subject, _ in self.sure[step.query]])  # type: ignore[misc]
                return Holds(found, found)
            tied = self.ties(step.query, True)
            among = allowed.sure if allowed else None
            found = frozenset(row for row in tied if len(_kept(tied[row], among)) >= needed)
            return Holds(found, found)
        bounds = self._bounds(step, step.query, allowed, subjects, step.columns)
        enough_surely = {row for row, found in bounds.items() if found.low >= needed}
        enough_perhaps = {row for row, found in bounds.items() if found.high >= needed}
        if limit is None or step.limit_query is None:
            return Holds(frozenset(enough_surely), frozenset(enough_perhaps))
        query = step.limit_query
        columns = self.plan.queries[query].columns
        under = self._bounds(step, query, allowed, subjects, columns)
        none = Bounds(0, 0)
        return Holds(
            frozenset(row for row in enough_surely if under.get(row, none).high <= limit),
            frozenset(row for row in enough_perhaps if under.get(row, none).low <= limit),
        )

    def _is_known(self, step: RelationStep, allowed: Holds | None) -> bool:
        """Whether nothing that is unknown plays a part, so that what surely holds is all that may."""
        return (
            self.may is self.sure
            and step.distinct is None
            and (allowed is None or allowed.sure is allowed.may)
            and not self.observation.open_links[step.link]
            and not self.facts.listing(step.kind).may_have_more
        )

    def _bounds(
        self,
        step: RelationStep,
        query: int,
        allowed: Holds | None,
        subjects: Iterable[int],
        columns: Sequence[int],
    ) -> dict[int, Bounds]:
        """Return how many tied rows (or different values of theirs) each subject has, if it may have any."""
        sure, may = self.ties(query, True), self.ties(query, False)
        strangers = self.rows_with_unsure_link(step, allowed, columns)
        unsure = self.observation.open_links[step.link]
        is_open = self.facts.listing(step.kind).may_have_more
        bounds: dict[int, Bounds] = {}
        for subject in subjects if strangers or unsure or is_open else may:
            surely = _kept(sure.get(subject, ()), allowed.sure if allowed else None)
            perhaps = _kept(may.get(subject, ()), allowed.may if allowed else None)
            without_end = is_open or (not step.backward and subject in unsure)
            further = [row for row in strangers if row not in perhaps] if strangers else []
            high: float = inf if without_end else self._most(step, perhaps, further)
            low = self._fewest(step, surely)
            if high:
                bounds[subject] = Bounds(low, high)
        return bounds

    def rows_with_unsure_link(
        self, step: RelationStep, allowed: Holds | None, columns: Sequence[int] | None = None
    ) -> Rows:
        """Return the rows that perhaps name any subject: what they name was not examined to the end."""
        unsure = self.observation.open_links[step.link]
        if not step.backward or not unsure:
            return frozenset()
        own = step.columns if columns is None else columns
        fitting = self.observation.may.select(step.kind, own) & unsure
        return fitting if allowed is None else fitting & allowed.may

    def _fewest(self, step: RelationStep, tied: Collection[int]) -> int:
        if step.distinct is None:
            return len(tied)
        return len(self._values(tied, step.distinct)[0])

    def _most(self, step: RelationStep, tied: Collection[int], further: Collection[int]) -> float:
        if step.distinct is None:
            return len(tied) + len(further)
        values, unknown = self._values(tied, step.distinct)
        if step.several_distinct and (unknown or further):
            return inf
        return len(values) + unknown + len(further)

    def _values(self, rows: Collection[int], field: str) -> tuple[set[Any], int]:
        """Return the different known values of a field, and the number of rows that may have another."""
        values: set[Any] = set()
        unknown = 0
        for number in rows:
            value, more = self.facts.numbered[number].read(field)
            unknown += more
            if value is not None:
                values.update(value if isinstance(value, list) else (value,))
        return values, unknown


def _kept(rows: Sequence[int], allowed: Rows | None) -> Sequence[int]:
    return rows if allowed is None else [row for row in rows if row in allowed]
