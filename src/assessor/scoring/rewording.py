"""The same assessment in another language.

In: an ``Assessment``, and the pack it was made with. Out: the assessment in another language of the pack.
Nothing is evaluated again: only what the pack says is said anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.pack.model import Pack, Texts
from assessor.pack.plan import CriterionPlan, Plan
from assessor.scoring.assessment import (
    Assessment,
    CriterionResult,
    Finding,
    IdeaResult,
    Recommendation,
    SecondScore,
    StepResult,
)
from assessor.scoring.beside import Consistency, DiagnosisResult, Evidence, ViewResult
from assessor.scoring.findings import message_of, recommendation, titles_of
from assessor.scoring.ideas import about_profile
from assessor.scoring.origin import NOT_IN_PACK, check_origin
from assessor.scoring.recommendations import notes_of, reminder
from assessor.scoring.views import Frames


def reworded(assessment: Assessment, pack: Pack, plan: Plan, frames: Frames, language: str) -> Assessment:
    """Return an assessment in another language.

    Args:
        assessment: the assessment.
        pack: the pack it was made with.
        plan: the pack compiled.
        frames: the tables of its views in the other language.
        language: the other language.

    Raises:
        UsageError: it was made with another pack, or the pack has no words in that language.
    """
    otherwise = Message(
        "The assessment was made with other rules ('{id}' {version}) than these ('{own_id}' "
        "{own_version}); only the pack that it was made with can say it in another language."
    )
    check_origin(assessment, pack, otherwise)
    try:
        return _Rewording(assessment, plan, frames, words_of(pack, language)).whole()
    except (KeyError, ValueError):
        raise UsageError(NOT_IN_PACK) from None


class _Rewording:
    def __init__(self, assessment: Assessment, plan: Plan, frames: Frames, words: Texts) -> None:
        self.assessment = assessment
        self.missing = {finding.criterion: finding.missing for finding in assessment.findings}
        self.plan = plan
        self.frames = frames
        self.words = words

    def whole(self) -> Assessment:
        a, words = self.assessment, self.words
        levels = tuple(replace(level, title=words.levels[level.id].title) for level in a.pack.levels)
        ideas = tuple(self._idea(idea) for idea in a.ideas)
        steps = tuple(self._step(step) for step in a.steps)
        results = {result.id: result for idea in ideas for result in idea.criteria}
        consistency = None if a.consistency is None else self._consistency(a.consistency)
        titles: dict[str, Mapping[str, str]] = {
            "idea": {idea.id: idea.title for idea in ideas},
            "step": {str(step.number): step.title for step in steps},
            "criterion": {name: result.title for name, result in results.items()},
            "link": {link.id: link.title for link in consistency.links} if consistency else {},
        }
        findings = tuple(self._finding(finding, results) for finding in a.findings)
        advice = {finding.criterion: finding.recommendation for finding in findings}
        return replace(
            a,
            pack=replace(a.pack, title=words.title, levels=levels),
            settings=replace(a.settings, language=words.language),
            consistency=consistency,
            diagnoses=tuple(self._diagnosis(each, titles) for each in a.diagnoses),
            ideas=ideas,
            steps=steps,
            findings=findings,
            recommendations=tuple(self._recommendation(each, advice) for each in a.recommendations),
            views=tuple(self._view(view) for view in a.views),
            second=None if a.second is None else self._second(a.second),
        )

    def _idea(self, idea: IdeaResult) -> IdeaResult:
        criteria = tuple(
            replace(result, title=self.words.criteria[result.id].title) for result in idea.criteria
        )
        return replace(idea, title=self.words.ideas[idea.id].title, criteria=criteria)

    def _step(self, step: StepResult) -> StepResult:
        title = self.words.steps[str(step.number)].title
        return replace(step, title=title, stage_title=self.words.stages[step.stage].title)

    def _consistency(self, found: Consistency) -> Consistency:
        words = self.words
        links = [
            replace(link, title=words.chain[link.id].title, broken=words.chain[link.id].broken)
            for link in found.links
        ]
        contradictions = [
            replace(each, title=text.title, why=text.why, recommendation=text.recommendation)
            for each in found.contradictions
            for text in (words.contradictions[each.id],)
        ]
        return replace(found, links=tuple(links), contradictions=tuple(contradictions))

    def _diagnosis(self, found: DiagnosisResult, titles: Mapping[str, Mapping[str, str]]) -> DiagnosisResult:
        text = self.words.diagnoses[found.id]

        def said(evidence: Evidence) -> Evidence:
            known = text.evidence if evidence.what == "check" else titles[evidence.what]
            return replace(evidence, title=known[evidence.name])

        return replace(
            found,
            title=text.title,
            summary=text.summary,
            recommendation=text.recommendation,
            evidence=tuple(said(evidence) for evidence in found.evidence),
        )

    def _finding(self, finding: Finding, results: Mapping[str, CriterionResult]) -> Finding:
        result, text = results[finding.criterion], self.words.criteria[finding.criterion]
        return replace(
            finding,
            message=message_of(result, text, self.words),
            recommendation=recommendation(result, text, self.words),
            why=text.why,
            missing_titles=titles_of(finding.missing, self._criterion(finding.criterion).check, self.words),
        )

    def _criterion(self, name: str) -> CriterionPlan:
        return self.plan.criteria[name]

    def _recommendation(self, found: Recommendation, advice: Mapping[str, str]) -> Recommendation:
        aims = tuple(replace(aim, title=self.words.entry(aim.vocabulary, aim.entry)) for aim in found.aims)
        missing = self.missing[found.criterion]
        return replace(
            found,
            text=advice[found.criterion] + reminder(aims, self.words),
            example=self.words.criteria[found.criterion].example,
            notes=tuple(notes_of(missing, self._criterion(found.criterion).check, self.words)),
            aims=aims,
        )

    def _view(self, view: ViewResult) -> ViewResult:
        text = self.words.views[view.id]
        tables: list[Any] = [
            replace(table, title=frame.title, rows=frame.rows, columns=frame.columns)
            for table, frame in zip(view.tables, self.frames[view.id], strict=True)
        ]
        return replace(view, title=text.title, description=text.description, tables=tuple(tables))

    def _second(self, second: SecondScore) -> SecondScore:
        title, about = about_profile(second.profile, self.words)
        return replace(second, title=title, about=about)
