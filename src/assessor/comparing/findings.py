"""Which findings are new, fixed and standing.

In: two assessments. Out: changes of findings. A finding is known by its criterion, and its items by their
fingerprints: where they stand in a file does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from assessor.comparing.figures import results_of
from assessor.comparing.records import Entry, FindingChange, ItemsChange, MovedItem, State
from assessor.scoring.assessment import Assessment, CriterionResult, Finding
from assessor.scoring.figures import FindingItem


def findings_changed(before: Assessment, after: Assessment) -> tuple[FindingChange, ...]:
    """Return the findings of two assessments: those of the later in its order, then those that are fixed."""
    old = {finding.fingerprint: finding for finding in before.findings}
    new = {finding.fingerprint: finding for finding in after.findings}
    was, now = results_of(before), results_of(after)

    def change(name: str) -> FindingChange:
        earlier, later = old.get(name), new.get(name)
        criterion = (later or old[name]).criterion
        return _change(earlier, later, was.get(criterion), now.get(criterion))

    return tuple(change(name) for name in dict.fromkeys((*new, *old)))


def _change(
    old: Finding | None, new: Finding | None, was: CriterionResult | None, now: CriterionResult | None
) -> FindingChange:
    told, result = new or old, now or was
    assert told is not None, "a finding is of one of the two"
    assert result is not None, "so is its criterion"
    state: State = "fixed" if new is None else "new" if old is None else "standing"
    then, today = (_entries(finding) for finding in (old, new))
    return FindingChange(
        fingerprint=told.fingerprint,
        criterion=told.criterion,
        idea=told.idea,
        title=result.title,
        state=state,
        outcome_before=was.outcome if was else None,
        outcome_after=now.outcome if now else None,
        treatment_before=was.treatment if was else None,
        treatment_after=now.treatment if now else None,
        reason=now.reason if now else None,
        message=told.message,
        gain=told.gain,
        items=items_changed(old.items if old else (), new.items if new else ()),
        missing=tuple(Entry(*each) for each in today.items() if each[0] not in then),
        reached=tuple(Entry(*each) for each in then.items() if each[0] not in today),
    )


def _entries(finding: Finding | None) -> dict[str, str]:
    """Return the entries of a vocabulary that a finding misses, with what they are called."""
    if finding is None:
        return {}
    return {entry: title or entry for entry, title in zip_longest(finding.missing, finding.missing_titles)}


def items_changed(before: Sequence[FindingItem], after: Sequence[FindingItem]) -> ItemsChange:
    """Return which items of a finding fail newly, no longer, and as before.

    Items without an id that say the same have the same fingerprint: of those, as many stand as there are on
    both sides, first of all those at the same place.
    """
    old, new = _by_fingerprint(before), _by_fingerprint(after)
    failing: list[FindingItem] = []
    cleared: list[FindingItem] = []
    pairs: list[tuple[FindingItem, FindingItem]] = []
    for name in dict.fromkeys((*new, *old)):
        same = _at_same_place(old[name], new[name])
        gone = [item for item in old[name] if item.pointer not in same]
        come = [item for item in new[name] if item.pointer not in same]
        pairs += [*same.values(), *zip(gone, come, strict=False)]
        cleared += gone[len(come) :]
        failing += come[len(gone) :]
    moved = tuple(_moved(*pair) for pair in pairs if _is_elsewhere(*pair))
    return ItemsChange(tuple(failing), tuple(cleared), len(pairs), moved)


def _by_fingerprint(items: Sequence[FindingItem]) -> defaultdict[str, list[FindingItem]]:
    found: defaultdict[str, list[FindingItem]] = defaultdict(list)
    for item in items:
        found[item.fingerprint].append(item)
    return found


def _at_same_place(
    old: Sequence[FindingItem], new: Sequence[FindingItem]
) -> dict[str, tuple[FindingItem, FindingItem]]:
    places = {item.pointer: item for item in old}
    return {item.pointer: (places[item.pointer], item) for item in new if item.pointer in places}


def _is_elsewhere(old: FindingItem, new: FindingItem) -> bool:
    """Whether an item has another place; a line that is not known on both sides says nothing."""
    lines_differ = old.line is not None and new.line is not None and old.line != new.line
    return old.pointer != new.pointer or lines_differ


def _moved(old: FindingItem, new: FindingItem) -> MovedItem:
    return MovedItem(new.id, new.label, new.fingerprint, old.pointer, new.pointer, old.line, new.line)
