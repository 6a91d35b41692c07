"""The agenda of a meeting, on paper: ratings and evidence side by side.

In: an ``AgendaReport``. Out: a ``Document``.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.reports.blocks import Block, Bullets, Document, Heading, Paragraph
from assessor.review.phrases import Phrases
from assessor.review.results.result import AgendaReport
from assessor.review.showing.framing import framed, phrases_of


def agenda_document(report: AgendaReport) -> Document:
    """Return the agenda of a host's meeting as a document."""
    phrases = phrases_of(report.exercise)
    title = phrases.say("Agenda of the meeting: {city}", city=report.city)
    return framed(title, report.strategy, report.exercise, _blocks(report, phrases), city=report.city)


def _blocks(report: AgendaReport, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield Heading(1, say("What the peers do not agree on"))
    for told in phrases.missing_sheets(report.sheets, report.expected):
        yield Paragraph(told, "strong")
    if not report.criteria and report.sheets:
        yield Paragraph(say("No criterion is disputed."))
    for place, each in enumerate(report.criteria, 1):
        yield Heading(2, f"{place}. {each.id} {each.title}")
        yield Paragraph(phrases.views(each), "quiet")
        said = phrases.peers(each)
        if each.own is not None:
            own = phrases.words(each.own.rating, each.own.evidence, each.own.comment)
            said.append(phrases.terms.of(report.city, own))
        yield Bullets(tuple(said))
        if each.settled is not None:
            rating = phrases.rating(each.settled.rating)
            yield Paragraph(say.series((rating, each.settled.reason)), label=say("Agreed"))
