"""Every command and option, when all is well."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from command import Command, command_fixture, in_its_own_process  # noqa: F401
from jsonschema import Draft202012Validator
from places import FIXTURES, ROOT

from assessor import __version__, assess, load_pack, load_strategy, resources
from assessor.cli.main import _COMMANDS
from assessor.documents.reading import read_tree
from assessor.reports.figures import figure

TYPICAL = FIXTURES / "typical.yaml"
AS_OF = date(2026, 6, 1)
DAY = ("--as-of", AS_OF.isoformat())


@cache
def scores(name: str = "typical.yaml") -> dict[str, Fraction]:
    """Return the score of each idea of a fixture, and of the index, if there is one."""
    assessment = assess(load_strategy(FIXTURES / name), as_of=AS_OF)
    found = {idea.id: idea.score for idea in assessment.ideas}
    return found if assessment.index.score is None else {**found, "index": assessment.index.score}


def shown(name: str, fixture: str = "typical.yaml") -> str:
    """Return a score of a fixture as a message shows it: cut after one place, and never rounded up."""
    return f"{figure(scores(fixture)[name]):.1f}"


# --- assess


def test_assess_shows_ideas_index_findings_and_route(command: Command) -> None:
    ended = command("assess", TYPICAL, *DAY)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Open Harbour: International Relations Strategy 2024-2028"
    assert lines[1] == "Port Callan · 2024–2028"
    headings = (
        "THE IDEAS", "DOES IT HOLD TOGETHER?", "WHAT WOULD HELP MOST", "ALONG THE ROUTE",
    )  # fmt: skip
    assert [line for line in lines if line in headings] == list(headings)
    assert f"Index: {int(scores()['index'])} of 100" in lines


def test_assess_shows_every_finding_only_when_asked(command: Command) -> None:
    short, whole = command("assess", TYPICAL, *DAY), command("assess", TYPICAL, *DAY, "--all")
    numbered = re.compile(r"^ ?\d+\. [A-Z]{3}-\d\d  ", re.MULTILINE)
    assert len(numbered.findall(short.out)) == 8
    assert len(numbered.findall(whole.out)) > 30
    assert "more findings: --all shows them." in short.out
    assert "more findings" not in whole.out


def test_assess_as_json_gives_the_same_bytes_each_time_and_they_fit_the_schema(command: Command) -> None:
    first, second = (command("assess", TYPICAL, *DAY, "--format", "json") for _ in range(2))
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert Draft202012Validator(resources.schema("assessment")).is_valid(json.loads(first.out))


@pytest.mark.parametrize("engine", ["durable", "plain"])
def test_assess_gives_the_same_with_each_engine_but_for_its_name(command: Command, engine: str) -> None:
    asked = command("assess", TYPICAL, *DAY, "--format", "json", "--engine", engine)
    if asked.code:
        pytest.skip(asked.sentence)
    given, default = (
        json.loads(asked.out),
        json.loads(command("assess", TYPICAL, *DAY, "--format", "json").out),
    )
    assert given["engine"]["name"] == engine
    for each in (given, default):
        del each["engine"], each["settings"]
    assert given == default


def test_assess_with_a_profile_shows_a_second_index(command: Command) -> None:
    ended = command("assess", TYPICAL, *DAY, "--profile", "first-strategy")
    assert "\nIndex with profile 'First strategy': " in ended.out
    assert f"\nIndex: {int(scores()['index'])} of 100\n" in ended.out


def test_assess_takes_the_folder_of_a_pack(command: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "pack")
    own, usual = (
        command("assess", TYPICAL, *DAY, "--pack", tmp_path / "pack"),
        command("assess", TYPICAL, *DAY),
    )
    assert " ".join(own.out.split()) == f"{' '.join(usual.out.split())} --pack {tmp_path / 'pack'}"


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_assess_reads_yaml_and_json_from_standard_input(command: Command, syntax: str) -> None:
    data = TYPICAL.read_bytes()
    if syntax == "json":
        data = json.dumps(read_tree(data, "t.yaml").value).encode()
    ended = command("assess", "-", *DAY, "--format", "json", stdin=data)
    assert json.loads(ended.out)["strategy"]["file"] == "standard input"
    assert json.loads(ended.out)["index"]["score"] == pytest.approx(float(scores()["index"]))


# --- thresholds


def test_thresholds_that_are_just_reached_end_with_0(command: Command) -> None:
    at = [f"{name}={_just(name)}".removeprefix("index=") for name in ("index", "territorial")]
    ended = command("assess", TYPICAL, *DAY, *_under(*at))
    assert (ended.code, ended.err) == (0, "")


def test_thresholds_that_are_not_reached_end_with_1_and_each_says_so(command: Command) -> None:
    ended = command("assess", TYPICAL, *DAY, *_under("99.5", "visible=98", "aligned=1"))
    assert ended.code == 1
    assert ended.err.splitlines() == [
        f"Below the threshold: the index is {shown('index')}, and should be at least 99.5.",
        f"Below the threshold: Visible is {shown('visible')}, and should be at least 98.",
    ]
    assert ended.out == command("assess", TYPICAL, *DAY).out


def test_a_threshold_that_is_missed_by_a_hair_is_missed(command: Command) -> None:
    assert (
        command("assess", TYPICAL, *DAY, *_under(f"aligned={_just('aligned') + Decimal('0.000001')}")).code
        == 1
    )


def _just(name: str) -> Decimal:
    """Return a score cut after six places, so that it is reached."""
    score = scores()[name]
    return Decimal(score.numerator * 10**6 // score.denominator) / 10**6


def _under(*thresholds: str) -> list[str]:
    return [part for threshold in thresholds for part in ("--fail-under", threshold)]


def test_a_threshold_judges_what_is_shown_and_tells_what_it_could_be(command: Command) -> None:
    half = FIXTURES / "half-examined.yaml"
    ended = command("assess", half, *DAY, *_under("focused=99", "10"))
    assert ended.code == 1
    idea, index = ended.err.splitlines()
    low = shown("focused", "half-examined.yaml")
    assert idea.startswith(f"Below the threshold: Focused is {low} (up to ")
    assert idea.endswith(" once all is examined), and should be at least 99.")
    assert index.startswith("Below the threshold: there is no index; ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Por debajo del umbral: «Visible» tiene {} y debería llegar al menos a 98,5."),
        ("pt", "Abaixo do limiar: “Visível” tem {} e deveria ter pelo menos 98,5."),
        ("fr", "Sous le seuil\xa0: «\xa0Visible\xa0» obtient {}, alors qu’il faudrait au moins 98,5."),
    ],
)
def test_a_threshold_speaks_the_language_of_the_report(command: Command, language: str, said: str) -> None:
    ended = command("assess", TYPICAL, *DAY, *_under("visible=98.5"), "--lang", language)
    assert ended.sentence == said.format(shown("visible").replace(".", ","))


def test_a_threshold_on_what_is_out_of_scope_says_that_it_has_no_score(command: Command) -> None:
    scope = b"\nscope: [{ideas: [visible], reason: Another plan tells the world about us.}]\n"
    document = TYPICAL.read_bytes().replace(b"\nobjectives:", scope + b"objectives:", 1)
    ended = command(
        "assess", "-", *DAY, "--profile", "quick", *_under("visible=1"), "--lang", "es", stdin=document
    )
    assert ended.sentence == "Por debajo del umbral: «Visible» está fuera del alcance y no tiene puntuación."


def test_a_threshold_with_a_profile_is_on_the_score_of_the_profile(command: Command) -> None:
    written = command("assess", TYPICAL, *DAY, "--profile", "small-office", "--format", "json")
    second = json.loads(written.out)["second"]["index"]["score"]
    for limit, code in ((second - 0.1, 0), (second + 0.1, 1)):
        ended = command("assess", TYPICAL, *DAY, "--profile", "small-office", "--fail-under", f"{limit:.6f}")
        assert ended.code == code


# --- output to a file


def test_output_goes_to_a_file_and_nowhere_else(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    ended = command("assess", TYPICAL, *DAY, "--format", "json", "--output", path)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert path.read_text(encoding="utf-8") == command("assess", TYPICAL, *DAY, "--format", "json").out
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.json"]


def test_text_in_a_file_has_no_colour_even_if_the_terminal_has(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    command("assess", TYPICAL, *DAY, "-o", path, FORCE_COLOR="1", COLUMNS="160")
    text = path.read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_keeps_its_permissions_and_a_new_one_gets_those_that_are_usual(
    command: Command, tmp_path: Path
) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.write_text("before", encoding="utf-8")
    old.chmod(0o640)
    usual.touch()
    for path in (old, new):
        assert command("schema", "-o", path).code == 0
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_output_through_a_link_goes_where_the_link_leads(command: Command, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    target, link = tmp_path / "inner" / "target", tmp_path / "link"
    link.symlink_to(target)
    for _ in range(2):
        assert command("schema", "-o", link).code == 0
        assert link.is_symlink()
        assert json.loads(target.read_bytes())["title"] == "International strategy of a city"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_output_to_a_pipe_is_written_to_it_and_leaves_it_a_pipe(command: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    ended = command("assess", TYPICAL, *DAY, "-o", pipe)
    read = os.read(reader, 1 << 16)
    os.close(reader)
    assert (ended.code, ended.out, read.startswith(b"Open Harbour")) == (0, "", True)
    assert pipe.is_fifo()


def test_a_dash_as_output_is_standard_output(command: Command) -> None:
    assert command("schema", "-o", "-") == command("schema")


# --- the other commands


def test_validate_says_that_a_document_is_valid(command: Command) -> None:
    ended = command("validate", TYPICAL)
    assert (ended.code, ended.out) == (0, f"{TYPICAL} is a valid strategy document.\n")
    ended = command("validate", TYPICAL, "--format", "json")
    assert json.loads(ended.out) == {"valid": True, "problems": []}


def test_validate_shows_every_problem_with_its_place_as_text_or_json(command: Command) -> None:
    many = FIXTURES / "invalid" / "many.yaml"
    text, as_json = command("validate", many), command("validate", many, "--format", "json")
    assert (text.code, as_json.code) == (3, 3)
    problems = json.loads(as_json.out)["problems"]
    assert (text.out, as_json.err) == ("", "")
    assert text.err.splitlines()[0] == f"{many}:3:3: `document` has no `titel`; did you mean 'title'?"
    assert len(text.err.splitlines()) == len(problems) + 1
    assert problems[0]["pointer"] == "/document/titel"
    assert text.sentence == f"The strategy '{many}' is not valid: {len(problems)} problems."


def test_explain_shows_what_was_asked_found_and_what_to_do(command: Command) -> None:
    ended = command("explain", TYPICAL, "mea-02", *DAY)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("MEA-02  Indicators have a baseline\n")
    headings = ("WHAT IS ASKED", "WHAT WAS FOUND", "THE VALUE", "WHAT TO DO", "WHERE IT COMES FROM")
    assert [line for line in ended.out.splitlines() if line in headings] == list(headings)


@pytest.mark.parametrize(("language", "heading"), [("es", "QUÉ SE PIDE"), ("pt", "O QUE SE PEDE")])
def test_explain_and_criteria_speak_the_language_that_is_asked_for(
    command: Command, language: str, heading: str
) -> None:
    title = load_pack().texts[language].criteria["MEA-02"].title
    shown = (
        command("explain", TYPICAL, "MEA-02", *DAY, "--lang", language),
        command("criteria", "show", "MEA-02", "--lang", language),
        command("criteria", "--lang", language, "show", "MEA-02"),
    )
    for ended in shown:
        assert ended.out.startswith(f"MEA-02  {title}\n")
        assert heading in ended.out.splitlines()
    assert title in command("criteria", "--lang", language, "--idea", "measurable").out


@pytest.mark.parametrize(
    "arguments", [("explain", TYPICAL, "MEA-02"), ("criteria",), ("criteria", "show", "MEA-02")]
)
def test_a_language_that_the_pack_does_not_have_is_refused(
    command: Command, arguments: tuple[str, ...]
) -> None:
    ended = command(*arguments, "--lang", "xx")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "The rule pack has no words in 'xx'; possible: en, es, fr, pt."


def test_an_assessment_hints_at_an_explanation_in_its_own_language(command: Command) -> None:
    hint = command("assess", TYPICAL, *DAY, "--lang", "fr", COLUMNS="160").out.splitlines()[-1]
    given = hint.partition("assessor explain ")[2].split()
    assert given[-2:] == ["--lang", "fr"]
    assert command("explain", *given).out.startswith(given[1])


def test_criteria_lists_them_all_or_those_of_an_idea_or_step(command: Command) -> None:
    whole, idea = command("criteria").out, command("criteria", "--idea", "measurable").out
    step = command("criteria", "--step", "14").out
    assert "MEA-01" in whole and "ALI-01" in whole
    assert "MEA-01" in idea and "ALI-01" not in idea
    assert "MEA-02" in step and len(step) < len(whole)


def test_criteria_show_tells_all_about_one(command: Command) -> None:
    ended = command("criteria", "show", "MEA-02")
    assert ended.code == 0
    headings = (
        "WHAT IS ASKED",
        "WHY IT MATTERS",
        "WHAT TO DO",
        "A GOOD ENTRY",
        "STEPS OF THE ROUTE",
        "WHERE IT COMES FROM",
    )
    assert [line for line in ended.out.splitlines() if line in headings] == list(headings)


@pytest.mark.parametrize("name", resources.SCHEMAS)
def test_schema_prints_each_schema_as_it_stands_in_its_file(command: Command, name: str) -> None:
    assert command("schema", name).out == (ROOT / "schemas" / f"{name}.schema.json").read_text(
        encoding="utf-8"
    )


def test_schema_prints_that_of_a_strategy_unless_told_otherwise(command: Command) -> None:
    assert command("schema") == command("schema", "strategy")


def test_pack_check_counts_what_it_checked(command: Command) -> None:
    ended = command("pack", "check")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("The pack 'al-las' 0.2.0 is valid: 12 ideas, 153 criteria, ")


def test_pack_compile_writes_the_file_that_loads_fast(command: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "rules", tmp_path / "pack")
    names = sorted(path.name for path in folder.glob("compiled*.json"))
    for name in names:
        (folder / name).unlink()
    ended = command("pack", "compile", folder)
    assert ended.out == "".join(f"Wrote {folder / name}.\n" for name in sorted(names, key=len))
    assert all((folder / name).read_bytes() == (ROOT / "rules" / name).read_bytes() for name in names)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(command: Command, shell: str) -> None:
    ended = command("completion", shell)
    assert ended.code == 0
    assert "_ASSESSOR_COMPLETE" in ended.out and f"{shell}_complete" in ended.out


def test_completion_completes_commands() -> None:
    variables = {"_ASSESSOR_COMPLETE": "bash_complete", "COMP_WORDS": "assessor exp", "COMP_CWORD": "1"}
    ended = in_its_own_process([], env=variables)
    assert b"explain" in ended.stdout


def test_version_is_that_of_the_package(command: Command) -> None:
    assert command("--version").out == f"assessor, version {__version__}\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_each_command_has_help(command: Command, option: str) -> None:
    ended = command(option)
    assert ended.code == 0
    for name in (*_COMMANDS, "criteria show", "pack check", "pack compile"):
        described = command(*name.split(), option)
        assert described.code == 0
        assert described.out.startswith(f"Usage: assessor {name} ")
        assert name.split()[0] in ended.out


def test_the_command_can_be_run_as_a_module() -> None:
    ended = in_its_own_process(["--version"])
    assert (ended.returncode, ended.stdout.decode()) == (0, f"assessor, version {__version__}{os.linesep}")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("explain strategy.yaml MEA-0", " ".join(f"MEA-0{n}" for n in range(1, 10))),
        ("explain strategy.yaml mea-1", "MEA-10 MEA-11 MEA-12 MEA-13 MEA-14 MEA-15"),
        ("criteria --idea mu", "multidimensional"),
        ("criteria show FOC-14", "FOC-14"),
        ("assess strategy.yaml --profile s", "small-office"),
        ("assess strategy.yaml --engine d", "durable"),
        ("schema ru", "rule-pack"),
    ],
)
def test_the_shell_offers_names_that_are_half_typed(typed: str, offered: str) -> None:
    words = ["assessor", *typed.split()]
    typing = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    ended = in_its_own_process([], env={"_ASSESSOR_COMPLETE": "bash_complete", **typing})
    assert ended.stdout.decode().split() == [f"plain,{name}" for name in offered.split()]
