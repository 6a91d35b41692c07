"""An earlier version of the second pack: a criterion fewer, another weight, a rule that asked for less."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from places import FIXTURES

NOW: Final = FIXTURES / "packs" / "evaluation"
ADDED: Final = "EFF-03"
"""A criterion that the earlier version did not have."""
REWEIGHTED: Final = "EFF-01"
"""A criterion that had the weight 1, and has 3 now."""
REWRITTEN: Final = "EFF-02"
"""A criterion that did not ask for a baseline."""


def earlier_rules(folder: Path) -> Path:
    """Write the earlier version into a folder, and return it."""
    shutil.copytree(NOW, folder, dirs_exist_ok=True)
    _edit(folder / "pack.yaml", (r"version: 0.1.0", "version: 0.0.9"))
    _edit(
        folder / "criteria" / "3-effectiveness.yaml",
        (rf"(?s)\n  - id: {ADDED}.*", "\n"),
        (r"weight: 3", "weight: 1"),
        (r" *- {field: baseline.value, present: true}\n", ""),
    )
    _edit(folder / "text" / "en" / "criteria.yaml", (rf"(?s)  {ADDED}:.*?\n\n", ""))
    return folder


def _edit(file: Path, *replacements: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for pattern, instead in replacements:
        text, number = re.subn(pattern, instead, text)
        assert number, pattern
    file.write_text(text, encoding="utf-8")
