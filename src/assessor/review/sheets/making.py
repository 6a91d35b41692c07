"""Review sheets, made for a rater to be filled in: a workbook, or YAML.

In: an exercise, a pack, a host and a rater. Out: bytes. Must never know: what becomes of a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal

from assessor.documents.problems import one_line
from assessor.documents.yaml_writer import to_yaml
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.review import scale
from assessor.review.exercise import Exercise
from assessor.review.forms.form import Column, Form, Part, Row
from assessor.review.model import SELF, Rated, Sheet
from assessor.review.questions import Question, Questionnaire
from assessor.speech import base_of

SheetFormat = Literal["xlsx", "yaml"]
KIND: Final = "review-sheet"
RATINGS: Final = "ratings"
ANSWERS: Final = "answers"


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
        writer = self._writer(host, self.begun(host, rater, language), language)
        if form == "yaml":
            return writer.yaml().encode()
        from assessor.review.forms.workbook import to_workbook

        return to_workbook(writer.form())

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

    def _writer(self, host: str, sheet: Sheet, language: str) -> _Writer:
        if language not in self._questionnaires:
            self._questionnaires[language] = Questionnaire(self.pack, language)
        questionnaire = self._questionnaires[language]
        if (host, language) not in self._questions:
            asked = questionnaire.about(self.exercise.strategy(host))
            self._questions[host, language] = {each.criterion: each for each in asked}
        return _Writer(self.exercise, sheet, questionnaire, self._questions[host, language])


class _Writer:
    """One sheet, as a workbook or as YAML."""

    def __init__(
        self,
        exercise: Exercise,
        sheet: Sheet,
        questionnaire: Questionnaire,
        questions: Mapping[str, Question],
    ) -> None:
        self.exercise = exercise
        self.sheet = sheet
        self.questionnaire = questionnaire
        self.say = questionnaire.say
        self.city = exercise.city(sheet.host)
        self.strategy = exercise.strategy(sheet.host)
        self.questions = questions

    # --- what both say

    def title(self) -> str:
        """Return what the sheet is called."""
        if self.sheet.rater == SELF:
            return self.say("Self-assessment: {city}", city=self.city.name)
        return self.say("Review sheet: {city}", city=self.city.name)

    def instructions(self) -> Iterator[str]:
        """Yield what to do with the sheet, a paragraph each."""
        say, terms, document = self.say, self.exercise.terms, self.strategy.document
        yield say("{exercise}. Strategy: {title}.", exercise=terms.title, title=document.title)
        if self.sheet.rater != SELF:
            reviewer = self.exercise.reviewer(self.sheet.rater)
            yield say("This sheet is for {name}.", name=reviewer.name)
        yield (
            say(
                "Rate every criterion by itself, from the strategy and from what you learn of the city. "
                "Rate alone: talk with the other reviewers only once all sheets are in."
            )
            if self.sheet.rater != SELF
            else say(
                "Rate your own strategy as you would rate another city's. Your peers see what you say here."
            )
        )
        yield from scale.meanings(say)
        yield say(
            "Say under evidence where it shows: a page, a section, a line, an interview. Say under comment "
            "what the city should know."
        )
        if self.sheet.rater != SELF and terms.mode == "blind":
            yield say(
                "This review is blind: until the meeting, the city does not learn who reviews it. Do not put "
                "your name, or what gives you away, into the comments."
            )
        if terms.dates.sheets:
            yield say("Send the sheet back until {day}.", day=say.date(terms.dates.sheets))
        for each in self.exercise.corrections(self.sheet.host):
            yield say(
                "Correction of fact by the city, at {place}: {wrong} In fact: {fact}",
                place=each.place,
                wrong=each.wrong,
                fact=each.fact,
            )

    # --- the workbook

    def form(self) -> Form:
        """Return the sheet as a form."""
        sheet = self.sheet
        parts = [self._ratings()]
        if self.city.questions:
            parts.append(self._answers())
        about = (
            ("exercise", sheet.exercise),
            ("host", sheet.host),
            ("rater", sheet.rater),
            ("pack", sheet.pack.id),
            ("pack-version", sheet.pack.version),
            ("pack-digest", sheet.pack.digest),
            ("strategy", sheet.strategy),
            ("language", sheet.language or ""),
            ("corrections", " ".join(sheet.corrections)),
        )
        return Form(
            kind=KIND,
            title=self.title(),
            language=self.questionnaire.language,
            about=about,
            instructions=tuple(self.instructions()),
            parts=tuple(parts),
            created=date.fromisoformat(self.exercise.terms.as_of),
        )

    def _ratings(self) -> Part:
        say = self.say
        columns = (
            Column("criterion", say("Criterion"), "fixed", 10),
            Column("asked", say("What is asked"), "fixed", 52),
            Column("passages", say("What the strategy says"), "fixed", 64),
            Column("rating", say("Rating"), "choice", 16, scale.options(say), say("Choose one of the list.")),
                "choice",
                16,
                options,
                help=" ".join(t for _, t in scale.choices(say)),
            ),
            Column("evidence", say("Evidence"), "text", 32),
            Column("comment", say("Comment"), "text", 44),
        )
        return Part(RATINGS, say("Ratings"), columns, tuple(self._rows()))

    def _rows(self) -> Iterator[Row]:
        for idea, title, criteria in self.questionnaire.ideas():
            yield Row(f"idea-{idea}", (title, "", ""), heading=True)
            for criterion in criteria:
                rated = self.sheet.ratings[criterion.id]
                values = {key: str(value) for key, value in rated if value is not None}
                yield Row(criterion.id, self._cells(self.questions[criterion.id]), values)

    def _cells(self, question: Question) -> tuple[str, ...]:
        asked = "\n".join((question.title, "", question.why, "", *question.asked))
        return question.criterion, asked, "\n".join(f"• {passage}" for passage in question.passages)

    def _answers(self) -> Part:
        say = self.say
        columns = (
            Column("question", say("Question"), "fixed", 60),
            Column("answer", say("Answer"), "text", 90),
        )
        answers = [*self.sheet.answers, *("" for _ in self.city.questions)]
        rows = [
            Row(str(place), (question,), {"answer": answers[place - 1]} if answers[place - 1] else {})
            for place, question in enumerate(self.city.questions, 1)
        ]
        about = say("The city asks its peers:")
        if self.sheet.rater == SELF:
            about = say("You ask your peers; what do you think yourselves?")
        return Part(ANSWERS, say("Guiding questions"), columns, tuple(rows), about=about)

    # --- YAML

    def yaml(self) -> str:
        """Return the sheet as YAML: what is asked stands as remarks above each criterion."""
        content = self.sheet.model_dump(mode="json", exclude_none=True)
        ratings = content.pop("ratings")
        lines = [f"# {one_line(self.title())}", "#"]
        lines += [f"# {one_line(text)}" for text in self.instructions()]
        lines += ["", to_yaml(content).rstrip(), *self._asked_questions(), "", "ratings:"]
        for _, title, criteria in self.questionnaire.ideas():
            lines += ["", f"  # --- {one_line(title)}"]
            for criterion in criteria:
                lines += self._entry(self.questions[criterion.id], ratings[criterion.id])
        return "\n".join(lines) + "\n"

    def _asked_questions(self) -> Iterator[str]:
        if self.city.questions:
            yield f"# {one_line(self.say('Guiding questions'))}"
        for place, question in enumerate(self.city.questions, 1):
            yield f"# {place}. {one_line(question)}"

    def _entry(self, question: Question, rated: Mapping[str, Any]) -> Iterator[str]:
        yield ""
        yield f"  # {question.criterion} {one_line(question.title)}"
        for line in question.asked:
            yield f"  #   {line.rstrip()}"
        for passage in question.passages:
            yield f"  #   • {one_line(passage)}"
        yield f"  {question.criterion}:"
        for key in ("rating", "evidence", "comment"):
            written = to_yaml({key: rated[key]}).rstrip() if key in rated else f"{key}:"
            yield "\n".join(f"    {line}" for line in written.splitlines())
