"""Short ways from a pack and a document to verdicts, for tests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from oracle import Document, Oracle
from oracle_derived import AS_OF
from strategies import pack_around
from values import PARTS

from assessor.engine import Engine, choose_engine
from assessor.errors import UsageError
from assessor.pack import model as m
from assessor.scoring.assess import Prepared
from assessor.scoring.checks import Verdict, evaluate
from assessor.strategy.model import Strategy


def _engine(name: str) -> Engine | None:
    try:
        return choose_engine(name)
    except UsageError:
        return None


ENGINES = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            _engine(name) is None, reason="durable-rules does not import on this Python"
        ),
    )
    for name in ("plain", "durable")
]
"""Every engine, as parameters of a test."""


def prepared(checks: Sequence[m.Check], engine: str = "plain") -> Prepared:
    """Return checks ready for an engine."""
    return Prepared(pack_around(checks), choose_engine(engine))


def verdicts(ready: Prepared, document: Document) -> list[Verdict]:
    """Return the verdict on each check."""
    matches = ready.matches(Strategy.model_validate(document), AS_OF)
    return [evaluate(each.check, matches) for each in ready.plan.criteria.values()]


def verdict(check: m.Check, document: Document, engine: str = "plain") -> Verdict:
    """Return the verdict on one check."""
    return verdicts(prepared([check], engine), document)[0]


def oracle(document: Document) -> Oracle:
    """Return the second evaluator for a fully known document."""
    return Oracle(document, PARTS, AS_OF)
