"""Assigning reviewers to hosts in an exercise.

In: an exercise. Out: the exercise with its assignments, and what could not be had.
"""

from __future__ import annotations

from assessor.errors import UsageError
from assessor.messages import Message
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.files import text_of
from assessor.review.records.model import Assignments
from assessor.review.steps.assigning import Shortcomings, balanced, shortcomings


def assign(exercise: Exercise, seed: int) -> tuple[Exercise, Shortcomings]:
    """Assign reviewers to every host, as ``balanced`` finds them.

    May be done again until the first sheet is in.

    Args:
        exercise: the exercise, whose terms name the reviewers.
        seed: decides between assignments that are as good as each other, and mixes the numbers by which
            reviewers go in a blind exercise; so keep it from hosts.

    Raises:
        UsageError: sheets are in already, or there are too few reviewers.
    """
    with exercise.folder.locked():
        exercise = load(exercise.folder.root)
        if any(exercise.folder.names(f"{f.SHEETS}/{host}") for host in exercise.cities):
            raise UsageError(Message("Sheets are in already, so the assignments stay as they are."))
        terms = exercise.terms
        languages = {host: exercise.strategy(host).document.language for host in exercise.cities}
        panels = balanced(terms.cities, terms.reviewers, terms.per_host, languages=languages, seed=seed)
        record = Assignments(exercise=terms.id, seed=seed, panels=list(panels))
        exercise.folder.replace(f.ASSIGNMENTS, text_of(record))
    return load(exercise.folder.root), shortcomings(panels, terms.reviewers, languages=languages)
