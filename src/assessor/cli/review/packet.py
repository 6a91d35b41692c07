"""``assessor review packet``."""

from __future__ import annotations

from pathlib import Path

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import language_for, pack_option
from assessor.cli.review.options import exercise_argument, folder_option, reviewed, tell
from assessor.cli.spoken import Command, option
from assessor.documents.writing import write_whole
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
    names = parties or (*review.exercise.cities, *review.exercise.reviewers)
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        write_whole(folder / f"{name}.zip", to_zip(packets.packet(name, asked), day))
    tell(Counted("{number} packet was written.", "{number} packets were written.", len(names)))
    return EXIT_DONE
