"""Items and sections as they could be, and what is true of them then.

In: the facts of a strategy, and decisions about what to write. Out: for each test on a field, whether it
holds, as a sum of decisions: surely, and perhaps. Must never know: what is asked for, or what a decision
costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any, Final

from assessor.facts.columns import Column, observed
from assessor.facts.derived import DERIVED, Surroundings
from assessor.facts.rows import Facts, Listing, Row
from assessor.improving.edits import Value, put
from assessor.improving.formulas import NO, YES, Formulas, Sum, total, truth
from assessor.pack.plan import Plan
from assessor.scoring.satisfaction import Matches
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS

Writes = Mapping[str, Value]
"""Values by field."""


@dataclass(frozen=True, slots=True)
class Truths:
    """Whether something surely holds, and whether it may; the second is never less than the first."""

    sure: Sum
    may: Sum


Place = tuple[str, str]
"""A kind and a field."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something that could be written, and whether it is."""

    writes: Writes
    chosen: Sum


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives of which at most one is chosen; exactly one, if ``needed`` by an item that is there."""

    alternatives: tuple[Alternative, ...]
    needed: bool = False

    def writes(self, kind: str, places: Iterable[tuple[str, str]]) -> bool:
        """Whether an alternative writes a field, or a part of one, or what it is part of."""
        written = {name for each in self.alternatives for name in each.writes}
        return any(
            owner == kind and (name in written or any(_within(name, other) for other in written))
            for owner, name in places
        )


def _within(one: str, other: str) -> bool:
    return one.startswith(f"{other}.") or other.startswith(f"{one}.")


@dataclass(slots=True, eq=False)
class Possible:
    """An item or section that is there or could be."""

    row: Row
    """As it is; of one that is not there, what it holds in any case."""
    exists: Sum = YES
    effective: Sum = YES
    """Whether it is there, and not only announced."""
    is_new: bool = False
    choices: list[Choice] = field(default_factory=list)
    entries: dict[str, list[tuple[Value, Sum]]] = field(default_factory=dict)
    """What could be added to its lists, and whether it is."""
    links: dict[str, list[tuple[Possible, Sum]]] = field(default_factory=dict)
    """Whom it could name beyond those that it names, and whether it does."""


Combination = tuple[tuple[Possible, Choice, Alternative | None], ...]
"""What is chosen of some choices."""


class Possibilities:
    """All items and sections of a strategy as they could be."""

    def __init__(self, matches: Matches, around: Surroundings, formulas: Formulas) -> None:
        self.matches = matches
        self.facts: Facts = matches.facts
        self.around = around
        self.formulas = formulas
        self.plan: Plan = matches.plan
        self.rows: dict[str, list[Possible]] = {
            kind: [Possible(row, effective=truth(not row.announced)) for row in self.facts.listing(kind).rows]
            for kind in KINDS
        }
        self._names: dict[Place, dict[int, list[int]]] = {}
        self._next = max(self.facts.numbered, default=0) + 1
        self._truths: dict[tuple[int, int], Truths] = {}
        self._seen: dict[tuple[int, int, frozenset[tuple[str, Value]]], tuple[bool, bool]] = {}

    def listing(self, kind: str) -> Listing:
        """Return what the strategy has of a kind today."""
        return self.facts.listing(kind)

    def new_row(
        self, kind: str, at: str = "", name: str | None = None, fields: Mapping[str, Any] | None = None
    ) -> Row:
        """Return a row of an item or section that is not there yet."""
        row = Row(self._next, kind, at, name, None, None, {}, False, frozenset())
        self._next += 1
        return made_row(row, fields) if fields else row

    def forget(self) -> None:
        """Forget what was found out before everything was there that could be decided."""
        self._truths.clear()

    def column(self, number: int, possible: Possible) -> Truths:
        """Return whether a column holds in a row."""
        key = number, possible.row.number
        found = self._truths.get(key)
        if found is None:
            found = self._truths[key] = self._column(self.plan.columns[number], number, possible)
        return found

    def _column(self, column: Column, number: int, possible: Possible) -> Truths:
        if column.test == "effective":
            return Truths(possible.effective, possible.effective)
        counted = COUNTED.get((column.kind, column.field))
        if counted is not None:
            return counted(self, column, possible)
        if column.field in KINDS[column.kind].lists or _is_reference(column):
            return self._held_column(column, number, possible)
        return self._plain_column(column, number, possible)

    def _held_column(self, column: Column, number: int, possible: Possible) -> Truths:
        """Return whether a test holds of a list, or of a reference: of anything that it holds."""
        sure, may = self.seen(number, possible.row, {})
        fitting = [
            holds
            for value, holds in self.values(possible, column.field).items()
            if column.test == "present" or (isinstance(column.operand, frozenset) and value in column.operand)
        ]
        either = self.formulas.either
        return Truths(
            either([possible.exists if sure else NO, *fitting]),
            either([possible.exists if may else NO, *fitting]),
        )

    def _plain_column(self, column: Column, number: int, possible: Possible) -> Truths:
        derived = DERIVED.get((column.kind, column.field))
        places = derived.reads if derived else ((column.kind, column.field),)
        asked = [(possible, each) for each in possible.choices if each.writes(column.kind, places)]
        if derived:
            asked += [
                (other, choice)
                for kind in dict.fromkeys(owner for owner, _ in places)
                if kind != column.kind
                for other in self.rows[kind]
                if not other.is_new
                for choice in other.choices
                if choice.writes(kind, places)
            ]
        if not asked:
            return self._gated(possible, *self.seen(number, possible.row, {}))
        sure_in: list[Sum] = []
        may_in: list[Sum] = []
        for combination in _combinations(asked):
            chosen = self._chosen(possible, combination)
            surely, perhaps = self._seen_in(column, number, possible, combination)
            if surely:
                sure_in.append(chosen)
            if perhaps:
                may_in.append(chosen)
        return Truths(total(sure_in), total(may_in))

    def _gated(self, possible: Possible, sure: bool, may: bool) -> Truths:
        return Truths(possible.exists if sure else NO, possible.exists if may else NO)

    def _chosen(self, possible: Possible, combination: Combination) -> Sum:
        """Return whether just this is chosen, of a row that is there."""
        parts: list[Sum] = []
        own_is_needed = False
        for owner, choice, one in combination:
            own_is_needed = own_is_needed or (owner is possible and choice.needed)
            if one is None:
                parts.append(YES - total(each.chosen for each in choice.alternatives))
            else:
                parts.append(one.chosen)
        if not own_is_needed:
            parts.append(possible.exists)
        return self.formulas.both(*parts)

    def _seen_in(
        self, column: Column, number: int, possible: Possible, combination: Combination
    ) -> tuple[bool, bool]:
        own: dict[str, Value] = {}
        others: dict[int, tuple[Possible, dict[str, Value]]] = {}
        for owner, _, one in combination:
            if one is None:
                continue
            if owner is possible:
                own |= one.writes
            else:
                others.setdefault(owner.row.number, (owner, {}))[1].update(one.writes)
        if not others:
            return self.seen(number, possible.row, own)
        rows = {key: made_row(owner.row, writes) for key, (owner, writes) in others.items()}
        around = Surroundings(_with_rows(self.facts, rows), self.around.as_of)
        return observed(column, made_row(possible.row, own) if own else possible.row, around)

    def seen(self, number: int, row: Row, writes: Writes) -> tuple[bool, bool]:
        """Return whether a column holds in a row once something is written in it: surely, and perhaps."""
        key = number, row.number, frozenset(writes.items())
        found = self._seen.get(key)
        if found is None:
            edited = made_row(row, writes) if writes else row
            found = self._seen[key] = observed(self.plan.columns[number], edited, self.around)
        return found

    def named(self, place: Place, owner: Possible, target: Possible) -> Sum:
        """Return whether an item names another in a field."""
        if target.row.number in self.names(place).get(owner.row.number, ()):
            return owner.exists
        return total(chosen for other, chosen in owner.links.get(place[1], ()) if other is target)

    def names(self, place: Place) -> Mapping[int, Sequence[int]]:
        """Return whom each item names in a field today, by their numbers."""
        found = self._names.get(place)
        if found is None:
            kind, name = place
            ids = self.facts.listing(KINDS[kind].references[name]).ids
            found = self._names[place] = {
                row.number: [ids[each] for each in _listed(row.read(name)[0]) if each in ids]
                for row in self.facts.of(kind)
            }
        return found

    def values(self, owner: Possible, name: str) -> Mapping[Any, Sum]:
        """Return each value that a field holds or could hold, and whether it does.

        An item that is named stands there by its id; one that has none yet, by its JSON Pointer.
        """
        found: dict[Any, list[Sum]] = {each: [owner.exists] for each in _listed(owner.row.read(name)[0])}
        for choice in owner.choices:
            own: dict[Any, list[Sum]] = {}
            for each in choice.alternatives:
                if name in each.writes:
                    own.setdefault(each.writes[name], []).append(each.chosen)
            for value, chosen in own.items():
                found.setdefault(value, []).append(total(chosen))  # at most one of them is chosen
        for entry, chosen_one in owner.entries.get(name, ()):
            found.setdefault(entry, []).append(chosen_one)
        for target, chosen_one in owner.links.get(name, ()):
            found.setdefault(target.row.id or target.row.pointer, []).append(chosen_one)
        return {value: self.formulas.either(each) for value, each in found.items()}


def _listed(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _is_reference(column: Column) -> bool:
    """Whether a column tests a reference."""
    known = fields_of(column.kind).get(column.field)
    return known is not None and known.sort == "reference"


def _combinations(asked: Sequence[tuple[Possible, Choice]]) -> Iterator[Combination]:
    options = [
        [(owner, choice, one) for one in (*choice.alternatives, *(() if choice.needed else (None,)))]
        for owner, choice in asked
    ]
    yield from product(*options)


def made_row(row: Row, fields: Mapping[str, Any]) -> Row:
    """Return a row with more written in it. What is written is no longer unknown."""
    model = KINDS[row.kind].model
    plain = row.entry.model_dump(mode="json", exclude_unset=True) if row.entry else {}
    for name, value in fields.items():
        put(plain, name, list(value) if isinstance(value, tuple) else value)
    plain["unknown"] = [name for name in plain.get("unknown", ()) if name not in fields]
    entry = model.model_validate(plain)
    unknown = row.unknown - fields.keys()
    return replace(row, entry=entry, fields=vars(entry), unknown=unknown)


def _with_rows(facts: Facts, rows: Mapping[int, Row]) -> Facts:
    """Return facts with some rows replaced; a section that was not there is there now."""
    listings = dict(facts.listings)
    numbered = {**facts.numbered, **rows}
    for kind in dict.fromkeys(row.kind for row in rows.values()):
        listing = facts.listing(kind)
        there = {row.number: row for row in listing.rows}
        there |= {number: row for number, row in rows.items() if row.kind == kind}
        listings[kind] = Listing(
            tuple(there.values()),
            frozenset(there),
            listing.announced,
            listing.promised,
            False,
            listing.is_open,
            listing.unlisted,
            listing.ids,
        )
    return Facts(facts.strategy, listings, numbered)


def _indicator_count(world: Possibilities, column: Column, possible: Possible) -> Truths:
    """Return what holds of the number of indicators of an objective, however many there will be."""
    place = ("indicator", "objectives")
    listing = world.listing("indicator")
    indicators = world.rows["indicator"]
    unsure = sum(1 for row in listing.rows if not row.announced and row.read("objectives")[1])
    naming = [world.formulas.both(world.named(place, each, possible), each.effective) for each in indicators]
    return _range(world, column, possible, naming, unsure, listing.may_have_more)


def _only_announced(world: Possibilities, column: Column, possible: Possible) -> Truths:
    """Return what holds of whether an item is only announced, which it no longer is once that is settled."""
    announced = possible.exists - possible.effective
    holds = possible.exists
    if isinstance(column.operand, frozenset):
        of = {True: announced, False: possible.effective}
        holds = total(found for value, found in of.items() if value in column.operand)
    return Truths(holds, holds)


def _budget_years(world: Possibilities, column: Column, possible: Possible) -> Truths:
    """Return what holds of the number of years that have budget lines, however many there will be."""
    lines = world.rows["budget-line"]
    in_lines = [(line, world.values(line, "year")) for line in lines]
    years = dict.fromkeys(year for _, held in in_lines for year in held)
    having = [
        world.formulas.either(
            [world.formulas.both(held.get(year, NO), line.effective) for line, held in in_lines]
        )
        for year in years
    ]
    listing = world.listing("budget-line")
    unknown = sum(1 for row in listing.rows if not row.announced and row.read("year") == (None, True))
    return _range(world, column, possible, having, unknown, listing.may_have_more)


def _range(
    world: Possibilities, column: Column, possible: Possible, found: list[Sum], unsure: int, is_open: bool
) -> Truths:
    """Return what holds of a number of truths, of which there may be more; without any there is no number."""
    logic = world.formulas
    some = logic.either(found)
    none_may = YES if unsure or is_open else NO
    bound = _bound(column)
    if column.test == "present":
        sure, may = some, logic.either([some, none_may])
    elif column.test == "at_least":
        sure = logic.both(some, logic.at_least(found, bound)) if bound > 1 else some
        high = YES if is_open else logic.reaches(total(found), bound - unsure, len(found))
        may = logic.either([logic.both(some, high), logic.both(none_may, some.negated())])
    else:
        low = logic.reaches(total(found), bound + 1, len(found)).negated()
        under = NO if is_open else logic.reaches(total(found), bound - unsure + 1, len(found)).negated()
        sure = logic.both(some, under)
        may = logic.either([logic.both(some, low), logic.both(none_may, some.negated())])
    return Truths(logic.both(possible.exists, sure), logic.both(possible.exists, may))


def _bound(column: Column) -> int:
    """Return the whole number that a number is compared with."""
    operand = column.operand
    if not isinstance(operand, Fraction):
        return 0
    return ceil(operand) if column.test == "at_least" else floor(operand)


COUNTED: Final = {
    ("objective", "indicator_count"): _indicator_count,
    ("objective", "only_announced"): _only_announced,
    ("document", "budget_years"): _budget_years,
}
"""Derived fields that depend on decisions about other items, or about whether the item is there."""
