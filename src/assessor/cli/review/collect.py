"""``assessor review collect``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import pack_option
from assessor.cli.review.options import day, exercise_argument, on_option, opened, progress, tell
from assessor.cli.spoken import Command, argument, option, said, spoken
from assessor.cli.telling import to_stderr
from assessor.documents.problems import tame
from assessor.errors import EXIT_BELOW, EXIT_DONE
from assessor.messages import Counted, Message
from assessor.pack.model import Pack
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.model import SELF
from assessor.review.results.status import status_of
from assessor.review.steps.collecting import Refused, Taken, collect


@click.command("collect", cls=Command)
@exercise_argument
@argument("files", metavar=Message("FILE..."), nargs=-1, required=True, type=click.Path())
@option(
    "--from",
    "sender",
    metavar=Message("ID"),
    help=Message("Who sent the files, if that is known: a sheet of somebody else is then refused."),
)
@on_option
@pack_option
@spoken_language_option
def command(exercise: str, files: tuple[str, ...], sender: str | None, on: date | None, pack: str) -> int:
    """Take in filled sheets, in any order, and again as often as you like.

    FILE is a filled sheet (xlsx, ods, YAML), or a folder with some. Nothing that was taken in is ever
    changed: a new version of a sheet stands beside the old one. What is refused is kept apart, with the
    reasons. Exit code 1 if a file was refused.
    """
    found, rules = opened(exercise, pack)
    if sender not in (None, SELF):
        found.reviewer(str(sender))
    with progress(Message("Reading sheets")) as shown:
        result = collect(found, files, rules, day(on), sender=sender, progress=shown)
    for taken in result.taken:
        click.echo(tame(said(_taken(taken))))
        if taken.lost:
            to_stderr(said(_lost(taken)))
        for stray in taken.strays:
            to_stderr(said(Message("{name}: {value}", name=taken.file, value=stray)))
    for refused in result.refused:
        for line in _refused(refused):
            to_stderr(line)
    new = sum(each.state == "new" for each in result.taken)
    tell(
        Message(
            "{taken}, {refused}.",
            taken=Counted("{number} new sheet", "{number} new sheets", new),
            refused=Counted("{number} file refused", "{number} files refused", len(result.refused)),
        )
    )
    _tell_missing(load(exercise), rules)
    return EXIT_BELOW if result.refused else EXIT_DONE


def _taken(taken: Taken) -> Message:
    sheet = Message("the city itself") if taken.rater == SELF else taken.rater
    about = {"file": taken.file, "rater": sheet, "host": taken.host, "version": taken.version}
    if taken.state == "again":
        return Message("{file}: {rater} on {host}, taken in before as version {version}", **about)
    if taken.state == "unchanged":
        return Message("{file}: {rater} on {host}, says the same as version {version}", **about)
    if taken.version == 1:
        return Message("{file}: {rater} on {host}", **about)
    return Counted(
        "{file}: {rater} on {host}, version {version}; {number} criterion differs from the one before",
        "{file}: {rater} on {host}, version {version}; {number} criteria differ from the one before",
        taken.changed,
        **about,
    )


def _lost(taken: Taken) -> Message:
    return Counted(
        "{file}: {number} criterion had a rating in the version before, and has none now",
        "{file}: {number} criteria had a rating in the version before, and have none now",
        taken.lost,
        file=taken.file,
    )


def _refused(refused: Refused) -> Iterator[str]:
    say = spoken()
    for reason in refused.reasons:
        yield tame(Message("{name}: {value}", name=refused.file, value=reason).said(say))
    if refused.kept is None:
        yield tame(Message("{name}: refused", name=refused.file).said(say))
    else:
        kept = Message("{name}: refused, and kept as {kept}", name=refused.file, kept=refused.kept)
        yield tame(kept.said(say))


def _tell_missing(exercise: Exercise, pack: Pack) -> None:
    """Say who is missing, and whose sheet is incomplete."""
    status = status_of(exercise, pack)
    if status.missing:
        pairs = tuple(f"{rater} ({host})" for rater, host in status.missing)
        tell(Message("Still missing: {names}", names=pairs))
    if status.incomplete:
        pairs = tuple(f"{rater} ({host})" for rater, host in status.incomplete)
        tell(Message("More than a tenth is blank: {names}", names=pairs))
    if exercise.panels and not status.missing:
        tell(Message("The sheets of all reviewers are in."))
