"""Every format that a plan of work can be shown in, imported when it is asked for.

In: a plan, the name of a format, and wishes. Out: text, or bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from assessor.improving.work_plan import Improvement
from assessor.reports.blocks import Document
from assessor.reports.json_report import to_json
from assessor.reports.registry import Format, Formats, Wishes, rendered, table
from assessor.reports.writers.formats import DOCUMENTS, document_formats


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the text of the strategy that it is for."""

    plan: Improvement
    source: str
    name: str = "strategy"
    """What the strategy is called in problems."""


def _whole(planned: Planned, _: Wishes) -> Document:
    from assessor.reports.improvement.document import improvement_document

    return improvement_document(planned.plan)


def _for_terminal(planned: Planned, wishes: Wishes) -> Document:
    from assessor.reports.improvement.document import improvement_document

    return improvement_document(planned.plan, everything=wishes.everything or wishes.page is None)


def _workbook(planned: Planned, wishes: Wishes) -> Document:
    from assessor.reports.improvement.document import changes_table

    document = _whole(planned, wishes)
    return replace(document, blocks=(*document.blocks, changes_table(planned.plan)))


def _csv(planned: Planned, _: Wishes) -> str:
    from assessor.reports.improvement.document import changes_table
    from assessor.reports.writers.csv import to_csv

    return to_csv(changes_table(planned.plan))


def _json(planned: Planned, _: Wishes) -> str:
    return to_json(planned.plan)


def _draft(planned: Planned, _: Wishes) -> str:
    from assessor.reports.improvement.draft import to_draft

    return to_draft(planned.source, planned.plan, planned.name)


IMPROVEMENT_FORMATS: Final[Formats[Planned]] = table(
    *document_formats(_whole, Format("json", _json, (".json",)), in_text=_for_terminal),
    DOCUMENTS["xlsx"].of(_workbook),
    Format("csv", _csv, (".csv",)),
    Format("yaml", _draft, (".yaml", ".yml")),
)
"""``yaml`` is the strategy itself with the changes announced in it."""


def render_improvement(
    plan: Improvement, form: str, wishes: Wishes | None = None, *, source: str = "", name: str = "strategy"
) -> str | bytes:
    """Return a plan of work in a format.

    Args:
        plan: what to show.
        form: a name in ``IMPROVEMENT_FORMATS``.
        wishes: what else is asked for.
        source: for ``yaml``, the text of the strategy that the plan was made for.
        name: for ``yaml``, how to call the strategy in problems.

    Raises:
        UsageError: there is no such format, or it takes no template.
        InvalidStrategyError: for ``yaml``, the text is no valid strategy.
    """
    return rendered(IMPROVEMENT_FORMATS, Planned(plan, source, name), form, wishes)
