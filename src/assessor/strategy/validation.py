"""Whether a tree is a strategy, and everything that is wrong with it.

In: a tree. Out: problems, or a ``Strategy``. Must never know: rules, scores.

The schema judges form. Here are the things a schema cannot say: that ids are unique, that references lead
somewhere, that days exist, that periods run forwards, and that nothing is both given and unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError

from assessor import resources
from assessor.documents.positions import Path, Positions, pointer
from assessor.documents.problems import Problem, meant, nearest, shorten
from assessor.documents.schema import MAX_COUNTED, SchemaJudge, in_order
from assessor.documents.tree import Tree
from assessor.documents.wording import where
from assessor.errors import InvalidStrategyError
from assessor.messages import Message, listed
from assessor.strategy.base import ALL_FIELDS
from assessor.strategy.dates import span
from assessor.strategy.model import KINDS, OPEN_KEYS, Kind, Strategy

Content = Mapping[str, Any]
_KEEP_ONE: Final = Message("keep one of the two")


@cache
def _judge() -> SchemaJudge:
    return SchemaJudge(resources.schema("strategy"))


def problems_of(tree: Tree) -> list[Problem]:
    """Return everything wrong with a tree as a strategy document, in the order of the document."""
    problems = _judge().problems(tree)
    if isinstance(tree.value, dict):
        across = list(islice(_Checks(tree.value, tree.positions).problems(), MAX_COUNTED))
        dangling = {problem.pointer for problem in across if problem.code == "unknown-reference"}
        problems = [p for p in problems if p.code != "wrong-form" or p.pointer not in dangling] + across
    return in_order(problems)


def to_strategy(tree: Tree) -> Strategy:
    """Return the strategy that a tree without problems holds; it knows no positions.

    Raises:
        InvalidStrategyError: the model refuses what the schema let pass.
    """
    try:
        return Strategy.model_validate(tree.value)
    except ValidationError as error:
        refused = [_refused(detail["loc"], detail["msg"], tree.positions) for detail in error.errors()]
        raise InvalidStrategyError(tree.positions.name, in_order(refused)) from None


def _refused(path: Path, reason: str, positions: Positions) -> Problem:
    mark = positions.nearest(path)
    message = Message("{part} is not accepted: {reason}", part=where(path), reason=shorten(reason, 120))
    return Problem("not-accepted", message, positions.name, mark.line, mark.column, pointer(path))


class _Checks:
    """Checks across a document. Parts of the wrong form are passed over: the schema reports those."""

    def __init__(self, content: Content, positions: Positions) -> None:
        self.content = content
        self.positions = positions
        self.ids = {kind.name: self._ids(kind) for kind in KINDS.values() if not kind.single}

    def problems(self) -> Iterator[Problem]:
        for kind in KINDS.values():
            for path, entry in self._entries(kind):
                yield from self._references(kind, path, entry)
                yield from self._given_and_unknown(kind, path, entry)
            yield from self._duplicates(kind)
            yield from self._circles(kind)
        yield from self._sections()
        yield from self._dates(self.content, ())

    def _entries(self, kind: Kind) -> Iterator[tuple[Path, Content]]:
        section = self.content.get(kind.key)
        if kind.single and isinstance(section, dict):
            yield (kind.key,), section
        elif not kind.single and isinstance(section, list):
            for index, entry in enumerate(section):
                if isinstance(entry, dict):
                    yield (kind.key, index), entry

    def _ids(self, kind: Kind) -> dict[str, Path]:
        """Return the ids of a kind, each with the first item that has it."""
        ids: dict[str, Path] = {}
        for path, entry in self._entries(kind):
            if isinstance(entry.get("id"), str):
                ids.setdefault(entry["id"], path)
        return ids

    def _at(self, path: Path) -> Content:
        key, index = path
        item: Content = self.content[str(key)][index]
        return item

    def _problem(
        self,
        code: str,
        message: Message,
        path: Path,
        found: str | None = None,
        expected: Message | None = None,
        hint: Message | None = None,
    ) -> Problem:
        mark = self.positions.nearest(path)
        place = (self.positions.name, mark.line, mark.column, pointer(path))
        return Problem(code, message, *place, found, expected, hint)

    def _duplicates(self, kind: Kind) -> Iterator[Problem]:
        for path, entry in () if kind.single else self._entries(kind):
            name = entry.get("id")
            if not isinstance(name, str) or self.ids[kind.name][name] == path:
                continue
            line = self.positions.nearest((*self.ids[kind.name][name], "id")).line
            message = Message(
                "the id '{name}' stands twice among `{section}`; it is already on line {line}",
                name=shorten(name),
                section=kind.key,
                line=line,
            )
            hint = Message("give one of the two another id")
            yield self._problem("duplicate-id", message, (*path, "id"), shorten(name), hint=hint)

    def _references(self, kind: Kind, path: Path, entry: Content) -> Iterator[Problem]:
        own = entry.get("id")
        for field, target in kind.references.items():
            value = entry.get(field)
            named: Any = [] if field in kind.lists else [(None, value)]
            if field in kind.lists and isinstance(value, list):
                named = enumerate(value)
            for index, name in named:
                if isinstance(name, str) and name not in self.ids[target]:
                    at = (*path, field) if index is None else (*path, field, index)
                    yield self._dangling(name, target, at)
                elif name == own and target == kind.name and field in kind.lists:
                    at = (*path, field, index)
                    message = Message("{part} names the item that it stands in", part=where(at))
                    yield self._problem("names-itself", message, at, name, hint=Message("take it out"))

    def _dangling(self, name: str, target: str, path: Path) -> Problem:
        key = KINDS[target].key
        near = nearest(name, self.ids[target])
        others = listed(shorten(other, 40) for other in self.ids[target])
        hint = Message("possible: {names}", names=others)
        if near:
            hint = meant(near)
        elif not others and self.content.get(key):
            hint = Message("give the item that is meant an `id`")
        elif not others:
            hint = Message("add the item to `{section}`, or take the name away", section=key)
        message = Message(
            "{part} names '{name}', and no item of `{section}` has that id",
            part=where(path),
            name=shorten(name),
            section=key,
        )
        expected = Message("the id of an item of `{section}`", section=key)
        return self._problem("unknown-reference", message, path, shorten(name), expected, hint)

    def _given_and_unknown(self, kind: Kind, path: Path, entry: Content) -> Iterator[Problem]:
        unknown = entry.get("unknown")
        for index, field in enumerate(unknown if isinstance(unknown, list) else ()):
            if not isinstance(field, str) or field == ALL_FIELDS or field in kind.lists:
                continue
            value: Any = entry
            for part in field.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value is not None and not isinstance(value, dict):
                message = Message("`{name}` is given here, and also listed as unknown", name=shorten(field))
                at = (*path, "unknown", index)
                yield self._problem("given-and-unknown", message, at, hint=_KEEP_ONE)

    def _sections(self) -> Iterator[Problem]:
        """Check that no section is announced or given, and unknown as well; a list may be known in part."""
        unknown, announced = self.content.get("unknown"), self.content.get("announced")
        promised = announced if isinstance(announced, list) else []
        singles = {kind.key for kind in KINDS.values() if kind.single and kind.key in OPEN_KEYS}
        for index, key in enumerate(unknown if isinstance(unknown, list) else ()):
            if not isinstance(key, str):
                continue
            if key in promised:
                message = Message(
                    "`{name}` is listed as unknown here, and also as announced", name=shorten(key)
                )
                yield self._problem("announced-and-unknown", message, ("unknown", index), hint=_KEEP_ONE)
            if key in singles and isinstance(self.content.get(key), dict):
                message = Message("`{name}` is listed as unknown here, and also given", name=shorten(key))
                hint = Message(
                    "keep one of the two, or list what was not examined under `unknown` inside `{section}`",
                    section=key,
                )
                yield self._problem("given-and-unknown", message, ("unknown", index), hint=hint)

    def _circles(self, kind: Kind) -> Iterator[Problem]:
        """Check that following a reference among one kind, such as ``parent``, never leads back."""
        for field, target in kind.references.items():
            if target != kind.name or field in kind.lists:
                continue
            above = {name: self._at(path).get(field) for name, path in self.ids[kind.name].items()}
            for circle in _circles(above):
                path = (*self.ids[kind.name][circle[0]], field)
                way = " > ".join(
                    shorten(name, 20) for name in (*circle[:8], *["…"][: len(circle) > 8], circle[0])
                )
                message = Message("{part} leads back to where it began: {way}", part=where(path), way=way)
                hint = Message("one of them must stand without `{name}`", name=field)
                yield self._problem("circle", message, path, shorten(circle[0]), hint=hint)

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
            message = Message(
                "{part} is '{text}', a day that does not exist", part=where(path), text=shorten(value)
            )
            yield self._problem("no-such-day", message, path)

    def _runs_forwards(self, value: Content, path: Path) -> Iterator[Problem]:
        for first, last in _ORDERED_DATES:
            start, end = _span(value.get(first)), _span(value.get(last))
            if start and end and end.last < start.first:
                message = Message(
                    "`{last}` of {part} is {end}, before its `{first}`, {start}",
                    last=last,
                    part=where(path),
                    end=shorten(value[last]),
                    first=first,
                    start=shorten(value[first]),
                )
                yield self._problem("backwards", message, (*path, last))


_DATE_FIELDS = frozenset(
    ("start", "end", "review", "date", "deadline", "horizon", "last", "signed", "since", "until", "updated")
) | {"mandate_end"}
_ORDERED_DATES = (("start", "end"), ("start", "review"), ("signed", "end"))


def _circles(above: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield each circle once: the names on it, from the first that is met."""
    done: set[str] = set()
    for name in above:
        way: dict[str, None] = {}
        at: Any = name
        while isinstance(at, str) and at in above and at not in done and at not in way:
            way[at] = None
            at = above[at]
        if isinstance(at, str) and at in way:
            names = list(way)
            yield names[names.index(at) :]
        done.update(way)


def _span(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return span(value)
    except (ValueError, OverflowError):
        return None
