"""A pack in files that load fast: one with the rules and the English words, one for each other language.

In: a pack; or a folder, and the digest of its rules. Out: the files; or the pack. They are used only while
they hold the digest of the files that they were made from; a pack that was edited is read and checked anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from assessor.pack.model import ENGLISH, Pack, Texts
from assessor.pack.translations import FORMAT, Translations, compiled_content, compiled_name

COMPILED: Final = compiled_name(ENGLISH)


def compiled_files(pack: Pack) -> dict[str, bytes]:
    """Return the compiled files of a pack that was read from its folder, by name."""
    texts = pack.texts
    assert isinstance(texts, Translations)
    rules = pack.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"texts"})
    files = {COMPILED: _file(pack.digest, words=_dumped(texts[ENGLISH]), pack=rules)}
    for language in texts:
        if language != ENGLISH:
            files[compiled_name(language)] = _file(texts.digest(language), words=_dumped(texts[language]))
    return files


def _file(digest: str, **content: Any) -> bytes:
    whole = {"format": FORMAT, "digest": digest, **content}
    return (json.dumps(whole, ensure_ascii=False) + "\n").encode()


def _dumped(words: Texts) -> Any:
    return words.model_dump(mode="json", exclude_unset=True)


def read_compiled(folder: Path, digest: str) -> Pack | None:
    """Return the pack from its compiled file, if that is of these very files.

    Args:
        folder: the folder of the pack.
        digest: the digest of its files.
    """
    content = compiled_content(folder / COMPILED, digest)
    try:
        english = Texts.model_validate(content["words"])
        return Pack.model_validate({**content["pack"], "texts": Translations(folder, english, digest)})
    except (ValueError, KeyError, TypeError):
        # Missing or damaged: the files themselves are read instead.
        return None
