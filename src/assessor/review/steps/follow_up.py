"""Recording a later assessment of a host's strategy.

In: the strategy as it is later, or a saved assessment of it. Out: the name of the file that keeps it.
"""

from __future__ import annotations

import os
from datetime import date

from assessor.documents.problems import shorten
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import UsageError
from assessor.face import assess
from assessor.messages import Message
from assessor.reports.json_report import to_json
from assessor.review.records import folder as f
from assessor.review.records.exercise import load
from assessor.review.results.reporting import Review
from assessor.scoring.assessment import Assessment
from assessor.scoring.saved import is_assessment, parse_assessment
from assessor.strategy.loading import parse_strategy


def follow_up(review: Review, host: str, later: str | os.PathLike[str], as_of: date) -> str:
    """Record how the rules see a host's strategy later.

    Args:
        review: of the exercise.
        host: whose strategy it is.
        later: the file of the strategy as it is now, or of a saved assessment of it.
        as_of: the day on which the rules judge a strategy; a saved assessment has its own.

    Returns:
        The name of the file in the exercise.

    Raises:
        UsageError: there is no such host, the strategy is another city's, or the assessment is no later.
        InputOutputError: the file cannot be read, or the exercise cannot be written to.
        InvalidDocumentError: it is neither a strategy nor an assessment.
    """
    exercise = review.exercise
    exercise.city(host)
    found = _assessed(review, later, as_of)
    if found.strategy.territory != review.exercise.strategy(host).territory.name:
        told = Message(
            "This is the strategy of '{found}', and '{host}' is {city}.",
            found=shorten(found.strategy.territory),
            host=host,
            city=exercise.city(host).name,
        )
        raise UsageError(told)
    if found.as_of <= exercise.terms.as_of:
        told = Message(
            "The assessment is as of {day}, and the review was as of {before}; a follow-up comes later.",
            day=found.as_of,
            before=exercise.terms.as_of,
        )
        raise UsageError(told)
    with exercise.folder.locked():
        number = load(exercise.folder.root).folder.next_number(f.FOLLOW_UP, host)
        name = f"{f.FOLLOW_UP}/{host}-{number}.json"
        exercise.folder.add(name, to_json(found).encode())
    return name


def _assessed(review: Review, later: str | os.PathLike[str], as_of: date) -> Assessment:
    data, name = read_bytes(later), display_name(later)
    if is_assessment(data, name):
        return parse_assessment(data, name=name)
    strategy = parse_strategy(data, name=name)
    return assess(strategy, review.pack, as_of=as_of, language=review.exercise.terms.language)
