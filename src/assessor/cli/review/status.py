"""``assessor review status``."""

from __future__ import annotations

import click

from assessor.cli.options import (
    asking_for_format,
    language_for,
    language_option,
    output_option,
    pack_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.review.options import exercise_argument, opened
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.reports.registry import chosen, rendered
from assessor.review.showing.formats import STATUS_FORMATS
from assessor.review.status import status_of


@click.command("status", cls=Command)
@exercise_argument
@asking_for_format(STATUS_FORMATS)
@output_option
@language_option
@pack_option
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell how far an exercise is: who is missing, and whose sheet is incomplete.

    It names reviewers, and is for the facilitator alone.
    """
    spare(output)
    form = chosen(STATUS_FORMATS, form, output)
    found, rules = opened(exercise, pack)
    status = status_of(found, rules, language_for(rules, language))
    asked = wishes(output, False, None, None, None)
    show(STATUS_FORMATS[form], output, lambda: rendered(STATUS_FORMATS, status, form, asked))
    return EXIT_DONE
