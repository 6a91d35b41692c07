"""How far an exercise is, on paper: it names reviewers, and is for the facilitator alone.

In: a ``Status``. Out: a ``Document``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Table
from assessor.review.phrases import Phrases
from assessor.review.results.status import HostStatus, Status
from assessor.speech import Speech, speech


def status_document(status: Status) -> Document:
    """Return how far an exercise is, in the language of the status."""
    say = speech(status.language)
    phrases = Phrases(say)
    return Document(
        title=status.title,
        whose=", ".join(host.city for host in status.hosts),
        basis=say("How far the exercise {exercise} is", exercise=status.exercise),
        language=status.language,
        day=status.as_of,
        blocks=tuple(_status(status, phrases)),
        keywords=(status.title,),
    )


def _status(status: Status, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield Heading(1, say("The cities"))
    columns = (
        Column(say("City"), "long"), Column(say("How far it is"), "long"), Column(say("Sheets"), "number"),
        Column(say("Self")), Column(say("Disputed"), "number"), Column(say("Not settled"), "number"),
    )  # fmt: skip
    rows = [
        (
            host.city, phrases.stages[host.stage],
            _number(host, say),
            say("yes") if host.rated_itself else say("no"), host.disputed, host.open,
        )
        for host in status.hosts
    ]  # fmt: skip
    yield Table(say("The cities"), columns, tuple(rows))
    yield from _waiting(status, phrases)
    yield Heading(1, say("The sheets"))
    for host in status.hosts:
        if host.raters:
            yield Heading(2, host.city)
            yield _sheets(host, phrases)


def _waiting(status: Status, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    names = {rater.id: rater.name for host in status.hosts for rater in host.raters}
    cities = {host.host: host.city for host in status.hosts}

    def shown(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        return tuple(
            say("{name} ({id}), for {city}", name=names[rater], id=rater, city=cities[host])
            for rater, host in pairs
        )

    unrated = tuple(host.city for host in status.hosts if not host.rated_itself)
    told = (
        (say("Sheets that are missing"), shown(status.missing)),
        (say("Sheets of which more than a tenth is blank"), shown(status.incomplete)),
        (say("Cities that have not rated themselves"), unrated),
        (say("Files that were refused"), status.refused),
    )
    for title, items in told:
        if items:
            yield Heading(1, title)
            yield Bullets(items)


def _sheets(host: HostStatus, phrases: Phrases) -> Table:
    say = phrases.say
    columns = (
        Column(say("Reviewer"), "long"), Column(say("Sheet")), Column(say("Version"), "number"),
        Column(say("Blank"), "number"), Column(say("Cannot judge"), "number"),
    )  # fmt: skip
    rows = [
        (
            f"{each.name} ({each.id})",
            *phrases.sheet(each.version, each.blank, each.cannot_judge, each.incomplete),
        )
        for each in host.raters
    ]  # fmt: skip
    return Table(host.city, columns, tuple(rows))


def _number(host: HostStatus, say: Speech) -> str:
    """Return how many sheets are in, of how many."""
    return say("{number} of {whole}", number=sum(r.version > 0 for r in host.raters), whole=len(host.raters))
