"""Write what is generated from other files: schemas, the compiled rule pack, the README's sample, pages.

Run it after a change of a model or a rule; a test fails when one of these files is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from messages import TRANSLATED, catalogues
from pages import pages
from tutorial import played

from assessor import assess, load_strategy, to_text
from assessor.comparing.schema import comparison_schema
from assessor.documents.schema_text import schema_text
from assessor.gating.schema import baseline_schema
from assessor.improving.schema import improvement_schema
from assessor.pack.loading import compile_pack, read_pack
from assessor.pack.schema import rule_pack_schema
from assessor.reports.canvas import Page
from assessor.review.records.schema import form_schemas
from assessor.review.results.schema import report_schemas
from assessor.scoring.schema import assessment_schema
from assessor.strategy.schema import strategy_schema

ROOT = Path(__file__).parents[1]
PLAYED = tuple(
    ROOT / "docs" / name for name in ("compare.md", "improve.md", "peer-review.md", "robustness.md")
)
"""Pages whose commands are run to write them."""
SAMPLE = "fixtures/typical.yaml"
SAMPLE_DATE = date(2026, 6, 1)
SAMPLE_START = "<!-- sample -->\n```text\n"
SAMPLE_END = "```\n"


def generated() -> Iterator[tuple[Path, bytes]]:
    """Yield each generated file and what it must hold.

    Catalogues come first, since schemas are said in their words, and then schemas: packs are judged by them.
    """
    yield from catalogues()
    for name, schema in _schemas():
        yield ROOT / "schemas" / f"{name}.schema.json", schema_text(schema).encode()
    for name, data in compile_pack(ROOT / "rules").items():
        yield ROOT / "rules" / name, data
    yield ROOT / "README.md", _readme()
    for page in PLAYED:
        yield page, played(page.read_text(encoding="utf-8")).encode()
    yield from pages()


def _schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "strategy", strategy_schema()
    for language in TRANSLATED:
        yield f"strategy.{language}", strategy_schema(language)
    yield "rule-pack", rule_pack_schema()
    yield "assessment", assessment_schema()
    yield "comparison", comparison_schema()
    yield "baseline", baseline_schema()
    yield "improvement", improvement_schema()
    yield from form_schemas()
    yield from report_schemas()


def _readme() -> bytes:
    """Return the README with the sample as the command shows it today."""
    pack, _ = read_pack(ROOT / "rules")
    strategy = load_strategy(ROOT / SAMPLE)
    strategy = strategy.with_positions(replace(strategy.positions, name=SAMPLE))
    lines = to_text(assess(strategy, pack, as_of=SAMPLE_DATE), Page(width=80), most_findings=2).splitlines()
    shown = "\n".join(lines[: lines.index("ALONG THE ROUTE") - 1])
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, rest = text.split(SAMPLE_START, 1)
    after = rest[rest.index(SAMPLE_END) :]
    return f"{before}{SAMPLE_START}{shown}\n{after}".encode()


if __name__ == "__main__":
    for path, content in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print("wrote", path.relative_to(ROOT))
