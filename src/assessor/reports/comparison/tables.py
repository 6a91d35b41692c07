"""The tables of a comparison.

In: a ``Comparison``, or a step of it. Out: ``Table`` blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assessor.comparing.records import (
    Comparison,
    CriterionChange,
    Edition,
    FindingChange,
    IdeaTrend,
    MovedItem,
    Scored,
    SecondChange,
    Split,
    Step,
)
from assessor.reports.blocks import Column, Table, Value
from assessor.reports.comparison.figures import shown_change, shown_parts, shown_score
from assessor.reports.comparison.wording import NONE, Wording, cleared_items, was_known
from assessor.reports.figures import signed
from assessor.scoring.figures import as_number
from assessor.speech import speech

Range = tuple[Fraction | None, Fraction | None]
"""A score and what it could be at best, if there is one."""


def editions_table(wording: Wording) -> Table:
    """Return what is compared."""
    say = wording.say
    columns = (
        Column("#", "number"), Column(say("Strategy"), "long"), Column(say("As of")), Column(say("Rules")),
        Column(say("Index"), "number"),
    )  # fmt: skip
    rows = tuple(
        (
            place, each.strategy.title, say.date(each.as_of), wording.rules(each),
            shown_score(each.index.score, each.index.high, say),
        )
        for place, each in enumerate(wording.comparison.editions, 1)
    )  # fmt: skip
    return Table(say("What is compared"), columns, rows)


def trend_table(wording: Wording) -> Table:
    """Return the scores of each idea, and the index, in a row."""
    say, editions = wording.say, wording.comparison.editions
    columns = (
        Column(say("Idea"), "long"),
        *(Column(f"{place}", "number") for place in range(1, len(editions) + 1)),
        Column(say("Change"), "number"),
    )
    rows = [(idea.title, *_row(idea, wording)) for idea in wording.comparison.ideas]
    index = [(each.index.score, each.index.high) for each in editions]
    shown = [shown_score(low, high, say) for low, high in index]
    rows.append((say("Index"), *shown, _difference(index[0][0], index[-1][0], wording)))
    return Table(say("The scores in a row"), columns, tuple(rows))


def _row(idea: IdeaTrend, wording: Wording) -> list[str]:
    scores = [shown_score(each.score, each.high, wording.say) if each else NONE for each in idea.scores]
    first, last = idea.scores[0], idea.scores[-1]
    return [*scores, _difference(_score(first)[0], _score(last)[0], wording)]


def _difference(before: Fraction | None, after: Fraction | None, wording: Wording) -> str:
    if before is None or after is None:
        return NONE
    return signed(shown_change(before, after), wording.say)


def ideas_table(step: Step, before: Edition, after: Edition, wording: Wording) -> Table:
    """Return how the ideas and the index changed: with levels, or where each change comes from."""
    say = wording.say
    columns = [Column(say("Idea"), "long"), Column(say("Then"), "number"), Column(say("Now"), "number")]
    columns.append(Column(say("Change"), "number"))
    is_split, either = step.method != "same-rules", _has_either(step)
    if is_split:
        columns += [Column(say("by the strategy"), "number"), Column(say("by the rules"), "number")]
    if either:
        columns.append(Column(say("by either"), "number"))
    if not is_split:
        columns.append(Column(say("Level")))

    def row(title: str, old: Range, new: Range, split: Split | None, level: str) -> tuple[str, ...]:
        shown = [shown_score(*old, say), shown_score(*new, say), _difference(old[0], new[0], wording)]
        rest = _parts(old[0], new[0], split, either, wording) if is_split else [level]
        return (title, *shown, *rest)

    rows = [
        row(
            each.title,
            _score(each.before),
            _score(each.after),
            each.split,
            wording.levels(each, before, after),
        )
        for each in step.ideas
    ]
    then, now = ((each.index.score, each.index.high) for each in (before, after))
    rows.append(row(say("Index"), then, now, step.index, ""))
    return Table(say("The ideas"), tuple(columns), tuple(rows))


def _has_either(step: Step) -> bool:
    """Whether a part of some change may be of the strategy or of the rules."""
    return any(each.split is not None and each.split.either for each in step.ideas)


def _score(idea: Scored | None) -> Range:
    return (idea.score, idea.high) if idea else (None, None)


def _parts(
    before: Fraction | None, after: Fraction | None, split: Split | None, either: bool, wording: Wording
) -> list[str]:
    if split is None or before is None or after is None:
        return [NONE] * (3 if either else 2)
    parts = [split.document, split.pack, *([split.either] if either else [])]
    return [signed(part, wording.say) for part in shown_parts(shown_change(before, after), parts)]


def criteria_table(step: Step, wording: Wording) -> Table:
    """Return the criteria with another value, weight or rule, with what each brings its idea."""
    say = wording.say
    either = _has_either(step)
    points = say("Points of the idea") if step.method == "same-rules" else say("by the strategy")
    columns = [
        Column(say("Criterion")), Column(say("Title"), "long"), Column(say("Then"), "number"),
        Column(say("Now"), "number"), Column(points, "number"),
    ]  # fmt: skip
    if either:
        columns.append(Column(say("by either"), "number"))
    if step.method != "same-rules":
        columns.append(Column(say("Rules")))
    moved = [each for idea in step.ideas for each in idea.criteria if _is_shown(each, step)]
    rows = tuple(_criterion(each, step, either, wording) for each in moved)
    return Table(say("What moved the scores"), tuple(columns), rows)


def _is_shown(each: CriterionChange, step: Step) -> bool:
    """Whether anything is seen of a change; by the same rules, less than a tenth of a point is not."""
    return step.method != "same-rules" or round(float(each.document), 1) != 0


def _criterion(each: CriterionChange, step: Step, either: bool, wording: Wording) -> tuple[str, ...]:
    say = wording.say
    values = [NONE if value is None else f"{int(100 * value)} %" for value in (each.before, each.after)]
    shown = [each.id, each.title, *values, signed(round(float(each.document), 1), say)]
    if either:
        shown.append(signed(round(float(each.either), 1), say))
    if step.method != "same-rules":
        shown.append(say.series(_rules(each, wording)))
    return tuple(shown)


def _rules(each: CriterionChange, wording: Wording) -> list[str]:
    """Return what the rules changed of a criterion."""
    say = wording.say
    if each.before is None:
        return [say("newly asked")]
    if each.after is None:
        return [say("no longer asked")]
    told = []
    if each.rule != "same":
        told.append(say("asks something else") if each.rule == "changed" else say("may ask something else"))
    if each.weight_before != each.weight_after:
        told.append(say("weight {before} → {after}", before=each.weight_before, after=each.weight_after))
    return told


def second_table(second: SecondChange, wording: Wording) -> Table:
    """Return how the second score changed."""
    say = wording.say
    columns = (
        Column(say("Idea"), "long"), Column(say("Then"), "number"), Column(say("Now"), "number"),
        Column(say("Change"), "number"),
    )  # fmt: skip
    rows = [
        (
            each.title, shown_score(each.before, each.before_high, say),
            shown_score(each.after, each.after_high, say), _difference(each.before, each.after, wording),
        )
        for each in second.ideas
    ]  # fmt: skip
    title, old, new = wording.second_index(second.title, scope=second.scope), second.before, second.after
    shown = shown_score(old.score, old.high, say), shown_score(new.score, new.high, say)
    rows.append((title, *shown, _difference(old.score, new.score, wording)))
    return Table(title, columns, tuple(rows))


def moved_table(moved: Sequence[MovedItem], wording: Wording) -> Table:
    """Return the items that stand at another place."""
    say = wording.say
    columns = Column(say("Item"), "long"), Column(say("Then")), Column(say("Now"))
    rows = tuple(
        (
            wording.item(each),
            wording.place(each.pointer_before, each.line_before),
            wording.place(each.pointer_after, each.line_after),
        )
        for each in moved
    )
    return Table(say("At another place"), columns, rows)


def findings_table(comparison: Comparison) -> Table:
    """Return all findings in one table, a row for each at each step."""
    say = speech(comparison.language)
    wording = Wording(comparison, say)
    columns = (
        Column(say("Comparison")), Column(say("Criterion")), Column(say("Title"), "long"),
        Column(say("Idea")), Column(say("State")), Column(say("Outcome then")), Column(say("Outcome now")),
        Column(say("Treatment then")), Column(say("Treatment now")), Column(say("Gain"), "number"),
        Column(say("Items newly failing"), "long"), Column(say("Items no longer failing"), "long"),
        Column(say("Items failing as before"), "number"), Column(say("Message"), "long"),
    )  # fmt: skip
    rows = tuple(
        (f"{place} → {place + 1}", *_finding(each, wording))
        for place, step in enumerate(comparison.steps, 1)
        for each in step.findings
    )
    return Table(say("Findings"), columns, rows)


def _finding(each: FindingChange, wording: Wording) -> tuple[Value, ...]:
    outcomes = [
        wording.outcomes[outcome] if outcome else "" for outcome in (each.outcome_before, each.outcome_after)
    ]
    treatments = [
        wording.treatments.get(name or "", "") for name in (each.treatment_before, each.treatment_after)
    ]
    items = [
        ", ".join([*(wording.placed(item) for item in changed), *(entry.title for entry in entries)])
        for changed, entries in (
            (each.items.failing, each.missing),
            (cleared_items(each), each.reached if was_known(each) else ()),
        )
    ]
    return (
        each.criterion, each.title, wording.ideas.get(each.idea, each.idea), wording.states[each.state],
        *outcomes, *treatments, as_number(each.gain), *items, each.items.standing, each.message,
    )  # fmt: skip
