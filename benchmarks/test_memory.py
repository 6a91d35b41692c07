"""How much memory 10,000 assessments in one process leave behind: less than 10 MB after the first hundred."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from conftest import AS_OF, TYPICAL, engines

from assessor import assess, load_strategy

FIRST, ALL = 100, 10_000
MOST_GROWTH = 10 * 1024 * 1024

_STATUS = Path("/proc/self/statm")


def _resident() -> int:
    gc.collect()
    return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.skipif(not _STATUS.exists(), reason="resident memory is read from /proc, which only Linux has")
@pytest.mark.parametrize("engine", engines())
def test_ten_thousand_assessments_leave_little_behind(engine: str) -> None:
    strategy = load_strategy(TYPICAL)
    for _ in range(FIRST):
        assess(strategy, as_of=AS_OF, engine=engine)
    before = _resident()
    for _ in range(ALL - FIRST):
        assess(strategy, as_of=AS_OF, engine=engine)
    growth = _resident() - before
    print(f"{engine}: {growth / 1024 / 1024:.1f} MB after {ALL:,} assessments")
    assert growth < MOST_GROWTH
