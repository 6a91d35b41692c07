"""Files of an exercise as records, and records as files.

In: bytes, or a record. Out: a record, or YAML. Must never know: where in the exercise a file stands.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from assessor import resources
from assessor.documents.positions import pointer
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.reading import Syntax, read_tree
from assessor.documents.schema import SchemaJudge, in_order
from assessor.documents.tree import Tree
from assessor.documents.wording import where
from assessor.documents.yaml_writer import to_yaml
from assessor.errors import InvalidExerciseError
from assessor.messages import Message
from assessor.review.records.schema import FORMS
from assessor.strategy.base import Record

File = TypeVar("File", bound=Record)


def parse(data: bytes, name: str, model: type[File], syntax: Syntax | None = None) -> File:
    """Read a file of an exercise.

    Args:
        data: YAML or JSON, in UTF-8.
        name: how to call it in problems.
        model: what it holds.
        syntax: "yaml" or "json"; otherwise the ending of the name decides.

    Raises:
        InvalidExerciseError: it is not valid; ``problems`` holds everything found.
    """
    try:
        tree = read_tree(data, name, syntax)
    except SyntaxProblem as error:
        raise InvalidExerciseError(name, [error.problem]) from None
    problems = in_order(_judge(FORMS[model].name).problems(tree))
    if problems:
        raise InvalidExerciseError(name, problems)
    try:
        return model.model_validate(tree.value)
    except ValidationError as error:
        refused = [_refused(detail, tree) for detail in error.errors()]
        raise InvalidExerciseError(name, in_order(refused)) from None


def text_of(record: Record) -> bytes:
    """Return a record as the YAML of its file: what is not given is left out."""
    return to_yaml(record.model_dump(mode="json", exclude_none=True)).encode()


def _refused(detail: Any, tree: Tree) -> Problem:
    path = tuple(detail["loc"])
    mark = tree.positions.nearest(path)
    reason = shorten(str(detail["msg"]).removeprefix("Value error, "), 120)
    message = Message("{part} is not accepted: {reason}", part=where(path), reason=reason)
    return Problem("not-accepted", message, tree.positions.name, mark.line, mark.column, pointer(path))


@cache
def _judge(schema: str) -> SchemaJudge:
    return SchemaJudge(resources.schema(schema))
