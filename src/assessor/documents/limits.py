"""How large a document may be. Far above any real strategy; there to stop hostile input early."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 100_000
MAX_DIGITS: Final = 30
"""Digits of a number."""
