"""A Word document that is written from the top down: what python-docx does, and what it does not by itself.

In: text, pictures and tables. Out: docx. Must never know: what the text is about.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from assessor.documents.problems import one_line

_A4: Final = (Mm(210), Mm(297))
_MARGIN: Final = Mm(23)
_INDENT: Final = Mm(6)
_FONT: Final = ("Calibri", Pt(10.5))
_CLOSE: Final = Pt(2)
_USUAL_SIZE: Final = Pt(11)
_WIDE: Final = 0.62
"""How wide a letter is, of its size: generously, since the font may not be there."""
_APART: Final = Pt(10)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOST_TITLE: Final = 255
_HIGHEST: Final = 0.8
"""How high a picture is at most, of the height of the text."""
_LEAST_ROOM: Final = Mm(40)
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_UPRIGHT: Final = 0.2
"""How high headings are that stand upright, of the width of the text."""


class UnusableTemplate(Exception):
    """A template is no document that could be written over."""


class Word:
    """A document. What is added to it comes after what was added before."""

    def __init__(self, template: bytes | None = None) -> None:
        """Begin a document.

        Args:
            template: a docx whose styles, page, header and footer are used; what it says is left out.

        Raises:
            UnusableTemplate: the template is no such document, or has no room for text.
        """
        self._styles: dict[str, str] = {}
        self._marks = 0
        self._is_after_table = False
        try:
            self.document = docx.Document(None if template is None else BytesIO(as_document(template)))
            self._begin(own=template is None)
        except Exception as error:
            # Whatever a file can be that is no document: python-docx has no error of its own for that.
            raise UnusableTemplate from error

    def _begin(self, *, own: bool) -> None:
        body = self.document.element.body
        for element in list(body):
            if element.tag != qn("w:sectPr"):
                body.remove(element)
        section = self.document.sections[-1]
        if own:
            section.page_width, section.page_height = _A4
            section.left_margin = section.right_margin = _MARGIN
            normal: Any = self.document.styles["Normal"]
            normal.font.name, normal.font.size = _FONT
        sides = section.page_width or _A4[0], section.left_margin or _MARGIN, section.right_margin or _MARGIN
        self.width: int = sides[0] - sides[1] - sides[2]
        """The width of the text, in the units of Word."""
        top, foot = section.top_margin or _MARGIN, section.bottom_margin or _MARGIN
        self.height: int = (section.page_height or _A4[1]) - top - foot
        """Its height, likewise."""
        if min(self.width, self.height) < _LEAST_ROOM:
            raise ValueError("no room for text")

    def about(self, title: str, subject: str, day: datetime, language: str) -> None:
        """Say what the document is, from which day and in which language; nothing is said of who wrote it."""
        about = self.document.core_properties
        about.title, about.subject = one_line(title)[:_MOST_TITLE], one_line(subject)[:_MOST_TITLE]
        about.author = about.last_modified_by = about.comments = about.keywords = ""
        about.created = about.modified = day
        about.language = language
        for found in self.document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), language)

    def around(self, above: str) -> None:
        """Set a line above, and the number of the page below, on all pages but the first."""
        section = self.document.sections[-1]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = one_line(above)
        below = section.footer.paragraphs[0]
        below.alignment = ALIGN.CENTER
        _begin_field(below, "PAGE")
        below.add_run("1")
        _end_field(below)

    @property
    def letter(self) -> float:
        """How wide a letter of a table is, of the width of the text."""
        self._style("Normal")
        normal: Any = self.document.styles["Normal"]
        size = normal.font.size or _USUAL_SIZE
        return float(_WIDE * size / self.width)

    # --- parts

    def line(self, text: str, style: str = "Normal", *, centred: bool = False) -> Paragraph:
        """Add a paragraph."""
        line = self.document.add_paragraph(one_line(text))
        # By its id: python-docx would look for it among all styles again for each of a thousand lines.
        line._p.style = self._style(style)
        if centred:
            line.alignment = ALIGN.CENTER
        if self._is_after_table and style == "Normal":
            line.paragraph_format.space_before = _APART
        self._is_after_table = False
        return line

    def heading(self, text: str, level: int, *, listed: bool, new_page: bool) -> None:
        """Add a heading, perhaps on a new page; those that are listed stand in the contents."""
        line = self.line(text, f"Heading {level}")
        line.paragraph_format.keep_with_next = True
        if new_page:
            line.paragraph_format.page_break_before = True
        if listed:
            number = str(self._marks)
            line._p.append(_element("w:bookmarkStart", {"w:id": number, "w:name": f"part{number}"}))
            line._p.append(_element("w:bookmarkEnd", {"w:id": number}))
            self._marks += 1

    def contents(self, title: str, entries: Sequence[tuple[int, str]]) -> None:
        """Add the contents: level and text of each heading that will be listed, in order.

        They lead to the headings in every program; Word adds the numbers of pages when it opens them.
        """
        self.line(title, "TOC Heading").paragraph_format.page_break_before = True
        for place, (level, text) in enumerate(entries):
            line = self.line("", f"toc {level}")
            if place == 0:
                _begin_field(line, r'TOC \o "1-2" \h \z \u')
            link = _element("w:hyperlink", {"w:anchor": f"part{place}", "w:history": "1"})
            link.append(line.add_run(one_line(text))._r)
            line._p.append(link)
            if place == len(entries) - 1:
                _end_field(line)

    def picture(self, data: bytes, share: float, description: str, caption: str = "") -> None:
        """Add a picture as wide as a share of the text, with what it shows for whoever does not see it."""
        line = self.line("", centred=True)
        line.paragraph_format.keep_with_next = bool(caption)
        shape = line.add_run().add_picture(BytesIO(data), width=Length(int(self.width * share)))
        too_high = shape.height / (_HIGHEST * self.height)
        if too_high > 1:
            shape.width, shape.height = (Length(int(side / too_high)) for side in (shape.width, shape.height))
        shape._inline.docPr.set("descr", one_line(description))
        if caption:
            self.line(caption, "Caption", centred=True)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        right: Sequence[bool],
        *,
        upright: bool,
    ) -> None:
        """Add a table whose head stands on each page and whose rows do not break.

        Args:
            head: the headings.
            rows: as many cells as there are headings.
            shares: how wide each column is, of the width of the text.
            right: which columns are set to the right.
            upright: whether the headings of those stand upright.
        """
        table = self.document.add_table(rows=1, cols=len(head))
        table._tbl.tblStyle_val = self._style("Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(int(self.width * share))
        first = table.rows[0]
        first._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        if upright:
            first.height = Length(int(_UPRIGHT * self.width))
        self._cells(first, head, right, bold=True)
        for cell, is_right in zip(first.cells, right, strict=True):
            if upright and is_right:
                cell._tc.get_or_add_tcPr().append(_element("w:textDirection", {"w:val": "btLr"}))
        for values in rows:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            self._cells(row, values, right)
        self._is_after_table = True

    def _cells(self, row: Any, values: Sequence[str], right: Sequence[bool], *, bold: bool = False) -> None:
        for cell, value, is_right in zip(row.cells, values, right, strict=True):
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = 0
            line.add_run(one_line(value)).bold = bold or None
            if is_right:
                line.alignment = ALIGN.RIGHT

    def packed(self) -> bytes:
        """Return the document; the same parts give the same bytes, whenever they are packed."""
        out, timeless = BytesIO(), BytesIO()
        self.document.save(out)
        kind = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(out) as packed, zipfile.ZipFile(timeless, "w", kind) as anew:
            for entry in packed.infolist():
                anew.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), packed.read(entry), kind)
        return timeless.getvalue()

    # --- styles

    def _style(self, name: str) -> str:
        """Return the id of a style; one that the document lacks is taken from one without a template."""
        if name not in self._styles:
            self._styles[name] = self._found(name)
        return self._styles[name]

    def _found(self, name: str) -> str:
        styles, usual = self.document.styles, _usual_styles()
        if name not in styles and name in usual:
            styles.element.append(deepcopy(usual[name]))
        elif name not in styles:
            added: Any = styles.add_style(name, 1, builtin=True)
            added.base_style = styles["Normal"]
            added.paragraph_format.left_indent = _INDENT * (int(name[-1]) - 1)
            added.paragraph_format.space_after = _CLOSE
        return str(styles[name].style_id)


def as_document(data: bytes) -> bytes:
    """Return a template of Word (.dotx) as the document (.docx) that it would begin; any other as it is."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as anew:
        for entry in packed.infolist():
            content = packed.read(entry)
            is_index = entry.filename == "[Content_Types].xml"
            anew.writestr(entry, content.replace(_TEMPLATE, _DOCUMENT) if is_index else content)
    return out.getvalue()


@cache
def _usual_styles() -> dict[str, Any]:
    """Return the styles of a document without a template, by name."""
    return {style.name: style.element for style in docx.Document().styles if style.name}


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element


def _begin_field(line: Paragraph, code: str) -> None:
    """Begin what Word fills in anew when it opens the document."""
    begin = _element("w:fldChar", {"w:fldCharType": "begin", "w:dirty": "true"})
    instruction = _element("w:instrText")
    instruction.text = code
    for part in (begin, instruction, _element("w:fldChar", {"w:fldCharType": "separate"})):
        line.add_run()._r.append(part)


def _end_field(line: Paragraph) -> None:
    line.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))
