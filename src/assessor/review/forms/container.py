"""The container of a workbook: a zip file, of which only what is asked for is unpacked, and never too much.

In: bytes. Out: its parts. Must never know: what the parts hold.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import error as StructError  # noqa: N812 (it is a class)
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assessor.documents.problems import shorten
from assessor.messages import Message
from assessor.review.forms.damage import Damaged

_MB: Final = 1_000_000
MAX_FILE: Final = 50 * _MB
"""Bytes of a file: somebody may have put pictures into it."""
MAX_UNPACKED: Final = 32 * _MB
"""Bytes of all parts that are read, once unpacked: that bounds a zip bomb, whatever its ratio."""
MAX_PARTS: Final = 5_000

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_XLS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_BROKEN: Final = (
    BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, IndexError, OverflowError,
    StructError,
)  # fmt: skip
"""What the library raises at bytes that are no zip file, or no longer a whole one."""


class Container:
    """A zip file. Its parts are found as programs find them, whatever the case and strokes of their names."""

    def __init__(self, data: bytes, name: str) -> None:
        """Look into a file, and unpack nothing yet.

        Args:
            data: the file.
            name: what it is called.

        Raises:
            Damaged: it is no zip file, or one that no form can be.
        """
        self.name = shorten(name)
        self._left = MAX_UNPACKED
        if not data:
            raise Damaged(Message("The file '{name}' is empty.", name=self.name))
        if len(data) > MAX_FILE:
            raise Damaged(
                Message("The file '{name}' is larger than {limit} MB.", name=self.name, limit=MAX_FILE // _MB)
            )
        if data.startswith(_OLE):
            raise self._old(data)
        if not data.startswith(b"PK"):
            raise self.no_workbook()
        try:
            self._zip = ZipFile(BytesIO(data))
            found = self._zip.infolist()
        except _BROKEN:
            raise self._cut_off() from None
        if len(found) > MAX_PARTS:
            raise Damaged(Message("The file '{name}' has too many parts to be a form.", name=self.name))
        self._parts: dict[str, ZipInfo] = {_plain(part.filename): part for part in found}

    def has(self, part: str) -> bool:
        """Return whether there is a part of that name."""
        return _plain(part) in self._parts

    def read(self, part: str) -> bytes:
        """Return a part, unpacked; nothing if there is none of that name.

        Raises:
            Damaged: it is encrypted, it cannot be unpacked, or there would be too much of it.
        """
        info = self._parts.get(_plain(part))
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise self.encrypted()
        self._left -= info.file_size
        if self._left < 0:
            limit = MAX_UNPACKED // _MB
            raise Damaged(
                Message("The file '{name}' unpacks to more than {limit} MB.", name=self.name, limit=limit)
            )
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise self._cut_off()
        try:
            with self._zip.open(info) as packed:
                # Never more than the size that was counted, whatever the packed bytes hold.
                return packed.read(info.file_size)
        except _BROKEN:
            raise self._cut_off() from None

    def no_workbook(self) -> Damaged:
        """Return the error that it is something else."""
        return Damaged(
            Message(
                "The file '{name}' is no workbook that can be read; possible: .xlsx or .ods.", name=self.name
            )
        )

    def broken(self, part: str) -> Damaged:
        """Return the error that a part is not what it should be."""
        return Damaged(
            Message(
                "The file '{name}' is damaged: '{part}' in it cannot be read. Please send it again.",
                name=self.name, part=shorten(_plain(part)),
            )
        )  # fmt: skip

    def encrypted(self) -> Damaged:
        """Return the error that a password is needed."""
        return Damaged(
            Message(
                "The file '{name}' has a password. Please save it without one, and send it again.",
                name=self.name,
            )
        )

    def other_format(self, program: str) -> Damaged:
        """Return the error that it is a workbook in another format."""
        return Damaged(
            Message(
                "The file '{name}' is in the format {program}. Please save it as .xlsx or .ods instead.",
                name=self.name, program=program,
            )
        )  # fmt: skip

    def _old(self, data: bytes) -> Damaged:
        """Return what a file is that Office has written in the container of 1995."""
        if _ENCRYPTED in data:
            return self.encrypted()
        if any(name in data for name in _XLS):
            return self.other_format(".xls")
        return self.no_workbook()

    def _cut_off(self) -> Damaged:
        return Damaged(
            Message(
                "The file '{name}' is damaged or was cut off: it cannot be unpacked. Please send it again.",
                name=self.name,
            )
        )


def _plain(part: str) -> str:
    return part.replace("\\", "/").lower().lstrip("/")
