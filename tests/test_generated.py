"""The files that are generated from others are what would be generated now."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from places import ROOT


@pytest.fixture(scope="module")
def generated() -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / ".ci")
        spec = spec_from_file_location("generate", ROOT / ".ci" / "generate.py")
        assert spec is not None and spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        found: dict[Path, bytes] = dict(module.generated())
    return {path.relative_to(ROOT).as_posix(): content for path, content in found.items()}


def test_schemas_rules_the_readme_and_the_pages_of_the_framework_are_generated(
    generated: dict[str, bytes],
) -> None:
    assert {
        "schemas/strategy.schema.json", "schemas/strategy.es.schema.json", "schemas/strategy.fr.schema.json",
        "schemas/strategy.pt.schema.json", "schemas/rule-pack.schema.json", "schemas/assessment.schema.json",
        "schemas/baseline.schema.json",
        "src/assessor/locale/es/LC_MESSAGES/strategy.po", "src/assessor/locale/es/LC_MESSAGES/strategy.mo",
        "rules/compiled.json", "README.md", "docs/fixtures.md", "docs/framework/README.md",
        "docs/framework/patterns.md", "docs/framework/01-aligned.md", "docs/framework/12-inclusive.md",
        "docs/compare.md", "docs/peer-review.md", "docs/robustness.md", "schemas/comparison.schema.json",
        "schemas/review-report.schema.json", "schemas/review-sheet.schema.json",
    } <= generated.keys()  # fmt: skip


def test_every_generated_file_is_current(generated: dict[str, bytes]) -> None:
    stale = [name for name, content in generated.items() if (ROOT / name).read_bytes() != content]
    assert stale == [], "run python .ci/generate.py"


def test_no_page_of_the_framework_is_left_over(generated: dict[str, bytes]) -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "framework").iterdir()}
    assert pages <= generated.keys()
