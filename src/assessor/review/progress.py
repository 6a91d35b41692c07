"""How long work tells how far it is.

In: nothing. Out: a type. Must never know: who listens.
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""
