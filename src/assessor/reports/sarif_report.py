"""An assessment as SARIF 2.1.0, which editors and code hosts show at the lines of the document.

In: an ``Assessment``. Out: JSON. The criteria are the rules; each place of a finding is a result of its own,
known again in the next run by its fingerprint.
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
from assessor.scoring.assessment import Assessment, CriterionResult, Finding
from assessor.scoring.figures import FindingItem, as_number
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
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": [result for finding in a.findings for result in self._results(finding)],
        }
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
        location = self._location(item)
        if location:
            found["locations"] = [location]
        if finding.treatment != "counted":
            why = tame(self.sentences.treatment(self.results[finding.criterion]))
            found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        return found

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
