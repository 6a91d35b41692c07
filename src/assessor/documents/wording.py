"""What the judge of a schema says, put into words.

In: an error of ``jsonschema``. Out: problems in the terms of the document: which part, what was found, what
was expected, and the nearest thing that would have been right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.positions import Path, Positions, pointer
from assessor.documents.problems import Problem, listed, nearest, possible, shorten

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES: Final = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}
_NUMBER: Final = re.compile(r"\s*-?[0-9]+(\.[0-9]+)?\s*")
_DIGIT: Final = re.compile(r"[0-9]")
_YES: Final = frozenset(("true", "yes", "y", "on", "1", "si", "sí", "sim", "oui"))
_NO: Final = frozenset(("false", "no", "n", "off", "0", "não", "nao", "non"))


def type_name(value: Any) -> str:
    """Return the type of a value as JSON Schema calls it."""
    if value is None:
        return "null"
    names = {bool: "boolean", str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return names.get(type(value), type(value).__name__)


_NOT_BLANK: Final = r"\S"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing wrong, in words."""

    code: str
    message: str
    expected: str | None = None
    hint: str | None = None
    further: Path = ()
    """From the part that the judge names to the part that is wrong."""


_Wording = Callable[["ValidationError"], Iterator[Said]]


def worded(error: ValidationError, positions: Positions) -> Iterator[Problem]:
    """Yield what an error of the judge means, in the terms of the document."""
    for said in _WORDINGS.get(str(error.validator), _other)(error):
        path = (*error.absolute_path, *said.further)
        mark = positions.nearest(path)
        at_key = said.code == "unknown-key"
        yield Problem(
            said.code,
            said.message,
            positions.name,
            mark.key_line if at_key else mark.line,
            mark.key_column if at_key else mark.column,
            pointer(path),
            found=None if said.further else _found(error.instance),
            expected=said.expected,
            hint=said.hint,
        )


def _found(value: Any) -> str:
    if isinstance(value, dict | list):
        return _TYPES[type_name(value)]
    return "nothing" if value is None else shorten(str(value).lower() if isinstance(value, bool) else value)


def _is(value: Any) -> str:
    """Return what a value is, as a message says it: ``the text '6'``, ``the number 6``, ``empty``."""
    if isinstance(value, str):
        return f"the text '{shorten(value)}'"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"the number {shorten(value)}"
    return "empty" if value is None else _found(value)


def where(path: Iterable[str | int]) -> str:
    """Return how a part of a document is called in a message: its last name, and its place in a list.

    An entry of a list within an item also names the item, since others have such a list as well.
    """
    words: list[str] = []
    numbered = False
    for part in path:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1] if words else 'entry'} {part + 1}"]
            within = f" of `{words[-2]}`" if numbered and len(words) > 1 else ""
            numbered = True
        else:
            numbered = numbered and bool(words) and words[-1][-1:].isdigit()
            words.append(shorten(part, 40))
            within = ""
    return f"`{words[-1]}`{within}" if words else "the document"


def _unknown_keys(error: ValidationError) -> Iterator[Said]:
    allowed = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in allowed:
            hint = possible(str(key), allowed)
            if str(key).isdigit() and error.instance[key] is None:
                hint = "a ',' within { } begins a new key: write numbers without it"
            parent = where(error.absolute_path)
            name = shorten(key, 40)
            message = f"{parent} has no `{name}`" if name else f"{parent} has a key without a name"
            yield Said("unknown-key", message, listed(allowed, 60), hint, (key,))


def _required(error: ValidationError) -> Iterator[Said]:
    for key in error.validator_value:
        if error.message == f"{key!r} is a required property":
            about = error.schema.get("properties", {}).get(key, {})
            yield Said("missing", f"{where(error.absolute_path)} needs `{key}`", _expected(about))


def _expected(schema: Mapping[str, Any]) -> str | None:
    kinds = schema.get("type")
    if kinds is None:
        return None
    names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]
    return listed([_TYPES[kind] for kind in names])


def _enum(error: ValidationError) -> Iterator[Said]:
    choices = [_found(choice) for choice in error.validator_value if choice is not None]
    value = error.instance
    hint = possible(value if isinstance(value, str) else "", choices, 30)
    if isinstance(value, str) and value.strip():
        message = f"{where(error.absolute_path)} is '{shorten(value)}'"
    else:
        is_now = "blank" if isinstance(value, str) else _is(value)
        message = f"{where(error.absolute_path)} must be one of the possible values, and is {is_now}"
    yield Said("not-in-list", message, listed(choices, 60), hint)


def _type(error: ValidationError) -> Iterator[Said]:
    if "enum" in error.schema:
        return  # that it is not in the list says it
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    expected = listed([_TYPES[kind] for kind in kinds if kind != "null"])
    if "integer" in kinds and "string" in kinds:
        expected = str(error.schema.get("x-form", expected))
    message = f"{where(error.absolute_path)} must be {expected}, and is {_is(error.instance)}"
    yield Said("wrong-type", message, expected, _type_hint(kinds, error))


def _type_hint(kinds: list[str], error: ValidationError) -> str | None:
    value = error.instance
    if value is None:
        return None
    if "object" in kinds:
        keys = list(error.schema.get("properties", {}))
        return f"possible keys: {listed(keys)}" if keys else None
    if "array" in kinds:
        return "put [ ] around it, or each entry on a line of its own after '- '"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "put quotes around it" if kinds[0] == "string" else None
    return _bare_value_hint(kinds, value.strip()) if isinstance(value, str) else None


def _bare_value_hint(kinds: list[str], text: str) -> str | None:
    """Return how a number or yes-or-no that was written as text should have been written."""
    if "boolean" in kinds and text.lower() in _YES | _NO:
        return f"write {'true' if text.lower() in _YES else 'false'}, without quotes"
    if {"integer", "number"} & set(kinds) and _DIGIT.search(text):
        return "write it without quotes" if _NUMBER.fullmatch(text) else "write only its digits"
    return None


def _pattern(error: ValidationError) -> Iterator[Said]:
    if error.validator_value == _NOT_BLANK:
        hint = "write it, or leave it out"
        yield Said("blank", f"{where(error.absolute_path)} is blank", "text", hint)
        return
    form = error.schema.get("x-form") or _form(str(error.validator_value))
    yield _wrong_form(error, str(form))


def _wrong_form(error: ValidationError, form: str) -> Said:
    value = error.instance
    is_now = f"'{shorten(value)}'" if isinstance(value, str) and value.strip() else _found(value) or "blank"
    if isinstance(value, str) and value.strip() not in ("", value):
        is_now += " with blanks around it"
    return Said("wrong-form", f"{where(error.absolute_path)} is {is_now}", form, f"write {form}")


def _form(pattern: str) -> str:
    """Return a pattern in words: the one text that it allows, or what it is usually made of."""
    only = re.fullmatch(r"\^([\w-]+)(\$|\\Z)", pattern)
    return f"'{only.group(1)}'" if only else "letters, digits, '-', '_' and '.'"


def _bounds(error: ValidationError) -> Iterator[Said]:
    if "x-form" in error.schema:
        yield _wrong_form(error, str(error.schema["x-form"]))
        return
    words = {
        "minimum": "at least",
        "maximum": "at most",
        "exclusiveMinimum": "more than",
        "exclusiveMaximum": "less than",
    }
    expected = f"{words[str(error.validator)]} {error.validator_value}"
    yield Said(
        "out-of-range",
        f"{where(error.absolute_path)} is {_found(error.instance)}",
        expected,
        f"it must be {expected}",
    )


def _lengths(error: ValidationError) -> Iterator[Said]:
    if error.schema.get("pattern") == _NOT_BLANK and not error.instance:
        return  # that it is blank says it
    least = str(error.validator).startswith("min")
    unit = "entries" if str(error.validator).endswith("Items") else "characters"
    unit = "keys" if str(error.validator).endswith("Properties") else unit
    expected = f"at {'least' if least else 'most'} {error.validator_value} {unit}"
    yield Said("wrong-length", f"{where(error.absolute_path)} must have {expected}", expected)


def _alternatives(error: ValidationError) -> Iterator[Said]:
    starts = [branch["required"][0] for branch in error.validator_value if branch.get("required")]
    if isinstance(error.instance, dict) and starts:
        given = [key for key in starts if key in error.instance]
        near = next((n for key in error.instance if (n := nearest(str(key), starts))), None)
        if len(given) > 1:
            yield Said(
                "ambiguous", f"{where(error.absolute_path)} has {listed(given)}", "one of them", "keep one"
            )
            return
        hint = f"did you mean '{near}'?" if near else None
        expected = f"one of: {listed(starts, 30)}"
        yield Said("no-alternative", f"{where(error.absolute_path)} needs {expected}", expected, hint)
        return
    kinds = sorted({str(_expected(branch)) for branch in error.validator_value if _expected(branch)})
    expected = listed(kinds) or "another value"
    message = f"{where(error.absolute_path)} must be {expected}, and is {_is(error.instance)}"
    yield Said("wrong-type", message, expected)


def _other(error: ValidationError) -> Iterator[Said]:
    yield Said(str(error.validator), f"{where(error.absolute_path)} is not as it should be")


_WORDINGS: Final[dict[str, _Wording]] = {
    "additionalProperties": _unknown_keys,
    "required": _required,
    "enum": _enum,
    "const": _enum,
    "type": _type,
    "pattern": _pattern,
    "minimum": _bounds,
    "maximum": _bounds,
    "exclusiveMinimum": _bounds,
    "exclusiveMaximum": _bounds,
    "minLength": _lengths,
    "maxLength": _lengths,
    "minItems": _lengths,
    "maxItems": _lengths,
    "minProperties": _lengths,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
}
