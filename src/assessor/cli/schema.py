"""``assessor schema``."""

from __future__ import annotations

import click

from assessor import resources
from assessor.cli import candidates
from assessor.cli.shared import emit
from assessor.documents.problems import nearest, shorten
from assessor.errors import UsageError


@click.command("schema")
@click.argument("name", metavar="[NAME]", default="strategy", shell_complete=candidates.schemas)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output.")
def command(name: str, output: str | None) -> int:
    """Print a JSON Schema: strategy (unless said otherwise), rule-pack or assessment.

    An editor that knows the schema completes and explains a strategy as it is typed.
    """
    if name not in resources.SCHEMAS:
        near = nearest(name, resources.SCHEMAS)
        hint = f"did you mean '{near}'?" if near else f"possible: {', '.join(resources.SCHEMAS)}."
        raise UsageError(f"There is no schema '{shorten(name)}'; {hint}")
    emit(resources.schema_path(name).read_text(encoding="utf-8"), output)
    return 0
