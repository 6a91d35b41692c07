"""``assessor review report``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from assessor.cli.options import (
    asking_for_format,
    language_for,
    language_option,
    output_option,
    pack_option,
    template_option,
    wishes,
)
from assessor.cli.output import show, spare
from assessor.cli.review.options import (
    exercise_argument,
    progress,
    reviewed,
    tell,
    write_into,
)
from assessor.cli.spoken import Command, option
from assessor.errors import EXIT_DONE, UsageError
from assessor.messages import Counted, Message
from assessor.reports.registry import Wishes, check_template, chosen, named
from assessor.review.results.reporting import Review
from assessor.review.showing.formats import EXERCISE_FORMATS, HOST_FORMATS, render_exercise, render_host


@click.command("report", cls=Command)
@exercise_argument
@option(
    "--host",
    metavar=Message("CITY"),
    help=Message("One city, by its id; without it, the report is on the whole exercise."),
)
@option(
    "--each",
    is_flag=True,
    help=Message("A report for each city, as files in the folder that --output names."),
)
@asking_for_format(HOST_FORMATS)
@output_option
@language_option
@template_option
@pack_option
def command(
    exercise: str,
    host: str | None,
    each: bool,
    form: str | None,
    output: str | None,
    language: str | None,
    template: str | None,
    pack: str,
) -> int:
    """Show the review of a city, or without --host of the whole exercise.

    Rules, the city itself, its peers and their meeting stand side by side, for each idea and criterion. While
    a blind review is not over, the report names no reviewer.
    """
    spare(output, template)
    form = chosen(HOST_FORMATS, form, None if each else output)
    check_template(HOST_FORMATS, form, template is not None)
    if host is None and not each:
        named(EXERCISE_FORMATS, form)
    review = reviewed(exercise, pack)
    told = language_for(review.pack, language)
    asked = wishes(output, False, None, template, None)
    with progress(Message("Working out reports")) as shown:
        if each:
            return _each(review, form, output, told, asked, shown)
        if host is not None:
            found = review.host(host, told)
            show(HOST_FORMATS[form], output, lambda: render_host(found, form, asked))
            return EXIT_DONE
        whole = review.whole(told, shown)
    show(EXERCISE_FORMATS[form], output, lambda: render_exercise(whole, form, asked))
    return EXIT_DONE


def _each(
    review: Review,
    form: str,
    output: str | None,
    language: str,
    asked: Wishes,
    shown: Callable[[int, int], None],
) -> int:
    """Write a report for each city."""
    if output in (None, "-"):
        raise UsageError(Message("Name the folder for the reports with --output."))
    hosts, ending = list(review.exercise.cities), HOST_FORMATS[form].endings[0]

    def files() -> Iterator[tuple[str, bytes]]:
        for done, host in enumerate(hosts, 1):
            content = render_host(review.host(host, language), form, asked)
            yield f"{host}{ending}", content.encode() if isinstance(content, str) else content
            shown(done, len(hosts))

    number = write_into(str(output), files())
    tell(Counted("{number} report was written.", "{number} reports were written.", number))
    return EXIT_DONE
