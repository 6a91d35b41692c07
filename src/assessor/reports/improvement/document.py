"""A plan of work as a document.

In: an ``Improvement``. Out: a ``Document``: what it leads to, then the changes along the stages, then what
stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from assessor.improving.work_plan import Change, Improvement
from assessor.reports.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from assessor.reports.improvement.sentences import Phrases
from assessor.speech import speech

_BRIEF: Final = 25
"""A plan with so many changes needs no contents."""
_FEW: Final = 12
"""So many changes, or parts, are told of a long plan where not everything is asked for."""


def improvement_document(plan: Improvement, *, everything: bool = True) -> Document:
    """Return a plan of work as a document.

    Args:
        plan: the plan.
        everything: tell all changes of a plan whose aim is out of reach.
    """
    phrases = Phrases(plan, speech(plan.language))
    say, strategy = phrases.say, plan.strategy
    return Document(
        title=say("Plan of work: {title}", title=strategy.title),
        whose=f"{strategy.territory} · {say.period(strategy.period_start, strategy.period_end)}",
        basis=say(
            "Assessed as of {date} against {pack} ({id} {version})",
            date=say.date(plan.as_of), pack=plan.pack.title, id=plan.pack.id, version=plan.pack.version,
        ),
        language=plan.language,
        day=plan.as_of,
        blocks=tuple(_blocks(plan, phrases, everything)),
        keywords=(plan.strategy.territory,),
        brief=len(plan.changes) <= _BRIEF,
    )  # fmt: skip


def changes_table(plan: Improvement) -> Table:
    """Return the changes as a table: a row for each."""
    phrases = Phrases(plan, speech(plan.language))
    say = phrases.say
    columns = (
        Column("#", "number"), Column(say("Stage")), Column(say("Step"), "number"),
        Column(say("What"), "long"), Column(say("Where"), "long"), Column(say("Writes"), "long"),
        Column(say("Criterion")), Column(say("Effort")), Column(say("Gain"), "long"),
        Column(say("Why"), "long"), Column(say("Example"), "long"),
    )  # fmt: skip
    return Table(say("Changes"), columns, tuple(_row(each, phrases) for each in plan.changes))


def _row(change: Change, phrases: Phrases) -> tuple[str | int, ...]:
    return (
        change.number, change.stage_title, change.step, phrases.title(change), phrases.where(change),
        phrases.say.series(phrases.written(each) for each in change.writes), phrases.criterion(change),
        phrases.degrees[change.effort], phrases.gain(change), change.why, change.example,
    )  # fmt: skip


def _blocks(plan: Improvement, phrases: Phrases, everything: bool) -> Iterator[Block]:
    most = None if everything else _FEW
    yield from _outcome(plan, phrases, most)
    if plan.changes:
        yield from _work(plan, phrases, most)


def _outcome(plan: Improvement, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """Yield what came of the aim, and what stands in its way; so much of it at most."""
    yield Paragraph(phrases.outcome(), "strong")
    if not plan.proven and plan.outcome != "not-found":
        yield Paragraph(phrases.unproven())
    for told in phrases.not_rated():
        yield Paragraph(told)
    if plan.aim.index is not None and plan.index.after is None:
        yield Paragraph(phrases.without_index())
    if plan.barriers:
        yield Heading(1, phrases.say("What stands in the way"))
        yield Bullets(tuple(phrases.barriers())[:most])
    if plan.unexamined and plan.outcome != "reached":
        yield Paragraph(phrases.unexamined(most))


def _work(plan: Improvement, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """Yield the forecast and the changes; of a plan that does not reach its aim, so many at most."""
    say = phrases.say
    yield Heading(1, say("What it leads to"))
    yield from _forecast(plan, phrases)
    yield Heading(1, say("The work, stage by stage"))
    yield Paragraph(phrases.doing(), "quiet")
    shown_changes = plan.changes if plan.outcome in ("reached", "best") else plan.changes[:most]
    for stage, changes in groupby(shown_changes, key=lambda each: each.stage_title):
        yield Heading(2, stage)
        for change in changes:
            yield from _change(change, phrases)
    if len(shown_changes) < len(plan.changes):
        left = len(plan.changes) - len(shown_changes)
        yield Paragraph(
            say.many(
                "{number} more change: --all shows it.", "{number} more changes: --all shows them.", left
            )
        )


def _forecast(plan: Improvement, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    columns = (
        Column(say("Idea")), Column(say("Today"), "number"), Column(say("Afterwards"), "number"),
        Column(say("Level")),
    )  # fmt: skip
    changed = [each for each in plan.ideas if each.before != each.after]
    rows = tuple(phrases.forecast(each) for each in (*changed, plan.index))
    yield Table(say("Forecast: the assessment of the strategy with all changes made"), columns, rows)


def _change(change: Change, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    effort = phrases.efforts[change.effort]
    yield Heading(3, f"{change.number}. {phrases.title(change)} · {effort}")
    yield Bullets(
        (
            phrases.of(say("Gain"), phrases.gain(change)),
            phrases.of(say("Where"), phrases.where(change)),
            *([phrases.of(say("When"), phrases.needs(change))] if change.needs else []),
            phrases.of(say("Step"), f"{change.step}, {change.step_title}"),
            phrases.of(say("Criterion"), phrases.criterion(change)),
        )
    )
    if change.writes:
        yield Paragraph(say("What to write:"))
        yield Bullets(tuple(phrases.written(each) for each in change.writes))
    yield Paragraph(change.why, label=say("Why"))
    yield Paragraph(change.advice, label=say("Advice"))
    yield Paragraph(change.example, label=say("Example"))
