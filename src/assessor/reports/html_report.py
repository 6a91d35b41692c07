"""An assessment as one page for a browser: whole, and without a request to anywhere.

In: an ``Assessment``. Out: HTML that holds its style, its script and its pictures. Set by Jinja2, which
escapes all text that is put into it; the templates stand in ``page/``. By its own policy of contents the page
can load nothing, and run no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Final

from assessor.documents.problems import tame
from assessor.messages import Message
from assessor.reports.charts import Part, picture
from assessor.reports.content import MOST_CHANGES, count
from assessor.reports.extras import INSTALL, needed
from assessor.reports.figures import interval
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment, Recommendation, StepResult
from assessor.scoring.beside import Table, ViewItem, ViewResult
from assessor.speech import speech, tag_of

if TYPE_CHECKING:
    from jinja2 import Environment

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def to_html(assessment: Assessment) -> str:
    """Return an assessment as a page that needs nothing else.

    Raises:
        UsageError: Jinja2 or matplotlib is not installed.
    """
    style, script = _file("page.css"), _file("page.js")
    page = _Page(assessment)
    return environment().get_template("page.html.jinja").render(
        page=page,
        a=assessment,
        say=page.say,
        many=page.say.many,
        sentences=page.sentences,
        interval=interval,
        style=style,
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        most_changes=MOST_CHANGES,
    )  # fmt: skip


@cache
def environment() -> Environment:
    """Return the templates, with all text escaped that is put into them."""
    with needed(Message("For pages, Jinja2 is needed: {command} installs it.", command=INSTALL)):
        from jinja2 import Environment, PackageLoader, StrictUndefined
    return Environment(
        loader=PackageLoader("assessor.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever is put into the page loses the marks that could reorder or hide it.
        finalize=lambda value: tame(value) if type(value) is str else value,
    )


def _file(name: str) -> str:
    return resources.files("assessor.reports").joinpath("page", name).read_text(encoding="utf-8")


class _Page:
    """What the templates ask for, beside the assessment itself."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.say = speech(assessment.settings.language)
        self.sentences = Sentences(assessment, self.say)
        self.findings = {finding.criterion: finding for finding in assessment.findings}
        self.advice = {each.criterion: each for each in assessment.recommendations}

    @property
    def language(self) -> str:
        """The language of the page, as a page says it."""
        return tag_of(self.assessment.settings.language)

    @property
    def language_of_strategy(self) -> str | None:
        """The language that names and titles of the strategy are in, as a page says it."""
        language = self.assessment.strategy.language
        return language if language and _LANGUAGE.fullmatch(language) else None

    def picture(self, part: Part, *, dark: bool = False) -> str:
        """Return a picture as an address that holds it."""
        data = base64.b64encode(picture(self.assessment, part, "dark-svg" if dark else "svg")).decode()
        return f"data:image/svg+xml;base64,{data}"

    def stages(self) -> list[tuple[str, list[StepResult]]]:
        """Return the steps of the route by their stage."""
        steps = groupby(self.assessment.steps, key=lambda step: step.stage)
        stages = [list(found) for _, found in steps]
        return [(stage[0].stage_title, stage) for stage in stages]

    def advice_at(self, step: StepResult) -> list[Recommendation]:
        """Return what is recommended at a step."""
        return [each for each in self.assessment.recommendations if each.step == step.number]

    def table(self, view: ViewResult, table: Table) -> list[tuple[str, list[str], list[ViewItem]]]:
        """Return the rows of a table of a view: title, the count of each column, and the items there."""
        items = {item.pointer: item for item in view.items}
        cells = {(cell.row, cell.column): cell for cell in table.cells}
        rows = []
        for row in table.rows:
            found = [cells.get((row.id, column.id)) for column in table.columns]
            placed = dict.fromkeys(p for cell in found if cell for p in (*cell.items, *cell.perhaps))
            rows.append((row.title, [count(cell) for cell in found], [items[pointer] for pointer in placed]))
        return rows
