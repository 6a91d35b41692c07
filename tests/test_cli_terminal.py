"""What reaches a terminal: its width, its colours, its characters, and nothing that could steer it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import Command, Ended, command_fixture, in_its_own_process  # noqa: F401
from places import FIXTURES, STRATEGIES, stem

TYPICAL = FIXTURES / "typical.yaml"
DAY = ("--as-of", "2026-06-01")
SHOWN = (
    ("assess", TYPICAL, *DAY, "--all"), ("assess", FIXTURES / "half-examined.yaml", *DAY, "--all"),
    ("assess", FIXTURES / "exemplary.yaml", *DAY, "--profile", "small-office"), ("criteria",),
    ("criteria", "show", "MEA-01"), ("criteria", "show", "INC-02"),
)  # fmt: skip


# --- width


@pytest.mark.parametrize("width", [60, 80, 110, 160])
@pytest.mark.parametrize("arguments", SHOWN, ids=lambda arguments: " ".join(map(str, arguments))[-30:])
def test_no_line_is_wider_than_the_terminal(command: Command, arguments: tuple[str, ...], width: int) -> None:
    ended = command(*arguments, COLUMNS=str(width))
    assert ended.code == 0
    assert [line for line in ended.out.splitlines() if len(line) > width] == []


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_no_line_of_an_explanation_is_wider_than_the_terminal(
    command: Command, path: Path, width: int
) -> None:
    for criterion in ("ALI-01", "PLU-01", "MUL-01", "MEA-01", "MEA-14", "INC-01"):
        lines = command("explain", path, criterion, *DAY, COLUMNS=str(width)).out.splitlines()
        assert [line for line in lines if len(line) > width] == []


def test_a_wide_terminal_is_used_and_a_very_wide_one_not_to_the_end(command: Command) -> None:
    widths = [
        max(map(len, command("assess", TYPICAL, *DAY, COLUMNS=str(w)).out.splitlines()))
        for w in (80, 160, 400)
    ]
    assert widths[0] <= 80 < widths[1] <= 160
    assert widths[2] == widths[1]


def test_lines_end_without_spaces(command: Command) -> None:
    assert [line for line in command("assess", TYPICAL, *DAY).out.splitlines() if line != line.rstrip()] == []


# --- colour


def test_there_is_colour_only_where_it_is_wanted(command: Command) -> None:
    def coloured(**variables: str) -> bool:
        return "\x1b[" in command("assess", TYPICAL, *DAY, **variables).out

    assert not coloured(), "no terminal"
    assert coloured(FORCE_COLOR="1")
    assert not coloured(FORCE_COLOR="1", NO_COLOR="1")
    assert not coloured(FORCE_COLOR="", NO_COLOR="")


def test_colour_changes_no_word(command: Command) -> None:
    plain, coloured = (
        command("assess", TYPICAL, *DAY, "--all", FORCE_COLOR=force).out for force in ("", "1")
    )
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


# --- characters


def test_a_terminal_that_knows_only_ascii_gets_only_ascii() -> None:
    french = ["explain", TYPICAL, "MEA-02", *DAY, "--lang", "fr"]
    for arguments in (["assess", TYPICAL, *DAY], ["explain", TYPICAL, "MEA-02", *DAY], ["criteria"], french):
        ended = in_its_own_process(arguments, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout.isascii()
    # Quotes and the spaces within them are ours, and have plain ones beside them.
    assert b'" Mesurable "' in ended.stdout


def test_a_terminal_that_knows_accents_but_no_blocks_gets_accents_in_its_own_encoding() -> None:
    document = (
        "document: {title: Estratégia – São João, period: {start: 2024}}\nterritory: {name: São João}\n"
    )
    ended = in_its_own_process(
        ["assess", "-", *DAY], env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}, input=document.encode()
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    lines = ended.stdout.decode("latin-1").splitlines()
    assert lines[0] == "Estratégia - São João"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--help"], "Évalue la stratégie internationale d'une ville,"),
        (["validate", "nowhere.yaml"], "Il n'y a pas de fichier «\xa0nowhere.yaml\xa0»."),
        (["validate", TYPICAL], f"{TYPICAL} est un document de stratégie valide."),
    ],
)
def test_a_terminal_without_a_sign_gets_the_nearest_and_no_traceback(arguments: list[str], says: str) -> None:
    variables = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "LANGUAGE": "fr"}
    ended = in_its_own_process(arguments, env=variables)
    assert says in (ended.stdout + ended.stderr).decode("latin-1")
    assert "Traceback" not in ended.stderr.decode("latin-1")


@pytest.mark.parametrize("arguments", [("assess", TYPICAL, "--format", "json"), ("schema",)])
def test_what_is_for_programs_is_in_utf_8_whatever_the_terminal(arguments: tuple[str, ...]) -> None:
    ended = in_its_own_process(list(arguments), env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert json.loads(ended.stdout.decode("utf-8"))


# --- narrow


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_on_a_narrow_terminal_no_name_is_cut(command: Command, path: Path) -> None:
    shown = command("assess", path, *DAY, COLUMNS="44").out
    assert "…" not in shown[shown.index("THE IDEAS") : shown.index("WHAT WOULD HELP")]
    assert "…" not in shown[shown.index("ALONG THE ROUTE") :]


def test_a_level_that_may_be_higher_is_shown_as_the_least_it_can_be(command: Command) -> None:
    document = """
document: {title: T, period: {start: 2024, end: 2028}}
territory: {name: N}
focus: {exclusions: [No trips without a counterpart], priority_criteria: [Effect on jobs]}
vision: {statement: S, horizon: 2040, features: [A], basis: [technical, realistic, inclusive]}
themes: [{id: t1, name: Water}, {id: t2, name: Trade}, {id: t3, name: Learning}]
objectives: [{id: o1, themes: [t1, t2], expected_result: R, unknown: [deadline]}]
"""
    shown = command("assess", "-", *DAY, stdin=document.encode(), COLUMNS="120").out
    (line,) = [line for line in shown.splitlines() if line.startswith(" 7 Focused")]
    assert line.endswith("≥ Developing   perhaps Consolidated")


# --- hostile text

ESCAPES = "\x1b[2J\x07\r\x9b31m\u202e\u2066\u200b\x00\x7f"
HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
DOCUMENT = r"""
document: {title: "Title E", period: {start: 2024}}
territory: {name: "Name E"}
scope: [{criteria: [MEA-03], reason: "Reason E"}]
waivers: [{criterion: MEA-02, reason: "Waived E", by: "Role E", until: 2030}]
objectives: [{id: o1, statement: "Statement E"}]
indicators: [{id: i1, name: "Indicator E", objectives: [o1]}, {name: "Other E"}]
""".replace(" E", r" \e[2J\a\r\x9b31m\u202e\u2066\u200b\0\x7f")


def assert_tame(ended: Ended) -> None:
    assert HOSTILE.findall(ended.out.replace("\n", "")) == []
    assert HOSTILE.findall(ended.err.replace("\n", "")) == []
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "arguments", ["assess - --all", "explain - MEA-01", "explain - MEA-02", "explain - MEA-03", "validate -"]
)
def test_hostile_text_in_a_valid_document_never_reaches_the_terminal(
    command: Command, arguments: str
) -> None:
    for width in ("80", "160"):
        ended = command(*arguments.split(), stdin=DOCUMENT.encode(), COLUMNS=width)
        assert ended.code == 0
        assert_tame(ended)


@pytest.mark.parametrize(
    "text",
    [
        'document: {title: t, period: {start: 2024}, "kE": 1}\nterritory: {name: n}\n',
        'document: {title: t, period: {start: 2024}, kind: "E"}\nterritory: {name: n}\n',
        'document: {title: t, period: {start: "E"}}\nterritory: {name: n}\n',
        'document: {title: t, period: {start: 2024}}\nterritory: {name: n}\nrisks: [{id: "E"}, {id: "E"}]\n',
        'document: {title: t, period: {start: 2024}}\nterritory: {name: n}\nobjectives: [{needs: ["E"]}]\n',
        'document: {title: t, period: {start: 2024}}\nterritory: {name: n}\nunknown: ["E"]\n',
        '"aE": 1\n"aE": 2\n',
        'a: ! "E"\n',
        "a: !E x\n",
        '{"a": \x1b[2J}',
        "a: \x1b[2J\n",
        "a: *\u202ex\n",
        "a: \u202e: [\n",
    ],
)
def test_hostile_text_in_an_invalid_document_never_reaches_the_terminal(command: Command, text: str) -> None:
    escaped = (
        text.replace("E", r"\e[2J\a\r\u202e\u200b") if '"' in text else text.replace("E", "\u202e\u200b")
    )
    ended = command("assess", "-", stdin=escaped.encode())
    assert ended.code == 3
    assert_tame(ended)


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", "E.yaml"], ["assess", "E/x.yaml"], ["assess", TYPICAL, "--profile", "E"],
        ["assess", TYPICAL, "--engine", "E"], ["assess", TYPICAL, "--pack", "E"], ["assess", TYPICAL,
         "--pack", "E/p"],
        ["assess", TYPICAL, "--fail-under", "E"], ["assess", TYPICAL, "--fail-under", "E=3"],
        ["assess", TYPICAL, "--as-of", "E"], ["explain", TYPICAL, "E"], ["criteria", "--idea", "E"],
        ["criteria", "show", "E"], ["schema", "E"], ["E"], ["assess", TYPICAL, "-o", "no/E"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments))[-20:],
)  # fmt: skip
def test_hostile_text_in_an_option_is_not_repeated_as_it_is(command: Command, arguments: list[str]) -> None:
    ended = command(*(str(argument).replace("E", ESCAPES.replace("\x00", "")) for argument in arguments))
    assert ended.code in (2, 5)
    assert_tame(ended)


def test_hostile_text_in_the_name_of_a_file_is_not_repeated_as_it_is(
    command: Command, tmp_path: Path
) -> None:
    good, bad = (tmp_path / f"{name}\x1b[2J\u202e.yaml" for name in ("good", "bad"))
    good.write_bytes(TYPICAL.read_bytes())
    bad.write_text("a: [", encoding="utf-8")
    for arguments in (["assess", good], ["validate", good], ["explain", good, "MEA-02"], ["validate", bad]):
        assert_tame(command(*arguments))
    assert_tame(command("assess", tmp_path / "goof\x1b[2J\u202e.yaml"))
