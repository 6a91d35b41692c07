"""Gates on the command line: what is told, exit codes, and that nothing is written on failure."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from gates import written
from jsonschema import Draft202012Validator
from places import FIXTURES

from assessor import load_pack, resources

DAY = ("--as-of", "2026-06-01")
HALF = FIXTURES / "half-examined.yaml"
TITLES = load_pack().texts["en"].criteria


@pytest.fixture(name="here")
def here_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a strategy in it, and its baseline."""
    shutil.copy(FIXTURES / "typical.yaml", tmp_path / "strategy.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(name="kept")
def kept_fixture(command: Command, here: Path) -> Path:
    """The baseline of the strategy."""
    asked = ("--write-baseline", "kept.json", "-o", "first.txt")
    assert command("assess", "strategy.yaml", *DAY, *asked).code == 0
    return here / "kept.json"


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a baseline in its file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def take_out(path: Path, *criteria: str) -> None:
    """Take entries out of a baseline."""
    changed(path, lambda b: b.update(entries=[e for e in b["entries"] if e["fingerprint"] not in criteria]))


# --- severity


def test_findings_that_fail_are_named_as_a_compiler_does_the_gravest_first_and_counted(
    command: Command, here: Path
) -> None:
    ended = command("assess", "strategy.yaml", *DAY, "--fail-on", "medium")
    *named, more, summed = ended.err.splitlines()
    assert ended.code == 1
    assert len(named) == 5
    assert named[2] == f"strategy.yaml:477: INC-05 {TITLES['INC-05'].title}"
    assert (more, summed) == ("… and 71 more", "76 findings of severity medium or graver fail.")


def test_findings_that_fail_are_named_in_the_language_that_is_asked_for(command: Command, here: Path) -> None:
    title = load_pack().texts["es"].criteria["VIS-04"].title
    ended = command("gate", "strategy.yaml", *DAY, "--fail-on", "high", "--lang", "es")
    assert ended.err.splitlines()[0] == f"strategy.yaml:1: VIS-04 {title}"


def test_the_report_is_written_as_without_the_option(command: Command, here: Path) -> None:
    for form in ("text", "json", "sarif", "junit"):
        asked = ("assess", "strategy.yaml", *DAY, "--format", form)
        assert command(*asked, "--fail-on", "low").out == command(*asked).out


def test_a_gate_that_is_passed_says_nothing(command: Command, here: Path) -> None:
    for asked in (("--fail-under", "80"), ("--fail-under", "aligned=80")):
        ended = command("gate", FIXTURES / "exemplary.yaml", *DAY, *asked)
        assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_what_is_not_known_is_counted_and_does_not_fail(command: Command) -> None:
    ended = command("assess", HALF, *DAY, "--fail-on", "high", "-o", "/dev/null")
    assert "73 findings are not known yet, and do not fail." in ended.err.splitlines()
    assert ended.sentence == "10 findings of severity high or graver fail."


def test_a_waiver_that_has_ended_is_told_with_who_had_accepted_the_gap(command: Command) -> None:
    told = "waiver of MEA-03, accepted by Deputy mayor, ended on 30 June 2025"
    ended = command("gate", HALF, *DAY, "--fail-on", "high")
    assert ended.err.splitlines()[0] == f"Line 414: the {told}; the finding counts again."
    before = command("gate", HALF, "--as-of", "2025-06-30", "--fail-on", "high")
    assert told not in before.err


def test_a_waiver_that_has_ended_of_what_is_met_counts_nothing_again(command: Command, here: Path) -> None:
    waivers = '\nwaivers:\n- {criterion: ALI-03, reason: No staff, by: "the mayor\'s office", until: 2025}\n'
    path = here / "strategy.yaml"
    path.write_text(path.read_text(encoding="utf-8") + waivers, encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    found = {f["criterion"] for f in json.loads(command("assess", path, "--format", "json").out)["findings"]}
    assert "ALI-03" not in found
    ended = command("gate", "strategy.yaml", *DAY, "--fail-on", "high")
    told = f"Line {line}: the waiver of ALI-03, accepted by the mayor's office, ended on 31 December 2025."
    assert ended.err.splitlines()[0] == told


# --- against a baseline


def test_a_strategy_against_its_own_baseline_passes_and_shows_what_is_known(
    command: Command, kept: Path
) -> None:
    ended = command("assess", "strategy.yaml", *DAY, "--baseline", "kept.json")
    told = "Findings since the baseline of 1 June 2026: 105 known, 0 new."
    assert (ended.code, ended.err) == (0, f"{told}\n")
    assert f"SINCE THE BASELINE\n  {told}\n" in ended.out
    assert " 1. VIS-04  not met, known since the baseline  +13 in Visible" in ended.out


def test_a_new_finding_fails_and_what_is_mended_is_told(command: Command, kept: Path) -> None:
    take_out(kept, "MEA-02")
    new = {"fingerprint": "MEA-77", "outcome": "unmet", "treatment": "counted", "items": []}
    changed(kept, lambda b: b["entries"].append(new))
    ended = command("assess", "strategy.yaml", *DAY, "--baseline", kept)
    named, *rest = ended.err.splitlines()
    assert ended.code == 1
    assert named.startswith("strategy.yaml:")
    assert named.endswith(f": MEA-02 {TITLES['MEA-02'].title}")
    assert rest == [
        "Findings since the baseline of 1 June 2026: 104 known, 1 new, 1 no longer there.",
        "1 finding of the baseline is no longer there, and can be taken out: MEA-77.",
        "1 new finding fails.",
    ]
    assert f"New: MEA-02 {TITLES['MEA-02'].title} (partly met)." in ended.out
    assert "No longer wanting: MEA-77. Take it out of the baseline." in ended.out


def test_new_items_of_a_known_finding_are_named_where_they_stand(command: Command, kept: Path) -> None:
    def forget(content: dict[str, Any]) -> None:
        (entry,) = [each for each in content["entries"] if each["fingerprint"] == "ALI-04"]
        entry["items"] = [*entry["items"][1:], "ALI-04:mended"]

    first = json.loads(kept.read_text(encoding="utf-8"))
    (item,) = [e["items"][0] for e in first["entries"] if e["fingerprint"] == "ALI-04"]
    name = item.partition(":")[2]
    lines = (kept.parent / "strategy.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if f"id: {name}" in text)
    changed(kept, forget)
    ended = command("gate", "strategy.yaml", *DAY, "--baseline", kept)
    named, _, gone, summed = ended.err.splitlines()
    assert named == f"strategy.yaml:{line}: ALI-04 {TITLES['ALI-04'].title} (new: {name})"
    assert gone == "Of 1 finding of the baseline, items are no longer there: ALI-04."
    assert summed == "1 new finding fails."


def test_a_severity_and_a_baseline_together_ask_for_both(command: Command, kept: Path) -> None:
    take_out(kept, "MEA-02", "VIS-04")
    ended = command("gate", "strategy.yaml", *DAY, "--baseline", kept, "--fail-on", "high")
    assert (ended.code, ended.sentence) == (1, "1 new finding of severity high or graver fails.")
    assert "104" not in ended.err
    assert f"strategy.yaml:1: VIS-04 {TITLES['VIS-04'].title}" in ended.err.splitlines()


def test_a_saved_assessment_is_a_baseline_whatever_its_name(command: Command, here: Path) -> None:
    saved = command("assess", "strategy.yaml", *DAY, "--format", "json").out
    written(here / "before.txt", saved)
    ended = command("assess", "strategy.yaml", *DAY, "--baseline", "before.txt", "-o", "out.json")
    assert (ended.code, ended.err.startswith("Findings since the baseline")) == (0, True)


def test_another_version_of_the_pack_is_accepted_with_a_warning(command: Command, kept: Path) -> None:
    changed(kept, lambda b: b["pack"].update(version="0.1.0"))
    ended = command("assess", "strategy.yaml", *DAY, "--baseline", kept)
    told = (
        "The baseline was made with version 0.1.0 of the rule pack 'al-las', and this is 0.2.0: what is new "
        "may be new in the rules alone."
    )
    assert (ended.code, ended.err.splitlines()[0]) == (0, told)
    assert told in " ".join(ended.out.split())


def test_rules_that_have_changed_under_the_same_version_are_warned_of(command: Command, kept: Path) -> None:
    changed(kept, lambda b: b["pack"].update(digest="0"))
    first = command("gate", "strategy.yaml", *DAY, "--baseline", kept).err.splitlines()[0]
    assert first.startswith("The rules of the pack 'al-las' 0.2.0 have changed since the baseline: ")


def test_json_with_a_baseline_fits_the_schema_and_tells_new_known_and_gone(
    command: Command, kept: Path
) -> None:
    take_out(kept, "MEA-02")
    ended = command("assess", "strategy.yaml", *DAY, "--baseline", kept, "--format", "json")
    content = json.loads(ended.out)
    assert Draft202012Validator(resources.schema("assessment")).is_valid(content)
    assert content["gate"]["failing"] == ["MEA-02"]
    assert {f["criterion"]: f["baseline"] for f in content["findings"]}["MEA-02"] == "new"
    shown = command("report", written(kept.parent / "a.json", ended.out)).out
    assert "104 known, 1 new." in shown


def test_without_a_baseline_the_json_says_nothing_of_one(command: Command, here: Path) -> None:
    content = json.loads(command("assess", "strategy.yaml", *DAY, "--format", "json").out)
    assert "gate" not in content
    assert not [finding for finding in content["findings"] if "baseline" in finding]


@pytest.mark.parametrize("verb", ["assess", "gate"])
def test_hostile_text_of_a_baseline_and_a_strategy_cannot_steer_a_terminal(
    command: Command, kept: Path, verb: str
) -> None:
    changed(kept, lambda b: b.update(strategy="\x1b[31mred\u202e"))
    changed(kept, lambda b: b["pack"].update(version="\x1b[2J"))
    path = kept.parent / "strategy.yaml"
    waivers = '\nwaivers:\n- {criterion: VIS-04, reason: No, by: "\\e[31mred\\u202e", until: 2025}\n'
    path.write_text(path.read_text(encoding="utf-8") + waivers, encoding="utf-8")
    ended = command(verb, "strategy.yaml", *DAY, "--baseline", kept)
    assert ended.code == 0
    for steering in ("\x1b", "\u202e"):
        assert steering not in ended.out + ended.err


# --- writing


def test_a_baseline_is_written_in_the_same_bytes_each_time_and_tells_its_entries(
    command: Command, kept: Path
) -> None:
    ended = command("assess", "strategy.yaml", *DAY, "--write-baseline", "again.json", "--format", "json")
    assert (ended.code, ended.err) == (0, "The baseline 'again.json' has 105 entries.\n")
    assert (kept.parent / "again.json").read_bytes() == kept.read_bytes()
    assert Draft202012Validator(resources.schema("baseline")).is_valid(json.loads(kept.read_bytes()))


def test_a_baseline_is_written_over_an_older_one(command: Command, kept: Path) -> None:
    whole = kept.read_bytes()
    take_out(kept, "MEA-02")
    assert command("assess", "strategy.yaml", *DAY, "--write-baseline", kept, "-o", "out").code == 0
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            ("--write-baseline", "strategy.yaml"),
            "The output would take the place of 'strategy.yaml', which is read.",
        ),
        (("--write-baseline", ""), "Name a file after --write-baseline."),
        (("--write-baseline", "-"), "Name a file after --write-baseline."),
        (("--write-baseline", "new", "-o", "new"), "The report and the baseline need a file each."),
        (("--write-baseline", "./a/../new", "-o", "new"), "The report and the baseline need a file each."),
        (
            ("--write-baseline", "kept.json", "--baseline", "kept.json"),
            "The output would take the place of 'kept.json', which is read.",
        ),
        (
            ("--baseline", "kept.json", "-o", "kept.json"),
            "The output would take the place of 'kept.json', which is read.",
        ),
    ],
)  # fmt: skip
def test_a_baseline_takes_the_place_of_nothing_that_is_read_or_written(
    command: Command, kept: Path, asked: tuple[str, ...], sentence: str
) -> None:
    before = {path.name: path.read_bytes() for path in kept.parent.iterdir()}
    ended = command("assess", "strategy.yaml", *DAY, *asked)
    assert (ended.code, ended.out, ended.sentence) == (2, "", sentence)
    assert {path.name: path.read_bytes() for path in kept.parent.iterdir()} == before


def test_a_baseline_that_cannot_be_written_ends_with_5(command: Command, here: Path) -> None:
    ended = command("assess", "strategy.yaml", *DAY, "--write-baseline", "no/kept.json")
    assert (ended.code, ended.sentence) == (
        5, "'no/kept.json' cannot be written: no such file or directory.",
    )  # fmt: skip


# --- what is refused


def _other_pack(path: Path) -> None:
    changed(path, lambda b: b["pack"].update(id="dac-on-paper"))


def _damage(path: Path) -> None:
    changed(path, lambda b: b.pop("entries"))


REFUSED: list[tuple[Callable[[Path], object], int, str]] = [
    (Path.unlink, 5, "There is no file 'kept.json'."),
    (_damage, 3, "The baseline 'kept.json' is not valid: 1 problem."),
    (lambda path: written(path, "{"), 3, "The baseline 'kept.json' is not valid: 1 problem."),
    (lambda path: written(path, "{}"), 3, "The baseline 'kept.json' is not valid: 1 problem."),
    (lambda path: written(path, '{"ideas": []}'), 3, "The assessment 'kept.json' is not valid: "),
    (_other_pack, 2,
     "The baseline was made with the rule pack 'dac-on-paper', and this assessment with 'al-las'; "),
]  # fmt: skip


@pytest.mark.parametrize("verb", ["assess", "gate"])
@pytest.mark.parametrize(("damage", "code", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_a_baseline_that_cannot_be_used_ends_with_its_code_and_nothing_is_written(
    command: Command, kept: Path, verb: str, damage: Callable[[Path], object], code: int, sentence: str
) -> None:
    damage(kept)
    before = {path.name: path.read_bytes() for path in kept.parent.iterdir()}
    output = ("-o", "out.txt", "--write-baseline", "next.json") if verb == "assess" else ()
    ended = command(verb, "strategy.yaml", *DAY, "--baseline", "kept.json", *output)
    assert (ended.code, ended.out) == (code, "")
    assert ended.sentence.startswith(sentence)
    assert "Traceback" not in ended.err
    assert {path.name: path.read_bytes() for path in kept.parent.iterdir()} == before


# --- several strategies


def test_gate_looks_at_every_strategy_and_ends_with_the_highest_code(command: Command, here: Path) -> None:
    shutil.copy(FIXTURES / "invalid" / "many.yaml", here / "broken.yaml")
    files = ["strategy.yaml", "broken.yaml", "nowhere.yaml", str(HALF)]
    ended = command("gate", *files, *DAY, "--fail-on", "high")
    assert (ended.code, ended.out) == (5, "")
    lines = ended.err.splitlines()
    assert "strategy.yaml: 17 findings of severity high or graver fail." in lines
    assert "The strategy 'broken.yaml' is not valid: 28 problems." in lines
    assert "There is no file 'nowhere.yaml'." in lines
    assert lines[-1] == f"{HALF}: 10 findings of severity high or graver fail."
    codes = [command("gate", *files[:number], *DAY, "--fail-on", "high").code for number in (1, 2, 3)]
    assert codes == [1, 3, 5]


def test_gate_tells_what_assess_tells(command: Command, kept: Path) -> None:
    take_out(kept, "MEA-02", "VIS-04")
    for asked in (("--fail-on", "low"), ("--baseline", kept), ("--fail-under", "99", "--fail-on", "high")):
        here, there = (command(verb, "strategy.yaml", *DAY, *asked) for verb in ("gate", "assess"))
        assert (here.code, here.err, here.out) == (there.code, there.err, "")


def test_a_gate_fails_though_nobody_reads_what_it_says(here: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    failing = [sys.executable, "-m", "assessor", "gate", "strategy.yaml", *DAY, "--fail-on", "high"]
    for file, code in (("strategy.yaml", 1), ("none.yaml", 5)):
        failing[failing.index("gate") + 1] = file
        assert subprocess.run(failing, stdout=writing, stderr=writing, check=False).returncode == code
    os.close(writing)


@pytest.mark.parametrize("threshold", ["index=99", " index = 99", "aligned = 99"])
def test_a_threshold_may_name_the_index_and_have_blanks(command: Command, here: Path, threshold: str) -> None:
    ended = command("gate", "strategy.yaml", *DAY, "--fail-under", threshold)
    assert (ended.code, ended.err.startswith("Below the threshold: ")) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("gate strategy.yaml", "Say what fails: with --fail-on, --baseline or --fail-under."),
        ("gate strategy.yaml other.yaml --baseline kept.json",
         "A baseline is of one strategy; name one strategy with --baseline."),
        ("gate - - --fail-on high", "Standard input can be read once; name files for the others."),
        ("assess - --baseline -", "Standard input can be read once; name files for the others."),
        ("gate", "Missing argument 'STRATEGY...'."),
        ("gate strategy.yaml --fail-on grave",
         "Invalid value for '--fail-on': 'grave' is not one of 'low', 'medium', 'high'."),
        ("gate strategy.yaml --fail-under alined=3", "There is no idea 'alined'; did you mean 'aligned'?"),
        ("assess strategy.yaml --fail-on grave",
         "Invalid value for '--fail-on': 'grave' is not one of 'low', 'medium', 'high'."),
    ],
)  # fmt: skip
def test_wrong_usage_of_a_gate_ends_with_2(
    command: Command, here: Path, arguments: str, sentence: str
) -> None:
    ended = command(*arguments.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence.partition(" See '")[0] == sentence


def test_validate_looks_at_every_strategy(command: Command, here: Path) -> None:
    shutil.copy(FIXTURES / "invalid" / "many.yaml", here / "broken.yaml")
    ended = command("validate", "broken.yaml", "nowhere.yaml", "strategy.yaml")
    assert (ended.code, ended.out) == (5, "strategy.yaml is a valid strategy document.\n")
    assert ended.err.splitlines()[-2:] == [
        "The strategy 'broken.yaml' is not valid: 28 problems.", "There is no file 'nowhere.yaml'.",
    ]  # fmt: skip
    as_json = command("validate", "strategy.yaml", "broken.yaml", "--format", "json")
    content = json.loads(as_json.out)
    assert (as_json.code, content["valid"], len(content["problems"])) == (3, False, 28)
    assert {problem["file"] for problem in content["problems"]} == {"broken.yaml"}


def test_validate_as_json_writes_nothing_if_a_file_cannot_be_read(command: Command, here: Path) -> None:
    ended = command("validate", "strategy.yaml", "nowhere.yaml", "--format", "json")
    assert (ended.code, ended.out, ended.sentence) == (5, "", "There is no file 'nowhere.yaml'.")
