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

from assessor.documents.problems import tame
from assessor.reports.canvas import (
    LEVEL_STYLES,
    Page,
    grid,
    heading,
    indented,
    interval,
    lines_of,
    number,
    words,
)
from assessor.reports.view_report import view_parts
from assessor.scoring.assessment import Assessment, Finding, IdeaResult, Index, Recommendation
from assessor.scoring.beside import (
    BrokenItem,
    Consistency,
    ContradictionResult,
    DiagnosisResult,
    Evidence,
)
from assessor.scoring.figures import State

WIDE: Final = 110
"""From this width on, the table of ideas says more."""
NARROW: Final = 64
"""Below this width there is no room for bars."""
MOST_FINDINGS: Final = 8
_OUTCOME_STYLES: Final = {"unmet": "red", "partial": "yellow", "undetermined": "cyan", "met": "green"}
_TREATMENTS: Final = {"out-of-scope": "out of scope", "waived": "waived"}


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
        self.page = page
        self.most_findings = most_findings
        self.pack = pack

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._ideas()
        yield from self._index()
        yield from self._diagnoses()
        yield from self._consistency()
        yield from self._notices()
        yield from self._findings()
        yield from self._route()
        yield from self._foot()

    def view(self, name: str) -> Iterator[RenderableType]:
        yield from self._head()
        yield from view_parts(self.assessment, name, self.page, names=self.most_findings is None)

    def _head(self) -> Iterator[RenderableType]:
        a = self.assessment
        period = a.strategy.period_start + (f"–{a.strategy.period_end}" if a.strategy.period_end else "")
        yield words(a.strategy.title, "bold")
        yield words(f"{a.strategy.territory} · {period}")
        yield words(f"Assessed as of {a.as_of} against {a.pack.title} ({a.pack.id} {a.pack.version})", "dim")

    def _ideas(self) -> Iterator[RenderableType]:
        wide, narrow = self.page.width >= WIDE, self.page.width < NARROW
        yield heading("The ideas")
        cells = min(40, self.page.width - 84) if wide else max(4, min(20, self.page.width - 60))
        columns = (2, None, 7, 14) if narrow else (2, 30, cells, 7, 14, *((None,) if wide else ()))
        table = grid(*columns)
        for place, idea in enumerate(self.assessment.ideas, 1):
            style = self._style(idea.level) if idea.rated else "cyan"
            row: list[RenderableType] = [Text(f"{place:>2}", style="dim"), words(idea.title)]
            if not narrow:
                row.append(self.page.bar(idea.score, idea.high, cells, style))
            row.append(Text(interval(idea.score, idea.high), justify="right"))
            row.append(Text(_level(idea), style=style))
            if wide:
                row.append(_remark(idea))
            table.add_row(*row)
        yield table
        if not wide:
            for idea in self.assessment.ideas:
                if idea.held_back_by and idea.rated:
                    yield indented(Text.assemble(words(idea.title), ": ", _remark(idea)), 4, self.page)

    def _style(self, level: str) -> str:
        levels = self.assessment.pack.levels
        # However many levels there are, the lowest has the first style and the highest the last.
        place = levels.index(level) * (len(LEVEL_STYLES) - 1) // max(1, len(levels) - 1)
        return LEVEL_STYLES[place]

    def _index(self) -> Iterator[RenderableType]:
        a = self.assessment
        yield Text()
        yield _index_line("Index", a.index)
        if a.second is not None:
            name = f"profile '{a.second.profile}'" if a.second.profile else "its own scope"
            if a.second.profile and a.second.scope:
                name += " and within its own scope"
            yield _index_line(f"Index with {name}", a.second.index)
            if a.second.about:
                yield indented(words(a.second.about, "dim"), 2, self.page)
            scores = [
                f"{a.idea(i.id).title} {interval(i.score, i.high)}" + ("" if i.weight else " (no weight)")
                for i in a.second.ideas
            ]
            yield indented(words("; ".join(scores) + ".", "dim"), 2, self.page)
        yield words("The ideas are the result; the index only sums them up.", "dim")

    def _diagnoses(self) -> Iterator[RenderableType]:
        diagnoses = self.assessment.diagnoses
        if not diagnoses:
            return
        yield heading("What stands out")
        for diagnosis in diagnoses:
            if self._in_full(diagnosis.state):
                yield from self._diagnosis(diagnosis)
        yield from self._possible([each.title for each in diagnoses if not self._in_full(each.state)])

    def _diagnosis(self, diagnosis: DiagnosisResult) -> Iterator[RenderableType]:
        style = "green" if diagnosis.good else "yellow" if diagnosis.state == "holds" else "cyan"
        title = words(diagnosis.title, f"bold {style}")
        title.append(f"  {certainty(diagnosis)}".rstrip(), style="cyan")
        yield Padding(title, (1, 0, 0, 2))
        yield indented(words(diagnosis.summary), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(diagnosis.recommendation)), 4, self.page)
        evidence = "; ".join(evidence_in_words(each) for each in diagnosis.evidence)
        yield indented(words(evidence, "dim"), 4, self.page)

    def _in_full(self, state: State) -> bool:
        """Whether something is told at length: what is only possible is named, unless all is asked for."""
        return state == "holds" or self.most_findings is None

    def _possible(self, titles: Sequence[str]) -> Iterator[RenderableType]:
        if titles:
            shown = "; ".join(titles)
            text = words(f"Possible, depending on what was not examined: {shown}. --all tells more.", "cyan")
            yield Padding(indented(text, 2, self.page), (1, 0, 0, 0))

    def _consistency(self) -> Iterator[RenderableType]:
        found = self.assessment.consistency
        if found is None:
            return
        yield heading("Does it hold together?")
        shown = interval(found.score, found.high)
        yield Text.assemble((f"{shown} %", "bold"), " of the links between its parts are there.")
        table = grid(None, 9)
        for link in found.links:
            share = f"{interval(100 * link.value, 100 * link.high)} %"
            table.add_row(words(link.title), Text(share, justify="right"))
        yield Padding(table, (0, 0, 0, 2))
        if self.most_findings is None:
            for item in found.broken:
                yield indented(
                    words(f"{item.id or item.pointer}: {broken_in_words(item, found)}"), 2, self.page
                )
        for contradiction in found.contradictions:
            if self._in_full(contradiction.state):
                yield from self._contradiction(contradiction)
        rest = [each.title for each in found.contradictions if not self._in_full(each.state)]
        yield from self._possible(rest)

    def _contradiction(self, found: ContradictionResult) -> Iterator[RenderableType]:
        title = words(found.title, f"bold {'red' if found.state == 'holds' else 'cyan'}")
        if found.state == "possible":
            title.append("  possible, depending on what was not examined", style="cyan")
        yield Padding(indented(title, 2, self.page), (1, 0, 0, 0))
        yield indented(words(found.why), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(found.recommendation)), 4, self.page)
        lines = lines_of([item.line for item in found.items])
        names = ", ".join(item.id or item.pointer for item in found.items[:4])
        yield indented(words(f"{lines} ({names})" if lines else names, "dim"), 4, self.page)

    def _notices(self) -> Iterator[RenderableType]:
        if self.assessment.notices:
            yield heading("To note")
            for notice in self.assessment.notices:
                line = f" (line {notice.line})" if notice.line else ""
                yield indented(words(f"{notice.message}{line}", "yellow"), 2, self.page)

    def _findings(self) -> Iterator[RenderableType]:
        findings = {finding.fingerprint: finding for finding in self.assessment.findings}
        if not findings:
            yield heading("Findings")
            yield words("Every criterion is met.")
            return
        yield heading("What would help most")
        yield words("The most gain for the effort first.", "dim")
        for place, each in enumerate(self._recommended()[: self.most_findings], 1):
            yield from self._finding(place, findings[each.criterion], each)
        left = len(findings) - min(self.most_findings or len(findings), len(self._recommended()))
        if left > 0:
            yield Padding(words(f"{left} more findings: --all shows them.", "dim"), (1, 0, 0, 0))

    def _recommended(self) -> Sequence[Recommendation]:
        """Return what is recommended; with a profile only what counts in it, unless all is asked for."""
        a = self.assessment
        if a.second is None or a.second.profile is None or self.most_findings is None:
            return a.recommendations
        counted = {criterion for idea in a.second.ideas for criterion in idea.criteria}
        return [each for each in a.recommendations if each.criterion in counted]

    def _finding(self, place: int, finding: Finding, advice: Recommendation) -> Iterator[RenderableType]:
        style = _OUTCOME_STYLES[finding.outcome]
        first = Text(finding.criterion, style="bold")
        first.append(f"  {finding.outcome}", style=style)
        if finding.treatment in _TREATMENTS:
            reason = self.assessment.criterion(finding.criterion).reason
            first.append(f", {_TREATMENTS[finding.treatment]}", style="cyan")
            first.append(tame(f": {reason}" if reason else ""), style="cyan")
        most = "up to " if finding.outcome == "undetermined" else ""
        gain = f"  {most}+{number(finding.gain)} in {self.assessment.idea(finding.idea).title}"
        first.append(f"{gain}, effort {finding.effort}", style="dim")
        title = grid(3 if place < 100 else 4, None)
        title.add_row(Text(f"{place:>2}.", style="dim"), first)
        yield Padding(title, (1, 0, 0, 0))
        yield indented(words(finding.message), 4, self.page)
        yield indented(Text.assemble(("→ ", "bold"), words(advice.text)), 4, self.page)
        for note in advice.notes:
            text = words(f"{note.title}: {' '.join(note.sentences)}")
            yield indented(text, 6, self.page)
        place_text = _place(finding)
        if place_text:
            yield indented(words(place_text, "dim"), 4, self.page)

    def _route(self) -> Iterator[RenderableType]:
        steps = self.assessment.steps
        if not steps:
            return
        yield heading("Along the route")
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
        name = "STRATEGY" if file in (None, "standard input") else shlex.quote(str(file))
        first = self._recommended()[:1]
        example = first[0].criterion if first else "ID"
        pack = "" if self.pack is None else f" --pack {shlex.quote(self.pack)}"
        yield Padding(words(f"Why? assessor explain {name} {example}{pack}", "dim"), (1, 0, 0, 0))


def _level(idea: IdeaResult) -> str:
    """Return the level, or the least that it can be."""
    if not idea.rated:
        return "not rated"
    return idea.level if idea.level == idea.level_high else f"≥ {idea.level}"


def _remark(idea: IdeaResult) -> Text:
    if idea.held_back_by and idea.rated:
        return words(f"held back by {', '.join(idea.held_back_by)}", "yellow")
    if idea.rated and idea.level != idea.level_high:
        return words(f"perhaps {idea.level_high}", "cyan")
    if not idea.breadth:
        return words("nothing of it begun", "dim")
    return words(f"{number(100 * idea.breadth)} % of it begun, to {number(100 * idea.depth)} %", "dim")


def broken_in_words(item: BrokenItem, consistency: Consistency) -> str:
    """Return which links of the chain an item lacks, and of which that is not known."""
    links = {link.id: link for link in consistency.links}
    parts = [links[name].broken for name in item.missing]
    if item.unknown:
        parts.append("not known: " + ", ".join(links[name].title for name in item.unknown))
    line = f" (line {item.line})" if item.line else ""
    return "; ".join(parts) + line


def certainty(diagnosis: DiagnosisResult) -> str:
    """Return how sure a diagnosis is, where it is not wholly so."""
    if diagnosis.state == "possible":
        return "possible, depending on what was not examined"
    if any(each.value != each.high for each in diagnosis.evidence):
        return "so far, on what is shown; part of it was not examined"
    return ""


def evidence_in_words(evidence: Evidence) -> str:
    """Return what a condition of a diagnosis looks at, and what it found."""
    if evidence.what in ("idea", "step"):
        shown = interval(evidence.value, evidence.high)
    elif evidence.yes_no:
        shown = "not known" if evidence.value != evidence.high else "yes" if evidence.value else "no"
    else:
        shown = f"{interval(100 * evidence.value, 100 * evidence.high)} %"
    return f"{evidence.title}: {shown}"


def _index_line(name: str, index: Index) -> Text:
    if index.score is None or index.high is None:
        return Text.assemble((f"{name}: none", "bold"), words(f"; {index.reason}."))
    return Text.assemble((f"{name}: {interval(index.score, index.high)}", "bold"), " of 100")


def _place(finding: Finding) -> str:
    parts = []
    if finding.missing:
        parts.append("missing: " + ", ".join(finding.missing_titles))
    lines = lines_of([item.line for item in finding.items])
    names = [item.id for item in finding.items if item.id]
    if lines:
        parts.append(f"{lines} ({', '.join(names[:4])}{'…' if len(names) > 4 else ''})" if names else lines)
    elif not finding.items and not finding.missing:
        parts.append(
            "belongs under " + " or ".join(f"`{section.strip('/')}`" for section in finding.sections)
        )
    return "; ".join(parts)
