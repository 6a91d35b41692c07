"""Forms that are filled in with a spreadsheet program: written, and read back after their travels."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from filled_forms import KEYS, RATINGS, SAMPLE, SPANISH, edited, forms, sample
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from office import saved
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor import UsageError
from assessor.review.forms.cells import Cell
from assessor.review.forms.choices import chosen, day
from assessor.review.forms.damage import Damaged
from assessor.review.forms.form import Choice, Column, Form, Part, Row
from assessor.review.forms.heights import height
from assessor.review.forms.reading import Filled, read_form
from assessor.review.forms.texts import clean, cut, units
from assessor.review.forms.workbook import to_workbook


def values(filled: Filled, part: str = "ratings") -> dict[tuple[str, str], Any]:
    """Return what was filled in, by row and column."""
    rows = filled.parts[part].items()
    return {(row, key): cell.value for row, cells in rows for key, cell in cells.items() if cell.value}


def asked(form: Form) -> dict[str, dict[tuple[str, str], Any]]:
    """Return what is filled in already, as it should come back."""
    found: dict[str, dict[tuple[str, str], Any]] = {}
    for part in form.parts:
        found[part.key] = {}
        columns = {column.key: column for column in part.columns}
        for row in part.rows:
            for key, value in row.values.items():
                shown = {choice.value: choice.text for choice in columns[key].choices}.get(value, value)
                back = date.fromisoformat(value) if columns[key].sort == "day" else clean(shown)
                if back:
                    found[part.key][row.key, key] = back
    return found


ALREADY = {
    ("ALI-02", "rating"): "2 good",
    ("ALI-02", "due"): date(2026, 6, 30),
    ("PLU-01", "rating"): "cannot judge",
    ("PLU-01", "evidence"): "p. 3\nand 4",
}


# --- round trips


@given(forms())
def test_what_is_filled_in_comes_back(form: Form) -> None:
    filled = read_form(to_workbook(form), "form.xlsx")
    assert (filled.kind, filled.language, filled.about) == (form.kind, form.language, dict(form.about))
    assert {part: values(filled, part) for part in filled.parts} == asked(form)
    assert filled.strays == ()


@given(forms())
def test_every_cell_that_can_be_filled_in_is_told_with_its_address(form: Form) -> None:
    data = to_workbook(form)
    book = load_workbook(io.BytesIO(data))
    filled = read_form(data, "form.xlsx")
    for part in form.parts:
        keys = {column.key for column in part.columns if column.sort != "fixed"}
        rows = filled.parts[part.key]
        assert list(rows) == [row.key for row in part.rows if not row.heading]
        for cells in rows.values():
            assert set(cells) == keys
            for cell in cells.values():
                sheet, _, place = cell.address.rpartition("!")
                assert not book[sheet][place].protection.locked


@given(forms())
def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert to_workbook(form) == to_workbook(form)


def test_a_workbook_tells_neither_who_made_it_nor_when() -> None:
    with ZipFile(io.BytesIO(SAMPLE)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
        app = packed.read("docProps/app.xml").decode()
    said = dict(re.findall(r"<(?:dc|dcterms|cp):(\w+)[^>]*>([^<]*)</", core))
    days = {"created": "2026-05-01T00:00:00Z", "modified": "2026-05-01T00:00:00Z"}
    assert said == {"title": "Ratings of Port Callan", "creator": "", "lastModifiedBy": "", **days}
    assert re.findall(r"<(?:Manager|Company)>([^<]*)<", app) in ([], [""])


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    rows = (Row("a", (text,), {"answer": text}),)
    part = Part(
        "p", text, (Column("q", text, "fixed", 30), Column("answer", text, "text", 30)), rows, about=text
    )
    form = Form("k", text, "en", (), (text,), (part,), date(2026, 5, 1))
    book = load_workbook(io.BytesIO(to_workbook(form)))
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s"}
    assert values(read_form(to_workbook(form), "x"), "p") == {("a", "answer"): clean(text)}


# --- what other programs see


@pytest.fixture
def book() -> Workbook:
    return load_workbook(io.BytesIO(SAMPLE))


def validations(sheet: Worksheet) -> dict[str, Any]:
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_there_is_a_worksheet_to_read_one_for_each_part_and_a_hidden_one(book: Workbook) -> None:
    states = [(sheet.title, sheet.sheet_state) for sheet in book]
    shown = [(title, "visible") for title in ("Read this first", "Ratings", "People present")]
    assert states == [*shown, ("assessor", "hidden")]


def test_the_first_worksheet_says_what_to_do_and_what_columns_ask(book: Workbook) -> None:
    text = [cell.value for cell in book["Read this first"]["B"]]
    assert text[:3] == ["Ratings of Port Callan", "Rate each criterion.", "Send the file back."]
    assert text[4:7] == ["Ratings", "Your rating", "0 absent, 1 weak, 2 good, 3 exemplary."]


def test_choices_are_offered_and_others_refused(book: Workbook) -> None:
    rule = validations(book["Ratings"])["D5:D6 D8"]
    assert (rule.type, rule.errorStyle or "stop", rule.showErrorMessage) == ("list", "stop", True)
    assert rule.formula1 == '"0 absent,1 weak,2 good,3 exemplary,cannot judge"'
    assert (rule.promptTitle, rule.prompt) == ("Your rating", "0 absent, 1 weak, 2 good, 3 exemplary.")
    assert rule.error == "Please choose one of the entries of the list, or leave the cell empty."
    assert not rule.showDropDown  # which hides the arrow


def test_days_and_lengths_are_looked_after_too(book: Workbook) -> None:
    rules = validations(book["Ratings"])
    assert [rules[at].type for at in ("E5:E6 E8", "F5:F6 F8")] == ["textLength", "date"]
    assert book["Ratings"]["F6"].value == datetime(2026, 6, 30)
    assert book["Ratings"]["F6"].number_format == "yyyy-mm-dd"


def test_only_what_is_to_be_filled_in_can_be_changed(book: Workbook) -> None:
    sheet = book["Ratings"]
    assert all(each.protection.sheet and each.protection.password is None for each in book)
    # These flags say what is forbidden.
    assert (sheet.protection.formatRows, sheet.protection.formatColumns) == (False, False)
    assert (sheet.protection.insertRows, book["People present"].protection.insertRows) == (True, False)
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{place}{row}" for place in "DEF" for row in (5, 6, 8)}
    coloured = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFFF8DC"
    }
    assert coloured == unlocked


def test_what_is_typed_into_a_text_stays_text(book: Workbook) -> None:
    assert {book["Ratings"][at].number_format for at in ("D5", "E5")} == {"@"}


def test_keys_are_out_of_sight_and_headings_stay_in_it(book: Workbook) -> None:
    sheet = book["Ratings"]
    assert (sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden) == (True, True)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_rows_have_a_height_that_can_still_grow() -> None:
    with ZipFile(io.BytesIO(SAMPLE)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    rows = re.findall(r'<row r="(\d+)"[^>]* ht="[^"]*"( customHeight)?', sheet)
    assert [row for row, chosen_by_us in rows if not chosen_by_us] == ["5", "6", "8"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("ten signs.", 10, 1), ("eleven sign", 10, 2), ("a\nb\n", 10, 3), ("x" * 25, 10, 3),
     ("aaa bbb ccc", 3, 3), ("aaa bbb ccc", 7, 2), ("a " * 5000, 10, 10**6)],
)  # fmt: skip
def test_a_row_is_as_high_as_its_lines(text: str, width: int, lines: int) -> None:
    assert height([("", 5), (text, width)]) == min(405, 15 * lines + 2)


@pytest.mark.parametrize(
    "titles", [("Ratings", "ratings"), ("", "?*"), ("assessor", "History"), ("x" * 40, "x" * 50)]
)
def test_worksheets_have_names_that_no_program_refuses(titles: tuple[str, str]) -> None:
    column = Column("answer", "Answer", "text", 20)
    parts = tuple(Part(f"p{number}", title, (column,), ()) for number, title in enumerate(titles))
    book = load_workbook(io.BytesIO(to_workbook(replace(sample(), parts=parts))))
    names = [name.lower() for name in book.sheetnames]
    assert len(set(names)) == len(names) == 4
    assert all(
        1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$|^history$", name) for name in names
    )


def test_a_form_speaks_its_language_and_english_where_we_do_not() -> None:
    book = load_workbook(io.BytesIO(to_workbook(replace(sample(), language="xx"))))
    assert book.sheetnames[0] == "Read this first"


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="XlsxWriter is needed: pip install"):
        to_workbook(sample())


# --- on their travels


def fill(book: Workbook) -> None:
    """Fill in a form as people do."""
    sheet = book["Ratings"]
    sheet["D5"], sheet["E5"], sheet["F5"] = 3, "=1+1 is no sum\nבתים 🚢  two blanks", "30.6.2026"
    sheet["E5"].data_type = "s"
    sheet["E6"], sheet["D6"] = 12, "1 weak"
    sheet["F6"] = datetime(2027, 1, 2)
    book["People present"]["B3"] = "Ana"
    book["People present"]["C4"] = "Porto"


FILLED = {
    ("ALI-01", "rating"): "3",
    ("ALI-01", "evidence"): "=1+1 is no sum\nבתים 🚢  two blanks",
    ("ALI-01", "due"): "30.6.2026",
    ("ALI-02", "rating"): "1 weak",
    ("ALI-02", "evidence"): "12",
    ("ALI-02", "due"): date(2027, 1, 2),
    ("PLU-01", "rating"): "cannot judge",
    ("PLU-01", "evidence"): "p. 3\nand 4",
}
PRESENT = {("+1", "name"): "Ana", ("+2", "city"): "Porto"}


def test_what_another_program_filled_in_is_read() -> None:
    filled = read_form(edited(SAMPLE, fill), "x.xlsx")
    assert (values(filled), values(filled, "present"), filled.strays) == (FILLED, PRESENT, ())


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_form_survives_libreoffice(tmp_path: Path, ending: str) -> None:
    filled = read_form(saved(edited(SAMPLE, fill), "xlsx", ending, tmp_path), f"x.{ending}")
    assert (filled.kind, filled.about) == ("rating-sheet", dict(sample().about))
    assert (values(filled), values(filled, "present"), filled.strays) == (FILLED, PRESENT, ())


def test_a_form_is_still_one_to_fill_in_after_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    once = saved(SAMPLE, "xlsx", "ods", tmp_path / "first")
    book = load_workbook(io.BytesIO(saved(once, "ods", "xlsx", tmp_path)))
    sheet = book["Ratings"]
    assert (sheet.protection.sheet, sheet["D5"].protection.locked, sheet["C5"].protection.locked) == (
        True,
        False,
        True,
    )
    assert (sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden) == (True, True)
    assert sheet["E5"].number_format == "@"
    assert book["assessor"].sheet_state == "hidden"
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert set(rules) == {"list", "textLength", "date"}
    assert rules["list"].formula1 == '"0 absent,1 weak,2 good,3 exemplary,cannot judge"'
    assert {rule.errorStyle or "stop" for rule in rules.values()} == {"stop"}
    assert rules["list"].prompt == "0 absent, 1 weak, 2 good, 3 exemplary."


def renamed(book: Workbook) -> None:
    book["Ratings"].title = "Meine Noten"


def shown(book: Workbook) -> None:
    book["Ratings"].row_dimensions[1].hidden = False
    book["Ratings"].column_dimensions["A"].hidden = False
    book["assessor"].sheet_state = "visible"


def with_blank_lines(book: Workbook) -> None:
    for name in ("Ratings", "assessor"):
        book[name].insert_rows(1)
        book[name].insert_cols(1)
    book["Ratings"].insert_rows(7)
    book["Ratings"].insert_cols(5)


def sorted_backwards(book: Workbook) -> None:
    sheet = book["Ratings"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row, content in enumerate(reversed(rows), 1):
        for place, value in enumerate(content, 1):
            sheet.cell(row, place).value = value


def columns_swapped(book: Workbook) -> None:
    book["Ratings"].unmerge_cells("B2:F2")
    for row in book["Ratings"].iter_rows(min_col=4, max_col=5):
        row[0].value, row[1].value = row[1].value, row[0].value


def sheets_moved(book: Workbook) -> None:
    book.move_sheet("assessor", -3)
    book.move_sheet("Ratings", 2)


def question_deleted(book: Workbook) -> None:
    book["Ratings"].delete_cols(3)


def heading_deleted(book: Workbook) -> None:
    book["Ratings"].delete_rows(7)


MOVES = [
    renamed, shown, with_blank_lines, sorted_backwards, columns_swapped, sheets_moved, question_deleted,
    heading_deleted,
]  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
def test_what_was_moved_is_found(move: Callable[[Workbook], None]) -> None:
    filled = read_form(edited(SAMPLE, move), "x.xlsx")
    assert (values(filled), filled.strays) == (ALREADY, ())


def test_addresses_are_those_of_the_file_that_came_back() -> None:
    filled = read_form(
        edited(edited(SAMPLE, renamed), lambda book: book["Meine Noten"].insert_cols(1, 25)), "x.xlsx"
    )
    assert filled.parts["ratings"]["ALI-01"]["evidence"].address == "Meine Noten!AD5"


def test_entries_are_added_in_empty_rows_in_new_ones_and_in_copies() -> None:
    def add(book: Workbook) -> None:
        sheet = book["People present"]
        sheet["B4"] = "Second row"
        sheet["B6"] = "Beyond the last"
        sheet["A7"], sheet["B7"] = "+2", "A copy"

    added = values(read_form(edited(SAMPLE, add), "x"), "present")
    assert added == {
        ("+1", "name"): "Second row",
        ("+2", "name"): "Beyond the last",
        ("+3", "name"): "A copy",
    }


def test_what_is_typed_where_nothing_is_asked_is_told() -> None:
    def scribble(book: Workbook) -> None:
        book["Ratings"]["H5"] = "beside"
        book["Ratings"]["E7"] = "in a heading"
        book["Ratings"]["D20"] = "below"
        book.create_sheet("Notes")["B2"] = 7

    filled = read_form(edited(SAMPLE, scribble), "x")
    told = {(cell.address, cell.value) for cell in filled.strays}
    assert told == {
        ("Ratings!H5", "beside"), ("Ratings!E7", "in a heading"), ("Ratings!D20", "below"), ("Notes!B2", "7"),
    }  # fmt: skip
    assert values(filled) == ALREADY


def test_blanks_are_nothing() -> None:
    def blank(book: Workbook) -> None:
        book["Ratings"]["D5"] = "  "
        book["Ratings"]["H5"] = "\u00a0"

    filled = read_form(edited(SAMPLE, blank), "x")
    assert (filled.parts["ratings"]["ALI-01"]["rating"].value, filled.strays) == (None, ())


# --- what answers mean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (None, None), ("2 good", "2"), ("2", "2"), ("2 GOOD", "2"), ("2\u00a0good", "2"), ("2 – good", "2"),
        ("２ ｇｏｏｄ", "2"), (" 2.  good ", "2"), ("2: good", "2"), ("2 buena", "2"), ("1 débil", "1"),
        ("1 DÉBIL", "1"), ("1 de\u0301bil", "1"), ("good", "2"), ("Exemplary!", "3"),
        ("cannot judge", "cannot-judge"),
        ("Cannot  judge.", "cannot-judge"), ("cannot-judge", "cannot-judge"),
        ("no puede juzgarse", "cannot-judge"), ("0", "0"), ("0 absent", "0"),
    ],
)  # fmt: skip
def test_an_answer_is_understood_however_it_was_typed(typed: str | None, meant: str | None) -> None:
    assert chosen(Cell(typed, "Ratings!D5"), (*RATINGS, *SPANISH)) == meant


@pytest.mark.parametrize(
    "typed", ["5", "2 weak", "2.5", "1 good", "-", "judge", "2 good 3 exemplary", "yes", "12"]
)
def test_what_is_no_answer_is_told_with_its_place_and_what_is_possible(typed: str) -> None:
    with pytest.raises(Damaged) as raised:
        chosen(Cell(typed, "Ratings!D5"), (*RATINGS, *SPANISH))
    possible = "0 absent, 1 weak, 2 good, 3 exemplary or cannot judge"
    assert raised.value.messages == (f"Ratings!D5 has '{typed}'; possible: {possible}.",)


def test_an_answer_that_could_mean_two_things_is_none() -> None:
    choices = (Choice("1", "1 media"), Choice("2", "2 media"))
    assert chosen(Cell("2 media", "A1"), choices) == "2"
    with pytest.raises(Damaged, match="A1 has 'media'; possible: 1 media or 2 media"):
        chosen(Cell("media", "A1"), choices)


@given(st.text(), st.sampled_from(RATINGS))
def test_any_other_text_is_refused_with_a_sentence(text: str, choice: Choice) -> None:
    try:
        found = chosen(Cell(clean(text) or None, "A1"), RATINGS)
    except Damaged as damaged:
        assert len(damaged.messages) == 1
    else:
        assert found in {None, *(each.value for each in RATINGS)}
    assert chosen(Cell(choice.text, "A1"), RATINGS) == choice.value


def test_a_day_is_a_day_or_refused_with_a_sentence() -> None:
    assert day(Cell(date(2026, 6, 30), "A1")) == date(2026, 6, 30)
    assert day(Cell(None, "A1")) is None
    with pytest.raises(Damaged, match="A1 has 'soon'; a day is needed, such as 2027-06-30"):
        day(Cell("soon", "A1"))


# --- text


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffe\uffff\ud800-\udfff]", once
    )


@given(st.text(), st.integers(0, 40))
def test_text_is_cut_where_spreadsheets_count(text: str, limit: int) -> None:
    assert units(cut(text, limit)) <= limit
    assert cut(text, units(text)) == text.encode("utf-16-le", "replace").decode("utf-16-le")


# --- what programmers are told


def part(*columns: Column, rows: tuple[Row, ...] = ()) -> Part:
    return Part("p", "P", columns, rows)


FIXED = Column("q", "Q", "fixed", 10)
TEXT = Column("a", "A", "text", 10)
RATING = Column("r", "R", "choice", 10, RATINGS)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Choice("2", "2, good"), lambda: Choice("2", ""), lambda: Choice("2", " good"),
        lambda: Choice("2", 'so-called "good"'), lambda: Choice("2", "a\nb"), lambda: Choice("2", "a\u202eb"),
        lambda: Column("a b", "A", "text", 10), lambda: Column("a", "A", "text", 0),
        lambda: Column("a", "A", "text", 300),
        lambda: Column("a", "A", "choice", 10), lambda: Column("a", "A", "text", 10, RATINGS),
        lambda: Column("a", "A", "choice", 10, tuple(Choice(str(n), "x" * 60 + str(n)) for n in range(5))),
        lambda: Column("a", "A", "choice", 10, (Choice("1", "Good"), Choice("2", "good"))),
        lambda: Column("a", "A", "text", 10, (), "x" * 256),
        lambda: Row("", ()), lambda: Row("a", (), {"a": "x"}, heading=True),
        lambda: Row("a", (), {"a": "x" * 10_001}),
        lambda: part(FIXED), lambda: part(TEXT, TEXT), lambda: part(FIXED, TEXT, rows=(Row("a", ()),)),
        lambda: part(TEXT, rows=(Row("a", ()), Row("a", ()))),
        lambda: part(TEXT, rows=(Row("a", (), heading=True),)),
        lambda: part(TEXT, rows=(Row("a", (), {"b": "x"}),)),
        lambda: part(FIXED, TEXT, rows=(Row("a", ("",), {"q": "x"}),)),
        lambda: part(RATING, rows=(Row("a", (), {"r": "2 good"}),)),
        lambda: part(Column("d", "D", "day", 10), rows=(Row("a", (), {"d": "soon"}),)),
        lambda: part(Column("a", "A", "text", 250)), lambda: Part("p", "P", (TEXT,), (), growing=-1),
        lambda: replace(sample(), about=(("a", "x"), ("a", "y"))),
        lambda: replace(sample(), about=(("a", " x"),)),
        lambda: replace(sample(), kind=""), lambda: replace(sample(), parts=(part(TEXT), part(TEXT))),
    ],
)  # fmt: skip
def test_a_form_that_could_not_come_back_is_not_made(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        wrong()


@given(KEYS, KEYS)
def test_keys_that_are_drawn_are_keys(kind: str, key: str) -> None:
    assert replace(sample(), kind=kind, about=((key, "x"),)).kind == kind
