"""A report as a Word document: real styles and headings, so that a city can put its own over it.

In: a ``Document``, perhaps a Word document to take the looks from. Out: docx, by python-docx, which is kept
by many and works on any document that Word wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from assessor.documents.problems import one_line, shorten
from assessor.errors import UsageError
from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.reports.blocks import Block, Bullets, Document, Heading, Paragraph, Picture, Table
from assessor.reports.writers.isolation import isolated
from assessor.speech import speech, tag_of

if TYPE_CHECKING:
    from assessor.reports.writers.word import Word

_LANGUAGES: Final = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR"}
"""What a spelling checker calls the languages."""
_PICTURES: Final = {"wide": 0.72, "narrow": 0.4}
"""How wide pictures are, of the width of the text; so are all that follow."""
_LEAST, _MOST = 0.05, 0.25
_AROUND: Final = 0.03
_MOST_COLUMNS: Final = 6
"""With more, the headings of numbers stand upright."""
_ABOVE: Final = 80
"""Letters of the title above each page, at most."""
_LISTED: Final = 2
"""Headings down to this level stand in the contents."""


def to_docx(document: Document, template: bytes | None = None) -> bytes:
    """Return a report as a Word document, in its language. The same report gives the same bytes.

    Args:
        document: what to show.
        template: a docx whose styles, page, header and footer are used; what it says is left out.

    Raises:
        UsageError: python-docx, or what draws a picture, is not installed, or the template is no docx.
    """
    with needed(
        Message("For Word documents, python-docx is needed: {command} installs it.", command=REPORTS)
    ):
        from assessor.reports.writers.word import UnusableTemplate, Word
    try:
        word = Word(template)
    except UnusableTemplate:
        told = Message("The template is no Word document that can be used; save it as .docx and try again.")
        raise UsageError(told) from None
    language = tag_of(document.language)
    language = _LANGUAGES.get(language, language)
    word.about(document.title, document.basis, datetime.fromisoformat(document.day), language)
    if template is None:
        word.around(shorten(document.title, _ABOVE))
    word.line(document.title, "Title")
    word.line("", "Subtitle").add_run(isolated(one_line(document.whose)))
    word.line(f"{document.basis}.")
    listed = [each for each in document.blocks if isinstance(each, Heading) and each.level <= _LISTED]
    entries = [(heading.level, heading.text) for heading in listed]
    if not document.brief:
        word.contents(speech(document.language)("Contents"), entries)
    for block in document.blocks:
        _write(block, word, document.brief)
    return word.packed()


def _write(block: Block, word: Word, brief: bool) -> None:
    match block:
        case Heading(level, text):
            word.heading(
                text, level, listed=level <= _LISTED and not brief, new_page=level == 1 and not brief
            )
        case Paragraph():
            _paragraph(block, word)
        case Bullets(items, numbered):
            for item in items:
                word.line(item, "List Number" if numbered else "List Bullet")
        case Table(_, columns, rows):
            word.table(
                [column.title for column in columns],
                [[str(value) for value in row] for row in rows],
                list(_shares(block, word.letter)),
                [column.sort == "number" for column in columns],
                upright=_is_upright(block),
            )
        case Picture(draw, description, caption, size):
            word.picture(draw("png"), _PICTURES[size], description, caption)


def _paragraph(block: Paragraph, word: Word) -> None:
    line = word.line("")
    if block.label:
        line.add_run(f"{one_line(block.label)}. ").bold = True
    run = line.add_run(one_line(block.text))
    if block.look == "strong":
        run.bold = True
    elif block.look == "quiet":
        run.italic = True


def _is_upright(table: Table) -> bool:
    return len(table.columns) > _MOST_COLUMNS


def _shares(table: Table, letter: float) -> Iterator[float]:
    """Yield how wide each column is: as wide as its longest text, and long text takes what is left.

    Headings may break between words.
    """
    found = []
    for place, column in enumerate(table.columns):
        cells = [str(row[place]) for row in table.rows]
        cells += [] if _is_upright(table) else column.title.split()
        share = letter * max(map(len, cells), default=0) + _AROUND
        found.append(0 if column.sort == "long" else min(_MOST, max(_LEAST, share)))
    rest = max(_MOST, 1 - sum(found)) / max(1, found.count(0))
    whole = sum(share or rest for share in found)
    yield from ((share or rest) / whole for share in found)
