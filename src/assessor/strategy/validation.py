"""Whether a tree is a strategy, and everything that is wrong with it.

In: a tree. Out: problems, or a ``Strategy``. Must never know: rules, scores.

The schema judges form. Here are the things a schema cannot say: that ids are unique, that references lead
somewhere, that days exist, that periods run forwards, and that nothing is both given and unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from assessor import resources
from assessor.documents.positions import Path, Positions, pointer
from assessor.documents.problems import Problem, listed, nearest, shorten
from assessor.documents.schema import SchemaJudge, limited, where
from assessor.documents.tree import Tree
from assessor.strategy.base import ALL_FIELDS
from assessor.strategy.dates import span
from assessor.strategy.model import KINDS, Kind, Strategy

Content = Mapping[str, Any]


@cache
def _judge() -> SchemaJudge:
    return SchemaJudge(resources.schema("strategy"))


def problems_of(tree: Tree) -> list[Problem]:
    """Return everything wrong with a tree as a strategy document, in the order of the document."""
    problems = _judge().problems(tree)
    if isinstance(tree.value, dict):
        problems += _Checks(tree.value, tree.positions).problems()
        problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0, problem.code))
    return limited(problems)


def to_strategy(tree: Tree) -> Strategy:
    """Return the strategy that a tree without problems holds."""
    return Strategy.model_validate(tree.value).with_positions(tree.positions)


class _Checks:
    """Checks across a document. Parts of the wrong form are passed over: the schema reports those."""

    def __init__(self, content: Content, positions: Positions) -> None:
        self.content = content
        self.positions = positions
        self.ids = {kind.name: self._ids(kind) for kind in KINDS.values() if not kind.single}

    def problems(self) -> list[Problem]:
        found: list[Problem] = []
        for kind in KINDS.values():
            for path, entry in self._entries(kind):
                found += self._references(kind, path, entry)
                found += self._given_and_unknown(kind, path, entry)
            found += self._duplicates(kind)
        found += self._dates(self.content, ())
        return found

    def _entries(self, kind: Kind) -> Iterator[tuple[Path, Content]]:
        section = self.content.get(kind.key)
        if kind.single and isinstance(section, dict):
            yield (kind.key,), section
        elif not kind.single and isinstance(section, list):
            for index, entry in enumerate(section):
                if isinstance(entry, dict):
                    yield (kind.key, index), entry

    def _ids(self, kind: Kind) -> list[str]:
        return [entry["id"] for _, entry in self._entries(kind) if isinstance(entry.get("id"), str)]

    def _problem(self, code: str, message: str, path: Path, **more: str | None) -> Problem:
        mark = self.positions.nearest(path)
        return Problem(code, message, self.positions.name, mark.line, mark.column, pointer(path), **more)

    def _duplicates(self, kind: Kind) -> Iterator[Problem]:
        if kind.single:
            return
        first: dict[str, Path] = {}
        for path, entry in self._entries(kind):
            name = entry.get("id")
            if not isinstance(name, str):
                continue
            if name in first:
                line = self.positions.nearest((*first[name], "id")).line
                yield self._problem(
                    "duplicate-id",
                    f"the id '{shorten(name)}' stands twice among `{kind.key}`; it is already on line {line}",
                    (*path, "id"),
                    found=shorten(name),
                    hint="give one of the two another id",
                )
            first.setdefault(name, path)

    def _references(self, kind: Kind, path: Path, entry: Content) -> Iterator[Problem]:
        for field, target in kind.references.items():
            value = entry.get(field)
            named: Any = [] if field in kind.lists else [(None, value)]
            if field in kind.lists and isinstance(value, list):
                named = enumerate(value)
            for index, name in named:
                if isinstance(name, str) and name not in self.ids[target]:
                    at = (*path, field) if index is None else (*path, field, index)
                    yield self._dangling(name, target, at)

    def _dangling(self, name: str, target: str, path: Path) -> Problem:
        key = KINDS[target].key
        near = nearest(name, self.ids[target])
        others = listed(self.ids[target])
        hint = f"there are {others}" if others else f"`{key}` has no item with an id"
        return self._problem(
            "unknown-reference",
            f"{where(path)} names '{shorten(name)}', and no item of `{key}` has that id",
            path,
            found=shorten(name),
            expected=f"the id of an item of `{key}`",
            hint=f"did you mean '{near}'?" if near else hint,
        )

    def _given_and_unknown(self, kind: Kind, path: Path, entry: Content) -> Iterator[Problem]:
        unknown = entry.get("unknown")
        for index, field in enumerate(unknown if isinstance(unknown, list) else ()):
            if not isinstance(field, str) or field == ALL_FIELDS or field in kind.lists:
                continue
            value: Any = entry
            for part in field.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value is not None and not isinstance(value, dict):
                yield self._problem(
                    "given-and-unknown",
                    f"`{shorten(field)}` is given here, and also listed as unknown",
                    (*path, "unknown", index),
                    hint="keep one of the two",
                )

    def _dates(self, value: Any, path: Path) -> Iterator[Problem]:
        """Check each date of the document, wherever it stands, and each period."""
        if isinstance(value, list):
            for index, entry in enumerate(value):
                yield from self._dates(entry, (*path, index))
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key in _DATE_FIELDS:
                    yield from self._day_exists(inner, (*path, key))
                elif isinstance(inner, dict | list):
                    yield from self._dates(inner, (*path, key))
            yield from self._runs_forwards(value, path)

    def _day_exists(self, value: Any, path: Path) -> Iterator[Problem]:
        if isinstance(value, str) and value.count("-") == 2 and _span(value) is None:
            yield self._problem(
                "no-such-day", f"{where(path)} is '{shorten(value)}', a day that does not exist", path
            )

    def _runs_forwards(self, value: Content, path: Path) -> Iterator[Problem]:
        start, end = _span(value.get("start")), _span(value.get("end"))
        if start and end and end.last < start.first:
            yield self._problem(
                "backwards",
                f"`end` of {where(path)} is {shorten(value['end'])}, before its start {shorten(value['start'])}",
                (*path, "end"),
            )


_DATE_FIELDS = frozenset(
    ("start", "end", "review", "date", "deadline", "horizon", "last", "signed", "since", "until", "updated")
) | {"mandate_end"}


def _span(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return span(value)
    except ValueError:
        return None
