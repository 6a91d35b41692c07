"""What a schema cannot say of a rule pack: that its names lead somewhere and its parts fit together.

In: a pack of the right form, and the trees it was read from. Out: problems, each at its line. Must never
know: any strategy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessor.documents.positions import Path, pointer
from assessor.documents.problems import Problem
from assessor.documents.tree import Tree
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.lint import patterns
from assessor.pack.lint.about import About
from assessor.pack.lint.criteria import Criteria
from assessor.pack.lint.found import Found
from assessor.pack.lint.words import words

__all__ = ["lint"]


_PATTERNS: Final = {
    "consistency.yaml": patterns.consistency,
    "diagnoses.yaml": patterns.diagnoses,
    "views.yaml": patterns.views,
}


def lint(pack: m.Pack, trees: Mapping[str, Tree]) -> list[Problem]:
    """Return everything wrong with a pack of the right form, file by file and line by line."""
    problems: list[Problem] = []
    for name, tree in trees.items():
        found = [_problem(tree, *entry) for entry in _file(pack, name, tree)]
        problems += sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))
    return problems


def _file(pack: m.Pack, name: str, tree: Tree) -> Found:
    if name == "pack.yaml":
        yield from About(pack).found()
    elif name in _PATTERNS:
        yield from _PATTERNS[name](pack)
    elif name.startswith("criteria/"):
        yield from Criteria(pack, m.CriteriaFile.model_validate(tree.value)).found()
    else:
        yield from words(pack, m.TextFile.model_validate(tree.value))


def _problem(tree: Tree, path: Path, code: str, message: Message, hint: Message | None) -> Problem:
    mark = tree.positions.nearest(path)
    # What is said of a key by its name stands at the key.
    at_key = bool(path) and isinstance(path[-1], str) and f"'{path[-1]}'" in message
    line, column = (mark.key_line, mark.key_column) if at_key else (mark.line, mark.column)
    return Problem(code, message, tree.positions.name, line, column, pointer(path), hint=hint)
