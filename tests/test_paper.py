"""PDF and Word documents, opened again by other programs: they say what the assessment says."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zipfile import ZipFile

import docx
import pytest
from command import Command, command_fixture  # noqa: F401
from documents import pieces
from docx.shared import RGBColor
from hostile import HOSTILE, hostile
from office import converted
from places import AS_OF, FIXTURES
from pypdf import PdfReader

from assessor import Assessment, UsageError, assess, load_strategy, parse_assessment, to_json
from assessor.documents.problems import one_line, shorten
from assessor.reports.blocks import Document, Heading, Table
from assessor.reports.content import document_of
from assessor.reports.formats import Wishes, render

PAPERS = [("half-examined", "en"), ("es-typical", "es"), ("pt-typical", "pt"), ("cooperation-only", "fr")]


@cache
def assessed(name: str, language: str = "en") -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF, language=language)


@cache
def rendered(name: str, language: str, form: str) -> bytes:
    data = render(assessed(name, language), form)
    assert isinstance(data, bytes)
    return data


def squeezed(text: str) -> str:
    """Return text without blanks and without the marks of hyphenation: lines are broken anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", normalize("NFKC", text))


def said(document: Document) -> list[str]:
    """Return everything that a report says, piece by piece."""
    return [document.whose, *pieces(document)]


# --- PDF


def pdf(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


@pytest.mark.parametrize(("name", "language"), PAPERS)
def test_the_pdf_says_everything_that_the_report_says(name: str, language: str) -> None:
    document = document_of(assessed(name, language))
    pages = [squeezed(page.extract_text()) for page in pdf(rendered(name, language, "pdf")).pages]
    # What stands above and below each page may come between two halves of a paragraph.
    above, last = squeezed(shorten(document.title, 70) + document.whose), len(pages)
    inner = [
        page.replace(above, "", 1).removesuffix(f"{number}/{last}") for number, page in enumerate(pages, 1)
    ]
    text = pages[0] + "".join(inner[1:])
    tables = [block for block in document.blocks if isinstance(block, Table) and len(block.columns) > 6]
    upright = {column.title for table in tables for column in table.columns}
    lost = [piece for piece in said(document) if squeezed(piece) not in text and piece not in upright]
    assert lost == []


@pytest.mark.parametrize(("name", "language"), PAPERS)
def test_the_pdf_can_be_read_by_everyone_and_found_through(name: str, language: str) -> None:
    found = pdf(rendered(name, language, "pdf"))
    root = found.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert found.metadata is not None
    assert found.metadata.title == assessed(name, language).strategy.title
    headings = [b.text for b in document_of(assessed(name, language)).blocks if isinstance(b, Heading)]
    assert [squeezed(str(entry.title)) for entry in flat(found.outline)] == [*map(squeezed, headings)]
    last = len(found.pages)
    assert f"{last} / {last}" in found.pages[-1].extract_text()


def flat(outline: list[Any]) -> list[Any]:
    return [each for entry in outline for each in (flat(entry) if isinstance(entry, list) else [entry])]


@dataclass(frozen=True)
class Printed:
    """A PDF full of a hostile text, as another program reads it."""

    reader: PdfReader
    text: str
    edges: tuple[float, ...]
    """Where each piece of text stands, from the left edge of its page, in points."""


@cache
def printed(text: str) -> Printed:
    data = render(hostile(text), "pdf")
    assert isinstance(data, bytes)
    reader, edges = pdf(data), []

    def note(piece: str, _: Any, matrix: list[float], *__: Any) -> None:
        if piece.strip():
            edges.append(matrix[4])

    read = "".join(page.extract_text(visitor_text=note) for page in reader.pages)
    return Printed(reader, read, tuple(edges))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_strategy_does_nothing_in_a_pdf(text: str) -> None:
    found = printed(text)
    about = found.reader.metadata
    assert about is not None
    assert str(about.title).replace("\u200b", "") == one_line(text)
    # Other letters may run to the left, and other signs are boxes where no font has them.
    if all(sign < "\u0590" or sign == "\ufffd" for sign in one_line(text)):
        assert squeezed(one_line(text)) in squeezed(found.text)
    count = len(found.reader.xref[0]) + 1
    names = {str(name) for number in range(1, count) for name in keys(found.reader, number)}
    assert not names & {"/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/EmbeddedFiles"}


def keys(found: PdfReader, number: int) -> list[str]:
    try:
        value = found.get_object(number)
    except Exception:  # noqa: BLE001 - a number that is not in use
        return []
    return [str(key) for key in value] if isinstance(value, dict) else []


def test_no_word_is_longer_than_the_page() -> None:
    assert max(printed(max(HOSTILE, key=len)).edges) < 595


# --- Word


def word(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize(("name", "language"), PAPERS)
def test_the_office_program_reads_everything_that_the_report_says(
    name: str, language: str, tmp_path: Path
) -> None:
    form = "txt:Text (encoded):UTF8"
    text = squeezed(converted(rendered(name, language, "docx"), "docx", form, tmp_path))
    assert [
        piece for piece in said(document_of(assessed(name, language))) if squeezed(piece) not in text
    ] == []


def test_headings_lists_and_tables_have_the_styles_of_word() -> None:
    blocks = document_of(assessed("typical")).blocks
    found = word(rendered("typical", "en", "docx"))
    by_style: dict[str, list[str]] = {}
    for line in found.paragraphs:
        by_style.setdefault(line.style.name, []).append(line.text)
    for level in (1, 2, 3):
        wanted = [one_line(b.text) for b in blocks if isinstance(b, Heading) and b.level == level]
        assert by_style[f"Heading {level}"] == wanted
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in found.tables] == [len(table.rows) + 1 for table in tables]
    assert {table.style.name for table in found.tables} == {"Table Grid"}
    assert len(found.inline_shapes) == 2


def test_the_contents_lead_to_every_chapter() -> None:
    found = word(rendered("typical", "en", "docx"))
    xml = found.element.xml
    anchors = re.findall(r'w:anchor="(part\d+)"', xml)
    assert anchors == re.findall(r'w:bookmarkStart [^>]*w:name="(part\d+)"', xml)
    listed = [line.text for line in found.paragraphs if line.style.name.startswith("toc ")]
    headings = [line.text for line in found.paragraphs if line.style.name in ("Heading 1", "Heading 2")]
    assert listed == headings


def test_the_document_says_its_language_and_nobody_s_name() -> None:
    about = word(rendered("es-typical", "es", "docx")).core_properties
    assert (about.language, about.author, about.last_modified_by) == ("es-ES", "", "")
    assert about.created.date() == AS_OF


def template(tmp_path: Path) -> Path:
    """A document of a city: green headings, a header of its own, some text, and without a list style."""
    city = docx.Document()
    heading: Any = city.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0, 128, 0)
    city.sections[0].header.paragraphs[0].text = "City of Port Callan"
    city.add_paragraph("An old letter.")
    city.styles.element.remove(city.styles["List Bullet"].element)
    path = tmp_path / "city.docx"
    city.save(str(path))
    return path


def test_a_template_gives_its_styles_and_header_and_keeps_its_text(tmp_path: Path) -> None:
    data = render(assessed("typical"), "docx", Wishes(template=template(tmp_path).read_bytes()))
    assert isinstance(data, bytes)
    found = word(data)
    assert found.styles["Heading 1"].font.color.rgb == RGBColor(0, 128, 0)
    assert found.sections[0].header.paragraphs[0].text == "City of Port Callan"
    texts = [line.text for line in found.paragraphs]
    assert "An old letter." not in texts
    assert [line for line in found.paragraphs if line.style.name == "List Bullet"]


def test_a_template_is_named_on_the_command_line(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    given = ("assess", FIXTURES / "typical.yaml", "--format", "docx", "--output", out)
    assert command(*given, "--template", template(tmp_path)).code == 0
    assert word(out.read_bytes()).sections[0].header.paragraphs[0].text == "City of Port Callan"


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("city.docm", b"PK\x05\x06" + bytes(18), 2, "The template is no Word document that can be used; "),
        ("city.docx", b"", 2, "The template is no Word document that can be used; "),
        ("city.docx", b"%PDF-1.7", 2, "The template is no Word document that can be used; "),
        ("city.docx", None, 5, "There is no file '"),
    ],
)
def test_a_template_that_is_none_is_refused_with_a_sentence(
    command: Command, tmp_path: Path, name: str, data: bytes | None, code: int, says: str
) -> None:
    path, out = tmp_path / name, tmp_path / "report.docx"
    if data is not None:
        path.write_bytes(data)
    given = ("assess", FIXTURES / "typical.yaml", "--format", "docx", "--output", out)
    ended = command(*given, "--template", path)
    assert (ended.code, out.exists()) == (code, False)
    assert ended.sentence.startswith(says)


def test_a_template_with_macros_or_of_another_sort_is_refused(tmp_path: Path) -> None:
    data = render(assessed("typical"), "xlsx")
    assert isinstance(data, bytes)
    with pytest.raises(UsageError, match="no Word document"):
        render(assessed("typical"), "docx", Wishes(template=data))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_strategy_is_text_in_word(text: str) -> None:
    data = render(hostile(text), "docx")
    assert isinstance(data, bytes)
    found = word(data)
    assert found.paragraphs[0].text == one_line(text)
    assert set(re.findall(r"<w:instrText>(\w+)", found.element.xml)) == {"TOC"}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_assessment_gives_the_same_paper(form: str) -> None:
    assert render(assessed("typical", "en"), form) == rendered("typical", "en", form)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_an_assessment_that_has_lost_its_titles_is_written_all_the_same(form: str) -> None:
    content = json.loads(to_json(assessed("wish-list")))
    content["strategy"]["title"] = ""
    content["ideas"][0]["title"] = " "
    content["steps"][0]["stage_title"] = ""
    data = render(parse_assessment(json.dumps(content)), form)
    assert isinstance(data, bytes)
    assert len(data) > 10_000


def damaged(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as packed, ZipFile(out, "w") as anew:
        for name in packed.namelist():
            content = packed.read(name)
            anew.writestr(name, change(content) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/styles.xml", lambda content: content[: len(content) // 2]),
        ("word/document.xml", lambda _: b"<nothing/>"),
        ("word/document.xml", lambda content: re.sub(rb"<w:body>.*</w:body>", b"", content, flags=re.DOTALL)),
        (
            "word/document.xml",
            lambda content: re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", content, flags=re.DOTALL),
        ),
        ("word/document.xml", lambda content: re.sub(rb'w:left="[0-9]+"', b'w:left="12000"', content)),
        ("[Content_Types].xml", lambda _: b""),
    ],
)
def test_a_damaged_template_is_refused_with_a_sentence(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    broken = damaged(template(tmp_path).read_bytes(), part, change)
    with pytest.raises(UsageError, match="The template is no Word document that can be used"):
        render(assessed("wish-list"), "docx", Wishes(template=broken))


def test_a_template_of_word_is_used_as_the_document_that_it_begins(tmp_path: Path) -> None:
    kind = b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    data = damaged(template(tmp_path).read_bytes(), "[Content_Types].xml", lambda c: c.replace(*kind))
    written = render(assessed("typical"), "docx", Wishes(template=data))
    assert isinstance(written, bytes)
    assert word(written).sections[0].header.paragraphs[0].text == "City of Port Callan"


def test_no_picture_is_higher_than_a_page_in_landscape() -> None:
    wide = docx.Document()
    section = wide.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    out = io.BytesIO()
    wide.save(out)
    data = render(assessed("typical"), "docx", Wishes(template=out.getvalue()))
    assert isinstance(data, bytes)
    room = section.page_height - section.top_margin - section.bottom_margin
    assert all(shape.height < room for shape in word(data).inline_shapes)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "sarif"])
def test_a_language_with_a_country_is_said_as_each_format_does(form: str) -> None:
    found = assessed("pt-typical", "pt")
    brazil = replace(found, settings=replace(found.settings, language="pt_BR"))
    shown = render(brazil, form)
    assert len(shown) > 10_000
    if form == "html":
        assert '<html lang="pt-BR">' in str(shown)
        assert "Visão geral" in str(shown)
