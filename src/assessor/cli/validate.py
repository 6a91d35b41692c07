"""``assessor validate``."""

from __future__ import annotations

import json

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import strategy_argument
from assessor.cli.output import emit
from assessor.cli.spoken import Command, option, said, spoken
from assessor.errors import InvalidStrategyError
from assessor.messages import Message
from assessor.strategy.loading import load_strategy


@click.command("validate", cls=Command)
@strategy_argument
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=Message("How to show it."),
)
@spoken_language_option
def command(strategy: str, form: str) -> int:
    """Tell everything that is wrong with a strategy document, at which line.

    STRATEGY is a YAML or JSON file, or - for standard input. Exit code 3 if anything is wrong.
    """
    try:
        loaded = load_strategy(strategy)
    except InvalidStrategyError as error:
        if form == "text":
            raise
        problems = [problem.as_dict(spoken()) for problem in error.problems]
        _emit_json(valid=False, problems=problems)
        return error.exit_code
    name = loaded.positions.name if loaded.positions else strategy
    if form == "json":
        _emit_json(valid=True, problems=[])
    else:
        emit(said(Message("{name} is a valid strategy document.", name=name)) + "\n")
    return 0


def _emit_json(*, valid: bool, problems: list[dict[str, str | int | None]]) -> None:
    content = {"valid": valid, "problems": problems}
    emit(json.dumps(content, ensure_ascii=False, indent=2) + "\n", for_people=False)
