"""Baselines: the form of their file, and everything that is refused as one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gates import known, strategy, written
from hostile import HOSTILE, hostile
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from places import AS_OF, STRATEGIES, stem

from assessor import (
    InputOutputError,
    InvalidAssessmentError,
    InvalidBaselineError,
    InvalidDocumentError,
    assess,
    baseline_of,
    baseline_text,
    gate,
    load_baseline,
    load_strategy,
    parse_baseline,
    resources,
    to_json,
    with_gate,
)

VALIDATOR = Draft202012Validator(resources.schema("baseline"))


def text_of(change: Callable[[dict[str, Any]], object]) -> str:
    """Return the text of a baseline with a change in it."""
    content = json.loads(baseline_text(baseline_of(strategy(2))))
    change(content)
    return json.dumps(content)


# --- the form


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_a_baseline_fits_its_schema_and_is_read_as_it_was_written(path: Path) -> None:
    baseline = baseline_of(assess(load_strategy(path), as_of=AS_OF))
    text = baseline_text(baseline)
    assert VALIDATOR.is_valid(json.loads(text))
    assert parse_baseline(text) == baseline
    assert baseline_text(parse_baseline(text)) == text


def test_a_baseline_says_of_what_it_is_and_has_a_line_for_each_entry_and_item() -> None:
    assert (
        baseline_text(baseline_of(strategy(2)))
        == """\
{
 "baseline_version": "1",
 "pack": {"id": "small", "version": "1", "digest": "0"},
 "strategy": "t",
 "as_of": "2026-06-01",
 "entries": [
  {"fingerprint": "ONE-01", "outcome": "partial", "treatment": "counted", "items": [
   "ONE-01:o2",
   "ONE-01:o3"
  ]},
  {"fingerprint": "ONE-02", "outcome": "unmet", "treatment": "counted", "items": []},
  {"fingerprint": "ONE-03", "outcome": "unmet", "treatment": "counted", "items": []}
 ]
}
"""
    )


def test_a_baseline_of_a_strategy_without_findings_has_no_entries() -> None:
    text = baseline_text(known(strategy(), "ONE-01", "ONE-02", "ONE-03"))
    assert VALIDATOR.is_valid(json.loads(text))
    assert parse_baseline(text).entries == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_baseline_holds_no_text_of_the_strategy_but_its_title(text: str) -> None:
    found = baseline_text(baseline_of(hostile(text)))
    content = json.loads(found)
    assert content.pop("strategy") == text
    assert text not in json.dumps(content, ensure_ascii=False) or len(text) < 3
    assert parse_baseline(found).strategy == text


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_a_saved_assessment_is_the_baseline_that_it_makes(path: Path) -> None:
    found = assess(load_strategy(path), as_of=AS_OF)
    assert parse_baseline(to_json(found)) == baseline_of(found)


def test_an_assessment_that_was_gated_itself_is_the_same_baseline() -> None:
    gated = with_gate(strategy(2), "high", baseline_of(strategy(1)))
    assert parse_baseline(to_json(gated)) == baseline_of(strategy(2))


# --- reading


def test_a_baseline_is_read_from_a_file(tmp_path: Path) -> None:
    path = written(tmp_path / "baseline.json", baseline_text(baseline_of(strategy())))
    assert load_baseline(path) == baseline_of(strategy())


def test_a_file_that_is_missing_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(InputOutputError, match="There is no file"):
        load_baseline(tmp_path / "none.json")


FORMS: list[tuple[str, str]] = [
    ("", "kept:1:1: the document is empty"),
    ("{", "kept:1:2: "),
    ("\ud800", "kept:1:1: this text is not in UTF-8"),
    ('{"strategy": "\\ud800", "entries": []}',
     "kept:1:14: this is not valid JSON: this text has half of a character in it"),
    ("[]", "kept:1:1: this is neither a baseline nor a saved assessment; 'assessor assess STRATEGY --write"),
    ("{}", "kept:1:1: this is neither a baseline nor a saved assessment; "),
    ('{"entries": 7}', "kept:1:1: the document needs `baseline_version`"),
    (text_of(lambda b: b.update(baseline_version="2")),
     "kept: this baseline has form '2', and '1' is needed; write it again with this program"),
    (text_of(lambda b: b.update(baseline_version=1)), "kept:1:22: `baseline_version` must be text"),
    (text_of(lambda b: b["pack"].pop("id")), "kept:1:35: `pack` needs `id`"),
    (text_of(lambda b: b.update(more=1)), "kept:1:"),
    (text_of(lambda b: b.update(as_of="2026")), "kept:1:109: '2026' is no day"),
    (text_of(lambda b: b.update(as_of="2026-02-30")), "kept:1:109: '2026-02-30' is no day"),
    (text_of(lambda b: b.update(as_of="soon")), "kept:1:"),
    (text_of(lambda b: b["entries"][0].update(fingerprint="\x1b[31m")),
     "kept:1:151: `fingerprint` is '\ufffd[31m'; write the id of a criterion, such as 'MEA-02'"),
    (text_of(lambda b: b["entries"][0].update(items=["ONE-01:<script>"])),
     "kept:1:217: `items 1` of `entries 1` is 'ONE-01:<script>'; write a criterion and an item, such as "),
    (text_of(lambda b: b["entries"][0].update(outcome="met")),
     "kept:1:172: `outcome` is 'met'; did you mean 'unmet'?"),
    (text_of(lambda b: b["entries"].append(b["entries"][0])),
     "kept:1:413: there is another entry of 'ONE-01' on line 1; keep one of them, with the items of both"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), FORMS, ids=range(len(FORMS)))
def test_what_is_no_baseline_is_refused_with_a_sentence(data: str, says: str) -> None:
    with pytest.raises(InvalidBaselineError) as caught:
        parse_baseline(data, name="kept")
    assert str(caught.value.problems[0]).startswith(says)
    assert str(caught.value).startswith("The baseline 'kept' is not valid: ")


def test_everything_that_is_wrong_is_told_at_once() -> None:
    def damage(content: dict[str, Any]) -> None:
        del content["pack"], content["strategy"]
        content["entries"][1]["outcome"] = "bad"

    with pytest.raises(InvalidBaselineError, match="is not valid: 3 problems"):
        parse_baseline(text_of(damage))


def test_a_damaged_assessment_is_refused_as_an_assessment() -> None:
    content = json.loads(to_json(strategy()))
    del content["pack"]
    with pytest.raises(InvalidAssessmentError, match="The assessment 'kept' is not valid: 1 problem"):
        parse_baseline(json.dumps(content), name="kept")


@given(
    st.data(), st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2))
)
def test_a_damaged_baseline_is_refused_or_used_and_never_stumbled_over(
    data: st.DataObject, value: object
) -> None:
    content = json.loads(baseline_text(baseline_of(strategy(2))))
    place: Any = content
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = value
            break
        place = place[key]
    try:
        found = parse_baseline(json.dumps(content))
    except InvalidDocumentError as error:
        assert error.problems
        return
    assert VALIDATOR.is_valid(content)
    if found.pack.id == "small":
        assert len(gate(strategy(2), "low", found).failing) <= 3
