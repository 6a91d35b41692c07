"""Why a criterion came out as it did, as text.

In: an ``Explanation`` and a ``Page``. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assessor.pack import model as m
from assessor.reports.canvas import Page, grid, heading, indented, words
from assessor.reports.conditions import check_in_words, condition_in_words, name_of, plural
from assessor.scoring.explain import CheckExplanation, Explanation, Gap, Subject, Thing
from assessor.strategy.model import KINDS

_MARKS: Final = {
    "yes": ("✓", "green"),
    "no": ("✗", "red"),
    "maybe": ("?", "cyan"),
    "through": ("→", "dim"),
}
_MOST_THROUGH: Final = 8


def explain_to_text(explanation: Explanation, page: Page | None = None) -> str:
    """Return an explanation as text."""
    page = page or Page()
    return page.render(_Report(explanation, page).parts())


class _Report:
    def __init__(self, explanation: Explanation, page: Page) -> None:
        self.explanation = explanation
        self.page = page

    def parts(self) -> Iterator[RenderableType]:
        e = self.explanation
        result = e.result
        title = Text.assemble((e.criterion.id, "bold"), "  ", words(e.text.title))
        yield title
        treated = f", {result.treatment}: {result.reason}" if result.reason else ""
        yield words(f"{e.idea_title} · {result.outcome}{treated} · weight {result.weight}", "dim")
        yield heading("What is asked")
        yield indented(words(check_in_words(e.criterion.check)), 2, self.page)
        yield heading("What was found")
        yield from self._check(e.check, 2)
        yield heading("The value")
        yield indented(words(_final(e)), 2, self.page)
        if result.outcome != "met":
            yield heading("What to do")
            yield indented(words(e.recommendation), 2, self.page)
            yield indented(words(f"For example: {e.text.example}"), 2, self.page)
        yield heading("Where it comes from")
        reference = e.criterion.reference
        chapter = f"chapter {reference.chapter}, " if reference.chapter else ""
        work = f" ({reference.work})" if reference.work else ""
        yield indented(words(f"{chapter}{reference.passage}{work}; {e.criterion.provenance}"), 2, self.page)

    def _check(self, check: CheckExplanation, depth: int) -> Iterator[RenderableType]:
        if check.members:
            for member in check.members:
                yield Padding(words(check_in_words(member.check)), (0, 0, 0, depth))
                yield from self._check(member, depth + 2)
        for subject in check.subjects:
            yield from self._subject(subject, depth)
        if check.left_out:
            text = f"Not looked at, since the conditions do not hold: {_counted(check, check.left_out)}."
            yield Padding(words(text, "dim"), (0, 0, 0, depth))
        if check.announced:
            text = f"Only announced: {_counted(check, check.announced)}."
            yield Padding(words(text, "cyan"), (0, 0, 0, depth))
        if check.is_open:
            text = "This section was not examined" + (" to the end." if check.subjects else ".")
            yield Padding(words(text, "cyan"), (0, 0, 0, depth))
        if check.unlisted:
            yield Padding(
                words(f"{check.unlisted} more are counted in the document, and not listed.", "cyan"),
                (0, 0, 0, depth),
            )
        if not (check.members or check.subjects or check.left_out or check.announced or check.is_open):
            yield Padding(words("Nothing of the kind stands in the document.", "dim"), (0, 0, 0, depth))
        yield Padding(words(f"= {arithmetic(check)}", "bold"), (0, 0, 0, depth))

    def _subject(self, subject: Subject, depth: int) -> Iterator[RenderableType]:
        line = _thing(subject.thing)
        if subject.announced:
            line.append(" (only announced)", style="cyan")
        if subject.applicable == "maybe":
            line.append(" (not known whether it counts)", style="cyan")
        yield from self._marked(subject.satisfies, line, depth)
        for reason in subject.filters:
            condition = words(f"counts if {condition_in_words(reason.condition)}", "dim")
            yield from self._marked(reason.holds, condition, depth + 2)
            for gap in reason.gaps:
                yield from self._marked("maybe", words(_gap(gap), "cyan"), depth + 4)
        alone = len(subject.reasons) == 1
        for reason in subject.reasons:
            if not alone:
                condition = words(condition_in_words(reason.condition), "dim")
                yield from self._marked(reason.holds, condition, depth + 2)
            for gap in reason.gaps[:_MOST_THROUGH] if subject.satisfies == "maybe" else ():
                yield from self._marked("maybe", words(_gap(gap), "cyan"), depth + (2 if alone else 4))
            if reason.through:
                yield from self._marked("through", _through(reason.through), depth + (2 if alone else 4))

    def _marked(self, mark: str, text: Text, depth: int) -> Iterator[RenderableType]:
        sign, style = _MARKS[mark]
        table = grid(1, None)
        table.add_row(Text(sign, style=style), text)
        yield indented(table, depth, self.page)


def _through(things: Sequence[Thing]) -> Text:
    names = [_short(thing) for thing in things[:_MOST_THROUGH]]
    more = len(things) - _MOST_THROUGH
    return words("through " + ", ".join(names) + (f" and {more} more" if more > 0 else ""), "dim")


def _counted(check: CheckExplanation, count: int) -> str:
    """Return a number of items in words: "3 objectives", "the unit"."""
    assert not isinstance(check.check, m.All | m.Any_ | m.Parts)
    kind = m.kind_of(check.check)
    if KINDS[kind].single:
        return f"the {name_of(kind)}"
    return f"{count} {name_of(kind) if count == 1 else plural(kind)}"


def _gap(gap: Gap) -> str:
    if gap.field is None:
        return f"not all {plural(gap.kind)} are listed or examined"
    of = f" of {_short(gap.thing)}" if gap.thing else ""
    return (
        f"`{gap.field}`{of} {'cannot be decided from what is known' if gap.derived else 'was not examined'}"
    )


def _short(thing: Thing) -> str:
    name = thing.id or thing.label
    return f"{name} (line {thing.line})" if thing.line else name


def _thing(thing: Thing) -> Text:
    name = words(thing.label if len(thing.label) <= 70 else thing.label[:69] + "…")
    details = [part for part in (thing.id, f"line {thing.line}" if thing.line else None) if part]
    return name.append(f"  [{', '.join(details)}]", style="dim") if details else name


def arithmetic(check: CheckExplanation) -> str:
    """Return how a check's value comes about, in figures."""
    if check.form == "share":
        whole = check.applicable
        shown = f"{check.satisfied} of {whole} {plural(str(getattr(check.check, 'share', '')))}"
    elif check.form == "cover":
        shown = f"{check.satisfied} of {check.applicable} reached"
    elif check.form == "count":
        assert isinstance(check.check, m.Count)
        bounds = f"at least {check.check.at_least}"
        bounds += f" and at most {check.check.at_most}" if check.check.at_most is not None else ""
        shown = f"{check.satisfied} found, {bounds} needed"
    elif check.form == "balance":
        shown = f"{check.applicable} have a value"
        if check.satisfied < check.applicable:
            shown += f", and {check.applicable - check.satisfied} the same one, which is too many"
    else:
        names = {"all": "the least", "any": "the greatest", "parts": "the mean"}
        shown = f"{names[check.form]} of {len(check.members)} values"
    return f"{shown}: {value_in_words(check.value, check.high)}"


def value_in_words(value: Fraction, high: Fraction) -> str:
    """Return a value from 0 to 1, or the interval it lies in, as a fraction and a decimal."""
    if value == high:
        return _figure(value)
    return f"between {_figure(value)} and {_figure(high)}"


def _figure(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value)
    exact = f"{value.numerator}/{value.denominator}"
    return f"{exact} = {float(value):.3g}" if value.denominator <= 10_000 else f"{float(value):.3g}"


def _final(e: Explanation) -> str:
    result = e.result
    text = f"{value_in_words(result.value, result.high)}, with weight {result.weight}: {result.outcome}."
    if result.essential and e.criterion.essential is not None:
        text += f" It is essential: below {e.criterion.essential.floor} it holds its idea back."
    if result.gain:
        text += (
            f" If this criterion alone became 1, {e.idea_title} would gain {float(result.gain):.1f} of 100."
        )
    return text
