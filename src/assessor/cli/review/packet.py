"""``assessor review packet``."""

from __future__ import annotations

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import language_for, pack_option
from assessor.cli.review.options import exercise_argument, folder_option, reviewed, tell, write_into
from assessor.cli.spoken import Command, option
from assessor.errors import EXIT_DONE
from assessor.messages import Counted, Message
from assessor.review.packets import Packets, day_of, to_zip


@click.command("packet", cls=Command)
@exercise_argument
@option(
    "--for",
    "parties",
    multiple=True,
    metavar=Message("ID"),
    help=Message("A city or a reviewer, by the id; may be given several times. All unless said."),
)
@folder_option
@asking_for_language(
    Message("Language of the packets, one that the rule pack has. Without it, that of whoever gets them.")
)
@pack_option
def command(exercise: str, parties: tuple[str, ...], output: str, language: str | None, pack: str) -> int:
    """Pack what one city or reviewer may see, as a zip archive to be sent.

    In a blind exercise, nothing in the packet of a city names a reviewer before its meeting is recorded.
    """
    review = reviewed(exercise, pack)
    asked = None if language is None else language_for(review.pack, language)
    packets, day = Packets(review), day_of(review.exercise)
    reviewing = [name for name in review.exercise.reviewers if review.exercise.hosts_of(name)]
    names = parties or (*review.exercise.cities, *reviewing)
    files = ((f"{name}.zip", to_zip(packets.packet(name, asked), day)) for name in names)
    number = write_into(output, files)
    tell(Counted("{number} packet was written.", "{number} packets were written.", number))
    return EXIT_DONE
