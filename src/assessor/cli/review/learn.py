"""``assessor review learn``."""

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
from assessor.cli.review.options import exercise_argument, reviewed
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.reports.registry import chosen, rendered
from assessor.review.showing.formats import LEARNING_FORMATS


@click.command("learn", cls=Command)
@exercise_argument
@asking_for_format(LEARNING_FORMATS)
@output_option
@language_option
@pack_option
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell who can give what to whom: pairs of cities, in both directions where that is possible."""
    spare(output)
    form = chosen(LEARNING_FORMATS, form, output)
    review = reviewed(exercise, pack)
    report = review.exchange(language_for(review.pack, language))
    asked = wishes(output, False, None, None, None)
    show(LEARNING_FORMATS[form], output, lambda: rendered(LEARNING_FORMATS, report, form, asked))
    return EXIT_DONE
