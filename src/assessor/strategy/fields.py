"""What type each field of a strategy has.

In: a kind and a field's name. Out: its type. Rules are checked against this, and facts are read with it.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from assessor.strategy.base import Record, assessable, empty
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES, Vocabulary, vocabulary_name

FieldSort = Literal["text", "number", "yes-no", "entry", "reference", "record"]


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field: its sort, whether it holds several, and what it names."""

    sort: FieldSort
    several: bool = False
    target: str | None = None
    """The vocabulary of an entry, or the kind of a reference."""


@cache
def fields_of(kind: str) -> Mapping[str, FieldType]:
    """Return the fields of a kind that rules can read, without derived ones, with their types."""
    model = KINDS[kind].model
    return {name: _type_at(kind, model, name) for name in assessable(model)}


_LABELS: Final = (
    "name", "statement", "title", "subject", "city", "body", "role", "text", "partner", "challenge",
)  # fmt: skip


@cache
def labels_of(kind: str) -> tuple[str, ...]:
    """Return the fields that an item of a kind can be called by, the first that is given being its name."""
    fields = fields_of(kind)
    return tuple(name for name in _LABELS if name in fields and fields[name] == FieldType("text"))


def vocabulary_size(name: str) -> int:
    """Return the number of entries of a vocabulary."""
    return len(VOCABULARIES[name])


def _type_at(kind: str, model: type[Record], path: str) -> FieldType:
    head, _, rest = path.partition(".")
    info = model.model_fields[head]
    if rest:
        inner = next(c for c in _classes(info.annotation) if issubclass(c, Record))
        return _type_at(kind, inner, rest)
    reference = KINDS[kind].references.get(head)
    if reference is not None and model is KINDS[kind].model:
        return FieldType("reference", info.default_factory is empty, reference)
    return _plain_type(info)


def _plain_type(info: FieldInfo) -> FieldType:
    several = info.default_factory is empty
    for candidate in _classes(info.annotation):
        if issubclass(candidate, Vocabulary):
            return FieldType("entry", several, vocabulary_name(candidate))
        if issubclass(candidate, Record):
            return FieldType("record", several)
        if candidate is bool:
            return FieldType("yes-no", several)
        if candidate in (int, float):
            return FieldType("number", several)
    return FieldType("text", several)


def _classes(annotation: Any) -> list[type]:
    """Return the classes that an annotation allows, without None and without ``list`` itself."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _classes(get_args(annotation)[0])
    if origin in (Union, types.UnionType, list):
        return [c for inner in get_args(annotation) for c in _classes(inner)]
    return [annotation] if isinstance(annotation, type) and annotation is not types.NoneType else []
