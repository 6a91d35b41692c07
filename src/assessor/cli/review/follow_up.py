"""``assessor review follow-up``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli.options import as_of_option, language_for
from assessor.cli.output import spare
from assessor.cli.review.options import day, exercise_argument, host_argument, reviewed, tell
from assessor.cli.review.telling import tell_in, telling_in
from assessor.cli.spoken import Command, argument
from assessor.errors import EXIT_DONE
from assessor.messages import Message
from assessor.review.showing.formats import FOLLOW_UP_FORMATS
from assessor.review.steps.follow_up import follow_up


@click.command("follow-up", cls=Command)
@exercise_argument
@host_argument
@argument("later", metavar=Message("STRATEGY"), type=click.Path())
@telling_in(FOLLOW_UP_FORMATS)
@as_of_option
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
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    name = follow_up(review, host, later, day(as_of))
    tell(Message("The later assessment is recorded as {file}.", file=name))
    tell_in(FOLLOW_UP_FORMATS, form, output, lambda: review.host(host, told))
    return EXIT_DONE
