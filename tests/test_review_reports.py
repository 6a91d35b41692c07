"""Reports of a review: in every format and language, and what they say."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import jsonschema
import openpyxl
import pytest
from browser import browser_fixture  # noqa: F401
from exercises import AS_OF, pack
from places import FIXTURES, ROOT

from assessor import UsageError, resources
from assessor.reports.registry import rendered
from assessor.review.records.exercise import load
from assessor.review.results.reporting import Review
from assessor.review.results.status import status_of
from assessor.review.showing.formats import (
    AGENDA_FORMATS,
    AGREEMENT_FORMATS,
    EXERCISE_FORMATS,
    HOST_FORMATS,
    LEARNING_FORMATS,
    STATUS_FORMATS,
    render_exercise,
    render_host,
)
from assessor.speech import LANGUAGES

EXERCISE = FIXTURES / "review" / "harbours-2026"
HOSTS = ("port-callan", "san-lucas-de-chambul", "barra-do-cajui", "wartogrod")
MAGIC = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "png": b"\x89PNG"}


@cache
def review() -> Review:
    return Review(load(EXERCISE), pack())


@cache
def host(name: str = HOSTS[0], language: str = "en"):
    return review().host(name, language)


@cache
def whole(language: str = "en"):
    return review().whole(language)


def as_bytes(found: str | bytes) -> bytes:
    return found.encode() if isinstance(found, str) else found


# --- every format and language


@pytest.mark.parametrize("form", HOST_FORMATS)
def test_the_report_on_a_host_has_the_formats_of_assessments(form: str) -> None:
    data = as_bytes(render_host(host(), form))
    assert data.startswith(MAGIC.get(form, b""))
    assert len(data) > 1000


@pytest.mark.parametrize("form", EXERCISE_FORMATS)
def test_the_report_on_an_exercise_has_all_formats_but_those_of_one_strategy(form: str) -> None:
    assert as_bytes(render_exercise(whole(), form)).startswith(MAGIC.get(form, b""))
    assert set(HOST_FORMATS) - set(EXERCISE_FORMATS) == {"sarif", "junit"}


@pytest.mark.parametrize("form", HOST_FORMATS)
def test_the_same_exercise_gives_the_same_bytes(form: str) -> None:
    other = Review(load(EXERCISE), pack()).host(HOSTS[0], "en")
    assert as_bytes(render_host(other, form)) == as_bytes(render_host(host(), form))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "html", "markdown", "csv"])
def test_reports_are_in_the_language_that_was_asked_for(form: str, language: str) -> None:
    found = as_bytes(render_host(host(language=language), form)).decode()
    title = pack().texts[language].ideas["aligned"].title
    assert title in found
    if language != "en":
        assert "What the peers recommend" not in found


@pytest.mark.parametrize(
    ("formats", "subject"),
    [
        (AGENDA_FORMATS, lambda: review().agenda(HOSTS[1], "en")),
        (AGREEMENT_FORMATS, lambda: review().agreements("en")),
        (LEARNING_FORMATS, lambda: review().exchange("en")),
        (STATUS_FORMATS, lambda: status_of(load(EXERCISE), pack())),
    ],
    ids=["agenda", "agreement", "learning", "status"],
)
def test_the_smaller_reports_have_the_formats_of_documents(formats: Any, subject: Any) -> None:
    for form in formats:
        assert as_bytes(rendered(formats, subject(), form)).startswith(MAGIC.get(form, b""))


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("review-report", lambda: render_host(host(), "json")),
        ("review-exercise", lambda: render_exercise(whole(), "json")),
        ("review-agenda", lambda: rendered(AGENDA_FORMATS, review().agenda(HOSTS[1], "en"), "json")),
        ("review-agreement", lambda: rendered(AGREEMENT_FORMATS, review().agreements("en"), "json")),
        ("review-learning", lambda: rendered(LEARNING_FORMATS, review().exchange("en"), "json")),
        ("review-status", lambda: rendered(STATUS_FORMATS, status_of(load(EXERCISE), pack()), "json")),
    ],
)
def test_what_is_told_as_json_has_the_form_of_its_schema(schema: str, text: Any) -> None:
    jsonschema.validate(json.loads(text()), resources.schema(schema))


def test_a_format_that_there_is_not_is_named() -> None:
    with pytest.raises(UsageError, match="no format 'doc'; did you mean 'docx'"):
        render_host(host(), "doc")


# --- what they say


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_report_says_everything_that_raters_said(form: str) -> None:
    import html

    found = " ".join(html.unescape(as_bytes(render_host(host(), form)).decode()).replace("\\", "").split())
    for idea in host().ideas:
        for criterion in idea.criteria:
            for peer in criterion.peers:
                for text in (peer.comment, peer.evidence):
                    if text:
                        assert " ".join(text.split()) in found, criterion.id


def test_four_views_of_each_criterion_stand_side_by_side() -> None:
    rows = list(csv.reader(io.StringIO(render_host(host(), "csv").lstrip("\ufeff"))))
    assert rows[0][3:] == ["Rules", "Self", "Peers", "Range", "Result"]
    assert len(rows) - 1 == len(pack().criteria)
    by_id = {row[1]: row for row in rows[1:]}
    each = host().criterion("MEA-02")
    assert by_id["MEA-02"][5] == f"{each.median:.1f}"


def test_the_workbook_of_a_host_holds_its_tables() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_host(host(), "xlsx")))
    assert "The ideas" in book.sheetnames
    assert [cell.value for cell in book["The ideas"][1]][:3] == ["#", "Idea", "Rules"]


def test_a_correction_names_who_rated_without_knowing_it() -> None:
    (correction,) = host().corrections
    assert len(correction.unknown_to) == 1
    assert correction.unknown_to[0].startswith("María Fernanda Chiluisa Tapia")


def test_what_a_meeting_left_open_is_said() -> None:
    report = host("wartogrod")
    open_ = [name for name in report.agenda if report.criterion(name).settled is None]
    assert len(open_) == 2
    assert all(report.criterion(name).consensus is None for name in open_)
    assert as_bytes(render_host(report, "markdown")).decode().count("Not settled") == 2


def test_weak_criteria_are_failures_of_the_test_run_that_a_build_server_sees() -> None:
    from xml.etree import ElementTree as ET

    root = ET.fromstring(render_host(host(), "junit"))
    weak = {
        each.id
        for idea in host().ideas
        for each in idea.criteria
        if each.consensus is not None and each.consensus < 1.5
    }
    failed = {
        case.get("name").split()[0] for case in root.iter("testcase") if case.find("failure") is not None
    }
    assert failed == weak
    assert int(root.get("failures")) == len(weak)


def test_weak_criteria_are_shown_at_the_lines_of_the_strategy() -> None:
    run = json.loads(render_host(host(), "sarif"))["runs"][0]
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }
    assert places == {"strategies/port-callan.yaml"}
    lines = (EXERCISE / "strategies" / "port-callan.yaml").read_text(encoding="utf-8").count("\n")
    for result in run["results"]:
        assert 1 <= result["locations"][0]["physicalLocation"]["region"]["startLine"] <= lines


def test_the_exercise_is_the_same_as_its_hosts_told_one_by_one() -> None:
    for summary in whole().hosts:
        report = host(summary.host)
        assert [idea.median for idea in summary.ideas] == [idea.median for idea in report.ideas]
        assert summary.agreement == report.agreement
        assert summary.advised == len(report.advice)


def test_a_page_of_a_review_keeps_nobody_out_and_asks_for_nothing(browser: Any) -> None:
    for page in (render_host(host(), "html"), render_exercise(whole(), "html")):
        browser.show(page)
        assert browser.violations() == []
        assert browser.said() == []
        _, *asked = browser.requests()
        assert all(address.startswith("data:image/svg+xml;base64,") for address in asked)


def test_cities_are_told_in_the_order_of_the_terms_and_not_of_their_marks() -> None:
    assert [each.host for each in whole().hosts] == list(HOSTS)
    assert AS_OF.isoformat() == whole().exercise.as_of


def test_what_is_shown_names_no_path_of_this_machine() -> None:
    for form in ("text", "json", "html", "markdown", "sarif"):
        assert str(ROOT) not in as_bytes(render_host(host(), form)).decode()
