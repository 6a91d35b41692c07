"""``assessor init``."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

import click

from assessor.cli.language import asked_language_option
from assessor.cli.options import pack_option
from assessor.cli.output import emit
from assessor.cli.spoken import Command, argument, option, said, spoken
from assessor.documents.problems import shorten
from assessor.documents.writing import write_whole
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.loading import load_pack
from assessor.pack.lookup import find_profile
from assessor.strategy.template import template

QUICK: Final = "quick"
"""The profile that a short document is made for."""


@click.command("init", cls=Command)
@argument("file", metavar=Message("[FILE]"), default="strategy.yaml", type=click.Path())
@option(
    "--quick",
    is_flag=True,
    help=Message("A short one, for an hour's work: only what the essentials look at."),
)
@option("--force", is_flag=True, help=Message("Write over a file that is there."))
@asked_language_option
@pack_option
def command(file: str, quick: bool, force: bool, language: str | None, pack: str) -> int:
    """Write a strategy document to fill in, with a comment and an example for everything it can hold.

    FILE is strategy.yaml unless said otherwise, or - for standard output. It is valid as it stands. A short
    one is assessed with --profile quick.
    """
    wanted = None
    if quick:
        from assessor.pack.uses import criteria_of, fields_used

        loaded = load_pack(pack)
        wanted = fields_used(loaded, criteria_of(loaded, find_profile(loaded, QUICK)))
    options = [*(["--profile", QUICK] if quick else []), *(["--lang", language] if language else [])]
    year = date.today().year  # noqa: DTZ011 - the year of whoever asks
    text = template(year, wanted, language=spoken().language, options=options)
    if file == "-":
        emit(text, for_people=False)  # a document is read again, as UTF-8
        return 0
    path = Path(file)
    if os.path.lexists(path) and not force:
        message = Message(
            "There is already a file '{name}'; give another name, or --force.", name=shorten(file, 200)
        )
        raise UsageError(message)
    write_whole(path, text.encode())
    shown = shorten(file, 200)
    next_command = " ".join(("assessor assess", shown, *options))
    message = Message("Wrote {file}. Fill it in, then: {command}", file=shown, command=next_command)
    emit(said(message) + "\n")
    return 0
