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
from assessor.documents.refusal import reason_of
from assessor.documents.tree import Tree
from assessor.errors import InputOutputError
from assessor.messages import Message

Syntax = Literal["yaml", "json"]
STANDARD_INPUT: Final = "-"

_FOREIGN: Final = {
    b"PK\x03\x04": Message("this is a Word, Excel or other zipped file, not a YAML or JSON document"),
    b"%PDF": Message("this is a PDF file, not a YAML or JSON document"),
    b"\xd0\xcf\x11\xe0": Message("this is an old Word or Excel file, not a YAML or JSON document"),
    b"{\\rtf": Message("this is a rich-text file, not a YAML or JSON document"),
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
                raise InputOutputError(Message("Standard input is closed; name a file instead."))
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputOutputError(_no_file(Path(path), name)) from None
    except IsADirectoryError:
        message = Message("'{name}' is a folder; name a file in it.", name=name)
        raise InputOutputError(message) from None
    except (OSError, ValueError) as error:
        message = Message("'{name}' cannot be read: {reason}.", name=name, reason=reason_of(error))
        raise InputOutputError(message) from None
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 1024 // 1024
        raise InputOutputError(
            Message("'{name}' is larger than {number} MB, the most that is read.", name=name, number=most)
        )
    return data


def display_name(path: str | os.PathLike[str]) -> str:
    """Return how a path is named in messages."""
    text = os.fspath(path)
    return Message("standard input") if text == STANDARD_INPUT else shorten(text, 200)


def _no_file(path: Path, name: str) -> Message:
    from assessor.documents.problems import nearest

    try:
        names = sorted(entry.name for entry in os.scandir(path.parent))[:500]
    except (OSError, ValueError):
        folder = shorten(path.parent, 200)
        return Message(
            "There is no file '{name}'. The folder '{folder}' does not exist either.",
            name=name,
            folder=folder,
        )
    near = nearest(path.name, names)
    if near is None:
        return Message("There is no file '{name}'.", name=name)
    near = shorten(path.parent / near, 200)
    return Message("There is no file '{name}'. Did you mean '{near}'?", name=name, near=near)


def read_tree(data: bytes, name: str, syntax: Syntax | None = None) -> Tree:
    """Read YAML or JSON bytes into a tree.

    Args:
        data: the bytes of the document, in UTF-8.
        name: how to call it in problems; its ending decides the syntax if ``syntax`` does not.
        syntax: "yaml" or "json".

    Raises:
        SyntaxProblem: it is not text, not YAML or JSON, or empty.
    """
    for start, told in _FOREIGN.items():
        if data.startswith(start):
            hint = Message("write the strategy down as YAML; 'assessor schema' describes its form")
            raise SyntaxProblem(Problem("not-text", told, name, hint=hint))
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SyntaxProblem(_not_utf8(data, error.start, name)) from None
    tree = _read_text(text, name, _syntax(name, text, syntax)) if text.strip() else None
    if tree is None or tree.value is None:
        raise SyntaxProblem(Problem("empty", Message("the document is empty"), name, 1, 1))
    return tree


def _not_utf8(data: bytes, at: int, name: str) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8")) + 1
    if data[:2] in _UTF16:
        told = Message("this text is in UTF-16, not in UTF-8")
    else:
        told = Message("this text is not in UTF-8")
    return Problem("not-utf8", told, name, line, column, hint=Message("save the file as UTF-8"))


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
