"""The whole way from a strategy to an assessment.

In: a strategy, a prepared pack, a date. Out: an ``Assessment``. Reads no clock and no environment: the same
input gives the same result.
"""

from __future__ import annotations

from datetime import date

from assessor.engine.interface import Engine
from assessor.facts.columns import Lens
from assessor.facts.rows import facts_of
from assessor.pack.compiling import compile_plan
from assessor.pack.lookup import find_profile, words_of
from assessor.pack.model import Pack, Texts
from assessor.pack.plan import Plan
from assessor.scoring.assessment import (
    SCHEMA_VERSION,
    Assessment,
    EngineInfo,
    Level,
    PackInfo,
    Reason,
    Settings,
    StrategyInfo,
)
from assessor.scoring.checks import evaluate
from assessor.scoring.consistency import consistency_of
from assessor.scoring.diagnoses import Results, diagnoses_of
from assessor.scoring.exact import is_one
from assessor.scoring.findings import findings_of
from assessor.scoring.ideas import canonical_index, idea_result, second_score, step_results
from assessor.scoring.outcomes import COUNTED, Judged, Treatments, treatments_of
from assessor.scoring.recommendations import recommendations_of
from assessor.scoring.satisfaction import Matches
from assessor.scoring.views import Frames, frames_of, views_of
from assessor.strategy.model import Strategy


class Prepared:
    """A pack compiled for an engine, ready for many assessments from any thread."""

    def __init__(self, pack: Pack, engine: Engine) -> None:
        self.pack = pack
        self.engine = engine
        self.plan = compile_plan(pack)
        self.lens = Lens(self.plan.columns, self.plan.links)
        self.matcher = engine.compile(self.plan)
        self._frames: dict[str, Frames] = {}

    def frames(self, words: Texts) -> Frames:
        """Return the tables of the views, without their cells, in a language."""
        found = self._frames.get(words.language)
        if found is None:
            found = self._frames[words.language] = frames_of(self.plan, words)
        return found

    def matches(self, strategy: Strategy, as_of: date) -> Matches:
        """Return the matches of the pack's queries on a strategy."""
        return Matches(self.plan, self.lens.observe(facts_of(strategy), as_of), self.matcher)


def assess_prepared(strategy: Strategy, prepared: Prepared, as_of: date, settings: Settings) -> Assessment:
    """Assess a strategy.

    Args:
        strategy: the strategy.
        prepared: the pack and engine.
        as_of: the date of assessment: reviews and waivers are judged on it.
        settings: profile, engine and language asked for; they are echoed in the result.

    Raises:
        UsageError: the pack has no such profile, or no words in that language.
    """
    return assess_matches(prepared.matches(strategy, as_of), prepared, as_of, settings)


def assess_matches(matches: Matches, prepared: Prepared, as_of: date, settings: Settings) -> Assessment:
    """Assess a strategy from the matches of the pack's queries on it.

    Raises:
        As ``assess_prepared``.
    """
    strategy = matches.facts.strategy
    pack = prepared.pack
    words = words_of(pack, settings.language)
    profile = None if settings.profile is None else find_profile(pack, settings.profile)
    treatments = treatments_of(strategy, pack, as_of)
    judged = _judge(prepared.plan, matches, treatments)
    excluded = treatments.excluded_dimensions
    within = _within_scope(judged, matches, excluded) if excluded else judged
    shown = _marked(judged, within, treatments.why_dimensions) if excluded else judged
    ideas = tuple(idea_result(name, found, pack, words) for name, found in shown.items())
    by_id = {j.criterion.id: j for found in shown.values() for j in found}
    steps = step_results(ideas, pack, words)
    consistency = consistency_of(prepared.plan, matches, words)
    findings = findings_of(ideas, by_id, matches.facts, words)
    levels = [level.id for level in pack.about.levels.levels]
    results = Results(
        {idea.id: idea for idea in ideas},
        {result.id: result for idea in ideas for result in idea.criteria},
        {step.number: step for step in steps},
        consistency,
        prepared.plan.criteria,
        matches,
        levels,
    )
    return Assessment(
        schema_version=SCHEMA_VERSION,
        strategy=_strategy_info(strategy),
        pack=_pack_info(pack, words),
        engine=EngineInfo(prepared.engine.name, prepared.engine.version),
        settings=settings,
        as_of=as_of.isoformat(),
        index=canonical_index(ideas, pack.about.levels),
        consistency=consistency,
        diagnoses=diagnoses_of(prepared.plan, results, words),
        ideas=ideas,
        steps=steps,
        findings=findings,
        recommendations=recommendations_of(findings, pack, by_id, matches.facts, words),
        views=views_of(prepared.frames(words), matches, words),
        second=second_score(within, pack, profile, treatments.scoped, words)
        if profile or treatments.scoped
        else None,
        notices=treatments.notices,
    )


JudgedIdeas = dict[str, list[Judged]]
"""Judged criteria by idea."""


def _judge(plan: Plan, matches: Matches, treatments: Treatments) -> JudgedIdeas:
    treated = treatments.special.get
    return {
        idea: [
            Judged(criterion, evaluate(criterion.check, matches), *treated(criterion.id, COUNTED))
            for criterion in criteria
        ]
        for idea, criteria in plan.ideas.items()
    }


def _within_scope(judged: JudgedIdeas, matches: Matches, excluded: frozenset[str]) -> JudgedIdeas:
    """Return criteria with the verdicts that they have without the dimensions that are out of scope."""
    return {
        name: [
            Judged(j.criterion, evaluate(j.criterion.check, matches, excluded), j.treatment, j.reason)
            for j in found
        ]
        for name, found in judged.items()
    }


def _marked(judged: JudgedIdeas, within: JudgedIdeas, reason: Reason | None) -> JudgedIdeas:
    """Return criteria with those marked that lack only what is out of the document's scope.

    They count in the second score as what they are within it: met.
    """

    def marked(one: Judged, scoped: Judged) -> Judged:
        lacks = one.treatment == "counted" and not is_one(one.verdict.value)
        if not lacks or not is_one(scoped.verdict.value):
            return one
        return Judged(one.criterion, one.verdict, "out-of-scope", reason)

    return {
        name: [marked(*pair) for pair in zip(found, within[name], strict=True)]
        for name, found in judged.items()
    }


def _pack_info(pack: Pack, words: Texts) -> PackInfo:
    about = pack.about
    levels = tuple(
        [Level(level.id, words.levels[level.id].title, level.from_) for level in about.levels.levels]
    )
    return PackInfo(about.id, about.version, pack.digest, words.title, levels)


def _strategy_info(strategy: Strategy) -> StrategyInfo:
    document = strategy.document
    return StrategyInfo(
        title=document.title,
        territory=strategy.territory.name,
        language=document.language,
        period_start=document.period.start,
        period_end=document.period.end,
        file=strategy.positions.name if strategy.positions else None,
    )
