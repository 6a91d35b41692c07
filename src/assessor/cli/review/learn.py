"""``assessor review learn``."""

from __future__ import annotations

import click

from assessor.cli.options import language_for
from assessor.cli.review.options import exercise_argument, reviewed
from assessor.cli.review.telling import tell_in, telling_in
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.review.showing.formats import LEARNING_FORMATS


@click.command("learn", cls=Command)
@exercise_argument
@telling_in(LEARNING_FORMATS)
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell who can give what to whom: pairs of cities, in both directions where that is possible."""
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    tell_in(LEARNING_FORMATS, form, output, lambda: review.exchange(told))
    return EXIT_DONE
