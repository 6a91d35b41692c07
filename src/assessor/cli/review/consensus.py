"""``assessor review consensus``."""

from __future__ import annotations

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import pack_option
from assessor.cli.review.options import exercise_argument, reviewed, tell
from assessor.cli.spoken import Command, argument
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import EXIT_DONE
from assessor.messages import Message
from assessor.review.steps.meeting import consensus, read_consensus


@click.command("consensus", cls=Command)
@exercise_argument
@argument("record", metavar=Message("FILE"), type=click.Path())
@pack_option
@spoken_language_option
def command(exercise: str, record: str, pack: str) -> int:
    """Record what a meeting agreed. From then on the city may know who reviewed it.

    FILE is the filled agenda (xlsx, ods), or YAML.

    The form of YAML: 'assessor schema review-consensus'.
    """
    review = reviewed(exercise, pack)
    read = read_consensus(read_bytes(record), display_name(record))
    open_ = consensus(review, read.record)
    city = review.exercise.city(read.record.host).name
    tell(Message("The meeting on {city} is recorded; the city may now know who reviewed it.", city=city))
    for stray in read.strays:
        tell(stray)
    if open_:
        tell(Message("Not settled: {names}", names=open_))
    return EXIT_DONE
