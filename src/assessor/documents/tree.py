"""The tree that both readers build: plain values, and beside them where each one stands.

In: values and places, from a reader. Out: ``Tree``. Must never know: YAML, JSON, or what the values mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from assessor.documents.limits import MAX_DEPTH, MAX_NODES
from assessor.documents.positions import Key, Mark, Positions, pointer
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.messages import Message


@dataclass(frozen=True, slots=True)
class Tree:
    """A document as plain values (dict, list, str, int, float, bool, None) with positions."""

    value: Any
    positions: Positions


class _Frame:
    __slots__ = ("container", "height", "key", "mark", "nodes_before")

    def __init__(self, container: dict[Key, Any] | list[Any], mark: Mark, nodes_before: int) -> None:
        self.container = container
        self.mark = mark
        self.key: Key | None = None
        self.nodes_before = nodes_before
        self.height = 1


class Built(NamedTuple):
    """A part that was built, for an alias to use again."""

    value: Any
    mark: Mark
    nodes: int = 1
    """Number of values in it, itself included."""
    height: int = 0
    """Levels of nesting in it."""


class TreeBuilder:
    """Builds a tree without recursion, watching depth, size and duplicate keys."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.root_mark: Mark | None = None
        self.nodes = 0
        self._stack: list[_Frame] = []

    @property
    def wants_key(self) -> bool:
        """Whether the next scalar is the key of a mapping."""
        if not self._stack:
            return False
        frame = self._stack[-1]
        return frame.key is None and isinstance(frame.container, dict)

    def fail(
        self, code: str, message: Message, line: int, column: int, hint: Message | None = None
    ) -> NoReturn:
        """Stop reading with one problem."""
        keys = [_key_in_progress(frame) for frame in self._stack]
        if self._stack and isinstance(self._stack[-1].container, list):
            keys.pop()
        path = [key for key in keys if key is not None]
        raise SyntaxProblem(Problem(code, message, self.name, line, column, pointer(path), hint=hint))

    def key(self, key: str, line: int, column: int) -> None:
        """Take the next key of the mapping that is open."""
        frame = self._stack[-1]
        if key in frame.container:
            first = (frame.mark.parts or {})[key]
            message = Message(
                "'{name}' stands twice here; it is already on line {line}",
                name=shorten(key),
                line=first.key_line,
            )
            self.fail("duplicate-key", message, line, column, Message("keep one of the two"))
        frame.key = key
        frame.mark.parts = frame.mark.parts or {}
        frame.mark.parts[key] = mark = Mark(line, column)
        mark.key_line, mark.key_column = line, column

    def add(self, value: Any, mark: Mark, nodes: int = 1, height: int = 0) -> None:
        """Take the next value: a scalar, or a whole part that was built before."""
        self.nodes += nodes
        if len(self._stack) + height > MAX_DEPTH:
            self._fail_too_deep(mark.line, mark.column)
        if self.nodes > MAX_NODES:
            message = Message("the document has more than {number} values", number=MAX_NODES)
            self.fail("too-large", message, mark.line, mark.column)
        if not self._stack:
            self.root, self.root_mark = value, mark
            return
        frame = self._stack[-1]
        frame.height = max(frame.height, height + 1)
        if isinstance(frame.container, list):
            key: Key = len(frame.container)
            frame.container.append(value)
        else:
            assert frame.key is not None
            key, frame.key = frame.key, None
            frame.container[key] = value
            assert frame.mark.parts is not None
            held = frame.mark.parts[key]
            mark = _keyed(mark, held)
        if frame.mark.parts is None:
            frame.mark.parts = {}
        frame.mark.parts[key] = mark

    def open(self, container: dict[Key, Any] | list[Any], line: int, column: int) -> None:
        """Open a mapping or a list."""
        if len(self._stack) >= MAX_DEPTH:
            self._fail_too_deep(line, column)
        self._stack.append(_Frame(container, Mark(line, column), self.nodes))

    def _fail_too_deep(self, line: int, column: int) -> NoReturn:
        message = Message("the document is nested more than {number} levels deep", number=MAX_DEPTH)
        self.fail("too-deep", message, line, column)

    def close(self) -> Built:
        """Close the innermost mapping or list, and return it."""
        frame = self._stack.pop()
        nodes = self.nodes - frame.nodes_before + 1
        self.add(frame.container, frame.mark, height=frame.height)
        return Built(frame.container, frame.mark, nodes, frame.height)

    def tree(self) -> Tree:
        """Return what was built."""
        mark = self.root_mark or Mark(1, 1)
        return Tree(self.root, Positions(self.name, mark))


def _key_in_progress(frame: _Frame) -> Key | None:
    return len(frame.container) if isinstance(frame.container, list) else frame.key


def _keyed(mark: Mark, key: Mark) -> Mark:
    """Return the mark of a value with the place of its key; an alias shares parts, not its key."""
    keyed = Mark(mark.line, mark.column)
    keyed.key_line, keyed.key_column = key.key_line, key.key_column
    keyed.parts = mark.parts
    return keyed
