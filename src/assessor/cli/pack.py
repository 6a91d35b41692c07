"""``assessor pack check`` and ``assessor pack compile``."""

from __future__ import annotations

import click

from assessor.cli.shared import emit, engine_option, write_whole
from assessor.documents.problems import SyntaxProblem, shorten
from assessor.documents.reading import read_bytes
from assessor.engine import choose_engine
from assessor.errors import InvalidPackError, UsageError
from assessor.face import DEFAULTS
from assessor.pack.loading import check_translations, compile_pack, pack_folder, read_pack
from assessor.pack.model import ENGLISH
from assessor.pack.translations import catalogue_name
from assessor.scoring.examples import example_problems, examples_of

_folder = click.argument("pack", metavar="[PACK]", default=DEFAULTS.pack)


@click.group("pack")
def command() -> None:
    """Check, compile or translate a rule pack."""


@command.command("check")
@_folder
@engine_option
@click.option(
    "--mutants", is_flag=True, help="Also tell which small changes to a rule no example would notice."
)
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
    examples = sum(len(list(examples_of(criterion))) for criterion in loaded.criteria)
    contradictions = loaded.consistency.contradictions if loaded.consistency else []
    counts = [
        (len(loaded.about.ideas), "idea", "ideas"),
        (len(loaded.criteria), "criterion", "criteria"),
        (examples, "example", "examples"),
        (len(contradictions), "contradiction", "contradictions"),
        (len(loaded.diagnoses), "diagnosis", "diagnoses"),
        (len(loaded.views), "view", "views"),
    ]
    shown = ", ".join(f"{count} {one if count == 1 else several}" for count, one, several in counts if count)
    languages = ", ".join(sorted(loaded.texts))
    emit(f"The pack '{loaded.about.id}' {loaded.about.version} is valid: {shown}, words in {languages}.\n")
    return 0


@command.command("compile")
@_folder
def compile_(pack: str) -> int:
    """Write compiled.json into the folder of a pack, and a file for each language, so that it loads fast."""
    for name, data in compile_pack(pack).items():
        path = pack_folder(pack) / name
        write_whole(path, data)
        emit(f"Wrote {shorten(path, 200)}.\n")
    return 0


@command.command("translate")
@click.argument("pack", metavar="PACK")
@click.argument("language", metavar="LANGUAGE")
def translate(pack: str, language: str) -> int:
    """Write text/LANGUAGE.po into the folder of a pack, or bring it up to date with the English words.

    It is a gettext catalogue, to be filled in with an editor for translations. What is new is empty; what
    English says differently now is marked, and not used until somebody has looked at it.
    """
    from assessor.pack import catalogue as c

    if not c.is_language(language):
        raise UsageError(f"'{shorten(language)}' is no language; write its code, as in es or pt_BR.")
    path = pack_folder(pack) / catalogue_name(language)
    loaded, _ = read_pack(pack)
    english = loaded.texts[ENGLISH]
    try:
        known = c.read_catalogue(read_bytes(path), path.as_posix(), language) if path.is_file() else None
    except SyntaxProblem as error:
        raise InvalidPackError(pack_folder(pack).as_posix(), [error.problem]) from None
    fresh = c.brought_up_to_date(known, english, language, loaded.about.id)
    write_whole(path, c.write_catalogue(fresh))
    found = c.progress(fresh, english)
    emit(
        f"Wrote {shorten(path, 200)}: {found.done} of {found.done + len(found.missing)} translated, "
        f"{len(found.fuzzy)} of the others to be looked at again.\n"
    )
    return 0
