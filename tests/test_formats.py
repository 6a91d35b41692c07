"""Formats for machines and spreadsheets: whole, safe, and read by the programs that they are made for."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from places import AS_OF, FIXTURES
from small_packs import criterion, one_idea
from tools import tool

from assessor import Assessment, UsageError, assess, load_strategy, strategy_from
from assessor.reports.csv_report import BYTE_ORDER_MARK
from assessor.reports.formats import FORMATS, Wishes, render

NAMES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))
HOSTILE = [
    "=cmd()", "+1", "-1+2", "@SUM(A1)", "<script>alert(1)</script>", "a\u202egnp.exe", "\x1b[31mred",
    "x" * 9000, "]]>", "&amp;", '"quoted", and more', "line\nbreak",
]  # fmt: skip


@cache
def assessed(name: str) -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF)


def rows(assessment: Assessment) -> list[dict[str, str]]:
    text = render(assessment, "csv").removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sarif(assessment: Assessment) -> dict[str, Any]:
    (run,) = json.loads(render(assessment, "sarif"))["runs"]
    return dict(run)


# --- the registry


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no format 'jsno'; did you mean 'json'"):
        render(assessed("typical"), "jsno")


@pytest.mark.parametrize("form", [name for name, found in FORMATS.items() if not found.has_views])
def test_a_format_without_views_refuses_one(form: str) -> None:
    with pytest.raises(
        UsageError, match=f"One view alone is shown as text or markdown; {form} holds all of them."
    ):
        render(assessed("typical"), form, Wishes(view="steps"))


# --- CSV


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_a_row_for_each_criterion_with_its_figures(name: str) -> None:
    found = assessed(name)
    results = [(idea, result) for idea in found.ideas for result in idea.criteria]
    for row, (idea, result) in zip(rows(found), results, strict=True):
        assert (row["Criterion"], row["Idea"], row["Title"]) == (result.id, idea.title, result.title)
        assert (float(row["Value"]), float(row["At best"])) == pytest.approx(
            (result.value, result.high), abs=1e-6
        )
        assert (row["Message"] == "") == (result.outcome == "met")


def test_the_table_says_at_which_lines_and_items() -> None:
    (row,) = [row for row in rows(assessed("typical")) if row["Criterion"] == "MEA-02"]
    (finding,) = [finding for finding in assessed("typical").findings if finding.criterion == "MEA-02"]
    assert row["Lines"].split() == [str(item.line) for item in finding.items]
    assert row["Items"].split() == [item.id for item in finding.items]


# --- SARIF


@pytest.mark.parametrize("name", NAMES)
def test_every_place_of_a_finding_is_a_result_at_its_line(name: str) -> None:
    found = assessed(name)
    results = sarif(found)["results"]
    wanted = [(f.criterion, item.line if item else 1) for f in found.findings for item in f.items or (None,)]
    regions = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results]
    assert list(zip([result["ruleId"] for result in results], regions, strict=True)) == wanted
    prints = [result["partialFingerprints"]["assessor/v1"] for result in results]
    assert len(prints) == len(set(prints))


def test_what_is_waived_or_out_of_scope_is_suppressed_with_its_reason() -> None:
    found = assessed("cooperation-only")
    special = {finding.criterion for finding in found.findings if finding.treatment != "counted"}
    suppressed = {r["ruleId"]: r["suppressions"] for r in sarif(found)["results"] if "suppressions" in r}
    assert set(suppressed) == special
    assert all(one["justification"].startswith("out of scope: ") for (one,) in suppressed.values())


def test_a_rule_of_a_result_is_found_at_its_place() -> None:
    run = sarif(assessed("half-examined"))
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["kind"], result["level"] == "none") in (("open", True), ("fail", False))


@pytest.mark.parametrize("name", ["typical", "half-examined", "cooperation-only", "pt-typical"])
def test_the_validator_of_the_standard_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.sarif"
    path.write_text(render(assessed(name), "sarif"), encoding="utf-8")
    ended = subprocess.run(
        [tool("sarif-multitool"), "validate", path, "--level", "Error", "--kind", "Fail"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Analysis completed successfully" in ended.stdout
    assert ": error " not in ended.stdout


# --- JUnit


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_met_fails_and_what_does_not_count_or_is_not_known_is_skipped(name: str) -> None:
    found = assessed(name)
    root = ET.fromstring(render(found, "junit"))
    results = [result for idea in found.ideas for result in idea.criteria]
    counts = [r.treatment == "counted" and r.outcome in ("partial", "unmet") for r in results]
    cases = root.findall("testsuite/testcase")
    assert [case.find("failure") is not None for case in cases] == counts
    assert (root.get("tests"), root.get("failures")) == (str(len(results)), str(sum(counts)))
    met = [result.outcome == "met" for result in results]
    assert [len(case) == 0 for case in cases] == met


# --- hostile text


def hostile(text: str) -> Assessment:
    rule = {"share": "objective", "that": [{"field": "deadline", "present": True}]}
    content = {
        "schema_version": "1",
        "document": {"title": text, "period": {"start": 2024}},
        "territory": {"name": text},
        "objectives": [{"id": "o1", "statement": text}],
        "waivers": [{"criterion": "ONE-01", "reason": text, "by": text, "until": 2090}],
    }
    return assess(strategy_from(content), one_idea(criterion("ONE-01", rule)), as_of=AS_OF)


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_format(form: str, text: str) -> None:
    shown = render(hostile(text), form)
    assert not [sign for sign in ("\x1b", "\u202e", "\x00") if sign in shown] or form == "json"
    if form == "csv":
        for row in csv.reader(io.StringIO(shown.removeprefix(BYTE_ORDER_MARK), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    elif form == "junit":
        assert ET.fromstring(shown).get("tests") == "1"
    elif form in ("json", "sarif"):
        assert json.loads(shown)
