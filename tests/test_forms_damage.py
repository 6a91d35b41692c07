"""Files that came back in a bad state, or from somebody who means no good: a sentence for each."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from filled_forms import CELL, CONTENT, MANY, SAMPLE, SHARED, SHEET, edited, in_part, ods, repacked
from hypothesis import given
from hypothesis import strategies as st
from office import saved
from openpyxl import Workbook

from assessor.review.forms import container, faults, reference
from assessor.review.forms.cells import MAX_CELLS
from assessor.review.forms.damage import Damaged
from assessor.review.forms.opening import opened
from assessor.review.forms.reading import read_form
from assessor.speech import speech

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)


def wrong(data: bytes, name: str = "x.xlsx") -> list[str]:
    """Return what is wrong with a file."""
    with pytest.raises(Damaged) as raised:
        read_form(data, name)
    assert all(str(message).endswith((".", "!")) for message in raised.value.messages)
    assert raised.value.exit_code == 5
    return [str(message) for message in raised.value.messages]


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_x_", "."), content)
    return out.getvalue()


def with_size(data: bytes, part: str, size: int) -> bytes:
    """Return a zip file that lies about the size of a part, in both places."""
    name = part.encode()
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    return data[: central + 24] + size.to_bytes(4, "little") + data[central + 28 :]


# --- files that are no forms


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file 'x.xlsx' is empty."),
        (b"%PDF-1.7 and more", "The file 'x.xlsx' is no workbook that can be read; possible: .xlsx or .ods."),
        (b"a;b;c\n1;2;3\n", "The file 'x.xlsx' is no workbook that can be read; possible: .xlsx or .ods."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file 'x.xlsx' has a password."),
        (OLE + "Workbook".encode("utf-16-le"), "The file 'x.xlsx' is in the format .xls. Please save it"),
        (OLE, "The file 'x.xlsx' is no workbook that can be read"),
        (b"PK\x03\x04 and no more", "The file 'x.xlsx' is damaged or was cut off: it cannot be unpacked."),
        (SAMPLE[: len(SAMPLE) // 2], "The file 'x.xlsx' is damaged or was cut off: it cannot be unpacked."),
        (zipped(word__document_x_xml="<document/>"), "The file 'x.xlsx' is no workbook that can be read"),
        (zipped(xl__workbook_x_bin=""), "The file 'x.xlsx' is in the format .xlsb."),
        (zipped(Index__Document_x_iwa=""), "The file 'x.xlsx' is in the format .numbers."),
        (zipped(content_x_xml="<text/>"), "The file 'x.xlsx' is no workbook that can be read"),
        (zipped(content_x_xml=""), "The file 'x.xlsx' is damaged: 'content.xml' in it cannot be read."),
        (ods("", "<manifest><encryption-data/></manifest>"), "The file 'x.xlsx' has a password."),
        (zipped(content_x_xml="<a/>", **{"encrypted-package": ""}), "The file 'x.xlsx' has a password."),
        (ods("<table:table table:name='A'/>"), "The file 'x.xlsx' is no form of ours, or no longer whole"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    (said,) = wrong(data)
    assert said.startswith(says)


def test_the_old_format_of_excel_is_named(tmp_path: Path) -> None:
    (said,) = wrong(saved(SAMPLE, "xlsx", "xls", tmp_path), "old.xls")
    assert said == "The file 'old.xls' is in the format .xls. Please save it as .xlsx or .ods instead."


def test_a_part_with_a_password_is_told_from_one_that_is_broken() -> None:
    part = b"xl/workbook.xml"
    central = SAMPLE.rindex(b"PK\x01\x02", 0, SAMPLE.rindex(part))
    data = SAMPLE[: central + 8] + b"\x01" + SAMPLE[central + 9 :]
    assert wrong(data) == ["The file 'x.xlsx' has a password. Please save it without one, and send it again."]


def test_a_name_of_a_file_does_no_harm() -> None:
    (said,) = wrong(b"", "\x1b[31m" + "x" * 500)
    assert len(said) < 100
    assert "\x1b" not in said


# --- files that would take too much


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    data = repacked(SAMPLE, lambda name, content: content + b" " * 40_000_000 * (name == SHEET))
    assert len(data) < 100_000
    tracemalloc.start()
    assert wrong(data) == ["The file 'x.xlsx' unpacks to more than 32 MB."]
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_file_that_lies_about_its_size_is_not_unpacked_further() -> None:
    data = repacked(SAMPLE, lambda name, content: content + b" " * 30_000_000 * (name == SHEET))
    tracemalloc.start()
    (said,) = wrong(with_size(data, SHEET, 1_000))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert said.startswith("The file 'x.xlsx' is damaged")


def test_pictures_in_a_file_are_not_unpacked() -> None:
    out = io.BytesIO(SAMPLE)
    with ZipFile(out, "a", ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image1.png", bytes(60_000_000))
    assert read_form(out.getvalue(), "x.xlsx").kind == "rating-sheet"


def test_a_file_that_is_too_large_or_has_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_PARTS", 5)
    assert wrong(SAMPLE) == ["The file 'x.xlsx' has too many parts to be a form."]
    monkeypatch.setattr(container, "MAX_FILE", 1_000)
    assert wrong(SAMPLE) == ["The file 'x.xlsx' is larger than 0 MB."]


def test_a_part_that_is_packed_in_another_way_is_refused() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as packed:
        packed.writestr("content.xml", "<a/>")
    assert wrong(out.getvalue())[0].startswith("The file 'x.xlsx' is damaged or was cut off")


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row table:number-rows-repeated='1000000000'>{CELL.format('')}</table:table-row>",
        f"<table:table-row>{CELL.format(MANY.format(10**9))}</table:table-row>",
        f"<table:table-row>{CELL.format('')}</table:table-row>" * (MAX_CELLS + 1),
    ],
)
def test_more_cells_than_any_form_has_are_refused(rows: str) -> None:
    said = wrong(ods(f"<table:table table:name='A'>{rows}</table:table>"))
    assert said == ["The file 'x.xlsx' holds more cells than any form."]


def test_more_cells_than_any_form_has_are_refused_in_xlsx_too() -> None:
    cells = b"<row>" + b"<c><v>1</v></c>" * (MAX_CELLS + 1) + b"</row></sheetData>"
    assert wrong(in_part(SAMPLE, SHEET, b"</sheetData>", cells)) == [
        "The file 'x.xlsx' holds more cells than any form."
    ]


def test_a_number_of_blanks_is_not_believed() -> None:
    cell = CELL.format("").replace(">x<", ">a<text:s text:c='999999999999'/>b<")
    row = f"<table:table-row>{cell}</table:table-row>"
    (sheet,) = opened(ods(f"<table:table table:name='A'>{row}</table:table>"), "x")
    assert sheet.text((0, 0)) == f"a{' ' * 1000}b"


def test_the_last_cell_of_a_worksheet_takes_no_more_than_any_other() -> None:
    def far(book: Workbook) -> None:
        book["Ratings"]["XFD1048576"] = "far"

    tracemalloc.start()
    filled = read_form(edited(SAMPLE, far), "x")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert [(cell.value, cell.address) for cell in filled.strays] == [("far", "Ratings!XFD1048576")]


def test_how_many_texts_a_file_says_that_it_has_is_not_believed() -> None:
    data = repacked(SAMPLE, lambda _, content: re.sub(rb'(ount)="\d+"', rb'\1="99999999999999"', content))
    assert read_form(data, "x").kind == "rating-sheet"


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHARED, SHEET, "xl/styles.xml", "_rels/.rels"])
def test_entities_are_refused_wherever_they_are_declared(part: str) -> None:
    data = repacked(
        SAMPLE, lambda name, content: content.replace(b"?>", b"?>" + BOMB, 1) if name == part else content
    )
    said = f"The file 'x.xlsx' is damaged: '{part.lower()}' in it cannot be read. Please send it again."
    assert wrong(data) == [said]


# --- forms that are no longer whole


def change(sheet: str, **cells: Any) -> Callable[[Workbook], None]:
    def changed(book: Workbook) -> None:
        for at, value in cells.items():
            book[sheet][at].value = value

    return changed


def remove(sheet: str) -> Callable[[Workbook], None]:
    return lambda book: book.remove(book[sheet])


def copied(book: Workbook) -> None:
    book.copy_worksheet(book["Ratings"]).title = "Ratings (2)"


SEND = "send that back."
COPY = f"Please copy your answers into the file that was sent, and {SEND}"
NO_FORM = (
    "The file 'x.xlsx' is no form of ours, or no longer whole: its hidden worksheet 'assessor' is missing."
)
NO_PART = f"The worksheet 'Ratings' is missing, or its hidden first row is. {COPY}"
NEWER = "The form 'x.xlsx' was made by a newer version of this program. Please use that to read it."
IN_RATINGS = "In the worksheet 'Ratings',"
BOTH = "'Ratings', 'Ratings (2)'"
TOO_MUCH = "Please delete what is too much."


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (remove("assessor"), [f"{NO_FORM} Please fill in the file that was sent, and {SEND}"]),
        (remove("Ratings"), [NO_PART]),
        (lambda book: book["Ratings"].delete_rows(1), [NO_PART]),
        (lambda book: book["Ratings"].delete_cols(1), [NO_PART]),
        (copied, [f"There are several worksheets of 'Ratings': {BOTH}. Please delete all but one."]),
        (
            lambda book: book["Ratings"].delete_cols(4, 2),
            [f"The worksheet 'Ratings' no longer has the column 'rating', 'evidence'. {COPY}"],
        ),
        (
            change("Ratings", H1="rating"),
            [f"The worksheet 'Ratings' has the column 'rating' more than once. {TOO_MUCH}"],
        ),
        (lambda book: book["Ratings"].delete_rows(5), [f"{IN_RATINGS} 1 row is missing: ALI-01. {COPY}"]),
        (
            lambda book: book["Ratings"].delete_rows(4, 3),
            [f"{IN_RATINGS} 2 rows are missing: ALI-01, ALI-02. {COPY}"],
        ),
        (
            change("Ratings", A20="ALI-01"),
            [f"{IN_RATINGS} these rows are there already: ALI-01 (20). {TOO_MUCH}"],
        ),
        (
            change("Ratings", A20="ALI-09", A21="x y"),
            [f"{IN_RATINGS} these rows are not of this form: ALI-09 (20), x y (21). Please delete them."],
        ),
        (
            change("Ratings", A6="ALI-01"),
            [
                f"{IN_RATINGS} 1 row is missing: ALI-02. {COPY}",
                f"{IN_RATINGS} these rows are there already: ALI-01 (6). {TOO_MUCH}",
            ],
        ),
        (change("Ratings", E5="x" * 10_001), ["Ratings!E5 has 10001 signs; at most 10000 are possible."]),
        (change("assessor", B1="2"), [NEWER]),
        (change("assessor", B1="9" * 5000), [NEWER]),
    ],
)
def test_a_form_that_is_not_whole_is_refused_with_all_that_is_wrong(
    damage: Callable[[Workbook], None], says: list[str]
) -> None:
    assert wrong(edited(SAMPLE, damage)) == says


@pytest.mark.parametrize(
    "cells",
    [{"B1": "one"}, {"C2": "agenda"}, {"C6": None}, {"A9": "row"}, {"C12": "ALI-77"}, {"A40": "more"}],
)
def test_a_reference_that_was_changed_is_noticed(cells: dict[str, Any]) -> None:
    (said,) = wrong(edited(SAMPLE, change("assessor", **cells)))
    assert said.startswith(
        "The hidden worksheet 'assessor' of 'x.xlsx' was changed, and what was asked is no"
    )


def test_each_row_of_the_reference_is_needed() -> None:
    rows = edited(SAMPLE, lambda _: None)
    (sheet,) = (each for each in opened(rows, "x") if each.name == "assessor")
    count = 1 + max(row for row, _ in sheet.cells)
    assert count > 15
    for row in range(2, count + 1):
        data = edited(SAMPLE, lambda book, row=row: book["assessor"].delete_rows(row))
        assert wrong(data)[0].startswith("The hidden worksheet 'assessor'")


def test_a_reference_with_the_right_digest_and_little_else_is_refused() -> None:
    alone = ("digest", "", reference._digest([]))
    assert reference.reference([alone]) is None
    assert reference.reference([]) is None


def test_all_that_is_wrong_is_told_in_one_sentence_where_there_is_room_for_one() -> None:
    several = Damaged(faults.no_part("A"), faults.no_part("B"), faults.no_part("C"))
    assert str(several).endswith("send that back. There are 2 more problems.")
    assert str(Damaged(faults.no_part("A"))) == faults.no_part("A")


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_every_sentence_can_be_said_in_every_language(language: str) -> None:
    say = speech(language)
    for message in (
        faults.no_form("a", "b"), faults.newer("a"), faults.changed("a", "b"), faults.no_part("a"),
        faults.several_parts("a", ["b", "c"]), faults.no_columns("a", ["b"]),
        faults.columns_again("a", ["b"]),
        faults.no_rows("a", ["b", "c"]), faults.rows_again("a", ["b"]), faults.other_rows("a", ["b"]),
        faults.too_long("A1", 2, 1),
    ):  # fmt: skip
        assert message.said(say)


# --- any bytes


def read_or_refused(data: bytes) -> None:
    try:
        assert read_form(data, "x").kind
    except Damaged as damaged:
        assert damaged.messages


@given(st.binary())
def test_any_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    assert wrong(data)
    assert wrong(b"PK\x03\x04" + data)
    assert wrong(OLE + data)


PLAIN = repacked(SAMPLE, lambda _, content: content)
CUTS = st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.binary(max_size=8))


def mutated(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, new in cuts:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + length :]
    return data


@given(st.lists(CUTS, min_size=1, max_size=4))
def test_a_form_with_other_bytes_in_it_is_read_or_refused(cuts: list[tuple[int, int, bytes]]) -> None:
    read_or_refused(mutated(SAMPLE, cuts))


PARTS = ["xl/workbook.xml", SHARED, SHEET, "xl/worksheets/sheet4.xml", "xl/styles.xml", "_rels/.rels",
         "xl/_rels/workbook.xml.rels"]  # fmt: skip
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([b"<", b">", b"</", b'"', b"&", b"0", b"9" * 30, b"-1", b"t", b"s", b"r", b"<c>", b"<v>",
                     b"\xff", b"<row>"]),
)  # fmt: skip


@given(
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 4), PIECES), min_size=1, max_size=4),
)
def test_a_form_with_other_markup_in_it_is_read_or_refused(
    part: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    read_or_refused(
        repacked(SAMPLE, lambda name, content: mutated(content, cuts) if name == part else content)
    )


ATTRIBUTES = rb'( (?:r|s|t|numFmtId|formatCode|Target|Id|Type|name|count)=)"([^"]*)"'


@given(st.sampled_from(PARTS), st.integers(0, 400), st.text(max_size=12))
def test_a_form_with_other_attributes_in_it_is_read_or_refused(part: str, number: int, value: str) -> None:
    shown = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode("utf-8", "replace")

    def change_one(name: str, content: bytes) -> bytes:
        found = list(re.finditer(ATTRIBUTES, content)) if name == part else []
        if not found:
            return content
        one = found[number % len(found)]
        return content[: one.start(2)] + shown + content[one.end(2) :]

    read_or_refused(repacked(SAMPLE, change_one))


ROW = (
    "<table:table-row><table:table-cell office:value-type='float' office:value='1'"
    " table:number-columns-repeated='2'><text:p>1</text:p></table:table-cell>"
    "<table:table-cell office:value-type='string'><text:p>a<text:s text:c='2'/>b<text:tab/></text:p>"
    "</table:table-cell></table:table-row>"
)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 4), PIECES), min_size=1, max_size=3))
def test_an_ods_file_with_other_markup_in_it_is_refused(cuts: list[tuple[int, int, bytes]]) -> None:
    data = ods(f"<table:table table:name='A'>{ROW}</table:table>")
    assert wrong(repacked(data, lambda name, content: mutated(content, cuts) if name == CONTENT else content))
