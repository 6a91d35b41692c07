"""A strategy document to fill in.

In: which fields to ask for. Out: YAML with comments, a valid document as it stands. Everything that a
strategy can hold is there as an example behind a comment sign; what was not looked at is listed as unknown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any, Final

from assessor.strategy.base import Record, assessable
from assessor.strategy.fields import FieldType, fields_of, labels_of
from assessor.strategy.model import KINDS, OPEN_KEYS, Kind, Strategy
from assessor.strategy.vocabulary import VOCABULARIES

Wanted = Mapping[str, Iterable[str]]
"""Fields by kind; a field within a field as ``target.date``."""

_WIDTH: Final = 100
_REQUIRED: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {"title": "The title of your strategy", "period": "{{start: {start}, end: {end}}}"},
    "territory": {"name": "The name of your city or region"},
}
"""What no strategy can be without, with something to be replaced."""
_HEAD: Final = """\
How to fill this in
-------------------
{scope} Lines that begin with # are examples:
take the # and the space after it away, and write what your strategy says. Leave out what it does not say.
A line with a second # explains the next, or names other items: take that away too once those are there.

What you have not looked at yet stands under `unknown`. Take a name from that list once you have written down
all that the strategy says about it, or seen that it says nothing.

    assessor validate FILE     tells what is wrong with this file, and at which line
    assessor assess FILE{option}
                               tells how the strategy stands, and what would help most
"""
_WHOLE: Final = "Every part of a strategy has its place below."
_PART: Final = "Only what is needed for a first impression has a place below."


def template(year: int, wanted: Wanted | None = None, *, option: str = "") -> str:
    """Return a strategy document to fill in.

    Args:
        year: the year that the example's period begins with.
        wanted: the fields to ask for; None for everything that a strategy can hold.
        option: an option with which the document is to be assessed, for the hint at the top.
    """
    if wanted is not None:
        wanted = _with_what_is_named(wanted)
    head = _HEAD.format(scope=_WHOLE if wanted is None else _PART, option=f" {option}" if option else "")
    lines = [*_comment(head.splitlines()), "", "schema_version: 1", ""]
    lines += [*_unknown(wanted), ""]
    for kind in KINDS.values():
        fields = None if wanted is None else set(wanted.get(kind.name, ()))
        if fields is None or fields or kind.key in _REQUIRED:
            lines += [*_section(kind, fields, year), ""]
    return "\n".join(lines).rstrip() + "\n"


def _with_what_is_named(wanted: Wanted) -> dict[str, set[str]]:
    """Return fields with those by which items are called, and with the items that other items name."""
    found: dict[str, set[str]] = {}
    left = list(wanted)
    while left:
        name = left.pop()
        if name in found:
            continue
        found[name] = {*wanted.get(name, ()), *labels_of(name)[:1]}
        left += [target for field, target in KINDS[name].references.items() if field in found[name]]
    return found


def _comment(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"# {line}".rstrip()


def _unknown(wanted: Wanted | None) -> Iterator[str]:
    yield "# Not looked at yet. Take a name away once you have."
    yield "unknown:"
    asked = [key for key in OPEN_KEYS if wanted is None or _kind_of(key).name in wanted]
    for key in [*asked, *(key for key in OPEN_KEYS if key not in asked)]:
        yield f"  - {key}"


def _kind_of(key: str) -> Kind:
    return next(kind for kind in KINDS.values() if kind.key == key)


def _section(kind: Kind, fields: set[str] | None, year: int) -> Iterator[str]:
    """Yield one part of the document, as an example behind comment signs."""
    about = Strategy.model_fields[kind.key].description or (kind.model.__doc__ or "").splitlines()[0]
    yield f"# ---- {kind.key}: {about}"
    lines = list(_fields(kind, kind.model, fields, ""))
    if kind.key in _REQUIRED:
        yield f"{kind.key}:"
        for name, value in _REQUIRED[kind.key].items():
            yield f"  {name}: {value.format(start=year, end=year + 4)}"
        yield "  unknown: [all]  # Take this line away once you have looked at the lines below."
        yield from (f"  {line}" for line in _comment(lines))
        return
    lines += _not_asked(kind, fields)
    if kind.single:
        yield f"# {kind.key}:"
        yield from _comment(f"  {line}" for line in lines)
    else:
        yield f"# {kind.key}:"
        yield f"#   - id: {kind.name}-1"
        yield from _comment(f"    {line}" for line in lines)


def _fields(kind: Kind, model: type[Record], fields: set[str] | None, within: str) -> Iterator[str]:
    """Yield the fields of a part, each under what it is."""
    for name in assessable(model):
        path = f"{within}{name}"
        if "." in name or (within == "" and name in _REQUIRED.get(kind.key, {})):
            continue
        inner = {p for p in fields or () if p == path or p.startswith(f"{path}.")}
        if fields is not None and not inner:
            continue
        info, sort = model.model_fields[name], fields_of(kind.name)[path]
        text = (info.description or "").rstrip(".") + _choices(sort) + "."
        yield from (f"# {line}" for line in wrap(text, _WIDTH - 10))
        # What is named must be there, and nothing stands under itself: such a line needs a second look.
        tied = sort.sort == "reference" and (fields is None or sort.target == kind.name)
        sign = "# " if tied else ""
        yield f"{sign}{name}: {_example(sort, info.examples)}"


def _not_asked(kind: Kind, fields: set[str] | None) -> Iterator[str]:
    """Yield what says that the fields which are not asked for were not looked at."""
    asked = {path.partition(".")[0] for path in fields or ()}
    rest = [name for name in assessable(kind.model) if "." not in name and name not in asked]
    if fields is not None and rest:
        yield "# Not asked here. Take a name away once you have looked at it."
        yield f"unknown: [{', '.join(rest)}]"


def _choices(sort: FieldType) -> str:
    """Return what a field can be, where that is a list."""
    if sort.sort == "reference" and sort.target is not None:
        return (
            f" (ids of `{KINDS[sort.target].key}`)"
            if sort.several
            else f" (an id of `{KINDS[sort.target].key}`)"
        )
    if sort.sort == "entry" and sort.target is not None:
        return ": " + ", ".join(VOCABULARIES[sort.target])
    return " (true or false)" if sort.sort == "yes-no" else ""


def _example(sort: FieldType, examples: list[Any] | None) -> str:
    """Return an example of a field's value, in the flow style of YAML, which JSON is a part of."""
    if sort.sort == "reference":
        value: Any = [f"{sort.target}-1"] if sort.several else f"{sort.target}-1"
    elif examples:
        value = examples[0]
    else:
        value = ["Text"] if sort.several else "Text"
    return json.dumps(value, ensure_ascii=False)
