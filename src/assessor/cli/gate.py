"""``assessor gate``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from assessor.cli import candidates
from assessor.cli.gate_lines import tell
from assessor.cli.gating import asked_for, gate_options, verdict_on
from assessor.cli.options import (
    as_of_option,
    engine_option,
    language_for,
    language_option,
    pack_option,
    strategies_argument,
)
from assessor.cli.output import spare
from assessor.cli.spoken import Command, option
from assessor.cli.telling import worst_of
from assessor.errors import EXIT_BELOW, EXIT_DONE, UsageError
from assessor.face import DEFAULTS, assess, prepare
from assessor.messages import Message
from assessor.strategy.loading import load_strategy

if TYPE_CHECKING:
    from assessor.scoring.gated import Severity


@click.command("gate", cls=Command)
@strategies_argument
@gate_options
@option(
    "--profile",
    shell_complete=candidates.profiles,
    default=DEFAULTS.profile,
    metavar=Message("PROFILE"),
    help=Message("Other weights: thresholds are then on the profile's score."),
)
@as_of_option
@engine_option
@pack_option
@language_option
def command(
    strategies: tuple[str, ...],
    fail_on: Severity | None,
    baseline: str | None,
    thresholds: tuple[str, ...],
    profile: str | None,
    as_of: date | None,
    engine: str,
    pack: str,
    language: str | None,
) -> int:
    """Tell what fails in one strategy or several, and nothing else: for pipelines and hooks.

    STRATEGY is a YAML or JSON file, or - for standard input. Say what fails with --fail-on, --baseline or
    --fail-under, which mean what they mean to 'assessor assess'. All strategies are looked at; the exit code
    is the highest that any of them gives.
    """
    spare(None, *strategies, baseline)
    if len(strategies) > 1 and baseline is not None:
        raise UsageError(Message("A baseline is of one strategy; name one strategy with --baseline."))
    prepared = prepare(pack, engine=engine)
    told_in = language_for(prepared.pack, language)
    asked = asked_for(fail_on, baseline, thresholds, prepared.pack)
    if not asked.anything:
        raise UsageError(Message("Say what fails: with --fail-on, --baseline or --fail-under."))

    def judge(strategy: str) -> int:
        loaded = load_strategy(strategy)
        result = assess(loaded, prepared.pack, profile=profile, as_of=as_of, engine=engine, language=told_in)
        verdict = verdict_on(result, asked)
        tell(result, asked, verdict, of=strategy if len(strategies) > 1 else None)
        return EXIT_DONE if verdict.passed else EXIT_BELOW

    return worst_of(strategies, judge)
