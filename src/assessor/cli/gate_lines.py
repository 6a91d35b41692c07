"""What is told of a gate on standard error, in lines such as a compiler writes.

In: an assessment, and what came of a gate and of thresholds. Out: lines. Must never know: how these judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from assessor.cli.gating import Asked, Verdict
from assessor.cli.spoken import spoken
from assessor.cli.telling import to_stderr
from assessor.documents.problems import one_line, shorten
from assessor.gating.judging import SEVERITIES
from assessor.gating.thresholds import Missed
from assessor.messages import in_words
from assessor.reports.blocks import NOTHING
from assessor.reports.figures import figure
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import other_rules, summary
from assessor.scoring.assessment import Assessment, Finding, Index, Notice
from assessor.scoring.gated import GateResult
from assessor.speech import Speech

MOST_NAMED: Final = 5
"""Failing findings that are named one by one; a strategy may have a hundred."""


def tell(assessment: Assessment, asked: Asked, verdict: Verdict, *, of: str | None = None) -> None:
    """Write to standard error what is to be known of a verdict.

    Args:
        assessment: what was judged.
        asked: what was asked of it.
        verdict: what came of it.
        of: the strategy, where there are several; it stands before each line that does not name it anyway.
    """
    sentences = Sentences(assessment, spoken())
    start = "" if of is None else f"{shorten(of, 200)}: "
    # Thresholds alone ask for no finding, and no waiver bears on them.
    lines = list(_of_findings(assessment, verdict.gate, sentences, start)) if asked.of_findings else []
    lines += [start + _below(each, sentences.say) for each in verdict.missed]
    for line in lines:
        to_stderr(line)


def _of_findings(
    assessment: Assessment, found: GateResult, sentences: Sentences, start: str
) -> Iterator[str]:
    """Yield what to be warned of, then the findings that fail, and last the sums."""
    warnings = _warnings(assessment, found, sentences)
    yield from (start + line for line in warnings)
    yield from _failing(assessment, found, sentences)
    yield from (start + line for line in _sums(found, sentences))


def _warnings(assessment: Assessment, found: GateResult, sentences: Sentences) -> Iterator[str]:
    if found.baseline is not None and not found.baseline.same_rules:
        yield other_rules(found.baseline, assessment, sentences)
    for notice in assessment.notices:
        if notice.code == "waiver-ended":
            yield _ended(notice, assessment, sentences)


def _sums(found: GateResult, sentences: Sentences) -> Iterator[str]:
    say = sentences.say
    if found.baseline is not None:
        yield summary(found, found.baseline, sentences)
    yield from _no_longer(found, say)
    if found.undetermined:
        yield say.many(
            "{number} finding is not known yet, and does not fail.",
            "{number} findings are not known yet, and do not fail.",
            len(found.undetermined),
        )
    if found.failing:
        yield _sum(found, sentences)


def _ended(notice: Notice, assessment: Assessment, sentences: Sentences) -> str:
    """Return that a waiver has ended, who had accepted the gap, and whether its finding counts again."""
    say, name, day = sentences.say, notice.name, sentences.say.date(notice.day or "")
    by = one_line(notice.by or NOTHING)
    if any(each.criterion == name and each.treatment == "counted" for each in assessment.findings):
        told = say(
            "the waiver of {name}, accepted by {by}, ended on {day}; the finding counts again.",
            name=name, by=by, day=day,
        )  # fmt: skip
    else:
        told = say("the waiver of {name}, accepted by {by}, ended on {day}.", name=name, by=by, day=day)
    if notice.line is None:
        return told[:1].upper() + told[1:]
    return sentences.of(say("Line {line}", line=notice.line), told)


def _failing(assessment: Assessment, found: GateResult, sentences: Sentences) -> Iterator[str]:
    """Yield a line for the first findings that fail, the gravest first, as a compiler writes them."""
    failing = {*found.failing}
    findings = [finding for finding in assessment.findings if finding.criterion in failing]
    findings.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    for finding in findings[:MOST_NAMED]:
        yield _as_compiler(finding, assessment, found, sentences)
    more = len(findings) - MOST_NAMED
    if more > 0:
        yield sentences.say.many("… and {number} more", "… and {number} more", more)


def _as_compiler(finding: Finding, assessment: Assessment, found: GateResult, sentences: Sentences) -> str:
    """Return ``file:line: CRITERION title``; line 1 where a finding is about the whole document."""
    new = next((set(each.items) for each in found.new if each.criterion == finding.criterion), set())
    items = [item for item in finding.items if not new or item.fingerprint in new]
    line = min((item.line for item in items if item.line is not None), default=1)
    file = one_line(in_words(assessment.strategy.file or assessment.strategy.title, sentences.say))
    title = one_line(assessment.criterion(finding.criterion).title)
    place = f"{file}:{line}: {finding.criterion} {title}"
    if not new:
        return place
    names = [item.id or shorten(sentences.name(item), 40) for item in items]
    return sentences.say("{place} (new: {items})", place=place, items=", ".join(_few(names, sentences.say)))


def _few(names: Sequence[str], say: Speech) -> list[str]:
    """Return the first of several names, and how many more there are."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return list(names)
    return [*names[:MOST_NAMED], say.many("{number} more", "{number} more", more)]


def _no_longer(found: GateResult, say: Speech) -> Iterator[str]:
    whole = [each.criterion for each in found.no_longer if each.whole]
    parts = [each.criterion for each in found.no_longer if not each.whole]
    if whole:
        names = ", ".join(_few(whole, say))
        yield say.many(
            "{number} finding of the baseline is no longer there, and can be taken out: {names}.",
            "{number} findings of the baseline are no longer there, and can be taken out: {names}.",
            len(whole),
            names=names,
        )
    if parts:
        names = ", ".join(_few(parts, say))
        yield say.many(
            "Of {number} finding of the baseline, items are no longer there: {names}.",
            "Of {number} findings of the baseline, items are no longer there: {names}.",
            len(parts),
            names=names,
        )


def _sum(found: GateResult, sentences: Sentences) -> str:
    say, number = sentences.say, len(found.failing)
    if found.fail_on is None:
        return say.many("{number} new finding fails.", "{number} new findings fail.", number)
    severity = sentences.severities[found.fail_on]
    if found.baseline is None:
        return say.many(
            "{number} finding of severity {severity} or graver fails.",
            "{number} findings of severity {severity} or graver fail.",
            number,
            severity=severity,
        )
    return say.many(
        "{number} new finding of severity {severity} or graver fails.",
        "{number} new findings of severity {severity} or graver fail.",
        number,
        severity=severity,
    )


def _below(each: Missed, say: Speech) -> str:
    """Return that a threshold is not reached. What counts is what the document shows."""
    if each.score is None or each.high is None:
        return _no_score(each.title, each.index, say)
    return _too_low(
        each.title, _shown_score(each.score, each.high, say), say.number(each.threshold.least), say
    )


def _no_score(idea: str | None, index: Index, say: Speech) -> str:
    if idea is not None:
        return say("Below the threshold: {idea} is out of scope and has no score.", idea=idea)
    return say.many(
        "Below the threshold: there is no index; only {number} idea is rated.",
        "Below the threshold: there is no index; only {number} ideas are rated.",
        index.rated,
    )


def _too_low(idea: str | None, score: str, least: str, say: Speech) -> str:
    if idea is not None:
        return say(
            "Below the threshold: {idea} is {score}, and should be at least {least}.",
            idea=idea, score=score, least=least,
        )  # fmt: skip
    return say(
        "Below the threshold: the index is {score}, and should be at least {least}.", score=score, least=least
    )


def _shown_score(score: Fraction, high: Fraction, say: Speech) -> str:
    shown = say.decimal(figure(score))
    if score == high:
        return shown
    return say("{score} (up to {high} once all is examined)", score=shown, high=say.decimal(figure(high)))
