"""Which engine is used: the one asked for, or the best that this Python has."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from assessor.documents.problems import no_such, shorten
from assessor.engine.interface import Engine
from assessor.errors import UsageError
from assessor.messages import Message

EngineName = Literal["auto", "durable", "plain"]
AUTO: Final = "auto"
PLAIN: Final = "plain"
ENGINES: Final = (AUTO, "durable", PLAIN)


@cache
def choose_engine(name: str = AUTO) -> Engine:
    """Return an engine by name; ``auto`` is ``durable`` where it can be had, else ``plain``.

    Raises:
        UsageError: there is no such engine, or durable-rules is not installed on this Python.
    """
    from assessor.engine.plain import PlainEngine

    if name == PLAIN:
        return PlainEngine()
    if name not in ENGINES:
        message = Message("There is no engine '{name}'", name=shorten(name))
        raise no_such(message, name, ENGINES)
    try:
        from assessor.engine.durable import DurableEngine
    except ImportError:
        if name == AUTO:
            return PlainEngine()
        message = Message(
            "The engine 'durable' cannot be had on this Python: durable-rules needs CPython 3.11 or 3.12, "
            "and not Windows; use --engine plain."
        )
        raise UsageError(message) from None
    return DurableEngine()
