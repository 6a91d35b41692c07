"""What changed after a review: a later assessment set beside the one of the exercise.

In: two assessments, and what was recommended and answered. Out: what is better, worse, and still waited for.
"""

from __future__ import annotations

from typing import Final

from assessor.comparing.figures import in_both, rose
from assessor.review.records.model import HIGHEST, Answer
from assessor.review.results.result import Advice, CriterionChange, FollowUpInfo, IdeaChange
from assessor.scoring.assessment import Assessment, CriterionResult

_PLACES: Final = 6


def followed_up(before: Assessment, after: Assessment, advice: tuple[Advice, ...]) -> FollowUpInfo:
    """Return what changed, in the eyes of the rules, on criteria that both assessments have.

    Args:
        before: of the strategy under review.
        after: of the strategy as it is later.
        advice: what was recommended, with the host's answers.
    """
    answers = answers_on(advice)
    pairs = in_both(before, after)
    scores = {idea.id: float(idea.score) for idea in after.ideas}
    return FollowUpInfo(
        as_of=after.as_of,
        strategy=after.strategy.title,
        same_rules=before.pack.digest == after.pack.digest,
        ideas=tuple(
            IdeaChange(
                idea.id, idea.title, round(float(idea.score), _PLACES), round(scores[idea.id], _PLACES)
            )
            for idea in before.ideas
            if idea.id in scores
        ),
        better=tuple(_change(old, new, answers) for old, new in pairs if rose(old.value, new.value)),
        worse=tuple(_change(old, new, answers) for old, new in pairs if rose(new.value, old.value)),
        waiting=tuple(
            _change(old, new, answers)
            for old, new in pairs
            if answers.get(old.id) in ("accepted", "partly") and not rose(old.value, new.value)
            if old.value < 1
        ),
    )


def answers_on(advice: tuple[Advice, ...]) -> dict[str, Answer | None]:
    """Return how the host answered on each criterion: first on what is recommended of it by itself."""
    own_first = sorted(advice, key=lambda each: (each.response is None, each.id not in each.criteria))
    answers: dict[str, Answer | None] = {}
    for each in own_first:
        for criterion in each.criteria:
            answers.setdefault(criterion, each.response.answer if each.response else None)
    return answers


def _change(old: CriterionResult, new: CriterionResult, answers: dict[str, Answer | None]) -> CriterionChange:
    before, after = (round(float(HIGHEST * each.value), _PLACES) for each in (old, new))
    return CriterionChange(old.id, old.title, before, after, old.id in answers, answers.get(old.id))
