"""What the schema of a strategy says to people, and the same schema in another language.

In: a schema, and a language. Out: its words with their places; the schema in other words, which judges alike.

Words are titles and descriptions, meanings of entries, forms of texts, and examples of free text. Keys, ids,
entries, numbers and dates are no words: they are the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from assessor.speech import Speech
from assessor.strategy.base import FORM, NOT_BLANK
from assessor.strategy.vocabulary import LIST_OF, MEANINGS

DOMAIN: Final = "strategy"
"""The catalogues of what the layer of the strategy says."""
_SAID: Final = ("title", "description", FORM)

Node = Mapping[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words, and where they stand in the schema."""

    path: Path
    text: str
    vocabulary: str | None = None
    """The vocabulary of which they are the meaning of an entry: "economic" is not said alike of all."""


def words_in(schema: Node) -> Iterator[Words]:
    """Yield all words of a schema, in its order."""
    yield from _words(schema, (), schema["$defs"])


def reworded(schema: Node, say: Speech) -> dict[str, Any]:
    """Return a schema in the words of another language."""
    result: dict[str, Any] = deepcopy(dict(schema))
    for words in words_in(schema):
        holder: Any = result
        for key in words.path[:-1]:
            holder = holder[key]
        said = say.within(words.vocabulary, words.text) if words.vocabulary else say(words.text)
        holder[words.path[-1]] = said
    return result


def _words(node: Node, path: Path, definitions: Node) -> Iterator[Words]:
    for key in _SAID:
        if key in node:
            yield Words((*path, key), node[key])
    for place, meaning in enumerate(node.get(MEANINGS, ())):
        yield Words((*path, MEANINGS, place), meaning, node[LIST_OF])
    for place, example in enumerate(node.get("examples", ())):
        yield from _prose(example, node, (*path, "examples", place), definitions)
    for way, inner in _parts(node):
        yield from _words(inner, (*path, *way), definitions)


def _parts(node: Node) -> Iterator[tuple[Path, Node]]:
    """Yield the schemas within a schema, each with the way to it."""
    for key in ("properties", "$defs"):
        for name, inner in node.get(key, {}).items():
            yield (key, name), inner
    for place, branch in enumerate(node.get("anyOf", ())):
        yield ("anyOf", place), branch
    if "items" in node:
        yield ("items",), node["items"]


def _prose(value: Any, node: Node, path: Path, definitions: Node) -> Iterator[Words]:
    """Yield what is free text in an example of what a part of the schema allows."""
    node = at_last(node, definitions)
    if isinstance(value, str) and node.get("pattern") == NOT_BLANK:
        yield Words(path, value)
    elif isinstance(value, list):
        for place, entry in enumerate(value):
            yield from _prose(entry, node["items"], (*path, place), definitions)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _prose(inner, node["properties"][key], (*path, key), definitions)


def at_last(node: Node, definitions: Node) -> Node:
    """Return what a part of the schema is when it is not blank, in place of a reference to it."""
    for branch in node.get("anyOf", ()):
        if branch != {"type": "null"}:
            node = branch
    if "$ref" in node:
        found: Node = definitions[node["$ref"].removeprefix("#/$defs/")]
        return found
    return node
