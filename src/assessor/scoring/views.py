"""The items of a strategy in tables.

In: compiled tables and the matches. Out: views. Nothing is scored here: a view shows what is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor.pack.model import Texts
from assessor.pack.plan import ColumnPlan, Plan, TablePlan
from assessor.scoring.beside import Cell, Heading, Table, ViewItem, ViewResult
from assessor.scoring.places import label_of
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


def views_of(frames: Frames, matches: Matches, words: Texts) -> tuple[ViewResult, ...]:
    """Return the views of a pack on a strategy."""
    return tuple([_view(name, tables, matches, words) for name, tables in frames.items()])


def _view(name: str, frames: Sequence[Frame], matches: Matches, words: Texts) -> ViewResult:
    shown: set[int] = set()
    tables = tuple([_table(frame, matches, shown) for frame in frames])
    numbered = matches.facts.numbered
    rows = [numbered[number] for number in sorted(shown)]
    items = tuple([ViewItem(row.pointer, row.id, row.line, label_of(row), row.announced) for row in rows])
    text = words.views[name]
    return ViewResult(name, text.title, text.description, tables, items)


Placed = dict[tuple[str, str], list[str]]
"""Pointers by row and column."""


def _table(frame: Frame, matches: Matches, shown: set[int]) -> Table:
    sure: Placed = defaultdict(list)
    perhaps: Placed = defaultdict(list)
    for column in frame.plan.columns:
        _place(column, matches, sure, perhaps, shown)
    cells = [
        Cell(*cell, tuple(sure.get(cell, ())), tuple(perhaps.get(cell, ())))
        for cell in sorted(sure.keys() | perhaps.keys(), key=frame.order.__getitem__)
    ]
    return Table(frame.plan.table.id, frame.title, frame.rows, frame.columns, tuple(cells))


def _place(plan: ColumnPlan, matches: Matches, sure: Placed, perhaps: Placed, shown: set[int]) -> None:
    """Put the items of a column into their cells."""
    column, facts = plan.column, matches.facts
    everything = facts.listing(column.of).numbers
    among = Holds(everything, everything)
    if plan.subjects is not None:
        among = matches.all_hold(plan.subjects.steps, column.of, among)
    by, split, alone = column.by, column.split, (str(column.id),)
    for number in sorted(among.may):
        row = facts.numbered[number]
        entries = row.fields.get(by)
        columns = alone if split is None else row.fields.get(split)
        if not entries or not columns:
            continue
        shown.add(number)
        placed = sure if number in among.sure else perhaps
        for entry in entries if isinstance(entries, list) else (entries,):
            for other in (columns,) if isinstance(columns, str) else columns:
                placed[entry, other].append(row.pointer)
