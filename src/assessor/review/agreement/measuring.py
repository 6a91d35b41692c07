"""How far raters agree, over all criteria of one host or of all hosts, and what may be made of that.

In: how many raters gave each rating to each unit, a unit being one criterion of one host, and which host.
Out: percent agreement, Krippendorff's alpha with an interval, Gwet's AC1 and AC2, and a reading of alpha.
Must never know: who the raters are, or how the figures are told.

Why several: where nearly all ratings are the same, alpha sinks although raters agree, because so little
disagreement was to be expected; AC1 and AC2 do not. One figure alone would mislead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Final, Literal

from assessor.extras import REVIEW, needed
from assessor.messages import Message
from assessor.review.records.model import HIGHEST, Rating

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assessor.review.agreement.coefficients import Counts, Floats

Reading = Literal["too-few", "reliable", "tentative", "unreliable", "undefined"]

FLOOR: Final = 40
"""Units with two ratings that are needed before alpha is read: of fewer, chance decides too much."""
RELIABLE: Final = 0.8
"""From this alpha up, conclusions may be drawn from the ratings (Krippendorff 2004, chapter 11)."""
TENTATIVE: Final = 0.667
"""From this alpha up, tentative conclusions may be (the same)."""
DRAWS: Final = 2_000

_INTERVAL: Final = (0.025, 0.975)
_DIGITS: Final = 12
"""Digits by which alpha is held to a cut-off, so that one that is exactly on it is not missed by rounding."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree. What cannot be computed is ``None``."""

    items: int
    """Units with two ratings or more: those that agreement can be seen on."""
    ratings: int
    """Ratings of these units."""
    percent: float | None
    """Pairs of raters of a unit who gave the same rating, from 0 to 1: the mean over units."""
    alpha: float | None
    """Krippendorff's alpha for ordered categories: 1 is full agreement, 0 what chance would give."""
    low: float | None
    """Where the 95 % interval of alpha begins (percentiles of a bootstrap within hosts)."""
    high: float | None
    """Where it ends."""
    ac1: float | None
    """Gwet's AC1: only the same rating agrees."""
    ac2: float | None
    """Gwet's AC2 with ordinal weights: near ratings agree in part."""
    reading: Reading
    """What alpha allows: nothing, if it is undefined or the items are too few."""
    draws: int
    """Draws of the bootstrap in which alpha was defined; the interval is made of these."""


def tally(ratings: Iterable[Rating | None]) -> tuple[int, ...]:
    """Count the ratings of one unit.

    Args:
        ratings: of each rater; "cannot judge" is an answer but no rating, and a blank is none either.

    Returns:
        How many raters gave 0, 1, 2 and 3: a row for ``agreement_of``.
    """
    given = Counter[object](ratings)
    return tuple(given[rating] for rating in range(HIGHEST + 1))


def agreement_of(
    counts: Sequence[Sequence[int]] | NDArray[np.integer],
    strata: Sequence[int] | NDArray[np.integer],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Agreement:
    """Return how far raters agree on units.

    Args:
        counts: shape (units, categories): how many raters gave each rating, in the order of the ratings. All
            ratings that could be given have their place, whether anybody gave them or not.
        strata: shape (units,): the host of each unit, as a number. The bootstrap draws within hosts only.
        draws: draws of the bootstrap; with none, there is no interval.
        seed: of the bootstrap's random numbers, 0 or more. The same seed gives the same interval.

    Returns:
        All figures; those that cannot be computed of so few ratings are ``None``.

    Raises:
        ValueError: the shapes do not fit each other, or a count is below zero.
        UsageError: numpy is not installed.
    """
    with needed(
        Message("For agreement between raters, numpy is needed: {command} installs it.", command=REVIEW)
    ):
        from assessor.review.agreement import coefficients

    table, hosts = _checked(counts, strata)
    paired = table.sum(axis=1) > 1
    items, categories = table[paired], table.shape[1]
    alpha = float(coefficients.ordinal_alpha(coefficients.coincidences(items).sum(axis=0)))
    figure = None if isnan(alpha) else alpha
    drawn = _drawn(items, hosts[paired], draws, seed)
    low, high = _ends(drawn)
    identity = coefficients.identity_weights(categories)
    return Agreement(
        items=len(items),
        ratings=int(items.sum()),
        percent=coefficients.observed_agreement(table, identity),
        alpha=figure,
        low=low,
        high=high,
        ac1=coefficients.gwet(table, identity),
        ac2=coefficients.gwet(table, coefficients.ordinal_weights(categories)),
        reading=reading_of(figure, len(items)),
        draws=len(drawn),
    )


def reading_of(alpha: float | None, items: int) -> Reading:
    """Return what alpha allows.

    Args:
        alpha: nothing where it is undefined.
        items: units with two ratings or more.

    Returns:
        "undefined" before "too-few": what cannot be computed is not helped by more items of the same kind.
    """
    if alpha is None:
        return "undefined"
    if items < FLOOR:
        return "too-few"
    exact = round(alpha, _DIGITS)
    if exact >= RELIABLE:
        return "reliable"
    return "tentative" if exact >= TENTATIVE else "unreliable"


def _checked(
    counts: Sequence[Sequence[int]] | NDArray[np.integer], strata: Sequence[int] | NDArray[np.integer]
) -> tuple[Counts, NDArray[np.int64]]:
    """Return both as arrays of whole numbers that fit each other."""
    import numpy as np

    table, hosts = np.asarray(counts, dtype=np.int64), np.asarray(strata, dtype=np.int64)
    if not table.size:
        table = np.zeros((len(hosts), HIGHEST + 1), dtype=np.int64)
    if table.ndim != 2 or hosts.shape != table.shape[:1] or (table < 0).any():
        raise ValueError("counts are numbers from 0 up by unit and rating, and each unit has its stratum")
    return table, hosts


def _drawn(items: Counts, hosts: NDArray[np.int64], draws: int, seed: int) -> Floats:
    """Return alpha of each draw of the bootstrap in which it is defined."""
    import numpy as np

    from assessor.review.agreement.coefficients import ordinal_alpha
    from assessor.review.agreement.resampling import drawn_coincidences

    alphas = ordinal_alpha(drawn_coincidences(items, hosts, draws, seed))
    defined: Floats = alphas[~np.isnan(alphas)]
    return defined


def _ends(drawn: Floats) -> tuple[float, float] | tuple[None, None]:
    """Return where the interval begins and ends, if there is one."""
    import numpy as np

    if not drawn.size:
        return None, None
    low, high = np.quantile(drawn, _INTERVAL)
    return float(low), float(high)
