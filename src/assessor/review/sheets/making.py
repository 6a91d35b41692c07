"""Review sheets, made for a rater to be filled in: a workbook, or YAML.

In: an exercise, a pack, a host and a rater. Out: bytes. Must never know: what becomes of a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.review.forms.workbook import to_workbook
from assessor.review.records.exercise import Exercise
from assessor.review.records.model import SELF, Rated, Sheet
from assessor.review.sheets.as_form import form_of
from assessor.review.sheets.as_yaml import yaml_of
from assessor.review.sheets.opened import OpenSheet
from assessor.review.sheets.questions import Question, Questionnaire
from assessor.speech import base_of

SheetFormat = Literal["xlsx", "yaml"]


def language_of(exercise: Exercise, pack: Pack, rater: str, host: str) -> str:
    """Return the language that a rater's sheet is in: the first that the person reads and the pack has.

    A host rates itself in the language of its strategy, if the pack has it.
    """
    if rater == SELF:
        known = [exercise.strategy(host).document.language or exercise.terms.language]
    else:
        known = list(exercise.reviewer(rater).languages)
    for language in (*known, exercise.terms.language):
        for name in (language.replace("-", "_"), base_of(language)):
            if name in pack.texts:
                return name
    return exercise.terms.language


def check_rater(exercise: Exercise, host: str, rater: str) -> None:
    """See that somebody rates a host.

    Raises:
        UsageError: there is no such host or reviewer, or the one is not assigned to the other.
    """
    exercise.city(host)
    if rater == SELF:
        return
    exercise.reviewer(rater)
    if rater not in exercise.panel(host):
        told = Message(
            "'{rater}' does not review '{host}'; '{host}' is reviewed by {panel}.",
            rater=rater,
            host=host,
            panel=tuple(exercise.panel(host)),
        )
        raise UsageError(told)


class Sheets:
    """The sheets of one exercise. What is asked is looked up once for each language."""

    def __init__(self, exercise: Exercise, pack: Pack) -> None:
        """See that the pack is the one that the exercise is held by.

        Raises:
            UsageError: it is another one.
        """
        exercise.check_pack(pack)
        self.exercise = exercise
        self.pack = pack
        self._questionnaires: dict[str, Questionnaire] = {}
        self._questions: dict[tuple[str, str], Mapping[str, Question]] = {}

    def make(self, host: str, rater: str, form: SheetFormat = "xlsx", language: str | None = None) -> bytes:
        """Return the sheet for a rater and a host, to be filled in.

        What the rater sent in before stands in it already, so that a sheet can be gone on with.

        Args:
            host: whose strategy is rated.
            rater: the id of a reviewer who is assigned to the host, or "self".
            form: "xlsx" or "yaml".
            language: one that the pack has; otherwise the rater's.

        Raises:
            UsageError: the rater does not review the host, or the pack has no words in the language.
        """
        check_rater(self.exercise, host, rater)
        language = language or language_of(self.exercise, self.pack, rater, host)
        opened = self._opened(host, self.begun(host, rater, language), language)
        if form == "yaml":
            return yaml_of(opened).encode()
        return to_workbook(form_of(opened))

    def begun(self, host: str, rater: str, language: str) -> Sheet:
        """Return a sheet that knows what it is for, with what the rater said before."""
        terms, before = self.exercise.terms, self.exercise.sheet(host, rater)
        ratings = {criterion.id: Rated() for criterion in self.pack.criteria}
        return Sheet(
            exercise=terms.id,
            host=host,
            rater=rater,
            pack=terms.pack,
            strategy=self.exercise.city(host).digest,
            language=language.replace("_", "-"),
            corrections=[each.id for each in self.exercise.corrections(host)],
            answers=list(before.answers) if before else ["" for _ in self.exercise.city(host).questions],
            ratings={**ratings, **before.ratings} if before else ratings,
        )

    def _opened(self, host: str, sheet: Sheet, language: str) -> OpenSheet:
        if language not in self._questionnaires:
            self._questionnaires[language] = Questionnaire(self.pack, language)
        questionnaire = self._questionnaires[language]
        if (host, language) not in self._questions:
            asked = questionnaire.about(self.exercise.strategy(host))
            self._questions[host, language] = {each.criterion: each for each in asked}
        return OpenSheet(self.exercise, sheet, questionnaire, self._questions[host, language])
