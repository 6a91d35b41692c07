"""``assessor assess``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import click

from assessor.cli import candidates
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
from assessor.cli.spoken import Command, option, spoken
from assessor.documents.problems import shorten
from assessor.errors import EXIT_BELOW, EXIT_DONE, UsageError
from assessor.face import DEFAULTS, assess, prepare
from assessor.messages import Message
from assessor.pack.lookup import find_idea
from assessor.reports.figures import figure
from assessor.reports.formats import FORMATS, check_view, render
from assessor.reports.registry import check_template, chosen
from assessor.strategy.loading import load_strategy

if TYPE_CHECKING:
    from assessor.pack.model import Pack
    from assessor.scoring.assessment import Assessment, Index
    from assessor.speech import Speech

Threshold = tuple[str | None, Fraction]
"""An idea, or None for the index, and the least score."""
_NUMBER: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,12})?")


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
@option(
    "--fail-under",
    "thresholds",
    multiple=True,
    metavar=Message("N | IDEA=N"),
    help=Message(
        "End with exit code 1 if the index, or an idea, is below N of 100. May be given several times."
    ),
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
    thresholds: tuple[str, ...],
    robustness: bool,
    show_all: bool,
) -> int:
    """Tell how a strategy stands on the ideas of a rule pack, why, and what to do next.

    STRATEGY is a YAML or JSON file, or - for standard input. With --profile, thresholds on the index and on
    ideas are those of the profile's score.
    """
    spare(output, strategy, template)
    prepared, form = prepare(pack, engine=engine), chosen(FORMATS, form, output)
    check_template(FORMATS, form, template is not None)
    check_view(form, view, [each.id for each in prepared.pack.views])
    language = language_for(prepared.pack, language)
    wanted = [_threshold(text, prepared.pack) for text in thresholds]
    loaded = load_strategy(strategy)
    result = assess(
        loaded, prepared.pack, profile=profile, as_of=as_of, engine=engine, language=language,
        robustness=robustness,
    )  # fmt: skip
    own = None if pack == DEFAULTS.pack else pack
    asked = wishes(output, show_all, view, template, own)
    show(FORMATS[form], output, lambda: render(result, form, asked))
    below = list(_below(result, wanted))
    for message in below:
        click.echo(message, err=True)
    return EXIT_BELOW if below else EXIT_DONE


def _threshold(text: str, pack: Pack) -> Threshold:
    idea, equals, number = text.rpartition("=")
    if equals:
        find_idea(pack, idea)
    if not _NUMBER.fullmatch(number) or Fraction(number) > 100:
        example = f"{pack.about.ideas[0].id}=40"
        message = Message(
            "'{text}' is no threshold; write a number from 0 to 100, or {example}.",
            text=shorten(text),
            example=example,
        )
        raise UsageError(message)
    return (idea if equals else None), Fraction(number)


def _below(result: Assessment, thresholds: list[Threshold]) -> Iterator[str]:
    """Yield a sentence for each threshold that is not reached. What counts is what the document shows."""
    say = spoken()
    second = result.second if result.settings.profile is not None else None
    index = second.index if second else result.index
    found = {i.id: (i.score, i.high) for i in (second.ideas if second else result.ideas)}
    for idea, least in thresholds:
        title = None if idea is None else result.idea(idea).title
        score, high = (index.score, index.high) if idea is None else found.get(idea, (None, None))
        if score is None or high is None:
            yield _no_score(title, index, say)
        elif score < least:
            yield _too_low(title, _shown_score(score, high, say), say.number(least), say)


def _no_score(idea: str | None, index: Index, say: Speech) -> str:
    if idea is not None:
        return say("Below the threshold: {idea} is out of scope and has no score.", idea=idea)
    return say.many(
        "Below the threshold: there is no index; only {number} idea is rated.",
        "Below the threshold: there is no index; only {number} ideas are rated.",
        index.rated,
    )


def _too_low(idea: str | None, score: str, least: str, say: Speech) -> str:
    if idea is not None:
        return say(
            "Below the threshold: {idea} is {score}, and should be at least {least}.",
            idea=idea, score=score, least=least,
        )  # fmt: skip
    return say(
        "Below the threshold: the index is {score}, and should be at least {least}.", score=score, least=least
    )


def _shown_score(score: Fraction, high: Fraction, say: Speech) -> str:
    shown = say.decimal(figure(score))
    if score == high:
        return shown
    return say("{score} (up to {high} once all is examined)", score=shown, high=say.decimal(figure(high)))
