"""An assessment as SARIF 2.1.0, which editors and code hosts show at the lines of the document.

In: an ``Assessment``. Out: JSON. The criteria are the rules; each place of a finding is a result of its own,
known again in the next run by its fingerprint. Held against a baseline, each says how it stands to it, and
what is no longer there is told as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from assessor import __version__
from assessor.documents.problems import tame
from assessor.reports.sentences import Sentences
from assessor.reports.since_baseline import no_longer
from assessor.scoring.assessment import Assessment, CriterionResult, Finding
from assessor.scoring.figures import FindingItem, as_number
from assessor.scoring.gated import NoLonger
from assessor.speech import speech

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"high": "error", "medium": "warning", "low": "note"}


def to_sarif(assessment: Assessment) -> str:
    """Return an assessment as SARIF."""
    return json.dumps(_Log(assessment).whole(), ensure_ascii=False, indent=2) + "\n"


class _Log:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.sentences = Sentences(assessment, speech(assessment.settings.language))
        self.results = {result.id: result for idea in assessment.ideas for result in idea.criteria}
        self.places = {name: place for place, name in enumerate(self.results)}
        self.findings = {finding.criterion: finding for finding in assessment.findings}
        gate = assessment.gate
        self.changed = set(gate.changed) if gate else set()
        self.new_items = {each.criterion: each.items for each in gate.new} if gate else {}

    def whole(self) -> dict[str, Any]:
        a = self.assessment
        rules = tame(f"{a.pack.title} ({a.pack.id} {a.pack.version})")
        driver = {
            "name": "assessor",
            "version": __version__,
            "fullName": f"assessor {__version__}: {rules}",
            "language": language_tag(a.settings.language),
            "rules": [self._rule(idea.title, result) for idea in a.ideas for result in idea.criteria],
        }
        results = [result for finding in a.findings for result in self._results(finding)]
        if a.gate is not None:
            results += [result for each in a.gate.no_longer for result in self._absent(each)]
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _rule(self, idea: str, result: CriterionResult) -> dict[str, Any]:
        rule: dict[str, Any] = {
            "id": result.id,
            "shortDescription": {"text": tame(result.title)},
            "properties": {"idea": tame(idea), "weight": result.weight, "essential": result.essential},
        }
        finding = self.findings.get(result.id)
        if finding is not None:
            rule["fullDescription"] = {"text": tame(finding.why)}
            rule["help"] = {"text": tame(finding.recommendation)}
            rule["defaultConfiguration"] = {"level": _LEVELS[finding.severity]}
        return rule

    def _results(self, finding: Finding) -> Iterator[dict[str, Any]]:
        """Yield a result for each place of a finding; one for the whole document where it has none."""
        for item in finding.items or (None,):
            yield self._result(finding, item)

    def _result(self, finding: Finding, item: FindingItem | None) -> dict[str, Any]:
        open_ = finding.outcome == "undetermined"
        missing = f" ({self.sentences.missing(finding)})" if finding.missing else ""
        found: dict[str, Any] = {
            "ruleId": finding.criterion,
            "ruleIndex": self.places[finding.criterion],
            "kind": "open" if open_ else "fail",
            # SARIF has a level only for what fails.
            "level": "none" if open_ else _LEVELS[finding.severity],
            "message": {"text": tame(f"{finding.message}{missing} → {finding.recommendation}")},
            "partialFingerprints": {"assessor/v1": item.fingerprint if item else finding.fingerprint},
            "properties": {
                "outcome": finding.outcome,
                "treatment": finding.treatment,
                "gain": as_number(finding.gain),
                "effort": finding.effort,
                "sections": list(finding.sections),
            },
        }
        if finding.baseline is not None:
            found["baselineState"] = self._state(finding, item)
        location = self._location(item)
        if location:
            found["locations"] = [location]
        if finding.treatment != "counted":
            why = tame(self.sentences.treatment(self.results[finding.criterion]))
            found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        return found

    def _state(self, finding: Finding, item: FindingItem | None) -> str:
        """Return how a result stands to the baseline, in the words of SARIF."""
        if finding.baseline == "known":
            return "updated" if finding.criterion in self.changed else "unchanged"
        items = self.new_items.get(finding.criterion)
        return "unchanged" if items and item is not None and item.fingerprint not in items else "new"

    def _absent(self, each: NoLonger) -> Iterator[dict[str, Any]]:
        """Yield a result for each place that the baseline has and that is no longer wanting."""
        for fingerprint in each.items or (each.criterion,):
            absent: dict[str, Any] = {
                "ruleId": tame(each.criterion),
                "kind": "pass",
                "level": "none",
                "message": {"text": tame(no_longer(each, self.assessment, self.sentences))},
                "partialFingerprints": {"assessor/v1": tame(fingerprint)},
                "baselineState": "absent",
            }
            if each.criterion in self.places:
                absent["ruleIndex"] = self.places[each.criterion]
            location = self._location(None)
            if location:
                absent["locations"] = [location]
            yield absent

    def _location(self, item: FindingItem | None) -> dict[str, Any]:
        location: dict[str, Any] = {}
        file = self.assessment.strategy.file
        if file is not None:
            location["physicalLocation"] = {
                "artifactLocation": {"uri": address(file)},
                "region": {"startLine": item.line if item and item.line else 1},
            }
        if item is not None:
            location["logicalLocations"] = [{"fullyQualifiedName": tame(item.pointer)}]
        return location


def address(file: str) -> str:
    """Return a file as a URI: relative where its path is."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def language_tag(name: str) -> str:
    """Return a language as SARIF writes it: two letters, and a country in capitals."""
    language, _, country = name.replace("_", "-").partition("-")
    return f"{language.lower()}-{country.upper()}" if country else language.lower()
