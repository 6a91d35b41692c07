"""The schema of a strategy and its model accept the same documents; all that is written fits its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from drawn_from_schema import WRONG, Document, documents, valid_documents
from examples import examples
from hypothesis import example, given
from jsonschema import Draft202012Validator
from places import AS_OF, STRATEGIES, stem
from pydantic import ValidationError

from assessor import assess, load_strategy, resources, to_json
from assessor.documents.positions import Mark, Positions
from assessor.documents.reading import read_tree
from assessor.documents.schema import SchemaJudge
from assessor.documents.tree import Tree
from assessor.strategy.model import Strategy

JUDGE = SchemaJudge(resources.schema("strategy"))
PLACELESS = Positions("drawn", Mark(1, 1))


def with_(**sections: Any) -> Document:
    """Return the least document, with these sections or changed ones."""
    least = {"document": {"title": "t", "period": {"start": 2024}}, "territory": {"name": "n"}}
    return {**least, **sections}


def fits_schema(document: Any) -> bool:
    return not JUDGE.problems(Tree(document, PLACELESS))


def fits_model(document: Any) -> bool:
    try:
        Strategy.model_validate(document)
    except ValidationError:
        return False
    return True


@given(valid_documents())
def test_a_document_drawn_from_the_schema_fits_schema_and_model(document: Document) -> None:
    assert Draft202012Validator(resources.schema("strategy")).is_valid(document)
    assert fits_schema(document)
    assert fits_model(document)


@examples(400)
@given(documents())
@example(with_(territory=None))
@example(with_(objectives=None, unknown=None))
@example(with_(objectives=[{"id": "a\n"}]))
@example(with_(document={"title": "t", "language": "es\n", "period": {"start": 2024}}))
@example(with_(document={"title": "t", "period": {"start": "2024\n"}}))
@example(with_(schema_version="1\n"))
@example(with_(document={"title": "t", "period": {"start": 2024.0, "end": 2028.5}}))
@example(with_(territory={"name": "n", "population": 1.0}))
@example(with_(territory={"name": "n", "population": True}))
@example(with_(unlisted={"objectives": 1_000_001}))
@example(with_(objectives=[{"evidence": [{"page": True}]}]))
@example(with_(vision={"no such key": None}))
def test_schema_and_model_accept_the_same_documents(document: Document) -> None:
    assert fits_schema(document) is fits_model(document)


PROPERTIES = resources.schema("strategy")["$defs"]["Objective"]["properties"]


@pytest.mark.parametrize("field", PROPERTIES)
def test_schema_and_model_agree_on_every_wrong_value_of_every_field_of_an_objective(field: str) -> None:
    documents = [with_(objectives=[{field: value}]) for value in WRONG]
    assert [fits_schema(document) for document in documents] == [
        fits_model(document) for document in documents
    ]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:20])
def test_schema_and_model_agree_on_a_wrong_value_in_the_place_of_any_section(value: Any) -> None:
    keys = resources.schema("strategy")["properties"]
    documents = [with_(**{key: value}) for key in keys]
    assert [fits_schema(document) for document in documents] == [
        fits_model(document) for document in documents
    ]


@pytest.mark.parametrize("document", [None, [], "text", 1, True, {}])
def test_what_is_no_mapping_or_empty_is_refused_by_both(document: Any) -> None:
    assert not fits_schema(document)
    assert not fits_model(document)


# --- the schemas themselves


@pytest.mark.parametrize("name", resources.SCHEMAS)
def test_a_schema_is_valid_json_schema_2020_12(name: str) -> None:
    schema = json.loads(resources.schema_path(name).read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_each_strategy_in_fixtures_fits_the_schema_and_the_model(path: Path) -> None:
    document = read_tree(path.read_bytes(), path.name).value
    assert Draft202012Validator(resources.schema("strategy")).is_valid(document)
    assert fits_model(document)
    assert load_strategy(path).document.title == document["document"]["title"]


@pytest.mark.parametrize("profile", [None, "first-strategy"])
@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_an_assessment_as_json_fits_its_schema(path: Path, profile: str | None) -> None:
    written = json.loads(to_json(assess(load_strategy(path), profile=profile, as_of=AS_OF)))
    assert list(Draft202012Validator(resources.schema("assessment")).iter_errors(written)) == []


def test_the_schema_explains_every_field_of_a_strategy() -> None:
    schema = resources.schema("strategy")
    bare = [
        f"{name}.{key}"
        for name, entry in schema["$defs"].items()
        for key, value in entry["properties"].items()
        if "description" not in value and "$ref" not in value
    ]
    assert bare == []
