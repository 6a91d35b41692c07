"""The report on an exercise, put together from those on its hosts.

In: a report on each host. Out: an ``ExerciseReport``. Must never know: how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessor.review.records.model import SCHEMA_VERSION
from assessor.review.results.result import (
    AgreementResult,
    CommonAdvice,
    CriterionReview,
    CriterionTitle,
    ExerciseInfo,
    ExerciseReport,
    HostReport,
    HostSummary,
    IdeaReview,
    IdeaTitle,
    LessonInfo,
    Views,
)


def exercise_report(
    info: ExerciseInfo,
    reports: Sequence[HostReport],
    agreement: AgreementResult,
    lessons: tuple[LessonInfo, ...],
) -> ExerciseReport:
    """Return the report on an exercise.

    Args:
        info: which exercise it is.
        reports: on each host, at least one, in the order of the terms.
        agreement: of the raters of all hosts.
        lessons: what cities can learn from each other.
    """
    ideas = reports[0].ideas
    return ExerciseReport(
        schema_version=SCHEMA_VERSION,
        exercise=info,
        ideas=tuple(IdeaTitle(idea.id, idea.title) for idea in ideas),
        criteria=tuple(
            CriterionTitle(each.id, each.idea, each.title) for idea in ideas for each in idea.criteria
        ),
        hosts=tuple(_summary(report) for report in reports),
        agreement=agreement,
        common=tuple(_common(reports)),
        lessons=lessons,
    )


def _summary(report: HostReport) -> HostSummary:
    answers = [each.response.answer for each in report.advice if each.response]
    return HostSummary(
        host=report.host,
        city=report.city,
        stage=report.stage,
        sheets=sum(rater.version > 0 for rater in report.raters),
        expected=len(report.raters),
        ideas=tuple(_idea(idea) for idea in report.ideas),
        criteria=tuple(_criterion(each) for idea in report.ideas for each in idea.criteria),
        questions=tuple(each.question for each in report.questions),
        agreement=report.agreement,
        advised=len(report.advice),
        accepted=sum(answer in ("accepted", "partly") for answer in answers),
        follow_up=report.follow_up,
    )


def _idea(each: IdeaReview) -> Views:
    return Views(each.id, each.rules, each.own, each.median, each.low, each.high, each.consensus)


def _criterion(each: CriterionReview) -> Views:
    own = each.own.rating if each.own else None
    known = float(own) if isinstance(own, int) else None
    return Views(each.id, each.rules, known, each.median, each.low, each.high, each.consensus)


def _common(reports: Sequence[HostReport]) -> Iterator[CommonAdvice]:
    """Yield what is recommended to several cities: to the most first, and else as the rules have it."""
    found: dict[str, CommonAdvice] = {}
    for report in reports:
        titles = {each.id: each.title for idea in report.ideas for each in idea.criteria}
        for advice in report.advice:
            if advice.id in titles:
                cities = found[advice.id].cities if advice.id in found else ()
                found[advice.id] = CommonAdvice(
                    advice.id, titles[advice.id], advice.text, (*cities, report.city)
                )
    order = {each.id: place for place, each in enumerate(_all(reports[0]))}
    several = [each for each in found.values() if len(each.cities) > 1]
    yield from sorted(several, key=lambda each: (-len(each.cities), order[each.criterion]))


def _all(report: HostReport) -> Iterator[CriterionReview]:
    for idea in report.ideas:
        yield from idea.criteria
