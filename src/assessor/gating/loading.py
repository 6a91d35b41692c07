"""From a file to a ``Baseline``: one that was written as such, or the one that a saved assessment makes.

In: a path or bytes. Out: a ``Baseline``, or everything wrong with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from assessor import resources
from assessor.documents.positions import Positions, pointer
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.reading import display_name, read_bytes, read_tree
from assessor.documents.schema import SchemaJudge, in_order
from assessor.documents.tree import Tree
from assessor.errors import InvalidBaselineError
from assessor.gating.baseline import BASELINE_VERSION, Baseline, baseline_of
from assessor.messages import Message
from assessor.scoring.saved import parse_assessment
from assessor.strategy.dates import span

_OF_BASELINES: Final = ("baseline_version", "entries")
_OF_ASSESSMENTS: Final = ("schema_version", "ideas", "findings")


def load_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline, or a saved assessment as one. Which of them a file is, its content tells.

    Args:
        path: a file, or "-" for standard input.

    Raises:
        InputOutputError: the file is missing or cannot be read.
        InvalidBaselineError: it is neither, or a damaged baseline; ``problems`` holds everything found.
        InvalidAssessmentError: it is a damaged assessment; ``problems`` holds everything found.
    """
    return parse_baseline(read_bytes(path), name=display_name(path))


def parse_baseline(data: bytes | str, *, name: str = "baseline") -> Baseline:
    """Read a baseline, or a saved assessment as one, that is already in memory.

    Args:
        data: JSON, as text or as bytes in UTF-8.
        name: how to call it in problems.

    Raises:
        InvalidBaselineError: it is neither, or a damaged baseline; ``problems`` holds everything found.
        InvalidAssessmentError: it is a damaged assessment; ``problems`` holds everything found.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        tree = read_tree(raw, name, "json")
    except SyntaxProblem as error:
        raise InvalidBaselineError(name, [error.problem]) from None
    if not _has(tree.value, _OF_BASELINES) and _has(tree.value, _OF_ASSESSMENTS):
        return baseline_of(parse_assessment(raw, name=name))
    problems = list(_problems(tree, name))
    if problems:
        raise InvalidBaselineError(name, problems)
    found = _adapter().validate_python(tree.value)
    problems = list(_odds(found, tree.positions))
    if problems:
        raise InvalidBaselineError(name, problems)
    return found


def _has(value: Any, names: tuple[str, ...]) -> bool:
    return isinstance(value, dict) and any(name in value for name in names)


def _problems(tree: Tree, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the form of a baseline."""
    if not _has(tree.value, _OF_BASELINES):
        told = Message("this is neither a baseline nor a saved assessment")
        hint = Message("'assessor assess STRATEGY --write-baseline FILE' writes a baseline")
        yield Problem("unknown-form", told, name, 1, 1, hint=hint)
        return
    version = tree.value.get("baseline_version")
    if isinstance(version, str) and version != BASELINE_VERSION:
        told = Message(
            "this baseline has form '{form}', and '{needed}' is needed",
            form=shorten(version),
            needed=BASELINE_VERSION,
        )
        yield Problem("version", told, name, hint=Message("write it again with this program"))
        return
    yield from in_order(_judge().problems(tree))


def _odds(found: Baseline, positions: Positions) -> Iterator[Problem]:
    """Yield what no baseline of ours says. A merge may leave an entry twice."""

    def problem(
        code: str, told: Message, path: tuple[str | int, ...], hint: Message | None = None
    ) -> Problem:
        mark = positions.nearest(path)
        return Problem(code, told, positions.name, mark.line, mark.column, pointer(path), hint=hint)

    if not _is_day(found.as_of):
        told = Message("'{text}' is no day", text=shorten(found.as_of))
        yield problem("no-date", told, ("as_of",))
    seen: dict[str, int] = {}
    for place, entry in enumerate(found.entries):
        first = seen.setdefault(entry.fingerprint, place)
        if first != place:
            line = positions.nearest(("entries", first)).line
            told = Message(
                "there is another entry of '{name}' on line {line}", name=entry.fingerprint, line=line
            )
            hint = Message("keep one of them, with the items of both")
            yield problem("duplicate-entry", told, ("entries", place), hint)


def _is_day(text: str) -> bool:
    try:
        return text.count("-") == 2 and bool(span(text))
    except ValueError:
        return False


@cache
def _judge() -> SchemaJudge:
    return SchemaJudge(resources.schema("baseline"))


@cache
def _adapter() -> TypeAdapter[Baseline]:
    return TypeAdapter(Baseline)
