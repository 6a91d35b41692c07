"""Explanations and criteria in every language: nothing that the program says is left in English."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from places import AS_OF, FIXTURES, ROOT, stem
from small_packs import criterion, document, one_idea

from assessor import Explanation, Pack, Strategy, explain, load_pack, load_strategy, prepare, strategy_from
from assessor.reports import asked, criteria_report
from assessor.reports.canvas import Page
from assessor.reports.criteria_report import criteria_to_text, criterion_to_text
from assessor.reports.explain_report import explain_to_text
from assessor.scoring.explain import CheckExplanation, explain_several
from assessor.speech import DOMAIN, ENGLISH, LANGUAGES, Speech

sys.path.insert(0, str(ROOT / ".ci"))
from messages import template

FILES = tuple(FIXTURES / f"{name}.yaml" for name in ("typical", "half-examined"))
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
PACK = load_pack()


@cache
def loaded(path: Path) -> Strategy:
    return load_strategy(path)


def explained(
    path: Path, language: str, rules: Pack = PACK, names: Iterable[str] = PACK.by_id
) -> Iterator[Explanation]:
    return explain_several(loaded(path), prepare(rules), names, AS_OF, language)


# --- every word of a report comes from the catalogues, the pack or the strategy


class Marked(Speech):
    """English in which everything said stands between marks."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        return f"⟦{super().__call__(sentence, **values)}⟧"

    def within(self, context: str, sentence: str, /) -> str:
        return f"⟦{super().within(context, sentence)}⟧"

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        return f"⟦{super().many(one, other, number, **values)}⟧"


def marked(value: Any) -> Any:
    """Return everything that a pack says, between marks."""
    if isinstance(value, dict):
        return {key: marked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [marked(inner) for inner in value]
    return f"⟦{value}⟧" if isinstance(value, str) else value


@pytest.fixture(name="marked_pack")
def marked_pack_fixture(monkeypatch: pytest.MonkeyPatch) -> Pack:
    for module in (asked, criteria_report):
        monkeypatch.setattr(module, "speech", Marked)
    english = PACK.texts[ENGLISH]
    words = marked(english.model_dump()) | {"language": ENGLISH, "plural": english.plural}
    return PACK.model_copy(update={"texts": {ENGLISH: type(english).model_validate(words)}})


_INNERMOST = re.compile("⟦[^⟦⟧]*⟧")
_LETTER = re.compile(r"[^\W\d_]")


def unmarked(text: str) -> str:
    """Return what stands between no marks on one line, without what is written so in every document."""
    text = re.sub("`[^`]*`", "", " ".join(text.split()))
    while _INNERMOST.search(text):
        text = _INNERMOST.sub("", text)
    return text


def things_in(check: CheckExplanation) -> Iterator[str]:
    for member in check.members:
        yield from things_in(member)
    for subject in check.subjects:
        yield from filter(None, ((subject.thing.label or "")[:69], subject.thing.id))


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_every_word_of_an_explanation_is_said_in_a_language_or_by_the_strategy(
    marked_pack: Pack, path: Path
) -> None:
    for found in explained(path, ENGLISH, marked_pack):
        name = found.criterion.id
        rest = unmarked(explain_to_text(found)).replace(name, "")
        for known in sorted(things_in(found.check), key=len, reverse=True):
            rest = rest.replace(" ".join(known.split()), "")
        assert not _LETTER.search(rest), (name, rest)


def test_every_word_of_a_criterion_is_said_in_a_language_but_its_id(marked_pack: Pack) -> None:
    for each in PACK.criteria:
        rest = unmarked(criterion_to_text(marked_pack, each, ENGLISH, Page()))
        rest = rest.replace(each.id, "")
        assert not _LETTER.search(rest), (each.id, rest)


def test_every_word_of_the_list_of_criteria_is_said_in_a_language_but_their_ids(marked_pack: Pack) -> None:
    for width in (50, 80):
        rest = unmarked(criteria_to_text(marked_pack, ENGLISH, Page(width=width)))
        assert set(rest.split()) == set(PACK.by_id)


# --- in each language


@cache
def pieces(language: str) -> frozenset[str]:
    """Return pieces of English sentences, of two words or more, that a translation does not share."""
    say, found = Speech(language), set()
    for message in template(DOMAIN):
        for one in (message.id,) if isinstance(message.id, str) else message.id:
            said = say(one)
            parts = [part[0].strip(" `.,:;()'") for part in string.Formatter().parse(one)]
            found.update(part for part in parts if " " in part and part not in said)
    return frozenset(found)


def stands_in(piece: str, shown: str) -> bool:
    """Whether words stand in a text as words, not within others: "a list" is in French "la liste"."""
    return piece in shown and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", shown) is not None


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", FILES, ids=stem)
def test_an_explanation_has_no_sentence_or_figure_in_english(path: Path, language: str) -> None:
    of_the_strategy = path.read_text(encoding="utf-8")
    english = [piece for piece in pieces(language) if piece not in of_the_strategy]
    assert len(english) > 150
    for found in explained(path, language):
        name, shown = found.criterion.id, " ".join(explain_to_text(found).split())
        assert [piece for piece in english if stands_in(piece, shown)] == [], name
        assert not re.search(r"\d/\d+ = \d\.\d", shown), name


@pytest.mark.parametrize("language", OTHERS)
def test_a_criterion_has_no_sentence_in_english(language: str) -> None:
    for each in PACK.criteria:
        shown = " ".join(criterion_to_text(PACK, each, language, Page()).split())
        assert [piece for piece in pieces(language) if stands_in(piece, shown)] == [], each.id


WAIVED = {
    "objectives": [{"id": "o1", "statement": "A"}],
    "waivers": [{"criterion": "ONE-01", "reason": "Sin datos", "by": "Alcaldía", "until": "2027-03-01"}],
}


def small(language: str, check: dict[str, Any], **sections: Any) -> str:
    """Return the explanation of one check on a small document."""
    rules = one_idea(criterion("ONE-01", check, weight=3, essential={"floor": 0.25}))
    rules = rules.model_copy(update={"texts": dict.fromkeys(LANGUAGES, rules.texts[ENGLISH])})
    found = strategy_from(document(**sections))
    return explain_to_text(explain(found, "ONE-01", rules, as_of=AS_OF, engine="plain", language=language))


DATED: Any = {"share": "objective", "that": [{"field": "deadline", "present": True}]}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Idea · no cumplido · dispensado: Sin datos (Alcaldía; vence: 1 de marzo de 2027) · peso 3"),
        ("pt", "Idea · não cumprido · dispensado: Sin datos (Alcaldía, até 1º de março de 2027) · peso 3"),
        (
            "fr",
            "Idea · non rempli · dérogation accordée : Sin datos (Alcaldía, échéance : 1er mars 2027)",
        ),
    ],
)
def test_a_waiver_is_told_with_its_role_and_day(language: str, said: str) -> None:
    assert said in " ".join(small(language, DATED, **WAIVED).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "between 1/3 = 0.333 and 2/3 = 0.667, with weight 3: not known yet. It is essential: below 0.25",
        ),
        (
            "es",
            "entre 1/3 = 0,333 y 2/3 = 0,667, con peso 3: por determinar. Es esencial: por debajo de 0,25",
        ),
        ("pt", "entre 1/3 = 0,333 e 2/3 = 0,667, com peso 3: a determinar. É essencial: abaixo de 0,25"),
        ("fr", "entre 1/3 = 0,333 et 2/3 = 0,667, avec un poids de 3 : pas encore connu. Il est essentiel"),
    ],
)
def test_figures_are_written_as_the_language_does(language: str, said: str) -> None:
    entries = [{"id": "o1", "deadline": 2027}, {"id": "o2"}, {"id": "o3", "unknown": ["deadline"]}]
    assert said in " ".join(small(language, DATED, objectives=entries).split())


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "1 more is counted", "3 more are counted"), ("es", "cuenta 1 más", "cuenta 3 más"),
        ("pt", "conta mais 1", "conta mais 3"), ("fr", "compte encore 1,", "compte encore 3,"),
    ],
)  # fmt: skip
def test_numbers_have_their_own_forms(language: str, one: str, several: str) -> None:
    for number, said in ((1, one), (3, several)):
        shown = small(language, DATED, objectives=[{"id": "o1"}], unlisted={"objectives": number})
        assert said in shown


def test_a_section_without_a_name_is_called_by_its_kind_in_the_language() -> None:
    shown = small(
        "es", {"count": "review", "that": [{"field": "cycle", "present": True}]}, review={"last": 2025}
    )
    assert "✗ revisión\n" in shown


# --- on the page


@pytest.mark.parametrize("width", [50, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_page(language: str, width: int) -> None:
    page = Page(width=width)
    shown = [criteria_to_text(PACK, language, page)]
    shown += [criterion_to_text(PACK, each, language, page) for each in PACK.criteria]
    names = ("ALI-03", "DUR-01", "MEA-15", "MUL-05", "MUL-07", "PLU-11", "PRO-14")
    shown += [explain_to_text(found, page) for found in explained(FILES[1], language, names=names)]
    assert [line for text in shown for line in text.splitlines() if len(line) > width] == []


def test_a_french_line_never_begins_with_a_sign_that_belongs_to_the_one_before() -> None:
    for width in range(44, 100, 7):
        for each in PACK.criteria:
            shown = criterion_to_text(PACK, each, "fr", Page(width=width))
            lines = re.sub("\nPOURQUOI CE POIDS\n.*?\n\n", "", shown, flags=re.DOTALL).splitlines()
            assert [line for line in lines if line.lstrip()[:1] in tuple(":;?!%»")] == []
