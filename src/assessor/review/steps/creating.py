"""Beginning an exercise: its folder, with the terms and a copy of each strategy.

In: strategies and terms. Out: an ``Exercise``. Must never know: who reviews whom.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from assessor.documents.problems import no_such, shorten
from assessor.documents.reading import display_name, read_bytes
from assessor.documents.refusal import reason_of
from assessor.errors import InputOutputError, UsageError
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.pack.model import Pack
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, load, odds_of, ref_of
from assessor.review.records.files import text_of
from assessor.review.records.model import MOST_QUESTIONS, City, Dates, Mode, Reviewer, Terms
from assessor.review.steps.people import read_reviewers, slug
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
    reviewers: str | os.PathLike[str] | Sequence[Reviewer] = (),
    questions: Mapping[str, Sequence[str]] | None = None,
) -> Exercise:
    """Begin an exercise in a folder of its own. Where anything is wrong, nothing is written.

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
        reviewers: a table of them, as ``read_reviewers`` reads it, or they themselves; or none yet.
        questions: what hosts ask their peers, by their ids; three each at most.

    Raises:
        UsageError: the terms are not possible.
        InputOutputError: a file cannot be read, or the folder is not empty or cannot be written to.
        InvalidStrategyError: a strategy is not valid.
    """
    words_of(pack, language)
    where = f.Folder(folder)
    _see_that_empty(where)
    cities, copies = _cities(strategies)
    given = {
        "id": id or slug(title) or "exercise",
        "title": title,
        "pack": ref_of(pack),
        "as_of": as_of.isoformat(),
        "mode": mode,
        "language": language,
        "per_host": per_host,
        "dates": dates or Dates(),
        "cities": _asking(cities, questions or {}),
        "reviewers": _people(reviewers, cities),
    }
    terms = _terms(given)
    try:
        where.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = Message(
            "'{name}' cannot be written: {reason}.", name=shorten(where.root, 200), reason=reason_of(error)
        )
        raise InputOutputError(told) from None
    with where.locked():
        for name, data in copies.items():
            where.add(name, data)
        where.add(".gitignore", _NOT_FOR_GIT.encode())
        where.add(f.TERMS, _ABOUT.encode() + text_of(terms))
    return load(folder)


def _terms(given: Mapping[str, Any]) -> Terms:
    """Return terms, if they are possible."""
    try:
        terms = Terms(**given)
    except ValidationError as error:
        first = error.errors()[0]
        told = Message(
            "The exercise's '{field}' cannot be '{value}'; '{command}' prints what is possible.",
            field=".".join(str(part) for part in first["loc"]),
            value=shorten(first["input"]),
            command="assessor schema review-terms",
        )
        raise UsageError(told) from None
    for told in odds_of(terms):
        raise UsageError(Message("{sentence}.", sentence=told))
    return terms


def _people(reviewers: str | os.PathLike[str] | Sequence[Reviewer], cities: Sequence[City]) -> list[Reviewer]:
    if isinstance(reviewers, str | os.PathLike):
        return read_reviewers(reviewers, cities)
    return list(reviewers)


def _asking(cities: Sequence[City], questions: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return cities with what they ask their peers."""
    names = [city.id for city in cities]
    for host, asked in questions.items():
        if host not in names:
            raise no_such(
                Message("There is no city '{name}' in the exercise", name=shorten(host)), host, names
            )
        if len(asked) > MOST_QUESTIONS:
            told = Message(
                "'{host}' asks more than {most} questions, the most that are asked.",
                host=host,
                most=MOST_QUESTIONS,
            )
            raise UsageError(told)
    # Made anew and not copied, so that what is asked is judged like the rest.
    return [{**city.model_dump(), "questions": list(questions.get(city.id, ()))} for city in cities]


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
