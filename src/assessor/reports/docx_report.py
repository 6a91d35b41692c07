"""An assessment as a Word document: real styles and headings, so that a city can put its own over it.

In: an ``Assessment``, perhaps a document to take the looks from. Out: docx, by python-docx, which is kept
by many and works on any document that Word wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from assessor.documents.problems import one_line, shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.reports.charts import picture
from assessor.reports.content import Block, Bullets, Content, Heading, Paragraph, Picture
from assessor.reports.extras import INSTALL, needed
from assessor.reports.tables import Table
from assessor.scoring.assessment import Assessment
from assessor.speech import tag_of

if TYPE_CHECKING:
    from assessor.reports.word import Word

_LANGUAGES: Final = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR"}
"""What a spelling checker calls the languages."""
_PICTURES: Final = {"bars": 0.72, "radar": 0.4}
"""How wide pictures are, of the width of the text; so are all that follow."""
_LEAST, _MOST = 0.05, 0.25
_AROUND: Final = 0.03
_MOST_COLUMNS: Final = 6
"""With more, the headings of numbers stand upright."""
_ABOVE: Final = 80
"""Letters of the title above each page, at most."""
_LISTED: Final = 2
"""Headings down to this level stand in the contents."""


def to_docx(assessment: Assessment, template: bytes | None = None) -> bytes:
    """Return an assessment as a Word document, in its language. The same assessment gives the same bytes.

    Args:
        assessment: what to show.
        template: a docx whose styles, page, header and footer are used; what it says is left out.

    Raises:
        UsageError: python-docx or matplotlib is not installed, or the template is no docx.
    """
    with needed(
        Message("For Word documents, python-docx is needed: {command} installs it.", command=INSTALL)
    ):
        from assessor.reports.word import UnusableTemplate, Word
    try:
        word = Word(template)
    except UnusableTemplate:
        told = Message("The template is no Word document that can be used; save it as .docx and try again.")
        raise UsageError(told) from None
    content = Content(assessment)
    whose, basis = content.about()
    language = tag_of(assessment.settings.language)
    language = _LANGUAGES.get(language, language)
    word.about(content.title, basis, datetime.fromisoformat(assessment.as_of), language)
    if template is None:
        word.around(shorten(content.title, _ABOVE))
    word.line(content.title, "Title")
    word.line(whose, "Subtitle")
    word.line(f"{basis}.")
    blocks = list(content.whole())
    headings = [block for block in blocks if isinstance(block, Heading) and block.level <= _LISTED]
    word.contents(content.say("Contents"), [(heading.level, heading.text) for heading in headings])
    for block in blocks:
        _write(block, word, assessment)
    return word.packed()


def _write(block: Block, word: Word, assessment: Assessment) -> None:
    match block:
        case Heading(level, text):
            word.heading(text, level, listed=level <= _LISTED)
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
        case Picture(part, description, caption):
            word.picture(picture(assessment, part, "png"), _PICTURES[part], description, caption)


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
