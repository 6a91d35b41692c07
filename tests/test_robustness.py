"""How sure levels are: laws over drawn values, a second reckoning by plain loops, and examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command import Command, command_fixture  # noqa: F401
from examples import examples
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from places import AS_OF, FIXTURES
from robustness_cases import Case, Loops, cases, valued, widened
from small_packs import LEVELS, assessed, criterion, one_idea, pack
from strategies import clusters, documents, packs, unknowns

from assessor import (
    Assessment,
    InvalidAssessmentError,
    Pack,
    Robustness,
    UsageError,
    assess,
    load_strategy,
    parse_assessment,
    resources,
    reword,
    robustness,
    strategy_from,
    to_json,
)
from assessor.reports.canvas import Page
from assessor.reports.formats import FORMATS, Wishes, render
from assessor.scoring import perturbing
from assessor.scoring.perturbing import Moves, Study, factors, studied
from assessor.scoring.robustness import VARIED, _ground
from assessor.scoring.robustness_result import Deciding, Spread

EVALUATION = FIXTURES / "packs" / "evaluation"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))
DRAWS = 40
NOTHING_MOVED = Moves(np.array([], dtype=np.int64), np.array([]))


@cache
def told(name: str, language: str = "en") -> Assessment:
    strategy = load_strategy(FIXTURES / f"{name}.yaml")
    return assess(strategy, as_of=AS_OF, language=language, robustness=True)


@cache
def rendered(form: str, with_it: bool = True) -> str | bytes:
    found = told("typical")
    return render(found if with_it else replace(found, robustness=None), form)


@cache
def by_a_small_pack() -> str:
    strategy = load_strategy(FIXTURES / "wish-list.yaml")
    return to_json(assess(strategy, EVALUATION, as_of=AS_OF, robustness=True))


def of(found: Assessment) -> Robustness:
    assert found.robustness is not None
    return found.robustness


def ends(spread: Spread) -> tuple[Fraction, ...]:
    return (spread.least, spread.lower, spread.upper, spread.most)


def study(rules: Pack, found: Assessment, blocks: list[Any]) -> Study:
    return studied(_ground(found, rules), NOTHING_MOVED, iter(blocks))


def drawn_factors(found: Assessment, draws: int, seed: int = 0) -> Any:
    columns = sum(len(idea.criteria) for idea in found.ideas) + len(found.ideas)
    return np.concatenate(list(factors(draws, columns, float(VARIED), seed)))


# --- laws


@given(case=cases(), seed=st.integers(0, 2**32))
def test_an_interval_holds_the_score_and_what_it_could_be_at_best(case: Case, seed: int) -> None:
    rules, values = case
    found = valued(rules, values)
    sure = robustness(found, rules, draws=DRAWS, seed=seed)
    for idea, each in zip(found.ideas, sure.ideas, strict=True):
        assert each.spread.least <= idea.score <= idea.high <= each.spread.most
    if sure.index is not None:
        assert found.index.score is not None and found.index.high is not None
        for spread in (sure.index.spread, sure.index.arithmetic):
            assert spread.least <= found.index.score <= found.index.high <= spread.most


@given(case=cases())
def test_shares_and_scores_stay_in_their_ranges_and_in_their_order(case: Case) -> None:
    rules, values = case
    sure = robustness(valued(rules, values), rules, draws=DRAWS)
    index = [] if sure.index is None else [sure.index]
    spreads = [each.spread for each in (*sure.ideas, *index)]
    spreads += [spread for each in index for spread in (each.arithmetic, each.geometric)]
    for spread in spreads:
        assert all(low <= high for low, high in pairwise((0, *ends(spread), 100)))
    for each in (*sure.ideas, *index):
        assert each.kept is None or 0 < each.kept <= 1
        assert all(Fraction(1, 100) <= decides.share <= 1 for decides in each.deciding)
        assert len(each.deciding) <= 5


@examples(50)
@given(case=cases())
def test_where_everything_is_met_every_draw_keeps_the_level(case: Case) -> None:
    rules, values = case
    sure = robustness(valued(rules, dict.fromkeys(values, (Fraction(1), Fraction(1)))), rules, draws=DRAWS)
    assert all(each.kept == 1 and ends(each.spread) == (100,) * 4 for each in sure.ideas)
    assert sure.index is not None
    assert (sure.index.level, sure.index.kept, ends(sure.index.spread)) == ("exemplary", 1, (100,) * 4)


@examples(50)
@given(case=cases(known=True))
def test_where_everything_is_known_both_ends_are_the_same(case: Case) -> None:
    rules, values = case
    found = valued(rules, values)
    came = study(rules, found, [drawn_factors(found, DRAWS)])
    assert (came.ideas[:, 0] == came.ideas[:, 1]).all()
    assert (came.index[:, 0] == came.index[:, 1]).all()


@given(case=cases())
def test_the_arithmetic_index_lies_between_the_least_and_the_greatest_idea(case: Case) -> None:
    rules, values = case
    found = valued(rules, values)
    came = study(rules, found, [drawn_factors(found, DRAWS)])
    arithmetic, near = came.index[..., 0], 1e-9
    assert (came.ideas.min(axis=-1) <= arithmetic + near).all()
    assert (arithmetic <= came.ideas.max(axis=-1) + near).all()


@given(case=cases())
def test_the_geometric_mean_is_at_most_the_arithmetic_one_of_scores_from_1_up(case: Case) -> None:
    rules, values = case
    found = valued(rules, values)
    block = drawn_factors(found, DRAWS)
    came = study(rules, found, [block])
    weights = block[:, None, -len(found.ideas) :]
    clamped = (weights * np.maximum(1, came.ideas)).sum(axis=-1) / weights.sum(axis=-1)
    assert (came.index[..., 1] <= clamped + 1e-9).all()


@examples(50)
@given(case=cases(), seed=st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_result(case: Case, seed: int) -> None:
    rules, values = case
    found = valued(rules, values)
    assert robustness(found, rules, draws=DRAWS, seed=seed) == robustness(
        found, rules, draws=DRAWS, seed=seed
    )


@given(data=st.data(), case=cases())
def test_more_unknown_never_makes_an_interval_narrower(data: st.DataObject, case: Case) -> None:
    rules, values = case
    before = robustness(valued(rules, values), rules, draws=DRAWS)
    after = robustness(valued(rules, data.draw(widened(values))), rules, draws=DRAWS)
    pairs = [(one.spread, other.spread) for one, other in zip(before.ideas, after.ideas, strict=True)]
    if before.index is not None and after.index is not None:
        pairs.append((before.index.spread, after.index.spread))
        pairs.append((before.index.geometric, after.index.geometric))
    for one, other in pairs:
        assert other.least <= one.least and other.lower <= one.lower
        assert one.upper <= other.upper and one.most <= other.most


@examples(50)
@given(case=cases())
def test_more_draws_begin_with_the_same_ones(case: Case) -> None:
    rules, values = case
    found = valued(rules, values)
    few, many = (robustness(found, rules, draws=draws) for draws in (DRAWS, 3 * DRAWS))
    for one, other in zip(few.ideas, many.ideas, strict=True):
        assert other.spread.least <= one.spread.least <= one.spread.most <= other.spread.most


@given(case=cases())
def test_with_the_weights_as_they_are_each_level_is_the_one_that_the_idea_has(case: Case) -> None:
    rules, values = case
    found = valued(rules, values)
    block = np.ones_like(drawn_factors(found, 3))
    ground = _ground(found, rules)
    came = studied(ground, NOTHING_MOVED, iter([block]))
    names = [level.id for level in rules.about.levels.levels]
    levels = ground.levels(came.ideas, ground.weak() > 0)
    for place, idea in enumerate(found.ideas):
        assert {names[level] for level in levels[:, 0, place]} == {idea.level}
        assert {names[level] for level in levels[:, 1, place]} == {idea.level_high}


@examples(40)
@given(data=st.data(), kinds=clusters())
def test_of_every_pack_and_document_the_first_draw_is_the_assessment_itself(
    data: st.DataObject, kinds: tuple[str, ...]
) -> None:
    rules = data.draw(packs(kinds))
    document = data.draw(unknowns(data.draw(documents(kinds, exact=False)), kinds))
    found = assess(strategy_from(document), rules, as_of=AS_OF, engine="plain")
    sure = robustness(found, rules, draws=1)
    for idea, each in zip(found.ideas, sure.ideas, strict=True):
        assert ends(each.spread) == (idea.score, idea.score, idea.high, idea.high)
        if idea.rated:
            assert each.kept == (1 if idea.level == idea.level_high else Fraction(1, 2))
    assert (sure.index is None) == (found.index.score is None)


@examples(100)
@given(case=cases(), seed=st.integers(0, 2**32))
def test_plain_loops_over_the_same_factors_give_the_same_levels(case: Case, seed: int) -> None:
    rules, values = case
    found, draws = valued(rules, values), 6
    sure = robustness(found, rules, draws=draws, seed=seed)
    loops = Loops(rules, found, drawn_factors(found, draws, seed))
    for place, (idea, each) in enumerate(zip(found.ideas, sure.ideas, strict=True)):
        if not idea.rated:
            continue
        assert each.kept == loops.kept(place)
        alone = [decides for decides in each.deciding if decides.moved != "floor"]
        assert alone == loops.deciding(place)[: len(alone)]
        held = [decides.criterion for decides in each.deciding if decides.moved == "floor"]
        assert set(held) <= set(idea.held_back_by)
        assert len(alone) == min(len(loops.deciding(place)), 5 - len(held))
    if sure.index is not None:
        assert sure.index.kept == loops.index_kept(sure.index.level)
        assert list(sure.index.deciding) == loops.index_deciding()


def test_blocks_of_draws_come_to_the_same_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = of(told("typical"))
    monkeypatch.setattr(perturbing, "_BLOCK", 7)
    assert robustness(told("typical")) == whole


# --- examples


def test_factors_lie_within_a_quarter_and_those_of_the_first_draw_are_1() -> None:
    found = np.concatenate(list(factors(2_500, 20, 0.25, seed=3)))
    assert found.shape == (2_500, 20)
    assert (found[0] == 1).all()
    assert 0.75 <= found.min() < 0.751
    assert 1.249 < found.max() <= 1.25
    assert abs(found.mean() - 1) < 0.01


def test_another_seed_draws_other_weights() -> None:
    found = told("typical")
    assert robustness(found, seed=1).ideas != of(found).ideas


def test_a_score_that_is_on_a_cut_off_in_every_draw_reaches_it_in_every_draw() -> None:
    rules = one_idea(*(criterion(f"ONE-0{n}", weight=w) for n, w in ((1, 3), (2, 3), (3, 1))))
    found = valued(rules, dict.fromkeys(rules.by_id, (Fraction(7, 10), Fraction(7, 10))))
    (idea,) = robustness(found, rules).ideas
    assert (idea.level, idea.kept, ends(idea.spread)) == ("consolidated", 1, (70,) * 4)
    (again,) = robustness(parse_assessment(to_json(found)), rules).ideas
    assert again == idea


THIRD, HALF, ONE, NONE = Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(0)


def known(**values: Fraction) -> dict[str, tuple[Fraction, Fraction]]:
    return {name.replace("_", "-"): (value, value) for name, value in values.items()}


def test_an_essential_below_its_floor_caps_the_level_in_every_draw_and_decides_it() -> None:
    rules = one_idea(
        criterion("ONE-01", weight=3), criterion("ONE-02", weight=3),
        criterion("ONE-03", weight=1, essential={}),
    )  # fmt: skip
    (idea,) = robustness(valued(rules, known(ONE_01=ONE, ONE_02=ONE, ONE_03=THIRD)), rules).ideas
    assert (idea.level, idea.kept) == ("developing", 1)
    assert idea.spread.least > 85
    decides = idea.deciding[0]
    assert (decides.criterion, decides.moved) == ("ONE-03", "floor")
    assert decides.level == "exemplary"
    assert Fraction(99, 100) < decides.share < 1, "92.9 with the weights as they are"
    assert all(each.criterion != "ONE-03" for each in idea.deciding[1:])


def test_essentials_that_hold_an_idea_back_together_decide_it_together() -> None:
    rules = one_idea(
        criterion("ONE-01", weight=3), criterion("ONE-02", essential={}), criterion("ONE-03", essential={})
    )
    values = known(ONE_01=ONE, ONE_02=Fraction(2, 5), ONE_03=Fraction(2, 5))
    (idea,) = robustness(valued(rules, values), rules).ideas
    held = [each for each in idea.deciding if each.moved == "floor"]
    assert [each.criterion for each in held] == ["ONE-02", "ONE-03"]
    assert {(each.level, each.share) for each in held} == {("consolidated", Fraction(1))}
    text = render(replace(valued(rules, values), robustness=robustness(valued(rules, values), rules)), "text")
    assert "with ONE-02, ONE-03 at the floor: consolidated in all draws" in " ".join(str(text).split())


def test_an_idea_that_is_not_rated_has_no_level_to_keep_and_still_its_interval() -> None:
    rules = one_idea(criterion("ONE-01"), criterion("ONE-02"))
    values = known(ONE_01=HALF) | {"ONE-02": (NONE, ONE)}
    found = valued(rules, values)
    (idea,) = robustness(found, rules).ideas
    assert not found.ideas[0].rated
    assert (idea.level, idea.kept, idea.deciding) == (None, None, ())
    assert idea.spread.least < 25 and idea.spread.most > 75


def test_what_is_unknown_is_read_at_both_ends() -> None:
    rules = one_idea(criterion("ONE-01", weight=3), criterion("ONE-02", weight=1))
    found = valued(rules, known(ONE_01=HALF) | {"ONE-02": (HALF, ONE)})
    (idea,) = robustness(found, rules).ideas
    assert idea.level == "developing"
    assert (idea.spread.least, idea.spread.lower) == (50, 50)
    assert idea.spread.most > Fraction(125, 2) > idea.spread.least
    assert idea.kept == 1, "62.5 is developing, and so it is in each draw"
    rules = one_idea(criterion("ONE-01", weight=2), criterion("ONE-02", weight=1))
    found = valued(rules, known(ONE_01=THIRD) | {"ONE-02": (THIRD, ONE)})
    (idea,) = robustness(found, rules).ideas
    assert (idea.level, idea.kept) == ("initial", HALF), "at its best, it is developing in each draw"
    assert Deciding("ONE-02", "examined", "developing", ONE) in idea.deciding


def test_without_an_index_there_is_nothing_to_tell_of_it() -> None:
    assert told("half-examined").index.score is None
    assert of(told("half-examined")).index is None


def test_the_index_has_the_level_of_an_idea_with_its_score() -> None:
    rules = pack(
        {"one": [criterion("ONE-01")], "two": [criterion("TWO-01")]}, levels={**LEVELS, "index_from": 2}
    )
    sure = robustness(valued(rules, known(ONE_01=ONE, TWO_01=NONE)), rules)
    assert sure.index is not None
    assert sure.index.level == "developing"
    assert [each.kept for each in sure.ideas] == [1, 1]
    assert sure.index.arithmetic.least < 50 < sure.index.arithmetic.most
    # The square root of 100 and 1: the second idea counts as 1.
    assert sure.index.geometric.lower < 10 < sure.index.geometric.upper
    assert sure.index.kept < HALF + Fraction(1, 100)
    assert sure.index.spread.least == sure.index.geometric.least
    assert sure.index.spread.most == sure.index.arithmetic.most


# --- what is refused


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"draws": 0}, "draws must be from 1 to 100000, not 0."),
        ({"draws": -3}, "draws must be from 1 to 100000, not -3."),
        ({"draws": 100_001}, "draws must be from 1 to 100000, not 100001."),
        ({"seed": -1}, "seed must be 0 or more, not -1."),
    ],
)
def test_draws_and_seeds_out_of_their_range_are_refused(asked: dict[str, int], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        robustness(told("typical"), **asked)
    assert str(caught.value) == says


def test_only_the_pack_that_it_was_made_with_tells_how_sure_an_assessment_is() -> None:
    with pytest.raises(UsageError, match="only the pack that it was made with can tell how sure"):
        robustness(told("typical"), EVALUATION)


@pytest.mark.parametrize(
    "change",
    [
        lambda a: a["ideas"][0]["criteria"].clear(),
        lambda a: a["ideas"][0]["criteria"][0].update(weight=900),
        lambda a: a["ideas"].pop(),
        lambda a: (a["pack"]["levels"][0].update(id="x"), a["ideas"][0].update(level="x")),
    ],
)
def test_an_assessment_with_other_criteria_than_its_pack_is_refused(change: Callable[[Any], Any]) -> None:
    rules = pack({"one": [criterion("ONE-01")], "two": [criterion("TWO-01")]})
    content = json.loads(to_json(valued(rules, known(ONE_01=ONE, TWO_01=NONE))))
    content.update(findings=[], recommendations=[])
    change(content)
    if content["ideas"][0]["level"] == "x":
        content["ideas"][0]["level_high"] = "x"
        content["ideas"][1].update(level="x", level_high="x")
    with pytest.raises(UsageError, match="names what is not in the rule pack"):
        robustness(parse_assessment(json.dumps(content)), rules)


def test_a_missing_library_is_a_sentence_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.delitem(sys.modules, "assessor.scoring.perturbing")
    monkeypatch.delattr("assessor.scoring.perturbing")
    ended = command("assess", FIXTURES / "typical.yaml", "--robustness")
    says = (
        "To tell how sure levels are, numpy is needed: pip install 'strategy-assessor[analysis]' installs it."
    )
    assert (ended.code, ended.out, ended.sentence) == (2, "", says)
    assert command("assess", FIXTURES / "typical.yaml").code == 0


# --- saved, and in other languages


def test_it_is_in_the_json_only_where_it_was_asked_for() -> None:
    without = assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF)
    assert "robustness" not in json.loads(to_json(without))
    assert replace(told("typical"), robustness=None) == without
    assert json.loads(to_json(told("typical")))["robustness"]["draws"] == 1_000


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_the_schema_and_is_written_again_with_the_same_bytes(name: str) -> None:
    text = to_json(told(name))
    judge = Draft202012Validator(resources.schema("assessment"))
    assert list(judge.iter_errors(json.loads(text))) == []
    assert to_json(parse_assessment(text)) == text


@pytest.mark.parametrize("name", ["typical", "half-examined", "cooperation-only"])
def test_a_saved_assessment_tells_the_same_but_for_rounding(name: str) -> None:
    found = told(name)
    again = robustness(parse_assessment(to_json(replace(found, robustness=None))))
    for one, other in zip(of(found).ideas, again.ideas, strict=True):
        assert (one.id, one.level, one.kept is None) == (other.id, other.level, other.kept is None)
        assert abs((one.kept or 0) - (other.kept or 0)) <= Fraction(1, 1_000)
        for here, there in zip(ends(one.spread), ends(other.spread), strict=True):
            assert abs(here - there) < Fraction(1, 1_000)


def test_it_survives_another_language() -> None:
    assert reword(told("typical"), "es") == told("typical", "es")
    assert reword(told("typical", "es"), "en") == told("typical")


def test_null_is_no_robustness() -> None:
    content = json.loads(to_json(told("typical")))
    content["robustness"] = None
    with pytest.raises(InvalidAssessmentError):
        parse_assessment(json.dumps(content))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: r["ideas"][0].update(id="x"), "there is no idea 'x'"),
        (lambda r: r["ideas"][0].update(level="x"), "there is no level 'x'"),
        (lambda r: r["index"].update(level="x"), "there is no level 'x'"),
        (lambda r: r["ideas"][0]["deciding"][0].update(criterion="x"), "there is no criterion 'x'"),
        (lambda r: r["index"]["deciding"][0].update(level="x"), "there is no level 'x'"),
        (lambda r: r["ideas"][0]["spread"].update(least=99), "'aligned' is less at best than it is"),
    ],
)
def test_what_is_named_and_is_not_there_is_refused(change: Callable[[Any], Any], says: str) -> None:
    content = json.loads(to_json(told("typical")))
    change(content["robustness"])
    with pytest.raises(InvalidAssessmentError) as caught:
        parse_assessment(json.dumps(content), name="saved")
    assert str(caught.value.problems[0]).startswith(f"saved: {says}")


@given(st.data(), st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just([])))
def test_damage_is_refused_or_shown_and_never_stumbled_over(data: st.DataObject, value: object) -> None:
    content = json.loads(by_a_small_pack())
    place: Any = content["robustness"]
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = value
            break
        place = place[key]
    try:
        found = parse_assessment(json.dumps(content))
    except InvalidAssessmentError as error:
        assert error.problems
        return
    for form in ("text", "markdown", "json"):
        assert render(found, form)


# --- shown


def shown(name: str, form: str, width: int = 80, everything: bool = False) -> str:
    return str(render(told(name), form, Wishes(Page(width=width), everything)))


def test_the_text_tells_level_interval_share_and_what_decides() -> None:
    text = shown("typical", "text")
    assert "HOW SURE ARE THE LEVELS?" in text
    (line,) = [each for each in text.splitlines() if "Professional" in each and "draws" in each]
    professional = of(told("typical")).ideas[7]
    assert professional.kept is not None
    assert line.split()[:3] == ["8", "Professional", "Developing"]
    assert f"{int(professional.spread.least)}–{int(professional.spread.most) + 1} " in line
    assert line.endswith(f"{int(100 * professional.kept)} of 100 draws")
    assert "without PRO-01: Initial in 69 of 100 draws" in text
    assert "The index has no level of its own" in " ".join(text.split())


def test_a_narrow_page_says_it_in_sentences() -> None:
    text = " ".join(shown("typical", "text", width=50).split())
    assert "8 Professional: Developing in 69 of 100 draws; between 40 and 52" in text


def test_all_tells_everything_that_decides() -> None:
    short, whole = shown("typical", "text"), shown("typical", "text", everything=True)
    count = len(of(told("typical")).ideas[0].deciding)
    assert short.count("in 99 of 100 draws") < whole.count("in 99 of 100 draws")
    assert sum("ALI-0" in line and "Initial in" in line for line in whole.splitlines()) == count


@pytest.mark.parametrize("form", ["text", "markdown", "html", "docx", "xlsx", "pdf"])
def test_reports_that_are_read_tell_it_only_where_it_was_asked_for(form: str) -> None:
    with_it, without = rendered(form), rendered(form, with_it=False)
    assert len(with_it) > len(without)
    if isinstance(with_it, str) and isinstance(without, str):
        assert "how sure are the levels?" in with_it.lower()
        assert "how sure are the levels?" not in without.lower()


def test_paper_says_it_in_words() -> None:
    from io import BytesIO

    import docx
    from pypdf import PdfReader

    data = rendered("docx")
    assert isinstance(data, bytes)
    rows = [
        [cell.text for cell in row.cells]
        for found in docx.Document(BytesIO(data)).tables
        for row in found.rows
    ]
    (row,) = [row for row in rows if row[:2] == ["8", "Professional"] and "draws" in row[-2]]
    assert row[2:5] == ["Developing", "40–52", "69 of 100 draws"]
    data = rendered("pdf")
    assert isinstance(data, bytes)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    assert "How sure are the levels?" in text
    assert "69 of 100 draws" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str) -> None:
    found = parse_assessment(by_a_small_pack())
    sure, level = of(found), found.ideas[0].level
    first = replace(sure.ideas[0], deciding=(Deciding(text, "met", level, ONE),))
    found = replace(found, robustness=replace(sure, ideas=(first, *sure.ideas[1:])))
    # Drawing pictures takes long: a page is made only of what could be markup.
    forms = ("text", "markdown", "xlsx", *(("html",) if set(text) & set("<&{") else ()))
    for form in forms:
        shown = render(found, form)
        assert isinstance(shown, bytes) or not [sign for sign in ("\x1b", "\u202e", "\x00") if sign in shown]
        assert form != "html" or "<script>alert" not in str(shown)


@pytest.mark.parametrize("form", [name for name in FORMATS if name in ("csv", "sarif", "junit", "svg")])
def test_other_formats_stay_as_they_are(form: str) -> None:
    assert rendered(form) == rendered(form, with_it=False)


def test_the_workbook_has_a_sheet_of_figures() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    data = rendered("xlsx")
    assert isinstance(data, bytes)
    sheet = load_workbook(BytesIO(data))["How sure are the levels"]
    rows = list(sheet.values)
    assert len(rows) == 13
    first = of(told("typical")).ideas[0]
    assert first.kept is not None
    assert rows[1][3] == pytest.approx(float(100 * first.kept))


def test_the_page_holds_a_picture_of_the_intervals_and_a_link_to_each_idea() -> None:
    html = str(rendered("html"))
    part = html[html.index('<section id="robustness"') :]
    part = part[: part.index("</section>")]
    assert part.count("data:image/svg+xml;base64,") == 2
    assert all(f'href="#idea-{idea.id}"' in part for idea in told("typical").ideas)


# --- the command


def saved(command: Command, tmp_path: Path, *options: str) -> Path:
    path = tmp_path / "assessment.json"
    day = ("--as-of", AS_OF.isoformat())
    assert command("assess", FIXTURES / "typical.yaml", *day, "--output", path, *options).code == 0
    return path


def test_assess_tells_it_when_asked(command: Command, tmp_path: Path) -> None:
    path = saved(command, tmp_path, "--robustness")
    assert path.read_text(encoding="utf-8") == to_json(
        assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF, robustness=True)
    )


@pytest.mark.parametrize("options", [(), ("--robustness",)])
def test_report_tells_it_of_a_saved_assessment(
    command: Command, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = saved(command, tmp_path, *options)
    ended = command("report", path, "--robustness")
    assert (ended.code, ended.err) == (0, "")
    assert (
        ended.out
        == command("assess", FIXTURES / "typical.yaml", "--as-of", AS_OF.isoformat(), "--robustness").out
    )
    assert ("HOW SURE" in command("report", path).out) == bool(options)


def test_report_needs_the_pack_that_it_was_made_with(command: Command, tmp_path: Path) -> None:
    ended = command("report", saved(command, tmp_path), "--robustness", "--pack", EVALUATION)
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence.startswith("The assessment was made with other rules ('al-las' ")


def test_an_assessment_that_tells_nothing_else_needs_no_numpy() -> None:
    assert assessed(one_idea(criterion("ONE-01"))).robustness is None
