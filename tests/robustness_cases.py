"""Assessments with drawn values, and how sure their levels are by plain loops over exact fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import exp, log
from typing import Any

from hypothesis import strategies as st
from small_packs import LEVELS, assessed, criterion, pack

from assessor import Assessment, CriterionResult, IdeaResult, Pack
from assessor.pack.compiling import compile_plan
from assessor.scoring.checks import Verdict
from assessor.scoring.ideas import canonical_index, idea_result, level_of
from assessor.scoring.outcomes import Judged
from assessor.scoring.robustness_result import Deciding

Interval = tuple[Fraction, Fraction]
Case = tuple[Pack, dict[str, Interval]]

VALUES = [Fraction(n, d) for n, d in ((0, 1), (1, 1), (1, 2), (1, 3), (2, 3), (9, 20), (7, 10), (9, 10))]
"""Values that bring scores onto cut-offs and next to them."""


def valued(rules: Pack, values: Mapping[str, Interval]) -> Assessment:
    """Return an assessment in which each criterion has this value and high."""
    words = rules.texts["en"]
    ideas = tuple(
        idea_result(
            name,
            [Judged(c, Verdict(*values[c.id], 1, 0), "counted", None) for c in criteria],
            rules,
            words,
        )
        for name, criteria in compile_plan(rules).ideas.items()
    )
    return replace(assessed(rules), ideas=ideas, index=canonical_index(ideas, rules.about.levels))


@st.composite
def cases(draw: st.DrawFn, known: bool = False) -> Case:
    """A pack of up to four ideas, and a value and high of each criterion; the same where all is known."""
    ideas: dict[str, list[dict[str, Any]]] = {}
    for code in "ABCD"[: draw(st.integers(1, 4))]:
        ideas[code.lower()] = [
            criterion(f"{code * 3}-0{number}", weight=draw(st.integers(1, 3)), **draw(_essentials()))
            for number in range(draw(st.integers(1, 4)))
        ]
    least = draw(st.sampled_from([0, 65]))
    rules = pack(ideas, levels={**LEVELS, "rated_from": least})
    value = st.sampled_from(VALUES)
    ends = {each.id: draw(st.tuples(value, value)) for each in rules.criteria}
    return rules, {name: (min(pair), min(pair) if known else max(pair)) for name, pair in ends.items()}


def _essentials() -> st.SearchStrategy[dict[str, Any]]:
    floors = st.sampled_from([0.25, 0.5, 1]).map(lambda floor: {"essential": {"floor": floor}})
    return st.one_of(st.just({}), floors)


@st.composite
def widened(draw: st.DrawFn, values: Mapping[str, Interval]) -> dict[str, Interval]:
    """The same values with more unknown: from lower, or to higher."""
    more = st.sampled_from(VALUES)
    return {
        name: (min(low, draw(more)), max(high, draw(more))) if draw(st.booleans()) else (low, high)
        for name, (low, high) in values.items()
    }


class Loops:
    """What each draw gives, one after the other: plain Python, exact but for the geometric mean."""

    def __init__(self, rules: Pack, found: Assessment, factors: Iterable[Sequence[float]]) -> None:
        self.rules = rules
        self.found = found
        self.factors = [[Fraction(factor) for factor in row] for row in factors]
        self.criteria = [each for idea in found.ideas for each in idea.criteria]

    def scores(self, row: Sequence[Fraction], value_of: Mapping[str, Fraction]) -> list[Fraction]:
        """Return the score of each idea in a draw."""
        factor = {each.id: row[place] for place, each in enumerate(self.criteria)}
        return [
            100
            * sum(c.weight * factor[c.id] * value_of[c.id] for c in idea.criteria)
            / sum(c.weight * factor[c.id] for c in idea.criteria)
            for idea in self.found.ideas
        ]

    def level(self, idea: IdeaResult, score: Fraction, value_of: Mapping[str, Fraction]) -> str:
        return level_of(score, self.rules.about.levels, any(self._weak(c, value_of) for c in idea.criteria))

    def _weak(self, each: CriterionResult, value_of: Mapping[str, Fraction]) -> bool:
        essential = self.rules.by_id[each.id].essential
        return essential is not None and value_of[each.id] < essential.least

    def index_levels(self, row: Sequence[Fraction], value_of: Mapping[str, Fraction]) -> list[str]:
        """Return the level of the index in a draw, with each of the two means."""
        weights, scores = row[len(self.criteria) :], self.scores(row, value_of)
        pairs = list(zip(weights, scores, strict=True))
        mean = sum(w * s for w, s in pairs) / sum(weights)
        parts = sum(float(w) * log(max(1, s)) for w, s in pairs) / float(sum(weights))
        # With a number that is not exact, a cut-off is reached a billionth before it.
        found = (mean, Fraction(exp(parts)) + Fraction(1, 10**9))
        return [level_of(score, self.rules.about.levels, capped=False) for score in found]

    @property
    def ends(self) -> list[dict[str, Fraction]]:
        """What is shown, and what could be at best."""
        return [{c.id: c.value for c in self.criteria}, {c.id: c.high for c in self.criteria}]

    def kept(self, place: int) -> Fraction:
        """Return the share of the readings in which an idea has its level."""
        idea = self.found.ideas[place]
        levels = [
            self.level(idea, self.scores(row, end)[place], end) for row in self.factors for end in self.ends
        ]
        return Fraction(levels.count(idea.level), len(levels))

    def index_kept(self, level: str) -> Fraction:
        """Return the share of the readings in which the index has a level."""
        levels = [one for row in self.factors for end in self.ends for one in self.index_levels(row, end)]
        return Fraction(levels.count(level), len(levels))

    def moved(self, each: CriterionResult) -> dict[str, Fraction]:
        """Return to which value a criterion may be moved, in each way."""
        ways = {"examined": each.high, "met": Fraction(1), "lost": Fraction(0)}
        known = {each.value}
        return {how: to for how, to in ways.items() if not (to in known or known.add(to))}  # type: ignore[func-returns-value]

    def deciding(self, place: int) -> list[Deciding]:
        """Return what the level of an idea hangs on, beside the essentials that hold it back."""
        idea, shown = self.found.ideas[place], self.ends[0]

        def levels(value_of: Mapping[str, Fraction]) -> list[str]:
            return [self.level(idea, self.scores(row, value_of)[place], value_of) for row in self.factors]

        criteria = [each for each in idea.criteria if each.id not in idea.held_back_by]
        return self._ranked(criteria, lambda name, to: levels({**shown, name: to}), levels(shown))

    def index_deciding(self) -> list[Deciding]:
        """Return what the level of the index hangs on."""
        shown = self.ends[0]

        def levels(value_of: Mapping[str, Fraction]) -> list[str]:
            return [one for row in self.factors for one in self.index_levels(row, value_of)]

        return self._ranked(self.criteria, lambda name, to: levels({**shown, name: to}), levels(shown))

    def _ranked(self, criteria: Sequence[CriterionResult], levels: Any, base: list[str]) -> list[Deciding]:
        order = [level.id for level in self.rules.about.levels.levels]
        best: list[Deciding] = []
        for each in criteria:
            led = []
            for how, to in self.moved(each).items():
                others = Counter(a for a, b in zip(levels(each.id, to), base, strict=True) if a != b)
                for level, count in sorted(others.items(), key=lambda pair: order.index(pair[0])):
                    led.append((count, how, level))
            if led:
                count, how, level = max(led, key=lambda found: found[0])
                best.append(Deciding(each.id, how, level, Fraction(count, len(base))))
        return sorted(best, key=lambda found: -found.share)[:5]
