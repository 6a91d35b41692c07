"""Which language a call speaks: the one asked for, or that of the environment. Nothing of it stays behind."""

from __future__ import annotations

import gettext
import json
import os
import shutil
from pathlib import Path

import pytest
from catalogues import TRANSLATED, translation
from command import Command, command_fixture, in_its_own_process  # noqa: F401
from places import FIXTURES, ROOT

from assessor import InputOutputError, load_strategy, speech
from assessor.cli.language import VARIABLES, language_of_call

TYPICAL = FIXTURES / "typical.yaml"
DAY = ("--as-of", "2026-06-01")
NOWHERE = {"en": "There is no file", "es": "No existe el archivo", "fr": "Il n’y a pas de fichier",
           "pt": "Não existe o arquivo"}  # fmt: skip


# --- the environment


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"), ({"LANG": "pt_BR"}, "pt"), ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"), ({"LANG": "pt-BR"}, "pt"), ({"LANG": "ES"}, "es"),
        ({"LANG": "C"}, "en"), ({"LANG": "POSIX"}, "en"), ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"), ({"LANG": "?"}, "en"), ({"LANG": "estonian"}, "en"),
        ({"LC_MESSAGES": "pt_BR.UTF-8", "LANG": "es_ES.UTF-8"}, "pt"),
        ({"LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "pt_BR.UTF-8", "LANG": "es_ES.UTF-8"}, "fr"),
        ({"LANGUAGE": "es", "LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "pt_BR", "LANG": "en_GB"}, "es"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "es_ES.UTF-8"}, "es"),
        ({"LC_ALL": "C", "LANG": "es_ES.UTF-8"}, "en"), ({"LC_ALL": "de", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LANGUAGE": "de:fr:es"}, "fr"), ({"LANGUAGE": "en:es"}, "en"), ({"LANGUAGE": "de:C:es"}, "en"),
        ({"LANGUAGE": "ca:es_ES:en", "LANG": "ca_ES.UTF-8"}, "es"),
    ],
)  # fmt: skip
def test_the_environment_is_read_as_gettext_reads_it(environment: dict[str, str], language: str) -> None:
    assert language_of_call([], environment) == language


@pytest.mark.parametrize(
    "environment", [{}, {"LANG": "es"}, {"LANGUAGE": "de:pt", "LANG": "es"}, {"LC_ALL": "C"}]
)
def test_click_finds_its_words_where_the_environment_is_read_the_same(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = gettext.find(speech.DOMAIN, speech.LOCALE)
    assert (Path(found).parts[-3] if found else "en") == language_of_call([], environment)


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_command_speaks_the_language_of_the_environment(
    command: Command, monkeypatch: pytest.MonkeyPatch, variable: str, language: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    ended = command("validate", "nowhere.yaml", **{variable: f"{language}_XX.UTF-8"})
    assert ended.err.startswith(NOWHERE[language])


# --- what is asked for


@pytest.mark.parametrize(
    "arguments",
    ["validate nowhere --lang es", "validate --lang=es nowhere", "--lang es validate nowhere",
     "--lang=es validate nowhere", "--lang fr validate nowhere --lang es"],
)  # fmt: skip
def test_what_is_asked_for_wins_before_the_command_or_after_it(command: Command, arguments: str) -> None:
    assert command(*arguments.split(), LANGUAGE="pt").err.startswith(NOWHERE["es"])


@pytest.mark.parametrize("arguments", ["--lang en validate nowhere", "validate nowhere --lang en"])
def test_english_can_be_asked_for(command: Command, arguments: str) -> None:
    assert command(*arguments.split(), LANGUAGE="pt").err.startswith(NOWHERE["en"])


@pytest.mark.parametrize("arguments", [["--lang", "es"], ["-h", "--lang=es"], ["--lang=de", "--lang", "es"]])
def test_what_is_asked_for_is_known_before_options_are_read(arguments: list[str]) -> None:
    assert language_of_call(["assess", *arguments], {"LANGUAGE": "fr"}) == "es"


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "xx"], ["--lang="], ["--", "--lang", "es"]])
def test_where_nothing_that_is_spoken_is_asked_for_the_environment_is_listened_to(
    arguments: list[str],
) -> None:
    assert language_of_call(["assess", *arguments], {"LANGUAGE": "fr"}) == "fr"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("validate x --lang xx", "There is no language 'xx'; possible: en, es, fr or pt."),
        ("--lang xx schema", "There is no language 'xx'; possible: en, es, fr or pt."),
        ("pack check --lang ess", "There is no language 'ess'; did you mean 'es'?"),
        ("init - --lang xx", "There is no language 'xx'; possible: en, es, fr or pt."),
        ("completion bash --lang xx", "There is no language 'xx'; possible: en, es, fr or pt."),
        ("assess x --lang xx", "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
        ("--lang xx assess x", "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
        ("explain x MEA-01 --lang xx", "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
        ("criteria --lang xx", "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
        ("criteria show MEA-01 --lang xx", "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
    ],
)
def test_a_language_that_there_is_not_is_one_sentence_with_those_that_there_are(
    command: Command, arguments: str, sentence: str
) -> None:
    ended = command(*arguments.split())
    assert (ended.code, ended.out, ended.err) == (2, "", f"{sentence}\n")


def test_a_language_that_there_is_not_is_told_in_that_of_the_environment(command: Command) -> None:
    ended = command("validate", "x", "--lang", "xx", LANGUAGE="es")
    assert ended.err == "No existe el idioma «xx»; opciones: en, es, fr o pt.\n"


# --- the words of a pack


@pytest.mark.parametrize("language", TRANSLATED)
def test_an_assessment_is_made_in_the_language_of_the_environment_as_if_it_were_asked_for(
    command: Command, language: str
) -> None:
    asked = command("assess", TYPICAL, *DAY, "--format", "json", "--lang", language)
    assert json.loads(asked.out)["settings"]["language"] == language
    assert command("assess", TYPICAL, *DAY, "--format", "json", LANGUAGE=language).out == asked.out


@pytest.fixture(name="english_pack")
def english_pack_fixture(tmp_path: Path) -> Path:
    """A pack with words in English alone."""
    folder = shutil.copytree(ROOT / "rules", tmp_path / "pack")
    for path in (*folder.glob("text/*.po"), *folder.glob("compiled*.json")):
        path.unlink()
    with (folder / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("# Other rules than those that other tests have in use, by their digest.\n")
    return folder


def test_a_pack_without_words_in_the_language_of_the_environment_is_told_in_english(
    command: Command, english_pack: Path
) -> None:
    arguments = ("assess", TYPICAL, *DAY, "--format", "json", "--pack", english_pack)
    spanish = command(*arguments, LANGUAGE="es")
    assert (spanish.code, spanish.out) == (0, command(*arguments).out)


def test_a_pack_without_words_in_a_language_that_is_asked_for_is_refused(
    command: Command, english_pack: Path
) -> None:
    ended = command("assess", TYPICAL, "--pack", english_pack, "--lang", "es")
    assert ended.err == "El paquete de reglas no tiene textos en «es»; opciones: en.\n"


@pytest.mark.parametrize("environment", ["", "C", "es", "fr", "de"])
def test_a_saved_assessment_stays_in_its_language_whatever_the_environment_says(
    command: Command, tmp_path: Path, environment: str
) -> None:
    saved = tmp_path / "saved.json"
    command("assess", TYPICAL, *DAY, "--format", "json", "--lang", "es", "--output", saved)
    spanish = command("assess", TYPICAL, *DAY, "--format", "markdown", "--lang", "es").out
    assert command("report", saved, "--format", "markdown", LANGUAGE=environment).out == spanish
    french = command("assess", TYPICAL, *DAY, "--format", "markdown", "--lang", "fr").out
    assert command("report", saved, "--format", "markdown", "--lang", "fr").out == french


# --- nothing stays behind


def test_a_call_leaves_the_environment_and_gettext_as_they_were(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gettext.textdomain(), dict(os.environ)
    command("--lang", "es", "--help")
    command("validate", "nowhere.yaml", "--lang", "fr")
    assert (gettext.textdomain(), dict(os.environ)) == before
    monkeypatch.delenv("LANGUAGE")
    command("--lang", "es", "--help", LC_ALL="C")
    assert "LANGUAGE" not in os.environ


@pytest.mark.parametrize("variable", VARIABLES)
def test_programs_that_use_the_package_are_told_in_english_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "es")
    with pytest.raises(InputOutputError, match="There is no file"):
        load_strategy("nowhere.yaml")


@pytest.mark.parametrize("language", TRANSLATED)
def test_in_a_process_of_its_own_a_command_speaks_the_language(language: str) -> None:
    ended = in_its_own_process(["--help"], env={"LANGUAGE": language, "PYTHONUTF8": "1"})
    assert translation("Show this message and exit.", language) in ended.stdout.decode()


def test_the_shell_is_offered_the_languages() -> None:
    typing = {"COMP_WORDS": "assessor assess x --lang ", "COMP_CWORD": "4"}
    ended = in_its_own_process([], env={"_ASSESSOR_COMPLETE": "bash_complete", **typing})
    assert ended.stdout.decode().split() == [f"plain,{name}" for name in speech.LANGUAGES]
