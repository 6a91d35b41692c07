"""Taking in filled sheets: in any order, again and again, and nothing is lost.

In: files. Out: what was taken in, what was refused and why. A file is kept as it came, under its digest; what
it says is written beside, as the next version of that rater's sheet.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from assessor.documents.problems import Problem, shorten
from assessor.documents.reading import read_bytes
from assessor.errors import InputOutputError, InvalidExerciseError
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.review.progress import Progress
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, is_same, latest, load, sheet_name, shown_pack
from assessor.review.records.files import text_of
from assessor.review.records.model import SELF, Rated, Received, Refusal, Sheet
from assessor.review.sheets.reading import read_sheet

State = Literal["new", "again", "unchanged"]
_SHORT: Final = 12
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}")
_SAVED: Final = re.compile(rb"<dcterms:modified[^>]{0,200}>([0-9T:.Z+-]{10,40})<")
_PROPERTIES: Final = "docProps/core.xml"
_MOST_PROPERTIES: Final = 100_000
"""Where a workbook says when it was saved, and how much is read of that. What ods says has no zone."""
_NAMELESS: Final = "–"
_LEFT_BY_PROGRAMS: Final = ("~$", ".")
"""How files begin that programs put beside those that are open."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sheet that was taken in, or was there already."""

    file: str
    host: str
    rater: str
    version: int
    state: State
    """Whether it is new, was taken in before as it is, or says what the latest version says."""
    changed: int = 0
    """Criteria of which it says something else than the version before."""
    strays: tuple[Message, ...] = ()
    """What was written where nothing is asked, and so is not taken in."""
    lost: int = 0
    """Criteria that the version before rates, and this one does not."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and every reason why."""

    file: str
    reasons: tuple[Message, ...]
    kept: str | None
    """Where in the exercise it is kept; None if it could not be read, or is too large."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of the files, in their order."""

    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: bytes
    digest: str
    sheet: Sheet | None
    reasons: tuple[Message, ...]
    strays: tuple[Message, ...] = ()
    saved: str | None = None
    """When it was saved last, as it says itself."""


def files_in(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Return files, and those within folders, in order; not what programs leave beside open files.

    Raises:
        InputOutputError: there is no such file.
    """
    found: list[Path] = []
    for each in paths:
        path = Path(each)
        if path.is_dir():
            found += sorted(
                inner
                for inner in path.rglob("*")
                if inner.is_file() and not inner.name.startswith(_LEFT_BY_PROGRAMS)
            )
        elif path.exists():
            found.append(path)
        else:
            read_bytes(path)  # says that it is not there, and what was perhaps meant
    return found


def collect(
    exercise: Exercise,
    paths: Iterable[str | os.PathLike[str]],
    pack: Pack,
    on: date,
    *,
    sender: str | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Take in filled sheets. What is refused is kept apart, with the reasons.

    Of several new sheets of one rater the one that was saved last becomes the latest version, whatever the
    order of the files.

    Args:
        exercise: the exercise; load it anew afterwards.
        paths: files, or folders with files.
        pack: the rules of the exercise.
        on: the day on which they are taken in.
        sender: who sent them, if that is known: sheets of others are then refused.
        progress: told of each file that is done.

    Raises:
        UsageError: the pack is another one, or nobody is assigned.
        InputOutputError: a file cannot be read, or the exercise cannot be written to.
    """
    exercise.check_pack(pack)
    names = files_in(paths)
    with exercise.folder.locked():
        exercise = load(exercise.folder.root)
        collector = _Collector(exercise, pack, on, sender)
        read = []
        for number, path in enumerate(names, 1):
            read.append(collector.read(path))
            if progress is not None:
                progress(number, len(names))
        return collector.keep(read)


class _Collector:
    def __init__(self, exercise: Exercise, pack: Pack, on: date, sender: str | None) -> None:
        self.exercise = exercise
        self.folder = exercise.folder
        self.criteria = [criterion.id for criterion in pack.criteria]
        self.on = on.isoformat()
        self.sender = sender

    # --- reading

    def read(self, path: Path) -> _File:
        """Read a file, and say everything that is wrong with it."""
        name = shorten(path.name, 200) or _NAMELESS
        try:
            data = read_bytes(path)
        except InputOutputError as error:
            if not path.exists():
                raise
            # What is too large or cannot be read is told, and does not keep the others out.
            return _File(name, b"", "", None, (error.message,))
        digest = f.digest_of(data)
        try:
            filled = read_sheet(data, name)
        except InvalidExerciseError as error:
            return _File(name, data, digest, None, tuple(_told(problem) for problem in error.problems))
        sheet = filled.record
        reasons = () if self._known(sheet, digest) else tuple(self._reasons(sheet))
        if reasons:
            return _File(name, data, digest, None, reasons)
        return _File(name, data, digest, sheet, (), filled.strays, _saved(data))

    def _known(self, sheet: Sheet, digest: str) -> int | None:
        """Return the version as which a file was taken in before, if it was."""
        for number in self.exercise.versions(sheet.host, sheet.rater):
            known = self.exercise.sheet_version(sheet.host, sheet.rater, number).received
            if known is not None and known.digest == digest:
                return number
        return None

    def _reasons(self, sheet: Sheet) -> Iterator[Message]:
        exercise, terms = self.exercise, self.exercise.terms
        if sheet.exercise != terms.id:
            yield Message(
                "it belongs to the exercise '{found}', and this one is '{expected}'",
                found=shorten(sheet.exercise),
                expected=terms.id,
            )
            return
        if not is_same(sheet.pack, terms.pack):
            yield Message(
                "it was made with the rules {found}, and the exercise is held by {expected}",
                found=shown_pack(sheet.pack),
                expected=shown_pack(terms.pack),
            )
        if not any(sheet.answers) and all(rated == Rated() for rated in sheet.ratings.values()):
            yield Message("nothing is filled in")
        yield from self._people(sheet)
        city = exercise.cities.get(sheet.host)
        if city is not None and sheet.strategy != city.digest:
            yield Message(
                "it judges another version of the strategy ({found}…) than the one under review "
                "({expected}…)",
                found=sheet.strategy[:_SHORT],
                expected=city.digest[:_SHORT],
            )
        record = exercise.consensus(sheet.host) if city is not None else None
        if record is not None:
            yield Message(
                "the meeting on '{host}' was held on {day}, and what was agreed there is not opened again",
                host=sheet.host,
                day=record.date,
            )
        unknown = [name for name in sheet.ratings if name not in self.criteria]
        if unknown and is_same(sheet.pack, terms.pack):
            yield Message("it rates what the rules do not have: {names}", names=tuple(unknown[:8]))

    def _people(self, sheet: Sheet) -> Iterator[Message]:
        exercise, host, rater = self.exercise, sheet.host, sheet.rater
        if self.sender is not None and rater != self.sender:
            yield Message(
                "it is the sheet of '{found}', and '{sender}' sent it", found=rater, sender=self.sender
            )
        if host not in exercise.cities:
            yield Message("there is no city '{name}' in the exercise", name=shorten(host))
        elif rater == SELF:
            return
        elif rater not in exercise.reviewers:
            yield Message("there is no reviewer '{name}' in the exercise", name=shorten(rater))
        elif exercise.reviewers[rater].city == host:
            yield Message(
                "'{name}' comes from '{host}', and nobody reviews their own city", name=rater, host=host
            )
        elif rater not in exercise.panels.get(host, ()):
            yield Message("'{name}' is not assigned to '{host}'", name=rater, host=host)

    # --- keeping

    def keep(self, files: list[_File]) -> Collected:
        """Write what was read. Several of one rater are written in the order in which they were saved."""
        taken: dict[int, Taken] = {}
        order = sorted(range(len(files)), key=lambda place: (*_age(files[place]), place))
        for place in order:
            if files[place].sheet is not None:
                taken[place] = self._take(files[place])
        refused = [self._refuse(each) for each in files if each.sheet is None]
        return Collected(tuple(taken[place] for place in sorted(taken)), tuple(refused))

    def _take(self, file: _File) -> Taken:
        sheet, exercise = file.sheet, self.exercise
        assert sheet is not None
        host, rater = sheet.host, sheet.rater
        versions = exercise.versions(host, rater)
        known = self._known(sheet, file.digest)
        if known is not None:
            return Taken(file.name, host, rater, known, "again")
        counts, last = latest((n, exercise.sheet_version(host, rater, n)) for n in versions)
        if last is not None and _says_the_same(last, sheet, file.saved):
            return Taken(file.name, host, rater, counts, "unchanged")
        # First the file as it came: what is read from it can be read again, and the other way round not.
        self.folder.add(f"{f.RECEIVED}/{file.digest}{_ending(file.name)}", file.data)
        received = Received(date=self.on, saved=file.saved, file=file.name, digest=file.digest)
        number = versions[-1] + 1 if versions else 1
        self.folder.add(
            sheet_name(host, rater, number), text_of(sheet.model_copy(update={"received": received}))
        )
        return Taken(
            file.name, host, rater, number, "new", _changes(last, sheet), file.strays, _lost(last, sheet)
        )

    def _refuse(self, file: _File) -> Refused:
        if not file.digest:
            return Refused(file.name, file.reasons, None)
        kept = f"{f.REFUSED}/{file.digest}{_ending(file.name)}"
        self.folder.add(kept, file.data)
        note = f"{f.REFUSED}/{file.digest}{f.REASONS}"
        if not self.folder.exists(note):
            refusal = Refusal(
                exercise=self.exercise.terms.id,
                date=self.on,
                file=file.name,
                digest=file.digest,
                reasons=[str(reason) for reason in file.reasons],
            )
            self.folder.add(note, text_of(refusal))
        return Refused(file.name, file.reasons, kept)


def _age(file: _File) -> tuple[str, int]:
    """Return what orders files by their age: when they were saved; or else how much they know."""
    return file.saved or "", len(file.sheet.corrections) if file.sheet else 0


def _told(problem: Problem) -> Message:
    """Return what is wrong, with its line if the file has lines."""
    if problem.line is None:
        return problem.message
    return Message("line {line}: {problem}", line=problem.line, problem=problem.message)


def _says_the_same(last: Sheet, sheet: Sheet, saved: str | None) -> bool:
    """Whether a sheet is the latest one once more. One that was saved later is not: it is the last word."""
    known = last.received.saved if last.received else None
    same = (last.ratings, last.answers, last.corrections) == (sheet.ratings, sheet.answers, sheet.corrections)
    return same and saved in (None, known)


def _changes(before: Sheet | None, sheet: Sheet) -> int:
    """Return of how many criteria a sheet says something else than the one before."""
    if before is None:
        return 0
    names = before.ratings.keys() | sheet.ratings.keys()
    return sum(before.ratings.get(name) != sheet.ratings.get(name) for name in names)


def _lost(before: Sheet | None, sheet: Sheet) -> int:
    """Return how many criteria have no rating any more that had one in the sheet before."""
    if before is None:
        return 0
    rated = [name for name, each in before.ratings.items() if each.rating is not None]
    return sum(sheet.ratings.get(name, Rated()).rating is None for name in rated)


def _ending(name: str) -> str:
    match = _ENDING.fullmatch(Path(name).suffix)
    return match[0].lower() if match else ""


def _saved(data: bytes) -> str | None:
    """Return when a workbook was saved last, as it says itself, in universal time.

    Nothing where it does not say, or does not say in which zone: such times cannot be compared.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_PROPERTIES) as file:
            match = _SAVED.search(file.read(_MOST_PROPERTIES))
        at = datetime.fromisoformat(match[1].decode("ascii")) if match else None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, RuntimeError, EOFError):
        return None
    return None if at is None or at.tzinfo is None else at.astimezone(UTC).isoformat(timespec="seconds")
