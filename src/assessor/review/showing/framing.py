"""What every report of an exercise has around it: title, exercise, rules, language and day.

In: the exercise, and what the report says. Out: a ``Document``.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessor.reports.blocks import Block, Document
from assessor.review.phrases import Phrases
from assessor.review.results.result import ExerciseInfo
from assessor.speech import speech


def phrases_of(info: ExerciseInfo) -> Phrases:
    """Return the phrases of the language that an exercise is told in."""
    return Phrases(speech(info.language))


def framed(
    title: str,
    whose: str,
    info: ExerciseInfo,
    blocks: Iterable[Block],
    *,
    day: str | None = None,
    city: str = "",
) -> Document:
    """Return a report as a document, in the language of the exercise's report.

    Args:
        title: what it is called.
        whose: what or whom it is about.
        info: the exercise.
        blocks: what it says.
        day: the day that it is of; that on which the rules judge unless said.
        city: the city that it can be found by, if it is about one.
    """
    return Document(
        title=title,
        whose=whose,
        basis=phrases_of(info).basis(info),
        language=info.language,
        day=day or info.as_of,
        blocks=tuple(blocks),
        keywords=(info.title, *([city] if city else [])),
    )
