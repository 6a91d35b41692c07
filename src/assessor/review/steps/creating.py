"""Beginning an exercise: its folder, with the terms and a copy of each strategy.

In: strategies and terms. Out: an ``Exercise``. Must never know: who reviews whom.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import ValidationError

from assessor.documents.problems import shorten
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import InputOutputError, UsageError
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.pack.model import Pack
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, load, ref_of
from assessor.review.records.files import text_of
from assessor.review.records.model import MOST_QUESTIONS, City, Dates, Mode, Reviewer, Terms
from assessor.review.steps.people import slug
from assessor.strategy.loading import parse_strategy

_ABOUT: Final = """\
# The terms of this exercise. They may be edited until reviewers are assigned: questions of the hosts,
# reviewers, dates. 'assessor schema review-terms' describes every field.
"""
_NOT_FOR_GIT: Final = ".lock\n.unfinished-*\n"


def new(
    folder: str | os.PathLike[str],
    strategies: Sequence[str | os.PathLike[str]],
    pack: Pack,
    as_of: date,
    *,
    title: str,
    id: str | None = None,  # noqa: A002 - it is called so in the file
    mode: Mode = "blind",
    language: str = "en",
    per_host: int = 4,
    dates: Dates | None = None,
) -> Exercise:
    """Begin an exercise in a folder of its own.

    Reviewers and guiding questions are added by ``with_reviewers`` and ``with_questions``, or by hand.

    Args:
        folder: the folder, which must be empty or not there yet.
        strategies: a file for each city.
        pack: the rules that it is held by.
        as_of: the day on which the rules judge the strategies.
        title: what it is called.
        id: its short name; made of the title unless given.
        mode: "blind" or "open".
        language: of whoever reads none that is offered.
        per_host: reviewers of each strategy.
        dates: until when what is due.

    Raises:
        UsageError: the terms are not possible.
        InputOutputError: a strategy cannot be read, or the folder is not empty or cannot be written to.
        InvalidStrategyError: a strategy is not valid.
    """
    words_of(pack, language)
    where = f.Folder(folder)
    _see_that_empty(where)
    cities, copies = _cities(strategies)
    try:
        terms = Terms(
            id=id or slug(title) or "exercise",
            title=title,
            pack=ref_of(pack),
            as_of=as_of.isoformat(),
            mode=mode,
            language=language,
            per_host=per_host,
            dates=dates or Dates(),
            cities=cities,
        )
    except ValidationError as error:
        first = error.errors()[0]
        told = Message(
            "The exercise's '{field}' cannot be '{value}'; '{command}' prints what is possible.",
            field=".".join(str(part) for part in first["loc"]),
            value=shorten(first["input"]),
            command="assessor schema review-terms",
        )
        raise UsageError(told) from None
    where.root.mkdir(parents=True, exist_ok=True)
    with where.locked():
        for name, data in copies.items():
            where.add(name, data)
        where.add(".gitignore", _NOT_FOR_GIT.encode())
        _write(where, terms)
    return load(folder)


def with_reviewers(exercise: Exercise, reviewers: Iterable[Reviewer]) -> Exercise:
    """Return the exercise with reviewers added to its terms.

    Raises:
        UsageError: reviewers are assigned already.
    """
    reviewers = [*exercise.terms.reviewers, *reviewers]
    return _with(exercise, exercise.terms.model_copy(update={"reviewers": reviewers}))


def with_questions(exercise: Exercise, questions: Mapping[str, Sequence[str]]) -> Exercise:
    """Return the exercise with guiding questions added to its terms.

    Args:
        exercise: the exercise.
        questions: by the id of the host that asks them; three at most.

    Raises:
        UsageError: there is no such city, it asks too much, or reviewers are assigned already.
    """
    for host, asked in questions.items():
        if len(exercise.city(host).questions) + len(asked) > MOST_QUESTIONS:
            told = Message(
                "'{host}' asks more than {most} questions, the most that are asked.",
                host=host,
                most=MOST_QUESTIONS,
            )
            raise UsageError(told)
    cities = [
        city.model_copy(update={"questions": [*city.questions, *questions.get(city.id, ())]})
        for city in exercise.terms.cities
    ]
    return _with(exercise, exercise.terms.model_copy(update={"cities": cities}))


def _with(exercise: Exercise, terms: Terms) -> Exercise:
    if exercise.panels:
        told = Message("Reviewers are assigned already, so the terms stay as they are.")
        raise UsageError(told)
    with exercise.folder.locked():
        _write(exercise.folder, terms)
    return load(exercise.folder.root)


def _write(folder: f.Folder, terms: Terms) -> None:
    folder.replace(f.TERMS, _ABOUT.encode() + text_of(terms))


def _see_that_empty(folder: f.Folder) -> None:
    try:
        is_empty = not folder.root.exists() or not any(folder.root.iterdir())
    except (OSError, ValueError):
        is_empty = False
    if not is_empty:
        told = Message(
            "'{folder}' is not empty; an exercise begins in a folder of its own.",
            folder=shorten(folder.root, 200),
        )
        raise InputOutputError(told)


def _cities(strategies: Sequence[str | os.PathLike[str]]) -> tuple[list[City], dict[str, bytes]]:
    """Return the cities whose strategies these are, and the copies that the exercise keeps of them."""
    cities: list[City] = []
    copies: dict[str, bytes] = {}
    for path in strategies:
        data, shown = read_bytes(path), display_name(path)
        name = parse_strategy(data, name=shown).territory.name
        key = slug(name) or f"city-{len(cities) + 1}"
        if key in {city.id for city in cities}:
            told = Message("Two strategies are of '{city}'; an exercise holds one of each city.", city=name)
            raise UsageError(told)
        ending = ".json" if shown.lower().endswith(".json") else ".yaml"
        city = City(id=key, name=name, strategy=f"{f.STRATEGIES}/{key}{ending}", digest=f.digest_of(data))
        cities.append(city)
        copies[city.strategy] = data
    if not cities:
        raise UsageError(Message("An exercise needs the strategy of at least one city."))
    return cities, copies
