"""What comes of a review: for one host, and for an exercise.

In: nothing. Out: plain records, and the source of ``review-report.schema.json`` and
``review-exercise.schema.json``. Must never know: how any figure was found, or how it is shown.

Ratings and all that is set beside them go from 0 to 3.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assessor.records import record
from assessor.review.records.model import Answer, Mode, Rating

Mark = Annotated[float, Field(ge=0, le=3)]
"""A rating, or a mean or median of ratings."""
Share = Annotated[float, Field(ge=0, le=1)]
Stage = Literal["unassigned", "rating", "meeting", "agreed", "answered"]
Reading = Literal["too-few", "reliable", "tentative", "unreliable", "undefined"]


@record
class Rules:
    """Which rules an exercise is held by."""

    id: str
    version: str
    digest: str
    title: str


@record
class ExerciseInfo:
    """Which exercise it is."""

    id: str
    title: str
    mode: Mode
    rules: Rules
    as_of: Annotated[str, Field(description="The day on which the rules judge.")]
    language: str
    disputed_from: int


@record
class PeerRating:
    """What one reviewer says of a criterion."""

    rater: Annotated[str, Field(description="The reviewer's name; a number while the review is blind.")]
    rating: Rating | None
    evidence: str | None
    comment: str | None


@record
class OwnRating:
    """What the host says of itself."""

    rating: Rating | None
    evidence: str | None
    comment: str | None


@record
class Settled:
    """What the meeting agreed on a criterion."""

    rating: Rating
    reason: str


@record
class CriterionReview:
    """A criterion in the eyes of the rules, the host, its peers, and of their meeting."""

    id: str
    idea: str
    title: str
    weight: int
    essential: bool
    rules: Annotated[Mark, Field(description="What the rules see, three times its value from 0 to 1.")]
    rules_high: Annotated[Mark, Field(description="What it could be at best, once unknowns are known.")]
    own: OwnRating | None
    peers: tuple[PeerRating, ...]
    median: Mark | None
    low: Mark | None
    high: Mark | None
    disputed: Annotated[bool, Field(description="Whether the peers' ratings lie too far apart.")]
    settled: Settled | None
    consensus: Annotated[
        Mark | None,
        Field(description="What was agreed where it was disputed, and else the median; null while open."),
    ]
    lines: Annotated[tuple[int, ...], Field(description="Lines of the strategy that the rules point to.")]


@record
class IdeaReview:
    """An idea: the weighted mean over its criteria, as far as they were rated."""

    id: str
    title: str
    rules: Mark
    rules_high: Mark
    own: Mark | None
    median: Annotated[Mark | None, Field(description="The median of the reviewers' own means.")]
    low: Mark | None
    high: Mark | None
    consensus: Mark | None
    disputed: Annotated[int, Field(description="Criteria on which the peers disagree.")]
    criteria: tuple[CriterionReview, ...]


@record
class AgreementResult:
    """How far raters agree, over criteria that at least two rated."""

    items: int
    ratings: int
    percent: Share | None
    alpha: Annotated[float | None, Field(description="Krippendorff's, ordinal.")]
    low: Annotated[float | None, Field(description="Of the 95 % interval by bootstrap.")]
    high: float | None
    ac1: Annotated[float | None, Field(description="Gwet's, every difference alike.")]
    ac2: Annotated[float | None, Field(description="Gwet's, with ordinal weights.")]
    reading: Reading


@record
class Answered:
    """What a rater answers to a guiding question."""

    rater: Annotated[str | None, Field(description="Null if the host itself answers.")]
    text: str


@record
class QuestionReview:
    """A guiding question of the host, with the answers."""

    question: str
    answers: tuple[Answered, ...]


@record
class CorrectionInfo:
    """A correction of fact, and who judged without knowing it."""

    id: str
    date: str
    place: str
    wrong: str
    fact: str
    criteria: tuple[str, ...]
    unknown_to: Annotated[tuple[str, ...], Field(description="Reviewers whose sheets do not know it.")]


@record
class Replied:
    """How the host answers a recommendation."""

    answer: Answer
    reason: str | None
    owner: str | None
    due: str | None


@record
class Advice:
    """A recommendation to the host."""

    id: Annotated[str, Field(description="A criterion; or P1, P2 for what the peers say in their own words.")]
    criteria: tuple[str, ...]
    text: str
    example: str | None
    response: Replied | None


@record
class RaterInfo:
    """A reviewer of the host, and how far the sheet is."""

    rater: str
    version: Annotated[int, Field(description="0 if no sheet is in.")]
    blank: Annotated[Share, Field(description="Share of criteria without any answer.")]
    cannot_judge: int
    incomplete: Annotated[bool, Field(description="Whether more than a tenth is blank.")]


@record
class LessonInfo:
    """What one city can learn from another."""

    giver: str
    taker: str
    idea: str
    idea_title: str
    giver_mark: Mark
    taker_mark: Mark


@record
class IdeaChange:
    """How an idea stood with the rules then, and stands now; from 0 to 100."""

    id: str
    title: str
    before: float
    after: float


@record
class CriterionChange:
    """A criterion that changed."""

    id: str
    title: str
    before: Mark
    after: Mark
    advised: Annotated[bool, Field(description="Whether it was recommended.")]
    answer: Answer | None


@record
class FollowUpInfo:
    """What changed after the review, in the eyes of the rules."""

    as_of: str
    strategy: str
    same_rules: bool
    ideas: tuple[IdeaChange, ...]
    better: tuple[CriterionChange, ...]
    worse: tuple[CriterionChange, ...]
    waiting: Annotated[
        tuple[CriterionChange, ...], Field(description="Accepted, at least in part, and not yet better.")
    ]


@record
class HostReport:
    """The review of one host."""

    schema_version: str
    exercise: ExerciseInfo
    host: str
    city: str
    strategy: str
    strategy_file: Annotated[str, Field(description="Where it stands in the exercise.")]
    strategy_digest: str
    period_start: str
    period_end: str | None
    stage: Stage
    veiled: Annotated[bool, Field(description="Whether the reviewers' names are kept from the host.")]
    meeting: Annotated[str | None, Field(description="The day on which host and peers met.")]
    present: tuple[str, ...]
    raters: tuple[RaterInfo, ...]
    rated_itself: bool
    ideas: tuple[IdeaReview, ...]
    agenda: Annotated[tuple[str, ...], Field(description="Disputed criteria, the most disputed first.")]
    agreement: AgreementResult
    questions: tuple[QuestionReview, ...]
    corrections: tuple[CorrectionInfo, ...]
    advice: tuple[Advice, ...]
    lessons: Annotated[tuple[LessonInfo, ...], Field(description="What it can give and take.")]
    follow_up: FollowUpInfo | None

    def criterion(self, name: str) -> CriterionReview:
        """Return a criterion by its id.

        Raises:
            KeyError: there is no such criterion.
        """
        for idea in self.ideas:
            for criterion in idea.criteria:
                if criterion.id == name:
                    return criterion
        raise KeyError(name)


@record
class Views:
    """An idea or a criterion of a host in the report on the exercise: the four views, in figures."""

    id: str
    rules: Mark
    own: Mark | None
    median: Mark | None
    low: Mark | None
    high: Mark | None
    consensus: Mark | None


@record
class HostSummary:
    """One host in the report on the exercise."""

    host: str
    city: str
    stage: Stage
    sheets: int
    expected: int
    ideas: tuple[Views, ...]
    criteria: tuple[Views, ...]
    questions: Annotated[tuple[str, ...], Field(description="What it asks its peers.")]
    agreement: AgreementResult
    advised: int
    accepted: int
    follow_up: FollowUpInfo | None


@record
class IdeaTitle:
    """An idea and its title."""

    id: str
    title: str


@record
class CriterionTitle:
    """A criterion, its idea and its title."""

    id: str
    idea: str
    title: str


@record
class CommonAdvice:
    """What is recommended to several cities."""

    criterion: str
    title: str
    text: str
    cities: tuple[str, ...]


@record
class ExerciseReport:
    """An exercise as a whole."""

    schema_version: str
    exercise: ExerciseInfo
    ideas: tuple[IdeaTitle, ...]
    criteria: tuple[CriterionTitle, ...]
    hosts: tuple[HostSummary, ...]
    agreement: AgreementResult
    common: Annotated[
        tuple[CommonAdvice, ...], Field(description="Recommended to several cities, to the most first.")
    ]
    lessons: tuple[LessonInfo, ...]


@record
class HostAgreement:
    """How far the peers of one host agree."""

    host: str
    city: str
    agreement: AgreementResult


@record
class AgreementReport:
    """How far raters agree, in an exercise and on each host."""

    schema_version: str
    exercise: ExerciseInfo
    agreement: AgreementResult
    hosts: tuple[HostAgreement, ...]


@record
class CityBalance:
    """How much a city gives and takes."""

    host: str
    city: str
    gives: int
    takes: int


@record
class Strength:
    """Who is strong in an idea, and who is weak."""

    idea: str
    title: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]


@record
class LearningReport:
    """Who can give what to whom."""

    schema_version: str
    exercise: ExerciseInfo
    lessons: tuple[LessonInfo, ...]
    cities: tuple[CityBalance, ...]
    ideas: tuple[Strength, ...]
    proven: Annotated[bool, Field(description="Whether no better choice of lessons exists.")]


@record
class AgendaReport:
    """What the meeting on a host is to settle."""

    schema_version: str
    exercise: ExerciseInfo
    host: str
    city: str
    strategy: str
    veiled: bool
    sheets: Annotated[int, Field(description="Sheets of reviewers that are in.")]
    expected: Annotated[int, Field(description="Reviewers who are assigned.")]
    criteria: Annotated[tuple[CriterionReview, ...], Field(description="The most disputed first.")]
