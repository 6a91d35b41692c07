"""Taking in sheets: what is new, what is there already, what is refused and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exercises import (
    CALLAN,
    CHAMBUL,
    ON,
    PANELS,
    assigned_to,
    exercise_in,
    pack,
    reviewed,
    sent,
    sheet_of,
    taken_in,
)

from assessor import InputOutputError
from assessor.review.records.exercise import load
from assessor.review.records.files import parse, text_of
from assessor.review.records.model import CANNOT_JUDGE, Consensus, PackRef, Rated, Refusal, Sheet
from assessor.review.results.status import status_of
from assessor.review.sheets.making import Sheets
from assessor.review.sheets.reading import read_sheet
from assessor.review.steps.collecting import collect
from assessor.review.steps.correcting import correct
from assessor.review.steps.meeting import consensus


def told(tmp_path: Path, sheet: Sheet, **changes: object) -> str:
    """Return why a sheet is refused, in one line."""
    exercise = exercise_in(tmp_path / "exercise")
    _, result = taken_in(exercise, tmp_path / "in", sheet.model_copy(update=changes))
    assert not result.taken
    (refused,) = result.refused
    return " | ".join(map(str, refused.reasons))


# --- what is taken in


def test_sheets_are_taken_in_whatever_the_order(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    sheets = [sheet_of(exercise, host, rater) for host, panel in PANELS.items() for rater in panel]
    exercise, result = taken_in(exercise, tmp_path / "in", *reversed(sheets))
    assert {(each.host, each.rater, each.version, each.state) for each in result.taken} == {
        (host, rater, 1, "new") for host, panel in PANELS.items() for rater in panel
    }


def test_what_is_collected_again_is_not_taken_in_again(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    sheet = sheet_of(exercise, CALLAN, "r2")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet)
    exercise, result = taken_in(exercise, tmp_path / "in", sheet)
    assert [each.state for each in result.taken] == ["again"]
    assert exercise.versions(CALLAN, "r2") == [1]


def test_the_same_answers_in_another_file_are_no_new_version(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    sheet = sheet_of(exercise, CALLAN, "r2")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet)
    other = tmp_path / "other" / "sheet.yaml"
    other.parent.mkdir()
    other.write_bytes(b"# sent a second time\n" + text_of(sheet))
    result = collect(exercise, [other], pack(), ON)
    assert [each.state for each in result.taken] == ["unchanged"]
    assert load(exercise.folder.root).versions(CALLAN, "r2") == [1]


def test_a_new_version_stands_beside_the_old_one_and_counts(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "a", sheet_of(exercise, CALLAN, "r2", 1))
    before = exercise.folder.read(f"sheets/{CALLAN}/r2-1.yaml")
    exercise, result = taken_in(
        exercise, tmp_path / "b", sheet_of(exercise, CALLAN, "r2", {"ALI-01": 3, "ALI-02": 1})
    )
    assert [(each.version, each.changed) for each in result.taken] == [(2, len(pack().criteria) - 1)]
    assert exercise.folder.read(f"sheets/{CALLAN}/r2-1.yaml") == before
    assert exercise.sheet(CALLAN, "r2").ratings["ALI-01"].rating == 3


def test_a_file_that_came_is_kept_as_it_was(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    collect(exercise, [folder], pack(), ON)
    (file,) = folder.iterdir()
    sheet = load(exercise.folder.root).sheet(CALLAN, "r2")
    assert exercise.folder.read(f"received/{sheet.received.digest}.yaml") == file.read_bytes()
    assert (sheet.received.file, sheet.received.date) == (file.name, ON.isoformat())


def test_of_two_workbooks_of_one_rater_the_one_saved_last_counts(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, rating, saved in (("a", 1, "2026-06-02T09:00:00Z"), ("b", 2, "2026-06-01T09:00:00Z")):
        exercise_for, _ = taken_in(exercise_in(tmp_path / name), tmp_path / f"{name}-in",
                                   sheet_of(exercise, CALLAN, "r2", rating))  # fmt: skip
        book = Sheets(exercise_for, pack()).make(CALLAN, "r2")
        (folder / f"{name}.xlsx").write_bytes(_saved_at(book, saved))
    result = collect(exercise, [folder], pack(), ON)
    assert [(each.file, each.version) for each in result.taken] == [("a.xlsx", 2), ("b.xlsx", 1)]
    assert load(exercise.folder.root).sheet(CALLAN, "r2").ratings["ALI-01"].rating == 1


def test_an_older_workbook_that_comes_in_later_does_not_count(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    for name, rating, saved in (("a", 1, "2026-06-02T09:00:00Z"), ("b", 2, "2026-06-01T09:00:00Z")):
        filled, _ = taken_in(exercise_in(tmp_path / name), tmp_path / f"{name}-in",
                             sheet_of(exercise, CALLAN, "r2", rating))  # fmt: skip
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(_saved_at(Sheets(filled, pack()).make(CALLAN, "r2"), saved))
        collect(exercise, [file], pack(), ON)
    found = load(exercise.folder.root)
    assert found.versions(CALLAN, "r2") == [1, 2]
    assert found.sheet(CALLAN, "r2").ratings["ALI-01"].rating == 1


def _saved_at(book: bytes, when: str) -> bytes:
    import io
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + when.encode(), data)
                assert when.encode() in data
            new.writestr(entry, data)
    return out.getvalue()


def test_files_that_programs_leave_beside_open_ones_are_passed_over(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    for name in ("~$sheet.xlsx", ".~lock.sheet.xlsx#", ".DS_Store"):
        (folder / name).write_bytes(b"locked")
    result = collect(exercise, [folder], pack(), ON)
    assert (len(result.taken), result.refused) == (1, ())


def test_a_file_that_is_not_there_ends_everything_before_anything_is_written(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    with pytest.raises(InputOutputError, match="no file"):
        collect(exercise, [folder, tmp_path / "gone.xlsx"], pack(), ON)
    assert load(exercise.folder.root).versions(CALLAN, "r2") == []


def test_the_host_rates_itself_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CHAMBUL, "self", 3))
    assert exercise.own(CHAMBUL).ratings["ALI-01"].rating == 3
    assert not exercise.peers(CHAMBUL)


# --- what is refused


def test_a_sheet_of_another_exercise_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    reason = told(tmp_path, sheet_of(exercise, CALLAN, "r2"), exercise="autumn")
    assert "belongs to the exercise 'autumn', and this one is 'three-coasts'" in reason


def test_a_sheet_for_other_rules_is_refused_with_both_versions_named(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    old = PackRef(id="al-las", version="0.1.0", digest="0" * 64)
    reason = told(tmp_path, sheet_of(exercise, CALLAN, "r2"), pack=old)
    assert "rules al-las 0.1.0" in reason
    assert f"al-las {pack().about.version}" in reason


def test_a_sheet_for_another_version_of_the_strategy_is_refused_with_both_named(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    reason = told(tmp_path, sheet_of(exercise, CALLAN, "r2"), strategy="f" * 64)
    assert "ffffffffffff…" in reason
    assert exercise.city(CALLAN).digest[:12] in reason


def test_nobody_reviews_the_own_city(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    assert "nobody reviews their own city" in told(tmp_path, sheet_of(exercise, CALLAN, "r1"))


def test_who_is_not_assigned_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise", assigned=False)
    exercise = assigned_to(exercise, {**PANELS, CALLAN: ["r2", "r3"]})
    _, result = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r4"))
    assert "'r4' is not assigned to 'port-callan'" in str(result.refused[0].reasons)


def test_a_reviewer_whom_nobody_knows_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    assert "no reviewer 'r9'" in told(tmp_path, sheet_of(exercise, CALLAN, "r2"), rater="r9")


def test_a_sheet_that_somebody_else_sent_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    result = collect(exercise, [folder], pack(), ON, sender="r3")
    assert "the sheet of 'r2', and 'r3' sent it" in str(result.refused[0].reasons)


def test_criteria_that_the_rules_do_not_have_are_named(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    sheet = sheet_of(exercise, CALLAN, "r2", {"ALI-01": 1, "ZZZ-99": 2})
    assert "ZZZ-99" in told(tmp_path, sheet)


def test_what_was_agreed_is_not_opened_again_by_a_late_sheet(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    record = Consensus(exercise=exercise.terms.id, host=CALLAN, date="2026-06-30", present=["Everybody"])
    consensus(reviewed(exercise), record)
    exercise, late = taken_in(load(exercise.folder.root), tmp_path / "late", sheet_of(exercise, CALLAN, "r3"))
    assert "the meeting on 'port-callan' was held on 2026-06-30" in str(late.refused[0].reasons)
    _, again = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    assert [each.state for each in again.taken] == ["again"]


def test_what_is_refused_is_kept_apart_with_its_reasons(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear colleagues, my sheet follows.")
    (refused,) = collect(exercise, [file], pack(), ON).refused
    assert exercise.folder.read(refused.kept) == file.read_bytes()
    notes = [name for name in exercise.folder.names("refused") if name.endswith(".reasons.yaml")]
    note = parse(exercise.folder.read(f"refused/{notes[0]}"), notes[0], Refusal)
    assert (note.file, note.date) == ("letter.txt", ON.isoformat())
    assert note.reasons == [str(reason) for reason in refused.reasons]


def test_one_damaged_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"), sheet_of(exercise, CHAMBUL, "r1"))
    (folder / "000-damaged.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    result = collect(exercise, [folder], pack(), ON)
    assert (len(result.taken), len(result.refused)) == (2, 1)


# --- who is missing, and whose sheet is incomplete


def test_the_status_says_who_is_missing_and_whose_sheet_is_incomplete(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    names = [criterion.id for criterion in pack().criteria]
    nearly = dict.fromkeys(names[: len(names) - len(names) // 10], 2)
    much_blank = dict.fromkeys(names[: len(names) * 4 // 5], 2)
    exercise, _ = taken_in(
        exercise,
        tmp_path / "in",
        sheet_of(exercise, CALLAN, "r2", nearly),
        sheet_of(exercise, CALLAN, "r3", much_blank),
    )
    status = status_of(exercise, pack())
    assert status.incomplete == (("r3", CALLAN),)
    assert ("r4", CALLAN) in status.missing
    assert ("r2", CALLAN) not in status.missing


def test_that_it_cannot_be_judged_is_an_answer_and_no_blank(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r2", _all(CANNOT_JUDGE)))
    (rater,) = [r for h in status_of(exercise, pack()).hosts for r in h.raters if r.version]
    assert (rater.blank, rater.incomplete, rater.cannot_judge) == (0, False, len(pack().criteria))


def _all(rating: object) -> dict[str, Rated]:
    return {criterion.id: Rated(rating=rating) for criterion in pack().criteria}


# --- forms


@pytest.mark.parametrize("form", ["xlsx", "yaml"])
def test_a_sheet_says_again_what_was_sent_in_before(tmp_path: Path, form: str) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    said = {
        "ALI-01": Rated(rating=2, evidence="p. 12", comment="=1+1 is no formula\nand two lines"),
        "ALI-02": Rated(rating=CANNOT_JUDGE),
        "ALI-03": Rated(comment="No rating, but a word."),
    }
    before = sheet_of(exercise, CALLAN, "r2", said, answers=["Listen to the port.", ""])
    exercise, _ = taken_in(exercise, tmp_path / "in", before)
    data = Sheets(exercise, pack()).make(CALLAN, "r2", form)
    read = read_sheet(data, f"sheet.{form}").record
    assert {name: rated for name, rated in read.ratings.items() if rated != Rated()} == said
    assert read.answers == ["Listen to the port.", ""]
    assert (read.host, read.rater, read.strategy) == (CALLAN, "r2", exercise.city(CALLAN).digest)


@pytest.mark.parametrize(
    ("rater", "words"), [("r2", "Se pide: "), ("r3", "Exige-se: "), ("r4", "Needed: "), ("self", "Needed: ")]
)
def test_a_sheet_is_in_the_language_of_its_rater(tmp_path: Path, rater: str, words: str) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    assert words in Sheets(exercise, pack()).make(CALLAN, rater, "yaml").decode()


def test_a_sheet_knows_the_corrections_that_were_made_before_it(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    correct(
        exercise, CALLAN, pack(), date(2026, 5, 20),
        place="/unit", wrong="The unit is said to have two posts.", fact="It has three.",
    )  # fmt: skip
    exercise = load(exercise.folder.root)
    data = Sheets(exercise, pack()).make(CALLAN, "r2", "yaml")
    assert read_sheet(data, "sheet.yaml").record.corrections == ["port-callan-1"]
    assert "It has three." in data.decode()


# --- what went wrong before


def test_a_workbook_whose_properties_are_damaged_keeps_nobody_out(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    folder = sent(tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    book = bytearray(Sheets(exercise, pack()).make(CHAMBUL, "r1"))
    at = book.index(b"docProps/core.xml") + len("docProps/core.xml")
    book[at : at + 40] = b"\xff" * 40
    (folder / "damaged.xlsx").write_bytes(bytes(book))
    result = collect(exercise, [folder], pack(), ON)
    assert [each.rater for each in result.taken] == ["r2"]


def test_a_file_whose_name_is_blank_is_refused_like_others(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    (tmp_path / " ").write_text("Dear colleagues")
    (refused,) = collect(exercise, [tmp_path / " "], pack(), ON).refused
    assert refused.kept is not None
    assert exercise.folder.exists(refused.kept)


def test_an_answer_that_is_too_long_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "other")
    assert "answers" in told(tmp_path, sheet_of(exercise, CALLAN, "r2"), answers=["x" * 10_001])


def test_a_sheet_in_which_nothing_is_filled_in_is_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    file = tmp_path / "blank.xlsx"
    file.write_bytes(Sheets(exercise, pack()).make(CALLAN, "r2"))
    (refused,) = collect(exercise, [file], pack(), ON).refused
    assert refused.reasons == ("nothing is filled in",)


def test_the_same_ratings_with_a_correction_known_are_a_new_version(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    before = sheet_of(exercise, CALLAN, "r2")
    exercise, _ = taken_in(exercise, tmp_path / "a", before)
    after = before.model_copy(update={"corrections": ["port-callan-1"]})
    exercise, result = taken_in(exercise, tmp_path / "b", after)
    assert [(each.version, each.state, each.changed) for each in result.taken] == [(2, "new", 0)]
    assert exercise.sheet(CALLAN, "r2").corrections == ["port-callan-1"]


def test_ratings_that_a_new_version_has_lost_are_counted(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "a", sheet_of(exercise, CALLAN, "r2", 2))
    _, result = taken_in(exercise, tmp_path / "b", sheet_of(exercise, CALLAN, "r2", {"ALI-01": 2}))
    assert result.taken[0].lost == len(pack().criteria) - 1


def test_the_version_that_is_told_is_the_one_that_counts(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    known = sheet_of(exercise, CALLAN, "r2", 1, corrections=["port-callan-1"])
    exercise, _ = taken_in(exercise, tmp_path / "a", known)
    exercise, _ = taken_in(exercise, tmp_path / "b", sheet_of(exercise, CALLAN, "r2", 3))
    assert exercise.versions(CALLAN, "r2") == [1, 2]
    assert exercise.latest_version(CALLAN, "r2") == 1
    assert {rater.version for rater in reviewed(exercise).host(CALLAN, "en").raters} == {0, 1}


def test_what_was_refused_and_then_taken_in_is_no_longer_told_as_refused(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise", assigned=False)
    exercise = assigned_to(exercise, {**PANELS, CALLAN: ["r2", "r3"]})
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r4"))
    assert exercise.refusals() == ["000-port-callan-r4.yaml"]
    exercise = assigned_to(exercise, PANELS)
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r4"))
    assert exercise.refusals() == []
