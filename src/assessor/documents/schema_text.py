"""From a pydantic model to a JSON Schema that an editor and a reader can use.

In: a model. Out: a schema as plain values. Must never know: which model it is.

Pydantic writes an optional field as two alternatives, which gives poor messages and slow judging. Here a
field that may be blank has ``null`` among its types, and closed lists stand where they are used. The titles
that it makes of names are dropped: they say in English what the key says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: Any, title: str, description: str, *, blank_lists: bool = False) -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a model or type, made tidy.

    Args:
        model: a pydantic model, or any type that pydantic understands.
        title: title of the schema.
        description: what it describes.
        blank_lists: whether a list may be left blank (null) instead of being left out.
    """
    raw = TypeAdapter(model).json_schema(mode="validation")
    return tidy_schema(raw, title, description, blank_lists=blank_lists)


def tidy_schema(
    raw: dict[str, Any], title: str, description: str, *, blank_lists: bool = False
) -> dict[str, Any]:
    """Return a schema as pydantic writes it, made tidy, under a title and a description."""
    definitions = raw.pop("$defs", {})
    lists = {name: entry for name, entry in definitions.items() if "enum" in entry}
    tidy = _tidy(raw, lists, blank_lists)
    rest = {
        name: _tidy(entry, lists, blank_lists) for name, entry in definitions.items() if name not in lists
    }
    head = {"$schema": DIALECT, "title": title, "description": description}
    body = {key: value for key, value in tidy.items() if key not in head}
    return {**head, **body, **({"$defs": rest} if rest else {})}


def schema_text(schema: Mapping[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _tidy(node: Any, lists: Mapping[str, Any], blank_lists: bool) -> Any:
    if isinstance(node, list):
        return [_tidy(entry, lists, blank_lists) for entry in node]
    if not isinstance(node, dict):
        return node
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    if name in lists:
        node = {**_closed_list(lists[name]), **{k: v for k, v in node.items() if k != "$ref"}}
    node = {
        key: value if key == "examples" and isinstance(value, list) else _tidy(value, lists, blank_lists)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
    if "anyOf" in node:
        node = _merged(node)
    if isinstance(node.get("properties"), dict):
        _drop_empty_defaults(node)
        if blank_lists:
            _allow_blank_lists(node)
    return node


def _closed_list(entry: Mapping[str, Any]) -> dict[str, Any]:
    about = {key: value for key, value in entry.items() if key not in ("description", "title")}
    return {"type": entry.get("type", "string"), **about}


def _merged(node: dict[str, Any]) -> dict[str, Any]:
    """Join alternatives of different simple types into one schema with several types."""
    branches = node["anyOf"]
    if not all("type" in branch and "properties" not in branch for branch in branches):
        return node
    kinds = [kind for branch in branches for kind in _as_list(branch["type"])]
    if len(set(kinds)) != len(kinds):
        return node
    merged: dict[str, Any] = {key: value for key, value in node.items() if key != "anyOf"}
    for branch in branches:
        merged = {**branch, **merged}
    merged["type"] = [kind for kind in kinds if kind != "integer" or "number" not in kinds]
    if "enum" in merged and "null" in kinds:
        merged["enum"] = [*merged["enum"], None]
    if "const" in merged and "null" in kinds:
        merged["enum"] = [merged.pop("const"), None]
    return merged


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _allow_blank_lists(node: dict[str, Any]) -> None:
    required = node.get("required", [])
    for key, value in node["properties"].items():
        if value.get("type") == "array" and key not in required:
            value["type"] = ["array", "null"]


def _drop_empty_defaults(node: dict[str, Any]) -> None:
    for value in node["properties"].values():
        if "default" in value and value["default"] in (None, [], {}):
            del value["default"]
