"""Scores under other weights, many at once.

In: criteria as arrays, one after the other by idea, and factors of their weights and of those of the ideas.
Out: the scores of every draw, and how often a criterion that is moved leads to another level. Must never
know: what the criteria are, or how this is told.

In the shapes below there are two ends: what is shown, and what could be at best; and two means: arithmetic,
geometric.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEAR = 1e-9
"""What a score of 100 may lack of a cut-off and has still reached it: sums of floats are not exact."""
ROUNDED = 1e-6
"""What a value may lack of a floor and is not below it: those of saved assessments have six places."""
LEAST_SCORE = 1.0
"""What an idea counts at least in the geometric mean, which would be 0 with a single 0."""
_BLOCK = 1_000
"""Draws that are reckoned at once, so that memory does not grow with the moves of every draw."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same in every draw."""

    starts: Whole
    """Shape (ideas,): where the criteria of each idea begin. No idea is without any."""
    weights: Floats
    """Shape (criteria,)."""
    values: Floats
    """Shape (ends, criteria): from 0 to 1."""
    floors: Floats
    """Shape (criteria,): the least value that an essential needs, 0 of what is not essential."""
    scores: Floats
    """Shape (ends, ideas): as they stand, from 0 to 100. They are those of the first draw."""
    cuts: Floats
    """Shape (levels,): where each level begins, rising from 0."""
    cap: int
    """The place of the highest level of an idea with an essential below its floor."""

    @property
    def idea_of(self) -> Whole:
        """The place of the idea of each criterion; shape (criteria,)."""
        sizes = np.diff(np.append(self.starts, len(self.weights)))
        return np.repeat(np.arange(len(self.starts)), sizes)

    def below(self, values: Floats) -> Flags:
        """Return which values are below the floor of their criterion; shape of the values."""
        found: Flags = values < self.floors - ROUNDED
        return found

    def weak(self) -> Whole:
        """Return how many essentials of each idea are below their floor; shape (ends, ideas)."""
        found: Whole = np.add.reduceat(self.below(self.values), self.starts, axis=1, dtype=np.int64)
        return found

    def levels(self, scores: Floats, capped: Flags | bool = False) -> Whole:
        """Return the places of the levels of scores from 0 to 100; shape of the scores."""
        found = np.searchsorted(self.cuts, scores + NEAR, side="right") - 1
        return np.where(capped, np.minimum(found, self.cap), found)


@dataclass(frozen=True, slots=True)
class Moves:
    """Criteria, each moved alone from what is shown. A criterion may be moved in several ways."""

    criteria: Whole
    """Shape (moves,): the place of the criterion."""
    targets: Floats
    """Shape (moves,): its value then."""


@dataclass(frozen=True, slots=True)
class Study:
    """What came of all draws. Counts are of readings: draws by ends, and for the index by means as well."""

    ideas: Floats
    """Shape (draws, ends, ideas)."""
    index: Floats
    """Shape (draws, ends, means)."""
    idea_levels: Whole
    """Shape (ideas, levels): in how many readings an idea has a level."""
    index_levels: Whole
    """Shape (levels,)."""
    moved: Whole
    """Shape (moves, levels): in how many draws a move changes the level of its idea, to which."""
    raised: Whole
    """Shape (ideas, levels): the same where all essentials below their floors come up to them."""
    index_moved: Whole
    """Shape (moves, levels): in how many draws, by means, a move changes the level of the index, to which."""


def factors(draws: int, columns: int, varied: float, seed: int) -> Iterator[Floats]:
    """Yield the factors of all weights in blocks of draws; those of the first draw are 1.

    More draws begin with the same ones.

    Args:
        draws: how many, from 1.
        columns: how many weights there are.
        varied: factors are drawn uniformly from 1 - varied to 1 + varied.
        seed: of the random numbers, from 0.

    Yields:
        Shape (draws of the block, columns).
    """
    random = np.random.Generator(np.random.PCG64(seed))
    for start in range(0, draws, _BLOCK):
        found = random.uniform(1 - varied, 1 + varied, (min(_BLOCK, draws - start), columns))
        if not start:
            found[0] = 1
        yield found


def studied(ground: Ground, moves: Moves, blocks: Iterator[Floats]) -> Study:
    """Return what comes of all draws.

    Args:
        ground: what is the same in all.
        moves: what is moved alone.
        blocks: factors, each of shape (draws, criteria and then ideas); the first row of the first is 1.
    """
    found = []
    for place, block in enumerate(blocks):
        draw = _Draws(ground, block)
        ideas = np.stack([draw.ideas(values) for values in ground.values], axis=1)
        if not place:
            ideas[0] = ground.scores
        found.append(_studied(ground, moves, draw, ideas))
    joined = [np.concatenate([getattr(each, name) for each in found]) for name in ("ideas", "index")]
    counts = [
        np.sum([getattr(each, name) for each in found], axis=0)
        for name in ("idea_levels", "index_levels", "moved", "raised", "index_moved")
    ]
    return Study(*joined, *counts)


def _studied(ground: Ground, moves: Moves, draw: _Draws, ideas: Floats) -> Study:
    """Return what comes of a block of draws with these scores of ideas."""
    index = draw.index(ideas)
    levels = ground.levels(ideas, ground.weak() > 0)
    base, shown = levels[:, 0], ideas[:, 0]
    idea = ground.idea_of[moves.criteria]
    moved = draw.moved(shown, moves)
    raised = draw.ideas(np.maximum(ground.values[0], ground.floors))
    index_base = ground.levels(index[:, 0])
    changed = [
        _changes(ground.levels(found), index_base[:, mean, None], len(ground.cuts))
        for mean, found in enumerate(draw.index_moved(index[:, 0], shown, moved, idea))
    ]
    return Study(
        ideas,
        index,
        _counts(levels.reshape(-1, len(ground.starts)), len(ground.cuts)),
        np.bincount(ground.levels(index).ravel(), minlength=len(ground.cuts)),
        _changes(ground.levels(moved, _capped(ground, moves)), base[:, idea], len(ground.cuts)),
        _changes(ground.levels(raised), base, len(ground.cuts)),
        np.sum(changed, axis=0),
    )


class _Draws:
    """A block of draws: the weights of each."""

    def __init__(self, ground: Ground, block: Floats) -> None:
        self.ground = ground
        criteria = len(ground.weights)
        self.weights = ground.weights * block[:, :criteria]
        self.totals = np.add.reduceat(self.weights, ground.starts, axis=1)
        self.shares = block[:, criteria:] / block[:, criteria:].sum(axis=1, keepdims=True)

    def ideas(self, values: Floats) -> Floats:
        """Return the scores of ideas for values of shape (criteria,); shape (draws, ideas)."""
        sums = np.add.reduceat(self.weights * values, self.ground.starts, axis=1)
        found: Floats = 100 * sums / self.totals
        return found

    def index(self, ideas: Floats) -> Floats:
        """Return both means of scores of shape (draws, ends, ideas); shape (draws, ends, means)."""
        shares = self.shares[:, None]
        arithmetic = (shares * ideas).sum(axis=-1)
        geometric = np.exp((shares * _log(ideas)).sum(axis=-1))
        return np.stack([arithmetic, geometric], axis=-1)

    def moved(self, ideas: Floats, moves: Moves) -> Floats:
        """Return the score of the idea of each move, from the scores shown; shape (draws, moves)."""
        idea = self.ground.idea_of[moves.criteria]
        step = 100 * (moves.targets - self.ground.values[0, moves.criteria])
        found: Floats = ideas[:, idea] + self.weights[:, moves.criteria] * step / self.totals[:, idea]
        return found

    def index_moved(self, index: Floats, ideas: Floats, moved: Floats, idea: Whole) -> tuple[Floats, Floats]:
        """Return both means after each move; each of shape (draws, moves)."""
        shares = self.shares[:, idea]
        arithmetic = index[:, :1] + shares * (moved - ideas[:, idea])
        geometric = index[:, 1:] * np.exp(shares * (_log(moved) - _log(ideas)[:, idea]))
        return arithmetic, geometric


def _log(scores: Floats) -> Floats:
    return np.log(np.maximum(LEAST_SCORE, scores))


def _capped(ground: Ground, moves: Moves) -> Flags:
    """Return whether an essential holds the idea back after each move; shape (moves,)."""
    criteria = moves.criteria
    before = ground.below(ground.values[0])[criteria]
    after = moves.targets < ground.floors[criteria] - ROUNDED
    found: Flags = ground.weak()[0, ground.idea_of[criteria]] - before + after > 0
    return found


def _counts(levels: Whole, size: int) -> Whole:
    """Return how often each level stands in each column; shape (columns, levels)."""
    return np.stack([np.count_nonzero(levels == level, axis=0) for level in range(size)], axis=1)


def _changes(levels: Whole, base: Whole, size: int) -> Whole:
    """Return how often each column comes to each level that it has not anyway; shape (columns, levels)."""
    return _counts(np.where(levels == base, -1, levels), size)


def spread(low: Floats, high: Floats) -> tuple[float, float, float, float]:
    """Return the least of all low ends, their 5 % and the 95 % of the high ends, and the greatest of these.

    Where nothing is unknown, both are the same, and the middle two hold the central 90 % of the draws. Where
    something is, the low end sinks or the high end rises in every draw, so that nothing becomes narrower.

    Args:
        low: scores in which unknowns are as they are shown; shape (draws,).
        high: in which they are at their best; shape (draws,).
    """
    lower, upper = np.quantile(low, 0.05), np.quantile(high, 0.95)
    return float(low.min()), float(lower), float(upper), float(high.max())
