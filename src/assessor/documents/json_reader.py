"""JSON (RFC 8259) with positions.

In: text. Out: a ``Tree``. Must never know: what the document means.

The standard library gives values without their places, so the structure is walked here; strings, the hard
part, are still its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring
from typing import Any, Final, NoReturn

from assessor.documents.limits import MAX_DIGITS
from assessor.documents.positions import Mark
from assessor.documents.problems import shorten
from assessor.documents.tree import Tree, TreeBuilder

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD: Final = re.compile(r"[A-Za-z]+")
_NUMBER_GOES_ON: Final = re.compile(r"[-+.\w]")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_MEANT: Final = {
    "true": "true", "yes": "true", "false": "false", "no": "false",
    "null": "null", "none": "null", "nil": "null", "nan": "null", "undefined": "null",
}  # fmt: skip
_NO_COMMENTS: Final = "JSON has no comments"


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
            self._fail("something follows the end of the document")
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
            self._fail(f"the document ends before its last '{closer}'")
        if not first:
            if char != ",":
                self._fail(_NO_COMMENTS if char in ("/", "#") else f"',' or '{closer}' is missing")
            self.at += 1
            if self._peek() == closer:
                self._fail(f"a ',' stands before '{closer}'")
        if closer == "}":
            self._key()
        self._value()

    def _key(self) -> None:
        char = self._peek()
        if char in ("/", "#"):
            self._fail(_NO_COMMENTS)
        if char != '"':
            self._fail("a key in double quotes is missing" if char else "the document ends too early")
        line, column = self._place()
        self.builder.key(self._string(), line, column)
        if self._peek() != ":":
            self._fail("':' is missing after the key")
        self.at += 1

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
        if not char:
            self._fail("the document ends too early")
        if word:
            right = _MEANT.get(word.group().lower())
            hint = f"write {right}" if right else "put double quotes around text"
            self._fail(f"'{shorten(word.group(), 40)}' is no value", hint)
        if char == "'":
            self._fail("text stands in single quotes", "use double quotes")
        self._fail(_NO_COMMENTS if char in ("/", "#") else f"a value is missing before '{shorten(char)}'")

    def _number(self, match: re.Match[str]) -> int | float:
        text = match.group()
        if len(text) > MAX_DIGITS:
            self._fail("this number is too long")
        value = float(text) if match.group(1) or match.group(2) else int(text)
        if value in (float("inf"), float("-inf")):
            self._fail("this number is too large")
        if _NUMBER_GOES_ON.match(self.text, match.end()):
            self._fail("this is no number", "digits only, no 0 at the start, '.' before decimals; quotes around text")
        self.at = match.end()
        return value

    def _string(self) -> str:
        try:
            value, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            self.at = error.pos
            self._fail(*_plainly(error.msg))
        if any("\ud800" <= c <= "\udfff" for c in value):
            self._fail("the text has half of a surrogate pair in it")
        return str(value)

    def _peek(self) -> str:
        match = _SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.text[self.at : self.at + 1]

    def _place(self) -> tuple[int, int]:
        line = bisect_right(self._starts, self.at)
        return line, self.at - self._starts[line - 1] + 1

    def _fail(self, message: str, hint: str | None = None) -> NoReturn:
        line, column = self._place()
        self.builder.fail("json", f"this is not valid JSON: {message}", line, column, hint)


def _plainly(message: str) -> tuple[str, str | None]:
    """Put what the standard library says of a string into plain words, with a hint."""
    if message.startswith("Unterminated"):
        return "the quotation mark that opens here is not closed", None
    if message.startswith("Invalid control"):
        return "a line break, a tab or a control character stands in a text", "write a line break as \\n"
    return "a '\\' must begin an escape", "write a backslash as \\\\"
