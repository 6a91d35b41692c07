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
from assessor.review import folder as f
from assessor.review.advising import advice_for
from assessor.review.agreement import Agreement, agreement_of, tally
from assessor.review.exercise import Exercise
from assessor.review.following import followed_up
from assessor.review.learning import Learning, learning_of
from assessor.review.model import SCHEMA_VERSION, Rated
from assessor.review.result import (
    AgreementResult,
    Answered,
    CorrectionInfo,
    CriterionReview,
    ExerciseInfo,
    ExerciseReport,
    FollowUpInfo,
    HostReport,
    HostSummary,
    IdeaReview,
    IdeaSummary,
    IdeaTitle,
    LessonInfo,
    OwnRating,
    PeerRating,
    QuestionReview,
    RaterInfo,
    Rules,
    Settled,
    Stage,
)
from assessor.review.scale import on_scale
from assessor.review.standing import (
    CriterionStanding,
    IdeaStanding,
    Standing,
    blank_share,
    cannot_judge,
    is_incomplete,
    units,
)
from assessor.review.veil import Veil
from assessor.scoring.assessment import Assessment, CriterionResult, IdeaResult
from assessor.scoring.figures import as_number
from assessor.scoring.saved import parse_assessment
from assessor.speech import speech


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
        return _Host(self, host, language).report()

    def whole(self, language: str) -> ExerciseReport:
        """Return the report on the exercise.

        Args:
            language: one that the pack has.

        Raises:
            UsageError: the pack has no words in the language.
        """
        words = words_of(self.pack, language)
        ideas = tuple(IdeaTitle(idea.id, words.ideas[idea.id].title) for idea in self.pack.about.ideas)
        return ExerciseReport(
            schema_version=SCHEMA_VERSION,
            exercise=self.info(language),
            ideas=ideas,
            hosts=tuple(_Host(self, host, language).summary() for host in self.exercise.cities),
            agreement=self.agreement(),
            lessons=self.lessons(language),
        )

    def info(self, language: str) -> ExerciseInfo:
        """Return which exercise it is."""
        terms, words = self.exercise.terms, words_of(self.pack, language)
        return ExerciseInfo(
            terms.id,
            terms.title,
            terms.mode,
            Rules(terms.pack.id, terms.pack.version, terms.pack.digest, words.title),
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


class _Host:
    """The report on one host, in the making."""

    def __init__(self, review: Review, host: str, language: str) -> None:
        self.review = review
        self.exercise = review.exercise
        self.city = review.exercise.city(host)
        self.host = host
        self.language = language
        self.words = words_of(review.pack, language)
        self.standing = review.standing(host)
        self.assessment = review.assessment(host, language)
        self.veil = Veil(review.exercise, host, speech(language))
        self.criteria = [criterion.id for criterion in review.pack.criteria]
        self.advice = advice_for(self.standing, self.words, review.exercise.responses(host))

    def report(self) -> HostReport:
        strategy, record = self.assessment.strategy, self.standing.record
        return HostReport(
            schema_version=SCHEMA_VERSION,
            exercise=self.review.info(self.language),
            host=self.host,
            city=self.city.name,
            strategy=strategy.title,
            strategy_digest=self.city.digest,
            period_start=strategy.period_start,
            period_end=strategy.period_end,
            stage=self.review.stage(self.host),
            veiled=self.veil.is_drawn,
            meeting=record.on if record else None,
            present=tuple(record.present) if record else (),
            raters=tuple(self._rater(rater) for rater in self.veil.order),
            rated_itself=self.standing.own is not None,
            ideas=tuple(map(self._idea, self.standing.ideas, self.assessment.ideas)),
            agenda=tuple(each.criterion.id for each in self.standing.agenda),
            agreement=self.review.agreement(self.host),
            questions=tuple(self._questions()),
            corrections=self._corrections(),
            advice=self.advice,
            lessons=self.review.lessons(self.language, self.host),
            follow_up=self._follow_up(),
        )

    def summary(self) -> HostSummary:
        panel = self.exercise.panels.get(self.host, ())
        replies = [each.response.answer for each in self.advice if each.response]
        return HostSummary(
            host=self.host,
            city=self.city.name,
            stage=self.review.stage(self.host),
            sheets=len(self.standing.peers),
            expected=len(panel),
            ideas=tuple(map(self._idea_summary, self.standing.ideas, self.assessment.ideas)),
            agreement=self.review.agreement(self.host),
            advised=len(self.advice),
            accepted=sum(answer in ("accepted", "partly") for answer in replies),
            follow_up=self._follow_up(),
        )

    # --- ideas and criteria

    def _idea(self, standing: IdeaStanding, rules: IdeaResult) -> IdeaReview:
        results = {result.id: result for result in rules.criteria}
        means = standing.by_rater
        return IdeaReview(
            id=standing.id,
            title=rules.title,
            rules=as_number(rules.score * 3 / 100),
            rules_high=as_number(rules.high * 3 / 100),
            own=standing.own,
            median=standing.median,
            low=means[0] if means else None,
            high=means[-1] if means else None,
            consensus=standing.consensus,
            disputed=standing.disputed,
            criteria=tuple(self._criterion(each, results[each.criterion.id]) for each in standing.criteria),
        )

    def _idea_summary(self, standing: IdeaStanding, rules: IdeaResult) -> IdeaSummary:
        means = standing.by_rater
        return IdeaSummary(
            standing.id,
            as_number(rules.score * 3 / 100),
            standing.own,
            standing.median,
            means[0] if means else None,
            means[-1] if means else None,
            standing.consensus,
        )

    def _criterion(self, each: CriterionStanding, rules: CriterionResult) -> CriterionReview:
        ratings, settled = each.ratings, each.settled
        return CriterionReview(
            id=rules.id,
            idea=self.review.pack.idea_of[rules.id],
            title=rules.title,
            weight=rules.weight,
            essential=rules.essential,
            rules=as_number(on_scale(rules.value)),
            rules_high=as_number(on_scale(rules.high)),
            own=None if each.own is None else OwnRating(each.own.rating, each.own.evidence, each.own.comment),
            peers=tuple(
                self._peer(rater, each.peers[rater]) for rater in self.veil.order if rater in each.peers
            ),
            median=each.median,
            low=float(min(ratings)) if ratings else None,
            high=float(max(ratings)) if ratings else None,
            disputed=each.disputed,
            settled=Settled(settled.rating, settled.reason) if settled else None,
            consensus=each.consensus,
        )

    def _peer(self, rater: str, rated: Rated) -> PeerRating:
        veil = self.veil
        return PeerRating(veil.name(rater), rated.rating, veil.text(rated.evidence), veil.text(rated.comment))

    # --- people, questions, corrections

    def _rater(self, rater: str) -> RaterInfo:
        sheet = self.standing.peers.get(rater)
        if sheet is None:
            return RaterInfo(self.veil.name(rater), 0, 1.0, 0, incomplete=True)
        return RaterInfo(
            self.veil.name(rater),
            max(self.exercise.versions(self.host, rater), default=0),
            round(blank_share(sheet, self.criteria), 6),
            cannot_judge(sheet),
            is_incomplete(sheet, self.criteria),
        )

    def _questions(self) -> Sequence[QuestionReview]:
        found = []
        for place, question in enumerate(self.city.questions):
            answers = [
                Answered(self.veil.name(rater), text)
                for rater in self.veil.order
                if rater in self.standing.peers
                for text in [self.veil.text(_at(self.standing.peers[rater].answers, place))]
                if text
            ]
            own = _at(self.standing.own.answers, place) if self.standing.own else None
            found.append(QuestionReview(question, (*((Answered(None, own),) if own else ()), *answers)))
        return found

    def _corrections(self) -> tuple[CorrectionInfo, ...]:
        peers = self.standing.peers
        return tuple(
            CorrectionInfo(
                id=each.id,
                on=each.on,
                place=each.place,
                wrong=each.wrong,
                fact=each.fact,
                criteria=tuple(each.criteria),
                unknown_to=tuple(
                    self.veil.name(rater)
                    for rater in self.veil.order
                    if rater in peers and each.id not in peers[rater].corrections
                ),
            )
            for each in self.exercise.corrections(self.host)
        )

    def _follow_up(self) -> FollowUpInfo | None:
        names = self.exercise.folder.numbers(f.FOLLOW_UP, self.host)
        if not names:
            return None
        name = f"{f.FOLLOW_UP}/{self.host}-{names[-1]}.json"
        after = parse_assessment(self.exercise.folder.read(name), name=name)
        return followed_up(self.assessment, after, self.advice)


def _at(answers: Sequence[str], place: int) -> str | None:
    return answers[place] if place < len(answers) else None


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
