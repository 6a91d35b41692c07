"""An assessment as Markdown, to paste into a page, a note or a repository.

In: an ``Assessment``. Out: CommonMark with tables. Text of a strategy is escaped: it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from assessor.documents.problems import one_line
from assessor.reports.figures import interval
from assessor.reports.sentences import Sentences
from assessor.reports.view_report import view_of
from assessor.scoring.assessment import Assessment, Finding, Recommendation
from assessor.scoring.beside import Consistency, Table, ViewResult
from assessor.speech import speech

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
    report = _Report(assessment)
    parts = report.whole() if view is None else report.one_view(view)
    return "\n".join(parts).rstrip() + "\n"


def plain(text: object) -> str:
    """Return text that Markdown shows as it is."""
    safe = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _BEGINNING.sub(r"\g<0>\\", safe)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> Iterator[str]:
    """Yield a table; the last ``right`` columns are set to the right."""
    yield f"| {' | '.join(head)} |"
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    yield f"| {' | '.join(marks)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


class _Report:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.say = speech(assessment.settings.language)
        self.sentences = Sentences(assessment, self.say)

    def whole(self) -> Iterator[str]:
        a = self.assessment
        yield from self._head()
        yield from self._ideas()
        yield from self._diagnoses()
        if a.consistency is not None:
            yield from self._consistency(a.consistency)
        if a.notices:
            notices = [f"- {plain(self.sentences.notice(notice))}" for notice in a.notices]
            yield from (*self._heading(self.say("To note")), *notices, "")
        yield from self._route()
        yield from self._findings()
        for view in a.views:
            yield from self._view(view)

    def one_view(self, name: str) -> Iterator[str]:
        yield from self._head()
        view = view_of(self.assessment, name)
        yield from self._route() if view is None else self._view(view)

    def _heading(self, text: str, level: int = 2) -> Iterator[str]:
        yield from (f"{'#' * level} {plain(text)}", "")

    def _head(self) -> Iterator[str]:
        strategy = self.assessment.strategy
        yield from self._heading(strategy.title, 1)
        yield f"{plain(strategy.territory)}, {plain(self.sentences.period())}."
        yield from (f"{plain(self.sentences.basis())}.", "")

    def _ideas(self) -> Iterator[str]:
        a, say = self.assessment, self.say
        yield from self._heading(say("The ideas"))
        rows = [
            (plain(idea.title), plain(self.sentences.level(idea)), ", ".join(idea.held_back_by),
             interval(idea.score, idea.high))
            for idea in a.ideas
        ]  # fmt: skip
        yield from _rows((say("Idea"), say("Level"), say("Held back by"), say("Score")), rows, right=1)
        index = self.sentences.of(say("Index"), self.sentences.index(a.index))
        yield from (f"{plain(index)}.", "")
        if a.second is not None:
            index = self.sentences.of(self.sentences.second(), self.sentences.index(a.second.index))
            yield from (f"{plain(index)}.", "")
            scores = [(plain(a.idea(i.id).title), interval(i.score, i.high)) for i in a.second.ideas]
            yield from _rows((say("Idea"), say("Second score")), scores, right=1)

    def _to_do(self, text: str) -> str:
        what = self.say("What to do")
        return f"**{plain(what)}.** {plain(text)}"

    def _diagnoses(self) -> Iterator[str]:
        if not self.assessment.diagnoses:
            return
        yield from self._heading(self.say("What stands out"))
        for each in self.assessment.diagnoses:
            state = self.sentences.certainty(each)
            yield from self._heading(f"{each.title} ({state})" if state else each.title, 3)
            yield from (plain(each.summary), "", self._to_do(each.recommendation), "")
            yield from (*[f"- {plain(self.sentences.evidence(one))}" for one in each.evidence], "")

    def _consistency(self, found: Consistency) -> Iterator[str]:
        yield from self._heading(self.say("Does it hold together?"))
        yield from (plain(self.sentences.held_together(found)), "")
        rows = [
            (plain(link.title), self.sentences.percent(interval(100 * link.value, 100 * link.high)))
            for link in found.links
        ]
        yield from _rows((self.say("Link"), self.say("There")), rows, right=1)
        for item in found.broken:
            broken = self.sentences.of(item.id or item.pointer, self.sentences.broken(item, found))
            yield f"- {plain(broken)}."
        yield ""
        for each in found.contradictions:
            state = "" if each.state == "holds" else f" ({self.sentences.possible()})"
            yield from self._heading(f"{each.title}{state}", 3)
            places = ", ".join(plain(item.id or item.pointer) for item in each.items)
            yield from (plain(each.why), "", f"{self._to_do(each.recommendation)} ({places})", "")

    def _route(self) -> Iterator[str]:
        a = self.assessment
        yield from self._heading(self.say("Along the route"))
        to_do: dict[int, list[Recommendation]] = {}
        for each in a.recommendations:
            to_do.setdefault(each.step, []).append(each)
        for _, steps in groupby(a.steps, key=lambda step: step.stage):
            stage = list(steps)
            yield from self._heading(stage[0].stage_title, 3)
            for step in stage:
                score = self.say("{score} of 100", score=interval(step.score, step.high))
                shown = f" ({plain(score)})" if step.criteria else ""
                yield from (f"**{step.number}\\. {plain(step.title)}**{shown}", "")
                for each in to_do.get(step.number, ()):
                    yield from self._advice(each)
                if step.number in to_do:
                    yield ""

    def _advice(self, each: Recommendation) -> Iterator[str]:
        yield f"- {plain(each.text)} ({plain(self.sentences.advice(each))})"
        example = self.sentences.of(self.say("For example"), each.example)
        yield f"  {plain(example)}"
        for note in each.notes:
            yield f"  - {plain(self.sentences.of(note.title, ' '.join(note.sentences)))}"

    def _findings(self) -> Iterator[str]:
        a = self.assessment
        yield from self._heading(self.say("Findings"))
        if not a.findings:
            yield from (plain(self.say("Every criterion is met.")), "")
        for idea in a.ideas:
            found = [finding for finding in a.findings if finding.idea == idea.id]
            if found:
                yield from self._heading(idea.title, 3)
                yield from (*[self._finding(each) for each in found], "")

    def _finding(self, finding: Finding) -> str:
        sentences = self.sentences
        treated = sentences.treated(finding)
        state = sentences.outcomes[finding.outcome] + (f", {treated}" if treated else "")
        parts = [finding.message, *([f"({sentences.missing(finding)})"] if finding.missing else [])]
        lines = sentences.lines(finding.items)
        parts += [f"({lines})"] if lines else []
        return f"- **{finding.criterion}** {plain(sentences.of(state, ' '.join(parts)))}"

    def _view(self, view: ViewResult) -> Iterator[str]:
        yield from self._heading(view.title)
        if view.description:
            yield from (plain(view.description), "")
        labels = {item.pointer: plain(self.sentences.name(item)) for item in view.items}
        for table in view.tables:
            yield from self._heading(table.title, 3)
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
