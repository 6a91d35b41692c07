"""The strategy with the changes of a plan announced in it, at their places in its text.

In: the text of a strategy, and a plan for it. Out: YAML, valid as it is. New items and sections are marked
``announced``, so that they count for nothing before they are real; what is to be filled in of what is there
stands in comments. All that was written stays, to the letter, but for JSON, and YAML whose layout leaves no
room for that: these are written anew, line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assessor.documents.positions import Mark
from assessor.documents.problems import one_line
from assessor.documents.yaml_writer import to_yaml
from assessor.errors import InvalidStrategyError
from assessor.improving.edits import Add, put
from assessor.improving.work_plan import Change, Improvement, Written
from assessor.reports.improvement.sentences import Phrases
from assessor.speech import speech
from assessor.strategy.loading import parse_strategy
from assessor.strategy.model import KINDS, Strategy


def to_draft(source: str, plan: Improvement, name: str = "strategy") -> str:
    """Return a strategy as YAML with a plan announced in it.

    Args:
        source: the text of the strategy, YAML or JSON, that the plan was made for.
        plan: the plan.
        name: how to call the strategy in problems.

    Raises:
        InvalidStrategyError: the text is no valid strategy.
    """
    strategy = parse_strategy(source, name=name)
    if not source.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        draft = _Draft(source, strategy, plan).text()
        if _is_valid(draft):
            return draft
    # What stands in braces across lines leaves no room for comments: it is written line by line.
    content = strategy.model_dump(mode="json", exclude_unset=True)
    anew = to_yaml({key: value for key, value in content.items() if value not in ([], {}, None)})
    return _Draft(anew, parse_strategy(anew), plan).text()


def _is_valid(text: str) -> bool:
    try:
        parse_strategy(text)
    except InvalidStrategyError:
        return False
    return True


class _Draft:
    """The text of a strategy, and what is to stand after which of its lines."""

    def __init__(self, source: str, strategy: Strategy, plan: Improvement) -> None:
        self.end = next((each for each in _BREAK.findall(source) if each in _USUAL), "\n")
        self.lines, self.ends = _split(source, self.end)
        self.strategy = strategy
        self.plan = plan
        self.phrases = Phrases(plan, speech(plan.language))
        positions = strategy.positions
        assert positions is not None, "it was read from text"
        self.root = positions.root
        self.after: dict[int, list[str]] = {}
        self.new: dict[str, list[str]] = {}
        self.sections: dict[str, dict[str, Any]] = {}
        """New sections, with what is to be written in them."""
        self.written: dict[str, list[Written]] = {}

    def text(self) -> str:
        """Return the whole draft."""
        for change in self.plan.changes:
            if isinstance(change.edit, Add):
                self._add(change)
            else:
                self._announce(change)
        for key, entry in self.sections.items():
            lines = ["announced: true", *self._lines(entry, self.written[key])]
            self.new[key] = [f"  {line}" for line in lines]
        say = self.phrases.say
        told = say('Draft: what is marked "{mark}" is still to be done, and counts only then.', mark=_MARK)
        warned = say("Before you take such a mark away, replace what is only an example.")
        written = [f"# {told}{self.end}", f"# {warned}{self.end}"]
        for number, (line, end) in enumerate(zip(self.lines, self.ends, strict=True), 1):
            written.append(line + end)
            written += [each + self.end for each in self.after.get(number, ())]
        for key, lines in self.new.items():
            written += [each + self.end for each in ("", f"{key}:", *lines)]
        return "".join(written)

    # --- where parts end

    def _end_of_section(self, key: str) -> int:
        """Return the last line of a section, without the blank lines and comments after it."""
        start = self.root.part(key).key_line
        others = [mark.key_line for mark in (self.root.parts or {}).values() if mark.key_line > start]
        return self._last_written(start, min(others, default=len(self.lines) + 1) - 1)

    def _end_of_item(self, key: str, place: int) -> int:
        items = self.root.part(key).parts or {}
        start = items[place].line
        later = [mark.line for other, mark in items.items() if isinstance(other, int) and other > place]
        return self._last_written(start, min(later) - 1 if later else self._end_of_section(key))

    def _last_written(self, start: int, end: int) -> int:
        while end > start and self.lines[end - 1].strip() in ("", "-"):
            end -= 1
        while end > start and self.lines[end - 1].startswith("#"):
            end -= 1
        while end > start and not self.lines[end - 1].strip():
            end -= 1
        return end

    # --- what is announced of what is there

    def _announce(self, change: Change) -> None:
        """Say in a comment what is to be filled in."""
        kind = KINDS[change.kind]
        key, _, place = change.pointer.removeprefix("/").partition("/")
        told = [f"# {_MARK} ({change.criterion}): {one_line(line)}" for line in self._told(change)]
        if not change.pointer.startswith("/"):
            return  # it is written in the new item itself
        if not self._is_there(key):
            section = self.sections.setdefault(key, {})
            for written in change.writes:
                self._write(section, change.kind, written)
                self.written.setdefault(key, []).append(written)
        elif place:
            mark = (self.root.part(key).parts or {})[int(place)]
            self._put_after(self._end_of_item(key, int(place)), mark.column - 1, told)
        else:
            indent = self._indent(self.root.part(key)) if kind.single else 0
            self._put_after(self._end_of_section(key), indent, told)

    def _told(self, change: Change) -> Iterator[str]:
        """Yield what a change writes, a line for each field; what it is, if it writes nothing."""
        if not change.writes:
            yield self.phrases.title(change)
        for written in change.writes:
            entry: dict[str, Any] = {}
            self._write(entry, change.kind, written)
            for line in self._lines(entry, (written,)):
                yield self._added(line) if written.adds else line

    def _added(self, line: str) -> str:
        return self.phrases.say("add to what stands there: {entries}", entries=line)

    def _lines(self, entry: Mapping[str, Any], written: Iterable[Written]) -> Iterator[str]:
        """Yield an entry line by line, with a comment where a figure or date is only an example."""
        examples = {each.field.partition(".")[0] for each in written if self._is_figure(each)}
        told = self.phrases.say("to be filled in: this is an example")
        for field, value in entry.items():
            yield f"{field}: {_flow(value)}" + (f"  # {told}" if field in examples else "")

    def _is_figure(self, written: Written) -> bool:
        """Whether a figure or a date stands for one that is still to be found."""
        texts = (value for value in written.values if isinstance(value, str))
        return written.to_fill_in and not any(not _is_date(each) for each in texts)

    def _write(self, entry: dict[str, Any], kind: str, written: Written) -> bool:
        """Write in an entry; return whether all that is named could be, by an id."""
        values = [self._value(kind, written, each) for each in written.values]
        named = [each for each in values if each is not None]
        if named and written.field in KINDS[kind].lists:
            entry[written.field] = [*entry.get(written.field, ()), *named]
        elif named:
            put(entry, written.field, named[0])
        return len(named) == len(values)

    def _is_there(self, key: str) -> bool:
        return key in (self.root.parts or {})

    def _indent(self, mark: Mark) -> int:
        inner = list((mark.parts or {}).values())
        return inner[0].key_column - 1 if inner else 2

    def _put_after(self, line: int, indent: int, told: Sequence[str]) -> None:
        self.after.setdefault(line, []).extend(" " * indent + each for each in told)

    # --- what is new

    def _add(self, change: Change) -> None:
        """Write an item that is announced at the end of its list."""
        key = KINDS[change.kind].key
        lines = list(self._item(change))
        if not self._is_there(key):
            self.new.setdefault(key, []).extend(f"  {line}" for line in lines)
            return
        marks = [mark for name, mark in (self.root.part(key).parts or {}).items() if isinstance(name, int)]
        dash = self._dash(marks[-1]) if marks else None
        if dash is None:
            self._put_after(self._end_of_section(key), 0, [f"# {_MARK}: {line}" for line in lines])
        else:
            self._put_after(self._end_of_section(key), dash, lines)

    def _dash(self, mark: Mark) -> int | None:
        """Return the column of the dash before an item; None for a list in brackets."""
        before = self.lines[mark.line - 1][: mark.column - 1]
        return before.index("-") if before.strip() == "-" else None

    def _item(self, change: Change) -> Iterator[str]:
        assert isinstance(change.edit, Add)
        yield f"- id: {change.edit.id}"
        yield "  announced: true"
        entry: dict[str, Any] = {}
        links = (each for each in self.plan.changes if each.pointer == change.edit.id)
        writes = [*change.writes, *(written for link in links for written in link.writes)]
        unnamed = [each for each in writes if not self._write(entry, change.kind, each)]
        for line in self._lines(entry, writes):
            yield f"  {line}"
        for written in unnamed:
            yield f"  # {_MARK}: {written.field}: {_flow(written.labels)}"

    def _value(self, kind: str, written: Written, value: Any) -> Any:
        """Return what a document holds: an id for a reference, or None where what is named has none."""
        if written.field in KINDS[kind].references:
            return self._id(str(value))
        if (
            written.to_fill_in
            and isinstance(value, str)
            and written.example is not None
            and not _is_date(value)
        ):
            return self.phrases.say(
                "To fill in; for example: {example}", example=self.phrases.example(written)
            )
        return value

    def _id(self, target: str) -> str | None:
        if not target.startswith("/"):
            return target
        key, place = target.removeprefix("/").split("/")
        found: str | None = getattr(self.strategy, key)[int(place)].id
        return found


def _split(source: str, last: str) -> tuple[list[str], list[str]]:
    """Return the lines of a text as YAML counts them, and how each ends; the last one, if it does not, so."""
    parts = _BREAK.split(source)
    lines, ends = parts[::2], parts[1::2]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines, [*ends, last][: len(lines)]


_MARK = "announced"
_USUAL = ("\n", "\r\n", "\r")
_BREAK = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")


def _is_date(value: str) -> bool:
    return value[:4].isdecimal()


def _flow(value: Any) -> str:
    """Return a value on one line: JSON, which YAML is as well."""
    return json.dumps(value, ensure_ascii=False)
