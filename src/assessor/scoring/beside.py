"""What is told beside the scores: consistency, diagnoses, views.

In: nothing. Out: plain records, frozen to the type checker. Must never know: how any of it was found, or how
it is shown.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assessor.records import record
from assessor.scoring.figures import FindingItem, Score, State, Value


@record
class ChainLink:
    """One link of the chain: of how many items it is there."""

    id: str
    title: str
    value: Annotated[Value, Field(description="Share of the items of which the link is there.")]
    high: Annotated[Value, Field(description="What that could be at best, once unknowns are known.")]
    applicable: Annotated[int, Field(description="How many items the chain runs through.")]
    satisfied: Annotated[int, Field(description="Of how many the link surely is there.")]
    broken: Annotated[str, Field(description="What is missing where it is broken.")]


@record
class BrokenItem:
    """An item of which a link of the chain is missing, or not known."""

    pointer: str
    id: str | None
    line: int | None
    label: Annotated[str | None, Field(description="Its name, statement or the like; null if it has none.")]
    missing: Annotated[tuple[str, ...], Field(description="Links that surely are missing.")]
    unknown: Annotated[tuple[str, ...], Field(description="Links of which it is not known.")]


@record
class ContradictionResult:
    """Two things in the strategy that cannot both be meant."""

    id: str
    title: str
    state: Annotated[State, Field(description="Whether it surely is there, or unknowns could make it so.")]
    severity: Literal["low", "medium", "high"]
    why: str
    recommendation: str
    steps: tuple[int, ...]
    items: tuple[FindingItem, ...]


@record
class Consistency:
    """Whether the parts of the strategy hold together; told beside the ideas, and changing no score."""

    score: Annotated[Score, Field(description="Share of the chain's links that are there, in per cent.")]
    high: Annotated[Score, Field(description="What it could be at best, once unknowns are known.")]
    links: tuple[ChainLink, ...]
    broken: Annotated[tuple[BrokenItem, ...], Field(description="Items of which a link is missing.")]
    contradictions: tuple[ContradictionResult, ...]


@record
class Evidence:
    """One condition of a diagnosis, and the result that it looks at."""

    what: Literal["idea", "step", "criterion", "link", "check"]
    name: str
    title: str
    value: Annotated[Score, Field(description="0 to 100 for ideas and steps, 0 to 1 for the rest.")]
    high: Annotated[Score, Field(description="What it could be at best, once unknowns are known.")]
    bound: Literal["at_least", "at_most", "below"]
    limit: Score
    level: Annotated[str | None, Field(description="The level that an idea is compared with, if it is.")]
    yes_no: Annotated[bool, Field(description="Whether the value is either 0 or 1 by its nature.")]
    state: State


@record
class DiagnosisResult:
    """A pattern across ideas: it holds on what is shown, or unknowns could make it hold."""

    id: str
    title: str
    state: State
    good: bool
    summary: str
    recommendation: str
    evidence: tuple[Evidence, ...]


@record
class ViewItem:
    """An item in the tables of a view."""

    pointer: str
    id: str | None
    line: int | None
    label: Annotated[str | None, Field(description="Its name, statement or the like; null if it has none.")]
    announced: bool


@record
class Heading:
    """A row or column of a table."""

    id: str
    title: str


@record
class Cell:
    """What stands in a row and a column. Cells in which nothing stands are left out."""

    row: str
    column: str
    items: Annotated[tuple[str, ...], Field(description="JSON Pointers of the items, in order.")]
    perhaps: Annotated[tuple[str, ...], Field(description="Items of which it is not known.")]


@record
class Table:
    """Items of the strategy by the entries of a vocabulary."""

    id: str
    title: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[Cell, ...]


@record
class ViewResult:
    """One way to look at the strategy."""

    id: str
    title: str
    description: str | None
    tables: tuple[Table, ...]
    items: Annotated[tuple[ViewItem, ...], Field(description="Everything that stands in the tables.")]
