"""Where things stand that tests read, and the date they are assessed on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FIXTURES: Final = ROOT / "fixtures"
STRATEGIES: Final = tuple(FIXTURES / f"{name}.yaml" for name in ("exemplary", "half-examined", "typical"))
AS_OF: Final = date(2026, 6, 1)


def stem(path: Path) -> str:
    """Return the name of a parameter that is a file."""
    return path.stem
