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
    from assessor.review.agreement import Agreement, agreement_of
    from assessor.review.answering import read_responses, respond, response_form
    from assessor.review.assigning import balanced
    from assessor.review.assignments import assign
    from assessor.review.collecting import Collected, collect
    from assessor.review.correcting import correct
    from assessor.review.creating import new, with_questions, with_reviewers
    from assessor.review.exercise import Exercise, load
    from assessor.review.follow_up import follow_up
    from assessor.review.forms.workbook import to_workbook
    from assessor.review.learning import learning_of
    from assessor.review.meeting import agenda_form, consensus, read_consensus
    from assessor.review.model import (
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
    from assessor.review.packets import Packet, Packets, to_zip
    from assessor.review.people import read_reviewers
    from assessor.review.reporting import Review
    from assessor.review.result import ExerciseReport, HostReport
    from assessor.review.sheets.making import Sheets
    from assessor.review.sheets.reading import read_sheet
    from assessor.review.showing.formats import (
        EXERCISE_FORMATS,
        HOST_FORMATS,
        render_exercise,
        render_host,
    )
    from assessor.review.status import Status, status_of

_PLACES = {
    "agreement": ("Agreement", "agreement_of"),
    "answering": ("read_responses", "respond", "response_form"),
    "assigning": ("balanced",),
    "assignments": ("assign",),
    "collecting": ("Collected", "collect"),
    "correcting": ("correct",),
    "creating": ("new", "with_questions", "with_reviewers"),
    "exercise": ("Exercise", "load"),
    "follow_up": ("follow_up",),
    "forms.workbook": ("to_workbook",),
    "learning": ("learning_of",),
    "meeting": ("agenda_form", "consensus", "read_consensus"),
    "model": (
        "Agreed", "Assignments", "City", "Consensus", "Correction", "Dates", "Panel", "PanelAdvice", "Rated",
        "Response", "Responses", "Reviewer", "Sheet", "Terms",
    ),
    "packets": ("Packet", "Packets", "to_zip"),
    "people": ("read_reviewers",),
    "reporting": ("Review",),
    "result": ("ExerciseReport", "HostReport"),
    "sheets.making": ("Sheets",),
    "sheets.reading": ("read_sheet",),
    "showing.formats": ("EXERCISE_FORMATS", "HOST_FORMATS", "render_exercise", "render_host"),
    "status": ("Status", "status_of"),
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
    "with_questions",
    "with_reviewers",
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
