"""The commands of an exercise, as a facilitator types them."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from command import Command, command_fixture  # noqa: F401
from exercises import CALLAN, REVIEWERS, STRATEGIES, exercise_in, sent, sheet_of
from places import FIXTURES

from assessor.review.records.exercise import load

EXERCISE = FIXTURES / "review" / "harbours-2026"


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """A copy of the fixture, to be written to."""
    return shutil.copytree(EXERCISE, tmp_path / "harbours")


def people(folder: Path) -> Path:
    path = folder / "people.csv"
    rows = [f"{r.id},{r.name},{r.city},{' '.join(r.languages)},{r.mail or ''}" for r in REVIEWERS]
    path.write_text("\n".join(["id,name,city,languages,mail", *rows]))
    return path


# --- beginning


def test_an_exercise_is_begun_and_assigned_in_two_commands(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "coasts"
    ended = command(
        "review", "new", folder, *STRATEGIES, "--title", "Three Coasts", "--reviewers", people(tmp_path),
        "--question", f"{CALLAN}=Who is missing?", "--per-host", "3", "--as-of", "2026-05-04",
        "--sheets-by", "2026-06-12",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    assert "begins with 3 cities and 4 reviewers" in ended.err
    assert command("review", "assign", folder, "--seed", "1").code == 0
    found = load(folder)
    assert found.city(CALLAN).questions == ["Who is missing?"]
    assert found.terms.dates.sheets == "2026-06-12"
    assert {len(panel) for panel in found.panels.values()} == {3}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "Who is missing?"], "is no question of a city"),
        (["--question", "atlantis=Who?"], "no city 'atlantis'"),
        (["--reviewers", "nobody.csv"], "There is no file 'nobody.csv'"),
        (["--sheets-by", "June"], "'June' is no day"),
    ],
)
def test_what_cannot_be_agreed_is_said_in_one_sentence(
    command: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    ended = command("review", "new", tmp_path / "x", STRATEGIES[0], "--title", "Coast", *arguments)
    assert ended.code in (2, 5)
    assert said in ended.err


def test_a_command_that_is_misspelt_is_known(command: Command) -> None:
    ended = command("review", "colect")
    assert ended.code == 2
    assert "There is no command 'colect'; did you mean 'collect'?" in ended.err


# --- sheets and packets


def test_sheets_are_written_for_every_reviewer_and_host(
    command: Command, exercise: Path, tmp_path: Path
) -> None:
    assert command("review", "sheet", exercise, "--output", tmp_path / "out").code == 0
    assert len(list((tmp_path / "out").glob("*.xlsx"))) == 16
    assert (
        command(
            "review", "sheet", exercise, "--reviewer", "r3", "--format", "yaml", "-o", tmp_path / "r3"
        ).code
        == 0
    )
    assert {path.name for path in (tmp_path / "r3").iterdir()} == {
        "barra-do-cajui-r3.yaml", "port-callan-r3.yaml",
    }  # fmt: skip
    assert command("review", "self", exercise, "--host", CALLAN, "-o", tmp_path / "self").code == 0
    assert [path.name for path in (tmp_path / "self").iterdir()] == ["port-callan-self.xlsx"]


def test_a_sheet_for_who_does_not_review_is_refused(command: Command, exercise: Path, tmp_path: Path) -> None:
    ended = command("review", "sheet", exercise, "--host", CALLAN, "--reviewer", "r1", "-o", tmp_path / "out")
    assert ended.code == 2
    assert (
        ended.sentence == "'r1' does not review 'port-callan'; 'port-callan' is reviewed by r3, r5, r7, r8."
    )


def test_packets_are_archives_with_what_each_may_see(
    command: Command, exercise: Path, tmp_path: Path
) -> None:
    ended = command("review", "packet", exercise, "--for", CALLAN, "--for", "r3", "-o", tmp_path)
    assert ended.code == 0, ended.err
    with zipfile.ZipFile(tmp_path / "port-callan.zip") as archive:
        assert {"report.html", "report.docx", "responses.xlsx"} <= set(archive.namelist())
    with zipfile.ZipFile(tmp_path / "r3.zip") as archive:
        assert not [name for name in archive.namelist() if "report" in name or "informe" in name]


# --- collecting


def test_what_was_refused_is_told_and_ends_with_one(command: Command, tmp_path: Path) -> None:
    made = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(made, CALLAN, "r2"))
    (folder / "letter.txt").write_text("Dear colleagues")
    ended = command("review", "collect", made.folder.root, folder, "--on", "2026-06-01")
    assert ended.code == 1
    assert ended.out == "000-port-callan-r2.yaml: r2 on port-callan\n"
    assert "letter.txt: refused, and kept as refused/" in ended.err
    assert "1 new sheet, 1 file refused." in ended.err
    assert "Still missing: " in ended.err
    assert "r3 (port-callan)" in ended.err


def test_collecting_again_takes_nothing_in_and_ends_with_nought(command: Command, tmp_path: Path) -> None:
    made = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(made, CALLAN, "r2"))
    command("review", "collect", made.folder.root, folder)
    ended = command("review", "collect", made.folder.root, folder)
    assert ended.code == 0
    assert "taken in before as version 1" in ended.out


def test_names_of_files_cannot_steer_the_terminal(command: Command, tmp_path: Path) -> None:
    made = exercise_in(tmp_path / "exercise")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "\x1b[31mred.yaml").write_text("a: 1")
    ended = command("review", "collect", made.folder.root, folder)
    assert "\x1b" not in ended.out + ended.err


# --- meeting, answers, follow-up


def test_agenda_record_answers_and_report_follow_each_other(
    command: Command, exercise: Path, tmp_path: Path
) -> None:
    for name in ("consensus", "responses"):
        shutil.rmtree(exercise / name)
    agenda = command("review", "agenda", exercise, CALLAN)
    assert agenda.out.count("Reviewer 1") == 21
    record = EXERCISE / "consensus" / "port-callan-1.yaml"
    told = "The meeting on Port Callan is recorded; the city may now know who reviewed it.\n"
    assert command("review", "consensus", exercise, record).err == told
    matrix = tmp_path / "answers.xlsx"
    assert command("review", "respond", exercise, "--host", CALLAN, "-o", matrix).code == 0
    assert matrix.stat().st_size > 5_000
    ended = command("review", "respond", exercise, EXERCISE / "responses" / "port-callan-1.yaml")
    assert "The answers of Port Callan are recorded." in ended.err
    assert "Not answered: PLU-15, TER-09, GLO-09" in ended.err
    report = json.loads(command("review", "report", exercise, "--host", CALLAN, "--format", "json").out)
    assert report["stage"] == "answered"


def test_without_a_file_or_a_place_to_write_to_there_is_nothing_to_respond(
    command: Command, exercise: Path
) -> None:
    ended = command("review", "respond", exercise)
    assert ended.code == 2
    assert ended.sentence == "Name a filled matrix; or --host and --output, to write the one to fill in."


def test_a_record_that_is_damaged_changes_nothing(command: Command, exercise: Path, tmp_path: Path) -> None:
    bad = tmp_path / "record.yaml"
    bad.write_text("exercise: harbours-2026\nhost: port-callan\ndate: yesterday\npresent: []\n")
    before = sorted(path.name for path in (exercise / "consensus").iterdir())
    ended = command("review", "consensus", exercise, bad)
    assert ended.code == 3
    assert "record.yaml:3:7" in ended.err
    assert sorted(path.name for path in (exercise / "consensus").iterdir()) == before


def test_a_follow_up_is_recorded_and_told(command: Command, exercise: Path) -> None:
    later = FIXTURES / "review" / "later" / "port-callan.yaml"
    ended = command("review", "follow-up", exercise, CALLAN, later, "--as-of", "2027-05-31")
    assert ended.code == 0, ended.err
    assert "WHAT CHANGED AFTER THE REVIEW" in ended.out
    assert "follow-up/port-callan-1.json" in ended.err


# --- reports


def test_a_report_for_each_city_is_written_into_a_folder(
    command: Command, exercise: Path, tmp_path: Path
) -> None:
    ended = command("review", "report", exercise, "--each", "--format", "markdown", "-o", tmp_path / "out")
    assert ended.code == 0, ended.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "port-callan.md", "san-lucas-de-chambul.md", "barra-do-cajui.md", "wartogrod.md",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "port-calan"], "did you mean 'port-callan'?"),
        (["--format", "sarif"], "There is no format 'sarif'"),
        (["--each"], "Name the folder for the reports with --output."),
        (["--lang", "de"], "no words in 'de'"),
        (["--template", "x.docx"], "A template is for docx"),
    ],
)
def test_a_report_that_cannot_be_is_said_in_one_sentence(
    command: Command, exercise: Path, arguments: list[str], said: str
) -> None:
    ended = command("review", "report", exercise, *arguments)
    assert ended.code == 2
    assert said in ended.err


def test_where_there_is_no_exercise_it_is_said(command: Command, tmp_path: Path) -> None:
    for name in ("status", "agreement", "learn", "report"):
        ended = command("review", name, tmp_path)
        assert ended.code == 5
        assert "There is no exercise in" in ended.err


def test_status_agreement_and_learning_speak_the_language_of_the_call(
    command: Command, exercise: Path
) -> None:
    assert "LAS CIUDADES" in command("review", "status", exercise, LANGUAGE="es").out
    assert "Krippendorff" in command("review", "agreement", exercise, LANGUAGE="fr").out
    assert command("review", "learn", exercise, LANGUAGE="pt").code == 0
