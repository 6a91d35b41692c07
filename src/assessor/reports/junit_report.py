"""An assessment as JUnit XML, which build servers show: a suite for each idea, a case for each criterion.

In: an ``Assessment``. Out: XML. What is not met fails; what is out of scope, waived, not known or known
since a baseline is skipped.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from assessor.documents.problems import tame
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment, CriterionResult, Finding, IdeaResult
from assessor.speech import speech

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_junit(assessment: Assessment) -> str:
    """Return an assessment as JUnit XML."""
    sentences = Sentences(assessment, speech(assessment.settings.language))
    findings = {finding.criterion: finding for finding in assessment.findings}
    root = ET.Element("testsuites", name=xml_text(assessment.strategy.title))
    for idea in assessment.ideas:
        _suite(root, idea, findings, sentences)
    return as_text(root)


def as_text(root: ET.Element) -> str:
    """Return suites of cases as the text of a file, with their numbers summed up."""
    for suite in root:
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, idea: IdeaResult, findings: dict[str, Finding], sentences: Sentences) -> None:
    suite = ET.SubElement(root, "testsuite", name=xml_text(idea.title))
    for result in idea.criteria:
        _case(suite, idea, result, findings.get(result.id), sentences)


def _case(
    suite: ET.Element,
    idea: IdeaResult,
    result: CriterionResult,
    finding: Finding | None,
    sentences: Sentences,
) -> None:
    name = xml_text(f"{result.id} {result.title}")
    case = ET.SubElement(suite, "testcase", classname=xml_text(idea.id), name=name)
    if finding is None:
        return
    outcome = sentences.outcomes[result.outcome]
    if result.treatment != "counted":
        ET.SubElement(case, "skipped", message=xml_text(sentences.treatment(result)))
    elif result.outcome == "undetermined":
        ET.SubElement(case, "skipped", message=xml_text(finding.message))
    elif finding.baseline == "known":
        known = sentences.of(sentences.standings["known"], finding.message)
        ET.SubElement(case, "skipped", message=xml_text(known))
    else:
        failure = ET.SubElement(
            case, "failure", type=result.outcome, message=xml_text(sentences.of(outcome, finding.message))
        )
        failure.text = xml_text("\n".join([finding.recommendation, sentences.places(finding)]).strip())


def xml_text(text: str) -> str:
    """Return text without what XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", "\n".join(tame(line) for line in text.splitlines()))
