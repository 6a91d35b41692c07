"""``assessor review status``."""

from __future__ import annotations

import click

from assessor.cli.options import language_for
from assessor.cli.review.options import exercise_argument, opened
from assessor.cli.review.telling import tell_in, telling_in
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.review.results.status import status_of
from assessor.review.showing.formats import STATUS_FORMATS


@click.command("status", cls=Command)
@exercise_argument
@telling_in(STATUS_FORMATS)
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell how far an exercise is: who is missing, and whose sheet is incomplete.

    It names reviewers, and is for the facilitator alone.
    """
    found, rules = opened(exercise, pack)
    told = language_for(rules, language)
    tell_in(STATUS_FORMATS, form, output, lambda: status_of(found, rules, told))
    return EXIT_DONE
