"""Checks and conditions in words.

In: a check or condition of a pack. Out: an English sentence, or part of one.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessor.pack import model as m
from assessor.strategy.model import KINDS


def name_of(kind: str) -> str:
    """Return the name of a kind in words: ``development-objective`` is "development objective"."""
    return kind.replace("-", " ")


def plural(kind: str) -> str:
    """Return the name of several items of a kind."""
    if kind not in KINDS:
        return name_of(kind)
    found = KINDS[kind]
    return name_of(kind) if found.single else found.key.replace("_", " ")


def check_in_words(check: m.Check) -> str:
    """Return what a check asks."""
    if isinstance(check, m.Count):
        most = f" and at most {check.at_most}" if check.at_most is not None else ""
        where, that = _where(check.where), _that(check.that)
        if KINDS[check.count].single:
            conditions = [*check.where, *check.that]
            name = name_of(check.count)
            return f"Of the {name}, {_list(conditions)}." if conditions else f"There is a {name}."
        if check.at_least == 1:
            some = "is at least one" if check.at_most is None else f"are from one to {check.at_most}"
            noun = name_of(check.count) if check.at_most is None else plural(check.count)
            return f"There {some} {noun}{where}{that}."
        return f"There are at least {check.at_least}{most} {plural(check.count)}{where}{that}."
    if isinstance(check, m.Share):
        return f"Share of the {plural(check.share)}{_where(check.where)} for which {_list(check.that)}."
    if isinstance(check, m.Cover):
        return (
            f"Share of the entries of '{check.cover}' that some {name_of(check.some)} has in "
            f"`{check.by}`{_that(check.that)}."
        )
    if isinstance(check, m.Balance):
        percent = 100 * float(check.at_most)
        return (
            f"No value of `{check.field}` has more than {percent:g} % of the {plural(check.balance)}"
            f"{_where(check.where)} that have one."
        )
    form, members = m.members_of(check)
    names = {"all": "The least of these", "any": "The greatest of these", "parts": "The mean of these"}
    listed = " ".join(f"({n}) {check_in_words(member)}" for n, member in enumerate(members, 1))
    return f"{names[form]}: {listed}"


def _where(conditions: Sequence[m.Condition]) -> str:
    return f" where {_list(conditions)}" if conditions else ""


def _that(conditions: Sequence[m.Condition]) -> str:
    return f", such that {_list(conditions)}" if conditions else ""


def _list(conditions: Sequence[m.Condition]) -> str:
    return " and ".join(condition_in_words(condition) for condition in conditions)


def condition_in_words(condition: m.Condition) -> str:
    """Return what a condition asks, as part of a sentence."""
    if isinstance(condition, m.FieldCondition):
        return f"`{condition.field}` {_test(condition)}"
    if isinstance(condition, m.AnyOf):
        return "(" + " or ".join(condition_in_words(member) for member in condition.any) + ")"
    return _relation(condition)


def _test(condition: m.FieldCondition) -> str:
    if condition.test == "present":
        return "is given"
    if condition.test == "is":
        value = condition.is_
        return f"is {'yes' if value is True else 'no' if value is False else repr(value)}"
    if condition.test == "in":
        choices = condition.in_
        if isinstance(choices, list):
            return "is one of " + ", ".join(choices)
        return f"is among '{choices}'"
    bound = condition.at_least if condition.test == "at_least" else condition.at_most
    return f"is {'at least' if condition.test == 'at_least' else 'at most'} {bound}"


def _relation(relation: m.Relation) -> str:
    count = "some" if relation.at_least == 1 else f"at least {relation.at_least}"
    if relation.at_most is not None:
        count = f"{relation.at_least} to {relation.at_most}"
    kind = name_of(relation.some) if count == "some" else plural(relation.some)
    if relation.distinct is not None:
        kind += f" of different `{relation.distinct}`"
    if relation.by is not None:
        tie = f"{count} {kind} names it in `{relation.by}`"
    else:
        tie = f"`{relation.via}` names {count} {kind}"
    return f"{tie}, where {_list(relation.that)}" if relation.that else tie
