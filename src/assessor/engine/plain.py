"""The engine in plain Python: set intersections and joins over pairs."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from assessor.engine.interface import Answer
from assessor.facts.columns import World
from assessor.pack.plan import Join, Plan, Query, Select


class PlainEngine:
    """Needs nothing but Python."""

    name = "plain"

    @property
    def version(self) -> str:
        """Version of the interpreter, which does the work."""
        return platform.python_version()

    def compile(self, plan: Plan) -> PlainMatcher:
        """Make the queries of a plan ready."""
        return PlainMatcher(plan.queries)


class PlainMatcher:
    """Answers each query on its own."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self._queries = queries

    def match(self, world: World) -> list[Answer]:
        """Return the answer to each query."""
        return [self._answer(query, world) for query in self._queries]

    def _answer(self, query: Query, world: World) -> Answer:
        if isinstance(query, Select):
            return world.select(query.kind, query.columns)
        return joined(world, query)


def joined(world: World, query: Join) -> frozenset[tuple[int, int]]:
    """Return the pairs of subject and tied row."""
    tied = world.select(query.kind, query.columns)
    pairs = world.links[query.link]
    if query.backward:
        return frozenset([(named, naming) for naming, named in pairs if naming in tied])
    return frozenset([pair for pair in pairs if pair[1] in tied])
