"""An assessment as a table of its criteria, for spreadsheets and for programs: CSV after RFC 4180.

In: an ``Assessment``. Out: a row for each criterion, in UTF-8 with the mark by which spreadsheets know it.
What a spreadsheet could take for a formula is written as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from assessor.documents.problems import tame
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment, CriterionResult, Finding, IdeaResult
from assessor.scoring.figures import as_number
from assessor.speech import speech

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@")


def to_csv(assessment: Assessment) -> str:
    """Return the criteria of an assessment as CSV, with headings in its language."""
    out = StringIO()
    writer = csv.writer(out)
    sentences = Sentences(assessment, speech(assessment.settings.language))
    writer.writerow(_headings(sentences))
    findings = {finding.criterion: finding for finding in assessment.findings}
    for idea in assessment.ideas:
        for result in idea.criteria:
            row = _row(idea, result, findings.get(result.id), sentences)
            writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows as it is: never a formula, on one line."""
    shown = tame(" ".join(text.split()))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _headings(sentences: Sentences) -> list[str]:
    say = sentences.say
    return [
        say("Criterion"), say("Idea"), say("Title"), say("Outcome"), say("Treatment"), say("Value"),
        say("At best"), say("Weight"), say("Essential"), say("Gain"), say("Severity"), say("Effort"),
        say("Message"), say("What to do"), say("Steps"), say("Lines"), say("Items"),
    ]  # fmt: skip


def _row(
    idea: IdeaResult, result: CriterionResult, finding: Finding | None, sentences: Sentences
) -> list[str | int | float]:
    say = sentences.say
    treatment = sentences.treatment(result) if result.treatment != "counted" else ""
    return [
        result.id,
        idea.title,
        result.title,
        sentences.outcomes[result.outcome],
        treatment,
        as_number(result.value),
        as_number(result.high),
        result.weight,
        say("yes") if result.essential else say("no"),
        as_number(result.gain),
        *(_of_finding(finding, sentences) if finding else ["", "", "", ""]),
        " ".join(str(step) for step in result.steps),
        " ".join(_lines(finding)) if finding else "",
        " ".join(item.id or item.pointer for item in finding.items) if finding else "",
    ]


def _of_finding(finding: Finding, sentences: Sentences) -> list[str]:
    missing = f" ({sentences.missing(finding)})" if finding.missing else ""
    return [
        sentences.degrees[finding.severity],
        sentences.degrees[finding.effort],
        f"{finding.message}{missing}",
        finding.recommendation,
    ]


def _lines(finding: Finding) -> Iterator[str]:
    for line in dict.fromkeys(item.line for item in finding.items):
        if line is not None:
            yield str(line)
