"""``assessor schema``."""

from __future__ import annotations

import click

from assessor import resources
from assessor.cli import candidates
from assessor.cli.shared import emit, language_of, language_option
from assessor.documents.problems import no_such


@click.command("schema")
@click.argument("name", metavar="[NAME]", default="strategy", shell_complete=candidates.schemas)
@language_option
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output.")
def command(name: str, language: str | None, output: str | None) -> int:
    """Print a JSON Schema: strategy (unless said otherwise), rule-pack or assessment.

    An editor that knows the schema completes and explains a strategy as it is typed.
    """
    spoken = language_of(language)  # the schemas for developers are in English, whatever it is
    if name not in resources.SCHEMAS:
        raise no_such("schema", name, resources.SCHEMAS)
    emit(resources.schema_path(name, spoken).read_text(encoding="utf-8"), output, for_people=False)
    return 0
