"""The optimization says what the assessment says: on all fixtures, and on drawn packs and documents."""

from __future__ import annotations

import os
import random
from datetime import date
from itertools import combinations

import pytest
from examples import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle_derived import AS_OF
from places import FIXTURES
from small_packs import criterion, one_idea
from small_packs import document as small_document
from strategies import checks, clusters, documents, pack_around, unknowns

from assessor import Pack, apply, assess, improve, load_strategy, prepare, strategy_from
from assessor.engine import choose_engine
from assessor.facts.derived import Surroundings
from assessor.improving.options import Option
from assessor.improving.program import Program, value_of
from assessor.pack import model as m
from assessor.scoring.assess import Prepared
from assessor.scoring.checks import evaluate
from assessor.scoring.outcomes import treatments_of
from assessor.strategy.model import Strategy

NEAR = 1e-5
WHOLE = sorted(FIXTURES.glob("*.yaml"))


def drawn(number: int) -> settings:
    """Return the setting of a law on so many cases: the same each time, but for the deep profile."""
    return settings(examples(number), derandomize=os.environ.get("HYPOTHESIS_PROFILE") != "deep")


def program(strategy: Strategy, ready: Prepared, day: date) -> Program:
    """Return everything that could be edited for all ideas of a pack."""
    matches = ready.matches(strategy, day)
    treatments = treatments_of(strategy, ready.pack, day)
    counted = [each for each in ready.plan.criteria.values() if each.id not in treatments.special]
    wanted = [each for each in counted if evaluate(each.check, matches).value < 1]
    around = Surroundings(matches.facts, day)
    return Program(matches, around, ready.plan.ideas, wanted, counted, treatments.excluded_dimensions)


def chosen_at_random(found: Program, seed: int):
    """Return the decisions that are best for a goal that means nothing: some edits, and some not."""
    drawn = random.Random(seed)
    goal = {name: drawn.choice([-1, -1, 1]) for name in found.options}
    return found.model.solved([goal], seconds=120).values


def differences(found: Program, values, strategy: Strategy, ready: Prepared, day: date):
    """Return the criteria whose value is another once the edits are applied than the optimization says."""
    edits = [edit for _, edit in found.chosen(values)]
    matches = ready.matches(apply(strategy, edits), day)
    for name, value in found.values.items():
        real = float(evaluate(ready.plan.criteria[name].check, matches).value)
        if abs(value_of(value, values) - real) > NEAR:
            yield name, value_of(value, values), real


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_the_optimization_agrees_with_the_assessment_on_every_fixture(path):
    ready, day = prepare(engine="plain"), date(2026, 6, 1)
    strategy = load_strategy(path)
    found = program(strategy, ready, day)
    # Without whole numbers asked for beyond a goal, most edits come out at once: a few goals are many edits.
    values = chosen_at_random(found, 1)
    assert values
    assert not list(differences(found, values, strategy, ready, day))


@st.composite
def cases(draw, forget=False):
    """Some checks, and a document that they are about."""
    kinds = draw(clusters())
    asked = draw(st.lists(checks(kinds), min_size=1, max_size=4))
    document = draw(documents(kinds))
    if forget:
        document = draw(unknowns(document, kinds))
    return asked, document, draw(st.integers(0, 1000))


def agrees(case) -> None:
    asked, document, seed = case
    ready = Prepared(pack_around(asked), choose_engine("plain"))
    strategy = Strategy.model_validate(document)
    found = program(strategy, ready, AS_OF)
    assume(found.options)
    values = chosen_at_random(found, seed)
    assert values, "whatever is there now is a decision as well"
    assert not list(differences(found, values, strategy, ready, AS_OF))


@drawn(150)
@given(cases())
def test_the_optimization_agrees_with_the_assessment_on_drawn_documents(case):
    agrees(case)


@drawn(100)
@given(cases(forget=True))
def test_it_agrees_where_much_is_unknown(case):
    agrees(case)


def test_nothing_is_added_to_a_list_that_stays_announced_as_a_whole():
    """Whether an analysis precedes an adoption hangs on all of them, so their list is not taken for done."""
    asked = [
        m.Count(count="adoption"),
        m.Count(count="trend-analysis", where=[m.FieldCondition(field="precedes_adoption", present=True)]),
    ]
    announced = {"adoptions": [{"id": "a"}], "trend_analyses": [{"id": "t"}], "announced": ["adoptions"]}
    ready = Prepared(pack_around(asked), choose_engine("plain"))
    found = program(strategy_from(small_document(**announced)), ready, AS_OF)
    assert not [option for option in found.options.values() if option.kind == "adoption"]


FIELDS = ("deadline", "expected_result", "local_policy")
VALUES = {"deadline": 2027, "expected_result": "Three centres", "local_policy": "Innovation"}


@st.composite
def small_cases(draw):
    """A pack that asks for fields of objectives, objectives that lack some, and a level."""
    criteria = []
    for number in range(draw(st.integers(2, 4))):
        asked = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2, unique=True))
        share = {"share": "objective", "that": [{"field": name, "present": True} for name in asked]}
        other = {"share": "objective", "that": [{"field": draw(st.sampled_from(FIELDS)), "present": True}]}
        check = draw(st.sampled_from([share, {"any": [share, other]}, {"parts": [share, other]}]))
        more = {"weight": draw(st.integers(1, 3)), "effort": draw(st.sampled_from(["low", "medium", "high"]))}
        if number == 0:
            more["essential"] = {"floor": draw(st.sampled_from([0.5, 1.0]))}
        criteria.append(criterion(f"IDE-{number:02}", check, **more))
    given_fields = st.lists(st.sampled_from(FIELDS), unique=True)
    items = [{name: VALUES[name] for name in draw(given_fields)} for _ in range(draw(st.integers(1, 3)))]
    level = draw(st.sampled_from(["initial", "developing", "consolidated", "exemplary"]))
    return one_idea(*criteria), strategy_from(small_document(objectives=items)), level


@drawn(60)
@given(small_cases())
def test_no_set_of_edits_reaches_an_aim_with_less_effort(case):
    rules, strategy, level = case
    offered = list(program(strategy, Prepared(rules, choose_engine("plain")), AS_OF).options.values())
    plan = improve(strategy, {"idea": level}, rules, as_of=AS_OF, engine="plain")
    assert (plan.effort, plan.proven) == (least_effort(strategy, offered, rules, level), True)


def least_effort(strategy: Strategy, offered: list[Option], pack: Pack, level: str) -> int | None:
    """Return the least effort of all sets of edits that reach a level, tried one after the other."""
    order = [each.id for each in pack.about.levels.levels]
    least = None
    for number in range(len(offered) + 1):
        for chosen in combinations(offered, number):
            effort = sum(option.cost for option in chosen)
            if least is None or effort < least:
                edited = apply(strategy, [option.edit for option in chosen])
                reached = assess(edited, pack, as_of=AS_OF, engine="plain").idea("idea").level
                if order.index(reached) >= order.index(level):
                    least = effort
    return least


@drawn(60)
@given(cases())
def test_whatever_is_edited_is_a_valid_strategy_with_all_that_was_there(case):
    asked, document, seed = case
    ready = Prepared(pack_around(asked), choose_engine("plain"))
    strategy = Strategy.model_validate(document)
    found = program(strategy, ready, AS_OF)
    assume(found.options)
    edits = [edit for _, edit in found.chosen(chosen_at_random(found, seed))]
    after = apply(strategy, edits).model_dump(mode="json", exclude_unset=True)
    strategy_from(after)
    assert _is_within(strategy.model_dump(mode="json", exclude_unset=True), after)


def _is_within(before, after) -> bool:
    """Whether nothing that was written is gone or changed; only marks of what is missing may be."""
    if isinstance(before, dict):
        marks = {"announced", "unknown"}
        return all(key in marks or (key in after and _is_within(v, after[key])) for key, v in before.items())
    if isinstance(before, list):
        return all(_is_within(old, new) for old, new in zip(before, after[: len(before)], strict=True))
    return before == after
