"""The review of a host as SARIF 2.1.0, which editors show at the lines of the strategy.

In: a ``HostReport``. Out: JSON. What is weak after the review is a result, at the lines that the rules point
to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from assessor import __version__
from assessor.documents.problems import tame
from assessor.reports.sarif_report import SCHEMA, address, language_tag
from assessor.review.phrases import Phrases
from assessor.review.results.advising import WEAK_BELOW
from assessor.review.results.result import CriterionReview, HostReport
from assessor.speech import speech

_ERROR_BELOW: Final = 0.5


def to_sarif(report: HostReport) -> str:
    """Return the review of a host as SARIF."""
    phrases = Phrases(speech(report.exercise.language))
    criteria = [each for idea in report.ideas for each in idea.criteria]
    driver = {
        "name": "assessor",
        "version": __version__,
        "fullName": tame(f"assessor {__version__}: {phrases.basis(report.exercise)}"),
        "language": language_tag(report.exercise.language),
        "rules": [
            {
                "id": each.id,
                "shortDescription": {"text": tame(each.title)},
                "properties": {"idea": each.idea, "weight": each.weight, "essential": each.essential},
            }
            for each in criteria
        ],
    }
    results = [
        result for place, each in enumerate(criteria) for result in _results(report, each, place, phrases)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _results(
    report: HostReport, each: CriterionReview, place: int, phrases: Phrases
) -> Iterator[dict[str, Any]]:
    """Yield a result for each line of a weak criterion; one for the whole document where it has none."""
    weak = each.consensus is not None and each.consensus < WEAK_BELOW
    if not weak and not (each.disputed and each.settled is None):
        return
    said = " ".join([phrases.views(each) if weak else phrases.open_or_unrated(each), *phrases.peers(each)])
    for line in each.lines or (1,):
        yield {
            "ruleId": each.id,
            "ruleIndex": place,
            "kind": "fail" if weak else "open",
            "level": ("error" if (each.consensus or 0) < _ERROR_BELOW else "warning") if weak else "none",
            "message": {"text": tame(said)},
            "partialFingerprints": {"assessor-review/v1": f"{each.id}:{line}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": address(report.strategy_file)},
                        "region": {"startLine": line},
                    }
                }
            ],
        }
