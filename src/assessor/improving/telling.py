"""Chosen edits as steps of work: where, what, why, and what each brings at its turn.

In: options with their edits, in order, and the assessment after each. Out: ``Change`` records. Must never
know: how they were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from assessor.documents.positions import Positions
from assessor.facts.rows import Facts, Row
from assessor.improving.edits import Add, Edit, Fill, Link
from assessor.improving.options import Option
from assessor.improving.values import example_of, is_placeholder
from assessor.improving.work_plan import Change, IdeaGain, Written
from assessor.pack.model import Pack, Texts
from assessor.scoring.assessment import Assessment, Finding
from assessor.scoring.exact import mean
from assessor.scoring.places import label_of
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS


class Teller:
    """Tells changes of one strategy in the words of a pack."""

    def __init__(self, before: Assessment, facts: Facts, pack: Pack, words: Texts) -> None:
        self.before = before
        self.facts = facts
        self.words = words
        self._stages = {step.number: step.stage for step in pack.about.steps}
        self._at = {row.pointer: row for row in facts.numbered.values()}
        self._findings: dict[str, Finding] = {each.criterion: each for each in before.findings}

    def changes(
        self, chosen: Sequence[tuple[Option, Edit]], after_each: Sequence[Assessment]
    ) -> tuple[Change, ...]:
        """Return the changes, numbered from 1.

        Args:
            chosen: options and edits, in the order of work.
            after_each: the assessment once each has been made, and all before it.
        """
        numbers = {option.variable: number for number, (option, _) in enumerate(chosen, 1)}
        added = {edit.id: numbers[option.variable] for option, edit in chosen if isinstance(edit, Add)}
        found: list[Change] = []
        earlier = self.before
        for (option, edit), later in zip(chosen, after_each, strict=True):
            needs = {numbers[each] for each in option.needs if each in numbers}
            needs |= {added[name] for name in _names_in(edit) if name in added}
            needs.discard(numbers[option.variable])
            found.append(self._change(len(found) + 1, option, edit, sorted(needs), earlier, later))
            earlier = later
        return tuple(found)

    def _change(
        self,
        number: int,
        option: Option,
        edit: Edit,
        needs: Sequence[int],
        earlier: Assessment,
        later: Assessment,
    ) -> Change:
        serves = tuple(_raised(earlier, later))
        criterion = next((name for name in option.criteria if name in serves), option.criteria[0])
        text = self.words.criteria[criterion]
        stage = self._stages[option.step]
        at = f"/{KINDS[edit.kind].key}" if isinstance(edit, Add) else edit.at
        row = self._at.get(at)
        return Change(
            number=number,
            edit=edit,
            kind=edit.kind,
            pointer=at,
            line=self._line(at),
            new_section=self._is_new(at),
            label=None if row is None or KINDS[edit.kind].single else label_of(row),
            writes=tuple(self._writes(edit)),
            needs=tuple(needs),
            stage=stage,
            stage_title=self.words.stages[stage].title,
            step=option.step,
            step_title=self.words.steps[str(option.step)].title,
            effort=option.effort,
            cost=option.cost,
            criterion=criterion,
            criterion_title=text.title,
            serves=serves,
            why=text.why,
            advice=text.recommendation,
            example=text.example,
            gains=tuple(_gains(earlier, later)),
            index_gain=mean_score(later) - mean_score(earlier),
        )

    def _line(self, at: str) -> int | None:
        """Return the line of an item, section or list that is there."""
        row = self._at.get(at)
        if row is not None:
            return row.line
        positions: Positions | None = self.facts.strategy.positions
        key = at.removeprefix("/")
        if positions is None or not (positions.root.parts or {}).get(key):
            return None
        return positions.root.part(key).key_line

    def _is_new(self, at: str) -> bool:
        """Whether the section or list of a place is not there yet; a new item stands in one that will be."""
        return at.startswith("/") and not getattr(self.facts.strategy, at.split("/")[1])

    def _writes(self, edit: Edit) -> Iterator[Written]:
        if isinstance(edit, Fill | Link):
            value = edit.value if isinstance(edit, Fill) else edit.target
            row = self._at.get(edit.at)
            yield self._written(edit.kind, edit.field, (value,), adds=bool(row and row.read(edit.field)[0]))
        elif isinstance(edit, Add):
            for name, value in edit.fields.items():
                yield self._written(edit.kind, name, value if isinstance(value, tuple) else (value,))

    def _written(self, kind: str, name: str, values: tuple[Any, ...], *, adds: bool = False) -> Written:
        if name in KINDS[kind].references:
            labels = tuple(self._called(target) for target in values)
            return Written(name, values, labels, None, to_fill_in=False, example=None, adds=adds)
        vocabulary = fields_of(kind)[name].target
        labels = tuple(self.words.entry(vocabulary, str(v)) if vocabulary else str(v) for v in values)
        example = example_of(kind, name)
        return Written(name, values, labels, vocabulary, is_placeholder(kind, name), example, adds)

    def _called(self, target: str) -> str:
        """Return what an item that is named is called; a new one by its id."""
        row: Row | None = self._at.get(target)
        return target if row is None else label_of(row) or row.id or target


def _names_in(edit: Edit) -> Iterator[str]:
    if isinstance(edit, Link):
        yield edit.target
    elif isinstance(edit, Add):
        for name, value in edit.fields.items():
            if name in KINDS[edit.kind].references:
                yield from value if isinstance(value, tuple) else (value,)


def _raised(earlier: Assessment, later: Assessment) -> Iterator[str]:
    """Yield the criteria whose value rose."""
    for old, new in zip(earlier.ideas, later.ideas, strict=True):
        for before, after in zip(old.criteria, new.criteria, strict=True):
            if after.value > before.value:
                yield after.id


def _gains(earlier: Assessment, later: Assessment) -> Iterator[IdeaGain]:
    """Yield what each idea gained or lost, the greatest first."""
    changed = [
        IdeaGain(old.id, old.title, new.score - old.score)
        for old, new in zip(earlier.ideas, later.ideas, strict=True)
        if old.score != new.score
    ]
    yield from sorted(changed, key=lambda each: (-each.gain, each.idea))


def mean_score(found: Assessment) -> Fraction:
    """Return the mean of the scores of all ideas; the index, if enough of them are rated."""
    return mean([(1, idea.score) for idea in found.ideas])
