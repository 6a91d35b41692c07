"""A report as one page for a browser: whole, and without a request to anywhere.

In: a ``Document``. Out: HTML that holds its style and its pictures. Set by Jinja2, which escapes all text
that is put into it; the templates stand in ``page/``. By its own policy of contents a page can load nothing,
and run no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import one_line, tame
from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.reports.blocks import NOTHING, Block, Document, Heading, Picture, PictureForm, Table
from assessor.reports.writers.isolation import isolated
from assessor.speech import speech, tag_of

if TYPE_CHECKING:
    from jinja2 import Environment

_MOST_COLUMNS: Final = 6
"""A table of more is squeezed to get onto paper."""


def to_html(document: Document) -> str:
    """Return a report as a page that needs nothing else.

    Raises:
        UsageError: Jinja2, or what draws a picture, is not installed.
    """
    return set_page(
        "document.html.jinja",
        document.language,
        styles=("page.css", "document.css"),
        page=_Page(document),
        nothing=NOTHING,
        most_columns=_MOST_COLUMNS,
    )


def set_page(
    template: str, language: str, *, styles: tuple[str, ...], script: str = "", **values: Any
) -> str:
    """Return a page.

    Args:
        template: its template, which extends ``frame.html.jinja``.
        language: the language that it is in, such as "es" or "pt_BR".
        styles: its styles, as files of ``page/``.
        script: its script, as such a file; without one, none is allowed to run.
        values: what the template asks for, besides its language.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    text = _file(script) if script else ""
    say = speech(language)
    return environment().get_template(template).render(
        language=tag_of(language),
        say=say,
        many=say.many,
        style="".join(map(_file, styles)),
        script=text,
        script_digest=base64.b64encode(hashlib.sha256(text.encode()).digest()).decode(),
        **values,
    )  # fmt: skip


@cache
def environment() -> Environment:
    """Return the templates, with all text escaped that is put into them."""
    with needed(Message("For pages, Jinja2 is needed: {command} installs it.", command=REPORTS)):
        from jinja2 import Environment, PackageLoader, StrictUndefined
    return Environment(
        loader=PackageLoader("assessor.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever is put into the page loses the marks that could reorder or hide it.
        finalize=lambda value: tame(value) if type(value) is str else value,
    )


def _file(name: str) -> str:
    return resources.files("assessor.reports").joinpath("page", name).read_text(encoding="utf-8")


def address_of(svg: bytes) -> str:
    """Return a picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


@dataclass(slots=True)
class _Piece:
    """A block, and what the page needs to know to show it."""

    block: Block
    level: int = 0
    """Of a heading, as HTML counts it."""
    id: str = ""
    """Of a table."""
    is_named: bool = False
    """Whether the heading just before a table says what it is of."""

    @property
    def kind(self) -> str:
        return type(self.block).__name__


@dataclass(slots=True)
class _Part:
    """A chapter."""

    title: str
    id: str
    pieces: list[_Piece] = field(default_factory=list)


class _Page:
    """What the template asks for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = one_line(document.title) or next(iter(document.keywords), "") or NOTHING
        self.beginning: list[_Piece] = []
        """What comes before the first chapter."""
        self.contents: list[_Part] = []
        levels = [block.level for block in document.blocks if isinstance(block, Heading)]
        # The highest headings that there are make the chapters, whichever they are.
        self._highest = min(levels, default=1)
        place = self.beginning
        for piece in self._pieces():
            if isinstance(piece.block, Heading) and piece.block.level == self._highest:
                number = len(self.contents) + 1
                self.contents.append(_Part(one_line(piece.block.text) or NOTHING, f"part-{number}"))
                place = self.contents[-1].pieces
            else:
                place.append(piece)

    def _pieces(self) -> Iterator[_Piece]:
        before: Block | None = None
        for number, block in enumerate(self.document.blocks, 1):
            match block:
                case Heading(level):
                    yield _Piece(block, level=level - self._highest + 2)
                case Table(title):
                    is_named = isinstance(before, Heading) and before.text == title
                    yield _Piece(block, id=f"table-{number}", is_named=is_named)
                case _:
                    yield _Piece(block)
            before = block

    @property
    def whose(self) -> Any:
        """The line below the title; escaped here, so that what isolates its parts is not taken away."""
        from markupsafe import Markup, escape

        return Markup(isolated(str(escape(one_line(self.document.whose)))))  # noqa: S704 - escaped just before

    def address(self, found: Picture, form: PictureForm) -> str:
        """Return a picture as an address that holds it."""
        return address_of(found.draw(form))
