"""What every engine can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assessor.facts.columns import World
from assessor.pack.plan import Plan

Rows = frozenset[int]
Pairs = frozenset[tuple[int, int]]
Answer = Rows | Pairs
"""Row numbers for a ``Select``; pairs of subject and tied row for a ``Join``."""


class Matcher(Protocol):
    """The queries of one plan, ready to be asked of many worlds, from any thread."""

    def match(self, world: World) -> Sequence[Answer]:
        """Return the answer to each query, in the order of the plan."""
        ...


class Engine(Protocol):
    """A way to match."""

    @property
    def name(self) -> str:
        """Name of the engine, as in ``--engine``."""
        ...

    @property
    def version(self) -> str:
        """Version of what does the work."""
        ...

    def compile(self, plan: Plan) -> Matcher:
        """Make the queries of a plan ready."""
        ...
