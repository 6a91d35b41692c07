"""What is said of a comparison, in its language.

In: parts of a ``Comparison``. Out: words and sentences without any markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assessor.comparing.records import (
    Comparison,
    Edition,
    Entry,
    FindingChange,
    IdeaChange,
    MovedItem,
    Scored,
    Step,
    StepNotice,
)
from assessor.reports.comparison.groups import Group
from assessor.reports.figures import number
from assessor.reports.names import called
from assessor.reports.terms import Terms
from assessor.scoring.figures import FindingItem
from assessor.speech import Speech

NONE: Final = "–"
"""What stands where there is nothing."""
_FEW: Final = 4
"""Items that are named where not all are told."""


class Wording(Terms):
    """The sentences about one comparison."""

    def __init__(self, comparison: Comparison, say: Speech) -> None:
        super().__init__(say)
        self.comparison = comparison
        self.ideas: Mapping[str, str] = {idea.id: idea.title for idea in comparison.ideas}
        self.groups: Mapping[Group, str] = {
            "new": say("New"),
            "asked": say("New, since the rules ask more"),
            "known": say("Now known to be wanting"),
            "ended": say("No longer waived or out of scope"),
            "lost": say("No longer known"),
            "fixed": say("Fixed"),
            "dropped": say("Gone, since the rules no longer ask it"),
            "standing": say("Standing"),
            "aside": say("Waived or out of scope"),
        }
        self.states: Mapping[str, str] = {
            "new": say("new"), "fixed": say("fixed"), "standing": say("standing")
        }  # fmt: skip

        self.notices: Mapping[str, str] = {
            "other-territory": say("These are strategies of two territories: {before} and {after}."),
            "other-day": say(
                "They were assessed as of two days, {before} and {after}: what depends on the day, such as a "
                "review that is due, may differ by that alone."
            ),
            "earlier-day": say("The order is not that of the days: {before} stands before {after}."),
            "other-levels": say(
                "Levels begin at other scores, so a level may have changed by the rules alone."
            ),
            "rules-unknown": say(
                "One of the two was saved before assessments told the rule of each criterion, so each may "
                "ask something else than before."
            ),
            "idea-came": say("The rules have a new idea: {after}."),
            "idea-went": say("The rules no longer have the idea {before}."),
            "other-profile": say(
                "The second scores are not compared: their profiles are {before} and {after}."
            ),
            "other-scope": say("The second scores are not compared: what is out of scope differs."),
            "other-language": say(
                "Words of the rules may stand in another language ({before}, {after}): an assessment can "
                "only be said in another with the rules that it was made with."
            ),
        }

    # --- editions

    def rules(self, edition: Edition) -> str:
        """Return the rules that an edition was assessed with."""
        return f"{edition.pack.id} {edition.pack.version}"

    def days(self, before: Edition, after: Edition) -> str:
        """Return from when to when."""
        first, last = self.say.date(before.as_of), self.say.date(after.as_of)
        if first == last:
            return self.say("As of {day}", day=first)
        return self.say("From {first} to {last}", first=first, last=last)

    def level(self, idea: Scored, edition: Edition) -> str:
        """Return the level of an idea, or the least that it can be."""
        if not idea.rated:
            return self.say("not rated")
        titles = {level.id: level.title for level in edition.pack.levels}
        title = titles.get(idea.level, idea.level)
        return title if idea.level == idea.level_high else f"≥ {title}"

    def levels(self, idea: IdeaChange, before: Edition, after: Edition) -> str:
        """Return the level of an idea, or both levels if it has changed."""
        old, new = self._both_levels(idea, before, after)
        return f"{old} → {new}" if self.has_other_level(idea) else new

    def has_other_level(self, idea: IdeaChange) -> bool:
        """Whether an idea has another level than before, whatever it is called."""
        old, new = (
            each and ((each.level, each.level_high) if each.rated else None)
            for each in (idea.before, idea.after)
        )
        return old != new

    def _both_levels(self, idea: IdeaChange, before: Edition, after: Edition) -> list[str]:
        pairs = (idea.before, before), (idea.after, after)
        return [self.level(each, edition) if each else NONE for each, edition in pairs]

    # --- what to know before reading on

    def notice(self, notice: StepNotice, before: Edition, after: Edition) -> str:
        """Return something to know about a comparison of two editions."""
        if notice.code == "other-rules":
            return self._other_rules(before, after)
        told = [text or NONE for text in (notice.before, notice.after)]
        if notice.code in ("other-day", "earlier-day"):
            told = [self.say.date(day) for day in told]
        return self.notices[notice.code].format(before=told[0], after=told[1])

    def _other_rules(self, before: Edition, after: Edition) -> str:
        old, new = self.rules(before), self.rules(after)
        if old == new:
            return self.say("The rules have changed since ({rules}), without a new version.", rules=old)
        return self.say("The rules have changed: {before}, then {after}.", before=old, after=new)

    def split(self, step: Step) -> str:
        """Return how changes of score are split."""
        if step.method == "same-rules":
            return self.say("The rules are the same: no change comes from them.")
        if step.method == "assessed-again":
            return self.say(
                "The later strategy was assessed with the earlier rules as well: what then differs from "
                "before is of the strategy, and the rest of the change is of the rules."
            )
        return self.say(
            "Changes are split by criteria. What is asked as before is of the strategy; weights, and "
            "criteria that came or went, are of the rules; of a criterion that asks something else, the "
            "change may be of either. With the earlier rules (--old-pack), it could be told."
        )

    def intervals(self) -> str:
        """Return what a change is where a score is an interval."""
        return self.say(
            "A change counts what a document shows. Where there is an interval, part of the document was not "
            "examined: it may hold more."
        )

    # --- findings

    def criterion(self, each: FindingChange) -> str:
        """Return a criterion and what it is called."""
        return f"{each.criterion} {each.title}"

    def wanting(self, each: FindingChange, details: Sequence[str]) -> str:
        """Return what is wanting, what mending it would bring, and what changed about it."""
        idea = self.ideas.get(each.idea, each.idea)
        gain = self.say("Mending it would add at most {gain} to {idea}", gain=number(each.gain), idea=idea)
        return f"{self.of(each.criterion, each.message)} {self.say.series((gain, *details))}."

    def standing(self, each: FindingChange, details: Sequence[str]) -> str:
        """Return what is wanting as before, and what changed about it."""
        told = self.of(each.criterion, each.message)
        return f"{told.rstrip('.')} ({self.say.series(details)})." if details else told

    def fixed(self, each: FindingChange) -> str:
        """Return what is there now, and whether it was known to be wanting before."""
        if each.outcome_before != "undetermined":
            return self.criterion(each)
        return self.say("{criterion} (was not known before)", criterion=self.criterion(each))

    def aside(self, each: FindingChange) -> str:
        """Return what does not count, why, and whether it did before."""
        treatment = self.treatments.get(each.treatment_after or "", "")
        told = self.of(treatment, self.reason(each.reason)) if each.reason else treatment
        begun = each.treatment_before == "counted" and each.state != "new"
        counted = [self.say("counted before")] if begun else []
        unknown = [self.outcomes["undetermined"]] if each.outcome_after == "undetermined" else []
        return f"{self.criterion(each)} ({self.say.series((told, *unknown, *counted))})"

    def details(self, each: FindingChange, *, everything: bool) -> list[str]:
        """Return which items and entries fail newly, and which no longer."""
        say, items = self.say, each.items
        told = []
        if items.failing and each.outcome_after != "undetermined":
            told.append(say("newly failing: {items}", items=self._items(items.failing, everything)))
        if cleared := cleared_items(each):
            told.append(say("no longer failing: {items}", items=self._items(cleared, everything)))
        if each.missing:
            told.append(say("newly missing: {entries}", entries=self._entries(each.missing)))
        if each.reached and was_known(each):
            told.append(say("no longer missing: {entries}", entries=self._entries(each.reached)))
        return told

    def _items(self, items: Sequence[FindingItem], everything: bool) -> str:
        if everything:
            return ", ".join(self.placed(item) for item in items)
        named = [f"{item.id or self.name(item)}{self.at_line(item.line)}" for item in items[:_FEW]]
        left = len(items) - len(named)
        if left:
            named.append(self.say.many("{number} more", "{number} more", left))
        return ", ".join(named)

    def _entries(self, entries: Sequence[Entry]) -> str:
        return ", ".join(each.title for each in entries)

    def moved(self, count: int) -> str:
        """Return how many items stand at another place."""
        return self.say.many(
            "{number} item of standing findings stands at another place in the document.",
            "{number} items of standing findings stand at other places in the document.",
            count,
        )

    def item(self, moved: MovedItem) -> str:
        """Return what an item that moved is called."""
        name = called(self.say, moved.label or moved.id, moved.pointer_after)
        return f"{name} ({moved.id})" if moved.label and moved.id else name

    def place(self, pointer: str, line: int | None) -> str:
        """Return a place in a document: its line, or else its JSON Pointer."""
        return pointer if line is None else f"{pointer} ({self.line(line)})"


def was_known(each: FindingChange) -> bool:
    """Whether it was known before what is wanting: of what was not, nothing can be said to be mended."""
    return each.outcome_before != "undetermined"


def cleared_items(each: FindingChange) -> list[FindingItem]:
    """Return the items that no longer fail, without their lines, which are those of the earlier document."""
    return [replace(item, line=None) for item in each.items.cleared] if was_known(each) else []
