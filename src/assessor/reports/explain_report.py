"""Why a criterion came out as it did, as text.

In: an ``Explanation`` and a ``Page``. Out: text, in the language of the explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assessor.pack import model as m
from assessor.reports.asked import Asked
from assessor.reports.canvas import Page, heading, indented, marked, words
from assessor.reports.names import called, derived_name, kind_name
from assessor.reports.outline import outline
from assessor.scoring.explain import CheckExplanation, Explanation, Gap, Subject, Thing
from assessor.speech import Speech
from assessor.strategy.model import KINDS

_MARKS: Final = {
    "yes": ("✓", "green"),
    "no": ("✗", "red"),
    "maybe": ("?", "cyan"),
    "through": ("→", "dim"),
}
_MOST_THROUGH: Final = 8
_MOST_SIGNS: Final = 70
"""Signs of a name, in a line of its own."""


def explain_to_text(explanation: Explanation, page: Page | None = None) -> str:
    """Return an explanation as text."""
    page = page or Page()
    return page.render(_Report(explanation, page).parts())


class _Report:
    def __init__(self, explanation: Explanation, page: Page) -> None:
        self.explanation = explanation
        self.page = page
        self.asked = Asked(explanation.pack, explanation.language)
        self.terms = self.asked.terms
        self.say = self.asked.say

    def parts(self) -> Iterator[RenderableType]:
        e, say = self.explanation, self.say
        yield Text.assemble((e.criterion.id, "bold"), "  ", words(e.text.title))
        yield words(self._summary(), "dim")
        yield heading(say("What is asked"))
        yield from outline(self.asked.check(e.criterion.check), self.terms, self.page, 2)
        yield heading(say("What was found"))
        yield from self._check(e.check, 2)
        yield heading(say("The value"))
        yield indented(words(self._value()), 2, self.page)
        if e.result.outcome != "met":
            yield heading(say("What to do"))
            yield indented(words(e.recommendation), 2, self.page)
            yield indented(words(self.terms.of(say("For example"), e.text.example)), 2, self.page)
        yield heading(say("Where it comes from"))
        yield indented(words(self.terms.source(e.criterion.source)), 2, self.page)

    def _summary(self) -> str:
        e, result = self.explanation, self.explanation.result
        parts = [e.idea_title, self.terms.outcomes[result.outcome]]
        if result.treatment != "counted":
            parts.append(self.terms.treatment(result))
        return " · ".join([*parts, self.say("weight {weight}", weight=result.weight)])

    def _value(self) -> str:
        e, result, say = self.explanation, self.explanation.result, self.say
        value = value_in_words(result.value, result.high, say)
        outcome = self.terms.outcomes[result.outcome]
        parts = [
            say(
                "{value}, with weight {weight}: {outcome}.",
                value=value,
                weight=result.weight,
                outcome=outcome,
            )
        ]
        if e.criterion.essential is not None:
            floor = say.number(e.criterion.essential.least)
            parts.append(say("It is essential: below {floor} it holds its idea back.", floor=floor))
        if result.gain:
            gain = say.decimal(float(result.gain))
            parts.append(
                say(
                    "If this criterion alone were fully met, {idea} would gain {gain} of 100.",
                    idea=e.idea_title,
                    gain=gain,
                )
            )
        return " ".join(parts)

    # --- what was found

    def _check(self, check: CheckExplanation, depth: int) -> Iterator[RenderableType]:
        for place, member in enumerate(check.members, 1):
            head = self.asked.check(member.check).said(self.terms)
            yield marked(Text(f"{place}."), words(head), depth, self.page)
            yield from self._check(member, depth + 3)
        for subject in check.subjects:
            yield from self._subject(check.check, subject, depth)
        for text, style in self._remarks(check):
            yield indented(words(text, style), depth, self.page)
        yield Padding(words(f"= {arithmetic(check, self.say)}", "bold"), (0, 0, 0, depth))

    def _remarks(self, check: CheckExplanation) -> Iterator[tuple[str, str]]:
        """Yield what else is to be said of what was looked at, each with its style."""
        say = self.say
        if check.left_out:
            things = self._counted(check, check.left_out)
            text = say(
                "Not taken into account, since the condition for it does not hold: {things}.", things=things
            )
            yield text, "dim"
        if check.announced:
            yield say("Only announced: {things}.", things=self._counted(check, check.announced)), "cyan"
        if check.is_open and check.subjects:
            yield say("This section was not examined to the end."), "cyan"
        elif check.is_open:
            yield say("This section was not examined."), "cyan"
        if check.unlisted:
            text = say.many(
                "{number} more is counted in the document, and not listed.",
                "{number} more are counted in the document, and not listed.",
                check.unlisted,
            )
            yield text, "cyan"
        if not (check.members or check.subjects or check.left_out or check.announced or check.is_open):
            yield say("Nothing of the kind stands in the document."), "dim"

    def _counted(self, check: CheckExplanation, number: int) -> str:
        """Return a number of items: "3 objectives"; of what there is one of, only its name."""
        assert not isinstance(check.check, m.All | m.Any_ | m.Parts)
        kind = m.kind_of(check.check)
        return kind_name(self.say, kind, 1) if KINDS[kind].single else counted(self.say, kind, number)

    def _subject(self, check: m.Check, subject: Subject, depth: int) -> Iterator[RenderableType]:
        assert not isinstance(check, m.All | m.Any_ | m.Parts)
        kind = m.kind_of(check)
        yield from self._marked(subject.satisfies, self._subject_line(check, subject), depth)
        open_filters = tuple(gap for reason in subject.filters for gap in reason.gaps)
        yield from self._gaps(open_filters, depth + 2)
        alone = len(subject.reasons) == 1
        for reason in subject.reasons:
            if not alone:
                condition = self.asked.in_one_line(kind, reason.condition)
                yield from self._marked(reason.holds, words(condition, "dim"), depth + 2)
            inner = depth + (2 if alone else 4)
            if subject.satisfies == "maybe":
                more = [gap for gap in reason.gaps if gap not in open_filters]
                yield from self._gaps(more[:_MOST_THROUGH], inner)
            if reason.through:
                yield from self._marked("through", words(self._through(reason.through), "dim"), inner)

    def _subject_line(self, check: m.Check, subject: Subject) -> Text:
        line = self._thing(subject.thing)
        if isinstance(check, m.Balance):
            line.append(" · ").append_text(words(self._balanced(check, subject)))
        if subject.announced:
            remark = self.say("only announced")
            line.append(" ").append_text(words(f"({remark})", "cyan"))
        if subject.applicable == "maybe":
            remark = self.say("not known whether it is taken into account")
            line.append(" ").append_text(words(f"({remark})", "cyan"))
        return line

    def _balanced(self, check: m.Balance, subject: Subject) -> str:
        """Return the value that a balance counts."""
        if subject.value is not None:
            return self.asked.value(check.balance, check.field, subject.value)
        if subject.satisfies == "maybe":
            return self.say("`{field}` was not examined", field=check.field)
        return self.say("`{field}` is not given", field=check.field)

    def _gaps(self, gaps: Sequence[Gap], depth: int) -> Iterator[RenderableType]:
        for gap in gaps:
            yield from self._marked("maybe", words(self._gap(gap), "cyan"), depth)

    def _gap(self, gap: Gap) -> str:
        say = self.say
        if gap.field is None:
            return say("not listed or not examined to the end: {things}", things=kind_name(say, gap.kind))
        derived = derived_name(say, gap.kind, gap.field) if gap.derived else None
        if derived is not None:
            text = say("cannot be decided from what is known: {what}", what=derived)
        else:
            text = say("`{field}` was not examined", field=gap.field)
        return self.terms.of(self._short(gap.thing), text) if gap.thing else text

    def _marked(self, mark: str, text: Text, depth: int) -> Iterator[RenderableType]:
        sign, style = _MARKS[mark]
        yield marked(Text(sign, style=style), text, depth, self.page)

    # --- things

    def _through(self, things: Sequence[Thing]) -> str:
        names = ", ".join(self._short(thing) for thing in things[:_MOST_THROUGH])
        more = len(things) - _MOST_THROUGH
        if more > 0:
            return self.say.many(
                "through {names} and {number} more", "through {names} and {number} more", more, names=names
            )
        return self.say("through {names}", names=names)

    def _short(self, thing: Thing) -> str:
        name = thing.id or called(self.say, thing.label, thing.pointer)
        return name + self.terms.at_line(thing.line)

    def _thing(self, thing: Thing) -> Text:
        label = called(self.say, thing.label, thing.pointer)
        name = words(label if len(label) <= _MOST_SIGNS else label[: _MOST_SIGNS - 1] + "…")
        line = self.say("line {line}", line=thing.line) if thing.line else None
        details = [part for part in (thing.id, line) if part and part != label]
        return name.append("  ").append_text(words(f"[{', '.join(details)}]", "dim")) if details else name


def counted(say: Speech, kind: str, number: int) -> str:
    """Return a number of items of a kind: "3 objectives"."""
    return say("{number} {things}", number=number, things=kind_name(say, kind, number))


def arithmetic(check: CheckExplanation, say: Speech) -> str:
    """Return how a check's value comes about, in figures."""
    return say(
        "{name}: {value}", name=_reckoning(check, say), value=value_in_words(check.value, check.high, say)
    )


def _reckoning(check: CheckExplanation, say: Speech) -> str:
    asked, whole, satisfied = check.check, check.applicable, check.satisfied
    if isinstance(asked, m.Share):
        return say("{number} of {things}", number=satisfied, things=counted(say, asked.share, whole))
    if isinstance(asked, m.Cover):
        return say.many(
            "{found} of {number} value found", "{found} of {number} values found", whole, found=satisfied
        )
    if isinstance(asked, m.Count):
        return say("{number} found, {needed} needed", number=satisfied, needed=_needed(asked, say))
    if isinstance(asked, m.Balance):
        if satisfied == whole:
            return say.many("{number} has a value", "{number} have a value", whole)
        same = whole - satisfied
        return say.many(
            "{number} has a value, and {same} the same one, which is too many",
            "{number} have a value, and {same} the same one, which is too many",
            whole,
            same=same,
        )
    number = len(check.members)
    if isinstance(asked, m.All):
        return say("the lowest of {number} values", number=number)
    if isinstance(asked, m.Any_):
        return say("the highest of {number} values", number=number)
    return say("the mean of {number} values", number=number)


def _needed(check: m.Count, say: Speech) -> str:
    if check.at_most is None:
        return say("at least {number}", number=check.at_least)
    return say("{least} to {most}", least=check.at_least, most=check.at_most)


def value_in_words(value: Fraction, high: Fraction, say: Speech) -> str:
    """Return a value from 0 to 1, or the interval it lies in, as a fraction and a decimal."""
    if value == high:
        return _figure(value, say)
    return say("between {low} and {high}", low=_figure(value, say), high=_figure(high, say))


def _figure(value: Fraction, say: Speech) -> str:
    decimal = say.number(value, 3)
    if value.denominator == 1:
        return decimal
    return f"{value} = {decimal}" if value.denominator <= 10_000 else decimal
