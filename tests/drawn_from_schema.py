"""Hypothesis strategies: documents drawn from the strategy's schema, and the same slightly wrong.

The schema says which keys there are and what they hold,
so a field that is added is drawn without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

from assessor import resources
from assessor.documents.schema import inline_references

Document = dict[str, Any]
SCHEMA: Final[Mapping[str, Any]] = inline_references(resources.schema("strategy"))
_REQUIRED: Final[Mapping[str, Any]] = {
    "document": {"title": "t", "period": {"start": 2024}},
    "territory": {"name": "n"},
}
_DATES: Final = ("2024", "2024-06", "2024-06-30", 2024, 1000, 2999)
_BY_PATTERN: Final = (("[12][0-9]{3}", _DATES), ("[a-z]{2,3}", ("es", "pt-BR", "gsw")), ("^1", ("1",)),
("A-Za-z0-9", ("a", "a.b-c_1", "9", "A" * 80)))  # fmt: skip
WRONG: Final = (
    None, True, False, "", " ", "\n", "x", "x\n", " x", "1", "NO", "true", "x y", "ä", "A" * 81, "t" * 10_001,
    0, 1, -1, 1.0, 1.5, -0.0, 2024, 2024.0, 2024.5, 999, 3000, 999.0, 3000.0, 10**29, 1e300, -5, 1_000_001,
    "2024-13", "2024-6", "2024-06-31", "2024\n", "2024-06-30T00:00", "0999", "٢٠٢٤", "es\n", "ES", "all",
    "title",
    [], {}, [None], [""], ["x"], ["x\n"], [1], [[]], [{}], [True], {"a": 1}, {"": None}, {"amount": 1},
     {"start": "2024"},
)  # fmt: skip
"""Values that are wrong in most places, and right in some."""


def _scalars(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "pattern" in schema and schema["pattern"] != r"\S":
        return st.sampled_from(next(values for key, values in _BY_PATTERN if key in schema["pattern"]))
    pools: dict[str, tuple[Any, ...]] = {
        "string": ("t", "text with words", "ä\n"), "integer": (0, 1, 412, 2.0), "number": (0, 3, 2.5, 1e9),
        "boolean": (True, False), "null": (None,),
    }  # fmt: skip
    if schema.get("minimum", 0) >= 1000:
        pools["integer"] = (1000, 2024, 2999, 2024.0)
    return st.sampled_from([value for kind in kinds for value in pools.get(kind, ())])


def _is_a(schema: Mapping[str, Any], kind: str) -> bool:
    return kind in schema.get("type", ())


def _values(draw: st.DrawFn, schema: Mapping[str, Any]) -> Any:
    """Draw a value that fits a schema."""
    if "anyOf" in schema:
        return _values(draw, draw(st.sampled_from(schema["anyOf"])))
    if _is_a(schema, "object"):
        keys = draw(st.lists(st.sampled_from(list(schema["properties"])), max_size=4, unique=True))
        keys = list(dict.fromkeys([*schema.get("required", ()), *keys]))
        return {key: _values(draw, schema["properties"][key]) for key in keys}
    if _is_a(schema, "array"):
        return [_values(draw, schema["items"]) for _ in range(draw(st.integers(0, 2)))]
    return draw(_scalars(schema))


@st.composite
def valid_documents(draw: st.DrawFn) -> Document:
    """A document that fits the schema."""
    sections = draw(st.lists(st.sampled_from(list(SCHEMA["properties"])), max_size=3, unique=True))
    document = deepcopy(dict(_REQUIRED))
    for section in sections:
        document[section] = _values(draw, SCHEMA["properties"][section])
    return document


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container in a document with each of its keys."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in entries:
        yield value, key
        yield from _places(inner)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document that fits the schema, or has one or two things that perhaps do not."""
    document = deepcopy(draw(valid_documents()))
    for _ in range(draw(st.integers(0, 2))):
        places = list(_places(document))
        if not places:
            break
        container, key = draw(st.sampled_from(places))
        what = draw(st.sampled_from(("value", "value", "value", "delete", "key")))
        if what == "value":
            container[key] = deepcopy(draw(st.sampled_from(WRONG)))
        elif what == "delete":
            del container[key]
        elif isinstance(container, dict):
            container[
                draw(st.sampled_from(("x", "", "Title", "title", "id", "note", "unknown", "announced")))
            ] = "x"
    return document
