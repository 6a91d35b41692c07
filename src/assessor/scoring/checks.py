"""The value and the high of each form of check.

In: a compiled check and the matches. Out: a ``Verdict``. The formulas stand, with their reasons, in the
documentation of the rule language; they are sound: whatever is found out later, the value lies between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import Any, Final

from assessor.facts.rows import Listing
from assessor.pack.plan import (
    BalancePlan,
    CheckPlan,
    CountPlan,
    CoverPlan,
    GroupPlan,
    SharePlan,
    Subjects,
)
from assessor.records import record
from assessor.scoring.exact import ONE, ZERO, is_one, mean, ratio
from assessor.scoring.satisfaction import Holds, Matches
from assessor.strategy.fields import vocabulary_size


@record
class Verdict:
    """What a check found."""

    value: Fraction
    """What the document shows, 0 to 1."""
    high: Fraction
    """What it could be at best; never below ``value``."""
    applicable: int
    """How many were looked at: items, entries of a vocabulary, or checks of a group."""
    satisfied: int
    """How many of those surely satisfy."""
    failing: tuple[int, ...] = ()
    """Rows that were looked at and do not surely satisfy."""
    missing: tuple[str, ...] = ()
    """Entries of a vocabulary that nothing surely reaches."""

    @property
    def settled(self) -> bool:
        """Whether nothing that is unknown could change the value."""
        return self.value is self.high or self.value == self.high


NOTHING: Final = Verdict(ZERO, ZERO, 0, 0)
"""The verdict on a count or share where there is nothing to look at."""


Excluded = frozenset[str]
"""Entries of the vocabulary of dimensions that are out of scope."""
_NOTHING_EXCLUDED: Final[Excluded] = frozenset()


def evaluate(plan: CheckPlan, matches: Matches, excluded: Excluded = _NOTHING_EXCLUDED) -> Verdict:
    """Return the verdict of a check.

    Args:
        plan: the compiled check.
        matches: the answers on one strategy.
        excluded: entries of the vocabulary of dimensions that are out of scope; a ``cover`` leaves them out.
    """
    return _EVALUATE[type(plan)](plan, matches, excluded)


def counted(subjects: Subjects, matches: Matches) -> Holds:
    """Return the rows that a check looks at and that satisfy its conditions, announced ones as well."""
    return matches.all_hold(subjects.steps, subjects.kind, matches.rows_of(subjects.where))


def satisfying(subjects: Subjects, matches: Matches) -> Holds:
    """Return the same rows without those that are only announced."""
    return _effective(counted(subjects, matches), matches.facts.listing(subjects.kind))


def _effective(rows: Holds, listing: Listing) -> Holds:
    if not listing.announced:
        return rows
    sure = rows.sure - listing.announced
    return Holds(sure, sure if rows.sure is rows.may else rows.may - listing.announced)


def _is_known(at: Holds, satisfy: Holds, listing: Listing) -> bool:
    """Whether nothing unknown plays a part: not which rows are looked at, how many, or which satisfy."""
    return at.sure is at.may and satisfy.sure is satisfy.may and not listing.is_open and not listing.unlisted


def _truth(holds: bool) -> Fraction:
    return ONE if holds else ZERO


def _count(plan: CountPlan, matches: Matches, excluded: Excluded) -> Verdict:
    subjects = plan.subjects
    listing = matches.facts.listings.get(subjects.kind)
    if listing is None:
        return NOTHING
    at, count = matches.rows_of(subjects.where), counted(subjects, matches)
    satisfy = _effective(count, listing)
    plain = not subjects.filters and not subjects.steps
    surely_more = listing.unlisted if plain else 0
    perhaps_more: float = inf if listing.is_open else listing.unlisted
    fewest = len(satisfy.sure) + (0 if listing.promised else surely_more)
    most = len(satisfy.may) + perhaps_more
    value, high = fewest >= plan.at_least, most >= plan.at_least
    if plan.at_most is not None:
        value = value and len(count.may) + perhaps_more <= plan.at_most
        high = high and len(count.sure) + surely_more <= plan.at_most
    failing = () if value else tuple(sorted(at.may - satisfy.sure))
    return Verdict(_truth(value), _truth(high), len(at.sure) + surely_more, fewest, failing)


def _share(plan: SharePlan, matches: Matches, excluded: Excluded) -> Verdict:
    """Value = |As ∩ Ss| / (|As| + |Am - Ss|); high = (|As ∩ Sm| + |Am ∩ Sm|) / (|As| + |Am ∩ Sm|).

    As and Ss are what is surely looked at and surely satisfies, Am what is only perhaps looked at.
    """
    subjects = plan.subjects
    listing = matches.facts.listings.get(subjects.kind)
    if listing is None:
        return NOTHING
    at, satisfy = matches.rows_of(subjects.where), satisfying(subjects, matches)
    if _is_known(at, satisfy, listing):
        applicable, satisfied = len(at.sure), len(satisfy.sure)
        value = ratio(satisfied, applicable)
        failing = tuple(sorted(at.sure - satisfy.sure)) if satisfied < applicable else ()
        return Verdict(value, value, applicable, satisfied, failing)
    sure, perhaps = at.sure, at.may - at.sure
    listed_surely = 0 if subjects.filters else listing.unlisted
    listed_perhaps = listing.unlisted - listed_surely
    satisfied = len(satisfy.sure & sure)
    failing = tuple(sorted(at.may - satisfy.sure))
    applicable = len(sure) + listed_surely
    if listing.is_open:
        return Verdict(ZERO, ONE, applicable, satisfied, failing)
    # A row that is only perhaps looked at, and would not surely satisfy, may stand in the denominator.
    dragging = listed_perhaps
    if perhaps:
        dragging += len(perhaps - _surely_satisfying(plan, matches))
    value = high = ratio(satisfied, applicable + dragging)
    lifting = len(perhaps & satisfy.may) + listed_perhaps
    best = len(sure & satisfy.may) + listed_surely + lifting
    if best != satisfied or lifting != dragging:
        high = ratio(best, applicable + lifting)
    return Verdict(value, high, applicable, satisfied, failing)


def _surely_satisfying(plan: SharePlan, matches: Matches) -> frozenset[int]:
    """Return the rows that surely satisfy the conditions, whether or not they are surely looked at."""
    listing = matches.facts.listing(plan.subjects.kind)
    rows = listing.numbers - listing.announced
    return matches.all_hold(plan.subjects.steps, plan.subjects.kind, Holds(rows, rows)).sure


def _cover(plan: CoverPlan, matches: Matches, excluded: Excluded) -> Verdict:
    step, facts = plan.step, matches.facts
    entries = plan.entries
    if excluded and plan.vocabulary == "dimension":
        entries = {number: entry for number, entry in entries.items() if entry not in excluded}
    if not entries:
        return Verdict(ZERO, ZERO, 0, 0)
    allowed = matches.tied_rows(step)
    sure = _reached(matches.ties(step.query, True), allowed.sure if allowed else None) & entries.keys()
    may = _reached(matches.ties(step.query, False), allowed.may if allowed else None) & entries.keys()
    listing = facts.listing(step.kind)
    further: float = inf if listing.is_open else 0
    each = vocabulary_size(plan.vocabulary) if plan.several else 1
    further += listing.unlisted * each
    further += len(matches.rows_with_unsure_link(step, allowed)) * each
    size = len(entries)
    value = ratio(len(sure), size)
    most = int(min(size, len(may) + further))
    high = value if most == len(sure) else ratio(most, size)
    missing = tuple(entry for number, entry in entries.items() if number not in sure)
    return Verdict(value, high, size, len(sure), missing=missing)


def _reached(ties: Mapping[int, Sequence[int]], allowed: frozenset[int] | None) -> set[int]:
    if allowed is None:
        return set(ties)
    return {entry for entry, tied in ties.items() if not allowed.isdisjoint(tied)}


def _balance(plan: BalancePlan, matches: Matches, excluded: Excluded) -> Verdict:
    """Of the items that have a value, no value has more than the limit.

    At worst all unknown values fall on the commonest one; at best none does. Items that are only announced
    stand under the limit, but do not make up a balance by themselves.
    """
    limit = plan.limit if plan.vocabulary is None else _limit_within(plan, plan.vocabulary, excluded)
    at, listing = matches.rows_of(plan.subjects.where), matches.facts.listing(plan.subjects.kind)
    values: Counter[object] = Counter()
    unknown: float = inf if listing.is_open else listing.unlisted
    holders: dict[object, list[int]] = {}
    surely_some, perhaps_some = False, unknown > 0
    for number in sorted(at.may):
        row = matches.facts.numbered[number]
        value, more = row.read(plan.check.field)
        if value is not None and number in at.sure:
            values[value] += 1
            holders.setdefault(value, []).append(number)
            surely_some |= not row.announced
        elif value is not None or more:
            unknown += 1
            perhaps_some |= not row.announced
    known = sum(values.values())
    most = max(values.values(), default=0)
    high = surely_some or perhaps_some
    high = high and (unknown == inf or most <= limit * (known + int(unknown)))
    if high and plan.vocabulary is not None:
        high = limit * (vocabulary_size(plan.vocabulary) - _left_out(plan.vocabulary, excluded)) >= 1
    value = surely_some and unknown < inf and most + int(unknown) <= limit * (known + int(unknown))
    # Each value that is too common: among equals, the order of items would choose one.
    over = [row for each, rows in holders.items() if values[each] > limit * known for row in rows]
    failing = () if value else tuple(sorted(over))
    return Verdict(_truth(value), _truth(high), known, known - len(over), failing)


def _left_out(vocabulary: str, excluded: Excluded) -> int:
    return len(excluded) if vocabulary == "dimension" else 0


def _limit_within(plan: BalancePlan, vocabulary: str, excluded: Excluded) -> Fraction:
    """Return the limit among the dimensions that are in scope.

    What the limit leaves to the other values is asked only of those of them that are in scope: where 60 % of
    five dimensions leave 10 % to each of the other four, 90 % are the limit of two, and 100 % of one.
    """
    others = vocabulary_size(vocabulary) - 1
    left_out = min(_left_out(vocabulary, excluded), others)
    return ONE - (ONE - plan.limit) * (others - left_out) / others if left_out else plan.limit


def _group(plan: GroupPlan, matches: Matches, excluded: Excluded) -> Verdict:
    members = [evaluate(member, matches, excluded) for member in plan.members]
    together = _TOGETHER[plan.form]
    value = high = together([member.value for member in members])
    if not all(member.settled for member in members):
        high = together([member.high for member in members])
    wanting = [m for m in members if not is_one(m.value)] if not is_one(value) else []
    failing = tuple(dict.fromkeys(row for m in wanting for row in m.failing))
    missing = tuple(dict.fromkeys(entry for m in wanting for entry in m.missing))
    met = sum(1 for m in members if is_one(m.value))
    return Verdict(value, high, len(members), met, failing, missing)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return mean([(1, value) for value in values])


_TOGETHER: Final[Mapping[str, Callable[[Sequence[Fraction]], Fraction]]] = {
    "all": min, "any": max, "parts": _mean,
}  # fmt: skip

_EVALUATE: Final[Mapping[type, Callable[[Any, Matches, Excluded], Verdict]]] = {
    CountPlan: _count, SharePlan: _share, CoverPlan: _cover, BalancePlan: _balance, GroupPlan: _group,
}  # fmt: skip
