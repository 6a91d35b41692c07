"""The groups in which findings are told: what is known apart from what is not, and from what does not count.

In: changes of findings. Out: groups, each finding in exactly one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

from assessor.comparing.records import FindingChange

Group = Literal["new", "asked", "known", "ended", "lost", "fixed", "dropped", "standing", "aside"]
"""New; new since the rules ask more; known to be wanting now; no longer waived or out of scope; no longer
known; fixed; gone since the rules no longer ask it; standing; waived or out of scope."""
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
_KNOWN: Final = ("partial", "unmet")


def group_of(each: FindingChange) -> Group:
    """Return the group of a finding."""
    if each.state == "fixed":
        return "dropped" if each.outcome_after is None else "fixed"
    if each.treatment_after != "counted":
        return "aside"
    if each.outcome_before is None:
        return "asked"
    is_known = each.outcome_after in _KNOWN
    if each.state == "new":
        return "new" if is_known else "lost"
    if each.treatment_before != "counted":
        return "ended"
    if is_known != (each.outcome_before in _KNOWN):
        return "known" if is_known else "lost"
    return "standing"


def grouped(findings: Iterable[FindingChange]) -> dict[Group, list[FindingChange]]:
    """Return findings by their groups, in their order; groups without any are left out."""
    found: dict[Group, list[FindingChange]] = {group: [] for group in GROUPS}
    for each in findings:
        found[group_of(each)].append(each)
    return {group: members for group, members in found.items() if members}
