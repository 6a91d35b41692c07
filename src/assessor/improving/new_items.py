"""Items that could be added, complete: they answer all that is asked of each item of their kind.

In: a kind, and what is asked. Out: an item as it could be, with what is decided about it. Must never know:
what adding it costs, or why it would be added.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from assessor.improving.choices import Choices
from assessor.improving.edits import Value
from assessor.improving.formulas import Sum, total
from assessor.improving.needs import is_complete, required_entries
from assessor.improving.pairs import TREES
from assessor.improving.possible import Alternative, Choice, Place, Possibilities, Possible
from assessor.improving.values import TO_FILL_IN
from assessor.pack.plan import CriterionPlan
from assessor.strategy.fields import fields_of, labels_of
from assessor.strategy.model import KINDS

_LEFT_OUT: Final = {
    ("adoption", "date"): ("trend-analysis", "precedes_adoption"),
    ("actor", "name"): ("space", "participants_mapped"),
}
"""Fields that new items leave out where a derived field is asked for that is worked out of all of them."""


@dataclass(slots=True, eq=False)
class New:
    """An item that could be added."""

    possible: Possible
    variable: Hashable
    """Whether it is added."""
    fields: Mapping[str, Any]
    """What it holds in any case."""
    linked: dict[str, list[tuple[Possible, Sum]]] = field(default_factory=dict)
    """What it could name by itself, and whether it does."""


class NewItems:
    """Makes items that could be added."""

    def __init__(self, world: Possibilities, choices: Choices, every: Sequence[CriterionPlan]) -> None:
        """Prepare.

        Args:
            world: the items that are there.
            choices: the values worth offering.
            every: the criteria that a new item answers to.
        """
        self.world = world
        self.choices = choices
        self.every = every
        derived = {
            (column.kind, column.field)
            for column in (world.plan.columns[number] for number in choices.asked.columns)
        }
        self._left_out = {place for place, of in _LEFT_OUT.items() if of in derived}

    def can_be_made(self, kind: str, across: Collection[Place]) -> bool:
        """Whether a new item of a kind would change nothing that others are worked out to be.

        Args:
            kind: its kind.
            across: fields of lists on which derived fields of other kinds depend.
        """
        read = {place for place in across if place[0] == kind}
        return not read or not read.isdisjoint(self._left_out)

    def made(self, kind: str, name: str, variable: Hashable, chosen: Sum) -> New:
        """Return an item that is there if it is chosen. What it names is for later: see ``link``.

        Args:
            kind: its kind.
            name: its id.
            variable: of the decision to add it.
            chosen: whether it is added.
        """
        alternatives = {
            field_name: self.choices.alternatives((kind, field_name), self.world.new_row(kind))
            for field_name in self._plain_fields(kind)
        }
        certain: dict[str, Any] = {
            label: TO_FILL_IN for label in labels_of(kind)[:1] if (kind, label) not in self._left_out
        }
        certain |= {field_name: found[0] for field_name, found in alternatives.items() if len(found) == 1}
        further: dict[str, tuple[Value, ...]] = {}
        for field_name in self._lists(kind):
            base, further[field_name] = self._listed((kind, field_name))
            certain |= {field_name: base} if base else {}
        possible = Possible(self.world.new_row(kind, "", name, certain), chosen, chosen, is_new=True)
        self._vary(
            possible, variable, {each: found for each, found in alternatives.items() if len(found) > 1}
        )
        for field_name, values in further.items():
            self._extend(possible, variable, field_name, values)
        return New(possible, variable, certain)

    def link(self, new: New) -> None:
        """Let an item name what it must: one item in each field, or as many as a criterion asks."""
        formulas, possible, kind = self.world.formulas, new.possible, new.possible.row.kind
        for place, steps in sorted(self.choices.asked.ties.items(), key=lambda each: each[0]):
            name = place[1]
            if place[0] != kind:
                continue
            asked = max([1, *(step.at_least for step in steps if not step.backward)])
            most = asked if name in KINDS[kind].lists else 1
            further = {id(target): it for target, it in possible.links.get(name, ())}
            found: list[tuple[Possible, Sum]] = []
            for target in self.world.rows[KINDS[kind].references[name]]:
                if target is not possible and not (target.is_new and place in TREES):
                    it = formulas.variable((new.variable, name, target.row.number))
                    formulas.keep(it - formulas.both(possible.exists, target.exists), most=0)
                    formulas.keep(it + further.get(id(target), total(())), most=1)
                    found.append((target, it))
            new.linked[name] = found
            possible.links.setdefault(name, []).extend(found)
            formulas.keep(total(it for _, it in found) - possible.exists.times(most), most=0)

    # --- what it holds

    def _asked_fields(self, kind: str) -> list[str]:
        return [
            name
            for name, sort in fields_of(kind).items()
            if sort.sort not in ("reference", "record")
            and self.choices.asks((kind, name))
            and (kind, name) not in self._left_out
        ]

    def _plain_fields(self, kind: str) -> list[str]:
        return [name for name in self._asked_fields(kind) if name not in KINDS[kind].lists]

    def _lists(self, kind: str) -> list[str]:
        return [name for name in self._asked_fields(kind) if name in KINDS[kind].lists]

    def _listed(self, place: Place) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        """Return what a list holds in any case, and what it could hold beside."""
        entries = self.choices.entries(place)
        if entries == (TO_FILL_IN,):
            return entries, ()
        needed = [required_entries(each.check, *place, self.world.plan) for each in self.every]
        only = {next(iter(each)) for each in needed if len(each) == 1}
        return tuple([e for e in entries if e in only]), tuple([e for e in entries if e not in only])

    def _vary(self, possible: Possible, variable: Hashable, varied: Mapping[str, tuple[Value, ...]]) -> None:
        """Let an item hold any of the values that differ, of all fields together."""
        if not varied:
            return
        profiles = [dict(zip(varied, values, strict=True)) for values in product(*varied.values())]
        complete = [each for each in profiles if is_complete(self.every, possible.row, each, self.world)]
        formulas = self.world.formulas
        alternatives = tuple(
            [
                Alternative(profile, formulas.variable((variable, *profile.items())))
                for profile in complete or profiles
            ]
        )
        picked = total(each.chosen for each in alternatives)
        formulas.keep(picked - possible.exists, least=0, most=0)
        possible.choices.append(Choice(alternatives, needed=True))

    def _extend(self, possible: Possible, variable: Hashable, name: str, values: Sequence[Value]) -> None:
        """Let a list of an item hold one entry more; it must, where each item has to have one of them."""
        formulas, kind = self.world.formulas, possible.row.kind
        found = [(value, formulas.variable((variable, name, value))) for value in values]
        required = any(required_entries(each.check, kind, name, self.world.plan) for each in self.every)
        is_open = required and not possible.row.read(name)[0]
        for _, chosen in found:
            formulas.keep(chosen - possible.exists, most=0)
        picked = total(chosen for _, chosen in found) - possible.exists
        formulas.keep(picked, most=0, least=0 if is_open else -1)
        possible.entries[name] = found
