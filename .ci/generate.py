"""Write the files that are generated from others: the schemas, and the compiled rule pack.

Run it after a change of a model or a rule; a test fails when one of these files is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assessor.documents.schema_text import schema_text
from assessor.pack.loading import COMPILED, compile_pack
from assessor.pack.schema import rule_pack_schema
from assessor.scoring.schema import assessment_schema
from assessor.strategy.schema import strategy_schema

ROOT = Path(__file__).parents[1]


def generated() -> Iterator[tuple[Path, bytes]]:
    """Yield each generated file and what it must hold. Schemas come first: packs are judged by them."""
    schemas = {
        "strategy": strategy_schema,
        "rule-pack": rule_pack_schema,
        "assessment": assessment_schema,
    }
    for name, schema in schemas.items():
        yield ROOT / "schemas" / f"{name}.schema.json", schema_text(schema()).encode()
    yield ROOT / "rules" / COMPILED, compile_pack(ROOT / "rules")


if __name__ == "__main__":
    for path, content in generated():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print("wrote", path.relative_to(ROOT))
