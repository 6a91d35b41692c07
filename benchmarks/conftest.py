"""What the benchmarks share: fixtures, and documents of several sizes."""

from __future__ import annotations

import os
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor import prepare
from assessor.documents.reading import read_bytes, read_tree
from assessor.engine.choice import ENGINES
from assessor.errors import UsageError
from assessor.strategy.model import KINDS, Kind

ROOT = Path(__file__).parents[1]
TYPICAL = ROOT / "fixtures" / "typical.yaml"
AS_OF = date(2026, 6, 1)
SHORT = os.environ.get("ASSESSOR_BENCHMARKS") == "short"
"""Whether it is enough to see that they run: rougher figures, in less time."""


def enlarged(times: int) -> dict[str, Any]:
    """Return the typical strategy with every item of every list ``times`` times, each copy on its own."""
    content: dict[str, Any] = read_tree(read_bytes(TYPICAL), "typical.yaml").value
    content = {key: value for key, value in content.items() if key not in ("unknown", "unlisted")}
    large = deepcopy(content)
    for number in range(1, times):
        for kind in KINDS.values():
            if not kind.single and kind.key in content:
                large[kind.key] += [_copied(item, kind, f"-{number}") for item in content[kind.key]]
    return large


def _copied(item: dict[str, Any], kind: Kind, suffix: str) -> dict[str, Any]:
    """Return an item whose id, and the ids that it names, belong to another copy."""
    naming = {"id", *kind.references}
    return {key: _suffixed(value, suffix) if key in naming else value for key, value in item.items()}


def _suffixed(value: Any, suffix: str) -> Any:
    return [entry + suffix for entry in value] if isinstance(value, list) else value + suffix


@pytest.fixture
def typical_bytes() -> bytes:
    return TYPICAL.read_bytes()


def engines() -> list[str]:
    """Return the engines that can be had on this Python."""
    found = []
    for name in ENGINES[1:]:
        try:
            prepare(engine=name)
        except UsageError:
            continue
        found.append(name)
    return found
