"""Checks and conditions: that every name in them leads somewhere, and every comparison makes sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessor.documents.positions import Path
from assessor.documents.problems import possible, shorten
from assessor.facts.derived import DERIVED
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.lint.found import Found, One, no_entry, unknown
from assessor.strategy.fields import FieldType, fields_of
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES


class Conditions:
    """Looks through checks and conditions; ``parts`` are the pack's named parts of vocabularies."""

    def __init__(self, parts: Mapping[str, m.VocabularyPart]) -> None:
        self.parts = parts

    def check(self, check: m.Check, path: Path) -> Found:
        """Yield everything wrong with a check."""
        if isinstance(check, m.Count | m.Share | m.Balance):
            form, kind = m.form_of(check), m.kind_of(check)
            if kind not in KINDS:
                yield unknown((*path, form), "kind", kind, KINDS)
                return
            for index, condition in enumerate(check.where):
                yield from self._field_condition(kind, condition, (*path, "where", index))
            yield from self._rest(check, kind, path)
        elif isinstance(check, m.Cover):
            yield from self._cover(check, path)
        else:
            form, members = m.members_of(check)
            for index, member in enumerate(members):
                yield from self.check(member, (*path, form, index))

    def _rest(self, check: m.Count | m.Share | m.Balance, kind: str, path: Path) -> Found:
        if isinstance(check, m.Balance):
            field = field_of(kind, check.field)
            if field is None:
                yield no_field(kind, check.field, (*path, "field"))
            elif field.several or field.sort == "record" or (kind, check.field) in DERIVED:
                message = Message("`{name}` of '{kind}' is not one plain value", name=check.field, kind=kind)
                yield (*path, "field"), "wrong-field", message, None
            return
        yield from self.conditions(kind, check.that, (*path, "that"))
        if isinstance(check, m.Count):
            yield from self._bounds(check.at_least, check.at_most, path)

    def _bounds(self, least: int, most: int | None, path: Path) -> Found:
        if most is not None and most < least:
            message = Message("at most {most} is less than at least {least}", most=most, least=least)
            yield (*path, "at_most"), "bounds", message, None

    def _cover(self, check: m.Cover, path: Path) -> Found:
        part = self.parts.get(check.cover)
        vocabulary = part.of if part else check.cover
        if vocabulary not in VOCABULARIES:
            yield unknown((*path, "cover"), "vocabulary", check.cover, [*VOCABULARIES, *self.parts])
            return
        if check.some not in KINDS:
            yield unknown((*path, "some"), "kind", check.some, KINDS)
            return
        field = field_of(check.some, check.by)
        if field is None:
            yield no_field(check.some, check.by, (*path, "by"))
        elif field.sort != "entry" or field.target != vocabulary:
            yield does_not_name(check.some, check.by, vocabulary, (*path, "by"))
        yield from self.conditions(check.some, check.that, (*path, "that"))

    def conditions(self, kind: str, conditions: Iterable[m.Condition], path: Path) -> Found:
        """Yield everything wrong with conditions on items of a kind."""
        for index, condition in enumerate(conditions):
            if isinstance(condition, m.FieldCondition):
                yield from self._field_condition(kind, condition, (*path, index))
            elif isinstance(condition, m.AnyOf):
                yield from self.conditions(kind, condition.any, (*path, index, "any"))
            else:
                yield from self._relation(kind, condition, (*path, index))

    def _relation(self, subject: str, relation: m.Relation, path: Path) -> Found:
        if relation.some not in KINDS:
            yield unknown((*path, "some"), "kind", relation.some, KINDS)
            return
        if (relation.by is None) == (relation.via is None):
            yield path, "by-or-via", Message("a relation has either `by` or `via`"), None
            return
        owner, named, word = (
            (relation.some, subject, "by") if relation.by is not None else (subject, relation.some, "via")
        )
        name = str(relation.by if relation.by is not None else relation.via)
        field = field_of(owner, name)
        if field is None:
            yield no_field(owner, name, (*path, word))
        elif field.sort != "reference" or field.target != named:
            yield does_not_name(owner, name, named, (*path, word))
        if relation.distinct is not None and field_of(relation.some, relation.distinct) is None:
            yield no_field(relation.some, relation.distinct, (*path, "distinct"))
        elif relation.distinct is not None and (relation.some, relation.distinct) in DERIVED:
            message = Message("`{name}` is derived, and cannot be counted", name=relation.distinct)
            yield (*path, "distinct"), "wrong-field", message, None
        yield from self._bounds(relation.at_least, relation.at_most, path)
        yield from self.conditions(relation.some, relation.that, (*path, "that"))

    def _field_condition(self, kind: str, condition: m.FieldCondition, path: Path) -> Found:
        given = [name for name, value in condition.tests() if value is not None]
        if len(given) != 1:
            message = Message(
                "a condition on a field has one of `present`, `is`, `in`, `at_least`, `at_most`"
            )
            yield path, "one-test", message, None
            return
        field = field_of(kind, condition.field)
        if field is None:
            yield no_field(kind, condition.field, (*path, "field"))
            return
        test = given[0]
        if test in ("at_least", "at_most") and field.sort != "number":
            message = Message("`{name}` of '{kind}' is no number", name=condition.field, kind=kind)
            yield (*path, test), "wrong-test", message, None
        if test in ("is", "in"):
            yield from self._choices(field, condition, (*path, test))

    def _choices(self, field: FieldType, condition: m.FieldCondition, path: Path) -> Found:
        given = condition.is_ if condition.is_ is not None else condition.in_
        if isinstance(given, str) and condition.in_ is not None:
            part = self.parts.get(given)
            if part is None:
                yield unknown(path, "part", given, self.parts)
            elif field.sort != "entry":
                message = Message(
                    "'{name}' is a part of '{vocabulary}', and `{field}` is of no vocabulary",
                    name=given,
                    vocabulary=part.of,
                    field=condition.field,
                )
                yield path, "wrong-part", message, None
            elif part.of != field.target:
                message = Message(
                    "'{name}' is a part of '{vocabulary}', not of '{wanted}'",
                    name=given,
                    vocabulary=part.of,
                    wanted=field.target,
                )
                yield path, "wrong-part", message, None
            return
        for value in given if isinstance(given, list) else [given]:
            yield from self._choice(field, condition.field, value, path)

    def _choice(self, field: FieldType, name: str, value: Any, path: Path) -> Found:
        if (field.sort == "yes-no") != isinstance(value, bool):
            wanted = Message("true or false") if field.sort == "yes-no" else Message("a word")
            message = Message("`{name}` is compared with {wanted}", name=name, wanted=wanted)
            yield path, "wrong-value", message, None
        elif field.sort == "entry" and field.target is not None and value not in VOCABULARIES[field.target]:
            yield no_entry(path, field.target, str(value))
        elif field.sort in ("number", "record"):
            message = Message("`{name}` cannot be compared with a word", name=name)
            yield path, "wrong-test", message, None


def field_of(kind: str, name: str) -> FieldType | None:
    """Return the type of a field or derived field; None if the kind has no such field."""
    derived = DERIVED.get((kind, name))
    return derived.type if derived is not None else fields_of(kind).get(name)


def no_field(kind: str, name: str, path: Path) -> One:
    """Return that a kind has no such field, and what was meant or is possible."""
    derived = [field for owner, field in DERIVED if owner == kind]
    message = Message("'{kind}' has no field '{name}'", kind=kind, name=shorten(name))
    return path, "unknown-field", message, possible(name, [*fields_of(kind), *derived], 40)


def does_not_name(kind: str, name: str, wanted: str, path: Path) -> One:
    """Return that a field names something else than is needed."""
    message = Message("`{name}` of '{kind}' does not name '{wanted}'", name=name, kind=kind, wanted=wanted)
    return path, "wrong-field", message, None
