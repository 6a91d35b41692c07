"""Every way the command can fail: its exit code, one clear sentence, no traceback, and no half file."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import Command, command_fixture, in_its_own_process  # noqa: F401
from places import FIXTURES, ROOT

from assessor.cli.main import run
from assessor.reports.formats import FORMATS
from assessor.resources import SCHEMAS

TYPICAL = str(FIXTURES / "typical.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, with a strategy in it."""
    shutil.copy(TYPICAL, tmp_path / "typical.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


USAGE = [
    ("asess", "There is no command 'asess'; did you mean 'assess'?"),
    ("xyz",
     ("There is no command 'xyz'; possible: assess, compare, gate, report, improve, init, validate, explain, "
      "criteria, schema, review, pack or completion.")),
    ("--nope", "No such option '--nope'."),
    ("assess", "Missing argument 'STRATEGY'."),
    ("assess typical.yaml extra", "Got unexpected extra argument (extra)."),
    ("assess typical.yaml --format xml",
     "Invalid value for '--format': 'xml' is not one of "
     + ", ".join(f"'{name}'" for name in FORMATS) + "."),
    ("assess typical.yaml --profile first",
     "There is no profile 'first'; possible: balanced, first-strategy, small-office or quick."),
    ("assess typical.yaml --engine fast", "There is no engine 'fast'; possible: auto, durable or plain."),
    ("assess typical.yaml --pack other",
     "There is no rule pack 'other'; possible: 'al-las', or the folder of a pack."),
    ("assess typical.yaml --fail-under alined=40", "There is no idea 'alined'; did you mean 'aligned'?"),
    ("explain typical.yaml", "Missing argument 'CRITERION'."),
    ("explain typical.yaml MEA-92", "There is no criterion 'MEA-92'; did you mean 'MEA-02'?"),
    ("criteria --idea mesurable", "There is no idea 'mesurable'; did you mean 'measurable'?"),
    ("criteria --step 17",
     "There is no step 17; possible: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 or 16."),
    ("criteria --step x", "Invalid value for '--step': 'x' is not a valid integer."),
    ("criteria show MEA-92", "There is no criterion 'MEA-92'; did you mean 'MEA-02'?"),
    ("criteria MEA-02", "To see one criterion, write 'assessor criteria show MEA-02'."),
    ("criteria shwo MEA-02", "No such command 'shwo'. Did you mean 'show'?"),
    ("schema strat", "There is no schema 'strat'; did you mean 'strategy'?"),
    ("schema xyz", f"There is no schema 'xyz'; possible: {', '.join(SCHEMAS[:-1])} or {SCHEMAS[-1]}."),
    ("completion tcsh",
     "Invalid value for '{bash|zsh|fish}': 'tcsh' is not one of 'bash', 'zsh', 'fish'."),
    ("pack chek", "No such command 'chek'. Did you mean 'check'?"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "sentence"), USAGE, ids=[arguments for arguments, _ in USAGE])
def test_wrong_usage_ends_with_2_and_says_what_is_possible(
    command: Command, arguments: str, sentence: str
) -> None:
    ended = command(*arguments.split())
    assert (ended.code, ended.out) == (2, "")
    assert _without_help(ended.sentence) == sentence
    assert ended.err.count("\n") == 1


def _without_help(sentence: str) -> str:
    """Return a sentence without the one that says where help is."""
    return sentence.partition(" See '")[0]


@pytest.mark.parametrize(
    "day", ["2026", "2026-06", "2026-02-30", "20260601", "2026-W23-1", "today", "01.06.2026", ""]
)
@pytest.mark.parametrize("name", ["assess", "explain"])
def test_a_date_that_is_no_day_is_refused(command: Command, name: str, day: str) -> None:
    ended = command(name, "typical.yaml", *(["MEA-02"] if name == "explain" else []), "--as-of", day)
    assert (ended.code, ended.out) == (2, "")
    assert (
        _without_help(ended.sentence)
        == f"Invalid value for '--as-of': '{day}' is no day; write it as 2026-05-31."
    )


@pytest.mark.parametrize(
    "threshold",
    [
        "x",
        "",
        "-1",
        "101",
        "100.1",
        "1e2",
        "1e999999999",
        "1/0",
        "nan",
        "inf",
        "aligned=",
        "aligned=x",
        "٥٠",
        "5_0",
    ],
)
def test_a_threshold_that_is_no_number_from_0_to_100_is_refused(command: Command, threshold: str) -> None:
    ended = command("assess", "typical.yaml", "--fail-under", threshold)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"'{threshold}' is no threshold; write a number from 0 to 100, or aligned=40.\n"


FILES = [
    ("typical.yml", "There is no file 'typical.yml'. Did you mean 'typical.yaml'?"),
    ("zzzzzz", "There is no file 'zzzzzz'."),
    ("no/such.yaml", "There is no file 'no/such.yaml'. The folder 'no' does not exist either."),
    (".", "'.' is a folder; name a file in it."),
    ("x" * 300, f"'{'x' * 199}…' cannot be read: file name too long."),
]


@pytest.mark.parametrize(("name", "sentence"), FILES, ids=range(len(FILES)))
@pytest.mark.parametrize("verb", ["assess", "validate", "explain"])
def test_a_file_that_cannot_be_read_ends_with_5(
    command: Command, verb: str, name: str, sentence: str
) -> None:
    ended = command(verb, name, *(["MEA-02"] if verb == "explain" else []))
    assert (ended.code, ended.out, ended.err) == (5, "", f"{sentence}\n")


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_a_file_that_may_not_be_read_ends_with_5(
    command: Command, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "open", refuse)
    ended = command("validate", "typical.yaml")
    monkeypatch.undo()
    assert (ended.code, ended.err) == (5, f"'typical.yaml' cannot be read: {os.strerror(code).lower()}.\n")


@pytest.mark.parametrize("verb", ["assess", "validate", "explain"])
def test_an_invalid_strategy_ends_with_3_each_problem_on_a_line_and_then_their_number(
    command: Command, here: Path, verb: str
) -> None:
    (here / "bad.yaml").write_text("document: [1\nterritory: {}\n", encoding="utf-8")
    ended = command(verb, "bad.yaml", *(["MEA-02"] if verb == "explain" else []))
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.splitlines()[0].startswith(
        "bad.yaml:1:11: this is not valid YAML: the '[' that opens here"
    )
    assert ended.err.splitlines()[1:] == ["The strategy 'bad.yaml' is not valid: 1 problem."]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"%PDF-1.4", b"PK\x03\x04", b"{", b"- 1", b"\x00"])
def test_what_is_no_document_at_all_ends_with_3(command: Command, data: bytes) -> None:
    ended = command("assess", "-", stdin=data)
    assert (ended.code, ended.out) == (3, "")
    assert ended.sentence.startswith("The strategy 'standard input' is not valid: ")


@pytest.mark.parametrize(
    "arguments",
    ["assess typical.yaml --pack pack", "explain typical.yaml MEA-02 --pack pack", "criteria --pack pack",
     "pack check pack", "pack compile pack"],
)  # fmt: skip
def test_an_invalid_pack_ends_with_4_and_tells_where(command: Command, here: Path, arguments: str) -> None:
    shutil.copytree(ROOT / "rules", here / "pack")
    path = here / "pack" / "pack.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("cap: developing", "cap: none"), encoding="utf-8"
    )
    before = (here / "pack" / "compiled.json").read_bytes()
    ended = command(*arguments.split())
    assert (ended.code, ended.out) == (4, "")
    first, last = ended.err.splitlines()
    assert first.startswith("pack/pack.yaml:")
    assert first.endswith(
        ": there is no level 'none'; possible: absent, initial, developing, consolidated or exemplary"
    )
    assert last == "The rule pack 'pack' is not valid: 1 problem."
    assert (here / "pack" / "compiled.json").read_bytes() == before


def test_an_example_of_a_pack_that_comes_out_otherwise_ends_with_4(command: Command, here: Path) -> None:
    shutil.copytree(ROOT / "rules", here / "pack")
    path = here / "pack" / "criteria" / "10-measurable.yaml"
    text = path.read_text(encoding="utf-8").replace("      met:\n", "      met:\n        - {}\n", 1)
    path.write_text(text, encoding="utf-8")
    ended = command("pack", "check", "pack")
    assert (ended.code, len(ended.err.splitlines())) == (4, 2)
    assert "MEA-01: this example should come out met, and comes out unmet (value 0)" in ended.err


@pytest.mark.parametrize("folder", ["no/pack", "."])
def test_a_folder_that_is_no_pack_ends_with_5(command: Command, folder: str) -> None:
    ended = command("pack", "check", folder)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (5, "", 1)


# --- output


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("no/out.txt", "'no/out.txt' cannot be written: no such file or directory."),
        (".", "'.' cannot be written: it is a folder."),
        ("typical.yaml/out", "'typical.yaml/out' cannot be written: not a directory."),
    ],
)
def test_output_that_cannot_be_written_ends_with_5(
    command: Command, here: Path, place: str, sentence: str
) -> None:
    ended = command("assess", "typical.yaml", "--output", place)
    assert (ended.code, ended.out, ended.err) == (5, "", f"{sentence}\n")
    assert [path.name for path in here.iterdir()] == ["typical.yaml"]


@pytest.mark.parametrize(
    "arguments", ["assess bad.yaml", "assess typical.yaml --profile none", "schema none"]
)
def test_a_command_that_fails_leaves_the_old_output_as_it_was(
    command: Command, here: Path, arguments: str
) -> None:
    (here / "bad.yaml").write_text("a: [", encoding="utf-8")
    (here / "out").write_text("before", encoding="utf-8")
    assert command(*arguments.split(), "--output", "out").code in (2, 3)
    assert (here / "out").read_text(encoding="utf-8") == "before"


def test_a_full_disk_leaves_the_old_output_and_no_half_file(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (here / "out").write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    ended = command("schema", "--output", "out")
    assert (ended.code, ended.err) == (5, "'out' cannot be written: no space left on device.\n")
    assert (here / "out").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in here.iterdir()) == ["out", "typical.yaml"]


def test_below_a_threshold_the_output_is_written_all_the_same(command: Command, here: Path) -> None:
    assert command("assess", "typical.yaml", "--fail-under", "99", "-o", "out").code == 1
    assert (here / "out").read_text(encoding="utf-8").startswith("Open Harbour")


def test_a_standard_output_that_is_closed_ends_with_5(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["schema"]) == 5


# --- in a process of its own


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no such device")
def test_a_standard_output_that_is_full_ends_with_5() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = in_its_own_process(["assess", "typical.yaml"], capture_output=False, stdout=full, stderr=-1)
    assert (ended.returncode, ended.stderr) == (
        5,
        b"Standard output cannot be written: no space left on device.\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes differ on Windows")
@pytest.mark.parametrize(
    "arguments", [["assess", "typical.yaml", "--all", "--format", "json"], ["schema"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_error(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = in_its_own_process(arguments, capture_output=False, stdout=writer, stderr=-1)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_exit_codes_reach_the_shell() -> None:
    codes = [
        in_its_own_process(arguments).returncode
        for arguments in (
            ["validate", "typical.yaml"], ["assess", "typical.yaml", "--fail-under", "99"], ["schema",
             "none"],
            ["validate", FIXTURES / "invalid" / "many.yaml"], ["validate", "none.yaml"],
        )
    ]  # fmt: skip
    assert codes == [0, 1, 2, 3, 5]


def test_stopping_it_says_so_and_shows_no_traceback(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["assessor.cli.main"].cli, "invoke", stopped)
    ended = command("assess", "typical.yaml")
    assert (ended.code, ended.err.strip()) == (130, "Stopped.")


def test_a_group_without_a_command_shows_its_help_and_nothing_more(command: Command) -> None:
    ended = command("pack")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == command("pack", "--help").out


@pytest.mark.parametrize("arguments", ["assess --format", "assess typical.yaml --all=3", "report --lang"])
def test_a_mistake_in_an_option_points_to_the_help_of_its_command(command: Command, arguments: str) -> None:
    ended = command(*arguments.split())
    name = arguments.split(maxsplit=1)[0]
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence.endswith(f" See 'assessor {name} --help'.")


@pytest.mark.parametrize("link", [False, True])
def test_what_is_read_is_never_written_over(command: Command, here: Path, link: bool) -> None:
    before = (here / "typical.yaml").read_bytes()
    if link:
        (here / "other.yaml").symlink_to(here / "typical.yaml")
    ended = command("assess", "typical.yaml", "--output", "other.yaml" if link else "typical.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "The output would take the place of 'typical.yaml', which is read."
    assert (here / "typical.yaml").read_bytes() == before


def test_an_output_without_a_name_is_refused(command: Command) -> None:
    ended = command("assess", "typical.yaml", "--output", "")
    assert (ended.code, ended.sentence) == (2, "Name a file after --output, or - for standard output.")


def test_a_fault_of_the_program_does_not_end_like_a_low_score(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by \x1b[31mnothing")

    monkeypatch.setattr(sys.modules["assessor.cli.main"].cli, "invoke", fails)
    ended = command("assess", "typical.yaml")
    assert ended.code == 70
    told = "This is a fault of the program: ZeroDivisionError: by \ufffd[31mnothing. Please report it, "
    assert ended.sentence.startswith(told)
    monkeypatch.setenv("ASSESSOR_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        command("assess", "typical.yaml")


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes it")
@pytest.mark.parametrize("verb", ["assess", "report"])
def test_a_closed_output_gives_a_sentence(here: Path, verb: str) -> None:
    read = "typical.yaml"
    if verb == "report":
        read = "saved.json"
        assert in_its_own_process(["assess", "typical.yaml", "--output", read]).returncode == 0
    line = f"exec {sys.executable} -m assessor {verb} {read} >&-"
    ended = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, check=False, cwd=here)
    assert (ended.returncode, ended.stderr.strip()) == (5, b"Standard output is closed.")
