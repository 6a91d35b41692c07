"""Panels keep to the rules whatever comes in, and are the best that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessor.errors import UsageError
from assessor.review.records.model import City, Panel, Reviewer
from assessor.review.steps import assigning
from assessor.review.steps.assigning import balanced, shortcomings

CODES = ("es", "es-MX", "pt-BR", "pt", "fr")


class Exercise(NamedTuple):
    hosts: list[City]
    reviewers: list[Reviewer]
    per_host: int
    languages: dict[str, str | None]

    def panels(self, seed: int = 0) -> tuple[Panel, ...]:
        return balanced(self.hosts, self.reviewers, self.per_host, languages=self.languages, seed=seed)


def host(name: str) -> City:
    return City(id=name, name=f"City of {name}", strategy=f"strategies/{name}.yaml", digest="0" * 64)


def reviewer(name: str, city: str, *languages: str) -> Reviewer:
    return Reviewer(id=name, name=f"Person {name}", city=city, languages=list(languages))


@st.composite
def exercises(draw: st.DrawFn, hosts: int, reviewers: int, per_host: int) -> Exercise:
    """Return an exercise in which each host has enough reviewers; some cities only send, or only host."""
    cities = [host(f"h{number}") for number in range(draw(st.integers(1, hosts)))]
    homes = st.sampled_from([*(city.id for city in cities), "far", "away"])
    known = st.lists(st.sampled_from(CODES), max_size=2, unique=True)
    people = [
        reviewer(f"r{number}", draw(homes), *draw(known)) for number in range(draw(st.integers(1, reviewers)))
    ]
    fewest = min(sum(each.city != city.id for each in people) for city in cities)
    assume(fewest > 0)
    languages = {city.id: draw(st.sampled_from([*CODES, None])) for city in cities}
    return Exercise(cities, people, draw(st.integers(1, min(per_host, fewest))), languages)


def large(seed: int, hosts: int, reviewers: int, per_host: int, languages: Sequence[str] = CODES) -> Exercise:
    """Return an exercise to which each host sends about as many, who know up to two languages more."""
    random = Random(seed)
    cities = [host(f"h{number:02}") for number in range(hosts)]
    spoken: dict[str, str | None] = {city.id: random.choice(languages) for city in cities}
    people = []
    for number in range(reviewers):
        home = cities[number % hosts].id
        also = random.sample(languages, random.randint(0, min(2, len(languages))))
        people.append(reviewer(f"r{number:03}", home, *dict.fromkeys([str(spoken[home]), *also])))
    return Exercise(cities, people, per_host, spoken)


# --- what a panel is held to, told in another way than by the module


def base(language: str) -> str:
    return language.partition("-")[0]


def reading(person: Reviewer, language: str | None) -> float:
    if language is None or not person.languages:
        return 0.5
    return float(base(language) in {base(each) for each in person.languages})


def first(person: Reviewer, language: str | None) -> bool:
    return bool(language and person.languages and base(person.languages[0]) == base(language))


def spread(loads: Sequence[int]) -> int:
    return max(loads) - min(loads)


def worth(exercise: Exercise, panels: Mapping[str, Sequence[str]]) -> tuple[float, ...]:
    """Return how good panels are, the most important first; more is better."""
    people = {each.id: each for each in exercise.reviewers}
    loads = Counter(name for panel in panels.values() for name in panel)
    seats = [(people[name], exercise.languages[city]) for city, panel in panels.items() for name in panel]
    same = [
        people[one].city == people[other].city
        for panel in panels.values()
        for one, other in combinations(panel, 2)
    ]
    return (
        -spread([loads[name] for name in people]),
        sum(reading(*seat) for seat in seats),
        sum(first(*seat) for seat in seats),
        -sum(same),
    )


def possibilities(exercise: Exercise) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield all panels that keep to the rules, however uneven."""
    choices = [
        combinations([each.id for each in exercise.reviewers if each.city != city.id], exercise.per_host)
        for city in exercise.hosts
    ]
    for chosen in product(*choices):
        yield {city.id: panel for city, panel in zip(exercise.hosts, chosen, strict=True)}


def as_mapping(panels: Sequence[Panel]) -> dict[str, list[str]]:
    return {panel.host: panel.reviewers for panel in panels}


# --- laws


@given(exercise=exercises(hosts=7, reviewers=20, per_host=5), seed=st.integers(0, 9))
def test_panels_are_full_of_different_reviewers_from_other_cities(exercise: Exercise, seed: int) -> None:
    homes = {each.id: each.city for each in exercise.reviewers}
    panels = exercise.panels(seed)
    assert [panel.host for panel in panels] == sorted(city.id for city in exercise.hosts)
    for panel in panels:
        assert len(panel.reviewers) == exercise.per_host
        assert panel.reviewers == sorted(set(panel.reviewers))
        assert panel.host not in {homes[name] for name in panel.reviewers}


@given(exercise=exercises(hosts=7, reviewers=20, per_host=5))
def test_nobody_has_more_than_one_host_more_than_others(exercise: Exercise) -> None:
    told = shortcomings(exercise.panels(), exercise.reviewers, languages=exercise.languages)
    seats = len(exercise.hosts) * exercise.per_host
    assert told.spread == (seats % len(exercise.reviewers) > 0)


@given(exercise=exercises(hosts=3, reviewers=5, per_host=3))
def test_panels_are_as_good_as_the_best_of_all_that_are_possible(exercise: Exercise) -> None:
    best = max(worth(exercise, panels) for panels in possibilities(exercise))
    assert worth(exercise, as_mapping(exercise.panels())) == best


@given(exercise=exercises(hosts=5, reviewers=10, per_host=3), random=st.randoms(), seed=st.integers(0, 9))
def test_the_order_of_hosts_and_reviewers_changes_nothing(
    exercise: Exercise, random: Random, seed: int
) -> None:
    before = exercise.panels(seed)
    random.shuffle(exercise.hosts)
    random.shuffle(exercise.reviewers)
    assert exercise.panels(seed) == before


@given(exercise=exercises(hosts=5, reviewers=10, per_host=3), seeds=st.tuples(st.integers(), st.integers()))
def test_a_seed_changes_panels_and_not_how_good_they_are(exercise: Exercise, seeds: tuple[int, int]) -> None:
    one, other = (worth(exercise, as_mapping(exercise.panels(seed))) for seed in seeds)
    assert one == other


def test_the_same_seed_gives_the_same_panels_and_others_give_others() -> None:
    exercise = large(1, hosts=8, reviewers=16, per_host=4)
    assert exercise.panels(7) == exercise.panels(7)
    assert len({repr(exercise.panels(seed)) for seed in range(5)}) == 5


# --- what is wished for


def test_whoever_reads_the_language_reviews_whatever_its_country() -> None:
    reviewers = [
        reviewer("br", "far", "pt-BR"),
        reviewer("fr", "far", "fr"),
        reviewer("fr2", "away", "en", "fr-CA"),
        reviewer("pt", "away", "pt"),
    ]
    languages = {"a": "pt", "b": "fr"}
    panels = balanced([host("a"), host("b")], reviewers, 2, languages=languages)
    assert as_mapping(panels) == {"a": ["br", "pt"], "b": ["fr", "fr2"]}


def test_a_first_language_counts_more_between_readers() -> None:
    reviewers = [reviewer("r1", "far", "fr", "es"), reviewer("r2", "away", "es", "fr")]
    languages = {"a": "es", "b": "fr"}
    panels = balanced([host("a"), host("b")], reviewers, 1, languages=languages)
    assert as_mapping(panels) == {"a": ["r2"], "b": ["r1"]}


def test_whose_languages_are_not_known_goes_before_whoever_does_not_read_and_after_whoever_does() -> None:
    reviewers = [reviewer("no", "far", "fr"), reviewer("perhaps", "far"), reviewer("yes", "far", "es")]
    for per_host, chosen in ((1, ["yes"]), (2, ["perhaps", "yes"])):
        assert balanced([host("a")], reviewers, per_host, languages={"a": "es"})[0].reviewers == chosen


def test_a_document_whose_language_is_not_known_takes_anybody() -> None:
    reviewers = [reviewer("r1", "far", "fr"), reviewer("r2", "far", "es")]
    chosen = {
        balanced([host("a")], reviewers, 1, languages=languages, seed=seed)[0].reviewers[0]
        for seed in range(20)
        for languages in ({}, {"a": None})
    }
    assert chosen == {"r1", "r2"}


def test_a_panel_mixes_cities() -> None:
    reviewers = [reviewer(f"r{number}", "far" if number < 4 else "away") for number in range(8)]
    panels = balanced([host(name) for name in "abcd"], reviewers, 2, languages={})
    assert shortcomings(panels, reviewers, languages={}).same_city == ()


def test_two_and_two_of_a_city_are_better_than_three_and_one() -> None:
    homes = {f"r{number}": "far" if number < 3 else "away" for number in range(6)}
    reviewers = [reviewer(name, city) for name, city in homes.items()]
    for seed in range(8):
        panel = balanced([host("a")], reviewers, 4, languages={}, seed=seed)[0]
        assert Counter(homes[name] for name in panel.reviewers) == {"far": 2, "away": 2}


@pytest.mark.parametrize("cities", [7, 8, 9, 12])
def test_no_two_cities_review_each_other_where_each_can_go_with_the_circle(cities: int) -> None:
    names = [f"h{number:02}" for number in range(cities)]
    reviewers = [reviewer(f"r-{name}", name) for name in names]
    for seed in range(5):
        panels = balanced([host(name) for name in names], reviewers, 3, languages={}, seed=seed)
        assert shortcomings(panels, reviewers, languages={}).mutual == ()


# --- sizes


def test_four_hosts_with_eight_reviewers() -> None:
    exercise = large(2, hosts=4, reviewers=8, per_host=4)
    told = shortcomings(exercise.panels(), exercise.reviewers, languages=exercise.languages)
    assert set(told.loads.values()) == {2}


@pytest.mark.parametrize("languages", [CODES, ("es",)])
def test_sixty_hosts_with_two_hundred_and_forty_reviewers(languages: Sequence[str]) -> None:
    exercise = large(3, hosts=60, reviewers=240, per_host=4, languages=languages)
    told = shortcomings(exercise.panels(), exercise.reviewers, languages=exercise.languages)
    assert (told.spread, told.languages, told.same_city, told.mutual) == (0, (), (), ())


def test_no_hosts_need_no_panels() -> None:
    assert balanced([], [reviewer("r1", "far")], 4, languages={}) == ()


# --- errors


def said(hosts: list[City], reviewers: list[Reviewer], per_host: int) -> str:
    with pytest.raises(UsageError) as caught:
        balanced(hosts, reviewers, per_host, languages={})
    return str(caught.value)


def test_too_few_reviewers_are_told_with_what_is_possible() -> None:
    reviewers = [reviewer(f"r{number}", "a" if number < 2 else "far") for number in range(5)]
    assert said([host("b"), host("a")], reviewers, 4) == (
        "Too few reviewers from other cities for the host 'City of a': 3 found, 4 needed; "
        "ask for at most 3 per host, or name more reviewers."
    )
    assert len(balanced([host("b"), host("a")], reviewers, 3, languages={})) == 2


@pytest.mark.parametrize("reviewers", [[], [reviewer("r1", "b")]])
def test_where_there_is_no_panel_at_all_only_more_reviewers_help(reviewers: list[Reviewer]) -> None:
    assert said([host("a")], reviewers, 2) == (
        f"Too few reviewers from other cities for the host 'City of a': {len(reviewers)} found, 2 needed; "
        "name more reviewers."
    )


def test_a_hostile_name_is_quoted_short_and_on_one_line() -> None:
    city = host("a").model_copy(update={"name": "\x1b[31mRed\nCity" + "!" * 100})
    text = said([city], [], 2)
    assert "\x1b" not in text
    assert "\n" not in text
    assert len(text) < 200


def test_an_exercise_that_is_not_solved_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assigning, "SECONDS", 0.0)
    exercise = large(4, hosts=60, reviewers=240, per_host=4)
    with pytest.raises(UsageError) as caught:
        exercise.panels()
    assert str(caught.value) == (
        "Who reviews whom was not found within 0 seconds: share the hosts out among several exercises."
    )


# --- shortcomings


REVIEWERS = [
    reviewer("r1", "a", "es"),
    reviewer("r2", "b", "fr"),
    reviewer("r3", "b"),
    reviewer("r4", "far", "en", "fr"),
]
LANGUAGES = {"a": "fr-CA", "b": "fr", "c": None}
PANELS = [
    Panel(host="c", reviewers=["r1", "r4"]),
    Panel(host="b", reviewers=["r1", "r4"]),
    Panel(host="a", reviewers=["r3", "r2"]),
]


def test_shortcomings_tell_who_does_not_read_what_is_known_to_be_another_language() -> None:
    assert shortcomings(PANELS, REVIEWERS, languages=LANGUAGES).languages == (("b", "r1"),)


def test_shortcomings_tell_of_several_reviewers_from_one_city() -> None:
    assert shortcomings(PANELS, REVIEWERS, languages=LANGUAGES).same_city == (("a", "b"),)


def test_shortcomings_tell_of_cities_that_review_each_other() -> None:
    assert shortcomings(PANELS, REVIEWERS, languages=LANGUAGES).mutual == (("a", "b"),)


def test_shortcomings_tell_how_much_everybody_has_to_do() -> None:
    told = shortcomings(PANELS, [*REVIEWERS, reviewer("idle", "far")], languages=LANGUAGES)
    assert told.loads == {"idle": 0, "r1": 2, "r2": 1, "r3": 1, "r4": 2}
    assert told.spread == 2


def test_nobody_without_panels_falls_short() -> None:
    told = shortcomings([], [], languages={})
    assert (told.languages, told.same_city, told.mutual, told.loads, told.spread) == ((), (), (), {}, 0)


def test_shortcomings_need_every_reviewer_that_a_panel_names() -> None:
    with pytest.raises(KeyError):
        shortcomings(PANELS, REVIEWERS[1:], languages=LANGUAGES)
