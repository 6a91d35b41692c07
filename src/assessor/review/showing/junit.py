"""The review of a host as JUnit XML: a suite for each idea, a case for each criterion.

In: a ``HostReport``. Out: XML. What is weak after the review fails; what is open, or nobody could judge, is
skipped.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from assessor.reports.junit_report import as_text, xml_text
from assessor.review.phrases import Phrases
from assessor.review.results.advising import WEAK_BELOW
from assessor.review.results.result import CriterionReview, HostReport
from assessor.speech import speech


def to_junit(report: HostReport) -> str:
    """Return the review of a host as JUnit XML."""
    phrases = Phrases(speech(report.exercise.language))
    root = ET.Element("testsuites", name=xml_text(report.strategy))
    for idea in report.ideas:
        suite = ET.SubElement(root, "testsuite", name=xml_text(idea.title))
        for each in idea.criteria:
            _case(suite, each, phrases)
    return as_text(root)


def _case(suite: ET.Element, each: CriterionReview, phrases: Phrases) -> None:
    name = xml_text(f"{each.id} {each.title}")
    case = ET.SubElement(suite, "testcase", classname=xml_text(each.idea), name=name)
    if each.consensus is None:
        told = phrases.open_or_unrated(each)
        ET.SubElement(case, "skipped", message=xml_text(told))
    elif each.consensus < WEAK_BELOW:
        failure = ET.SubElement(case, "failure", type="weak", message=xml_text(phrases.views(each)))
        failure.text = xml_text("\n".join(phrases.peers(each)))
