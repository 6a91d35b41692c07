"""The second scores before and after, where both are of the same profile and scope.

In: two assessments. Out: the change, or why there is none.
"""

from __future__ import annotations

from typing import Literal

from assessor.comparing.figures import in_both, results_of
from assessor.comparing.records import SecondChange, SecondIdeaChange
from assessor.scoring.assessment import Assessment, SecondScore

Apart = Literal["other-profile", "other-scope"]


def second_changed(before: Assessment, after: Assessment) -> SecondChange | Apart | None:
    """Return the change of the second score; why it is not compared; or None if neither has one."""
    old, new = before.second, after.second
    if old is None and new is None:
        return None
    profiles = [second.profile if second else None for second in (old, new)]
    if profiles[0] != profiles[1]:
        return "other-profile"
    if old is None or new is None or old.scope != new.scope:
        return "other-scope"
    both = {result.id for result, _ in in_both(before, after)}
    if _left_out(before, old) & both != _left_out(after, new) & both:
        return "other-scope"
    return _change(old, new, after)


def _left_out(assessment: Assessment, second: SecondScore) -> set[str]:
    """Return the criteria that a scope leaves out of the second score."""
    counted = {name for idea in second.ideas for name in idea.criteria}
    results = results_of(assessment)
    return {name for name, each in results.items() if each.treatment == "out-of-scope"} - counted


def _change(old: SecondScore, new: SecondScore, after: Assessment) -> SecondChange:
    titles = {idea.id: idea.title for idea in after.ideas}
    was = {idea.id: idea for idea in old.ideas}
    ideas = tuple(
        SecondIdeaChange(now.id, titles[now.id], was[now.id].score, was[now.id].high, now.score, now.high)
        for now in new.ideas
        if now.id in was
    )
    return SecondChange(new.profile, new.title, new.scope, old.index, new.index, ideas)
