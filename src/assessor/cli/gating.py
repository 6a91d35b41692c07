"""Gates of a command: what is asked for with its options, and what comes of it.

In: what was typed, and an assessment. Out: options, a ``Verdict``, and a baseline in its file. Must never
know: how a gate judges.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.output import emit, spare
from assessor.cli.spoken import Function, option, said
from assessor.cli.telling import to_stderr
from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.gating.baseline import baseline_of, baseline_text
from assessor.gating.judging import SEVERITIES, gate
from assessor.gating.thresholds import Missed, Threshold, missed, threshold_of
from assessor.messages import Counted, Message

if TYPE_CHECKING:
    from assessor.gating.baseline import Baseline
    from assessor.pack.model import Pack
    from assessor.scoring.assessment import Assessment
    from assessor.scoring.gated import GateResult, Severity

_fail_under = option(
    "--fail-under",
    "thresholds",
    multiple=True,
    metavar=Message("N | IDEA=N"),
    help=Message(
        "End with exit code 1 if the index, or an idea, is below N of 100. May be given several times."
    ),
)
_fail_on = option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help=Message("End with exit code 1 if a finding of this severity, or a graver one, counts."),
)
_baseline = option(
    "--baseline",
    type=click.Path(),
    metavar=Message("FILE"),
    help=Message(
        "What is known already: a baseline, or a saved assessment. Only what is new since then fails."
    ),
)


def gate_options(function: Function) -> Function:
    """Add the options of a gate; the command gets them as ``fail_on``, ``baseline`` and ``thresholds``."""
    return _fail_under(_fail_on(_baseline(function)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a strategy."""

    fail_on: Severity | None
    baseline: Baseline | None
    thresholds: tuple[Threshold, ...]

    @property
    def of_findings(self) -> bool:
        """Whether anything is asked of findings."""
        return self.fail_on is not None or self.baseline is not None

    @property
    def anything(self) -> bool:
        """Whether anything is asked at all."""
        return self.of_findings or bool(self.thresholds)


def asked_for(fail_on: Severity | None, baseline: str | None, thresholds: Iterable[str], pack: Pack) -> Asked:
    """Return what is asked of a strategy.

    Raises:
        UsageError: a threshold is none, or names an idea that the pack has not.
        InputOutputError: the baseline cannot be read.
        InvalidDocumentError: the baseline is not valid.
    """
    wanted = tuple(threshold_of(text, pack) for text in thresholds)
    if baseline is None:
        return Asked(fail_on, None, wanted)
    from assessor.gating.loading import load_baseline

    return Asked(fail_on, load_baseline(baseline), wanted)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of what was asked."""

    gate: GateResult
    missed: tuple[Missed, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing fails."""
        return self.gate.passed and not self.missed


def verdict_on(assessment: Assessment, asked: Asked) -> Verdict:
    """Return what comes of what is asked.

    Raises:
        UsageError: the baseline was made with another pack.
    """
    return Verdict(gate(assessment, asked.fail_on, asked.baseline), missed(assessment, asked.thresholds))


def spare_baseline(file: str, output: str | None, *read: str | None) -> None:
    """See that a baseline has a file of its own: no other output, and nothing that is read.

    Raises:
        UsageError: it has none.
    """
    if file in ("", "-"):
        raise UsageError(Message("Name a file after --write-baseline."))
    if output not in (None, "-") and _place(file) == _place(str(output)):
        raise UsageError(Message("The report and the baseline need a file each."))
    spare(file, output, *read)


def _place(file: str) -> str:
    return os.path.normpath(Path(file).absolute())


def write_baseline(assessment: Assessment, file: str) -> None:
    """Write the baseline that an assessment makes, whole or not at all, and tell how many entries it has.

    Raises:
        InputOutputError: it cannot be written.
    """
    known = baseline_of(assessment)
    emit(baseline_text(known), file)
    told = Counted(
        "The baseline '{name}' has {number} entry.",
        "The baseline '{name}' has {number} entries.",
        len(known.entries),
        name=shorten(file, 200),
    )
    to_stderr(said(told))
