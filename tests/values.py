"""What drawn documents are made of: which fields of which kinds, and the few values that each can take.

The values are few, so that drawn conditions often hold, and drawn items often share a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from oracle_derived import DERIVED_NAMES

from assessor.pack import model as m
from assessor.pack.compiling import field_type
from assessor.strategy.fields import FieldType
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "document": ("mandate_end", "status"),
    "vision": ("statement", "horizon", "basis"),
    "review": ("cycle", "last", "triggers"),
    "communication-plan": ("title", "audiences", "budget"),
    "financing": ("budget", "stages"),
    "adoption": ("date", "result"),
    "trend-analysis": ("subject", "date"),
    "diagnosis-part": ("geography", "source_year"),
    "plan": ("type", "period"),
    "axis": ("name", "plan"),
    "development-objective": ("statement", "plan", "axis"),
    "priority": ("name", "parent", "role"),
    "objective": ("statement", "dimension", "axes", "development_objectives", "needs", "beneficiaries",
                  "deadline"),
    "action": ("dimension", "tool", "objectives", "budget_lines", "start", "end", "budget"),
    "indicator": ("name", "objectives", "family", "baseline", "target"),
    "need": ("statement", "groups"),
    "actor": ("name", "group", "roles"),
    "beneficiary": ("directness", "groups"),
    "space": ("kind", "obtains", "permanent", "participants", "beneficiaries", "coordinated_with"),
    "agreement": ("name", "actors", "end"),
    "budget-line": ("kind", "amount", "year"),
    "risk": ("likelihood", "impact", "response"),
}  # fmt: skip
"""Fields that are drawn, besides what every document must have."""

RECORDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("document", "period"): ("start", "end"),
    ("plan", "period"): ("start", "end"),
    ("communication-plan", "budget"): ("amount",),
    ("financing", "budget"): ("amount",),
    ("action", "budget"): ("amount",),
    ("indicator", "baseline"): ("value", "year"),
    ("indicator", "target"): ("value", "date"),
}
"""Fields that hold fields."""

REQUIRED: Final = frozenset({"period.start", "budget.amount"})

CLUSTERS: Final = (
    ("objective", "indicator"),
    ("objective", "need", "beneficiary"),
    ("development-objective", "axis", "objective"),
    ("plan", "axis", "priority", "document"),
    ("space", "actor"),
    ("agreement", "actor", "document"),
    ("action", "budget-line", "financing"),
    ("action", "objective", "document"),
    ("adoption", "trend-analysis", "document"),
    ("review", "vision", "risk"),
    ("diagnosis-part", "communication-plan", "space"),
)
"""Kinds that are drawn together, since they refer to each other."""

PARTS: Final[Mapping[str, m.VocabularyPart]] = {
    name: m.VocabularyPart.model_validate({"of": of, "entries": entries})
    for name, of, entries in (
        ("first-dimensions", "dimension", ["political", "economic"]),
        ("some-groups", "actor-group", ["international", "private"]),
        ("some-people", "population-group", ["general", "women", "youth"]),
        ("social-families", "indicator-family", ["financial"]),
        ("grave", "importance", ["medium", "high"]),
    )
}
"""Named parts of vocabularies in drawn packs."""

DAYS: Final = ("2023-06-15", "2024-01-01", "2025-12-31", "2026-03-01", "2028-12-31")
SPANS: Final = ("2023", "2024", "2025-12", "2026-01", "2028")
_DATES: Final = frozenset({"mandate_end", "horizon", "last", "date", "deadline", "start", "end"})
_REVIEWS: Final = ("2022-01-01", "2025-01-10", "2025-12-31", "2026-01-15", "2026-03-01")
_REVIEW_SPANS: Final = ("2024", "2025", "2025-12", "2026-01", "2026")
_POOLS: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = {
    ("review", "cycle"): ("monthly", "annual", "once"),
    ("action", "tool"): ("event-representation", "diplomatic-activity", "capital-attraction"),
    ("indicator", "baseline.value"): (1, 2, "x"),
    ("indicator", "target.value"): (1, 2.5, "x"),
    ("indicator", "baseline.year"): (2022, 2023),
    ("diagnosis-part", "source_year"): (2020, 2023, 2026),
    ("budget-line", "year"): (2024, 2025, 2026),
    ("budget-line", "amount"): (0.1, 0.2, 0.3),
    ("financing", "budget.amount"): (0.3, 0.4),
}


def is_date(field: str) -> bool:
    """Whether a field holds a date."""
    return field.rpartition(".")[2] in _DATES


def type_of(kind: str, field: str) -> FieldType:
    """Return the type of a field or derived field."""
    return field_type(kind, field)


def values_of(kind: str, field: str, exact: bool = True) -> tuple[Any, ...]:
    """Return the values that a plain field can take; only days as dates if ``exact``."""
    if is_date(field):
        days, spans = (_REVIEWS, _REVIEW_SPANS) if kind == "review" else (DAYS, SPANS)
        return days if exact else days + spans
    if (kind, field) in _POOLS:
        return _POOLS[kind, field]
    type_ = type_of(kind, field)
    match type_.sort:
        case "entry":
            assert type_.target is not None
            return VOCABULARIES[type_.target][:3]
        case "yes-no":
            return (True, False)
        case "number":
            return (0, 1, 2.5)
        case "reference":
            assert type_.target is not None
            return tuple(id_of(type_.target, number) for number in range(3))
    return ("x", "y")


def id_of(kind: str, number: int) -> str:
    """Return the id of an item."""
    return f"{kind}-{number}"


def readable(kind: str) -> list[str]:
    """Return the fields that drawn conditions read: those drawn, those within them, and derived ones."""
    inner = [
        f"{field}.{part}" for (owner, field), parts in RECORDS.items() for part in parts if owner == kind
    ]
    derived = [field for owner, field in sorted(DERIVED_NAMES) if owner == kind]
    return [*FIELDS[kind], *inner, *derived]


def ties(kinds: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the references among kinds: the kind that names, the field, the kind that is named."""
    kinds = tuple(kinds)
    return [
        (kind, field, KINDS[kind].references[field])
        for kind in kinds
        for field in FIELDS[kind]
        if KINDS[kind].references.get(field) in kinds
    ]
