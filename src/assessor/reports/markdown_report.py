"""An assessment as Markdown, to paste into a page, a note or a repository."""

from __future__ import annotations

from assessor.reports.content import document_of
from assessor.reports.writers import markdown
from assessor.scoring.assessment import Assessment


def to_markdown(assessment: Assessment, *, view: str | None = None) -> str:
    """Return an assessment, or one view of it, as Markdown.

    Args:
        assessment: what to show.
        view: "steps" or a view of the pack; None for the whole report.

    Raises:
        UsageError: the assessment has no such view.
    """
    return markdown.to_markdown(document_of(assessment, view))
