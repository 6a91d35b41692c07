"""The engine on durable-rules, inside the part of it that is safe.

durable-rules crashes or answers wrongly outside a narrow part of its language. So: its C module is driven
directly, without threads and callbacks; each assessment is a session of its own, deleted afterwards; facts
are rows of small whole numbers with every property that a rule on their kind tests; a pattern is a
conjunction, a join is the equality of two whole numbers, and two patterns are of different kinds of fact;
nothing is negated; each rule returns all its matches at once; a last rule matches every fact, since
facts that match nothing are an error; and a large plan is shared out among rulesets, since a fact may not
match more than some 60 rules, nor have more than 255 properties.
"""

from __future__ import annotations

import itertools
import json
import weakref
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import durable_rules_engine as library

from assessor.engine.interface import Answer
from assessor.facts.columns import World
from assessor.pack.plan import Join, Plan, Query, Select
from assessor.strategy.model import KINDS

_ALL_MATCHES: Final = 65_000
_LAST: Final = "last"
_MOST_RULES: Final = 30
"""The most rules of a ruleset that ask about one kind of fact. A fact that matches 65 is refused."""
_MOST_COLUMNS: Final = 120
"""A ruleset with this many columns of a kind takes no further query about it: a fact has 255 properties."""
_FIRST_LINK: Final = 1_000
"""Kinds of fact below this are kinds of row; from it on, links."""
_KIND_NUMBERS: Final[Mapping[str, int]] = {name: number for number, name in enumerate(KINDS)}
_sessions = itertools.count(1)
_names = itertools.count(1)


@cache
def _version() -> str:
    return version("durable_rules")


class DurableEngine:
    """Needs durable-rules: CPython 3.11 or 3.12, not on Windows."""

    name = "durable"

    @property
    def version(self) -> str:
        """Version of durable-rules."""
        return _version()

    def compile(self, plan: Plan) -> DurableMatcher:
        """Make the queries of a plan ready."""
        return DurableMatcher(plan)


class DurableMatcher:
    """Answers the queries of a plan, in as few rulesets as hold them."""

    def __init__(self, plan: Plan) -> None:
        self._size = len(plan.queries)
        self._rulesets = [_Ruleset(plan, queries) for queries in _shared_out(plan.queries)]

    def match(self, world: World) -> list[Answer]:
        """Return the answer to each query.

        Raises:
            RuntimeError: durable-rules refused the facts.
        """
        found: list[list[Any]] = [[] for _ in range(self._size)]
        for ruleset in self._rulesets:
            ruleset.match(world, found)
        return [frozenset(answers) for answers in found]


class _Group:
    """Queries that fit into one ruleset: no kind of row or link is asked about too often."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._asked: Counter[str | int] = Counter()
        self._columns: defaultdict[str, set[int]] = defaultdict(set)

    def has_room(self, query: Query) -> bool:
        enough_columns = len(self._columns[query.kind]) < _MOST_COLUMNS
        return enough_columns and all(self._asked[name] < _MOST_RULES for name in _about(query))

    def add(self, number: int, query: Query) -> None:
        self.numbers.append(number)
        self._asked.update(_about(query))
        self._columns[query.kind].update(query.columns)


def _about(query: Query) -> tuple[str | int, ...]:
    return (query.kind,) if isinstance(query, Select) else (query.kind, query.link)


def _shared_out(queries: Sequence[Query]) -> list[list[int]]:
    """Return the numbers of queries in groups, each of which one ruleset can hold."""
    groups: list[_Group] = []
    for number, query in enumerate(queries):
        group = next((group for group in groups if group.has_room(query)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.add(number, query)
    return [group.numbers for group in groups]


class _Ruleset:
    """One rule for each of some queries of a plan."""

    def __init__(self, plan: Plan, queries: Sequence[int]) -> None:
        self._queries = {number: plan.queries[number] for number in queries}
        self._columns: dict[str, dict[int, None]] = {}
        for query in self._queries.values():
            self._columns.setdefault(query.kind, {}).update(dict.fromkeys(query.columns))
        self._links = sorted({query.link for query in self._queries.values() if isinstance(query, Join)})
        rules = {f"q{number}": _rule(query) for number, query in self._queries.items()}
        rules[_LAST] = {"all": [{"m": {"$gte": {"k": 0}}}], "cap": _ALL_MATCHES}
        name = f"assessor-{next(_names)}"
        self._ruleset = library.create_ruleset(name, json.dumps(rules))
        # Nothing else frees it: without this, every pack that was ever prepared stays in memory.
        weakref.finalize(self, library.delete_ruleset, self._ruleset).atexit = False

    def match(self, world: World, found: Sequence[list[Any]]) -> None:
        """Add the answers to the queries of this ruleset."""
        session = str(next(_sessions))
        facts = self._facts(world, session)
        if facts:
            for rule, matches in self._matches(facts, session):
                if rule != _LAST:
                    number = int(rule[1:])
                    _collect(self._queries[number], matches, found[number])

    def _facts(self, world: World, session: str) -> list[dict[str, Any]]:
        facts: list[dict[str, Any]] = []
        for kind, asked in self._columns.items():
            columns = [(f"c{column}", world.holds[column]) for column in asked]
            for number in world.rows.get(kind, ()):
                fact = {"sid": session, "id": number, "k": _KIND_NUMBERS[kind], "n": number}
                for name, holds in columns:
                    fact[name] = 1 if number in holds else 0
                facts.append(fact)
        # Links are numbered below zero, so that no link has the number of a row.
        number = -1
        for link in self._links:
            for naming, named in world.links[link]:
                facts.append({"sid": session, "id": number, "k": _FIRST_LINK + link, "a": naming, "b": named})
                number -= 1
        return facts

    def _matches(self, facts: Sequence[Mapping[str, Any]], session: str) -> Any:
        code, state = library.assert_facts(self._ruleset, json.dumps(facts, separators=(",", ":")))
        try:
            if code != 0:
                raise RuntimeError(f"durable-rules refused the facts (code {code})")
            started = library.start_action_for_state(self._ruleset, state)
            message = started[1] if started else None
            while message:
                yield from json.loads(message).items()
                message = library.complete_and_start_action(self._ruleset, state)
        finally:
            library.delete_state(self._ruleset, session)


def _collect(query: Query, matches: Any, answers: list[Any]) -> None:
    for match in matches if isinstance(matches, list) else [matches]:
        if isinstance(query, Select):
            answers.append(match["m"]["n"])
        elif query.backward:
            answers.append((match["l"]["b"], match["t"]["n"]))
        else:
            answers.append((match["l"]["a"], match["t"]["n"]))


def _rule(query: Query) -> dict[str, Any]:
    tests: list[dict[str, Any]] = [{"k": _KIND_NUMBERS[query.kind]}]
    tests += [{f"c{column}": 1} for column in query.columns]
    row = {"$and": tests} if len(tests) > 1 else tests[0]
    if isinstance(query, Select):
        return {"all": [{"m": row}], "cap": _ALL_MATCHES}
    end = "a" if query.backward else "b"
    link = {"$and": [{"k": _FIRST_LINK + query.link}, {end: {"t": "n"}}]}
    return {"all": [{"t": row}, {"l": link}], "cap": _ALL_MATCHES}
