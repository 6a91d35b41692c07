"""``assessor review agenda``."""

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
from assessor.cli.review.options import exercise_argument, host_argument, reviewed
from assessor.cli.spoken import Command
from assessor.errors import EXIT_DONE
from assessor.reports.registry import chosen, rendered
from assessor.review.showing.formats import AGENDA_FORMATS


@click.command("agenda", cls=Command)
@exercise_argument
@host_argument
@asking_for_format(AGENDA_FORMATS)
@output_option
@language_option
@pack_option
def command(
    exercise: str, host: str, form: str | None, output: str | None, language: str | None, pack: str
) -> int:
    """Write the agenda of a city's meeting: disputed criteria only, the most disputed first.

    As xlsx it is filled in at the meeting, and 'assessor review consensus' reads it.
    """
    spare(output)
    form = chosen(AGENDA_FORMATS, form, output)
    review = reviewed(exercise, pack)
    agenda = review.agenda(host, language_for(review.pack, language))
    asked = wishes(output, False, None, None, None)
    show(AGENDA_FORMATS[form], output, lambda: rendered(AGENDA_FORMATS, agenda, form, asked))
    return EXIT_DONE
