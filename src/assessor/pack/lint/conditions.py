"""Checks and conditions: that every name in them leads somewhere, and every comparison makes sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessor.documents.positions import Path
from assessor.documents.problems import shorten
from assessor.facts.derived import DERIVED
from assessor.pack import model as m
from assessor.pack.lint.found import Found, One, unknown
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
                yield (
                    (*path, "field"),
                    "wrong-field",
                    f"`{check.field}` of '{kind}' is not one plain value",
                    None,
                )
            return
        yield from self.conditions(kind, check.that, (*path, "that"))
        if isinstance(check, m.Count):
            yield from self._bounds(check.at_least, check.at_most, path)

    def _bounds(self, least: int, most: int | None, path: Path) -> Found:
        if most is not None and most < least:
            yield (*path, "at_most"), "bounds", f"at most {most} is less than at least {least}", None

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
            yield (
                (*path, "by"),
                "wrong-field",
                f"`{check.by}` of '{check.some}' does not name '{vocabulary}'",
                None,
            )
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
            yield path, "by-or-via", "a relation has either `by` or `via`", None
            return
        owner, named, word = (
            (relation.some, subject, "by") if relation.by is not None else (subject, relation.some, "via")
        )
        name = str(relation.by if relation.by is not None else relation.via)
        field = field_of(owner, name)
        if field is None:
            yield no_field(owner, name, (*path, word))
        elif field.sort != "reference" or field.target != named:
            yield (*path, word), "wrong-field", f"`{name}` of '{owner}' does not name '{named}'", None
        if relation.distinct is not None and field_of(relation.some, relation.distinct) is None:
            yield no_field(relation.some, relation.distinct, (*path, "distinct"))
        elif relation.distinct is not None and (relation.some, relation.distinct) in DERIVED:
            yield (
                (*path, "distinct"),
                "wrong-field",
                f"`{relation.distinct}` is derived, and cannot be counted",
                None,
            )
        yield from self._bounds(relation.at_least, relation.at_most, path)
        yield from self.conditions(relation.some, relation.that, (*path, "that"))

    def _field_condition(self, kind: str, condition: m.FieldCondition, path: Path) -> Found:
        given = [name for name, value in condition.tests() if value is not None]
        if len(given) != 1:
            yield (
                path,
                "one-test",
                "a condition on a field has one of `present`, `is`, `in`, `at_least`, `at_most`",
                None,
            )
            return
        field = field_of(kind, condition.field)
        if field is None:
            yield no_field(kind, condition.field, (*path, "field"))
            return
        test = given[0]
        if test in ("at_least", "at_most") and field.sort != "number":
            yield (*path, test), "wrong-test", f"`{condition.field}` of '{kind}' is no number", None
        if test in ("is", "in"):
            yield from self._choices(field, condition, (*path, test))

    def _choices(self, field: FieldType, condition: m.FieldCondition, path: Path) -> Found:
        given = condition.is_ if condition.is_ is not None else condition.in_
        if isinstance(given, str) and condition.in_ is not None:
            part = self.parts.get(given)
            if part is None:
                yield unknown(path, "part of a vocabulary", given, self.parts)
            elif field.sort != "entry":
                message = f"'{given}' is a part of '{part.of}', and `{condition.field}` is of no vocabulary"
                yield path, "wrong-part", message, None
            elif part.of != field.target:
                yield path, "wrong-part", f"'{given}' is a part of '{part.of}', not of '{field.target}'", None
            return
        for value in given if isinstance(given, list) else [given]:
            yield from self._choice(field, condition.field, value, path)

    def _choice(self, field: FieldType, name: str, value: Any, path: Path) -> Found:
        if (field.sort == "yes-no") != isinstance(value, bool):
            wanted = "true or false" if field.sort == "yes-no" else "a word"
            yield path, "wrong-value", f"`{name}` is compared with {wanted}", None
        elif field.sort == "entry" and field.target is not None and value not in VOCABULARIES[field.target]:
            yield unknown(path, f"entry of '{field.target}'", str(value), VOCABULARIES[field.target])
        elif field.sort in ("number", "record"):
            yield path, "wrong-test", f"`{name}` cannot be compared with a word", None


def field_of(kind: str, name: str) -> FieldType | None:
    """Return the type of a field or derived field; None if the kind has no such field."""
    derived = DERIVED.get((kind, name))
    return derived.type if derived is not None else fields_of(kind).get(name)


def no_field(kind: str, name: str, path: Path) -> One:
    """Return that a kind has no such field, and what was meant or is possible."""
    derived = [field for owner, field in DERIVED if owner == kind]
    at, code, _, hint = unknown(path, "field", name, [*fields_of(kind), *derived])
    return at, code, f"'{kind}' has no field '{shorten(name)}'", hint
