"""``assessor review agreement``."""

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
from assessor.review.showing.formats import AGREEMENT_FORMATS


@click.command("agreement", cls=Command)
@exercise_argument
@asking_for_format(AGREEMENT_FORMATS)
@output_option
@language_option
@pack_option
def command(exercise: str, form: str | None, output: str | None, language: str | None, pack: str) -> int:
    """Tell how far the reviewers agree, in the whole exercise and on each city."""
    spare(output)
    form = chosen(AGREEMENT_FORMATS, form, output)
    review = reviewed(exercise, pack)
    report = review.agreements(language_for(review.pack, language))
    asked = wishes(output, False, None, None, None)
    show(AGREEMENT_FORMATS[form], output, lambda: rendered(AGREEMENT_FORMATS, report, form, asked))
    return EXIT_DONE
