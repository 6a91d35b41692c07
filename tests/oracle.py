"""A second evaluator of checks, by brute force, written from the documentation of the rule language.

In: a document as plain values, fully known: nothing unknown or unlisted, each date a day. Out: the value of a
check. It shares nothing with the program but the models of checks: no columns, no engine, no intervals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from oracle_derived import AS_OF, DERIVED_NAMES, derive

from assessor.facts.columns import World
from assessor.pack import model as m
from assessor.pack.plan import Plan, Select
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES

Document = dict[str, Any]
Conditions = Iterable[m.FieldCondition | m.Relation | m.AnyOf]


@dataclass(frozen=True, eq=False)
class Thing:
    """An item or a section."""

    kind: str
    fields: Mapping[str, Any]
    announced: bool


class Oracle:
    """Evaluates checks on one document."""

    def __init__(
        self, document: Document, parts: Mapping[str, m.VocabularyPart] | None = None, as_of: date = AS_OF
    ) -> None:
        self.document = document
        self.parts = parts or {}
        self.as_of = as_of
        self.things = {kind: list(_things(document, kind)) for kind in KINDS}

    def value(self, check: m.Check) -> Fraction:
        """Return the value of a check, 0 to 1."""
        match check:
            case m.Count():
                return Fraction(self._count(check))
            case m.Share():
                return self._share(check)
            case m.Cover():
                return self._cover(check)
            case m.Balance():
                return Fraction(self._balance(check))
            case m.All():
                return min(self.value(member) for member in check.all)
            case m.Any_():
                return max(self.value(member) for member in check.any)
            case m.Parts():
                return sum((self.value(member) for member in check.parts), Fraction(0)) / len(check.parts)

    def looked_at(self, kind: str, where: Conditions) -> list[Thing]:
        """Return the items of a kind that satisfy ``where``, announced ones included."""
        return [thing for thing in self.things[kind] if self.satisfies(thing, where)]

    def satisfies(self, thing: Thing, conditions: Conditions) -> bool:
        """Whether an item satisfies every condition, leaving aside that it may be only announced."""
        return all(self.holds(thing, condition) for condition in conditions)

    def holds(self, thing: Thing, condition: m.FieldCondition | m.Relation | m.AnyOf) -> bool:
        """Whether one condition holds of an item."""
        match condition:
            case m.FieldCondition():
                return self._field_holds(thing, condition)
            case m.AnyOf():
                return any(self.holds(thing, member) for member in condition.any)
            case m.Relation():
                return self._relation_holds(thing, condition)

    def read(self, thing: Thing, field: str) -> Any:
        """Return the value of a field or derived field, None if it is not given or empty."""
        if (thing.kind, field) in DERIVED_NAMES:
            return derive(self.document, thing.kind, thing.fields, field, self.as_of)
        value: Any = thing.fields
        for part in field.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return None if value in ([], {}) else value

    # --- checks

    def _count(self, check: m.Count) -> bool:
        counted = [t for t in self.looked_at(check.count, check.where) if self.satisfies(t, check.that)]
        given = [thing for thing in counted if not thing.announced]
        too_many = check.at_most is not None and len(counted) > check.at_most
        return len(given) >= check.at_least and not too_many

    def _share(self, check: m.Share) -> Fraction:
        applicable = self.looked_at(check.share, check.where)
        satisfied = [t for t in applicable if not t.announced and self.satisfies(t, check.that)]
        return Fraction(len(satisfied), len(applicable)) if applicable else Fraction(0)

    def _cover(self, check: m.Cover) -> Fraction:
        part = self.parts.get(check.cover)
        entries = set(part.entries if part else VOCABULARIES[check.cover])
        reached = {
            entry
            for thing in self.things[check.some]
            if not thing.announced and self.satisfies(thing, check.that)
            for entry in _several(self.read(thing, check.by))
        }
        return Fraction(len(entries & reached), len(entries))

    def _balance(self, check: m.Balance) -> bool:
        having = [
            t for t in self.looked_at(check.balance, check.where) if self.read(t, check.field) is not None
        ]
        if all(thing.announced for thing in having):
            return False
        values = [self.read(thing, check.field) for thing in having]
        return all(values.count(value) <= Fraction(check.at_most) * len(values) for value in values)

    # --- conditions

    def _field_holds(self, thing: Thing, condition: m.FieldCondition) -> bool:
        value = self.read(thing, condition.field)
        if value is None:
            return False
        if condition.present is not None:
            return True
        if condition.is_ is not None:
            return any(_same(entry, condition.is_) for entry in _several(value))
        if condition.in_ is not None:
            named = isinstance(condition.in_, str)
            choices = self.parts[condition.in_].entries if isinstance(condition.in_, str) else condition.in_
            assert named == (condition.in_ in self.parts if named else False)
            return any(_same(entry, choice) for entry in _several(value) for choice in choices)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if condition.at_least is not None:
            return value >= condition.at_least
        return condition.at_most is not None and value <= condition.at_most

    def _relation_holds(self, thing: Thing, relation: m.Relation) -> bool:
        tied = [
            other
            for other in self.things[relation.some]
            if _tied(thing, other, relation) and self.satisfies(other, relation.that)
        ]
        given = [other for other in tied if not other.announced]
        if self._number(given, relation.distinct) < relation.at_least:
            return False
        return relation.at_most is None or self._number(tied, relation.distinct) <= relation.at_most

    def _number(self, things: Sequence[Thing], distinct: str | None) -> int:
        if distinct is None:
            return len(things)
        return len({value for thing in things for value in _several(self.read(thing, distinct))})


def _things(document: Document, kind: str) -> Iterable[Thing]:
    key = KINDS[kind].key
    promised = key in document.get("announced", ())
    content = document.get(key)
    if KINDS[kind].single:
        if content is not None or promised:
            content = content or {}
            yield Thing(kind, content, promised or bool(content.get("announced")))
        return
    for item in content or ():
        yield Thing(kind, item, promised or bool(item.get("announced")))


def _tied(thing: Thing, other: Thing, relation: m.Relation) -> bool:
    naming, named = (other, thing) if relation.by is not None else (thing, other)
    field = relation.by or relation.via
    assert field is not None
    name = named.fields.get("id")
    return name is not None and name in _several(naming.fields.get(field))


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _same(value: Any, choice: str | bool) -> bool:
    return isinstance(value, bool) == isinstance(choice, bool) and bool(value == choice)


def answers(plan: Plan, world: World) -> list[frozenset[Any]]:
    """Return the answer to each query of a plan on a world, by nested loops."""
    found: list[frozenset[Any]] = []
    for query in plan.queries:
        fitting = [
            row
            for row in world.rows.get(query.kind, ())
            if all(row in world.holds[column] for column in query.columns)
        ]
        if isinstance(query, Select):
            found.append(frozenset(fitting))
            continue
        pairs = [(b, a) if query.backward else (a, b) for a, b in world.links[query.link]]
        found.append(frozenset((subject, tied) for subject, tied in pairs for row in fitting if row == tied))
    return found
