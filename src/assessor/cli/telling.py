"""What is told of an error, and of several files one after the other.

In: errors, or files and what is done with each. Out: lines on standard error, and an exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import click

from assessor.cli.output import silence
from assessor.cli.spoken import spoken
from assessor.documents.problems import tame
from assessor.errors import EXIT_DONE, AssessorError, InputOutputError, InvalidDocumentError


def to_stderr(line: str) -> None:
    """Write a line to standard error. If nobody reads it, the command ends as it would have."""
    try:
        click.echo(tame(line), err=True)
    except BrokenPipeError:
        silence(sys.stderr)


def tell_error(error: AssessorError) -> None:
    """Write an error to standard error: each problem of a document on a line, and the sentence last."""
    say = spoken()
    if isinstance(error, InvalidDocumentError):
        for problem in error.problems:
            to_stderr(problem.said(say))
    to_stderr(error.said(say))


def worst_of(files: Iterable[str], look: Callable[[str], int]) -> int:
    """Look at each file, also after one that is not valid or cannot be read; return the highest exit code.

    Args:
        files: what to look at.
        look: looks at one, and returns its exit code.

    Raises:
        AssessorError: what is asked for is wrong for all of them.
    """
    worst = EXIT_DONE
    for file in files:
        try:
            code = look(file)
        except (InvalidDocumentError, InputOutputError) as error:
            tell_error(error)
            code = error.exit_code
        worst = max(worst, code)
    return worst
