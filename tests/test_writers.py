"""Writers of documents: a made-up report says the same in every format, and its text does nothing."""

from __future__ import annotations

import csv
import io
import re
import sys
from unicodedata import bidirectional

import docx
import pytest
from browser import PHONE, Browser, browser_fixture  # noqa: F401
from documents import LONG, document, pieces, table
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from rich.cells import cell_len

from assessor import UsageError
from assessor.documents.problems import one_line, tame
from assessor.reports.blocks import Bullets, Column, Document, Heading, Paragraph, Table
from assessor.reports.canvas import Page
from assessor.reports.registry import Format, Wishes, chosen, format_of, rendered
from assessor.reports.registry import table as formats
from assessor.reports.writers.csv import BYTE_ORDER_MARK, to_csv
from assessor.reports.writers.docx import to_docx
from assessor.reports.writers.formats import DOCUMENTS
from assessor.reports.writers.html import to_html
from assessor.reports.writers.isolation import isolated
from assessor.reports.writers.markdown import to_markdown
from assessor.reports.writers.pdf import to_pdf
from assessor.reports.writers.text import to_text
from assessor.reports.writers.xlsx import to_xlsx

SHALOM = "\u05e9\u05dc\u05d5\u05dd"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2067]")
"""What no format may hold of others; the marks of isolation (U+2068, U+2069) are ours."""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- the registry


def test_every_format_of_documents_shows_one() -> None:
    for name, found in DOCUMENTS.items():
        shown = rendered(DOCUMENTS, document(), name)
        assert isinstance(shown, bytes) == found.is_binary
        assert len(shown) > 500


def test_a_format_is_asked_for_by_name_by_the_ending_of_a_file_or_else_the_first() -> None:
    assert chosen(DOCUMENTS, "pdf", "a.docx") == "pdf"
    assert chosen(DOCUMENTS, None, "A.DOCX") == "docx"
    assert chosen(DOCUMENTS, None, "a.rtf") == chosen(DOCUMENTS, None, None) == "text"
    assert format_of(DOCUMENTS, "a.csv") is None


@pytest.mark.parametrize(
    ("form", "wishes", "says"),
    [
        ("htm", Wishes(), "There is no format 'htm'; did you mean 'html'"),
        ("pdf", Wishes(template=b""), "A template is for docx; pdf takes none."),
    ],
)
def test_what_a_table_of_formats_cannot_do_is_refused(form: str, wishes: Wishes, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        rendered(DOCUMENTS, document(), form, wishes)


def test_what_a_document_can_be_made_of_has_its_formats() -> None:
    whole: Format[int] = DOCUMENTS["markdown"].of(lambda number, wishes: document(f"City {number}"))
    assert rendered(formats(whole), 7, "markdown") == to_markdown(document("City 7"))
    assert (whole.name, whole.endings) == ("markdown", (".md", ".markdown"))


def test_a_page_of_its_own_is_written_in_the_same_format() -> None:
    own = DOCUMENTS["html"].by(lambda number, wishes: f"<p>{number}")
    assert rendered(formats(own), 7, "html") == "<p>7"


# --- text


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
@pytest.mark.parametrize("text", ["Port Callan", *HOSTILE])
def test_text_says_everything_and_no_line_is_wider_than_the_page(text: str, width: int) -> None:
    found = document(text)
    shown = to_text(found, Page(width))
    assert [line for line in shown.splitlines() if cell_len(line) > width] == []
    assert UNSAFE.findall(shown.replace("\n", "")) == []
    # Lines break anywhere; in columns, only words stay together.
    words = {word for piece in pieces(found) for word in one_line(piece).split() if len(word) <= 20}
    assert [word for word in words if word not in shown and word.upper() not in shown] == []


def test_a_table_that_fits_has_columns_and_numbers_to_the_right() -> None:
    short = Table("", (Column("City"), Column("Mean", "number")), (("Port Callan", 3), ("São João", 12)))
    lines = to_text(document("T", short)).splitlines()
    assert lines[-4:] == [
        "City         Mean",
        "───────────  ────",
        "Port Callan     3",
        "São João       12",
    ]


def test_where_columns_have_no_room_rows_are_told_one_after_the_other() -> None:
    shown = to_text(document("T", table()), Page(44))
    assert shown.splitlines()[4:] == [
        "City: Port Callan",
        "  #: 1",
        "  What its peers say: Peers agree that the",
        "  needs stand in the strategy, and differ on",
        "  whether anything answers them.",
        "  Mean: 1.5",
        "City: São João",
        "  #: 2",
        "  What its peers say: Port Callan",
        "  Mean: 3",
    ]


def test_entries_are_told_as_the_language_tells_them() -> None:
    assert "\n  #\xa0: 1\n" in to_text(document("T", table(), language="fr"), Page(44))


VALUES = st.one_of(st.integers(-(10**9), 10**9), st.text("ab 中\n", max_size=90), st.just("x" * 300))
SORTS = st.sampled_from(["text", "long", "number", "blank", "date"])


@given(
    st.lists(st.tuples(st.text("ab 中", max_size=20), SORTS), min_size=1, max_size=12),
    st.data(),
    st.integers(40, 160),
)
def test_no_table_is_wider_than_the_page_or_cut(
    columns: list[tuple[str, str]], data: st.DataObject, width: int
) -> None:
    row = st.tuples(*[VALUES] * len(columns))
    rows = data.draw(st.lists(row, max_size=5))
    found = Table("T", tuple(Column(title, sort) for title, sort in columns), tuple(rows))  # type: ignore[arg-type]
    shown = to_text(document("T", found), Page(width))
    assert [line for line in shown.splitlines() if cell_len(line) > width] == []
    assert "…" not in shown
    counted = sum(str(value).count("x") for row in rows for value in row)
    assert shown.count("x") == counted


def test_a_terminal_of_ascii_gets_lines_of_ascii() -> None:
    found = document("T", Heading(2, "Ratings"), Table("", (Column("A"),), (("b",),)))
    assert to_text(found, Page(encoding="ascii")).splitlines()[-5:] == ["Ratings", "-------", "A", "-", "b"]


# --- pages


@pytest.mark.parametrize("text", ["Port Callan", *HOSTILE])
def test_a_page_says_everything_asks_for_nothing_and_keeps_nobody_out(browser: Browser, text: str) -> None:
    found = document(text)
    browser.show(to_html(found))
    asked = browser.requests()
    assert asked[0].startswith("file://")
    assert all(address.startswith("data:image/svg+xml;base64,") for address in asked[1:])
    shown = squeezed(browser.run("return document.body.textContent"))
    assert [piece for piece in pieces(found) if squeezed(tame(piece)) not in shown] == []
    assert (browser.said(), browser.run("return document.scripts.length")) == ([], 0)
    assert browser.violations() == []


@pytest.mark.parametrize("text", ["Port Callan", "x" * 9000])
def test_a_page_is_dark_where_that_is_wanted_and_no_wider_than_a_phone(browser: Browser, text: str) -> None:
    browser.show(to_html(document(text)), size=PHONE, prefers_color_scheme="dark")
    assert browser.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert browser.run("return document.querySelector('img').currentSrc") == browser.run(
        "return document.querySelector('source').srcset"
    )
    assert browser.violations() == []


def test_the_contents_of_a_page_lead_to_its_chapters(browser: Browser) -> None:
    browser.show(to_html(document()))
    assert browser.texts("nav a") == browser.texts("h2") == ["Port Callan", "To note"]
    leads = "[...document.querySelectorAll('nav a')].map(a => document.querySelector(a.hash).tagName)"
    assert browser.run(f"return {leads}") == ["SECTION", "SECTION"]


def test_a_table_of_a_page_has_a_caption_and_heads_of_columns_and_rows(browser: Browser) -> None:
    browser.show(to_html(document("City")))
    heads = "[...document.querySelectorAll('table:first-of-type [scope=' + arguments[0] + ']')]"
    assert browser.run(f"return {heads}.map(e => e.textContent)", "col")[:4] == [
        "#", "City", "What its peers say", "Mean",
    ]  # fmt: skip
    assert browser.run(f"return {heads}.map(e => e.textContent)", "row")[:2] == ["City", "São João"]
    captions = browser.run("return [...document.querySelectorAll('caption')].map(e => e.textContent)")
    assert captions == ["Ratings", "City"]


def test_a_document_whose_highest_headings_are_of_parts_has_them_as_chapters(browser: Browser) -> None:
    browser.show(to_html(document("City", Heading(2, "First"), Heading(3, "Entry"), Heading(2, "Last"))))
    assert (browser.texts("nav a"), browser.texts("h3")) == (["First", "Last"], ["Entry"])
    assert browser.violations() == []


def test_a_page_without_headings_or_title_is_a_page_all_the_same(browser: Browser) -> None:
    browser.show(to_html(document("", Paragraph("Nothing."))))
    assert (browser.texts("nav"), browser.texts("h1")) == ([], ["Peer review"])
    assert browser.violations() == []


# --- workbooks and tables


@pytest.mark.parametrize("text", ["Port Callan", *HOSTILE])
def test_a_workbook_holds_the_text_first_and_then_each_table(text: str) -> None:
    found = document(text)
    front, *others = load_workbook(io.BytesIO(to_xlsx(found))).worksheets
    lines = [cell.value for (cell,) in front.iter_rows(max_col=1) if cell.value]
    assert lines[0] == tame(text)
    assert lines[2] == f"Reviewed by four peers of {tame(text)}."
    assert f"2. {LONG}" in lines
    assert len(others) == 2
    for sheet in others:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [row[0] for row in rows[1:]] == [1, 2]
        assert (rows[1][1], rows[1][3]) == (tame(text), 1.5)
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)
    cells = [cell for sheet in (front, *others) for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_no_two_sheets_have_the_same_name() -> None:
    titles = ["Ratings", "ratings", "x" * 40, "x" * 41, "", "[]", "History", "Ratings"]
    found = document("Ratings", *(table(title) for title in titles))
    names = load_workbook(io.BytesIO(to_xlsx(found))).sheetnames
    assert names[:3] == ["Ratings", "Ratings 2", "ratings 3"]
    assert len({name.lower() for name in names}) == len(titles) + 1
    assert all(0 < len(name) <= 31 and name.lower() != "history" for name in names)


def test_a_wide_table_is_printed_on_pages_beside_each_other_with_its_first_column() -> None:
    wide = Table("Wide", (Column("Criterion"), *[Column("Said", "long")] * 6), (("A", *"abcdef"),))
    sheet = load_workbook(io.BytesIO(to_xlsx(document("T", wide))))["Wide"]
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (2, "$A:$A")
    narrow = load_workbook(io.BytesIO(to_xlsx(document("T", table()))))["Ratings"]
    assert narrow.print_title_cols is None


@pytest.mark.parametrize("text", ["Port Callan", *HOSTILE])
def test_a_table_as_csv_says_what_it_holds_and_no_formula(text: str) -> None:
    shown = to_csv(Table("T", (Column(text), Column("#", "number")), ((text, -1), ("", 2.5))))
    rows = list(csv.reader(io.StringIO(shown.removeprefix(BYTE_ORDER_MARK), newline="")))
    said = one_line(text)
    safe = f"'{said}" if said[0] in "=+-@" else said
    assert rows == [[safe, "#"], [safe, "-1"], ["", "2.5"]]
    assert shown.startswith(BYTE_ORDER_MARK)


# --- all of them


@pytest.mark.parametrize("form", list(DOCUMENTS))
def test_the_same_document_gives_the_same_file(form: str) -> None:
    assert rendered(DOCUMENTS, document(), form) == rendered(DOCUMENTS, document(), form)


@pytest.mark.parametrize("form", list(DOCUMENTS))
def test_a_document_that_says_nothing_is_written_all_the_same(form: str) -> None:
    nothing = Document("", "", "", "en", "2026-06-01", ())
    lost = document("", Heading(1, ""), Paragraph(""), Bullets(()), Table("", (Column(""),), ()))
    for found in (nothing, lost):
        assert rendered(DOCUMENTS, found, form)


@pytest.mark.parametrize(
    ("form", "module", "says"),
    [
        ("html", "jinja2", "For pages, Jinja2 is needed: "),
        ("pdf", "matplotlib", "For pictures, matplotlib is needed: "),
        ("xlsx", "xlsxwriter", "For workbooks, XlsxWriter is needed: "),
    ],
)
def test_a_missing_library_gives_one_sentence(
    monkeypatch: pytest.MonkeyPatch, form: str, module: str, says: str
) -> None:
    from assessor.reports.writers import html

    html.environment.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=says):
        rendered(DOCUMENTS, document(), form)


# --- from right to left


def test_years_beside_a_name_from_right_to_left_stay_as_they_are() -> None:
    line = f"{SHALOM} · 2024–2028"
    assert isolated(line) == f"\u2068{SHALOM}\u2069 · 2024–2028"
    found = document(SHALOM)
    assert docx.Document(io.BytesIO(to_docx(found))).paragraphs[1].text == isolated(line)
    front = load_workbook(io.BytesIO(to_xlsx(found))).worksheets[0]
    assert front["A2"].value == isolated(line)
    text = PdfReader(io.BytesIO(to_pdf(found))).pages[0].extract_text()
    assert "2024–2028" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_nothing_is_isolated_that_runs_from_left_to_right(text: str) -> None:
    line = one_line(text)
    is_mixed = any(bidirectional(sign) in ("R", "AL") for sign in line)
    assert (isolated(line) != line) == is_mixed
    assert re.sub("[\u2068\u2069]", "", isolated(line)) == line


def test_a_page_shows_the_years_after_the_name(browser: Browser) -> None:
    browser.show(to_html(document(SHALOM)))
    places = """
        const line = document.querySelector('header p').firstChild, range = document.createRange();
        const at = sign => { const i = line.data.indexOf(sign); range.setStart(line, i);
          range.setEnd(line, i + 1); return range.getBoundingClientRect().left; };
        return [at(arguments[0]), at('2024'), at('2028')];
    """
    name, first, last = browser.run(places, SHALOM[0])
    assert name < first < last
