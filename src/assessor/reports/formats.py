"""Every format that an assessment can be shown in: one module each, imported when it is asked for.

In: an ``Assessment``, the name of a format, and wishes. Out: text, or bytes. The command line and other
programs choose from this list alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.messages import Message, listed
from assessor.pack.views import ROUTE
from assessor.scoring.assessment import Assessment

if TYPE_CHECKING:
    from assessor.reports.canvas import Page


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be asked for beside a format. What a format has no use for, it leaves aside."""

    page: Page | None = None
    """Width, colour and characters of a terminal."""
    everything: bool = False
    """Whether all findings are told at length."""
    view: str | None = None
    """One view instead of the whole: "steps", or a view of the pack."""
    template: bytes | None = None
    """A document whose looks a document takes on."""
    pack: str | None = None
    """The pack as it was asked for, for the hint how to go on; None for the usual one."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to show an assessment."""

    name: str
    render: Callable[[Assessment, Wishes], str | bytes]
    endings: tuple[str, ...]
    """How the names of such files end."""
    for_terminal: bool = False
    """Whether it is read in a terminal, with the characters that this has."""
    has_views: bool = False
    """Whether it can show one view alone."""
    has_templates: bool = False
    """Whether it can take on the looks of a document of the same format."""
    is_binary: bool = False
    """Whether it is no text, and so of no use in a terminal."""


def _text(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.text_report import MOST_FINDINGS, to_text

    most = None if wishes.everything else MOST_FINDINGS
    return to_text(assessment, wishes.page, most_findings=most, view=wishes.view, pack=wishes.pack)


def _markdown(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.markdown_report import to_markdown

    return to_markdown(assessment, view=wishes.view)


def _json(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.json_report import to_json

    return to_json(assessment)


def _csv(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.csv_report import to_csv

    return to_csv(assessment)


def _sarif(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.sarif_report import to_sarif

    return to_sarif(assessment)


def _junit(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.junit_report import to_junit

    return to_junit(assessment)


def _html(assessment: Assessment, wishes: Wishes) -> str:
    from assessor.reports.html_report import to_html

    return to_html(assessment)


def _xlsx(assessment: Assessment, wishes: Wishes) -> bytes:
    from assessor.reports.xlsx_report import to_xlsx

    return to_xlsx(assessment)


def _pdf(assessment: Assessment, wishes: Wishes) -> bytes:
    from assessor.reports.pdf_report import to_pdf

    return to_pdf(assessment)


def _docx(assessment: Assessment, wishes: Wishes) -> bytes:
    from assessor.reports.docx_report import to_docx

    return to_docx(assessment, wishes.template)


def _svg(assessment: Assessment, wishes: Wishes) -> bytes:
    from assessor.reports.charts import to_svg

    return to_svg(assessment)


def _png(assessment: Assessment, wishes: Wishes) -> bytes:
    from assessor.reports.charts import to_png

    return to_png(assessment)


FORMATS: Final[Mapping[str, Format]] = {
    found.name: found
    for found in (
        Format("text", _text, (".txt",), for_terminal=True, has_views=True),
        Format("json", _json, (".json",)),
        Format("html", _html, (".html", ".htm")),
        Format("markdown", _markdown, (".md", ".markdown"), has_views=True),
        Format("pdf", _pdf, (".pdf",), is_binary=True),
        Format("docx", _docx, (".docx",), has_templates=True, is_binary=True),
        Format("xlsx", _xlsx, (".xlsx",), is_binary=True),
        Format("csv", _csv, (".csv",)),
        Format("sarif", _sarif, (".sarif", ".sarif.json")),
        Format("junit", _junit, (".xml",)),
        Format("svg", _svg, (".svg",)),
        Format("png", _png, (".png",), is_binary=True),
    )
}
"""By name; the first is used where none is asked for."""


def format_of(file: str) -> str | None:
    """Return the format that the name of a file asks for by its ending; None if it asks for none."""
    endings = {ending: found.name for found in FORMATS.values() for ending in found.endings}
    fitting = [ending for ending in endings if file.lower().endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None


def render(assessment: Assessment, form: str, wishes: Wishes | None = None) -> str | bytes:
    """Return an assessment in a format.

    Args:
        assessment: what to show.
        form: a name in ``FORMATS``.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or no such view, or the format cannot show one alone.
    """
    if form not in FORMATS:
        raise no_such(Message("There is no format '{name}'", name=shorten(form)), form, FORMATS)
    wishes = wishes or Wishes()
    check_view(form, wishes.view, [view.id for view in assessment.views])
    check_template(form, wishes.template is not None)
    return FORMATS[form].render(assessment, wishes)


def check_template(form: str, asked: bool) -> None:
    """See that a format can take on the looks of a document, if that is asked for.

    Raises:
        UsageError: it cannot.
    """
    if asked and not FORMATS[form].has_templates:
        able = listed(found.name for found in FORMATS.values() if found.has_templates)
        message = Message("A template is for {formats}; {format} takes none.", formats=able, format=form)
        raise UsageError(message)


def check_view(form: str, view: str | None, views: list[str]) -> None:
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
    if view not in (ROUTE, *views):
        raise no_such(Message("There is no view '{name}'", name=shorten(view)), view, [ROUTE, *views])
