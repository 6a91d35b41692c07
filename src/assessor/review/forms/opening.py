"""A file that came back, opened: whichever of the formats of spreadsheet programs it is in.

In: bytes. Out: worksheets. Must never know: forms.

No library reads it: they trust a file more than what comes by mail can be trusted. calamine, the fastest,
reserves memory for whatever a file says that it holds, and ends the whole process at one of six kilobytes
that has something in the first and in the last cell of a worksheet; openpyxl takes two minutes for one of
ten kilobytes whose print area is a row of quotes, and odfpy 750 MB for one of 85. What is read here takes
time and memory in proportion to what is there, and tests hold it to what calamine reads.
"""

from __future__ import annotations

from typing import Final

from assessor.review.forms import ods, xlsx
from assessor.review.forms.cells import Worksheet
from assessor.review.forms.container import Container

_OTHERS: Final = {"xl/workbook.bin": ".xlsb", "Index/Document.iwa": ".numbers"}


def opened(data: bytes, name: str) -> list[Worksheet]:
    """Return the worksheets of a file, in their order, hidden ones included.

    Args:
        data: the file.
        name: what it is called.

    Raises:
        Damaged: it is no workbook, or it cannot be read; whatever the bytes are.
    """
    container = Container(data, name)
    for part, program in _OTHERS.items():
        if container.has(part):
            raise container.other_format(program)
    if container.has(ods.CONTENT):
        return ods.worksheets(container)
    return xlsx.worksheets(container)
