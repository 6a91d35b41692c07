"""``assessor init``."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

import click

from assessor.cli.shared import emit, pack_option, write_whole
from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.pack.loading import load_pack
from assessor.pack.lookup import find_profile
from assessor.strategy.template import template

QUICK: Final = "quick"
"""The profile that a short document is made for."""


@click.command("init")
@click.argument("file", metavar="[FILE]", default="strategy.yaml", type=click.Path())
@click.option(
    "--quick", is_flag=True, help="A short one, for an hour's work: only what the essentials look at."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pack_option
def command(file: str, quick: bool, force: bool, pack: str) -> int:
    """Write a strategy document to fill in, with a comment and an example for everything it can hold.

    FILE is strategy.yaml unless said otherwise, or - for standard output. It is valid as it stands. A short
    one is assessed with --profile quick.
    """
    wanted = None
    if quick:
        from assessor.pack.uses import criteria_of, fields_used

        loaded = load_pack(pack)
        wanted = fields_used(loaded, criteria_of(loaded, find_profile(loaded, QUICK)))
    option = f"--profile {QUICK}" if quick else ""
    text = template(date.today().year, wanted, option=option)  # noqa: DTZ011 - the year of whoever asks
    if file == "-":
        emit(text)
        return 0
    path = Path(file)
    if os.path.lexists(path) and not force:
        raise UsageError(f"There is already a file '{shorten(file, 200)}'; give another name, or --force.")
    write_whole(path, text.encode())
    profile = f" --profile {QUICK}" if quick else ""
    emit(f"Wrote {shorten(file, 200)}. Fill it in, then: assessor assess {shorten(file, 200)}{profile}\n")
    return 0
