"""``assessor review sheet``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import language_for, pack_option
from assessor.cli.review.options import (
    exercise_argument,
    folder_option,
    host_option,
    opened,
    tell,
    write_into,
)
from assessor.cli.spoken import Command, option
from assessor.errors import EXIT_DONE
from assessor.messages import Counted, Message
from assessor.review.records.exercise import Exercise
from assessor.review.sheets.making import SheetFormat, Sheets

FORMATS: tuple[SheetFormat, ...] = ("xlsx", "yaml")
form_option = option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="xlsx",
    show_default=True,
    help=Message("A workbook, or YAML for whoever prefers an editor."),
)
sheet_language_option = asking_for_language(
    Message("Language of the sheets, one that the rule pack has. Without it, that of whoever fills them in.")
)


@click.command("sheet", cls=Command)
@exercise_argument
@host_option
@option("--reviewer", metavar=Message("ID"), help=Message("One reviewer, by the id; all unless said."))
@form_option
@folder_option
@sheet_language_option
@pack_option
def command(
    exercise: str,
    host: str | None,
    reviewer: str | None,
    form: SheetFormat,
    output: str,
    language: str | None,
    pack: str,
) -> int:
    """Write the sheets that reviewers fill in: one for each reviewer and city.

    What a reviewer has sent in already stands in the sheet, so that it can be gone on with.
    """
    found, rules = opened(exercise, pack)
    asked = None if language is None else language_for(rules, language)
    pairs = list(_pairs(found, host, reviewer))
    sheets = Sheets(found, rules)
    number = write_into(output, ((f"{h}-{r}.{form}", sheets.make(h, r, form, asked)) for h, r in pairs))
    tell(Counted("{number} sheet was written.", "{number} sheets were written.", number))
    return EXIT_DONE


def _pairs(exercise: Exercise, host: str | None, reviewer: str | None) -> Iterator[tuple[str, str]]:
    """Yield hosts with those who review them, as far as they are asked for."""
    hosts: Iterable[str] = exercise.cities if host is None else [exercise.city(host).id]
    if reviewer is not None:
        exercise.reviewer(reviewer)
        if host is None:
            hosts = exercise.hosts_of(reviewer)
    for each in hosts:
        for rater in exercise.panel(each) if reviewer is None else (reviewer,):
            yield each, rater
