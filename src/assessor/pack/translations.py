"""The words of a pack in every language that it has, each read only when it is asked for.

In: the folder of a pack, its words in English, and the digest of its rules. Out: words. A language comes from
its compiled file while that is of the very catalogue that stands beside it, and else from the catalogue.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from assessor.documents.problems import SyntaxProblem
from assessor.documents.reading import read_bytes
from assessor.errors import InvalidPackError
from assessor.pack.model import ENGLISH, Texts

FORMAT: Final = 3
"""Of compiled files."""


class Translations(Mapping[str, Texts]):
    """The words of a pack by language."""

    def __init__(self, folder: Path, english: Texts, rules: str) -> None:
        self._folder = folder
        self._rules = rules
        self._languages = (ENGLISH, *sorted(path.stem for path in folder.glob("text/*.po")))
        self._known = {ENGLISH: english}

    def __getitem__(self, language: str) -> Texts:
        if language not in self._known:
            if language not in self._languages:
                raise KeyError(language)
            self._known[language] = self._read(language)
        return self._known[language]

    def digest(self, language: str) -> str:
        """Return the digest of the rules together with the catalogue of a language."""
        return self._digest(read_bytes(self._folder / catalogue_name(language)))

    def _digest(self, data: bytes) -> str:
        return hashlib.sha256(self._rules.encode() + data.replace(b"\r\n", b"\n")).hexdigest()

    def _read(self, language: str) -> Texts:
        data = read_bytes(self._folder / catalogue_name(language))
        content = compiled_content(self._folder / compiled_name(language), self._digest(data))
        try:
            return Texts.model_validate(content["words"])
        except (ValueError, KeyError, TypeError):
            # Not compiled, or damaged: the catalogue itself is read instead.
            return self._from_catalogue(language, data)

    def _from_catalogue(self, language: str, data: bytes) -> Texts:
        from assessor.pack.catalogue import catalogue_problems, read_catalogue, translated

        name, english = (self._folder / catalogue_name(language)).as_posix(), self._known[ENGLISH]
        try:
            catalogue = read_catalogue(data, name, language)
            problems = list(catalogue_problems(catalogue, english, name))
        except SyntaxProblem as error:
            problems = [error.problem]
        if problems:
            raise InvalidPackError(self._folder.as_posix(), problems)
        return translated(english, catalogue, language)

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)

    def __contains__(self, language: object) -> bool:
        return language in self._languages

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]


def catalogue_name(language: str) -> str:
    """Return the name of the file with the words in another language, within the folder of a pack."""
    return f"text/{language}.po"


def compiled_name(language: str) -> str:
    """Return the name of the compiled file that holds the words in a language."""
    return "compiled.json" if language == ENGLISH else f"compiled.{language}.json"


def compiled_content(path: Path, digest: str) -> Any:
    """Return what a compiled file holds; None if it is missing, damaged, or of other files."""
    try:
        content = json.loads(path.read_bytes())
        fits = content["format"] == FORMAT and content["digest"] == digest
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return content if fits else None
