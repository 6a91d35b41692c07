"""Judging a tree against a JSON Schema, in the terms of the document.

In: a tree and a schema. Out: problems. Must never know: which document or schema it is.

The judge is ``jsonschema``. What it says is put into words here: which part, what was found, what was
expected, and the nearest thing that would have been right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.positions import Path, Positions, pointer
from assessor.documents.problems import Problem, listed, nearest, shorten
from assessor.documents.tree import Tree

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_PROBLEMS: Final = 200
"""Problems reported of one document; the rest are counted by the last one."""

MAX_COUNTED: Final = 1000
"""Problems looked for; beyond these, a document is not what it was meant to be."""

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


class SchemaJudge:
    """A schema made ready to judge many documents. Safe to share between threads."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft202012Validator

        self._validator = Draft202012Validator(inline_references(schema))

    def problems(self, tree: Tree) -> list[Problem]:
        """Return what is wrong with the tree, in no order; ``MAX_COUNTED`` problems at most."""
        errors = (leaf for error in self._validator.iter_errors(tree.value) for leaf in _leaves(error))
        worded = (problem for error in errors for problem in _worded(error, tree.positions))
        return list(islice(worded, MAX_COUNTED))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the document, each mistake once, and not too many.

    What stands in several places through an alias is reported for the first of them. After
    ``MAX_PROBLEMS``, one more says how many are left.
    """
    once: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        place = problem.pointer if problem.line is None else (problem.line, problem.column)
        once.setdefault((place, problem.code, problem.message), problem)
    found = sorted(once.values(), key=lambda problem: (problem.line or 0, problem.column or 0))
    more = len(found) - MAX_PROBLEMS
    if more <= 0:
        return found
    count = f"{more}" if len(found) < MAX_COUNTED else f"at least {more}"
    return [*found[:MAX_PROBLEMS], Problem("more", f"{count} more problems are not shown", found[0].file)]


def inline_references(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema with references into ``$defs`` put in place; recursive ones stay.

    The judge follows each reference anew for each value; in place, it judges several times faster.
    """
    definitions = schema.get("$defs", {})

    def inlined(part: Any, under: tuple[str, ...]) -> Any:
        if isinstance(part, list):
            return [inlined(entry, under) for entry in part]
        if not isinstance(part, dict):
            return part
        name = str(part.get("$ref", "")).removeprefix("#/$defs/")
        if name in definitions and name not in under:
            rest = {key: value for key, value in part.items() if key != "$ref"}
            return {**inlined(definitions[name], (*under, name)), **rest}
        return _or_null(
            {key: _exact(key, inlined(value, under)) for key, value in part.items() if not _is_note(key, value)}
        )

    recursive = {name for name in definitions if _reaches(definitions, name, name)}
    result: dict[str, Any] = inlined(
        {key: value for key, value in schema.items() if key != "$defs"}, tuple(recursive)
    )
    if recursive:
        result["$defs"] = {name: inlined(definitions[name], tuple(recursive)) for name in recursive}
    return result


def _exact(key: str, value: Any) -> Any:
    """Return a pattern so that ``$`` means the end, as JSON Schema has it; in Python it allows a line break."""
    ends = key == "pattern" and isinstance(value, str) and value.endswith("$")
    return value[:-1] + r"\Z" if ends else value


def _or_null(part: dict[str, Any]) -> dict[str, Any]:
    """Return "a mapping, or else null" as one schema of two types: judged at once, and at less cost."""
    branches = part.get("anyOf", ())
    mappings = [branch for branch in branches if branch.get("type") == "object"]
    if len(branches) != 2 or len(mappings) != 1 or {"type": "null"} not in branches:
        return part
    if {"enum", "const"} & mappings[0].keys():
        return part
    rest = {key: value for key, value in part.items() if key != "anyOf"}
    return {**mappings[0], **rest, "type": ["object", "null"]}


def _is_note(key: str, value: Any) -> bool:
    """Whether a keyword only describes; a *property* of that name holds a schema, and stays."""
    return key in ("description", "examples", "title") and not isinstance(value, dict)


def _reaches(definitions: Mapping[str, Any], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in _names(definitions[waiting.pop()]):
            if name == goal:
                return True
            if name not in seen and name in definitions:
                seen.add(name)
                waiting.append(name)
    return False


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix("#/$defs/")
        for value in part.values():
            yield from _names(value)
    elif isinstance(part, list):
        for value in part:
            yield from _names(value)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield what is really wrong: of alternatives, the errors of the one that was meant."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    alike = [index for index in branches if _is_type(error.instance, error.validator_value[index])]
    meant = [index for index in alike if len(alike) == 1 or _names_form(error.validator_value[index], error.instance)]
    if len(meant) != 1:
        yield error
        return
    for inner in branches[meant[0]]:
        yield from _leaves(inner)


def _is_type(instance: Any, branch: Mapping[str, Any]) -> bool:
    kinds = branch.get("type", "object" if "properties" in branch else [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return _type_name(instance) in kinds or (_type_name(instance) == "integer" and "number" in kinds)


def _names_form(branch: Mapping[str, Any], instance: Any) -> bool:
    """Whether a mapping has the key that names this branch: the first that the branch requires."""
    required = branch.get("required")
    return bool(required) and isinstance(instance, dict) and required[0] in instance


def _type_name(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return names[type(value)]


_NOT_BLANK: Final = r"\S"

_Wording = Callable[["ValidationError"], Iterable[tuple[str, str, str | None, str | None, Path]]]
"""From an error to (code, message, expected, hint, further path) for each thing wrong."""


def _worded(error: ValidationError, positions: Positions) -> Iterator[Problem]:
    for code, message, expected, hint, further in _WORDINGS.get(str(error.validator), _other)(error):
        path = (*error.absolute_path, *further)
        mark = positions.nearest(path)
        at_key = code == "unknown-key"
        yield Problem(
            code,
            message,
            positions.name,
            mark.key_line if at_key else mark.line,
            mark.key_column if at_key else mark.column,
            pointer(path),
            found=_found(error.instance) if not further else None,
            expected=expected,
            hint=hint,
        )


def _found(value: Any) -> str:
    if isinstance(value, dict | list):
        return _TYPES[_type_name(value)]
    return "nothing" if value is None else shorten(str(value).lower() if isinstance(value, bool) else value)


def _is(value: Any) -> str:
    """Return what a value is, as a message says it: ``the text '6'``, ``the number 6``, ``empty``."""
    if isinstance(value, str):
        return f"the text '{shorten(value)}'"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"the number {shorten(value)}"
    return "empty" if value is None else _found(value)


def where(path: Iterable[str | int]) -> str:
    """Return how a part of a document is called in a message: its last name, and its place in a list."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1] if words else 'entry'} {part + 1}"]
        else:
            words.append(shorten(part, 40))
    return f"`{words[-1]}`" if words else "the document"


def _unknown_keys(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    allowed = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in allowed:
            near = nearest(str(key), allowed)
            hint = f"did you mean '{near}'?" if near else f"possible: {listed(allowed)}"
            parent = where(error.absolute_path)
            name = shorten(key, 40)
            message = f"{parent} has no `{name}`" if name else f"{parent} has a key without a name"
            yield "unknown-key", message, listed(allowed, 60), hint, (key,)


def _required(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    for key in error.validator_value:
        if error.message == f"{key!r} is a required property":
            about = error.schema.get("properties", {}).get(key, {})
            yield "missing", f"{where(error.absolute_path)} needs `{key}`", _expected(about), None, ()


def _expected(schema: Mapping[str, Any]) -> str | None:
    kinds = schema.get("type")
    if kinds is None:
        return None
    names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]
    return listed([_TYPES[kind] for kind in names])


def _enum(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    choices = [str(choice) for choice in error.validator_value if choice is not None]
    value = error.instance
    near = nearest(value, choices) if isinstance(value, str) else None
    hint = f"did you mean '{near}'?" if near else f"possible: {listed(choices, 30)}"
    if isinstance(value, str) and value.strip():
        message = f"{where(error.absolute_path)} is '{shorten(value)}'"
    else:
        is_now = "blank" if isinstance(value, str) else _is(value)
        message = f"{where(error.absolute_path)} must be one of the possible values, and is {is_now}"
    yield "not-in-list", message, listed(choices, 60), hint, ()


def _type(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    if "enum" in error.schema:
        return  # that it is not in the list says it
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    expected = listed([_TYPES[kind] for kind in kinds if kind != "null"])
    if "integer" in kinds and "string" in kinds:
        expected = str(error.schema.get("x-form", expected))
    message = f"{where(error.absolute_path)} must be {expected}, and is {_is(error.instance)}"
    yield "wrong-type", message, expected, _type_hint(kinds, error), ()


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


def _pattern(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    if error.validator_value == _NOT_BLANK:
        hint = "write it, or leave it out"
        yield "blank", f"{where(error.absolute_path)} is blank", "text", hint, ()
        return
    form = error.schema.get("x-form") or _form(str(error.validator_value))
    yield _wrong_form(error, str(form))


def _wrong_form(error: ValidationError, form: str) -> tuple[str, str, str | None, str | None, Path]:
    value = error.instance
    is_now = f"'{shorten(value)}'" if isinstance(value, str) and value.strip() else _found(value) or "blank"
    if isinstance(value, str) and value.strip() not in ("", value):
        is_now += " with blanks around it"
    return "wrong-form", f"{where(error.absolute_path)} is {is_now}", form, f"write {form}", ()


def _form(pattern: str) -> str:
    """Return a pattern in words: the one text that it allows, or what it is usually made of."""
    only = re.fullmatch(r"\^([\w-]+)(\$|\\Z)", pattern)
    return f"'{only.group(1)}'" if only else "letters, digits, '-', '_' and '.'"


def _bounds(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
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
    yield "out-of-range", f"{where(error.absolute_path)} is {_found(error.instance)}", expected, f"it must be {expected}", ()


def _lengths(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    if error.schema.get("pattern") == _NOT_BLANK and not error.instance:
        return  # that it is blank says it
    least = str(error.validator).startswith("min")
    unit = "entries" if str(error.validator).endswith("Items") else "characters"
    unit = "keys" if str(error.validator).endswith("Properties") else unit
    expected = f"at {'least' if least else 'most'} {error.validator_value} {unit}"
    yield "wrong-length", f"{where(error.absolute_path)} must have {expected}", expected, None, ()


def _alternatives(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    starts = [branch["required"][0] for branch in error.validator_value if branch.get("required")]
    if isinstance(error.instance, dict) and starts:
        given = [key for key in starts if key in error.instance]
        near = next((n for key in error.instance if (n := nearest(str(key), starts))), None)
        if len(given) > 1:
            yield "ambiguous", f"{where(error.absolute_path)} has {listed(given)}", "one of them", "keep one", ()
            return
        hint = f"did you mean '{near}'?" if near else None
        expected = f"one of: {listed(starts, 30)}"
        yield "no-alternative", f"{where(error.absolute_path)} needs {expected}", expected, hint, ()
        return
    kinds = sorted({str(_expected(branch)) for branch in error.validator_value if _expected(branch)})
    expected = listed(kinds) or "another value"
    message = f"{where(error.absolute_path)} must be {expected}, and is {_is(error.instance)}"
    yield "wrong-type", message, expected, None, ()


def _other(error: ValidationError) -> Iterator[tuple[str, str, str | None, str | None, Path]]:
    yield str(error.validator), f"{where(error.absolute_path)} is not as it should be", None, None, ()


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
