"""An assessment as one page for a browser: whole, and without a request to anywhere.

In: an ``Assessment``. Out: HTML that holds its style, its script and its pictures. The templates stand in
``page/``.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from assessor.reports.charts import Part, picture
from assessor.reports.content import MOST_CHANGES, count
from assessor.reports.figures import interval
from assessor.reports.robustness_content import MOST_DECIDING
from assessor.reports.robustness_words import RobustnessWords
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import since_baseline
from assessor.reports.writers.html import address_of, set_page
from assessor.scoring.assessment import Assessment, Recommendation, StepResult
from assessor.scoring.beside import Table, ViewItem, ViewResult
from assessor.speech import speech

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def to_html(assessment: Assessment) -> str:
    """Return an assessment as a page that needs nothing else.

    Raises:
        UsageError: Jinja2 or matplotlib is not installed.
    """
    page = _Page(assessment)
    return set_page(
        "page.html.jinja",
        assessment.settings.language,
        styles=("page.css",),
        script="page.js",
        page=page,
        a=assessment,
        sentences=page.sentences,
        interval=interval,
        most_changes=MOST_CHANGES,
        most_deciding=MOST_DECIDING,
    )


class _Page:
    """What the templates ask for, beside the assessment itself."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.say = speech(assessment.settings.language)
        self.sentences = Sentences(assessment, self.say)
        self.findings = {finding.criterion: finding for finding in assessment.findings}
        self.advice = {each.criterion: each for each in assessment.recommendations}

    @property
    def robustness(self) -> RobustnessWords | None:
        """What is said of how sure the levels are, if the assessment tells it."""
        found = self.assessment.robustness
        return None if found is None else RobustnessWords(found, self.sentences)

    @property
    def language_of_strategy(self) -> str | None:
        """The language that names and titles of the strategy are in, as a page says it."""
        language = self.assessment.strategy.language
        return language if language and _LANGUAGE.fullmatch(language) else None

    def picture(self, part: Part, *, dark: bool = False) -> str:
        """Return a picture as an address that holds it."""
        return address_of(picture(self.assessment, part, "dark-svg" if dark else "svg"))

    def since_baseline(self) -> list[str]:
        """Return what is told of a baseline, if there was one."""
        return since_baseline(self.assessment, self.sentences)

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
