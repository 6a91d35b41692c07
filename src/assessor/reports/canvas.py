"""The page that text reports are set on: width, colour, and safe text.

In: renderables. Out: text for a terminal, a pipe or a file. Must never know: what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assessor.documents.problems import one_line

LEVEL_STYLES: Final = ("red", "yellow", "yellow", "green", "bold green")
"""From the lowest level to the highest."""
NO_BREAK: Final = "\xa0"
_STAND_IN: Final = "\ue0a0"
"""A sign without a meaning, for a space that must not break: rich would break a line there."""
LINE: Final = "─"
"""What lines across the page are made of."""
NARROW: Final = 64
"""Below this width there is no room for bars and columns."""
READING_WIDTH: Final = 100
"""Running text is not set wider than this: longer lines are hard to read."""
_LEAST_WIDTH: Final = 40
"""No page is narrower."""


@dataclass(frozen=True, slots=True)
class Page:
    """How a report is set."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"
    """What the page can show: letters and signs beyond it are replaced."""

    @property
    def room(self) -> int:
        """How many characters there are on a line."""
        return max(_LEAST_WIDTH, self.width)

    def render(self, parts: Iterable[RenderableType]) -> str:
        """Return parts set one below the other, without spaces at line ends."""
        out = StringIO()
        console = Console(
            file=out,
            width=self.room,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            legacy_windows=False,
            emoji=False,
            markup=False,
            highlight=False,
        )
        for part in parts:
            console.print(part)
        lines = out.getvalue().replace(_STAND_IN, NO_BREAK).splitlines()
        text = "\n".join(line.rstrip() for line in lines) + "\n"
        return text if self._has(text) else self._replaced(text)

    def _has(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _replaced(self, text: str) -> str:
        """Return text without what the page cannot show; signs of ours become the nearest in ASCII."""
        signs = {sign: plain for sign, plain in _PLAIN.items() if not self._has(chr(sign))}
        return text.translate(signs).encode(self.encoding, "replace").decode(self.encoding)

    def bar(self, low: Fraction, high: Fraction, cells: int, style: str) -> Text:
        """Return a bar for a score of 100, its uncertain part shaded."""
        # A score that was saved is rounded to six places, and must fill as many cells.
        full = int(low * cells / 100 + Fraction(1, 1000))
        perhaps = 0 if low == high else max(0, round(high * cells / 100) - full)
        bar = Text("█" * full, style=style)
        bar.append("▒" * perhaps, style=style)
        bar.append("·" * (cells - full - perhaps), style="dim")
        return bar


_PLAIN: Final = str.maketrans(
    {
        "█": "#", "▒": "~", "·": ".", "–": "-", "—": "-", "…": "...", "✓": "+", "✗": "x", "→": "->",
        "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "×": "x", "∩": "and", "≥": ">=", "≤": "<=",
        NO_BREAK: " ", LINE: "-",
    }
)  # fmt: skip


def words(value: object, style: str = "") -> Text:
    """Return text from a document or a pack, made safe for a terminal."""
    return Text(one_line(value).replace(NO_BREAK, _STAND_IN), style=style)


def heading(text: str) -> Padding:
    """Return the heading of a part."""
    return Padding(words(text.upper(), "bold"), (1, 0, 0, 0))


def grid(*widths: int | None) -> Table:
    """Return a table without lines; a width of None takes what is left."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=False)
    for width in widths:
        table.add_column(width=width, no_wrap=width is not None, overflow="ellipsis" if width else "fold")
    return table


def marked(mark: Text, text: Text, by: int, page: Page) -> RenderableType:
    """Return text behind a mark, moved to the right; its further lines stand below its first."""
    table = grid(len(mark), None)
    table.add_row(mark, text)
    return indented(table, by, page)


def indented(part: RenderableType, by: int, page: Page) -> RenderableType:
    """Return a part moved to the right, and not wider than is good to read."""
    right = max(0, page.width - READING_WIDTH)
    return Padding(part, (0, right, 0, by))
