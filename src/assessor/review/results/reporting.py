"""The reports of a review: of one host, and of the exercise.

In: an exercise and its pack. Out: ``HostReport`` and ``ExerciseReport``. Must never know: how they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from assessor.face import assess
from assessor.pack.lookup import words_of
from assessor.pack.model import Pack
from assessor.review.agreement.measuring import Agreement, agreement_of, tally
from assessor.review.progress import Progress
from assessor.review.records.exercise import Exercise
from assessor.review.records.model import SCHEMA_VERSION
from assessor.review.results.exercise_report import exercise_report
from assessor.review.results.host_report import HostReporter
from assessor.review.results.learning import Learning, learning_of
from assessor.review.results.result import (
    AgendaReport,
    AgreementReport,
    AgreementResult,
    CityBalance,
    ExerciseInfo,
    ExerciseReport,
    HostAgreement,
    HostReport,
    LearningReport,
    LessonInfo,
    Rules,
    Stage,
    Strength,
)
from assessor.review.results.standing import (
    Standing,
    units,
)
from assessor.scoring.assessment import Assessment


class Review:
    """What can be said of an exercise. What was worked out once is kept."""

    def __init__(self, exercise: Exercise, pack: Pack) -> None:
        """See that the pack is the one that the exercise is held by.

        Raises:
            UsageError: it is another one.
        """
        exercise.check_pack(pack)
        self.exercise = exercise
        self.pack = pack
        self._standings: dict[str, Standing] = {}
        self._assessments: dict[tuple[str, str], Assessment] = {}

    # --- what the reports are made of

    def standing(self, host: str) -> Standing:
        """Return how a host stands in the eyes of its raters."""
        self.exercise.city(host)
        if host not in self._standings:
            self._standings[host] = Standing(self.exercise, host, self.pack)
        return self._standings[host]

    def assessment(self, host: str, language: str) -> Assessment:
        """Return what the rules see in a host's strategy, on the day that the terms say."""
        if (host, language) not in self._assessments:
            self._assessments[host, language] = assess(
                self.exercise.strategy(host),
                self.pack,
                as_of=date.fromisoformat(self.exercise.terms.as_of),
                language=language,
            )
        return self._assessments[host, language]

    def agreement(self, host: str | None = None) -> AgreementResult:
        """Return how far peers agree: on one host, or in the whole exercise."""
        hosts = list(self.exercise.cities) if host is None else [self.exercise.city(host).id]
        counts: list[tuple[int, ...]] = []
        strata: list[int] = []
        for number, name in enumerate(hosts):
            rows = [tally(ratings) for ratings in units(self.standing(name))]
            counts += rows
            strata += [number] * len(rows)
        seed = self.exercise.assignments.seed if self.exercise.assignments else 0
        return _agreement(agreement_of(counts, strata, seed=seed))

    @cached_property
    def learning(self) -> Learning:
        """Who can give what to whom, by what was agreed, or else by the medians."""
        marks = {
            host: {
                idea.id: idea.consensus if idea.consensus is not None else idea.median
                for idea in self.standing(host).ideas
            }
            for host in self.exercise.cities
        }
        return learning_of(marks)

    def stage(self, host: str) -> Stage:
        """Return how far the review of a host is."""
        exercise = self.exercise
        if exercise.responses(host) is not None:
            return "answered"
        if exercise.consensus(host) is not None:
            return "agreed"
        panel = exercise.panels.get(host, ())
        if not panel:
            return "unassigned"
        return "meeting" if set(exercise.peers(host)) == set(panel) else "rating"

    # --- the reports

    def host(self, host: str, language: str) -> HostReport:
        """Return the report on one host.

        Args:
            host: its id.
            language: one that the pack has.

        Raises:
            UsageError: there is no such host, or the pack has no words in the language.
        """
        return HostReporter(self, host, language).report()

    def agenda(self, host: str, language: str) -> AgendaReport:
        """Return what the meeting on a host is to settle.

        Raises:
            UsageError: there is no such host, or the pack has no words in the language.
        """
        report = self.host(host, language)
        criteria = tuple(report.criterion(name) for name in report.agenda)
        return AgendaReport(
            schema_version=SCHEMA_VERSION,
            exercise=report.exercise,
            host=report.host,
            city=report.city,
            strategy=report.strategy,
            veiled=report.veiled,
            sheets=sum(rater.version > 0 for rater in report.raters),
            expected=len(report.raters),
            criteria=criteria,
        )

    def whole(self, language: str, progress: Progress | None = None) -> ExerciseReport:
        """Return the report on the exercise.

        Args:
            language: one that the pack has.
            progress: told of each host that is done.

        Raises:
            UsageError: the pack has no words in the language.
        """
        reports: list[HostReport] = []
        for host in self.exercise.cities:
            reports.append(self.host(host, language))
            if progress is not None:
                progress(len(reports), len(self.exercise.cities))
        return exercise_report(self.info(language), reports, self.agreement(), self.lessons(language))

    def agreements(self, language: str) -> AgreementReport:
        """Return how far raters agree, in the exercise and on each host."""
        hosts = [
            HostAgreement(host, city.name, self.agreement(host))
            for host, city in self.exercise.cities.items()
        ]
        return AgreementReport(SCHEMA_VERSION, self.info(language), self.agreement(), tuple(hosts))

    def exchange(self, language: str) -> LearningReport:
        """Return who can give what to whom."""
        words, cities, found = words_of(self.pack, language), self.exercise.cities, self.learning
        ideas = [idea.id for idea in self.pack.about.ideas]

        def names(hosts: Sequence[str]) -> tuple[str, ...]:
            return tuple(cities[host].name for host in hosts)

        return LearningReport(
            schema_version=SCHEMA_VERSION,
            exercise=self.info(language),
            lessons=self.lessons(language),
            cities=tuple(
                CityBalance(host, city.name, found.gives.get(host, 0), found.takes.get(host, 0))
                for host, city in cities.items()
            ),
            ideas=tuple(
                Strength(
                    idea,
                    words.ideas[idea].title,
                    names(found.strong.get(idea, ())),
                    names(found.weak.get(idea, ())),
                )
                for idea in ideas
            ),
            proven=found.optimal,
        )

    def info(self, language: str) -> ExerciseInfo:
        """Return which exercise it is."""
        terms, words = self.exercise.terms, words_of(self.pack, language)
        return ExerciseInfo(
            terms.id,
            terms.title,
            terms.mode,
            Rules(terms.pack.id, terms.pack.version, self.pack.digest, words.title),
            terms.as_of,
            language,
            terms.disputed_from,
        )

    def lessons(self, language: str, host: str | None = None) -> tuple[LessonInfo, ...]:
        """Return what cities can learn from each other; of one host, if asked."""
        words, cities = words_of(self.pack, language), self.exercise.cities
        return tuple(
            LessonInfo(
                cities[each.giver].name,
                cities[each.taker].name,
                each.idea,
                words.ideas[each.idea].title,
                each.given,
                each.taken,
            )
            for pair in self.learning.pairs
            for each in pair.lessons
            if host is None or host in (each.giver, each.taker)
        )


def _agreement(found: Agreement) -> AgreementResult:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    return AgreementResult(
        items=found.items,
        ratings=found.ratings,
        percent=rounded(found.percent),
        alpha=rounded(found.alpha),
        low=rounded(found.low),
        high=rounded(found.high),
        ac1=rounded(found.ac1),
        ac2=rounded(found.ac2),
        reading=found.reading,
    )
