"""A form as a workbook that any spreadsheet program can fill in.

In: a ``Form``. Out: xlsx. Must never know: what a form is about.

A first worksheet is there to be read; each part has one of its own; and a last one, which is hidden, says
which form it is. No cell is a formula.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from assessor.extras import REPORTS, needed
from assessor.messages import Message
from assessor.review.forms.form import Form
from assessor.review.forms.heights import growing, height
from assessor.review.forms.looks import MAY, SPACE, Looks, write
from assessor.review.forms.part_sheet import PartSheet
from assessor.review.forms.reference import COVER, FORM, REFERENCE, VERSION, entries
from assessor.review.forms.texts import clean, cut
from assessor.speech import speech

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_SHEET, _PAGE_TITLE = 31, 60
"""UTF-16 units in the name of a worksheet, and in one half of the head of a page."""
_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\'\n\t", " " * 10)
_RESERVED: Final = frozenset({REFERENCE, "history"})
_READABLE: Final = 72
"""Signs in a line of the first worksheet."""
_LARGER: Final = 1.8
"""How much larger than other text the title there is, with some room."""
_A4: Final = 9


def to_workbook(form: Form) -> bytes:
    """Return a form as a workbook. The same form gives the same bytes.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    with needed(Message("For workbooks, XlsxWriter is needed: {command} installs it.", command=REPORTS)):
        from xlsxwriter import Workbook
        from xlsxwriter.worksheet import Worksheet
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Book(book, form, growing(Worksheet)).write()
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Workbook, form: Form, sort: type[Worksheet]) -> None:
        self.book = book
        self.form = form
        self.sort = sort
        self.say = speech(form.language)
        self.looks = Looks(book)
        self.names = set(_RESERVED)

    def write(self) -> None:
        # The day that the form bears, not that of the clock: the same form gives the same bytes.
        day = self.form.created
        created = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self.book.set_properties({"title": clean(self.form.title), "created": created})
        self._cover()
        for part in self.form.parts:
            PartSheet(self._added(part.title or part.key), part, self.looks, self.say).write()
        self._reference()

    def _cover(self) -> None:
        """Write what is read first: the title, what to do, and what the columns ask."""
        sheet, looks = self._added(self.say("Read this first")), self.looks
        colour = self.say("Fill in the cells of this colour. The others cannot be changed.")
        lines = [(self.form.title, looks.title), *((each, looks.plain) for each in self.form.instructions)]
        lines.append((colour, looks.legend))
        for part in self.form.parts:
            helped = [column for column in part.columns if column.help]
            lines += [(part.title, looks.part)] * bool(helped)
            for column in helped:
                lines += [(column.title, looks.name), (column.help, looks.plain)]
        for row, (text, look) in enumerate(lines):
            write(sheet, row, 1, text, look)
            sheet.set_row(row, SPACE + height([(text, _READABLE)]))
        sheet.set_row(0, _LARGER * height([(self.form.title, _READABLE / _LARGER)]))
        write(sheet, 0, 0, COVER, looks.key)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, _READABLE)
        sheet.set_portrait()
        sheet.protect("", MAY)

    def _reference(self) -> None:
        """Write what the form says of itself, out of sight."""
        sheet = self.book.add_worksheet(REFERENCE)
        for row, entry in enumerate([(FORM, str(VERSION), ""), *entries(self.form)]):
            for place, text in enumerate(entry):
                write(sheet, row, place, text, self.looks.key)
        sheet.protect()
        sheet.hide()

    def _added(self, title: str) -> Worksheet:
        """Add a worksheet, ready to be printed."""
        sheet = self.book.add_worksheet(self._name(title), self.sort)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{_page_title(self.form.title)}&R{_page_title(title)}")
        sheet.set_footer("&R&P / &N")
        return sheet

    def _name(self, title: str) -> str:
        """Return a name for a worksheet that no program refuses, and that no other has."""
        plain = " ".join(clean(title.translate(_NOT_IN_NAMES)).split()) or "–"
        name, count = cut(plain, _SHEET).strip(), 1
        while name.casefold() in self.names:
            count += 1
            name = f"{cut(plain, _SHEET - 4).strip()} {count}"
        self.names.add(name.casefold())
        return name


def _page_title(title: str) -> str:
    """Return text for the head of a page, where an ampersand begins a command even if it is doubled."""
    return cut(clean(title).replace("&", "\uff06").replace("\n", " "), _PAGE_TITLE)
