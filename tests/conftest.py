"""Settings shared by all tests: how many examples are drawn, and which tests are traced for coverage."""

from __future__ import annotations

import gc

import pytest
from examples import load_profile

CORE = frozenset(
    f"test_{name}"
    for name in (
        "baselines", "catalogue", "comparing", "consistency", "derived", "diagnoses", "digests", "engines",
        "explain", "face", "findings", "fixture_groups", "gate", "init", "interval_examples", "intervals",
        "invalid_documents", "language", "laws", "messages", "oracle_agreement", "pack", "pack_lint",
        "pack_lint_patterns", "reading", "recommendations", "robustness", "rule_mutants", "saved",
        "schema_and_model", "schema_languages", "scoring", "second_pack", "treatments",
    )
)  # fmt: skip
"""The modules of tests that are about the core; where coverage is measured, only they are traced."""

EVERYWHERE = frozenset(
    f"test_{name}"
    for name in (
        "baselines", "cli", "comparing", "derived", "engines", "face", "findings", "gate", "improving_edits",
        "intervals", "laws", "optimization", "oracle_agreement", "pack", "pack_lint", "reading", "saved",
        "schema_and_model", "scoring", "second_pack",
    )
)  # fmt: skip
"""The modules of tests that are run on every Python: what reads, matches and scores, and the commands."""

load_profile()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what is run on every Python, before anything is chosen by its mark."""
    if item.path.stem in EVERYWHERE:
        item.add_marker(pytest.mark.everywhere)


@pytest.hookimpl(trylast=True)  # laws are marked by then
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave untraced what is not about the core, and laws: what they reach is left to chance."""
    for item in items:
        if item.path.stem not in CORE or item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from going through everything that was imported, again and again."""
    gc.collect()
    gc.freeze()
