"""``assessor assess``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from assessor.cli import candidates
from assessor.cli.gate_lines import tell
from assessor.cli.gating import asked_for, gate_options, spare_baseline, verdict_on, write_baseline
from assessor.cli.options import (
    all_option,
    as_of_option,
    asking_for_format,
    engine_option,
    language_for,
    language_option,
    output_option,
    pack_option,
    robustness_option,
    strategy_argument,
    template_option,
    view_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.spoken import Command, option
from assessor.errors import EXIT_BELOW, EXIT_DONE
from assessor.face import DEFAULTS, assess, prepare
from assessor.gating.judging import with_gate
from assessor.messages import Message
from assessor.reports.formats import FORMATS, check_view, render
from assessor.reports.registry import check_template, chosen
from assessor.strategy.loading import load_strategy

if TYPE_CHECKING:
    from assessor.scoring.gated import Severity


@click.command("assess", cls=Command)
@strategy_argument
@asking_for_format(FORMATS)
@output_option
@language_option
@option(
    "--profile",
    shell_complete=candidates.profiles,
    default=DEFAULTS.profile,
    metavar=Message("PROFILE"),
    help=Message("Other weights, for a second score beside the first."),
)
@view_option
@template_option
@as_of_option
@engine_option
@pack_option
@gate_options
@option(
    "--write-baseline",
    "written",
    type=click.Path(),
    metavar=Message("FILE"),
    help=Message("Write what is found today as a baseline, for --baseline."),
)
@robustness_option
@all_option
def command(
    strategy: str,
    form: str | None,
    output: str | None,
    language: str | None,
    profile: str | None,
    view: str | None,
    template: str | None,
    as_of: date | None,
    engine: str,
    pack: str,
    fail_on: Severity | None,
    baseline: str | None,
    thresholds: tuple[str, ...],
    written: str | None,
    robustness: bool,
    show_all: bool,
) -> int:
    """Tell how a strategy stands on the ideas of a rule pack, why, and what to do next.

    STRATEGY is a YAML or JSON file, or - for standard input. With --profile, thresholds on the index and on
    ideas are those of the profile's score.
    """
    spare(output, strategy, template, baseline)
    if written is not None:
        spare_baseline(written, output, strategy, template, baseline)
    prepared, form = prepare(pack, engine=engine), chosen(FORMATS, form, output)
    check_template(FORMATS, form, template is not None)
    check_view(form, view, [each.id for each in prepared.pack.views])
    language = language_for(prepared.pack, language)
    asked = asked_for(fail_on, baseline, thresholds, prepared.pack)
    loaded = load_strategy(strategy)
    result = assess(
        loaded, prepared.pack, profile=profile, as_of=as_of, engine=engine, language=language,
        robustness=robustness,
    )  # fmt: skip
    verdict = verdict_on(result, asked)
    shown = result if asked.baseline is None else with_gate(result, fail_on, asked.baseline)
    own = None if pack == DEFAULTS.pack else pack
    wished = wishes(output, show_all, view, template, own)
    show(FORMATS[form], output, lambda: render(shown, form, wished))
    if written is not None:
        write_baseline(result, written)
    tell(result, asked, verdict)
    return EXIT_DONE if verdict.passed else EXIT_BELOW
