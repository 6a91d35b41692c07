"""Parts of a pack by the names that people give them.

In: a pack and a name. Out: the part, or one sentence that says what was meant or is possible.
"""

from __future__ import annotations

from assessor.documents.problems import no_such, shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.model import Criterion, IdeaEntry, Pack, Profile, Texts


def find_criterion(pack: Pack, name: str) -> Criterion:
    """Return a criterion by its id; upper and lower case are the same.

    Raises:
        UsageError: the pack has no such criterion.
    """
    criterion = pack.by_id.get(name.upper())
    if criterion is None:
        message = Message("There is no criterion '{name}'", name=shorten(name))
        raise no_such(message, name, pack.by_id)
    return criterion


def find_idea(pack: Pack, name: str) -> IdeaEntry:
    """Return an idea by its id.

    Raises:
        UsageError: the pack has no such idea.
    """
    ideas = {idea.id: idea for idea in pack.about.ideas}
    if name not in ideas:
        raise no_such(Message("There is no idea '{name}'", name=shorten(name)), name, ideas)
    return ideas[name]


def find_profile(pack: Pack, name: str) -> Profile:
    """Return a profile by its id.

    Raises:
        UsageError: the pack has no such profile.
    """
    profiles = {profile.id: profile for profile in pack.about.profiles}
    if name not in profiles:
        message = Message("There is no profile '{name}'", name=shorten(name))
        raise no_such(message, name, profiles or [Message("none")])
    return profiles[name]


def words_of(pack: Pack, language: str) -> Texts:
    """Return the words of a pack in a language.

    Raises:
        UsageError: it has none in it.
    """
    if language not in pack.texts:
        message = Message(
            "The rule pack has no words in '{language}'; possible: {languages}.",
            language=shorten(language),
            languages=tuple(sorted(pack.texts)),
        )
        raise UsageError(message)
    return pack.texts[language]
