"""What a rater is asked of a host: each criterion, what it asks, and the passages of the strategy for it.

In: a pack, a language, a strategy. Out: questions. What the rules made of the strategy is not told: raters
judge for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from assessor.documents.problems import one_line, shorten
from assessor.facts.rows import Facts, Row, facts_of
from assessor.pack import model as m
from assessor.pack.lookup import words_of
from assessor.pack.uses import fields_used
from assessor.reports.asked import Asked, Line
from assessor.reports.names import called, kind_name
from assessor.scoring.places import label_of
from assessor.strategy.base import Evidence, Record
from assessor.strategy.fields import labels_of
from assessor.strategy.model import KINDS, Strategy

Fields = tuple[str, ...]
"""Names of fields of a kind."""
MOST_PASSAGES: Final = 6
"""Passages shown for one kind of a criterion; of the rest it is said where they stand."""
_MOST_SIGNS: Final = 220
_NOTHING: Final = "–"
_NOT_SHOWN: Final = frozenset(("id", "announced", "unknown", "evidence", "note"))


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion, as a rater is asked about it."""

    criterion: str
    idea: str
    title: str
    why: str
    asked: tuple[str, ...]
    """What is looked for, line by line, each moved in by how far it stands below others."""
    passages: tuple[str, ...]


class Questionnaire:
    """What a pack asks, in one language; the same for every host."""

    def __init__(self, pack: m.Pack, language: str) -> None:
        """Look up the words.

        Raises:
            UsageError: the pack has none in that language.
        """
        self.pack = pack
        self.language = language
        self.words = words_of(pack, language)
        self.asked = Asked(pack, language)
        self.say = self.asked.say

    def ideas(self) -> Iterator[tuple[str, str, list[m.Criterion]]]:
        """Yield each idea with its title and its criteria."""
        for idea in self.pack.about.ideas:
            criteria = [each for each in self.pack.criteria if self.pack.idea_of[each.id] == idea.id]
            yield idea.id, self.words.ideas[idea.id].title, criteria

    def about(self, strategy: Strategy) -> Iterator[Question]:
        """Yield the questions about a strategy, in the order of the pack."""
        passages = Passages(self, facts_of(strategy))
        for criterion in self.pack.criteria:
            text = self.words.criteria[criterion.id]
            yield Question(
                criterion.id,
                self.pack.idea_of[criterion.id],
                text.title,
                text.why,
                self._asked[criterion.id],
                tuple(passages.of(self._looked_at[criterion.id])),
            )

    @cached_property
    def _asked(self) -> Mapping[str, tuple[str, ...]]:
        return {
            criterion.id: tuple(self._lines(self.asked.check(criterion.check), 0))
            for criterion in self.pack.criteria
        }

    @cached_property
    def _looked_at(self) -> Mapping[str, Mapping[str, Fields]]:
        """What each criterion looks at: kinds, and the fields of each that it reads."""
        found = {}
        for criterion in self.pack.criteria:
            used = fields_used(self.pack, [criterion.id])
            kinds = dict.fromkeys((*m.kinds_of(criterion.check), *used))
            found[criterion.id] = {
                kind: tuple(dict.fromkeys(name.partition(".")[0] for name in used.get(kind, ())))
                for kind in kinds
            }
        return found

    def _lines(self, line: Line, depth: int) -> Iterator[str]:
        yield "    " * depth + line.said(self.asked.terms).replace("`", "")
        for inner in line.lines:
            yield from self._lines(inner, depth + 1)


class Passages:
    """What a strategy says where criteria look, each passage with its line."""

    def __init__(self, questionnaire: Questionnaire, facts: Facts) -> None:
        self.terms = questionnaire.asked.terms
        self.say = questionnaire.say
        self.facts = facts
        self._found: dict[tuple[str, Fields], tuple[str, ...]] = {}

    def of(self, looked_at: Mapping[str, Fields]) -> Iterator[str]:
        """Yield the passages of the kinds that a criterion looks at, the fields that it reads first."""
        for key in looked_at.items():
            if key not in self._found:
                self._found[key] = tuple(self._passages(*key))
            yield from self._found[key]

    def _passages(self, kind: str, fields: Fields) -> Iterator[str]:
        say, name, listing = self.say, kind_name(self.say, kind), self.facts.listing(kind)
        if KINDS[kind].single:
            name = kind_name(self.say, kind, 1)
        if not listing.rows:
            told = say("not examined") if listing.is_open else say("nothing in the document")
            yield self.terms.of(name, told)
            return
        for row in listing.rows[:MOST_PASSAGES]:
            yield self._passage(row, fields)
        rest = listing.rows[MOST_PASSAGES:]
        if rest:
            first, last = rest[0].line, rest[-1].line
            yield say.many(
                "{things}: {number} more, from line {first} to line {last}",
                "{things}: {number} more, from line {first} to line {last}",
                len(rest),
                things=name,
                first=first or "–",
                last=last or "–",
            )

    def _passage(self, row: Row, fields: Fields) -> str:
        name = one_line(called(self.say, label_of(row), row.pointer))
        told = "; ".join(_given(row, fields))
        place = self.terms.at_line(row.line)
        remark = self.say("only announced")
        head = f"{name}{place}" + (f" ({remark})" if row.announced else "")
        whole = self.terms.of(head, told) if told else head
        said_in = _evidence(row)
        return shorten(whole, _MOST_SIGNS) + (f" [{shorten(said_in, 80)}]" if said_in else "")


def _given(row: Row, first: Fields) -> Iterator[str]:
    """Yield the fields of a row as they are written, beside the one that it is called by.

    Those that are looked at come first, also where the document says nothing of them.
    """
    own = next((name for name in labels_of(row.kind) if row.fields.get(name)), None)
    for name in (*first, *(name for name in row.fields if name not in first)):
        value = row.fields.get(name)
        if name == own or name in _NOT_SHOWN:
            continue
        if value not in (None, [], ""):
            yield f"{name}: {_written(value)}"
        elif name in first:
            yield f"{name}: {_NOTHING}"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(_written(each) for each in value)
    if isinstance(value, Record):
        inner = value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return " ".join(f"{key} {each}" for key, each in inner.items() if key not in _NOT_SHOWN)
    return str(getattr(value, "value", value))


def _evidence(row: Row) -> str:
    """Return where the document says it: title, page and section of the first evidence."""
    found: list[Evidence] = row.fields.get("evidence") or []
    if not found:
        return ""
    parts = found[0].document, found[0].page, found[0].passage
    return ", ".join(str(part) for part in parts if part is not None)
