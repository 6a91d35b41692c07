"""A file that cannot be taken as the form that it should be.

In: sentences. Out: ``Damaged``. Must never know: what was read.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessor.errors import InputOutputError
from assessor.messages import Counted, Message


class Damaged(InputOutputError):
    """What is wrong with a file or a cell: ``messages``, one sentence each, with the worksheet and cell."""

    def __init__(self, *messages: Message) -> None:
        self.messages = messages
        super().__init__(messages[0] if len(messages) == 1 else _summary(messages))


def _summary(messages: Iterable[Message]) -> Message:
    first, *others = messages
    return Counted(
        "{first} There is {number} more problem.",
        "{first} There are {number} more problems.",
        len(others),
        first=first,
    )
