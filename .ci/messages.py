"""What the program itself says, gathered into gettext catalogues: its sentences, and the words of a strategy.

A call of ``say``, ``many`` or ``within`` in the code or in a template is a message; so is a ``Message`` or a
``Counted`` that is said later, and each paragraph of a command's docstring, which is its help. What click
itself says is translated along with them. What the model of the strategy says stands in the descriptions and
examples of its fields, and is gathered from its schema. In a catalogue brought up to date, what is new or has
changed is empty, and what is gone is dropped; a test fails while anything is empty.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from assessor.cli.spoken import paragraphs
from assessor.pack.catalogue import write_catalogue
from assessor.speech import DOMAIN, ENGLISH, LANGUAGES, LOCALE
from assessor.strategy.schema import strategy_schema
from assessor.strategy.words import DOMAIN as STRATEGY
from assessor.strategy.words import words_in

SOURCE: Final = LOCALE.parent
_NOW: Final = {"say": None, "many": (1, 2), "within": ((1, "c"), 2)}
_LATER: Final = {"Message": None, "Counted": (1, 2)}
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != ENGLISH)
CLICKS: Final = (
    "Usage:",
    "Options",
    "default: {default}",
    "required",
    "Missing command.",
    "No such command {name!r}.",
    "No such option {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Missing argument",
    "Choose from:\n\t{choices}",
    "Invalid value for {param_hint}: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Option {name!r} does not take a value.",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)
"""What click can say in a call of ours: much of it is about what we do not use."""

_NO_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)


def template(domain: str) -> Catalog:
    """Return everything that is said from the catalogues of a domain, in the order of the code."""
    found = Catalog(project=domain, charset="utf-8", fuzzy=False)
    if domain == STRATEGY:
        _add_schema(found)
    for code, keywords in CODE[domain]:
        for file, _, message, comments, context in extract_from_dir(
            SOURCE, code, keywords=keywords, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            place = [(f"src/assessor/{Path(file).as_posix()}", 0)]
            found.add(message, None, place, auto_comments=comments, context=context)
    if domain == DOMAIN:
        for message in CLICKS:
            found.add(message, None, [("click", 0)])
    return found


def _add_schema(found: Catalog) -> None:
    """Add the words of the schema of a strategy, each with the first place where it stands."""
    for words in words_in(strategy_schema()):
        if found.get(words.text, words.vocabulary) is None:
            place = ".".join(str(key) for key in words.path if key not in ("$defs", "properties"))
            found.add(words.text, None, [(place, 0)], context=words.vocabulary)


def _commands(
    file: IO[bytes], keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, str | None, Any, list[str]]]:
    """Yield the messages of a module, and the help of each command that it defines."""
    yield from extract_python(file, keywords, comment_tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            for paragraph in paragraphs(ast.get_docstring(node) or ""):
                yield node.lineno, None, paragraph, []


def _makes_command(decorator: ast.expr) -> bool:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(function, "attr", getattr(function, "id", "")) in ("command", "group")


_STRATEGY: Final = ("strategy/**.py", "python")
_REST: Final = [
    ("strategy/**.py", "ignore"),
    ("cli/**.py", _commands),
    ("**.py", "python"),
    ("**.jinja", "jinja2.ext.babel_extract"),
]
CODE: Final[Any] = {
    DOMAIN: [(_REST, _NOW | _LATER), ([_STRATEGY], _LATER)],
    STRATEGY: [([_STRATEGY], _NOW)],
}
"""Which code speaks from which catalogues, and with which words: problems are said where errors are."""


def path_of(language: str, domain: str = DOMAIN, ending: str = "po") -> Path:
    """Return a catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.{ending}"


def catalogues() -> Iterator[tuple[Path, bytes]]:
    """Yield each catalogue, brought up to date, and what it compiles to."""
    for domain in CODE:
        yield from _catalogues(domain)


def _catalogues(domain: str) -> Iterator[tuple[Path, bytes]]:
    everything = template(domain)
    for language in TRANSLATED:
        path = path_of(language, domain)
        data = path.read_bytes() if path.is_file() else b""
        catalogue = read_po(io.BytesIO(data), locale=language, abort_invalid=True)
        catalogue.project, catalogue.charset, catalogue.fuzzy = domain, "utf-8", False
        catalogue.header_comment = ""
        catalogue.update(everything, no_fuzzy_matching=True, update_creation_date=False)
        yield path, write_catalogue(catalogue)
        # What is compiled holds no clock and no names either.
        catalogue.creation_date = catalogue.revision_date = _NO_DAY
        catalogue.last_translator = catalogue.language_team = ""
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        yield path_of(language, domain, "mo"), compiled.getvalue()
