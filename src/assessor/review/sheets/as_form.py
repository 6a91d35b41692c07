"""A sheet as a form, to be filled in with a spreadsheet program.

In: a sheet with what it says. Out: a ``Form``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from assessor.review import scale
from assessor.review.forms.form import Column, Form, Part, Row
from assessor.review.records.model import SELF
from assessor.review.sheets.opened import OpenSheet
from assessor.review.sheets.questions import Question

KIND: Final = "review-sheet"
RATINGS: Final = "ratings"
ANSWERS: Final = "answers"


def form_of(opened: OpenSheet) -> Form:
    """Return a sheet as a form, with what was filled in before."""
    sheet = opened.sheet
    parts = [_ratings(opened), *([_answers(opened)] if opened.city.questions else [])]
    about = {
        "exercise": sheet.exercise,
        "host": sheet.host,
        "rater": sheet.rater,
        "pack": sheet.pack.id,
        "pack-version": sheet.pack.version,
        "pack-digest": sheet.pack.digest,
        "strategy": sheet.strategy,
        "language": sheet.language or "",
        "corrections": " ".join(sheet.corrections),
    }
    return Form(
        kind=KIND,
        title=opened.title(),
        language=opened.questionnaire.language,
        about=tuple(about.items()),
        instructions=tuple(opened.instructions()),
        parts=tuple(parts),
        created=date.fromisoformat(opened.exercise.terms.as_of),
    )


def _ratings(opened: OpenSheet) -> Part:
    say = opened.say
    columns = (
        Column("criterion", say("Criterion"), "fixed", 10),
        Column("asked", say("What is asked"), "fixed", 52),
        Column("passages", say("What the strategy says"), "fixed", 64),
        Column("rating", say("Rating"), "choice", 16, scale.options(say), say("Choose from the list.")),
        Column("evidence", say("Evidence"), "text", 32),
        Column("comment", say("Comment"), "text", 44),
    )
    return Part(RATINGS, say("Ratings"), columns, tuple(_rows(opened)))


def _rows(opened: OpenSheet) -> Iterator[Row]:
    for idea, title, criteria in opened.questionnaire.ideas():
        yield Row(f"idea-{idea}", (title, "", ""), heading=True)
        for criterion in criteria:
            rated = opened.sheet.ratings[criterion.id]
            values = {key: str(value) for key, value in rated if value is not None}
            yield Row(criterion.id, _cells(opened.questions[criterion.id]), values)


def _cells(question: Question) -> tuple[str, ...]:
    asked = "\n".join((question.title, "", question.why, "", *question.asked))
    return question.criterion, asked, "\n".join(f"• {passage}" for passage in question.passages)


def _answers(opened: OpenSheet) -> Part:
    say, known = opened.say, opened.sheet.answers
    columns = (
        Column("question", say("Question"), "fixed", 60),
        Column("answer", say("Answer"), "text", 90),
    )
    answers = [*known, *("" for _ in opened.city.questions)]
    rows = [
        Row(str(place), (question,), {"answer": answer} if answer else {})
        for place, (question, answer) in enumerate(zip(opened.city.questions, answers, strict=False), 1)
    ]
    about = say("The city asks its peers:")
    if opened.sheet.rater == SELF:
        about = say("You ask your peers; what do you think yourselves?")
    return Part(ANSWERS, say("Guiding questions"), columns, tuple(rows), about=about)
