"""A fixture that was damaged or altered is refused with problems, or goes the whole way; nothing else."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF, FIXTURES

from assessor import (
    InvalidStrategyError,
    Strategy,
    assess,
    explain,
    load_pack,
    parse_strategy,
    to_json,
    to_text,
)
from assessor.documents.reading import read_bytes, read_tree
from assessor.reports.canvas import Page
from assessor.reports.explain_report import explain_to_text
from assessor.strategy.model import OPEN_KEYS

NAMES = ("typical.yaml", "half-examined.yaml")
CRITERIA = sorted(load_pack().by_id)


@cache
def lines_of(name: str) -> tuple[str, ...]:
    return tuple((FIXTURES / name).read_text(encoding="utf-8").splitlines())


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A fixture of which some blocks of lines are left out, doubled or moved."""
    lines = list(lines_of(draw(st.sampled_from(NAMES))))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(lines) - 1))
        block = lines[start : start + draw(st.integers(1, 12))]
        what = draw(st.sampled_from(["leave out", "double", "move", "cut"]))
        if what in ("leave out", "move"):
            del lines[start : start + len(block)]
        if what in ("double", "move"):
            place = draw(st.integers(0, len(lines)))
            lines[place:place] = block
        if what == "cut":
            lines[start] = lines[start][: draw(st.integers(0, 60))]
        if not lines:
            break
    return "\n".join(lines).encode()


@cache
def content_of(name: str) -> str:
    return json.dumps(read_tree(read_bytes(FIXTURES / name), name).value)


@st.composite
def altered(draw: st.DrawFn) -> bytes:
    """A fixture with some fields and sections left out, only announced, or not examined."""
    content: dict[str, Any] = json.loads(content_of(draw(st.sampled_from(NAMES))))
    for _ in range(draw(st.integers(1, 12))):
        key = draw(st.sampled_from([key for key in content if key in OPEN_KEYS]))
        what = draw(st.sampled_from(["field", "announce", "unknown", "section"]))
        entries = content[key] if isinstance(content[key], list) else [content[key]]
        if what == "section":
            content["unknown"] = sorted({*content.get("unknown", []), key} - {*content.get("announced", [])})
        elif entries:
            entry = draw(st.sampled_from(entries))
            fields = sorted(entry.keys() - {"id", "announced", "unknown"})
            if what == "announce":
                entry["announced"] = True
            elif what == "unknown":
                entry["unknown"] = ["all"]
            elif fields:
                del entry[draw(st.sampled_from(fields))]
    return json.dumps(content).encode()


def read(data: bytes) -> Strategy | None:
    try:
        return parse_strategy(data, name="damaged")
    except InvalidStrategyError as error:
        assert error.problems
        return None


@given(
    data=st.one_of(damaged(), altered()), name=st.sampled_from(CRITERIA), width=st.sampled_from([40, 80, 160])
)
def test_a_damaged_fixture_is_refused_or_goes_the_whole_way(data: bytes, name: str, width: int) -> None:
    strategy = read(data)
    if strategy is None:
        return
    result = assess(strategy, as_of=AS_OF)
    assert len(json.loads(to_json(result))["ideas"]) == 12
    page = Page(width=width)
    shown = to_text(result, page) + explain_to_text(explain(strategy, name, as_of=AS_OF), page)
    assert max(len(line) for line in shown.splitlines()) <= width
