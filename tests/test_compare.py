"""``assessor compare``: strategies and saved assessments side by side, in every format, and refusals."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from earlier_rules import ADDED, LATER, NOW, REWEIGHTED, REWRITTEN, SAVED, earlier_rules, saved_then
from hostile import HOSTILE, hostile
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from places import AS_OF, FIXTURES, ROOT

from assessor import (
    COMPARISON_FORMATS,
    Comparison,
    UsageError,
    Wishes,
    assess,
    compare,
    load_assessment,
    load_strategy,
    render_comparison,
    resources,
    to_json,
)
from assessor.reports.canvas import Page
from assessor.reports.writers.csv import BYTE_ORDER_MARK

THEN, DAY = FIXTURES / "half-examined.yaml", "2027-06-01"
TEXTS = [name for name, found in COMPARISON_FORMATS.items() if not found.is_binary]


@cache
def compared() -> Comparison:
    """The half-examined strategy, as the earlier rules saw it, beside itself a year later."""
    later = assess(load_strategy(LATER), NOW, as_of=AS_OF.replace(year=2027))
    return compare(load_assessment(SAVED), later)


# --- the fixtures


def test_the_saved_assessment_is_what_the_earlier_rules_give(tmp_path: Path) -> None:
    told = "if this is meant, write it anew: python tests/earlier_rules.py"
    assert SAVED.read_text(encoding="utf-8") == saved_then(tmp_path), told


def test_the_later_version_has_what_a_year_brings() -> None:
    found = compare(load_strategy(THEN), load_strategy(LATER), as_of=AS_OF)
    findings = {each.criterion: each for each in found.steps[0].findings}
    assert findings["MEA-02"].treatment_before == "waived"
    assert findings["MEA-01"].items.moved
    assert [each.id for each in findings["ALI-04"].items.failing] == ["obj-6"]
    assert findings["FLE-09"].outcome_before == "undetermined"
    assert findings["FLE-09"].outcome_after == "unmet"
    assert findings["VIS-01"].state == "fixed"


# --- what the command shows


def test_two_strategies_are_assessed_and_compared(command: Command) -> None:
    ended = command("compare", THEN, LATER, "--as-of", DAY)
    assert (ended.code, ended.err) == (0, "")
    assert "What changed: Puerto Almenar Abierto. International Strategy 2024-2028" in ended.out
    assert "The rules are the same: no change comes from them." in ended.out
    assert "NOW KNOWN" not in ended.out
    assert "Now known to be wanting" in ended.out


def test_a_saved_assessment_is_told_from_a_strategy_by_what_it_holds(
    command: Command, tmp_path: Path
) -> None:
    named_otherwise = tmp_path / "then.yaml"
    named_otherwise.write_bytes(SAVED.read_bytes())
    strategy = tmp_path / "now.json"
    strategy.write_bytes(LATER.read_bytes())
    ended = command("compare", SAVED, LATER, "--pack", NOW, "--as-of", DAY, "--format", "json")
    again = command("compare", named_otherwise, LATER, "--pack", NOW, "--as-of", DAY, "--format", "json")
    assert (again.code, again.out) == (ended.code, ended.out) == (0, ended.out)
    assert command("compare", named_otherwise, strategy, "--pack", NOW).code == 3


def test_standard_input_may_be_one_of_them(command: Command) -> None:
    ended = command("compare", "-", LATER, "--pack", NOW, "--as-of", DAY, stdin=SAVED.read_bytes())
    assert ended.code == 0
    assert ended.out == command("compare", SAVED, LATER, "--pack", NOW, "--as-of", DAY).out


def test_more_than_two_give_a_trend(command: Command) -> None:
    ended = command("compare", THEN, LATER, THEN, "--as-of", DAY)
    assert "The scores in a row" in ended.out
    assert "1 → 2. AS OF 1 JUNE 2027" in ended.out
    assert "2 → 3. AS OF 1 JUNE 2027" in ended.out


def test_all_names_each_finding_that_stands_and_each_item(command: Command) -> None:
    brief = command("compare", THEN, LATER, "--as-of", DAY).out
    whole = command("compare", THEN, LATER, "--as-of", DAY, "--all").out
    (step,) = compare(load_strategy(THEN), load_strategy(LATER), as_of=AS_OF).steps
    standing = step.in_state("standing")
    assert all(each.criterion in whole for each in standing)
    assert not all(each.criterion in brief for each in standing)


# --- by the strategy or by the rules


def effectiveness(comparison: dict[str, Any]) -> dict[str, Any]:
    (idea,) = [each for each in comparison["steps"][0]["ideas"] if each["id"] == "effectiveness"]
    return dict(idea)


def test_with_a_saved_assessment_alone_the_change_is_split_by_criteria(command: Command) -> None:
    ended = command("compare", SAVED, LATER, "--pack", NOW, "--as-of", DAY, "--format", "json")
    found = json.loads(ended.out)
    assert found["steps"][0]["method"] == "by-criteria"
    split = effectiveness(found)["split"]
    assert split["document"] + split["pack"] + split["either"] == pytest.approx(split["change"], abs=2e-6)
    told = {each["id"]: each for each in effectiveness(found)["criteria"]}
    assert (told[REWRITTEN]["rule"], told[REWEIGHTED]["rule"], told[ADDED]["rule"]) == (
        "changed",
        "same",
        None,
    )
    assert told[REWRITTEN]["either"] == pytest.approx(split["either"], abs=1e-6) != 0
    assert split["pack"] != 0


def test_with_the_old_pack_it_is_split_exactly(command: Command, tmp_path: Path) -> None:
    old = earlier_rules(tmp_path / "earlier")
    asked = ("--pack", NOW, "--old-pack", old, "--as-of", DAY, "--format", "json")
    split = effectiveness(json.loads(command("compare", SAVED, LATER, *asked).out))["split"]
    scores = [
        {idea.id: float(idea.score) for idea in each.ideas}["effectiveness"]
        for each in (
            load_assessment(SAVED),
            assess(load_strategy(LATER), old, as_of=AS_OF.replace(year=2027)),
            assess(load_strategy(LATER), NOW, as_of=AS_OF.replace(year=2027)),
        )
    ]
    assert split["document"] == pytest.approx(scores[1] - scores[0], abs=1e-6)
    assert split["pack"] == pytest.approx(scores[2] - scores[1], abs=1e-6)
    assert split["either"] == 0


def test_a_strategy_that_came_first_is_assessed_with_the_old_pack(command: Command, tmp_path: Path) -> None:
    old = earlier_rules(tmp_path / "earlier")
    ended = command("compare", THEN, LATER, "--pack", NOW, "--old-pack", old, "--format", "json")
    found = json.loads(ended.out)
    assert [each["pack"]["version"] for each in found["editions"]] == ["0.0.9", "0.1.0"]
    assert found["steps"][0]["method"] == "assessed-again"


# --- how it ends


@pytest.mark.parametrize(
    ("files", "code", "says"),
    [
        ((THEN, FIXTURES / "typical.yaml"), 1, " new findings: "),
        ((FIXTURES / "typical.yaml", THEN, FIXTURES / "typical.yaml"), 1, " new findings: "),
        ((THEN, LATER), 0, ""),
        ((THEN, THEN), 0, ""),
    ],
)
def test_a_pipeline_may_be_told_of_new_findings(
    command: Command, files: tuple[Path, ...], code: int, says: str
) -> None:
    ended = command("compare", *files, "--as-of", DAY, "--fail-on-new")
    assert ended.code == code
    assert says in ended.err
    assert command("compare", *files, "--as-of", DAY).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "Missing argument 'OLD NEW [LATER]...'. See 'assessor compare --help'."),
        (("{then}",), 2, "Name at least two strategies or saved assessments to compare."),
        (("-", "-"), 2, "Standard input can be read once; name files for the others."),
        (("{then}", "nowhere.yaml"), 5, "There is no file 'nowhere.yaml'."),
        (("{cut}", "{then}"), 3, "The assessment '"),
        (("{then}", "{damaged}"), 3, "The assessment '"),
        (
            ("{saved}", "{then}"),
            2,
            "These were assessed with different rule packs ('dac-on-paper' and 'al-las')",
        ),
        (
            ("{saved}", "{saved}", "--old-pack", "{pack}"),
            2,
            "An old pack is of no use among saved assessments",
        ),
        (
            ("{saved}", "{then}", "--pack", "{pack}", "--old-pack", "{pack}"),
            2,
            "The first assessment was made",
        ),
        (("{then}", "{then}", "--output", "{then}"), 2, "The output would take the place of '"),
        (("{then}", "{then}", "--format", "sarif"), 2, "Invalid value for '--format': 'sarif' is not one of"),
        (("{then}", "{then}", "--template", "{then}"), 2, "A template is for docx; text takes none."),
        (("{then}", "{then}", "--lang", "xx"), 2, "The rule pack has no words in 'xx'"),
        (("{then}", "{then}", "--pack", "nowhere"), 2, "There is no rule pack 'nowhere'"),
    ],
)
def test_bad_input_gives_one_sentence_and_writes_nothing(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    cut, damaged = tmp_path / "cut.json", tmp_path / "damaged.json"
    text = SAVED.read_text(encoding="utf-8")
    cut.write_text(text[: len(text) // 2], encoding="utf-8")
    damaged.write_text(text.replace('"score": ', '"score": "much", "was": ', 3), encoding="utf-8")
    names = {"then": THEN, "saved": SAVED, "pack": NOW, "cut": cut, "damaged": damaged}
    told = [argument.format(**names) for argument in arguments]
    target = (
        () if "--output" in told or "--format" in told or not told else ("--output", tmp_path / "out.txt")
    )
    ended = command("compare", *told, *target)
    assert (ended.code, ended.out) == (code, "")
    assert ended.sentence.startswith(says)
    assert "Traceback" not in ended.err
    assert not (tmp_path / "out.txt").exists()


# --- languages


def test_saved_assessments_are_told_in_their_own_language_and_others_in_that_of_the_call(
    command: Command, tmp_path: Path
) -> None:
    saved = tmp_path / "es.json"
    assert command("assess", THEN, "--lang", "es", "--output", saved).code == 0
    languages = [
        json.loads(command("compare", *files, "--format", "json", **variables).out)["language"]
        for files, variables in (
            ((saved, saved), {}),
            ((saved, THEN), {}),
            ((saved, THEN), {"LANGUAGE": "fr"}),
            ((saved, saved, "--lang", "pt"), {}),
        )
    ]
    assert languages == ["es", "en", "fr", "pt"]


def test_a_level_that_is_called_otherwise_in_another_language_is_the_same(
    command: Command, tmp_path: Path
) -> None:
    saved = [tmp_path / f"{language}.json" for language in ("es", "en")]
    for path in saved:
        assert command("assess", THEN, "--lang", path.stem, "-o", path).code == 0
        found = json.loads(path.read_text(encoding="utf-8"))
        found["pack"]["digest"] = "0" * 64  # of rules that are not at hand
        path.write_text(json.dumps(found), encoding="utf-8")
    told = command("compare", *saved).out
    assert "Developing" in told
    assert " → Developing" not in told


def test_an_old_pack_without_the_language_of_the_call_is_told_in_english(
    command: Command, tmp_path: Path
) -> None:
    english = shutil.copytree(ROOT / "rules", tmp_path / "english")
    for catalogue in (english / "text").glob("*.po"):
        catalogue.unlink()
    (english / "pack.yaml").write_text(
        (english / "pack.yaml").read_text(encoding="utf-8").replace("version: 0.2.0", "version: 0.1.9"),
        encoding="utf-8",
    )
    ended = command("compare", THEN, LATER, "--old-pack", english, "--as-of", DAY, LANGUAGE="es")
    assert ended.code == 0, ended.err
    assert "Qué cambió" in ended.out


def test_saved_assessments_alone_are_told_in_the_words_of_the_pack_that_is_named(
    command: Command, tmp_path: Path
) -> None:
    own = shutil.copytree(ROOT / "rules", tmp_path / "own")
    texts = own / "text" / "en" / "pack.yaml"
    words = texts.read_text(encoding="utf-8").replace("title: Aligned", "title: In line", 1)
    texts.write_text(words, encoding="utf-8")
    saved = [tmp_path / f"{language}.json" for language in ("es", "en")]
    for path in saved:
        assert command("assess", THEN, "--pack", own, "--lang", path.stem, "-o", path).code == 0
    told = json.loads(command("compare", *saved, "--pack", own, "--format", "json").out)
    assert "other-language" not in {each["code"] for each in told["steps"][0]["notices"]}


def test_what_was_not_known_before_is_not_told_as_mended(command: Command) -> None:
    later = FIXTURES / "compare" / "half-examined-a-year-later.yaml"
    told = command("compare", FIXTURES / "half-examined.yaml", later, "--as-of", "2027-06-01", "--all").out
    entry = told[told.index("MEA-06: No indicator goes beyond money and the economy.") :]
    assert "no longer failing" not in entry[: entry.index("INC-05")]


def test_what_an_assessment_says_stays_in_its_language_if_no_pack_at_hand_can_say_it(
    command: Command,
) -> None:
    told = json.loads(command("compare", SAVED, SAVED, "--lang", "es", "--format", "json").out)
    assert told["language"] == "es"
    assert told["steps"][0]["notices"] == [{"code": "other-language", "before": "en", "after": "en"}]
    same = compare(load_assessment(SAVED), load_strategy(LATER), pack=NOW, language="en")
    assert "other-language" not in {notice.code for notice in same.steps[0].notices}


# --- formats


@pytest.mark.parametrize("form", list(COMPARISON_FORMATS))
def test_every_format_shows_a_comparison(form: str) -> None:
    shown = render_comparison(compared(), form)
    assert shown == render_comparison(compared(), form)
    if form in TEXTS:
        assert REWRITTEN in str(shown)


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no format 'sarif'"):
        render_comparison(compared(), "sarif")


@pytest.mark.parametrize(
    "files", [(THEN, LATER), (THEN, LATER, THEN), (SAVED, LATER), (THEN, FIXTURES / "typical.yaml")]
)
def test_the_json_is_in_the_form_of_its_schema(files: tuple[Path, ...]) -> None:
    editions = [load_assessment(file) if file == SAVED else load_strategy(file) for file in files]
    found = compare(*editions, pack=NOW, as_of=AS_OF)
    schema = resources.schema("comparison")
    Draft202012Validator.check_schema(schema)
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(to_json(found)))
    ] == []


def test_the_schema_is_printed(command: Command) -> None:
    assert json.loads(command("schema", "comparison").out) == resources.schema("comparison")


def test_the_table_has_a_row_for_each_finding_at_each_step() -> None:
    text = str(render_comparison(compared(), "csv")).removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    findings = compared().steps[0].findings
    assert [(row["Criterion"], row["State"]) for row in rows] == [(f.criterion, f.state) for f in findings]
    assert [int(row["Items failing as before"]) for row in rows] == [f.items.standing for f in findings]


def test_the_workbook_has_a_sheet_for_each_table() -> None:
    data = render_comparison(compared(), "xlsx")
    assert isinstance(data, bytes)
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert {"What is compared", "The ideas", "What moved the scores", "At another place"} <= set(names)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("form", TEXTS)
def test_hostile_text_stays_text(text: str, form: str) -> None:
    found = hostile(text)
    met = replace(found, findings=(), recommendations=())
    shown = str(render_comparison(compare(met, found, found), form, Wishes(Page(width=100), everything=True)))
    assert "\x1b" not in shown
    if form != "json":
        assert "\u202e" not in shown
    if form in ("html", "markdown"):
        assert "<script>" not in shown
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(shown[1:], newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_hostile_text_is_written_on_paper_too(form: str) -> None:
    for text in HOSTILE:
        found = hostile(text)
        assert render_comparison(compare(found, found), form)


@pytest.mark.parametrize("width", [40, 64, 80, 120])
def test_the_text_fits_on_the_page(width: int) -> None:
    shown = str(render_comparison(compared(), "text", Wishes(Page(width=width))))
    assert max(map(len, shown.splitlines())) <= width
    assert str(render_comparison(compared(), "text", Wishes(Page(encoding="ascii")))).isascii()


def test_what_is_shown_of_each_idea_adds_up(command: Command) -> None:
    ended = command("compare", SAVED, LATER, "--pack", NOW, "--as-of", DAY, COLUMNS="120")
    lines = ended.out.splitlines()
    start = next(place for place, line in enumerate(lines) if line == "The ideas")
    rows = [line.split() for line in lines[start + 4 : start + 10]]
    for row in rows:
        change, *shares = (float(figure.replace("−", "-")) for figure in row[3:7])
        assert round(sum(shares), 1) == change
