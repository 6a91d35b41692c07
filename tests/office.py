"""The office program that opens what we write, as its users do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools import tool


def converted(data: bytes, ending: str, form: str, folder: Path) -> str:
    """Return a document as LibreOffice reads it, as text; see ``saved``."""
    return saved(data, ending, form, folder).decode("utf-8-sig")


def saved(data: bytes, ending: str, form: str, folder: Path) -> bytes:
    """Return a document as LibreOffice saves it again.

    Args:
        data: the document.
        ending: of its file, such as ``xlsx``.
        form: what it is turned into, such as ``txt:Text (encoded):UTF8``.
        folder: an empty folder.
    """
    path = folder / f"report.{ending}"
    path.write_bytes(data)
    asked = ["--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}", "--convert-to", form]
    office = [tool("soffice"), *asked, "--outdir", folder / "out", path]
    subprocess.run(office, check=True, capture_output=True, timeout=180)
    (written,) = (folder / "out").iterdir()
    return written.read_bytes()
