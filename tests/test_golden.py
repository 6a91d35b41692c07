"""The scores of the strategies in fixtures are those written down in golden/scores.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from places import AS_OF, STRATEGIES, stem

from assessor import assess, load_strategy
from assessor.scoring.figures import as_number

GOLDEN = Path(__file__).parent / "golden" / "scores.json"


def scores_of(path: Path) -> dict[str, Any]:
    """Return the scores of a strategy as they are written down: score, high, level, rated or not."""
    found = assess(load_strategy(path), as_of=AS_OF)
    index = [None if score is None else as_number(score) for score in (found.index.score, found.index.high)]
    ideas = {
        idea.id: [
            as_number(idea.score),
            as_number(idea.high),
            idea.level,
            "rated" if idea.rated else "not rated",
        ]
        for idea in found.ideas
    }
    return {"index": index, **ideas}


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_the_scores_are_those_written_down(path: Path) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))[path.stem]
    found = scores_of(path)
    moved = [
        f"{name}: {golden.get(name)} was written down, now {now}"
        for name, now in found.items()
        if golden.get(name) != now
    ]
    assert moved == [], "if this is meant, write them down anew: python tests/test_golden.py"
    assert found.keys() == golden.keys()


if __name__ == "__main__":
    lines = []
    for each in STRATEGIES:
        rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in scores_of(each).items())
        lines.append(f" {json.dumps(each.stem)}: {{\n{rows}\n }}")
    GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
