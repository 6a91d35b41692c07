"""Forms to fill in, drawn and by example, and what people and programs do to them on their way."""

from __future__ import annotations

import io
import string
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from hostile import HOSTILE
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assessor.review.forms.form import Choice, Column, Form, Part, Row
from assessor.review.forms.workbook import to_workbook

RATINGS = (
    Choice("0", "0 absent"),
    Choice("1", "1 weak"),
    Choice("2", "2 good"),
    Choice("3", "3 exemplary"),
    Choice("cannot-judge", "cannot judge"),
)
SPANISH = (
    Choice("0", "0 ausente"),
    Choice("1", "1 débil"),
    Choice("2", "2 buena"),
    Choice("3", "3 ejemplar"),
    Choice("cannot-judge", "no puede juzgarse"),
)


def sample() -> Form:
    """Return a small form with every sort of column, of row and of part."""
    rating = Column("rating", "Your rating", "choice", 15, RATINGS, "0 absent, 1 weak, 2 good, 3 exemplary.")
    ratings = Part(
        "ratings",
        "Ratings",
        (
            Column("id", "Criterion", "fixed", 10),
            Column("asked", "What is asked", "fixed", 50),
            rating,
            Column("evidence", "Where that shows", "text", 30, help="Page or section."),
            Column("due", "Until when", "day", 14),
        ),
        (
            Row("idea-1", ("1 Aligned", ""), heading=True),
            Row("ALI-01", ("ALI-01", "Is a plan named?")),
            Row("ALI-02", ("ALI-02", "Is it said how?"), {"rating": "2", "due": "2026-06-30"}),
            Row("idea-2", ("2 Plural", ""), heading=True),
            Row("PLU-01", ("PLU-01", "Who is heard?"), {"rating": "cannot-judge", "evidence": "p. 3\nand 4"}),
        ),
        about="Rate what the document shows.",
    )
    present = Part(
        "present",
        "People present",
        (Column("name", "Name", "text", 40), Column("city", "City", "text", 30)),
        (),
        growing=3,
    )
    return Form(
        "rating-sheet",
        "Ratings of Port Callan",
        "en",
        (("exercise", "coast-2026"), ("host", "port-callan"), ("strategy", "1e5" + "0" * 61)),
        ("Rate each criterion.", "Send the file back."),
        (ratings, present),
        date(2026, 5, 1),
    )


KEYS = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=12).map(
    lambda key: f"k{key}"
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*HOSTILE, "_x0041_", "'quoted'", "=1+1", "@x", "a\r\nb\u2028c", "\ufeffa\u200bb",
                     "\ud83d",
                     "\uffff",
                     "true", "1e5", "2026-06-30", " \u00a0 ", "a  b", "a\tb", "&amp;<b>", "assessor part x"]),
)  # fmt: skip
ENTRIES = st.text(string.ascii_letters + string.digits + " éñ-'&<=", min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)


@st.composite
def columns(draw: st.DrawFn, key: str) -> Column:
    sort = draw(st.sampled_from(["fixed", "choice", "text", "day"]))
    chosen: tuple[Choice, ...] = ()
    if sort == "choice":
        shown = draw(st.lists(ENTRIES, min_size=1, max_size=5, unique_by=str.casefold))
        chosen = tuple(Choice(f"c{number}", text) for number, text in enumerate(shown))
    return Column(key, draw(TEXTS), sort, draw(st.integers(1, 40)), chosen, draw(TEXTS)[:120])


@st.composite
def parts(draw: st.DrawFn, key: str) -> Part:
    keys = draw(st.lists(KEYS, max_size=4, unique=True))
    asked = [*(draw(columns(each)) for each in keys), Column("answer", "Answer", "text", 20)]
    asked = draw(st.permutations(asked))
    fixed = [column for column in asked if column.sort == "fixed"]
    rows = []
    for row in draw(st.lists(KEYS, max_size=5, unique=True)):
        cells = tuple(draw(TEXTS) for _ in fixed)
        heading = asked[0].sort == "fixed" and draw(st.booleans())
        values = (
            {}
            if heading
            else {c.key: draw(_values(c)) for c in asked if c.sort != "fixed" and draw(st.booleans())}
        )
        rows.append(Row(row, cells, values, heading))
    return Part(key, draw(TEXTS), tuple(asked), tuple(rows), draw(TEXTS), draw(st.integers(0, 3)))


def _values(column: Column) -> st.SearchStrategy[str]:
    if column.sort == "choice":
        return st.sampled_from([choice.value for choice in column.choices])
    if column.sort == "day":
        return st.dates(date(1901, 1, 1), date(2999, 12, 31)).map(date.isoformat)
    return TEXTS


@st.composite
def forms(draw: st.DrawFn) -> Form:
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    about = draw(
        st.dictionaries(
            KEYS, st.text(string.ascii_letters + string.digits + " é.:", max_size=20).map(str.strip)
        )
    )
    return Form(
        draw(KEYS),
        draw(TEXTS),
        draw(st.sampled_from(["en", "es", "xx"])),
        tuple(about.items()),
        tuple(draw(st.lists(TEXTS, max_size=3))),
        tuple(draw(parts(key)) for key in keys),
        draw(st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    )


def edited(data: bytes, change: Callable[[Workbook], Any]) -> bytes:
    """Return a workbook after somebody changed it in another program."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a zip file with its parts changed; a part that becomes None is left out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as anew:
        for name in packed.namelist():
            content = change(name, packed.read(name))
            if content is not None:
                anew.writestr(name, content)
    return out.getvalue()


def in_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a zip file with one thing changed in one part."""

    def change(name: str, content: bytes) -> bytes:
        assert name != part or old in content
        return content.replace(old, new) if name == part else content

    return repacked(data, change)


ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:spreadsheet>{}
</office:spreadsheet></office:body></office:document-content>"""


def ods(tables: str, manifest: str = "<manifest/>") -> bytes:
    """Return an OpenDocument workbook of some tables."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS)
        packed.writestr("content.xml", _ODS.format(tables))
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


SAMPLE = to_workbook(sample())
SHEET, SHARED, CONTENT = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "content.xml"
"""Parts of the sample: its ratings, its texts; and what an ods file is read from."""
MANY = "table:number-columns-repeated='{}'"
CELL = "<table:table-cell office:value-type='string' {}><text:p>x</text:p></table:table-cell>"
