"""Strategies and assessments made ready to be set side by side.

In: strategies, assessments, the rules of today and perhaps those of before. Out: a ``Comparison``. Reads no
clock: the day comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assessor.comparing.compare import compared
from assessor.comparing.records import Comparison
from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.lookup import words_of
from assessor.pack.model import ENGLISH
from assessor.scoring.assess import Prepared, assess_prepared
from assessor.scoring.assessment import Assessment, Settings
from assessor.scoring.rewording import reworded
from assessor.strategy.model import Strategy

Editions = Sequence[Strategy | Assessment]
"""What is compared, the earliest first."""


def needs_pack(editions: Editions, language: str | None) -> bool:
    """Whether the rules of today are needed: to assess a strategy, or to say an assessment in a language."""
    return any(
        isinstance(each, Strategy) or language not in (None, each.settings.language) for each in editions
    )


def compare_editions(
    editions: Editions, today: Prepared | None, before: Prepared | None, as_of: date, settings: Settings
) -> Comparison:
    """Assess the strategies among editions, and compare all.

    Args:
        editions: two or more strategies or assessments.
        today: the rules of today; None if nothing needs them.
        before: the rules that the first was assessed with, or is to be; None if they are those of today.
        as_of: the day on which strategies are assessed.
        settings: engine and language.

    Raises:
        UsageError: there are fewer than two, they were made with different packs, or the rules of before are
            of no use or not those of the first.
    """
    if before is not None:
        _check_before(editions, before)
    known = [each for each in (today, before) if each is not None]
    first_rules = before or today

    def edition(place: int, each: Strategy | Assessment) -> Assessment:
        if isinstance(each, Assessment):
            return _in_language(each, known, settings.language)
        rules = today if place else first_rules
        assert rules is not None, "rules are there if a strategy is"
        return assess_prepared(each, rules, as_of, _in_words_of(rules, settings))

    assessments = [edition(place, each) for place, each in enumerate(editions)]
    again = [
        assess_prepared(later, before, as_of, _in_words_of(before, settings))
        if before and isinstance(later, Strategy) and earlier.pack.digest == before.pack.digest
        else None
        for earlier, later in zip(assessments, editions[1:], strict=False)
    ]
    return compared(assessments, again, settings.language)


def _in_words_of(rules: Prepared, settings: Settings) -> Settings:
    """Return settings with a language that rules have words in: the one asked for, or else English."""
    return settings if settings.language in rules.pack.texts else replace(settings, language=ENGLISH)


def _check_before(editions: Editions, before: Prepared) -> None:
    if not any(isinstance(each, Strategy) for each in editions):
        raise UsageError(
            Message(
                "An old pack is of no use among saved assessments alone, which are not assessed again; give "
                "the later strategy itself."
            )
        )
    first = editions[0]
    if isinstance(first, Assessment) and first.pack.digest != before.pack.digest:
        about = before.pack.about
        message = Message(
            "The first assessment was made with other rules ('{id}' {version}) than the old pack ('{own_id}' "
            "{own_version}); name the pack that it was made with.",
            id=shorten(first.pack.id),
            version=shorten(first.pack.version),
            own_id=about.id,
            own_version=about.version,
        )
        raise UsageError(message)


def _in_language(assessment: Assessment, known: Sequence[Prepared], language: str) -> Assessment:
    """Return an assessment in a language, if one of the packs can say it; else in its own."""
    made_with = assessment.pack.digest
    rules = next((each for each in known if each.pack.digest == made_with), None)
    if rules is None or assessment.settings.language == language or language not in rules.pack.texts:
        return assessment
    frames = rules.frames(words_of(rules.pack, language))
    return reworded(assessment, rules.pack, rules.plan, frames, language)
