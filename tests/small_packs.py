"""Small packs and documents, made in memory, for tests of scoring."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from places import AS_OF

from assessor import Assessment, Pack, assess, strategy_from

LEVELS: Final = {
    "levels": [
        {"id": "absent", "from": 0}, {"id": "initial", "from": 20}, {"id": "developing", "from": 45},
        {"id": "consolidated", "from": 70}, {"id": "exemplary", "from": 90},
    ],
    "cap": "developing", "rated_from": 65, "index_from": 1,
}  # fmt: skip
DATED: Final = {"share": "objective", "that": [{"field": "deadline", "present": True}]}
"""The share of objectives that have a deadline: gives any value, and any interval."""


def criterion(name: str, check: Mapping[str, Any] = DATED, **more: Any) -> dict[str, Any]:
    """Return a criterion around a check."""
    return {
        "id": name, "steps": [1], "check": check, "severity": "low", "effort": "low", "provenance": "source",
        "reference": {"chapter": "I", "passage": "p"}, "since": "0",
        "examples": {"met": [{}], "unmet": [{}]}, **more,
    }  # fmt: skip


def pack(ideas: Mapping[str, list[dict[str, Any]]], **about: Any) -> Pack:
    """Return a pack of these ideas with their criteria, whose ids begin with the code of the idea."""
    criteria = [entry for entries in ideas.values() for entry in entries]
    steps = sorted({step for entry in criteria for step in entry["steps"]})
    text = {"failure": "Not there", "why": "Why", "recommendation": "Do it", "example": "So",
            "because": "Since",
            "detail": "{missing} of {applicable} lack it, {satisfied} have it."}  # fmt: skip
    levels = about.pop("levels", LEVELS)
    beside = {name: about.pop(name) for name in ("consistency", "diagnoses", "views") if name in about}
    words = about.pop("words", {})
    return Pack.model_validate(
        {
            "about": {
                "id": "small", "version": "1", "source": "nobody",
                "ideas": [{"id": name, "code": entries[0]["id"][:3]} for name, entries in ideas.items()],
                "stages": ["all"], "steps": [{"number": step, "stage": "all"} for step in steps],
                "levels": levels, **about,
            },
            "files": [{"idea": name, "criteria": entries} for name, entries in ideas.items()],
            "texts": {"en": {
                "language": "en", "title": "Small pack",
                "ideas": {name: {"title": name.title()} for name in ideas},
                "stages": {"all": {"title": "All"}},
                "steps": {str(step): {"title": f"Step {step}"} for step in steps},
                "levels": {level["id"]: {"title": level["id"]} for level in levels["levels"]},
                "criteria": {entry["id"]: {"title": f"Title of {entry['id']}", **text} for entry in criteria},
                "phrases": {
                    "undetermined": "Not examined yet: {title}.",
                    "examine": "Look it up. Else: {recommendation}",
                    "aims": "Remember: {aims}.",
                },
                **words,
            }},
            "digest": "0", **beside,
        }
    )  # fmt: skip


def one_idea(*criteria: dict[str, Any], **about: Any) -> Pack:
    """Return a pack of one idea."""
    return pack({"idea": list(criteria)}, **about)


def document(**sections: Any) -> dict[str, Any]:
    """Return the least document with these sections."""
    return {
        "document": {"title": "t", "period": {"start": 2024, "end": 2028}},
        "territory": {"name": "n"},
        **sections,
    }


def objectives(dated: int, undated: int = 0, unknown: int = 0) -> list[dict[str, Any]]:
    """Return objectives with a deadline, without one, and of which it is not known."""
    kinds = [{"deadline": 2027}] * dated + [{}] * undated + [{"unknown": ["deadline"]}] * unknown
    return [
        {"id": f"o{number}", "statement": f"Objective {number}", **kind} for number, kind in enumerate(kinds)
    ]


def assessed(rules: Pack, *, as_of: date = AS_OF, profile: str | None = None, **sections: Any) -> Assessment:
    """Assess the least document with these sections."""
    return assess(strategy_from(document(**sections)), rules, as_of=as_of, profile=profile, engine="plain")
