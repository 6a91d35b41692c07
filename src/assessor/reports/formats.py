"""Every format that an assessment can be shown in: one module each, imported when it is asked for.

In: an ``Assessment``, the name of a format, and wishes. Out: text, or bytes. The command line and other
programs choose from this list alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.errors import UsageError
from assessor.messages import Message, listed
from assessor.reports import views as named_views
from assessor.reports.registry import Format, Formats, Wishes, later, named, rendered, table
from assessor.reports.writers.formats import DOCUMENTS
from assessor.scoring.assessment import Assessment

if TYPE_CHECKING:
    from assessor.reports.blocks import Document

__all__ = ["FORMATS", "Wishes", "check_view", "render"]


def _document(assessment: Assessment, wishes: Wishes) -> Document:
    from assessor.reports.content import document_of

    return document_of(assessment, wishes.view)


def _text(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.text_report import MOST_FINDINGS, to_text

    most = None if wishes.everything else MOST_FINDINGS
    return to_text(assessment, wishes.page, most_findings=most, view=wishes.view, pack=wishes.pack)


_HERE: Final = "assessor.reports"
FORMATS: Final[Formats[Assessment]] = table(
    replace(DOCUMENTS["text"].by(_text), has_views=True),
    Format("json", later(f"{_HERE}.json_report", "to_json"), (".json",)),
    DOCUMENTS["html"].by(later(f"{_HERE}.html_report", "to_html")),
    replace(DOCUMENTS["markdown"].of(_document), has_views=True),
    DOCUMENTS["pdf"].of(_document),
    DOCUMENTS["docx"].of(_document),
    DOCUMENTS["xlsx"].by(later(f"{_HERE}.xlsx_report", "to_xlsx")),
    Format("csv", later(f"{_HERE}.csv_report", "to_csv"), (".csv",)),
    Format("sarif", later(f"{_HERE}.sarif_report", "to_sarif"), (".sarif", ".sarif.json")),
    Format("junit", later(f"{_HERE}.junit_report", "to_junit"), (".xml",)),
    Format("svg", later(f"{_HERE}.charts", "to_svg"), (".svg",)),
    Format("png", later(f"{_HERE}.charts", "to_png"), (".png",), is_binary=True),
)
"""By name; the first is used where none is asked for."""


def render(assessment: Assessment, form: str, wishes: Wishes | None = None) -> str | bytes:
    """Return an assessment in a format.

    Args:
        assessment: what to show.
        form: a name in ``FORMATS``.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or no such view, or the format cannot show one alone.
    """
    wishes = wishes or Wishes()
    check_view(named(FORMATS, form).name, wishes.view, [view.id for view in assessment.views])
    return rendered(FORMATS, assessment, form, wishes)


def check_view(form: str, view: str | None, views: Iterable[str]) -> None:
    """See that a format can show a view.

    Raises:
        UsageError: it cannot, or there is no such view.
    """
    if view is None:
        return
    if not FORMATS[form].has_views:
        able = listed(found.name for found in FORMATS.values() if found.has_views)
        message = Message("One view alone is shown as {formats}, not as {format}.", formats=able, format=form)
        raise UsageError(message)
    named_views.check_view(view, views)
