"""Libraries that only some commands need: they come with an extra, such as ``[reports]``.

In: a sentence with the line that installs one. Out: nothing, or that sentence. Must never know: what a
library is used for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from assessor.errors import UsageError
from assessor.messages import Message

REPORTS: Final = "pip install 'strategy-assessor[reports]'"
ANALYSIS: Final = "pip install 'strategy-assessor[analysis]'"
REVIEW: Final = "pip install 'strategy-assessor[review]'"


@contextmanager
def needed(message: Message) -> Iterator[None]:
    """Turn a missing library into a sentence.

    Args:
        message: which is needed, and for what.

    Raises:
        UsageError: it is not installed.
    """
    try:
        yield
    except ImportError:
        raise UsageError(message) from None
