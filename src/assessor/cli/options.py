"""Options that commands share, and what is asked for with them.

In: what was typed. Out: options and arguments for commands, and the language and wishes that they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from assessor.cli import candidates
from assessor.cli.language import asking_for_language
from assessor.cli.spoken import Function, argument, option, said, spoken
from assessor.cli.terminal import page
from assessor.documents.problems import shorten
from assessor.documents.reading import read_bytes
from assessor.face import DEFAULTS
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.reports.registry import Formats, Wishes
from assessor.speech import base_of

if TYPE_CHECKING:
    from assessor.pack.model import Pack

strategy_argument = argument("strategy", metavar=Message("STRATEGY"), type=click.Path())
"""A YAML or JSON file, or - for standard input."""
strategies_argument = argument(
    "strategies", metavar=Message("STRATEGY..."), nargs=-1, required=True, type=click.Path()
)
"""Several of them."""

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


def day_of_option(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that was asked for."""
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
    callback=day_of_option,
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


def asking_for_format(formats: Formats[Any]) -> Callable[[Function], Function]:
    """Return the option that asks for one of these formats; the command gets its name as ``form``."""
    return option(
        "--format",
        "form",
        type=click.Choice(list(formats)),
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
robustness_option = option(
    "--robustness",
    is_flag=True,
    help=Message("Tell as well how sure the levels are: with other weights, and unknowns at both ends."),
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
