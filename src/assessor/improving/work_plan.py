"""The result: a plan of work towards an aim, and everything in it.

In: nothing. Out: plain records, and the source of ``schemas/improvement.schema.json``. Must never know: how a
plan was found, or how it is shown.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PlainSerializer, WithJsonSchema

from assessor.improving.edits import Edit
from assessor.records import record
from assessor.scoring.assessment import PackInfo, Reason, StrategyInfo
from assessor.scoring.figures import Score, Value, as_number

SCHEMA_VERSION: Final = "1"

Gain = Annotated[
    Fraction,
    PlainSerializer(as_number, return_type=float),
    WithJsonSchema({"type": "number", "minimum": -100, "maximum": 100}),
]
"""A change of a score: from -100 to 100, rounded to six places when it is written."""

Outcome = Literal["reached", "there-already", "out-of-reach", "best", "nothing", "not-found"]
"""What came of an aim: it is reached by the plan, or was before; nothing reaches it; or, without an aim, the
plan is the best there is, or there is nothing to gain. Or time ran out before any of this was known."""
Hindrance = Literal["out-of-scope", "waived", "unknown", "written"]
"""What stands in the way of a criterion: the scope of the document, a gap that was accepted, what was not
examined, or what is written and would have to be changed."""


@record
class IdeaAim:
    """A level that an idea should reach."""

    idea: str
    title: str
    level: str
    level_title: str
    score: Annotated[Score, Field(description="The least score that reaches it.")]


@record
class Aim:
    """What was asked for; with nothing asked for, the changes that bring the most for their effort."""

    ideas: tuple[IdeaAim, ...]
    index: Annotated[Score | None, Field(description="What the index should reach.")]
    budget: Annotated[int | None, Field(description="The most effort that the plan may take.")]
    most_changes: Annotated[int | None, Field(description="The most changes, where nothing is asked for.")]


@record
class Forecast:
    """An idea, or the index where ``idea`` is null, as it is and as it would be.

    What it would be is what the assessment of the strategy with all changes made says, not what a model says.
    """

    idea: str | None
    title: str
    before: Score | None
    after: Score | None
    level_before: Annotated[str | None, Field(description="What the level is called; null for the index.")]
    level_after: str | None
    rated: Annotated[bool, Field(description="Whether enough is known of it for a level, or an index.")]


@record
class Written:
    """What is written in a field."""

    field: str
    values: Annotated[tuple[Any, ...], Field(description="Values, or ids of what is named.")]
    labels: Annotated[
        tuple[str, ...], Field(description="What these are called; the same as values if nothing.")
    ]
    vocabulary: Annotated[str | None, Field(description="The closed list that they are from, if any.")]
    to_fill_in: Annotated[bool, Field(description="Whether people must say something of their own there.")]
    example: Annotated[Any, Field(description="What could stand there; null if there is no example.")]
    adds: Annotated[bool, Field(description="Whether the list holds others already, which stay.")]


@record
class IdeaGain:
    """What an idea gains by a change, made after those before it."""

    idea: str
    title: str
    gain: Gain


@record
class Change:
    """One step of work: an edit of the strategy, why it is made, and what it brings."""

    number: int
    edit: Edit
    kind: Annotated[str, Field(description="Kind of the item or section.")]
    pointer: Annotated[str, Field(description="JSON Pointer of the item, section or list that is edited.")]
    line: Annotated[
        int | None, Field(description="Its line; null if it is not there, or was read from no file.")
    ]
    new_section: Annotated[bool, Field(description="Whether its section or list is not there yet.")]
    label: Annotated[str | None, Field(description="What the item is called, if it has a name.")]
    writes: tuple[Written, ...]
    needs: Annotated[tuple[int, ...], Field(description="Changes that come before, by their numbers.")]
    stage: str | None
    stage_title: str
    step: int
    step_title: str
    effort: Literal["low", "medium", "high"]
    cost: Annotated[int, Field(description="The effort as a number: 1, 3 or 8.")]
    criterion: Annotated[str, Field(description="The criterion that it answers first of all.")]
    criterion_title: str
    serves: Annotated[tuple[str, ...], Field(description="All criteria whose value it raises, at its turn.")]
    why: str
    advice: str
    example: Annotated[str, Field(description="A good entry.")]
    gains: Annotated[tuple[IdeaGain, ...], Field(description="What each idea gains, at its turn.")]
    index_gain: Annotated[Gain, Field(description="What the mean of all ideas gains, at its turn.")]


@record
class Barrier:
    """A criterion that stands in the way of an aim out of reach."""

    criterion: str
    title: str
    idea: str
    value: Annotated[Value, Field(description="The most that it could come to.")]
    loss: Annotated[Score, Field(description="What its idea lacks because of it.")]
    essential: Annotated[bool, Field(description="Whether it keeps the idea from its level by itself.")]
    hindrance: Hindrance
    reason: Annotated[Reason | None, Field(description="In the words of the strategy, if it gives one.")]


@record
class Improvement:
    """A plan of work: the changes with the least effort that reach an aim, and what they lead to."""

    schema_version: Annotated[str, Field(description="Version of this form.")]
    strategy: StrategyInfo
    pack: PackInfo
    as_of: Annotated[str, Field(description="Date of the assessment.")]
    language: str
    aim: Aim
    outcome: Outcome
    proven: Annotated[
        bool, Field(description="Whether it is proven that nothing with less effort, or better, exists.")
    ]
    effort: Annotated[int, Field(description="The effort of all changes.")]
    index: Forecast
    rated: Annotated[int, Field(description="Ideas that are rated once all changes are made.")]
    rated_needed: Annotated[int, Field(description="Rated ideas that an index needs.")]
    ideas: tuple[Forecast, ...]
    changes: Annotated[tuple[Change, ...], Field(description="In the order of work, along the stages.")]
    barriers: Annotated[tuple[Barrier, ...], Field(description="Where the aim is out of reach.")]
    unexamined: Annotated[
        tuple[str, ...], Field(description="JSON Pointers of parts not examined that are asked about.")
    ]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all changes, for ``apply``."""
        return tuple([change.edit for change in self.changes])
