"""``assessor review agenda``."""

from __future__ import annotations

import click

from assessor.cli.options import language_for
from assessor.cli.review.options import exercise_argument, host_argument, reviewed
from assessor.cli.review.telling import tell_in, telling_in
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.review.showing.formats import AGENDA_FORMATS


@click.command("agenda", cls=Command)
@exercise_argument
@host_argument
@telling_in(AGENDA_FORMATS)
def command(
    exercise: str, host: str, form: str | None, output: str | None, language: str | None, pack: str
) -> int:
    """Write the agenda of a city's meeting: disputed criteria only, the most disputed first.

    As xlsx it is filled in at the meeting, and 'assessor review consensus' reads it.
    """
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    tell_in(AGENDA_FORMATS, form, output, lambda: review.agenda(host, told))
    return EXIT_DONE
