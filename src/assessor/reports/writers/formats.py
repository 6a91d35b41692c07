"""The formats that every ``Document`` has, and the kinds of file that each of them is.

In: how to make a document of something. Out: tables of formats. A report that has one of these of its own
takes the others from here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from assessor.reports.blocks import Document
from assessor.reports.registry import Format, Formats, Wishes, later, table

Subject = TypeVar("Subject")


def _text(document: Document, wishes: Wishes) -> str:
    from assessor.reports.writers.text import to_text

    return to_text(document, wishes.page)


def _docx(document: Document, wishes: Wishes) -> bytes:
    from assessor.reports.writers.docx import to_docx

    return to_docx(document, wishes.template)


_WRITERS: Final = "assessor.reports.writers"
DOCUMENTS: Final[Formats[Document]] = table(
    Format("text", _text, (".txt",), for_terminal=True),
    Format("html", later(f"{_WRITERS}.html", "to_html"), (".html", ".htm")),
    Format("markdown", later(f"{_WRITERS}.markdown", "to_markdown"), (".md", ".markdown")),
    Format("pdf", later(f"{_WRITERS}.pdf", "to_pdf"), (".pdf",), is_binary=True),
    Format("docx", _docx, (".docx",), has_templates=True, is_binary=True),
    Format("xlsx", later(f"{_WRITERS}.xlsx", "to_xlsx"), (".xlsx",), is_binary=True),
)


Make = Callable[[Subject, Wishes], Document]


def document_formats(
    make: Make[Subject], json: Format[Subject], in_text: Make[Subject] | None = None
) -> tuple[Format[Subject], ...]:
    """Return the formats of something that is made a document: text first, and its own JSON.

    Args:
        make: returns the document.
        json: the format that other programs read.
        in_text: returns the document to be read as text, where that is another.
    """
    text, *others = DOCUMENTS.values()
    return text.of(in_text or make), json, *(each.of(make) for each in others)
