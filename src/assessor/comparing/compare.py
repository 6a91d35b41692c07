"""Assessments set side by side, each beside the next.

In: two or more assessments, and later strategies assessed with earlier rules where that could be done. Out: a
``Comparison``. Nothing is assessed here.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessor.comparing.findings import findings_changed
from assessor.comparing.notices import language_notice, notices_on
from assessor.comparing.records import SCHEMA_VERSION, Comparison, Edition, IdeaTrend, Step
from assessor.comparing.scores import ideas_changed, index_changed, method_of, scored
from assessor.comparing.second import second_changed
from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.scoring.assessment import Assessment


def compared(
    assessments: Sequence[Assessment],
    again: Sequence[Assessment | None] | None = None,
    language: str | None = None,
) -> Comparison:
    """Return what changed from each assessment to the next.

    Args:
        assessments: two or more, made with one rule pack in whatever versions, the earliest first.
        again: for each but the first, the same strategy assessed with the rules of the one before it; None
            where that could not be done or those rules are its own.
        language: the language that the comparison is told in; that of the last unless said.

    Raises:
        UsageError: there are fewer than two, or they were made with different packs.
    """
    if len(assessments) < 2:
        raise UsageError(Message("Name at least two strategies or saved assessments to compare."))
    _check_packs(assessments)
    between = again or [None] * (len(assessments) - 1)
    told_in = language or assessments[-1].settings.language
    pairs = zip(assessments[:-1], assessments[1:], between, strict=True)
    return Comparison(
        schema_version=SCHEMA_VERSION,
        language=told_in,
        editions=tuple(Edition(a.strategy, a.as_of, a.pack, a.settings, a.index) for a in assessments),
        ideas=_trends(assessments),
        steps=tuple(_step(*pair, told_in) for pair in pairs),
    )


def _check_packs(assessments: Sequence[Assessment]) -> None:
    """See that assessments were made with one rule pack, in whatever versions.

    Raises:
        UsageError: they were made with different packs.
    """
    packs = {a.pack.id: a.pack for a in assessments}
    if len(packs) > 1:
        first, other, *_ = (shorten(name) for name in packs)
        message = Message(
            "These were assessed with different rule packs ('{first}' and '{other}'), whose scores cannot be "
            "compared; compare assessments made with one pack.",
            first=first,
            other=other,
        )
        raise UsageError(message)


def _step(before: Assessment, after: Assessment, again: Assessment | None, language: str) -> Step:
    method = method_of(before, after, again)
    ideas = ideas_changed(before, after, again)
    second = second_changed(before, after)
    apart = second if isinstance(second, str) else None
    return Step(
        method=method,
        index=index_changed(before, after, ideas),
        ideas=ideas,
        second=None if isinstance(second, str) else second,
        findings=findings_changed(before, after),
        notices=(*notices_on(before, after, method, apart), *language_notice(before, after, language)),
    )


def _trends(assessments: Sequence[Assessment]) -> tuple[IdeaTrend, ...]:
    """Return each idea through all assessments: in the order of the last, and then those that went."""
    by_id = [{idea.id: idea for idea in a.ideas} for a in assessments]
    latest = reversed(by_id)
    names = dict.fromkeys(name for ideas in latest for name in ideas)
    titles = {name: idea.title for ideas in by_id for name, idea in ideas.items()}
    return tuple(
        IdeaTrend(name, titles[name], tuple(scored(ideas.get(name)) for ideas in by_id)) for name in names
    )
