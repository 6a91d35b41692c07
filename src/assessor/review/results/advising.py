"""What is recommended to a host after its review.

In: how it stands, and the words of the rules. Out: recommendations with ids that answers can name. What is
weak in the peers' eyes is recommended with the words of the rules; what they say themselves comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assessor.pack.model import Texts
from assessor.review.records.model import HIGHEST, Responses
from assessor.review.results.result import Advice, Replied
from assessor.review.results.standing import CriterionStanding, Standing

WEAK_BELOW: Final = 1.5
"""What stands below this after the review is recommended to be bettered."""
MOST: Final = 20
"""Recommendations from the rules, at most: more than a small office answers is no help."""
PANEL: Final = "P"
"""How ids of the peers' own recommendations begin."""


def advice_for(standing: Standing, words: Texts, responses: Responses | None) -> tuple[Advice, ...]:
    """Return what is recommended to a host, the peers' own words first, then what gains most.

    A criterion gains its weight times what it lacks to the best rating. Essential ones come first among those
    that gain as much.
    """
    answers = {each.recommendation: each for each in responses.responses} if responses else {}
    return tuple(
        Advice(
            id=name,
            criteria=criteria,
            text=text,
            example=example,
            response=Replied(
                answers[name].answer, answers[name].reason, answers[name].owner, answers[name].due
            )
            if name in answers
            else None,
        )
        for name, criteria, text, example in _recommended(standing, words)
    )


def _recommended(standing: Standing, words: Texts) -> Iterator[tuple[str, tuple[str, ...], str, str | None]]:
    own = standing.record.recommendations if standing.record else ()
    for number, said in enumerate(own, 1):
        yield f"{PANEL}{number}", tuple(said.criteria), said.text, None
    weak = [each for each in standing.criteria if _is_weak(each)]
    weak.sort(key=lambda each: (-_lacks(each), each.criterion.essential is None))
    for each in weak[:MOST]:
        text = words.criteria[each.criterion.id]
        yield each.criterion.id, (each.criterion.id,), text.recommendation, text.example


def _is_weak(each: CriterionStanding) -> bool:
    return each.consensus is not None and each.consensus < WEAK_BELOW


def _lacks(each: CriterionStanding) -> float:
    assert each.consensus is not None
    return each.criterion.weight * (HIGHEST - each.consensus)
