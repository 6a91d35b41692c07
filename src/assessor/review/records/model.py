"""What the files of an exercise hold.

In: nothing. Out: models, and the source of the schemas ``review-*.schema.json``. Must never know: where the
files stand, who writes them, or what is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, model_validator

from assessor.messages import Message
from assessor.strategy.base import (
    MAX_TEXT,
    Date,
    Id,
    Language,
    Many,
    Record,
    Text,
    Whole,
    YesNo,
    empty,
    formed,
)

SCHEMA_VERSION: Final = "1"
SELF: Final = "self"
"""The rater of a sheet by which a host rates itself."""
CANNOT_JUDGE: Final = "cannot-judge"
"""An answer, and not a blank."""
HIGHEST: Final = 3
"""The best rating: exemplary. A rule's value from 0 to 1 is shown on this scale too."""
MOST_QUESTIONS: Final = 3
"""Guiding questions of a host, at most."""

Rating = Annotated[
    Literal[0, 1, 2, 3, "cannot-judge"],
    WithJsonSchema({"type": ["integer", "string"], "enum": [0, 1, 2, 3, CANNOT_JUDGE]}),
]
"""Absent, weak, good, exemplary; or that it cannot be judged."""
Mode = Literal["blind", "open"]
Answer = Literal["accepted", "partly", "rejected"]

Digest = Annotated[str, *formed(r"^[0-9a-f]{64}$", Message("a SHA-256 digest: 64 digits from 0 to f"))]
Day = Annotated[
    str,
    *formed(r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", Message("a day, such as 2027-06-30")),
]
StrategyFile = Annotated[
    str,
    *formed(
        r"^strategies/[A-Za-z0-9][A-Za-z0-9._-]*$",
        Message("a file in the exercise's folder 'strategies', such as strategies/port-callan.yaml"),
    ),
]
CriterionId = Annotated[
    str, *formed(r"^[A-Z]{3}-[0-9]{2}$", Message("the id of a criterion, such as MEA-03"))
]


def _not_self(name: str) -> str:
    if name.casefold() == SELF:
        raise ValueError(f"'{SELF}' is the host itself, and no reviewer")
    return name


class Form(Record):
    """A file of an exercise."""

    schema_version: Literal["1"] = Field(SCHEMA_VERSION, description="Version of this form.")
    exercise: Id = Field(description="The exercise that it belongs to.")


class PackRef(Record):
    """The rules that an exercise is held by."""

    id: Id
    version: Text
    digest: Digest = Field(description="SHA-256 of the pack's files.")


# --- the terms


class City(Record):
    """A city whose strategy is reviewed: a host."""

    id: Id = Field(description="A short name.", examples=["port-callan"])
    name: Text = Field(description="What the city is called.")
    strategy: StrategyFile = Field(description="Its strategy, as a file of the exercise.")
    digest: Digest = Field(description="SHA-256 of that file.")
    questions: Annotated[Many[Text], Field(max_length=MOST_QUESTIONS)] = Field(
        default_factory=empty, description="What the host asks its peers beyond the criteria."
    )


class Reviewer(Record):
    """A person who reviews for a city."""

    id: Annotated[Id, AfterValidator(_not_self)] = Field(description="A short name.", examples=["r3"])
    name: Text = Field(description="The person's name.")
    city: Id = Field(description="The city that sends the person; perhaps one that hosts no review.")
    languages: Many[Language] = Field(
        default_factory=empty, description="Languages that the person reads, the best first."
    )
    mail: Text | None = Field(None, description="Where the packet is sent to.")


class Dates(Record):
    """Until when what is due."""

    sheets: Day | None = Field(None, description="Until when filled sheets are sent back.")
    meeting: Day | None = Field(None, description="When host and peers meet.")
    report: Day | None = Field(None, description="Until when hosts get their reports.")
    responses: Day | None = Field(None, description="Until when hosts answer the recommendations.")
    follow_up: Day | None = Field(None, description="When the strategies are looked at again.")


class Terms(Record):
    """What was agreed before an exercise began."""

    schema_version: Literal["1"] = Field(SCHEMA_VERSION, description="Version of this form.")
    id: Id = Field(description="A short name of the exercise.", examples=["coast-2026"])
    title: Text = Field(description="What the exercise is called.")
    pack: PackRef
    as_of: Day = Field(description="The day on which the rules judge the strategies.")
    mode: Mode = Field(
        "blind", description="Whether hosts learn before their meeting who reviews them: open; or blind."
    )
    language: Language = Field("en", description="The language of whoever reads none that is offered.")
    per_host: Annotated[Whole, Field(ge=2)] = Field(4, description="Reviewers of each strategy.")
    disputed_from: Annotated[Whole, Field(ge=1, le=HIGHEST)] = Field(
        2, description="How far peers' ratings of a criterion lie apart for the meeting to discuss it."
    )
    shows_self: YesNo = Field(
        True, description="Whether reviewers see the host's own rating, once it is there, before they rate."
    )
    dates: Dates = Field(default_factory=Dates)
    cities: Annotated[Many[City], Field(min_length=1)]
    reviewers: Many[Reviewer] = Field(default_factory=empty)


class Panel(Record):
    """Who reviews one host."""

    host: Id
    reviewers: Many[Id]


class Assignments(Form):
    """Who reviews whom."""

    seed: Whole = Field(
        description="Decided between panels that are as good as each other, and mixes the raters' numbers."
    )
    panels: Many[Panel]


# --- what raters say


class Rated(Record):
    """What a rater says of one criterion."""

    rating: Rating | None = Field(
        None, description="0 absent, 1 weak, 2 good, 3 exemplary, or cannot-judge; left out: not answered."
    )
    evidence: Text | None = Field(None, description="Where that shows: page, section, an interview.")
    comment: Text | None = Field(None, description="What the host should know of it.")


class Received(Record):
    """The file that a sheet came in, which is kept as it was."""

    date: Day
    saved: Text | None = Field(None, description="When it was saved last, as the file says itself.")
    file: Text = Field(description="What the file was called.")
    digest: Digest = Field(description="SHA-256 of the file; it stands in `received/`.")


class Sheet(Form):
    """What one rater says of one host."""

    host: Id
    rater: Id = Field(description="The reviewer; `self` where the host rates itself.")
    pack: PackRef
    strategy: Digest = Field(description="SHA-256 of the strategy that was judged.")
    language: Language | None = Field(None, description="The language that the sheet was made in.")
    corrections: Many[Id] = Field(
        default_factory=empty, description="Corrections of fact that the rater knew."
    )
    answers: Annotated[
        Many[Annotated[str, StringConstraints(max_length=MAX_TEXT)]], Field(max_length=MOST_QUESTIONS)
    ] = Field(default_factory=empty, description="Answers to the guiding questions, in their order.")
    ratings: dict[CriterionId, Rated] = Field(description="By criterion.")
    received: Received | None = Field(None, description="Given once the sheet was taken in.")


# --- what comes after


def _twice(names: Iterable[str]) -> str | None:
    """Return the first name that stands twice; None if none does."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


class Correction(Form):
    """A correction of fact by the host, laid over the strategy. It changes neither document nor digest."""

    id: Id
    host: Id
    date: Day
    place: Text = Field(
        description="Where in the document: a JSON Pointer such as /unit, a line, or page and section."
    )
    criteria: Many[CriterionId] = Field(default_factory=empty, description="Criteria that it bears on.")
    wrong: Text = Field(description="What is wrong, or left out, there.")
    fact: Text = Field(description="What is the case.")
    evidence: Text | None = Field(None, description="What shows it.")
    by: Text | None = Field(None, description="The office that corrects.")


class Agreed(Record):
    """What host and peers agreed on a disputed criterion."""

    criterion: CriterionId
    rating: Rating
    reason: Text


class PanelAdvice(Record):
    """A recommendation that the peers make in their own words."""

    text: Text
    criteria: Many[CriterionId] = Field(default_factory=empty, description="Criteria that it serves.")


class Consensus(Form):
    """The record of the meeting of host and peers. With it, blindness ends for this host."""

    host: Id
    date: Day = Field(description="The day of the meeting.")
    present: Annotated[Many[Text], Field(min_length=1)] = Field(description="Who was present.")
    agreed: Many[Agreed] = Field(default_factory=empty)
    recommendations: Many[PanelAdvice] = Field(default_factory=empty)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        twice = _twice(each.criterion for each in self.agreed)
        if twice is not None:
            raise ValueError(f"{twice} is agreed twice")
        return self


class Response(Record):
    """The host's answer to one recommendation."""

    recommendation: Id = Field(description="Its id in the report: a criterion, or P1, P2 of the panel's own.")
    answer: Answer
    reason: Text | None = Field(None, description="Why; needed where it is not simply accepted.")
    owner: Text | None = Field(None, description="The office that sees to it.")
    due: Date | None = Field(None, description="Until when.")

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.answer != "accepted" and self.reason is None:
            raise ValueError("a recommendation that is not simply accepted needs a reason")
        return self


class Responses(Form):
    """The host's answers to the recommendations of its report."""

    host: Id
    date: Day
    responses: Many[Response]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        twice = _twice(each.recommendation for each in self.responses)
        if twice is not None:
            raise ValueError(f"{twice} is answered twice")
        return self


class Refusal(Form):
    """A file that was not taken in, and why. The file itself is kept beside."""

    date: Day
    file: Text = Field(description="What the file was called.")
    digest: Digest
    reasons: Annotated[Many[Text], Field(min_length=1)]
