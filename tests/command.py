"""The command ``assessor``, run in this process or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assessor.cli.main import run

Command = Callable[..., "Ended"]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The last line of what went to standard error."""
        lines = self.err.strip().splitlines()
        return lines[-1] if lines else ""


@pytest.fixture(name="command")
def command_fixture(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command in this process, in English, on a page 80 wide without colour."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def call(*arguments: str | Path, stdin: bytes = b"", **variables: str) -> Ended:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            capsysbinary.readouterr()
            code = run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return call


def in_its_own_process(arguments: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, in English."""
    variables = {**os.environ, "LANGUAGE": "en", **options.pop("env", {})}
    whole = [sys.executable, "-m", "assessor", *map(str, arguments)]
    return subprocess.run(
        whole, env=variables, timeout=60, check=False, **{"capture_output": True, **options}
    )
