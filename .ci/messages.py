"""What the program itself says, gathered into gettext catalogues: its sentences, and the words of a strategy.

A call of ``say``, ``many`` or ``within`` in the code or in a template is a message. What the model of the
strategy says stands in the descriptions and examples of its fields, and is gathered from its schema. In a
catalogue brought up to date, what is new or has changed is empty, and what is gone is dropped; a test fails
while anything is empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from assessor.pack.catalogue import write_catalogue
from assessor.speech import DOMAIN, ENGLISH, LANGUAGES, LOCALE
from assessor.strategy.schema import strategy_schema
from assessor.strategy.words import DOMAIN as STRATEGY
from assessor.strategy.words import words_in

SOURCE: Final = LOCALE.parent
KEYWORDS: Final = {"say": None, "many": (1, 2), "within": ((1, "c"), 2)}
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != ENGLISH)
_TEMPLATES: Final = ("**.jinja", "jinja2.ext.babel_extract")
CODE: Final = {
    DOMAIN: [("strategy/**.py", "ignore"), ("**.py", "python"), _TEMPLATES],
    STRATEGY: [("strategy/**.py", "python")],
}
"""Which code speaks from which catalogues."""

_NO_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)


def template(domain: str) -> Catalog:
    """Return everything that is said from the catalogues of a domain, in the order of the code."""
    found = Catalog(project=domain, charset="utf-8", fuzzy=False)
    if domain == STRATEGY:
        _add_schema(found)
    for file, _, message, comments, context in extract_from_dir(
        SOURCE, CODE[domain], keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        place = [(f"src/assessor/{Path(file).as_posix()}", 0)]
        found.add(message, None, place, auto_comments=comments, context=context)
    return found


def _add_schema(found: Catalog) -> None:
    """Add the words of the schema of a strategy, each with the first place where it stands."""
    for words in words_in(strategy_schema()):
        if found.get(words.text, words.vocabulary) is None:
            place = ".".join(str(key) for key in words.path if key not in ("$defs", "properties"))
            found.add(words.text, None, [(place, 0)], context=words.vocabulary)


def path_of(language: str, domain: str, ending: str = "po") -> Path:
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
