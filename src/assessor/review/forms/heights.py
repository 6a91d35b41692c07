"""How high a row must be for what stands in it, as a first guess that a program betters while somebody types.

In: texts and widths of columns, or XlsxWriter's kind of worksheet. Out: points, or a kind of worksheet. Must
never know: forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

LINE: Final = 15.0
"""Points of a line."""
_HIGHEST: Final = 405.0
"""Points of a row, at most: Excel has none that is higher than 409."""


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return how high a row is, in points.

    Args:
        cells: the text of each cell, and how wide its column is in signs.
    """
    # Widths count digits, and letters are on average no wider than those in any of the usual fonts.
    lines = max((_lines(text, max(1, int(width))) for text, width in cells), default=1)
    return min(_HIGHEST, LINE * lines + 2)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes where whole words are kept together as far as they fit."""
    if len(text) <= width and "\n" not in text:
        return 1
    count = 0
    for line in text.split("\n"):
        count += 1
        used = 0
        for word in line.split(" "):
            if used and used + 1 + len(word) <= width:
                used += 1 + len(word)
                continue
            broken = max(0, len(word) - 1) // width
            count += broken + (used > 0)
            used = len(word) - broken * width
    return count


def growing(worksheet: type[Any]) -> type[Any]:
    """Return a kind of worksheet with rows that have a height and still grow with what is typed into them.

    XlsxWriter says of each height that it was chosen, and a program then leaves it as it is.
    """

    class Growing(worksheet):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self._growing: set[int] = set()

        def set_growing_row(self, row: int, points: float) -> None:
            """Set the height of a row from which it may grow."""
            self.set_row(row, points)
            self._growing.add(row + 1)

        def _xml_start_tag_unencoded(self, tag: str, attributes: Iterable[tuple[str, Any]] = ()) -> None:
            if tag == "row" and dict(attributes)["r"] in self._growing:
                attributes = [each for each in attributes if each[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return Growing
