"""What is said of how sure levels are, whatever the format.

In: a ``Robustness`` within an ``Assessment``, and its language. Out: words and sentences without any markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from assessor.reports.figures import interval, number
from assessor.reports.sentences import Sentences
from assessor.scoring.robustness_result import (
    Deciding,
    IdeaRobustness,
    IndexRobustness,
    Robustness,
    Spread,
)


class RobustnessWords:
    """The sentences about how sure the levels of one assessment are."""

    def __init__(self, robustness: Robustness, sentences: Sentences) -> None:
        self.robustness = robustness
        self.sentences = sentences
        self.say = sentences.say

    def title(self) -> str:
        """Return what the part is called."""
        return self.say("How sure are the levels?")

    def basis(self) -> str:
        """Return what was varied, and what the figures say."""
        varied = number(100 * self.robustness.varied)
        drawn = self.say.many(
            "The scores in {number} draw, in which every weight may be up to {varied} % lighter or heavier.",
            "The scores in {number} draws, in which every weight may be up to {varied} % lighter or heavier.",
            self.robustness.draws,
            varied=varied,
        )
        unknown = self.say("What was not examined is taken as it is shown, and at its best.")
        return f"{drawn} {unknown}"

    def limits(self) -> str:
        """Return what is not varied."""
        return self.say(
            "Only weights, what is unknown and the mean of the index are varied: not what is asked, the "
            "cut-offs, or what was written down."
        )

    def legend(self) -> str:
        """Return what is to be known of the picture."""
        return self.say(
            "Thick: the central 90 % of the draws. Thin: all of them. Diamond: the score; a second "
            "one stands where it could be at best. Beside the name: how "
            "many of 100 draws keep the level."
        )

    def level(self, found: IdeaRobustness) -> str:
        """Return the level of an idea, or that it is not rated."""
        return self.say("not rated") if found.level is None else self.sentences.levels[found.level]

    def range(self, spread: Spread) -> str:
        """Return between which scores all draws lie."""
        return interval(spread.least, spread.most)

    def kept(self, share: Fraction | None) -> str:
        """Return in how many draws a level is kept; nothing where there is none."""
        return "" if share is None else self._draws(share)

    def of_100(self, share: Fraction) -> str:
        """Return the same in few signs, for a picture."""
        return f"{number(100 * share)}/100"

    def _draws(self, share: Fraction) -> str:
        """Return a share as a number of 100 draws, never more than it is."""
        if share == 1:
            return self.say("all draws")
        if 100 * share < 1:
            return self.say("fewer than 1 of 100 draws")
        return self.say("{number} of 100 draws", number=number(100 * share))

    def standing(self, level: str | None, kept: Fraction | None, spread: Spread) -> str:
        """Return a level, in how many draws it is kept, and between which scores they lie."""
        where = self.say("not rated")
        if level is not None and kept is not None:
            named = self.sentences.levels[level]
            where = self.say("{level} in {draws}", level=named, draws=self._draws(kept))
        return self.say.series((where, self._between(spread)))

    def _between(self, spread: Spread) -> str:
        least, _, most = self.range(spread).partition("–")
        if most:
            return self.say("between {least} and {most}", least=least, most=most)
        return self.say("always {score}", score=least)

    def index(self, found: IndexRobustness) -> list[str]:
        """Return how sure the index is: sentences."""
        standing = self.standing(found.level, found.kept, found.spread)
        means = self.say(
            "With the arithmetic mean of the ideas {arithmetic}, with the geometric, in which a strong idea "
            "does not make up for a weak one, {geometric}.",
            arithmetic=self.range(found.arithmetic), geometric=self.range(found.geometric),
        )  # fmt: skip
        own = self.say("The index has no level of its own: this is the one of an idea with its score.")
        return [f"{self.sentences.of(self.say('Index'), standing)}.", means, own]

    def deciding(self, found: Sequence[Deciding], most: int) -> list[str]:
        """Return what a level hangs on, and what that would change; as many as asked for."""
        return list(self._deciding(found))[:most]

    def _deciding(self, found: Sequence[Deciding]) -> Iterator[str]:
        held = [each for each in found if each.moved == "floor"]
        # They come up together, so that they are told together.
        for (level, share), group in groupby(held, key=lambda each: (each.level, each.share)):
            yield self._told(", ".join(each.criterion for each in group), "floor", level, share)
        for each in found:
            if each.moved != "floor":
                yield self._told(each.criterion, each.moved, each.level, each.share)

    def _told(self, criteria: str, moved: str, level: str, share: Fraction) -> str:
        say, title = self.say, self.sentences.levels[level]
        if moved == "floor":
            how = say("with {criteria} at the floor", criteria=criteria)
        elif moved == "examined":
            how = say("with {criteria} at best, once examined", criteria=criteria)
        elif moved == "met":
            how = say("with {criteria} met", criteria=criteria)
        else:
            how = say("without {criteria}", criteria=criteria)
        return self.sentences.of(how, say("{level} in {draws}", level=title, draws=self._draws(share)))
