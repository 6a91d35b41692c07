"""Which of the values that a field could hold differ for what is asked.

In: what is asked of a field, and an item. Out: values worth offering: one for each way in which what is asked
could come out. Must never know: what an edit costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from assessor.facts.derived import DERIVED
from assessor.facts.rows import Row
from assessor.improving.asked import Asked, Place, places_of
from assessor.improving.edits import Value
from assessor.improving.possible import Possibilities
from assessor.improving.values import TO_FILL_IN, stands_alone, values_for
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS

DIMENSION: Final = "dimension"
"""The vocabulary whose entries a strategy can leave out of its scope."""


class Choices:
    """Offers values for the fields of items."""

    def __init__(self, world: Possibilities, asked: Asked, excluded: frozenset[str]) -> None:
        """Prepare.

        Args:
            world: the items.
            asked: everything that is asked.
            excluded: dimensions that are out of the document's scope; none of them is offered.
        """
        self.world = world
        self.asked = asked
        self.excluded = excluded
        self._columns: dict[Place, list[int]] = {}
        for number in sorted(asked.columns):
            for place in places_of(world.plan.columns[number]):
                self._columns.setdefault(place, []).append(number)

    def entries(self, place: Place) -> tuple[Value, ...]:
        """Return what is worth adding to a list."""
        kind, name = place
        sort = fields_of(kind)[name]
        if sort.sort != "entry":
            return (TO_FILL_IN,)
        wanted: set[object] = set()
        if place in self.asked.told_apart:
            wanted |= set(self.asked.told_apart[place] or values_for(kind, name, self.world.around))
        for number in self._columns.get(place, ()):
            column = self.world.plan.columns[number]
            if isinstance(column.operand, frozenset):
                wanted |= column.operand
            elif column.test == "present" and not wanted:
                wanted.add(values_for(kind, name, self.world.around)[0])
        return tuple(each for each in self._in_scope(place) if each in wanted)

    def alternatives(self, place: Place, row: Row, *, ordinary: bool = False) -> tuple[Value, ...]:
        """Return what is worth writing in an empty field that holds one value.

        Args:
            place: the kind and the field.
            row: the item.
            ordinary: leave out an entry that answers all that another does, and more: what is there already
                is rarely just that special thing.
        """
        first: dict[tuple[object, ...], Value] = {}
        if not stands_alone(*place) and row.read(place[1].partition(".")[0])[0] is None:
            return ()
        for value in self._in_scope(place):
            signature = self._signature(place, row, value)
            if signature:
                first.setdefault(signature, value)
        if ordinary and fields_of(place[0])[place[1]].sort == "entry":
            answered = {signature: frozenset(each for each in signature if each) for signature in first}
            return tuple(
                value
                for signature, value in first.items()
                if not any(other < answered[signature] for other in answered.values())
            )
        return tuple(first.values())

    def any_answer_counts(self, place: Place) -> bool:
        """Whether it does not matter what a field says, as long as it says something."""
        columns = [self.world.plan.columns[number] for number in self._columns.get(place, ())]
        plain = all(each.test == "present" and (each.kind, each.field) == place for each in columns)
        return plain and place not in self.asked.told_apart

    def asks(self, place: Place) -> bool:
        """Whether anything is asked of a field."""
        return place in self.asked.places

    def _in_scope(self, place: Place) -> Iterator[Value]:
        is_dimension = fields_of(place[0])[place[1]].target == DIMENSION
        for value in values_for(*place, self.world.around):
            if not is_dimension or value not in self.excluded:
                yield value

    def _signature(self, place: Place, row: Row, value: Value) -> tuple[object, ...] | None:
        """Return how everything that reads a field comes out with a value; None if nothing comes of it."""
        told_apart = self.asked.told_apart.get(place, frozenset())
        counts = told_apart is None or value in told_apart
        found: list[object] = [value] if counts else []
        for number in self._columns.get(place, ()):
            column = self.world.plan.columns[number]
            if column.kind != place[0]:
                found.append(value)  # others depend on it, each in its own way
                continue
            derived = DERIVED.get((column.kind, column.field))
            others = [each for each in (derived.reads if derived else ()) if each != place]
            for writes in self._further(others, row):
                holds = self.world.seen(number, row, {**writes, place[1]: value})[0]
                found.append((number, tuple(writes.items()), holds) if holds else None)
        return tuple(found) if any(each is not None for each in found) else None

    def _further(self, others: Sequence[Place], row: Row) -> Iterator[Mapping[str, Value]]:
        """Yield what the other fields could hold that are read together with one: today's values as well."""
        empty = [
            name
            for kind, name in others
            if kind == row.kind
            and row.read(name) == (None, False)
            and name not in KINDS[kind].lists
            and stands_alone(kind, name)
        ]
        values = [[None, *self._in_scope((row.kind, name))] for name in empty]
        for combination in product(*values):
            yield {name: value for name, value in zip(empty, combination, strict=True) if value is not None}
