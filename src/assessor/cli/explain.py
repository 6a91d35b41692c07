"""``assessor explain``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli import candidates
from assessor.cli.options import (
    as_of_option,
    engine_option,
    language_for,
    language_option,
    pack_option,
    strategy_argument,
)
from assessor.cli.output import emit
from assessor.cli.spoken import Command, argument
from assessor.cli.terminal import page
from assessor.face import explain, prepare
from assessor.messages import Message
from assessor.pack.lookup import find_criterion
from assessor.strategy.loading import load_strategy


@click.command("explain", cls=Command)
@strategy_argument
@argument("criterion", metavar=Message("CRITERION"), shell_complete=candidates.criteria)
@language_option
@as_of_option
@engine_option
@pack_option
def command(
    strategy: str, criterion: str, language: str | None, as_of: date | None, engine: str, pack: str
) -> int:
    """Tell why one criterion came out as it did: which items counted, which satisfied, and the arithmetic.

    STRATEGY is a YAML or JSON file, or - for standard input; CRITERION is an id such as MEA-02.
    """
    from assessor.reports.explain_report import explain_to_text

    prepared = prepare(pack, engine=engine)
    language = language_for(prepared.pack, language)
    found = find_criterion(prepared.pack, criterion)
    loaded = load_strategy(strategy)
    result = explain(loaded, found.id, prepared.pack, as_of=as_of, engine=engine, language=language)
    emit(explain_to_text(result, page()))
    return 0
