"""``assessor report``."""

from __future__ import annotations

from dataclasses import replace

import click

from assessor.cli.language import asking_for_language
from assessor.cli.options import (
    all_option,
    asking_for_format,
    language_for,
    output_option,
    pack_option,
    robustness_option,
    template_option,
    view_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.spoken import Command, argument
from assessor.errors import EXIT_DONE
from assessor.face import DEFAULTS, reword
from assessor.face import robustness as how_sure
from assessor.messages import Message
from assessor.pack.loading import load_pack
from assessor.reports.formats import FORMATS, render
from assessor.reports.registry import check_template, chosen
from assessor.scoring.saved import load_assessment


@click.command("report", cls=Command)
@argument("assessment", metavar=Message("ASSESSMENT"), type=click.Path())
@asking_for_format(FORMATS)
@output_option
@asking_for_language(
    Message(
        "Language: en, es, fr or pt, or another that the rule pack has. Without it, that of the saved "
        "assessment, whatever the environment says."
    )
)
@view_option
@template_option
@pack_option
@robustness_option
@all_option
def command(
    assessment: str,
    form: str | None,
    output: str | None,
    language: str | None,
    view: str | None,
    template: str | None,
    pack: str,
    robustness: bool,
    show_all: bool,
) -> int:
    """Show a saved assessment in another format or language. Nothing is evaluated again.

    ASSESSMENT is what 'assessor assess --format json' wrote, or - for standard input. Another language, and
    --robustness where it was not saved, need the rule pack that it was made with.
    """
    spare(output, assessment, template)
    form = chosen(FORMATS, form, output)
    check_template(FORMATS, form, template is not None)
    found = load_assessment(assessment)
    if language is not None and language != found.settings.language:
        rules = load_pack(pack)
        found = reword(found, language_for(rules, language), rules)
    if robustness and found.robustness is None:
        found = replace(found, robustness=how_sure(found, pack))
    own = None if pack == DEFAULTS.pack else pack
    asked = wishes(output, show_all, view, template, own)
    show(FORMATS[form], output, lambda: render(found, form, asked))
    return EXIT_DONE
