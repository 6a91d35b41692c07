"""Whether the examples of a pack would notice if a rule were wrong.

In: a pack and the trees of its files. Out: a problem for each small change to a rule that no example
notices: a condition dropped, a bound moved by one, a value left out of a list, a relation reversed, a check
left out of a group. An idea from mutation testing: rules are only as sure as the examples that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from assessor.documents.problems import Problem
from assessor.documents.tree import Tree
from assessor.engine.interface import Engine
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.compiling import field_type
from assessor.scoring.assess import Prepared
from assessor.scoring.checks import evaluate
from assessor.scoring.examples import (
    AS_OF,
    contradiction_examples,
    examples_of,
    outcome_of,
    problem_at,
    state_of,
    whole,
)
from assessor.strategy.loading import strategy_from

_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A check with one small change."""

    change: Message
    check: m.Check


def mutant_problems(pack: m.Pack, trees: Mapping[str, Tree], engine: Engine) -> list[Problem]:
    """Return a problem for each mutant that no example of its criterion notices.

    The examples themselves must come out as they say.
    """
    problems = list(_part_problems(pack, trees["pack.yaml"], engine))
    for tree in trees.values():
        if not isinstance(tree.value, dict) or "idea" not in tree.value:
            continue
        for place, entry in enumerate(tree.value["criteria"]):
            path = ("criteria", place, "check")
            changes = unnoticed(pack, pack.by_id[entry["id"]], engine)
            problems += [problem_at(tree, "mutant", path, _unnoticed(entry["id"], each)) for each in changes]
    if "consistency.yaml" in trees:
        problems += _contradiction_problems(pack, trees["consistency.yaml"], engine)
    return problems


def _contradiction_problems(pack: m.Pack, tree: Tree, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each mutant of a contradiction that no example of it notices."""
    assert pack.consistency is not None
    for place, rule in enumerate(pack.consistency.contradictions):
        mutants = list(_lists(rule.that, rule.find, least=1))
        rules = [rule.model_copy(update={"that": that}) for _, that in mutants]
        consistency = pack.consistency.model_copy(update={"contradictions": rules})
        prepared = Prepared(pack.model_copy(update={"consistency": consistency}), engine)
        alive = dict(enumerate(change for change, _ in mutants))
        for expected, _, fragment in contradiction_examples(rule):
            matches = prepared.matches(strategy_from(whole(fragment)), AS_OF)
            for number in list(alive):
                if state_of(prepared.plan.contradictions[number], matches) != expected:
                    del alive[number]
        path = ("contradictions", place, "that")
        for change in alive.values():
            yield problem_at(tree, "mutant", path, _unnoticed(rule.id, change))


def _unnoticed(rule: str, change: Message) -> Message:
    return Message("{rule}: no example notices if {change}", rule=rule, change=change)


def _part_problems(pack: m.Pack, tree: Tree, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each entry of a named part of a vocabulary that no example needs."""
    for name, part in pack.about.parts.items():
        users = [c for c in pack.criteria if f'"{name}"' in c.check.model_dump_json()]
        for place, entry in enumerate(part.entries if len(part.entries) > 1 else ()):
            rest = part.model_copy(update={"entries": [other for other in part.entries if other != entry]})
            if not _notices(_with_part(pack, users, name, rest), users, engine):
                message = Message(
                    "no example notices if '{entry}' is left out of '{name}'", entry=entry, name=name
                )
                yield problem_at(tree, "mutant", ("parts", name, "entries", place), message)


def _with_part(pack: m.Pack, criteria: Sequence[m.Criterion], name: str, part: m.VocabularyPart) -> m.Pack:
    """Return a pack of some criteria, with another part of a vocabulary."""
    about = pack.about.model_copy(update={"parts": {**pack.about.parts, name: part}})
    files = [m.CriteriaFile.model_construct(idea=pack.idea_of[c.id], criteria=[c]) for c in criteria]
    return m.Pack.model_construct(about=about, files=files, texts=pack.texts, digest=pack.digest)


def _notices(pack: m.Pack, criteria: Sequence[m.Criterion], engine: Engine) -> bool:
    """Whether an example of any of the criteria comes out otherwise than it says."""
    prepared = Prepared(pack, engine)
    for criterion in criteria:
        for expected, _, fragment in examples_of(criterion):
            matches = prepared.matches(strategy_from(whole(fragment)), AS_OF)
            if outcome_of(evaluate(prepared.plan.criteria[criterion.id].check, matches)) != expected:
                return True
    return False


def unnoticed(pack: m.Pack, criterion: m.Criterion, engine: Engine) -> Iterator[Message]:
    """Yield the changes to a criterion's check that none of its examples notices."""
    mutants = list(mutants_of(criterion.check))
    if not mutants:
        return
    prepared = Prepared(_pack_of(pack, criterion, mutants), engine)
    alive = dict(zip(prepared.plan.criteria, mutants, strict=True))
    for expected, _, fragment in examples_of(criterion):
        matches = prepared.matches(strategy_from(whole(fragment)), AS_OF)
        for name in list(alive):
            if outcome_of(evaluate(prepared.plan.criteria[name].check, matches)) != expected:
                del alive[name]
    for mutant in alive.values():
        yield mutant.change


def _pack_of(pack: m.Pack, criterion: m.Criterion, mutants: Sequence[Mutant]) -> m.Pack:
    """Return a pack with a criterion for each mutant."""
    criteria = [
        criterion.model_copy(update={"id": str(number), "check": mutant.check})
        for number, mutant in enumerate(mutants)
    ]
    file = m.CriteriaFile.model_construct(idea=pack.idea_of[criterion.id], criteria=criteria)
    return m.Pack.model_construct(about=pack.about, files=[file], texts=pack.texts, digest=pack.digest)


def mutants_of(check: m.Check) -> Iterator[Mutant]:
    """Yield every mutant of a check."""
    if isinstance(check, m.All | m.Any_ | m.Parts):
        yield from _of_group(check)
        return
    if isinstance(check, m.Count):
        yield from _moved(check, "at_least", "at_most")
    if isinstance(check, m.Balance):
        for moved in (Decimal(check.at_most) + _TENTH, Decimal(check.at_most) - _TENTH):
            if 0 < moved <= 1:
                change = _bound_is("at_most", moved)
                yield Mutant(change, check.model_copy(update={"at_most": str(moved)}))
    for name in ("where", "that"):
        conditions = getattr(check, name, [])
        least = 1 if isinstance(check, m.Share) and name == "that" else 0
        for change, changed in _lists(conditions, m.kind_of(check), least):
            yield Mutant(change, check.model_copy(update={name: changed}))


def _of_group(check: m.All | m.Any_ | m.Parts) -> Iterator[Mutant]:
    form, members = m.members_of(check)
    for place, member in enumerate(members):
        rest = [*members[:place], *members[place + 1 :]]
        change = Message("check {number} of `{form}` is left out", number=place + 1, form=form)
        yield Mutant(change, rest[0] if len(rest) == 1 else check.model_copy(update={form: rest}))
        for mutant in mutants_of(member):
            changed = [*members[:place], mutant.check, *members[place + 1 :]]
            change = Message(
                "in check {number} of `{form}`, {change}", number=place + 1, form=form, change=mutant.change
            )
            yield Mutant(change, check.model_copy(update={form: changed}))


Changed = Iterator[tuple[Message, Any]]
"""What was changed, and what came of it."""


def _lists(conditions: Sequence[Any], kind: str, least: int = 0) -> Changed:
    """Yield lists of conditions with one condition dropped or changed."""
    for place, condition in enumerate(conditions):
        before, after = conditions[:place], conditions[place + 1 :]
        if len(conditions) > least:
            yield _dropped(condition), [*before, *after]
        for change, changed in _of_condition(condition, kind):
            yield change, [*before, changed, *after]


def _dropped(condition: m.Condition) -> Message:
    if isinstance(condition, m.FieldCondition):
        return Message("the condition on `{field}` is dropped", field=condition.field)
    if isinstance(condition, m.AnyOf):
        return Message("the choice of conditions is dropped")
    return Message("the tie to {kind} is dropped", kind=condition.some)


def _no_choice(condition: m.Condition) -> Message:
    if isinstance(condition, m.FieldCondition):
        return Message("the condition on `{field}` is no choice", field=condition.field)
    if isinstance(condition, m.AnyOf):
        return Message("the choice of conditions is no choice")
    return Message("the tie to {kind} is no choice", kind=condition.some)


def _bound_is(bound: str, moved: object) -> Message:
    return Message("{bound} is {number}", bound=bound, number=moved)


def _of_condition(condition: m.Condition, kind: str) -> Changed:
    if isinstance(condition, m.FieldCondition):
        for mutant in _moved(condition, "at_least", "at_most"):
            change = Message("on `{field}`, {change}", field=condition.field, change=mutant.change)
            yield change, mutant.check
        yield from _of_choices(condition)
    elif isinstance(condition, m.AnyOf):
        for place, member in enumerate(condition.any):
            rest = [*condition.any[:place], *condition.any[place + 1 :]]
            left = rest[0] if len(rest) == 1 else condition.model_copy(update={"any": rest})
            yield _no_choice(member), left
            for change, changed in _of_condition(member, kind):
                members = [*condition.any[:place], changed, *condition.any[place + 1 :]]
                yield change, condition.model_copy(update={"any": members})
    else:
        yield from _of_relation(condition, kind)


def _of_choices(condition: m.FieldCondition) -> Changed:
    entries = condition.in_ if isinstance(condition.in_, list) else []
    for entry in entries if len(entries) > 1 else ():
        rest = [other for other in entries if other != entry]
        change = Message(
            "'{entry}' is left out of the choices of `{field}`", entry=entry, field=condition.field
        )
        yield change, condition.model_copy(update={"in_": rest})


def _of_relation(relation: m.Relation, kind: str) -> Changed:
    for mutant in _moved(relation, "at_least", "at_most"):
        change = Message("the tie to {kind}: {change}", kind=relation.some, change=mutant.change)
        yield change, mutant.check
    if relation.distinct is not None:
        change = Message("the tie to {kind} counts items", kind=relation.some)
        yield change, relation.model_copy(update={"distinct": None})
    if _can_be_reversed(relation, kind):
        change = Message("the tie to {kind} is reversed", kind=relation.some)
        yield change, relation.model_copy(update={"by": relation.via, "via": relation.by})
    for inner, changed in _lists(relation.that, relation.some):
        change = Message("of the tie to {kind}, {change}", kind=relation.some, change=inner)
        yield change, relation.model_copy(update={"that": changed})


def _can_be_reversed(relation: m.Relation, kind: str) -> bool:
    """Whether the field exists on the other side too, and names this one."""
    name = relation.by or relation.via or ""
    owner, target = (kind, relation.some) if relation.by else (relation.some, kind)
    try:
        return field_type(owner, name).target == target
    except KeyError:
        return False


def _moved(part: Any, *bounds: str) -> Iterator[Mutant]:
    """Yield a check or condition with each of its bounds one more and one less."""
    for bound in bounds:
        value = getattr(part, bound)
        for moved in _neighbours(value, least=1 if isinstance(part, m.Count | m.Relation) else None):
            yield Mutant(_bound_is(bound, moved), part.model_copy(update={bound: moved}))


def _neighbours(value: float | None, least: int | None) -> Iterable[float]:
    if value is None:
        return ()
    return [moved for moved in (value + 1, value - 1) if least is None or moved >= least]
