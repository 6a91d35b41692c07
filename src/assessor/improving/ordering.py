"""Changes in the order of work: along the steps, and each after what it needs.

In: options that were chosen. Out: the same, in order.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from assessor.improving.edits import Add, Edit, Settle
from assessor.improving.options import Option

Chosen = Sequence[tuple[Option, Edit]]


def in_order(chosen: Chosen) -> list[tuple[Option, Edit]]:
    """Return chosen options by step; what another needs comes before it, in its step or an earlier one."""
    options = {option.variable: option for option, _ in chosen}
    added = {edit.id: option.variable for option, edit in chosen if isinstance(edit, Add)}
    needed = {
        option.variable: [*(n for n in option.needs if n in options), *_named(edit, added)]
        for option, edit in chosen
    }
    depth: dict[Hashable, tuple[int, int]] = {}

    def place(variable: Hashable, above: frozenset[Hashable]) -> tuple[int, int]:
        """Return the step of a change, no earlier than what it needs, and how many it has to wait for."""
        if variable not in depth:
            before = [place(n, above | {variable}) for n in needed[variable] if n not in above]
            step = max([options[variable].step, *(step for step, _ in before)])
            waits = max([0, *(1 + waits for other, waits in before if other == step)])
            if above:
                return step, waits
            depth[variable] = step, waits
        return depth[variable]

    def key(each: tuple[Option, Edit]) -> tuple[int, int, bool, bool, str, str]:
        option, edit = each
        step, waits = place(option.variable, frozenset())
        at = edit.id if isinstance(edit, Add) else edit.at
        return step, waits, not isinstance(edit, Settle), not isinstance(edit, Add), option.kind, at

    return sorted(chosen, key=key)


def _named(edit: Edit, added: dict[str, Hashable]) -> list[Hashable]:
    """Return the changes that add what an added item names."""
    if not isinstance(edit, Add):
        return []
    values = [v for each in edit.fields.values() for v in (each if isinstance(each, tuple) else (each,))]
    return [added[value] for value in values if isinstance(value, str) and value in added]
