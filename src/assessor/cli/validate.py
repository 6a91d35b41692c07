"""``assessor validate``."""

from __future__ import annotations

import json

import click

from assessor.cli.shared import emit, strategy_argument
from assessor.errors import InvalidStrategyError
from assessor.strategy.loading import load_strategy


@click.command("validate")
@strategy_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to show it.",
)
def command(strategy: str, form: str) -> int:
    """Tell everything that is wrong with a strategy document, at which line.

    STRATEGY is a YAML or JSON file, or - for standard input. Exit code 3 if anything is wrong.
    """
    try:
        loaded = load_strategy(strategy)
    except InvalidStrategyError as error:
        if form == "text":
            raise
        problems = [problem.as_dict() for problem in error.problems]
        emit(json.dumps({"valid": False, "problems": problems}, ensure_ascii=False, indent=2) + "\n")
        return error.exit_code
    name = loaded.positions.name if loaded.positions else strategy
    shown = f"{name} is a valid strategy document.\n"
    emit(json.dumps({"valid": True, "problems": []}, indent=2) + "\n" if form == "json" else shown)
    return 0
