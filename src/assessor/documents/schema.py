"""Judging a tree against a JSON Schema, in the terms of the document.

In: a tree and a schema. Out: problems. Must never know: which document or schema it is.

The judge is ``jsonschema``; of alternatives, only what is wrong with the one that was meant is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.inlining import inline_references
from assessor.documents.problems import Problem
from assessor.documents.tree import Tree
from assessor.documents.wording import type_name, worded
from assessor.messages import Counted, Message

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_PROBLEMS: Final = 200
"""Problems reported of one document; the rest are counted by the last one."""

MAX_COUNTED: Final = 1000
"""Problems looked for; beyond these, a document is not what it was meant to be."""


class SchemaJudge:
    """A schema made ready to judge many documents. Safe to share between threads."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft202012Validator

        self._validator = Draft202012Validator(inline_references(schema))

    def problems(self, tree: Tree) -> list[Problem]:
        """Return what is wrong with the tree, in no order; ``MAX_COUNTED`` problems at most."""
        errors = (leaf for error in self._validator.iter_errors(tree.value) for leaf in _leaves(error))
        problems = (problem for error in errors for problem in worded(error, tree.positions))
        return list(islice(problems, MAX_COUNTED))


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
    rest: Message = Counted(
        "{number} more problem is not shown", "{number} more problems are not shown", more
    )
    if len(found) >= MAX_COUNTED:
        rest = Message("at least {number} more problems are not shown", number=more)
    return [*found[:MAX_PROBLEMS], Problem("more", rest, found[0].file)]


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield what is really wrong: of alternatives, the errors of the one that was meant."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    alike = [index for index in branches if _is_type(error.instance, error.validator_value[index])]
    meant = [
        index
        for index in alike
        if len(alike) == 1 or _names_form(error.validator_value[index], error.instance)
    ]
    if len(meant) != 1:
        yield error
        return
    for inner in branches[meant[0]]:
        yield from _leaves(inner)


def _is_type(instance: Any, branch: Mapping[str, Any]) -> bool:
    kinds = branch.get("type", "object" if "properties" in branch else [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return type_name(instance) in kinds or (type_name(instance) == "integer" and "number" in kinds)


def _names_form(branch: Mapping[str, Any], instance: Any) -> bool:
    """Whether a mapping has the key that names this branch: the first that the branch requires."""
    required = branch.get("required")
    return isinstance(required, list) and isinstance(instance, dict) and required[0] in instance
