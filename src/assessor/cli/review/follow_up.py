"""``assessor review follow-up``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli.options import (
    as_of_option,
    asking_for_format,
    language_for,
    language_option,
    output_option,
    pack_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.review.options import day, exercise_argument, host_argument, reviewed, tell
from assessor.cli.spoken import Command, argument
from assessor.errors import EXIT_DONE
from assessor.messages import Message
from assessor.reports.registry import chosen, rendered
from assessor.review.follow_up import follow_up
from assessor.review.reporting import Review
from assessor.review.showing.formats import FOLLOW_UP_FORMATS


@click.command("follow-up", cls=Command)
@exercise_argument
@host_argument
@argument("later", metavar=Message("STRATEGY"), type=click.Path())
@asking_for_format(FOLLOW_UP_FORMATS)
@output_option
@language_option
@as_of_option
@pack_option
def command(
    exercise: str,
    host: str,
    later: str,
    form: str | None,
    output: str | None,
    language: str | None,
    as_of: date | None,
    pack: str,
) -> int:
    """Record how the rules see a city's strategy later, and tell what has changed since the review.

    STRATEGY is the strategy as it is now (YAML, JSON), or a saved assessment of it (JSON).
    """
    spare(output, later)
    form = chosen(FOLLOW_UP_FORMATS, form, output)
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    name = follow_up(review, host, later, day(as_of))
    tell(Message("The later assessment is recorded as {file}.", file=name))
    found = Review(review.exercise, review.pack).host(host, told)
    asked = wishes(output, False, None, None, None)
    show(FOLLOW_UP_FORMATS[form], output, lambda: rendered(FOLLOW_UP_FORMATS, found, form, asked))
    return EXIT_DONE
