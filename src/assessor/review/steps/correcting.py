"""Corrections of fact by a host.

In: what is wrong, and what is the case. Out: a record, laid over the strategy. It changes nothing in the
document; sheets made afterwards tell of it, and reports say who judged without knowing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError

from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.lookup import find_criterion
from assessor.pack.model import Pack
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.model import Correction


def correct(
    exercise: Exercise,
    host: str,
    pack: Pack,
    on: date,
    *,
    place: str,
    wrong: str,
    fact: str,
    criteria: Sequence[str] = (),
    evidence: str | None = None,
    by: str | None = None,
) -> Correction:
    """Record a correction of fact. Facts only: judgements are for the meeting.

    Args:
        exercise: the exercise.
        host: whose strategy it is.
        pack: the rules of the exercise.
        on: the day.
        place: where in the document: a JSON Pointer, a line, or page and section.
        wrong: what is wrong, or left out, there.
        fact: what is the case.
        criteria: ids of criteria that it bears on.
        evidence: what shows it.
        by: the office that corrects.

    Raises:
        UsageError: there is no such host or criterion, something is blank, or the meeting was held already.
    """
    exercise.city(host)
    names = [find_criterion(pack, name).id for name in criteria]

    def made(number: int) -> Correction:
        try:
            return Correction(
                exercise=exercise.terms.id,
                id=f"{host}-{number}",
                host=host,
                date=on.isoformat(),
                place=place,
                criteria=names,
                wrong=wrong,
                fact=fact,
                evidence=evidence,
                by=by,
            )
        except ValidationError as error:
            first = error.errors()[0]
            told = Message(
                "'{field}' cannot be '{value}'; say it in words.",
                field=str(first["loc"][0]),
                value=shorten(first["input"]),
            )
            raise UsageError(told) from None

    with exercise.folder.locked():
        exercise = load(exercise.folder.root)
        record = exercise.consensus(host)
        if record is not None:
            told = Message(
                "The meeting on '{host}' was held on {day}; facts are corrected before it.",
                host=host,
                day=record.date,
            )
            raise UsageError(told)
        exercise.record(f.CORRECTIONS, host, made)
        return exercise.corrections(host)[-1]
