"""``assessor review``: each step of an exercise is a command."""

from __future__ import annotations

from typing import Final

import click

from assessor.cli.groups import LazyGroup
from assessor.cli.language import spoken_language_option
from assessor.messages import Message

_COMMANDS: Final = {
    "new": Message("Begin an exercise in a folder of its own."),
    "assign": Message("Assign reviewers to every city."),
    "sheet": Message("Write the sheets that reviewers fill in."),
    "self": Message("Write the sheets by which cities rate themselves."),
    "packet": Message("Pack what one city or reviewer may see."),
    "collect": Message("Take in filled sheets."),
    "correct": Message("Record a correction of fact by a city."),
    "status": Message("Tell who is missing, and whose sheet is incomplete."),
    "agreement": Message("Tell how far the reviewers agree."),
    "agenda": Message("Write the agenda of a city's meeting."),
    "consensus": Message("Record what a meeting agreed."),
    "respond": Message("Write a city's response matrix, or record its answers."),
    "report": Message("Show the review of a city, or of the whole exercise."),
    "learn": Message("Tell who can give what to whom."),
    "follow-up": Message("Record a later assessment, and tell what has changed."),
}
"""What each command does. It stands in a module of its name."""


@click.group("review", cls=LazyGroup, package=__name__, told=_COMMANDS)
@spoken_language_option
def command() -> None:
    """Run a peer-review exercise between cities.

    An exercise is a folder that the facilitator keeps. Cities and reviewers get packets from it, and need
    nothing but a spreadsheet program and mail.
    """
