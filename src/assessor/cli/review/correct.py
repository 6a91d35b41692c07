"""``assessor review correct``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import pack_option
from assessor.cli.review.options import day, exercise_argument, host_argument, on_option, opened, tell
from assessor.cli.spoken import Command, option
from assessor.errors import EXIT_DONE
from assessor.messages import Message
from assessor.review.steps.correcting import correct


@click.command("correct", cls=Command)
@exercise_argument
@host_argument
@option(
    "--at",
    "place",
    required=True,
    metavar=Message("PLACE"),
    help=Message("Where in the document: a pointer such as /unit, a line, or page and section."),
)
@option("--wrong", required=True, metavar=Message("TEXT"), help=Message("What is wrong, or left out, there."))
@option("--fact", required=True, metavar=Message("TEXT"), help=Message("What is correct."))
@option("--evidence", metavar=Message("TEXT"), help=Message("What shows it."))
@option(
    "--criterion",
    "criteria",
    multiple=True,
    metavar=Message("ID"),
    help=Message("A criterion that it bears on; may be given several times."),
)
@option("--by", metavar=Message("OFFICE"), help=Message("The office that corrects."))
@on_option
@pack_option
@spoken_language_option
def command(
    exercise: str,
    host: str,
    place: str,
    wrong: str,
    fact: str,
    evidence: str | None,
    criteria: tuple[str, ...],
    by: str | None,
    on: date | None,
    pack: str,
) -> int:
    """Record a correction of fact by a city. Facts only: judgements are for the meeting.

    The strategy stays as it is. Sheets that are written from now on tell of the correction, and the report
    says who rated without knowing it.
    """
    found, rules = opened(exercise, pack)
    made = correct(
        found, host, rules, day(on),
        place=place, wrong=wrong, fact=fact, criteria=criteria, evidence=evidence, by=by,
    )  # fmt: skip
    tell(Message("The correction is recorded as {name}.", name=made.id))
    return EXIT_DONE
