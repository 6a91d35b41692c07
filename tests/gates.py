"""Strategies with gaps, for tests of gates: as plain values, and as files to judge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_packs import assessed, criterion, objectives, one_idea

from assessor import Assessment, Baseline, Pack, baseline_of

OWNED = {"share": "objective", "that": [{"field": "statement", "present": True}]}
DATED = {"share": "objective", "that": [{"field": "deadline", "present": True}]}

RULES: Pack = one_idea(
    criterion("ONE-01", DATED, severity="medium"),
    criterion("ONE-02", {"count": "risk"}, severity="high"),
    criterion("ONE-03", {"count": "theme"}, severity="low"),
)
"""Objectives have a deadline; there are risks, and themes."""


def strategy(undated: int = 1, **sections: Any) -> Assessment:
    """Assess two objectives with a deadline and some without; no risks, no themes."""
    return assessed(RULES, objectives=objectives(2, undated), **sections)


def without(baseline: Baseline, *criteria: str) -> Baseline:
    """Return a baseline without what it has of some criteria."""
    entries = tuple(entry for entry in baseline.entries if entry.fingerprint not in criteria)
    return Baseline(baseline.baseline_version, baseline.pack, baseline.strategy, baseline.as_of, entries)


def known(found: Assessment, *left_out: str) -> Baseline:
    """Return the baseline of an assessment, without what it has of some criteria."""
    return without(baseline_of(found), *left_out)


def written(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text, encoding="utf-8")
    return path
