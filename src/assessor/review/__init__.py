"""Peer review between cities: an exercise is a folder, and each step of it a function.

    from datetime import date
    from assessor import load_pack, review

    cities = ["alba.yaml", "brisa.yaml"]
    exercise = review.new("coast-2026", cities, load_pack(), date(2026, 5, 4), title="Coast 2026")

Everything meant for other programs is named in ``__all__``; import it from here. Modules load when they are
first used. What reads or writes an exercise needs the extra ``[review]``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessor.review.agreement.measuring import Agreement, agreement_of
    from assessor.review.forms.workbook import to_workbook
    from assessor.review.packets import Packet, Packets, to_zip
    from assessor.review.records.exercise import Exercise, load
    from assessor.review.records.model import (
        Agreed,
        Assignments,
        City,
        Consensus,
        Correction,
        Dates,
        Panel,
        PanelAdvice,
        Rated,
        Response,
        Responses,
        Reviewer,
        Sheet,
        Terms,
    )
    from assessor.review.results.learning import learning_of
    from assessor.review.results.reporting import Review
    from assessor.review.results.result import ExerciseReport, HostReport
    from assessor.review.results.status import Status, status_of
    from assessor.review.sheets.making import Sheets
    from assessor.review.sheets.reading import read_sheet
    from assessor.review.showing.formats import (
        EXERCISE_FORMATS,
        HOST_FORMATS,
        render_exercise,
        render_host,
    )
    from assessor.review.steps.answering import read_responses, respond, response_form
    from assessor.review.steps.assigning import balanced
    from assessor.review.steps.assignments import assign
    from assessor.review.steps.collecting import Collected, collect
    from assessor.review.steps.correcting import correct
    from assessor.review.steps.creating import new
    from assessor.review.steps.follow_up import follow_up
    from assessor.review.steps.meeting import agenda_form, consensus, read_consensus
    from assessor.review.steps.people import read_reviewers

_PLACES = {
    "agreement.measuring": ("Agreement", "agreement_of"),
    "steps.answering": ("read_responses", "respond", "response_form"),
    "steps.assigning": ("balanced",),
    "steps.assignments": ("assign",),
    "steps.collecting": ("Collected", "collect"),
    "steps.correcting": ("correct",),
    "steps.creating": ("new",),
    "records.exercise": ("Exercise", "load"),
    "steps.follow_up": ("follow_up",),
    "forms.workbook": ("to_workbook",),
    "results.learning": ("learning_of",),
    "steps.meeting": ("agenda_form", "consensus", "read_consensus"),
    "records.model": (
        "Agreed", "Assignments", "City", "Consensus", "Correction", "Dates", "Panel", "PanelAdvice", "Rated",
        "Response", "Responses", "Reviewer", "Sheet", "Terms",
    ),
    "packets": ("Packet", "Packets", "to_zip"),
    "steps.people": ("read_reviewers",),
    "results.reporting": ("Review",),
    "results.result": ("ExerciseReport", "HostReport"),
    "sheets.making": ("Sheets",),
    "sheets.reading": ("read_sheet",),
    "showing.formats": ("EXERCISE_FORMATS", "HOST_FORMATS", "render_exercise", "render_host"),
    "results.status": ("Status", "status_of"),
}  # fmt: skip
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}

__all__ = [
    "EXERCISE_FORMATS",
    "HOST_FORMATS",
    "Agreed",
    "Agreement",
    "Assignments",
    "City",
    "Collected",
    "Consensus",
    "Correction",
    "Dates",
    "Exercise",
    "ExerciseReport",
    "HostReport",
    "Packet",
    "Packets",
    "Panel",
    "PanelAdvice",
    "Rated",
    "Response",
    "Responses",
    "Review",
    "Reviewer",
    "Sheet",
    "Sheets",
    "Status",
    "Terms",
    "agenda_form",
    "agreement_of",
    "assign",
    "balanced",
    "collect",
    "consensus",
    "correct",
    "follow_up",
    "learning_of",
    "load",
    "new",
    "read_consensus",
    "read_responses",
    "read_reviewers",
    "read_sheet",
    "render_exercise",
    "render_host",
    "respond",
    "response_form",
    "status_of",
    "to_workbook",
    "to_zip",
]


def __getattr__(name: str) -> Any:
    place = _PLACE_OF.get(name)
    if place is None:
        raise AttributeError(f"module 'assessor.review' has no attribute '{name}'")
    value = getattr(import_module(f"assessor.review.{place}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
