"""How a host stands in the eyes of those who rated it: ratings, their middle and spread, what was settled.

In: sheets and the record of the meeting. Out: figures for each criterion and idea. Must never know: what the
rules see, what raters are called, or how anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Final

from assessor.pack.model import Criterion, Pack
from assessor.review.records.exercise import Exercise
from assessor.review.records.model import Agreed, Rated, Rating, Sheet

INCOMPLETE_ABOVE: Final = 0.1
"""A sheet with a larger share of blanks than this is incomplete."""
_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """One criterion in the eyes of the raters."""

    criterion: Criterion
    own: Rated | None
    peers: Mapping[str, Rated]
    """By rater, of those whose sheets are in."""
    disputed_from: int
    settled: Agreed | None

    @property
    def ratings(self) -> tuple[int, ...]:
        """The peers' ratings; that it cannot be judged is none."""
        return tuple(each.rating for each in self.peers.values() if isinstance(each.rating, int))

    @property
    def median(self) -> float | None:
        """The middle of the peers' ratings."""
        return float(median(self.ratings)) if self.ratings else None

    @property
    def spread(self) -> int:
        """How far the peers' ratings lie apart."""
        return max(self.ratings) - min(self.ratings) if self.ratings else 0

    @property
    def disputed(self) -> bool:
        """Whether the meeting is to settle it."""
        return self.spread >= self.disputed_from

    @property
    def consensus(self) -> float | None:
        """What was settled where it was disputed, and else the median; None while it is open."""
        if not self.disputed:
            return self.median
        rating = self.settled.rating if self.settled else None
        return float(rating) if isinstance(rating, int) else None


@dataclass(frozen=True, slots=True)
class IdeaStanding:
    """One idea in the eyes of the raters: means over its criteria, by their weights."""

    id: str
    criteria: tuple[CriterionStanding, ...]

    @property
    def own(self) -> float | None:
        """The mean of the host's own ratings."""
        return self._mean((each.own.rating if each.own else None) for each in self.criteria)

    @property
    def by_rater(self) -> tuple[float, ...]:
        """The mean of each reviewer's ratings, from the lowest up."""
        raters = dict.fromkeys(rater for each in self.criteria for rater in each.peers)
        means = (
            self._mean(each.peers[rater].rating if rater in each.peers else None for each in self.criteria)
            for rater in raters
        )
        return tuple(sorted(mean for mean in means if mean is not None))

    @property
    def median(self) -> float | None:
        """The middle of the reviewers' means."""
        return round(median(self.by_rater), _PLACES) if self.by_rater else None

    @property
    def consensus(self) -> float | None:
        """The mean of what was agreed, or never disputed; None while anything is open."""
        if any(each.disputed and each.settled is None for each in self.criteria):
            return None
        return self._mean(each.consensus for each in self.criteria)

    @property
    def disputed(self) -> int:
        """How many criteria are disputed."""
        return sum(each.disputed for each in self.criteria)

    def _mean(self, ratings: Iterable[Rating | float | None]) -> float | None:
        """Return the weighted mean of what is a number; None if nothing is."""
        known = [
            (each.criterion.weight, float(rating))
            for each, rating in zip(self.criteria, ratings, strict=True)
            if isinstance(rating, int | float)
        ]
        whole = sum(weight for weight, _ in known)
        return round(sum(weight * rating for weight, rating in known) / whole, _PLACES) if whole else None


class Standing:
    """One host in the eyes of those who rated it."""

    def __init__(self, exercise: Exercise, host: str, pack: Pack) -> None:
        self.exercise = exercise
        self.host = host
        self.pack = pack
        self.peers = exercise.peers(host)
        self.own = exercise.own(host)
        self.record = exercise.consensus(host)

    @cached_property
    def criteria(self) -> tuple[CriterionStanding, ...]:
        """All criteria, in the order of the pack."""
        agreed = {each.criterion: each for each in self.record.agreed} if self.record else {}
        return tuple(
            CriterionStanding(
                criterion,
                self.own.ratings.get(criterion.id, Rated()) if self.own else None,
                {rater: sheet.ratings.get(criterion.id, Rated()) for rater, sheet in self.peers.items()},
                self.exercise.terms.disputed_from,
                agreed.get(criterion.id),
            )
            for criterion in self.pack.criteria
        )

    @cached_property
    def by_id(self) -> Mapping[str, CriterionStanding]:
        """Criteria by their ids."""
        return {each.criterion.id: each for each in self.criteria}

    @cached_property
    def ideas(self) -> tuple[IdeaStanding, ...]:
        """The ideas, in the order of the pack."""
        of = self.pack.idea_of
        return tuple(
            IdeaStanding(idea.id, tuple(each for each in self.criteria if of[each.criterion.id] == idea.id))
            for idea in self.pack.about.ideas
        )

    @cached_property
    def agenda(self) -> tuple[CriterionStanding, ...]:
        """What the meeting is to settle: by spread, then by weight, essentials first among those alike."""
        disputed = [each for each in self.criteria if each.disputed]
        return tuple(
            sorted(
                disputed,
                key=lambda each: (
                    -each.spread,
                    -each.criterion.weight,
                    each.criterion.essential is None,
                ),
            )
        )


def blank_share(sheet: Sheet, criteria: Sequence[str]) -> float:
    """Return the share of criteria, from 0 to 1, that a sheet gives no answer to."""
    blank = sum(sheet.ratings.get(name, Rated()).rating is None for name in criteria)
    return blank / len(criteria)


def is_incomplete(sheet: Sheet, criteria: Sequence[str]) -> bool:
    """Whether so much of a sheet is blank that it is to be asked for again. It counts all the same."""
    return blank_share(sheet, criteria) > INCOMPLETE_ABOVE


def cannot_judge(sheet: Sheet) -> int:
    """Return how many criteria a rater says cannot be judged."""
    return sum(isinstance(rated.rating, str) for rated in sheet.ratings.values())


def units(standing: Standing) -> Iterator[tuple[Rating | None, ...]]:
    """Yield the peers' ratings of each criterion: the units of agreement."""
    for each in standing.criteria:
        yield tuple(rated.rating for rated in each.peers.values())
