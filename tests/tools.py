"""Programs that read what we write as their users do: found, or missed aloud.

The environment variable ``ASSESSOR_TOOLS`` says who runs them: "required" is here, and a missing one fails;
"elsewhere" is another run, and here they are not even looked for; otherwise a missing one is skipped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from places import ROOT

INSTALLED = ROOT / ".nox" / "tools" / "node_modules" / ".bin"
"""Where the test run puts those that come from npm."""


def tool(name: str) -> Path:
    """Return a program; skip the test if it is missing, or fail where it is required."""
    if os.environ.get("ASSESSOR_TOOLS") == "elsewhere":
        pytest.skip(f"{name} is run by the tests on the first Python: see .ci/noxfile.py")
    found = shutil.which(name, path=str(INSTALLED)) or shutil.which(name)
    if found is None:
        missing(name)
    return Path(found)


def missing(name: str) -> NoReturn:
    """Skip the test since a tool is missing, or fail where it is required."""
    reason = f"{name} is not installed: see the session 'tests' in .ci/noxfile.py"
    if os.environ.get("ASSESSOR_TOOLS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
