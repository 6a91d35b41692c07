"""``assessor compare``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import (
    as_of_option,
    asking_for_format,
    engine_option,
    language_for,
    output_option,
    pack_option,
    template_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.spoken import Command, argument, option, spoken
from assessor.cli.telling import to_stderr
from assessor.comparing.editions import needs_pack
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import EXIT_BELOW, EXIT_DONE, UsageError
from assessor.face import compare
from assessor.messages import Message
from assessor.pack.loading import load_pack
from assessor.reports.comparison.formats import COMPARISON_FORMATS, render_comparison
from assessor.reports.registry import check_template, chosen
from assessor.scoring.assessment import Assessment
from assessor.scoring.saved import is_assessment, parse_assessment
from assessor.strategy.loading import parse_strategy

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.strategy.model import Strategy

_LEAST: Final = 2


@click.command("compare", cls=Command)
@argument("files", metavar=Message("OLD NEW [LATER]..."), nargs=-1, required=True, type=click.Path())
@asking_for_format(COMPARISON_FORMATS)
@output_option
@asking_for_language(
    Message(
        "Language: en, es, fr or pt, or another that the rule pack has. Without it, that of the environment, "
        "or of the last file if all are saved assessments."
    )
)
@template_option
@as_of_option
@engine_option
@pack_option
@option(
    "--old-pack",
    metavar=Message("PACK"),
    help=Message("The rule pack that OLD was assessed with, or is to be; that of --pack if not given."),
)
@option(
    "--fail-on-new",
    is_flag=True,
    help=Message("End with exit code 1 if the last file has a finding that is new, known, and counts."),
)
@option(
    "--all",
    "show_all",
    is_flag=True,
    help=Message("In text, name every finding that stands, and every item."),
)
def command(
    files: tuple[str, ...],
    form: str | None,
    output: str | None,
    language: str | None,
    template: str | None,
    as_of: date | None,
    engine: str,
    pack: str,
    old_pack: str | None,
    fail_on_new: bool,
    show_all: bool,
) -> int:
    """Tell what changed from one strategy to a later one: scores, and findings new, fixed and standing.

    OLD, NEW and LATER are strategies (YAML, JSON) or saved assessments (JSON), the earliest first; - is
    standard input. More than two give a trend.
    """
    if len(files) < _LEAST:
        raise UsageError(Message("Name at least two strategies or saved assessments to compare."))
    spare(output, *files, template)
    form = chosen(COMPARISON_FORMATS, form, output)
    check_template(COMPARISON_FORMATS, form, template is not None)
    editions = [_read(file) for file in files]
    saved = [each for each in editions if isinstance(each, Assessment)]
    if language is None and len(saved) == len(editions):
        told_in = saved[-1].settings.language
        rules = load_pack(pack) if needs_pack(editions, told_in) else None
    else:
        rules = load_pack(pack)
        told_in = language_for(rules, language)
    found = compare(*editions, pack=rules, old_pack=old_pack, as_of=as_of, engine=engine, language=told_in)
    asked = wishes(output, show_all, None, template, None)
    show(COMPARISON_FORMATS[form], output, lambda: render_comparison(found, form, asked))
    return _ended(found) if fail_on_new else EXIT_DONE


def _read(file: str) -> Strategy | Assessment:
    """Return what a file holds; which of the two it is, its content tells."""
    data, name = read_bytes(file), display_name(file)
    return parse_assessment(data, name=name) if is_assessment(data, name) else parse_strategy(data, name=name)


def _ended(found: Comparison) -> int:
    """Say how many findings are new, and return how the command ends."""
    new = [each.criterion for each in found.steps[-1].findings if each.counts_as_new]
    if not new:
        return EXIT_DONE
    told = spoken().many(
        "{number} new finding: {criteria}.",
        "{number} new findings: {criteria}.",
        len(new),
        criteria=", ".join(new),
    )
    to_stderr(told)
    return EXIT_BELOW
