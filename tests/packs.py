"""Packs whose files are read once, however many packs hold them: most tests change one file of thirty."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from assessor.documents.problems import Problem
from assessor.documents.reading import Syntax, read_tree
from assessor.documents.tree import Tree
from assessor.pack import loading

_JUDGE: Final = loading._judge
_TREES: Final[dict[bytes, Tree]] = {}
"""What was read, by its bytes."""
_VALID: Final[set[tuple[str, int]]] = set()
"""The sorts of files whose form a value has, with the value's id; values stay, as what was read does."""


@pytest.fixture
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and judge a file of a pack again only if it is another, or was not valid."""
    monkeypatch.setattr(loading, "read_tree", _read_once)
    monkeypatch.setattr(loading, "_judge", _Remembering)


def _read_once(data: bytes, name: str, syntax: Syntax | None = None) -> Tree:
    if data not in _TREES:
        _TREES[data] = read_tree(data, name, syntax)
    tree = _TREES[data]
    return replace(tree, positions=replace(tree.positions, name=name))


class _Remembering:
    """Judges as the judge of a sort of file does."""

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def problems(self, tree: Tree) -> list[Problem]:
        key = self.sort, id(tree.value)
        found = [] if key in _VALID else _JUDGE(self.sort).problems(tree)
        if not found:
            _VALID.add(key)
        return found
