"""``assessor validate``."""

from __future__ import annotations

import json

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import strategies_argument
from assessor.cli.output import emit
from assessor.cli.spoken import Command, option, said, spoken
from assessor.cli.telling import worst_of
from assessor.errors import EXIT_DONE, InvalidStrategyError
from assessor.messages import Message
from assessor.strategy.loading import load_strategy


@click.command("validate", cls=Command)
@strategies_argument
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=Message("How to show it."),
)
@spoken_language_option
def command(strategies: tuple[str, ...], form: str) -> int:
    """Tell everything that is wrong with a strategy document, or with several, at which line.

    STRATEGY is a YAML or JSON file, or - for standard input. Exit code 3 if anything is wrong.
    """
    return worst_of(strategies, _tell) if form == "text" else _tell_json(strategies)


def _tell(strategy: str) -> int:
    loaded = load_strategy(strategy)
    name = loaded.positions.name if loaded.positions else strategy
    emit(said(Message("{name} is a valid strategy document.", name=name)) + "\n")
    return EXIT_DONE


def _tell_json(strategies: tuple[str, ...]) -> int:
    """Write the problems of all documents as one list; each says in which file it is."""
    problems: list[dict[str, str | int | None]] = []
    code = EXIT_DONE
    for strategy in strategies:
        try:
            load_strategy(strategy)
        except InvalidStrategyError as error:
            problems.extend(problem.as_dict(spoken()) for problem in error.problems)
            code = error.exit_code
    content = {"valid": code == EXIT_DONE, "problems": problems}
    emit(json.dumps(content, ensure_ascii=False, indent=2) + "\n", for_people=False)
    return code
