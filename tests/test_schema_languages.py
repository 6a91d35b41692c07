"""The schema of a strategy in each language: the English one in other words, which judges alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from jsonschema import Draft202012Validator
from places import ROOT

from assessor import resources
from assessor.speech import ENGLISH, LANGUAGES
from assessor.strategy.schema import strategy_schema
from assessor.strategy.vocabulary import VOCABULARIES
from assessor.strategy.words import Words, words_in

TRANSLATED = [language for language in LANGUAGES if language != ENGLISH]
SAID = ("title", "description", "examples", "enumDescriptions", "x-form")
ENGLISH_SCHEMA = resources.schema("strategy")


def judging(node: Any) -> Any:
    """Return a schema without what it says to people; a property of such a name holds a schema, and stays."""
    if isinstance(node, list):
        return [judging(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {key: judging(value) for key, value in node.items() if key not in SAID or isinstance(value, dict)}


def parts(node: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each mapping within a schema that has examples or a vocabulary."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from parts(value, f"{path}.{key}")
    if isinstance(node, dict) and (isinstance(node.get("examples"), list) or "x-vocabulary" in node):
        yield path, node


def said(schema: Mapping[str, Any]) -> dict[tuple[str | int, ...], Words]:
    return {words.path: words for words in words_in(schema)}


# --- what it judges by


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_schema_judges_as_the_english_one_does(language: str) -> None:
    schema = resources.schema("strategy", language)
    Draft202012Validator.check_schema(schema)
    assert judging(schema) == judging(ENGLISH_SCHEMA)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_schema_differs_from_the_english_one_in_words_only(language: str) -> None:
    blank = {}
    for name, schema in (("one", strategy_schema(language)), ("other", ENGLISH_SCHEMA)):
        blank[name] = deepcopy(schema)
        for path in said(schema):
            holder: Any = blank[name]
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = ""
    assert blank["one"] == blank["other"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_valid_where_it_stands(language: str) -> None:
    schema = resources.schema("strategy", language)
    found = [(path, node) for path, node in parts(schema) if "examples" in node]
    assert len(found) > 300
    for path, node in found:
        judge = Draft202012Validator({**node, "$defs": schema["$defs"]})
        assert all(judge.is_valid(example) for example in node["examples"]), path


# --- what it says


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_left_in_english(language: str) -> None:
    found, english = said(resources.schema("strategy", language)), said(ENGLISH_SCHEMA)
    assert found.keys() == english.keys()
    same = {words.text for path, words in found.items() if words.text == english[path].text}
    assert not [text for text in same if len(text.split()) > 2]
    assert len(same) < 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_value_of_a_closed_list_is_explained(language: str) -> None:
    found = [node for _, node in parts(resources.schema("strategy", language)) if "x-vocabulary" in node]
    assert {node["x-vocabulary"] for node in found} == set(VOCABULARIES)
    for node in found:
        entries = tuple(entry for entry in node["enum"] if entry is not None)
        assert entries == VOCABULARIES[node["x-vocabulary"]]
        assert len(node["enumDescriptions"]) == len(entries)
        assert all(meaning.strip() for meaning in node["enumDescriptions"])


@pytest.mark.parametrize(
    ("name", "field", "meaning"),
    [("Objective", "dimension", "económica"), ("DiagnosisPart", "geography", "económica"),
     ("Indicator", "family", "operativa"), ("PlanningInstrument", "context", "operativo"),
     ("CapacityAnalysis", "covers", "operativas")],
)  # fmt: skip
def test_a_value_is_explained_in_the_gender_and_number_of_its_list(
    name: str, field: str, meaning: str
) -> None:
    node = resources.schema("strategy", "es")["$defs"][name]["properties"][field]
    assert meaning in node.get("items", node)["enumDescriptions"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A hub for river cities."),
        ("es", "Un punto de encuentro de ciudades fluviales."),
        ("pt", "Um ponto de encontro de cidades ribeirinhas."),
        ("fr", "Un carrefour des villes fluviales."),
    ],
)
def test_examples_of_free_text_are_translated_and_values_stay(language: str, said: str) -> None:
    definitions = resources.schema("strategy", language)["$defs"]
    assert definitions["Territory"]["properties"]["role_sought"]["examples"] == [said]
    assert definitions["Document"]["properties"]["kind"]["examples"] == ["strategy"]
    assert definitions["Action"]["properties"]["budget"]["examples"] == [{"amount": 25000, "currency": "EUR"}]
    assert definitions["Indicator"]["properties"]["id"]["examples"] == ["obj-1"]


# --- where it is found


@pytest.mark.parametrize("language", LANGUAGES)
def test_schema_prints_that_of_a_language(command: Command, language: str) -> None:
    ending = "" if language == ENGLISH else f".{language}"
    path = ROOT / "schemas" / f"strategy{ending}.schema.json"
    assert command("schema", "--lang", language).out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rule-pack", "assessment"])
def test_the_schemas_for_developers_are_in_english_whatever_the_language(command: Command, name: str) -> None:
    assert command("schema", name, "--lang", "es") == command("schema", name)
    assert resources.schema_path(name, "fr") == resources.schema_path(name)


@pytest.mark.parametrize("arguments", [("schema",), ("init", "-")])
def test_a_language_that_is_not_spoken_is_refused_in_one_sentence(
    command: Command, arguments: tuple[str, ...]
) -> None:
    ended = command(*arguments, "--lang", "de")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "There is no language 'de'; possible: en, es, fr or pt."
