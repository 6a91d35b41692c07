"""Values and highs of small documents with unknowns, one behaviour each."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from assessing import verdict
from oracle import Document

from assessor.pack import model as m

BARE: Document = {"document": {"title": "t", "period": {"start": 2024}}, "territory": {"name": "n"}}
NAMED = {"field": "name", "present": True}
MEASURED = {"some": "indicator", "by": "objectives"}
MEETS = {"some": "actor", "via": "participants"}
TWO = [{"id": "o1"}, {"id": "o2"}]


def indicators(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Two objectives, and indicators."""
    return {"objectives": TWO, "indicators": [*items]} | more


def share(*that: dict[str, Any], of: str = "objective", where: list[dict[str, Any]] | None = None) -> m.Check:
    """A share."""
    return m.Share.model_validate({"share": of, "where": where or [], "that": [*that]})


def count(of: str, *that: dict[str, Any], **more: Any) -> m.Check:
    """A count."""
    return m.Count.model_validate({"count": of, "that": [*that], **more})


def balance(limit: float) -> m.Check:
    """A balance of the dimensions of objectives."""
    return m.Balance(balance="objective", field="dimension", at_most=limit)


def objectives(*dimensions: str | None, **more: Any) -> dict[str, Any]:
    """Objectives with a dimension, or one that was not examined."""
    items = [{"unknown": ["dimension"]} if d is None else {"dimension": d} for d in dimensions]
    return {"objectives": items} | more


def space(*participants: str, **more: Any) -> dict[str, Any]:
    """A space, and three actors of it or not; the third is of a group that was not examined."""
    known = [{"id": "a", "group": "media"}, {"id": "b", "group": "private"}]
    actors = [*known, {"id": "c", "unknown": ["group"]}]
    return {"spaces": [{"participants": [*participants], **more}], "actors": actors}


KNOWN_BY_ALL = {"id": "i", "name": "n", "objectives": ["o1"]}
NOT_EXAMINED = {"id": "j", "unknown": ["objectives"]}
COVER = m.Cover(cover="actor-role", some="actor", by="roles")
CASES: dict[str, tuple[m.Check, dict[str, Any], tuple[float | Fraction, float | Fraction]]] = {
    "a field that was not examined may be there": (
        share(NAMED, of="indicator"),
        indicators({"name": "n"}, {"unknown": ["name"]}),
        (Fraction(1, 2), 1),
    ),
    "`all` stands for every field that is not given": (
        share(NAMED, of="indicator"),
        indicators({"name": "n"}, {"unknown": ["all"]}, {}),
        (Fraction(1, 3), Fraction(2, 3)),
    ),
    "what is only perhaps looked at may lower a share, or not": (
        share(NAMED, of="indicator", where=[{"field": "family", "is": "social"}]),
        indicators({"name": "n", "family": "social"}, {"unknown": ["family"]}),
        (Fraction(1, 2), 1),
    ),
    "what is only perhaps looked at and surely satisfies does not lower a share": (
        share(NAMED, of="indicator", where=[{"field": "family", "is": "social"}]),
        indicators({"name": "n", "family": "social"}, {"name": "n", "unknown": ["family"]}),
        (1, 1),
    ),
    "a share of a section that was not examined may be anything": (
        share(NAMED, of="indicator"),
        indicators({"name": "n"}, unknown=["indicators"]),
        (0, 1),
    ),
    "unlisted items stand in a share, and may satisfy": (
        share(NAMED, of="indicator"),
        indicators({"name": "n"}, unlisted={"indicators": 2}),
        (Fraction(1, 3), 1),
    ),
    "a list that was not examined may name anything": (
        share(MEASURED),
        indicators(NOT_EXAMINED, KNOWN_BY_ALL),
        (Fraction(1, 2), 1),
    ),
    "one item more may name anything, where not all items were examined": (
        share(MEASURED),
        indicators(unknown=["indicators"]),
        (0, 1),
    ),
    "a list in this item that was not examined may name anything": (
        share({**MEETS, "at_least": 2}, of="space"),
        space("a", unknown=["participants"]),
        (0, 1),
    ),
    "a list in this item that was not examined may name too many": (
        share({**MEETS, "at_most": 1}, of="space"),
        space("a", unknown=["participants"]),
        (0, 1),
    ),
    "what may be tied may be too much": (
        share({**MEASURED, "at_most": 1}),
        indicators(NOT_EXAMINED, KNOWN_BY_ALL),
        (0, 1),
    ),
    "what is surely tied may surely be too much": (
        share({**MEASURED, "at_most": 1}),
        indicators(KNOWN_BY_ALL, {"id": "k", "objectives": ["o1", "o2"]}),
        (Fraction(1, 2), Fraction(1, 2)),
    ),
    "what may satisfy may be too much": (
        share({**MEASURED, "at_most": 1, "that": [NAMED]}),
        indicators(KNOWN_BY_ALL, {"objectives": ["o1"], "unknown": ["name"]}),
        (0, Fraction(1, 2)),
    ),
    "what is only announced stands under a limit": (
        share({**MEASURED, "at_most": 1}),
        indicators(KNOWN_BY_ALL, {"objectives": ["o1"], "announced": True}),
        (0, 0),
    ),
    "what is only announced is tied to nothing": (
        share(MEASURED),
        indicators({"objectives": ["o1"], "announced": True}),
        (0, 0),
    ),
    "a value that was not examined may be another one": (
        share({**MEETS, "at_least": 3, "distinct": "group"}, of="space"),
        space("a", "b", "c"),
        (0, 1),
    ),
    "a value that was not examined may be the same": (
        share({**MEETS, "at_most": 2, "distinct": "group"}, of="space"),
        space("a", "b", "c"),
        (0, 1),
    ),
    "a list of values that was not examined may hold any number": (
        share({**MEETS, "at_least": 5, "distinct": "roles"}, of="space"),
        {"spaces": [{"participants": ["a"]}], "actors": [{"id": "a", "unknown": ["roles"]}]},
        (0, 1),
    ),
    "a count is limited by what may satisfy": (
        count("indicator", NAMED, at_most=1),
        indicators({"name": "n"}, {"unknown": ["name"]}),
        (0, 1),
    ),
    "a count is limited by what is announced": (
        count("indicator", NAMED, at_most=1),
        indicators({"name": "n"}, {"name": "m", "announced": True}),
        (0, 0),
    ),
    "a count is reached by what may satisfy": (
        count("indicator", NAMED, at_least=2),
        indicators({"name": "n"}, {"unknown": ["name"]}),
        (0, 1),
    ),
    "a count with a limit is not surely met where more may be found": (
        count("indicator", at_most=3),
        indicators({}, unknown=["indicators"]),
        (0, 1),
    ),
    "a count that is exceeded stays so, whatever is found": (
        count("indicator", at_most=1),
        indicators({}, {}, unknown=["indicators"]),
        (0, 0),
    ),
    "an entry that was not examined may reach one more": (
        m.Cover(cover="dimension", some="objective", by="dimension"),
        objectives("political", None),
        (Fraction(1, 5), Fraction(2, 5)),
    ),
    "a list of entries that was not examined may reach all": (
        COVER,
        {"actors": [{"roles": ["lobbying"]}, {"unknown": ["roles"]}]},
        (Fraction(1, 6), 1),
    ),
    "an announced item reaches no entry": (
        COVER,
        {"actors": [{"roles": ["lobbying"], "announced": True}]},
        (0, 0),
    ),
    "a balance holds however the unknown values fall": (
        balance(0.75),
        objectives("political", "economic", "services", None),
        (1, 1),
    ),
    "a balance may be broken by unknown values": (
        balance(0.5),
        objectives("political", "economic", None),
        (0, 1),
    ),
    "a balance that needs more values than there are cannot hold": (
        balance(0.1),
        objectives("political", None),
        (0, 0),
    ),
}


@pytest.mark.parametrize(
    ("check", "content", "expected"), [pytest.param(*case, id=behaviour) for behaviour, case in CASES.items()]
)
def test_interval(
    check: m.Check, content: dict[str, Any], expected: tuple[float | Fraction, float | Fraction]
) -> None:
    found = verdict(check, BARE | content)
    assert (found.value, found.high) == expected


def test_unlisted_items_are_among_those_looked_at() -> None:
    assert verdict(share(NAMED, of="indicator"), BARE | {"unlisted": {"indicators": 2}}).applicable == 2
