"""A strategy as it could be, as a mixed-integer program: what may be edited, and what comes of it.

In: the matches of a strategy, and the criteria that count. Out: options, and scores as sums of decisions.
Must never know: what is aimed at.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from assessor.facts.derived import Surroundings
from assessor.improving.edits import Add, Edit
from assessor.improving.formulas import NO, Formulas, Sum, total
from assessor.improving.judging import Judge
from assessor.improving.new_items import New
from assessor.improving.options import Option, Options
from assessor.improving.possible import Possibilities
from assessor.optimization import Model
from assessor.pack.plan import CriterionPlan
from assessor.scoring.satisfaction import Matches
from assessor.strategy.model import KINDS

_CHOSEN = 0.5
"""Above this, a decision between 0 and 1 is taken."""


class Program:
    """What could be edited in a strategy, and what would come of it: a program without its goal."""

    def __init__(
        self,
        matches: Matches,
        around: Surroundings,
        ideas: Mapping[str, Sequence[CriterionPlan]],
        wanted: Sequence[CriterionPlan],
        every: Sequence[CriterionPlan],
        excluded: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare.

        Args:
            matches: of the pack's queries on the strategy.
            around: the strategy's dates, and the date of assessment.
            ideas: the criteria of each idea that is looked at.
            wanted: the criteria to be worked on, the one that would gain most first.
            every: all criteria that count.
            excluded: dimensions that are out of the document's scope.
        """
        self.model: Model[Hashable] = Model()
        self.formulas = Formulas(self.model)
        self.world = Possibilities(matches, around, self.formulas)
        self.options: Mapping[Hashable, Option] = {}
        self._new: Mapping[Hashable, New] = {}
        self.unusual: Sum = NO
        if wanted:
            found = Options(self.world, wanted, every, excluded)
            self.options, self._new = found.found, {each.variable: each for each in found.new}
            self.unusual = total(found.unusual)
            self.world.forget()
        judge = Judge(self.world)
        self.values: dict[str, Sum] = {
            each.id: judge.value(each.check) for criteria in ideas.values() for each in criteria
        }
        self.scores: dict[str, Sum] = {name: self._score(criteria) for name, criteria in ideas.items()}

    def _score(self, criteria: Sequence[CriterionPlan]) -> Sum:
        """Return the score of an idea, 0 to 100."""
        weight = sum(each.weight for each in criteria)
        return total(self.values[each.id].times(100 * each.weight / weight) for each in criteria)

    @property
    def mean(self) -> Sum:
        """The mean of the scores of the ideas that are looked at; the index, where all are."""
        return total(self.scores.values()).times(1 / len(self.scores))

    @property
    def effort(self) -> Sum:
        """The effort of what is chosen."""
        return Sum(0.0, {name: float(option.cost) for name, option in self.options.items()})

    @property
    def number(self) -> Sum:
        """The number of edits that are chosen."""
        return Sum(0.0, dict.fromkeys(self.options, 1.0))

    def chosen(self, values: Mapping[Hashable, float]) -> Iterator[tuple[Option, Edit]]:
        """Yield each option that was chosen, with its edit, items before what names them."""
        taken = [option for name, option in self.options.items() if values[name] > _CHOSEN]
        for option in taken:
            yield option, option.edit or self._added(self._new[option.variable], values)

    def _added(self, new: New, values: Mapping[Hashable, float]) -> Add:
        """Return an item with what was decided about it."""
        possible = new.possible
        fields = dict(new.fields)
        for choice in possible.choices:
            for each in choice.alternatives:
                if _holds(each.chosen, values):
                    fields |= each.writes
        for name, entries in possible.entries.items():
            found = tuple(value for value, chosen in entries if _holds(chosen, values))
            if found or name in fields:
                fields[name] = (*fields.get(name, ()), *found)
        kind = possible.row.kind
        for name, links in new.linked.items():
            named = tuple(
                target.row.id if target.is_new else target.row.pointer
                for target, chosen in links
                if _holds(chosen, values)
            )
            if named:
                fields[name] = named if name in KINDS[kind].lists else named[0]
        return Add(kind, possible.row.id or "", fields)


def _holds(chosen: Sum, values: Mapping[Hashable, float]) -> bool:
    return value_of(chosen, values) > _CHOSEN


def value_of(found: Sum, values: Mapping[Hashable, float]) -> float:
    """Return what a sum comes to."""
    return found.constant + sum(weight * values[name] for name, weight in found.terms.items())
