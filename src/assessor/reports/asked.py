"""What checks and conditions ask, as an outline.

In: a check or condition of a pack, and a language. Out: lines below lines. What stands in a line between
backticks is written so in a document, in every language; the rest are words. No line joins words that a
language would bend to each other: it says a label, and what is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessor.pack import model as m
from assessor.pack.lookup import words_of
from assessor.reports.names import SEVERAL, derived_name, kind_name
from assessor.reports.terms import Terms
from assessor.speech import speech
from assessor.strategy.fields import FieldType, fields_of
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline, and the lines below it."""

    text: str
    label: str = ""
    """What the text is, to be set before it: "condition"; empty if the text says it itself."""
    lines: tuple[Line, ...] = ()
    numbered: bool = False
    """Whether the lines below have numbers, by which others point to them."""

    def said(self, terms: Terms) -> str:
        """Return the line alone, its label before its text."""
        return terms.of(self.label, self.text) if self.label else self.text


class Asked:
    """What the rules of a pack ask, in one language."""

    def __init__(self, pack: m.Pack, language: str) -> None:
        """Look up the words.

        Raises:
            UsageError: the pack has none in that language.
        """
        self.say = speech(language)
        self.terms = Terms(self.say)
        self._words = words_of(pack, language)
        self._parts = pack.about.parts

    # --- checks

    def check(self, check: m.Check) -> Line:
        """Return what a check asks."""
        if isinstance(check, m.Count):
            return self._count(check)
        if isinstance(check, m.Share):
            lines = (*self._filter(check.share, check.where), *self.conditions(check.share, check.that))
            return Line(self.kind(check.share), self.say("Share of"), lines)
        if isinstance(check, m.Cover):
            return self._cover(check)
        if isinstance(check, m.Balance):
            return self._balance(check)
        return self._group(check)

    def _count(self, check: m.Count) -> Line:
        kind, conditions = check.count, [*check.where, *check.that]
        if KINDS[kind].single and (check.at_least, check.at_most) == (1, None):
            label = self.say("Needed in this section") if conditions else self.say("Needed")
            return Line(self.kind(kind), label, tuple(self.conditions(kind, conditions)))
        lines = (*self._filter(kind, check.where), *self.conditions(kind, check.that))
        return Line(self._number(kind, check.at_least, check.at_most), self.say("Needed"), lines)

    def _cover(self, check: m.Cover) -> Line:
        part = self._parts.get(check.cover)
        vocabulary = part.of if part else check.cover
        entries = part.entries if part else VOCABULARIES[vocabulary]
        where = self.say("`{field}` of {things}", field=check.by, things=self.kind(check.some))
        inner = Line(where, self.say("looked for in"), tuple(self._filter(check.some, check.that)))
        return Line(self._entries(vocabulary, entries), self.say("Share found of these values"), (inner,))

    def _balance(self, check: m.Balance) -> Line:
        # An item without a value is not looked at; that goes without saying only for who wrote the rule.
        has_value = m.FieldCondition(field=check.field, present=True)
        where = [*check.where, *([has_value] if has_value not in check.where else [])]
        text = self.say(
            "no value of `{field}` in more than {share} of these: {things}",
            field=check.field,
            share=self.terms.percent(self.say.number(100 * Fraction(check.at_most))),
            things=self.kind(check.balance),
        )
        return Line(text, self.say("Needed"), tuple(self._filter(check.balance, where)))

    def _group(self, check: m.All | m.Any_ | m.Parts) -> Line:
        form, members = m.members_of(check)
        texts = {
            "all": self.say("The lowest of these values counts:"),
            "any": self.say("The highest of these values counts:"),
            "parts": self.say("The mean of these values counts:"),
        }
        return Line(texts[form], lines=tuple(self.check(member) for member in members), numbered=True)

    # --- conditions

    def conditions(self, kind: str, conditions: Sequence[m.Condition]) -> Iterator[Line]:
        """Yield what items of a kind must satisfy, as one line with a label; nothing if that is nothing."""
        yield from self._labelled(self.say("condition"), kind, conditions)

    def _filter(self, kind: str, conditions: Sequence[m.Condition]) -> Iterator[Line]:
        yield from self._labelled(self.filter_label(), kind, conditions)

    def filter_label(self) -> str:
        """Return what is said of conditions on which an item is looked at in the first place."""
        return self.say("taken into account if")

    def _labelled(self, label: str, kind: str, conditions: Sequence[m.Condition]) -> Iterator[Line]:
        if len(conditions) == 1:
            yield replace(self.condition(kind, conditions[0]), label=label)
        elif conditions:
            lines = tuple(self.condition(kind, condition) for condition in conditions)
            yield Line(self.say("all of these conditions hold"), label, lines)

    def condition(self, kind: str, condition: m.Condition) -> Line:
        """Return what a condition on items of a kind asks."""
        if isinstance(condition, m.FieldCondition):
            return Line(self._field(kind, condition))
        if isinstance(condition, m.AnyOf):
            lines = tuple(self.condition(kind, member) for member in condition.any)
            return Line(self.say("at least one of these conditions holds"), lines=lines)
        return Line(self._tie(kind, condition), lines=tuple(self._filter(condition.some, condition.that)))

    def in_one_line(self, kind: str, condition: m.Condition) -> str:
        """Return the same without an outline."""
        if isinstance(condition, m.AnyOf):
            return self.say.either([self.in_one_line(kind, member) for member in condition.any])
        text = self.condition(kind, condition).text
        if isinstance(condition, m.Relation) and condition.that:
            inner = self.say.series(self.in_one_line(condition.some, each) for each in condition.that)
            text += f" ({self.terms.of(self.filter_label(), inner)})"
        return text

    def _tie(self, kind: str, relation: m.Relation) -> str:
        things = self._tied(kind, relation)
        if relation.distinct is not None:
            things = self.say(
                "{things} with different values in `{field}`", things=things, field=relation.distinct
            )
        if relation.by is not None:
            return self.say("stands in `{field}` of {things}", field=relation.by, things=things)
        return self.say("`{field}` names {things}", field=relation.via, things=things)

    def _tied(self, kind: str, relation: m.Relation) -> str:
        bounds = (relation.at_least, relation.at_most)
        if relation.via is not None and bounds == (1, None) and not fields_of(kind)[relation.via].several:
            # A field that holds one names no more.
            return self.say("{number} {things}", number=1, things=self.kind(relation.some, 1))
        return self._number(relation.some, *bounds)

    def _field(self, kind: str, condition: m.FieldCondition) -> str:
        derived = derived_name(self.say, kind, condition.field)
        if condition.test in ("at_least", "at_most"):
            return self.terms.of(derived or f"`{condition.field}`", self._bound(condition))
        if derived is not None:
            if condition.test == "present":
                return self.say("it can be worked out: {what}", what=derived)
            return derived if condition.is_ is True else self.say("not so: {what}", what=derived)
        if condition.test == "present":
            return self.say("`{field}` is given", field=condition.field)
        return self._comparison(fields_of(kind)[condition.field], condition)

    def _bound(self, condition: m.FieldCondition) -> str:
        if condition.at_least is not None:
            return self.say("at least {number}", number=self.say.number(condition.at_least))
        assert condition.at_most is not None
        return self.say("at most {number}", number=self.say.number(condition.at_most))

    def _comparison(self, type_: FieldType, condition: m.FieldCondition) -> str:
        field = condition.field
        if condition.is_ is not None:
            value = self._value(type_, condition.is_)
            if type_.several:
                return self.say("`{field}` includes {value}", field=field, value=value)
            return self.say("`{field}` is {value}", field=field, value=value)
        assert condition.in_ is not None
        part = self._parts[condition.in_] if isinstance(condition.in_, str) else None
        values = ", ".join(self._value(type_, v) for v in (part.entries if part else condition.in_))
        if type_.several:
            return self.say("`{field}` includes one of these: {values}", field=field, values=values)
        return self.say("`{field}` is one of these: {values}", field=field, values=values)

    # --- names

    def kind(self, kind: str, number: int | None = None) -> str:
        """Return the name of a kind with the key that its items stand under.

        Args:
            kind: the kind.
            number: of how many items; unless said, of as many as there can be.
        """
        found = KINDS[kind]
        number = number or (1 if found.single else SEVERAL)
        return f"{kind_name(self.say, kind, number)} (`{found.key}`)"

    def value(self, kind: str, field: str, value: object) -> str:
        """Return a value of a field, by its title where it has one."""
        return self._value(fields_of(kind)[field], value)

    def _value(self, type_: FieldType, value: object) -> str:
        if isinstance(value, bool):
            word = self.say("yes") if value else self.say("no")
            return f"{word} (`{str(value).lower()}`)"
        if type_.sort == "entry":
            return self._entry(str(type_.target), str(value))
        return f"`{value}`"

    def _entries(self, vocabulary: str, entries: Iterable[str]) -> str:
        return ", ".join(self._entry(vocabulary, entry) for entry in entries)

    def _entry(self, vocabulary: str, entry: str) -> str:
        title = self._words.entry(vocabulary, entry)
        return f"`{entry}`" if title == entry else f"{title} (`{entry}`)"

    def _number(self, kind: str, least: int, most: int | None) -> str:
        """Return how many items of a kind are asked for."""
        if most is None:
            return self.say("at least {number} {things}", number=least, things=self.kind(kind, least))
        things = self.kind(kind, most)
        if least == most:
            return self.say("exactly {number} {things}", number=most, things=things)
        return self.say("{least} to {most} {things}", least=least, most=most, things=things)
