"""What the program itself says, in four languages."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.extract import extract_from_dir
from catalogues import TRANSLATED, catalogue, forms
from messages import CLICKS, CODE, template
from places import AS_OF, FIXTURES

from assessor import assess, load_strategy, to_text
from assessor.reports.canvas import Page
from assessor.speech import LOCALE, speech
from assessor.strategy.words import DOMAIN as STRATEGY

CATALOGUES = [(language, domain) for language in TRANSLATED for domain in CODE]


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# --- catalogues


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_everything_is_translated_and_nothing_else(language: str, domain: str) -> None:
    said = {(message.context, message.id) for message in template(domain) if message.id}
    translations = catalogue(language, domain)
    found = {(message.context, message.id): message for message in translations if message.id}
    assert set(found) == said
    assert not [name for name, message in found.items() if message.fuzzy or not all(forms(message.string))]
    assert not translations.obsolete


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_a_translation_fills_in_what_the_english_does(language: str, domain: str) -> None:
    for message in catalogue(language, domain):
        wanted = [braces(form) for form in forms(message.id)] if message.id else []
        for place, form in enumerate(forms(message.string) if wanted else ()):
            # One thing can be told without its number, as English may; several cannot.
            assert braces(form) in (wanted if place == 0 else wanted[-1:]), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_keys_and_commands_of_the_words_of_a_strategy_stay_as_they_are(language: str) -> None:
    code = re.compile(r"`[^`]*`|#")
    for message in catalogue(language, STRATEGY):
        if message.id:
            assert sorted(code.findall(message.string)) == sorted(code.findall(message.id)), message.id


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_french_has_unbreakable_spaces_and_no_language_has_loose_ones(language: str, domain: str) -> None:
    for message in catalogue(language, domain):
        for form in forms(message.string) if message.id else ():
            assert form == form.strip()
            assert "  " not in form
            if language == "fr":
                assert not [sign for sign in (" ;", " :", " ?", " !", " %", "« ", " »") if sign in form], form


def test_a_message_is_said_where_the_reader_is_known_and_nowhere_else() -> None:
    places = {name for name, call in calls() if called(call) in ("say", "many", "within")}
    rooms = {"cli", "messages.py", "reports", "review", "speech.py", "strategy"}
    assert {name.split("/")[0] for name in places} == rooms
    assert (LOCALE / "es" / "LC_MESSAGES" / "assessor.mo").is_file()


def test_every_message_is_told_in_full_where_it_is_made_so_that_it_is_gathered() -> None:
    made = [(name, call) for name, call in calls() if called(call) in ("say", "many", "Message", "Counted")]
    bare = {
        (name, ast.unparse(call))
        for name, call in made
        for words in call.args[: 2 if called(call) in ("many", "Counted") else 1]
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str))
    }
    assert bare == SAID_LATER


SAID_LATER = {
    ("messages.py", "Message(self._sentence, **values)"),
    ("messages.py", "say(self._sentence, **_said(self._values, say))"),
    ("messages.py", "say.many(self._sentence, self._other, self._number, **_said(self._values, say))"),
    ("messages.py", "IN_ENGLISH.many(one, other, number, **_said(values, IN_ENGLISH))"),
    ("documents/wording.py", "Message(form)"),
    ("cli/spoken.py", "say(paragraph)"),
    ("reports/names.py", "speech.many(*_KINDS[kind], number)"),
    ("strategy/words.py", "say(words.text)"),
}
"""Calls with words from elsewhere: another message, a schema, a docstring, a table of names."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the code, with the name of its module."""
    for path in LOCALE.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(LOCALE.parent).as_posix(), node


def called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def test_the_words_of_click_that_are_translated_are_words_of_click() -> None:
    keywords: Any = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], keywords=keywords)
    assert set(CLICKS) <= {message for _, _, message, _, _ in found}


def test_the_words_of_a_strategy_are_those_of_its_schema_and_of_the_document_to_fill_in() -> None:
    places = {path for message in template(STRATEGY) for path, _ in message.locations}
    assert {"description", "Objective.statement.description", "Territory.role_sought.examples.0"} <= places
    assert {path for path in places if "/" in path} == {"src/assessor/strategy/template.py"}


def test_no_message_hides_in_a_string_where_it_is_not_gathered() -> None:
    in_code = re.compile(r"""\{[a-z_.]*\b(say|many|within|said|Message|Counted)\(['"]""")
    in_templates = re.compile(r"\.(say|many|within)\(")
    for pattern, hidden in (("*.py", in_code), ("*.jinja", in_templates)):
        paths = list(LOCALE.parent.rglob(pattern))
        assert paths
        for path in paths:
            assert not hidden.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("width", range(40, 121, 10))
def test_a_line_of_french_begins_with_no_sign_that_belongs_to_the_line_before(width: int) -> None:
    found = assess(load_strategy(FIXTURES / "half-examined.yaml"), as_of=AS_OF, language="fr")
    shown = to_text(found, Page(width=width), most_findings=None)
    assert "\xa0:" in shown
    assert not [line for line in shown.splitlines() if line.lstrip(" ").startswith((":", ";", "%", "»", "!"))]


# --- sentences


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "up to +4"), ("es", "hasta +4"), ("pt", "até +4"), ("fr", "jusqu’à +4"), ("de", "up to +4")],
)
def test_a_sentence_is_said_in_the_language_or_else_in_english(language: str, said: str) -> None:
    assert speech(language)("up to {gain}", gain="+4") == said


@pytest.mark.parametrize(
    ("language", "context", "said"),
    [("es", "indicator-family", "operativa"), ("es", "planning-context", "operativo"),
     ("fr", "capacity", "opérationnelles"), ("en", "capacity", "operative"), ("es", "no-such", "operative")],
)  # fmt: skip
def test_a_word_is_said_as_its_context_asks(language: str, context: str, said: str) -> None:
    assert speech(language, STRATEGY).within(context, "operative") == said


def test_what_is_filled_in_is_never_read_as_a_sentence() -> None:
    assert (
        speech("en")("{reason} ({by}, until {until})", reason="{by}", by="{0}", until="}")
        == "{by} ({0}, until })"
    )


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
     ("en", 1, "1 more finding: --all shows it."), ("en", 2, "2 more findings: --all shows them."),
     ("fr", 1, "1 autre constat\xa0: --all l’affiche."), ("es", 2, "Hay 2 hallazgos más: --all los muestra."),
    ],
)  # fmt: skip
def test_a_number_has_its_own_form(language: str, number: int, said: str) -> None:
    one, other = "{number} more finding: {option} shows it.", "{number} more findings: {option} shows them."
    assert speech(language).many(one, other, number, option="--all") == said


@pytest.mark.parametrize(
    ("language", "date", "written"),
    [
        ("en", "2026-06-01", "1 June 2026"), ("en", "2026-06", "June 2026"), ("en", "2026", "2026"),
        ("es", "2026-06-01", "1 de junio de 2026"), ("es", "2026-06", "junio de 2026"),
        ("pt", "2026-06-01", "1º de junho de 2026"), ("pt", "2026-06", "junho de 2026"),
        ("fr", "2026-06-01", "1er juin 2026"), ("fr", "2026-06-21", "21 juin 2026"),
        ("fr", "2026-12", "décembre 2026"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_language_does(language: str, date: str, written: str) -> None:
    assert speech(language).date(date) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [("2024", "2028", "2024–2028"), ("2024-01", "2027-12", "January 2024 – December 2027"),
     ("2024", "2027-12", "2024 – December 2027"), ("2024", None, "2024")],
)  # fmt: skip
def test_a_period_is_written_between_its_ends(start: str, end: str | None, written: str) -> None:
    assert speech("en").period(start, end) == written


@pytest.mark.parametrize(
    ("things", "written"), [(["a"], "a"), (["a", "b"], "a o b"), (["a", "b", "c"], "a, b o c")]
)
def test_alternatives_are_listed(things: list[str], written: str) -> None:
    assert speech("es").either(things) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "0.7"), ("es", "0,7"), ("pt", "0,7"), ("fr", "0,7")]
)
def test_a_decimal_is_written_as_the_language_does(language: str, written: str) -> None:
    assert speech(language).decimal(0.7) == written


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (5, 12, "5"), (2500000000000, 3, "2500000000000"), (0.5, 12, "0,5"), (62.5, 12, "62,5"),
        (60.0, 12, "60"), (Fraction(1, 3), 3, "0,333"), (Fraction(1, 1_000_001), 3, "0,000001"),
    ],
)  # fmt: skip
def test_a_number_has_as_many_digits_as_it_needs(value: float | Fraction, digits: int, written: str) -> None:
    assert speech("es").number(value, digits) == written
    assert speech("en").number(value, digits) == written.replace(",", ".")
