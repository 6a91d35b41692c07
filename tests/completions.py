"""Every way in which a document with unknowns may turn out, or many of them.

In: a document as plain values. Out: documents in which everything is known and every date is a day. Unknown
fields are absent or get values, unknown lists get more entries, sections that were not examined get items (or
stay empty, or turn out to be only announced), and unlisted items are added in the number stated.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Protocol, TypeVar

from oracle import Document
from oracle_derived import AS_OF, first_day, last_day
from strategies import forwards
from values import DAYS, FIELDS, RECORDS, REQUIRED, id_of, is_date, type_of, values_of

from assessor.strategy.model import KINDS

T = TypeVar("T")
_FIRST_NEW = 10


class Chooser(Protocol):
    """Decides, one choice after the other, how a document turns out."""

    def pick(self, label: str, options: Sequence[T]) -> T:
        """Return one of the options; the first is always the one with the least in it."""
        ...


class EveryWay:
    """Goes through all ways: an odometer of choices."""

    def __init__(self) -> None:
        self._way: list[list[int]] = []
        self._at = 0

    def pick(self, label: str, options: Sequence[T]) -> T:
        """Return the option that is next on this way."""
        if self._at == len(self._way):
            self._way.append([0, len(options)])
        self._at += 1
        return options[self._way[self._at - 1][0]]

    def next_way(self) -> bool:
        """Go on to another way; return whether there was one."""
        self._at = 0
        while self._way and self._way[-1][0] + 1 == self._way[-1][1]:
            self._way.pop()
        if self._way:
            self._way[-1][0] += 1
        return bool(self._way)


class SomeWay:
    """Picks at random, in moods that lead to extremes: little or much, all alike or all different."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._least = chance.choice((0.0, 0.3, 0.9))
        self._alike = chance.random() < 0.5
        self._before: dict[str, Any] = {}

    def pick(self, label: str, options: Sequence[T]) -> T:
        """Return an option."""
        if self._chance.random() < self._least:
            return options[0]
        if self._alike and label in self._before and self._before[label] in options:
            return self._before[label]  # type: ignore[no-any-return]
        choice = self._before[label] = self._chance.choice(options)
        return choice


def completions(document: Document, kinds: Sequence[str], seed: int, many: int = 40) -> Iterator[Document]:
    """Yield all ways in which a document may turn out if they are not too many, else as many drawn ones."""
    every = EveryWay()
    ways = [complete(document, kinds, every)]
    while (more := every.next_way()) and len(ways) <= many:
        ways.append(complete(document, kinds, every))
    if not more:
        yield from ways
        return
    chance = random.Random(seed)
    for _ in range(many):
        yield complete(document, kinds, SomeWay(chance))


def complete(document: Document, kinds: Sequence[str], chooser: Chooser) -> Document:
    """Return one way in which a document may turn out. New items are of ``kinds``."""
    document = deepcopy(document)
    open_keys = document.pop("unknown", [])
    unlisted = document.pop("unlisted", {})
    new: list[tuple[str, dict[str, Any], bool]] = []
    for kind in kinds:
        key = KINDS[kind].key
        if KINDS[kind].single:
            if key in open_keys and chooser.pick(f"{kind}?", (False, True)):
                document[key] = {}
                new.append((kind, document[key], True))
            continue
        listed = unlisted.get(key, 0)
        further = chooser.pick(f"{kind}?", (0, 1, 2)) if key in open_keys else 0
        for number in range(listed + further):
            item = {"id": id_of(kind, _FIRST_NEW + number)}
            document.setdefault(key, []).append(item)
            new.append((kind, item, number >= listed))
    _Filling(document, chooser).fill(new)
    return document


class _Filling:
    def __init__(self, document: Document, chooser: Chooser) -> None:
        self.document = document
        self.chooser = chooser
        self.ids = {
            name: [item["id"] for item in document.get(kind.key, ()) if "id" in item]
            for name, kind in KINDS.items()
            if not kind.single
        }

    def fill(self, new: list[tuple[str, dict[str, Any], bool]]) -> None:
        made = {id(entry) for _, entry, _ in new}
        for kind, entry in self._entries():
            if id(entry) not in made:
                self._fill_unknown(kind, entry)
        for kind, entry, may_be_announced in new:
            self._fill_all(kind, entry)
            if may_be_announced and self.chooser.pick("announced", (False, False, True)):
                entry["announced"] = True
            forwards(entry)

    def _entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for kind in KINDS:
            content = self.document.get(KINDS[kind].key) or []
            for entry in [content] if isinstance(content, dict) else content:
                yield kind, entry

    def _fill_unknown(self, kind: str, entry: dict[str, Any]) -> None:
        unknown = entry.pop("unknown", [])
        for name in unknown:
            if name == "all":
                for field in FIELDS.get(kind, ()):
                    if (kind, field) in RECORDS or entry.get(field) in (None, []):
                        self._fill(kind, entry, field)
            elif "." in name:
                self._fill_inner(kind, entry, name)
            else:
                self._fill(kind, entry, name)
        self._settle_dates(kind, entry)

    def _fill_all(self, kind: str, entry: dict[str, Any]) -> None:
        for field in FIELDS[kind]:
            self._fill(kind, entry, field)
        self._settle_dates(kind, entry)

    def _fill(self, kind: str, entry: dict[str, Any], field: str) -> None:
        """Find out a field: what it holds already stays."""
        if (kind, field) in RECORDS:
            for part in RECORDS[kind, field]:
                self._fill_inner(kind, entry, f"{field}.{part}")
            return
        more = self._value(kind, entry, field)
        if type_of(kind, field).several:
            more = list(dict.fromkeys([*entry.get(field, []), *more]))
        if more not in (None, []):
            entry[field] = more

    def _fill_inner(self, kind: str, entry: dict[str, Any], name: str) -> None:
        head, _, part = name.partition(".")
        record = entry.get(head) or {}
        required = [other for other in RECORDS[kind, head] if f"{head}.{other}" in REQUIRED]
        if record.get(part) is None and (part in required or all(other in record for other in required)):
            value = self._value(kind, entry, name)
            if value is not None:
                entry[head] = record | {part: value}

    def _value(self, kind: str, entry: dict[str, Any], field: str) -> Any:
        type_ = type_of(kind, field)
        label = f"{kind}.{field}"
        choices: Sequence[Any] = self._choices(kind, entry, field)
        if type_.several:
            pairs = [[one, other] for one in choices for other in choices if one < other]
            return self.chooser.pick(label, [[], *([one] for one in choices), *pairs])
        return self.chooser.pick(label, [None, *choices])

    def _choices(self, kind: str, entry: dict[str, Any], field: str) -> Sequence[Any]:
        type_ = type_of(kind, field)
        if type_.sort != "reference":
            return values_of(kind, field)
        names = self.ids[str(type_.target)]
        if type_.target != kind:
            return names
        if type_.several:
            return [name for name in names if name != entry.get("id")]
        # A node of a tree names only earlier ones, so that there is no circle; one without an id, any.
        return names[: names.index(entry["id"])] if "id" in entry else names

    def _settle_dates(self, kind: str, entry: dict[str, Any]) -> None:
        """Make each date a day within it: a period begins with the first, and ends with the last."""
        for field in list(entry):
            inner = entry[field]
            if isinstance(inner, dict):
                for part in inner:
                    if part == "start":
                        inner[part] = first_day(inner[part]).isoformat()
                    elif part == "end":
                        inner[part] = last_day(inner[part]).isoformat()
                    elif is_date(part):
                        inner[part] = self._day(kind, inner[part])
            elif is_date(field):
                entry[field] = self._day(kind, inner)
        forwards_by_moving(entry)

    def _day(self, kind: str, text: str) -> str:
        first, last = first_day(text), last_day(text)
        days = [first, last, *(first_day(day) for day in DAYS if first < first_day(day) < last)]
        if kind == "review":
            # The last review has taken place, wherever that can be.
            days = [day for day in days if day <= AS_OF] or days
        return self.chooser.pick(text, [day.isoformat() for day in dict.fromkeys(days)])


def forwards_by_moving(entry: dict[str, Any]) -> None:
    """Move the end of an entry to its start, where days were picked that run backwards."""
    for inner in (entry, *(value for value in entry.values() if isinstance(value, dict))):
        if inner.get("start") and inner.get("end") and inner["end"] < inner["start"]:
            inner["end"] = inner["start"]
