"""Who can learn from whom, on paper.

In: a ``LearningReport``. Out: a ``Document``.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from assessor.review.phrases import Phrases
from assessor.review.results.result import LearningReport
from assessor.review.showing.framing import framed, phrases_of


def learning_document(report: LearningReport) -> Document:
    """Return who can give what to whom as a document."""
    phrases = phrases_of(report.exercise)
    title = phrases.say("Who can learn from whom")
    return framed(title, report.exercise.title, report.exercise, _learning(report, phrases))


def _learning(report: LearningReport, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield Heading(1, say("Pairs"))
    if report.lessons:
        yield Bullets(tuple(phrases.lesson(each) for each in report.lessons))
    else:
        yield Paragraph(say("No city can be said yet to be strong where another one is weak."))
    if not report.proven:
        yield Paragraph(say("There was no time to prove that no better choice of pairs exists."), "quiet")
    yield Heading(1, say("What each city gives and takes"))
    columns = Column(say("City"), "long"), Column(say("Gives"), "number"), Column(say("Takes"), "number")
    rows = [(each.city, each.gives, each.takes) for each in report.cities]
    yield Table(say("What each city gives and takes"), columns, tuple(rows))
    yield Heading(1, say("Who is strong, and who is weak"))
    columns = Column(say("Idea"), "long"), Column(say("Strong"), "long"), Column(say("Weak"), "long")
    found = [(each.title, ", ".join(each.strong), ", ".join(each.weak)) for each in report.ideas]
    yield Table(say("Who is strong, and who is weak"), columns, tuple(found))
