"""Options that the commands of an exercise share, and what is asked for with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.cli.options import day_of_option
from assessor.cli.spoken import argument, option, said
from assessor.cli.telling import to_stderr
from assessor.documents.problems import shorten
from assessor.documents.refusal import reason_of
from assessor.documents.writing import write_whole
from assessor.errors import InputOutputError, UsageError
from assessor.face import today
from assessor.messages import Message
from assessor.pack.loading import load_pack
from assessor.review.records.exercise import Exercise, load

if TYPE_CHECKING:
    from assessor.pack.model import Pack
    from assessor.review.results.reporting import Review

exercise_argument = argument("exercise", metavar=Message("EXERCISE"), type=click.Path())
"""The folder of an exercise."""
host_argument = argument("host", metavar=Message("CITY"))
"""A city of the exercise, by its id."""
host_option = option("--host", metavar=Message("CITY"), help=Message("One city, by its id; all unless said."))
on_option = option(
    "--on",
    callback=day_of_option,
    metavar=Message("DATE"),
    help=Message("The day that is recorded, as 2026-05-31; today if not given."),
)
folder_option = option(
    "--output",
    "-o",
    required=True,
    metavar=Message("FOLDER"),
    type=click.Path(),
    help=Message("The folder to write the files to; it is made if it is not there."),
)


def opened(path: str, pack: str) -> tuple[Exercise, Pack]:
    """Return an exercise and its rules.

    Raises:
        AssessorError: there is none, or the rules are others.
    """
    exercise, rules = load(path), load_pack(pack)
    exercise.check_pack(rules)
    return exercise, rules


def reviewed(path: str, pack: str) -> Review:
    """Return what can be said of an exercise.

    Raises:
        AssessorError: there is none, or the rules are others.
    """
    from assessor.review.results.reporting import Review

    return Review(*opened(path, pack))


def day(asked: date | None) -> date:
    """Return the day that is recorded."""
    return asked or today()


def write_into(folder: str, files: Iterator[tuple[str, bytes]]) -> int:
    """Write files into a folder, and return how many.

    Raises:
        UsageError: the folder is a file.
        InputOutputError: a file cannot be written.
    """
    root, number = Path(folder), 0
    if root.exists() and not root.is_dir():
        told = Message("'{name}' is a file; name a folder after --output.", name=shorten(folder, 200))
        raise UsageError(told)
    for name, data in files:
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            shown = shorten(folder, 200)
            told = Message("'{name}' cannot be written: {reason}.", name=shown, reason=reason_of(error))
            raise InputOutputError(told) from None
        write_whole(root / name, data)
        number += 1
    return number


def tell(message: Message) -> None:
    """Say on standard error what was done."""
    to_stderr(said(message))


@contextmanager
def progress(message: Message) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is, on a terminal; elsewhere, and for short work, nothing.

    Args:
        message: what is done.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield _say_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said(message), total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _say_nothing(done: int, whole: int) -> None:
    """Show nothing."""
