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
from assessor.documents.problems import Problem, meant, nearest, possible, shorten
from assessor.messages import Counted, Message, listed

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES: Final = {
    "object": Message("a mapping of keys to values"),
    "array": Message("a list"),
    "string": Message("text"),
    "integer": Message("a whole number"),
    "number": Message("a number"),
    "boolean": Message("true or false"),
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
    message: Message
    expected: str | None = None
    hint: Message | None = None
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
    if value is None:
        return Message("nothing")
    return shorten(str(value).lower() if isinstance(value, bool) else value)


def _must_be(path: Iterable[str | int], expected: str, value: Any) -> Message:
    """Return that something must be of another type than it is."""
    part = where(path)
    if value is None:
        return Message("{part} must be {expected}, and is empty", part=part, expected=expected)
    return Message(
        "{part} must be {expected}, and is {found}", part=part, expected=expected, found=_is(value)
    )


def _is(value: Any) -> str:
    """Return what a value is, as a message says it: ``the text '6'``, ``the number 6``, ``a list``."""
    if isinstance(value, str):
        return Message("the text '{text}'", text=shorten(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Message("the number {number}", number=shorten(value))
    return _found(value)


def where(path: Iterable[str | int]) -> Message:
    """Return how a part of a document is called in a message: its last name, and its place in a list.

    An entry of a list within an item also names the item, since others have such a list as well.
    """
    words: list[str] = []
    numbered = False
    within = ""
    for part in path:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1]} {part + 1}" if words else Message("entry {number}", number=part + 1)]
            within = words[-2] if numbered and len(words) > 1 else ""
            numbered = True
        else:
            numbered = numbered and bool(words) and words[-1][-1:].isdigit()
            words.append(shorten(part, 40))
            within = ""
    if not words:
        return Message("the document")
    if within:
        return Message("`{entry}` of `{item}`", entry=words[-1], item=within)
    return Message("`{name}`", name=words[-1])


def _unknown_keys(error: ValidationError) -> Iterator[Said]:
    allowed = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in allowed:
            hint = possible(str(key), allowed)
            if str(key).isdigit() and error.instance[key] is None:
                hint = Message("a ',' within { } begins a new key: write numbers without it")
            part = where(error.absolute_path)
            name = shorten(key, 40)
            if name:
                message = Message("{part} has no `{name}`", part=part, name=name)
            else:
                message = Message("{part} has a key without a name", part=part)
            yield Said("unknown-key", message, listed(allowed, 60), hint, (key,))


def _required(error: ValidationError) -> Iterator[Said]:
    for key in error.validator_value:
        if error.message == f"{key!r} is a required property":
            about = error.schema.get("properties", {}).get(key, {})
            message = Message("{part} needs `{name}`", part=where(error.absolute_path), name=key)
            yield Said("missing", message, _expected(about))


def _expected(schema: Mapping[str, Any]) -> str | None:
    kinds = schema.get("type")
    if kinds is None:
        return None
    names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]
    return listed([_TYPES[kind] for kind in names])


def _enum(error: ValidationError) -> Iterator[Said]:
    choices = list(dict.fromkeys(_found(choice) for choice in error.validator_value if choice is not None))
    value, part = error.instance, where(error.absolute_path)
    hint = possible(value if isinstance(value, str) else "", choices, 30)
    if not isinstance(value, str):
        message = _must_be(error.absolute_path, Message("one of the possible values"), value)
    elif value.strip():
        message = Message("{part} is '{text}'", part=part, text=shorten(value))
    else:
        message = Message("{part} must be one of the possible values, and is blank", part=part)
    yield Said("not-in-list", message, listed(choices, 60), hint)


def _type(error: ValidationError) -> Iterator[Said]:
    if "enum" in error.schema:
        return  # that it is not in the list says it
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    expected = listed([_TYPES[kind] for kind in kinds if kind != "null"])
    if "integer" in kinds and "string" in kinds:
        expected = _form_of(error.schema) or expected
    message = _must_be(error.absolute_path, expected, error.instance)
    yield Said("wrong-type", message, expected, _type_hint(kinds, error))


def _form_of(schema: Mapping[str, Any]) -> Message | None:
    """Return a pattern in words, as the model gives them along with it."""
    form = schema.get("x-form")
    return None if form is None else Message(form)


def _type_hint(kinds: list[str], error: ValidationError) -> Message | None:
    value = error.instance
    if value is None:
        return None
    if "object" in kinds:
        keys = list(error.schema.get("properties", {}))
        return Message("possible keys: {names}", names=listed(keys)) if keys else None
    if "array" in kinds:
        return Message("put [ ] around it, or each entry on a line of its own after '- '")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Message("put quotes around it") if kinds[0] == "string" else None
    return _bare_value_hint(kinds, value.strip()) if isinstance(value, str) else None


def _bare_value_hint(kinds: list[str], text: str) -> Message | None:
    """Return how a number or yes-or-no that was written as text should have been written."""
    if "boolean" in kinds and text.lower() in _YES | _NO:
        return Message("write {value}, without quotes", value="true" if text.lower() in _YES else "false")
    if {"integer", "number"} & set(kinds) and _DIGIT.search(text):
        bare = _NUMBER.fullmatch(text)
        return Message("write it without quotes") if bare else Message("write only its digits")
    return None


def _pattern(error: ValidationError) -> Iterator[Said]:
    if error.validator_value == _NOT_BLANK:
        hint = Message("write it, or leave it out")
        yield Said("blank", _blank(where(error.absolute_path)), _TYPES["string"], hint)
        return
    yield _wrong_form(error, _form_of(error.schema) or _form(str(error.validator_value)))


def _blank(part: Message) -> Message:
    return Message("{part} is blank", part=part)


def _wrong_form(error: ValidationError, form: str) -> Said:
    value, part = error.instance, where(error.absolute_path)
    if not isinstance(value, str):
        message = Message("{part} is {found}", part=part, found=_found(value))
    elif not value.strip():
        message = _blank(part)
    elif value.strip() == value:
        message = Message("{part} is '{text}'", part=part, text=shorten(value))
    else:
        message = Message("{part} is '{text}' with blanks around it", part=part, text=shorten(value))
    return Said("wrong-form", message, form, Message("write {form}", form=form))


def _form(pattern: str) -> str:
    """Return a pattern in words: the one text that it allows, or what it is usually made of."""
    only = re.fullmatch(r"\^([\w-]+)(\$|\\Z)", pattern)
    if only:
        return Message("'{text}'", text=only.group(1))
    return Message("letters, digits, '-', '_' and '.'")


def _bounds(error: ValidationError) -> Iterator[Said]:
    form = _form_of(error.schema)
    if form is not None:
        yield _wrong_form(error, form)
        return
    words = {
        "minimum": Message("at least {number}", number=error.validator_value),
        "maximum": Message("at most {number}", number=error.validator_value),
        "exclusiveMinimum": Message("more than {number}", number=error.validator_value),
        "exclusiveMaximum": Message("less than {number}", number=error.validator_value),
    }
    expected = words[str(error.validator)]
    message = Message("{part} is {found}", part=where(error.absolute_path), found=_found(error.instance))
    yield Said("out-of-range", message, expected, Message("it must be {expected}", expected=expected))


def _lengths(error: ValidationError) -> Iterator[Said]:
    if error.schema.get("pattern") == _NOT_BLANK and not error.instance:
        return  # that it is blank says it
    number = error.validator_value
    words = {
        "minItems": Counted("at least {number} entry", "at least {number} entries", number),
        "maxItems": Counted("at most {number} entry", "at most {number} entries", number),
        "minLength": Counted("at least {number} character", "at least {number} characters", number),
        "maxLength": Counted("at most {number} character", "at most {number} characters", number),
        "minProperties": Counted("at least {number} key", "at least {number} keys", number),
    }
    expected = words[str(error.validator)]
    part = where(error.absolute_path)
    message = Message("{part} must have {expected}", part=part, expected=expected)
    yield Said("wrong-length", message, expected)


def _alternatives(error: ValidationError) -> Iterator[Said]:
    part = where(error.absolute_path)
    starts = [branch["required"][0] for branch in error.validator_value if branch.get("required")]
    if isinstance(error.instance, dict) and starts:
        given = [key for key in starts if key in error.instance]
        near = next((n for key in error.instance if (n := nearest(str(key), starts))), None)
        if len(given) > 1:
            message = Message("{part} has {names}", part=part, names=listed(given))
            yield Said("ambiguous", message, Message("one of them"), Message("keep one"))
            return
        expected = Message("one of: {names}", names=listed(starts, 30))
        message = Message("{part} needs {expected}", part=part, expected=expected)
        yield Said("no-alternative", message, expected, meant(near) if near else None)
        return
    kinds = sorted({kind for branch in error.validator_value if (kind := _expected(branch))})
    wanted = listed(kinds) or Message("another value")
    yield Said("wrong-type", _must_be(error.absolute_path, wanted, error.instance), wanted)


def _other(error: ValidationError) -> Iterator[Said]:
    message = Message("{part} is not as it should be", part=where(error.absolute_path))
    yield Said(str(error.validator), message)


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
