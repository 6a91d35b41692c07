"""The meeting of host and peers: its agenda to be filled in, and the record of what was agreed.

In: how a host stands; or a filled agenda. Out: a form; or a ``Consensus``. The meeting sees what is disputed
and nothing else: what the peers agree on is not opened again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from assessor.documents.problems import no_such
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.review import scale
from assessor.review.filled import FilledForm, FilledIn, read_filled
from assessor.review.forms.form import Column, Form, Part, Row
from assessor.review.phrases import Phrases
from assessor.review.records import folder as f
from assessor.review.records.exercise import load
from assessor.review.records.model import SCHEMA_VERSION, Consensus
from assessor.review.results.reporting import Review
from assessor.review.results.result import AgendaReport, CriterionReview
from assessor.speech import speech

KIND: Final = "review-agenda"
_CRITERIA: Final = re.compile(r"[A-Z]+-[0-9]+")
"""Ids of criteria in a text, whatever stands between them."""
_DISPUTED: Final = "disputed"
_MEETING: Final = "meeting"
_PRESENT: Final = "present"
_ADVICE: Final = "advice"
_PEOPLE: Final = 12
_WORDS: Final = 6
"""Empty rows for people who were present, and for recommendations."""


def agenda_form(agenda: AgendaReport) -> Form:
    """Return the agenda of a host's meeting as a form, with places to fill in what is agreed.

    Args:
        agenda: of the host, in the language that the form is to have.
    """
    return _Agenda(agenda).form()


class _Agenda:
    def __init__(self, report: AgendaReport) -> None:
        self.report = report
        self.say = speech(report.exercise.language)
        self.phrases = Phrases(self.say)

    def form(self) -> Form:
        report, say = self.report, self.say
        about = (("exercise", report.exercise.id), ("host", report.host))
        return Form(
            kind=KIND,
            title=say("Agenda of the meeting: {city}", city=report.city),
            language=report.exercise.language,
            about=about,
            instructions=(
                say("{exercise}. Strategy: {title}.", exercise=report.exercise.title, title=report.strategy),
                *self.phrases.missing_sheets(report.sheets, report.expected),
                say(
                    "Here stands what the peers do not agree on, the most disputed first. Everything else is "
                    "settled and is not opened again."
                ),
                say(
                    "Choose for each criterion what you agree on, and say why in a sentence. What you cannot "
                    "settle stays empty, and the report says so."
                ),
                *scale.meanings(say),
                say(
                    "Fill in the day of the meeting and who was present, and send the file to the "
                    "facilitator. From then on the city may learn who reviewed it."
                )
                if report.veiled
                else say(
                    "Fill in the day of the meeting and who was present, and send the file to the "
                    "facilitator."
                ),
            ),
            parts=tuple(self._parts()),
            created=date.fromisoformat(report.exercise.as_of),
        )

    def _parts(self) -> Iterator[Part]:
        say = self.say
        day = Column("date", say("Day of the meeting"), "day", 20)
        label = Column("what", say("The meeting"), "fixed", 30)
        row = Row("meeting", (say("When did you meet?"),))
        yield Part(_MEETING, say("The meeting"), (label, day), (row,))
        who = Column("name", say("Who was present"), "text", 60)
        yield Part(_PRESENT, say("Present"), (who,), (), growing=_PEOPLE)
        if self.report.criteria:
            yield self._disputed()
        columns = (
            Column("text", say("Recommendation in your own words"), "text", 100),
            Column("criteria", say("Criteria that it serves"), "text", 30),
        )
        yield Part(_ADVICE, say("Recommendations"), columns, (), growing=_WORDS)

    def _disputed(self) -> Part:
        say = self.say
        columns = (
            Column("criterion", say("Criterion"), "fixed", 30),
            Column("peers", say("What the peers say"), "fixed", 76),
            Column("others", say("The city itself, and the rules"), "fixed", 40),
            Column("rating", say("Agreed"), "choice", 16, scale.options(say)),
            Column("reason", say("Why"), "text", 50),
        )
        rows = tuple(self._row(each) for each in self.report.criteria)
        return Part(_DISPUTED, say("Disputed"), columns, rows)

    def _row(self, each: CriterionReview) -> Row:
        values = {"rating": str(each.settled.rating), "reason": each.settled.reason} if each.settled else {}
        cells = f"{each.id} {each.title}", "\n".join(self.phrases.peers(each)), "\n".join(self._others(each))
        return Row(each.id, cells, values)

    def _others(self, each: CriterionReview) -> Iterator[str]:
        if each.own is not None:
            said = self.phrases.words(each.own.rating, each.own.evidence, each.own.comment)
            yield self.phrases.terms.of(self.report.city, said)
        rules = self.say.decimal(each.rules)
        if each.rules_high != each.rules:
            rules = self.say("{low} to {high}", low=rules, high=self.say.decimal(each.rules_high))
        yield self.say("{name}: {value}", name=self.say("Rules"), value=rules)


# --- the record


def read_consensus(data: bytes, name: str) -> FilledIn[Consensus]:
    """Read what was agreed: a filled agenda, YAML or JSON.

    Raises:
        InvalidExerciseError: it is none, or something in it is missing or cannot be.
    """
    return read_filled(data, name, KIND, Consensus, _content)


def _content(filled: FilledForm) -> Mapping[str, Any]:
    meeting = filled.rows(_MEETING).get("meeting", {})
    return {
        "schema_version": SCHEMA_VERSION,
        **filled.about("exercise", "host"),
        "date": filled.day(meeting["date"]) if meeting else None,
        "present": [text for row in filled.rows(_PRESENT).values() if (text := filled.text(row["name"]))],
        "agreed": [
            {"criterion": key, "rating": rating, "reason": filled.needed(row["reason"])}
            for key, row in filled.rows(_DISPUTED).items()
            if (rating := filled.choice(row["rating"], scale.accepted())) is not None
        ],
        "recommendations": [
            {
                "text": text,
                "criteria": _CRITERIA.findall((filled.text(row["criteria"]) or "").upper()),
            }
            for row in filled.rows(_ADVICE).values()
            if (text := filled.text(row["text"]))
        ],
    }


def consensus(review: Review, record: Consensus) -> tuple[str, ...]:
    """Record what host and peers agreed. With it, blindness ends for the host.

    A record that is corrected later stands beside the first, and counts in its place.

    Args:
        review: of the exercise; make it anew afterwards.
        record: what was agreed.

    Returns:
        The criteria that are disputed and not settled.

    Raises:
        UsageError: it is of another exercise or city, settles what is not disputed, or the host has answered
            already.
    """
    review.exercise.check_own(record)
    folder = review.exercise.folder
    with folder.locked():
        # What is disputed is looked at with the lock: a sheet that comes in now must not change it.
        review = Review(load(folder.root), review.pack)
        disputed = _see_that_it_fits(review, record)
        if review.exercise.consensus(record.host) != record:
            review.exercise.record(f.CONSENSUS, record.host, lambda _: record)
    settled = {each.criterion for each in record.agreed}
    return tuple(name for name in disputed if name not in settled)


def _see_that_it_fits(review: Review, record: Consensus) -> list[str]:
    """See that a record settles what is disputed and nothing else, and return what that is."""
    standing = review.standing(record.host)
    if review.exercise.responses(record.host) is not None:
        told = Message(
            "'{host}' has answered what was recommended to it, so the record of its meeting stays as it is.",
            host=record.host,
        )
        raise UsageError(told)
    if not standing.peers:
        told = Message(
            "No reviewer's sheet on '{host}' is in, so there is nothing to agree on.", host=record.host
        )
        raise UsageError(told)
    disputed = [each.criterion.id for each in standing.agenda]
    named = [each.criterion for each in record.agreed]
    for name in (*named, *(name for advice in record.recommendations for name in advice.criteria)):
        if name not in standing.by_id:
            raise no_such(
                Message("There is no criterion '{name}' in the rules", name=name), name, standing.by_id
            )
    for name in named:
        if name not in disputed:
            told = Message(
                "{criterion} is not disputed, and what the peers agree on is not opened again; the agenda of "
                "'{host}' says what is.",
                criterion=name,
                host=record.host,
            )
            raise UsageError(told)
    return disputed
