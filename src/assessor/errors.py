"""Everything that can go wrong, as one tree.

    AssessorError
    ├── UsageError            2   a name or option that does not exist
    ├── InvalidDocumentError      a document with all its problems:
    │   ├── InvalidStrategyError  3   the strategy is not valid
    │   ├── InvalidPackError      4   the rule pack is not valid
    │   ├── InvalidAssessmentError 3  a saved assessment is not valid
    │   ├── InvalidBaselineError   3  a baseline is not valid
    │   └── InvalidExerciseError   3  a file of a peer-review exercise is not valid
    └── InputOutputError      5   something could not be read or written

The number is the exit code of the command. Each message is one sentence that says what, where, and what
is possible instead; the two "invalid" errors also carry every problem found. As text an error is in English;
``assessor.said`` says it in another language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from assessor.messages import Counted, Message, Say

if TYPE_CHECKING:
    from assessor.documents.problems import Problem

EXIT_DONE: Final = 0
EXIT_BELOW: Final = 1


class AssessorError(Exception):
    """Base of all errors raised on purpose. ``exit_code`` is what the command ends with."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def said(self, say: Say) -> str:
        """Return the sentence in a language."""
        return self.message.said(say)


class UsageError(AssessorError):
    """A profile, idea, criterion, engine or other name that does not exist, or options that do not fit."""

    exit_code = 2


class InvalidDocumentError(AssessorError):
    """A document that is not valid, with all its problems."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(self._summary(name, len(self.problems)))

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The document '{name}' is not valid: {number} problem.",
            "The document '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InvalidStrategyError(InvalidDocumentError):
    """The strategy document is not valid."""

    exit_code = 3

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The strategy '{name}' is not valid: {number} problem.",
            "The strategy '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InvalidPackError(InvalidDocumentError):
    """The rule pack is not valid."""

    exit_code = 4

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The rule pack '{name}' is not valid: {number} problem.",
            "The rule pack '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InvalidAssessmentError(InvalidDocumentError):
    """A saved assessment is not valid."""

    exit_code = 3

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The assessment '{name}' is not valid: {number} problem.",
            "The assessment '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InvalidBaselineError(InvalidDocumentError):
    """A baseline is not valid."""

    exit_code = 3

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The baseline '{name}' is not valid: {number} problem.",
            "The baseline '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InvalidExerciseError(InvalidDocumentError):
    """A file of a peer-review exercise is not valid."""

    exit_code = 3

    @staticmethod
    def _summary(name: str, count: int) -> Message:
        return Counted(
            "The file '{name}' is not valid: {number} problem.",
            "The file '{name}' is not valid: {number} problems.",
            count,
            name=name,
        )


class InputOutputError(AssessorError):
    """A file could not be read or written."""

    exit_code = 5
