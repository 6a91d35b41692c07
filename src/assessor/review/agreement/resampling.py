"""Units drawn anew, so that an interval shows how much a figure hangs on the units that happened to be there.

In: ratings by unit, the stratum of each unit, a seed. Out: the matrix of coincidences of every draw. Must
never know: which figure is made of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assessor.review.agreement.coefficients import Counts, Floats, coincidences


def drawn_coincidences(counts: Counts, strata: NDArray[np.int64], draws: int, seed: int) -> Floats:
    """Return the matrix of coincidences of each draw of a stratified bootstrap over units.

    A draw takes from each stratum as many units as are in it, with replacement, each with all its ratings
    (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993). So a stratum with one unit gives
    that unit in every draw.

    How often each unit is drawn is multinomial. Units with the same ratings cannot be told apart, so that it
    is drawn for all of these together. Memory is draws times the different units of a stratum, and not draws
    times all units; and the order of the units makes no difference.

    Args:
        counts: ratings by unit and category, of units with two ratings or more.
        strata: the stratum of each unit; strata are drawn from in the order of these numbers.
        draws: how many.
        seed: of the random numbers, 0 or more.

    Returns:
        Shape (draws, categories, categories).
    """
    random = np.random.Generator(np.random.PCG64(seed))
    categories = counts.shape[1]
    sums = np.zeros((draws, categories, categories))
    for stratum in np.unique(strata):
        kinds, numbers = np.unique(counts[strata == stratum], axis=0, return_counts=True)
        size = int(numbers.sum())
        times = random.multinomial(size, numbers / size, size=draws).astype(np.float64)
        # not by a library for large matrices: its threads cost more than such small sums
        sums += np.einsum("du,ukl->dkl", times, coincidences(kinds))
    return sums
