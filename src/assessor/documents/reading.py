"""From a file, or bytes, to a tree with positions.

In: a path, ``-`` for standard input, or bytes. Out: a ``Tree``. Must never know: what the document means.
"""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import Final, Literal

from assessor.documents.limits import MAX_BYTES
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.tree import Tree
from assessor.errors import InputOutputError

Syntax = Literal["yaml", "json"]
STANDARD_INPUT: Final = "-"

_FOREIGN: Final = {
    b"PK\x03\x04": "a Word, Excel or other zipped file",
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich-text file",
}
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises:
        InputOutputError: it is missing, a folder, unreadable, or larger than the limit.
    """
    name = display_name(path)
    try:
        if os.fspath(path) == STANDARD_INPUT:
            if sys.stdin is None:
                raise InputOutputError("Standard input is closed; name a file instead.")
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputOutputError(f"There is no file '{name}'.{_similar(Path(path))}") from None
    except IsADirectoryError:
        raise InputOutputError(f"'{name}' is a folder; name a YAML or JSON file in it.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputOutputError(f"'{name}' cannot be read: {reason}.") from None
    if len(data) > MAX_BYTES:
        raise InputOutputError(
            f"'{name}' is larger than {MAX_BYTES // 1024 // 1024} MB, the most that is read."
        )
    return data


def display_name(path: str | os.PathLike[str]) -> str:
    """Return how a path is named in messages."""
    text = os.fspath(path)
    return "standard input" if text == STANDARD_INPUT else shorten(text, 200)


def _similar(path: Path) -> str:
    from assessor.documents.problems import nearest

    try:
        names = sorted(entry.name for entry in os.scandir(path.parent))[:500]
    except (OSError, ValueError):
        return f" The folder '{shorten(path.parent, 200)}' does not exist either."
    near = nearest(path.name, names)
    return f" Did you mean '{shorten(path.parent / near, 200)}'?" if near else ""


def read_tree(data: bytes, name: str, syntax: Syntax | None = None) -> Tree:
    """Read YAML or JSON bytes into a tree.

    Args:
        data: the bytes of the document, in UTF-8.
        name: how to call it in problems; its ending decides the syntax if ``syntax`` does not.
        syntax: "yaml" or "json".

    Raises:
        SyntaxProblem: it is not text, not YAML or JSON, or empty.
    """
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            raise SyntaxProblem(
                Problem(
                    "not-text", f"this is {what}, not a YAML or JSON document", name,
                    hint="write the strategy down as YAML; 'assessor schema' describes its form",
                )
            )  # fmt: skip
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SyntaxProblem(_not_utf8(data, error.start, name)) from None
    tree = _read_text(text, name, _syntax(name, text, syntax)) if text.strip() else None
    if tree is None or tree.value is None:
        raise SyntaxProblem(Problem("empty", "the document is empty", name, 1, 1))
    return tree


def _not_utf8(data: bytes, at: int, name: str) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8")) + 1
    what = "in UTF-16, not in UTF-8" if data[:2] in _UTF16 else "not in UTF-8"
    return Problem("not-utf8", f"this text is {what}", name, line, column, hint="save the file as UTF-8")


def _read_text(text: str, name: str, syntax: Syntax) -> Tree:
    if syntax == "json":
        from assessor.documents.json_reader import read_json

        return read_json(text, name)
    from assessor.documents.yaml_reader import read_yaml

    return read_yaml(text, name)


def _syntax(name: str, text: str, syntax: Syntax | None) -> Syntax:
    if syntax is not None:
        return syntax
    ending = name.rsplit(".", 1)[-1].lower()
    if ending in ("yaml", "yml"):
        return "yaml"
    return "json" if ending == "json" or text.lstrip()[0] in "{[" else "yaml"
