"""Each document in fixtures/invalid has the problems that stand beside it, and no others.

A new case is a new file, with its problems in NAME.expected.yaml.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from places import FIXTURES, ROOT

from assessor import Problem, validate_strategy

INVALID = FIXTURES / "invalid"
SUFFIX = ".expected.yaml"
DOCUMENTS = sorted(path for path in INVALID.iterdir() if not path.name.endswith(SUFFIX))
ELSEWHERE = {
    "ambiguous": "only rule packs have alternatives",
    "no-alternative": "only rule packs have alternatives",
    "not-accepted": "said only if the model refused what the schema lets pass, which must not happen",
}
"""Codes that no invalid strategy can show, and why."""


def _as_expected(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "pointer": problem.pointer,
        "code": problem.code,
        "says": problem.message + (f"; {problem.hint}" if problem.hint else ""),
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_an_invalid_document_has_exactly_the_problems_that_stand_beside_it(path: Path) -> None:
    expected = yaml.safe_load((INVALID / (path.name + SUFFIX)).read_text(encoding="utf-8"))
    assert [_as_expected(problem) for problem in validate_strategy(path)] == expected
    assert expected


def test_there_are_many_invalid_documents_and_no_expectation_without_one() -> None:
    expectations = {path.name.removesuffix(SUFFIX) for path in INVALID.glob(f"*{SUFFIX}")}
    assert expectations == {path.name for path in DOCUMENTS}
    assert len(DOCUMENTS) >= 40


def _codes_in(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that a module gives to problems: the first argument of what makes one."""
    for node in ast.walk(tree):
        first: ast.AST | None = None
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0] if name in ("Problem", "Said", "_problem", "fail") else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_every_code_that_a_strategy_can_show_is_shown_by_some_document() -> None:
    source = ROOT / "src" / "assessor"
    modules = [*(source / "documents").glob("*.py"), source / "strategy" / "validation.py"]
    given = {code for path in modules for code in _codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    shown = {
        entry["code"] for path in INVALID.glob(f"*{SUFFIX}") for entry in yaml.safe_load(path.read_bytes())
    }
    assert len(given) > 25
    assert given - shown == set(ELSEWHERE)
    assert shown <= given
