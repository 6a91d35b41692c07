"""A document to fill in: valid as it stands, complete, and nothing that counts before it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from catalogues import TRANSLATED, translation
from command import Command, command_fixture, in_its_own_process  # noqa: F401

from assessor import assess, load_pack, parse_strategy, resources
from assessor.pack.lookup import find_profile
from assessor.pack.uses import criteria_of, fields_used
from assessor.speech import ENGLISH, LANGUAGES
from assessor.strategy.base import assessable
from assessor.strategy.model import KINDS
from assessor.strategy.template import template

QUICK = fields_used(load_pack(), criteria_of(load_pack(), find_profile(load_pack(), "quick")))
WHOLE = {language: template(2026, language=language) for language in LANGUAGES}
SHORT = {language: template(2026, QUICK, language=language) for language in LANGUAGES}
TEMPLATES = {f"{name} {language}": texts[language] for name, texts in (("whole", WHOLE), ("quick", SHORT))
             for language in LANGUAGES}  # fmt: skip


def filled_in(text: str) -> str:
    """Return a template with every comment sign taken away before an example, and nothing unknown."""
    start = text.index("# ---- document")
    lines = [
        line for line in text[start:].splitlines() if not line.startswith("# ----") and "[all]" not in line
    ]
    return "schema_version: 1\n" + "\n".join(re.sub(r"^( *)# ?", r"\1", line) for line in lines)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_valid_as_it_stands_and_shows_nothing(name: str) -> None:
    strategy = parse_strategy(TEMPLATES[name])
    result = assess(strategy)
    assert all(idea.score == 0 for idea in result.ideas)
    assert not any(idea.rated for idea in result.ideas)
    assert all(idea.high == 100 for idea in result.ideas)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_with_its_examples_taken_as_they_are_is_valid(name: str) -> None:
    strategy = parse_strategy(filled_in(TEMPLATES[name]))
    assert strategy.objectives[0].id == "objective-1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_template_has_every_field_that_rules_can_read(language: str) -> None:
    strategy = parse_strategy(filled_in(WHOLE[language]))
    for kind in KINDS.values():
        part = getattr(strategy, kind.key)
        entry = part if kind.single else part[0]
        for name in assessable(kind.model):
            # What is named must be there: ties to other items stay behind a sign of their own.
            if "." not in name and name not in kind.references:
                assert getattr(entry, name) not in (None, []), f"{kind.name} {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_explained_in_the_language(language: str) -> None:
    definitions = resources.schema("strategy", language)["$defs"]
    lines = [re.sub(r"^[ #]*", "", line) for line in WHOLE[language].splitlines()]
    for kind in KINDS.values():
        after = lines[next(i for i, line in enumerate(lines) if line.startswith(f"---- {kind.key}: ")) :]
        for name in assessable(kind.model):
            if "." in name or name in ("title", "period") or (kind.key, name) == ("territory", "name"):
                continue
            place = next(i for i, line in enumerate(after) if line.startswith(f"{name}: "))
            about = definitions[kind.model.__name__]["properties"][name]["description"].rstrip(".")
            assert about in " ".join(after[:place]), f"{kind.name} {name}"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH])
@pytest.mark.parametrize("texts", [WHOLE, SHORT], ids=["whole", "quick"])
def test_no_comment_is_left_in_english(language: str, texts: dict[str, str]) -> None:
    def comments(text: str) -> set[str]:
        lines = [line.strip() for line in text.splitlines()]
        return {line for line in lines if re.match(r"[# ]*# [\w(]+[^:\[]* \w+[^:]*$", line)}

    assert len(comments(texts[language])) > 20
    assert not comments(texts[language]) & comments(texts[ENGLISH])


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "# Its dimension: political, economic, cooperation, communication, services."),
        ("es", "# Su dimensión: political (política), economic (económica), cooperation (cooperación),"),
        ("pt", "# A sua dimensão: political (política), economic (econômica), cooperation (cooperação),"),
        (
            "fr",
            "# Sa dimension\xa0: political (politique), economic (économique), cooperation (coopération),",
        ),
    ],
)
def test_a_closed_list_is_shown_with_what_its_values_mean(language: str, line: str) -> None:
    assert line in [shown.removeprefix("#").strip() for shown in SHORT[language].splitlines()]


def test_no_value_of_a_list_is_broken_across_lines() -> None:
    assert not re.search(r"[a-z]-\n", WHOLE["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_template_is_short(language: str) -> None:
    assert len(SHORT[language].splitlines()) < len(WHOLE[language].splitlines()) / 2


def test_the_quick_template_covers_the_essentials() -> None:
    essentials = {c.id for c in load_pack().criteria if c.essential is not None}
    assert essentials <= set(criteria_of(load_pack(), find_profile(load_pack(), "quick")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quick_document_filled_in_is_wholly_determined_by_the_quick_profile(language: str) -> None:
    result = assess(parse_strategy(filled_in(SHORT[language])), profile="quick")
    assert result.second is not None
    assert all(idea.score == idea.high for idea in result.second.ideas)


def test_init_writes_a_file_and_says_what_to_do_next(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    ended = command("init", path)
    assert ended.code == 0
    assert f"assessor assess {path}" in ended.out
    assert command("validate", path).code == 0


@pytest.mark.parametrize("language", TRANSLATED)
def test_init_speaks_the_language_asked_for(command: Command, tmp_path: Path, language: str) -> None:
    path = tmp_path / "mine.yaml"
    ended = command("init", "--quick", "--lang", language, path)
    told = f"assessor assess {path} --profile quick --lang {language}"
    sentence = translation("Wrote {file}. Fill it in, then: {command}", language)
    assert (ended.code, ended.out) == (0, sentence.format(file=path, command=told) + "\n")
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == SHORT[language].splitlines()[0]
    assert f"--profile quick --lang {language}\n" in text
    assert f"assessor schema --lang {language} --output strategy.schema.json\n" in text
    assert command("validate", path).code == 0


def test_init_does_not_write_over_a_file(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("precious", encoding="utf-8")
    ended = command("init", path)
    assert (ended.code, path.read_text(encoding="utf-8")) == (2, "precious")
    assert "give another name, or --force" in ended.err
    assert command("init", "--quick", "--force", path).code == 0
    assert "precious" not in path.read_text(encoding="utf-8")


def test_init_says_in_one_sentence_that_a_name_is_too_long(command: Command, tmp_path: Path) -> None:
    ended = command("init", tmp_path / ("x" * 300 + ".yaml"))
    assert ended.code == 5
    assert ended.sentence.endswith("cannot be written: file name too long.")


def test_init_writes_to_standard_output(command: Command) -> None:
    ended = command("init", "--quick", "-")
    assert (ended.code, ended.err) == (0, "")
    assert parse_strategy(ended.out).document.title


def test_what_init_writes_to_standard_output_is_utf_8_whatever_the_terminal_speaks() -> None:
    arguments = ["init", "--quick", "--lang", "es", "-"]
    ended = in_its_own_process(arguments, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ended.returncode == 0
    assert "# Cómo completar este documento" in ended.stdout.decode()
    assert parse_strategy(ended.stdout).document.title == "El título de su estrategia"
