"""The command ``assessor`` and how it ends."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any, Final

import click

from assessor import __version__
from assessor.documents.problems import tame
from assessor.errors import AssessorError, InvalidDocumentError

_COMMANDS: Final = {
    "assess": ("assessor.cli.assess", "Tell how a strategy stands on each idea, and what to do next."),
    "report": ("assessor.cli.report", "Show a saved assessment in another format or language."),
    "init": ("assessor.cli.init", "Write a strategy document to fill in."),
    "validate": ("assessor.cli.validate", "Tell everything that is wrong with a strategy document."),
    "explain": ("assessor.cli.explain", "Tell why one criterion came out as it did."),
    "criteria": ("assessor.cli.criteria", "List what is asked of a strategy, or show one criterion."),
    "schema": ("assessor.cli.schema", "Print a JSON Schema."),
    "pack": ("assessor.cli.pack", "Check, compile or translate a rule pack."),
    "completion": ("assessor.cli.completion", "Print the completion script for a shell."),
}
_INTERRUPTED: Final = 130


class _Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in _COMMANDS and not name.startswith("-"):
            from assessor.documents.problems import no_such

            raise click.UsageError(str(no_such("command", name, _COMMANDS)), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assessor")
def cli() -> None:
    """Assess a city's international strategy, rule by rule and line by line.

    Exit codes: 0 done; 1 done, but below a threshold; 2 wrong usage; 3 the strategy is not valid; 4 the rule
    pack is not valid; 5 something could not be read or written.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    # A process that lives half a second is done before collecting garbage would pay.
    gc.disable()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code. No error that was foreseen shows a traceback."""
    try:
        result: Any = cli.main(args=arguments, prog_name="assessor", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        _show_usage(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _INTERRUPTED
    except AssessorError as error:
        _show(error)
        return error.exit_code
    except SystemExit:
        # So click ends when whoever read its own output, such as help, has gone: no error of ours.
        return 0


def _show_usage(error: click.ClickException) -> None:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context is not None else "assessor"
    sentence = error.format_message().rstrip(".?") + ("?" if error.format_message().endswith("?") else ".")
    click.echo(tame(f"{sentence} See '{path} --help'."), err=True)


def _show(error: AssessorError) -> None:
    if isinstance(error, InvalidDocumentError):
        for problem in error.problems:
            click.echo(tame(str(problem)), err=True)
    click.echo(tame(str(error)), err=True)
