"""``assessor review new``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli.language import asked_language_option
from assessor.cli.options import as_of_option, day_of_option, pack_option
from assessor.cli.review.options import day, tell
from assessor.cli.spoken import Command, argument, option, said
from assessor.documents.problems import shorten
from assessor.errors import EXIT_DONE, UsageError
from assessor.messages import Counted, Message
from assessor.pack.loading import load_pack
from assessor.review.records.model import Dates
from assessor.review.steps.creating import new
from assessor.speech import ENGLISH


@click.command("new", cls=Command)
@argument("exercise", metavar=Message("EXERCISE"), type=click.Path())
@argument("strategies", metavar=Message("STRATEGY..."), nargs=-1, required=True, type=click.Path())
@option("--title", required=True, metavar=Message("TITLE"), help=Message("What the exercise is called."))
@option(
    "--id", "name", metavar=Message("NAME"), help=Message("A short name; made of the title unless given.")
)
@option(
    "--open",
    "is_open",
    is_flag=True,
    help=Message(
        "Cities know from the beginning who reviews them. Without it, they learn it at their meeting."
    ),
)
@option(
    "--reviewers",
    metavar=Message("FILE"),
    type=click.Path(),
    help=Message("A table of reviewers (CSV, xlsx, ods) with the columns id, name, city, languages, mail."),
)
@option(
    "--question",
    "questions",
    multiple=True,
    metavar=Message("CITY=TEXT"),
    help=Message("What a city asks its peers. May be given several times, up to three for each city."),
)
@option(
    "--per-host",
    default=4,
    show_default=True,
    metavar=Message("N"),
    type=click.IntRange(2, 20),
    help=Message("Reviewers of each strategy."),
)
@option("--sheets-by", callback=day_of_option, metavar=Message("DATE"), help=Message("When sheets are due."))
@option(
    "--meeting-on", callback=day_of_option, metavar=Message("DATE"), help=Message("When host and peers meet.")
)
@option(
    "--report-by",
    callback=day_of_option,
    metavar=Message("DATE"),
    help=Message("When the reports are due."),
)
@option(
    "--answers-by",
    callback=day_of_option,
    metavar=Message("DATE"),
    help=Message("When cities answer by."),
)
@option(
    "--follow-up-on",
    callback=day_of_option,
    metavar=Message("DATE"),
    help=Message("When the strategies are looked at again."),
)
@as_of_option
@pack_option
@asked_language_option
def command(
    exercise: str,
    strategies: tuple[str, ...],
    title: str,
    name: str | None,
    is_open: bool,
    reviewers: str | None,
    questions: tuple[str, ...],
    per_host: int,
    sheets_by: date | None,
    meeting_on: date | None,
    report_by: date | None,
    answers_by: date | None,
    follow_up_on: date | None,
    as_of: date | None,
    pack: str,
    language: str | None,
) -> int:
    """Begin an exercise in a folder of its own.

    EXERCISE is the folder, and each STRATEGY the document of a city, which is copied into it. The terms stand
    in its file exercise.yaml, and may be edited until reviewers are assigned.
    """
    asked: dict[str, list[str]] = {}
    for host, text in map(_question, questions):
        asked.setdefault(host, []).append(text)
    dates = {
        "sheets": sheets_by, "meeting": meeting_on, "report": report_by,
        "responses": answers_by, "follow_up": follow_up_on,
    }  # fmt: skip
    made = new(
        exercise,
        strategies,
        load_pack(pack),
        day(as_of),
        title=title,
        id=name,
        mode="open" if is_open else "blind",
        language=language or ENGLISH,
        per_host=per_host,
        dates=Dates(**{key: value.isoformat() for key, value in dates.items() if value is not None}),
        reviewers=reviewers or (),
        questions=asked,
    )
    cities, people = len(made.terms.cities), len(made.terms.reviewers)
    tell(
        Message(
            "The exercise '{name}' begins with {cities} and {people}. Its terms stand in {file}.",
            name=made.terms.id,
            cities=Counted("{number} city", "{number} cities", cities),
            people=Counted("{number} reviewer", "{number} reviewers", people),
            file=shorten(made.folder.path("exercise.yaml"), 200),
        )
    )
    for city in made.terms.cities:
        click.echo(said(Message("{name}: {value}", name=city.id, value=city.name)))
    return EXIT_DONE


def _question(text: str) -> tuple[str, str]:
    host, equals, question = text.partition("=")
    if not equals or not host or not question.strip():
        told = Message(
            "'{text}' is no question of a city; write it as {example}.",
            text=shorten(text),
            example='--question "port-callan=How visible are we?"',
        )
        raise UsageError(told)
    return host, question.strip()
