"""Files, written whole or not at all.

In: a path and bytes. Out: the file. Must never know: what stands in it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assessor.documents.problems import shorten
from assessor.documents.refusal import reason_of
from assessor.errors import InputOutputError
from assessor.messages import Message


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that no half file is ever seen.

    A link is followed; a device or a pipe is written to and stays what it is.

    Args:
        path: its place, in a folder that is there.
        data: what it will hold.

    Raises:
        InputOutputError: it cannot be written; what stood there before stays.
    """
    temporary: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        place = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(_mode(place))
        Path(temporary).replace(place)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        message = Message(
            "'{name}' cannot be written: {reason}.", name=shorten(path, 200), reason=reason_of(error)
        )
        raise InputOutputError(message) from None


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
