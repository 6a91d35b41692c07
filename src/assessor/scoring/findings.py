"""From a criterion that is not met to what it means, where, and what to do.

In: judged criteria, their results, facts, the words of a pack. Out: findings, the largest gain first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assessor.facts.rows import Facts
from assessor.pack import model as m
from assessor.pack.plan import CheckPlan, vocabularies_of
from assessor.scoring.assessment import CriterionResult, Finding, IdeaResult
from assessor.scoring.outcomes import Judged
from assessor.scoring.places import items_of

_EFFORT: Final = {"low": 0, "medium": 1, "high": 2}


def findings_of(
    ideas: Sequence[IdeaResult], judged: dict[str, Judged], facts: Facts, words: m.Texts
) -> tuple[Finding, ...]:
    """Return a finding for each criterion that is not met: largest gain first, then least effort.

    What is not known yet comes after what is known to be wanting.
    """
    findings = [
        _finding(idea.id, result, judged[result.id], facts, words)
        for idea in ideas
        for result in idea.criteria
        if result.outcome != "met"
    ]
    findings.sort(key=_rank)
    return tuple(findings)


def _rank(finding: Finding) -> tuple[bool, float, int, str]:
    part, whole = finding.gain.as_integer_ratio()
    return finding.outcome == "undetermined", -part / whole, _EFFORT[finding.effort], finding.criterion


def _finding(
    idea: str,
    result: CriterionResult,
    judged: Judged,
    facts: Facts,
    words: m.Texts,
) -> Finding:
    criterion, verdict = judged.criterion, judged.verdict
    text = words.criteria[criterion.id]
    # In the order of the record, since naming each takes time.
    return Finding(
        criterion.id,
        criterion.id,
        idea,
        result.outcome,
        result.treatment,
        criterion.severity,
        criterion.effort,
        result.gain,
        message_of(result, text, words),
        recommendation(result, text, words),
        text.why,
        result.steps,
        criterion.sections,
        verdict.missing,
        titles_of(verdict.missing, judged.criterion.check, words) if verdict.missing else (),
        items_of(criterion.id, verdict.failing, facts) if verdict.failing else (),
    )


def titles_of(missing: Sequence[str], check: CheckPlan, words: m.Texts) -> tuple[str, ...]:
    """Return what entries of the vocabularies of a check are called."""
    titles: dict[str, str] = {}
    for vocabulary in vocabularies_of(check):
        titles |= {name: text.title for name, text in words.entries.get(vocabulary, {}).items()}
    return tuple([titles.get(entry, entry) for entry in missing])


def message_of(result: CriterionResult, text: m.CriterionText, words: m.Texts) -> str:
    """Return what is wrong. Of what is partly there, only what is missing: the rest would not be true."""
    if result.outcome == "undetermined":
        return words.phrases["undetermined"].replace("{title}", text.title)
    # Of what is not there at all, how many lack it says the same again.
    detail = _detail(result, text, words) if result.satisfied or result.outcome == "partial" else ""
    if result.outcome == "partial" and detail:
        return detail
    return f"{text.failure}. {detail}" if detail else f"{text.failure}."


def _detail(result: CriterionResult, text: m.CriterionText, words: m.Texts) -> str:
    """Return how many items lack it; nothing if none were looked at, or there are no words for it."""
    if not text.detail or not result.applicable:
        return ""
    missing = result.applicable - result.satisfied
    return words.form(text.detail, missing).format(
        applicable=result.applicable, satisfied=result.satisfied, missing=missing
    )


def recommendation(result: CriterionResult, text: m.CriterionText, words: m.Texts) -> str:
    """Return what to do about a criterion: first of all to look it up, where it is not known."""
    if result.outcome == "undetermined":
        return words.phrases["examine"].replace("{recommendation}", text.recommendation)
    return text.recommendation
