"""What the program itself says, gathered from its code into gettext catalogues.

A call of ``say``, ``many`` or ``word`` in the code or in a template is a message. In a catalogue brought up
to date, what is new or has changed is empty, and what is gone is dropped; a test fails while one is empty.
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

SOURCE: Final = LOCALE.parent
KEYWORDS: Final = {"say": None, "many": (1, 2), "word": ((1, "c"), 2)}

_NO_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """Return everything that is said, in the order of the code."""
    found = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    method_map = [("**.py", "python"), ("**.jinja", "jinja2.ext.babel_extract")]
    for file, _, message, comments, context in extract_from_dir(
        SOURCE, method_map, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        place = [(f"src/assessor/{Path(file).as_posix()}", 0)]
        found.add(message, None, place, auto_comments=comments, context=context)
    return found


def path_of(language: str, ending: str = "po") -> Path:
    """Return the catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def catalogues() -> Iterator[tuple[Path, bytes]]:
    """Yield each catalogue, brought up to date, and what it compiles to."""
    everything = template()
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        path = path_of(language)
        data = path.read_bytes() if path.is_file() else b""
        catalogue = read_po(io.BytesIO(data), locale=language, abort_invalid=True)
        catalogue.project, catalogue.charset, catalogue.fuzzy = DOMAIN, "utf-8", False
        catalogue.header_comment = ""
        catalogue.update(everything, no_fuzzy_matching=True, update_creation_date=False)
        yield path, write_catalogue(catalogue)
        # What is compiled holds no clock and no names either.
        catalogue.creation_date = catalogue.revision_date = _NO_DAY
        catalogue.last_translator = catalogue.language_team = ""
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        yield path_of(language, "mo"), compiled.getvalue()
