"""``assessor review respond``."""

from __future__ import annotations

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import language_for, pack_option
from assessor.cli.output import emit, spare
from assessor.cli.review.options import exercise_argument, reviewed, tell
from assessor.cli.spoken import Command, argument, option
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import EXIT_DONE, UsageError
from assessor.messages import Message
from assessor.review.forms.workbook import to_workbook
from assessor.review.steps.answering import read_responses, respond, response_form


@click.command("respond", cls=Command)
@exercise_argument
@argument("answers", metavar=Message("[FILE]"), required=False, type=click.Path())
@option("--host", metavar=Message("CITY"), help=Message("The city that answers, by its id."))
@option(
    "--output", "-o", metavar=Message("FILE"), help=Message("Write the response matrix to this workbook.")
)
@asking_for_language(Message("Language of the matrix. Without it, that of the environment (LANGUAGE, LANG)."))
@pack_option
def command(
    exercise: str, answers: str | None, host: str | None, output: str | None, language: str | None, pack: str
) -> int:
    """Record a city's answers to what is recommended to it; or, without FILE, write the matrix to fill in.

    FILE is the filled matrix (xlsx, ods), or YAML.

    The form of YAML: 'assessor schema review-responses'.
    """
    review = reviewed(exercise, pack)
    if answers is None:
        if host is None or output in (None, "-"):
            told = Message("Name a filled matrix; or --host and --output, to write the one to fill in.")
            raise UsageError(told)
        spare(output)
        emit(to_workbook(response_form(review, host, language_for(review.pack, language))), output)
        return EXIT_DONE
    read = read_responses(read_bytes(answers), display_name(answers))
    waiting = respond(review, read.record)
    city = review.exercise.city(read.record.host).name
    tell(Message("The answers of {city} are recorded.", city=city))
    for stray in read.strays:
        tell(stray)
    if waiting:
        tell(Message("Not answered: {names}", names=waiting))
    return EXIT_DONE
