"""Checks of one file in ``criteria/``: ids, steps, references, and the checks themselves."""

from __future__ import annotations

from assessor.documents.positions import Path
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.lint.conditions import Conditions
from assessor.pack.lint.found import Found, unknown
from assessor.strategy.vocabulary import VOCABULARIES


class Criteria:
    """Checks of one file in ``criteria/``."""

    def __init__(self, pack: m.Pack, file: m.CriteriaFile) -> None:
        self.pack = pack
        self.file = file
        self.conditions = Conditions(pack.about.parts)

    def found(self) -> Found:
        """Yield everything wrong."""
        ideas = {idea.id: idea.code for idea in self.pack.about.ideas}
        if self.file.idea not in ideas:
            yield unknown(("idea",), "idea", self.file.idea, ideas)
            return
        counts = [c.id for c in self.pack.criteria]
        for index, criterion in enumerate(self.file.criteria):
            path: Path = ("criteria", index)
            code = ideas[self.file.idea]
            if not criterion.id.startswith(code + "-"):
                message = Message(
                    "'{name}' does not begin with '{code}', the code of '{idea}'",
                    name=criterion.id,
                    code=code,
                    idea=self.file.idea,
                )
                yield (*path, "id"), "wrong-code", message, None
            if counts.count(criterion.id) > 1:
                message = Message("the criterion '{name}' stands twice in the pack", name=criterion.id)
                yield (*path, "id"), "twice", message, None
            yield from self._criterion(criterion, path)

    def _criterion(self, criterion: m.Criterion, path: Path) -> Found:
        yield from steps(self.pack, criterion, (*path, "steps"))
        for index, entry in enumerate(criterion.dimensions):
            if entry not in VOCABULARIES["dimension"]:
                yield unknown((*path, "dimensions", index), "dimension", entry, VOCABULARIES["dimension"])
        yield from reference(criterion, (*path, "reference"))
        yield from self.conditions.check(criterion.check, (*path, "check"))


def steps(pack: m.Pack, rule: m.Criterion | m.Contradiction, path: Path) -> Found:
    """Yield the steps that a rule names and the pack does not have."""
    known = [step.number for step in pack.about.steps]
    for index, number in enumerate(rule.steps):
        if number not in known:
            yield unknown((*path, index), "step", str(number), map(str, known))


def reference(rule: m.Criterion | m.Contradiction | m.Diagnosis, path: Path) -> Found:
    """Yield what is wrong with where a rule comes from."""
    if rule.provenance == "practice" and rule.reference.work is None:
        yield path, "no-work", Message("a rule from practice names the `work` that it comes from"), None
    if rule.provenance != "practice" and rule.reference.chapter is None:
        message = Message("a rule from the text, or our reading of it, names the `chapter`")
        yield path, "no-chapter", message, None
