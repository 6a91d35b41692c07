"""An exercise as a whole: everything that its folder holds, each part read when it is asked for.

In: the folder of an exercise. Out: an ``Exercise``, or what is wrong with one of its files. Must never know:
what is made of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeVar

from assessor.documents.problems import Problem, no_such, shorten
from assessor.errors import InputOutputError, InvalidExerciseError, UsageError
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.review.records import folder as f
from assessor.review.records.files import File, parse, text_of
from assessor.review.records.model import (
    SELF,
    Assignments,
    City,
    Consensus,
    Correction,
    Form,
    PackRef,
    Panel,
    Refusal,
    Responses,
    Reviewer,
    Sheet,
    Terms,
)
from assessor.strategy.loading import parse_strategy
from assessor.strategy.model import Strategy

Named = TypeVar("Named", City, Reviewer)
_SHORT: Final = 12
"""Digits of a digest that are enough to tell two apart."""


class Exercise:
    """One exercise. What was read is kept; after writing, load it anew.

    ``terms`` says what was agreed. Everything else is read from the folder when it is asked for.
    """

    def __init__(self, folder: f.Folder) -> None:
        """Read the terms.

        Raises:
            InputOutputError: there is no exercise in the folder, or it cannot be read.
            InvalidExerciseError: the terms are not valid, or name what is not there.
        """
        if not folder.exists(f.TERMS):
            told = Message(
                "There is no exercise in '{folder}'; '{command}' begins one.",
                folder=shorten(folder.root, 200),
                command="assessor review new",
            )
            raise InputOutputError(told)
        self.folder = folder
        self.terms = parse(folder.read(f.TERMS), self._name(f.TERMS), Terms)
        self._refuse(f.TERMS, odds_of(self.terms))
        self.cities: Mapping[str, City] = {city.id: city for city in self.terms.cities}
        self.reviewers: Mapping[str, Reviewer] = {each.id: each for each in self.terms.reviewers}
        self._strategies: dict[str, Strategy] = {}
        self._sheets: dict[tuple[str, str], tuple[int, Sheet] | tuple[int, None]] = {}

    # --- who and whose

    def city(self, name: str) -> City:
        """Return a host by its id, or by its name.

        Raises:
            UsageError: there is no such city in the exercise.
        """
        name = next((city.id for city in self.cities.values() if city.name == name), name)
        told = Message("There is no city '{name}' in the exercise", name=shorten(name))
        return _found(name, self.cities, told)

    def reviewer(self, name: str) -> Reviewer:
        """Return a reviewer by the id.

        Raises:
            UsageError: there is no such reviewer in the exercise.
        """
        told = Message("There is no reviewer '{name}' in the exercise", name=shorten(name))
        return _found(name, self.reviewers, told)

    @cached_property
    def assignments(self) -> Assignments | None:
        """Who reviews whom; None before anybody is assigned.

        Raises:
            InvalidExerciseError: the file of assignments is not valid.
        """
        if not self.folder.exists(f.ASSIGNMENTS):
            return None
        found = self._parsed(f.ASSIGNMENTS, Assignments)
        self._refuse(f.ASSIGNMENTS, _odds_of_panels(found.panels, self))
        return found

    @cached_property
    def panels(self) -> Mapping[str, tuple[str, ...]]:
        """Who reviews each host, by ids; empty before anybody is assigned.

        Raises:
            InvalidExerciseError: the file of assignments is not valid.
        """
        panels = self.assignments.panels if self.assignments else ()
        return {panel.host: tuple(panel.reviewers) for panel in panels}

    def panel(self, host: str) -> tuple[str, ...]:
        """Return the ids of those who review a host.

        Raises:
            UsageError: nobody is assigned yet.
        """
        if host not in self.panels:
            told = Message(
                "Nobody is assigned to '{host}' yet; '{command}' assigns reviewers.",
                host=shorten(host),
                command="assessor review assign",
            )
            raise UsageError(told)
        return self.panels[host]

    def hosts_of(self, reviewer: str) -> tuple[str, ...]:
        """Return the hosts that somebody reviews."""
        return tuple(host for host, panel in self.panels.items() if reviewer in panel)

    # --- what is reviewed

    def strategy(self, host: str) -> Strategy:
        """Return a host's strategy, as it was when the exercise began.

        Raises:
            InvalidExerciseError: the file is no longer what it was.
            InvalidStrategyError: it is not valid.
        """
        if host not in self._strategies:
            city = self.city(host)
            data = self.folder.read(city.strategy)
            digest = f.digest_of(data)
            if digest != city.digest:
                told = Message(
                    "the strategy of '{host}' was changed after the exercise began: its digest is {found}…, "
                    "and was {expected}…",
                    host=host,
                    found=digest[:_SHORT],
                    expected=city.digest[:_SHORT],
                )
                self._refuse(city.strategy, [told])
            self._strategies[host] = parse_strategy(data, name=city.strategy)
        return self._strategies[host]

    def check_pack(self, pack: Pack) -> None:
        """See that a pack is the one that the exercise is held by.

        Raises:
            UsageError: it is another one, or another version.
        """
        if not is_same(self.terms.pack, ref_of(pack)):
            told = Message(
                "This exercise is held by {needed}; the rule pack here is {found}. Name the right one with "
                "--pack.",
                needed=shown_pack(self.terms.pack),
                found=shown_pack(ref_of(pack)),
            )
            raise UsageError(told)

    def check_own(self, record: Form) -> None:
        """See that a record belongs to this exercise.

        Raises:
            UsageError: it belongs to another one.
        """
        if record.exercise != self.terms.id:
            told = Message(
                "The file belongs to the exercise '{found}', and this one is '{expected}'.",
                found=shorten(record.exercise),
                expected=self.terms.id,
            )
            raise UsageError(told)

    # --- what raters and hosts said

    def sheet(self, host: str, rater: str) -> Sheet | None:
        """Return the latest sheet of a rater about a host; None if none was taken in."""
        return self._latest(host, rater)[1]

    def latest_version(self, host: str, rater: str) -> int:
        """Return the number of the latest sheet of a rater about a host; 0 if none was taken in."""
        return self._latest(host, rater)[0]

    def _latest(self, host: str, rater: str) -> tuple[int, Sheet] | tuple[int, None]:
        key = host, rater
        if key not in self._sheets:
            numbers = self.versions(host, rater)
            self._sheets[key] = latest((n, self.sheet_version(host, rater, n)) for n in numbers)
        return self._sheets[key]

    def versions(self, host: str, rater: str) -> list[int]:
        """Return the numbers of the sheets that were taken in of a rater about a host."""
        return self.folder.numbers(f"{f.SHEETS}/{host}", rater)

    def sheet_version(self, host: str, rater: str, number: int) -> Sheet:
        """Return one sheet of a rater about a host."""
        return self._parsed(sheet_name(host, rater, number), Sheet)

    def peers(self, host: str) -> Mapping[str, Sheet]:
        """Return the latest sheets of those who review a host, by their ids."""
        found = {rater: self.sheet(host, rater) for rater in self.panels.get(host, ())}
        return {rater: sheet for rater, sheet in found.items() if sheet is not None}

    def own(self, host: str) -> Sheet | None:
        """Return the sheet by which a host rates itself."""
        return self.sheet(host, SELF)

    def corrections(self, host: str) -> tuple[Correction, ...]:
        """Return the corrections of fact by a host, the first one first."""
        return tuple(self._numbered(f.CORRECTIONS, host, Correction))

    def consensus(self, host: str) -> Consensus | None:
        """Return the record of a host's meeting: the latest; None before the meeting."""
        *_, last = None, *self._numbered(f.CONSENSUS, host, Consensus)
        return last

    def responses(self, host: str) -> Responses | None:
        """Return a host's answers to what is recommended to it: the latest; None before."""
        *_, last = None, *self._numbered(f.RESPONSES, host, Responses)
        return last

    def refusals(self) -> list[str]:
        """Return the names of the files that were refused, and not taken in later."""
        taken = {name.partition(".")[0] for name in self.folder.names(f.RECEIVED)}
        notes = [name for name in self.folder.names(f.REFUSED) if name.endswith(f.REASONS)]
        found = [self._parsed(f"{f.REFUSED}/{name}", Refusal) for name in notes]
        return [each.file for each in found if each.digest not in taken]

    def is_veiled(self, host: str) -> bool:
        """Whether it is still to be kept from a host who reviews it."""
        return self.terms.mode == "blind" and self.consensus(host) is None

    # --- reading and writing

    def record(self, folder: str, host: str, make: Callable[[int], Form]) -> str:
        """Write a record of a host beside those that are there. To be called with the lock.

        Returns:
            The name of its file.
        """
        number = self.folder.next_number(folder, host)
        name = f"{folder}/{host}-{number}.yaml"
        self.folder.add(name, text_of(make(number)))
        return name

    def _numbered(self, folder: str, host: str, model: type[File]) -> Iterator[File]:
        for number in self.folder.numbers(folder, host):
            yield self._parsed(f"{folder}/{host}-{number}.yaml", model)

    def _parsed(self, name: str, model: type[File]) -> File:
        found = parse(self.folder.read(name), self._name(name), model)
        exercise = getattr(found, "exercise", self.terms.id)
        if exercise != self.terms.id:
            told = Message(
                "it belongs to the exercise '{found}', and this one is '{expected}'",
                found=shorten(exercise),
                expected=self.terms.id,
            )
            self._refuse(name, [told])
        return found

    def _name(self, name: str) -> str:
        return shorten(self.folder.path(name), 200)

    def _refuse(self, name: str, told: Iterable[Message]) -> None:
        shown = self._name(name)
        problems = [Problem("not-accepted", each, shown) for each in told]
        if problems:
            raise InvalidExerciseError(shown, problems)


def load(path: str | os.PathLike[str]) -> Exercise:
    """Read an exercise.

    Args:
        path: its folder.

    Raises:
        InputOutputError: there is none, or it cannot be read.
        InvalidExerciseError: its terms are not valid.
    """
    return Exercise(f.Folder(path))


def latest(sheets: Iterable[tuple[int, Sheet]]) -> tuple[int, Sheet] | tuple[int, None]:
    """Return the latest of the sheets of a rater with its number, of all in the order in which they came in.

    A file that was saved before another one, but came in after it, is not later; nor is one that does not say
    when it was saved, and knows fewer corrections of fact. Where there is none, the number is 0.
    """
    last: tuple[int, Sheet] | None = None
    for number, sheet in sheets:
        if last is None or not _is_older(sheet, last[1]):
            last = number, sheet
    return last or (0, None)


def _is_older(sheet: Sheet, other: Sheet) -> bool:
    times = [each.received.saved if each.received else None for each in (sheet, other)]
    if all(times):
        return str(times[0]) < str(times[1])
    return set(sheet.corrections) < set(other.corrections)


def sheet_name(host: str, rater: str, number: int) -> str:
    """Return the name of the file of a sheet."""
    return f"{f.SHEETS}/{host}/{rater}-{number}.yaml"


def ref_of(pack: Pack) -> PackRef:
    """Return what tells a pack from others."""
    return PackRef(id=pack.about.id, version=pack.about.version, digest=pack.digest)


def is_same(pack: PackRef, other: PackRef) -> bool:
    """Whether two packs are the same in the same version. The digest tells whether not a word differs."""
    return (pack.id, pack.version) == (other.id, other.version)


def shown_pack(pack: PackRef) -> str:
    """Return how a pack is named in a sentence."""
    return f"{shorten(pack.id)} {shorten(pack.version)}"


def _found(name: str, among: Mapping[str, Named], told: Message) -> Named:
    found = among.get(name)
    if found is None:
        raise no_such(told, name, among)
    return found


def odds_of(terms: Terms) -> Iterator[Message]:
    """Yield what the terms say twice, or name without saying what it is."""
    names = [*(city.id for city in terms.cities), *(each.id for each in terms.reviewers)]
    # Files are named after ids, and some systems take upper and lower case for the same.
    lower = [name.lower() for name in names]
    for name in dict.fromkeys(name for name in names if lower.count(name.lower()) > 1):
        yield Message("the id '{name}' is given twice", name=name)


def _odds_of_panels(panels: Iterable[Panel], exercise: Exercise) -> Iterator[Message]:
    seen: set[str] = set()
    for panel in panels:
        host = panel.host
        if host not in exercise.cities:
            yield Message("there is no city '{name}' in the terms", name=host)
        if host in seen:
            yield Message("'{host}' has two panels", host=host)
        seen.add(host)
        for name in dict.fromkeys(panel.reviewers):
            if panel.reviewers.count(name) > 1:
                yield Message("'{name}' is assigned twice to '{host}'", name=name, host=host)
            if name not in exercise.reviewers:
                yield Message("there is no reviewer '{name}' in the terms", name=name)
            elif exercise.reviewers[name].city == host:
                yield Message(
                    "'{name}' comes from '{host}', and nobody reviews their own city", name=name, host=host
                )
