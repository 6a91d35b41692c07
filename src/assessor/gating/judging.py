"""The gate: which findings fail, by their severity and by what a baseline knows.

In: an ``Assessment``, the least severity that fails, a ``Baseline``. Out: a ``GateResult``, or the assessment
with it. Only findings that count and are known to be wanting fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.gating.baseline import Baseline, Entry
from assessor.messages import Message
from assessor.scoring.assessment import Assessment, Finding
from assessor.scoring.gated import BaselineInfo, GateResult, NewFinding, NoLonger, Severity

SEVERITIES: Final[tuple[Severity, ...]] = ("low", "medium", "high")
"""From the least up."""


def gate(
    assessment: Assessment, fail_on: Severity | None = None, baseline: Baseline | None = None
) -> GateResult:
    """Tell which findings of an assessment fail.

    A finding that is waived, out of scope or not known yet does not fail. With a baseline, only what is new
    fails: a finding that the baseline does not have, or not with all its items, and one that did not count or
    was not known then. With neither a severity nor a baseline, nothing fails.

    Args:
        assessment: the assessment.
        fail_on: the least severity that fails; None for any.
        baseline: what is known already; None if nothing is.

    Raises:
        UsageError: there is no such severity, or the baseline was made with another pack.
    """
    if fail_on is not None and fail_on not in SEVERITIES:
        name = shorten(fail_on)
        raise no_such(Message("There is no severity '{name}'", name=name), str(fail_on), SEVERITIES)
    entries = {} if baseline is None else _entries(assessment, baseline)
    wanting = [finding for finding in assessment.findings if _is_wanting(finding)]
    news = [(finding, _news(finding, entries)) for finding in wanting]
    known = [finding for finding, new in news if new is None]
    if baseline is not None:
        wanting = [finding for finding, new in news if new is not None]
    asked = fail_on is not None or baseline is not None
    return GateResult(
        fail_on=fail_on,
        baseline=None if baseline is None else _info(assessment, baseline),
        failing=tuple(each.criterion for each in wanting if asked and _is_grave(each, fail_on)),
        new=() if baseline is None else tuple(new for _, new in news if new is not None),
        known=tuple(each.criterion for each in known),
        changed=tuple(each.criterion for each in known if each.outcome != entries[each.fingerprint].outcome),
        no_longer=tuple(_no_longer(assessment, entries)),
        undetermined=tuple(
            each.criterion
            for each in assessment.findings
            if each.treatment == "counted" and each.outcome == "undetermined"
        ),
        ended_waivers=tuple(
            dict.fromkeys(each.name for each in assessment.notices if each.code == "waiver-ended")
        ),
    )


def with_gate(
    assessment: Assessment, fail_on: Severity | None = None, baseline: Baseline | None = None
) -> Assessment:
    """Return an assessment that shows what came of a gate, for every report of it.

    With a baseline, each of its findings says whether it is known or new, also where it does not count.

    Args:
        assessment: the assessment.
        fail_on: as for ``gate``.
        baseline: as for ``gate``.

    Raises:
        UsageError: as for ``gate``.
    """
    result = gate(assessment, fail_on, baseline)
    if baseline is None:
        return replace(assessment, gate=result)
    entries = _entries(assessment, baseline)
    findings = [
        replace(finding, baseline="known" if _news(finding, entries) is None else "new")
        for finding in assessment.findings
    ]
    return replace(assessment, gate=result, findings=tuple(findings))


def _entries(assessment: Assessment, baseline: Baseline) -> Mapping[str, Entry]:
    """Return the entries of a baseline by fingerprint.

    Raises:
        UsageError: it was made with another pack.
    """
    if baseline.pack.id != assessment.pack.id:
        message = Message(
            "The baseline was made with the rule pack '{id}', and this assessment with '{own_id}'; a "
            "baseline is for one pack.",
            id=shorten(baseline.pack.id),
            own_id=shorten(assessment.pack.id),
        )
        raise UsageError(message)
    return {entry.fingerprint: entry for entry in baseline.entries}


def _info(assessment: Assessment, baseline: Baseline) -> BaselineInfo:
    rules = baseline.pack
    same = (rules.version, rules.digest) == (assessment.pack.version, assessment.pack.digest)
    return BaselineInfo(baseline.strategy, rules.version, same, baseline.as_of, len(baseline.entries))


def _is_wanting(finding: Finding) -> bool:
    """Whether a finding counts, and is known."""
    return finding.treatment == "counted" and finding.outcome != "undetermined"


def _is_grave(finding: Finding, least: Severity | None) -> bool:
    return least is None or SEVERITIES.index(finding.severity) >= SEVERITIES.index(least)


def _news(finding: Finding, entries: Mapping[str, Entry]) -> NewFinding | None:
    """Return what is new of a finding; None if the baseline knows it."""
    entry = entries.get(finding.fingerprint)
    if entry is None:
        return NewFinding(finding.criterion, "finding", ())
    if _is_wanting(finding) and entry.treatment != "counted":
        return NewFinding(finding.criterion, "counts-now", ())
    if _is_wanting(finding) and entry.outcome == "undetermined":
        return NewFinding(finding.criterion, "known-now", ())
    items = sorted({item.fingerprint for item in finding.items} - {*entry.items})
    return NewFinding(finding.criterion, "items", tuple(items)) if items else None


def _no_longer(assessment: Assessment, entries: Mapping[str, Entry]) -> Iterator[NoLonger]:
    """Yield what the baseline has and the assessment has not.

    Of a finding that is waived or not known now, nothing is said: whether it is mended is not known. Nor is
    anything of the items of one that was not known then: they were not known to be wanting.
    """
    findings = {finding.fingerprint: finding for finding in assessment.findings}
    for fingerprint, entry in entries.items():
        finding = findings.get(fingerprint)
        if finding is None:
            yield NoLonger(fingerprint, whole=True, items=entry.items)
        elif _is_wanting(finding) and entry.outcome != "undetermined":
            gone = sorted({*entry.items} - {item.fingerprint for item in finding.items})
            if gone:
                yield NoLonger(fingerprint, whole=False, items=tuple(gone))
