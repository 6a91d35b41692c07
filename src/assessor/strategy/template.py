"""A strategy document to fill in.

In: which fields to ask for, and a language. Out: YAML with comments, a valid document as it stands. All that
a strategy can hold is there as an example behind a comment sign; what was not looked at is listed as unknown.
What a field is and what stands in it is said in the words of the schema, as an editor shows them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any, Final

from assessor import resources
from assessor.speech import ENGLISH, Speech, speech
from assessor.strategy.base import assessable
from assessor.strategy.fields import FieldType, fields_of, labels_of
from assessor.strategy.model import KINDS, OPEN_KEYS, Kind
from assessor.strategy.vocabulary import MEANINGS
from assessor.strategy.words import DOMAIN, Node, at_last

Wanted = Mapping[str, Iterable[str]]
"""Fields by kind; a field within a field as ``target.date``."""

_WIDTH: Final = 100
_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {"document": ("title", "period"), "territory": ("name",)}
"""What no strategy can be without."""
_MODELINE: Final = "# yaml-language-server: $schema=strategy.schema.json"


def template(
    year: int, wanted: Wanted | None = None, *, language: str = ENGLISH, options: Iterable[str] = ()
) -> str:
    """Return a strategy document to fill in.

    Args:
        year: the year that the example's period begins with.
        wanted: the fields to ask for; None for everything that a strategy can hold.
        language: the language of its comments and examples; English where the program does not speak it.
        options: options with which the document is to be assessed, for the hint at the top.
    """
    wanted = None if wanted is None else _with_what_is_named(wanted)
    return _Template(year, wanted, speech(language, DOMAIN)).text(options)


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


class _Template:
    """A document in the making."""

    def __init__(self, year: int, wanted: Mapping[str, set[str]] | None, say: Speech) -> None:
        self.year = year
        self.wanted = wanted
        self.say = say
        self.schema = resources.schema("strategy", say.language)

    def text(self, options: Iterable[str]) -> str:
        lines = [*_comment(self._head(options)), "", "schema_version: 1", "", *self._unknown(), ""]
        for kind in KINDS.values():
            if self.wanted is None or self.wanted.get(kind.name) or kind.key in _REQUIRED:
                lines += [*self._section(kind), ""]
        return "\n".join(lines).rstrip() + "\n"

    def _head(self, options: Iterable[str]) -> Iterator[str]:
        say = self.say
        title = say("How to fill this in")
        scope = (
            say("Every part of a strategy has its place below.")
            if self.wanted is None
            else say("Only what is needed for a first impression has a place below.")
        )
        examples = say(
            "Lines that begin with # are examples: take the # and the space after it away, and write what "
            "your strategy says. Leave out what it does not say. A line with a second # explains the next, "
            "or names other items: take that away too once those are there."
        )
        unknown = say(
            "What you have not looked at yet stands under `unknown`. Take a name from that list once you "
            "have written down all that the strategy says about it, or seen that it says nothing."
        )
        yield from (title, "-" * len(title), *_wrapped(f"{scope} {examples}"), "", *_wrapped(unknown), "")
        file = say("FILE")
        yield f"    assessor validate {file}"
        yield from _wrapped(say("tells what is wrong with this file, and at which line"), 8)
        yield f"    {' '.join(('assessor assess', file, *options))}"
        yield from _wrapped(say("tells how the strategy stands, and what would help most"), 8)
        yield f"    assessor schema --lang {say.language} --output strategy.schema.json"
        editor = say(
            "writes what an editor needs to explain each field and to complete it as you type, once this is "
            "the first line of the file:"
        )
        yield from _wrapped(editor, 8)
        yield f"        {_MODELINE}"

    def _unknown(self) -> Iterator[str]:
        yield from _comment([self.say("Not looked at yet. Take a name away once you have.")])
        yield "unknown:"
        asked = [key for key in OPEN_KEYS if self.wanted is None or _kind_of(key).name in self.wanted]
        for key in [*asked, *(key for key in OPEN_KEYS if key not in asked)]:
            yield f"  - {key}"

    def _section(self, kind: Kind) -> Iterator[str]:
        """Yield one part of the document, as an example behind comment signs."""
        part = self.schema["properties"][kind.key]
        about = part.get("description") or at_last(part, self.schema["$defs"])["description"]
        yield f"# ---- {kind.key}: {about}"
        if kind.key in _REQUIRED:
            yield f"{kind.key}:"
            yield from (f"  {line}" for line in self._to_replace(kind))
            yield from (f"  {line}" for line in _comment(self._fields(kind)))
            return
        lines = [*self._fields(kind), *self._not_asked(kind)]
        yield f"# {kind.key}:"
        if kind.single:
            yield from _comment(f"  {line}" for line in lines)
        else:
            yield f"#   - id: {kind.name}-1"
            yield from _comment(f"    {line}" for line in lines)

    def _to_replace(self, kind: Kind) -> Iterator[str]:
        """Yield what no strategy can be without, with something to be replaced."""
        say = self.say
        values = {
            "title": quoted(say("The title of your strategy")),
            "period": f"{{start: {self.year}, end: {self.year + 4}}}",
            "name": quoted(say("The name of your city or region")),
        }
        yield from (f"{name}: {values[name]}" for name in _REQUIRED[kind.key])
        away = say("Take this line away once you have looked at the lines below.")
        yield f"unknown: [all]  # {away}"

    def _fields(self, kind: Kind) -> Iterator[str]:
        """Yield the fields of a part, each under what it is."""
        properties = self.schema["$defs"][kind.model.__name__]["properties"]
        for name in assessable(kind.model):
            if "." in name or name in _REQUIRED.get(kind.key, ()) or not self._asks(kind, name):
                continue
            sort = fields_of(kind.name)[name]
            about = self._about(sort, properties[name])
            yield from (f"# {line}" for line in _wrapped(about, width=_WIDTH - 10))
            # What is named must be there, and nothing stands under itself: such a line needs a second look.
            tied = sort.sort == "reference" and (self.wanted is None or sort.target == kind.name)
            sign = "# " if tied else ""
            yield f"{sign}{name}: {self._example(sort, properties[name])}"

    def _asks(self, kind: Kind, name: str) -> bool:
        if self.wanted is None:
            return True
        return any(path.partition(".")[0] == name for path in self.wanted.get(kind.name, ()))

    def _not_asked(self, kind: Kind) -> Iterator[str]:
        """Yield what says that the fields which are not asked for were not looked at."""
        names = [name for name in assessable(kind.model) if "." not in name]
        rest = [name for name in names if not self._asks(kind, name)]
        if rest:
            yield from _comment([self.say("Not asked here. Take a name away once you have looked at it.")])
            yield f"unknown: [{', '.join(rest)}]"

    def _about(self, sort: FieldType, node: Node) -> str:
        """Return what a field is, and what it can be where that is a list."""
        say = self.say
        about = node["description"].rstrip(".")
        if sort.sort == "reference" and sort.target is not None:
            key = KINDS[sort.target].key
            return (
                say("{about} (ids of `{key}`).", about=about, key=key)
                if sort.several
                else say("{about} (an id of `{key}`).", about=about, key=key)
            )
        if sort.sort == "entry":
            return say("{about}: {entries}.", about=about, entries=_entries(node.get("items", node)))
        return say("{about} (true or false).", about=about) if sort.sort == "yes-no" else f"{about}."

    def _example(self, sort: FieldType, node: Node) -> str:
        """Return an example of a field's value, in the flow style of YAML, which JSON is a part of."""
        if sort.sort == "reference":
            value: Any = f"{sort.target}-1"
        elif "examples" in node:
            return json.dumps(self._in_order(node["examples"][0], node), ensure_ascii=False)
        else:
            value = self.say("Text")
        return json.dumps([value] if sort.several else value, ensure_ascii=False)

    def _in_order(self, example: Any, node: Node) -> Any:
        """Return an example with its keys in the order of the model: those of a schema are sorted."""
        if isinstance(example, list):
            return [self._in_order(entry, node["items"]) for entry in example]
        if not isinstance(example, dict):
            return example
        keys = at_last(node, self.schema["$defs"])["properties"]
        return {key: example[key] for key in keys if key in example}


def _kind_of(key: str) -> Kind:
    return next(kind for kind in KINDS.values() if kind.key == key)


def _comment(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"# {line}".rstrip()


def _wrapped(text: str, indent: int = 0, width: int = _WIDTH) -> list[str]:
    blanks = " " * indent
    return wrap(text, width, initial_indent=blanks, subsequent_indent=blanks, break_on_hyphens=False)


def _entries(node: Node) -> str:
    """Return what stands in a closed list, each with its meaning where that is another word."""
    meanings = zip(node["enum"], node[MEANINGS], strict=False)  # the list may end with null: left blank
    return ", ".join(
        entry if meaning.lower() == entry.replace("-", " ") else f"{entry} ({meaning})"
        for entry, meaning in meanings
    )


def quoted(text: str) -> str:
    """Return text as YAML holds it whatever is written in its place, such as a title with a colon."""
    return json.dumps(text, ensure_ascii=False)
