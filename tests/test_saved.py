"""Saved assessments: read back, shown in another format or language, refused when damaged."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF, FIXTURES, ROOT

from assessor import (
    Assessment,
    InvalidAssessmentError,
    UsageError,
    assess,
    load_pack,
    load_strategy,
    parse_assessment,
    reword,
    to_json,
)
from assessor.reports.formats import FORMATS, render
from assessor.scoring.saved import is_assessment

NAMES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))
EVALUATION = FIXTURES / "packs" / "evaluation"
PROFILES = {"typical": "small-office", "half-examined": "first-strategy", "es-typical": "quick"}
LAID_OUT = sorted(set(FORMATS) - {"text", "json", "markdown", "csv", "svg", "png"})
OTHERS = [language for language in load_pack().texts if language != "en"]


@cache
def assessed(name: str, language: str = "en") -> Assessment:
    strategy = load_strategy(FIXTURES / f"{name}.yaml")
    return assess(strategy, as_of=AS_OF, profile=PROFILES.get(name), language=language)


@cache
def read_back(name: str) -> Assessment:
    return parse_assessment(to_json(assessed(name)))


# --- reading


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_assessment_is_written_again_with_the_same_bytes(name: str) -> None:
    assert to_json(read_back(name)) == to_json(assessed(name))


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"", False), (b"{", False), (b"[]", False), (b"{}", False), (b"document: {title: x}", False),
        (b'{"document": {"title": "engine"}}', False), (b'\xef\xbb\xbf {"pack": {}, "engine": {}}', True),
        (b'{"pack": {}, "engine": {}, "ideas": [', True), (b'{"ideas": 7, "findings": 8}', True),
        (b'{"schema_version": "1", "strategy": {"title": "T', True),
        (b'{"document": {"title": "our strategy', False),
        (b'{"ideas": 7}', False), (b"\xff\xfe{", False),
    ],
)  # fmt: skip
def test_an_assessment_is_told_from_a_strategy_by_its_parts(data: bytes, is_one: bool) -> None:
    assert is_assessment(data, "file") == is_one


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    content = json.loads(to_json(assessed("typical")))
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "saved:1:1: "),
        ("{", "saved:1:2: "),
        ("[]", "saved:1:1: "),
        ("null", "saved:1:1: "),
        ("\ud800", "saved:1:1: "),
        ("{}", "saved:1:1: "),
        (
            changed(lambda a: a.update(schema_version="9")),
            "saved: this assessment has form '9', and '1' is needed; ",
        ),
        (changed(lambda a: a.update(ideas=7)), "saved:1:"),
        (changed(lambda a: a["ideas"][0].update(score=101)), "saved:1:"),
        (changed(lambda a: a["ideas"][0].update(score="much")), "saved:1:"),
        (
            changed(lambda a: a["ideas"][0].update(level="x")),
            "saved: there is no level 'x' in the assessment",
        ),
        (
            changed(lambda a: a["findings"][0].update(idea="x")),
            "saved: there is no idea 'x' in the assessment",
        ),
        (changed(lambda a: a["findings"].pop()), "saved: there is no finding '"),
        (changed(lambda a: a.update(recommendations=[])), "saved: there is no recommendation for '"),
        (changed(lambda a: a["findings"][0].update(treatment="waived")), "saved: '"),
        (
            changed(lambda a: a["ideas"][3].update(score=80, high=20)),
            "saved: 'global' is less at best than it",
        ),
        (changed(lambda a: a["settings"].update(language='"><script>')), "saved: there is no language '"),
        (
            changed(lambda a: a["findings"][0].update(criterion="x")),
            "saved: there is no criterion 'x' in the assess",
        ),
        (changed(lambda a: a["consistency"]["links"].clear()), "saved: there is no link '"),
        (changed(lambda a: a.update(as_of="")), "saved: '' is no day"),
        (changed(lambda a: a.update(as_of="2026-02-31")), "saved: '2026-02-31' is no day"),
        (changed(lambda a: a.update(as_of="2026-02")), "saved: '2026-02' is no day"),
        (changed(lambda a: a["strategy"].update(period_end="soon")), "saved: 'soon' is no date"),
        (changed(lambda a: a["views"][0]["items"].clear()), "saved: there is no item '/"),
        (
            changed(lambda a: a["findings"][0].update(fingerprint="x")),
            "saved: the finding on '",
        ),
        (changed(lambda a: a["findings"][0]["sections"].clear()), "saved: the finding on '"),
        (changed(lambda a: a["findings"].append(a["findings"][0])), "saved: '"),
        (changed(lambda a: a["ideas"].append(a["ideas"][0])), "saved: 'aligned' stands twice"),
    ],
)
def test_what_is_no_assessment_is_refused_with_a_sentence(data: str, says: str) -> None:
    with pytest.raises(InvalidAssessmentError) as caught:
        parse_assessment(data, name="saved")
    assert str(caught.value.problems[0]).startswith(says)
    assert str(caught.value).startswith("The assessment 'saved' is not valid: ")


@cache
def whole(name: str, rules: Path | None) -> str:
    return to_json(assess(load_strategy(FIXTURES / f"{name}.yaml"), rules, as_of=AS_OF))


# The small pack leaves a fifth of the places to damage, and on this strategy it says more sorts of things.
@given(
    st.data(),
    st.sampled_from([("half-examined", EVALUATION), ("wish-list", EVALUATION), ("wish-list", None)]),
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)),
)
def test_a_damaged_assessment_is_refused_or_shown_and_never_stumbled_over(
    data: st.DataObject, made: tuple[str, Path | None], value: object
) -> None:
    content = json.loads(whole(*made))
    place: Any = content
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = value
            break
        place = inner
    try:
        found = parse_assessment(json.dumps(content))
    except InvalidAssessmentError as error:
        assert error.problems
        return
    # Of what is laid out, one: it takes long. Pictures are tested on texts that are hostile to them.
    for form in ("text", "json", "markdown", "csv", data.draw(st.sampled_from(LAID_OUT))):
        assert render(found, form)
    rules = made[1]
    try:
        assert reword(found, "en" if rules else OTHERS[0], rules)
    except UsageError as error:
        assert "rules" in str(error) or "pack" in str(error)


# --- other languages


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_an_assessment_said_in_another_language_is_the_one_made_in_it(name: str, language: str) -> None:
    assert reword(assessed(name), language) == assessed(name, language)
    assert reword(assessed(name, language), "en") == assessed(name)


@pytest.mark.parametrize("language", OTHERS)
def test_figures_are_the_same_in_every_language(language: str) -> None:
    here, there = assessed("typical"), assessed("typical", language)
    assert [(i.score, i.high, i.level) for i in here.ideas] == [
        (i.score, i.high, i.level) for i in there.ideas
    ]
    assert [f.fingerprint for f in here.findings] == [f.fingerprint for f in there.findings]


def test_only_the_pack_that_it_was_made_with_says_it_in_another_language() -> None:
    told = re.escape("was made with other rules ('al-las' 0.2.0) than these ('dac-on-paper'")
    with pytest.raises(UsageError, match=told):
        reword(assessed("typical"), "en", EVALUATION)


def test_a_translation_that_was_mended_does_not_make_other_rules(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    for path in folder.glob("text/*.po"):
        path.unlink()
    assert load_pack(folder).digest == load_pack().digest


def test_a_language_that_the_pack_has_not_is_refused() -> None:
    with pytest.raises(UsageError, match="no words in 'xx'; possible: en"):
        reword(assessed("typical"), "xx")


# --- the command


def saved(command: Command, tmp_path: Path, *options: str) -> Path:
    path = tmp_path / "assessment.json"
    asked = ("--as-of", AS_OF.isoformat(), "--format", "json", "--output", str(path))
    assert command("assess", FIXTURES / "typical.yaml", *asked, *options).code == 0
    return path


@pytest.mark.parametrize("form", [name for name, found in FORMATS.items() if not found.is_binary])
def test_report_shows_what_assess_showed(command: Command, tmp_path: Path, form: str) -> None:
    path = saved(command, tmp_path)
    here = command("assess", FIXTURES / "typical.yaml", "--as-of", AS_OF.isoformat(), "--format", form)
    there = command("report", path, "--format", form)
    assert (there.code, there.out) == (0, here.out)


def test_report_reads_standard_input_and_writes_a_file(command: Command, tmp_path: Path) -> None:
    data = saved(command, tmp_path).read_bytes()
    target = tmp_path / "report.md"
    ended = command("report", "-", "--format", "markdown", "--output", target, stdin=data)
    assert (ended.code, ended.out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# Open Harbour")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nowhere.json",), 5, "There is no file 'nowhere.json'."),
        (("{saved}", "--lang", "xx"), 2, "The rule pack has no words in 'xx'; possible: en"),
        (("{saved}", "--lang", ""), 2, "The rule pack has no words in ''; possible: en"),
        (
            ("{saved}", "--view", "nothing"),
            2,
            "There is no view 'nothing'; possible: steps, actors, spaces, dimen",
        ),
        (
            ("{saved}", "--view", "steps", "--format", "json"),
            2,
            "One view alone is shown as text or markdown, not as json",
        ),
        (
            ("{saved}", "--format", "word"),
            2,
            "Invalid value for '--format': 'word' is not one of 'text', 'json'",
        ),
        (("{strategy}",), 3, "The assessment '"),
        (("{folder}",), 5, "'"),
    ],
)
def test_bad_input_to_report_gives_one_sentence(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    names = {"saved": saved(command, tmp_path), "strategy": FIXTURES / "typical.yaml", "folder": tmp_path}
    ended = command("report", *[argument.format(**names) for argument in arguments])
    assert (ended.code, ended.out) == (code, "")
    assert ended.sentence.startswith(says)
    assert "Traceback" not in ended.err
