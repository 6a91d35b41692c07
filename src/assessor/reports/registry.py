"""Tables of formats: what the formats of a thing are called, how their files end, and which is asked for.

In: formats, a name or a file, and wishes. Out: the format, or what is shown in it. Must never know: what
that is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.messages import Message, listed

if TYPE_CHECKING:
    from assessor.reports.canvas import Page

Subject = TypeVar("Subject")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be asked for beside a format. What a format has no use for, it leaves aside."""

    page: Page | None = None
    """Width, colour and characters of a terminal."""
    everything: bool = False
    """Whether all findings are told at length."""
    view: str | None = None
    """One view instead of the whole: "steps", or a view of the pack."""
    template: bytes | None = None
    """A document whose looks a document takes on."""
    pack: str | None = None
    """The pack as it was asked for, for the hint how to go on; None for the usual one."""


Render = Callable[[Subject, Wishes], str | bytes]


@dataclass(frozen=True, slots=True)
class Format(Generic[Subject]):
    """A way to show a subject, such as an assessment."""

    name: str
    render: Render[Subject]
    endings: tuple[str, ...]
    """How the names of such files end."""
    for_terminal: bool = False
    """Whether it is read in a terminal, with the characters that this has."""
    has_views: bool = False
    """Whether it can show one view alone."""
    has_templates: bool = False
    """Whether it can take on the looks of a document of the same format."""
    is_binary: bool = False
    """Whether it is no text, and so of no use in a terminal."""

    def by(self, render: Render[Other]) -> Format[Other]:
        """Return the same format, made in another way: of the same subject, or of another."""
        return replace(cast("Format[Other]", self), render=render)

    def of(self, make: Callable[[Other, Wishes], Subject]) -> Format[Other]:
        """Return the same format of something else, of which the subject is made first."""
        return self.by(lambda other, wishes: self.render(make(other, wishes), wishes))


Formats = Mapping[str, Format[Subject]]
"""By name; the first is used where none is asked for."""


def table(*formats: Format[Subject]) -> Formats[Subject]:
    """Return formats by their names."""
    return {found.name: found for found in formats}


def later(module: str, function: str) -> Render[Any]:
    """Return a function that shows a subject without any wish; its module is imported when it is called."""

    def render(subject: Any, wishes: Wishes) -> str | bytes:
        shown: str | bytes = getattr(import_module(module), function)(subject)
        return shown

    return render


def format_of(formats: Formats[Any], file: str) -> str | None:
    """Return the format that the name of a file asks for by its ending; None if it asks for none."""
    endings = {ending: found.name for found in formats.values() for ending in found.endings}
    fitting = [ending for ending in endings if file.lower().endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None


def chosen(formats: Formats[Any], form: str | None, file: str | None) -> str:
    """Return the format that is asked for: by its name, by the ending of a file, or else the first."""
    return form or format_of(formats, file or "") or next(iter(formats))


def named(formats: Formats[Subject], form: str) -> Format[Subject]:
    """Return a format by its name.

    Raises:
        UsageError: there is no such format.
    """
    if form not in formats:
        raise no_such(Message("There is no format '{name}'", name=shorten(form)), form, formats)
    return formats[form]


def rendered(
    formats: Formats[Subject], subject: Subject, form: str, wishes: Wishes | None = None
) -> str | bytes:
    """Return a subject in a format.

    Args:
        formats: those that it has.
        subject: what to show.
        form: the name of one of them.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or it takes no template.
    """
    found, wishes = named(formats, form), wishes or Wishes()
    check_template(formats, form, wishes.template is not None)
    return found.render(subject, wishes)


def check_template(formats: Formats[Any], form: str, asked: bool) -> None:
    """See that a format can take on the looks of a document, if that is asked for.

    Raises:
        UsageError: it cannot.
    """
    if asked and not formats[form].has_templates:
        able = listed(found.name for found in formats.values() if found.has_templates)
        message = Message("A template is for {formats}; {format} takes none.", formats=able, format=form)
        raise UsageError(message)
