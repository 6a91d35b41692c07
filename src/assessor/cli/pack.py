"""``assessor pack check`` and ``assessor pack compile``."""

from __future__ import annotations

import click

from assessor.cli.shared import emit, engine_option, write_whole
from assessor.documents.problems import shorten
from assessor.engine import choose_engine
from assessor.errors import InvalidPackError
from assessor.face import DEFAULTS
from assessor.pack.loading import COMPILED, compile_pack, pack_folder, read_pack
from assessor.scoring.examples import example_problems, examples_of

_folder = click.argument("pack", metavar="[PACK]", default=DEFAULTS.pack)


@click.group("pack")
def command() -> None:
    """Check or compile a rule pack."""


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
    """Write compiled.json into the folder of a pack, so that it loads fast."""
    path = pack_folder(pack) / COMPILED
    write_whole(path, compile_pack(pack))
    emit(f"Wrote {shorten(path, 200)}.\n")
    return 0
