"""From criteria to ideas, steps and the index.

In: judged criteria and a pack. Out: results. The formulas:

    score of an idea = 100 · Σ w·value / Σ w        high = 100 · Σ w·high / Σ w
    breadth = weight above zero / all weight        depth = weighted mean of what is above zero
    so score = 100 · breadth · depth, exactly
    determined weight = 100 · Σ w·(1 - (high - value)) / Σ w, which is 100 - (high - score)
    index = weighted mean of all ideas, only if enough of them are rated
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from assessor.pack.model import Levels, Pack, Profile, StepEntry, Texts
from assessor.scoring.assessment import (
    CriterionResult,
    IdeaResult,
    Index,
    Outcome,
    SecondIdea,
    SecondScore,
    StepResult,
)
from assessor.scoring.exact import is_one, mean, ratio, sums
from assessor.scoring.outcomes import Judged, gain

_WHOLE: Final = 100
_ALL: Final = Fraction(_WHOLE)


def level_of(score: Fraction, levels: Levels, capped: bool) -> str:
    """Return the level of a score, 0 to 100; at most the cap if an essential holds the idea back."""
    numerator, denominator = score.numerator, score.denominator
    reached = levels.levels[0].id
    for level in levels.levels:
        if numerator < level.from_ * denominator:
            break
        reached = level.id
        if capped and reached == levels.cap:
            break
    return reached


def idea_result(idea: str, judged: Sequence[Judged], pack: Pack, words: Texts) -> IdeaResult:
    """Return how the strategy stands on one idea, from its criteria."""
    values = [(j.criterion.weight, j.verdict.value) for j in judged]
    highs = [(j.criterion.weight, j.verdict.high) for j in judged]
    essentials = [j for j in judged if j.criterion.least is not None]
    levels = pack.about.levels
    found = sums(values)
    score = high = found.over(found.weight, _WHOLE)
    determined = _ALL
    if highs != values:
        high = mean(highs, _WHOLE)
        determined = _ALL - (high - score)
    weak = tuple([j.criterion.id for j in essentials if _below_floor(j, j.verdict.value)])
    level = level_high = level_of(score, levels, bool(weak))
    held_back = weak if level != level_of(score, levels, capped=False) else ()
    if high is not score:
        level_high = level_of(high, levels, any(_below_floor(j, j.verdict.high) for j in essentials))
    return IdeaResult(
        id=idea,
        title=words.ideas[idea].title,
        score=score,
        high=high,
        level=level,
        level_high=level_high,
        rated=determined >= levels.rated_from,
        determined=determined,
        breadth=ratio(found.begun, found.weight),
        depth=found.over(found.begun),
        held_back_by=held_back,
        criteria=tuple(
            [_criterion_result(j, _outcome(j, judged, levels), found.weight, words) for j in judged]
        ),
    )


def _criterion_result(judged: Judged, outcome: Outcome, total: int, words: Texts) -> CriterionResult:
    criterion, verdict = judged.criterion, judged.verdict
    # In the order of the record: naming each would take a third longer, and there is one for each criterion.
    return CriterionResult(
        criterion.id,
        words.criteria[criterion.id].title,
        outcome,
        judged.treatment,
        judged.reason,
        verdict.value,
        verdict.high,
        criterion.weight,
        criterion.least is not None,
        gain(criterion.weight, verdict.value, total),
        verdict.applicable,
        verdict.satisfied,
        criterion.steps,
        criterion.source,
        criterion.rule,
    )


def _below_floor(judged: Judged, value: Fraction) -> bool:
    least = judged.criterion.least
    return least is not None and value < least


def _outcome(judged: Judged, siblings: Sequence[Judged], levels: Levels) -> Outcome:
    verdict = judged.verdict
    if is_one(verdict.value):
        return "met"
    if verdict.settled:
        return "partial" if verdict.value else "unmet"
    if not verdict.value or _decides_level(judged, siblings, levels):
        return "undetermined"
    return "partial"


def _decides_level(judged: Judged, siblings: Sequence[Judged], levels: Levels) -> bool:
    """Whether the idea's level would be another if this criterion came out at its best."""

    def level(value_of: Callable[[Judged], Fraction]) -> str:
        values = [(j.criterion.weight, value_of(j)) for j in siblings]
        capped = any(_below_floor(j, value_of(j)) for j in siblings)
        return level_of(mean(values, _WHOLE), levels, capped)

    best = level(lambda j: j.verdict.high if j is judged else j.verdict.value)
    return best != level(lambda j: j.verdict.value)


def index_of(scores: Sequence[tuple[int, Fraction, Fraction]], rated: int, needed: int) -> Index:
    """Return the index.

    Args:
        scores: weight, score and high of each idea.
        rated: how many ideas are rated.
        needed: how many must be.
    """
    if rated < needed:
        return Index(None, None, rated, needed, "too-few-rated")
    if not any(weight for weight, _, _ in scores):
        return Index(None, None, rated, needed, "no-weight")
    low = mean([(weight, score) for weight, score, _ in scores])
    high = mean([(weight, best) for weight, _, best in scores])
    return Index(low, high, rated, needed, None)


def canonical_index(ideas: Sequence[IdeaResult], levels: Levels) -> Index:
    """Return the index over all ideas, with equal weights."""
    rated = sum(1 for idea in ideas if idea.rated)
    scores = [(1, idea.score, idea.high) for idea in ideas]
    return index_of(scores, rated, levels.index_from)


def second_score(
    judged: Mapping[str, Sequence[Judged]],
    pack: Pack,
    profile: Profile | None,
    scoped: bool,
    words: Texts,
) -> SecondScore:
    """Return the score with a profile's weights, and without what is out of scope.

    An idea of which everything is out of scope, or has no weight, is left out of this index.
    """
    weights = profile.criteria if profile else {}
    idea_weights = profile.ideas if profile else {}
    others = profile.others if profile else None
    levels = pack.about.levels
    ideas: list[SecondIdea] = []
    rated = 0
    for name, criteria in judged.items():
        weighted = [
            (weights.get(j.criterion.id, j.criterion.weight if others is None else others), j)
            for j in criteria
            if j.treatment != "out-of-scope"
        ]
        counted = [(weight, j.verdict) for weight, j in weighted]
        if not any(weight for weight, _ in counted):
            continue
        score = mean([(w, v.value) for w, v in counted], _WHOLE)
        high = mean([(w, v.high) for w, v in counted], _WHOLE)
        names = tuple([j.criterion.id for weight, j in weighted if weight])
        ideas.append(SecondIdea(name, score, high, idea_weights.get(name, 1), names))
        rated += _WHOLE - (high - score) >= levels.rated_from
    # As many ideas may be unrated as in the canonical index; those out of scope are not missed.
    needed = max(1, len(ideas) - (len(judged) - levels.index_from))
    index = index_of([(i.weight, i.score, i.high) for i in ideas], rated, needed)
    chosen = profile.id if profile else None
    return SecondScore(chosen, *about_profile(chosen, words), scoped, index, tuple(ideas))


def about_profile(name: str | None, words: Texts) -> tuple[str | None, str | None]:
    """Return what a profile is called and whom it is for; its name, if the pack has no words for it."""
    label = words.profiles.get(name or "")
    return (name, None) if label is None else (label.title, label.description)


def step_results(ideas: Sequence[IdeaResult], pack: Pack, words: Texts) -> tuple[StepResult, ...]:
    """Return the same outcomes along the steps of the route."""
    serving: dict[int, list[CriterionResult]] = {step.number: [] for step in pack.about.steps}
    for idea in ideas:
        for criterion in idea.criteria:
            for number in criterion.steps:
                serving[number].append(criterion)
    return tuple(_step(step, serving[step.number], words) for step in pack.about.steps)


def _step(step: StepEntry, criteria: Sequence[CriterionResult], words: Texts) -> StepResult:
    values, highs = [(c.weight, c.value) for c in criteria], [(c.weight, c.high) for c in criteria]
    score = mean(values, _WHOLE)
    high = score if highs == values else mean(highs, _WHOLE)
    title, stage = words.steps[str(step.number)].title, words.stages[step.stage].title
    return StepResult(step.number, step.stage, stage, title, score, high, tuple([c.id for c in criteria]))
