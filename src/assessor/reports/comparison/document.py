"""A comparison as it stands on paper.

In: a ``Comparison``. Out: a ``Document``. Must never know: what a page looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from assessor.comparing.records import Comparison, Edition, FindingChange, MovedItem, Step
from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from assessor.reports.comparison.groups import Group, grouped
from assessor.reports.comparison.tables import (
    criteria_table,
    editions_table,
    ideas_table,
    moved_table,
    second_table,
    trend_table,
)
from assessor.reports.comparison.wording import Wording
from assessor.speech import speech

Depth = Literal[1, 2, 3]
_DEPTHS: tuple[Depth, ...] = get_args(Depth)


def comparison_document(comparison: Comparison, *, everything: bool = True) -> Document:
    """Return a comparison as a document, in its language.

    Args:
        comparison: what to show.
        everything: whether all findings that stand, and all items, are told.
    """
    content = _Content(comparison, everything=everything)
    say, last = content.say, comparison.editions[-1]
    period = say.period(last.strategy.period_start, last.strategy.period_end)
    return Document(
        title=say("What changed: {title}", title=last.strategy.title),
        whose=f"{last.strategy.territory} · {period}",
        basis=say(
            "{days}, against {pack} ({rules})",
            days=content.wording.days(comparison.editions[0], last),
            pack=last.pack.title or last.pack.id,
            rules=content.wording.rules(last),
        ),
        language=comparison.language,
        day=last.as_of,
        blocks=tuple(content.blocks()),
        keywords=(last.pack.title or last.pack.id,),
        brief=len(comparison.steps) == 1,
    )


class _Content:
    """What is said of one comparison."""

    def __init__(self, comparison: Comparison, *, everything: bool) -> None:
        self.comparison = comparison
        self.everything = everything
        self.say = speech(comparison.language)
        self.wording = Wording(comparison, self.say)

    def blocks(self) -> Iterator[Block]:
        """Yield what is compared, the trend if there are more than two, and each step."""
        editions, steps = self.comparison.editions, self.comparison.steps
        yield Heading(1, self.say("At a glance"))
        yield editions_table(self.wording)
        if len(steps) == 1:
            yield from self._scores(steps[0], editions[0], editions[1])
            yield from self._causes(steps[0], 1)
            return
        yield Heading(2, self.say("The scores in a row"))
        yield trend_table(self.wording)
        for place, step in enumerate(steps):
            before, after = editions[place : place + 2]
            yield Heading(1, f"{place + 1} → {place + 2}. {self.wording.days(before, after)}")
            yield from self._scores(step, before, after)
            yield from self._causes(step, 2)

    def _scores(self, step: Step, before: Edition, after: Edition) -> Iterator[Block]:
        """Yield what to know of a step, and how the scores changed."""
        say, wording = self.say, self.wording
        if step.notices:
            yield Heading(2, say("To note"))
            yield Bullets(tuple(wording.notice(each, before, after) for each in step.notices))
        yield Heading(2, say("The ideas"))
        yield ideas_table(step, before, after, wording)
        yield Paragraph(wording.split(step), "quiet")
        if _has_intervals(step):
            yield Paragraph(wording.intervals(), "quiet")
        if step.method != "same-rules":
            yield from self._levels(step, before, after)
        if step.second is not None:
            yield Heading(2, say("The second score"))
            yield second_table(step.second, wording)

    def _causes(self, step: Step, depth: Depth) -> Iterator[Block]:
        """Yield the criteria that moved the scores, and the findings."""
        criteria = criteria_table(step, self.wording)
        if criteria.rows:
            yield Heading(depth, self.say("What moved the scores"))
            yield criteria
        yield from self._findings(step, depth)

    def _levels(self, step: Step, before: Edition, after: Edition) -> Iterator[Block]:
        """Yield which levels have changed, where the table of ideas has no room for them."""
        wording = self.wording
        changed = [
            wording.of(each.title, wording.levels(each, before, after))
            for each in step.ideas
            if wording.has_other_level(each)
        ]
        if changed:
            yield Paragraph(self.say.series(changed), label=self.say("Levels"))

    # --- findings

    def _findings(self, step: Step, depth: Depth) -> Iterator[Block]:
        say = self.say
        groups = grouped(step.findings)
        yield Heading(depth, say("Findings"))
        if not groups:
            yield Paragraph(say("There were none, and there are none."))
            return
        yield self._counts(groups)
        for group, members in groups.items():
            told = tuple(line for each in members for line in self._told(group, each))
            if told:
                yield Heading(_DEPTHS[depth], self.wording.groups[group])
                yield Bullets(told)
        yield from self._moved(step, _DEPTHS[depth])

    def _counts(self, groups: dict[Group, list[FindingChange]]) -> Table:
        rows = tuple((self.wording.groups[group], len(members)) for group, members in groups.items())
        columns = Column(self.say("State"), "long"), Column(self.say("Number"), "number")
        return Table(self.say("Findings in groups"), columns, rows)

    def _told(self, group: Group, each: FindingChange) -> Iterator[str]:
        """Yield what is told of a finding; nothing of one that stands as before, unless all are told."""
        wording = self.wording
        if group in ("fixed", "dropped"):
            yield wording.fixed(each)
            return
        if group == "aside":
            yield wording.aside(each)
            return
        details = wording.details(each, everything=self.everything)
        if group == "standing":
            if details or self.everything:
                yield wording.standing(each, details)
            return
        yield wording.wanting(each, details)

    def _moved(self, step: Step, depth: Depth) -> Iterator[Block]:
        """Yield what stands at another place: an item once, whichever findings are about it."""
        places: dict[tuple[str, str], MovedItem] = {
            (item.pointer_before, item.pointer_after): item
            for each in step.in_state("standing")
            for item in each.items.moved
        }
        if not places:
            return
        yield Heading(depth, self.say("At another place"))
        yield Paragraph(self.wording.moved(len(places)))
        if self.everything:
            moved = sorted(places.values(), key=lambda item: (item.line_after or 0, item.pointer_after))
            yield moved_table(moved, self.wording)


def _has_intervals(step: Step) -> bool:
    """Whether a score is known only up to an interval."""
    scores = [each for idea in step.ideas for each in (idea.before, idea.after) if each is not None]
    return any(each.score != each.high for each in scores)
