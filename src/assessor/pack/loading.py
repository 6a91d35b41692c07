"""From a folder to a ``Pack``, or to every problem in it.

In: a folder, or the name of the pack that travels with the program. Out: a ``Pack`` that passed lint. Must
never know: any strategy, or how conditions are matched.

``compiled.json`` in the folder is the whole pack in one file that loads fast. It is used only while it holds
the digest of all the other files; a pack that was edited is read and checked anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from assessor import resources
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.reading import read_bytes, read_tree
from assessor.documents.schema import SchemaJudge, in_order
from assessor.documents.tree import Tree
from assessor.errors import InputOutputError, InvalidPackError, UsageError
from assessor.pack.model import ENGLISH, CriteriaFile, CriterionText, Pack, PackFile, TextFile, Texts

DEFAULT_PACK: Final = "al-las"
COMPILED: Final = "compiled.json"
_FORMAT: Final = 2
MAX_FILES: Final = 500
OPTIONAL: Final = ("consistency.yaml", "diagnoses.yaml", "views.yaml")
"""Files that a pack can do without."""


def load_pack(pack: str | os.PathLike[str] = DEFAULT_PACK) -> Pack:
    """Load a rule pack.

    Args:
        pack: "al-las", the pack that travels with the program, or the folder of another.

    Raises:
        UsageError: there is no pack of that name.
        InputOutputError: the folder, or a file in it, cannot be read.
        InvalidPackError: the pack is not valid; ``problems`` holds everything found.
    """
    folder = pack_folder(pack)
    files = dict(_files(folder))
    digest = _digest(files)
    return _compiled(folder, digest) or _read(folder, files, digest)[0]


def read_pack(pack: str | os.PathLike[str]) -> tuple[Pack, dict[str, Tree]]:
    """Read a pack anew from its files, whatever is compiled; return it with the tree of each file.

    Raises:
        As ``load_pack``.
    """
    folder = pack_folder(pack)
    files = dict(_files(folder))
    return _read(folder, files, _digest(files))


def compile_pack(pack: str | os.PathLike[str]) -> bytes:
    """Return the contents of ``compiled.json`` for a pack, read anew from its other files.

    Raises:
        As ``load_pack``.
    """
    loaded, _ = read_pack(pack)
    content = {
        "format": _FORMAT,
        "digest": loaded.digest,
        "pack": loaded.model_dump(mode="json", by_alias=True, exclude_unset=True),
    }
    return (json.dumps(content, ensure_ascii=False, indent=None, sort_keys=False) + "\n").encode()


def pack_folder(pack: str | os.PathLike[str]) -> Path:
    """Return the folder of a pack.

    Raises:
        UsageError: there is no pack of that name.
        InputOutputError: there is no such folder.
    """
    name = os.fspath(pack)
    if name == DEFAULT_PACK:
        return resources.rules_path()
    path = Path(name)
    try:
        if (path / "pack.yaml").is_file():
            return path
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    shown = shorten(name, 200)
    if exists:
        raise InputOutputError(f"'{shown}' is no rule pack: a pack is a folder with a file pack.yaml.")
    if os.sep in name or "/" in name:
        raise InputOutputError(
            f"There is no folder '{shown}'; name the folder of a rule pack, or '{DEFAULT_PACK}'."
        )
    raise UsageError(f"There is no rule pack '{shown}'; possible: '{DEFAULT_PACK}', or the folder of a pack.")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a pack by their names within it, in order."""
    names = ["pack.yaml", *(name for name in OPTIONAL if (folder / name).is_file())]
    for pattern in ("criteria/*.yaml", "text/*/*.yaml"):
        names += sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    if len(names) > MAX_FILES:
        raise InputOutputError(
            f"'{shorten(folder, 200)}' has more than {MAX_FILES} files, the most a pack may have."
        )
    for name in names:
        yield name, read_bytes(folder / name)


def _digest(files: Mapping[str, bytes]) -> str:
    found = hashlib.sha256()
    for name, data in files.items():
        # Line ends differ between systems and mean nothing.
        content = data.replace(b"\r\n", b"\n")
        found.update(f"{name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _compiled(folder: Path, digest: str) -> Pack | None:
    """Return the pack from its compiled file, if that is of these very files."""
    try:
        content = json.loads((folder / COMPILED).read_bytes())
        if content["format"] != _FORMAT or content["digest"] != digest:
            return None
        return Pack.model_validate(content["pack"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # Missing or damaged: the files themselves are read instead.
        return None


def _read(folder: Path, files: Mapping[str, bytes], digest: str) -> tuple[Pack, dict[str, Tree]]:
    """Read, validate and lint the files of a pack."""
    from assessor.pack.lint import lint

    trees: dict[str, Tree] = {}
    problems: list[Problem] = []
    for name, data in files.items():
        shown = (folder / name).as_posix()
        try:
            tree = trees[name] = read_tree(data, shown, "yaml")
        except SyntaxProblem as error:
            problems.append(error.problem)
            continue
        problems += in_order(_judge(_sort(name)).problems(tree))
    if problems:
        raise InvalidPackError(folder.as_posix(), problems)
    pack = _assembled(trees, digest)
    problems = lint(pack, trees)
    if problems:
        raise InvalidPackError(folder.as_posix(), problems)
    return pack, trees


def _sort(name: str) -> str:
    return name.partition("/")[0].removesuffix(".yaml")


@cache
def _judge(sort: str) -> SchemaJudge:
    from assessor.pack.schema import file_schema

    return SchemaJudge(file_schema(resources.schema("rule-pack"), sort))


def _assembled(trees: Mapping[str, Tree], digest: str) -> Pack:
    by_language: dict[str, dict[str, Any]] = {}
    criteria: list[CriteriaFile] = []
    for name, tree in trees.items():
        sort = _sort(name)
        if sort == "criteria":
            criteria.append(CriteriaFile.model_validate(tree.value))
        elif sort == "text":
            language = name.split("/")[1]
            words = by_language.setdefault(language, {"language": language, "title": language})
            _add_words(words, TextFile.model_validate(tree.value))
    english = by_language.get(ENGLISH, {})
    texts = {
        language: Texts.model_validate(_completed(words, english)) for language, words in by_language.items()
    }
    rest = {name: trees[name].value for name in OPTIONAL if name in trees}
    return Pack(
        about=PackFile.model_validate(trees["pack.yaml"].value),
        files=criteria,
        texts=texts,
        digest=digest,
        consistency=rest.get("consistency.yaml"),
        diagnoses=rest.get("diagnoses.yaml", {}).get("diagnoses", []),
        views=rest.get("views.yaml", {}).get("views", []),
    )


def _completed(words: dict[str, Any], english: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a language, with those in English where a translation is still missing."""
    whole = {name: value for name, value in english.items() if isinstance(value, dict)}
    for name, value in words.items():
        known = whole.get(name)
        # A criterion is translated as a whole: no sentence of it is borrowed.
        inner = isinstance(value, dict) and isinstance(known, dict)
        whole[name] = _merged(known, value, 0 if name == "criteria" else 3) if inner else value
    return whole


def _merged(known: Any, value: Any, depth: int) -> Any:
    if not isinstance(known, dict) or not isinstance(value, dict):
        return value
    if depth == 0:
        return {**known, **value}
    return {**known, **{name: _merged(known.get(name), inner, depth - 1) for name, inner in value.items()}}


def _add_words(words: dict[str, Any], file: TextFile) -> None:
    for name in file.model_fields_set:
        value = getattr(file, name)
        if name == "entries":
            for vocabulary, entries in value.items():
                known = words.setdefault(name, {}).setdefault(vocabulary, {})
                known.update({key: _plain(entry) for key, entry in entries.items()})
        elif isinstance(value, dict):
            words.setdefault(name, {}).update({key: _plain(entry) for key, entry in value.items()})
        elif value is not None:
            words[name] = value


def _plain(entry: Any) -> Any:
    if isinstance(entry, CriterionText):
        return asdict(entry)
    return entry if isinstance(entry, str) else entry.model_dump(exclude_unset=True)
