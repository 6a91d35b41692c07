"""What the parts of a strategy are called: its kinds of item, and the fields that are worked out.

In: a kind or a field, as rules name it, and a language. Out: its name. Each name stands here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessor.speech import Speech
from assessor.strategy.model import KINDS


def many(one: str, other: str) -> tuple[str, str]:
    """Mark a name for the catalogues; it is said later, of a number."""
    return one, other


def say(sentence: str) -> str:
    """Mark a sentence for the catalogues; it is said later."""
    return sentence


_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "document": many("document", "documents"),
    "territory": many("territory", "territories"),
    "alignment": many("alignment", "alignments"),
    "orientation": many("orientation", "orientations"),
    "actor-map": many("map of actors", "maps of actors"),
    "vision": many("vision", "visions"),
    "focus": many("focus", "focuses"),
    "planning-instrument": many("planning instrument", "planning instruments"),
    "review": many("review", "reviews"),
    "communication-plan": many("communication plan", "communication plans"),
    "unit": many("unit in charge", "units in charge"),
    "capacity-analysis": many("capacity analysis", "capacity analyses"),
    "financing": many("financing model", "financing models"),
    "monitoring": many("monitoring system", "monitoring systems"),
    "sustainability": many("part on sustainability", "parts on sustainability"),
    "diaspora": many("diaspora", "diasporas"),
    "adoption": many("act of adoption", "acts of adoption"),
    "child-plan": many("plan that follows from it", "plans that follow from it"),
    "recommendation": many("recommendation received", "recommendations received"),
    "plan": many("plan or law", "plans or laws"),
    "axis": many("strategic axis", "strategic axes"),
    "development-objective": many("development objective", "development objectives"),
    "priority": many("priority", "priorities"),
    "theme": many("theme", "themes"),
    "objective": many("objective", "objectives"),
    "action": many("action", "actions"),
    "diagnosis-part": many("part of the diagnosis", "parts of the diagnosis"),
    "strength": many("strength", "strengths"),
    "weakness": many("weakness", "weaknesses"),
    "opportunity": many("opportunity", "opportunities"),
    "threat": many("threat", "threats"),
    "asset": many("asset", "assets"),
    "need": many("need", "needs"),
    "agenda": many("global agenda", "global agendas"),
    "goal": many("goal of a global agenda", "goals of global agendas"),
    "network": many("network", "networks"),
    "relation": many("tie with another city", "ties with other cities"),
    "place": many("priority place", "priority places"),
    "office-abroad": many("office abroad", "offices abroad"),
    "choice-criterion": many("criterion of choice", "criteria of choice"),
    "trend-analysis": many("analysis of trends", "analyses of trends"),
    "topic": many("topic taken up", "topics taken up"),
    "actor": many("actor", "actors"),
    "governance-body": many("governance body", "governance bodies"),
    "beneficiary": many("beneficiary", "beneficiaries"),
    "space": many("dialogue space", "dialogue spaces"),
    "dialogue-result": many("result expected of dialogue", "results expected of dialogue"),
    "sensitization-action": many("awareness-raising action", "awareness-raising actions"),
    "staff-profile": many("staff profile", "staff profiles"),
    "financing-source": many("source of money", "sources of money"),
    "budget-line": many("budget line", "budget lines"),
    "referent": many("experience of another city", "experiences of other cities"),
    "indicator": many("indicator", "indicators"),
    "report": many("report on results", "reports on results"),
    "risk": many("risk", "risks"),
    "scenario": many("scenario", "scenarios"),
    "agreement": many("agreement with actors", "agreements with actors"),
    "durability-measure": many("measure to make it last", "measures to make it last"),
}

_DERIVED: Final[Mapping[tuple[str, str], str]] = {
    ("document", "outlasts_mandate"): say("the strategy ends after the present mandate, or has no end"),
    ("vision", "horizon_years"): say("years from the start of the strategy to the horizon of the vision"),
    ("vision", "covers_period"): say("the vision looks to the end of the strategy, or beyond"),
    ("objective", "indicator_count"): say("number of indicators that measure the objective"),
    ("objective", "only_announced"): say("the objective is only announced"),
    ("plan", "overlaps_period"): say("the plan and the strategy cover days in common"),
    ("diagnosis-part", "source_age"): say("age of the source when the strategy starts, in years"),
    ("trend-analysis", "precedes_adoption"): say("the analysis is older than the approval of the strategy"),
    ("review", "within_cycle"): say("on the day of the assessment, the last review is no older than a cycle"),
    ("action", "tool_fits"): say("the tool of the action belongs to its dimension"),
    ("action", "within_period"): say("the action starts and ends within the period of the strategy"),
    ("agreement", "outlasts_mandate"): say("the agreement ends after the present mandate"),
    ("agreement", "covers_period"): say("the agreement lasts to the end of the strategy"),
    ("space", "participants_mapped"): say("every participant who is only named is in the map of actors"),
    ("space", "fits_kind"): say("the space obtains what its kind is there to obtain"),
    ("indicator", "target_differs"): say("the target has another value than the baseline"),
    ("document", "budget_years"): say("number of years that have budget lines"),
    ("financing", "lines_add_up"): say("the budget lines, without envelopes, add up to the whole budget"),
}
"""What is true where a yes-or-no holds; what a number is of."""

SEVERAL: Final = 2
"""Of which the plural is said."""
_KIND_AT: Final = {kind.key: kind.name for kind in KINDS.values()}


def kind_name(speech: Speech, kind: str, number: int = SEVERAL) -> str:
    """Return what a number of items of a kind is called; several unless said."""
    return speech.many(*_KINDS[kind], number)


def derived_name(speech: Speech, kind: str, field: str) -> str | None:
    """Return what a field says that is worked out from others; None for one that a document holds."""
    found = _DERIVED.get((kind, field))
    return None if found is None else speech(found)


def called(speech: Speech, label: str | None, pointer: str) -> str:
    """Return what a part of a document is called: by its own name, or else by its kind.

    Args:
        speech: the language.
        label: its name, if it has one.
        pointer: its JSON Pointer, which is said where it is of no kind.
    """
    kind = _KIND_AT.get(pointer.split("/")[1]) if "/" in pointer else None
    return label or (pointer if kind is None else kind_name(speech, kind, 1))
