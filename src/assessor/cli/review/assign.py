"""``assessor review assign``."""

from __future__ import annotations

import secrets

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.review.options import exercise_argument, tell
from assessor.cli.spoken import Command, option, said
from assessor.errors import EXIT_DONE
from assessor.messages import Message
from assessor.review.records.exercise import Exercise, load
from assessor.review.steps.assigning import Shortcomings
from assessor.review.steps.assignments import assign

_SEEDS = 2**31


@click.command("assign", cls=Command)
@exercise_argument
@option(
    "--seed",
    type=click.IntRange(0),
    metavar=Message("N"),
    help=Message(
        "Decides between assignments that are equally good; a random one if not given. Keep it from hosts: "
        "it also mixes the numbers that reviewers go by."
    ),
)
@spoken_language_option
def command(exercise: str, seed: int | None) -> int:
    """Assign reviewers to every city.

    Nobody reviews their own city, all have about as much to do, and languages are matched where that is
    possible. May be called again until the first sheet is in.
    """
    found, lacking = assign(load(exercise), secrets.randbelow(_SEEDS) if seed is None else seed)
    for host, panel in found.panels.items():
        names = ", ".join(f"{found.reviewer(name).name} ({name})" for name in panel)
        click.echo(said(Message("{name}: {value}", name=found.city(host).name, value=names)))
    _tell_shortcomings(found, lacking)
    return EXIT_DONE


def _tell_shortcomings(exercise: Exercise, lacking: Shortcomings) -> None:
    """Say what could not be had."""
    for host, reviewer in lacking.languages:
        tell(
            Message(
                "{reviewer} reviews {city} and does not read the language of its strategy.",
                reviewer=exercise.reviewer(reviewer).name,
                city=exercise.city(host).name,
            )
        )
    for host, city in lacking.same_city:
        tell(
            Message(
                "Several reviewers of {city} come from {other}.",
                city=exercise.city(host).name,
                other=exercise.cities[city].name if city in exercise.cities else city,
            )
        )
    if lacking.spread > 1:
        tell(
            Message(
                "Some review {number} strategies more than others: there was no better way.",
                number=lacking.spread,
            )
        )
