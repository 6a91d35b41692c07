"""What could stand in an empty field.

In: a kind and a field, and the dates of a strategy. Out: values that a document may hold there. Where people
must say something of their own, the value is a place to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from assessor.facts.derived import Surroundings
from assessor.improving.edits import Value, put
from assessor.strategy.base import Record
from assessor.strategy.dates import Span
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS
from assessor.strategy.vocabulary import VOCABULARIES

TO_FILL_IN: Final = "…"
"""Stands where people must say something of their own."""
_YEARS: Final = 4
"""A plan of money is asked for by year, but not for more than these."""
_FAR: Final = (10, 15, 20, 30)
"""Years from the start to the horizon of a vision."""


def values_for(kind: str, field: str, around: Surroundings) -> tuple[Value, ...]:
    """Return what could stand in a field, the most natural first.

    Args:
        kind: a kind.
        field: one that a document holds, and not a reference.
        around: the strategy, whose dates others follow.
    """
    sort = fields_of(kind)[field]
    if sort.sort == "entry":
        # The example of the schema first: it is what most would write.
        entries = (str(each) for each in VOCABULARIES[sort.target or ""])
        return tuple(sorted(entries, key=lambda each: each != example_of(kind, field)))
    if sort.sort == "yes-no":
        return (True, False)
    if is_free_text(kind, field):
        return (TO_FILL_IN,)
    example = example_of(kind, field)
    found = _numbers(example, around) if sort.sort == "number" else _dates(example, around)
    return tuple(value for value in dict.fromkeys(found) if is_valid(kind, field, value))


@cache
def is_free_text(kind: str, field: str) -> bool:
    """Whether any text may stand in a field."""
    return fields_of(kind)[field].sort == "text" and is_valid(kind, field, TO_FILL_IN)


def is_placeholder(kind: str, field: str) -> bool:
    """Whether people must say something of their own in a field: it holds no entry, and no yes or no."""
    return fields_of(kind)[field].sort in ("text", "number")


@cache
def example_of(kind: str, field: str) -> Any:
    """Return the example that the schema gives of a value of a field; None if it gives none."""
    model: type[BaseModel] = KINDS[kind].model
    head, _, inner = field.partition(".")
    examples = model.model_fields[head].examples
    found = examples[0] if examples else None
    if inner:
        own = _inner_model(model, head).model_fields[inner].examples
        return own[0] if own else (found or {}).get(inner)
    return found[0] if isinstance(found, list) else found


@cache
def is_valid(kind: str, field: str, value: Value) -> bool:
    """Whether a document may hold a value in a field, or as an entry of it."""
    entry: dict[str, Any] = {}
    put(entry, field, [value] if field in KINDS[kind].lists else value)
    place = tuple(field.split("."))
    try:
        KINDS[kind].model.model_validate(entry)
    except ValidationError as error:
        return not any(found["loc"][: len(place)] == place for found in error.errors())
    return True


@cache
def stands_alone(kind: str, field: str) -> bool:
    """Whether a field may be given where nothing beside it is: an amount needs no currency, but not so the
    other way round.
    """  # noqa: D205
    head, _, inner = field.partition(".")
    if not inner:
        return True
    fields = _inner_model(KINDS[kind].model, head).model_fields
    return not any(each.is_required() for name, each in fields.items() if name != inner)


def _inner_model(model: type[BaseModel], head: str) -> type[BaseModel]:
    annotation = model.model_fields[head].annotation
    return next(
        c for c in (annotation, *get_args(annotation)) if isinstance(c, type) and issubclass(c, Record)
    )


def _numbers(example: Any, around: Surroundings) -> Iterator[int | float]:
    start, end = around.document_date("period.start"), around.document_date("period.end")
    is_year = isinstance(example, int) and 1000 <= example <= 2999
    if is_year and isinstance(start, Span):
        last = end.last.year if isinstance(end, Span) else start.last.year + _YEARS
        yield from islice(range(start.last.year, max(start.last.year, last) + 1), _YEARS)
    elif example is not None:
        yield example
        yield from (1, 2, 5, 10, 100)


def _dates(example: Any, around: Surroundings) -> Iterator[str]:
    """Yield dates: the end of the strategy first, then others on which something may depend."""
    start, end = around.document_date("period.start"), around.document_date("period.end")
    mandate = around.document_date("mandate_end")
    if isinstance(end, Span):
        yield str(end.last.year)
        yield str(end.last.year - 1)
    if example is not None:
        yield str(example)
    yield around.as_of.isoformat()
    if isinstance(start, Span):
        yield str(start.first.year)
        yield from (str(start.last.year + years) for years in _FAR)
    if isinstance(mandate, Span):
        yield str(mandate.last.year + 1)
    yield from _before(adoption.read("date")[0] for adoption in around.facts.of("adoption"))


def _before(dates: Iterable[str | None]) -> Iterator[str]:
    """Yield the year before the first of some dates."""
    years = [int(each[:4]) for each in dates if each]
    if years and min(years) > date.min.year:
        yield str(min(years) - 1)
