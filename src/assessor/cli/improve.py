"""``assessor improve``."""

from __future__ import annotations

from datetime import date

import click

from assessor.cli.options import (
    all_option,
    as_of_option,
    asking_for_format,
    engine_option,
    language_for,
    language_option,
    output_option,
    pack_option,
    strategy_argument,
    template_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.spoken import Command, option
from assessor.cli.terminal import waiting
from assessor.documents.reading import display_name, read_bytes
from assessor.errors import EXIT_BELOW, EXIT_DONE
from assessor.face import DEFAULTS, improve, prepare
from assessor.improving.aims import aim_of, wanted_from
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.reports.improvement.formats import IMPROVEMENT_FORMATS, render_improvement
from assessor.reports.registry import check_template, chosen
from assessor.strategy.loading import parse_strategy


@click.command("improve", cls=Command)
@strategy_argument
@option(
    "--to",
    "aims",
    multiple=True,
    metavar=Message("IDEA=LEVEL | index=N"),
    help=Message(
        "What should be reached, such as measurable=consolidated, or index=60. May be given several times."
    ),
)
@option(
    "--budget",
    type=int,
    metavar=Message("N"),
    help=Message("The most for an effort of N: 1 for each change with low effort, 3 for medium, 8 for high."),
)
@asking_for_format(IMPROVEMENT_FORMATS)
@output_option
@language_option
@template_option
@as_of_option
@engine_option
@pack_option
@option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=3600),
    default=DEFAULTS.seconds,
    show_default=True,
    metavar=Message("N"),
    help=Message("How long to look for the best plan."),
)
@all_option
def command(
    strategy: str,
    aims: tuple[str, ...],
    budget: int | None,
    form: str | None,
    output: str | None,
    language: str | None,
    template: str | None,
    as_of: date | None,
    engine: str,
    pack: str,
    seconds: float,
    show_all: bool,
) -> int:
    """Tell which changes reach an aim with the least effort, as a plan of work along the four stages.

    STRATEGY is a YAML or JSON file, or - for standard input. Without --to and --budget: the five changes that
    bring most for their effort. With --output draft.yaml, the strategy itself is written with the changes
    announced in it. The exit code is 1 if the aim is out of reach, or no plan was found in time.
    """
    spare(output, strategy, template)
    prepared, form = prepare(pack, engine=engine), chosen(IMPROVEMENT_FORMATS, form, output)
    check_template(IMPROVEMENT_FORMATS, form, template is not None)
    language = language_for(prepared.pack, language)
    wanted = wanted_from(aims, prepared.pack)
    aim_of(wanted, budget, prepared.pack, words_of(prepared.pack, language))  # before anything takes time
    source, name = read_bytes(strategy), display_name(strategy)
    loaded = parse_strategy(source, name=name)
    with waiting():
        plan = improve(
            loaded,
            wanted,
            prepared.pack,
            budget=budget,
            as_of=as_of,
            engine=engine,
            language=language,
            seconds=seconds,
        )
    asked = wishes(output, show_all, None, template, None)
    show(
        IMPROVEMENT_FORMATS[form],
        output,
        lambda: render_improvement(plan, form, asked, source=source.decode("utf-8-sig"), name=name),
    )
    return EXIT_BELOW if plan.outcome in ("out-of-reach", "not-found") else EXIT_DONE
