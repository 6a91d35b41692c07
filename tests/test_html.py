"""The page, in a real browser: it says what the assessment says, alone, to everyone, on every screen."""

from __future__ import annotations

import base64
import io
from functools import cache
from unicodedata import normalize

import pytest
from browser import PHONE, Browser, browser_fixture  # noqa: F401
from hostile import HOSTILE, hostile
from places import AS_OF, FIXTURES
from pypdf import PdfReader

from assessor import Assessment, assess, load_pack, load_strategy
from assessor.documents.problems import tame
from assessor.reports.figures import interval
from assessor.reports.formats import render

LANGUAGES = list(load_pack().texts)
PAGES = [("half-examined", "en"), ("es-typical", "es"), ("pt-typical", "pt"), ("cooperation-only", "fr")]


@cache
def assessed(name: str, language: str = "en") -> Assessment:
    strategy = load_strategy(FIXTURES / f"{name}.yaml")
    return assess(strategy, as_of=AS_OF, language=language, profile="small-office")


@cache
def page(name: str, language: str = "en") -> str:
    return str(render(assessed(name, language), "html"))


def criteria_shown(browser: Browser) -> set[str]:
    ids = "[...document.querySelectorAll('.criterion')].filter(e => e.checkVisibility()).map(e => e.id)"
    return set(browser.run(f"return {ids}"))


# --- alone


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, name: str, language: str
) -> None:
    browser.show(page(name, language))
    asked = browser.requests()
    assert asked[0].startswith("file://")
    assert all(address.startswith("data:image/svg+xml;base64,") for address in asked[1:])
    assert browser.said() == []
    assert browser.run("return document.querySelector('.filters').checkVisibility()") is True


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_strategy_is_shown_and_does_nothing(browser: Browser, text: str) -> None:
    browser.show(str(render(hostile(text), "html")), size=PHONE)
    wanted = " ".join(tame(text).split())
    assert browser.texts("h1") == [wanted]
    assert (browser.said(), len(browser.run("return document.scripts"))) == ([], 1)
    assert browser.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert browser.violations() == []


# --- what it says


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_each_idea_stands_with_its_figures_and_each_criterion_with_its_outcome(
    browser: Browser, name: str, language: str
) -> None:
    found = assessed(name, language)
    browser.show(page(name, language))
    scores = [interval(idea.score, idea.high) for idea in found.ideas]
    assert browser.texts(".idea > .standing .score") == scores
    assert browser.texts(".idea h3") == [f"{n}. {idea.title}" for n, idea in enumerate(found.ideas, 1)]
    outcomes = "[...document.querySelectorAll('.criterion')].map(e => [e.id, e.dataset.outcome])"
    wanted = [[result.id, result.outcome] for idea in found.ideas for result in idea.criteria]
    assert browser.run(f"return {outcomes}") == wanted


def test_a_finding_is_traced_to_its_items_lines_and_passage(browser: Browser) -> None:
    found = assessed("typical")
    browser.show(page("typical"), at="#MEA-02")
    (finding,) = [finding for finding in found.findings if finding.criterion == "MEA-02"]
    wanted = [f"{item.label} {item.id} line {item.line}" for item in finding.items]
    assert browser.texts("#MEA-02 .items li") == wanted
    assert browser.texts("#MEA-02 dl div:last-child dd") == [
        "Our reading of the text: chapter II, “Measurable”"
    ]


def test_the_first_screen_holds_the_profile_what_stands_out_and_five_changes(browser: Browser) -> None:
    found = assessed("wish-list")
    browser.show(page("wish-list"))
    assert len(browser.texts(".changes li")) == 5
    assert browser.texts(".diagnosis summary strong")[0] == found.diagnoses[0].title
    ends = [
        "return document.querySelector(arguments[0]).getBoundingClientRect().bottom",
        ["img.bars", "img.radar", ".changes li:nth-child(5)", ".diagnosis summary"],
    ]
    assert all(browser.run(ends[0], selector) <= 800 for selector in ends[1])


@pytest.mark.parametrize("name", ["half-examined", "typical"])
def test_views_count_the_items_that_they_hold(browser: Browser, name: str) -> None:
    found = assessed(name)
    browser.show(page(name))
    for view in found.views:
        tables = browser.run(
            "return [...document.querySelectorAll('#view-' + arguments[0] + ' tbody')].map(t =>"
            " [...t.rows].map(r => [...r.cells].slice(1).map(c => c.textContent)))",
            view.id,
        )
        for table, shown in zip(view.tables, tables, strict=True):
            cells = {(cell.row, cell.column): len(cell.items) for cell in table.cells}
            wanted = [[cells.get((row.id, column.id), 0) for column in table.columns] for row in table.rows]
            assert [[int(c.split(" ")[0].replace("–", "0")) for c in row] for row in shown] == wanted


# --- filters


def test_filters_show_the_criteria_that_fit_all_of_them(browser: Browser) -> None:
    found = assessed("typical")
    findings = {finding.criterion: finding for finding in found.findings}
    results = {result.id: (idea.id, result) for idea in found.ideas for result in idea.criteria}
    browser.show(page("typical"))
    assert criteria_shown(browser) == set(results)
    wanted = set(results)
    for filtered, value, fits in (
        ("outcome", "unmet", lambda name: results[name][1].outcome == "unmet"),
        ("severity", "medium", lambda name: name in findings and findings[name].severity == "medium"),
        ("steps", "13", lambda name: 13 in results[name][1].steps),
        ("idea", "measurable", lambda name: results[name][0] == "measurable"),
    ):
        browser.choose(f"[data-filter={filtered}]", value)
        wanted = {name for name in wanted if fits(name)}
        assert wanted
        assert criteria_shown(browser) == wanted
        assert browser.texts("[role=status]") == [f"{len(wanted)} of {len(results)} criteria are shown."]
    assert browser.texts(".idea h3") == ["10. Measurable"]
    browser.run("document.querySelector('[data-do=reset]').click()")
    assert criteria_shown(browser) == set(results)


def test_the_text_filter_does_not_mind_accents_or_capitals(browser: Browser) -> None:
    browser.show(page("es-typical", "es"))
    browser.choose("[data-filter=text]", "LINEA DE BASE")
    shown = criteria_shown(browser)
    assert "MEA-02" in shown
    assert len(shown) < 20


def test_a_filter_that_nothing_fits_says_so(browser: Browser) -> None:
    browser.show(page("typical"))
    assert browser.texts(".nothing") == []
    browser.choose("[data-filter=text]", "no such text anywhere")
    assert browser.texts(".nothing") == ["No criterion fits all of these filters."]
    assert browser.texts(".idea") == []


def test_a_link_opens_what_it_leads_to_even_if_it_was_filtered_away(browser: Browser) -> None:
    browser.show(page("typical"))
    browser.choose("[data-filter=idea]", "visible")
    browser.run("location.hash = '#MEA-02'")
    assert browser.run("return document.getElementById('MEA-02').open")
    assert "MEA-02" in criteria_shown(browser)


# --- for everyone


@pytest.mark.parametrize(
    ("name", "language", "scheme"),
    [(*each, scheme) for each, scheme in zip(PAGES, ["light", "dark", "dark", "light"], strict=True)],
)
def test_nothing_keeps_anyone_out(browser: Browser, name: str, language: str, scheme: str) -> None:
    browser.show(page(name, language), prefers_color_scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach(each => (each.open = true))")
    assert browser.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_sure_levels_are_is_there_for_everyone(browser: Browser, scheme: str) -> None:
    found = assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF, robustness=True)
    browser.show(str(render(found, "html")), size=PHONE, at="#robustness", prefers_color_scheme=scheme)
    assert len(browser.texts("#robustness tbody tr")) == len(found.ideas)
    assert browser.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert browser.said() == []
    assert browser.violations() == []


def test_the_page_works_with_the_keyboard(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.show(page("typical"))
    browser.run("document.querySelector('#MEA-02 summary').focus()")
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.run("return document.getElementById('MEA-02').open")
    browser.show(page("typical"))
    browser.driver.find_element("tag name", "body").send_keys(Keys.TAB)
    assert browser.run("return document.activeElement.getAttribute('href')") == "#ideas"


def test_without_a_script_everything_is_there_but_the_filters(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.show(page("typical"))
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.run("return document.querySelector('.filters').checkVisibility()") is False
    assert len(browser.texts(".criterion summary")) == 153


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, name: str, language: str) -> None:
    browser.show(page(name, language), size=PHONE)
    browser.run("document.querySelectorAll('details').forEach(each => (each.open = true))")
    assert browser.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_and_page_are_light_or_dark_together(browser: Browser, scheme: str) -> None:
    browser.show(page("typical"), prefers_color_scheme=scheme)
    paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    (red, *_) = [int(part) for part in paper.removeprefix("rgb(").rstrip(")").split(",")]
    assert (red < 60) == (scheme == "dark")
    address = browser.run("return document.querySelector('img.bars').currentSrc")
    drawn = base64.b64decode(address.partition(",")[2]).decode()
    assert ("fill: #16191d" in drawn) == (scheme == "dark")


def test_paper_holds_what_is_folded_on_the_screen(browser: Browser) -> None:
    rules = FIXTURES / "packs" / "evaluation"  # a small pack: paper is read page by page, and slowly
    found = assess(load_strategy(FIXTURES / "wish-list.yaml"), rules, as_of=AS_OF)
    browser.show(str(render(found, "html")))
    printed = PdfReader(io.BytesIO(base64.b64decode(browser.driver.print_page())))
    text = normalize("NFKC", " ".join(sheet.extract_text() for sheet in printed.pages))
    text = " ".join(text.split())
    assert len(found.findings) > 10
    for finding in found.findings:
        assert " ".join(finding.why.split()) in text, finding.criterion
    assert browser.run("return document.querySelector('.criterion').open") is False
