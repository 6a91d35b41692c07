"""Outcomes, levels, ratings and the index, by example."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from places import AS_OF, STRATEGIES
from small_packs import LEVELS, assessed, criterion, document, objectives, one_idea, pack

from assessor import assess, load_strategy, strategy_from

ONE = one_idea(criterion("ONE-01"))


# --- outcomes


@pytest.mark.parametrize(
    ("dated", "undated", "unknown", "outcome", "value", "high"),
    [
        (2, 0, 0, "met", Fraction(1), Fraction(1)),
        (1, 2, 0, "partial", Fraction(1, 3), Fraction(1, 3)),
        (0, 2, 0, "unmet", Fraction(0), Fraction(0)),
        (0, 0, 0, "unmet", Fraction(0), Fraction(0)),
        (0, 0, 2, "undetermined", Fraction(0), Fraction(1)),
        (0, 1, 1, "undetermined", Fraction(0), Fraction(1, 2)),
    ],
)
def test_an_outcome_follows_from_value_and_high(
    dated: int, undated: int, unknown: int, outcome: str, value: Fraction, high: Fraction
) -> None:
    found = assessed(ONE, objectives=objectives(dated, undated, unknown)).criterion("ONE-01")
    assert (found.outcome, found.value, found.high) == (outcome, value, high)


def test_an_interval_above_zero_is_undetermined_where_it_decides_the_level() -> None:
    found = assessed(ONE, objectives=objectives(5, 4, 1)).criterion("ONE-01")
    assert (found.value, found.high) == (Fraction(5, 10), Fraction(6, 10))
    assert found.outcome == "partial", "50 and 60 are both developing"
    found = assessed(ONE, objectives=objectives(4, 4, 2)).criterion("ONE-01")
    assert (found.value, found.high) == (Fraction(4, 10), Fraction(6, 10))
    assert found.outcome == "undetermined", "40 is initial, 60 developing"


def test_an_interval_is_undetermined_where_it_decides_whether_an_essential_caps_the_level() -> None:
    full = {"count": "objective"}
    rules = one_idea(
        criterion("ONE-01", full, weight=3), criterion("ONE-02", full, weight=3),
        criterion("ONE-03", weight=1, essential={"floor": 0.5}),
    )  # fmt: skip
    found = assessed(rules, objectives=objectives(4, 4, 2))
    assert found.idea("idea").level == "developing"
    assert found.criterion("ONE-03").outcome == "undetermined"


def test_what_is_met_already_is_met_whatever_else_is_unknown() -> None:
    rules = one_idea(criterion("ONE-01", {"count": "objective", "at_least": 1}))
    found = assessed(rules, objectives=objectives(1), unknown=["objectives"]).criterion("ONE-01")
    assert (found.outcome, found.high) == ("met", 1)


# --- scores and levels


@pytest.mark.parametrize(
    ("dated", "level"),
    [
        (0, "absent"), (199, "absent"), (200, "initial"), (449, "initial"), (450, "developing"), (699,
         "developing"),
        (700, "consolidated"), (899, "consolidated"), (900, "exemplary"), (1000, "exemplary"),
    ],
)  # fmt: skip
def test_a_level_begins_exactly_at_its_cut_off(dated: int, level: str) -> None:
    idea = assessed(ONE, objectives=objectives(dated, 1000 - dated)).idea("idea")
    assert (idea.score, idea.level) == (Fraction(dated, 10), level)


def test_a_cut_off_is_reached_by_thirds_that_add_up_to_it() -> None:
    rules = one_idea(*(criterion(f"ONE-0{n}", weight=w) for n, w in ((1, 3), (2, 3), (3, 1))))
    idea = assessed(rules, objectives=objectives(7, 3)).idea("idea")
    assert (idea.score, idea.level) == (70, "consolidated")


@pytest.mark.parametrize(
    ("dated", "level", "held_back"),
    [(4, "developing", ("ONE-02",)), (5, "consolidated", ()), (10, "exemplary", ())],
)
def test_an_essential_below_its_floor_caps_the_level(
    dated: int, level: str, held_back: tuple[str, ...]
) -> None:
    rules = one_idea(
        criterion("ONE-01", {"count": "objective"}, weight=3),
        criterion("ONE-02", weight=1, essential={}),
    )
    idea = assessed(rules, objectives=objectives(dated, 10 - dated)).idea("idea")
    assert idea.score == 75 + Fraction(5 * dated, 2)
    assert (idea.level, idea.held_back_by) == (level, held_back)


def test_the_level_that_is_shown_and_the_level_at_best_are_apart_while_something_is_unknown() -> None:
    idea = assessed(ONE, objectives=objectives(3, 4, 3)).idea("idea")
    assert (idea.score, idea.level, idea.high, idea.level_high) == (30, "initial", 60, "developing")


def test_an_essential_that_is_perhaps_above_its_floor_does_not_cap_the_level_at_best() -> None:
    rules = one_idea(criterion("ONE-01", {"count": "objective"}, weight=3), criterion("ONE-02", essential={}))
    idea = assessed(rules, objectives=objectives(4, 4, 2)).idea("idea")
    assert (idea.level, idea.level_high) == ("developing", "exemplary")
    idea = assessed(rules, objectives=objectives(3, 6, 1)).idea("idea")
    assert (idea.level, idea.level_high) == ("developing", "developing")


def test_the_cap_lifts_nothing() -> None:
    rules = one_idea(criterion("ONE-01", essential={"floor": 1}))
    assert assessed(rules, objectives=objectives(3, 7)).idea("idea").level == "initial"


def test_score_and_high_are_means_by_weight_and_score_is_breadth_times_depth() -> None:
    rules = one_idea(
        criterion("ONE-01", weight=3), criterion("ONE-02", {"count": "risk"}, weight=2),
        criterion("ONE-03", {"count": "objective"}, weight=1),
    )  # fmt: skip
    idea = assessed(rules, objectives=objectives(1, 2, 1)).idea("idea")
    assert idea.score == 100 * (3 * Fraction(1, 4) + 0 + 1) / 6
    assert idea.high == 100 * (3 * Fraction(2, 4) + 0 + 1) / 6
    assert idea.breadth == Fraction(4, 6)
    assert idea.depth == (3 * Fraction(1, 4) + 1) / 4
    assert idea.score == 100 * idea.breadth * idea.depth


@pytest.mark.parametrize("path", STRATEGIES, ids=lambda path: path.stem)
def test_score_is_breadth_times_depth_exactly_in_every_idea(path: Path) -> None:
    for idea in assess(load_strategy(path), as_of=AS_OF).ideas:
        assert idea.score == 100 * idea.breadth * idea.depth
        assert 0 <= idea.score <= idea.high <= 100


def test_the_gain_of_a_criterion_is_what_its_idea_would_gain_if_it_alone_were_met() -> None:
    rules = one_idea(criterion("ONE-01", weight=3), criterion("ONE-02", {"count": "risk"}, weight=1))
    before = assessed(rules, objectives=objectives(1, 3))
    assert before.criterion("ONE-01").gain == 75 * Fraction(3, 4)
    assert before.criterion("ONE-02").gain == 25
    after = assessed(rules, objectives=objectives(4))
    assert after.idea("idea").score - before.idea("idea").score == before.criterion("ONE-01").gain
    assert after.criterion("ONE-01").gain == 0


# --- rated, and the index


@pytest.mark.parametrize(("unknown", "rated"), [(35, True), (36, False)])
def test_an_idea_is_rated_from_65_per_cent_of_its_weight_determined(unknown: int, rated: bool) -> None:
    idea = assessed(ONE, objectives=objectives(100 - unknown, 0, unknown)).idea("idea")
    assert (idea.determined, idea.rated) == (100 - unknown, rated)
    assert (idea.score, idea.high) == (100 - unknown, 100)


CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III", "JJJ", "KKK", "LLL")


def test_there_is_an_index_with_ten_rated_ideas_of_twelve_and_none_with_nine() -> None:
    def twelve(unrated: int) -> dict[str, list[dict[str, object]]]:
        checks = [{"count": "risk"} if place < unrated else {"count": "objective"} for place in range(12)]
        return {
            code.lower(): [criterion(f"{code}-01", check)] for code, check in zip(CODES, checks, strict=True)
        }

    levels = {**LEVELS, "index_from": 10}
    ten = assessed(pack(twelve(2), levels=levels), objectives=objectives(1), unknown=["risks"]).index
    assert (ten.score, ten.high, ten.rated, ten.needed, ten.reason) == (Fraction(1000, 12), 100, 10, 10, None)
    nine = assessed(pack(twelve(3), levels=levels), objectives=objectives(1), unknown=["risks"]).index
    assert (nine.score, nine.high, nine.rated, nine.needed) == (None, None, 9, 10)
    assert nine.reason == "too-few-rated"


def test_the_index_is_the_mean_of_the_ideas_with_equal_weights() -> None:
    rules = pack(
        {"one": [criterion("ONE-01"), criterion("ONE-02")], "two": [criterion("TWO-01", {"count": "risk"})]}
    )
    found = assessed(rules, objectives=objectives(1, 2))
    assert [idea.score for idea in found.ideas] == [Fraction(100, 3), 0]
    assert found.index.score == Fraction(100, 6)


# --- profiles


PROFILES = [{"id": "twice", "ideas": {"two": 2}, "criteria": {"ONE-02": 0}}]


def test_a_profile_gives_a_second_score_and_leaves_the_first_as_it_is() -> None:
    ideas = {
        "one": [criterion("ONE-01"), criterion("ONE-02", {"count": "risk"})],
        "two": [criterion("TWO-01", {"count": "objective"})],
    }
    rules = pack(ideas, profiles=PROFILES)
    plain = assessed(rules, objectives=objectives(1, 1))
    found = assessed(rules, objectives=objectives(1, 1), profile="twice")
    assert plain.second is None
    assert (found.index, found.ideas) == (plain.index, plain.ideas)
    assert found.second is not None
    assert (found.second.profile, found.second.scope) == ("twice", False)
    assert [(idea.id, idea.score, idea.weight) for idea in found.second.ideas] == [
        ("one", 50, 1),
        ("two", 100, 2),
    ]
    assert found.second.index.score == Fraction(250, 3)


def test_an_idea_of_which_a_profile_weighs_nothing_is_left_out_of_its_index() -> None:
    ideas = {"one": [criterion("ONE-01")], "two": [criterion("TWO-01", {"count": "risk"})]}
    rules = pack(ideas, profiles=[{"id": "only", "criteria": {"TWO-01": 0}}])
    second = assessed(rules, objectives=objectives(1), profile="only").second
    assert second is not None
    assert [idea.id for idea in second.ideas] == ["one"]
    assert second.index.score == 100


# --- the route


def test_the_route_shows_the_same_outcomes_along_the_steps() -> None:
    rules = pack({
        "one": [criterion("ONE-01", steps=[1, 2], weight=3), criterion("ONE-02", {"count": "risk"},
        steps=[2])],
        "two": [criterion("TWO-01", {"count": "objective"}, steps=[2])],
    })  # fmt: skip
    found = assessed(rules, objectives=objectives(1, 1))
    assert [(s.number, s.criteria) for s in found.steps] == [
        (1, ("ONE-01",)),
        (2, ("ONE-01", "ONE-02", "TWO-01")),
    ]
    assert [s.score for s in found.steps] == [50, 100 * (Fraction(3, 2) + 0 + 1) / 5]


@pytest.mark.parametrize("path", STRATEGIES, ids=lambda path: path.stem)
def test_each_criterion_stands_at_each_of_its_steps(path: Path) -> None:
    found = assess(load_strategy(path), as_of=AS_OF)
    by_step = {step.number: set(step.criteria) for step in found.steps}
    by_idea: dict[int, set[str]] = {number: set() for number in by_step}
    for idea in found.ideas:
        for result in idea.criteria:
            for number in result.steps:
                by_idea[number].add(result.id)
    assert by_step == by_idea


# --- nothing at all


def test_a_document_with_nothing_in_it_scores_zero_everywhere() -> None:
    found = assess(strategy_from(document()), as_of=AS_OF)
    assert {idea.score for idea in found.ideas} == {0}
    assert {idea.high for idea in found.ideas} == {0}
    assert found.index.score == 0
