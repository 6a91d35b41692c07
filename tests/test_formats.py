"""Formats for machines and spreadsheets: whole, safe, and read by the programs that they are made for."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from command import Command, command_fixture  # noqa: F401
from hostile import HOSTILE, hostile
from office import converted
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from places import AS_OF, FIXTURES
from tools import tool

from assessor import Assessment, UsageError, assess, load_pack, load_strategy
from assessor.reports.figures import bounds, interval
from assessor.reports.formats import FORMATS, Wishes, render
from assessor.reports.registry import format_of
from assessor.reports.writers import html
from assessor.reports.writers.csv import BYTE_ORDER_MARK
from assessor.scoring.figures import as_number

NAMES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))


@cache
def assessed(name: str) -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF)


def rows(assessment: Assessment) -> list[dict[str, str]]:
    text = str(render(assessment, "csv")).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sarif(assessment: Assessment) -> dict[str, Any]:
    (run,) = json.loads(render(assessment, "sarif"))["runs"]
    return dict(run)


# --- the registry


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no format 'jsno'; did you mean 'json'"):
        render(assessed("typical"), "jsno")


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("informe.pdf", "pdf"), ("A.DOCX", "docx"), ("a.htm", "html"), ("a.sarif.json", "sarif"),
        ("a.json", "json"), ("a.xml", "junit"), ("notes.md", "markdown"), ("a.b.csv", "csv"),
        ("a.rtf", None), ("pdf", None), ("", None),
    ],
)  # fmt: skip
def test_the_ending_of_a_file_asks_for_a_format(file: str, form: str | None) -> None:
    assert format_of(FORMATS, file) == form


def test_no_ending_asks_for_two_formats() -> None:
    endings = [ending for found in FORMATS.values() for ending in found.endings]
    assert len(endings) == len(set(endings))
    assert all(found.endings for found in FORMATS.values())


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        (("--output", "a.xlsx"), b"PK"), (("--output", "a.json"), b"{"),
        (("--output", "a.rtf"), b"Open Harbour"),
        (("--output", "a.json", "--format", "text"), b"Open Harbour"),
    ],
)  # fmt: skip
def test_a_file_is_written_in_the_format_that_it_asks_for_unless_another_is_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], begins: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("assess", FIXTURES / "typical.yaml", *asked).code == 0
    assert (tmp_path / asked[1]).read_bytes().startswith(begins)


@pytest.mark.parametrize("form", [name for name, found in FORMATS.items() if not found.has_views])
def test_a_format_without_views_refuses_one(form: str) -> None:
    with pytest.raises(UsageError, match=f"One view alone is shown as text or markdown, not as {form}."):
        render(assessed("typical"), form, Wishes(view="steps"))


@pytest.mark.parametrize("form", [name for name, found in FORMATS.items() if not found.has_templates])
def test_a_format_without_templates_refuses_one(form: str) -> None:
    with pytest.raises(UsageError, match=f"A template is for docx; {form} takes none."):
        render(assessed("typical"), form, Wishes(template=b""))


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


# --- workbooks


def book(assessment: Assessment) -> Workbook:
    data = render(assessment, "xlsx")
    assert isinstance(data, bytes)
    return load_workbook(io.BytesIO(data))


def cells(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_holds_the_figures_of_the_assessment(name: str) -> None:
    found = assessed(name)
    profile, criteria, findings, recommendations, steps = book(found).worksheets
    ideas = [row[1:6] for row in cells(profile) if isinstance(row[0], int)]
    assert [row[0] for row in ideas] == [idea.title for idea in found.ideas]
    figures = [bounds(idea.score, idea.high) for idea in found.ideas]
    assert all(low <= idea.score <= idea.high <= high or idea.score == idea.high
               for (low, high), idea in zip(figures, found.ideas, strict=True))  # fmt: skip
    assert [row[2:] for row in ideas] == [[low, high, round(high - low, 1)] for low, high in figures]
    results = [result for idea in found.ideas for result in idea.criteria]
    assert [row[0] for row in cells(criteria)[1:]] == [result.id for result in results]
    assert [row[5] for row in cells(criteria)[1:]] == [as_number(result.value) for result in results]
    assert [row[0] for row in cells(findings)[1:]] == [finding.criterion for finding in found.findings]
    assert [row[3] for row in cells(recommendations)[1:]] == [
        each.criterion for each in found.recommendations
    ]
    assert [row[0] for row in cells(steps)[1:]] == [step.number for step in found.steps]


def test_the_workbook_holds_the_scores_of_a_profile_under_its_name() -> None:
    found = assess(load_strategy(FIXTURES / "half-examined.yaml"), as_of=AS_OF, profile="quick")
    table = cells(book(found).worksheets[0])
    (head,) = [row for row in table if row[0] == "#"]
    assert head[7:9] == ["Score with profile 'Quick'", "At best"]
    assert found.second is not None
    wanted = [list(bounds(each.score, each.high)) for each in found.second.ideas]
    assert [row[7:9] for row in table if isinstance(row[0], int)] == wanted


@pytest.mark.parametrize("language", list(load_pack().texts))
def test_sheets_have_filters_frozen_headings_and_names_in_the_language(language: str) -> None:
    found = assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF, language=language)
    profile, *others = book(found).worksheets
    assert profile._charts
    assert len({sheet.title for sheet in (profile, *others)}) == 5
    for sheet in others:
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)


def test_recommendations_have_columns_for_an_owner_and_a_date_to_fill_in() -> None:
    sheet = book(assessed("typical"))["Recommendations"]
    head, first = cells(sheet)[:2]
    assert (head[-2:], first[-2:]) == (["Owner", "Due date"], [None, None])
    assert sheet.cell(2, len(head)).number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(text: str) -> None:
    for sheet in book(hostile(text)).worksheets:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_the_same_assessment_gives_the_same_workbook() -> None:
    assert render(assessed("typical"), "xlsx") == render(assessed("typical"), "xlsx")


def test_another_program_opens_the_workbook_and_reads_the_same(tmp_path: Path) -> None:
    data = render(assessed("pt-typical"), "xlsx")
    assert isinstance(data, bytes)
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    read = list(csv.reader(io.StringIO(converted(data, "xlsx", form, tmp_path), newline="")))
    results = [result for idea in assessed("pt-typical").ideas for result in idea.criteria]
    assert [(row[0], row[2]) for row in read[1:]] == [(result.id, result.title) for result in results]


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


def test_the_validator_of_the_standard_finds_nothing_wrong(tmp_path: Path) -> None:
    names = ("typical", "half-examined", "cooperation-only", "pt-typical")
    paths = [tmp_path / f"{name}.sarif" for name in names]
    for path in paths:
        path.write_text(str(render(assessed(path.stem), "sarif")), encoding="utf-8")
    ended = subprocess.run(
        [tool("sarif-multitool"), "validate", *paths, "--level", "Error", "--kind", "Fail"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{len(paths)} files scanned." in ended.stdout
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


# --- pictures


SVG = "{http://www.w3.org/2000/svg}"


def words_in(picture: str | bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", list(load_pack().texts))
def test_the_picture_names_each_idea_with_its_level_and_figure(language: str) -> None:
    found = assess(load_strategy(FIXTURES / "half-examined.yaml"), as_of=AS_OF, language=language)
    words = words_in(render(found, "svg"))
    levels = {level.id: level.title for level in found.pack.levels}
    for place, idea in enumerate(found.ideas, 1):
        assert f"{place}. {idea.title}" in words
        assert interval(idea.score, idea.high) in words
        assert not idea.rated or any(text.endswith(levels[idea.level]) for text in words)
    assert words.count("1") == 1


def test_the_picture_marks_the_score_of_a_profile_and_says_whose_it_is() -> None:
    strategy = load_strategy(FIXTURES / "half-examined.yaml")
    told = "Diamond: score with profile 'Quick'."
    assert told in words_in(render(assess(strategy, as_of=AS_OF, profile="quick"), "svg"))
    assert told not in words_in(render(assess(strategy, as_of=AS_OF), "svg"))


def test_the_same_assessment_gives_the_same_picture() -> None:
    assert render(assessed("typical"), "svg") == render(assessed("typical"), "svg")
    assert render(assessed("typical"), "png") == render(assessed("typical"), "png")


def test_the_picture_fits_a_slide() -> None:
    from PIL import Image

    picture = render(assessed("pt-typical"), "png")
    assert isinstance(picture, bytes)
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", (1920, 1080))


def test_text_of_a_strategy_is_no_formula_of_the_plotting_library() -> None:
    words = words_in(render(hostile("$\\frac{1}{2}$ and $"), "svg"))
    assert "$\\frac{1}{2}$ and $" in words


@pytest.mark.parametrize(
    ("form", "module", "says"),
    [
        ("svg", "matplotlib", "For pictures, matplotlib is needed: "),
        ("png", "matplotlib", "For pictures, matplotlib is needed: "),
        ("html", "matplotlib", "For pictures, matplotlib is needed: "),
        ("html", "jinja2", "For pages, Jinja2 is needed: "),
        ("pdf", "typst", "For PDF, typst is needed: "),
        ("docx", "docx", "For Word documents, python-docx is needed: "),
        ("xlsx", "xlsxwriter", "For workbooks, XlsxWriter is needed: "),
    ],
)
def test_a_missing_library_gives_one_sentence_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, form: str, module: str, says: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "assessor.reports.writers.word", raising=False)
    html.environment.cache_clear()
    with pytest.raises(UsageError) as caught:
        render(assessed("typical"), form)
    assert str(caught.value) == f"{says}pip install 'strategy-assessor[reports]' installs it."


def test_no_other_format_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("docx", "jinja2", "matplotlib", "typst", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, module, None)
    for form in set(FORMATS) - {"docx", "html", "pdf", "png", "svg", "xlsx"}:
        assert render(assessed("typical"), form)


def test_a_picture_is_not_written_to_a_terminal(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.cli.terminal.is_terminal", lambda: True)
    ended = command("assess", FIXTURES / "typical.yaml", "--format", "png")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "png is no text that a terminal could show; name a file with --output."


def test_a_picture_is_written_to_a_file(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "profile.png"
    assert command("assess", FIXTURES / "typical.yaml", "--format", "png", "--output", path).code == 0
    assert path.read_bytes().startswith(b"\x89PNG")


# --- hostile text


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_format(form: str, text: str) -> None:
    shown = render(hostile(text), form)
    if isinstance(shown, bytes):
        shown = "" if FORMATS[form].is_binary else shown.decode()
    assert not [sign for sign in ("\x1b", "\u202e", "\x00") if sign in shown] or form == "json"
    if form == "csv":
        for row in csv.reader(io.StringIO(shown.removeprefix(BYTE_ORDER_MARK), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    elif form == "svg":
        assert not list(ET.fromstring(shown).iter("{http://www.w3.org/2000/svg}script"))
    elif form == "junit":
        assert ET.fromstring(shown).get("tests") == "1"
    elif form in ("json", "sarif"):
        assert json.loads(shown)
