"""What a check asks, set on a page.

In: lines, and a ``Page``. Out: renderables.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from assessor.reports.asked import Line
from assessor.reports.canvas import Page, indented, marked, words
from assessor.reports.terms import Terms


def outline(line: Line, terms: Terms, page: Page, depth: int) -> Iterator[RenderableType]:
    """Yield a line and those below it, the first moved to the right by ``depth``."""
    yield indented(words(line.said(terms)), depth, page)
    yield from _below(line, terms, page, depth)


def _below(line: Line, terms: Terms, page: Page, depth: int) -> Iterator[RenderableType]:
    for place, inner in enumerate(line.lines, 1):
        mark = f"{place}." if line.numbered else "–"
        yield marked(Text(mark), words(inner.said(terms)), depth, page)
        yield from _below(inner, terms, page, depth + len(mark) + 1)
