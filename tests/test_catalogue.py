"""Words of a pack in other languages: catalogues that are written, filled in, read, and used."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from command import Command, command_fixture  # noqa: F401
from places import ROOT

from assessor import InvalidPackError, load_pack
from assessor.documents.problems import SyntaxProblem
from assessor.pack.catalogue import (
    Said,
    brought_up_to_date,
    progress,
    read_catalogue,
    said_in,
    translated,
    write_catalogue,
)
from assessor.pack.loading import check_translations, read_pack
from assessor.pack.texts import Texts
from assessor.pack.translations import catalogue_name

ENGLISH = load_pack().texts["en"]
DETAIL = next(said for said in said_in(ENGLISH) if said.context == "criteria.MEA-02.detail")


def filled(language: str, translate: Callable[[Said], tuple[str, ...]], english: Texts = ENGLISH) -> Catalog:
    """Return a catalogue in which everything is translated in some way."""
    catalogue = brought_up_to_date(None, english, language, "pack")
    for said in said_in(english):
        forms = translate(said)
        catalogue.get(said.forms[0], said.context).string = forms[0] if len(said.forms) == 1 else forms
    return catalogue


def upper(said: Said) -> tuple[str, ...]:
    """Return a translation of which one sees that it is one, with the same names in braces."""
    return tuple(f"» {form}" for form in said.forms)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rule pack, with words in English alone."""
    place = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    for path in [*place.glob("text/*.po"), *place.glob("compiled*")]:
        path.unlink()
    return place


# --- what is said


def test_everything_that_is_said_has_a_context_of_its_own() -> None:
    contexts = [said.context for said in said_in(ENGLISH)]
    assert len(contexts) == len(set(contexts)) > 1000


def test_a_sentence_that_depends_on_a_number_has_two_forms() -> None:
    assert DETAIL.forms == (
        "{missing} of {applicable} indicators does not say where it starts.",
        "{missing} of {applicable} indicators do not say where they start.",
    )


# --- files


def test_a_catalogue_that_is_written_and_read_says_the_same() -> None:
    catalogue = filled("es", upper)
    again = read_catalogue(write_catalogue(catalogue), "es.po", "es")
    assert translated(ENGLISH, again, "es") == translated(ENGLISH, catalogue, "es")
    assert write_catalogue(again) == write_catalogue(catalogue)


def test_no_clock_and_no_name_shows_in_a_catalogue() -> None:
    written = write_catalogue(brought_up_to_date(None, ENGLISH, "es", "pack")).decode()
    assert not [word for word in ("Date", "Translator", "@", "Babel") if word in written.split("msgctxt")[0]]


@pytest.mark.parametrize(
    ("data", "language", "says"),
    [
        (b"\xff\xfe", "es", "es.po: this is not UTF-8"),
        (b'msgid "a"\nmsgfoo "b"', "es", "es.po:2: this is no gettext catalogue: "),
        (b"hello", "es", "es.po:1: this is no gettext catalogue: "),
        (b"", "xx_nowhere", "es.po: 'xx_nowhere' is no language; name the file as in es.po"),
        (b"", "", "es.po: '' is no language"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_a_sentence(
    data: bytes, language: str, says: str
) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        read_catalogue(data, "es.po", language)
    assert str(caught.value).startswith(says)


# --- words


def test_a_whole_catalogue_gives_all_words_in_its_language() -> None:
    words = translated(ENGLISH, filled("fr", upper), "fr")
    assert (words.language, words.plural) == ("fr", "(n > 1)")
    assert all(form.startswith("» ") for said in said_in(words) for form in said.forms)


def test_an_empty_catalogue_gives_all_words_in_english() -> None:
    words = translated(ENGLISH, brought_up_to_date(None, ENGLISH, "es", "pack"), "es")
    assert list(said_in(words)) == list(said_in(ENGLISH))


def test_a_criterion_is_translated_as_a_whole_or_not_at_all() -> None:
    catalogue = filled("es", upper)
    catalogue.get(ENGLISH.criteria["MEA-02"].why, "criteria.MEA-02.why").string = ""
    words = translated(ENGLISH, catalogue, "es")
    assert words.criteria["MEA-02"] == ENGLISH.criteria["MEA-02"]
    assert words.criteria["MEA-03"].why == f"» {ENGLISH.criteria['MEA-03'].why}"


def test_what_english_says_differently_now_is_not_used_until_somebody_has_looked_at_it() -> None:
    catalogue = filled("es", upper)
    changed = ENGLISH.model_copy(update={"title": "Thirteen ideas"})
    assert translated(changed, catalogue, "es").title == "Thirteen ideas"
    fresh = brought_up_to_date(catalogue, changed, "es", "pack")
    message = fresh.get("Thirteen ideas", "title")
    assert (message.string, message.fuzzy) == (f"» {ENGLISH.title}", True)
    assert translated(changed, fresh, "es").title == "Thirteen ideas"
    assert progress(fresh, changed).fuzzy == ("title",)


def test_what_english_no_longer_says_is_dropped() -> None:
    fewer = ENGLISH.model_copy(update={"diagnoses": {}})
    fresh = brought_up_to_date(filled("es", upper), fewer, "es", "pack")
    assert not [message for message in fresh if str(message.context).startswith("diagnoses.")]
    assert progress(fresh, fewer) == progress(filled("es", upper, fewer), fewer)


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [("es", 0, 1), ("es", 1, 0), ("es", 2, 1), ("fr", 0, 0), ("fr", 1, 0), ("fr", 2, 1), ("pl", 1, 0),
     ("pl", 3, 1), ("pl", 5, 2)],
)  # fmt: skip
def test_each_language_has_its_own_plural(language: str, number: int, form: int) -> None:
    places = range(Catalog(language).num_plurals)
    catalogue = filled(language, lambda said: tuple(f"{place} {said.forms[0]}" for place in places))
    words = translated(ENGLISH, catalogue, language)
    assert words.form(words.criteria["MEA-02"].detail, number).startswith(f"{form} ")


# --- the words of the pack that travels with the program

OTHERS = [language for language in load_pack().texts if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_the_pack_says_is_translated_and_nothing_else(language: str) -> None:
    path = ROOT / "rules" / catalogue_name(language)
    found = progress(read_catalogue(path.read_bytes(), path.name, language), ENGLISH)
    assert (found.missing, found.fuzzy, found.unused) == ((), (), ())


@pytest.mark.parametrize("language", OTHERS)
def test_ideas_and_levels_are_called_as_in_the_glossary(language: str) -> None:
    words, rows = load_pack().texts[language], glossary()
    column = rows[("English", "español", "português", "français").index(LANGUAGE_NAMES[language])]
    english = dict(zip(rows[0], column, strict=True))
    for name, idea in ENGLISH.ideas.items():
        assert words.ideas[name].title == english[idea.title]
    for name, level in ENGLISH.levels.items():
        assert words.levels[name].title.lower() == english[level.title.lower()]


LANGUAGE_NAMES = {"es": "español", "pt": "português", "fr": "français"}


def glossary() -> list[list[str]]:
    """Return the columns of the glossary: English and the three others."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [list(column) for column in zip(*[line for line in lines if len(line) == 4], strict=True)]


# --- packs


def test_a_pack_has_the_words_of_its_catalogues(folder: Path) -> None:
    (folder / "text" / "es.po").write_bytes(write_catalogue(filled("es", upper)))
    assert read_pack(folder)[0].texts["es"].title == f"» {ENGLISH.title}"


def test_compiled_words_are_the_same_and_read_only_when_asked_for(folder: Path, command: Command) -> None:
    (folder / "text" / "es.po").write_bytes(write_catalogue(filled("es", upper)))
    read = load_pack(folder)
    assert command("pack", "compile", str(folder)).code == 0
    compiled = load_pack(folder)
    assert set(compiled.texts) == {"en", "es"}
    assert (len(compiled.texts), "fr" in compiled.texts) == (2, False)
    assert compiled == read
    (folder / "compiled.es.json").write_bytes(b"damaged")
    assert load_pack(folder).texts["es"] == read.texts["es"]


def test_words_that_english_never_says_are_refused_at_their_line(folder: Path) -> None:
    data = write_catalogue(brought_up_to_date(None, ENGLISH, "es", "pack"))
    path = folder / "text" / "es.po"
    path.write_bytes(data + b'\nmsgctxt "criteria.MEA-99.title"\nmsgid "Gone"\nmsgstr "Ido"\n')
    with pytest.raises(InvalidPackError) as caught:
        check_translations(load_pack(folder))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("unused", data.count(b"\n") + 3)
    assert problem.message == "'criteria.MEA-99.title' is said nowhere in English"


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (("{missing} de {aplicable}", "{missing} de {applicable}"), "{aplicable}, {missing}"),
        (("{missing} de {applicable}", "de {applicable}"), "{applicable}"),
        (("ninguno", "{missing} de {applicable}"), "nothing"),
    ],
)
def test_other_names_in_braces_than_in_english_are_refused(
    folder: Path, forms: tuple[str, str], found: str
) -> None:
    translations: Mapping[str, tuple[str, ...]] = {DETAIL.context: forms}
    catalogue = filled("es", lambda said: translations.get(said.context, upper(said)))
    (folder / "text" / "es.po").write_bytes(write_catalogue(catalogue))
    with pytest.raises(InvalidPackError) as caught:
        check_translations(load_pack(folder))
    (problem,) = caught.value.problems
    assert problem.message == (
        f"'criteria.MEA-02.detail' has {found} in braces; the English has {{applicable}}, {{missing}}"
    )


def test_translate_writes_a_catalogue_and_brings_it_up_to_date(folder: Path, command: Command) -> None:
    ended = command("pack", "translate", str(folder), "es")
    path = folder / "text" / "es.po"
    total = len(list(said_in(ENGLISH)))
    told = f"Wrote {path}: 0 of {total} translated, 0 of the others to be looked at again.\n"
    assert (ended.code, ended.out) == (0, told)
    before = path.read_bytes()
    command("pack", "translate", str(folder), "es")
    assert path.read_bytes() == before


@pytest.mark.parametrize("language", ["nowhere", "", "../es", "x" * 300])
def test_translate_refuses_what_is_no_language_with_a_sentence(
    folder: Path, command: Command, language: str
) -> None:
    before = sorted(folder.rglob("*"))
    ended = command("pack", "translate", str(folder), language)
    assert (ended.code, ended.out) == (2, "")
    assert "is no language" in ended.err
    assert "Traceback" not in ended.err
    assert sorted(folder.rglob("*")) == before
