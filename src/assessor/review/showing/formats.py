"""Every format that a review can be shown in, imported when it is asked for.

In: a report, the name of a format, and wishes. Out: text, or bytes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from pydantic import TypeAdapter

from assessor.reports.blocks import Document
from assessor.reports.registry import Format, Formats, Wishes, later, rendered, table
from assessor.reports.writers.csv import to_csv
from assessor.reports.writers.formats import document_formats
from assessor.review.results.result import (
    AgendaReport,
    AgreementReport,
    ExerciseReport,
    HostReport,
    LearningReport,
)
from assessor.review.results.status import Status

_HERE: Final = "assessor.review.showing"


def to_json(report: object, _: Wishes | None = None) -> str:
    """Return a record as JSON text, in the form of its schema, ending in a line break."""
    return TypeAdapter(type(report)).dump_json(report, indent=2).decode() + "\n"


_JSON: Final[Format[Any]] = Format("json", to_json, (".json",))


def _host(report: HostReport, _: Wishes) -> Document:
    from assessor.review.showing.host_document import host_document

    return host_document(report)


def _host_csv(report: HostReport, _: Wishes) -> str:
    from assessor.review.showing.host_document import criteria_table

    return to_csv(criteria_table(report))


def _exercise(report: ExerciseReport, _: Wishes) -> Document:
    from assessor.review.showing.exercise_document import exercise_document

    return exercise_document(report)


def _exercise_csv(report: ExerciseReport, _: Wishes) -> str:
    from assessor.review.showing.exercise_document import criteria_table

    return to_csv(criteria_table(report))


def _plain(name: str) -> Formats[Any]:
    """Return the formats of a report that is a few tables, made a document by a module of that name."""

    def document(report: object, _: Wishes) -> Document:
        found: Document = getattr(import_module(f"{_HERE}.{name}"), name)(report)
        return found

    return table(*document_formats(document, _JSON))


def _agenda_form(agenda: AgendaReport, _: Wishes) -> bytes:
    from assessor.review.forms.workbook import to_workbook
    from assessor.review.steps.meeting import agenda_form

    return to_workbook(agenda_form(agenda))


_agenda = _plain("agenda_document")
AGENDA_FORMATS: Final[Formats[AgendaReport]] = {**_agenda, "xlsx": _agenda["xlsx"].by(_agenda_form)}
"""As a workbook, it is filled in."""
FOLLOW_UP_FORMATS: Final[Formats[HostReport]] = _plain("follow_up_document")
STATUS_FORMATS: Final[Formats[Status]] = _plain("status_document")
AGREEMENT_FORMATS: Final[Formats[AgreementReport]] = _plain("agreement_document")
LEARNING_FORMATS: Final[Formats[LearningReport]] = _plain("learning_document")
HOST_FORMATS: Final[Formats[HostReport]] = table(
    *document_formats(_host, _JSON),
    Format("csv", _host_csv, (".csv",)),
    Format("sarif", later(f"{_HERE}.sarif", "to_sarif"), (".sarif", ".sarif.json")),
    Format("junit", later(f"{_HERE}.junit", "to_junit"), (".xml",)),
    Format("svg", later(f"{_HERE}.pictures", "to_svg"), (".svg",)),
    Format("png", later(f"{_HERE}.pictures", "to_png"), (".png",), is_binary=True),
)
"""Of one host: those that an assessment has."""
EXERCISE_FORMATS: Final[Formats[ExerciseReport]] = table(
    *document_formats(_exercise, _JSON),
    Format("csv", _exercise_csv, (".csv",)),
    Format("svg", later(f"{_HERE}.heat_map", "to_svg"), (".svg",)),
    Format("png", later(f"{_HERE}.heat_map", "to_png"), (".png",), is_binary=True),
)
"""Of an exercise: all but those that point to lines of one strategy."""


def render_host(report: HostReport, form: str, wishes: Wishes | None = None) -> str | bytes:
    """Return the report on a host in a format.

    Args:
        report: what to show.
        form: a name in ``HOST_FORMATS``.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or it takes no template.
    """
    return rendered(HOST_FORMATS, report, form, wishes)


def render_exercise(report: ExerciseReport, form: str, wishes: Wishes | None = None) -> str | bytes:
    """Return the report on an exercise in a format.

    Args:
        report: what to show.
        form: a name in ``EXERCISE_FORMATS``.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or it takes no template.
    """
    return rendered(EXERCISE_FORMATS, report, form, wishes)
