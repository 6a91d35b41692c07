"""Reports of an assessment that was held against a baseline: what is known, new, and no longer there."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from gates import known, strategy
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from places import AS_OF, FIXTURES
from tools import tool

from assessor import (
    Assessment,
    InvalidAssessmentError,
    assess,
    baseline_of,
    gate,
    load_pack,
    load_strategy,
    parse_assessment,
    resources,
    reword,
    to_json,
    with_gate,
)
from assessor.gating.baseline import Baseline, Entry
from assessor.reports.canvas import Page
from assessor.reports.formats import FORMATS, Wishes, render


@cache
def assessed(name: str = "half-examined") -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF)


def baseline(found: Assessment) -> Baseline:
    """Return a baseline that lacks a finding and an item, and has a finding and an item too many."""
    entries = {entry.fingerprint: entry for entry in known(found, "VIS-04").entries}
    aligned = entries["ALI-04"]
    entries["ALI-04"] = replace(aligned, items=(*aligned.items[1:], "ALI-04:mended"))
    entries["GLO-04"] = replace(entries["GLO-04"], outcome="unmet")
    entries["ZZZ-99"] = Entry("ZZZ-99", "unmet", "counted", ())
    return replace(baseline_of(found), entries=tuple(entries.values()))


@cache
def gated(name: str = "half-examined") -> Assessment:
    return with_gate(assessed(name), None, baseline(assessed(name)))


def shown(found: Assessment, form: str) -> str:
    return " ".join(str(render(found, form, Wishes(Page(width=200), everything=True))).split())


TITLE = load_pack().texts["en"].criteria["VIS-04"].title


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_report_tells_what_is_new_known_and_no_longer_there(form: str) -> None:
    told = shown(gated(), form)
    assert "Findings since the baseline of 1 June 2026: 48 known, 2 new, 1 no longer there." in told
    assert f"New: VIS-04 {TITLE} (not met)." in told
    assert "No longer wanting: ZZZ-99. Take it out of the baseline." in told
    assert ": mended." in told
    assert told.count("known since the baseline") > 48
    assert "since the baseline" not in shown(assessed(), form)


@pytest.mark.parametrize("form", ["csv", "markdown", "text", "html"])
def test_each_finding_is_marked_where_its_treatment_stands(form: str) -> None:
    told = shown(gated(), form)
    assert "new since the baseline" in told
    assert "known since the baseline" in told


def test_a_workbook_has_the_sum_and_the_marks() -> None:
    import io

    from openpyxl import load_workbook

    data = render(gated(), "xlsx")
    assert isinstance(data, bytes)
    cells = {cell.value for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row}
    assert "Findings since the baseline of 1 June 2026: 48 known, 2 new, 1 no longer there." in cells
    assert {"known since the baseline", "new since the baseline"} <= cells


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("svg", "png")])
def test_every_format_shows_a_saved_one_as_it_shows_the_one_that_was_made(form: str) -> None:
    again = parse_assessment(to_json(gated()))
    assert render(again, form) == render(gated(), form)


def test_json_fits_the_schema_and_is_read_back_with_the_same_bytes() -> None:
    text = to_json(gated())
    assert Draft202012Validator(resources.schema("assessment")).is_valid(json.loads(text))
    assert to_json(parse_assessment(text)) == text


@pytest.mark.parametrize("language", [name for name in load_pack().texts if name != "en"])
def test_in_another_language_the_gate_is_the_same(language: str) -> None:
    assert reword(gated(), language).gate == gated().gate


# --- SARIF


def results(found: Assessment) -> list[dict[str, Any]]:
    (run,) = json.loads(render(found, "sarif"))["runs"]
    return list(run["results"])


def test_every_result_of_sarif_says_how_it_stands_to_the_baseline() -> None:
    states: dict[str, list[str]] = {}
    for result in results(gated()):
        states.setdefault(result["ruleId"], []).append(result["baselineState"])
    assert states["VIS-04"] == ["new"]
    assert sorted(states["ALI-04"]) == ["absent", "new", *["unchanged"] * (len(states["ALI-04"]) - 2)]
    assert set(states["GLO-04"]) == {"updated"}
    assert states["ZZZ-99"] == ["absent"]
    assert set(states["MEA-01"]) == {"unchanged"}


def test_what_is_no_longer_there_passes_in_sarif_and_is_known_by_its_fingerprint() -> None:
    absent = [result for result in results(gated()) if result["baselineState"] == "absent"]
    assert [result["partialFingerprints"]["assessor/v1"] for result in absent] == ["ALI-04:mended", "ZZZ-99"]
    for result in absent:
        assert (result["kind"], result["level"], len(result["locations"])) == ("pass", "none", 1)


def test_without_a_baseline_sarif_says_nothing_of_one() -> None:
    assert not [result for result in results(assessed()) if "baselineState" in result]


def test_the_validator_of_the_standard_finds_nothing_wrong_with_baseline_states(tmp_path: Path) -> None:
    path = tmp_path / "gated.sarif"
    path.write_text(str(render(gated(), "sarif")), encoding="utf-8")
    ended = subprocess.run(
        [tool("sarif-multitool"), "validate", path, "--level", "Error", "--kind", "Fail"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Analysis completed successfully" in ended.stdout
    assert ": error " not in ended.stdout


# --- JUnit


def test_in_junit_what_is_known_is_skipped_with_the_reason_and_what_is_new_fails() -> None:
    cases = {
        str(case.get("name"))[:6]: case
        for case in ET.fromstring(render(gated(), "junit")).findall("testsuite/testcase")
    }
    result = gate(assessed(), None, baseline(assessed()))
    assert {name for name, case in cases.items() if case.find("failure") is not None} == {"VIS-04", "ALI-04"}
    for name in result.known:
        skipped = cases[name].find("skipped")
        assert skipped is not None
        assert str(skipped.get("message")).startswith("known since the baseline: ")


# --- hostile text


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("svg", "png")])
def test_a_saved_gate_may_hold_any_text(form: str) -> None:
    content = json.loads(to_json(gated()))
    content["gate"]["baseline"] |= {"pack_version": " ".join(HOSTILE), "same_rules": False}
    for text in HOSTILE:
        for whole in (True, False):
            content["gate"]["no_longer"].append({"criterion": text, "whole": whole, "items": [text]})
        content["gate"]["new"][0]["items"].append(text)
    found = render(parse_assessment(json.dumps(content)), form)
    if isinstance(found, str) and form != "json":
        assert not {"\x1b", "\u202e"} & set(found)
        assert form not in ("html", "junit") or "<script>alert" not in found


@given(
    st.data(),
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)),
)
def test_a_damaged_gate_is_refused_or_shown_and_never_stumbled_over(
    data: st.DataObject, value: object
) -> None:
    content = json.loads(saved_small())
    place, key = content["gate"], data.draw(st.sampled_from(sorted(content["gate"])))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
    place[key] = value
    try:
        found = parse_assessment(json.dumps(content))
    except InvalidAssessmentError as error:
        assert error.problems
        return
    for form in ("text", "markdown", "sarif", "junit", "csv", "json"):
        assert render(found, form)


@cache
def saved_small() -> str:
    found = strategy(2)
    entries = (*known(found, "ONE-02").entries, Entry("ZZZ-99", "unmet", "counted", ("ZZZ-99:x",)))
    return to_json(with_gate(found, "low", replace(baseline_of(strategy(3)), entries=entries)))


@pytest.mark.parametrize("name", ["failing", "known", "undetermined"])
def test_a_saved_gate_that_names_no_finding_is_refused(name: str) -> None:
    content = json.loads(to_json(gated()))
    content["gate"][name].append("ZZZ-99")
    with pytest.raises(Exception, match="The assessment 'saved' is not valid: 1 problem"):
        parse_assessment(json.dumps(content), name="saved")


def test_a_saved_gate_of_no_day_is_refused() -> None:
    content = json.loads(to_json(gated()))
    content["gate"]["baseline"]["as_of"] = "soon"
    with pytest.raises(Exception, match="The assessment 'saved' is not valid: 1 problem"):
        parse_assessment(json.dumps(content), name="saved")
