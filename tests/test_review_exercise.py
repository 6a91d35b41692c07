"""Beginning an exercise, its terms and its people, and what is wrong with a folder that is none."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from exercises import AS_OF, CALLAN, CHAMBUL, PANELS, STRATEGIES, exercise_in, pack
from hypothesis import given
from hypothesis import strategies as st
from places import FIXTURES

from assessor import InputOutputError, InvalidExerciseError, InvalidStrategyError, UsageError
from assessor.documents.reading import read_tree
from assessor.documents.yaml_writer import to_yaml
from assessor.review.records.exercise import load
from assessor.review.records.files import parse, text_of
from assessor.review.records.model import Reviewer, Terms
from assessor.review.results.following import answers_on
from assessor.review.results.reporting import Review
from assessor.review.results.result import Advice, Replied
from assessor.review.steps.correcting import correct
from assessor.review.steps.creating import new
from assessor.review.steps.follow_up import follow_up
from assessor.review.steps.people import read_reviewers, slug

EXERCISE = FIXTURES / "review" / "harbours-2026"


def begun(folder: Path, **changes: object):
    return new(folder, STRATEGIES, pack(), AS_OF, **{"title": "Three Coasts", **changes})


# --- new


def test_an_exercise_begins_with_its_terms_and_a_copy_of_each_strategy(tmp_path: Path) -> None:
    exercise = begun(tmp_path / "exercise")
    assert [city.id for city in exercise.terms.cities] == [
        "port-callan",
        "san-lucas-de-chambul",
        "barra-do-cajui",
    ]
    for city, path in zip(exercise.terms.cities, STRATEGIES, strict=True):
        assert exercise.folder.read(city.strategy) == path.read_bytes()
    assert exercise.strategy(CALLAN).territory.name == "Port Callan"


def test_the_terms_are_read_as_they_were_written(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    data = exercise.folder.read("exercise.yaml")
    assert data.startswith(b"# The terms of this exercise.")
    assert parse(data, "exercise.yaml", Terms) == exercise.terms


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleagues")
    with pytest.raises(InputOutputError, match="is not empty"):
        begun(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_strategy_that_is_not_valid_begins_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("document: {title: A plan}\n")
    with pytest.raises(InvalidStrategyError):
        new(tmp_path / "exercise", [*STRATEGIES, bad], pack(), AS_OF, title="Coasts")
    assert not (tmp_path / "exercise").exists()


def test_a_city_has_one_strategy_in_an_exercise(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Two strategies are of 'Port Callan'"):
        new(tmp_path / "exercise", [STRATEGIES[0], STRATEGIES[0]], pack(), AS_OF, title="Coasts")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "three coasts"}, "'id' cannot be 'three coasts'"),
        ({"per_host": 1}, "'per_host' cannot be '1'"),
        ({"title": " "}, "'title' cannot be"),
        ({"language": "de"}, "no words in 'de'"),
    ],
)
def test_terms_that_cannot_be_are_named(tmp_path: Path, changes: dict, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        begun(tmp_path / "exercise", **changes)


def test_a_host_asks_three_questions_at_most(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="more than 3 questions"):
        begun(tmp_path / "exercise", questions={CALLAN: ["One?", "Two?", "Three?", "Four?"]})


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": {"atlantis": ["Who?"]}},
        {"reviewers": "nobody.csv"},
        {"reviewers": [Reviewer(id="r1", name="Ana", city="x"), Reviewer(id="R1", name="Eva", city="x")]},
        {"reviewers": [Reviewer(id=CALLAN, name="Ana", city="x")]},
        {"per_host": 1},
    ],
)
def test_where_anything_is_wrong_nothing_is_written(tmp_path: Path, changes: dict) -> None:
    with pytest.raises((UsageError, InputOutputError)):
        begun(tmp_path / "exercise", **changes)
    assert not (tmp_path / "exercise").exists()


# --- people


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_reviewers_are_read_from_a_table_as_spreadsheets_save_it(tmp_path: Path, between: str) -> None:
    rows = [
        ["Nombre", "Ciudad", "Idiomas", "Correo", "Notas"],
        ["Inés Ugalde", "San Lucas de Chambul", "es en", "ines@chambul.example", "por la tarde"],
        ["", "", "", "", ""],
        ["Maren Holt", "Nordhavn", "en", "", ""],
    ]
    path = tmp_path / "people.csv"
    path.write_bytes("\r\n".join(between.join(row) for row in rows).encode("utf-8-sig"))
    found = read_reviewers(path, begun(tmp_path / "exercise").terms.cities)
    assert [(r.id, r.name, r.city, r.languages, r.mail) for r in found] == [
        ("r1", "Inés Ugalde", CHAMBUL, ["es", "en"], "ines@chambul.example"),
        ("r2", "Maren Holt", "nordhavn", ["en"], None),
    ]


def test_an_old_table_of_western_europe_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("name;city\nJoão Peña;Barra do Cajuí\n".encode("cp1252"))
    assert read_reviewers(path, begun(tmp_path / "exercise").terms.cities)[0].name == "João Peña"


def test_reviewers_are_read_from_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "name", "city", "languages"], [7, "Ana Sousa", "port-callan", "pt"]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    (found,) = read_reviewers(tmp_path / "people.xlsx", begun(tmp_path / "exercise").terms.cities)
    assert (found.id, found.name, found.city, found.languages) == ("7", "Ana Sousa", CALLAN, ["pt"])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "has no column 'name'"),
        ("name,languages\nAna,es\n", "has no column 'city'"),
        ("name,city\nAna,\n", "row 2: 'city' is empty"),
        ("name,city,id\nAna,Port Callan,self\n", "row 2: id 'self' is not accepted"),
        ("name,city,languages\nAna,Port Callan,Spanish!\n", "row 2: languages 'Spanish!' is not accepted"),
    ],
)
def test_a_table_of_something_else_is_refused_with_its_row(tmp_path: Path, table: str, said: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(table)
    with pytest.raises(UsageError, match=said):
        read_reviewers(path, begun(tmp_path / "exercise").terms.cities)


@given(st.text(max_size=60))
def test_a_short_name_is_a_name_of_a_file_everywhere(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


# --- loading


def test_where_there_is_no_exercise_the_way_to_begin_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputOutputError, match="'assessor review new' begins one"):
        load(tmp_path)


def changed(tmp_path: Path, name: str, old: str, new_text: str) -> Path:
    """Return a copy of the fixture in which one file says something else."""
    folder = shutil.copytree(EXERCISE, tmp_path / "exercise")
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new_text, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "other", "said"),
    [
        ("exercise.yaml", "mode: blind", "mode: secret", "`mode` is 'secret'"),
        ("exercise.yaml", "id: r2\n", "id: R1\n", "the id 'r1' is given twice"),
        ("exercise.yaml", "id: wartogrod", "id: port-callan", "the id 'port-callan' is given twice"),
        (
            "exercise.yaml",
            "strategies/port-callan.yaml",
            "../../etc/passwd",
            "a file in the exercise's folder",
        ),
        ("assignments.yaml", "- r3\n  - r5\n", "- r1\n  - r5\n", "comes from 'port-callan'"),
        ("assignments.yaml", "- r3\n", "- r99\n", "no reviewer 'r99'"),
        ("assignments.yaml", "exercise: harbours-2026", "exercise: other", "belongs to the exercise 'other'"),
        ("strategies/port-callan.yaml", "\n", "\n# changed\n", "was changed after the exercise began"),
        ("consensus/wartogrod-1.yaml", "rating: ", "rating: 7 #", "rating"),
    ],
)
def test_a_file_that_was_damaged_by_hand_is_named(
    tmp_path: Path, name: str, old: str, other: str, said: str
) -> None:
    folder = changed(tmp_path, name, old, other)
    with pytest.raises(InvalidExerciseError) as caught:
        review = Review(load(folder), pack())
        review.whole("en")
    assert any(said in str(problem) for problem in caught.value.problems), caught.value.problems


def test_an_exercise_is_held_by_its_rules_and_by_no_others(tmp_path: Path) -> None:
    folder = changed(tmp_path, "exercise.yaml", f"version: '{pack().about.version}'", "version: '0.0.9'")
    with pytest.raises(UsageError, match=r"held by al-las 0\.0\.9; the rule pack here is al-las"):
        load(folder).check_pack(pack())


# --- corrections and follow-up


def test_a_correction_is_laid_over_the_strategy_and_changes_nothing_in_it(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    before = exercise.folder.read(exercise.city(CALLAN).strategy)
    told = {"place": "/unit", "wrong": "Two posts.", "fact": "Three posts.", "criteria": ["pro-01"]}
    made = [correct(load(exercise.folder.root), CALLAN, pack(), AS_OF, **told) for _ in range(2)]
    assert [each.id for each in made] == ["port-callan-1", "port-callan-2"]
    assert made[0].criteria == ["PRO-01"]
    assert exercise.folder.read(exercise.city(CALLAN).strategy) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"criteria": ["PRO-99"]}, "no criterion 'PRO-99'"), ({"fact": " "}, "'fact' cannot be")],
)
def test_a_correction_that_says_nothing_is_refused(tmp_path: Path, changes: dict, said: str) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    told = {"place": "/unit", "wrong": "Two posts.", "fact": "Three posts.", **changes}
    with pytest.raises(UsageError, match=said):
        correct(exercise, CALLAN, pack(), AS_OF, **told)
    assert load(exercise.folder.root).corrections(CALLAN) == ()


def test_facts_are_corrected_before_the_meeting(tmp_path: Path) -> None:
    folder = shutil.copytree(EXERCISE, tmp_path / "exercise")
    with pytest.raises(UsageError, match="facts are corrected before it"):
        correct(load(folder), CALLAN, pack(), AS_OF, place="/unit", wrong="Two.", fact="Three.")


def test_a_later_assessment_tells_what_has_changed(tmp_path: Path) -> None:

    folder = shutil.copytree(EXERCISE, tmp_path / "exercise")
    review = Review(load(folder), pack())
    later = FIXTURES / "review" / "later" / "port-callan.yaml"
    assert follow_up(review, CALLAN, later, date(2027, 5, 31)) == "follow-up/port-callan-1.json"
    found = Review(load(folder), pack()).host(CALLAN, "en").follow_up
    assert found.as_of == "2027-05-31"
    assert len(found.better) >= 8
    assert all(each.after - each.before > 0.001 for each in found.better)
    assert {each.id for each in found.worse} == {"GLO-06", "PRO-04"}
    assert all(each.answer in ("accepted", "partly") for each in found.waiting)
    assert not {each.id for each in found.waiting} & {each.id for each in found.better}


def test_a_follow_up_comes_after_the_review(tmp_path: Path) -> None:

    folder = shutil.copytree(EXERCISE, tmp_path / "exercise")
    review = Review(load(folder), pack())
    with pytest.raises(UsageError, match="a follow-up comes later"):
        follow_up(review, CALLAN, STRATEGIES[0], date(2026, 1, 1))


def test_the_strategy_of_another_city_is_no_follow_up(tmp_path: Path) -> None:
    folder = shutil.copytree(EXERCISE, tmp_path / "exercise")
    with pytest.raises(UsageError, match=r"and .port-callan. is Port Callan"):
        follow_up(Review(load(folder), pack()), CALLAN, STRATEGIES[1], date(2027, 1, 1))


def test_what_was_answered_of_a_criterion_by_itself_counts_before_the_panels_own_words() -> None:
    accepted = Replied("accepted", None, None, None)
    own_words = Advice("P1", ("ALI-04",), "Do it all.", None, None)
    of_rules = Advice("ALI-04", ("ALI-04",), "Do this.", None, accepted)
    assert answers_on((own_words, of_rules)) == {"ALI-04": "accepted"}


@pytest.mark.parametrize("city", ["Port Calan", "San Lucas de Chambu"])
def test_a_city_that_is_misspelt_is_asked_about(tmp_path: Path, city: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"name,city\nAna,{city}\n")
    with pytest.raises(UsageError, match=r"row 2: there is no city .* did you mean"):
        read_reviewers(path, begun(tmp_path / "exercise").terms.cities)


def test_apostrophes_of_every_kind_are_the_same() -> None:
    assert slug("L\u2019Alc\u00fadia") == slug("L'Alc\u00fadia") == "l-alcudia"


# --- files


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["a", "b"]), PLAIN, min_size=1))
def test_what_is_written_as_yaml_is_read_back_as_the_same(value: dict) -> None:
    assert read_tree(to_yaml(value).encode(), "a.yaml").value == value


@pytest.mark.parametrize(
    "text",
    ["NO", "1e3", "0o17", "0x1f", "~", ".inf", "- a", "# x", "12:30", "2026-01-01", "yes", "<<", "@a", " a "],
)
def test_texts_that_a_version_of_yaml_takes_for_something_else_stay_texts(text: str) -> None:
    assert read_tree(to_yaml({"a": [text], text: 1}).encode(), "a.yaml").value == {"a": [text], text: 1}


def test_panels_are_written_and_read(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    assert {host: list(panel) for host, panel in exercise.panels.items()} == PANELS
    assert text_of(exercise.assignments) == exercise.folder.read("assignments.yaml")
