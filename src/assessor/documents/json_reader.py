"""JSON (RFC 8259) with positions.

In: text. Out: a ``Tree``. Must never know: what the document means.

The standard library gives values without their places, so the structure is walked here; strings, the hard
part, are still its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in the type stubs
from typing import Any, Final, NoReturn

from assessor.documents.limits import MAX_DIGITS
from assessor.documents.positions import Mark
from assessor.documents.problems import shorten
from assessor.documents.tree import Tree, TreeBuilder
from assessor.messages import Message

Fault = tuple[Message, Message | None]
"""What is wrong, and a hint."""

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD: Final = re.compile(r"[A-Za-z]+")
_NUMBER_GOES_ON: Final = re.compile(r"[-+.\w]")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_MEANT: Final = {
    "true": "true", "yes": "true", "false": "false", "no": "false",
    "null": "null", "none": "null", "nil": "null", "nan": "null", "undefined": "null",
}  # fmt: skip
_COMMENT_SIGNS: Final = ("/", "#")
_NO_COMMENTS: Final = (Message("a comment stands here, and JSON has none"), Message("delete it"))
_NO_NUMBER: Final = (
    Message("this is no number"),
    Message(
        "write digits, with '.' only before decimals and no '+' or 0 at the start; put quotes around text"
    ),
)
_ENDS_EARLY: Final = Message("the document ends too early")


def read_json(text: str, name: str) -> Tree:
    """Read JSON text.

    Raises:
        SyntaxProblem: the text is not JSON, or has a key twice.
    """
    return _JsonReader(text, name).read()


class _JsonReader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.at = 0
        self.builder = TreeBuilder(name)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._closers: list[str] = []
        self._fresh = False

    def read(self) -> Tree:
        self._value()
        while self._closers:
            self._step()
        if self._peek():
            self._fail(Message("something follows the end of the document"))
        return self.builder.tree()

    def _step(self) -> None:
        """Read one member of the innermost container, or its end."""
        closer = self._closers[-1]
        first, self._fresh = self._fresh, False
        char = self._peek()
        if char == closer:
            self.at += 1
            self._closers.pop()
            self.builder.close()
            return
        if not char:
            self._fail(Message("the document ends before its last '{sign}'", sign=closer))
        if not first:
            if char != ",":
                missing = Message("',' or '{sign}' is missing", sign=closer)
                self._fail(*(_NO_COMMENTS if char in _COMMENT_SIGNS else (missing,)))
            self.at += 1
            if self._peek() == closer:
                self._fail(Message("a ',' stands before '{sign}'", sign=closer))
        if closer == "}":
            self._key()
        self._value()

    def _key(self) -> None:
        char = self._peek()
        if char != '"':
            self._fail(*self._instead_of_key(char))
        line, column = self._place()
        self.builder.key(self._string(), line, column)
        if self._peek() != ":":
            self._fail(Message("':' is missing after the key"))
        self.at += 1

    def _instead_of_key(self, char: str) -> Fault:
        if char in _COMMENT_SIGNS:
            return _NO_COMMENTS
        if char == "'" or _WORD.match(self.text, self.at):
            hint = Message("put double quotes around each key")
            return Message("a key stands here without double quotes"), hint
        return (Message("a key in double quotes is missing") if char else _ENDS_EARLY), None

    def _value(self) -> None:
        char = self._peek()
        line, column = self._place()
        if char in ("{", "["):
            self.at += 1
            self._fresh = True
            self._closers.append("}" if char == "{" else "]")
            self.builder.open({} if char == "{" else [], line, column)
            return
        self.builder.add(self._scalar(char), Mark(line, column))

    def _scalar(self, char: str) -> Any:
        if char == '"':
            return self._string()
        number = _NUMBER.match(self.text, self.at)
        if number:
            return self._number(number)
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _CONSTANTS:
            self.at = word.end()
            return _CONSTANTS[word.group()]
        return self._fail(*_instead_of_value(char, word.group() if word else ""))

    def _number(self, match: re.Match[str]) -> int | float:
        text = match.group()
        if len(text) > MAX_DIGITS:
            self._fail(Message("this number is too long"))
        value = float(text) if match.group(1) or match.group(2) else int(text)
        if value in (float("inf"), float("-inf")):
            self._fail(Message("this number is too large"))
        if _NUMBER_GOES_ON.match(self.text, match.end()):
            self._fail(*_NO_NUMBER)
        self.at = match.end()
        return value

    def _string(self) -> str:
        start = self.at
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            self.at = error.pos
            self._fail(*_plainly(error.msg))
        if any("\ud800" <= c <= "\udfff" for c in value):
            self.at = start
            self._fail(Message("this text has half of a character in it (a lone surrogate)"))
        return str(value)

    def _peek(self) -> str:
        match = _SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.text[self.at : self.at + 1]

    def _place(self) -> tuple[int, int]:
        line = bisect_right(self._starts, self.at)
        return line, self.at - self._starts[line - 1] + 1

    def _fail(self, what: Message, hint: Message | None = None) -> NoReturn:
        line, column = self._place()
        message = Message("this is not valid JSON: {what}", what=what)
        self.builder.fail("json", message, line, column, hint)


def _instead_of_value(char: str, word: str) -> Fault:
    """Return what is wrong, and a hint, where something stands that is no value."""
    if not char:
        return _ENDS_EARLY, None
    if word:
        right = _MEANT.get(word.lower())
        hint = Message("write {form}", form=right) if right else Message("put double quotes around text")
        return Message("'{word}' is no value", word=shorten(word, 40)), hint
    if char in _COMMENT_SIGNS:
        return _NO_COMMENTS
    if char in ("+", "."):
        return _NO_NUMBER
    if char == "'":
        return Message("text stands in single quotes"), Message("use double quotes")
    return Message("a value is missing before '{sign}'", sign=shorten(char)), None


def _plainly(message: str) -> Fault:
    """Put what the standard library says of a string into plain words, with a hint."""
    if message.startswith("Unterminated"):
        return Message("the quotation mark that opens here is not closed"), None
    if message.startswith("Invalid control"):
        told = Message("a line break, a tab or a control character stands in a text")
        return told, Message("write a line break as \\n")
    return Message("a '\\' must begin an escape"), Message("write a backslash as \\\\")
