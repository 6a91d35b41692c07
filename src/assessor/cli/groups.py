"""Groups of commands that are imported when they are called.

In: what each command does. Out: a group for click. A command stands in a module of its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from assessor.cli.spoken import Group, spoken
from assessor.documents.problems import no_such, shorten
from assessor.messages import Message


class LazyGroup(Group):
    """A group whose commands stand in the modules of a package."""

    def __init__(self, *arguments: Any, package: str, told: Mapping[str, Message], **settings: Any) -> None:
        """Make the group.

        Args:
            arguments: for click.
            package: where the modules of the commands stand.
            told: what each command does, by its name.
            settings: for click.
        """
        super().__init__(*arguments, **settings)
        self.package = package
        self.told = told

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.told)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in self.told:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = import_module(f"{self.package}.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with what it does."""
        say = spoken()
        with formatter.section(say("Commands")):
            formatter.write_dl([(name, told.said(say)) for name, told in self.told.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, or say which was perhaps meant."""
        name = args[0] if args else ""
        if name and name not in self.told and not name.startswith("-"):
            message = Message("There is no command '{name}'", name=shorten(name))
            raise click.UsageError(no_such(message, name, self.told).said(spoken()), ctx)
        return super().resolve_command(ctx, args)
