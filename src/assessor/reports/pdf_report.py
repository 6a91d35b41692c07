"""An assessment as PDF, to be handed in: cover, contents, page numbers, and tables that break well.

In: an ``Assessment``. Out: PDF/UA, which screen readers can read. Set by Typst, which brings its own fonts,
needs no other program, and takes what the report says as data, so that text is never markup; the layout
stands in ``paper/report.typ``. Signs that those fonts lack are set in the fonts of the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Final

from assessor.documents.problems import one_line, shorten
from assessor.messages import Message
from assessor.reports.charts import picture
from assessor.reports.content import Block, Bullets, Content, Heading, Paragraph, Picture
from assessor.reports.extras import INSTALL, needed
from assessor.reports.tables import Column, Table
from assessor.scoring.assessment import Assessment
from assessor.speech import base_of

_LONG_WORD: Final = re.compile(r"\S{40}(?=\S)")
"""A part of a word that is longer than any hyphenation could help."""
_PLACE_TO_BREAK: Final = "\u200b"


def to_pdf(assessment: Assessment) -> bytes:
    """Return an assessment as PDF on A4, in its language. With the same fonts, the same gives the same bytes.

    Raises:
        UsageError: Typst or matplotlib is not installed.
    """
    with needed(Message("For PDF, typst is needed: {command} installs it.", command=INSTALL)):
        import typst
    layout = resources.files("assessor.reports").joinpath("paper", "report.typ").read_bytes()
    files = {"main": layout, "report.json": json.dumps(_report(assessment)).encode()}
    for part in ("bars", "radar"):
        files[f"{part}.svg"] = picture(assessment, part, "svg", outlined=True)
    day = datetime.fromisoformat(assessment.as_of).replace(tzinfo=UTC)
    try:
        return _compiled(files, day, pdf_standards="ua-1")
    except typst.TypstError:
        # A sign that no font has, such as an emoji, is drawn as a box, and such a file is no PDF/UA.
        return _compiled(files, day)


def _compiled(files: Mapping[str, bytes], day: datetime, **standard: str) -> bytes:
    import typst

    # Its types do not know yet that it takes files by name.
    pdf: bytes = typst.compile(files, format="pdf", timestamp=day, **standard)  # type: ignore[call-overload]
    return pdf


def _report(assessment: Assessment) -> dict[str, Any]:
    content = Content(assessment)
    whose, basis = content.about()
    return {
        "language": base_of(assessment.settings.language),
        # A document that everyone can read has a name; a damaged assessment may have lost it.
        "title": _text(content.title) or _text(assessment.pack.title) or _text(assessment.pack.id) or "–",
        "short_title": shorten(content.title, 70),
        "whose": _text(whose),
        "basis": _text(basis),
        "keywords": [_text(assessment.pack.title)],
        "contents": content.say("Contents"),
        "blocks": [_block(block) for block in content.whole()],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _text(text) or "–"}
        case Paragraph(text, look, label):
            return {"kind": "paragraph", "text": _text(text), "look": look, "label": _text(label)}
        case Bullets(items, numbered):
            return {"kind": "bullets", "items": _texts(items), "numbered": numbered}
        case Table(_, columns, rows):
            heads = [_column(column) for column in columns]
            return {"kind": "table", "columns": heads, "rows": [_texts(row) for row in rows]}
        case Picture(part, description, caption):
            about = {"description": description, "caption": caption}
            return {"kind": "picture", "part": part, "file": f"{part}.svg", **about}


def _column(column: Column) -> dict[str, Any]:
    return {"title": _text(column.title), "wide": column.sort == "long", "number": column.sort == "number"}


def _texts(values: Sequence[object]) -> list[str]:
    return [_text(value) for value in values]


def _text(value: object) -> str:
    """Return a value as text that fits on a page, however long its words are."""
    return _LONG_WORD.sub(rf"\g<0>{_PLACE_TO_BREAK}", one_line(value))
