"""What one party of an exercise may see, packed to be sent.

In: an exercise, and a host or a reviewer. Out: files, and a zip archive of them. In a blind exercise nothing
that a host gets names a reviewer before its meeting is recorded: no text, no file name, no metadata.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assessor.documents.problems import no_such, one_line, shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.reports.formats import render
from assessor.reports.writers.docx import to_docx
from assessor.review.forms.workbook import to_workbook
from assessor.review.records.exercise import Exercise
from assessor.review.records.model import SELF
from assessor.review.results.reporting import Review
from assessor.review.sheets.making import Sheets, language_of
from assessor.review.showing.formats import render_host
from assessor.review.showing.own_document import own_document
from assessor.review.steps.answering import response_form
from assessor.review.steps.meeting import agenda_form
from assessor.speech import Speech, speech

_RIGHTS = 0o644
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Packet:
    """What one party gets: files by their names, with ``/`` between folders."""

    party: str
    language: str
    files: Mapping[str, bytes]


class Packets:
    """The packets of one exercise."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.exercise = review.exercise
        self.sheets = Sheets(review.exercise, review.pack)

    def packet(self, party: str, language: str | None = None) -> Packet:
        """Return what a party may see today.

        Args:
            party: the id of a host or a reviewer.
            language: one that the pack has; otherwise the party's own.

        Raises:
            UsageError: there is no such party, or nobody is assigned yet.
        """
        exercise = self.exercise
        if party in exercise.reviewers:
            hosts = exercise.hosts_of(party)
            if not hosts:
                told = Message(
                    "'{name}' reviews nobody; '{command}' assigns reviewers.",
                    name=party,
                    command="assessor review assign",
                )
                raise UsageError(told)
            language = language or language_of(exercise, self.review.pack, party, next(iter(hosts), ""))
            return Packet(party, language, dict(self._of_reviewer(party, hosts, language)))
        if party in exercise.cities:
            language = language or language_of(exercise, self.review.pack, SELF, party)
            return Packet(party, language, dict(self._of_host(party, language)))
        told = Message("There is no city and no reviewer '{name}' in the exercise", name=shorten(party))
        raise no_such(told, party, [*exercise.cities, *exercise.reviewers])

    # --- reviewers

    def _of_reviewer(self, party: str, hosts: tuple[str, ...], language: str) -> Iterator[tuple[str, bytes]]:
        say = speech(language)
        names = _names(say)
        yield f"{names['read-me-first']}.txt", _text(self._to_reviewer(party, hosts, say))
        for host in hosts:
            yield from self._strategy(host, f"{host}/")
            if self.exercise.consensus(host) is None:
                sheet = self.sheets.make(host, party, language=language)
                yield f"{host}/{names['review']}-{host}.xlsx", sheet
            if self.exercise.terms.shows_self and self.exercise.own(host) is not None:
                # Not as a sheet: nobody else is to fill it in.
                shown = own_document(self.review.host(host, language))
                yield f"{host}/{names['self-assessment']}.docx", to_docx(shown)

    def _to_reviewer(self, party: str, hosts: tuple[str, ...], say: Speech) -> Iterator[str]:
        exercise, terms = self.exercise, self.exercise.terms
        yield terms.title
        yield ""
        yield say("This packet is for {name}.", name=exercise.reviewer(party).name)
        for host in hosts:
            city, document = exercise.city(host).name, exercise.strategy(host).document
            yield f"- {city}: {document.title}"
        yield ""
        yield say(
            "Each folder holds the strategy of a city and the sheet to fill in with any spreadsheet "
            "program. The first page of the sheet says how. Send the sheets back by mail; a sheet may be "
            "sent again, and the latest one counts."
        )
        if terms.dates.sheets:
            yield say("Send the sheet back by {day}.", day=say.date(terms.dates.sheets))

    # --- hosts

    def _of_host(self, host: str, language: str) -> Iterator[tuple[str, bytes]]:
        say, stage = speech(language), self.review.stage(host)
        names = _names(say)
        yield f"{names['read-me-first']}.txt", _text(self._to_host(host, say))
        yield from self._strategy(host, "")
        yield f"{names['self-assessment']}-{host}.xlsx", self.sheets.make(host, SELF, language=language)
        yield (
            say.within("file name", "assessment") + ".html",
            _bytes(render(self.review.assessment(host, language), "html")),
        )
        if stage == "meeting":
            yield (
                say.within("file name", "agenda") + ".xlsx",
                to_workbook(agenda_form(self.review.agenda(host, language))),
            )
        if stage in ("agreed", "answered"):
            report = self.review.host(host, language)
            name = say.within("file name", "report")
            for form in ("html", "docx"):
                yield f"{name}.{form}", _bytes(render_host(report, form))
            yield (
                say.within("file name", "responses") + ".xlsx",
                to_workbook(response_form(self.review, host, language)),
            )

    def _to_host(self, host: str, say: Speech) -> Iterator[str]:
        exercise, terms = self.exercise, self.exercise.terms
        city, panel = exercise.city(host), exercise.panels.get(host, ())
        yield terms.title
        yield ""
        yield say("This packet is for {name}.", name=city.name)
        if panel:
            yield say.many(
                "{number} reviewer from another city reads your strategy.",
                "{number} reviewers from other cities read your strategy.",
                len(panel),
            )
        if exercise.is_veiled(host):
            yield say("The review is blind: you learn who they are once your meeting is recorded.")
        yield ""
        yield from self._asked_of_host(host, say)

    def _asked_of_host(self, host: str, say: Speech) -> Iterator[str]:
        """Yield what the host is asked to do next."""
        dates = self.exercise.terms.dates
        if self.exercise.consensus(host) is not None:
            yield say(
                "The report tells what came of the review. Answer each recommendation in the response "
                "matrix, and send it back by mail."
            )
            if dates.responses:
                yield say("Send the answers by {day}.", day=say.date(dates.responses))
            return
        if self.review.stage(host) == "meeting":
            yield say("All sheets are in. The agenda tells what you and your peers are to settle.")
            if dates.meeting:
                yield say("The meeting is on {day}.", day=say.date(dates.meeting))
        yield say(
            "Rate your own strategy in the sheet of this packet, and send it back by mail. If something in "
            "what your peers read is wrong in fact, tell the facilitator where, and what is correct."
        )
        if dates.sheets:
            yield say("Send the sheet back by {day}.", day=say.date(dates.sheets))

    # --- both

    def _strategy(self, host: str, folder: str) -> Iterator[tuple[str, bytes]]:
        file = self.exercise.city(host).strategy
        self.exercise.strategy(host)  # sees that it is what it was
        yield f"{folder}{file.rpartition('/')[2]}", self.exercise.folder.read(file)


def to_zip(packet: Packet, day: date) -> bytes:
    """Return a packet as a zip archive. The same packet gives the same bytes.

    Args:
        packet: what to pack.
        day: the day that its files bear; the archive tells nothing of when and where it was made.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in packet.files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _RIGHTS << 16
            archive.writestr(entry, data)
    return out.getvalue()


def day_of(exercise: Exercise) -> date:
    """Return the day that the files of an exercise bear: that on which the rules judge."""
    return date.fromisoformat(exercise.terms.as_of)


def _names(say: Speech) -> Mapping[str, str]:
    """Return what the files of a packet are called."""
    return {
        "read-me-first": say.within("file name", "read-me-first"),
        "review": say.within("file name", "review"),
        "self-assessment": say.within("file name", "self-assessment"),
        "assessment": say.within("file name", "assessment"),
        "agenda": say.within("file name", "agenda"),
        "report": say.within("file name", "report"),
        "responses": say.within("file name", "responses"),
    }


def _text(lines: Iterator[str]) -> bytes:
    return ("\r\n".join(one_line(line) for line in lines) + "\r\n").encode("utf-8-sig")


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
