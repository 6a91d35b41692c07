"""Libraries that only some formats need: they come with the extra ``[reports]``.

In: the name of a library. Out: nothing, or one sentence with the line that installs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from assessor.errors import UsageError

INSTALL: Final = "pip install 'strategy-assessor[reports]'"


@contextmanager
def needed(library: str, what: str) -> Iterator[None]:
    """Turn a missing library into a sentence.

    Args:
        library: its name.
        what: what cannot be made without it.

    Raises:
        UsageError: it is not installed.
    """
    try:
        yield
    except ImportError:
        raise UsageError(f"For {what}, {library} is needed: {INSTALL} installs it.") from None
