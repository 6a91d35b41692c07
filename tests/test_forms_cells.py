"""Cells of workbooks, read as programs save them, and as another reader reads them."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from filled_forms import CELL, MANY, SAMPLE, SHARED, SHEET, forms, in_part, ods, repacked
from hypothesis import given
from hypothesis import strategies as st
from office import saved
from python_calamine import load_workbook as load_calamine
from xlsxwriter import Workbook as Written
from xlsxwriter.utility import xl_rowcol_to_cell

from assessor.documents.problems import shorten
from assessor.review.forms.cells import Value, Worksheet, as_day, as_text
from assessor.review.forms.dates import moment, shows_days
from assessor.review.forms.opening import opened
from assessor.review.forms.workbook import to_workbook


def as_calamine(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return what another reader finds in a workbook."""
    book = load_calamine(io.BytesIO(data))
    found: dict[str, dict[tuple[int, int], str]] = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        row, place = sheet.start or (0, 0)
        cells = found[name] = {}
        for down, values in enumerate(sheet.to_python()):
            for across, value in enumerate(values):
                text = as_text(float(value) if type(value) is int else value)
                if text:
                    cells[row + down, place + across] = text
    return found


def as_ours(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    return {
        sheet.name: {at: text for at in sheet.cells if (text := sheet.text(at))}
        for sheet in opened(data, "x")
    }


@given(forms())
def test_another_reader_finds_the_same_in_any_form(form: Any) -> None:
    data = to_workbook(form)
    assert as_ours(data) == as_calamine(data)


def written() -> bytes:
    """Return a workbook with cells of every sort."""
    out = io.BytesIO()
    book = Written(out, {"in_memory": True})
    sheet = book.add_worksheet("A & B")
    day = book.add_format({"num_format": "dd/mm/yy"})
    hour = book.add_format({"num_format": "hh:mm"})
    bold = book.add_format({"bold": True})
    values: list[Any] = [
        12,
        12.5,
        -3,
        1e20,
        0.1 + 0.2,
        True,
        False,
        "1e5",
        "=x",
        "a\nb",
        "  a  b ",
        "_x0041_",
        "\u05e9",
    ]
    for row, value in enumerate(values, 2):
        write = sheet.write_string if isinstance(value, str) else sheet.write
        write(row, 1, value)
    for row, moment_of in enumerate((date(2026, 6, 30), datetime(2026, 6, 30, 14, 5), date(1999, 12, 31)), 2):
        sheet.write_datetime(row, 3, moment_of, day)
    sheet.write_datetime(5, 3, time(14, 30), hour)
    sheet.write_rich_string(6, 3, "half ", bold, "bold", " text")
    sheet.write_formula(7, 3, "=1+1", None, 2)
    sheet.write_formula(8, 3, '="a"&"b"', None, "ab")
    sheet.write_formula(9, 3, "=1/0", None, "#DIV/0!")
    sheet.write_comment(2, 1, "not of the cell")
    sheet.write_number(9, 5, 45000)
    book.add_worksheet("Empty")
    book.close()
    return out.getvalue()


def test_cells_of_every_sort_are_read_as_another_reader_does() -> None:
    ours, theirs = as_ours(written()), as_calamine(written())
    assert ours["A & B"].pop((9, 3)) == "#DIV/0!"  # which the other leaves out
    assert ours == theirs
    assert ours["A & B"][2, 3] == "2026-06-30"
    assert ours["A & B"][5, 3] == "14:30:00"
    assert (ours["A & B"][2, 1], ours["A & B"][6, 3], ours["A & B"][6, 1]) == ("12", "half bold text", "0.3")


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_cells_that_libreoffice_saved_are_read_as_another_reader_does(tmp_path: Path, ending: str) -> None:
    data = saved(written(), "xlsx", ending, tmp_path)
    ours, theirs = as_ours(data), as_calamine(data)
    # The other leaves errors out, and takes a time for a duration in one format and not in the other.
    assert ours["A & B"].pop((5, 3)) in {"14:30", "14:30:00"}
    assert (theirs["A & B"].pop((5, 3)), ours["A & B"].pop((9, 3))) == ("14:30:00", "#DIV/0!")
    theirs["A & B"].pop((9, 3), None)
    assert ours == theirs


TABLE = "<table:table table:name='A'>{}</table:table>"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("office:value-type='float' office:value='2.0'><text:p>2,00 €</text:p>", "2"),
        ("office:value-type='percentage' office:value='0.5'><text:p>50 %</text:p>", "0.5"),
        ("office:value-type='float' office:value='x'><text:p>2</text:p>", "2"),
        ("office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p>", "TRUE"),
        ("office:value-type='date' office:date-value='2026-06-30'><text:p>30.06.26</text:p>", "2026-06-30"),
        ("office:value-type='date' office:date-value='2026-06-30T14:05:00'>", "2026-06-30 14:05:00"),
        ("office:value-type='date' office:date-value='15589-07-13'><text:p>7.15589</text:p>", "7.15589"),
        ("office:value-type='time' office:time-value='PT14H30M00S'><text:p>14:30</text:p>", "14:30"),
        ("office:value-type='string' office:string-value='a'><text:p>b</text:p>", "a"),
        ("office:value-type='string'><text:p>a<text:s/>b<text:tab/><text:line-break/>d</text:p>", "a b\t\nd"),
        ("office:value-type='string'><text:p>a</text:p><text:p><text:span>b</text:span>c</text:p>", "a\nbc"),
        ("office:value-type='string'><office:annotation><text:p>b</text:p></office:annotation><text:p/>", ""),
        ("office:value-type='string'><draw:frame><text:p>b</text:p></draw:frame><text:p>a</text:p>", "a"),
        ("office:value-type='string'><text:p/>", ""),
        (">", ""),
    ],
)  # fmt: skip
def test_cells_of_opendocument_are_read(cell: str, read: str) -> None:
    row = f"<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"
    (sheet,) = opened(ods(TABLE.format(row)), "x.ods")
    assert sheet.text((0, 0)) == read


def test_repeated_cells_and_rows_of_opendocument_stand_where_they_stand() -> None:
    blank = "<table:table-cell table:number-columns-repeated='3'/>"
    rows = (
        f"<table:table-row table:number-rows-repeated='4'>{blank}</table:table-row>"
        f"<table:table-row table:number-rows-repeated='2'>{blank}{CELL.format(MANY.format(2))}"
        f"{CELL.format('')}</table:table-row>"
        f"<table:table-row table:number-rows-repeated='1000000'>{blank}</table:table-row>"
    )
    (sheet,) = opened(ods(TABLE.format(rows)), "x.ods")
    assert sorted(sheet.cells) == [(row, place) for row in (4, 5) for place in (3, 4, 5)]


def test_cells_without_an_address_follow_one_another() -> None:
    data = repacked(SAMPLE, lambda _, content: re.sub(rb"<(c|row) r=\"[A-Z0-9]+\"", rb"<\1", content))
    assert sum(len(sheet.cells) for sheet in opened(data, "x")) == sum(
        len(s.cells) for s in opened(SAMPLE, "x")
    )


def test_prefixes_and_absolute_paths_make_no_difference() -> None:
    def prefixed(name: str, content: bytes) -> bytes:
        if name == SHEET:
            content = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", content).replace(b"xmlns=", b"xmlns:x=", 1)
        return content.replace(b'Target="worksheets/', b'Target="/xl/worksheets/')

    assert as_ours(repacked(SAMPLE, prefixed)) == as_ours(SAMPLE)


def test_names_with_capitals_and_strokes_of_another_system_are_found() -> None:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(SAMPLE)) as packed, ZipFile(out, "w") as anew:
        for name in packed.namelist():
            anew.writestr(name.replace("/", "\\").replace("styles", "Styles"), packed.read(name))
    assert as_ours(out.getvalue()) == as_ours(SAMPLE)


def test_a_text_that_is_given_twice_is_read_once() -> None:
    cell = b'<row r="90"><c r="C90" s="" t="inlineStr"><is><t>a</t></is><v>a</v></c></row></sheetData>'
    assert as_ours(in_part(SAMPLE, SHEET, b"</sheetData>", cell))["Ratings"][89, 2] == "a"


def test_how_a_text_is_pronounced_is_not_read() -> None:
    data = in_part(
        SAMPLE, SHARED, b"<si><t>ALI-01</t>", b"<si><r><t>ALI</t></r><r><t>-01</t></r><rPh><t>no</t></rPh>"
    )
    assert "ALI-01" in as_ours(data)["Ratings"].values()


@pytest.mark.parametrize(
    ("sort", "content", "read"),
    [("d", "2026-06-30", "2026-06-30"), ("d", "soon", "soon"), ("n", "soon", "soon"), ("e", "#N/A", "#N/A"),
     ("b", "0", "FALSE"), ("str", "_x000A_a_x005F_x0041_", "a_x0041_"), ("inlineStr", "", ""),
     ("n", "nan", "nan")],
)  # fmt: skip
def test_cells_of_every_sort_of_excel_are_read(sort: str, content: str, read: str) -> None:
    cell = f'<row r="90"><c r="C90" t="{sort}"><v>{content}</v></c></row></sheetData>'.encode()
    (sheet,) = (
        each for each in opened(in_part(SAMPLE, SHEET, b"</sheetData>", cell), "x") if each.name == "Ratings"
    )
    assert sheet.text((89, 2)) == read


# --- days


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(lambda day: day.replace(microsecond=0)))
def test_days_and_times_survive_as_numbers(day: datetime) -> None:
    for first, since_1904 in ((datetime(1899, 12, 30), False), (datetime(1904, 1, 1), True)):
        number = (day - first) / timedelta(days=1)
        if number >= 1:
            assert moment(number, since_1904=since_1904) == day


@given(st.floats())
def test_any_number_is_a_day_or_stays_a_number(number: float) -> None:
    for since_1904 in (False, True):
        assert isinstance(moment(number, since_1904=since_1904), float | datetime | time)


@given(st.one_of(st.floats(), st.booleans(), st.text(), st.dates(), st.datetimes(), st.times()))
def test_any_value_can_be_said_as_text(value: Value) -> None:
    assert isinstance(as_text(value), str)
    assert isinstance(as_day(value), str | date)


@pytest.mark.parametrize(
    ("number", "code", "days"),
    [
        (14, None, True), (22, None, True), (45, None, True), (0, None, False), (49, None, False),
        (23, None, False),
        (164, "yyyy-mm-dd", True), (164, "[$-409]d\\-mmm", True), (164, "[Red]0.00", False),
        (164, "General", False),
        (164, '0" days"', False), (164, "#,##0.00\\ \\d", False), (164, "@", False), (164, "h:mm", True),
    ],
)  # fmt: skip
def test_formats_that_show_days_are_known(number: int, code: str | None, days: bool) -> None:
    assert shows_days(number, code) is days


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_addresses_are_those_of_spreadsheets(row: int, place: int) -> None:
    assert Worksheet("A", {}).address((row, place)) == f"A!{xl_rowcol_to_cell(row, place)}"
    assert Worksheet("x" * 90, {}).address((0, 0)).startswith(shorten("x" * 90, 40))
