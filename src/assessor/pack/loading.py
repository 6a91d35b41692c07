"""From a folder to a ``Pack``, or to every problem in it.

In: a folder, or the name of the pack that travels with the program. Out: a ``Pack`` that passed lint. Must
never know: any strategy, or how conditions are matched.
"""

from __future__ import annotations

import hashlib
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
from assessor.messages import Message
from assessor.pack.compiled import compiled_files, read_compiled
from assessor.pack.model import ENGLISH, CriteriaFile, CriterionText, Pack, PackFile, TextFile, Texts
from assessor.pack.translations import Translations, catalogue_name

DEFAULT_PACK: Final = "al-las"
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
    return read_compiled(folder, digest) or _read(folder, files, digest)[0]


def read_pack(pack: str | os.PathLike[str]) -> tuple[Pack, dict[str, Tree]]:
    """Read a pack anew from its files, whatever is compiled; return it with the tree of each file.

    Raises:
        As ``load_pack``.
    """
    folder = pack_folder(pack)
    files = dict(_files(folder))
    return _read(folder, files, _digest(files))


def check_translations(pack: Pack) -> None:
    """Read the words of a pack in every language.

    Raises:
        InvalidPackError: a catalogue is not valid; ``problems`` holds everything found in any.
    """
    problems: list[Problem] = []
    for language in pack.texts:
        try:
            pack.texts[language]
        except InvalidPackError as error:
            name, problems = error.name, [*problems, *error.problems]
    if problems:
        raise InvalidPackError(name, problems)


def compile_pack(pack: str | os.PathLike[str]) -> dict[str, bytes]:
    """Return the compiled files for the folder of a pack, by name, read anew from its other files.

    Raises:
        As ``load_pack``.
    """
    loaded, _ = read_pack(pack)
    check_translations(loaded)
    return compiled_files(loaded)


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
        raise InputOutputError(
            Message("'{name}' is no rule pack: a pack is a folder with a file pack.yaml.", name=shown)
        )
    if os.sep in name or "/" in name:
        message = Message(
            "There is no folder '{name}'; name the folder of a rule pack, or '{usual}'.",
            name=shown,
            usual=DEFAULT_PACK,
        )
        raise InputOutputError(message)
    message = Message(
        "There is no rule pack '{name}'; possible: '{usual}', or the folder of a pack.",
        name=shown,
        usual=DEFAULT_PACK,
    )
    raise UsageError(message)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a pack by their names within it, in order."""
    names = ["pack.yaml", *(name for name in OPTIONAL if (folder / name).is_file())]
    for pattern in ("criteria/*.yaml", "text/*/*.yaml"):
        names += sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    if len(names) > MAX_FILES:
        message = Message(
            "'{name}' has more than {number} files, the most a pack may have.",
            name=shorten(folder, 200),
            number=MAX_FILES,
        )
        raise InputOutputError(message)
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
        if _sort(name) == "text" and (language := name.split("/")[1]) != ENGLISH:
            told = Message("words in another language stand in {file}", file=catalogue_name(language))
            hint = Message("'{command}' writes it", command=f"assessor pack translate PACK {language}")
            problems.append(Problem("language", told, shown, hint=hint))
    if problems:
        raise InvalidPackError(folder.as_posix(), problems)
    pack = _assembled(trees, digest)
    problems = lint(pack, trees)
    if problems:
        raise InvalidPackError(folder.as_posix(), problems)
    texts = Translations(folder, pack.texts[ENGLISH], digest)
    return pack.model_copy(update={"texts": texts}), trees


def _sort(name: str) -> str:
    return name.partition("/")[0].removesuffix(".yaml")


@cache
def _judge(sort: str) -> SchemaJudge:
    from assessor.pack.schema import file_schema

    return SchemaJudge(file_schema(resources.schema("rule-pack"), sort))


def _assembled(trees: Mapping[str, Tree], digest: str) -> Pack:
    criteria = [
        CriteriaFile.model_validate(tree.value) for name, tree in trees.items() if _sort(name) == "criteria"
    ]
    rest = {name: trees[name].value for name in OPTIONAL if name in trees}
    return Pack(
        about=PackFile.model_validate(trees["pack.yaml"].value),
        files=criteria,
        texts=_texts(trees),
        digest=digest,
        consistency=rest.get("consistency.yaml"),
        diagnoses=rest.get("diagnoses.yaml", {}).get("diagnoses", []),
        views=rest.get("views.yaml", {}).get("views", []),
    )


def _texts(trees: Mapping[str, Tree]) -> dict[str, Texts]:
    """Return the words in English, put together from their files."""
    words: dict[str, Any] = {}
    for name, tree in trees.items():
        if _sort(name) == "text":
            _add_words(words, TextFile.model_validate(tree.value))
    return {ENGLISH: Texts.model_validate({"title": ENGLISH, **words, "language": ENGLISH})} if words else {}


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
