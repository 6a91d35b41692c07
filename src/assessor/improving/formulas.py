"""Truths and figures that depend on decisions, as sums over the variables of an optimization.

In: sums of variables. Out: sums that are exactly what they stand for wherever the decisions are whole: rows
of the optimization bind each new variable from both sides. Must never know: what is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final, TypeAlias

from assessor.optimization import Model

Variable: TypeAlias = Hashable


@dataclass(frozen=True, slots=True)
class Sum:
    """A number, and variables with their weights. As a truth it is 0 or 1 at every whole decision."""

    constant: float = 0.0
    terms: Mapping[Variable, float] = field(default_factory=dict)

    @property
    def fixed(self) -> bool:
        """Whether no decision changes it."""
        return not self.terms

    @property
    def key(self) -> tuple[float, frozenset[tuple[Variable, float]]]:
        """The same for equal sums."""
        return self.constant, frozenset(self.terms.items())

    def __add__(self, other: Sum) -> Sum:
        return total((self, other))

    def __sub__(self, other: Sum) -> Sum:
        return total((self, other.times(-1)))

    def times(self, factor: float) -> Sum:
        """Return a multiple."""
        if not factor:
            return NO
        return Sum(self.constant * factor, {name: weight * factor for name, weight in self.terms.items()})

    def negated(self) -> Sum:
        """Return the opposite of a truth."""
        return YES - self


def total(sums: Iterable[Sum]) -> Sum:
    """Return the sum of sums."""
    constant = 0.0
    terms: dict[Variable, float] = {}
    for each in sums:
        constant += each.constant
        for name, weight in each.terms.items():
            terms[name] = terms.get(name, 0.0) + weight
    return Sum(constant, {name: weight for name, weight in terms.items() if weight})


def number(value: float) -> Sum:
    """Return a sum that no decision changes."""
    return Sum(float(value))


NO: Final = number(0)
YES: Final = number(1)


def truth(holds: bool) -> Sum:
    """Return a truth that no decision changes."""
    return YES if holds else NO


class Formulas:
    """Makes sums out of sums, and binds the variables that this takes. Equal questions share a variable."""

    def __init__(self, model: Model[Variable]) -> None:
        self.model = model
        self._known: dict[Hashable, Sum] = {}
        self._size = 0

    def variable(self, name: Variable, most: float = 1.0, *, whole: bool = True) -> Sum:
        """Return a new variable from 0 to ``most``."""
        self.model.add(name, most, whole=whole)
        return Sum(0.0, {name: 1.0})

    def keep(self, left: Sum, *, least: float = -inf, most: float = inf) -> None:
        """Demand that a sum lies between two bounds."""
        if not left.terms and least <= left.constant <= most:
            return
        self.model.keep(left.terms, least=least - left.constant, most=most - left.constant)

    def both(self, *truths: Sum) -> Sum:
        """Return whether all of some truths hold."""
        open_ones: dict[Hashable, Sum] = {}
        for each in truths:
            if not each.fixed:
                open_ones[each.key] = each
            elif each.constant < 0.5:
                return NO
        asked = list(open_ones.values())
        if len(asked) < 2:
            return asked[0] if asked else YES
        return self._named(("both", frozenset(open_ones)), lambda name: self._bind_both(name, asked))

    def either(self, truths: Iterable[Sum]) -> Sum:
        """Return whether at least one of some truths holds."""
        open_ones: dict[Hashable, Sum] = {}
        for each in truths:
            if not each.fixed:
                open_ones[each.key] = each
            elif each.constant > 0.5:
                return YES
        asked = list(open_ones.values())
        if len(asked) < 2:
            return asked[0] if asked else NO
        return self._named(("either", frozenset(open_ones)), lambda name: self._bind_either(name, asked))

    def at_least(self, truths: Sequence[Sum], needed: int) -> Sum:
        """Return whether at least so many of some truths hold."""
        if needed == 1:
            return self.either(truths)
        return self.reaches(total(truths), needed, len(truths))

    def reaches(self, amount: Sum, needed: float, most: float, least: float = 0.0) -> Sum:
        """Return whether a whole amount is at least ``needed``.

        Args:
            amount: a sum that is whole at every whole decision.
            needed: a whole number.
            most: what the amount never exceeds.
            least: what it never falls below.
        """
        if needed <= least or most < needed or amount.fixed:
            return truth(amount.constant >= needed if amount.fixed else needed <= least)

        def bind(it: Sum) -> None:
            self.keep(amount - it.times(needed - least), least=least)
            self.keep(amount - it.times(most - needed + 1), most=needed - 1)

        return self._named(("reaches", amount.key, needed), bind, whole=True)

    def share(self, part: Sum, whole: Sum, most: int) -> Sum:
        """Return one whole amount over another, exactly; 0 where the other is 0.

        Args:
            part: never more than ``whole``.
            whole: a whole amount from 0 up to ``most``.
            most: its bound; each possible amount gets a variable, of which one is 1.
        """
        if whole.fixed:
            size = round(whole.constant)
            return part.times(1 / size) if size else NO
        fewest = max(0, round(whole.constant + sum(min(weight, 0.0) for weight in whole.terms.values())))

        def bind(it: Sum) -> None:
            sizes = range(fewest, most + 1)
            chosen = [self._fresh("size", whole=True) for _ in sizes]
            parts = [self._fresh("part", most=max(1, size)) for size in sizes]
            self.keep(total(chosen), least=1, most=1)
            self._same(whole, total(c.times(size) for c, size in zip(chosen, sizes, strict=True)))
            self._same(part, total(parts))
            for size, one, its_part in zip(sizes, chosen, parts, strict=True):
                self.keep(one.times(size) - its_part, least=0)
            self._same(it, total(p.times(1 / s) for p, s in zip(parts, sizes, strict=True) if s))

        return self._named(("share", part.key, whole.key), bind)

    def greatest(self, values: Sequence[Sum]) -> Sum:
        """Return the greatest of values from 0 to 1."""
        best = values[0]
        for other in values[1:]:
            best = self._greater(best, other)
        return best

    def least(self, values: Sequence[Sum]) -> Sum:
        """Return the least of values from 0 to 1."""
        return self.greatest([value.negated() for value in values]).negated()

    def _greater(self, one: Sum, other: Sum) -> Sum:
        if one.fixed and other.fixed:
            return one if one.constant >= other.constant else other
        for first, second in ((one, other), (other, one)):
            if first.fixed and first.constant in (0.0, 1.0):
                return first if first.constant else second

        def bind(it: Sum) -> None:
            first_is = self._fresh("greater", whole=True)
            self.keep(it - one, least=0)
            self.keep(it - other, least=0)
            self.keep(it - one + first_is, most=1)
            self.keep(it - other - first_is, most=0)

        return self._named(("greater", frozenset((one.key, other.key))), bind)

    def _same(self, one: Sum, other: Sum) -> None:
        self.keep(one - other, least=0, most=0)

    def _bind_both(self, it: Sum, asked: Sequence[Sum]) -> None:
        for each in asked:
            self.keep(each - it, least=0)
        self.keep(total(asked) - it, most=len(asked) - 1)

    def _bind_either(self, it: Sum, asked: Sequence[Sum]) -> None:
        for each in asked:
            self.keep(it - each, least=0)
        self.keep(total(asked) - it, least=0)

    def _fresh(self, why: str, *, most: float = 1.0, whole: bool = False) -> Sum:
        self._size += 1
        return self.variable((why, self._size), most, whole=whole)

    def _named(self, key: tuple[Hashable, ...], bind: Callable[[Sum], None], *, whole: bool = False) -> Sum:
        """Return the answer to a question, bound when it is asked for the first time."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._fresh(str(key[0]), whole=whole)
            bind(found)
        return found
