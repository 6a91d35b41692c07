"""Everything that can go wrong, as one tree.

    AssessorError
    ├── UsageError            2   a name or option that does not exist
    ├── InvalidDocumentError      a document with all its problems:
    │   ├── InvalidStrategyError  3   the strategy is not valid
    │   ├── InvalidPackError      4   the rule pack is not valid
    │   └── InvalidAssessmentError 3  a saved assessment is not valid
    └── InputOutputError      5   something could not be read or written

The number is the exit code of the command. Each message is one sentence that says what, where, and what
is possible instead; the two "invalid" errors also carry every problem found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from assessor.documents.problems import Problem

EXIT_DONE: Final = 0
EXIT_BELOW: Final = 1


class AssessorError(Exception):
    """Base of all errors raised on purpose. ``exit_code`` is what the command ends with."""

    exit_code: ClassVar[int] = 2


class UsageError(AssessorError):
    """A profile, idea, criterion, engine or other name that does not exist, or options that do not fit."""

    exit_code = 2


class InvalidDocumentError(AssessorError):
    """A document that is not valid, with all its problems."""

    what: ClassVar[str] = "document"

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            f"The {self.what} '{name}' is not valid: {count} problem{'' if count == 1 else 's'}."
        )


class InvalidStrategyError(InvalidDocumentError):
    """The strategy document is not valid."""

    exit_code = 3
    what = "strategy"


class InvalidPackError(InvalidDocumentError):
    """The rule pack is not valid."""

    exit_code = 4
    what = "rule pack"


class InvalidAssessmentError(InvalidDocumentError):
    """A saved assessment is not valid."""

    exit_code = 3
    what = "assessment"


class InputOutputError(AssessorError):
    """A file could not be read or written."""

    exit_code = 5
