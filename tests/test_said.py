"""Errors and problems in every language: with the same values as in English, and no sentence left in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from catalogues import TRANSLATED, Listener, catalogue, forms
from command import Command, command_fixture  # noqa: F401
from places import FIXTURES, ROOT
from test_cli_errors import USAGE
from test_invalid_documents import DOCUMENTS

import assessor
from assessor import (
    AssessorError,
    InvalidPackError,
    InvalidStrategyError,
    UsageError,
    assess,
    load_pack,
    load_strategy,
    parse_assessment,
    parse_strategy,
    said,
    validate_strategy,
)
from assessor.documents.problems import Problem
from assessor.messages import Message

TYPICAL = FIXTURES / "typical.yaml"


def assert_said_in_full(told: Problem | Message | AssessorError, language: str) -> None:
    """See that every sentence is in the catalogue, and that nothing that was filled in is lost."""
    listener = Listener(language)
    text = told.said(listener)
    known = {forms(message.id)[0] for message in catalogue(language) if message.id}
    assert set(listener.sentences) <= known
    assert listener.sentences
    assert [value for value in listener.filled_in if value not in text] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_each_problem_of_a_document_is_said_in_each_language_with_the_same_values(
    path: Path, language: str
) -> None:
    for problem in validate_strategy(path):
        assert_said_in_full(problem, language)
        for words in (problem.hint, problem.expected, problem.found):
            if isinstance(words, Message):
                assert_said_in_full(words, language)
        place = ":".join(str(part) for part in (path, problem.line, problem.column) if part is not None)
        assert said(problem, language).startswith(f"{place}: ")
        assert said(problem, language) != str(problem)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_problem_is_plain_values_in_a_language(language: str) -> None:
    problem = validate_strategy(FIXTURES / "invalid" / "bad-id.yaml")[0]
    english, other = problem.as_dict(), problem.as_dict(Listener(language))
    same = ("code", "file", "line", "column", "pointer", "found")
    assert {key: other[key] for key in same} == {key: english[key] for key in same}
    assert all(other[key] != english[key] for key in ("message", "expected", "hint"))
    assert {type(value) for value in english.values()} <= {str, int, type(None)}


WRONG: dict[str, Callable[[], object]] = {
    "no such profile": lambda: assess(load_strategy(TYPICAL), profile="none"),
    "no such engine": lambda: assess(load_strategy(TYPICAL), engine="fast"),
    "no such language": lambda: assess(load_strategy(TYPICAL), language="xx"),
    "no such pack": lambda: load_pack("none"),
    "no such folder": lambda: load_pack("no/pack"),
    "no pack in the folder": lambda: load_pack(FIXTURES),
    "no such file": lambda: load_strategy(FIXTURES / "typical.yml"),
    "no file at all": lambda: load_strategy(FIXTURES),
    "no strategy": lambda: assess({}),  # type: ignore[arg-type]
    "no date": lambda: assess(load_strategy(TYPICAL), as_of="2026"),  # type: ignore[arg-type]
    "an empty document": lambda: parse_strategy(""),
    "an assessment of another form": lambda: parse_assessment('{"schema_version": "9"}'),
}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_each_error_is_said_in_each_language_and_in_english_as_text(
    wrong: Callable[[], object], language: str
) -> None:
    with pytest.raises(AssessorError) as caught:
        wrong()
    error = caught.value
    assert_said_in_full(error, language)
    assert said(error, "en") == str(error) != said(error, language)
    for problem in getattr(error, "problems", ()):
        assert_said_in_full(problem, language)


def test_in_a_language_that_is_not_spoken_an_error_is_said_in_english() -> None:
    with pytest.raises(UsageError) as caught:
        load_pack("none")
    assert said(caught.value, "de") == str(caught.value)


def test_the_number_of_problems_has_its_own_form() -> None:
    error = InvalidStrategyError("x", ())
    assert said(error, "es") == "La estrategia «x» no es válida: 0 problemas."
    assert said(error, "fr") == "La stratégie «\xa0x\xa0» n’est pas valide\xa0: 0 problème."


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_wrong_with_a_pack_is_said_in_each_language(language: str, tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "rules", tmp_path / "pack")
    pack = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    pack["ideas"][1]["id"] = pack["ideas"][0]["id"]
    pack["levels"]["cap"] = "none"
    pack["levels"]["levels"][0]["from"] = 1
    pack["profiles"][0]["ideas"] = {"nowhere": 1}
    (folder / "pack.yaml").write_text(yaml.safe_dump(pack), encoding="utf-8")
    with pytest.raises(InvalidPackError) as caught:
        load_pack(folder)
    assert len(caught.value.problems) > 4
    for problem in caught.value.problems:
        assert_said_in_full(problem, language)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(("arguments", "english"), USAGE, ids=[arguments for arguments, _ in USAGE])
def test_wrong_usage_is_told_in_each_language(
    command: Command, monkeypatch: pytest.MonkeyPatch, arguments: str, english: str, language: str
) -> None:
    monkeypatch.chdir(FIXTURES)
    ended = command(*arguments.split(), LANGUAGE=language)
    assert (ended.code, ended.out) == (2, "")
    assert not [word for word in ENGLISH_WORDS if word in ended.err]
    quoted = [word for word in arguments.split() if f"'{word}'" in english]
    assert all(word in ended.err for word in quoted)


ENGLISH_WORDS = (
    "There is", "possible:", "did you mean", "Did you mean", "No such", "Missing", "Invalid value",
    "unexpected", "is not", "See '", " or ", "write ",
)  # fmt: skip


@pytest.mark.parametrize("language", TRANSLATED)
def test_validate_says_problems_in_the_language_as_text_and_as_json(command: Command, language: str) -> None:
    path = FIXTURES / "invalid" / "bad-id.yaml"
    problem = validate_strategy(path)[0]
    as_text = command("validate", path, "--lang", language)
    as_json = command("validate", path, "--lang", language, "--format", "json")
    assert as_text.err.splitlines()[0] == said(problem, language)
    shown = yaml.safe_load(as_json.out)["problems"][0]
    assert (shown["code"], shown["message"]) == (problem.code, said(problem.message, language))
    assert shown["hint"] == said(problem.hint or Message(""), language)


def test_said_is_named_beside_the_errors() -> None:
    assert {"said", "AssessorError", "Problem"} <= set(assessor.__all__)
