"""What is aimed at: levels of ideas, an index, or the most for an effort.

In: names and numbers as people give them, and a pack. Out: an ``Aim``, or one sentence about what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isfinite
from typing import Final

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.improving.work_plan import Aim, IdeaAim
from assessor.messages import Message
from assessor.pack.lookup import find_idea
from assessor.pack.model import Label, Pack, Texts

INDEX: Final = "index"
MOST_CHANGES: Final = 5
"""So many changes are proposed where nothing is aimed at."""
MOST_EFFORT: Final = 100_000
_NUMBER: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")

Wanted = Mapping[str, str | int | float | Fraction]
"""By idea, the level it should reach; ``index`` has a number from 0 to 100."""


def wanted_from(texts: Iterable[str], pack: Pack) -> dict[str, str]:
    """Return aims that were typed as ``IDEA=LEVEL`` or ``index=N``.

    Raises:
        UsageError: one has another form, or stands twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, equals, aim = (part.strip() for part in text.partition("="))
        if not equals or not name or not aim:
            example = f"{pack.about.ideas[0].id}={pack.about.levels.levels[-1].id}"
            raise UsageError(
                Message(
                    "'{text}' is no aim; write an idea and a level, as {example}, or index=60.",
                    text=shorten(text),
                    example=example,
                )
            )
        if name in found:
            raise UsageError(Message("There are two aims for '{name}'; give one.", name=shorten(name)))
        found[name] = aim
    return found


def aim_of(wanted: Wanted, budget: int | None, pack: Pack, words: Texts) -> Aim:
    """Return an aim.

    Args:
        wanted: levels by idea, and ``index`` with a number.
        budget: the most effort; None for any.
        pack: the ideas and levels.
        words: what they are called.

    Raises:
        UsageError: there is no such idea or level, or a number is out of its bounds.
    """
    ideas = tuple(
        [_idea_aim(name, str(level), pack, words) for name, level in wanted.items() if name != INDEX]
    )
    index = _index(wanted[INDEX]) if INDEX in wanted else None
    if budget is not None and (
        isinstance(budget, bool) or not isinstance(budget, int) or not 0 <= budget <= MOST_EFFORT
    ):
        raise UsageError(
            Message(
                "A budget of {number} is not possible; give the effort as a whole number from 0 to {most}: 1 "
                "for a change with low effort, 3 for a medium one, 8 for a high one.",
                number=shorten(str(budget)),
                most=MOST_EFFORT,
            )
        )
    if budget is not None and (ideas or index is not None):
        raise UsageError(
            Message(
                "An aim and a budget cannot be given together: reach the aim, or spend the budget at best."
            )
        )
    open_ended = not ideas and index is None and budget is None
    return Aim(ideas, index, budget, MOST_CHANGES if open_ended else None)


def _idea_aim(name: str, level: str, pack: Pack, words: Texts) -> IdeaAim:
    """Return an aim for an idea, named by ids or as reports call them."""
    idea = find_idea(pack, _by_title(name, words.ideas))
    levels = {each.id: each for each in pack.about.levels.levels}
    level = _by_title(level, words.levels)
    if level not in levels:
        told = Message("There is no level '{name}'", name=shorten(level))
        raise no_such(told, level, levels)
    return IdeaAim(
        idea.id, words.ideas[idea.id].title, level, words.levels[level].title, Fraction(levels[level].from_)
    )


def _by_title(name: str, labels: Mapping[str, Label]) -> str:
    """Return the id of what is called so; what is an id already, or nothing's title, stays."""
    if name in labels:
        return name
    titles = {label.title.casefold(): key for key, label in labels.items()}
    return titles.get(name.casefold(), name)


def _index(wanted: object) -> Fraction:
    """Return an index that was typed, or given as a number."""
    number: Fraction | None = None
    if isinstance(wanted, str):
        number = Fraction(wanted) if _NUMBER.fullmatch(wanted) else None
    elif isinstance(wanted, int | float | Fraction) and not isinstance(wanted, bool) and isfinite(wanted):
        number = Fraction(wanted)
    if number is None or not 0 <= number <= 100:
        text = shorten(wanted)
        raise UsageError(
            Message("An index of '{text}' is not possible; write a number from 0 to 100.", text=text)
        )
    return number
