"""What commands share: options, the page, and writing output."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from assessor.cli import candidates
from assessor.cli.language import asking_for_language
from assessor.cli.signs import NEAREST
from assessor.cli.spoken import argument, option, said, spoken
from assessor.documents.problems import shorten
from assessor.documents.reading import read_bytes
from assessor.documents.refusal import reason_of
from assessor.errors import InputOutputError, UsageError
from assessor.face import DEFAULTS
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.reports.formats import FORMATS, Wishes, render
from assessor.reports.registry import format_of
from assessor.speech import base_of

if TYPE_CHECKING:
    from assessor.pack.model import Pack
    from assessor.reports.canvas import Page
    from assessor.scoring.assessment import Assessment

WIDEST: Final = 160

strategy_argument = argument("strategy", metavar=Message("STRATEGY"), type=click.Path())
"""A YAML or JSON file, or - for standard input."""

pack_option = option(
    "--pack",
    default=DEFAULTS.pack,
    show_default=True,
    metavar=Message("PACK"),
    help=Message("Rule pack: its name, or its folder."),
)
engine_option = option(
    "--engine",
    shell_complete=candidates.engines,
    default=DEFAULTS.engine,
    show_default=True,
    metavar=Message("ENGINE"),
    help=Message("Who matches the rules: auto, durable or plain."),
)


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        message = Message("'{text}' is no day; write it as 2026-05-31.", text=shorten(value))
        raise click.BadParameter(said(message), ctx, param) from None


as_of_option = option(
    "--as-of",
    callback=_day,
    default=None,
    metavar=Message("DATE"),
    help=Message("Date of the assessment, as 2026-05-31; today if not given."),
)


language_option = asking_for_language(
    Message(
        "Language: en, es, fr or pt, or another that the rule pack has. Without it, that of the environment "
        "(LANGUAGE, LANG)."
    )
)
"""For commands that say something of a rule pack: see ``language_for``."""


def language_for(pack: Pack, asked: str | None) -> str:
    """Return the language to say a pack in: the one asked for, or that of the call if the pack has it.

    Raises:
        UsageError: one is asked for that the pack has no words in.
    """
    if asked is not None:
        return words_of(pack, asked if asked in pack.texts else base_of(asked)).language
    language = spoken().language
    return language if language in pack.texts else DEFAULTS.language


format_option = option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help=Message("How to show it; without it, as the ending of the output file says, or else as text."),
)
output_option = option(
    "--output", "-o", metavar=Message("FILE"), help=Message("Write to a file instead of standard output.")
)
view_option = option(
    "--view",
    shell_complete=candidates.views,
    metavar=Message("VIEW"),
    help=Message("Show one view instead: steps, or one of the pack's: actors, spaces, dimensions, topics."),
)
template_option = option(
    "--template",
    type=click.Path(),
    metavar=Message("FILE"),
    help=Message("A Word document (.docx) whose styles, page, header and footer a docx takes on."),
)
all_option = option(
    "--all",
    "show_all",
    is_flag=True,
    help=Message("In text, show all findings and everything that is only possible."),
)


def spare(output: str | None, *read: str | None) -> None:
    """See that the output is a file, and none of those that are read.

    Raises:
        UsageError: it is one of them, or has no name.
    """
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


def chosen(form: str | None, output: str | None) -> str:
    """Return the format that is asked for, by its name or by the ending of the output file."""
    return form or format_of(FORMATS, output or "") or next(iter(FORMATS))


def wishes(
    output: str | None, show_all: bool, view: str | None, template: str | None, pack: str | None
) -> Wishes:
    """Return what is asked for beside a format, on the page that fits where the output goes.

    Raises:
        InputOutputError: the template cannot be read.
    """
    document = None if template is None else read_bytes(template)
    return Wishes(page(output not in (None, "-")), show_all, view, document, pack)


def page(to_file: bool = False) -> Page:
    """Return the page that fits where the output goes: the terminal's width, and colour if it has any."""
    from assessor.reports.canvas import Page

    width = 80 if to_file else min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Page(
        width=width, colour=not to_file and wants_colour(), encoding="utf-8" if to_file else _encoding()
    )


def wants_colour() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (_is_terminal() and os.environ.get("TERM") != "dumb")


def _encoding() -> str:
    """Return the encoding of standard output."""
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


def show(assessment: Assessment, form: str, output: str | None, wishes: Wishes) -> None:
    """Write an assessment in a format.

    Raises:
        UsageError: the format is no text, and would go to a terminal.
        InputOutputError: it cannot be written.
    """
    found = FORMATS[form]
    if found.is_binary and output in (None, "-") and _is_terminal():
        message = Message(
            "{format} is no text that a terminal could show; name a file with --output.", format=form
        )
        raise UsageError(message)
    emit(render(assessment, form, wishes), output, for_people=found.for_terminal)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


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
        encoding = _encoding() if for_people else "utf-8"
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
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that no half file is ever seen.

    A link is followed; a device or a pipe is written to and stays what it is.

    Raises:
        InputOutputError: it cannot be written; what stood there before stays.
    """
    temporary: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        place = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(_mode(place))
        Path(temporary).replace(place)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        message = Message(
            "'{name}' cannot be written: {reason}.", name=shorten(path, 200), reason=reason_of(error)
        )
        raise InputOutputError(message) from None


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
