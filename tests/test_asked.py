"""What is asked, as an outline: in every form, in every language, with nothing left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from pydantic import TypeAdapter
from strategies import packs

from assessor import UsageError, load_pack
from assessor.facts.derived import DERIVED
from assessor.pack import model as m
from assessor.reports.asked import Asked, Line
from assessor.reports.names import _DERIVED, _KINDS, called, derived_name, kind_name
from assessor.speech import LANGUAGES, speech
from assessor.strategy.fields import fields_of
from assessor.strategy.model import KINDS

GOLDEN = Path(__file__).parent / "golden" / "asked.yaml"
FORMS: list[dict[str, Any]] = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
PACK = load_pack()
_CHECK: TypeAdapter[m.Check] = TypeAdapter(m.Check)


def said(line: Line, asked: Asked, depth: int = 0) -> Iterator[str]:
    yield "  " * depth + line.said(asked.terms)
    for inner in line.lines:
        yield from said(inner, asked, depth + 1)


def outline(check: Any, language: str) -> list[str]:
    asked = Asked(PACK, language)
    return list(said(asked.check(_CHECK.validate_python(check)), asked))


# --- the forms


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: " ".join(map(str, form["check"].values()))[:40])
def test_each_form_asks_in_each_language_what_is_written_down(form: dict[str, Any], language: str) -> None:
    assert outline(form["check"], language) == form[language], "python tests/test_asked.py"


def test_the_forms_written_down_are_all_that_there_are() -> None:
    def forms(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from forms(inner)

    models = (m.Count, m.Share, m.Cover, m.Balance, m.All, m.Any_, m.Parts, m.Relation, m.FieldCondition)
    fields = {info.alias or name for model in models for name, info in model.model_fields.items()}
    assert fields <= set(forms([form["check"] for form in FORMS]))


def test_a_language_that_the_pack_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="The rule pack has no words in 'xx'"):
        Asked(PACK, "xx")


# --- the whole of a check, and nothing twice


class Wanted:
    """The texts that an outline must have: of each check, each condition, and each list of several."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def check(self, check: m.Check) -> Iterator[str]:
        line = self.asked.check(check)
        yield line.text
        if isinstance(check, m.All | m.Any_ | m.Parts):
            for member in m.members_of(check)[1]:
                yield from self.check(member)
        elif isinstance(check, m.Cover):
            yield line.lines[0].text
            yield from self.all_of(check.some, check.that)
        elif isinstance(check, m.Balance):
            has_value = m.FieldCondition(field=check.field, present=True)
            more = [] if has_value in check.where else [has_value]
            yield from self.all_of(check.balance, [*check.where, *more])
        elif isinstance(check, m.Count) and line.text == self.asked.kind(check.count):
            yield from self.all_of(check.count, [*check.where, *check.that])
        else:
            yield from self.all_of(m.kind_of(check), check.where)
            yield from self.all_of(m.kind_of(check), check.that)

    def all_of(self, kind: str, conditions: Sequence[m.Condition]) -> Iterator[str]:
        if len(conditions) > 1:
            yield self.asked.say("all of these conditions hold")
        for condition in conditions:
            yield from self.one(kind, condition)

    def one(self, kind: str, condition: m.Condition) -> Iterator[str]:
        yield self.asked.condition(kind, condition).text
        if isinstance(condition, m.AnyOf):
            for member in condition.any:
                yield from self.one(kind, member)
        elif isinstance(condition, m.Relation):
            yield from self.all_of(condition.some, condition.that)


def texts_of(line: Line) -> Iterator[str]:
    yield line.text
    for inner in line.lines:
        yield from texts_of(inner)


@given(packs())
def test_every_condition_of_a_check_stands_in_its_outline_once_in_each_language(drawn: m.Pack) -> None:
    pack = drawn.model_copy(update={"texts": dict.fromkeys(LANGUAGES, drawn.texts["en"])})
    for language in LANGUAGES:
        asked = Asked(pack, language)
        for criterion in pack.criteria:
            found = Counter(texts_of(asked.check(criterion.check)))
            assert found == Counter(Wanted(asked).check(criterion.check)), language


# --- names


def fields_in(kind: str, conditions: Sequence[m.Condition]) -> Iterator[tuple[str, m.FieldCondition]]:
    """Every condition on a field, with the kind whose field it is."""
    for condition in conditions:
        if isinstance(condition, m.FieldCondition):
            yield kind, condition
        elif isinstance(condition, m.AnyOf):
            yield from fields_in(kind, condition.any)
        else:
            yield from fields_in(condition.some, condition.that)


def all_fields_in(check: m.Check) -> Iterator[tuple[str, m.FieldCondition]]:
    if isinstance(check, m.All | m.Any_ | m.Parts):
        for member in m.members_of(check)[1]:
            yield from all_fields_in(member)
    else:
        given = [*getattr(check, "where", ()), *getattr(check, "that", ())]
        yield from fields_in(m.kind_of(check), given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_named_by_its_title_where_it_has_one_and_always_as_it_is_written(language: str) -> None:
    asked, words, titled = Asked(PACK, language), PACK.texts[language], 0
    for criterion in PACK.criteria:
        for kind, condition in all_fields_in(criterion.check):
            type_ = fields_of(kind).get(condition.field)
            if condition.test not in ("is", "in") or type_ is None or type_.sort != "entry":
                continue
            given = condition.in_ if condition.in_ is not None else [condition.is_]
            entries = PACK.about.parts[given].entries if isinstance(given, str) else given
            text = asked.condition(kind, condition).text
            for entry in map(str, entries):
                title = words.entry(str(type_.target), entry)
                titled += title != entry
                assert (f"{title} (`{entry}`)" if title != entry else f"`{entry}`") in text
    assert titled > 20


def test_every_kind_has_a_name_and_nothing_else_has() -> None:
    assert set(_KINDS) == set(KINDS)


def test_every_field_that_is_worked_out_has_a_name_and_nothing_else_has() -> None:
    assert set(_DERIVED) == set(DERIVED)
    assert derived_name(speech("es"), "objective", "deadline") is None


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_two_kinds_have_the_same_name(language: str) -> None:
    for number in (1, 2):
        names = Counter(kind_name(speech(language), kind, number) for kind in KINDS)
        assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("language", "none", "one", "several"),
    [
        ("en", "objectives", "objective", "objectives"),
        ("es", "objetivos", "objetivo", "objetivos"),
        ("pt", "objetivos", "objetivo", "objetivos"),
        ("fr", "objectif", "objectif", "objectifs"),
    ],
)
def test_a_kind_is_named_in_the_number_that_is_meant(
    language: str, none: str, one: str, several: str
) -> None:
    say = speech(language)
    assert [kind_name(say, "objective", number) for number in (0, 1, 2, 7)] == [none, one, several, several]
    assert kind_name(say, "objective") == several


@pytest.mark.parametrize(
    ("label", "pointer", "name"),
    [
        (None, "/review", "revisión"), (None, "/staff_profiles/0", "perfil del personal"),
        (None, "/nothing/0", "/nothing/0"), ("Taller", "/actions/3", "Taller"), ("Cultura", "", "Cultura"),
    ],
)  # fmt: skip
def test_a_part_without_a_name_is_called_by_its_kind(label: str | None, pointer: str, name: str) -> None:
    assert called(speech("es"), label, pointer) == name


def _written() -> str:
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for form in FORMS:
        check = yaml.safe_dump(form["check"], default_flow_style=True, sort_keys=False, width=1000)
        lines.append(f"- check: {check.rstrip()}")
        for name in LANGUAGES:
            asked = outline(form["check"], name)
            lines += [f"  {name}:", *(f"    - {json.dumps(line, ensure_ascii=False)}" for line in asked)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(_written(), encoding="utf-8")
