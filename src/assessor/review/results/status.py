"""How far an exercise is, for its facilitator: who is missing, and whose sheet is incomplete.

In: an exercise. Out: a record of each host. It names reviewers, and so is not for hosts.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from assessor.pack.lookup import words_of
from assessor.pack.model import Pack
from assessor.records import record
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise
from assessor.review.results.advising import advice_for
from assessor.review.results.reporting import Review
from assessor.review.results.result import Share, Stage
from assessor.review.results.standing import blank_share, cannot_judge, is_incomplete

SCHEMA_VERSION: Final = "1"


@record
class RaterStatus:
    """One reviewer of a host."""

    id: str
    name: str
    version: Annotated[int, Field(description="Of the latest sheet; 0 if none is in.")]
    blank: Share
    cannot_judge: int
    incomplete: Annotated[bool, Field(description="Whether more than a tenth of the sheet is blank.")]


@record
class HostStatus:
    """How far the review of one host is."""

    host: str
    city: str
    stage: Stage
    rated_itself: bool
    raters: tuple[RaterStatus, ...]
    corrections: int
    disputed: Annotated[int, Field(description="Criteria that the meeting is to settle.")]
    open: Annotated[int, Field(description="Of those, how many are not settled.")]
    meeting: str | None
    advised: int
    answered: int


@record
class Status:
    """How far an exercise is."""

    schema_version: str
    exercise: str
    title: str
    as_of: str
    language: str
    hosts: tuple[HostStatus, ...]
    missing: Annotated[tuple[tuple[str, str], ...], Field(description="Reviewer and host: no sheet is in.")]
    incomplete: Annotated[tuple[tuple[str, str], ...], Field(description="Reviewer and host: much is blank.")]
    refused: Annotated[tuple[str, ...], Field(description="Files that were refused, by name.")]


def status_of(exercise: Exercise, pack: Pack, language: str = "en") -> Status:
    """Return how far an exercise is.

    Args:
        exercise: the exercise.
        pack: its rules.
        language: the language that it is told in.

    Raises:
        UsageError: the pack is another one.
    """
    review = Review(exercise, pack)
    hosts = tuple(_host(review, host) for host in exercise.cities)
    return Status(
        schema_version=SCHEMA_VERSION,
        exercise=exercise.terms.id,
        title=exercise.terms.title,
        as_of=exercise.terms.as_of,
        language=language,
        hosts=hosts,
        missing=tuple((r.id, h.host) for h in hosts for r in h.raters if not r.version),
        incomplete=tuple((r.id, h.host) for h in hosts for r in h.raters if r.version and r.incomplete),
        refused=tuple(exercise.refusals()),
    )


def _host(review: Review, host: str) -> HostStatus:
    exercise, standing = review.exercise, review.standing(host)
    responses = exercise.responses(host)
    words = words_of(review.pack, "en")
    return HostStatus(
        host=host,
        city=exercise.city(host).name,
        stage=review.stage(host),
        rated_itself=standing.own is not None,
        raters=tuple(_rater(review, host, rater) for rater in exercise.panels.get(host, ())),
        corrections=len(exercise.folder.numbers(f.CORRECTIONS, host)),
        disputed=len(standing.agenda),
        open=sum(each.settled is None for each in standing.agenda),
        meeting=standing.record.date if standing.record else None,
        advised=len(advice_for(standing, words, responses)),
        answered=len(responses.responses) if responses else 0,
    )


def _rater(review: Review, host: str, rater: str) -> RaterStatus:
    exercise, sheet = review.exercise, review.standing(host).peers.get(rater)
    name = exercise.reviewer(rater).name
    if sheet is None:
        return RaterStatus(rater, name, 0, 1.0, 0, incomplete=True)
    criteria = [criterion.id for criterion in review.pack.criteria]
    return RaterStatus(
        rater,
        name,
        exercise.latest_version(host, rater),
        round(blank_share(sheet, criteria), 6),
        cannot_judge(sheet),
        is_incomplete(sheet, criteria),
    )
