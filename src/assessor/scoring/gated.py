"""What came of a gate: which findings fail, which are new since a baseline, and what is no longer there.

In: nothing. Out: plain records, which stand in an assessment once a baseline was given. Must never know: how
a gate judges, or what a baseline looks like in its file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assessor.records import record

Severity = Literal["low", "medium", "high"]
Standing = Literal["known", "new"]
"""How a finding stands to a baseline."""
Why = Literal["finding", "items", "known-now", "counts-now"]


@record
class BaselineInfo:
    """Which baseline the findings were held against."""

    strategy: Annotated[str, Field(description="Title that the strategy had.")]
    pack_version: Annotated[str, Field(description="Version of the rule pack that it was made with.")]
    same_rules: Annotated[bool, Field(description="Whether the rules have not changed since.")]
    as_of: Annotated[str, Field(description="The day that it is of.")]
    entries: Annotated[int, Field(description="How many findings it holds.")]


@record
class NewFinding:
    """A finding that is new since the baseline, and why."""

    criterion: str
    why: Annotated[
        Why,
        Field(
            description="finding: the baseline does not have it; items: it does not have all of its items; "
            "known-now: it was not known yet; counts-now: it was waived or out of scope."
        ),
    ]
    items: Annotated[
        tuple[str, ...], Field(description="Fingerprints of the items that are new; empty if all are.")
    ]


@record
class NoLonger:
    """Something of the baseline that is no longer there, and can be taken out of it."""

    criterion: str
    whole: Annotated[bool, Field(description="Whether the finding as a whole is no longer there.")]
    items: Annotated[tuple[str, ...], Field(description="Fingerprints of its items that are gone.")]


@record
class GateResult:
    """What came of a gate. Findings are named by their criterion, in the order of the assessment."""

    fail_on: Annotated[Severity | None, Field(description="The least severity that fails; null for any.")]
    baseline: Annotated[BaselineInfo | None, Field(description="Null if there was none.")]
    failing: Annotated[tuple[str, ...], Field(description="Findings that fail.")]
    new: Annotated[
        tuple[NewFinding, ...],
        Field(description="Findings that count, are known to be wanting, and are new since the baseline."),
    ]
    known: Annotated[
        tuple[str, ...],
        Field(description="Findings that count, are known to be wanting, and stand in the baseline."),
    ]
    changed: Annotated[
        tuple[str, ...], Field(description="Those of the known ones whose outcome was another.")
    ]
    no_longer: Annotated[
        tuple[NoLonger, ...], Field(description="What stands in the baseline and is no longer there.")
    ]
    undetermined: Annotated[
        tuple[str, ...], Field(description="Findings that count and are not known yet: they do not fail.")
    ]
    ended_waivers: Annotated[
        tuple[str, ...], Field(description="Criteria with a waiver that has ended; the notices tell whose.")
    ]

    @property
    def passed(self) -> bool:
        """Whether nothing fails."""
        return not self.failing
