"""Why the system would not read or write a file.

In: an error of the system, whose words are English. Out: the reason, which can be said in other languages if
it is one of the usual.
"""

from __future__ import annotations

from typing import Final

from assessor.messages import Message

_USUAL: Final = {
    str(reason): reason
    for reason in (
        Message("no such file or directory"),
        Message("not a directory"),
        Message("is a directory"),
        Message("it is a folder"),
        Message("permission denied"),
        Message("operation not permitted"),
        Message("read-only file system"),
        Message("no space left on device"),
        Message("disk quota exceeded"),
        Message("file too large"),
        Message("file name too long"),
        Message("input/output error"),
        Message("device or resource busy"),
        Message("too many open files"),
        Message("too many levels of symbolic links"),
        Message("embedded null byte"),
    )
}


def reason_of(error: OSError | ValueError) -> str:
    """Return why the system refused."""
    told = (getattr(error, "strerror", None) or str(error)).lower()
    return _USUAL.get(told, told)
