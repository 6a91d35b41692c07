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
from assessor.documents.problems import no_such, shorten
from assessor.documents.reading import read_bytes
from assessor.errors import InputOutputError, UsageError
from assessor.face import DEFAULTS
from assessor.reports.formats import FORMATS, Wishes, render

if TYPE_CHECKING:
    from assessor.reports.canvas import Page
    from assessor.scoring.assessment import Assessment

WIDEST: Final = 160

strategy_argument = click.argument("strategy", metavar="STRATEGY", type=click.Path())
"""A YAML or JSON file, or - for standard input."""

pack_option = click.option(
    "--pack",
    default=DEFAULTS.pack,
    show_default=True,
    metavar="PACK",
    help="Rule pack: its name, or its folder.",
)
engine_option = click.option(
    "--engine",
    shell_complete=candidates.engines,
    default=DEFAULTS.engine,
    show_default=True,
    metavar="ENGINE",
    help="Who matches the rules: auto, durable or plain.",
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
        raise click.BadParameter(
            f"'{shorten(value)}' is no day; write it as 2026-05-31.", ctx, param
        ) from None


as_of_option = click.option(
    "--as-of", callback=_day, default=None, metavar="DATE",
    help="Date of the assessment, as 2026-05-31; today if not given.",
)  # fmt: skip


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=next(iter(FORMATS)),
    show_default=True,
    help="How to show it.",
)
output_option = click.option(
    "--output", "-o", metavar="FILE", help="Write to a file instead of standard output."
)
language_option = click.option(
    "--lang", "language", metavar="LANG", help="Language of what is said: en, or another that the pack has."
)


def language_of(asked: str | None) -> str:
    """Return the language that the program is to speak: the one asked for, or else the default.

    Raises:
        UsageError: the program does not speak it.
    """
    from assessor.speech import LANGUAGES

    if asked is not None and asked not in LANGUAGES:
        raise no_such("language", asked, LANGUAGES)
    return asked or DEFAULTS.language


view_option = click.option(
    "--view",
    shell_complete=candidates.views,
    metavar="VIEW",
    help="Show one view instead: steps, or one of the pack's: actors, spaces, dimensions, topics.",
)
template_option = click.option(
    "--template",
    type=click.Path(),
    metavar="FILE",
    help="A Word document (.docx) whose styles, page, header and footer a docx takes on.",
)
all_option = click.option(
    "--all", "show_all", is_flag=True, help="In text, show all findings and everything that is only possible."
)


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
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


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
        raise UsageError(f"{form} is no text that a terminal could show; name a file with --output.")
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
        raise InputOutputError("Standard output is closed.")
    try:
        encoding = _encoding() if for_people else "utf-8"
        sys.stdout.buffer.write(text.encode(encoding, "replace") if isinstance(text, str) else text)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say.
        silence_output()
    except OSError as error:
        silence_output()
        raise InputOutputError(f"Standard output cannot be written: {_reason(error)}.") from None


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
        raise InputOutputError(f"'{shorten(path, 200)}' cannot be written: {_reason(error)}.") from None


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
