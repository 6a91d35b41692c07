"""``assessor completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from assessor.cli.language import spoken_language_option
from assessor.cli.output import emit
from assessor.cli.spoken import Command, argument


@click.command("completion", cls=Command)
@argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@spoken_language_option
def command(shell: str) -> int:
    """Print the completion script for a shell, to be read by its start-up file.

    For bash: assessor completion bash >> ~/.bashrc
    """
    from assessor.cli.main import cli

    script = get_completion_class(shell)
    assert script is not None
    emit(script(cli, {}, "assessor", "_ASSESSOR_COMPLETE").source() + "\n")
    return 0
