"""A pack in files that load fast: one with the rules and the English words, one for each other language.

In: a pack; or a folder, and the digest of its files. Out: the files; or the pack. They are used only while
they hold the digest of all the other files of the folder; a pack that was edited is read and checked anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from assessor.pack.model import ENGLISH, Pack, Texts

COMPILED: Final = "compiled.json"
_FORMAT: Final = 3


def compiled_name(language: str) -> str:
    """Return the name of the file that holds the words in a language."""
    return COMPILED if language == ENGLISH else f"compiled.{language}.json"


def compiled_files(pack: Pack) -> dict[str, bytes]:
    """Return the compiled files of a pack, by name."""
    whole = pack.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"texts"})
    head = {"format": _FORMAT, "digest": pack.digest}
    languages = [language for language in pack.texts if language != ENGLISH]
    files = {COMPILED: {**head, "pack": whole, "words": _dumped(pack.texts[ENGLISH]), "others": languages}}
    for language in languages:
        files[compiled_name(language)] = {**head, "words": _dumped(pack.texts[language])}
    return {
        name: (json.dumps(content, ensure_ascii=False) + "\n").encode() for name, content in files.items()
    }


def _dumped(words: Texts) -> Any:
    return words.model_dump(mode="json", exclude_unset=True)


def read_compiled(folder: Path, digest: str, read_anew: Callable[[], Mapping[str, Texts]]) -> Pack | None:
    """Return the pack from its compiled files, if they are of these very files.

    Args:
        folder: the folder of the pack.
        digest: the digest of its files.
        read_anew: gives the words from the files themselves, if those in a language turn out to be damaged.
    """
    content = _content(folder / COMPILED, digest)
    try:
        if content is None:
            return None
        english = Texts.model_validate(content["words"])
        others = [str(language) for language in content["others"]]
        return Pack.model_validate(
            {**content["pack"], "texts": _Words(folder, digest, english, others, read_anew)}
        )
    except (ValueError, KeyError, TypeError):
        return None


def _content(path: Path, digest: str) -> Any:
    """Return what a compiled file holds; None if it is missing, damaged, or of other files."""
    try:
        content = json.loads(path.read_bytes())
        fits = content["format"] == _FORMAT and content["digest"] == digest
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return content if fits else None


class _Words(Mapping[str, Texts]):
    """The words of a pack by language; those that are not English are read when they are asked for."""

    def __init__(
        self,
        folder: Path,
        digest: str,
        english: Texts,
        others: list[str],
        read_anew: Callable[[], Mapping[str, Texts]],
    ) -> None:
        self._place = folder, digest
        self._known = {ENGLISH: english}
        self._languages = [ENGLISH, *others]
        self._read_anew = read_anew

    def __getitem__(self, language: str) -> Texts:
        if language not in self._known:
            if language not in self._languages:
                raise KeyError(language)
            self._known[language] = self._read(language)
        return self._known[language]

    def _read(self, language: str) -> Texts:
        folder, digest = self._place
        content = _content(folder / compiled_name(language), digest)
        try:
            return Texts.model_validate(content["words"])
        except (ValueError, KeyError, TypeError):
            return self._read_anew()[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]
