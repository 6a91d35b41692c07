"""``assessor review self``."""

from __future__ import annotations

import click

from assessor.cli.options import language_for, pack_option
from assessor.cli.review.options import (
    exercise_argument,
    folder_option,
    host_option,
    opened,
    tell,
    write_into,
)
from assessor.cli.review.sheet import form_option, sheet_language_option
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.messages import Counted
from assessor.review.records.model import SELF
from assessor.review.sheets.making import SheetFormat, Sheets


@click.command("self", cls=Command)
@exercise_argument
@host_option
@form_option
@folder_option
@sheet_language_option
@pack_option
def command(
    exercise: str, host: str | None, form: SheetFormat, output: str, language: str | None, pack: str
) -> int:
    """Write the sheets by which cities rate themselves."""
    found, rules = opened(exercise, pack)
    asked = None if language is None else language_for(rules, language)
    hosts = list(found.cities) if host is None else [found.city(host).id]
    sheets = Sheets(found, rules)
    number = write_into(output, ((f"{h}-{SELF}.{form}", sheets.make(h, SELF, form, asked)) for h in hosts))
    tell(Counted("{number} sheet was written.", "{number} sheets were written.", number))
    return EXIT_DONE
