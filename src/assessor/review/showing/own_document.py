"""What a host says of itself, for its peers to read.

In: a ``HostReport``. Out: a ``Document``, which tells nothing of what anybody else says.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from assessor.review.phrases import Phrases
from assessor.review.results.result import HostReport, IdeaReview
from assessor.review.showing.framing import framed, phrases_of


def own_document(report: HostReport) -> Document:
    """Return how a host rates itself as a document, in the language of the report."""
    phrases = phrases_of(report.exercise)
    title = phrases.say("Self-assessment: {city}", city=report.city)
    whose = f"{report.strategy} · {phrases.say.period(report.period_start, report.period_end)}"
    return framed(title, whose, report.exercise, _blocks(report, phrases), city=report.city)


def _blocks(report: HostReport, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    asked = [(each.question, a.text) for each in report.questions for a in each.answers if a.rater is None]
    if asked:
        yield Heading(1, say("What the city asks its peers, and what it thinks itself"))
        for question, text in asked:
            yield Heading(2, question)
            yield Paragraph(text)
    yield Heading(1, say("All criteria"))
    for place, idea in enumerate(report.ideas, 1):
        yield Heading(2, f"{place}. {idea.title}")
        yield _ratings(idea, phrases)
        told = tuple(_told(idea, phrases))
        if told:
            yield Bullets(told)


def _ratings(idea: IdeaReview, phrases: Phrases) -> Table:
    say = phrases.say
    columns = Column(say("Criterion")), Column(say("Title"), "long"), Column(say("Rating"))
    rows = [
        (each.id, each.title, phrases.rating(each.own.rating if each.own else None)) for each in idea.criteria
    ]
    return Table(idea.title, columns, tuple(rows))


def _told(idea: IdeaReview, phrases: Phrases) -> Iterator[str]:
    for each in idea.criteria:
        if each.own is not None and (each.own.evidence or each.own.comment):
            said = phrases.words(each.own.rating, each.own.evidence, each.own.comment)
            yield phrases.terms.of(each.id, said)
