"""What a command writes: to a file, whole or not at all, or to standard output.

In: text or bytes, and the name of a file. Must never know: what is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assessor.cli import terminal
from assessor.cli.signs import NEAREST
from assessor.documents.problems import shorten
from assessor.documents.reading import STANDARD_INPUT
from assessor.documents.refusal import reason_of
from assessor.documents.writing import write_whole
from assessor.errors import InputOutputError, UsageError
from assessor.messages import Message
from assessor.reports.registry import Format


def spare(output: str | None, *read: str | None) -> None:
    """See that the output is a file, and none of those that are read, and that standard input is read once.

    Raises:
        UsageError: it is one of them, or has no name; or standard input is named twice.
    """
    if read.count(STANDARD_INPUT) > 1:
        raise UsageError(Message("Standard input can be read once; name files for the others."))
    if output == "":
        raise UsageError(Message("Name a file after --output, or - for standard output."))
    for file in read:
        if _is_same(output, file):
            name = shorten(file, 200)
            told = Message("The output would take the place of '{name}', which is read.", name=name)
            raise UsageError(told)


def _is_same(output: str | None, file: str | None) -> bool:
    try:
        return bool(output and file) and Path(str(output)).samefile(str(file))
    except (OSError, ValueError):
        return False  # one of them is not there


def show(found: Format[Any], output: str | None, content: Callable[[], str | bytes]) -> None:
    """Write something in a format.

    Args:
        found: the format.
        output: the file; None or - for standard output.
        content: what is written; it is only asked for where it can be shown.

    Raises:
        UsageError: the format is no text, and would go to a terminal.
        InputOutputError: it cannot be written.
    """
    if found.is_binary and output in (None, "-") and terminal.is_terminal():
        message = Message(
            "{format} is no text that a terminal could show; name a file with --output.", format=found.name
        )
        raise UsageError(message)
    emit(content(), output, for_people=found.for_terminal)


def emit(text: str | bytes, output: str | None = None, *, for_people: bool = True) -> None:
    """Write text or bytes to a file, whole or not at all, or to standard output.

    A file, and what is not for people but for programs, is in UTF-8; a terminal has an encoding of its own.

    Raises:
        InputOutputError: it cannot be written.
    """
    if output is not None and output != "-":
        write_whole(Path(output), text.encode() if isinstance(text, str) else text)
        return
    if sys.stdout is None:
        raise InputOutputError(Message("Standard output is closed."))
    try:
        encoding = terminal.encoding() if for_people else "utf-8"
        sys.stdout.buffer.write(text.encode(encoding, NEAREST) if isinstance(text, str) else text)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say.
        silence_output()
    except OSError as error:
        silence_output()
        message = Message("Standard output cannot be written: {reason}.", reason=reason_of(error))
        raise InputOutputError(message) from None


def silence_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not fail on it at its end."""
    silence(sys.stdout)


def silence(stream: IO[str]) -> None:
    """Send what is still to be written to a stream nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
