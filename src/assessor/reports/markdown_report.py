"""An assessment as Markdown, to paste into a page, a note or a repository.

In: an ``Assessment``. Out: CommonMark with tables. Text of a strategy is escaped: it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from assessor.documents.problems import tame
from assessor.reports.canvas import interval, lines_of, number
from assessor.reports.text_report import broken_in_words, certainty, evidence_in_words
from assessor.reports.view_report import view_of
from assessor.scoring.assessment import Assessment, Finding, IdeaResult, Index, Recommendation
from assessor.scoring.beside import Consistency, Table, ViewResult

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>#|~&@$]|(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""Signs that mean something within a line, and those that make a link of an address."""
_BEGINNING: Final = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
"""What would make a list or a rule of the beginning of a line."""


def to_markdown(assessment: Assessment, *, view: str | None = None) -> str:
    """Return an assessment, or one view of it, as Markdown.

    Args:
        assessment: what to show.
        view: "steps" or a view of the pack; None for the whole report.
    """
    parts = _whole(assessment) if view is None else _one_view(assessment, view)
    return "\n".join(parts).rstrip() + "\n"


def plain(text: object) -> str:
    """Return text that Markdown shows as it is."""
    safe = _SPECIAL.sub(r"\\\g<0>", tame(" ".join(str(text).split())))
    return _BEGINNING.sub(r"\g<0>\\", safe)


def _whole(a: Assessment) -> Iterator[str]:
    yield from _head(a)
    yield from _ideas(a)
    yield from _diagnoses(a)
    if a.consistency is not None:
        yield from _consistency(a.consistency)
    if a.notices:
        yield from ("## To note", "", *[f"- {plain(notice.message)}" for notice in a.notices], "")
    yield from _route(a)
    yield from _findings(a)
    for view in a.views:
        yield from _view(view)


def _one_view(a: Assessment, name: str) -> Iterator[str]:
    yield from _head(a)
    view = view_of(a, name)
    yield from _route(a) if view is None else _view(view)


def _head(a: Assessment) -> Iterator[str]:
    end = f"–{a.strategy.period_end}" if a.strategy.period_end else ""
    yield f"# {plain(a.strategy.title)}"
    yield ""
    yield f"{plain(a.strategy.territory)}, {plain(a.strategy.period_start + end)}."
    version = plain(f"{a.pack.id} {a.pack.version}")
    yield f"Assessed as of {a.as_of} against {plain(a.pack.title)} ({version})."
    yield ""


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> Iterator[str]:
    """Yield a table; the last ``right`` columns are set to the right."""
    yield f"| {' | '.join(head)} |"
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    yield f"| {' | '.join(marks)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _ideas(a: Assessment) -> Iterator[str]:
    yield from ("## The ideas", "")
    rows = [
        (plain(idea.title), _level(idea), ", ".join(idea.held_back_by), interval(idea.score, idea.high))
        for idea in a.ideas
    ]
    yield from _rows(("Idea", "Level", "Held back by", "Score"), rows, right=1)
    yield from (_index("Index", a.index), "")
    if a.second is not None:
        own = f"with profile '{a.second.profile}'" if a.second.profile else "within its own scope"
        yield from (_index(f"Index {own}", a.second.index), "")
        scores = [(plain(a.idea(i.id).title), interval(i.score, i.high)) for i in a.second.ideas]
        yield from _rows(("Idea", "Second score"), scores, right=1)


def _level(idea: IdeaResult) -> str:
    if not idea.rated:
        return "not rated"
    return idea.level if idea.level == idea.level_high else f"{idea.level} to {idea.level_high}"


def _index(name: str, index: Index) -> str:
    if index.score is None or index.high is None:
        return f"{plain(name)}: none; {plain(index.reason)}."
    return f"{plain(name)}: **{interval(index.score, index.high)}** of 100."


def _diagnoses(a: Assessment) -> Iterator[str]:
    if not a.diagnoses:
        return
    yield from ("## What stands out", "")
    for each in a.diagnoses:
        state = certainty(each)
        shown = f"{plain(each.title)} ({state})" if state else plain(each.title)
        yield from (f"### {shown}", "", plain(each.summary), "")
        yield from (f"**What to do:** {plain(each.recommendation)}", "")
        yield from (*[f"- {plain(evidence_in_words(evidence))}" for evidence in each.evidence], "")


def _consistency(found: Consistency) -> Iterator[str]:
    yield from ("## Does it hold together?", "")
    yield from (f"{interval(found.score, found.high)} % of the links between its parts are there.", "")
    rows = [(plain(link.title), f"{interval(100 * link.value, 100 * link.high)} %") for link in found.links]
    yield from _rows(("Link", "There"), rows, right=1)
    for item in found.broken:
        yield f"- {plain(item.id or item.pointer)}: {plain(broken_in_words(item, found))}."
    yield ""
    for each in found.contradictions:
        state = "" if each.state == "holds" else " (possible, depending on what was not examined)"
        yield from (f"### {plain(each.title)}{state}", "", plain(each.why), "")
        places = ", ".join(plain(item.id or item.pointer) for item in each.items)
        yield from (f"**What to do:** {plain(each.recommendation)} ({places})", "")


def _route(a: Assessment) -> Iterator[str]:
    yield from ("## Along the route", "")
    to_do: dict[int, list[Recommendation]] = {}
    for each in a.recommendations:
        to_do.setdefault(each.step, []).append(each)
    for _, steps in groupby(a.steps, key=lambda step: step.stage):
        stage = list(steps)
        yield from (f"### {plain(stage[0].stage_title)}", "")
        for step in stage:
            shown = f": {interval(step.score, step.high)} of 100" if step.criteria else ""
            yield from (f"**{step.number}\\. {plain(step.title)}**{shown}", "")
            for each in to_do.get(step.number, ()):
                yield from _advice(each)
            if step.number in to_do:
                yield ""


def _advice(each: Recommendation) -> Iterator[str]:
    most = "up to " if each.outcome == "undetermined" else ""
    yield f"- {plain(each.text)} ({each.criterion}, {most}+{number(each.gain)}, effort {each.effort})"
    yield f"  For example: {plain(each.example)}"
    for note in each.notes:
        yield f"  - {plain(note.title)}: {plain(' '.join(note.sentences))}"


def _findings(a: Assessment) -> Iterator[str]:
    yield from ("## Findings", "")
    if not a.findings:
        yield from ("Every criterion is met.", "")
    for idea in a.ideas:
        found = [finding for finding in a.findings if finding.idea == idea.id]
        if found:
            yield from (f"### {plain(idea.title)}", "", *[_finding(each) for each in found], "")


def _finding(finding: Finding) -> str:
    treated = "" if finding.treatment == "counted" else f", {finding.treatment}"
    missing = f" Missing: {plain(', '.join(finding.missing_titles))}." if finding.missing else ""
    lines = lines_of([item.line for item in finding.items])
    at = f" ({lines})" if lines else ""
    return f"- **{finding.criterion}** {finding.outcome}{treated}: {plain(finding.message)}{missing}{at}"


def _view(view: ViewResult) -> Iterator[str]:
    yield from (f"## {plain(view.title)}", "")
    if view.description:
        yield from (plain(view.description), "")
    labels = {item.pointer: plain(item.label) for item in view.items}
    for table in view.tables:
        yield from (f"### {plain(table.title)}", "")
        yield from _table(table, labels)


def _table(table: Table, labels: dict[str, str]) -> Iterator[str]:
    cells = {(cell.row, cell.column): cell for cell in table.cells}

    def shown(row: str, column: str, first: bool) -> str:
        cell = cells.get((row, column))
        if cell is None:
            return ""
        perhaps = f" +{len(cell.perhaps)}?" if cell.perhaps else ""
        if first:
            return ", ".join(labels[pointer] for pointer in cell.items) + perhaps
        return f"{len(cell.items)}{perhaps}"

    head = ["", *(plain(column.title) for column in table.columns)]
    rows = [
        (plain(row.title), *(shown(row.id, c.id, first=n == 0) for n, c in enumerate(table.columns)))
        for row in table.rows
    ]
    yield from _rows(head, rows, right=len(table.columns) - 1)
