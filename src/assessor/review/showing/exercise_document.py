"""The report on an exercise, as it stands on paper.

In: an ``ExerciseReport``. Out: a ``Document``. Must never know: what a page looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Picture, Table
from assessor.review.phrases import Phrases
from assessor.review.results.result import ExerciseReport, FollowUpInfo, Views
from assessor.review.showing.agreement_document import agreement_table
from assessor.review.showing.framing import framed
from assessor.review.showing.heat_map import mapped
from assessor.speech import speech


def exercise_document(report: ExerciseReport) -> Document:
    """Return the report on an exercise as a document, in its language."""
    cities = ", ".join(host.city for host in report.hosts)
    return framed(report.exercise.title, cities, report.exercise, _Exercise(report).blocks())


def criteria_table(report: ExerciseReport) -> Table:
    """Return every criterion of every city, the four views side by side."""
    return _Exercise(report).criteria()


class _Exercise:
    def __init__(self, report: ExerciseReport) -> None:
        self.report = report
        self.say = speech(report.exercise.language)
        self.phrases = Phrases(self.say)

    def blocks(self) -> Iterator[Block]:
        say = self.say
        yield Heading(1, say("At a glance"))
        yield self._hosts()
        yield Paragraph(
            say(
                "Marks are for learning from each other. They are no ranking: each city is judged by itself."
            ),
            "quiet",
        )
        yield from self._ideas()
        yield from self._common()
        yield from self._questions()
        yield from self._agreement()
        yield from self._lessons()
        yield from self._changes()

    def _hosts(self) -> Table:
        say = self.say
        columns = (
            Column(say("City"), "long"), Column(say("How far it is"), "long"),
            Column(say("Sheets"), "number"), Column(say("Recommendations"), "number"),
            Column(say("Accepted"), "number"),
        )  # fmt: skip
        rows = [
            (
                host.city, self.phrases.stages[host.stage],
                say("{number} of {whole}", number=host.sheets, whole=host.expected),
                host.advised, host.accepted,
            )
            for host in self.report.hosts
        ]  # fmt: skip
        return Table(say("The cities"), columns, tuple(rows))

    def _ideas(self) -> Iterator[Block]:
        say = self.say
        yield Heading(1, say("The ideas"))
        yield Picture(
            partial(mapped, self.report),
            say("Cities and ideas, with their marks; the figures stand in the tables below."),
        )
        yield Paragraph(self.phrases.scale(), "quiet")
        for place, idea in enumerate(self.report.ideas):
            yield Heading(2, f"{place + 1}. {idea.title}")
            found = [(host.city, host.ideas[place]) for host in self.report.hosts]
            rows = tuple((city, *self._views(each)) for city, each in found)
            yield Table(idea.title, (Column(say("City"), "long"), *self._columns()), rows)
            yield from self._strong(found)

    def criteria(self) -> Table:
        """Return the criteria of all cities in one table."""
        say, report = self.say, self.report
        ideas = {idea.id: idea.title for idea in report.ideas}
        titles = {each.id: (ideas[each.idea], each.id, each.title) for each in report.criteria}
        columns = (
            Column(say("City")), Column(say("Idea")), Column(say("Criterion")), Column(say("Title"), "long"),
            *self._columns(),
        )  # fmt: skip
        rows = tuple(
            (host.city, *titles[each.id], *self._views(each))
            for host in report.hosts
            for each in host.criteria
        )
        return Table(say("All criteria"), columns, rows)

    def _columns(self) -> tuple[Column, ...]:
        say = self.say
        return (
            Column(say("Rules"), "number"), Column(say("Self"), "number"),
            Column(say("Peers"), "number"), Column(say("Range"), "number"), Column(say("Result"), "number"),
        )  # fmt: skip

    def _views(self, each: Views) -> tuple[str, ...]:
        mark = self.phrases.mark
        spread = self.phrases.range(each.low, each.high)
        return mark(each.rules), mark(each.own), mark(each.median), spread, mark(each.consensus)

    def _strong(self, found: list[tuple[str, Views]]) -> Iterator[Block]:
        """Yield who is strong in an idea, whom others can visit."""
        strong = [city for city, each in found if (_best(each) or 0) >= 2]
        if strong:
            yield Paragraph(", ".join(strong), label=self.say("Strong here"))

    def _common(self) -> Iterator[Block]:
        say, common = self.say, self.report.common
        if not common:
            return
        yield Heading(1, say("What is recommended to several cities"))
        columns = (
            Column(say("Criterion")), Column(say("Recommendation"), "long"), Column(say("Cities"), "long"),
        )  # fmt: skip
        rows = [(each.criterion, each.text, ", ".join(each.cities)) for each in common]
        yield Table(say("What is recommended to several cities"), columns, tuple(rows))

    def _questions(self) -> Iterator[Block]:
        say = self.say
        asking = [host for host in self.report.hosts if host.questions]
        if asking:
            yield Heading(1, say("What the cities ask"))
        for host in asking:
            yield Heading(2, host.city)
            yield Bullets(host.questions)

    def _agreement(self) -> Iterator[Block]:
        say, report = self.say, self.report
        yield Heading(1, say("How far the peers agree"))
        yield Paragraph(" ".join(self.phrases.agreement(report.agreement)))
        yield agreement_table(((host.city, host.agreement) for host in report.hosts), self.phrases)

    def _lessons(self) -> Iterator[Block]:
        say = self.say
        yield Heading(1, say("Who can learn from whom"))
        if not self.report.lessons:
            yield Paragraph(say("No city can be said yet to be strong where another one is weak."))
            return
        yield Bullets(tuple(self.phrases.lesson(each) for each in self.report.lessons))

    def _changes(self) -> Iterator[Block]:
        say = self.say
        found = [(host.city, host.follow_up) for host in self.report.hosts if host.follow_up is not None]
        if not found:
            return
        yield Heading(1, say("What changed after the review"))
        columns = (
            Column(say("City"), "long"), Column(say("Looked at again")), Column(say("Better"), "number"),
            Column(say("Worse"), "number"), Column(say("Accepted, and not better yet"), "number"),
        )  # fmt: skip
        rows = [(city, *self._counted(each)) for city, each in found]
        yield Table(say("What changed after the review"), columns, tuple(rows))

    def _counted(self, found: FollowUpInfo) -> tuple[str | int, ...]:
        return self.say.date(found.as_of), len(found.better), len(found.worse), len(found.waiting)


def _best(each: Views) -> float | None:
    return each.consensus if each.consensus is not None else each.median
