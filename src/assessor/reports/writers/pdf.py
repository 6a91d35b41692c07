"""A report as PDF, to be handed in: cover, contents, page numbers, and tables that break well.

In: a ``Document``. Out: PDF/UA, which screen readers can read. Set by Typst, which brings its own fonts,
needs no other program, and takes what the report says as data, so that text is never markup; the layout
stands in ``paper/report.typ``. Signs that those fonts lack are set in the fonts of the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from itertools import count
from typing import Any, Final

from assessor.documents.problems import one_line, shorten
from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.reports.blocks import (
    NOTHING,
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from assessor.reports.writers.isolation import isolated
from assessor.speech import base_of, speech

_LONG_WORD: Final = re.compile(r"\S{40}(?=\S)")
"""A part of a word that is longer than any hyphenation could help."""
_PLACE_TO_BREAK: Final = "\u200b"


def to_pdf(document: Document) -> bytes:
    """Return a report as PDF on A4, in its language. With the same fonts, the same gives the same bytes.

    Raises:
        UsageError: Typst, or what draws a picture, is not installed.
    """
    with needed(Message("For PDF, typst is needed: {command} installs it.", command=REPORTS)):
        import typst
    layout = resources.files("assessor.reports").joinpath("paper", "report.typ").read_bytes()
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    files = {_file(place): each.draw("outlined-svg") for place, each in enumerate(pictures)}
    files |= {"main": layout, "report.json": json.dumps(_report(document)).encode()}
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
    try:
        return _compiled(files, day, pdf_standards="ua-1")
    except typst.TypstError:
        # A sign that no font has, such as an emoji, is drawn as a box, and such a file is no PDF/UA.
        return _compiled(files, day)


def _file(place: int) -> str:
    """Return what the file of a picture is called, by its place among them."""
    return f"picture{place}.svg"


def _compiled(files: Mapping[str, bytes], day: datetime, **standard: str) -> bytes:
    import typst

    # Its types do not know yet that it takes files by name.
    pdf: bytes = typst.compile(files, format="pdf", timestamp=day, **standard)  # type: ignore[call-overload]
    return pdf


def _report(document: Document) -> dict[str, Any]:
    files = map(_file, count())
    return {
        "language": base_of(document.language),
        # A document that everyone can read has a name; a damaged one may have lost it.
        "title": next(filter(None, map(_text, (document.title, *document.keywords))), NOTHING),
        "short_title": shorten(document.title, 70),
        "whose": isolated(_text(document.whose)),
        "basis": _text(document.basis),
        "keywords": _texts(document.keywords),
        "brief": document.brief,
        "contents": speech(document.language)("Contents"),
        "blocks": [_block(block, files) for block in document.blocks],
    }


def _block(block: Block, files: Iterator[str]) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _text(text) or NOTHING}
        case Paragraph(text, look, label):
            return {"kind": "paragraph", "text": _text(text), "look": look, "label": _text(label)}
        case Bullets(items, numbered):
            return {"kind": "bullets", "items": _texts(items), "numbered": numbered}
        case Table(_, columns, rows):
            heads = [_column(column) for column in columns]
            return {"kind": "table", "columns": heads, "rows": [_texts(row) for row in rows]}
        case Picture(_, description, caption, size):
            about = {"description": _text(description), "caption": _text(caption)}
            return {"kind": "picture", "file": next(files), "size": size, **about}


def _column(column: Column) -> dict[str, Any]:
    return {"title": _text(column.title), "wide": column.sort == "long", "number": column.sort == "number"}


def _texts(values: Sequence[object]) -> list[str]:
    return [_text(value) for value in values]


def _text(value: object) -> str:
    """Return a value as text that fits on a page, however long its words are."""
    return _LONG_WORD.sub(rf"\g<0>{_PLACE_TO_BREAK}", one_line(value))
