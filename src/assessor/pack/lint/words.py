"""Checks of one file in ``text/``: that its words are of something, and its braces are filled in."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from assessor.documents.positions import Path
from assessor.messages import Message
from assessor.pack import model as m
from assessor.pack.lint.found import Found, no_entry, unknown
from assessor.strategy.vocabulary import VOCABULARIES

_PLACEHOLDERS: Final = ("applicable", "satisfied", "missing")
PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "undetermined": ("title",),
    "examine": ("recommendation",),
    "aims": ("aims",),
}
"""Sentences that are no rule's own, each with what is filled in."""
_ONE: Final = {"criteria": "criterion", "diagnoses": "diagnosis", "chain": "link"}
"""What one of each is called, where it is not the plural without its last letter."""


def named(pack: m.Pack) -> Mapping[str, Iterable[str]]:
    """Return what a pack has words for, by the part of the words."""
    consistency = pack.consistency
    return {
        "ideas": [idea.id for idea in pack.about.ideas],
        "stages": pack.about.stages,
        "steps": [str(step.number) for step in pack.about.steps],
        "levels": [level.id for level in pack.about.levels.levels],
        "profiles": [profile.id for profile in pack.about.profiles],
        "criteria": pack.by_id,
        "chain": [link.id for link in consistency.chain.links] if consistency else [],
        "contradictions": [rule.id for rule in consistency.contradictions] if consistency else [],
        "diagnoses": [rule.id for rule in pack.diagnoses],
        "views": [view.id for view in pack.views],
    }


def words(pack: m.Pack, file: m.TextFile) -> Found:
    """Yield everything wrong."""
    for part, names in named(pack).items():
        for name in getattr(file, part):
            if name not in names:
                yield unknown((part, name), _ONE.get(part, part.removesuffix("s")), name, names)
    for name, text in file.criteria.items():
        for form, sentence in zip(("one", "other"), text.detail, strict=False):
            yield from _braces(sentence, _PLACEHOLDERS, ("criteria", name, "detail", form))
    yield from _entries(file)
    for name, phrase in file.phrases.items():
        if name not in PHRASES:
            yield unknown(("phrases", name), "phrase", name, PHRASES)
        else:
            yield from _braces(phrase, PHRASES[name], ("phrases", name))


def _entries(file: m.TextFile) -> Found:
    for vocabulary, entries in file.entries.items():
        if vocabulary not in VOCABULARIES:
            yield unknown(("entries", vocabulary), "vocabulary", vocabulary, VOCABULARIES)
            continue
        for name in entries:
            if name not in VOCABULARIES[vocabulary]:
                yield no_entry(("entries", vocabulary, name), vocabulary, name)


def _braces(text: str, placeholders: Sequence[str], path: Path) -> Found:
    """Yield braces that stand alone, or hold what is not filled in."""
    try:
        used = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError:
        yield path, "braces", Message("a brace stands alone"), Message("write '{{' for a brace")
        return
    for placeholder in used:
        if placeholder not in placeholders:
            yield unknown(path, "placeholder", placeholder, placeholders)
