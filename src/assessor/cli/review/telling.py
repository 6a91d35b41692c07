"""What the commands share that tell something of an exercise.

In: formats, and what is told. Out: options, and the report where it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assessor.cli.options import asking_for_format, language_option, output_option, pack_option, wishes
from assessor.cli.output import show, spare
from assessor.cli.spoken import Function
from assessor.reports.registry import Formats, chosen, rendered

Subject = TypeVar("Subject")


def telling_in(formats: Formats[Any]) -> Callable[[Function], Function]:
    """Return the options of a command that tells something in one of these formats."""

    def decorated(command: Function) -> Function:
        for option in (pack_option, language_option, output_option, asking_for_format(formats)):
            command = option(command)
        return command

    return decorated


def tell_in(
    formats: Formats[Subject], form: str | None, output: str | None, subject: Callable[[], Subject]
) -> None:
    """Tell something in a format.

    Args:
        formats: those that it has.
        form: the one that is asked for, if it is.
        output: the file that is asked for, if it is.
        subject: makes what is told, once all that was asked for is known to be possible.

    Raises:
        AssessorError: what is asked for is not possible, or cannot be written.
    """
    spare(output)
    form = chosen(formats, form, output)
    found = subject()
    asked = wishes(output, False, None, None, None)
    show(formats[form], output, lambda: rendered(formats, found, form, asked))
