"""How the scores changed, split into what the strategy changed and what the rules changed.

In: two assessments, and perhaps the later strategy assessed with the rules of the earlier. Out: changes of
ideas and of the index. The formulas, for the score S of an idea and with w, v for weights and values:

    change = S(after) - S(before)
    assessed again:   document = S(later strategy, earlier rules) - S(before)
                      pack     = S(after) - S(later strategy, earlier rules)
    by criteria:      document = 100 · Σ w(before) · (v(after) - v(before)) / Σ w(before),
                                 over the criteria of both whose rule is the same
                      either   = the same, over the criteria of both whose rule is another
                      pack     = the rest: weights, and criteria that came or went
    index: the means of the parts of the ideas, and the rest is of the pack

What saved figures lost by rounding is put where a part is that cannot be found otherwise, so that the parts
add up to the change exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assessor.comparing.figures import moved
from assessor.comparing.records import CriterionChange, IdeaChange, Method, Rule, Scored, Split
from assessor.scoring.assessment import Assessment, CriterionResult, IdeaResult
from assessor.scoring.exact import ZERO


def method_of(before: Assessment, after: Assessment, again: Assessment | None) -> Method:
    """Return how changes between two assessments can be split."""
    if before.pack.digest == after.pack.digest:
        return "same-rules"
    return "by-criteria" if again is None else "assessed-again"


def ideas_changed(
    before: Assessment, after: Assessment, again: Assessment | None = None
) -> tuple[IdeaChange, ...]:
    """Return each idea before and after, in the order of the later assessment, and then those that went.

    Args:
        before: the earlier assessment.
        after: the later one.
        again: the later strategy assessed with the rules of the earlier, if it could be.
    """
    method = method_of(before, after, again)
    old, new = ({idea.id: idea for idea in each.ideas} for each in (before, after))
    between = {idea.id: idea for idea in again.ideas} if again and method == "assessed-again" else {}
    return tuple(
        _Idea(old.get(name), new.get(name), between.get(name), method).change()
        for name in dict.fromkeys((*new, *old))
    )


def index_changed(before: Assessment, after: Assessment, ideas: Sequence[IdeaChange]) -> Split | None:
    """Return the change of the index; None where one of the two has none."""
    if before.index.score is None or after.index.score is None:
        return None
    change = after.index.score - before.index.score
    splits = [each.split for each in ideas if each.split is not None]
    size = len(before.ideas)
    document = sum((split.document for split in splits), ZERO) / size
    either = sum((split.either for split in splits), ZERO) / size
    has_pack = len(splits) < len(ideas) or any(split.pack for split in splits)
    return _settled(change, document, either, has_pack=has_pack, has_either=bool(either))


def scored(idea: IdeaResult | None) -> Scored | None:
    """Return how an idea stands; None if there is no such idea."""
    if idea is None:
        return None
    return Scored(idea.score, idea.high, idea.level, idea.level_high, idea.rated)


def _settled(
    change: Fraction, document: Fraction, either: Fraction, *, has_pack: bool, has_either: bool
) -> Split:
    """Return the parts of a change, with the rest where it belongs."""
    if has_pack:
        return Split(change, document, change - document - either, either)
    if has_either:
        return Split(change, document, ZERO, change - document)
    return Split(change, change, ZERO, ZERO)


class _Idea:
    """One idea of two assessments."""

    def __init__(
        self, old: IdeaResult | None, new: IdeaResult | None, again: IdeaResult | None, method: Method
    ) -> None:
        self.old, self.new, self.again, self.method = old, new, again, method
        self.was, self.now, self.between = (_criteria(idea) for idea in (old, new, again))
        self.weight = sum(result.weight for result in self.was.values())

    def change(self) -> IdeaChange:
        """Return how it changed."""
        told = self.new or self.old
        assert told is not None, "an idea is of one of the two"
        criteria = [self._criterion(name) for name in dict.fromkeys((*self.now, *self.was))]
        split = self._split(criteria) if self.old and self.new else None
        shown = tuple(each for each in criteria if _is_told(each))
        return IdeaChange(told.id, told.title, scored(self.old), scored(self.new), split, shown)

    def _split(self, criteria: Sequence[CriterionChange]) -> Split:
        assert self.old is not None
        assert self.new is not None
        change = self.new.score - self.old.score
        if self.again is not None:
            document = self.again.score - self.old.score
            return Split(change, document, change - document, ZERO)
        has_pack = self.method != "same-rules" and any(
            each.weight_before != each.weight_after for each in criteria
        )
        document = sum((each.document for each in criteria), ZERO)
        either = sum((each.either for each in criteria), ZERO)
        has_either = any(each.either for each in criteria)
        return _settled(change, document, either, has_pack=has_pack, has_either=has_either)

    def _criterion(self, name: str) -> CriterionChange:
        old, new, again = self.was.get(name), self.now.get(name), self.between.get(name)
        told = new or old
        assert told is not None, "a criterion is of one of the two"
        rule = self._rule(old, new)
        document = either = ZERO
        # Assessed again, the rules are the same on both sides of the document's part.
        later = again if self.again is not None else new
        if old is not None and later is not None and self.weight:
            points = Fraction(100 * old.weight, self.weight) * (later.value - old.value)
            if self.again is not None or rule == "same":
                document = points
            elif moved(old.value, later.value):
                either = points
        return CriterionChange(
            told.id,
            told.title,
            old.value if old else None,
            new.value if new else None,
            old.weight if old else None,
            new.weight if new else None,
            rule,
            document,
            either,
        )

    def _rule(self, old: CriterionResult | None, new: CriterionResult | None) -> Rule | None:
        if old is None or new is None:
            return None
        if self.method == "same-rules":
            return "same"
        if old.rule is None or new.rule is None:
            return "unknown"
        return "same" if old.rule == new.rule else "changed"


def _criteria(idea: IdeaResult | None) -> dict[str, CriterionResult]:
    return {result.id: result for result in idea.criteria} if idea else {}


def _is_told(each: CriterionChange) -> bool:
    if each.before is None or each.after is None or each.weight_before != each.weight_after:
        return True
    return each.rule == "changed" or moved(each.before, each.after) or moved(ZERO, each.document)
