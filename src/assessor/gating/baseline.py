"""A baseline: the findings that are known on a day, so that only what comes after them fails.

In: an ``Assessment``. Out: a ``Baseline`` and the text of its file, the source of
``schemas/baseline.schema.json``. It holds fingerprints, and of the texts of a strategy only its title.
"""

from __future__ import annotations

import json
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from assessor.messages import Message
from assessor.records import record
from assessor.scoring.assessment import Assessment, Finding, Treatment
from assessor.strategy.base import DATE_PATTERN, formed

BASELINE_VERSION: Final = "1"

Wanting = Literal["partial", "unmet", "undetermined"]
Fingerprint = Annotated[
    str, *formed(r"^[A-Z]{3}-[0-9]{2}$", Message("the id of a criterion, such as 'MEA-02'"))
]
ItemFingerprint = Annotated[
    str,
    Field(max_length=160),
    *formed(
        r"^[A-Z]{3}-[0-9]{2}:[A-Za-z0-9/][A-Za-z0-9._/-]*$",
        Message("a criterion and an item, such as 'MEA-02:visitors'"),
    ),
]
_CLOSED: Final = ConfigDict(extra="forbid", regex_engine="python-re")


@record
class Rules:
    """The rule pack that a baseline was made with."""

    id: str
    version: str
    digest: Annotated[str, Field(description="SHA-256 of the pack's files.")]

    __pydantic_config__ = _CLOSED


@record
class Entry:
    """One finding that is known."""

    fingerprint: Annotated[Fingerprint, Field(description="The criterion.")]
    outcome: Wanting
    treatment: Annotated[
        Treatment,
        Field(description="Whether it counted; what did not is new once it counts."),
    ]
    items: Annotated[tuple[ItemFingerprint, ...], Field(description="Fingerprints of its items.")]

    __pydantic_config__ = _CLOSED


@record
class Baseline:
    """The findings of a strategy that are known on a day."""

    baseline_version: Annotated[str, Field(description="Version of this form.")]
    pack: Rules
    strategy: Annotated[str, Field(description="Title of the strategy.")]
    as_of: Annotated[
        str, Field(description="The day of the assessment.", json_schema_extra={"pattern": DATE_PATTERN})
    ]
    entries: tuple[Entry, ...]

    __pydantic_config__ = _CLOSED


def baseline_of(assessment: Assessment) -> Baseline:
    """Return the baseline that an assessment makes: each of its findings, with the items that it is about.

    Entries and items are in the order of their fingerprints, so that the order of the strategy plays no part.
    """
    pack = assessment.pack
    entries = [
        Entry(each.fingerprint, each.outcome, each.treatment, _fingerprints(each))
        for each in assessment.findings
        if each.outcome != "met"
    ]
    return Baseline(
        BASELINE_VERSION,
        Rules(pack.id, pack.version, pack.digest),
        assessment.strategy.title,
        assessment.as_of,
        tuple(sorted(entries, key=lambda entry: entry.fingerprint)),
    )


def _fingerprints(finding: Finding) -> tuple[str, ...]:
    return tuple(sorted({item.fingerprint for item in finding.items}))


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as the text of its file: JSON with a line for each entry and each item.

    So a change of one of them is a change of one line, and two people who each take some out can be merged.
    """
    rules = baseline.pack
    head = {
        "baseline_version": baseline.baseline_version,
        "pack": {"id": rules.id, "version": rules.version, "digest": rules.digest},
        "strategy": baseline.strategy,
        "as_of": baseline.as_of,
    }
    lines = [f' "{name}": {_json(value)},' for name, value in head.items()]
    entries = ",\n".join(_entry_text(entry) for entry in baseline.entries)
    lines.append(f' "entries": [\n{entries}\n ]' if entries else ' "entries": []')
    return "{\n" + "\n".join(lines) + "\n}\n"


def _entry_text(entry: Entry) -> str:
    known = {"fingerprint": entry.fingerprint, "outcome": entry.outcome, "treatment": entry.treatment}
    start = _json(known).removesuffix("}")
    items = ",\n".join(f"   {_json(item)}" for item in entry.items)
    return f'  {start}, "items": [\n{items}\n  ]}}' if items else f'  {start}, "items": []}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
