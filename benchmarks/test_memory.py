"""How much memory assessments in one process leave behind: after the first hundred, less than a KB each."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from conftest import AS_OF, SHORT, TYPICAL, engines

from assessor import assess, load_strategy

FIRST, ALL = 100, 1_000 if SHORT else 10_000
MOST_GROWTH = ALL * 1024
"""Bytes; what grows is mostly nothing, and now and then a page of memory."""

_STATUS = Path("/proc/self/statm")


def _resident() -> int:
    gc.collect()
    return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.skipif(not _STATUS.exists(), reason="resident memory is read from /proc, which only Linux has")
@pytest.mark.parametrize("engine", engines())
def test_thousands_of_assessments_leave_little_behind(engine: str) -> None:
    strategy = load_strategy(TYPICAL)
    for _ in range(FIRST):
        assess(strategy, as_of=AS_OF, engine=engine)
    before = _resident()
    for _ in range(ALL - FIRST):
        assess(strategy, as_of=AS_OF, engine=engine)
    growth = _resident() - before
    print(f"{engine}: {growth / 1024 / 1024:.1f} MB after {ALL:,} assessments")
    assert growth < MOST_GROWTH
