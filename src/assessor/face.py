"""What the command line and other programs call. Defaults live here, and nowhere else.

In: strategies, packs and wishes, all optional but the strategy. Out: assessments. This is the one place that
looks at the clock, and only when no date is given.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from assessor.engine.choice import AUTO, choose_engine
from assessor.pack.loading import DEFAULT_PACK, ENGLISH, load_pack
from assessor.pack.model import Pack
from assessor.scoring.assess import Prepared, assess_prepared
from assessor.scoring.assessment import Assessment, Settings
from assessor.strategy.model import Strategy

if TYPE_CHECKING:
    from assessor.scoring.explain import Explanation

_MOST_PREPARED = 8


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is used where nothing is asked for: by the command and by other programs alike."""

    pack: str = DEFAULT_PACK
    engine: str = AUTO
    language: str = ENGLISH
    profile: str | None = None


DEFAULTS = Defaults()

_prepared: dict[tuple[int, str], Prepared] = {}
_lock = Lock()


@cache
def _default_pack() -> Pack:
    return load_pack(DEFAULTS.pack)


def prepare(pack: Pack | str | os.PathLike[str] | None = None, *, engine: str = DEFAULTS.engine) -> Prepared:
    """Return a pack made ready for an engine. The last few are kept, so asking again costs nothing.

    Args:
        pack: a pack, the name or folder of one, or None for the one that travels with the program.
        engine: "auto", "durable" or "plain".

    Raises:
        UsageError: there is no such pack or engine.
        InputOutputError: the pack cannot be read.
        InvalidPackError: the pack is not valid.
    """
    if not isinstance(pack, Pack):
        pack = _default_pack() if pack in (None, DEFAULTS.pack) else load_pack(pack or "")
    key = (id(pack), engine)
    with _lock:
        found = _prepared.get(key)
        # The id of an object can be used again once it is gone; the entry keeps its pack alive.
        if found is None:
            found = Prepared(pack, choose_engine(engine))
            while len(_prepared) >= _MOST_PREPARED:
                _prepared.pop(next(iter(_prepared)))
            _prepared[key] = found
    return found


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day of whoever asks


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
    prepared = prepare(pack, engine=engine)
    settings = Settings(profile=profile, engine=engine, language=language)
    return assess_prepared(strategy, prepared, as_of or _today(), settings)


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

    prepared = prepare(pack, engine=engine)
    return explain_prepared(strategy, prepared, criterion, as_of or _today(), language)
