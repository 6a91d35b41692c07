"""The files that are generated from others are what would be generated now."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from places import ROOT

NAMES = (
    "schemas/strategy.schema.json",
    "schemas/rule-pack.schema.json",
    "schemas/assessment.schema.json",
    "rules/compiled.json",
    "README.md",
)


@pytest.fixture(scope="module")
def generated() -> dict[str, bytes]:
    spec = spec_from_file_location("generate", ROOT / ".ci" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[Path, bytes] = dict(module.generated())
    return {path.relative_to(ROOT).as_posix(): content for path, content in found.items()}


def test_these_files_are_generated(generated: dict[str, bytes]) -> None:
    assert tuple(generated) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_generated_file_is_current(name: str, generated: dict[str, bytes]) -> None:
    assert (ROOT / name).read_bytes() == generated[name], f"{name} is stale: run python .ci/generate.py"
