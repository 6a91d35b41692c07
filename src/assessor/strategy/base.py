"""What every part of a strategy document shares: value types, entries, and how fields are declared.

In: nothing. Out: base classes and field helpers for the model. Must never know: files, rules, scores.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from assessor.messages import Message

REFERS_TO: Final = "x-refers-to"
"""Key in the JSON Schema of a reference: the kind of item that it names."""

FORM: Final = "x-form"
"""Key in the JSON Schema of a text with a pattern: the pattern in words."""

ALL_FIELDS: Final = "all"
"""Entry of ``unknown`` that stands for every field that is not given."""

NOT_BLANK: Final = r"\S"
"""Pattern of free text, which may be anything that is not blank."""

MAX_TEXT: Final = 10_000
DATE_PATTERN: Final = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_DATE_IN_WORDS: Final = Message("a year, a month or a day, such as 2027, 2027-06 or 2027-06-30")


def formed(pattern: str, words: Message) -> Any:
    """Require a pattern that ends in ``$``, and say in words what it asks.

    In JSON Schema ``$`` is the end of the text; in Python it also stands before a last line break.
    """
    return (
        StringConstraints(pattern=pattern.removesuffix("$") + r"\Z"),
        Field(json_schema_extra={"pattern": pattern, FORM: words}),
    )


Text = Annotated[str, Strict(), StringConstraints(pattern=NOT_BLANK, min_length=1, max_length=MAX_TEXT)]
Id = Annotated[
    str,
    Strict(),
    StringConstraints(max_length=80),
    *formed(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", Message("a short name of letters, digits, '.', '_' and '-'")),
]
Language = Annotated[
    str,
    Strict(),
    *formed(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", Message("a language code such as 'es' or 'pt-BR'")),
]
YesNo = Annotated[bool, Strict()]


def _no_boolean(value: Any) -> Any:
    if isinstance(value, bool | str | bytes):
        raise ValueError("a number is needed")
    return value


def whole(value: Any) -> Any:
    """Return a number as a whole one if it is: JSON does not tell 1.0 from 1."""
    _no_boolean(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


Number = Annotated[int | float, BeforeValidator(_no_boolean), WithJsonSchema({"type": "number"})]
Amount = Annotated[
    int | float,
    Field(ge=0),
    BeforeValidator(_no_boolean),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
Whole = Annotated[int, Field(ge=0), BeforeValidator(whole)]
Year = Annotated[int, Field(ge=1000, le=2999), BeforeValidator(whole)]


def _date(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if not 1000 <= value <= 2999:
            raise ValueError("a year from 1000 to 2999 is needed")
        return str(value)
    return value


Date = Annotated[
    str,
    Strict(),
    *formed(DATE_PATTERN, _DATE_IN_WORDS),
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1000,
            "maximum": 2999,
            "pattern": DATE_PATTERN,
            FORM: _DATE_IN_WORDS,
        }
    ),
]
"""A year, a month or a day: ``2027``, ``2027-06``, ``2027-06-30``. Kept as text."""


T = TypeVar("T")
Many = list[T]
"""A list that may be left blank: see ``Record``."""


def empty() -> list[Any]:
    """Return a new empty list: what a list is that a document leaves out.

    Pydantic looks at the signature of each factory; that of ``list`` takes it ten times as long.
    """
    return []


def about(description: str, example: Any = None) -> Any:
    """Declare an optional field: what it holds, and one example for the schema."""
    return Field(default=None, description=description, examples=None if example is None else [example])


def several(description: str, example: Any = None) -> Any:
    """Declare an optional list: what it holds, and one example entry for the schema."""
    return Field(
        default_factory=empty,
        description=description,
        examples=None if example is None else [[example]],
    )


def one(kind: str, description: str) -> Any:
    """Declare a reference to one item of ``kind``, by its id."""
    return Field(default=None, description=description, json_schema_extra={REFERS_TO: kind})


def links(kind: str, description: str) -> Any:
    """Declare references to items of ``kind``, by their ids."""
    return Field(default_factory=empty, description=description, json_schema_extra={REFERS_TO: kind})


class Record(BaseModel):
    """A value object: it has fields and no identity, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, regex_engine="python-re", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_left_out(cls, content: Any) -> Any:
        """Take a key without a value as if it were not there."""
        if isinstance(content, dict) and None in content.values():
            fields = cls.model_fields
            return {key: value for key, value in content.items() if value is not None or key not in fields}
        return content


class Evidence(Record):
    """Where something is said: document, page, passage, address."""

    document: Text | None = about("Title of the document.", "Annual report 2024")
    page: Text | Whole | None = about("Page or pages.", 12)
    passage: Text | None = about("The words themselves, or the section.", "Section 3.2")
    address: Text | None = about("Where it can be read.", "archive, box 7")


class Entry(Record):
    """Anything that a document can announce, leave unexamined, and give evidence for."""

    announced: YesNo | None = about("Whether the document only says that it will come.", True)
    unknown: Many[str] = several(
        f"Fields that were not examined; `{ALL_FIELDS}` stands for every field not given."
    )
    evidence: Many[Evidence] = several("Where it is said.", {"document": "Annex 1", "page": 4})
    note: Text | None = about("A remark that is not assessed.", "To be checked with the treasury.")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core_schema))
        properties = schema["properties"]
        names = assessable(cls)
        properties["unknown"]["items"]["enum"] = [*names, ALL_FIELDS]
        properties["unknown"]["examples"] = [[names[-1]]]
        # What makes an entry what it is comes first, for whoever reads the schema or a hint.
        order = ["id", *(name for name in properties if name not in _COMMON), *_COMMON[1:]]
        schema["properties"] = {name: properties[name] for name in order if name in properties}
        return schema

    @model_validator(mode="after")
    def _unknown_names_fields(self) -> Self:
        allowed = unknowable(type(self))
        for name in self.unknown:
            if name not in allowed:
                raise ValueError(f"'{name}' is no field that can be unknown")
        return self


class Item(Entry):
    """An entry of a list. Its id is how others refer to it, and how a finding stays the same over time."""

    id: Id | None = about("A short name, unique among its kind.", "obj-1")


class Section(Entry):
    """A part of the document of which there is one."""


_COMMON: Final = ("id", "announced", "unknown", "evidence", "note")


@cache
def assessable(entry: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that rules can read, in order; ``period.end`` for inner fields."""
    names: list[str] = []
    for name, field in entry.model_fields.items():
        if name in _COMMON:
            continue
        names.append(name)
        inner = _record_type(field.annotation)
        if inner is not None:
            names.extend(f"{name}.{key}" for key in assessable(inner))
    return tuple(names)


@cache
def unknowable(entry: type[Record]) -> frozenset[str]:
    """Return what ``unknown`` of an entry may list."""
    return frozenset((*assessable(entry), ALL_FIELDS))


def _record_type(annotation: Any) -> type[Record] | None:
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Record):
            return candidate
    return None
