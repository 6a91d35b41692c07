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
from assessor.documents.tree import Built, Tree, TreeBuilder
from assessor.messages import Message

Fault = tuple[Message | str, Message | None]
"""What is wrong, and a hint. What libyaml alone has words for is told in those."""

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
_UNREADABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
_COLON: Final = re.compile(r":(\s|$)")
_BRACKETS: Final = {"while parsing a flow sequence": "[", "while parsing a flow mapping": "{"}
_SIGNS: Final = {"while scanning an alias": "*", "while scanning an anchor": "&"}
_QUOTE_IT: Final = Message("put quotes around it")
_QUOTE_ALL: Final = Message("put quotes around the whole text")
_MISALIGNED: Final = (
    Message("the indentation does not fit the lines above"),
    Message("line it up with what it belongs to"),
)
_SAID: Final[dict[str, Fault]] = {
    "mapping values are not allowed in this context": (
        Message("a key stands here inside a text"),
        Message("look for a wrong indentation, or a ':' without a space after it in the line above"),
    ),
    "could not find expected ':'": (Message("a ':' is missing after this key"), None),
    "found unexpected ':'": (Message("a ':' stands inside a text"), _QUOTE_ALL),
    "mapping keys are not allowed in this context": (
        Message("text cannot begin with '{sign}'", sign="? "),
        _QUOTE_IT,
    ),
    "did not find expected <document start>": (Message("something follows the end of the document"), None),
    "did not find expected key": _MISALIGNED,
    "did not find expected '-' indicator": _MISALIGNED,
    "block sequence entries are not allowed in this context": (
        Message("a list cannot begin here"),
        Message("begin it on a line of its own"),
    ),
    "it cannot be read": (Message("it cannot be read"), None),
}
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
        raise SyntaxProblem(_syntax_problem(error, text, name)) from None
    except yaml.YAMLError:
        raise SyntaxProblem(_unreadable_character(text, name)) from None
    return reader.builder.tree()


def _unreadable_character(text: str, name: str) -> Problem:
    match = _UNREADABLE.search(text)
    at = match.start() if match else 0
    what = Message("the invisible character {code} stands here", code=f"U+{ord(text[at]):04X}")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Problem("yaml", _not_valid(what), name, line, column, hint=Message("delete it"))


def _not_valid(what: str) -> Message:
    return Message("this is not valid YAML: {what}", what=what)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Put what libyaml says into the words of someone who writes the document."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem("yaml", Message("this is not valid YAML"), name, 1, 1)
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    said = error.problem or "it cannot be read"
    begun = _about_what_begun(error.context or "", said, line[mark.column : mark.column + 1])
    what, hint = begun or _about_here(said, line[: mark.column], line[mark.column : mark.column + 1])
    if begun or said == "could not find expected ':'":
        mark = error.context_mark or mark
    return Problem("yaml", _not_valid(what), name, mark.line + 1, mark.column + 1, hint=hint)


def _about_what_begun(context: str, said: str, char: str) -> Fault | None:
    """Return what is wrong with the part that was being read, and a hint, if the fault is where it begins."""
    if context in _BRACKETS:
        opens = Message("the '{sign}' that opens here is not closed", sign=_BRACKETS[context])
        return opens, Message("close it, or put a ',' between its entries")
    if context == "while scanning a quoted scalar" and "unexpected" in said:
        return Message("the quotation mark that opens here is not closed"), None
    if context in _SIGNS:
        return Message("text cannot begin with '{sign}'", sign=_SIGNS[context]), _QUOTE_IT
    if "start any token" in said and char != "\t":
        return Message("text cannot begin with '{sign}'", sign=shorten(char)), _QUOTE_IT
    return None


def _about_here(said: str, before: str, char: str) -> Fault:
    """Return what is wrong where libyaml stopped, and a hint, from the line up to there."""
    if char == "\t" or before.endswith("\t"):
        return Message("a tab stands here"), Message("indent with spaces")
    if "escape" in said or "hexdecimal" in said:
        told = Message("a '\\' in double quotes must begin an escape")
        return told, Message("use single quotes, or write '\\\\'")
    if "mapping values" in said and _COLON.search(before):
        hint = Message("put quotes around text that has a colon in it")
        return Message("a second ':' stands in the line"), hint
    if said.startswith("did not find expected") and before.strip(" -"):
        return Message("something follows the end of a value"), _QUOTE_ALL
    if said == "did not find expected node content":
        missing = Message("a value is missing before '{sign}'", sign=shorten(char))
        return (missing if char else Message("a value is missing here")), None
    return _SAID.get(said, (shorten(said, 120), None))


class _YamlReader:
    def __init__(self, name: str) -> None:
        self.builder = TreeBuilder(name)
        self._anchors: dict[str, Built | None] = {}
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
            message = Message("a second YAML document begins here")
            self.builder.fail("several-documents", message, line, column, Message("keep one in each file"))

    def _scalar(self, event: Any) -> None:
        line, column = _place(event)
        builder = self.builder
        if builder.wants_key:
            self._check_tag(event)
            if event.value == "<<" and event.implicit[0]:
                message = Message("'<<' does not merge here")
                builder.fail("bad-key", message, line, column, Message("write the keys out"))
            builder.key(event.value, line, column)
            if event.anchor:
                self._anchors[event.anchor] = Built(event.value, Mark(line, column))
            return
        if event.implicit[0]:
            value = self._resolve(event.value, line, column)
        else:
            self._check_tag(event)
            value = event.value
        mark = Mark(line, column)
        builder.add(value, mark)
        if event.anchor:
            self._anchors[event.anchor] = Built(value, mark)

    def _resolve(self, text: str, line: int, column: int) -> Any:
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "-+.0123456789":
            return text
        match = _NUMBER.fullmatch(text)
        if match is None:
            return text
        if match.lastgroup == "special":
            message = Message("'{text}' is no number that can be used", text=text)
            self.builder.fail("not-a-number", message, line, column)
        if len(text) > MAX_DIGITS:
            hint = Message("if it is text, put quotes around it")
            self.builder.fail("long-number", Message("this number is too long"), line, column, hint)
        return _number(match.lastgroup, text, self.builder, line, column)

    def _open(self, event: Any) -> None:
        line, column = _place(event)
        if self.builder.wants_key:
            message = Message("a key must be a word, not a list or a mapping")
            self.builder.fail("bad-key", message, line, column)
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
            message = Message("'*{name}' names nothing that stands above it", name=shorten(event.anchor))
            self.builder.fail("bad-alias", message, line, column)
        if self.builder.wants_key:
            self.builder.fail("bad-key", Message("a key must be a word, not an alias"), line, column)
        self.builder.add(*built)

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _CORE_TAGS:
            line, column = _place(event)
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            message = Message("the tag '{tag}' is not allowed", tag=shorten(tag))
            self.builder.fail("tag", message, line, column, Message("write the value without a tag"))


def _number(group: str | None, text: str, builder: TreeBuilder, line: int, column: int) -> int | float:
    if group == "int":
        return int(text)
    if group == "oct":
        return int(text, 8)
    if group == "hex":
        return int(text, 16)
    value = float(text)
    if value in (float("inf"), float("-inf")):
        builder.fail("long-number", Message("this number is too large"), line, column)
    return value


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
