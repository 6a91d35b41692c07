"""Which links between items are worth offering.

In: a reference, and items that could name each other in it. Out: pairs. Of items that are alike in all that
is asked of what is tied, a few stand for all: who is tied to whom among them makes no difference.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from assessor.improving.asked import Asked, Place
from assessor.improving.possible import Possibilities, Possible
from assessor.pack.plan import RelationStep

_ALIKE: Final = 2
"""So many of those alike are offered to all others."""
_BAND: Final = 3
"""Of those that lack a link on both sides, each is offered so many of the others: enough for any matching."""

TREES: Final = frozenset({("priority", "parent")})
"""Fields by which items of one kind make a tree: links between them could go round in a circle."""


class Pairs:
    """The links worth offering in one field."""

    def __init__(self, world: Possibilities, asked: Asked, place: Place) -> None:
        """Prepare.

        Args:
            world: the items.
            asked: what the criteria ask that are worked on.
            place: the kind and the field that names others.
        """
        self.world = world
        self.place = place
        steps = asked.ties.get(place, [])
        self.forward = [step for step in steps if not step.backward]
        self.backward = [step for step in steps if step.backward]
        self._named = world.names(place)
        self._naming: dict[int, int] = {}
        for numbers in self._named.values():
            for number in numbers:
                self._naming[number] = self._naming.get(number, 0) + 1

    def worth_linking(
        self, owners: Sequence[Possible], targets: Sequence[Possible]
    ) -> Iterator[tuple[Possible, Possible]]:
        """Yield pairs of an item and another that it could name."""
        found: dict[tuple[int, int], tuple[Possible, Possible]] = {}
        short_owners = [each for each in owners if self.forward and self._is_short(each, self.forward)]
        short_targets = [each for each in targets if self.backward and self._is_short(each, self.backward)]
        few_targets, few_owners = self._few(targets, self.forward), self._few(owners, self.backward)
        pairs = [(owner, target) for owner in short_owners for target in few_targets]
        pairs += [(owner, target) for target in short_targets for owner in few_owners]
        pairs += [
            (owner, short_targets[(index + shift) % len(short_targets)])
            for index, owner in enumerate(short_owners)
            for shift in range(min(_BAND, len(short_targets)))
        ]
        for owner, target in pairs:
            is_there = target.row.number in self._named.get(owner.row.number, ())
            if owner is not target and not is_there:
                found.setdefault((owner.row.number, target.row.number), (owner, target))
        yield from found.values()

    def _is_short(self, possible: Possible, steps: Sequence[RelationStep]) -> bool:
        """Whether more ties could help an item: it has fewer than are asked for, or other ones are."""
        number = possible.row.number
        has = self._naming.get(number, 0) if steps[0].backward else len(self._named.get(number, ()))
        return any(has < step.at_least or step.condition.that or step.distinct for step in steps)

    def _few(self, tied: Sequence[Possible], steps: Sequence[RelationStep]) -> list[Possible]:
        """Return some items for each way in which they answer what is asked of a tied item."""
        alike: dict[Hashable, int] = {}
        found: list[Possible] = []
        for each in tied:
            answers = each.is_new, *(self._answer(each, step) for step in steps)
            alike[answers] = alike.get(answers, 0) + 1
            if alike[answers] <= (1 if each.is_new else _ALIKE):
                found.append(each)
        return found

    def _answer(self, possible: Possible, step: RelationStep) -> Hashable:
        # What is not decided yet is not what tells them apart.
        sums = [self.world.column(number, possible).sure for number in step.columns]
        held = tuple([each.constant if each.fixed else None for each in sums])
        value = possible.row.read(step.distinct)[0] if step.distinct else None
        return held, tuple(value) if isinstance(value, list) else value
