"""The terminal that standard output goes to, if it goes to one: its width, its colour, its characters."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assessor.reports.canvas import Page

WIDEST: Final = 160


def page(to_file: bool = False) -> Page:
    """Return the page that fits where the output goes: the terminal's width, and colour if it has any."""
    from assessor.reports.canvas import Page

    width = 80 if to_file else min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Page(
        width=width, colour=not to_file and _wants_colour(), encoding="utf-8" if to_file else encoding()
    )


def _wants_colour() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def encoding() -> str:
    """Return the encoding of standard output."""
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


@contextmanager
def waiting() -> Iterator[None]:
    """Show on a terminal that something is being worked out, until it is."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from rich.console import Console

    from assessor.cli.spoken import spoken

    with Console(stderr=True).status(spoken()("Working out the plan …")):
        yield


def is_terminal() -> bool:
    """Whether standard output goes to a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()
