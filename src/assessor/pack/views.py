"""Views: the items of a strategy in tables.

In: nothing. Out: models of ``views.yaml``. Must never know: how anything is matched or shown.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from assessor.pack.language import Condition, FieldPath, Name, Part
from assessor.strategy.base import Id

ROUTE: Final = "steps"
"""The view of the route: every pack has it, and it needs no table."""


class Column(Part):
    """A column: the items of a kind that stand in a row, all of them or those that satisfy conditions.

    With ``split`` it is as many columns as a vocabulary has entries.
    """

    id: Id | None = Field(None, description="Its name; given unless it is split.")
    of: Name = Field(description="The kind of item.")
    by: FieldPath = Field(description="The field that names the rows that an item stands in.")
    split: FieldPath | None = Field(None, description="The field that names the columns it stands in.")
    that: list[Condition] = Field(default_factory=list, description="Conditions on the item.")


class Table(Part):
    """Items by the entries of a vocabulary."""

    id: Id
    rows: Name = Field(description="The vocabulary.")
    columns: Annotated[list[Column], Field(min_length=1)]


class View(Part):
    """One way to look at a strategy."""

    id: Id
    tables: Annotated[list[Table], Field(min_length=1)]


class ViewsFile(Part):
    """The file ``views.yaml``."""

    views: Annotated[list[View], Field(min_length=1)]
