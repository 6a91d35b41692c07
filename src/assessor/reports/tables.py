"""The parts of an assessment as tables, for every format that has some.

In: an ``Assessment`` and a language. Out: headings and rows of plain values, without any markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assessor.reports.blocks import Column, Table, Value
from assessor.reports.figures import bounds
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment, CriterionResult, Finding, IdeaResult
from assessor.scoring.figures import FindingItem, as_number

_NOTHING: Final = ""


class Tables:
    """The tables of one assessment, in its language."""

    def __init__(self, assessment: Assessment, sentences: Sentences) -> None:
        self.assessment = assessment
        self.sentences = sentences
        self.say = sentences.say
        self._findings = {finding.criterion: finding for finding in assessment.findings}

    def ideas(self) -> Table:
        """Return how the strategy stands on each idea."""
        say, sentences = self.say, self.sentences
        columns: tuple[Column, ...] = (
            Column("#", "number"), Column(say("Idea")), Column(say("Level")), Column(say("Score"), "number"),
            Column(say("At best"), "number"), Column(say("Not examined"), "number"),
            Column(say("Held back by")),
        )  # fmt: skip
        second: dict[str, tuple[float, float]] = {}
        if self.assessment.second is not None:
            columns += (Column(sentences.second_score(), "number"), Column(say("At best"), "number"))
            second = {each.id: bounds(each.score, each.high) for each in self.assessment.second.ideas}
        rows = [
            (
                place,
                idea.title,
                sentences.level(idea),
                low,
                high,
                round(high - low, 1),
                ", ".join(idea.held_back_by),
                *(second.get(idea.id, (_NOTHING, _NOTHING)) if self.assessment.second is not None else ()),
            )
            for place, idea in enumerate(self.assessment.ideas, 1)
            for low, high in (bounds(idea.score, idea.high),)
        ]
        return Table(say("The ideas"), columns, tuple(rows))

    def criteria(self) -> Table:
        """Return every criterion, with what is wrong where it is not met."""
        say = self.say
        columns = (
            Column(say("Criterion")), Column(say("Idea")), Column(say("Title"), "long"),
            Column(say("Outcome")), Column(say("Treatment")), Column(say("Value"), "number"),
            Column(say("At best"), "number"),
            Column(say("Weight"), "number"), Column(say("Essential")), Column(say("Gain"), "number"),
            Column(say("Severity")), Column(say("Effort")), Column(say("Message"), "long"),
            Column(say("What to do"), "long"), Column(say("Steps")), Column(say("Lines")),
            Column(say("Items")),
        )  # fmt: skip
        rows = [self._criterion(idea, result) for idea in self.assessment.ideas for result in idea.criteria]
        return Table(say("Criteria"), columns, tuple(rows))

    def _criterion(self, idea: IdeaResult, result: CriterionResult) -> tuple[Value, ...]:
        finding = self._findings.get(result.id)
        said = (_NOTHING,) * 4 if finding is None else self._said(finding)
        items = finding.items if finding else ()
        return (
            result.id,
            idea.title,
            result.title,
            self.sentences.outcomes[result.outcome],
            self._treated(result, finding),
            as_number(result.value),
            as_number(result.high),
            result.weight,
            self.say("yes") if result.essential else self.say("no"),
            as_number(result.gain),
            *said,
            " ".join(str(step) for step in result.steps),
            " ".join(_lines(items)),
            _names(items),
        )

    def _treated(self, result: CriterionResult, finding: Finding | None) -> str:
        if finding is not None:
            return self.sentences.treated(finding)
        return self.sentences.treatment(result) if result.treatment != "counted" else _NOTHING

    def _said(self, finding: Finding) -> tuple[Value, ...]:
        sentences = self.sentences
        return (
            sentences.severities[finding.severity],
            sentences.degrees[finding.effort],
            self._message(finding),
            finding.recommendation,
        )

    def _message(self, finding: Finding) -> str:
        missing = f" ({self.sentences.missing(finding)})" if finding.missing else ""
        return f"{finding.message}{missing}"

    def findings(self) -> Table:
        """Return what is not met, the largest gain first."""
        say, sentences = self.say, self.sentences
        columns = (
            Column(say("Criterion")), Column(say("Idea")), Column(say("Outcome")), Column(say("Treatment")),
            Column(say("Severity")), Column(say("Gain"), "number"), Column(say("Message"), "long"),
            Column(say("Why it matters"), "long"), Column(say("Lines")), Column(say("Items")),
        )  # fmt: skip
        rows = [
            (
                finding.criterion,
                self.assessment.idea(finding.idea).title,
                sentences.outcomes[finding.outcome],
                sentences.treated(finding),
                sentences.severities[finding.severity],
                as_number(finding.gain),
                self._message(finding),
                finding.why,
                " ".join(_lines(finding.items)),
                _names(finding.items),
            )
            for finding in self.assessment.findings
        ]
        return Table(say("Findings"), columns, tuple(rows))

    def recommendations(self) -> Table:
        """Return what to do, the most gain for the effort first, with columns to plan it in."""
        say, a = self.say, self.assessment
        columns = (
            Column("#", "number"), Column(say("Stage")), Column(say("Step")), Column(say("Criterion")),
            Column(say("Idea")), Column(say("What to do"), "long"), Column(say("For example"), "long"),
            Column(say("Effort")), Column(say("Gain"), "number"), Column(say("Owner"), "blank"),
            Column(say("Due date"), "date"),
        )  # fmt: skip
        steps = {step.number: step for step in a.steps}
        rows = [
            (
                place,
                steps[each.step].stage_title if each.step in steps else _NOTHING,
                f"{each.step}. {steps[each.step].title}" if each.step in steps else str(each.step),
                each.criterion,
                a.idea(each.idea).title,
                " ".join(
                    [each.text, *(self.sentences.of(n.title, " ".join(n.sentences)) for n in each.notes)]
                ),
                each.example,
                self.sentences.degrees[each.effort],
                as_number(each.gain),
                _NOTHING,
                _NOTHING,
            )
            for place, each in enumerate(a.recommendations, 1)
        ]
        return Table(say("Recommendations"), columns, tuple(rows))

    def steps(self) -> Table:
        """Return the same outcomes along the steps of the route."""
        say = self.say
        columns = (
            Column("#", "number"), Column(say("Stage")), Column(say("Step")), Column(say("Score"), "number"),
            Column(say("At best"), "number"), Column(say("Criteria"), "long"),
        )  # fmt: skip
        rows = [
            (
                step.number,
                step.stage_title,
                step.title,
                *bounds(step.score, step.high),
                " ".join(step.criteria),
            )
            for step in self.assessment.steps
        ]
        return Table(say("Along the route"), columns, tuple(rows))


def _lines(items: Sequence[FindingItem]) -> list[str]:
    return [str(line) for line in dict.fromkeys(item.line for item in items) if line is not None]


def _names(items: Sequence[FindingItem]) -> str:
    return " ".join(item.id or item.pointer for item in items)
