"""How far raters agree, on paper: the figures, and what each of them means.

In: an ``AgreementReport``. Out: a ``Document``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from assessor.review.phrases import NOTHING, Phrases
from assessor.review.results.result import AgreementReport, AgreementResult
from assessor.review.showing.framing import framed, phrases_of
from assessor.speech import Speech


def agreement_document(report: AgreementReport) -> Document:
    """Return how far raters agree as a document."""
    phrases = phrases_of(report.exercise)
    title = phrases.say("How far the peers agree")
    return framed(title, report.exercise.title, report.exercise, _blocks(report, phrases))


def _blocks(report: AgreementReport, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield Heading(1, say("The whole exercise"))
    yield Paragraph(" ".join(phrases.agreement(report.agreement)))
    yield agreement_table(((each.city, each.agreement) for each in report.hosts), phrases)
    yield Heading(1, say("What the figures mean"))
    yield Bullets(tuple(meanings(say)))


def agreement_table(found: Iterable[tuple[str, AgreementResult]], phrases: Phrases) -> Table:
    """Return how far the peers of each city agree, in figures."""
    say = phrases.say
    columns = (
        Column(say("City"), "long"), Column(say("Criteria"), "number"), Column(say("Same rating"), "number"),
        Column(say("Alpha"), "number"), Column(say("95 %"), "number"), Column("AC1", "number"),
        Column("AC2", "number"), Column(say("Reading")),
    )  # fmt: skip

    def figure(value: float | None, digits: int = 2) -> str:
        return NOTHING if value is None else say.decimal(value, digits)

    rows = [
        (
            city, each.items, NOTHING if each.percent is None else phrases.percent(each.percent),
            figure(each.alpha, 3), _interval(each, say),
            figure(each.ac1), figure(each.ac2), phrases.readings[each.reading],
        )
        for city, each in found
    ]  # fmt: skip
    return Table(say("How far the peers agree"), columns, tuple(rows))


def _interval(each: AgreementResult, say: Speech) -> str:
    if each.low is None or each.high is None:
        return NOTHING
    return say("{low} to {high}", low=say.decimal(each.low, 2), high=say.decimal(each.high, 2))


def meanings(say: Speech) -> Iterator[str]:
    """Yield what each figure of agreement means, a sentence each."""
    yield say("Same rating: how often two reviewers of a criterion give it the same rating.")
    yield say(
        "Alpha (Krippendorff, ordinal): 1 is full agreement, 0 what chance would give. Being one step apart "
        "counts little, being three apart counts much. From 0.800 on it is read as reliable, from 0.667 on "
        "as tentative."
    )
    yield say("95 %: where alpha lies when criteria are drawn again and again from the same hosts.")
    yield say(
        "AC1 and AC2 (Gwet): the same idea, but they do not sink when nearly everybody says the same. Where "
        "alpha is low and they are high, look at the ratings: most are alike, and a few differ."
    )
