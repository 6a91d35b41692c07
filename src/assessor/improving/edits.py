"""Edits of a strategy, and the strategy with edits applied.

In: a strategy and edits. Out: another strategy; the one that came in stays as it is. Must never know: why an
edit is made, or what it is worth.

An edit writes only where nothing is written yet: no edit changes or removes what a city has said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from pydantic import ValidationError

from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.records import record
from assessor.strategy.model import KINDS, Kind, Strategy

Value = str | int | float | bool


@record
class Fill:
    """Write a value in an empty field, or add an entry to a list, of an item or section."""

    kind: str
    at: str
    """JSON Pointer of the item or section; a section need not be there yet."""
    field: str
    """``target.value`` for a field within a field."""
    value: Value
    form: Literal["fill"] = "fill"


@record
class Link:
    """Name another item in a field of an item."""

    kind: str
    at: str
    """JSON Pointer of an item that is there, or the id of one that is added."""
    field: str
    target: str
    """JSON Pointer of an item that is there, or the id of one that is added."""
    form: Literal["link"] = "link"


@record
class Add:
    """Add an item, complete, at the end of its list."""

    kind: str
    id: str
    fields: Mapping[str, Any]
    """Values by field; items that are there are named by their JSON Pointers, added ones by their ids."""
    form: Literal["add"] = "add"


@record
class Settle:
    """Have what was only announced: an item, a section or a whole list is there from now on."""

    kind: str
    at: str
    form: Literal["settle"] = "settle"


Edit = Fill | Link | Add | Settle
_ORDER: Final = (Settle, Fill, Add, Link)
"""Items are added before links name them; the order of the edits themselves does not matter."""

_GONE: Final = Message("There is nothing at {at} to edit; a strategy has {kind} at {key}.")
_TAKEN: Final = Message("{field} of {at} is given already; edits only fill what is empty.")
_REFUSED: Final = Message("With these edits it is no valid strategy: {reason}.")


def apply(strategy: Strategy, edits: Iterable[Edit]) -> Strategy:
    """Return a strategy with edits applied. Lines of what was there before stay known.

    Args:
        strategy: the strategy; it is not changed.
        edits: in any order.

    Raises:
        UsageError: an edit is none, is about nothing that is there, names what is not there, would write over
            something or add an id that is taken; or what comes of them is no valid strategy.
    """
    edited = _Edited(strategy)
    for edit in sorted(edits, key=_place):
        edited.take(edit)
    return edited.done()


def _place(edit: object) -> int:
    if not isinstance(edit, _ORDER):
        kinds, name = ", ".join(each.__name__ for each in _ORDER), shorten(repr(edit))
        raise UsageError(Message("An edit is one of {kinds}, not {name}.", kinds=kinds, name=name))
    return _ORDER.index(type(edit))


class _Edited:
    """A strategy as plain values, being edited."""

    def __init__(self, strategy: Strategy) -> None:
        self._positions = strategy.positions
        self._names: list[tuple[Kind, str]] = []
        """What is to be named, with its kind: it may be added later."""
        self._content: dict[str, Any] = strategy.model_dump(mode="json", exclude_unset=True)

    def take(self, edit: Edit) -> None:
        """Apply one edit."""
        kind = KINDS.get(edit.kind)
        if kind is None:
            raise UsageError(Message("There is no kind of item '{name}'.", name=shorten(edit.kind)))
        if isinstance(edit, Add):
            if edit.id in self._ids(kind):
                raise UsageError(Message("The id '{id}' is taken already.", id=shorten(edit.id)))
            self._add(kind, edit)
        elif isinstance(edit, Settle):
            self._settle(kind, edit.at)
        elif isinstance(edit, Fill):
            self._write(kind, edit.at, edit.field, edit.value)
        else:
            self._write(kind, edit.at, edit.field, self._named(kind, edit.field, edit.target))

    def done(self) -> Strategy:
        """Return what came of it."""
        for kind, name in self._names:
            if name not in self._ids(kind):
                told = Message("There is no {kind} '{id}' to name.", kind=kind.name, id=shorten(name))
                raise UsageError(told)
        try:
            found = Strategy.model_validate(self._content)
        except ValidationError as error:
            raise UsageError(_REFUSED.filled(reason=error.errors()[0]["msg"])) from None
        return found.with_positions(self._positions) if self._positions else found

    def _add(self, kind: Kind, edit: Add) -> None:
        item: dict[str, Any] = {"id": edit.id}
        for field, value in edit.fields.items():
            if field in kind.references:
                named = value if isinstance(value, list | tuple) else [value]
                ids = [self._named(kind, field, target) for target in named]
                value = ids if field in kind.lists else ids[0]  # noqa: PLW2901 - what the document holds
            elif isinstance(value, tuple):
                value = list(value)  # noqa: PLW2901 - the same
            put(item, field, value)
        if not self._content.get(kind.key):
            self._keep_promise(kind)  # what was announced is there
        self._content[kind.key] = [*(self._content.get(kind.key) or ()), item]

    def _settle(self, kind: Kind, at: str) -> None:
        if at == f"/{kind.key}":
            self._check_there(kind, at)
            self._keep_promise(kind)
        if kind.single or at != f"/{kind.key}":
            self._entry(kind, at).pop("announced", None)

    def _check_there(self, kind: Kind, at: str) -> None:
        if self._content.get(kind.key) is None and kind.key not in (self._content.get("announced") or ()):
            raise UsageError(_GONE.filled(at=shorten(at), kind=kind.name, key=f"/{kind.key}"))

    def _keep_promise(self, kind: Kind) -> None:
        promised = self._content.get("announced")
        if promised and kind.key in promised:
            self._content["announced"] = [key for key in promised if key != kind.key]

    def _write(self, kind: Kind, at: str, field: str, value: Value) -> None:
        entry = self._entry(kind, at)
        if field in kind.lists:
            listed = entry.get(field) or []
            if value in listed:
                raise UsageError(_TAKEN.filled(field=field, at=shorten(at)))
            entry[field] = [*listed, value]
        else:
            if _given(entry, field):
                raise UsageError(_TAKEN.filled(field=field, at=shorten(at)))
            put(entry, field, value)
            if entry.get("unknown"):
                entry["unknown"] = [name for name in entry["unknown"] if name != field]

    def _entry(self, kind: Kind, at: str) -> dict[str, Any]:
        """Return an item or section to write in."""
        key, _, place = at.removeprefix("/").partition("/")
        found: Any = None
        if key == kind.key and kind.single and not place:
            if self._content.get(key) is None:
                self._content[key] = {}
            found = self._content[key]
        elif key == kind.key and place.isdecimal():
            items = self._content.get(key) or []
            found = items[int(place)] if int(place) < len(items) else None
        elif not at.startswith("/"):
            found = next((each for each in self._content.get(kind.key) or [] if each.get("id") == at), None)
        if found is None:
            raise UsageError(_GONE.filled(at=shorten(at), kind=kind.name, key=f"/{kind.key}"))
        entry: dict[str, Any] = found
        return entry

    def _ids(self, kind: Kind) -> set[str]:
        content = self._content.get(kind.key) or []
        return set() if kind.single else {each["id"] for each in content if each.get("id")}

    def _named(self, kind: Kind, field: str, target: object) -> str:
        """Return the id of what a field is to name, which must be there in the end."""
        named = self._id_of(target if isinstance(target, str) else str(target))
        if field in kind.references:
            self._names.append((KINDS[kind.references[field]], named))
        return named

    def _id_of(self, target: str) -> str:
        """Return the id of an item to be named; one without an id gets one."""
        if not target.startswith("/"):
            return target
        key = target.split("/")[1]
        kind = next((each for each in KINDS.values() if each.key == key), None)
        if kind is None or kind.single:
            raise UsageError(Message("There is nothing at {at} that could be named.", at=shorten(target)))
        item = self._entry(kind, target)
        if not item.get("id"):
            taken = {other.get("id") for other in self._content[key]}
            item["id"] = free_id(f"this-{kind.name}", taken)
        found: str = item["id"]
        return found


def free_id(kind: str, taken: Iterable[str | None]) -> str:
    """Return an id that no item of a kind has yet."""
    taken = set(taken)
    number = 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"


def _given(entry: Mapping[str, Any], field: str) -> bool:
    head, _, inner = field.partition(".")
    value = entry.get(head)
    if inner and isinstance(value, dict):
        value = value.get(inner)
    return value is not None


def put(entry: dict[str, Any], field: str, value: Any) -> None:
    """Write a value in a field, or in a field within a field."""
    head, _, inner = field.partition(".")
    if inner:
        entry[head] = {**(entry.get(head) or {}), inner: value}
    else:
        entry[head] = value
