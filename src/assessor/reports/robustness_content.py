"""How sure levels are, as it stands on paper and in a workbook.

In: an ``Assessment`` that tells it. Out: blocks, and a table of figures. Must never know: what a page looks
like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from assessor.reports.blocks import Block, Column, Heading, Paragraph, Picture, PictureForm, Table
from assessor.reports.figures import bounds
from assessor.reports.robustness_words import RobustnessWords
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment
from assessor.scoring.figures import as_number
from assessor.scoring.robustness_result import Robustness

MOST_DECIDING: Final = 3
"""How many criteria are named that decide a level, where there is little room."""


def robustness_blocks(
    assessment: Assessment, robustness: Robustness, sentences: Sentences
) -> Iterator[Block]:
    """Yield how sure the levels of an assessment are."""
    words = RobustnessWords(robustness, sentences)
    say = sentences.say
    yield Heading(1, words.title())
    yield Paragraph(words.basis())
    shown = say("The interval of each idea on the levels; its figures stand in the table below.")
    yield Picture(partial(_drawn, assessment), shown, words.legend())
    columns = (
        Column("#", "number"), Column(say("Idea")), Column(say("Level")), Column(say("Between"), "number"),
        Column(say("Kept in")), Column(say("What decides it"), "long"),
    )  # fmt: skip
    rows = [
        (
            place,
            assessment.idea(each.id).title,
            words.level(each),
            words.range(each.spread),
            words.kept(each.kept),
            say.series(words.deciding(each.deciding, MOST_DECIDING)),
        )
        for place, each in enumerate(robustness.ideas, 1)
    ]
    yield Table(words.title(), columns, tuple(rows))
    if robustness.index is not None:
        yield Paragraph(" ".join(words.index(robustness.index)))
        decides = say.series(words.deciding(robustness.index.deciding, MOST_DECIDING))
        if decides:
            yield Paragraph(decides, label=say("What decides it"))
    yield Paragraph(words.limits(), "quiet")


def _drawn(assessment: Assessment, form: PictureForm) -> bytes:
    from assessor.reports.charts import picture

    return picture(assessment, "robustness", form)


def robustness_table(assessment: Assessment, robustness: Robustness, sentences: Sentences) -> Table:
    """Return how sure the level of each idea is, as figures to reckon with."""
    words = RobustnessWords(robustness, sentences)
    say = sentences.say
    columns = (
        Column("#", "number"), Column(say("Idea")), Column(say("Level")),
        Column(say("Draws of 100 that keep the level"), "number"), Column(say("Least"), "number"),
        Column(say("5 % below"), "number"), Column(say("5 % above"), "number"), Column(say("Most"), "number"),
        Column(say("What decides it"), "long"),
    )  # fmt: skip
    rows = [
        (
            place,
            assessment.idea(each.id).title,
            words.level(each),
            "" if each.kept is None else as_number(100 * each.kept),
            bounds(each.spread.least, each.spread.most)[0],
            *bounds(each.spread.lower, each.spread.upper),
            bounds(each.spread.least, each.spread.most)[1],
            say.series(words.deciding(each.deciding, len(each.deciding))),
        )
        for place, each in enumerate(robustness.ideas, 1)
    ]
    return Table(words.title(), columns, tuple(rows))
