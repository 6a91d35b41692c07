"""Every format that a comparison can be shown in, imported when it is asked for.

In: a ``Comparison``, the name of a format, and wishes. Out: text, or bytes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.reports.registry import Format, Formats, Wishes, later, rendered, table
from assessor.reports.writers.formats import DOCUMENTS, document_formats

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.reports.blocks import Document


def _whole(comparison: Comparison, _: Wishes) -> Document:
    from assessor.reports.comparison.document import comparison_document

    return comparison_document(comparison)


def _for_terminal(comparison: Comparison, wishes: Wishes) -> Document:
    from assessor.reports.comparison.document import comparison_document

    return comparison_document(comparison, everything=wishes.everything)


def _workbook(comparison: Comparison, wishes: Wishes) -> Document:
    from assessor.reports.comparison.tables import findings_table

    document = _whole(comparison, wishes)
    return replace(document, blocks=(*document.blocks, findings_table(comparison)))


def _csv(comparison: Comparison, _: Wishes) -> str:
    from assessor.reports.comparison.tables import findings_table
    from assessor.reports.writers.csv import to_csv

    return to_csv(findings_table(comparison))


_JSON: Final = Format("json", later("assessor.reports.json_report", "to_json"), (".json",))
COMPARISON_FORMATS: Final[Formats[Comparison]] = table(
    *document_formats(_whole, _JSON, in_text=_for_terminal),
    DOCUMENTS["xlsx"].of(_workbook),
    Format("csv", _csv, (".csv",)),
)
"""By name; the first is used where none is asked for."""


def render_comparison(comparison: Comparison, form: str, wishes: Wishes | None = None) -> str | bytes:
    """Return a comparison in a format.

    Args:
        comparison: what to show.
        form: a name in ``COMPARISON_FORMATS``.
        wishes: what else is asked for.

    Raises:
        UsageError: there is no such format, or it takes no template.
    """
    return rendered(COMPARISON_FORMATS, comparison, form, wishes)
