"""Hypothesis strategies: documents, documents with unknowns, checks and packs.

Documents are plain values, as read from a file. Kinds come in clusters, so that what a check reads is often
there; everything drawn is valid, and every drawn pack passes lint.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from oracle import Document
from oracle_derived import DERIVED_NAMES, first_day, last_day
from values import (
    CLUSTERS,
    FIELDS,
    PARTS,
    RECORDS,
    REQUIRED,
    id_of,
    is_date,
    readable,
    ties,
    type_of,
    values_of,
)

from assessor.pack import model as m
from assessor.strategy.model import KINDS, OPEN_KEYS

_ITEMS = 3
_LEVELS = [{"id": "absent", "from": 0}, {"id": "initial", "from": 20}, {"id": "developing", "from": 45},
           {"id": "consolidated", "from": 70}, {"id": "exemplary", "from": 90}]  # fmt: skip


@cache
def clusters() -> st.SearchStrategy[tuple[str, ...]]:
    """Kinds that belong together."""
    return st.sampled_from(CLUSTERS)


@cache
def _rarely() -> st.SearchStrategy[bool]:
    return st.integers(0, 5).map(lambda number: number == 5)


# --- documents


@st.composite
def documents(draw: st.DrawFn, kinds: Sequence[str] | None = None, exact: bool = True) -> Document:
    """A valid document in which everything is known; with ``exact``, every date is a day."""
    kinds = kinds or draw(clusters())
    period = {"start": "2024-01-01" if exact else draw(st.sampled_from(["2024", "2024-03", "2024-01-01"]))}
    if draw(st.booleans()):
        period["end"] = "2028-12-31" if exact else draw(st.sampled_from(["2025", "2028-12", "2028-12-31"]))
    document: Document = {"document": {"title": "t", "period": period}, "territory": {"name": "n"}}
    sizes = {kind: draw(st.integers(0, 1 if KINDS[kind].single else _ITEMS)) for kind in kinds}
    named = {
        kind: [n for n in range(size) if KINDS[kind].single or not draw(_rarely())]
        for kind, size in sizes.items()
    }
    ids = {kind: [id_of(kind, number) for number in numbers] for kind, numbers in named.items()}
    for kind, size in sizes.items():
        if kind == "document":
            document["document"] |= _drawn(draw, kind, ids, exact)
        elif KINDS[kind].single:
            if size:
                document[KINDS[kind].key] = _drawn(draw, kind, ids, exact)
        elif size:
            document[KINDS[kind].key] = [
                ({"id": id_of(kind, n)} if n in named[kind] else {}) | _drawn(draw, kind, ids, exact, n)
                for n in range(size)
            ]
    promised = [key for key in (KINDS[kind].key for kind in kinds) if key in OPEN_KEYS and draw(_rarely())]
    return document | ({"announced": promised} if promised else {})


def _drawn(
    draw: st.DrawFn, kind: str, ids: dict[str, list[str]], exact: bool, number: int = 0
) -> dict[str, Any]:
    """Draw the fields of an item or section; ``ids`` are those that it may name."""
    entry: dict[str, Any] = {}
    for field in FIELDS[kind]:
        if (kind, field) in RECORDS:
            parts = {part: draw(_maybe(kind, f"{field}.{part}", exact)) for part in RECORDS[kind, field]}
            if draw(st.booleans()) and all(parts[p] is not None for p in parts if f"{field}.{p}" in REQUIRED):
                entry[field] = {part: value for part, value in parts.items() if value is not None}
            continue
        type_ = type_of(kind, field)
        if type_.sort == "reference":
            # Nothing names itself, and priorities only earlier ones: they never go round in a circle.
            own = id_of(kind, number)
            choices = [
                name
                for name in ids.get(str(type_.target), [])
                if type_.target != kind or (name < own if kind == "priority" else name != own)
            ]
        else:
            choices = list(values_of(kind, field, exact))
        if type_.several:
            value = draw(st.lists(st.sampled_from(choices), max_size=2)) if choices else []
        else:
            value = draw(st.sampled_from([None, *choices]))
        if value not in (None, []):
            entry[field] = value
    if kind not in ("document", "territory") and draw(_rarely()):
        entry["announced"] = True
    return forwards(entry)


def _maybe(kind: str, field: str, exact: bool) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values_of(kind, field, exact)])


def forwards(entry: dict[str, Any]) -> dict[str, Any]:
    """Drop the end of a period that runs backwards."""
    for inner in (entry, *(value for value in entry.values() if isinstance(value, dict))):
        start, end = inner.get("start"), inner.get("end")
        if start and end and last_day(end) < first_day(start):
            del inner["end"]
    return entry


@st.composite
def additions(draw: st.DrawFn, document: Document, kinds: Sequence[str]) -> tuple[str, Document]:
    """A kind, and the same document with one more item of it, which may name those that are there."""
    ids = _ids(document, kinds)
    kind = draw(st.sampled_from([kind for kind in kinds if not KINDS[kind].single]))
    item = {"id": id_of(kind, _ITEMS)} | _drawn(draw, kind, ids, True, _ITEMS)
    key = KINDS[kind].key
    return kind, document | {key: [*document.get(key, ()), item]}


@st.composite
def fillings(draw: st.DrawFn, document: Document, kinds: Sequence[str]) -> tuple[str, str, Document]:
    """A kind, a field, and the same document with that field filled in one item that left it empty."""
    document = deepcopy(document)
    entries = [
        (kind, number, entry)
        for kind in kinds
        for number, entry in enumerate(_entries(document, kind))
        if any(field not in entry for field in FIELDS[kind])
    ]
    assume(entries)
    kind, number, entry = draw(st.sampled_from(entries))
    full = _drawn(draw, kind, _ids(document, kinds), True, number)
    fields = [field for field in FIELDS[kind] if field not in entry and field in full]
    assume(fields)
    field = draw(st.sampled_from(fields))
    entry[field] = full[field]
    assume(forwards(deepcopy(entry)) == entry)
    return kind, field, document


def _ids(document: Document, kinds: Sequence[str]) -> dict[str, list[str]]:
    return {kind: [entry["id"] for entry in _entries(document, kind) if "id" in entry] for kind in kinds}


def _entries(document: Document, kind: str) -> list[dict[str, Any]]:
    content = document.get(KINDS[kind].key, [])
    return [content] if isinstance(content, dict) else content


@st.composite
def unknowns(draw: st.DrawFn, document: Document, kinds: Sequence[str]) -> Document:
    """The same document with some fields, lists and sections not examined, and some items not listed."""
    document = deepcopy(document)
    for kind in kinds:
        for entry in _entries(document, kind):
            _forget(draw, kind, entry)
    open_keys, unlisted = [], {}
    for kind in kinds:
        key, single = KINDS[kind].key, KINDS[kind].single
        if not single and draw(_rarely()):
            unlisted[key] = draw(st.integers(1, 2))
        if key in OPEN_KEYS and key not in document.get("announced", ()) and draw(_rarely()):
            open_keys.append(key)
            if single:
                document.pop(key, None)
    more = {"unknown": open_keys, "unlisted": unlisted}
    return document | {key: value for key, value in more.items() if value}


def _forget(draw: st.DrawFn, kind: str, entry: dict[str, Any]) -> None:
    inner = [
        f"{field}.{part}" for (owner, field), parts in RECORDS.items() for part in parts if owner == kind
    ]
    fields = [
        name for name in (*FIELDS[kind], *inner, "all") if name not in ("period.start", "budget.amount")
    ]
    if kind == "document":
        fields.remove("all")
    # What is tied to what is hardest to bound, so references are forgotten more often.
    fields += [field for field in FIELDS[kind] if field in KINDS[kind].references] * 2
    names = draw(st.lists(st.sampled_from(fields), max_size=2, unique=True))
    for name in names:
        head, _, rest = name.partition(".")
        if rest and isinstance(entry.get(head), dict):
            entry[head].pop(rest, None)
        elif not rest and not isinstance(entry.get(name), list | dict):
            entry.pop(name, None)
    if names:
        entry["unknown"] = names


# --- checks


@cache
@st.composite
def checks(draw: st.DrawFn, kinds: Sequence[str], form: str | None = None, depth: int = 1) -> m.Check:
    """A check of one form, or of any, over some kinds."""
    forms = ["count", "share", "cover", "balance"] + (["all", "any", "parts"] if depth else [])
    form = form or draw(st.sampled_from(forms))
    if form in ("all", "any", "parts"):
        members = draw(st.lists(checks(kinds, depth=depth - 1), min_size=2, max_size=3))
        if form == "all":
            return m.All(all=members)
        return m.Any_(any=members) if form == "any" else m.Parts(parts=members)
    if form == "cover":
        return draw(_covers(kinds))
    kind = draw(st.sampled_from(kinds))
    where = draw(st.lists(field_conditions(kind), max_size=1))
    if form == "balance":
        fields = [name for name in readable(kind) if _is_plain(kind, name)]
        if fields:
            limit = draw(st.sampled_from([0.2, 0.34, 0.5, 0.75, 1]))
            return m.Balance(balance=kind, field=draw(st.sampled_from(fields)), where=where, at_most=limit)
    that = draw(st.lists(conditions(kind, kinds), min_size=form == "share", max_size=2))
    if form == "share":
        return m.Share(share=kind, where=where, that=that)
    return m.Count(count=kind, where=where, that=that, **draw(_limits()))


@cache
@st.composite
def _covers(draw: st.DrawFn, kinds: Sequence[str]) -> m.Check:
    choices = [
        (kind, field) for kind in kinds for field in FIELDS[kind] if type_of(kind, field).sort == "entry"
    ]
    kind, field = draw(st.sampled_from(choices))
    vocabulary = str(type_of(kind, field).target)
    names = [vocabulary, *(name for name, part in PARTS.items() if part.of == vocabulary)]
    that = draw(st.lists(conditions(kind, kinds), max_size=2))
    return m.Cover(cover=draw(st.sampled_from(names)), some=kind, by=field, that=that)


def _is_plain(kind: str, field: str) -> bool:
    type_ = type_of(kind, field)
    plain = type_.sort != "record" and not type_.several and not is_date(field)
    return plain and (kind, field) not in DERIVED_NAMES


@cache
@st.composite
def _limits(draw: st.DrawFn) -> dict[str, int]:
    least = draw(st.sampled_from([None, 1, 2]))
    most = draw(st.sampled_from([None, None, 1, 2]))
    given = {"at_least": least, "at_most": most if most is None else max(most, least or 1)}
    return {name: number for name, number in given.items() if number is not None}


@cache
@st.composite
def conditions(draw: st.DrawFn, kind: str, kinds: Sequence[str], depth: int = 2) -> m.Condition:
    """A condition on items of a kind: on a field, on tied items, or one of several."""
    backward = [(owner, field) for owner, field, target in ties(kinds) if target == kind]
    forward = [(target, field) for owner, field, target in ties(kinds) if owner == kind]
    forms = ["field"]
    if depth:
        forms += ["any"] + ["by"] * 3 * bool(backward) + ["via"] * 3 * bool(forward)
    form = draw(st.sampled_from(forms))
    if form == "field":
        return draw(field_conditions(kind))
    if form == "any":
        return m.AnyOf(any=draw(st.lists(conditions(kind, kinds, depth - 1), min_size=2, max_size=2)))
    some, field = draw(st.sampled_from(backward if form == "by" else forward))
    that = draw(st.lists(conditions(some, kinds, depth - 1), max_size=2))
    countable = [n for n in FIELDS[some] if type_of(some, n).sort != "record" and not is_date(n)]
    distinct = draw(st.sampled_from([None, None, *countable]))
    return m.Relation(some=some, that=that, distinct=distinct, **{form: field}, **draw(_limits()))


@cache
def field_conditions(kind: str) -> st.SearchStrategy[m.FieldCondition]:
    """A condition on a field, or derived field, of a kind."""
    return st.one_of([st.sampled_from(_tests(kind, field)) for field in readable(kind)])


def _tests(kind: str, field: str) -> list[m.FieldCondition]:
    """Return the conditions on a field."""
    type_ = type_of(kind, field)
    tests: list[dict[str, Any]] = [{"present": True}]
    if type_.sort == "number":
        derived = (kind, field) in DERIVED_NAMES
        bounds = (0, 1, 2, 4) if derived else tuple(n for n in values_of(kind, field) if n != "x")
        tests += [{test: bound} for test in ("at_least", "at_most") for bound in bounds]
    elif type_.sort == "yes-no":
        tests += [{"is": value} for value in (True, False)]
    elif type_.sort != "record" and not is_date(field):
        values = values_of(kind, field)
        tests += [{"is": value} for value in values] + [{"in": list(values[:2])}]
        tests += [{"in": name} for name, part in PARTS.items() if part.of == type_.target]
    return [m.FieldCondition(field=field, **test) for test in tests]


# --- packs


@cache
@st.composite
def packs(draw: st.DrawFn, kinds: Sequence[str] | None = None, size: int = 3) -> m.Pack:
    """A pack of two ideas, each with up to ``size`` criteria."""
    kinds = kinds or draw(clusters())
    ideas = {"first": "FST", "second": "SND"}
    files = []
    for idea, code in ideas.items():
        drawn = draw(st.lists(checks(kinds), min_size=1, max_size=size))
        files.append(
            {"idea": idea, "criteria": [_criterion(draw, code, n, c) for n, c in enumerate(drawn, 1)]}
        )
    return pack_of(files, ideas)


def pack_around(checks: Sequence[m.Check]) -> m.Pack:
    """Return a pack of one idea with a criterion for each check, in order."""
    criteria = [criterion_of(f"ONE-{number:02}", check) for number, check in enumerate(checks)]
    return pack_of([{"idea": "only", "criteria": criteria}], {"only": "ONE"})


def pack_of(files: list[dict[str, Any]], ideas: dict[str, str]) -> m.Pack:
    """Return a pack made of files of criteria, with words for all of it."""
    about = {
        "id": "drawn", "version": "0", "source": "nobody",
        "ideas": [{"id": name, "code": code} for name, code in ideas.items()],
        "stages": ["only"], "steps": [{"number": 1, "stage": "only"}],
        "levels": {"levels": _LEVELS, "cap": "developing", "rated_from": 65, "index_from": len(ideas)},
        "parts": PARTS,
    }  # fmt: skip
    text = dict.fromkeys(("title", "failure", "why", "recommendation", "example", "because"), "x")
    words = {
        "language": "en", "title": "drawn",
        "ideas": {name: {"title": name} for name in ideas}, "stages": {"only": {"title": "only"}},
        "steps": {"1": {"title": "one"}}, "levels": {level["id"]: {"title": "level"} for level in _LEVELS},
        "criteria": {criterion["id"]: text for file in files for criterion in file["criteria"]},
        "phrases": {"undetermined": "{title} is not known", "examine": "Look: {recommendation}"},
    }  # fmt: skip
    return m.Pack.model_validate({"about": about, "files": files, "texts": {"en": words}, "digest": "0"})


def _criterion(draw: st.DrawFn, code: str, number: int, check: m.Check) -> dict[str, Any]:
    essential = {"essential": {"floor": draw(st.sampled_from([0.25, 0.5]))}} if number == 1 else {}
    return criterion_of(f"{code}-{number:02}", check, draw(st.integers(1, 3))) | essential


def criterion_of(name: str, check: m.Check, weight: int = 1) -> dict[str, Any]:
    """Return a criterion around a check."""
    return {
        "id": name, "steps": [1], "check": check, "weight": weight, "severity": "low", "effort": "low",
        "provenance": "source", "reference": {"chapter": "I", "passage": "p"}, "since": "0",
        "examples": {"met": [{}], "unmet": [{}]},
    }  # fmt: skip


@st.composite
def cases(draw: st.DrawFn, exact: bool = True) -> tuple[list[m.Check], Document]:
    """Checks, and a document over the same kinds."""
    kinds = draw(clusters())
    return draw(st.lists(checks(kinds), min_size=1, max_size=4)), draw(documents(kinds, exact))


@st.composite
def open_cases(draw: st.DrawFn) -> tuple[list[m.Check], Document]:
    """Checks, and a document with unknowns over the same kinds."""
    kinds = draw(clusters())
    document = draw(unknowns(draw(documents(kinds, exact=False)), kinds))
    return draw(st.lists(checks(kinds), min_size=1, max_size=4)), document
