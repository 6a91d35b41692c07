"""How sure the levels of an assessment are: other weights, unknowns at both ends, two means for the index.

In: an ``Assessment``, and the pack it was made with, for floors and levels. Out: a ``Robustness``. Nothing
of the strategy is evaluated again. Must never know: how it is told.

The weights of the rules are a judgement, and others would judge a little otherwise. So each weight is taken
times a factor of its own, drawn uniformly from 0.75 to 1.25, for criteria within their idea and for ideas
within the index. This is what the OECD and the JRC advise for every index, close to its own weights (Handbook
on Constructing Composite Indicators, 2008, step 7; M. Saisana, A. Saltelli and S. Tarantola, "Uncertainty and
sensitivity analysis techniques as tools for the quality assessment of composite indicators", Journal of the
Royal Statistical Society A 168, 2005, doi 10.1111/j.1467-985X.2005.00350.x).

Choices between two (what is unknown as it is shown, or at its best; for the index the arithmetic mean, or the
geometric) are not drawn but crossed with the draws: each draw is read in all of these ways. They are so few
that nothing is gained by leaving them to chance; and what one choice does stays apart from what the weights
do, so that more unknown never makes an interval narrower.

The first draw has the weights as they are. So an interval always holds the score itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from assessor.errors import UsageError
from assessor.extras import ANALYSIS, needed
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.records import record
from assessor.scoring.assessment import Assessment, CriterionResult, IdeaResult
from assessor.scoring.ideas import level_of
from assessor.scoring.origin import NOT_IN_PACK, check_origin
from assessor.scoring.robustness_result import (
    Deciding,
    IdeaRobustness,
    IndexRobustness,
    Move,
    Robustness,
    Spread,
)

if TYPE_CHECKING:
    from assessor.scoring.perturbing import Floats, Ground, Moves, Study, Whole

MOST_DRAWS: Final = 100_000
VARIED: Final = Fraction(1, 4)
"""By which part of itself a weight becomes more or less, at most."""
MOST_DECIDING: Final = 5
LEAST_SHARE: Final = Fraction(1, 100)
"""In which share of the draws a criterion must change a level at least, to be named as deciding it."""

_PLACES: Final = 6
_SAME: Final = Fraction(1, 10**_PLACES)
"""What a drawn score may differ from the score itself and is the same: sums of floats are not exact."""


@record
class _Moved:
    """One way to move a criterion alone."""

    criterion: CriterionResult
    place: int
    """Of the criterion among all."""
    how: Move
    target: Fraction


def robustness_of(assessment: Assessment, pack: Pack, *, draws: int, seed: int) -> Robustness:
    """Return how sure the levels of an assessment are.

    Args:
        assessment: as it was made, or read back from JSON.
        pack: the pack that it was made with.
        draws: how many, from 1 to 100,000. More draws begin with the same ones.
        seed: of the random numbers, 0 or more. The same seed gives the same result.

    Returns:
        Scores from 0 to 100 and shares from 0 to 1. A criterion decides a level if, moved alone from its
        value to its high, to 1 or to 0, it gives one other level than the same draw without the move, in one
        draw of a hundred at least; of its moves and those levels, the most frequent is told. Of an idea that
        is held back, what decides first are the essentials that do it: all of them together, raised to their
        floors.

    Raises:
        UsageError: draws or seed are not in their range, the assessment was made with another pack, or numpy
            is not installed.
    """
    if not _is_whole(draws) or not 1 <= draws <= MOST_DRAWS:
        raise UsageError(
            Message("draws must be from 1 to {most}, not {number}.", most=MOST_DRAWS, number=draws)
        )
    if not _is_whole(seed) or seed < 0:
        raise UsageError(Message("seed must be 0 or more, not {number}.", number=seed))
    otherwise = Message(
        "The assessment was made with other rules ('{id}' {version}) than these ('{own_id}' {own_version}); "
        "only the pack that it was made with can tell how sure its levels are."
    )
    check_origin(assessment, pack, otherwise)
    _check_names(assessment, pack)
    with needed(
        Message("To tell how sure levels are, numpy is needed: {command} installs it.", command=ANALYSIS)
    ):
        from assessor.scoring import perturbing
    ground, moved = _ground(assessment, pack), list(_moves(assessment))
    blocks = perturbing.factors(draws, len(ground.weights) + len(ground.starts), float(VARIED), seed)
    study = perturbing.studied(ground, _laid_out(moved), blocks)
    return _Telling(assessment, pack, moved, study, draws).whole(seed)


def _check_names(assessment: Assessment, pack: Pack) -> None:
    """See that an assessment has the ideas, criteria, weights and levels that the pack has."""
    own = [(pack.idea_of[each.id], each.id, each.weight) for each in pack.criteria]
    found = [(idea.id, each.id, each.weight) for idea in assessment.ideas for each in idea.criteria]
    levels = {level.id for level in pack.about.levels.levels}
    fits = levels.issuperset(idea.level for idea in assessment.ideas)
    if sorted(own) != sorted(found) or not fits or not all(idea.criteria for idea in assessment.ideas):
        raise UsageError(NOT_IN_PACK)


# --- laid out as arrays


def _criteria(assessment: Assessment) -> list[CriterionResult]:
    return [criterion for idea in assessment.ideas for criterion in idea.criteria]


def _ground(assessment: Assessment, pack: Pack) -> Ground:
    import numpy as np

    from assessor.scoring.perturbing import Ground

    def floats(numbers: Sequence[Fraction | int]) -> Floats:
        return np.array([float(number) for number in numbers])

    ideas, criteria, levels = assessment.ideas, _criteria(assessment), pack.about.levels
    sizes = [len(idea.criteria) for idea in ideas]
    essentials = [pack.by_id[each.id].essential for each in criteria]
    return Ground(
        starts=np.cumsum([0, *sizes[:-1]]),
        weights=floats([each.weight for each in criteria]),
        values=np.stack([floats([c.value for c in criteria]), floats([c.high for c in criteria])]),
        floors=floats([each.least if each else 0 for each in essentials]),
        scores=np.stack([floats([idea.score for idea in ideas]), floats([idea.high for idea in ideas])]),
        cuts=floats([level.from_ for level in levels.levels]),
        cap=[level.id for level in levels.levels].index(levels.cap),
    )


def _moves(assessment: Assessment) -> Iterator[_Moved]:
    """Yield the ways to move each criterion; those that come to the same only once."""
    for place, criterion in enumerate(_criteria(assessment)):
        ways: list[tuple[Move, Fraction]] = [
            ("examined", criterion.high), ("met", Fraction(1)), ("lost", Fraction(0)),
        ]  # fmt: skip
        known = {criterion.value}
        for how, target in ways:
            if target not in known:
                known.add(target)
                yield _Moved(criterion, place, how, target)


def _laid_out(moved: Sequence[_Moved]) -> Moves:
    import numpy as np

    from assessor.scoring.perturbing import Moves

    places = np.array([each.place for each in moved], dtype=np.int64)
    return Moves(places, np.array([float(each.target) for each in moved]))


# --- told as records


class _Telling:
    """What came of the draws, as records."""

    def __init__(
        self, assessment: Assessment, pack: Pack, moved: Sequence[_Moved], study: Study, draws: int
    ) -> None:
        self.assessment = assessment
        self.levels = pack.about.levels
        self.names = [level.id for level in self.levels.levels]
        self.moved = moved
        self.study = study
        self.draws = draws
        self.deciding = self._deciding(study.moved, draws)
        """For the levels of ideas."""

    def whole(self, seed: int) -> Robustness:
        ideas = tuple(self._idea(place, idea) for place, idea in enumerate(self.assessment.ideas))
        return Robustness(self.draws, seed, VARIED, self._index(), ideas)

    def _idea(self, place: int, idea: IdeaResult) -> IdeaRobustness:
        low, high = self.study.ideas[:, 0, place], self.study.ideas[:, 1, place]
        spread = self._spread(low, high, idea.score, idea.high)
        if not idea.rated:
            return IdeaRobustness(idea.id, None, None, spread, ())
        count = int(self.study.idea_levels[place, self.names.index(idea.level)])
        kept = Fraction(count, self.study.ideas[..., place].size)
        first = tuple(self._holding_back(place, idea))
        own = {criterion.id for criterion in idea.criteria} - {each.criterion for each in first}
        rest = [each for each in self.deciding if each.criterion in own]
        return IdeaRobustness(idea.id, idea.level, kept, spread, (*first, *rest)[:MOST_DECIDING])

    def _index(self) -> IndexRobustness | None:
        score, high = self.assessment.index.score, self.assessment.index.high
        if score is None or high is None:
            return None
        index = self.study.index
        level = level_of(score, self.levels, capped=False)
        kept = Fraction(int(self.study.index_levels[self.names.index(level)]), index.size)
        low_ends, high_ends = index[:, 0].min(axis=-1), index[:, 1].max(axis=-1)
        arithmetic, geometric = (
            self._spread(index[:, 0, mean], index[:, 1, mean], score, high) for mean in (0, 1)
        )
        deciding = self._deciding(self.study.index_moved, index[:, 0].size)
        both = self._spread(low_ends, high_ends, score, high)
        return IndexRobustness(level, kept, both, arithmetic, geometric, tuple(deciding[:MOST_DECIDING]))

    def _spread(self, low: Floats, high: Floats, *known: Fraction) -> Spread:
        from assessor.scoring.perturbing import spread

        return Spread(*(_figure(value, known) for value in spread(low, high)))

    def _holding_back(self, place: int, idea: IdeaResult) -> Iterator[Deciding]:
        """Yield the essentials that hold an idea back: raised to their floors, all of them together."""
        ((level, count),) = self._leads(self.study.raised[place : place + 1])
        share = Fraction(count, self.draws)
        for criterion in idea.criteria:
            if criterion.id in idea.held_back_by and share >= LEAST_SHARE:
                yield Deciding(criterion.id, "floor", level, share)

    def _deciding(self, counts: Whole, readings: int) -> list[Deciding]:
        """Return the move of each criterion that changes a level most often; the most frequent first."""
        best: dict[str, tuple[int, Move, str]] = {}
        for each, (level, count) in zip(self.moved, self._leads(counts), strict=True):
            name = each.criterion.id
            if count >= LEAST_SHARE * readings and (name not in best or best[name][0] < count):
                best[name] = (count, each.how, level)
        ranked = sorted(best.items(), key=lambda found: -found[1][0])
        return [Deciding(name, how, level, Fraction(n, readings)) for name, (n, how, level) in ranked]

    def _leads(self, counts: Whole) -> list[tuple[str, int]]:
        """Return to which level each row of counts leads most often, and how often."""
        places, most = counts.argmax(axis=1).tolist(), counts.max(axis=1).tolist()
        return [(self.names[place], count) for place, count in zip(places, most, strict=True)]


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _figure(value: float, known: Sequence[Fraction]) -> Fraction:
    """Return a drawn score with six places; where it is one of the known scores, exactly that."""
    exact = Fraction(value)
    for score in known:
        if abs(exact - score) < _SAME:
            return score
    return round(exact, _PLACES)
