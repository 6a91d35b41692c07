"""A sheet as YAML, to be filled in with an editor: what is asked stands as remarks above each criterion.

In: a sheet with what it says. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from assessor.documents.problems import one_line
from assessor.documents.yaml_writer import to_yaml
from assessor.review.sheets.opened import OpenSheet
from assessor.review.sheets.questions import Question

_FIELDS: Final = ("rating", "evidence", "comment")


def yaml_of(opened: OpenSheet) -> str:
    """Return a sheet as YAML, with what was filled in before."""
    content = opened.sheet.model_dump(mode="json", exclude_none=True)
    ratings = content.pop("ratings")
    lines = [f"# {one_line(opened.title())}", "#"]
    lines += [f"# {one_line(text)}" for text in opened.instructions()]
    lines += [f"# {one_line(text)}" for text in _questions(opened)]
    lines += ["", to_yaml(content).rstrip(), "", "ratings:"]
    for _, title, criteria in opened.questionnaire.ideas():
        lines += ["", f"  # --- {one_line(title)}"]
        for criterion in criteria:
            lines += _entry(opened.questions[criterion.id], ratings[criterion.id])
    return "\n".join(lines) + "\n"


def _questions(opened: OpenSheet) -> Iterator[str]:
    if opened.city.questions:
        yield opened.say("Guiding questions, to be answered below, in their order:")
    for place, question in enumerate(opened.city.questions, 1):
        yield f"{place}. {question}"


def _entry(question: Question, rated: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"  # {question.criterion} {one_line(question.title)}"
    for line in question.asked:
        # Blanks at the beginning show what stands below what.
        indent = " " * (len(line) - len(line.lstrip()))
        yield f"  #   {indent}{one_line(line)}"
    for passage in question.passages:
        yield f"  #   • {one_line(passage)}"
    yield f"  {question.criterion}:"
    for key in _FIELDS:
        written = to_yaml({key: rated[key]}).rstrip("\n") if key in rated else f"{key}:"
        yield "\n".join(f"    {line}" if line else "" for line in written.split("\n"))
