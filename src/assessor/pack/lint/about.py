"""Checks of ``pack.yaml``, and of what only the whole pack shows."""

from __future__ import annotations

from typing import Final

from assessor.messages import Message, listed
from assessor.pack import model as m
from assessor.pack.lint.conditions import field_of, no_field
from assessor.pack.lint.found import Found, no_entry, twice, unknown
from assessor.pack.lint.words import named
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES

_MOST_ESSENTIALS: Final = 3
_PHRASES: Final = ("undetermined", "examine")
"""Phrases that every pack needs."""


class About:
    """Checks of ``pack.yaml``, and of what only the whole pack shows."""

    def __init__(self, pack: m.Pack) -> None:
        self.pack = pack
        self.about = pack.about

    def found(self) -> Found:
        """Yield everything wrong."""
        yield from self._names()
        yield from self._levels()
        yield from self._parts()
        yield from self._profiles()
        yield from self._aims()
        yield from self._ideas()
        yield from self._texts()

    def _aims(self) -> Found:
        for kind, fields in self.about.aims.items():
            if kind not in KINDS:
                yield unknown(("aims", kind), "kind", kind, KINDS)
                continue
            for index, name in enumerate(fields):
                field = field_of(kind, name)
                if field is None:
                    yield no_field(kind, name, ("aims", kind, index))
                elif field.sort != "entry":
                    message = Message("`{name}` of '{kind}' is of no vocabulary", name=name, kind=kind)
                    yield ("aims", kind, index), "wrong-field", message, None

    def _names(self) -> Found:
        for index, name in twice(idea.id for idea in self.about.ideas):
            yield ("ideas", index, "id"), "twice", Message("the idea '{name}' stands twice", name=name), None
        for index, name in twice(idea.code for idea in self.about.ideas):
            message = Message("the code '{name}' stands twice", name=name)
            yield ("ideas", index, "code"), "twice", message, None
        for index, number in twice(str(step.number) for step in self.about.steps):
            message = Message("step {number} stands twice", number=number)
            yield ("steps", index, "number"), "twice", message, None
        numbers = {step.number for step in self.about.steps}
        for index, step in enumerate(self.about.steps):
            if step.stage not in self.about.stages:
                yield unknown(("steps", index, "stage"), "stage", step.stage, self.about.stages)
            for place, earlier in enumerate(step.after):
                # Only earlier ones: so steps never wait for each other.
                if earlier >= step.number or earlier not in numbers:
                    message = Message(
                        "step {number} comes after step {other}, which is no earlier step",
                        number=step.number,
                        other=earlier,
                    )
                    yield ("steps", index, "after", place), "step-order", message, None

    def _levels(self) -> Found:
        levels = self.about.levels
        starts = [level.from_ for level in levels.levels]
        wrong = [n for n, start in enumerate(starts) if (start <= starts[n - 1] if n else start != 0)]
        if wrong:
            message = Message(
                "levels begin at {numbers}; they must begin at 0 and rise", numbers=listed(map(str, starts))
            )
            yield ("levels", "levels", wrong[0], "from"), "levels", message, None
        if levels.cap not in (level.id for level in levels.levels):
            yield unknown(("levels", "cap"), "level", levels.cap, [level.id for level in levels.levels])
        if levels.index_from > len(self.about.ideas):
            message = Message(
                "an index needs {needed} rated ideas; there are {ideas}",
                needed=levels.index_from,
                ideas=len(self.about.ideas),
            )
            yield ("levels", "index_from"), "index", message, None

    def _parts(self) -> Found:
        for name, part in self.about.parts.items():
            if name in VOCABULARIES:
                message = Message("'{name}' is the name of a whole vocabulary", name=name)
                yield ("parts", name), "taken", message, None
            if part.of not in VOCABULARIES:
                yield unknown(("parts", name, "of"), "vocabulary", part.of, VOCABULARIES)
                continue
            for index, entry in enumerate(part.entries):
                if entry not in VOCABULARIES[part.of]:
                    yield no_entry(("parts", name, "entries", index), part.of, entry)

    def _profiles(self) -> Found:
        ideas = [idea.id for idea in self.about.ideas]
        for index, name in twice(profile.id for profile in self.about.profiles):
            message = Message("the profile '{name}' stands twice", name=name)
            yield ("profiles", index, "id"), "twice", message, None
        for index, profile in enumerate(self.about.profiles):
            for idea in profile.ideas:
                if idea not in ideas:
                    yield unknown(("profiles", index, "ideas", idea), "idea", idea, ideas)
            for criterion in profile.criteria:
                if criterion not in self.pack.by_id:
                    yield unknown(
                        ("profiles", index, "criteria", criterion), "criterion", criterion, self.pack.by_id
                    )
            if profile.ideas and not any(profile.ideas.get(idea, 1) for idea in ideas):
                yield ("profiles", index), "no-weight", Message("all ideas have the weight 0"), None

    def _ideas(self) -> Found:
        for index, idea in enumerate(self.about.ideas):
            criteria = [c for c in self.pack.criteria if self.pack.idea_of[c.id] == idea.id]
            if not criteria:
                message = Message("no file in criteria/ is about '{name}'", name=idea.id)
                yield ("ideas", index), "no-criteria", message, None
            essentials = sum(1 for criterion in criteria if criterion.essential is not None)
            if criteria and not 1 <= essentials <= _MOST_ESSENTIALS:
                message = Message(
                    "'{name}' has {number} essential criteria; an idea has one to three",
                    name=idea.id,
                    number=essentials,
                )
                yield ("ideas", index), "essentials", message, None

    def _texts(self) -> Found:
        words = self.pack.texts.get(m.ENGLISH)
        if words is None:
            hint = Message("add a file in text/en/")
            yield (), "no-text", Message("the pack has no words in English"), hint
            return
        if words.title == words.language:
            yield (), "no-text", Message("text/en/ has no `title` of the pack"), None
        needed = {**named(self.pack), "phrases": _PHRASES}
        for part, names in needed.items():
            missing = [name for name in names if name not in getattr(words, part)]
            if missing:
                message = Message(
                    "text/en/ has no words for {names} under `{part}`", names=listed(missing), part=part
                )
                yield (), "no-text", message, None
        yield from self._view_texts(words)
        for rule in self.pack.diagnoses:
            known = words.diagnoses[rule.id].evidence if rule.id in words.diagnoses else {}
            for test in m.tests_of(rule.when):
                if test.id is not None and test.id not in known:
                    message = Message(
                        "text/en/ has no words for `diagnoses` of '{name}', evidence '{evidence}'",
                        name=rule.id,
                        evidence=test.id,
                    )
                    yield (), "no-text", message, None

    def _view_texts(self, words: m.Texts) -> Found:
        for view in self.pack.views:
            tables = words.views[view.id].tables if view.id in words.views else {}
            for table in view.tables:
                columns = tables[table.id].columns if table.id in tables else {}
                missing = [column.id for column in table.columns if column.id and column.id not in columns]
                if missing or table.id not in tables:
                    message = Message(
                        "text/en/ has no words for all of `views` of '{name}', table '{table}'",
                        name=view.id,
                        table=table.id,
                    )
                    yield (), "no-text", message, None
