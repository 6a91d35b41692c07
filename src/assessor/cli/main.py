"""The command ``assessor`` and how it ends."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any, Final

import click

from assessor import __version__
from assessor.cli.groups import LazyGroup
from assessor.cli.language import language_before_command, language_of_call
from assessor.cli.signs import show_nearest_signs
from assessor.cli.spoken import option, said, speaking
from assessor.cli.telling import tell_error
from assessor.documents.problems import shorten, tame
from assessor.errors import AssessorError
from assessor.messages import Message

_COMMANDS: Final = {
    "assess": Message("Tell how a strategy stands on each idea, and what to do next."),
    "compare": Message("Tell what changed from one strategy to a later one."),
    "gate": Message("Tell what fails in strategies, and nothing else: for pipelines and hooks."),
    "report": Message("Show a saved assessment in another format or language."),
    "improve": Message("Tell which changes reach an aim with the least effort."),
    "init": Message("Write a strategy document to fill in."),
    "validate": Message("Tell everything that is wrong with a strategy document."),
    "explain": Message("Tell why one criterion came out as it did."),
    "criteria": Message("List what is asked of a strategy, or show one criterion."),
    "schema": Message("Print a JSON Schema."),
    "review": Message("Run a peer-review exercise between cities."),
    "pack": Message("Check, compile or translate a rule pack."),
    "completion": Message("Print the completion script for a shell."),
}
"""What each command does. It stands in a module of its name."""
_FAULT: Final = 70
"""What the program ends with that failed itself, as BSD's sysexits has it."""
_INTERRUPTED: Final = 130
TRACEBACK: Final = "ASSESSOR_TRACEBACK"
"""Set in the environment, it has a fault of the program shown in full."""


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(said(Message("assessor, version {version}", version=__version__)))
        ctx.exit()


@click.group(
    cls=LazyGroup,
    package="assessor.cli",
    told=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@language_before_command
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=Message("Show the version and exit."),
)
def cli() -> None:
    """Assess a city's international strategy, rule by rule and line by line.

    Exit codes: 0 done; 1 done, but below a threshold, or a finding fails, or an aim is out of reach; 2 wrong
    usage; 3 the strategy, a saved assessment or a baseline is not valid; 4 the rule pack is not valid; 5
    something could not be read or written; 70 a fault of the program.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    # A process that lives half a second is done before collecting garbage would pay.
    gc.disable()
    show_nearest_signs()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code. No error that was foreseen shows a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    with speaking(language_of_call(arguments, os.environ)):
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        result: Any = cli.main(args=arguments, prog_name="assessor", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        _show_usage(error, arguments)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(said(Message("Stopped.")), err=True)
        return _INTERRUPTED
    except AssessorError as error:
        tell_error(error)
        return error.exit_code
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        fault = f"{type(error).__name__}: {shorten(error, 200)}"
        told = Message(
            "This is a fault of the program: {fault}. Please report it, with what {variable}=1 shows.",
            fault=fault,
            variable=TRACEBACK,
        )
        click.echo(tame(said(told)), err=True)
        return _FAULT
    except SystemExit:
        # So click ends when whoever read its own output, such as help, has gone: no error of ours.
        return 0


def _show_usage(error: click.ClickException, arguments: list[str]) -> None:
    context = error.ctx if isinstance(error, click.UsageError) else None
    # Of some mistakes click does not say in which command they were made.
    named = next((f"assessor {name}" for name in arguments if name in _COMMANDS), "assessor")
    path = named if context is None else context.command_path
    sentence = error.format_message().rstrip(".?") + ("?" if error.format_message().endswith("?") else ".")
    command = f"{path} --help"
    click.echo(
        tame(said(Message("{sentence} See '{command}'.", sentence=sentence, command=command))), err=True
    )
