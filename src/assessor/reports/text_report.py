"""An assessment as text to read in a terminal.

In: an ``Assessment`` and a ``Page``. Out: text. First the profile of the ideas, then what would help most,
then the same outcomes along the route.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assessor.reports.canvas import (
    LEVEL_STYLES,
    NARROW,
    Page,
    grid,
    heading,
    indented,
    words,
)
from assessor.reports.figures import interval
from assessor.reports.robustness_text import robustness_parts
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import since_baseline
from assessor.reports.view_report import view_parts
from assessor.scoring.assessment import Assessment, Finding, IdeaResult, Index, Recommendation
from assessor.scoring.beside import ContradictionResult, DiagnosisResult
from assessor.scoring.figures import State
from assessor.speech import ENGLISH, speech

WIDE: Final = 110
"""From this width on, the table of ideas says more."""
MOST_FINDINGS: Final = 8
_OUTCOME_STYLES: Final = {"unmet": "red", "partial": "yellow", "undetermined": "cyan", "met": "green"}


def to_text(
    assessment: Assessment,
    page: Page | None = None,
    *,
    most_findings: int | None = MOST_FINDINGS,
    view: str | None = None,
    pack: str | None = None,
) -> str:
    """Return an assessment, or one view of it, as text.

    Args:
        assessment: what to show.
        page: width, colour and characters.
        most_findings: how many findings are shown in full; None for all.
        view: "steps" or a view of the pack; None for the whole report.
        pack: the pack as it was asked for, for the hint how to go on; None for the usual one.
    """
    page = page or Page()
    report = _Report(assessment, page, most_findings, pack)
    return page.render(report.parts() if view is None else report.view(view))


class _Report:
    def __init__(
        self, assessment: Assessment, page: Page, most_findings: int | None, pack: str | None
    ) -> None:
        self.assessment = assessment
        self.say = speech(assessment.settings.language)
        self.sentences = Sentences(assessment, self.say)
        self.page = page
        self.most_findings = most_findings
        self.pack = pack

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._ideas()
        yield from self._index()
        yield from robustness_parts(self.assessment, self.sentences, self.page, self.most_findings is None)
        yield from self._diagnoses()
        yield from self._consistency()
        yield from self._notices()
        yield from self._findings()
        yield from self._route()
        yield from self._foot()

    def view(self, name: str) -> Iterator[RenderableType]:
        yield from self._head()
        yield from view_parts(
            self.assessment, self.sentences, name, self.page, names=self.most_findings is None
        )

    def _head(self) -> Iterator[RenderableType]:
        a = self.assessment
        yield words(a.strategy.title, "bold")
        yield words(self.sentences.whose())
        yield words(self.sentences.basis(), "dim")

    def _ideas(self) -> Iterator[RenderableType]:
        wide, narrow = self.page.width >= WIDE, self.page.width < NARROW
        yield heading(self.say("The ideas"))
        ideas = self.assessment.ideas
        title = None if narrow else min(40, max([30, *(len(idea.title) for idea in ideas)]))
        level = min(24, max([14, *(len(self.sentences.level(idea)) for idea in ideas)]))
        table = grid(2, title, *self._bars(title, level, wide), 7, level, *((None,) if wide else ()))
        for place, idea in enumerate(self.assessment.ideas, 1):
            style = self._style(idea.level) if idea.rated else "cyan"
            row: list[RenderableType] = [Text(f"{place:>2}", style="dim"), words(idea.title)]
            if not narrow:
                cells = self._bars(title, level, wide)[0]
                row.append(self.page.bar(idea.score, idea.high, cells, style))
            row.append(Text(interval(idea.score, idea.high), justify="right"))
            row.append(words(self.sentences.level(idea), style))
            if wide:
                row.append(self._remark(idea))
            table.add_row(*row)
        yield table
        if not wide:
            for idea in self.assessment.ideas:
                if idea.held_back_by and idea.rated:
                    yield indented(self._remark(idea, idea.title), 4, self.page)

    def _bars(self, title: int | None, level: int, wide: bool) -> tuple[int, ...]:
        """Return how long bars are beside a title and a level; there are none on a narrow page."""
        if title is None:
            return ()
        return (max(4, min(40, self.page.width - title - level - (40 if wide else 16))),)

    def _style(self, level: str) -> str:
        levels = list(self.sentences.levels)
        # However many levels there are, the lowest has the first style and the highest the last.
        place = levels.index(level) * (len(LEVEL_STYLES) - 1) // max(1, len(levels) - 1)
        return LEVEL_STYLES[place]

    def _index(self) -> Iterator[RenderableType]:
        a = self.assessment
        yield Text()
        yield self._index_line(self.say("Index"), a.index)
        if a.second is not None:
            yield self._index_line(self.sentences.second(), a.second.index)
            if a.second.about:
                yield indented(words(a.second.about, "dim"), 2, self.page)
            without = self.say("no weight")
            scores = [
                f"{a.idea(i.id).title} {interval(i.score, i.high)}" + ("" if i.weight else f" ({without})")
                for i in a.second.ideas
            ]
            yield indented(words(self.say.series(scores) + ".", "dim"), 2, self.page)
        yield words(self.say("The ideas are the result; the index only sums them up."), "dim")

    def _index_line(self, name: str, index: Index) -> Text:
        return words(self.sentences.of(name, self.sentences.index(index)), "bold")

    def _remark(self, idea: IdeaResult, name: str | None = None) -> Text:
        held_back = self.sentences.held_back(idea)
        if held_back:
            return words(self.sentences.of(name, held_back) if name else held_back, "yellow")
        if idea.rated and idea.level != idea.level_high:
            return words(self.say("perhaps {level}", level=self.sentences.levels[idea.level_high]), "cyan")
        return words(self.sentences.begun(idea), "dim")

    def _diagnoses(self) -> Iterator[RenderableType]:
        diagnoses = self.assessment.diagnoses
        if not diagnoses:
            return
        yield heading(self.say("What stands out"))
        for diagnosis in diagnoses:
            if self._in_full(diagnosis.state):
                yield from self._diagnosis(diagnosis)
        yield from self._possible([each.title for each in diagnoses if not self._in_full(each.state)])

    def _diagnosis(self, diagnosis: DiagnosisResult) -> Iterator[RenderableType]:
        style = "green" if diagnosis.good else "yellow" if diagnosis.state == "holds" else "cyan"
        title = words(diagnosis.title, f"bold {style}")
        title.append(f"  {self.sentences.certainty(diagnosis)}".rstrip(), style="cyan")
        yield Padding(title, (1, 0, 0, 2))
        yield indented(words(diagnosis.summary), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(diagnosis.recommendation)), 4, self.page)
        evidence = self.say.series(self.sentences.evidence(each) for each in diagnosis.evidence)
        yield indented(words(evidence, "dim"), 4, self.page)

    def _in_full(self, state: State) -> bool:
        """Whether something is told at length: what is only possible is named, unless all is asked for."""
        return state == "holds" or self.most_findings is None

    def _possible(self, titles: Sequence[str]) -> Iterator[RenderableType]:
        if titles:
            shown = self.say.series(titles)
            text = self.say("Possible, depending on what was not examined: {titles}.", titles=shown)
            text += " " + self.say("{option} tells more.", option="--all")
            yield Padding(indented(words(text, "cyan"), 2, self.page), (1, 0, 0, 0))

    def _consistency(self) -> Iterator[RenderableType]:
        found = self.assessment.consistency
        if found is None:
            return
        yield heading(self.say("Does it hold together?"))
        yield words(self.sentences.held_together(found))
        table = grid(None, 9)
        for link in found.links:
            share = self.sentences.percent(interval(100 * link.value, 100 * link.high))
            table.add_row(words(link.title), Text(share, justify="right"))
        yield Padding(table, (0, 0, 0, 2))
        if self.most_findings is None:
            for item in found.broken:
                for told in self.sentences.broken(item, found):
                    yield indented(words(told), 2, self.page)
        for contradiction in found.contradictions:
            if self._in_full(contradiction.state):
                yield from self._contradiction(contradiction)
        rest = [each.title for each in found.contradictions if not self._in_full(each.state)]
        yield from self._possible(rest)

    def _contradiction(self, found: ContradictionResult) -> Iterator[RenderableType]:
        title = words(found.title, f"bold {'red' if found.state == 'holds' else 'cyan'}")
        if found.state == "possible":
            title.append(f"  {self.sentences.possible()}", style="cyan")
        yield Padding(indented(title, 2, self.page), (1, 0, 0, 0))
        yield indented(words(found.why), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(found.recommendation)), 4, self.page)
        lines = self.sentences.lines(found.items)
        names = ", ".join(item.id or item.pointer for item in found.items[:4])
        yield indented(words(f"{lines} ({names})" if lines else names, "dim"), 4, self.page)

    def _notices(self) -> Iterator[RenderableType]:
        a, sentences = self.assessment, self.sentences
        notices = [sentences.notice(notice) for notice in a.notices]
        yield from self._lines(self.say("To note"), notices, "yellow")
        yield from self._lines(self.say("Since the baseline"), since_baseline(a, sentences))

    def _lines(self, title: str, lines: Sequence[str], style: str = "") -> Iterator[RenderableType]:
        if lines:
            yield heading(title)
        yield from (indented(words(line, style), 2, self.page) for line in lines)

    def _findings(self) -> Iterator[RenderableType]:
        findings = {finding.fingerprint: finding for finding in self.assessment.findings}
        if not findings:
            yield heading(self.say("Findings"))
            yield words(self.say("Every criterion is met."))
            return
        yield heading(self.say("What would help most"))
        yield words(self.say("The most gain for the effort first."), "dim")
        for place, each in enumerate(self._recommended()[: self.most_findings], 1):
            yield from self._finding(place, findings[each.criterion], each)
        left = len(findings) - min(self.most_findings or len(findings), len(self._recommended()))
        if left > 0:
            text = self.say.many(
                "{number} more finding: {option} shows it.",
                "{number} more findings: {option} shows them.",
                left,
                option="--all",
            )
            yield Padding(words(text, "dim"), (1, 0, 0, 0))

    def _recommended(self) -> Sequence[Recommendation]:
        """Return what is recommended; with a profile only what counts in it, unless all is asked for."""
        everything = self.most_findings is None
        return self.assessment.recommendations if everything else self.assessment.advised()

    def _finding(self, place: int, finding: Finding, advice: Recommendation) -> Iterator[RenderableType]:
        style = _OUTCOME_STYLES[finding.outcome]
        first = Text(finding.criterion, style="bold")
        first.append(f"  {self.sentences.outcomes[finding.outcome]}", style=style)
        treated = self.sentences.treated(finding)
        if treated:
            first.append(", ").append_text(words(treated, "cyan"))
        first.append("  ").append_text(words(self.sentences.gain_in_idea(finding), "dim"))
        title = grid(3 if place < 100 else 4, None)
        title.add_row(Text(f"{place:>2}.", style="dim"), first)
        yield Padding(title, (1, 0, 0, 0))
        yield indented(words(finding.message), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(advice.text)), 4, self.page)
        for note in advice.notes:
            text = words(self.sentences.of(note.title, " ".join(note.sentences)))
            yield indented(text, 6, self.page)
        place_text = self.sentences.places(finding)
        if place_text:
            yield indented(words(place_text, "dim"), 4, self.page)

    def _route(self) -> Iterator[RenderableType]:
        steps = self.assessment.steps
        if not steps:
            return
        yield heading(self.say("Along the route"))
        cells = min(20, self.page.width - 54)
        table = grid(2, 40, cells, 7) if self.page.width >= NARROW else grid(2, None, 7)
        for step in steps:
            row: list[RenderableType] = [Text(f"{step.number:>2}", style="dim"), words(step.title)]
            if self.page.width >= NARROW:
                row.append(self.page.bar(step.score, step.high, cells, "blue") if step.criteria else Text())
            shown = interval(step.score, step.high) if step.criteria else "–"
            table.add_row(*row, Text(shown, justify="right"))
        yield table

    def _foot(self) -> Iterator[RenderableType]:
        file = self.assessment.strategy.file
        name = self.say("STRATEGY") if file in (None, "standard input") else shlex.quote(str(file))
        first = self._recommended()[:1]
        example = first[0].criterion if first else "ID"
        pack = "" if self.pack is None else f" --pack {shlex.quote(self.pack)}"
        why = self.say("Why?")
        lang = "" if self.say.language == ENGLISH else f" --lang {self.say.language}"
        yield Padding(words(f"{why} assessor explain {name} {example}{lang}{pack}", "dim"), (1, 0, 0, 0))
