"""What the command line and other programs call. Defaults live here, and nowhere else.

In: strategies, packs and wishes, all optional but the strategy. Out: assessments. This is the one place that
looks at the clock, and only when no date is given.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from assessor.engine.choice import AUTO, PLAIN, choose_engine
from assessor.errors import AssessorError, UsageError
from assessor.messages import Message
from assessor.pack.loading import DEFAULT_PACK, load_pack
from assessor.pack.lookup import words_of
from assessor.pack.model import ENGLISH, Pack
from assessor.scoring.assess import Prepared, assess_prepared
from assessor.scoring.assessment import Assessment, Settings
from assessor.strategy.model import Strategy

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.documents.problems import Problem
    from assessor.improving.work_plan import Improvement
    from assessor.scoring.explain import Explanation
    from assessor.scoring.robustness_result import Robustness

_MOST_PREPARED = 8


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is used where nothing is asked for: by the command and by other programs alike."""

    pack: str = DEFAULT_PACK
    engine: str = AUTO
    language: str = ENGLISH
    profile: str | None = None
    draws: int = 1_000
    seed: int = 0
    seconds: float = 30.0


DEFAULTS = Defaults()

Key = tuple[str | int, str]
_prepared: dict[Key, Prepared] = {}
_lock = Lock()


@cache
def _default_pack() -> Pack:
    return load_pack(DEFAULTS.pack)


def _loaded(pack: Pack | str | os.PathLike[str] | None) -> Pack:
    if isinstance(pack, Pack):
        return pack
    return _default_pack() if pack is None or pack == DEFAULTS.pack else load_pack(pack)


def prepare(pack: Pack | str | os.PathLike[str] | None = None, *, engine: str = DEFAULTS.engine) -> Prepared:
    """Return a pack made ready for an engine. The last few used are kept.

    A folder is read on each call, so that changes are seen; it is compiled anew only if it has changed.

    Args:
        pack: a pack, the name or folder of one, or None for the one that travels with the program.
        engine: "auto", "durable" or "plain".

    Raises:
        UsageError: there is no such pack or engine.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    key: Key
    if isinstance(pack, Pack):
        # The id of an object can be used again once it is gone; the entry keeps its pack alive.
        key = (id(pack), engine)
    else:
        pack = _loaded(pack)
        key = (pack.digest, engine)
    with _lock:
        found = _prepared.pop(key, None) or Prepared(pack, choose_engine(engine))
        _prepared[key] = found
        while len(_prepared) > _MOST_PREPARED:
            _prepared.pop(next(iter(_prepared)))
    return found


def today() -> date:
    """Return today: the day of whoever asks."""
    return date.today()  # noqa: DTZ011 - where the user is


def _check(strategy: object, as_of: object) -> None:
    """Tell whoever passes something else what is needed, in place of an error from deep within."""
    if not isinstance(strategy, Strategy):
        message = Message(
            "A Strategy is needed, not {type}; load_strategy reads one from a file, "
            "strategy_from makes one of plain values.",
            type=type(strategy).__name__,
        )
        raise UsageError(message)
    if as_of is not None and (not isinstance(as_of, date) or isinstance(as_of, datetime)):
        message = Message(
            "as_of must be a date, not {type}; for example date(2026, 5, 31).", type=type(as_of).__name__
        )
        raise UsageError(message)


def assess(
    strategy: Strategy,
    pack: Pack | str | os.PathLike[str] | None = None,
    *,
    profile: str | None = DEFAULTS.profile,
    as_of: date | None = None,
    engine: str = DEFAULTS.engine,
    language: str = DEFAULTS.language,
    robustness: bool = False,
) -> Assessment:
    """Assess a strategy against a rule pack. May be called from any number of threads.

    Args:
        strategy: the strategy, from ``load_strategy``, ``parse_strategy`` or ``strategy_from``.
        pack: a pack, the name or folder of one, or None for the one that travels with the program.
        profile: a profile of the pack, for a second score beside the canonical one.
        as_of: the date of assessment, on which reviews and waivers are judged; today if None.
        engine: "auto", "durable" or "plain".
        language: language of titles, messages and recommendations.
        robustness: whether to tell as well how sure the levels are: see the function ``robustness``.

    Returns:
        The assessment: values from 0 to 1, scores from 0 to 100, as exact fractions.

    Raises:
        UsageError: there is no such pack, profile, engine or language; or numpy is needed and not installed.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    _check(strategy, as_of)
    prepared = prepare(pack, engine=engine)
    settings = Settings(profile=profile, engine=engine, language=language)
    found = assess_prepared(strategy, prepared, as_of or today(), settings)
    return replace(found, robustness=_robustness(found, prepared.pack)) if robustness else found


def robustness(
    assessment: Assessment,
    pack: Pack | str | os.PathLike[str] | None = None,
    *,
    draws: int = DEFAULTS.draws,
    seed: int = DEFAULTS.seed,
) -> Robustness:
    """Tell how sure the levels of an assessment are. Nothing of the strategy is evaluated again.

    Every weight is taken times a factor drawn uniformly from 0.75 to 1.25, and each draw is read with what
    was not examined as it is shown and at its best; for the index with the arithmetic and the geometric mean
    of the ideas.

    Args:
        assessment: from ``assess``, ``load_assessment`` or ``parse_assessment``.
        pack: the pack that it was made with: as for ``assess``.
        draws: how many draws of all weights, from 1 to 100,000; the first has the weights as they are.
        seed: of the random numbers, 0 or more. The same seed gives the same result.

    Returns:
        For each idea and for the index the interval of the score, from 0 to 100; the share of draws that keep
        the level, from 0 to 1; and the criteria that decide it.

    Raises:
        UsageError: draws or seed are out of their range, the assessment was made with another pack, or numpy
            is not installed.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    return _robustness(assessment, _loaded(pack), draws, seed)


def _robustness(
    assessment: Assessment, pack: Pack, draws: int = DEFAULTS.draws, seed: int = DEFAULTS.seed
) -> Robustness:
    from assessor.scoring.robustness import robustness_of

    return robustness_of(assessment, pack, draws=draws, seed=seed)


def explain(
    strategy: Strategy,
    criterion: str,
    pack: Pack | str | os.PathLike[str] | None = None,
    *,
    as_of: date | None = None,
    engine: str = DEFAULTS.engine,
    language: str = DEFAULTS.language,
) -> Explanation:
    """Explain one criterion: what was looked at, what satisfied it and through what, and the arithmetic.

    Args:
        strategy: the strategy.
        criterion: the id of a criterion, such as "MEA-02".
        pack: as for ``assess``.
        as_of: as for ``assess``.
        engine: as for ``assess``.
        language: as for ``assess``.

    Raises:
        UsageError: there is no such criterion, pack, engine or language.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    from assessor.scoring.explain import explain_prepared

    _check(strategy, as_of)
    prepared = prepare(pack, engine=engine)
    return explain_prepared(strategy, prepared, criterion, as_of or today(), language)


def improve(
    strategy: Strategy,
    to: Mapping[str, str | float] | None = None,
    pack: Pack | str | os.PathLike[str] | None = None,
    *,
    budget: int | None = None,
    as_of: date | None = None,
    engine: str = DEFAULTS.engine,
    language: str = DEFAULTS.language,
    seconds: float = DEFAULTS.seconds,
) -> Improvement:
    """Return a plan of work: the edits with the least effort that reach an aim, solved by HiGHS.

    With a budget instead of an aim: those that bring the most for it. With neither: the five that together
    bring the most gain for their effort. What is forecast is the assessment of the strategy with the edits
    applied: ``assess(apply(strategy, improvement.edits))``.

    Args:
        strategy: as for ``assess``.
        to: by idea the level that it should reach, such as ``{"measurable": "consolidated"}``; ``"index"``
            has a number from 0 to 100.
        pack: as for ``assess``.
        budget: the most effort, as a sum over edits: 1 for one with low effort, 3 for medium, 8 for high.
        as_of: as for ``assess``.
        engine: as for ``assess``.
        language: as for ``assess``.
        seconds: the time after which no better plan is looked for; ``proven`` is then false.

    Raises:
        UsageError: there is no such idea, level, pack, engine or language, a number is out of its bounds, or
            the solver is not installed.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    from assessor.improving.aims import aim_of
    from assessor.improving.improve import improve_prepared

    _check(strategy, as_of)
    prepared = prepare(pack, engine=engine)
    aim = aim_of(to or {}, budget, prepared.pack, words_of(prepared.pack, language))
    return improve_prepared(strategy, prepared, aim, as_of or today(), language, seconds)


def reword(
    assessment: Assessment, language: str, pack: Pack | str | os.PathLike[str] | None = None
) -> Assessment:
    """Return an assessment in another language. Nothing is evaluated again.

    Args:
        assessment: from ``assess``, ``load_assessment`` or ``parse_assessment``.
        language: the other language.
        pack: the pack that it was made with: as for ``assess``.

    Raises:
        UsageError: it was made with another pack, or the pack has no words in that language.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    from assessor.scoring.rewording import reworded

    prepared = prepare(pack, engine=PLAIN)
    frames = prepared.frames(words_of(prepared.pack, language))
    return reworded(assessment, prepared.pack, prepared.plan, frames, language)


def compare(
    *editions: Strategy | Assessment,
    pack: Pack | str | os.PathLike[str] | None = None,
    old_pack: Pack | str | os.PathLike[str] | None = None,
    as_of: date | None = None,
    engine: str = DEFAULTS.engine,
    language: str | None = None,
) -> Comparison:
    """Compare a strategy as it was with what it became: what changed, at which step, and why.

    Strategies are assessed; assessments, made now or saved, are taken as they are. With an old pack, a later
    strategy is assessed with the old rules too, which tells what the document changed from what the rules
    changed.

    Args:
        editions: two or more strategies or assessments, the earliest first.
        pack: for strategies, as for ``assess``.
        old_pack: the pack that the first was assessed with, or, if it is a strategy, is to be.
        as_of: for strategies, as for ``assess``.
        engine: for strategies, as for ``assess``.
        language: language of the comparison; that of the last if it is an assessment, or else English. What
            an assessment made with none of the two packs says stays in its own.

    Returns:
        The comparison: differences of scores out of 100, as exact fractions.

    Raises:
        UsageError: there are fewer than two, they were made with different packs, the first was made with
            another than the old pack, or there is no such pack, engine or language.
        InputOutputError: a pack cannot be read.
        InvalidPackError: a pack is not valid.
    """
    from assessor.comparing.editions import compare_editions, needs_pack

    for each in editions:
        if not isinstance(each, Assessment):
            _check(each, as_of)
    if language is None and editions and isinstance(editions[-1], Assessment):
        language = editions[-1].settings.language
    new = prepare(pack, engine=engine) if needs_pack(editions, language) else None
    old = None if old_pack is None else prepare(old_pack, engine=engine)
    settings = Settings(profile=None, engine=engine, language=language or DEFAULTS.language)
    return compare_editions(editions, new, old, as_of or today(), settings)


def said(told: AssessorError | Problem | Message, language: str) -> str:
    """Return an error, a problem of a document, or a part of one such as its hint, in a language.

    Args:
        told: the error or the problem; as text, it is in English.
        language: "en", "es", "fr" or "pt"; for any other, English is returned.
    """
    from assessor.speech import speech

    return told.said(speech(language))
