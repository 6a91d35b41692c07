"""``assessor review agreement``."""

from __future__ import annotations

import click

from assessor.cli.options import language_for
from assessor.cli.review.options import exercise_argument, reviewed
from assessor.cli.review.telling import tell_in, telling_in
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.review.showing.formats import AGREEMENT_FORMATS


@click.command("agreement", cls=Command)
@exercise_argument
@telling_in(AGREEMENT_FORMATS)
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell how far the reviewers agree, in the whole exercise and on each city."""
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    tell_in(AGREEMENT_FORMATS, form, output, lambda: review.agreements(told))
    return EXIT_DONE
