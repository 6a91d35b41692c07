"""A report as text, to read in a terminal or wherever text is read.

In: a ``Document`` and a ``Page``. Out: text. Tables fit on the page: long texts are wrapped in their columns,
and where there is no room for columns, rows are told one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from assessor.reports.blocks import (
    NOTHING,
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from assessor.reports.canvas import LINE, NARROW, Page, heading, indented, marked, words
from assessor.speech import Speech, speech

_GAP: Final = 2
"""Between columns."""
_LONG_WORD: Final = 20
"""A column is as wide as its longest word, but for words that are longer than this."""
_LEAST_LONG: Final = 24
"""A column of long texts is as wide as this, if its texts are."""
_STYLES: Final = {"plain": "", "quiet": "dim", "strong": "bold"}


def to_text(document: Document, page: Page | None = None) -> str:
    """Return a report as text; pictures are left out, since their figures stand in tables.

    Args:
        document: what to show.
        page: width, colour and characters.
    """
    page = page or Page()
    return page.render(_parts(document, page))


def _parts(document: Document, page: Page) -> Iterator[RenderableType]:
    say = speech(document.language)
    yield words(document.title, "bold")
    yield words(document.whose)
    yield words(document.basis, "dim")
    before: Block | None = None
    for block in document.blocks:
        if isinstance(block, Picture):
            continue
        # A heading has its own distance to what comes before, and none to what comes after it.
        if not isinstance(block, Heading) and not isinstance(before, Heading):
            yield Text()
        yield from _shown(block, page, say)
        before = block


def _shown(block: Block, page: Page, say: Speech) -> Iterator[RenderableType]:
    match block:
        case Heading(1, text):
            yield heading(text)
        case Heading(level, text):
            title = words(text, "bold")
            yield Padding(title, (1, 0, 0, 0))
            if level == 2:
                yield Text(LINE * min(page.room, title.cell_len), style="dim")
        case Paragraph(text, look, label):
            named = words(f"{label}. " if label else "", "bold")
            gap = Text(" " if label else "")
            yield indented(named.append_text(gap).append_text(words(text, _STYLES[look])), 0, page)
        case Bullets(items, numbered):
            widest = len(f"{len(items)}.") if numbered else 1
            for place, item in enumerate(items, 1):
                mark = f"{place}.".rjust(widest) if numbered else "–"
                yield marked(Text(mark, style="dim"), words(item), 2, page)
        case Table():
            widths = widths_of(block, page)
            yield from _entries(block, page, say) if widths is None else [_columns(block, widths)]


# --- tables


def widths_of(table: Table, page: Page) -> list[int] | None:
    """Return how wide the columns of a table are on a page; None if they have no room beside each other.

    A column is as wide as its texts. Where that is too much, the widest are made narrower, down to their
    longest word.
    """
    columns = [
        [column.title, *(str(row[place]) for row in table.rows)] for place, column in enumerate(table.columns)
    ]
    widths = [max(1, min(page.room, max(map(_width, texts)))) for texts in columns]
    room = page.room - _GAP * (len(widths) - 1)
    if sum(widths) <= room:
        return widths
    least = [
        min(width, max(_longest_word(texts), _LEAST_LONG if column.sort == "long" else 1))
        for texts, width, column in zip(columns, widths, table.columns, strict=True)
    ]
    if page.width < NARROW or sum(least) > room:
        return None
    for _ in range(sum(widths) - room):
        shrinkable = (place for place, width in enumerate(widths) if width > least[place])
        widths[max(shrinkable, key=widths.__getitem__)] -= 1
    return widths


def _width(text: str) -> int:
    return cell_len(words(text).plain)


def _longest_word(texts: Sequence[str]) -> int:
    return min(_LONG_WORD, max(_width(word) for text in texts for word in text.split() or [""]))


def _columns(table: Table, widths: Sequence[int]) -> Grid:
    """Return a table with its headings over a line; its rows stand apart where most of them are wrapped."""
    grid = Grid.grid(padding=(0, _GAP, 0, 0), expand=False)
    for column, width in zip(table.columns, widths, strict=True):
        right = column.sort == "number"
        grid.add_column(width=width, justify="right" if right else "left", overflow="fold")
    if any(column.title for column in table.columns):
        grid.add_row(*[words(column.title, "bold") for column in table.columns])
        grid.add_row(*[Text(LINE * width, style="dim") for width in widths])
    wrapped = [
        any(_width(str(value)) > width for value, width in zip(row, widths, strict=True))
        for row in table.rows
    ]
    apart = sum(wrapped) > len(wrapped) / 2
    for number, row in enumerate(table.rows):
        if apart and number:
            grid.add_row()
        grid.add_row(*[words(value) for value in row])
    return grid


def _entries(table: Table, page: Page, say: Speech) -> Iterator[RenderableType]:
    """Yield the rows of a table one below the other, each value after the heading of its column."""

    def told(place: int, value: object) -> str:
        title = table.columns[place].title
        return say("{name}: {value}", name=title, value=value) if title else str(value)

    for row in table.rows:
        head = row[table.head] if _width(str(row[table.head])) else NOTHING
        yield indented(words(told(table.head, head), "bold"), 0, page)
        for place, value in enumerate(row):
            if place != table.head and _width(str(value)):
                yield indented(words(told(place, value)), _GAP, page)
