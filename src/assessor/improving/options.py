"""Which edits make sense: each answers something that a criterion asks and does not find.

In: what criteria ask, and items as they are. Out: items as they could be, and the edits that would make them
so, each with its effort and the step that it belongs to. Must never know: which edits are chosen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assessor.improving.asked import Place, asked_by, read_across
from assessor.improving.choices import Choices
from assessor.improving.edits import Fill, Link, Settle, Value, free_id
from assessor.improving.formulas import NO, Sum, total
from assessor.improving.needs import how_many_more
from assessor.improving.new_items import New, NewItems
from assessor.improving.pairs import TREES, Pairs
from assessor.improving.possible import COUNTED, Alternative, Choice, Possibilities, Possible
from assessor.improving.values import TO_FILL_IN
from assessor.pack.model import Effort
from assessor.pack.plan import CriterionPlan
from assessor.scoring.recommendations import EFFORT_COST
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS

_WHAT_IT_IS: Final = frozenset(
    {
        ("objective", "dimension"), ("action", "dimension"), ("plan", "type"), ("topic", "topic"),
        ("diagnosis-part", "geography"), ("diagnosis-part", "source_year"),
        ("actor", "group"), ("actor", "types"), ("actor", "main_actor"), ("actor", "key_group"),
        ("beneficiary", "directness"), ("beneficiary", "groups"), ("need", "groups"),
        ("network", "of_local_governments"), ("adoption", "body_type"), ("territory", "type"),
        ("space", "kind"), ("dialogue-result", "term"), ("budget-line", "kind"), ("budget-line", "year"),
        ("indicator", "family"), ("indicator", "nature"), ("indicator", "level"),
    }
)  # fmt: skip
"""Fields that say what a thing is. Nobody decides that, so of what is there they are filled only where any
true answer counts alike; otherwise a plan would be met by calling things by other names."""

_MOST_ACROSS: Final = 4
"""Fields of so many items at most are filled where what others are worked out to be depends on them all."""


@dataclass(frozen=True, slots=True)
class Option:
    """An edit that may be chosen: what it costs, which criteria ask for it, and what it needs."""

    variable: Hashable
    kind: str
    effort: Effort
    criteria: tuple[str, ...]
    """The criteria that ask for it, the one that would gain most first."""
    step: int
    edit: Fill | Link | Settle | None
    """None where an item is added: what stands in it is decided, too."""
    needs: tuple[Hashable, ...] = ()
    """Options without which it means nothing: the item that it names, or is written in."""

    @property
    def cost(self) -> int:
        """The effort as a number: 1, 3 or 8."""
        return EFFORT_COST[self.effort]


class Options:
    """The edits that make sense."""

    def __init__(
        self,
        world: Possibilities,
        wanted: Sequence[CriterionPlan],
        every: Sequence[CriterionPlan],
        excluded: frozenset[str],
    ) -> None:
        """Find all options, and let the items of a world be as they would make them.

        Args:
            world: items as they are.
            wanted: the criteria to be worked on, the one that would gain most first; at least one.
            every: all criteria that count; a new item answers to all of them.
            excluded: dimensions that are out of the document's scope.
        """
        self.world = world
        self.wanted = wanted
        self.every = every
        self.found: dict[Hashable, Option] = {}
        self.new: list[New] = []
        self.unusual: list[Sum] = []
        """Choices of another value than the one that comes to mind first."""
        self._asked = {each.id: asked_by([each.check], world.plan) for each in every}
        self._wanted = asked_by([each.check for each in wanted], world.plan)
        self._choices = Choices(world, asked_by([each.check for each in every], world.plan), excluded)
        self._new_items = NewItems(world, self._choices, every)
        self._across = read_across(self._choices.asked, world.plan, COUNTED)
        self._find()

    def _find(self) -> None:
        """Find all options: first what is written in fields, then items, then what names them."""
        places = sorted(self._wanted.places)
        sort = {(kind, name): fields_of(kind)[name].sort for kind, name in places}
        asked = self._wanted.kinds | {kind for kind, _ in places}
        kinds = [kind for kind in KINDS if kind in asked]
        for kind in kinds:
            self._open(kind)
        for place in places:
            if sort[place] not in ("reference", "record"):
                self._fills(place)
        for kind in kinds:
            self._close(kind)
        for kind in kinds:
            if not KINDS[kind].single and kind in self._wanted.kinds:
                self._items(kind)
        for place in places:
            if sort[place] == "reference":
                self._links(place)
        for new in self.new:
            self._new_items.link(new)

    # --- what an edit is for

    def _offer(
        self,
        variable: Hashable,
        kind: str,
        edit: Fill | Link | Settle | None,
        place: Place | None = None,
        needs: tuple[Hashable, ...] = (),
    ) -> Sum:
        """Offer an edit, and return whether it is chosen.

        A field takes what the easiest of the criteria that read it says. A complete item answers all that is
        asked of its kind, and takes what the hardest of them says.
        """
        wanted = self._asking(self.wanted, kind, place)
        efforts = [each.effort for each in self._asking(self.every, kind, place)]
        chosen = min if place else max
        effort = chosen(efforts, key=EFFORT_COST.__getitem__)
        names = tuple([each.id for each in wanted])
        step = self._step_of(kind) if place is None else wanted[0].steps[-1]
        self.found[variable] = Option(variable, kind, effort, names, step, edit, needs)
        it = self.world.formulas.variable(variable)
        for other in needs:
            self.world.formulas.keep(it - Sum(0, {other: 1}), most=0)
        return it

    def _step_of(self, kind: str) -> int:
        """Return the step that items of a kind belong to: that of most criteria about them.

        A criterion that serves several steps belongs to the last: by then, everything that it takes is there.
        """
        steps = [each.steps[-1] for each in self._asking(self.every, kind, None)]
        return min(steps, key=lambda step: (-steps.count(step), step))

    def _asking(
        self, criteria: Sequence[CriterionPlan], kind: str, place: Place | None
    ) -> Sequence[CriterionPlan]:
        """Return the criteria that read a field, or that look at items of a kind."""
        asked = self._asked
        if place is not None:
            by_name = [each for each in criteria if place in asked[each.id].by_name]
            return by_name or [each for each in criteria if place in asked[each.id].places]
        direct = [each for each in criteria if kind in asked[each.id].subjects]
        return direct or [each for each in criteria if kind in asked[each.id].kinds] or criteria

    # --- sections and announced items

    def _open(self, kind: str) -> None:
        """Let a section be there that is not, and what is only announced be there for good.

        Of what has not been examined, nobody knows what it lacks.
        """
        rows, listing = self.world.rows[kind], self.world.listing(kind)
        key, single = KINDS[kind].key, KINDS[kind].single
        if single and not rows and not listing.is_open:
            rows.append(Possible(self.world.new_row(kind, f"/{key}"), NO, NO, is_new=True))
        is_whole = self._is_promised(kind) and not listing.unlisted and not self._is_read_across(kind)
        if not single and rows and is_whole:
            section = self._settle(kind, f"/{key}")
            for possible in rows:
                possible.effective = section
        for possible in rows:
            own = single or bool(possible.row.entry and possible.row.entry.announced)
            if self._is_read_across(kind):
                continue
            if possible.row.announced and own and (single or not self._is_stuck(kind)):
                possible.effective = self._settle(kind, possible.row.pointer, self._section(kind))

    def _settle(self, kind: str, at: str, needs: tuple[Hashable, ...] = ()) -> Sum:
        return self._offer(("settle", at), kind, Settle(kind, at), needs=needs)

    def _is_read_across(self, kind: str) -> bool:
        """Whether what other items are worked out to be depends on which items of a list there are."""
        return any(owner == kind for owner, _ in self._across)

    def _is_promised(self, kind: str) -> bool:
        return KINDS[kind].key in self.world.facts.strategy.announced

    def _is_stuck(self, kind: str) -> bool:
        """Whether a list is announced as a whole and cannot be had: what is in it then never counts.

        Either not all of it is listed, or what other items are worked out to be depends on it.
        """
        listing = self.world.listing(kind)
        in_part = bool(listing.unlisted or (listing.rows and self._is_read_across(kind)))
        return not KINDS[kind].single and self._is_promised(kind) and in_part

    def _section(self, kind: str) -> tuple[Hashable, ...]:
        """Return what must be chosen before anything of a list that is announced as a whole counts."""
        section = ("settle", f"/{KINDS[kind].key}")
        return (section,) if not KINDS[kind].single and section in self.found else ()

    def _close(self, kind: str) -> None:
        """Let a section be there once something is written in it."""
        for possible in self.world.rows[kind]:
            if KINDS[kind].single and possible.is_new:
                written = [each.chosen for choice in possible.choices for each in choice.alternatives]
                written += [chosen for entries in possible.entries.values() for _, chosen in entries]
                possible.exists = possible.effective = self.world.formulas.either(written)

    def _is_open_to_edits(self, possible: Possible) -> bool:
        kind = possible.row.kind
        return KINDS[kind].single or not (possible.is_new or self._is_stuck(kind))

    # --- fields

    def _fills(self, place: Place) -> None:
        kind, name = place
        for possible in self.world.rows[kind]:
            value, unknown = possible.row.read(name)
            if unknown or not self._is_open_to_edits(possible):
                continue
            if place in _WHAT_IT_IS and not self._choices.any_answer_counts(place):
                continue
            if place in self._across and len(self.world.rows[kind]) > _MOST_ACROSS:
                continue
            if name in KINDS[kind].lists:
                self._extend(place, possible, value or ())
            elif value is None:
                self._write(place, possible)

    def _extend(self, place: Place, possible: Possible, listed: Iterable[object]) -> None:
        listed = tuple(listed)
        for value in self._choices.entries(place):
            if value not in listed and not (listed and value == TO_FILL_IN):
                chosen = self._fill(place, possible, value)
                possible.entries.setdefault(place[1], []).append((value, chosen))

    def _write(self, place: Place, possible: Possible) -> None:
        values = self._choices.alternatives(place, possible.row, ordinary=not KINDS[place[0]].single)
        found = [Alternative({place[1]: value}, self._fill(place, possible, value)) for value in values]
        self.unusual += [each.chosen for each in found[1:]]
        if found:
            possible.choices.append(Choice(tuple(found)))
            self.world.formulas.keep(total(each.chosen for each in found), most=1)

    def _fill(self, place: Place, possible: Possible, value: Value) -> Sum:
        at = possible.row.pointer
        edit = Fill(place[0], at, place[1], value)
        return self._offer(("fill", at, place[1], value), place[0], edit, place, self._settling(possible))

    def _settling(self, possible: Possible) -> tuple[Hashable, ...]:
        """Return what must be chosen before something is written in an item: that it is there for good."""
        own = ("settle", possible.row.pointer)
        return (own,) if own in self.found else self._section(possible.row.kind)

    # --- links between items that are there, and to new ones

    def _links(self, place: Place) -> None:
        kind, name = place
        if KINDS[kind].single or self._is_stuck(kind) or place in TREES:
            return
        several = name in KINDS[kind].lists
        owners = [
            each
            for each in self.world.rows[kind]
            if not each.row.read(name)[1]
            and (several or (each.row.read(name)[0] is None and not each.is_new))
        ]
        targets = self.world.rows[KINDS[kind].references[name]]
        for owner, target in Pairs(self.world, self._wanted, place).worth_linking(owners, targets):
            self._link(place, owner, target)
        if not several:
            for owner in owners:
                self.world.formulas.keep(total(chosen for _, chosen in owner.links.get(name, ())), most=1)

    def _link(self, place: Place, owner: Possible, target: Possible) -> None:
        at = self._name_of(owner)
        name = self._name_of(target)
        needs = (self._variable_of(owner),) if owner.is_new else self._settling(owner)
        if target.is_new:
            needs = (*needs, self._variable_of(target))
        edit = Link(place[0], at, place[1], name)
        chosen = self._offer(("link", at, place[1], name), place[0], edit, place, needs)
        owner.links.setdefault(place[1], []).append((target, chosen))

    def _name_of(self, target: Possible) -> str:
        return target.row.id or "" if target.is_new else target.row.pointer

    def _variable_of(self, target: Possible) -> Hashable:
        return ("add", target.row.kind, target.row.id)

    # --- new items

    def _items(self, kind: str) -> None:
        """Let items be added: as many as one criterion by itself lacks.

        More would let a plan bury weak items under new ones, in place of mending them.
        """
        listing = self.world.listing(kind)
        if listing.is_open or self._is_stuck(kind) or not self._new_items.can_be_made(kind, self._across):
            return
        number = max([how_many_more(each.check, kind, self.world) for each in self.wanted], default=0)
        taken = {row.id for row in listing.rows}
        earlier: Sum | None = None
        for _ in range(number):
            name = free_id(f"new-{kind}", taken)
            taken.add(name)
            variable = ("add", kind, name)
            chosen = self._offer(variable, kind, None, needs=self._section(kind))
            if earlier is not None:
                self.world.formulas.keep(chosen - earlier, most=0)
            new = self._new_items.made(kind, name, variable, chosen)
            self.world.rows[kind].append(new.possible)
            self.new.append(new)
            earlier = chosen
