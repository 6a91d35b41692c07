"""What is said of a plan of work, whatever its format.

In: parts of an ``Improvement``. Out: words and sentences without any markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assessor.improving.edits import Add, Link, Settle
from assessor.improving.work_plan import Barrier, Change, Forecast, Improvement, Written
from assessor.reports.figures import number, signed
from assessor.reports.names import SEVERAL, kind_name
from assessor.reports.terms import Terms
from assessor.speech import Speech, speech
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import meaning_of
from assessor.strategy.words import DOMAIN as STRATEGY


class Phrases(Terms):
    """The sentences about one plan, in its language."""

    def __init__(self, plan: Improvement, say: Speech) -> None:
        super().__init__(say)
        self.plan = plan
        self.hindrances: Mapping[str, str] = {
            "out-of-scope": say("out of scope"),
            "waived": say("waived"),
            "unknown": say("not examined"),
            "written": say("what is written would have to be changed"),
        }

    def outcome(self) -> str:
        """Return what came of the aim, in a sentence or two."""
        plan, say = self.plan, self.say
        if plan.outcome == "there-already":
            return say("The aim is reached already: {aim}.", aim=self.aim())
        if plan.outcome == "not-found":
            return say("No plan was found in the time there was. Look for it longer, with --seconds.")
        if plan.outcome == "nothing" and plan.aim.budget is not None:
            return say("Nothing for an effort of {budget} would raise a score.", budget=plan.aim.budget)
        if plan.outcome == "nothing":
            return say("Nothing that could be added would raise a score.")
        if plan.outcome == "out-of-reach" and not plan.changes:
            return say("Out of reach: {aim}. Nothing that could be added brings it nearer.", aim=self.aim())
        effort = self.changes_and_effort()
        if plan.outcome == "reached":
            return say("Can be reached with {changes}: {aim}.", aim=self.aim(), changes=effort)
        if plan.outcome == "out-of-reach":
            return say("Out of reach: {aim}. The nearest takes {changes}.", aim=self.aim(), changes=effort)
        if plan.aim.budget is not None:
            return say(
                "The most for an effort of {budget}: {changes}.", budget=plan.aim.budget, changes=effort
            )
        return say("What brings most for its effort: {changes}.", changes=effort)

    def changes_and_effort(self) -> str:
        """Return how many changes there are, and what they take."""
        return self.say.many(
            "{number} change, effort {effort}",
            "{number} changes, effort {effort} in all",
            len(self.plan.changes),
            effort=self.plan.effort,
        )

    def aim(self) -> str:
        """Return what is aimed at."""
        aim = self.plan.aim
        parts = [self.say("{idea} “{level}”", idea=i.title, level=i.level_title) for i in aim.ideas]
        if aim.index is not None:
            parts.append(self.say("index {number}", number=self.say.number(aim.index)))
        return self.say.series(parts)

    def unproven(self) -> str:
        """Return that there may be a better plan."""
        return self.say("Time ran out: perhaps there is a plan that takes less, or brings more.")

    def doing(self) -> str:
        """Return what a change means."""
        return self.say(
            "A change is made by doing it and writing it down; the forecast counts every change as done. "
            "Efforts: low (1), an afternoon; medium (3), some weeks, or the consent of others; high (8), "
            "money and decisions."
        )

    # --- one change

    def title(self, change: Change) -> str:
        """Return what is done, in few words."""
        say, edit, kind = self.say, change.edit, kind_name(self.say, change.kind, 1)
        if isinstance(edit, Add):
            return say("Add: {kind} ({id})", kind=kind, id=edit.id)
        item = say("{kind} “{name}”", kind=kind, name=change.label) if change.label else kind
        if isinstance(edit, Settle):
            return say("Do what is announced: {item}", item=item)
        if isinstance(edit, Link):
            if not edit.at.startswith("/"):
                item = f"{kind} ({edit.at})"
            return say("Link in {item}: {field}", item=item, field=edit.field)
        return say("Fill in {item}: {field}", item=item, field=edit.field)

    def where(self, change: Change) -> str:
        """Return where in the document something is changed."""
        if isinstance(change.edit, Add):
            return self._within(change, change.pointer.removeprefix("/"))
        if not change.pointer.startswith("/"):
            return self.say("the new item {id}", id=change.pointer)
        return self._within(change, change.pointer.split("/")[1])

    def _within(self, change: Change, section: str) -> str:
        if change.new_section:
            return self.say("a new section {section}", section=section)
        if change.line is None:
            return section
        return self.say("{section}, {line}", section=section, line=self.line(change.line))

    def written(self, written: Written) -> str:
        """Return what is written in a field."""
        say, field = self.say, written.field
        if written.to_fill_in:
            if written.example is None:
                return say("{field}: to be filled in", field=field)
            return say(
                "{field}: to be filled in, such as “{example}”", field=field, example=self.example(written)
            )
        if written.values == (True,):
            return self.of(field, say("yes"))
        pairs = zip(written.values, written.labels, strict=True)
        told = self.of(field, ", ".join(self._value(*pair, written.vocabulary) for pair in pairs))
        return say("{entries}, besides what stands there", entries=told) if written.adds else told

    def _value(self, value: object, label: str, vocabulary: str | None) -> str:
        """Return a value with what it means: an entry is written the same in every language."""
        if vocabulary is None:
            return label
        if label == value:
            meaning = meaning_of(vocabulary, label)
            label = speech(self.plan.language, STRATEGY).within(vocabulary, meaning)
        return str(value) if label == value else f"{value} ({label})"

    def example(self, written: Written) -> str:
        """Return the example of a field, in the language of the plan."""
        return speech(self.plan.language, STRATEGY)(str(written.example))

    def needs(self, change: Change) -> str:
        """Return which changes come first."""
        return self.say("after {numbers}", numbers=", ".join(map(str, change.needs)))

    def gain(self, change: Change) -> str:
        """Return what a change brings, at its turn."""
        if not change.gains:
            return self.say("nothing by itself; others build on it")
        found = [self.of(each.title, self._signed(each.gain)) for each in change.gains]
        return self.say.series([*found, self.of(self._mean(), self._signed(change.index_gain))])

    def _mean(self) -> str:
        """Return what the mean of all ideas is called: it is no index where too few are rated."""
        return self.say("Index") if self.plan.index.rated else self.say("Mean of all ideas")

    def _signed(self, gain: Fraction) -> str:
        return signed(round(float(gain), 1), self.say)

    def criterion(self, change: Change) -> str:
        """Return which criteria a change answers."""
        others = [name for name in change.serves if name != change.criterion]
        own = f"{change.criterion} {change.criterion_title}"
        return (
            own
            if not others
            else self.say("{criterion}; also {others}", criterion=own, others=", ".join(others))
        )

    # --- the forecast and what stands in the way

    def forecast(self, found: Forecast) -> tuple[str, str, str, str]:
        """Return an idea, or the index, as it is and as it would be: scores, then levels."""
        title = found.title or self.say("Index")
        before = self.say("none") if found.before is None else number(found.before)
        after = self.say("none") if found.after is None else number(found.after)
        levels = found.level_before or ""
        if found.idea is not None and not found.rated:
            levels = self.say("not rated")
        elif found.level_before != found.level_after:
            levels = f"{found.level_before} → {found.level_after}"
        return title, before, after, levels

    def barriers(self) -> Iterator[str]:
        """Yield what stands in the way, and why; a reason that the strategy gives, once."""
        told: set[str] = set()
        for each in self.plan.barriers:
            yield self._barrier(each, told)
            told |= {each.reason.text} if each.reason else set()

    def _barrier(self, barrier: Barrier, told_before: set[str]) -> str:
        if barrier.hindrance == "unknown":
            told = self.say(
                "{criterion} {title}: not examined, so nobody can count on it",
                criterion=barrier.criterion, title=barrier.title,
            )  # fmt: skip
            return self._essential(told, barrier)
        reason = self.hindrances[barrier.hindrance]
        if barrier.reason is not None and barrier.reason.text in told_before:
            reason = self.say("{hindrance}, for the same reason", hindrance=reason)
        elif barrier.reason is not None:
            reason = self.of(reason, self.reason(barrier.reason).rstrip("."))
        at_best = number(100 * barrier.value)
        told = self.say(
            "{criterion} {title}: {value} % at best; {reason}",
            criterion=barrier.criterion, title=barrier.title, value=at_best, reason=reason,
        )  # fmt: skip
        return self._essential(told, barrier)

    def _essential(self, told: str, barrier: Barrier) -> str:
        if barrier.essential:
            return self.say("{barrier}. It is essential, and holds its idea back by itself.", barrier=told)
        return f"{told}."

    def not_rated(self) -> list[str]:
        """Return which of the ideas that are aimed at are not rated, and why."""
        aimed = {each.idea for each in self.plan.aim.ideas}
        return [
            self.say(
                "{idea} has no level yet: too much that it asks about was not examined. Examine that first.",
                idea=each.title,
            )
            for each in self.plan.ideas
            if each.idea in aimed and not each.rated
        ]

    def without_index(self) -> str:
        """Return why there is no index."""
        say, plan = self.say, self.plan
        reason = say(
            "{rated} of {ideas} ideas are rated, and an index needs {needed}",
            rated=plan.rated, ideas=len(plan.ideas), needed=plan.rated_needed,
        )  # fmt: skip
        return f"{self.of(say('Index'), say('none; {reason}', reason=reason))}."

    def unexamined(self, most: int | None) -> str:
        """Return what was not examined, of which so many parts are named at most; None for all."""
        say = self.say
        named = list(dict.fromkeys(self.place(each) for each in self.plan.unexamined))
        shown, left = named[:most], len(named[most:]) if most is not None else 0
        if left:
            shown.append(say.many("{number} more", "{number} more", left))
        return say(
            "Not examined yet, and asked about: {parts}. Look there first: what the strategy says already "
            "takes no effort.",
            parts=say.series(shown),
        )

    def place(self, pointer: str) -> str:
        """Return a part of the document that was not examined."""
        key, _, at = pointer.removeprefix("/").partition("/")
        kind = next(each for each in KINDS.values() if each.key == key)
        if at:
            return f"{kind_name(self.say, kind.name, 1)} {int(at) + 1}"
        return kind_name(self.say, kind.name, 1 if kind.single else SEVERAL)
