"""What the command line and other programs call. Defaults live here, and nowhere else.

In: strategies, packs and wishes, all optional but the strategy. Out: assessments. This is the one place that
looks at the clock, and only when no date is given.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
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
    from assessor.documents.problems import Problem
    from assessor.improving.work_plan import Improvement
    from assessor.scoring.explain import Explanation

_MOST_PREPARED = 8


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is used where nothing is asked for: by the command and by other programs alike."""

    pack: str = DEFAULT_PACK
    engine: str = AUTO
    language: str = ENGLISH
    profile: str | None = None
    seconds: float = 30.0


DEFAULTS = Defaults()

Key = tuple[str | int, str]
_prepared: dict[Key, Prepared] = {}
_lock = Lock()


@cache
def _default_pack() -> Pack:
    return load_pack(DEFAULTS.pack)


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
        pack = _default_pack() if pack is None or pack == DEFAULTS.pack else load_pack(pack)
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
) -> Assessment:
    """Assess a strategy against a rule pack. May be called from any number of threads.

    Args:
        strategy: the strategy, from ``load_strategy``, ``parse_strategy`` or ``strategy_from``.
        pack: a pack, the name or folder of one, or None for the one that travels with the program.
        profile: a profile of the pack, for a second score beside the canonical one.
        as_of: the date of assessment, on which reviews and waivers are judged; today if None.
        engine: "auto", "durable" or "plain".
        language: language of titles, messages and recommendations.

    Returns:
        The assessment: values from 0 to 1, scores from 0 to 100, as exact fractions.

    Raises:
        UsageError: there is no such pack, profile, engine or language.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    _check(strategy, as_of)
    prepared = prepare(pack, engine=engine)
    settings = Settings(profile=profile, engine=engine, language=language)
    return assess_prepared(strategy, prepared, as_of or today(), settings)


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


def said(told: AssessorError | Problem | Message, language: str) -> str:
    """Return an error, a problem of a document, or a part of one such as its hint, in a language.

    Args:
        told: the error or the problem; as text, it is in English.
        language: "en", "es", "fr" or "pt"; for any other, English is returned.
    """
    from assessor.speech import speech

    return told.said(speech(language))
