"""The language of a call, and click's parts that speak it.

In: a language. Out: commands, options and arguments whose help is said in the language of the call. Their
English stands in the code: in the docstring of a command, paragraph by paragraph, and beside each option.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import cleandoc
from typing import Any, Final, TypeVar

import click

from assessor.documents.problems import shorten
from assessor.messages import Message
from assessor.speech import DOMAIN, ENGLISH, LOCALE, Speech, speech

Function = TypeVar("Function", bound=Callable[..., Any])
_USAGE: Final = (Message("[OPTIONS]"), Message("COMMAND [ARGS]..."), Message("[COMMAND] [ARGS]..."))
"""What click writes after a command in its usage; it stands here to be translated."""
_language: Final = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language meanwhile.

    Click's own words come from gettext's default domain, in the language of the environment. Both belong to
    the whole process, and are put back afterwards.
    """
    token, domain, before = _language.set(language), gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _language.reset(token)
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE", None)
        if before is not None:
            os.environ["LANGUAGE"] = before


def spoken() -> Speech:
    """Return the language of the call."""
    return speech(_language.get())


def said(message: Message) -> str:
    """Return a message in the language of the call."""
    return message.said(spoken())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line: what is translated as a whole."""
    return [" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n")]


class _Said:
    """An attribute of one of click's parts that is said in the language of the call whenever it is read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, part: Any, owner: type) -> Any:
        text = part.__dict__.get(self._name)
        say = spoken()
        return text and "\n\n".join(say(paragraph) for paragraph in paragraphs(text))

    def __set__(self, part: Any, text: str | None) -> None:
        part.__dict__[self._name] = text


class Option(click.Option):
    """An option whose help is said in the language of the call."""

    help = _Said()
    metavar = _Said()


class Argument(click.Argument):
    """An argument whose name is said in the language of the call."""

    metavar = _Said()


class Command(click.Command):
    """A command whose help is said in the language of the call."""

    help = _Said()
    options_metavar = _Said()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help, with its own in the language of the call."""
        found = super().get_help_option(ctx)
        if found is not None:
            say = spoken()
            found.help = say("Show this message and exit.")
        return found


class Group(Command, click.Group):
    """A group of commands whose help is said in the language of the call."""

    command_class = Command
    subcommand_metavar = _Said()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first paragraph of its help; click would cut it short."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        told = [(name, (found.help or "").split("\n\n")[0]) for name, found in commands if found is not None]
        with formatter.section(spoken()("Commands")):
            formatter.write_dl(told)


class WholeNumber(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """A whole number."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that was written."""
        try:
            return int(value)
        except ValueError:
            self.fail(said(Message("'{text}' is not a valid integer.", text=shorten(value))), param, ctx)


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Add an option to a command, as ``click.option`` does."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Add an argument to a command, as ``click.argument`` does."""
    return click.argument(*names, cls=Argument, **settings)
