"""The items of a strategy in tables.

In: compiled tables and the matches. Out: views. Nothing is scored here: a view shows what is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor.pack.model import Texts
from assessor.pack.plan import ColumnPlan, Plan, TablePlan
from assessor.scoring.beside import Cell, Heading, Table, ViewItem, ViewResult
from assessor.scoring.places import Places
from assessor.scoring.satisfaction import Holds, Matches
from assessor.strategy.fields import fields_of


@dataclass(frozen=True, slots=True)
class Frame:
    """A table without its cells, the same for every strategy."""

    plan: TablePlan
    title: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    order: Mapping[tuple[str, str], int]
    """The place of each row and column."""


Frames = Mapping[str, Sequence[Frame]]
"""By view."""


def frames_of(plan: Plan, words: Texts) -> Frames:
    """Return the frames of all tables in a language."""
    frames: dict[str, list[Frame]] = {}
    for table in plan.tables:
        frames.setdefault(table.view, []).append(_frame(table, words))
    return frames


def _frame(plan: TablePlan, words: Texts) -> Frame:
    text = words.views[plan.view].tables[plan.table.id]
    rows = tuple(Heading(entry, words.entry(plan.table.rows, entry)) for entry in plan.entries)
    columns: list[Heading] = []
    for column in plan.columns:
        columns += _headings(column, text.columns, words)
    cells = [(row.id, column.id) for row in rows for column in columns]
    return Frame(plan, text.title, rows, tuple(columns), {cell: n for n, cell in enumerate(cells)})


def _headings(plan: ColumnPlan, titles: Mapping[str, str], words: Texts) -> list[Heading]:
    column = plan.column
    if column.split is None:
        return [Heading(str(column.id), titles[str(column.id)])]
    vocabulary = fields_of(column.of)[column.split].target or ""
    return [Heading(entry, words.entry(vocabulary, entry)) for entry in plan.entries]


def views_of(frames: Frames, matches: Matches, places: Places, words: Texts) -> tuple[ViewResult, ...]:
    """Return the views of a pack on a strategy."""
    return tuple([_view(name, tables, matches, places, words) for name, tables in frames.items()])


def _view(name: str, frames: Sequence[Frame], matches: Matches, places: Places, words: Texts) -> ViewResult:
    shown: dict[int, None] = {}
    tables = tuple([_table(frame, matches, places, shown) for frame in frames])
    numbered = matches.facts.numbered
    items = tuple([ViewItem(*places.of(n), places.label(n), numbered[n].announced) for n in sorted(shown)])
    text = words.views[name]
    return ViewResult(name, text.title, text.description, tables, items)


Placed = dict[tuple[str, str], tuple[list[str], list[str]]]
"""By row and column, the pointers of what stands there surely and perhaps."""


def _table(frame: Frame, matches: Matches, places: Places, shown: dict[int, None]) -> Table:
    placed: Placed = {}
    for column in frame.plan.columns:
        _place(column, matches, places, placed, shown)
    cells = [
        Cell(row, column, tuple(placed[row, column][0]), tuple(placed[row, column][1]))
        for row, column in sorted(placed, key=frame.order.__getitem__)
    ]
    return Table(frame.plan.table.id, frame.title, frame.rows, frame.columns, tuple(cells))


def _place(
    plan: ColumnPlan, matches: Matches, places: Places, placed: Placed, shown: dict[int, None]
) -> None:
    """Put the items of a column into their cells."""
    column, listing = plan.column, matches.facts.listing(plan.column.of)
    among = Holds(listing.numbers, listing.numbers)
    if plan.subjects is not None:
        among = matches.all_hold(plan.subjects.steps, column.of, among)
    rows = listing.rows if plan.subjects is None else [r for r in listing.rows if r.number in among.may]
    by, split, alone = column.by, column.split, (str(column.id),)
    for row in rows:
        entries = getattr(row.entry, by, None)
        columns = alone if split is None else getattr(row.entry, split, None)
        if not entries or not columns:
            continue
        number = row.number
        shown[number] = None
        at, side = places.of(number)[0], 0 if number in among.sure else 1
        for entry in entries if isinstance(entries, list) else (entries,):
            for other in (columns,) if isinstance(columns, str) else columns:
                cell = placed.get((entry, other))
                if cell is None:
                    cell = placed[entry, other] = ([], [])
                cell[side].append(at)
