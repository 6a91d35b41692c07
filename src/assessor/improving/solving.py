"""Which edits to choose, solved and not guessed.

In: a program, an aim, and the steps that build on each other. Out: decisions, and whether they are proven to
be the best. Must never know: what the edits are about.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from assessor.improving.formulas import Sum, total
from assessor.improving.program import Program, value_of
from assessor.improving.work_plan import Aim
from assessor.optimization import Solution
from assessor.pack.model import Levels
from assessor.pack.plan import CriterionPlan

_NEAR: Final = 1e-6
"""What falls short by less than this has been reached, as far as the solver can tell."""
_MARGIN: Final = 1e-4
"""Scores that the solver took for reached and that are not are asked for again, by so much more."""
_FOR_A_CHANGE: Final = 1e-3
"""A change that brings less than this, of 100, is not worth the line that it takes."""
_MOST_ROUNDS: Final = 20
_HALF: Final = 0.5
_AT_ANY_PRICE: Final = 1000.0
"""More than any gain."""

Values = Mapping[Hashable, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided.

    ``values`` holds every variable; ``missing`` is by how much the aim is missed, in points of a score, and
    ``proven`` whether nothing better exists.
    """

    values: Values
    missing: float
    proven: bool


class Solver:
    """Chooses among the options of a program."""

    def __init__(
        self, program: Program, after: Mapping[int, Sequence[int]], begun: frozenset[int], seconds: float
    ) -> None:
        """Prepare.

        Args:
            program: the options, and what comes of them.
            after: by step, the steps that must have been begun before.
            begun: the steps that have been begun already.
            seconds: the time after which no better plan is looked for.
        """
        self.program = program
        self.formulas = program.formulas
        self._end = monotonic() + seconds
        self._count = 0
        self._follow(after, begun)

    def _follow(self, after: Mapping[int, Sequence[int]], begun: frozenset[int]) -> None:
        """Demand that no change serves a step before those that it builds on have been begun."""
        options = self.program.options.values()
        for option in options:
            for earlier in after.get(option.step, ()):
                if earlier not in begun:
                    beginning = total(_one(other.variable) for other in options if other.step == earlier)
                    self.formulas.keep(_one(option.variable) - beginning, most=0)

    def reach(
        self, aim: Aim, levels: Levels, ideas: Mapping[str, Sequence[CriterionPlan]], *, margin: bool = False
    ) -> Decision:
        """Return the least effort that reaches an aim, or comes as near to it as anything does.

        Of several plans with the same effort, the one with the most gain is taken.
        """
        more = _MARGIN if margin else 0.0
        missed: list[Sum] = []
        for each in aim.ideas:
            missed.append(self._missed(self.program.scores[each.idea], float(each.score) + more))
            if _is_above_cap(each.level, levels):
                missed += [
                    self._missed(self.program.values[c.id].times(100), 100 * float(c.least))
                    for c in ideas[each.idea]
                    if c.least is not None
                ]
        if aim.index is not None:
            missed.append(self._missed(self.program.mean, float(aim.index) + more))
        short, effort = total(missed), self.program.effort
        goals = [short.times(-1), effort.times(-1), self._worth]
        found = self._solved(goals)
        return self._decided(found, value_of(short, found.values) if found.values else 0.0)

    def spend(self, budget: int) -> Decision:
        """Return the greatest gain for a budget of effort."""
        self.formulas.keep(self.program.effort, most=budget)
        goals = [self.program.mean, self.program.effort.times(-1), self._worth]
        return self._decided(self._solved(goals), 0.0)

    def best(self, number: int, today: float) -> Decision:
        """Return so many changes that together bring the most gain for their effort.

        The greatest ratio of two sums is found by a few solutions of their difference: Dinkelbach, "On
        nonlinear fractional programming", Management Science 13 (1967).

        Args:
            number: of changes.
            today: the mean of the scores as they are.
        """
        program = self.program
        fewer = self.formulas.variable("fewer changes", float(number))
        self.formulas.keep(program.number, most=number)
        self.formulas.keep(program.number + fewer, least=number)
        # From the cheapest changes on: the greatest gain at any price is the dearest to find, and of no use.
        cheap = program.effort + fewer.times(_AT_ANY_PRICE)
        found = self._solved([cheap.times(-1), program.mean], presolve=False)
        ratio = self._ratio(found, today)
        for _ in range(_MOST_ROUNDS):
            goal = program.mean - program.effort.times(ratio) - fewer.times(_AT_ANY_PRICE)
            tried = self._solved([goal], presolve=False)
            if not tried.values:
                break
            found = tried
            better = self._ratio(found, today)
            if better <= ratio + _NEAR:
                break
            ratio = better
        if not found.values:
            return self._decided(found, 0.0)
        # Where fewer options than asked for bring anything, some of those chosen bring nothing.
        left_out = total(_one(name) for name in program.options if found.values[name] < _HALF)
        self.formulas.keep(left_out, most=0)
        self.formulas.keep(program.mean, least=value_of(program.mean, found.values) - _NEAR)
        last = self._solved([self._worth], presolve=False)
        return self._decided(last if last.values else found, 0.0)

    def _ratio(self, found: Solution[Hashable], today: float) -> float:
        """Return the gain for the effort; 0 if nothing was found, or nothing is done."""
        if not found.values:
            return 0.0
        effort = value_of(self.program.effort, found.values)
        return (value_of(self.program.mean, found.values) - today) / effort if effort else 0.0

    @property
    def _worth(self) -> Sum:
        """What else a plan brings, against the number of its changes and what is unusual in them."""
        beside = self.program.number + self.program.unusual.times(0.1)
        return self.program.mean - beside.times(_FOR_A_CHANGE)

    def _missed(self, found: Sum, least: float) -> Sum:
        """Return by how much a score stays below what is asked of it."""
        self._count += 1
        missing = self.formulas.variable(("missing", self._count), 200.0, whole=False)
        self.formulas.keep(found + missing, least=least)
        return missing

    def _solved(self, goals: Sequence[Sum], *, presolve: bool = True) -> Solution[Hashable]:
        left = max(0.1, self._end - monotonic())
        terms = [goal.terms for goal in goals]
        return self.program.model.solved(terms, seconds=left, presolve=presolve)

    def _decided(self, found: Solution[Hashable], missing: float) -> Decision:
        return Decision(found.values, missing if missing > _NEAR else 0.0, found.status == "optimal")


def _one(variable: Hashable) -> Sum:
    return Sum(0.0, {variable: 1.0})


def _is_above_cap(level: str, levels: Levels) -> bool:
    order = [each.id for each in levels.levels]
    return order.index(level) > order.index(levels.cap)
