"""The whole way from a strategy and an aim to a plan of work.

In: a strategy, a prepared pack, an aim, a date. Out: an ``Improvement``. What it forecasts is the assessment
of the strategy with the edits applied; the optimization only chooses them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assessor.facts.derived import Surroundings
from assessor.improving.asked import Asked, asked_by
from assessor.improving.barriers import barriers_to
from assessor.improving.edits import Edit, apply
from assessor.improving.options import Option
from assessor.improving.ordering import in_order
from assessor.improving.program import Program
from assessor.improving.solving import Decision, Solver
from assessor.improving.telling import Teller, mean_score
from assessor.improving.work_plan import SCHEMA_VERSION, Aim, Forecast, Improvement, Outcome
from assessor.pack.lookup import words_of
from assessor.pack.plan import CriterionPlan
from assessor.scoring.assess import Prepared, assess_matches
from assessor.scoring.assessment import Assessment, Settings
from assessor.scoring.outcomes import Treatments, treatments_of
from assessor.strategy.model import KINDS, Strategy

Chosen = Sequence[tuple[Option, Edit]]
Ideas = Mapping[str, Sequence[CriterionPlan]]


def improve_prepared(
    strategy: Strategy, prepared: Prepared, aim: Aim, as_of: date, language: str, seconds: float
) -> Improvement:
    """Return a plan of work.

    Args:
        strategy: the strategy.
        prepared: the pack and engine.
        aim: what should be reached, from ``aim_of``.
        as_of: the date of assessment.
        language: language of titles, reasons and advice.
        seconds: the time after which no better plan is looked for.

    Raises:
        UsageError: the pack has no words in that language, or the solver is not installed.
    """
    return _Improving(strategy, prepared, aim, as_of, language, seconds).done()


class _Improving:
    """One strategy on its way to one aim."""

    def __init__(
        self, strategy: Strategy, prepared: Prepared, aim: Aim, as_of: date, language: str, seconds: float
    ) -> None:
        self.strategy = strategy
        self.prepared = prepared
        self.pack = prepared.pack
        self.aim = aim
        self.as_of = as_of
        self.seconds = seconds
        self.settings = Settings(profile=None, engine=prepared.engine.name, language=language)
        self.words = words_of(self.pack, language)
        self.matches = prepared.matches(strategy, as_of)
        self.before = assess_matches(self.matches, prepared, as_of, self.settings)
        self.treatments: Treatments = treatments_of(strategy, self.pack, as_of)
        self.ideas = self._ideas()

    def done(self) -> Improvement:
        """Return the plan."""
        if self._is_reached(self.before):
            return self._told((), self.before, "there-already", proven=True)
        program, decision = self._decided()
        chosen = in_order(list(program.chosen(decision.values))) if decision.values else ()
        after = self.assessed([edit for _, edit in chosen])
        if (
            not decision.missing
            and self._has_aim()
            and not self._is_reached(after)
            and self._could_be_rated()
        ):
            # The solver took for reached what falls short by less than it can tell.
            program, decision = self._decided(margin=True)
            chosen = in_order(list(program.chosen(decision.values))) if decision.values else ()
            after = self.assessed([edit for _, edit in chosen])
        return self._told(chosen, after, self._outcome(chosen, after, decision.proven), decision.proven)

    def assessed(self, edits: Sequence[Edit]) -> Assessment:
        """Return the assessment of the strategy with edits applied."""
        edited = apply(self.strategy, edits)
        return assess_matches(
            self.prepared.matches(edited, self.as_of), self.prepared, self.as_of, self.settings
        )

    # --- what is worked on

    def _ideas(self) -> Ideas:
        """Return the ideas that are looked at: those aimed at, or all."""
        aimed = {each.idea for each in self.aim.ideas}
        if self.aim.index is not None or not aimed:
            return self.prepared.plan.ideas
        return {name: criteria for name, criteria in self.prepared.plan.ideas.items() if name in aimed}

    def _counted(self) -> list[CriterionPlan]:
        """Return the criteria that simply count: neither out of scope nor waived."""
        return [
            each for each in self.prepared.plan.criteria.values() if each.id not in self.treatments.special
        ]

    def _wanted(self) -> list[CriterionPlan]:
        """Return the criteria to be worked on, the one that would gain most first.

        Those of the ideas that are looked at; those that begin a step on which these build; and those that
        begin a step on which these do, in turn.
        """
        looked_at = {each.id for criteria in self.ideas.values() for each in criteria}
        wanting = {each.criterion: each.gain for each in self.before.findings}
        open_ones = [each for each in self._counted() if each.id in wanting]
        found = [each for each in open_ones if each.id in looked_at]
        while True:
            steps = self._steps_before(self._steps_of(found))
            more = [each for each in open_ones if each.steps[-1] in steps and each not in found]
            if not more:
                break
            found += more
        return sorted(found, key=lambda each: (each.id not in looked_at, -wanting[each.id], each.id))

    def _steps_of(self, criteria: Sequence[CriterionPlan]) -> set[int]:
        """Return the steps that what answers some criteria may belong to: theirs, and those of its kinds."""
        kinds = asked_by([each.check for each in criteria], self.prepared.plan).kinds
        about = [
            each for each in self._counted() if kinds & asked_by([each.check], self.prepared.plan).subjects
        ]
        return {step for each in criteria for step in each.steps} | {each.steps[-1] for each in about}

    def _after(self) -> dict[int, list[int]]:
        return {step.number: step.after for step in self.pack.about.steps}

    def _begun(self) -> frozenset[int]:
        values = {each.id: each.value for idea in self.before.ideas for each in idea.criteria}
        return frozenset(
            step.number for step in self.before.steps if any(values[name] for name in step.criteria)
        )

    def _steps_before(self, steps: set[int]) -> set[int]:
        """Return the steps, not begun yet, on which some steps build, directly or not."""
        after, begun = self._after(), self._begun()
        found: set[int] = set()
        left = list(steps)
        while left:
            for earlier in after[left.pop()]:
                if earlier not in begun and earlier not in found:
                    found.add(earlier)
                    left.append(earlier)
        return found

    # --- what is decided

    def _decided(self, *, margin: bool = False) -> tuple[Program, Decision]:
        program = Program(
            self.matches,
            Surroundings(self.matches.facts, self.as_of),
            self.ideas,
            self._wanted(),
            self._counted(),
            self.treatments.excluded_dimensions,
        )
        if not program.options:
            return program, Decision({}, 0.0, True)
        solver = Solver(program, self._after(), self._begun(), self.seconds)
        if self.aim.budget is not None:
            return program, solver.spend(self.aim.budget)
        if self.aim.most_changes is not None:
            return program, solver.best(self.aim.most_changes, float(mean_score(self.before)))
        levels = self.pack.about.levels
        return program, solver.reach(self.aim, levels, self.prepared.plan.ideas, margin=margin)

    def _has_aim(self) -> bool:
        return bool(self.aim.ideas) or self.aim.index is not None

    def _could_be_rated(self) -> bool:
        rated = {idea.id: idea.rated for idea in self.before.ideas}
        return all(rated[each.idea] for each in self.aim.ideas) and (
            self.aim.index is None or self.before.index.score is not None
        )

    def _is_reached(self, found: Assessment) -> bool:
        """Whether an assessment shows what is aimed at: what is not rated is not reached."""
        order = [level.id for level in self.pack.about.levels.levels]
        for each in self.aim.ideas:
            idea = found.idea(each.idea)
            if not idea.rated or order.index(idea.level) < order.index(each.level):
                return False
        if self.aim.index is not None:
            return found.index.score is not None and found.index.score >= self.aim.index
        return bool(self.aim.ideas)

    def _enough(self, found: Assessment) -> frozenset[str]:
        """Return the ideas whose score is what is aimed at, or more; all, if there is no index to be had."""
        aimed = {each.idea: each.score for each in self.aim.ideas}
        no_index = not aimed and found.index.score is None
        return frozenset(idea.id for idea in found.ideas if no_index or idea.score >= aimed.get(idea.id, 101))

    def _outcome(self, chosen: Chosen, after: Assessment, proven: bool) -> Outcome:
        if self._has_aim() and self._is_reached(after):
            return "reached"
        if chosen and not self._has_aim():
            return "best"
        if not proven:
            return "not-found"
        return "out-of-reach" if self._has_aim() else "nothing"

    # --- what is told

    def _told(self, chosen: Chosen, after: Assessment, outcome: Outcome, proven: bool) -> Improvement:
        before = self.before
        return Improvement(
            schema_version=SCHEMA_VERSION,
            strategy=before.strategy,
            pack=before.pack,
            as_of=before.as_of,
            language=self.settings.language,
            aim=self.aim,
            outcome=outcome,
            proven=proven,
            effort=sum(option.cost for option, _ in chosen),
            index=Forecast(
                None, "", before.index.score, after.index.score, None, None, after.index.score is not None
            ),
            rated=after.index.rated,
            rated_needed=after.index.needed,
            ideas=tuple(self._forecasts(after)),
            changes=Teller(self.before, self.matches.facts, self.pack, self.words).changes(
                chosen, [self.assessed([e for _, e in chosen[:n]]) for n in range(1, len(chosen) + 1)]
            ),
            barriers=barriers_to(after, self.ideas, self._enough(after), self.prepared.plan, self.treatments)
            if outcome == "out-of-reach"
            else (),
            unexamined=tuple(self._unexamined()),
        )

    def _forecasts(self, after: Assessment) -> Iterator[Forecast]:
        titles = {level.id: level.title for level in self.before.pack.levels}
        for old, new in zip(self.before.ideas, after.ideas, strict=True):
            yield Forecast(
                old.id, old.title, old.score, new.score, titles[old.level], titles[new.level], new.rated
            )

    def _unexamined(self) -> Iterator[str]:
        """Yield what was not examined of all that the ideas looked at ask about."""
        asked: Asked = asked_by(
            [each.check for criteria in self.ideas.values() for each in criteria], self.prepared.plan
        )
        for kind in KINDS.values():
            listing = self.matches.facts.listing(kind.name)
            if listing.is_open and kind.name in asked.kinds:
                yield f"/{kind.key}"
            for row in listing.rows:
                names = [name for owner, name in sorted(asked.places) if owner == kind.name]
                if row.unknown and any(row.read(name)[1] for name in names):
                    yield row.pointer
