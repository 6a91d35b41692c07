"""A page whose commands were run to write it.

In: Markdown with blocks of ``console``. Out: the same, with what each command says today. A line that begins
with ``$`` is a command, run by the shell in one folder, one after the other; what follows it is what it said.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_BLOCK: Final = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_PYTHON: Final = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Failed(Exception):
    """A command of the page, or its Python, did not do what a reader expects of it."""


def played(page: str) -> str:
    """Return a page with what its commands say today; its Python is run as well.

    Raises:
        Failed: something ended in a fault, or said nothing where the page shows that it says something.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fixtures").symlink_to(ROOT / "fixtures")
        for code in _PYTHON.findall(page):
            _run([sys.executable, "-c", code], folder)
        return _BLOCK.sub(lambda block: _block(block[1], folder), page)


def _block(text: str, folder: str) -> str:
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_run(['bash', '-c', line[2:]], folder)}" for line in commands)


def _run(command: list[str], folder: str) -> str:
    place = Path(sys.executable).parent
    variables = {
        "PATH": f"{place}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "LANGUAGE": "en",
        "COLUMNS": "80", "LC_ALL": "C.UTF-8", "HOME": folder, "TZ": "UTC",
    }  # fmt: skip
    ended = subprocess.run(
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = ended.stdout.decode()
    if ended.returncode not in (0, 1) or "Traceback" in said:
        raise Failed(f"{command[-1]}\n{said}")
    return said
