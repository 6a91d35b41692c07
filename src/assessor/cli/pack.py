"""``assessor pack check`` and ``assessor pack compile``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from assessor.cli.language import spoken_language_option
from assessor.cli.options import engine_option
from assessor.cli.output import emit
from assessor.cli.spoken import Group, argument, option, said
from assessor.documents.problems import SyntaxProblem, shorten
from assessor.documents.reading import read_bytes
from assessor.documents.writing import write_whole
from assessor.engine import choose_engine
from assessor.errors import InvalidPackError, UsageError
from assessor.face import DEFAULTS
from assessor.messages import Counted, Message
from assessor.pack.loading import check_translations, compile_pack, pack_folder, read_pack
from assessor.pack.model import ENGLISH, Pack
from assessor.pack.translations import catalogue_name
from assessor.scoring.examples import example_problems, examples_of

_folder = argument("pack", metavar=Message("[PACK]"), default=DEFAULTS.pack)


@click.group("pack", cls=Group)
@spoken_language_option
def command() -> None:
    """Check, compile or translate a rule pack."""


@command.command("check")
@_folder
@engine_option
@option(
    "--mutants",
    is_flag=True,
    help=Message("Also tell which small changes to a rule no example would notice."),
)
@spoken_language_option
def check(pack: str, engine: str, mutants: bool) -> int:
    """Check a rule pack: its form, its names, its words, and that each example comes out as it says.

    PACK is the folder of a pack, or the name of the one that travels with the program. Exit code 4 if
    anything is wrong.
    """
    loaded, trees = read_pack(pack)
    chosen = choose_engine(engine)
    check_translations(loaded)
    problems = example_problems(loaded, trees, chosen)
    if mutants and not problems:
        from assessor.scoring.mutants import mutant_problems

        problems = mutant_problems(loaded, trees, chosen)
    if problems:
        raise InvalidPackError(pack_folder(pack).as_posix(), problems)
    message = Message(
        "The pack '{name}' {version} is valid: {counts}, words in {languages}.",
        name=loaded.about.id,
        version=loaded.about.version,
        counts=tuple(_counts(loaded)),
        languages=tuple(sorted(loaded.texts)),
    )
    emit(said(message) + "\n")
    return 0


def _counts(pack: Pack) -> Iterator[Message]:
    """Yield how many there are of each part of a pack, without what it does without."""
    examples = sum(len(list(examples_of(criterion))) for criterion in pack.criteria)
    yield Counted("{number} idea", "{number} ideas", len(pack.about.ideas))
    yield Counted("{number} criterion", "{number} criteria", len(pack.criteria))
    yield Counted("{number} example", "{number} examples", examples)
    if pack.consistency and (found := len(pack.consistency.contradictions)):
        yield Counted("{number} contradiction", "{number} contradictions", found)
    if found := len(pack.diagnoses):
        yield Counted("{number} diagnosis", "{number} diagnoses", found)
    if found := len(pack.views):
        yield Counted("{number} view", "{number} views", found)


@command.command("compile")
@_folder
@spoken_language_option
def compile_(pack: str) -> int:
    """Write compiled.json into the folder of a pack, and a file for each language, so that it loads fast."""
    for name, data in compile_pack(pack).items():
        path = pack_folder(pack) / name
        write_whole(path, data)
        emit(said(Message("Wrote {name}.", name=shorten(path, 200))) + "\n")
    return 0


@command.command("translate")
@argument("pack", metavar=Message("PACK"))
@argument("target", metavar=Message("LANGUAGE"))
@spoken_language_option
def translate(pack: str, target: str) -> int:
    """Write text/LANGUAGE.po into the folder of a pack, or bring it up to date with the English words.

    It is a gettext catalogue, to be filled in with an editor for translations. What is new is empty; what
    English says differently now is marked, and not used until somebody has looked at it.
    """
    from assessor.pack import catalogue as c

    if not c.is_language(target):
        message = Message("'{name}' is no language; write its code, as in es or pt_BR.", name=shorten(target))
        raise UsageError(message)
    path = pack_folder(pack) / catalogue_name(target)
    loaded, _ = read_pack(pack)
    english = loaded.texts[ENGLISH]
    try:
        known = c.read_catalogue(read_bytes(path), path.as_posix(), target) if path.is_file() else None
    except SyntaxProblem as error:
        raise InvalidPackError(pack_folder(pack).as_posix(), [error.problem]) from None
    fresh = c.brought_up_to_date(known, english, target, loaded.about.id)
    write_whole(path, c.write_catalogue(fresh))
    found = c.progress(fresh, english)
    message = Message(
        "Wrote {name}: {done} of {all} translated, {fuzzy} of the others to be looked at again.",
        name=shorten(path, 200),
        done=found.done,
        all=found.done + len(found.missing),
        fuzzy=len(found.fuzzy),
    )
    emit(said(message) + "\n")
    return 0
