"""Workbooks as Excel saves them, and most other programs as well: Office Open XML.

In: a container. Out: worksheets. Must never know: forms.

Read as ECMA-376, part 1, 18 (SpreadsheetML) has it, as far as cells go: what they hold, and not how they
look. Names are taken without their namespaces, of which the strict variant of the standard has others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from assessor.review.forms.cells import Position, Value, Worksheet, full
from assessor.review.forms.container import Container
from assessor.review.forms.dates import moment, shows_days
from assessor.review.forms.markup import NotWellFormed, walk

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES: Final = frozenset({"1", "true"})
_PHONETIC: Final = "rPh"
"""How a text is pronounced, which stands beside the text."""


def worksheets(container: Container) -> list[Worksheet]:
    """Return the worksheets of a workbook, in their order.

    Raises:
        Damaged: the file is no workbook, or it cannot be read.
    """
    return _Workbook(container).worksheets()


class _Workbook:
    def __init__(self, container: Container) -> None:
        self.container = container
        self.strings: list[str] = []
        self.days: list[bool] = []
        self.since_1904 = False
        self.count = 0

    def worksheets(self) -> list[Worksheet]:
        package = self._relations("")
        book = next((path for sort, path in package.values() if sort == "officeDocument"), "xl/workbook.xml")
        sheets: list[tuple[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                sheets.append((attributes.get("name", ""), relation))
            elif name == "workbookPr":
                self.since_1904 = attributes.get("date1904") in _YES

        self._walk(book, start)
        if not sheets:
            raise self.container.no_workbook()
        relations = self._relations(book)
        for sort, path in relations.values():
            if sort == "sharedStrings":
                self._strings(path)
            elif sort == "styles":
                self._styles(path)
        return [
            Worksheet(name, self._cells(relations[relation][1]))
            for name, relation in sheets
            if relations.get(relation, ("", ""))[0] == "worksheet"
        ]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to by which id: of what sort it is, and where it stands."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship":
                sort = posixpath.basename(attributes.get("Type", ""))
                path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found[attributes.get("Id", "")] = (sort, path)

        self._walk(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found

    def _strings(self, part: str) -> None:
        """Read the texts that cells refer to by number."""
        pieces = _Pieces()

        def end(name: str) -> None:
            pieces.end(name)
            if name == "si":
                self.strings.append(pieces.taken())

        self._walk(part, pieces.start, end, pieces.text)

    def _styles(self, part: str) -> None:
        """Read which formats of cells show days."""
        codes: dict[int, str] = {}
        within = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal within
            if name == "numFmt":
                codes[int(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                within = True
            elif name == "xf" and within:
                number = int(attributes.get("numFmtId", 0))
                self.days.append(shows_days(number, codes.get(number)))

        def end(name: str) -> None:
            nonlocal within
            within = within and name != "cellXfs"

        self._walk(part, start, end)

    def _cells(self, part: str) -> dict[Position, Value]:
        """Return what stands in a worksheet."""
        cells: dict[Position, Value] = {}
        pieces = _Pieces()
        row = place = style = 0
        sort = ""

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row, place, sort, style
            if name == "c":
                if "r" in attributes:
                    row, place = _position(attributes["r"])
                sort, style = attributes.get("t", "n"), int(attributes.get("s") or 0)
                pieces.taken()
            elif name == "row":
                row, place = int(attributes.get("r", row + 1)) - 1, 0
            else:
                pieces.start(name, attributes)

        def end(name: str) -> None:
            nonlocal row, place
            if name == "c":
                text = pieces.taken()
                if text:
                    self.count = full(self.count, self.container.name)
                    cells[row, place] = self._value(text, sort, style)
                place += 1
            elif name == "row":
                row += 1
            else:
                pieces.end(name)

        self._walk(part, start, end, pieces.text)
        return cells

    def _value(self, text: str, sort: str, style: int) -> Value:
        """Return what a cell holds; as text what is no number or day that we know."""
        if sort == "s":
            number = int(text)
            if not 0 <= number < len(self.strings):
                raise ValueError("there is no such text")
            return self.strings[number]
        try:
            match sort:
                case "b":
                    return text.strip() in _YES
                case "d":
                    return datetime.fromisoformat(text)
                case "n":
                    value = float(text)
                    shown = 0 <= style < len(self.days) and self.days[style]
                    return moment(value, since_1904=self.since_1904) if shown else value
        except ValueError:
            return text
        return text

    def _walk(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] = lambda _: None,
        text: Callable[[str], None] = lambda _: None,
    ) -> None:
        data = self.container.read(part)
        try:
            if data:
                walk(data, start, end, text)
        except NotWellFormed:
            raise self.container.broken(part) from None


class _Pieces:
    """Text that may come in pieces, each with a look of its own; how it is pronounced is left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open = False
        self.phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name in {"v", "is"}:
            # A few programs give a text twice.
            self.pieces.clear()
        if name in {"t", "v"}:
            self.open = not self.phonetic
        elif name == _PHONETIC:
            self.phonetic = True

    def text(self, text: str) -> None:
        if self.open:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if name in {"t", "v"}:
            self.open = False
        elif name == _PHONETIC:
            self.phonetic = False

    def taken(self) -> str:
        """Return the text so far, and begin another."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _position(address: str) -> Position:
    found = _ADDRESS.match(address)
    if found is None:
        raise ValueError("there is no such cell")
    place = 0
    for letter in found[1]:
        place = 26 * place + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, place - 1
