"""Coefficients of agreement between raters who gave ordered categories, with ratings missing.

In: how many raters gave each category to each unit. Out: alpha, AC1, AC2, and what they are made of. Must
never know: what the units and categories are, or what a figure is good for.

Krippendorff's alpha compares the disagreement within units with that of all ratings thrown together; only
units with two ratings or more bear on it. Gwet's coefficients compare the agreement within units with that of
raters who guess. Sources: K. Krippendorff, Content Analysis, 2nd edition (2004), chapter 11, and Computing
Krippendorff's Alpha-Reliability (2011); K. L. Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014),
and the R package irrCAC, which is by the same author.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.int64]
"""Shape (units, categories): how many raters gave each category to each unit; categories in their order."""
Floats: TypeAlias = NDArray[np.float64]


def coincidences(counts: Counts) -> Floats:
    """Return what each unit adds to the matrix of coincidences.

    A unit with m ratings holds m(m - 1) ordered pairs of them, each of which counts 1 / (m - 1), so that the
    matrix sums to m (Krippendorff 2011, part C). A unit with fewer than two ratings adds nothing.

    Args:
        counts: ratings by unit and category.

    Returns:
        Shape (units, categories, categories), symmetric.
    """
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(counts.shape[1]))
    others = np.maximum(counts.sum(axis=1) - 1, 1)
    matrices: Floats = pairs / others[:, None, None]
    return matrices


def ordinal_distances(totals: Floats) -> Floats:
    """Return how far apart two ordered categories are, squared.

    That is the number of ratings between them, with half of those in either (Krippendorff 2011, part E): the
    distance between the mean ranks of the two.

    Args:
        totals: ratings in each category, all units together. Shape (..., categories).

    Returns:
        Shape (..., categories, categories), symmetric, with zeros on the diagonal.
    """
    ranks = totals.cumsum(axis=-1) - totals / 2
    distances: Floats = (ranks[..., :, None] - ranks[..., None, :]) ** 2
    return distances


def alpha(matrices: Floats, distances: Floats) -> Floats:
    """Return Krippendorff's alpha: 1 - observed disagreement / expected disagreement (2011, part E).

    Args:
        matrices: matrices of coincidences, each summed over units. Shape (..., categories, categories).
        distances: squared distances between categories, of the same shape or one that fits it.

    Returns:
        Shape (...). At most 1. Not a number where there are no ratings or all are in one category: then no
        disagreement is to be expected, and alpha is undefined.
    """
    totals = matrices.sum(axis=-1)
    observed = (matrices * distances).sum(axis=(-2, -1))
    expected = (totals[..., :, None] * totals[..., None, :] * distances).sum(axis=(-2, -1))
    share = np.full(expected.shape, np.nan)
    np.divide((totals.sum(axis=-1) - 1) * observed, expected, out=share, where=expected > 0)
    return 1 - share


def ordinal_alpha(matrices: Floats) -> Floats:
    """Return Krippendorff's alpha for ordered categories; as ``alpha``, with ``ordinal_distances``."""
    return alpha(matrices, ordinal_distances(matrices.sum(axis=-1)))


def identity_weights(categories: int) -> Floats:
    """Return weights by which only the same category agrees: those of AC1. Shape (categories, categories)."""
    return np.eye(categories)


def ordinal_weights(categories: int) -> Floats:
    """Return Gwet's ordinal weights, by which near categories agree in part: 1 - M / max M.

    M = C(d + 1, 2) for two categories that are d steps apart (Gwet 2014, chapter 3).

    Args:
        categories: how many there are.

    Returns:
        Shape (categories, categories); 1 on the diagonal, 0 between the first category and the last.
    """
    places = np.arange(categories)
    steps = np.abs(places[:, None] - places)
    pairs = steps * (steps + 1) / 2
    weights: Floats = 1 - pairs / max(pairs.max(initial=0), 1)
    return weights


def observed_agreement(counts: Counts, weights: Floats) -> float | None:
    """Return the mean agreement of two raters of the same unit: Gwet's p_a.

    Units count alike, however many rated them; those with fewer than two ratings do not count.

    Args:
        counts: ratings by unit and category.
        weights: how far two categories agree, from 0 to 1; symmetric, 1 on the diagonal.

    Returns:
        From 0 to 1; nothing if no unit has two ratings.
    """
    sizes = counts.sum(axis=1)
    shared, sizes = counts[sizes > 1], sizes[sizes > 1]
    if not sizes.size:
        return None
    agreeing = (shared * (shared @ weights - 1)).sum(axis=1)
    return float((agreeing / (sizes * (sizes - 1))).mean())


def chance_agreement(counts: Counts, weights: Floats) -> float | None:
    """Return the agreement of raters who guess: Gwet's p_e, T / (q (q - 1)) · Σ π (1 - π).

    T is the sum of the weights, q the number of categories and π the share of a category: the mean of its
    shares in the ratings of each unit. A unit with a single rating counts too.

    Args:
        counts: ratings by unit and category.
        weights: how far two categories agree, from 0 to 1; symmetric, 1 on the diagonal.

    Returns:
        From 0 to less than 1; nothing if no unit is rated, or there are fewer than two categories.
    """
    categories = counts.shape[1]
    sizes = counts.sum(axis=1)
    rated, sizes = counts[sizes > 0], sizes[sizes > 0]
    if not sizes.size or categories < 2:
        return None
    shares = (rated / sizes[:, None]).mean(axis=0)
    spread = (shares * (1 - shares)).sum()
    return float(weights.sum() * spread / (categories * (categories - 1)))


def gwet(counts: Counts, weights: Floats) -> float | None:
    """Return Gwet's coefficient, (p_a - p_e) / (1 - p_e): AC1 with identity weights, AC2 with others.

    Args:
        counts: ratings by unit and category.
        weights: how far two categories agree, from 0 to 1; symmetric, 1 on the diagonal.

    Returns:
        At most 1; nothing if no unit has two ratings, or there are fewer than two categories.
    """
    agreed, guessed = observed_agreement(counts, weights), chance_agreement(counts, weights)
    if agreed is None or guessed is None:
        return None
    return (agreed - guessed) / (1 - guessed)
