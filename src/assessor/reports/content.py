"""The report on an assessment as it stands on paper.

In: an ``Assessment``. Out: a ``Document``. Must never know: what a page looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Final

from assessor.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    PictureForm,
    Table,
)
from assessor.reports.figures import interval
from assessor.reports.robustness_content import robustness_blocks
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import since_baseline
from assessor.reports.views import view_of
from assessor.scoring import beside
from assessor.scoring.assessment import Assessment, Finding, IdeaResult, Recommendation, StepResult
from assessor.scoring.beside import Cell, Consistency, DiagnosisResult, ViewItem, ViewResult
from assessor.speech import speech

MOST_CHANGES: Final = 5
"""How many recommendations stand at the beginning."""


def document_of(assessment: Assessment, view: str | None = None) -> Document:
    """Return the report on an assessment, or on one view of it, in its language.

    Args:
        assessment: what to show.
        view: "steps" or a view of the pack; None for the whole report.

    Raises:
        UsageError: the assessment has no such view.
    """
    content = _Content(assessment)
    blocks = content.whole()
    if view is not None:
        found = view_of(assessment, view)
        blocks = content.route() if found is None else content.view(found)
    return Document(
        title=assessment.strategy.title,
        whose=content.sentences.whose(),
        basis=content.sentences.basis(),
        language=assessment.settings.language,
        day=assessment.as_of,
        blocks=tuple(blocks),
        keywords=(assessment.pack.title or assessment.pack.id,),
    )


class _Content:
    """What is said of one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.say = speech(assessment.settings.language)
        self.sentences = Sentences(assessment, self.say)
        self._findings = {finding.criterion: finding for finding in assessment.findings}
        self._advice = {each.criterion: each for each in assessment.recommendations}

    def whole(self) -> Iterator[Block]:
        """Yield the whole report."""
        a = self.assessment
        yield from self._overview()
        if a.robustness is not None:
            yield from robustness_blocks(a, a.robustness, self.sentences)
        if a.consistency is not None:
            yield from self._consistency(a.consistency)
        yield Heading(1, self.say("The ideas"))
        for place, idea in enumerate(a.ideas, 1):
            yield from self._idea(place, idea)
        if a.steps:
            yield from self.route()
        for view in a.views:
            yield from self.view(view)

    # --- at a glance

    def _overview(self) -> Iterator[Block]:
        a, say, sentences = self.assessment, self.say, self.sentences
        yield Heading(1, say("At a glance"))
        bars = say("The profile of the ideas as bars; its figures stand in the table below.")
        yield Picture(partial(_bars, a), bars)
        radar = say("The profile of the ideas as a radar; its figures stand in the table below.")
        yield Picture(partial(_radar, a), radar, " ".join(sentences.legend()), "narrow")
        yield self._profile()
        yield Paragraph(sentences.of(say("Index"), sentences.index(a.index)), "strong")
        if a.second is not None:
            yield Paragraph(sentences.of(sentences.second(), sentences.index(a.second.index)))
        yield Paragraph(say("The ideas are the result; the index only sums them up."), "quiet")
        if a.diagnoses:
            yield Heading(2, say("What stands out"))
        for diagnosis in a.diagnoses:
            yield from self._diagnosis(diagnosis)
        yield Heading(2, say("What would help most"))
        changes = tuple(f"{each.text} ({sentences.advice(each)})" for each in a.advised()[:MOST_CHANGES])
        yield Bullets(changes, numbered=True) if changes else Paragraph(say("Every criterion is met."))
        if a.notices:
            yield Heading(2, say("To note"))
            yield Bullets(tuple(sentences.notice(notice) for notice in a.notices))
        since = since_baseline(a, sentences)
        if since:
            yield Heading(2, say("Since the baseline"))
            yield Bullets(tuple(since))

    def _profile(self) -> Table:
        a, say, sentences = self.assessment, self.say, self.sentences
        columns = [Column("#", "number"), Column(say("Idea"), "long"), Column(say("Level"))]
        columns += [Column(say("Held back by")), Column(say("Score"), "number")]
        second: Mapping[str, str] = {}
        if a.second is not None:
            columns.append(Column(sentences.second_score(), "number"))
            second = {idea.id: interval(idea.score, idea.high) for idea in a.second.ideas}
        rows = [
            (
                place, idea.title, self.sentences.level(idea), ", ".join(idea.held_back_by),
                interval(idea.score, idea.high), *((second.get(idea.id, ""),) if a.second else ()),
            )
            for place, idea in enumerate(a.ideas, 1)
        ]  # fmt: skip
        return Table(say("The ideas"), tuple(columns), tuple(rows))

    def _diagnosis(self, each: DiagnosisResult) -> Iterator[Block]:
        certainty = self.sentences.certainty(each)
        yield Heading(3, f"{each.title} ({certainty})" if certainty else each.title)
        yield Paragraph(each.summary)
        yield Paragraph(each.recommendation, label=self.say("What to do"))
        yield Bullets(tuple(self.sentences.evidence(evidence) for evidence in each.evidence))

    # --- consistency

    def _consistency(self, found: Consistency) -> Iterator[Block]:
        say, sentences = self.say, self.sentences
        yield Heading(1, say("Does it hold together?"))
        yield Paragraph(sentences.held_together(found))
        rows = [
            (link.title, sentences.percent(interval(100 * link.value, 100 * link.high)))
            for link in found.links
        ]
        columns = Column(say("Link"), "long"), Column(say("There"), "number")
        yield Table(say("Does it hold together?"), columns, tuple(rows))
        if found.broken:
            yield Bullets(tuple(told for item in found.broken for told in sentences.broken(item, found)))
        if found.contradictions:
            yield Heading(2, say("Contradictions"))
        for each in found.contradictions:
            state = "" if each.state == "holds" else f" ({sentences.possible()})"
            yield Heading(3, f"{each.title}{state}")
            yield Paragraph(each.why)
            yield Paragraph(each.recommendation, label=say("What to do"))
            yield Bullets(tuple(sentences.placed(item) for item in each.items))

    # --- the ideas

    def _idea(self, place: int, idea: IdeaResult) -> Iterator[Block]:
        say, sentences = self.say, self.sentences
        yield Heading(2, f"{place}. {idea.title}")
        score = say("{score} of 100", score=interval(idea.score, idea.high))
        yield Paragraph(sentences.of(score, sentences.level(idea)), "strong")
        yield Paragraph(
            say.series(part for part in (sentences.held_back(idea), sentences.begun(idea)) if part), "quiet"
        )
        columns = Column(say("Criterion")), Column(say("Title"), "long"), Column(say("Outcome"))
        rows = [(result.id, result.title, sentences.outcomes[result.outcome]) for result in idea.criteria]
        yield Table(idea.title, columns, tuple(rows))
        for result in idea.criteria:
            if result.id in self._findings:
                yield from self._finding(self._findings[result.id], self._advice[result.id])

    def _finding(self, finding: Finding, advice: Recommendation) -> Iterator[Block]:
        say, sentences = self.say, self.sentences
        result = self.assessment.criterion(finding.criterion)
        yield Heading(3, f"{result.id} {result.title}")
        state = [sentences.outcomes[finding.outcome], sentences.treated(finding)]
        severity = sentences.graveness[finding.severity]
        known = [part for part in (*state, severity, sentences.gain_in_idea(finding)) if part]
        yield Paragraph(say.series(known), "quiet")
        missing = f" ({sentences.missing(finding)})" if finding.missing else ""
        yield Paragraph(f"{finding.message}{missing}")
        yield Paragraph(finding.why, label=say("Why it matters"))
        yield Paragraph(advice.text, label=say("What to do"))
        if advice.notes:
            yield Bullets(tuple(sentences.of(n.title, " ".join(n.sentences)) for n in advice.notes))
        yield Paragraph(advice.example, label=say("For example"))
        if finding.items:
            places = say.series(sentences.placed(item) for item in finding.items)
            yield Paragraph(places, label=say("Look at"))
        elif not finding.missing:
            yield Paragraph(sentences.belongs(finding), "quiet")
        yield Paragraph(sentences.source(result.source), "quiet", label=say("Where it comes from"))

    # --- the route and the views

    def route(self) -> Iterator[Block]:
        """Yield the same outcomes along the steps of the route, with what to do at each."""
        say, a = self.say, self.assessment
        yield Heading(1, say("Along the route"))
        for _, steps in groupby(a.steps, key=lambda step: step.stage):
            stage = list(steps)
            yield Heading(2, stage[0].stage_title)
            for step in stage:
                yield from self._step(step)

    def _step(self, step: StepResult) -> Iterator[Block]:
        say = self.say
        yield Heading(3, f"{step.number}. {step.title}")
        score = say("{score} of 100", score=interval(step.score, step.high))
        yield Paragraph(score if step.criteria else say("no criterion"), "strong")
        to_do = [each for each in self.assessment.recommendations if each.step == step.number]
        if to_do:
            yield Bullets(tuple(f"{each.text} ({self.sentences.advice(each)})" for each in to_do))

    def view(self, view: ViewResult) -> Iterator[Block]:
        """Yield the tables of a view, with the items that stand in them."""
        yield Heading(1, view.title)
        if view.description:
            yield Paragraph(view.description)
        items = {item.pointer: item for item in view.items}
        for table in view.tables:
            yield Heading(2, table.title)
            yield self._table(table, items)
            if any(cell.perhaps for cell in table.cells):
                yield Paragraph(self.sentences.perhaps_there(), "quiet")

    def _table(self, table: beside.Table, items: Mapping[str, ViewItem]) -> Table:
        cells = {(cell.row, cell.column): cell for cell in table.cells}
        columns = (Column("", "long"), *(Column(column.title, "number") for column in table.columns))
        rows = []
        for row in table.rows:
            found = [cells.get((row.id, column.id)) for column in table.columns]
            placed = dict.fromkeys(p for cell in found if cell for p in (*cell.items, *cell.perhaps))
            names = self.say.series(self.sentences.name(items[pointer]) for pointer in placed)
            title = self.sentences.of(row.title, names) if names else row.title
            rows.append((title, *(count(cell) for cell in found)))
        return Table(table.title, columns, tuple(rows))


def _bars(assessment: Assessment, form: PictureForm) -> bytes:
    from assessor.reports.charts import picture

    return picture(assessment, "bars", form)


def _radar(assessment: Assessment, form: PictureForm) -> bytes:
    from assessor.reports.charts import picture

    return picture(assessment, "radar", form)


def count(cell: Cell | None) -> str:
    """Return how many items stand in a cell of a view, and how many more perhaps; nothing if none."""
    if cell is None:
        return ""
    return f"{len(cell.items)} +{len(cell.perhaps)}?" if cell.perhaps else str(len(cell.items))
