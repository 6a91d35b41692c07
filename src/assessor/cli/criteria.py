"""``assessor criteria`` and ``assessor criteria show``."""

from __future__ import annotations

import re
from typing import Final

import click

from assessor.cli import candidates
from assessor.cli.options import language_for, language_option, pack_option
from assessor.cli.output import emit
from assessor.cli.spoken import Group, WholeNumber, argument, option, said
from assessor.cli.terminal import page
from assessor.errors import UsageError
from assessor.messages import Message, listed
from assessor.pack.loading import load_pack
from assessor.pack.lookup import find_criterion, find_idea
from assessor.pack.model import Pack

_ID: Final = re.compile(r"[A-Za-z]{3}-[0-9]{2}")


class _Criteria(Group):
    """Knows that a criterion's id is no command, and which one was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and _ID.fullmatch(args[0]):
            command = f"assessor criteria show {args[0]}"
            message = Message("To see one criterion, write '{command}'.", command=command)
            raise click.UsageError(said(message), ctx)
        return super().resolve_command(ctx, args)


@click.group("criteria", cls=_Criteria, invoke_without_command=True)
@option(
    "--idea",
    metavar=Message("IDEA"),
    shell_complete=candidates.ideas,
    help=Message("Only criteria of this idea."),
)
@option(
    "--step",
    type=WholeNumber(),
    metavar="N",
    help=Message("Only criteria that serve this step of the route."),
)
@language_option
@pack_option
@click.pass_context
def command(ctx: click.Context, idea: str | None, step: int | None, language: str | None, pack: str) -> int:
    """List what is asked of a strategy; `criteria show ID` shows one criterion."""
    loaded = load_pack(pack)
    ctx.obj = loaded
    if ctx.invoked_subcommand is not None:
        return 0
    from assessor.reports.criteria_report import criteria_to_text

    _check(loaded, idea, step)
    language = language_for(loaded, language)
    emit(criteria_to_text(loaded, language, page(), idea=idea, step=step))
    return 0


def _check(pack: Pack, idea: str | None, step: int | None) -> None:
    if idea is not None:
        find_idea(pack, idea)
    steps = [entry.number for entry in pack.about.steps]
    if step is not None and step not in steps:
        message = Message(
            "There is no step {number}; possible: {numbers}.",
            number=step,
            numbers=listed(map(str, steps), 20),
        )
        raise UsageError(message)


@command.command("show")
@argument("criterion", metavar=Message("ID"), shell_complete=candidates.criteria)
@language_option
@option("--pack", "own", metavar=Message("PACK"), help=Message("Rule pack: its name, or its folder."))
@click.pass_obj
def show(pack: Pack, criterion: str, language: str | None, own: str | None) -> int:
    """Show one criterion: what it asks, why, what a good entry looks like, where it comes from."""
    from assessor.reports.criteria_report import criterion_to_text

    pack = pack if own is None else load_pack(own)
    found, language = find_criterion(pack, criterion), language_for(pack, language)
    emit(criterion_to_text(pack, found, language, page()))
    return 0
