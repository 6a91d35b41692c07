"""How sure levels are, as text to read in a terminal.

In: an ``Assessment`` that tells it, and a ``Page``. Out: renderables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from assessor.reports.canvas import NARROW, Page, grid, heading, indented, words
from assessor.reports.robustness_words import RobustnessWords
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment
from assessor.scoring.robustness_result import Deciding, IdeaRobustness

_ALL: Final = 100


def robustness_parts(
    assessment: Assessment, sentences: Sentences, page: Page, everything: bool
) -> Iterator[RenderableType]:
    """Yield how sure the levels of an assessment are; nothing if it does not tell.

    Args:
        assessment: what is shown.
        sentences: its language.
        page: where it is set.
        everything: whether all is told that decides a level, and not only what decides it most.
    """
    if assessment.robustness is None:
        return
    told = RobustnessWords(assessment.robustness, sentences)
    part = _Part(assessment, told, page, _ALL if everything else 1)
    yield heading(told.title())
    yield part.quiet(told.basis())
    yield from part.ideas(assessment.robustness.ideas)
    index = assessment.robustness.index
    if index is not None:
        first, *rest = told.index(index)
        yield Text()
        yield indented(words(first, "bold"), 0, page)
        yield part.quiet(" ".join(rest))
        yield from part.deciding(index.deciding)
    yield part.quiet(told.limits())


class _Part:
    """How the parts are set on a page."""

    def __init__(self, assessment: Assessment, told: RobustnessWords, page: Page, most: int) -> None:
        self.assessment = assessment
        self.told = told
        self.page = page
        self.most = most

    def quiet(self, text: str, by: int = 0) -> RenderableType:
        return indented(words(text, "dim"), by, self.page)

    def deciding(self, found: Sequence[Deciding]) -> Iterator[RenderableType]:
        for text in self.told.deciding(found, self.most):
            yield self.quiet(text, 5)

    def ideas(self, ideas: Sequence[IdeaRobustness]) -> Iterator[RenderableType]:
        """Yield the ideas in columns; in sentences where there is no room for them."""
        narrow = self.page.width < NARROW
        widest = min(24, max([14, *(len(self.told.level(each)) for each in ideas)]))
        if not narrow:
            say = self.told.say
            yield self._columns("", "", [say("Level"), say("Between"), say("Kept in")], widest, "dim")
        for place, each in enumerate(ideas, 1):
            title = self.assessment.idea(each.id).title
            if narrow:
                yield self._sentence(place, title, each)
            else:
                cells = self.told.level(each), self.told.range(each.spread), self.told.kept(each.kept)
                yield self._columns(f"{place:>2}", title, cells, widest, "")
            yield from self.deciding(each.deciding)

    def _columns(
        self, place: str, title: str, cells: Sequence[str], widest: int, style: str
    ) -> RenderableType:
        level, between, kept = cells
        table = grid(2, 30, widest, 7, None)
        score = Text(between, style=style, justify="right")
        table.add_row(Text(place, style="dim"), words(title), words(level, style), score, words(kept, style))
        return table

    def _sentence(self, place: int, title: str, each: IdeaRobustness) -> RenderableType:
        table = grid(2, None)
        standing = self.told.standing(each.level, each.kept, each.spread)
        table.add_row(Text(f"{place:>2}", style="dim"), words(self.told.sentences.of(title, standing)))
        return table
