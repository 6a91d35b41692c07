"""Thresholds: the least score that the index, or an idea, should have.

In: an ``Assessment`` and thresholds. Out: those that are missed. What counts is what the document shows: the
canonical score or, with a profile, that of the profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.lookup import find_idea
from assessor.pack.model import Pack
from assessor.records import record
from assessor.scoring.assessment import Assessment, Index

_NUMBER: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,12})?")


@record
class Threshold:
    """The least score of an idea, or of the index."""

    idea: str | None
    """None for the index."""
    least: Fraction
    """From 0 to 100."""


@record
class Missed:
    """A threshold that is not reached."""

    threshold: Threshold
    title: str | None
    """What the idea is called; None for the index."""
    score: Fraction | None
    """What the document shows; None if there is no score."""
    high: Fraction | None
    """What it could be at best."""
    index: Index
    """The index, which tells why it has no score."""


INDEX: Final = "index"
"""What the index is called where an idea may be named."""


def threshold_of(text: str, pack: Pack) -> Threshold:
    """Return the threshold that is written as ``40``, or ``aligned=40``.

    Raises:
        UsageError: it is written otherwise, or the pack has no such idea.
    """
    idea, equals, number = (part.strip() for part in text.rpartition("="))
    if idea == INDEX:
        idea = equals = ""
    if equals:
        find_idea(pack, idea)
    if not _NUMBER.fullmatch(number) or Fraction(number) > 100:
        example = f"{pack.about.ideas[0].id}=40"
        message = Message(
            "'{text}' is no threshold; write a number from 0 to 100, or {example}.",
            text=shorten(text),
            example=example,
        )
        raise UsageError(message)
    return Threshold(idea if equals else None, Fraction(number))


def missed(assessment: Assessment, thresholds: Iterable[Threshold]) -> tuple[Missed, ...]:
    """Return the thresholds that are not reached, in their order.

    Args:
        assessment: the assessment, of a pack that has the ideas that are named.
        thresholds: what should be reached.

    Raises:
        KeyError: there is no such idea.
    """
    second = assessment.second if assessment.settings.profile is not None else None
    index = second.index if second else assessment.index
    found = {each.id: (each.score, each.high) for each in (second.ideas if second else assessment.ideas)}
    below = []
    for each in thresholds:
        title = None if each.idea is None else assessment.idea(each.idea).title
        # An idea that is out of scope has no score.
        score, high = (index.score, index.high) if each.idea is None else found.get(each.idea, (None, None))
        if score is None or score < each.least:
            below.append(Missed(each, title, score, high, index))
    return tuple(below)
