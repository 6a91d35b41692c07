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


@record
class Looked:
    """The rows a check looks at (A), and those that satisfy (S), announced rows kept apart."""

    at: Holds
    satisfying: Holds
    """Rows that satisfy every condition, and are not only announced."""
    counted: Holds
    """The same with announced rows, as limits count them."""
    listing: Listing


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


def look(subjects: Subjects, matches: Matches) -> Looked:
    """Return the rows that a check looks at, and those that satisfy its conditions."""
    at = matches.rows_of(subjects.where)
    satisfying = counted = matches.all_hold(subjects.steps, subjects.kind, at)
    listing = matches.facts.listing(subjects.kind)
    if listing.announced:
        sure = counted.sure - listing.announced
        known = counted.sure is counted.may
        satisfying = Holds(sure, sure if known else counted.may - listing.announced)
    return Looked(at, satisfying, counted, listing)


def _is_known(found: Looked) -> bool:
    """Whether nothing unknown plays a part: not which rows are looked at, how many, or which satisfy."""
    return (
        found.at.sure is found.at.may
        and found.satisfying.sure is found.satisfying.may
        and not found.listing.is_open
        and not found.listing.unlisted
    )


def _truth(holds: bool) -> Fraction:
    return ONE if holds else ZERO


def _count(plan: CountPlan, matches: Matches, excluded: Excluded) -> Verdict:
    check, subjects = plan.check, plan.subjects
    if subjects.kind not in matches.facts.listings:
        return NOTHING
    found = look(subjects, matches)
    plain = not subjects.filters and not subjects.steps
    surely_more = found.listing.unlisted if plain else 0
    perhaps_more: float = inf if found.listing.is_open else found.listing.unlisted
    fewest = len(found.satisfying.sure) + (0 if found.listing.promised else surely_more)
    most = len(found.satisfying.may) + perhaps_more
    value, high = fewest >= check.at_least, most >= check.at_least
    if check.at_most is not None:
        value = value and len(found.counted.may) + perhaps_more <= check.at_most
        high = high and len(found.counted.sure) + surely_more <= check.at_most
    failing = () if value else tuple(sorted(found.at.may - found.satisfying.sure))
    looked_at = len(found.at.sure) + surely_more
    return Verdict(_truth(value), _truth(high), looked_at, fewest, failing)


def _share(plan: SharePlan, matches: Matches, excluded: Excluded) -> Verdict:
    """Value = |As ∩ Ss| / (|As| + |Am - Ss|); high = (|As ∩ Sm| + |Am ∩ Sm|) / (|As| + |Am ∩ Sm|).

    As and Ss are what is surely looked at and surely satisfies, Am what is only perhaps looked at.
    """
    subjects = plan.subjects
    if subjects.kind not in matches.facts.listings:
        return NOTHING
    found = look(subjects, matches)
    if _is_known(found):
        applicable, satisfied = len(found.at.sure), len(found.satisfying.sure)
        value = ratio(satisfied, applicable)
        failing = tuple(sorted(found.at.sure - found.satisfying.sure)) if satisfied < applicable else ()
        return Verdict(value, value, applicable, satisfied, failing)
    sure, perhaps = found.at.sure, found.at.may - found.at.sure
    listed_surely = 0 if subjects.filters else found.listing.unlisted
    listed_perhaps = found.listing.unlisted - listed_surely
    satisfied = len(found.satisfying.sure & sure)
    failing = tuple(sorted(found.at.may - found.satisfying.sure))
    applicable = len(sure) + listed_surely
    if found.listing.is_open:
        return Verdict(ZERO, ONE, applicable, satisfied, failing)
    # A row that is only perhaps looked at, and would not surely satisfy, may stand in the denominator.
    dragging = listed_perhaps
    if perhaps:
        dragging += len(perhaps - _surely_satisfying(plan, matches))
    value = high = ratio(satisfied, applicable + dragging)
    lifting = len(perhaps & found.satisfying.may) + listed_perhaps
    best = len(sure & found.satisfying.may) + listed_surely + lifting
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
    found = look(plan.subjects, matches)
    values: Counter[object] = Counter()
    unknown: float = inf if found.listing.is_open else found.listing.unlisted
    holders: dict[object, list[int]] = {}
    surely_some, perhaps_some = False, unknown > 0
    for number in sorted(found.at.may):
        row = matches.facts.numbered[number]
        value, more = row.read(plan.check.field)
        if value is not None and number in found.at.sure:
            values[value] += 1
            holders.setdefault(value, []).append(number)
            surely_some |= not row.announced
        elif value is not None or more:
            unknown += 1
            perhaps_some |= not row.announced
    known = sum(values.values())
    commonest, most = values.most_common(1)[0] if values else (None, 0)
    high = surely_some or perhaps_some
    high = high and (unknown == inf or most <= plan.limit * (known + int(unknown)))
    if high and plan.vocabulary is not None:
        high = plan.limit * vocabulary_size(plan.vocabulary) >= 1
    value = surely_some and unknown < inf and most + int(unknown) <= plan.limit * (known + int(unknown))
    over = known > 0 and most > plan.limit * known
    failing = tuple(holders[commonest]) if over and not value else ()
    return Verdict(_truth(value), _truth(high), known, known - (most if over else 0), failing)


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
