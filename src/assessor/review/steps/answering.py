"""The response matrix: a host answers what is recommended to it.

In: a host's report; or a filled matrix. Out: a form; or ``Responses``. The host judges by itself: it may
reject what it does not want, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.review.filled import FilledForm, FilledIn, read_filled
from assessor.review.forms.form import Choice, Column, Form, Part, Row
from assessor.review.phrases import answers
from assessor.review.records import folder as f
from assessor.review.records.exercise import load
from assessor.review.records.model import SCHEMA_VERSION, Responses
from assessor.review.results.reporting import Review
from assessor.review.results.result import Advice
from assessor.speech import ENGLISH, LANGUAGES, speech

KIND: Final = "review-responses"
_ANSWERS: Final = "responses"
_SIGNED: Final = "signed"
_DAY: Final = len("2027-06-30")


def response_form(review: Review, host: str, language: str) -> Form:
    """Return the response matrix of a host, to be filled in.

    Args:
        review: of the exercise.
        host: who answers.
        language: one that the pack has.

    Raises:
        UsageError: there is no such host, or its meeting is not recorded yet.
    """
    _see_that_agreed(review, host)
    report, say = review.host(host, language), speech(language)
    options = tuple(Choice(value, text) for value, text in answers(say).items())
    columns = (
        Column("recommendation", say("Recommendation"), "fixed", 80),
        Column("answer", say("Answer"), "choice", 20, options),
        Column("reason", say("Why"), "text", 50, help=say("Needed where it is not simply accepted.")),
        Column("owner", say("Office that sees to it"), "text", 30),
        Column("due", say("By when"), "day", 14),
    )
    label, day = Column("what", say("The answer"), "fixed", 30), Column("date", say("Day"), "day", 20)
    return Form(
        kind=KIND,
        title=say("Response of {city}", city=report.city),
        language=language,
        about=(("exercise", report.exercise.id), ("host", host)),
        instructions=(
            say("{exercise}. Strategy: {title}.", exercise=report.exercise.title, title=report.strategy),
            say(
                "Here stands what your peers recommend. Say of each whether you accept it, who sees to it "
                "and by when. Where you do not, or only in part, say why: that is your right."
            ),
            say("Fill in the day, and send the file to the facilitator."),
        ),
        parts=(
            Part(_SIGNED, say("The answer"), (label, day), (Row("signed", (say("When did you answer?"),)),)),
            Part(_ANSWERS, say("Recommendations"), columns, tuple(_row(each) for each in report.advice)),
        ),
        created=date.fromisoformat(report.exercise.as_of),
    )


def _row(advice: Advice) -> Row:
    values = {}
    if advice.response is not None:
        known = advice.response
        values = {
            "answer": known.answer, "reason": known.reason or "", "owner": known.owner or "",
            # The column holds days; a month or a year is written anew.
            "due": known.due if known.due and len(known.due) == _DAY else "",
        }  # fmt: skip
    text = advice.text if advice.id in advice.criteria else " ".join((advice.text, *advice.criteria))
    return Row(advice.id, (f"{advice.id}  {text}",), {key: value for key, value in values.items() if value})


def read_responses(data: bytes, name: str) -> FilledIn[Responses]:
    """Read a filled response matrix, YAML or JSON.

    Raises:
        InvalidExerciseError: it is none, or something in it is missing or cannot be.
    """
    return read_filled(data, name, KIND, Responses, _content)


def _content(filled: FilledForm) -> Mapping[str, Any]:
    signed = filled.rows(_SIGNED).get("signed", {})
    return {
        "schema_version": SCHEMA_VERSION,
        **filled.about("exercise", "host"),
        "date": filled.day(signed["date"]) if signed else None,
        "responses": [
            {
                "recommendation": key,
                "answer": answer,
                **{name: filled.text(row[name]) for name in ("reason", "owner", "due")},
            }
            for key, row in filled.rows(_ANSWERS).items()
            if (answer := filled.choice(row["answer"], _accepted())) is not None
        ],
    }


@cache
def _accepted() -> tuple[Choice, ...]:
    return tuple(
        Choice(value, text) for language in LANGUAGES for value, text in answers(speech(language)).items()
    )


def respond(review: Review, record: Responses) -> tuple[str, ...]:
    """Record a host's answers. Later answers stand beside the first, and count in their place.

    Args:
        review: of the exercise; make it anew afterwards.
        record: the answers.

    Returns:
        The recommendations that are not answered.

    Raises:
        UsageError: it is of another exercise or city, its meeting is not recorded yet, or it answers what was
            not recommended.
    """
    review.exercise.check_own(record)
    folder = review.exercise.folder
    with folder.locked():
        review = Review(load(folder.root), review.pack)
        _see_that_agreed(review, record.host)
        advised = [each.id for each in review.host(record.host, ENGLISH).advice]
        for each in record.responses:
            if each.recommendation not in advised:
                told = Message("There is no recommendation '{name}'", name=shorten(each.recommendation))
                raise no_such(told, each.recommendation, advised)
        if review.exercise.responses(record.host) != record:
            review.exercise.record(f.RESPONSES, record.host, lambda _: record)
    answered = {each.recommendation for each in record.responses}
    return tuple(name for name in advised if name not in answered)


def _see_that_agreed(review: Review, host: str) -> None:
    review.exercise.city(host)
    if review.exercise.consensus(host) is None:
        told = Message(
            "The meeting on '{host}' is not recorded yet; '{command}' records it, and then the city answers.",
            host=host,
            command="assessor review consensus",
        )
        raise UsageError(told)
