"""The report on one host, put together.

In: a ``Review`` and a host. Out: a ``HostReport``, or its summary. Must never know: how it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.pack.lookup import words_of
from assessor.review.records import folder as f
from assessor.review.records.model import SCHEMA_VERSION, Rated
from assessor.review.results.advising import advice_for
from assessor.review.results.following import followed_up
from assessor.review.results.result import (
    Answered,
    CorrectionInfo,
    CriterionReview,
    FollowUpInfo,
    HostReport,
    IdeaReview,
    OwnRating,
    PeerRating,
    QuestionReview,
    RaterInfo,
    Settled,
)
from assessor.review.results.standing import (
    CriterionStanding,
    IdeaStanding,
    blank_share,
    cannot_judge,
    is_incomplete,
)
from assessor.review.results.veil import Veil
from assessor.review.scale import on_scale
from assessor.scoring.assessment import CriterionResult, IdeaResult
from assessor.scoring.figures import as_number
from assessor.scoring.saved import parse_assessment
from assessor.speech import speech

if TYPE_CHECKING:
    from assessor.review.results.reporting import Review


class HostReporter:
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
        self.lines = {
            finding.criterion: tuple(
                dict.fromkeys(item.line for item in finding.items if item.line is not None)
            )
            for finding in self.assessment.findings
        }
        self.criteria = [criterion.id for criterion in review.pack.criteria]
        self.advice = advice_for(self.standing, self.words, review.exercise.responses(host))

    def report(self) -> HostReport:
        """Return the whole report."""
        strategy, record = self.assessment.strategy, self.standing.record
        return HostReport(
            schema_version=SCHEMA_VERSION,
            exercise=self.review.info(self.language),
            host=self.host,
            city=self.city.name,
            strategy=strategy.title,
            strategy_file=self.city.strategy,
            strategy_digest=self.city.digest,
            period_start=strategy.period_start,
            period_end=strategy.period_end,
            stage=self.review.stage(self.host),
            veiled=self.veil.is_drawn,
            meeting=record.date if record else None,
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
            lines=self.lines.get(rules.id, ()),
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
            self.exercise.latest_version(self.host, rater),
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
                date=each.date,
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
