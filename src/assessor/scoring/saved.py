"""From a saved assessment back to an ``Assessment``.

In: a path or bytes, as ``to_json`` wrote them. Out: an ``Assessment``, or everything wrong with it. Figures
were rounded to six places when they were written, which no report shows.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from pydantic import TypeAdapter, ValidationError

from assessor import resources
from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.documents.reading import display_name, read_bytes, read_tree
from assessor.documents.schema import SchemaJudge, in_order
from assessor.errors import InvalidAssessmentError
from assessor.messages import Message
from assessor.pack.catalogue import is_language
from assessor.scoring.assessment import SCHEMA_VERSION, Assessment
from assessor.scoring.gated import GateResult
from assessor.scoring.robustness_result import Robustness
from assessor.strategy.base import DATE_PATTERN
from assessor.strategy.dates import span

_OWN: Final = ("pack", "engine", "ideas", "findings")
"""Parts of an assessment, in its order, that no strategy has."""
_OWN_KEY: Final = re.compile(rb'"(strategy|pack)"\s*:')
"""With what an assessment begins, even if it is cut off; no strategy has such a key."""


def load_assessment(path: str | os.PathLike[str]) -> Assessment:
    """Read an assessment that was saved as JSON.

    Args:
        path: a file, or "-" for standard input.

    Raises:
        InputOutputError: the file is missing or cannot be read.
        InvalidAssessmentError: it is no assessment; ``problems`` holds everything found.
    """
    return parse_assessment(read_bytes(path), name=display_name(path))


def is_assessment(data: bytes, name: str) -> bool:
    """Whether a file is, or was before it was damaged, a saved assessment and no strategy.

    Args:
        data: its bytes.
        name: how to call it.
    """
    if not data.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        value = read_tree(data, name, "json").value
    except SyntaxProblem:
        return _OWN_KEY.search(data) is not None
    return isinstance(value, dict) and len(value.keys() & set(_OWN)) > 1


def parse_assessment(data: bytes | str, *, name: str = "assessment") -> Assessment:
    """Read an assessment that is already in memory.

    Args:
        data: JSON, as text or as bytes in UTF-8.
        name: how to call it in problems.

    Raises:
        InvalidAssessmentError: it is no assessment; ``problems`` holds everything found.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        tree = read_tree(raw, name, "json")
    except SyntaxProblem as error:
        raise InvalidAssessmentError(name, [error.problem]) from None
    version = tree.value.get("schema_version") if isinstance(tree.value, dict) else None
    if isinstance(version, str) and version != SCHEMA_VERSION:
        told = Message(
            "this assessment has form '{form}', and '{needed}' is needed",
            form=shorten(version),
            needed=SCHEMA_VERSION,
        )
        hint = Message("assess the strategy again with this program")
        problem = Problem("version", told, name, hint=hint)
        raise InvalidAssessmentError(name, [problem])
    problems = in_order(_judge().problems(tree))
    if not problems:
        try:
            found = _adapter().validate_python(tree.value)
        except ValidationError as error:
            refused = [Message("it is not accepted: {reason}", reason=e["msg"]) for e in error.errors()]
            problems = [Problem("wrong-form", told, name) for told in refused]
        else:
            problems = [Problem("unknown-name", told, name) for told in (*_loose_ends(found), *_odds(found))]
            problems += [Problem("no-date", told, name) for told in _wrong_dates(found)]
            problems += [Problem("wrong-interval", told, name) for told in _wrong_intervals(found)]
    if problems:
        raise InvalidAssessmentError(name, problems)
    return found


@cache
def _judge() -> SchemaJudge:
    return SchemaJudge(resources.schema("assessment"))


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)


_NONE: Final = {
    "level": Message("there is no level '{name}' in the assessment"),
    "idea": Message("there is no idea '{name}' in the assessment"),
    "criterion": Message("there is no criterion '{name}' in the assessment"),
    "finding": Message("there is no finding '{name}' in the assessment"),
    "link": Message("there is no link '{name}' in the assessment"),
    "recommendation": Message("there is no recommendation for '{name}' in the assessment"),
}


def _loose_ends(a: Assessment) -> Iterator[Message]:
    """Yield what is named and is not there, so that no report of it stumbles."""
    ideas = {idea.id for idea in a.ideas}
    criteria = {criterion.id for idea in a.ideas for criterion in idea.criteria}
    levels = {level.id for level in a.pack.levels}
    findings = {finding.criterion for finding in a.findings}
    links = {link.id for link in a.consistency.links} if a.consistency else set()
    named = [
        ("level", levels, [level for idea in a.ideas for level in (idea.level, idea.level_high)]),
        ("idea", ideas, [each.idea for each in a.findings] + [each.idea for each in a.recommendations]),
        ("idea", ideas, [each.id for each in a.second.ideas] if a.second else []),
        ("criterion", criteria, [each.criterion for each in a.findings]),
        *(() if a.robustness is None else _names_in(a.robustness, ideas, criteria, levels)),
        ("finding", findings, [each.criterion for each in a.recommendations]),
        ("recommendation", {each.criterion for each in a.recommendations}, sorted(findings)),
        ("finding", findings, _judged(a.gate) if a.gate else []),
        (
            "link",
            links,
            [n for i in a.consistency.broken for n in (*i.missing, *i.unknown)] if a.consistency else [],
        ),
    ]
    for what, known, names in named:
        for name in dict.fromkeys(names):
            if name not in known:
                yield _NONE[what].filled(name=shorten(name))
    for view in a.views:
        items = {item.pointer for item in view.items}
        for table in view.tables:
            for pointer in dict.fromkeys(p for cell in table.cells for p in (*cell.items, *cell.perhaps)):
                if pointer not in items:
                    yield Message(
                        "there is no item '{name}' in the view '{view}'",
                        name=shorten(pointer),
                        view=shorten(view.id),
                    )


def _names_in(
    found: Robustness, ideas: set[str], criteria: set[str], levels: set[str]
) -> Iterator[tuple[str, set[str], list[str]]]:
    """Yield what is named in how sure the levels are, each with what is known."""
    index = () if found.index is None else (found.index,)
    own = [idea.level for idea in found.ideas if idea.level is not None]
    deciding = [each for part in (*found.ideas, *index) for each in part.deciding]
    yield "idea", ideas, [idea.id for idea in found.ideas]
    yield "criterion", criteria, [each.criterion for each in deciding]
    yield "level", levels, [*own, *(part.level for part in index), *(each.level for each in deciding)]


def _judged(gate: GateResult) -> list[str]:
    """Return the findings that a gate names, but for those that are no longer there."""
    return [*gate.failing, *(each.criterion for each in gate.new), *gate.known, *gate.undetermined]


def _odds(a: Assessment) -> Iterator[Message]:
    """Yield what no assessment of ours says."""
    criteria = [criterion.id for idea in a.ideas for criterion in idea.criteria]
    treatments = {criterion.id: criterion.treatment for idea in a.ideas for criterion in idea.criteria}
    for finding in a.findings:
        name = shorten(finding.criterion)
        if finding.treatment != treatments.get(finding.criterion, finding.treatment):
            yield Message("'{name}' is treated in two ways", name=name)
        if finding.fingerprint != finding.criterion:
            yield Message("the finding on '{name}' has the fingerprint of another", name=name)
        if not finding.sections:
            yield Message("the finding on '{name}' is about no part of a document", name=name)
    named = [[each.id for each in a.ideas], criteria, [each.criterion for each in a.findings]]
    for names in named:
        twice = [each for each, number in Counter(names).items() if number > 1]
        yield from (Message("'{name}' stands twice", name=shorten(each)) for each in twice)
    if not a.ideas:
        yield Message("there is no idea in the assessment")
    if not is_language(a.settings.language):
        yield Message("there is no language '{name}'", name=shorten(a.settings.language))


def _wrong_intervals(a: Assessment) -> Iterator[Message]:
    """Yield what could be less at best than it is."""
    results = [result for idea in a.ideas for result in idea.criteria]
    pairs = [(idea.id, idea.score, idea.high) for idea in a.ideas]
    pairs += [(result.id, result.value, result.high) for result in results]
    if a.robustness is not None:
        pairs += [(each.id, each.spread.least, each.spread.most) for each in a.robustness.ideas]
    for name, low, high in pairs:
        if low > high:
            yield Message("'{name}' is less at best than it is", name=shorten(name))


def _wrong_dates(a: Assessment) -> Iterator[Message]:
    """Yield what stands where a date is needed, and is none."""
    days = [a.as_of, *(notice.day for notice in a.notices)]
    if a.gate and a.gate.baseline:
        days.append(a.gate.baseline.as_of)
    reasons = [result.reason for idea in a.ideas for result in idea.criteria if result.reason]
    dates = [a.strategy.period_start, a.strategy.period_end, *(reason.until for reason in reasons)]
    for text, whole in [*((day, True) for day in days), *((one, False) for one in dates)]:
        if text is not None and not _is_date(text, whole):
            if whole:
                yield Message("'{text}' is no day", text=shorten(text))
            else:
                yield Message("'{text}' is no date", text=shorten(text))


def _is_date(text: str, whole: bool) -> bool:
    if not re.fullmatch(DATE_PATTERN.removesuffix("$"), text) or (whole and text.count("-") != 2):
        return False
    try:
        span(text)
    except ValueError:
        return False
    return True
