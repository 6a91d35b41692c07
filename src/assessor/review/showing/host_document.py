"""The report on one host, as it stands on paper.

In: a ``HostReport``. Out: a ``Document``. Must never know: what a page looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Picture, Table
from assessor.review.phrases import NOTHING, Phrases, sentence
from assessor.review.results.result import Answered, CriterionReview, FollowUpInfo, HostReport, IdeaReview
from assessor.review.showing.framing import framed
from assessor.review.showing.pictures import bars
from assessor.speech import speech

_APART = 1.0
"""Marks that lie as far apart as this are worth a sentence."""


def host_document(report: HostReport) -> Document:
    """Return the report on one host as a document, in its language."""
    host = _Host(report)
    title = host.say("Peer review: {city}", city=report.city)
    whose = f"{report.strategy} · {host.say.period(report.period_start, report.period_end)}"
    return framed(title, whose, report.exercise, host.blocks(), day=report.meeting, city=report.city)


def criteria_table(report: HostReport) -> Table:
    """Return all criteria of a host, the four views side by side."""
    return _Host(report).criteria()


class _Host:
    def __init__(self, report: HostReport) -> None:
        self.report = report
        self.say = speech(report.exercise.language)
        self.phrases = Phrases(self.say)

    def blocks(self) -> Iterator[Block]:
        yield from self._overview()
        yield from self._advice()
        yield from self._questions()
        yield from self._disputes()
        yield from self._corrections()
        yield from self._agreement()
        yield from self._lessons()
        if self.report.follow_up is not None:
            yield from changes(self.report.follow_up, self.phrases)
        yield from self._criteria()

    # --- at a glance

    def _overview(self) -> Iterator[Block]:
        report, say = self.report, self.say
        yield Heading(1, say("At a glance"))
        yield Paragraph(self._state(), "strong")
        yield Picture(
            partial(bars, report),
            say("The ideas in the eyes of rules, city and peers; the figures stand in the table below."),
        )
        yield self._ideas()
        yield Paragraph(self.phrases.scale(), "quiet")
        apart = tuple(self._apart())
        if apart:
            yield Heading(2, say("Where views lie apart"))
            yield Bullets(apart)

    def _state(self) -> str:
        return sentence(self.phrases.stages[self.report.stage])

    def _ideas(self) -> Table:
        say, mark = self.say, self.phrases.mark
        columns = (
            Column("#", "number"), Column(say("Idea"), "long"), Column(say("Rules"), "number"),
            Column(say("Self"), "number"), Column(say("Peers"), "number"), Column(say("Range"), "number"),
            Column(say("Result"), "number"),
        )  # fmt: skip
        rows = [
            (
                place, idea.title, self.phrases.range(idea.rules, idea.rules_high), mark(idea.own),
                mark(idea.median), self.phrases.range(idea.low, idea.high), mark(idea.consensus),
            )
            for place, idea in enumerate(self.report.ideas, 1)
        ]  # fmt: skip
        return Table(say("The ideas"), columns, tuple(rows))

    def _apart(self) -> Iterator[str]:
        """Yield where the city and the rules see an idea otherwise than the peers do."""
        say, mark = self.say, self.phrases.mark
        for idea in self.report.ideas:
            peers = idea.median
            if peers is None:
                continue
            if idea.own is not None and abs(idea.own - peers) >= _APART:
                sentence = (
                    say("{idea}: the city sees more than its peers do ({own} and {peers}).",
                        idea=idea.title, own=mark(idea.own), peers=mark(peers))
                    if idea.own > peers
                    else say("{idea}: the peers see more than the city does itself ({peers} and {own}).",
                             idea=idea.title, own=mark(idea.own), peers=mark(peers))
                )  # fmt: skip
                yield sentence
            if idea.rules - peers >= _APART:
                yield say(
                    "{idea}: the document has what the rules look for ({rules}), and it does not convince "
                    "the peers ({peers}).",
                    idea=idea.title, rules=mark(idea.rules), peers=mark(peers),
                )  # fmt: skip
            elif peers - idea.rules_high >= _APART:
                yield say(
                    "{idea}: the peers see more ({peers}) than the rules find in the document ({rules}): "
                    "what the city does may not stand in it.",
                    idea=idea.title, rules=mark(idea.rules), peers=mark(peers),
                )  # fmt: skip

    # --- what to do

    def _advice(self) -> Iterator[Block]:
        say, advice = self.say, self.report.advice
        yield Heading(1, say("What the peers recommend"))
        if not advice:
            yield Paragraph(say("Nothing is recommended yet."))
            return
        columns = Column("#"), Column(say("Recommendation"), "long"), Column(say("Answer"), "long")
        rows = [(each.id, each.text, self.phrases.response(each.response)) for each in advice]
        yield Table(say("What the peers recommend"), columns, tuple(rows))

    def _questions(self) -> Iterator[Block]:
        say, asked = self.say, self.report.questions
        if asked:
            yield Heading(1, say("What the city asked"))
        for each in asked:
            yield Heading(2, each.question)
            if not each.answers:
                yield Paragraph(say("Nobody has answered yet."), "quiet")
            for answer in each.answers:
                yield Paragraph(answer.text, label=self._who(answer))

    def _who(self, answer: Answered) -> str:
        return self.report.city if answer.rater is None else answer.rater

    # --- disputes, corrections, agreement

    def _disputes(self) -> Iterator[Block]:
        say, report = self.say, self.report
        yield Heading(1, say("What was disputed"))
        if report.meeting is not None:
            day, present = say.date(report.meeting), say.series(report.present)
            yield Paragraph(say("Host and peers met on {day}. Present: {present}.", day=day, present=present))
        if not report.agenda:
            yield Paragraph(say("No criterion is disputed."))
        for name in report.agenda:
            each = report.criterion(name)
            yield Heading(2, f"{each.id} {each.title}")
            yield Paragraph(self._outcome(each), "strong")
            yield Bullets(tuple(self._said(each)))

    def _outcome(self, each: CriterionReview) -> str:
        if each.settled is None:
            return self.phrases.open_or_unrated(each)
        return self.say(
            "Agreed: {rating}; the peers' ratings: {range}. {reason}",
            rating=self.phrases.rating(each.settled.rating),
            range=self.phrases.range(each.low, each.high),
            reason=each.settled.reason,
        )

    def _said(self, each: CriterionReview) -> Iterator[str]:
        yield from self.phrases.peers(each)
        if each.own is not None:
            said = self.phrases.words(each.own.rating, each.own.evidence, each.own.comment)
            yield self.phrases.terms.of(self.report.city, said)

    def _corrections(self) -> Iterator[Block]:
        say, of = self.say, self.phrases.terms.of
        if self.report.corrections:
            yield Heading(1, say("Corrections of fact"))
        for each in self.report.corrections:
            yield Heading(2, of(each.id, each.place))
            yield Paragraph(each.wrong, label=say("What is wrong"))
            yield Paragraph(each.fact, label=say("What is correct"))
            if each.unknown_to:
                names = ", ".join(each.unknown_to)
                yield Paragraph(
                    say("Rated without knowing of this correction: {names}.", names=names), "quiet"
                )

    def _agreement(self) -> Iterator[Block]:
        say = self.say
        yield Heading(1, say("How far the peers agree"))
        yield Paragraph(" ".join(self.phrases.agreement(self.report.agreement)))
        columns = (
            Column(say("Reviewer"), "long"), Column(say("Sheet")), Column(say("Version"), "number"),
            Column(say("Blank"), "number"), Column(say("Cannot judge"), "number"),
        )  # fmt: skip
        rows = [
            (each.rater, *self.phrases.sheet(each.version, each.blank, each.cannot_judge, each.incomplete))
            for each in self.report.raters
        ]
        yield Table(say("Reviewers"), columns, tuple(rows))

    def _lessons(self) -> Iterator[Block]:
        if self.report.lessons:
            yield Heading(1, self.say("Who can learn from whom"))
            yield Bullets(tuple(self.phrases.lesson(each) for each in self.report.lessons))

    # --- all criteria

    def _criteria(self) -> Iterator[Block]:
        yield Heading(1, self.say("All criteria"))
        for place, idea in enumerate(self.report.ideas, 1):
            yield Heading(2, f"{place}. {idea.title}")
            yield self.criteria_of(idea)
            for each in idea.criteria:
                told = tuple(self._told(each))
                if told and not each.disputed:
                    yield Heading(3, f"{each.id} {each.title}")
                    yield Bullets(told)

    def criteria(self) -> Table:
        """Return all criteria in one table, each with its idea."""
        tables = [(idea.title, self.criteria_of(idea)) for idea in self.report.ideas]
        columns = (Column(self.say("Idea")), *tables[0][1].columns)
        rows = tuple((title, *row) for title, table in tables for row in table.rows)
        return Table(self.say("All criteria"), columns, rows)

    def criteria_of(self, idea: IdeaReview) -> Table:
        """Return the criteria of an idea, the four views side by side."""
        say, mark = self.say, self.phrases.mark
        columns = (
            Column(say("Criterion")), Column(say("Title"), "long"), Column(say("Rules"), "number"),
            Column(say("Self"), "number"), Column(say("Peers"), "number"), Column(say("Range"), "number"),
            Column(say("Result"), "number"),
        )  # fmt: skip
        rows = [
            (
                each.id, each.title, self.phrases.range(each.rules, each.rules_high), self._own(each),
                mark(each.median), self.phrases.range(each.low, each.high), mark(each.consensus),
            )
            for each in idea.criteria
        ]  # fmt: skip
        return Table(idea.title, columns, tuple(rows))

    def _own(self, each: CriterionReview) -> str:
        rating = each.own.rating if each.own else None
        return str(rating) if isinstance(rating, int) else "?" if rating else NOTHING

    def _told(self, each: CriterionReview) -> Iterator[str]:
        """Yield what raters say of a criterion, of those who say more than a rating."""
        of, words = self.phrases.terms.of, self.phrases.words
        for peer in each.peers:
            if peer.comment or peer.evidence:
                yield of(peer.rater, words(peer.rating, peer.evidence, peer.comment))
        if each.own is not None and (each.own.comment or each.own.evidence):
            yield of(self.report.city, words(each.own.rating, each.own.evidence, each.own.comment))


def changes(found: FollowUpInfo, phrases: Phrases) -> Iterator[Block]:
    """Yield what changed after the review, in the eyes of the rules."""
    say = phrases.say
    yield Heading(1, say("What changed after the review"))
    yield Paragraph(
        say(
            "The strategy was looked at again as of {day}: {title}.",
            day=say.date(found.as_of), title=found.strategy,
        )
    )  # fmt: skip
    if not found.same_rules:
        yield Paragraph(
            say("The rules have changed since, so part of the change may come from them."), "strong"
        )
    yield Paragraph(
        say("Ideas have scores of the rules, from 0 to 100; criteria marks from 0 to 3."), "quiet"
    )
    columns = Column(say("Idea"), "long"), Column(say("Then"), "number"), Column(say("Now"), "number")
    rows = [(idea.title, say.decimal(idea.before), say.decimal(idea.after)) for idea in found.ideas]
    yield Table(say("What changed after the review"), columns, tuple(rows))
    told = (
        (say("Better"), found.better),
        (say("Accepted, and not better yet"), found.waiting),
        (say("Worse"), found.worse),
    )
    for title, criteria in told:
        if criteria:
            yield Heading(2, title)
            yield Bullets(
                tuple(
                    say(
                        "{criterion}: from {before} to {after}",
                        criterion=f"{each.id} {each.title}",
                        before=phrases.mark(each.before),
                        after=phrases.mark(each.after),
                    )
                    + (f" ({phrases.answers[each.answer]})" if each.answer else "")
                    for each in criteria
                )
            )
