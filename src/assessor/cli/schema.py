"""``assessor schema``."""

from __future__ import annotations

import click

from assessor import resources
from assessor.cli import candidates
from assessor.cli.language import spoken_language_option
from assessor.cli.options import output_option
from assessor.cli.output import emit
from assessor.cli.spoken import Command, argument, spoken
from assessor.documents.problems import no_such, shorten
from assessor.messages import Message


@click.command("schema", cls=Command)
@argument("name", metavar=Message("[NAME]"), default="strategy", shell_complete=candidates.schemas)
@output_option
@spoken_language_option
def command(name: str, output: str | None) -> int:
    """Print a JSON Schema: strategy (unless said otherwise), rule-pack, assessment, and so on.

    An editor that knows the schema completes and explains a strategy as it is typed. Those of the files of a
    peer-review exercise begin with review-.
    """
    if name not in resources.SCHEMAS:
        message = Message("There is no schema '{name}'", name=shorten(name))
        raise no_such(message, name, resources.SCHEMAS)
    emit(resources.schema_path(name, spoken().language).read_text(encoding="utf-8"), output, for_people=False)
    return 0
