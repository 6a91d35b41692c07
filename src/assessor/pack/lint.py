"""What a schema cannot say of a rule pack: that its names lead somewhere and its parts fit together.

In: a pack of the right form, and the trees it was read from. Out: problems, each at its line. Must never
know: any strategy.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from assessor.documents.positions import Path, pointer
from assessor.documents.problems import Problem, listed, nearest, shorten
from assessor.documents.tree import Tree
from assessor.facts.derived import DERIVED
from assessor.pack import model as m
from assessor.strategy.fields import FieldType, fields_of
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES

_ENGLISH: Final = "en"
_PLACEHOLDERS: Final = ("applicable", "satisfied", "missing")
_MOST_ESSENTIALS: Final = 3

Found = Iterator[tuple[Path, str, str, str | None]]
"""Path, code, message and hint of something wrong."""


def lint(pack: m.Pack, trees: Mapping[str, Tree]) -> list[Problem]:
    """Return everything wrong with a pack of the right form, file by file and line by line."""
    problems: list[Problem] = []
    for name, tree in trees.items():
        found = [_problem(tree, *entry) for entry in _file(pack, name, tree)]
        problems += sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))
    return problems


def _file(pack: m.Pack, name: str, tree: Tree) -> Found:
    if name == "pack.yaml":
        yield from _About(pack).found()
    elif name.startswith("criteria/"):
        yield from _Criteria(pack, m.CriteriaFile.model_validate(tree.value)).found()
    else:
        yield from _words(pack, m.TextFile.model_validate(tree.value))


def _problem(tree: Tree, path: Path, code: str, message: str, hint: str | None) -> Problem:
    mark = tree.positions.nearest(path)
    # What is said of a key by its name stands at the key.
    at_key = bool(path) and isinstance(path[-1], str) and f"'{path[-1]}'" in message
    line, column = (mark.key_line, mark.key_column) if at_key else (mark.line, mark.column)
    return Problem(code, message, tree.positions.name, line, column, pointer(path), hint=hint)


def _unknown(path: Path, what: str, name: str, choices: Iterable[str]) -> tuple[Path, str, str, str | None]:
    choices = list(choices)
    near = nearest(name, choices)
    hint = f"did you mean '{near}'?" if near else f"possible: {listed(choices, 40)}"
    return path, f"unknown-{what.split(maxsplit=1)[0]}", f"there is no {what} '{shorten(name)}'", hint


def _twice(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)


class _About:
    """Checks of ``pack.yaml``, and of what only the whole pack shows."""

    def __init__(self, pack: m.Pack) -> None:
        self.pack = pack
        self.about = pack.about

    def found(self) -> Found:
        yield from self._names()
        yield from self._levels()
        yield from self._parts()
        yield from self._profiles()
        yield from self._ideas()
        yield from self._texts()

    def _names(self) -> Found:
        for index, name in _twice(idea.id for idea in self.about.ideas):
            yield ("ideas", index, "id"), "twice", f"the idea '{name}' stands twice", None
        for index, name in _twice(idea.code for idea in self.about.ideas):
            yield ("ideas", index, "code"), "twice", f"the code '{name}' stands twice", None
        for index, number in _twice(str(step.number) for step in self.about.steps):
            yield ("steps", index, "number"), "twice", f"step {number} stands twice", None
        for index, step in enumerate(self.about.steps):
            if step.stage not in self.about.stages:
                yield _unknown(("steps", index, "stage"), "stage", step.stage, self.about.stages)

    def _levels(self) -> Found:
        levels = self.about.levels
        starts = [level.from_ for level in levels.levels]
        wrong = [n for n, start in enumerate(starts) if (start <= starts[n - 1] if n else start != 0)]
        if wrong:
            yield (
                ("levels", "levels", wrong[0], "from"), "levels",
                f"levels begin at {listed(map(str, starts))}; they must begin at 0 and rise", None,
            )  # fmt: skip
        if levels.cap not in (level.id for level in levels.levels):
            yield _unknown(("levels", "cap"), "level", levels.cap, [level.id for level in levels.levels])
        if levels.index_from > len(self.about.ideas):
            yield (
                ("levels", "index_from"), "index",
                f"an index needs {levels.index_from} rated ideas; there are {len(self.about.ideas)}", None,
            )  # fmt: skip

    def _parts(self) -> Found:
        for name, part in self.about.parts.items():
            if name in VOCABULARIES:
                yield ("parts", name), "taken", f"'{name}' is the name of a whole vocabulary", None
            if part.of not in VOCABULARIES:
                yield _unknown(("parts", name, "of"), "vocabulary", part.of, VOCABULARIES)
                continue
            for index, entry in enumerate(part.entries):
                if entry not in VOCABULARIES[part.of]:
                    yield _unknown(
                        ("parts", name, "entries", index),
                        f"entry of '{part.of}'",
                        entry,
                        VOCABULARIES[part.of],
                    )

    def _profiles(self) -> Found:
        ideas = [idea.id for idea in self.about.ideas]
        for index, name in _twice(profile.id for profile in self.about.profiles):
            yield ("profiles", index, "id"), "twice", f"the profile '{name}' stands twice", None
        for index, profile in enumerate(self.about.profiles):
            for idea in profile.ideas:
                if idea not in ideas:
                    yield _unknown(("profiles", index, "ideas", idea), "idea", idea, ideas)
            for criterion in profile.criteria:
                if criterion not in self.pack.by_id:
                    yield _unknown(
                        ("profiles", index, "criteria", criterion), "criterion", criterion, self.pack.by_id
                    )
            if profile.ideas and not any(profile.ideas.get(idea, 1) for idea in ideas):
                yield ("profiles", index), "no-weight", "all ideas have the weight 0", None

    def _ideas(self) -> Found:
        for index, idea in enumerate(self.about.ideas):
            criteria = [c for c in self.pack.criteria if self.pack.idea_of[c.id] == idea.id]
            if not criteria:
                yield ("ideas", index), "no-criteria", f"no file in criteria/ is about '{idea.id}'", None
            essentials = sum(1 for criterion in criteria if criterion.essential is not None)
            if criteria and not 1 <= essentials <= _MOST_ESSENTIALS:
                yield (
                    ("ideas", index), "essentials",
                    f"'{idea.id}' has {essentials} essential criteria; an idea has one to three", None,
                )  # fmt: skip

    def _texts(self) -> Found:
        words = self.pack.texts.get(_ENGLISH)
        if words is None:
            yield (), "no-text", "the pack has no words in English", "add a file in text/en/"
            return
        needed: dict[str, Iterable[str]] = {
            "ideas": [idea.id for idea in self.about.ideas],
            "stages": self.about.stages,
            "steps": [str(step.number) for step in self.about.steps],
            "levels": [level.id for level in self.about.levels.levels],
            "profiles": [profile.id for profile in self.about.profiles],
            "criteria": self.pack.by_id,
            "phrases": ["undetermined", "examine"],
        }
        for part, names in needed.items():
            missing = [name for name in names if name not in getattr(words, part)]
            if missing:
                yield (), "no-text", f"text/en/ has no words for {listed(missing)} under `{part}`", None


class _Criteria:
    """Checks of one file in ``criteria/``."""

    def __init__(self, pack: m.Pack, file: m.CriteriaFile) -> None:
        self.pack = pack
        self.file = file

    def found(self) -> Found:
        ideas = {idea.id: idea.code for idea in self.pack.about.ideas}
        if self.file.idea not in ideas:
            yield _unknown(("idea",), "idea", self.file.idea, ideas)
            return
        counts = [c.id for c in self.pack.criteria]
        for index, criterion in enumerate(self.file.criteria):
            path: Path = ("criteria", index)
            code = ideas[self.file.idea]
            if not criterion.id.startswith(code + "-"):
                yield (
                    (*path, "id"), "wrong-code",
                    f"'{criterion.id}' does not begin with '{code}', the code of '{self.file.idea}'", None,
                )  # fmt: skip
            if counts.count(criterion.id) > 1:
                yield (*path, "id"), "twice", f"the criterion '{criterion.id}' stands twice in the pack", None
            yield from self._criterion(criterion, path)

    def _criterion(self, criterion: m.Criterion, path: Path) -> Found:
        steps = [step.number for step in self.pack.about.steps]
        for index, number in enumerate(criterion.steps):
            if number not in steps:
                yield _unknown((*path, "steps", index), "step", str(number), map(str, steps))
        for index, entry in enumerate(criterion.dimensions):
            if entry not in VOCABULARIES["dimension"]:
                yield _unknown((*path, "dimensions", index), "dimension", entry, VOCABULARIES["dimension"])
        yield from self._reference(criterion, (*path, "reference"))
        yield from self._check(criterion.check, (*path, "check"))

    def _reference(self, criterion: m.Criterion, path: Path) -> Found:
        if criterion.provenance == "practice" and criterion.reference.work is None:
            yield path, "no-work", "a criterion from practice names the `work` that it comes from", None
        if criterion.provenance != "practice" and criterion.reference.chapter is None:
            yield (
                path,
                "no-chapter",
                "a criterion from the text, or our reading of it, names the `chapter`",
                None,
            )

    def _check(self, check: m.Check, path: Path) -> Found:
        if isinstance(check, m.Count | m.Share | m.Balance):
            form, kind = m.form_of(check), m.kind_of(check)
            if kind not in KINDS:
                yield _unknown((*path, form), "kind", kind, KINDS)
                return
            for index, condition in enumerate(check.where):
                yield from self._field_condition(kind, condition, (*path, "where", index))
            yield from self._rest(check, kind, path)
        elif isinstance(check, m.Cover):
            yield from self._cover(check, path)
        else:
            form, members = m.members_of(check)
            for index, member in enumerate(members):
                yield from self._check(member, (*path, form, index))

    def _rest(self, check: m.Count | m.Share | m.Balance, kind: str, path: Path) -> Found:
        if isinstance(check, m.Balance):
            field = _field(kind, check.field)
            if field is None:
                yield self._no_field(kind, check.field, (*path, "field"))
            elif field.several or field.sort == "record" or (kind, check.field) in DERIVED:
                yield (
                    (*path, "field"),
                    "wrong-field",
                    f"`{check.field}` of '{kind}' is not one plain value",
                    None,
                )
            return
        yield from self._conditions(kind, check.that, (*path, "that"))
        if isinstance(check, m.Count):
            yield from self._bounds(check.at_least, check.at_most, path)

    def _bounds(self, least: int, most: int | None, path: Path) -> Found:
        if most is not None and most < least:
            yield (*path, "at_most"), "bounds", f"at most {most} is less than at least {least}", None

    def _cover(self, check: m.Cover, path: Path) -> Found:
        part = self.pack.about.parts.get(check.cover)
        vocabulary = part.of if part else check.cover
        if vocabulary not in VOCABULARIES:
            yield _unknown(
                (*path, "cover"), "vocabulary", check.cover, [*VOCABULARIES, *self.pack.about.parts]
            )
            return
        if check.some not in KINDS:
            yield _unknown((*path, "some"), "kind", check.some, KINDS)
            return
        field = _field(check.some, check.by)
        if field is None:
            yield self._no_field(check.some, check.by, (*path, "by"))
        elif field.sort != "entry" or field.target != vocabulary:
            yield (
                (*path, "by"),
                "wrong-field",
                f"`{check.by}` of '{check.some}' does not name '{vocabulary}'",
                None,
            )
        yield from self._conditions(check.some, check.that, (*path, "that"))

    def _conditions(self, kind: str, conditions: Iterable[m.Condition], path: Path) -> Found:
        for index, condition in enumerate(conditions):
            if isinstance(condition, m.FieldCondition):
                yield from self._field_condition(kind, condition, (*path, index))
            elif isinstance(condition, m.AnyOf):
                yield from self._conditions(kind, condition.any, (*path, index, "any"))
            else:
                yield from self._relation(kind, condition, (*path, index))

    def _relation(self, subject: str, relation: m.Relation, path: Path) -> Found:
        if relation.some not in KINDS:
            yield _unknown((*path, "some"), "kind", relation.some, KINDS)
            return
        if (relation.by is None) == (relation.via is None):
            yield path, "by-or-via", "a relation has either `by` or `via`", None
            return
        owner, named, word = (
            (relation.some, subject, "by") if relation.by is not None else (subject, relation.some, "via")
        )
        name = str(relation.by if relation.by is not None else relation.via)
        field = _field(owner, name)
        if field is None:
            yield self._no_field(owner, name, (*path, word))
        elif field.sort != "reference" or field.target != named:
            yield (*path, word), "wrong-field", f"`{name}` of '{owner}' does not name '{named}'", None
        if relation.distinct is not None and _field(relation.some, relation.distinct) is None:
            yield self._no_field(relation.some, relation.distinct, (*path, "distinct"))
        elif relation.distinct is not None and (relation.some, relation.distinct) in DERIVED:
            yield (
                (*path, "distinct"),
                "wrong-field",
                f"`{relation.distinct}` is derived, and cannot be counted",
                None,
            )
        yield from self._bounds(relation.at_least, relation.at_most, path)
        yield from self._conditions(relation.some, relation.that, (*path, "that"))

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
        field = _field(kind, condition.field)
        if field is None:
            yield self._no_field(kind, condition.field, (*path, "field"))
            return
        test = given[0]
        if test in ("at_least", "at_most") and field.sort != "number":
            yield (*path, test), "wrong-test", f"`{condition.field}` of '{kind}' is no number", None
        if test in ("is", "in"):
            yield from self._choices(field, condition, (*path, test))

    def _choices(self, field: FieldType, condition: m.FieldCondition, path: Path) -> Found:
        given = condition.is_ if condition.is_ is not None else condition.in_
        if isinstance(given, str) and condition.in_ is not None:
            part = self.pack.about.parts.get(given)
            if part is None:
                yield _unknown(path, "part of a vocabulary", given, self.pack.about.parts)
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
            yield _unknown(path, f"entry of '{field.target}'", str(value), VOCABULARIES[field.target])
        elif field.sort in ("number", "record"):
            yield path, "wrong-test", f"`{name}` cannot be compared with a word", None

    def _no_field(self, kind: str, name: str, path: Path) -> tuple[Path, str, str, str | None]:
        derived = [field for owner, field in DERIVED if owner == kind]
        at, code, _, hint = _unknown(path, "field", name, [*fields_of(kind), *derived])
        return at, code, f"'{kind}' has no field '{shorten(name)}'", hint


def _field(kind: str, name: str) -> FieldType | None:
    derived = DERIVED.get((kind, name))
    return derived.type if derived is not None else fields_of(kind).get(name)


def _words(pack: m.Pack, file: m.TextFile) -> Found:
    for name, text in file.criteria.items():
        path: Path = ("criteria", name)
        if name not in pack.by_id:
            yield _unknown(path, "criterion", name, pack.by_id)
        try:
            used = [
                field for _, field, _, _ in string.Formatter().parse(text.detail or "") if field is not None
            ]
        except ValueError:
            yield (*path, "detail"), "braces", "a brace stands alone", "write '{{' for a brace"
            continue
        for placeholder in used:
            if placeholder not in _PLACEHOLDERS:
                yield _unknown((*path, "detail"), "placeholder", placeholder, _PLACEHOLDERS)
    known: dict[str, Iterable[str]] = {
        "ideas": [idea.id for idea in pack.about.ideas],
        "steps": [str(step.number) for step in pack.about.steps],
        "stages": pack.about.stages,
        "levels": [level.id for level in pack.about.levels.levels],
        "profiles": [profile.id for profile in pack.about.profiles],
    }
    for part, names in known.items():
        for name in getattr(file, part):
            if name not in names:
                yield _unknown((part, name), part.removesuffix("s"), name, names)
