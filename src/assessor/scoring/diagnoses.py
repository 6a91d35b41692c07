"""Patterns across ideas, read from results.

In: results and compiled diagnoses. Out: the diagnoses that hold on what is shown, or that unknowns could make
hold, each with its evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor.pack.model import DiagnosisText, Texts
from assessor.pack.plan import (
    BalancePlan,
    CountPlan,
    CriterionPlan,
    DiagnosisPlan,
    Plan,
    ResultGroup,
    ResultPlan,
)
from assessor.scoring.assessment import CriterionResult, IdeaResult, StepResult
from assessor.scoring.beside import Consistency, DiagnosisResult, Evidence
from assessor.scoring.checks import evaluate
from assessor.scoring.figures import State
from assessor.scoring.satisfaction import Matches


@dataclass(frozen=True, slots=True)
class Results:
    """What diagnoses look at."""

    ideas: Mapping[str, IdeaResult]
    criteria: Mapping[str, CriterionResult]
    steps: Mapping[int, StepResult]
    consistency: Consistency | None
    plans: Mapping[str, CriterionPlan]
    """By criterion."""
    matches: Matches
    levels: Sequence[str]
    """Names of the levels, from the lowest up."""


def diagnoses_of(plan: Plan, results: Results, words: Texts) -> tuple[DiagnosisResult, ...]:
    """Return the diagnoses that hold or are possible: those that hold first, good news last."""
    found = [result for each in plan.diagnoses if (result := _diagnosis(each, results, words)) is not None]
    found.sort(key=lambda result: (result.state != "holds", result.good))
    return tuple(found)


def _diagnosis(plan: DiagnosisPlan, results: Results, words: Texts) -> DiagnosisResult | None:
    text = words.diagnoses[plan.rule.id]
    judged = _Judge(results, text, words).judge(plan.when)
    if judged is None:
        return None
    state, evidence = judged
    if all(each.value == 0 and each.high != 0 for each in evidence):
        # Nothing of it is shown at all, one way or the other.
        state = "possible"
    return DiagnosisResult(
        id=plan.rule.id,
        title=text.title,
        state=state,
        good=plan.rule.good,
        summary=text.summary,
        recommendation=text.recommendation,
        evidence=tuple(evidence),
    )


Judged = tuple[State, list[Evidence]] | None
"""Whether conditions hold or may hold, and on what grounds; None if they do not."""


class _Judge:
    def __init__(self, results: Results, text: DiagnosisText, words: Texts) -> None:
        self.results = results
        self.text = text
        self.words = words

    def judge(self, plan: ResultGroup | ResultPlan) -> Judged:
        """Return whether conditions hold: on what is shown, whichever way they point."""
        if isinstance(plan, ResultPlan):
            return self._one(plan)
        judged = [self.judge(member) for member in plan.members]
        if plan.every and None in judged:
            return None
        known = [entry for entry in judged if entry is not None]
        sure = [entry for entry in known if entry[0] == "holds"]
        if not known:
            return None
        holds = len(sure) == len(judged) if plan.every else bool(sure)
        grounds = known if plan.every or not sure else sure
        return "holds" if holds else "possible", [each for _, evidence in grounds for each in evidence]

    def _one(self, plan: ResultPlan) -> Judged:
        title, value, high = self._result(plan)
        if plan.level is not None:
            holds, possible = self._by_level(plan, plan.level)
        else:
            holds, possible = _within(value, plan), _within(high, plan)
        if not (holds or possible):
            return None
        state: State = "holds" if holds else "possible"
        level = None if plan.level is None else self.results.levels[plan.level]
        return state, [
            Evidence(
                what=plan.what,  # type: ignore[arg-type]
                name=plan.name,
                title=title,
                value=value,
                high=high,
                bound=plan.bound,  # type: ignore[arg-type]
                limit=plan.number,
                level=level,
                yes_no=self._is_yes_or_no(plan),
                state=state,
            )
        ]

    def _is_yes_or_no(self, plan: ResultPlan) -> bool:
        check = self.results.plans[plan.name].check if plan.what == "criterion" else plan.check
        return isinstance(check, CountPlan | BalancePlan)

    def _by_level(self, plan: ResultPlan, level: int) -> tuple[bool, bool]:
        idea = self.results.ideas[plan.name]
        places = self.results.levels.index(idea.level), self.results.levels.index(idea.level_high)
        low, high = ((place >= level) == (plan.bound == "at_least") for place in places)
        return low, high

    def _result(self, plan: ResultPlan) -> tuple[str, Fraction, Fraction]:
        """Return the title, value and high of what a condition is of."""
        results = self.results
        if plan.check is not None:
            verdict = evaluate(plan.check, results.matches)
            return self.text.evidence[plan.name], verdict.value, verdict.high
        if plan.what == "idea":
            idea = results.ideas[plan.name]
            return idea.title, idea.score, idea.high
        if plan.what == "step":
            step = results.steps[int(plan.name)]
            return step.title, step.score, step.high
        if plan.what == "criterion":
            criterion = results.criteria[plan.name]
            return criterion.title, criterion.value, criterion.high
        assert results.consistency is not None
        link = next(link for link in results.consistency.links if link.id == plan.name)
        return link.title, link.value, link.high


def _within(value: Fraction, plan: ResultPlan) -> bool:
    """Whether a value is within a bound; whole numbers are compared, since fractions take their time."""
    left = value.numerator * plan.number.denominator
    right = plan.number.numerator * value.denominator
    if plan.bound == "at_least":
        return left >= right
    return left <= right if plan.bound == "at_most" else left < right
