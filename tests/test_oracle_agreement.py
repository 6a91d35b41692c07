"""On documents in which everything is known, the program finds what brute force finds."""

from __future__ import annotations

from typing import Any

import pytest
from assessing import ENGINES, oracle, prepared, verdicts
from hypothesis import given
from oracle import Document
from strategies import cases, documents, open_cases, packs

from assessor.documents.positions import Mark, Positions
from assessor.documents.tree import Tree
from assessor.pack import model as m
from assessor.pack.lint import lint
from assessor.strategy.loading import strategy_from


@pytest.mark.parametrize("engine", ENGINES)
@given(case=cases())
def test_value_and_high_are_what_brute_force_finds(engine: str, case: tuple[list[m.Check], Document]) -> None:
    checks, document = case
    expected = [oracle(document).value(check) for check in checks]
    found = verdicts(prepared(checks, engine), document)
    assert [verdict.value for verdict in found] == expected
    assert [verdict.high for verdict in found] == expected


@given(packs())
def test_drawn_packs_pass_lint(pack: m.Pack) -> None:
    plain = pack.model_dump(mode="json", by_alias=True, exclude_unset=True)
    trees = {"pack.yaml": plain["about"], "text/en/all.yaml": {}}
    trees |= {f"criteria/{file['idea']}.yaml": file for file in _numbers_again(plain["files"])}
    positions = Positions("drawn", Mark(1, 1))
    assert lint(pack, {name: Tree(value, positions) for name, value in trees.items()}) == []


@given(documents(exact=False))
def test_drawn_documents_are_valid(document: Document) -> None:
    strategy_from(document)


@given(open_cases())
def test_drawn_documents_with_unknowns_are_valid(case: tuple[list[m.Check], Document]) -> None:
    strategy_from(case[1])


def _numbers_again(value: Any) -> Any:
    """Ratios are kept as text; files hold them as numbers."""
    if isinstance(value, dict):
        ratio = "balance" in value
        return {
            k: float(v) if k == "floor" or (ratio and k == "at_most") else _numbers_again(v)
            for k, v in value.items()
        }
    return [_numbers_again(entry) for entry in value] if isinstance(value, list) else value
