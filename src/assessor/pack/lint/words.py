"""Checks of one file in ``text/``: that its words are of something, and its braces are filled in."""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import Final

from assessor.documents.positions import Path
from assessor.pack import model as m
from assessor.pack.lint.found import Found, unknown

_PLACEHOLDERS: Final = ("applicable", "satisfied", "missing")


def words(pack: m.Pack, file: m.TextFile) -> Found:
    """Yield everything wrong."""
    for name, text in file.criteria.items():
        path: Path = ("criteria", name)
        if name not in pack.by_id:
            yield unknown(path, "criterion", name, pack.by_id)
        try:
            used = [
                field for _, field, _, _ in string.Formatter().parse(text.detail or "") if field is not None
            ]
        except ValueError:
            yield (*path, "detail"), "braces", "a brace stands alone", "write '{{' for a brace"
            continue
        for placeholder in used:
            if placeholder not in _PLACEHOLDERS:
                yield unknown((*path, "detail"), "placeholder", placeholder, _PLACEHOLDERS)
    known: dict[str, Iterable[str]] = {
        "ideas": [idea.id for idea in pack.about.ideas],
        "steps": [str(step.number) for step in pack.about.steps],
        "stages": pack.about.stages,
        "levels": [level.id for level in pack.about.levels.levels],
        "profiles": [profile.id for profile in pack.about.profiles],
    }
    for part, names in known.items():
        for name in getattr(file, part):
            if name not in names:
                yield unknown((part, name), part.removesuffix("s"), name, names)
