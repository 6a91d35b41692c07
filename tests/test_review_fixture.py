"""The exercise in fixtures/review is whole, as the commands would have written it, and what it says it is."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Final

import pytest
import yaml
from places import FIXTURES

from assessor import assess, load_strategy
from assessor.pack.loading import load_pack
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, is_same, load, ref_of
from assessor.review.records.files import parse, text_of
from assessor.review.records.model import (
    SELF,
    Assignments,
    Consensus,
    Correction,
    Rated,
    Responses,
    Sheet,
    Terms,
)
from assessor.review.results.advising import advice_for
from assessor.review.results.standing import Standing, blank_share, cannot_judge, is_incomplete
from assessor.review.steps import creating
from assessor.review.steps.collecting import collect
from assessor.review.steps.people import read_reviewers
from assessor.strategy.base import Record

REVIEW: Final = FIXTURES / "review"
FOLDER: Final = REVIEW / "harbours-2026"
HOSTS: Final = ("port-callan", "san-lucas-de-chambul", "barra-do-cajui", "wartogrod")
PACK: Final = load_pack("al-las")
CRITERIA: Final = [criterion.id for criterion in PACK.criteria]
LEFT_BLANK: Final = ("wartogrod", "r6")
SENT_TWICE: Final = ("port-callan", "r7")
SIGNED: Final = ("san-lucas-de-chambul", "r5")
DAMAGED: Final = {
    each["file"]: each["says"]
    for each in yaml.safe_load((REVIEW / "damaged" / "expected.yaml").read_text(encoding="utf-8"))
}


@cache
def exercise() -> Exercise:
    return load(FOLDER)


@cache
def standing(host: str) -> Standing:
    return Standing(exercise(), host, PACK)


def names(pattern: str) -> list[str]:
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob(pattern))


def sheets() -> Iterator[tuple[str, str, Sheet]]:
    """Yield the latest sheets, of reviewers and of hosts."""
    for host in HOSTS:
        for rater in (*exercise().panel(host), SELF):
            sheet = exercise().sheet(host, rater)
            assert sheet is not None
            yield host, rater, sheet


def remarks(sheet: Sheet) -> Iterator[str]:
    """Yield what somebody wrote in words."""
    yield from sheet.answers
    yield from (rated.comment for rated in sheet.ratings.values() if rated.comment)


# --- as the commands write it


FORMS: Final[dict[str, type[Record]]] = {
    "sheets/*/*.yaml": Sheet,
    "corrections/*.yaml": Correction,
    "consensus/*.yaml": Consensus,
    "responses/*.yaml": Responses,
    "assignments.yaml": Assignments,
}


@pytest.mark.parametrize("pattern", FORMS)
def test_files_are_valid_and_as_a_command_writes_them(pattern: str) -> None:
    found = names(pattern)
    assert found
    for name in found:
        data = (FOLDER / name).read_bytes()
        assert text_of(parse(data, name, FORMS[pattern])) == data, name


def test_the_terms_begin_with_the_remark_that_every_exercise_begins_with() -> None:
    data = (FOLDER / f.TERMS).read_bytes()
    assert creating._ABOUT.encode() + text_of(parse(data, f.TERMS, Terms)) == data


def test_nothing_else_stands_in_the_folder() -> None:
    known = {name for pattern in (*FORMS, "received/*.yaml", "strategies/*.yaml") for name in names(pattern)}
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert there - known == {f.TERMS, ".gitignore"}


def test_the_exercise_is_held_by_the_rules_that_are_here() -> None:
    assert is_same(exercise().terms.pack, ref_of(PACK))


def test_the_strategies_are_those_of_the_terms_and_valid() -> None:
    for host in HOSTS:
        assert exercise().strategy(host).territory.name == exercise().city(host).name


def test_each_sheet_says_what_the_file_says_that_it_came_in() -> None:
    used = set()
    for name in names("sheets/*/*.yaml"):
        sheet = parse((FOLDER / name).read_bytes(), name, Sheet)
        received = sheet.received
        assert received is not None
        kept = f"{f.RECEIVED}/{received.digest}.yaml"
        data = (FOLDER / kept).read_bytes()
        assert f.digest_of(data) == received.digest
        assert parse(data, received.file, Sheet) == sheet.model_copy(update={"received": None}), name
        used.add(kept)
    assert used == set(names("received/*"))


def test_sheets_judge_the_strategies_and_rules_of_the_terms() -> None:
    for host, rater, sheet in sheets():
        assert (sheet.host, sheet.rater) == (host, rater)
        assert is_same(sheet.pack, exercise().terms.pack)
        assert sheet.strategy == exercise().city(host).digest
        assert list(sheet.ratings) == CRITERIA


# --- who reviews whom


def test_the_table_of_reviewers_holds_those_of_the_terms() -> None:
    assert read_reviewers(REVIEW / "people.csv", exercise().terms.cities) == exercise().terms.reviewers


def test_everybody_reviews_two_hosts_and_not_the_own_city() -> None:
    panels = exercise().panels
    assert set(panels) == set(HOSTS)
    assert {len(panel) for panel in panels.values()} == {exercise().terms.per_host}
    counts = Counter(rater for panel in panels.values() for rater in panel)
    assert counts == dict.fromkeys(exercise().reviewers, 2)
    assert not any(exercise().reviewer(rater).city == host for host in HOSTS for rater in panels[host])


def test_each_panel_has_reviewers_of_all_other_cities() -> None:
    for host, panel in exercise().panels.items():
        assert {exercise().reviewer(rater).city for rater in panel} == set(HOSTS) - {host}


# --- what raters say


def test_only_one_sheet_is_incomplete_and_lacks_a_quarter() -> None:
    found = [(host, rater) for host, rater, sheet in sheets() if is_incomplete(sheet, CRITERIA)]
    assert found == [LEFT_BLANK]
    sheet = exercise().sheet(*LEFT_BLANK)
    assert sheet is not None
    assert 0.2 < blank_share(sheet, CRITERIA) < 0.3
    assert not any(blank_share(sheet, CRITERIA) for *whom, sheet in sheets() if tuple(whom) != LEFT_BLANK)


def test_each_sheet_gives_evidence_comments_and_answers() -> None:
    for host, rater, sheet in sheets():
        rated = sheet.ratings.values()
        assert sum(each.evidence is not None for each in rated) >= 30, (host, rater)
        assert sum(each.comment is not None for each in rated) >= 18, (host, rater)
        assert len(sheet.answers) == len(exercise().city(host).questions) > 0
        assert all(answer.strip() for answer in sheet.answers)


def test_no_two_raters_write_the_same_sentence() -> None:
    said = Counter(
        sentence
        for _, _, sheet in sheets()
        for sentence in {part for text in remarks(sheet) for part in re.split(r"(?<=[.!?])\s+", text)}
    )
    assert [sentence for sentence, number in said.items() if number > 1] == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_reasonable_number_of_criteria_is_disputed(host: str) -> None:
    assert 12 <= len(standing(host).agenda) <= 25


@pytest.mark.parametrize("host", HOSTS)
def test_whoever_is_at_an_end_of_a_dispute_says_why(host: str) -> None:
    for each in standing(host).agenda:
        ends = min(each.ratings), max(each.ratings)
        mute = [
            rater for rater, rated in each.peers.items() if rated.rating in ends and rated.comment is None
        ]
        assert mute == [], each.criterion.id


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_kinder_to_itself_than_its_peers_are(host: str) -> None:
    def average(rated: Iterator[Rated]) -> float:
        return mean(each.rating for each in rated if isinstance(each.rating, int))

    own = exercise().own(host)
    assert own is not None
    peers = [rated for sheet in exercise().peers(host).values() for rated in sheet.ratings.values()]
    assert 0.1 < average(iter(own.ratings.values())) - average(iter(peers)) < 1


def test_peers_and_rules_see_some_things_differently() -> None:
    """The rules can only count: where all is there, peers may find it weak, and the other way round."""
    found = assess(exercise().strategy("port-callan"), PACK, as_of=date(2026, 5, 4), engine="plain")
    rules = {result.id: result.value for idea in found.ideas for result in idea.criteria}
    medians = {
        each.criterion.id: each.median for each in standing("port-callan").criteria if each.median is not None
    }
    assert [name for name, median in medians.items() if rules[name] == 1 and median < 2]
    assert [name for name, median in medians.items() if rules[name] == 0 and median > 1]


def test_whoever_reads_little_of_the_language_cannot_judge_more_often() -> None:
    numbers = sorted(cannot_judge(sheet) for _, rater, sheet in sheets() if rater != SELF)
    sheet = exercise().sheet("san-lucas-de-chambul", "r7")
    assert sheet is not None
    assert cannot_judge(sheet) == numbers[-1] > 2 * numbers[-2]


# --- the correction of fact


def test_the_correction_is_known_to_later_sheets_only() -> None:
    (correction,) = exercise().corrections("port-callan")
    for rater in exercise().panel("port-callan"):
        for number in exercise().versions("port-callan", rater):
            sheet = exercise().sheet_version("port-callan", rater, number)
            assert sheet.received is not None
            later = sheet.received.date >= correction.date
            assert sheet.corrections == ([correction.id] if later else [])
    assert all(not exercise().corrections(host) for host in HOSTS[1:])


def test_the_second_version_of_a_sheet_differs_in_ten_ratings() -> None:
    assert [(host, rater) for host, rater, _ in sheets() if exercise().versions(host, rater) == [1, 2]] == [
        SENT_TWICE
    ]
    first, second = (exercise().sheet_version(*SENT_TWICE, number).ratings for number in (1, 2))
    assert sum(first[name].rating != second[name].rating for name in CRITERIA) == 10
    (correction,) = exercise().corrections(SENT_TWICE[0])
    assert all(first[name].rating != second[name].rating for name in correction.criteria)


# --- what is to be kept from hosts


def test_only_one_sheet_tells_who_wrote_it() -> None:
    people = exercise().terms.reviewers
    parts = {part for each in people for part in re.findall(r"[^\W\d_]{3,}", each.name)}
    shown = re.compile("|".join([rf"\b{part}\b" for part in sorted(parts)] + ["@"]))
    telling = [
        (host, rater) for host, rater, sheet in sheets() if any(shown.search(text) for text in remarks(sheet))
    ]
    assert telling == [SIGNED]
    sheet, person = exercise().sheet(*SIGNED), exercise().reviewer(SIGNED[1])
    assert sheet is not None
    assert person.mail is not None
    assert [text for text in remarks(sheet) if person.name in text and person.mail in text]


# --- the meetings and after


@pytest.mark.parametrize("host", HOSTS)
def test_a_meeting_settles_what_is_disputed_and_nothing_else(host: str) -> None:
    record = exercise().consensus(host)
    assert record is not None
    disputed = {each.criterion.id for each in standing(host).agenda}
    settled = {each.criterion for each in record.agreed}
    assert settled <= disputed
    assert len(disputed - settled) == (2 if host == "wartogrod" else 0)
    assert 2 <= len(record.recommendations) <= 3
    assert all(set(each.criteria) <= set(CRITERIA) for each in record.recommendations)


@pytest.mark.parametrize(
    ("host", "missing"), [("port-callan", 3), ("san-lucas-de-chambul", 0), ("wartogrod", 0)]
)
def test_hosts_answer_what_is_recommended_to_them(host: str, missing: int) -> None:
    record = exercise().responses(host)
    assert record is not None
    advised = [each.id for each in advice_for(standing(host), PACK.texts["en"], record)]
    answered = [each.recommendation for each in record.responses]
    assert set(answered) <= set(advised)
    assert len(answered) == len(set(answered)) == len(advised) - missing
    assert {each.answer for each in record.responses} == {"accepted", "partly", "rejected"}


def test_one_host_has_not_answered_yet() -> None:
    assert [host for host in HOSTS if exercise().responses(host) is None] == ["barra-do-cajui"]


# --- a year later


def test_the_later_strategy_is_better_in_some_things_and_worse_in_a_few() -> None:
    before = assess(exercise().strategy("port-callan"), PACK, as_of=date(2026, 5, 4), engine="plain")
    later = load_strategy(REVIEW / "later" / "port-callan.yaml")
    after = assess(later, PACK, as_of=date(2027, 6, 30), engine="plain")
    old, new = (
        {result.id: result.value for idea in found.ideas for result in idea.criteria}
        for found in (before, after)
    )
    assert 8 <= sum(new[name] > old[name] for name in CRITERIA) <= 15
    assert 1 <= sum(new[name] < old[name] for name in CRITERIA) <= 2


# --- sheets that must be refused


def test_it_is_written_down_what_is_wrong_with_each_damaged_sheet() -> None:
    there = {path.name for path in (REVIEW / "damaged").iterdir()}
    assert there - {"expected.yaml"} == set(DAMAGED)
    assert all(DAMAGED.values())


@pytest.fixture
def before_the_meetings(tmp_path: Path) -> Exercise:
    """Return the exercise as it was when sheets were still taken in."""
    folder = tmp_path / "exercise"
    shutil.copytree(FOLDER, folder)
    for name in (f.CONSENSUS, f.RESPONSES):
        shutil.rmtree(folder / name)
    return load(folder)


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_sheet_is_refused_for_the_reasons_written_down(
    name: str, before_the_meetings: Exercise
) -> None:
    found = collect(before_the_meetings, [REVIEW / "damaged" / name], PACK, date(2026, 6, 12))
    assert not found.taken
    reasons = [str(reason) for reason in found.refused[0].reasons]
    missing = [phrase for phrase in DAMAGED[name] if not any(phrase in reason for reason in reasons)]
    assert missing == [], reasons


def test_the_sheets_that_were_received_are_known_again(before_the_meetings: Exercise) -> None:
    found = collect(before_the_meetings, [FOLDER / f.RECEIVED], PACK, date(2026, 6, 12))
    assert not found.refused
    assert {each.state for each in found.taken} == {"again"}
    assert len(found.taken) == len(names("sheets/*/*.yaml")) == 21
