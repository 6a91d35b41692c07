"""One view of an assessment as text: the route with what to do, or the tables of a view.

In: an ``Assessment``, the name of a view and a ``Page``. Out: renderables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from assessor.reports.canvas import Page, grid, heading, indented, words
from assessor.reports.figures import interval
from assessor.reports.sentences import Sentences
from assessor.reports.views import view_of
from assessor.scoring.assessment import Assessment, Recommendation, StepResult
from assessor.scoring.beside import Cell, Table, ViewItem
from assessor.speech import Speech

_ROW_WIDTH: Final = 30
_GAP: Final = 2


def view_parts(
    assessment: Assessment, sentences: Sentences, name: str, page: Page, *, names: bool
) -> Iterator[RenderableType]:
    """Yield a view as renderables.

    Args:
        assessment: what to show.
        sentences: its language.
        name: "steps", or the name of a view of the pack.
        page: where it is set.
        names: whether the items in the tables are named, not only counted.
    """
    view = view_of(assessment, name)
    if view is None:
        yield from _route(assessment, sentences, page)
        return
    yield heading(view.title)
    if view.description:
        yield words(view.description, "dim")
    items = {item.pointer: item for item in view.items}
    for table in view.tables:
        yield Padding(words(table.title, "bold"), (1, 0, 0, 0))
        yield from _table(table, items, sentences, page, names)


# --- the route


def _route(assessment: Assessment, sentences: Sentences, page: Page) -> Iterator[RenderableType]:
    to_do: dict[int, list[Recommendation]] = {}
    for recommendation in assessment.recommendations:
        to_do.setdefault(recommendation.step, []).append(recommendation)
    for _, steps in groupby(assessment.steps, key=lambda step: step.stage):
        stage = list(steps)
        yield heading(stage[0].stage_title)
        for step in stage:
            yield from _step(step, to_do.get(step.number, ()), sentences, page)


def _step(
    step: StepResult, to_do: Sequence[Recommendation], sentences: Sentences, page: Page
) -> Iterator[RenderableType]:
    shown = interval(step.score, step.high) if step.criteria else sentences.say("no criterion")
    line = Text.assemble((f"{step.number:>2}  ", "dim"), words(step.title, "bold"), ("  " + shown, "blue"))
    yield Padding(line, (1, 0, 0, 0))
    for each in to_do:
        table = grid(2, None)
        text = words(each.text)
        text.append("  ").append_text(words(sentences.advice(each), "dim"))
        table.add_row(Text("→", style="bold"), text)
        yield indented(table, 4, page)


# --- tables


def _table(
    table: Table, items: Mapping[str, ViewItem], sentences: Sentences, page: Page, names: bool
) -> Iterator[RenderableType]:
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    widths = [max(map(len, column.title.split())) for column in table.columns]
    if not names and _ROW_WIDTH + sum(widths) + _GAP * (len(widths) + 1) <= page.width:
        yield _matrix(table, cells, widths)
        return
    lines = Grid.grid(padding=(0, _GAP, 0, 0), expand=False)
    lines.add_column(width=_ROW_WIDTH, overflow="fold")
    lines.add_column()
    for row in table.rows:
        lines.add_row(words(row.title), _line(table, cells, row.id, sentences.say))
        if names:
            placed = [cells[row.id, c.id].items for c in table.columns if (row.id, c.id) in cells]
            for pointer in dict.fromkeys(pointer for cell in placed for pointer in cell):
                lines.add_row(Text(), words(_named(items[pointer], sentences), "dim"))
    yield lines


def _matrix(table: Table, cells: Mapping[tuple[str, str], Cell], widths: Sequence[int]) -> Grid:
    """Return a table of counts, with headings set in as many lines as they have words."""
    matrix = Grid.grid(padding=(0, _GAP, 0, 0), expand=False)
    matrix.add_column(width=_ROW_WIDTH, overflow="fold")
    for width in widths:
        matrix.add_column(width=width, justify="right", overflow="fold")
    if len(table.columns) > 1:
        matrix.add_row(Text(), *[words(column.title, "dim") for column in table.columns])
    for row in table.rows:
        shown = [Text(_count(cells.get((row.id, column.id))) or "·") for column in table.columns]
        matrix.add_row(words(row.title), *shown)
    return matrix


def _line(table: Table, cells: Mapping[tuple[str, str], Cell], row: str, say: Speech) -> Text:
    counts = [(column.title, _count(cells.get((row, column.id)))) for column in table.columns]
    shown = [f"{title} {count}" for title, count in counts if count]
    return words(" · ".join(shown)) if shown else words(say("nothing"), "yellow")


def _count(cell: Cell | None) -> str:
    """Return how many stand in a cell, and how many more perhaps; empty if none."""
    if cell is None:
        return ""
    perhaps = f"+{len(cell.perhaps)}?" if cell.perhaps else ""
    return f"{len(cell.items)}{perhaps}"


def _named(item: ViewItem, sentences: Sentences) -> str:
    parts = [sentences.name(item) + sentences.at_line(item.line)]
    return ", ".join([*parts, sentences.say("only announced")] if item.announced else parts)
