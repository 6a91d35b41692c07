"""Which fields of a strategy rules look at.

In: a pack and some of its criteria. Out: fields by kind. Fields that follow from others are given as those.
"""

from __future__ import annotations

from collections.abc import Collection

from assessor.facts.derived import DERIVED
from assessor.pack.compiling import compile_plan
from assessor.pack.model import Pack, Profile


def criteria_of(pack: Pack, profile: Profile) -> list[str]:
    """Return the criteria that have a weight in a profile."""
    weights = {c.id: profile.criteria.get(c.id, profile.others) for c in pack.criteria}
    return [name for name, weight in weights.items() if weight != 0]


def fields_used(pack: Pack, criteria: Collection[str]) -> dict[str, list[str]]:
    """Return the fields that some criteria of a pack look at, by kind, in the order in which they do."""
    files = [
        file.model_copy(update={"criteria": [c for c in file.criteria if c.id in criteria]})
        for file in pack.files
    ]
    plan = compile_plan(Pack.model_construct(about=pack.about, files=files, texts={}, digest=""))
    seen = [(column.kind, column.field) for column in plan.columns if column.field]
    seen += [(link.kind, link.field) for link in plan.links]
    found: dict[str, dict[str, None]] = {column.kind: {} for column in plan.columns}
    for kind, field in seen:
        derived = DERIVED.get((kind, field))
        for owner, name in [(kind, field)] if derived is None else derived.reads:
            found.setdefault(owner, {})[name] = None
    for subject in plan.queries:
        found.setdefault(subject.kind, {})
    return {kind: list(fields) for kind, fields in found.items()}
