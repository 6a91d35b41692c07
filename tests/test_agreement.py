"""Agreement between raters: published examples, the definitions counted out, another library, and laws."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, permutations
from math import comb

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assessor.errors import UsageError
from assessor.review.agreement.coefficients import (
    Counts,
    Floats,
    alpha,
    chance_agreement,
    coincidences,
    gwet,
    identity_weights,
    observed_agreement,
    ordinal_alpha,
    ordinal_weights,
)
from assessor.review.agreement.measuring import FLOOR, Agreement, agreement_of, reading_of, tally
from assessor.review.agreement.resampling import drawn_coincidences
from assessor.review.records.model import Rating

# --- published examples: a word for each unit, what each rater gave, and a point for what is missing

FOUR_OBSERVERS = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3."
"""K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): 4 observers, 12 units, values 1 to 5.

The same data are ``cac.raw4raters`` of the R package irrCAC, from K. L. Gwet, Handbook of Inter-Rater
Reliability, 4th edition (2014), page 120. Read in github.com/kgwet/irrCAC, README.md.
"""
FIVE_OBSERVERS = "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1"
"""``cac.raw5obser`` of irrCAC, from Gwet's Handbook (2014): 5 observers, 15 units, values 0 to 3."""
HAYES = (
    f"{FIVE_OBSERVERS} 111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212."
    " 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)
"""A. F. Hayes and K. Krippendorff, Answering the Call for a Standard Reliability Measure for Coding Data,
Communication Methods and Measures 1 (2007): 5 observers, 40 units, values 0 to 3. Read, with its figures, in
github.com/raoulbia/nltk-krippendorff-validation.
"""


def counts_of(units: str, values: str) -> Counts:
    """Count the ratings of each unit."""
    return np.array([[unit.count(value) for value in values] for unit in units.split()])


def nominal(categories: int) -> Floats:
    """Any two categories are as far apart."""
    return 1 - np.eye(categories)


def interval(categories: int) -> Floats:
    """Categories are as far apart as their numbers, squared."""
    return np.subtract.outer(np.arange(categories), np.arange(categories)) ** 2.0


def linear_weights(categories: int) -> Floats:
    """Agreement falls evenly with the steps between two categories."""
    return 1 - np.sqrt(interval(categories)) / (categories - 1)


def quadratic_weights(categories: int) -> Floats:
    """Agreement falls with the square of the steps."""
    return 1 - interval(categories) / (categories - 1) ** 2


@pytest.mark.parametrize(
    ("units", "values", "figures"),
    [
        # Krippendorff (2011). The figures also stand in the tests of the R package tidycomm, and of the Perl
        # module github.com/choroba/statistics-krippendorff, t/02-example.t
        (FOUR_OBSERVERS, "12345", {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849}),
        # Hayes and Krippendorff (2007), as read where the data were
        (HAYES, "0123", {"nominal": 0.477, "ordinal": 0.7598, "interval": 0.757}),
    ],
    ids=["Krippendorff 2011", "Hayes and Krippendorff 2007"],
)
def test_alpha_is_that_of_published_examples(units: str, values: str, figures: dict[str, float]) -> None:
    matrix = coincidences(counts_of(units, values)).sum(axis=0)
    found = {
        "nominal": float(alpha(matrix, nominal(len(values)))),
        "ordinal": float(ordinal_alpha(matrix)),
        "interval": float(alpha(matrix, interval(len(values)))),
    }
    assert {name: round(found[name], len(str(figure)) - 2) for name, figure in figures.items()} == figures


def test_ac1_and_percent_agreement_are_those_of_gwets_example() -> None:
    # github.com/kgwet/irrCAC, README.md, on cac.raw4raters
    counts, weights = counts_of(FOUR_OBSERVERS, "12345"), identity_weights(5)
    assert observed_agreement(counts, weights) == pytest.approx(0.8181818, abs=5e-8)
    assert chance_agreement(counts, weights) == pytest.approx(0.1903212, abs=5e-8)
    assert gwet(counts, weights) == pytest.approx(0.77544, abs=5e-6)
    assert float(alpha(coincidences(counts).sum(axis=0), nominal(5))) == pytest.approx(0.74342, abs=5e-6)


@pytest.mark.parametrize(
    ("weights", "agreed", "guessed", "figure"),
    [
        # github.com/afergadis/irrCAC (irrCAC in Python), test/unit/irrCAC/raw/test_gwet.py, on cac.raw4raters
        (ordinal_weights, 0.968, 0.685, 0.899),
        (linear_weights, 0.939, 0.571, 0.859),
        (quadratic_weights, 0.975, 0.714, 0.914),
    ],
)
def test_ac2_is_that_of_gwets_example(
    weights: Callable[[int], Floats], agreed: float, guessed: float, figure: float
) -> None:
    counts = counts_of(FOUR_OBSERVERS, "12345")
    assert observed_agreement(counts, weights(5)) == pytest.approx(agreed, abs=5e-4)
    assert chance_agreement(counts, weights(5)) == pytest.approx(guessed, abs=5e-4)
    assert gwet(counts, weights(5)) == pytest.approx(figure, abs=5e-4)


def test_figures_of_a_published_example_on_our_scale_are_found_as_a_whole() -> None:
    # github.com/afergadis/irrCAC, test_gwet.py and test_krippendorff.py, on cac.raw5obser
    counts = counts_of(FIVE_OBSERVERS, "0123")
    found = agreement_of(counts, [0] * 15)
    assert (found.items, found.ratings) == (15, 58)
    assert found.percent == pytest.approx(0.616, abs=5e-4)
    assert found.ac1 == pytest.approx(0.497, abs=5e-4)
    assert float(alpha(coincidences(counts).sum(axis=0), nominal(4))) == pytest.approx(0.481, abs=5e-4)


def test_ordinal_weights_are_those_that_gwet_prints() -> None:
    # irrCAC, vignette "Weighted Chance-corrected Agreement Coefficients", ordinal.weights(1:3)
    printed = [[1, 0.6666667, 0], [0.6666667, 1, 0.6666667], [0, 0.6666667, 1]]
    assert ordinal_weights(3) == pytest.approx(np.array(printed), abs=5e-8)


def two_raters(both_yes: int, one: int, other: int, both_no: int) -> Agreement:
    """Return the agreement of two raters who said yes or no."""
    counts = [[2, 0]] * both_yes + [[1, 1]] * (one + other) + [[0, 2]] * both_no
    return agreement_of(counts, [0] * len(counts), draws=0)


@pytest.mark.parametrize(
    ("cells", "percent", "ac1", "kappa"),
    [
        # Cells and kappa of the first two: Feinstein and Cicchetti (1990), as printed in Table 10.6 of
        # Epidemiology Kept Simple. AC1, and all of the third: V. Shankar and S. I. Bangdiwala, Observer
        # agreement paradoxes in 2x2 tables, BMC Medical Research Methodology 14:100 (2014), Table 3,
        # scenarios 1 to 3. The cells of the third follow from its shares: agreement 0.90, expected 0.905, and
        # both raters alike.
        ((40, 9, 6, 45), 0.85, 0.70, 0.70),
        ((80, 10, 5, 5), 0.85, 0.81, 0.32),
        ((90, 5, 5, 0), 0.90, 0.89, -0.05),
    ],
)
def test_ac1_stays_high_where_alpha_sinks_although_raters_agree(
    cells: tuple[int, int, int, int], percent: float, ac1: float, kappa: float
) -> None:
    found = two_raters(*cells)
    assert found.percent == pytest.approx(percent, abs=5e-4)
    assert found.ac1 == pytest.approx(ac1, abs=5e-3)
    # alpha of two raters and two categories is near kappa, with a term for the size of the sample
    assert found.alpha == pytest.approx(kappa, abs=0.01)


def test_ac2_too_stays_high_where_nearly_all_ratings_are_the_same() -> None:
    found = agreement_of([[0, 0, 4, 0]] * 95 + [[0, 1, 3, 0]] * 3 + [[0, 0, 3, 1]] * 2, [0] * 100, draws=0)
    assert found.alpha is not None
    assert found.ac2 is not None
    assert found.alpha < 0.1
    assert found.ac2 > 0.95


# --- the definitions, counted out

RATINGS = range(4)
Unit = list[int]


def ratings_of(unit: Unit) -> list[int]:
    """Return the ratings of a unit one by one."""
    return [rating for rating, number in enumerate(unit) for _ in range(number)]


def alpha_by_hand(units: list[Unit]) -> Fraction | None:
    """Compare pairs within units with pairs of all ratings (Krippendorff 2004, chapter 11)."""
    paired = [ratings_of(unit) for unit in units if sum(unit) > 1]
    everything = [rating for unit in paired for rating in unit]
    if len(set(everything)) < 2:
        return None

    def apart(one: int, other: int) -> Fraction:
        low, high = sorted((one, other))
        between = sum(everything.count(rating) for rating in range(low, high + 1))
        return (between - Fraction(everything.count(low) + everything.count(high), 2)) ** 2

    distances = {pair: apart(*pair) for pair in ((a, b) for a in RATINGS for b in RATINGS)}
    within = sum(
        Fraction(1, len(unit) - 1) * sum(distances[pair] for pair in permutations(unit, 2)) for unit in paired
    )
    among = sum(distances[pair] for pair in permutations(everything, 2))
    total = len(everything)
    return 1 - (Fraction(within) / total) / (among / (total * (total - 1)))


def agreed_by_hand(units: list[Unit], weight: Callable[[int, int], Fraction]) -> Fraction | None:
    """Take the mean over units of the mean over pairs of raters."""
    means = [
        sum((weight(*pair) for pair in combinations(ratings_of(unit), 2)), Fraction(0)) / comb(sum(unit), 2)
        for unit in units
        if sum(unit) > 1
    ]
    return sum(means, Fraction(0)) / len(means) if means else None


def gwet_by_hand(units: list[Unit], weight: Callable[[int, int], Fraction]) -> Fraction | None:
    """Compare the agreement with that of raters who guess (Gwet 2014)."""
    agreed = agreed_by_hand(units, weight)
    if agreed is None:
        return None
    rated = [unit for unit in units if sum(unit)]
    shares = [sum(Fraction(unit[rating], sum(unit)) for unit in rated) / len(rated) for rating in RATINGS]
    weights = sum(weight(a, b) for a in RATINGS for b in RATINGS)
    guessed = weights * sum(share * (1 - share) for share in shares) / 12
    return (agreed - guessed) / (1 - guessed)


def same(one: int, other: int) -> Fraction:
    """Only the same rating agrees."""
    return Fraction(one == other)


def near(one: int, other: int) -> Fraction:
    """Near ratings agree in part: of four categories, steps of 0, 1, 2, 3 weigh 1, 5/6, 3/6, 0."""
    return 1 - Fraction((0, 1, 3, 6)[abs(one - other)], 6)


units_drawn = st.lists(
    st.lists(st.integers(0, 3), min_size=4, max_size=4).filter(lambda unit: sum(unit) <= 6), max_size=12
)


def close(found: float | None, exact: Fraction | None) -> bool:
    """Whether a figure is the exact one, or both are missing."""
    return (
        found == exact if found is None or exact is None else found == pytest.approx(float(exact), abs=1e-9)
    )


@given(units_drawn)
@example([])
@example([[1, 1, 0, 0]])
@example([[1, 0, 0, 0], [0, 0, 2, 0]])
def test_every_figure_is_what_its_definition_gives(units: list[Unit]) -> None:
    found = agreement_of(units, [0] * len(units), draws=0)
    assert close(found.percent, agreed_by_hand(units, same))
    assert close(found.alpha, alpha_by_hand(units))
    assert close(found.ac1, gwet_by_hand(units, same))
    assert close(found.ac2, gwet_by_hand(units, near))
    assert found.items == sum(sum(unit) > 1 for unit in units)
    assert found.ratings == sum(sum(unit) for unit in units if sum(unit) > 1)


# --- another library

raters_drawn = st.integers(2, 6).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([*RATINGS, None]), min_size=raters, max_size=raters), min_size=1, max_size=30
    )
)


@given(raters_drawn)
def test_alpha_is_that_of_another_library(units: list[list[Rating | None]]) -> None:
    found = agreement_of([tally(unit) for unit in units], [0] * len(units), draws=0)
    assume(found.alpha is not None)
    given_by_rater = np.array(units, dtype=float).T
    theirs = krippendorff.alpha(reliability_data=given_by_rater, level_of_measurement="ordinal")
    assert found.alpha == pytest.approx(theirs, abs=1e-9)


# --- laws


def sample(
    hosts: int, each: int, raters: int = 4, noise: float = 0.4
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return ratings of several hosts that agree in part, and the host of each unit."""
    random = np.random.Generator(np.random.PCG64(7))
    truth = random.integers(0, 4, (hosts * each, 1))
    given_ = np.where(
        random.random((hosts * each, raters)) < noise, random.integers(0, 4, truth.shape), truth
    )
    shaken = np.clip(given_ + random.integers(-1, 2, given_.shape), 0, 3)
    return np.stack([(shaken == rating).sum(axis=1) for rating in RATINGS], axis=1), np.repeat(
        np.arange(hosts), each
    )


def figures(found: Agreement) -> list[float | None]:
    """Return all figures."""
    return [found.percent, found.alpha, found.low, found.high, found.ac1, found.ac2]


def alike(one: Agreement, other: Agreement) -> bool:
    """Whether two are the same but for the last digits."""
    counted = (one.items, one.ratings, one.reading, one.draws)
    return counted == (other.items, other.ratings, other.reading, other.draws) and all(
        a == b if a is None or b is None else a == pytest.approx(b, abs=1e-9)
        for a, b in zip(figures(one), figures(other), strict=True)
    )


@given(raters_drawn, st.data())
def test_neither_the_order_of_raters_nor_that_of_units_makes_a_difference(
    units: list[list[Rating | None]], data: st.DataObject
) -> None:
    hosts = data.draw(st.lists(st.integers(0, 2), min_size=len(units), max_size=len(units)))
    mixed = data.draw(st.permutations([*zip(units, hosts, strict=True)]))
    other = [tally(data.draw(st.permutations(unit))) for unit, _ in mixed]
    assert alike(
        agreement_of([tally(unit) for unit in units], hosts, draws=50),
        agreement_of(other, [host for _, host in mixed], draws=50),
    )


@given(units_drawn)
def test_the_scale_read_from_its_other_end_gives_the_same_figures(units: list[Unit]) -> None:
    turned = [unit[::-1] for unit in units]
    hosts = [0] * len(units)
    assert alike(agreement_of(units, hosts, draws=0), agreement_of(turned, hosts, draws=0))


@given(st.lists(st.tuples(st.sampled_from(RATINGS), st.integers(2, 6)), min_size=2, max_size=30))
def test_raters_who_always_give_the_same_rating_as_the_others_agree_fully(
    units: list[tuple[int, int]],
) -> None:
    assume(len({rating for rating, _ in units}) > 1)
    found = agreement_of([tally([rating] * raters) for rating, raters in units], [0] * len(units), draws=100)
    assert (found.percent, found.alpha, found.ac1, found.ac2) == (1, 1, 1, 1)
    assert {found.low, found.high} <= {1, None}


@given(units_drawn, st.integers(0, 2**32))
def test_an_interval_begins_before_it_ends(units: list[Unit], seed: int) -> None:
    found = agreement_of(units, [number % 3 for number in range(len(units))], draws=50, seed=seed)
    assert (found.low is None) == (found.high is None) == (found.draws == 0)
    assert 0 <= found.draws <= 50
    if found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1


def test_a_unit_with_one_rating_bears_on_neither_alpha_nor_its_interval() -> None:
    counts, hosts = sample(3, 20)
    more = np.concatenate([counts, [[0, 0, 0, 1]] * 30])
    plain, longer = agreement_of(counts, hosts), agreement_of(more, [*hosts, *range(30)])
    assert (plain.alpha, plain.low, plain.high) == (longer.alpha, longer.low, longer.high)
    assert plain.percent == longer.percent
    assert plain.ac1 != longer.ac1  # but raters who guess would know that it was given


# --- the bootstrap


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    counts, hosts = sample(5, 20)
    assert agreement_of(counts, hosts, seed=3) == agreement_of(counts, hosts, seed=3)
    one, other = agreement_of(counts, hosts, seed=3), agreement_of(counts, hosts, seed=4)
    assert (one.low, one.high) != (other.low, other.high)
    assert one.alpha == other.alpha


def test_alphas_of_a_large_sample_drawn_anew_lie_around_its_alpha() -> None:
    counts, hosts = sample(20, 150)
    found = agreement_of(counts, hosts)
    drawn = ordinal_alpha(drawn_coincidences(counts, hosts, 2_000, 0))
    assert found.alpha is not None
    assert drawn.mean() == pytest.approx(found.alpha, abs=0.002)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.alpha < found.high
    assert np.mean((drawn >= found.low) & (drawn <= found.high)) == pytest.approx(0.95, abs=0.002)


def test_drawing_how_often_is_drawing_units_one_by_one() -> None:
    counts, hosts = sample(6, 15)
    random = np.random.Generator(np.random.PCG64(11))
    each = coincidences(counts)
    one_by_one = []
    for _ in range(4_000):
        picked = [unit for host in range(6) for unit in random.choice(np.flatnonzero(hosts == host), 15)]
        one_by_one.append(float(ordinal_alpha(each[picked].sum(axis=0))))
    drawn = ordinal_alpha(drawn_coincidences(counts, hosts, 4_000, 0))
    ends = [0.025, 0.25, 0.5, 0.75, 0.975]
    assert np.quantile(drawn, ends) == pytest.approx(np.quantile(one_by_one, ends), abs=0.01)
    assert drawn.std() == pytest.approx(np.std(one_by_one), rel=0.05)


def test_a_host_with_one_unit_gives_it_in_every_draw() -> None:
    counts = np.array([[2, 1, 0, 0], [0, 0, 1, 3], [0, 2, 0, 0]])
    drawn = drawn_coincidences(counts, np.array([4, 1, 9]), 100, 0)
    whole = coincidences(counts).sum(axis=0)
    assert drawn == pytest.approx(np.broadcast_to(whole, drawn.shape))


def test_every_draw_takes_as_many_units_of_each_host_as_it_has() -> None:
    counts = np.array([[2, 0, 0, 0]] * 30 + [[0, 0, 0, 2]] * 10)
    hosts = np.array([0] * 30 + [1] * 10)
    kept = drawn_coincidences(counts, hosts, 200, 0)[:, 0, 0]
    mixed = drawn_coincidences(counts, np.zeros(40, dtype=np.int64), 200, 0)[:, 0, 0]
    assert set(kept) == {60}
    assert len(set(mixed)) > 10


def test_draws_in_which_alpha_is_undefined_are_left_out_and_counted() -> None:
    # of two units that are drawn twice, half the draws hold one of them twice: one rating only
    found = agreement_of([[3, 0, 0, 0], [0, 0, 0, 3]], [0, 0], draws=2_000)
    assert found.draws == pytest.approx(1_000, abs=100)
    assert (found.low, found.high) == (1, 1)


def test_without_draws_there_is_no_interval() -> None:
    found = agreement_of(*sample(2, 30), draws=0)
    assert (found.low, found.high, found.draws) == (None, None, 0)
    assert found.alpha is not None


# --- the reading


@pytest.mark.parametrize(
    ("figure", "reading"),
    [
        (1, "reliable"),
        (0.8, "reliable"),
        (0.7999999999999999, "reliable"),
        (0.7999, "tentative"),
        (0.667, "tentative"),
        (0.6669999999999999, "tentative"),
        (0.6669, "unreliable"),
        (-0.5, "unreliable"),
        (None, "undefined"),
    ],
)
def test_alpha_is_read_by_its_cut_offs(figure: float | None, reading: str) -> None:
    assert reading_of(figure, FLOOR) == reading


def test_an_alpha_exactly_on_a_cut_off_is_not_missed() -> None:
    units = [[4, 2, 0, 0]] * 3 + [[2, 0, 0, 0]] * 12 + [[0, 2, 0, 0]] * 32
    assert alpha_by_hand(units) == Fraction(8, 10)
    assert agreement_of(units, [0] * len(units), draws=0).reading == "reliable"


@pytest.mark.parametrize(("items", "reading"), [(39, "too-few"), (40, "reliable")])
def test_few_items_are_not_read_whatever_their_figure(items: int, reading: str) -> None:
    counts = [[2, 0, 0, 0]] * (items - 10) + [[0, 0, 0, 2]] * 10
    found = agreement_of([*counts, [0, 1, 0, 0]], [0] * (items + 1))
    assert (found.items, found.reading, found.alpha) == (items, reading, 1)


def test_alpha_of_one_and_the_same_rating_everywhere_is_undefined() -> None:
    found = agreement_of([[0, 0, 3, 0]] * 60, [0] * 60)
    assert (found.alpha, found.low, found.high, found.draws) == (None, None, None, 0)
    assert (found.reading, found.percent, found.ac1, found.ac2) == ("undefined", 1, 1, 1)


# --- what is missing, small or wrong


def test_blanks_and_cannot_judge_are_no_ratings() -> None:
    assert tally([0, 3, None, "cannot-judge", 3, 1]) == (1, 1, 0, 2)
    assert tally(["cannot-judge", None]) == (0, 0, 0, 0)


NOTHING = Agreement(0, 0, None, None, None, None, None, None, "undefined", 0)


@pytest.mark.parametrize(
    "counts",
    [
        [],
        np.zeros((0, 4), dtype=int),
        [[0, 0, 0, 0]],
        [[0, 1, 0, 0]],
        [[1, 0, 0, 0], [0, 0, 0, 1]],
        [[1]],
        [[]],
    ],
)
def test_where_no_unit_has_two_ratings_there_is_no_figure(counts: list[list[int]]) -> None:
    assert agreement_of(counts, [0] * len(counts)) == NOTHING


def test_one_unit_has_figures_of_its_own() -> None:
    found = agreement_of([[1, 0, 0, 1]], [0])
    assert (found.items, found.ratings, found.percent, found.alpha) == (1, 2, 0, 0)
    assert (found.low, found.high, found.draws, found.reading) == (0, 0, 2_000, "too-few")


def test_of_a_single_category_only_the_percentage_can_be_told() -> None:
    found = agreement_of([[2], [3]], [0, 0])
    assert found == Agreement(2, 5, 1, None, None, None, None, None, "undefined", 0)


@pytest.mark.parametrize(
    ("counts", "hosts"),
    [([[1, 1, 0, 0]], []), ([[1, 1, 0, 0]], [0, 1]), ([[1, -1, 0, 3]], [0]), ([1, 2, 3], [0, 0, 0])],
)
def test_counts_that_cannot_be_are_refused(counts: list[list[int]], hosts: list[int]) -> None:
    with pytest.raises(ValueError, match="counts are numbers from 0 up"):
        agreement_of(counts, hosts)


def test_numpy_is_loaded_when_agreement_is_computed_and_not_before() -> None:
    code = "import assessor.review.agreement.measuring, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_where_numpy_is_missing_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.delitem(sys.modules, "assessor.review.agreement.coefficients")
    monkeypatch.delattr("assessor.review.agreement.coefficients")
    with pytest.raises(UsageError) as caught:
        agreement_of([[2, 0, 0, 0]], [0])
    assert str(caught.value) == (
        "For agreement between raters, numpy is needed: pip install 'strategy-assessor[review]' installs it."
    )
