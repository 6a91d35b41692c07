"""What the shell offers when a name is half typed: criteria, ideas, profiles, engines, languages, schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _offering(names: Callable[[], Iterable[str]]) -> Complete:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [name for name in names() if name.lower().startswith(incomplete.lower())]

    return complete


def _criteria() -> Iterable[str]:
    from assessor.pack.loading import load_pack

    return load_pack().by_id


def _ideas() -> Iterable[str]:
    from assessor.pack.loading import load_pack

    return [idea.id for idea in load_pack().about.ideas]


def _profiles() -> Iterable[str]:
    from assessor.pack.loading import load_pack

    return [profile.id for profile in load_pack().about.profiles]


def _views() -> Iterable[str]:
    from assessor.pack.loading import load_pack
    from assessor.pack.views import ROUTE

    return [ROUTE, *(view.id for view in load_pack().views)]


def _engines() -> Iterable[str]:
    from assessor.engine.choice import ENGINES

    return ENGINES


def _languages() -> Iterable[str]:
    from assessor.speech import LANGUAGES

    return LANGUAGES


def _schemas() -> Iterable[str]:
    from assessor.resources import SCHEMAS

    return SCHEMAS


criteria = _offering(_criteria)
ideas = _offering(_ideas)
profiles = _offering(_profiles)
views = _offering(_views)
engines = _offering(_engines)
languages = _offering(_languages)
schemas = _offering(_schemas)
