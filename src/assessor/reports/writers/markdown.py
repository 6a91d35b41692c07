"""A report as Markdown, to paste into a page, a note or a repository.

In: a ``Document``. Out: CommonMark with tables. Text is escaped: it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assessor.documents.problems import one_line
from assessor.reports.blocks import Block, Bullets, Document, Heading, Paragraph, Picture, Table

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>#|~&@$]|(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""Signs that mean something within a line, and those that make a link of an address."""
_BEGINNING: Final = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
"""What would make a list or a rule of the beginning of a line."""


def to_markdown(document: Document) -> str:
    """Return a report as Markdown."""
    about = [f"{plain(line)}." for line in (document.whose, document.basis)]
    lines = [f"# {plain(document.title)}", "", *about, ""]
    for block in document.blocks:
        lines += _lines(block)
    return "\n".join(lines).rstrip() + "\n"


def plain(text: object) -> str:
    """Return text that Markdown shows as it is."""
    safe = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _BEGINNING.sub(r"\g<0>\\", safe)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield from (f"{'#' * (level + 1)} {plain(text)}", "")
        case Paragraph(text, look, label):
            shown = f"**{plain(label)}.** {plain(text)}" if label else plain(text)
            yield from (f"**{shown}**" if look == "strong" else shown, "")
        case Bullets(items, numbered):
            for place, item in enumerate(items, 1):
                yield f"{f'{place}.' if numbered else '-'} {plain(item)}"
            yield ""
        case Table():
            yield from _rows(block)
        case Picture():
            return  # Markdown holds no pictures; their figures stand in the table


def _rows(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(plain(column.title) for column in table.columns)} |"
    marks = ["---:" if column.sort == "number" else "---" for column in table.columns]
    yield f"| {' | '.join(marks)} |"
    for row in table.rows:
        yield f"| {' | '.join(plain(value) for value in row)} |"
    yield ""
