"""How a form looks: what is read, what is filled in, and how text is put into a cell.

In: XlsxWriter's workbook. Out: formats. Must never know: forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assessor.review.forms.texts import clean, cut

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SPACE: Final = 6
"""Points that a row is higher than its text where it stands for itself."""
MAY: Final = {"format_rows": True, "format_columns": True}
"""What may be changed of a worksheet besides the cells to fill in: there is no password."""

_MOST_TEXT: Final = 32_000
"""UTF-16 units in a cell: a spreadsheet holds 32,767."""
_BLUE, _PALE, _GREY, _CREAM = "#0072b2", "#dcebf5", "#bfbfbf", "#fff8dc"


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        top: dict[str, Any] = {"text_wrap": True, "valign": "top"}
        box: dict[str, Any] = {"border": 1, "border_color": _GREY, **top}
        filled: dict[str, Any] = {"bg_color": _CREAM, "locked": False, **box}
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": _BLUE, **top})
        self.part = book.add_format({"bold": True, "font_color": _BLUE, "valign": "bottom"})
        self.name = book.add_format({"bold": True, "valign": "bottom"})
        self.plain = book.add_format(top)
        self.legend = book.add_format({"bg_color": _CREAM, **box, "valign": "vcenter"})
        self.head = book.add_format(
            {"bold": True, "font_color": "white", "bg_color": _BLUE, **box, "valign": "vcenter"}
        )
        # A heading of a group is longer than its cell, and flows over its neighbours.
        self.group = book.add_format({"bold": True, "bg_color": _PALE, "valign": "vcenter"})
        self.key = book.add_format({"num_format": "@"})
        # What is typed into a cell that is a text stays as it was typed: "3-4" is no day, "=" no formula.
        self.columns = {
            "fixed": book.add_format(box),
            "text": book.add_format({"num_format": "@", **filled}),
            "choice": book.add_format({"num_format": "@", **filled}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", **filled, "align": "left"}),
        }


def write(sheet: Worksheet, row: int, place: int, text: str, look: Any) -> None:
    """Write text as text; what is empty is a blank cell, and not a text without signs."""
    shown = cut(clean(text), _MOST_TEXT)
    if shown:
        sheet.write_string(row, place, shown, look)
    else:
        sheet.write_blank(row, place, None, look)
