"""Checks of ``consistency.yaml``, ``diagnoses.yaml`` and ``views.yaml``."""

from __future__ import annotations

from assessor.documents.positions import Path
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.lint.conditions import Conditions, does_not_name, field_of, no_field
from assessor.pack.lint.criteria import reference, steps
from assessor.pack.lint.found import Found, twice, unknown
from assessor.pack.views import ROUTE
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES


def consistency(pack: m.Pack) -> Found:
    """Yield everything wrong with the chain and the contradictions."""
    assert pack.consistency is not None
    look = Conditions(pack.about.parts)
    chain, rules = pack.consistency.chain, pack.consistency.contradictions
    if chain.of not in KINDS:
        yield unknown(("chain", "of"), "kind", chain.of, KINDS)
        return
    for index, name in twice(link.id for link in chain.links):
        message = Message("the link '{name}' stands twice", name=name)
        yield ("chain", "links", index, "id"), "twice", message, None
    for index, link in enumerate(chain.links):
        yield from look.conditions(chain.of, link.that, ("chain", "links", index, "that"))
    for index, name in twice(rule.id for rule in rules):
        message = Message("the contradiction '{name}' stands twice", name=name)
        yield ("contradictions", index, "id"), "twice", message, None
    for index, rule in enumerate(rules):
        path: Path = ("contradictions", index)
        yield from steps(pack, rule, (*path, "steps"))
        yield from reference(rule, (*path, "reference"))
        if rule.find not in KINDS:
            yield unknown((*path, "find"), "kind", rule.find, KINDS)
            continue
        yield from look.conditions(rule.find, rule.that, (*path, "that"))


def diagnoses(pack: m.Pack) -> Found:
    """Yield everything wrong with the diagnoses."""
    for index, name in twice(rule.id for rule in pack.diagnoses):
        message = Message("the diagnosis '{name}' stands twice", name=name)
        yield ("diagnoses", index, "id"), "twice", message, None
    for index, rule in enumerate(pack.diagnoses):
        path: Path = ("diagnoses", index)
        yield from reference(rule, (*path, "reference"))
        yield from _test(pack, rule.when, (*path, "when"))


def _test(pack: m.Pack, test: m.AllTests | m.AnyTest | m.ResultTest, path: Path) -> Found:
    if not isinstance(test, m.ResultTest):
        form = "all" if isinstance(test, m.AllTests) else "any"
        for index, member in enumerate(test.all if isinstance(test, m.AllTests) else test.any):
            yield from _test(pack, member, (*path, form, index))
        return
    subjects, bounds = list(test.subjects()), list(test.bounds())
    if len(subjects) != 1 or len(bounds) != 1:
        message = Message(
            "a condition on results is of one thing (`idea`, `step`, `criterion`, `link`, `check`) and has "
            "one bound (`at_least`, `at_most`, `below`)"
        )
        yield path, "one-test", message, None
        return
    (what, name), (bound, value) = subjects[0], bounds[0]
    if what == "check":
        yield from Conditions(pack.about.parts).check(name, (*path, "check"))
        if test.id is None:
            message = Message("a check in a diagnosis has an `id`, so that it can be put into words")
            yield path, "no-id", message, None
    elif str(name) not in _results(pack)[what]:
        yield unknown((*path, what), what, str(name), _results(pack)[what])
    levels = [level.id for level in pack.about.levels.levels]
    if isinstance(value, str) and what != "idea":
        yield (*path, bound), "wrong-value", Message("only an idea is compared with a level"), None
    elif isinstance(value, str) and value not in levels:
        yield unknown((*path, bound), "level", value, levels)
    elif not isinstance(value, str) and not 0 <= value <= (100 if what in ("idea", "step") else 1):
        most = 100 if what in ("idea", "step") else 1
        message = Message("the bound is {number}; it must be from 0 to {most}", number=value, most=most)
        yield (*path, bound), "bounds", message, None


def _results(pack: m.Pack) -> dict[str, list[str]]:
    """Return what there are results of."""
    return {
        "idea": [idea.id for idea in pack.about.ideas],
        "step": [str(step.number) for step in pack.about.steps],
        "criterion": list(pack.by_id),
        "link": [link.id for link in pack.consistency.chain.links] if pack.consistency else [],
    }


def views(pack: m.Pack) -> Found:
    """Yield everything wrong with the views."""
    for index, name in twice(view.id for view in pack.views):
        message = Message("the view '{name}' stands twice", name=name)
        yield ("views", index, "id"), "twice", message, None
    for index, view in enumerate(pack.views):
        if view.id == ROUTE:
            message = Message("'{name}' is the view of the route, which every pack has", name=ROUTE)
            yield ("views", index, "id"), "taken", message, None
        for place, name in twice(table.id for table in view.tables):
            path: Path = ("views", index, "tables", place, "id")
            yield path, "twice", Message("the table '{name}' stands twice", name=name), None
        for place, table in enumerate(view.tables):
            yield from _table(pack, table, ("views", index, "tables", place))


def _table(pack: m.Pack, table: m.Table, path: Path) -> Found:
    if table.rows not in VOCABULARIES:
        yield unknown((*path, "rows"), "vocabulary", table.rows, VOCABULARIES)
        return
    for index, column in enumerate(table.columns):
        yield from _column(pack, table, column, (*path, "columns", index))


def _column(pack: m.Pack, table: m.Table, column: m.ViewColumn, path: Path) -> Found:
    if (column.id is None) == (column.split is None):
        yield path, "id-or-split", Message("a column has either an `id` or a `split`"), None
    if column.of not in KINDS:
        yield unknown((*path, "of"), "kind", column.of, KINDS)
        return
    for word, name in (("by", column.by), ("split", column.split)):
        if name is None:
            continue
        field = field_of(column.of, name)
        if field is None:
            yield no_field(column.of, name, (*path, word))
        elif word == "by" and (field.sort != "entry" or field.target != table.rows):
            yield does_not_name(column.of, name, table.rows, (*path, word))
        elif field.sort != "entry":
            message = Message("`{name}` of '{kind}' does not name a vocabulary", name=name, kind=column.of)
            yield (*path, word), "wrong-field", message, None
    yield from Conditions(pack.about.parts).conditions(column.of, column.that, (*path, "that"))
