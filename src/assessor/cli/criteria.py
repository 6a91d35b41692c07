"""``assessor criteria`` and ``assessor criteria show``."""

from __future__ import annotations

import re
from typing import Final

import click

from assessor.cli import candidates
from assessor.cli.shared import emit, language_option, pack_option, page
from assessor.documents.problems import listed
from assessor.errors import UsageError
from assessor.face import DEFAULTS
from assessor.pack.loading import load_pack
from assessor.pack.lookup import find_criterion, find_idea
from assessor.pack.model import Pack

_ID: Final = re.compile(r"[A-Za-z]{3}-[0-9]{2}")


class _Criteria(click.Group):
    """Knows that a criterion's id is no command, and which one was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and _ID.fullmatch(args[0]):
            raise click.UsageError(f"To see one criterion, write 'assessor criteria show {args[0]}'.", ctx)
        return super().resolve_command(ctx, args)


@click.group("criteria", cls=_Criteria, invoke_without_command=True)
@click.option("--idea", metavar="IDEA", shell_complete=candidates.ideas, help="Only criteria of this idea.")
@click.option("--step", type=int, metavar="N", help="Only criteria that serve this step of the route.")
@language_option
@pack_option
@click.pass_context
def command(ctx: click.Context, idea: str | None, step: int | None, language: str | None, pack: str) -> int:
    """List what is asked of a strategy; `criteria show ID` shows one criterion."""
    loaded = load_pack(pack)
    ctx.obj = (loaded, language)
    if ctx.invoked_subcommand is not None:
        return 0
    from assessor.reports.criteria_report import criteria_to_text

    _check(loaded, idea, step)
    emit(criteria_to_text(loaded, language or DEFAULTS.language, page(), idea=idea, step=step))
    return 0


def _check(pack: Pack, idea: str | None, step: int | None) -> None:
    if idea is not None:
        find_idea(pack, idea)
    steps = [entry.number for entry in pack.about.steps]
    if step is not None and step not in steps:
        raise UsageError(f"There is no step {step}; possible: {listed(map(str, steps), 20)}.")


@command.command("show")
@click.argument("criterion", metavar="ID", shell_complete=candidates.criteria)
@language_option
@click.option("--pack", "own", metavar="PACK", help="Rule pack: its name, or its folder.")
@click.pass_obj
def show(given: tuple[Pack, str | None], criterion: str, language: str | None, own: str | None) -> int:
    """Show one criterion: what it asks, why, what a good entry looks like, where it comes from."""
    from assessor.reports.criteria_report import criterion_to_text

    # Both options may stand before `show` as well.
    pack = given[0] if own is None else load_pack(own)
    language = language or given[1] or DEFAULTS.language
    emit(criterion_to_text(pack, find_criterion(pack, criterion), language, page()))
    return 0
