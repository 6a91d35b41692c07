"""An earlier version of the second pack: a criterion fewer, another weight, a rule that asked for less."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from places import AS_OF, FIXTURES

from assessor import assess, parse_strategy, to_json

NOW: Final = FIXTURES / "packs" / "evaluation"
SAVED: Final = FIXTURES / "compare" / "half-examined-by-earlier-rules.json"
LATER: Final = FIXTURES / "compare" / "half-examined-a-year-later.yaml"
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


def saved_then(folder: Path) -> str:
    """Return what fixtures/compare holds: the half-examined strategy as the earlier version saw it."""
    data = (FIXTURES / "half-examined.yaml").read_bytes()
    strategy = parse_strategy(data, name="half-examined.yaml")
    return to_json(assess(strategy, earlier_rules(folder), as_of=AS_OF, engine="plain"))


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        SAVED.write_text(saved_then(Path(place)), encoding="utf-8")
