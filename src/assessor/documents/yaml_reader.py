"""YAML 1.2 with positions, from libyaml's events.

In: text. Out: a ``Tree``. Must never know: what the document means.

libyaml is used for its events only. Scalars follow the core schema of YAML 1.2 (so ``NO`` is a word and
``2024-05-01`` stays text); tags other than the core ones, several documents, and keys that are not
words are refused.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from assessor.documents.limits import MAX_DIGITS
from assessor.documents.positions import Mark
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.tree import Tree, TreeBuilder

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONSTANTS: Final[dict[str, Any]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER: Final = re.compile(
    r"(?P<int>[-+]?[0-9]+)|(?P<oct>0o[0-7]+)|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_CORE_TAGS: Final = {f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq")} | {"!", None}


def read_yaml(text: str, name: str) -> Tree:
    """Read YAML 1.2 text.

    Raises:
        SyntaxProblem: the text is not YAML, or uses what is refused here.
    """
    reader = _YamlReader(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SyntaxProblem(
            Problem("yaml", f"this is not valid YAML: {_plainly(error)}", name, line, column)
        ) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        raise SyntaxProblem(
            Problem("yaml", f"this is not valid YAML: {shorten(error, 120)}", name, line)
        ) from None
    return reader.builder.tree()


def _plainly(error: yaml.MarkedYAMLError) -> str:
    problem = shorten(error.problem or "it cannot be read", 120)
    known = {
        "found character that cannot start any token": "a character stands where a value should begin"
        " (a tab used to indent, or an unquoted @ or `)",
        "mapping values are not allowed in this context": "a second ':' stands in the line;"
        " put quotes around text that has a colon in it",
        "could not find expected ':'": "a ':' is missing after a key",
        "did not find expected key": "the indentation does not fit the lines above",
    }
    return known.get(problem, problem)


class _YamlReader:
    def __init__(self, name: str) -> None:
        self.builder = TreeBuilder(name)
        self._anchors: dict[str, tuple[Any, Mark, int] | None] = {}
        self._open_anchors: list[str | None] = []
        self._documents = 0
        self._take = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        handler = self._take.get(type(event))
        if handler is not None:
            handler(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            line, column = _place(event)
            self.builder.fail(
                "several-documents", "a second YAML document begins here", line, column, "keep one in each file"
            )

    def _scalar(self, event: Any) -> None:
        line, column = _place(event)
        builder = self.builder
        if builder.wants_key:
            self._check_tag(event)
            builder.key(event.value, line, column)
            if event.anchor:
                self._anchors[event.anchor] = (event.value, Mark(line, column), 1)
            return
        if event.implicit[0]:
            value = self._resolve(event.value, line, column)
        else:
            self._check_tag(event)
            value = event.value
        mark = Mark(line, column)
        builder.add(value, mark)
        if event.anchor:
            self._anchors[event.anchor] = (value, mark, 1)

    def _resolve(self, text: str, line: int, column: int) -> Any:
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "-+.0123456789":
            return text
        match = _NUMBER.fullmatch(text)
        if match is None:
            return text
        if match.lastgroup == "special":
            self.builder.fail("not-a-number", f"'{text}' is no number that can be used", line, column)
        if len(text) > MAX_DIGITS:
            self.builder.fail("long-number", "this number is too long", line, column, "put quotes around text")
        return _number(match.lastgroup, text, self.builder, line, column)

    def _open(self, event: Any) -> None:
        line, column = _place(event)
        if self.builder.wants_key:
            self.builder.fail("bad-key", "a key must be a word, not a list or a mapping", line, column)
        self._check_tag(event)
        self._open_anchors.append(event.anchor)
        if event.anchor:
            self._anchors[event.anchor] = None
        self.builder.open({} if isinstance(event, yaml.MappingStartEvent) else [], line, column)

    def _close(self, event: Any) -> None:
        built = self.builder.close()
        anchor = self._open_anchors.pop()
        if anchor:
            self._anchors[anchor] = built

    def _alias(self, event: Any) -> None:
        line, column = _place(event)
        built = self._anchors.get(event.anchor)
        if built is None:
            self.builder.fail(
                "bad-alias", f"'*{shorten(event.anchor)}' names nothing that stands above it", line, column
            )
        value, mark, nodes = built
        if self.builder.wants_key:
            self.builder.fail("bad-key", "a key must be a word, not an alias", line, column)
        self.builder.add(value, mark, nodes)

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _CORE_TAGS:
            line, column = _place(event)
            self.builder.fail(
                "tag", f"the tag '{shorten(event.tag)}' is not allowed", line, column, "write the value without a tag"
            )


def _number(group: str | None, text: str, builder: TreeBuilder, line: int, column: int) -> int | float:
    if group == "int":
        return int(text)
    if group == "oct":
        return int(text, 8)
    if group == "hex":
        return int(text, 16)
    value = float(text)
    if value in (float("inf"), float("-inf")):
        builder.fail("long-number", "this number is too large", line, column)
    return value


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
