"""How sure the levels of an assessment are: what came of drawing other weights.

In: nothing. Out: plain records, a part of an ``Assessment`` where they were asked for. Must never know: how
draws are made.

Shares of a level are of *readings*: for an idea, each draw of weights is read with what was not examined as
it is shown, and at its best; for the index also with each of two means. What decides a level is looked for in
what is shown: its shares are of draws, and for the index of draws with each mean.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assessor.records import record
from assessor.scoring.figures import Score, Value

Move = Literal["floor", "examined", "met", "lost"]
"""How a criterion is moved to see whether a level hangs on it: together with all other essentials that hold
its idea back, each up to its floor; or alone, to its high, to 1, or to 0."""


@record
class Spread:
    """Where a score lies over the draws."""

    least: Annotated[Score, Field(description="The least of all, with unknowns as they are shown.")]
    lower: Annotated[Score, Field(description="5 % of the draws lie below, with unknowns as they are shown.")]
    upper: Annotated[Score, Field(description="5 % of the draws lie above, with unknowns at their best.")]
    most: Annotated[Score, Field(description="The greatest of all, with unknowns at their best.")]


@record
class Deciding:
    """A criterion on which a level hangs, and what it would change."""

    criterion: str
    moved: Annotated[
        Move,
        Field(
            description="floor: all essentials that hold the idea back come up to their floors; alone: "
            "examined: the criterion to its high; met: to 1; lost: to 0."
        ),
    ]
    level: Annotated[str, Field(description="The other level that it leads to, in most draws.")]
    share: Annotated[
        Value,
        Field(
            description="Share of the draws in which it leads there, and not to the level without the move."
        ),
    ]


@record
class IdeaRobustness:
    """How sure the level of an idea is."""

    id: str
    level: Annotated[str | None, Field(description="Its level as it stands; null if it is not rated.")]
    kept: Annotated[Value | None, Field(description="Share of the readings with that level.")]
    spread: Spread
    deciding: Annotated[
        tuple[Deciding, ...], Field(description="At most five, those on which most hangs first.")
    ]


@record
class IndexRobustness:
    """How sure the index is. It has no level of its own: the cut-offs are those of ideas."""

    level: Annotated[str, Field(description="The level that an idea with this score would have.")]
    kept: Annotated[Value, Field(description="Share of the readings with that level, over both means.")]
    spread: Annotated[Spread, Field(description="Over both means.")]
    arithmetic: Annotated[Spread, Field(description="Of the mean that the index is.")]
    geometric: Annotated[Spread, Field(description="Of the mean in which ideas do not make up for others.")]
    deciding: Annotated[
        tuple[Deciding, ...], Field(description="At most five, those on which most hangs first.")
    ]


@record
class Robustness:
    """How sure the levels are when weights are others and unknowns turn out one way or the other."""

    draws: Annotated[
        int, Field(ge=1, description="Draws of weights, the first with the weights as they are.")
    ]
    seed: Annotated[int, Field(ge=0, description="Seed of the random numbers.")]
    varied: Annotated[Value, Field(description="By which part of itself a weight becomes more or less.")]
    index: Annotated[IndexRobustness | None, Field(description="Null if there is no index.")]
    ideas: tuple[IdeaRobustness, ...]
