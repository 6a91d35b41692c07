"""A sheet with everything that it says to its rater.

In: a sheet, the exercise, and the questions about the strategy. Out: its title and instructions, in the
rater's language. Must never know: what the sheet is written as.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessor.review import scale
from assessor.review.records.exercise import Exercise
from assessor.review.records.model import SELF, Sheet
from assessor.review.sheets.questions import Question, Questionnaire


class OpenSheet:
    """A sheet, and what is asked in it."""

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
        self.questions = questions
        self.say = questionnaire.say
        self.city = exercise.city(sheet.host)
        self.strategy = exercise.strategy(sheet.host)

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
        if self.sheet.rater != SELF:
            yield say(
                "Rate every criterion by itself, from the strategy and from what you learn of the city. "
                "Rate alone: talk with the other reviewers only once all sheets are in."
            )
        else:
            yield say("Rate your own strategy as you would rate another city's.")
            if terms.shows_self:
                yield say("Your peers see what you say here.")
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
            yield say("Send the sheet back by {day}.", day=say.date(terms.dates.sheets))
        for each in self.exercise.corrections(self.sheet.host):
            yield say(
                "Correction of fact by the city, at {place}: {wrong} In fact: {fact}",
                place=each.place,
                wrong=each.wrong,
                fact=each.fact,
            )
