"""On how many examples laws are checked: as many as the profile says, wherever a number stands."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

PROFILES: Final = {"ci": 150, "dev": 50, "deep": 5_000}
"""Examples of a law that has no number of its own, by the name of the profile."""

# Drawing a document with its rules takes many small choices, which is slow on a busy machine but no fault.
_SLOW: Final = [HealthCheck.too_slow, HealthCheck.data_too_large]


def load_profile() -> None:
    """Choose the profile that the environment variable ``HYPOTHESIS_PROFILE`` names, or "ci"."""
    for name, number in PROFILES.items():
        settings.register_profile(name, max_examples=number, deadline=None, suppress_health_check=_SLOW)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def examples(number: int) -> settings:
    """Return the setting for a law that needs more examples than others, or for which fewer do.

    Args:
        number: how many in the profile "ci"; in another, as many times more or fewer as the others.
    """
    return settings(max_examples=max(1, number * settings().max_examples // PROFILES["ci"]))
