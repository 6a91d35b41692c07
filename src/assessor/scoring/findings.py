"""From a criterion that is not met to what it means, where, and what to do.

In: judged criteria, their results, the facts, the words of a pack. Out: findings, the largest gain first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from assessor.facts.rows import Facts, Row
from assessor.pack import model as m
from assessor.scoring.assessment import CriterionResult, Finding, FindingItem, IdeaResult
from assessor.scoring.outcomes import Judged

Place = tuple[str, str | None, int | None]
"""Pointer, id and line of a part of the document."""

_EFFORT: Final = {"low": 0, "medium": 1, "high": 2}


def findings_of(
    ideas: Sequence[IdeaResult], judged: dict[str, Judged], facts: Facts, words: m.Texts
) -> tuple[Finding, ...]:
    """Return a finding for each criterion that is not met: largest gain first, then least effort.

    What is not known yet comes after what is known to be wanting.
    """
    places: dict[int, Place] = {}
    findings = [
        _finding(idea.id, result, judged[result.id], facts, words, places)
        for idea in ideas
        for result in idea.criteria
        if result.outcome != "met"
    ]
    findings.sort(key=lambda f: (f.outcome == "undetermined", -float(f.gain), _EFFORT[f.effort], f.criterion))
    return tuple(findings)


def _finding(
    idea: str,
    result: CriterionResult,
    judged: Judged,
    facts: Facts,
    words: m.Texts,
    places: dict[int, Place],
) -> Finding:
    criterion, verdict = judged.criterion, judged.verdict
    text = words.criteria[criterion.id]
    items = tuple([_item(criterion.id, row, facts, places) for row in verdict.failing])
    return Finding(
        fingerprint=criterion.id,
        criterion=criterion.id,
        idea=idea,
        outcome=result.outcome,
        treatment=result.treatment,
        severity=criterion.severity,
        effort=criterion.effort,
        gain=result.gain,
        message=_message(result, text, words),
        recommendation=_recommendation(result, text, words),
        example=text.example,
        why=text.why,
        steps=result.steps,
        sections=criterion.sections,
        missing=verdict.missing,
        items=items,
    )


def _item(criterion: str, row: int, facts: Facts, places: dict[int, Place]) -> FindingItem:
    """Return a row as the part of the document that a finding is about."""
    place = places.get(row)
    if place is None:
        place = places[row] = place_of(facts.numbered[row], facts)
    at, name, line = place
    return FindingItem(at, name, line, f"{criterion}:{name or _content_key(facts.numbered[row])}")


def _content_key(row: Row) -> str:
    """Return what stands for the id of an item without one: its place may change, so what it says."""
    content = row.entry.model_dump_json(exclude_defaults=True) if row.entry is not None else ""
    return hashlib.sha256(f"{row.kind} {content}".encode()).hexdigest()[:12]


def place_of(row: Row, facts: Facts) -> Place:
    """Return the pointer, id and line of a row; no line if the strategy was not read from a file."""
    line = facts.positions.nearest(row.path).line if facts.positions else None
    return row.pointer, row.id, line


def _message(result: CriterionResult, text: m.CriterionText, words: m.Texts) -> str:
    """Return what is wrong. Of what is partly there, only what is missing: the rest would not be true."""
    detail = ""
    if text.detail is not None and result.applicable:
        detail = text.detail.format(
            applicable=result.applicable,
            satisfied=result.satisfied,
            missing=result.applicable - result.satisfied,
        )
    if result.outcome == "undetermined":
        return words.phrases["undetermined"].replace("{title}", text.title)
    if result.outcome == "partial" and detail:
        return detail
    return f"{text.failure}. {detail}".rstrip()


def _recommendation(result: CriterionResult, text: m.CriterionText, words: m.Texts) -> str:
    if result.outcome == "undetermined":
        return words.phrases["examine"].replace("{recommendation}", text.recommendation)
    return text.recommendation
