"""Text that would do harm if a format took it for more than text, and an assessment full of it."""

from __future__ import annotations

from places import AS_OF
from small_packs import criterion, one_idea

from assessor import Assessment, assess, strategy_from

HOSTILE = [
    "=cmd()", "+1", "-1+2", "@SUM(A1)", "<script>alert(1)</script>", "a\u202egnp.exe", "\x1b[31mred",
    "\U0001f6a2 \u2610 \uf0b7 \u4e2d\u6587", "\u05e9\u05dc\u05d5\u05dd", "{{ 7 * 7 }}{% raw %}",
    '#eval("1") *b* $x$ @a', "x" * 9000, "]]>", "&amp;", '"quoted", and more', "line\nbreak",
]  # fmt: skip


def hostile(text: str) -> Assessment:
    rule = {"share": "objective", "that": [{"field": "deadline", "present": True}]}
    content = {
        "schema_version": "1",
        "document": {"title": text, "period": {"start": 2024}},
        "territory": {"name": text},
        "objectives": [{"id": "o1", "statement": text}],
        "waivers": [{"criterion": "ONE-01", "reason": text, "by": text, "until": 2090}],
    }
    return assess(strategy_from(content), one_idea(criterion("ONE-01", rule)), as_of=AS_OF)
