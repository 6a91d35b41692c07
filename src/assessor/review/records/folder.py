"""The folder of an exercise: where each file stands, and how it is written so that nothing is lost.

In: a path. Out: bytes, and files that are whole or not there. Must never know: what the files hold.

A file that was submitted is written once: beside its place first, then linked to it, which fails where
something stands already. Whoever writes holds the lock of the folder, which the system lets go when a
process dies.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from assessor.documents.limits import MAX_BYTES
from assessor.documents.problems import shorten
from assessor.documents.refusal import reason_of
from assessor.errors import InputOutputError
from assessor.extras import REVIEW, needed
from assessor.messages import Message

TERMS: Final = "exercise.yaml"
ASSIGNMENTS: Final = "assignments.yaml"
STRATEGIES: Final = "strategies"
SHEETS: Final = "sheets"
RECEIVED: Final = "received"
REFUSED: Final = "refused"
CORRECTIONS: Final = "corrections"
CONSENSUS: Final = "consensus"
RESPONSES: Final = "responses"
FOLLOW_UP: Final = "follow-up"
_WRITTEN: Final = (
    STRATEGIES, SHEETS, RECEIVED, REFUSED, CORRECTIONS, CONSENSUS, RESPONSES, FOLLOW_UP,
)  # fmt: skip
REASONS: Final = ".reasons.yaml"
"""How the names of files end that say why another one was refused."""
_LOCK: Final = ".lock"
_UNFINISHED: Final = ".unfinished-"
"""How names of files begin that are still being written."""
_WAIT: Final = 60.0
"""Seconds that a command waits for another one in the same exercise."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


class Folder:
    """The folder of one exercise. Paths are relative to it, with ``/`` between their parts."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = Path(root)

    def path(self, name: str) -> Path:
        """Return where a file stands."""
        return self.root / name

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return self.path(name).is_file()

    def read(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            InputOutputError: it is missing, unreadable, or larger than the limit.
        """
        path = self.path(name)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            told = Message("There is no file '{name}' in the exercise.", name=shorten(path, 200))
            raise InputOutputError(told) from None
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from None
        if len(data) > MAX_BYTES:
            most = MAX_BYTES // 1024 // 1024
            told = Message(
                "'{name}' is larger than {number} MB, the most that is read.",
                name=shorten(path, 200),
                number=most,
            )
            raise InputOutputError(told)
        return data

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, in order; none if there is no such folder."""
        try:
            entries = sorted(os.scandir(self.path(folder)), key=lambda entry: entry.name)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _unreadable(self.path(folder), error) from None
        return [entry.name for entry in entries if entry.is_file() and not entry.name.startswith(".")]

    @contextmanager
    def locked(self, wait: float = _WAIT) -> Iterator[None]:
        """Be the only one who writes in this exercise meanwhile.

        Args:
            wait: seconds to wait for another command.

        Raises:
            InputOutputError: another command was not done by then, or the folder cannot be written to.
        """
        with needed(Message("For exercises, filelock is needed: {command} installs it.", command=REVIEW)):
            from filelock import FileLock, Timeout
        lock = FileLock(self.path(_LOCK))
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            told = Message(
                "Another command is at work in the exercise '{folder}'; try again when it has ended.",
                folder=shorten(self.root, 200),
            )
            raise InputOutputError(told) from None
        except OSError as error:
            raise _unwritable(self.root, error) from None
        try:
            self._clear()
            yield
        finally:
            lock.release()

    def add(self, name: str, data: bytes) -> bool:
        """Write a file that is never written again. To be called with the lock.

        Returns:
            Whether it was written; not if the same stands there already.

        Raises:
            InputOutputError: something else stands there, or it cannot be written.
        """
        path = self.path(name)
        try:
            beside = _written_beside(path, data)
            try:
                _link(beside, path)
            finally:
                beside.unlink(missing_ok=True)
            _keep(path.parent)
        except FileExistsError:
            if self.read(name) == data:
                return False
            told = Message("'{name}' stands there already and is not written over.", name=shorten(path, 200))
            raise InputOutputError(told) from None
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from None
        return True

    def replace(self, name: str, data: bytes) -> None:
        """Write a file in place of the one that stands there, whole or not at all. With the lock.

        Raises:
            InputOutputError: it cannot be written; what stood there before stays.
        """
        path = self.path(name)
        try:
            beside = _written_beside(path, data)
            try:
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
            _keep(path.parent)
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from None

    def next_number(self, folder: str, stem: str) -> int:
        """Return the number of the next file ``stem-NUMBER.*`` in a folder."""
        return max(self.numbers(folder, stem), default=0) + 1

    def numbers(self, folder: str, stem: str) -> list[int]:
        """Return the numbers of the files ``stem-NUMBER.*`` in a folder, from the lowest up."""
        pattern = re.compile(rf"{re.escape(stem)}-([1-9][0-9]{{0,5}})\.[a-z]+")
        found = (pattern.fullmatch(name) for name in self.names(folder))
        return sorted({int(match[1]) for match in found if match})

    def _clear(self) -> None:
        """Remove what a command left that was stopped while it wrote: no one else is writing now."""
        with suppress(OSError):  # what cannot be removed is in nobody's way
            for folder in (self.root, *(self.root / name for name in _WRITTEN)):
                pattern = f"{_UNFINISHED}*" if folder == self.root else f"**/{_UNFINISHED}*"
                for path in folder.glob(pattern):
                    path.unlink(missing_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _link(beside: Path, path: Path) -> None:
    """Give a written file its name, unless something has it."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # Some file systems know no links. The lock is held, so nobody comes between the two steps.
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def _keep(folder: Path) -> None:
    """Have the system keep the names in a folder, where it can be asked to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unreadable(path: Path, error: OSError | ValueError) -> InputOutputError:
    return InputOutputError(
        Message("'{name}' cannot be read: {reason}.", name=shorten(path, 200), reason=reason_of(error))
    )


def _unwritable(path: Path, error: OSError | ValueError) -> InputOutputError:
    return InputOutputError(
        Message("'{name}' cannot be written: {reason}.", name=shorten(path, 200), reason=reason_of(error))
    )
