"""From a file to a ``Strategy``, or to every problem in it.

In: a path, ``-`` or bytes. Out: a ``Strategy``. Must never know: rules, scores.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from math import isfinite
from typing import Any

from assessor.documents.positions import Mark, Path, Positions, pointer
from assessor.documents.problems import Problem, SyntaxProblem
from assessor.documents.reading import Syntax, display_name, read_bytes, read_tree
from assessor.documents.tree import Tree
from assessor.documents.wording import where
from assessor.errors import InvalidStrategyError
from assessor.messages import Message
from assessor.strategy.model import Strategy
from assessor.strategy.validation import problems_of, to_strategy


def load_strategy(path: str | os.PathLike[str], *, syntax: Syntax | None = None) -> Strategy:
    """Read and validate a strategy document.

    Args:
        path: a YAML or JSON file, or "-" for standard input.
        syntax: "yaml" or "json"; otherwise the file's ending decides, and else its first character.

    Raises:
        InputOutputError: the file is missing or cannot be read.
        InvalidStrategyError: it is not a valid strategy; ``problems`` holds everything found.
    """
    return parse_strategy(read_bytes(path), name=display_name(path), syntax=syntax)


def parse_strategy(data: bytes | str, *, name: str = "strategy", syntax: Syntax | None = None) -> Strategy:
    """Read and validate a strategy document that is already in memory.

    Args:
        data: YAML or JSON, as text or as bytes in UTF-8.
        name: how to call it in problems.
        syntax: as in ``load_strategy``.

    Raises:
        InvalidStrategyError: it is not a valid strategy; ``problems`` holds everything found.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        tree = read_tree(raw, name, syntax)
    except SyntaxProblem as error:
        raise InvalidStrategyError(name, [error.problem]) from None
    problems = problems_of(tree)
    if problems:
        raise InvalidStrategyError(name, problems)
    return to_strategy(tree).with_positions(tree.positions)


def strategy_from(content: dict[str, Any], *, name: str = "strategy") -> Strategy:
    """Validate a strategy given as plain values (dict, list, str, int, float, bool, None).

    Raises:
        InvalidStrategyError: it is not a valid strategy; ``problems`` holds everything found.
    """
    tree = Tree(content, Positions(name, Mark(1, 1)))
    problems = list(_not_finite(content, (), name)) or problems_of(tree)
    try:
        if not problems:
            return to_strategy(tree)
    except InvalidStrategyError as error:
        problems = list(error.problems)
    raise InvalidStrategyError(name, [replace(p, line=None, column=None) for p in problems])


def _not_finite(value: Any, path: Path, name: str) -> Iterator[Problem]:
    """Yield a problem for each number that is none: a file cannot hold one, but plain values can."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in inner:
        yield from _not_finite(entry, (*path, key), name)
    if isinstance(value, float) and not isfinite(value):
        message = Message(
            "{part} is {number}, which is no number that can be used", part=where(path), number=value
        )
        yield Problem("not-a-number", message, name, pointer=pointer(path))


def validate_strategy(path: str | os.PathLike[str], *, syntax: Syntax | None = None) -> list[Problem]:
    """Return every problem of a strategy document; an empty list if it is valid.

    Raises:
        InputOutputError: the file is missing or cannot be read.
    """
    try:
        load_strategy(path, syntax=syntax)
    except InvalidStrategyError as error:
        return list(error.problems)
    return []
