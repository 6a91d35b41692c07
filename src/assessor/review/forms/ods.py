"""Workbooks as LibreOffice saves them: OpenDocument.

In: a container. Out: worksheets. Must never know: forms.

Read as OpenDocument 1.2, part 1, 9 (tables) and 19.385 (values) have it, as far as cells go: what they hold,
and not how they look. Prefixes of names are those that the standard uses, and all programs.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from assessor.review.forms.cells import Position, Value, Worksheet, full
from assessor.review.forms.container import Container
from assessor.review.forms.markup import NotWellFormed, walk

CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_ENCRYPTED: Final = "encrypted-package"
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_BESIDE: Final = frozenset({"annotation", "ruby-text", "frame", "custom-shape", "tracked-changes", "shapes"})
"""What has text that is not that of a cell: comments, pronunciation, drawings, earlier versions."""
_MOST_BLANKS: Final = 1_000
"""Blanks in a row, at most: a number says how many they are."""


def worksheets(container: Container) -> list[Worksheet]:
    """Return the worksheets of a workbook, in their order.

    Raises:
        Damaged: the file is no workbook, or it cannot be read.
    """
    if container.has(_ENCRYPTED) or b"encryption-data" in container.read(_MANIFEST):
        raise container.encrypted()
    tables = _Tables(container.name)
    try:
        walk(container.read(CONTENT), tables.start, tables.end, tables.text)
    except NotWellFormed:
        raise container.broken(CONTENT) from None
    if not tables.found:
        raise container.no_workbook()
    return tables.found


class _Tables:
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Worksheet] = []
        self.cells: dict[Position, Value] = {}
        self.count = 0
        self.beside = 0
        self.depth = 0
        self.row = self.place = 0
        self.rows = self.places = 1
        self.in_row: list[tuple[int, Value]] = []
        self.attributes: dict[str, str] = {}
        self.pieces: list[str] = []
        self.paragraphs = 0
        self.open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.beside or name in _BESIDE or (name == "table" and self.depth):
            self.beside += 1
        elif name == "table":
            self.depth, self.cells, self.row = 1, {}, 0
            self.found.append(Worksheet(attributes.get("table:name", ""), self.cells))
        elif name == "table-row":
            self.place, self.rows = 0, int(attributes.get("table:number-rows-repeated", 1))
            self.in_row.clear()
        elif name in _CELLS:
            self.attributes, self.paragraphs = attributes, 0
            self.places = int(attributes.get("table:number-columns-repeated", 1))
            self.pieces.clear()
        elif name == "p":
            self.pieces += "\n" * (self.paragraphs > 0)
            self.paragraphs += 1
            self.open = True
        elif name == "s":
            self.pieces.append(" " * min(int(attributes.get("text:c", 1)), _MOST_BLANKS))
        elif name == "tab":
            self.pieces.append("\t")
        elif name == "line-break":
            self.pieces.append("\n")

    def text(self, text: str) -> None:
        if self.open and not self.beside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if self.beside:
            self.beside -= 1
        elif name == "p":
            self.open = False
        elif name in _CELLS:
            self._cell()
        elif name == "table-row":
            for row in range(self.row, self.row + self.rows if self.in_row else 0):
                for place, value in self.in_row:
                    self.count = full(self.count, self.name)
                    self.cells[row, place] = value
            self.row += self.rows
        elif name == "table":
            self.depth = 0

    def _cell(self) -> None:
        shown = "".join(self.pieces)
        value = _value(self.attributes, shown)
        if value not in {"", None}:
            for place in range(self.place, self.place + self.places):
                full(len(self.in_row), self.name)
                self.in_row.append((place, value))
        self.place += self.places


def _value(attributes: dict[str, str], shown: str) -> Value:
    """Return what a cell holds; what it shows, where that is no number or day that we know."""
    try:
        match attributes.get("office:value-type"):
            case "string":
                return attributes.get("office:string-value") or shown
            case "float" | "currency" | "percentage":
                return float(attributes.get("office:value", ""))
            case "boolean":
                return attributes.get("office:boolean-value") == "true"
            case "date":
                return datetime.fromisoformat(attributes.get("office:date-value", ""))
    except ValueError:
        return shown
    # A time is a duration there, and is taken as it is shown.
    return shown
