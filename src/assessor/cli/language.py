"""Which language a call is in: the one asked for with ``--lang``, or else that of the environment.

In: arguments, and environment variables. Out: a language, and the option. Only the command line looks at the
environment for this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

import click

from assessor.cli import candidates
from assessor.cli.spoken import Function, option
from assessor.documents.problems import no_such, shorten
from assessor.messages import Message
from assessor.speech import ENGLISH, LANGUAGES, base_of

OPTION: Final = "--lang"
VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks for the language, in its order; the first that is not empty counts."""
_NONE: Final = ("c", "posix")
"""Locales of no language; what is listed after one does not count."""
_REST: Final = re.compile("[-_.@]")
_ASKED: Final = "assessor.language"
"""Where click's context keeps the language that was asked for."""


def language_of_call(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of a call, before its options are read: what is wrong with those is said in it."""
    asked = base_of(_asked_for(arguments) or "")
    return asked if asked in LANGUAGES else _of_environment(environment)


def _asked_for(arguments: Sequence[str]) -> str | None:
    """Return what the last ``--lang`` asks for."""
    asked: str | None = None
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION:
            asked = value if equals else following
    return asked


def _of_environment(environment: Mapping[str, str]) -> str:
    """Return the first language that the environment asks for and the program speaks, or else English."""
    wanted = next((value for name in VARIABLES if (value := environment.get(name))), "")
    for locale in wanted.split(":"):
        language = _REST.split(locale, 1)[0].lower()
        if language in LANGUAGES:
            return language
        if language in _NONE:
            break
    return ENGLISH


def _asked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the language that was asked for, here or before the command."""
    if value is not None:
        ctx.meta[_ASKED] = value
    asked: str | None = ctx.meta.get(_ASKED)
    return asked


def _spoken_one(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the language that was asked for, if it is one that the program speaks."""
    asked = _asked(ctx, param, value)
    if asked is None or base_of(asked) in LANGUAGES:
        return asked and base_of(asked)
    message = Message("There is no language '{name}'", name=shorten(asked))
    raise no_such(message, asked, LANGUAGES)


def asking_for_language(help_text: Message, **settings: Any) -> Callable[[Function], Function]:
    """Return the option that asks for a language; None for the command if nothing was asked for."""
    return option(
        OPTION,
        "language",
        metavar=Message("LANG"),
        shell_complete=candidates.languages,
        help=help_text,
        **{"callback": _asked, **settings},
    )


_HELP: Final = Message("Language: en, es, fr or pt. Without it, that of the environment (LANGUAGE, LANG).")
spoken_language_option = asking_for_language(_HELP, expose_value=False, callback=_spoken_one)
"""For commands that say nothing of a rule pack."""
asked_language_option = asking_for_language(_HELP, callback=_spoken_one)
"""The same, for a command that hands on what was asked for."""
language_before_command = asking_for_language(_HELP, expose_value=False)
"""For what stands before a command, which sees itself whether there is such a language."""
