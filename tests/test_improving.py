"""Plans of work: the least effort that reaches an aim, the most for a budget, and what stands in the way."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator
from places import AS_OF, FIXTURES
from small_packs import criterion, document, objectives, one_idea, pack

from assessor import (
    Improvement,
    UsageError,
    apply,
    assess,
    improve,
    load_strategy,
    resources,
    strategy_from,
    to_json,
)
from assessor.improving.edits import Add, Fill, Link, Settle
from assessor.scoring.recommendations import EFFORT_COST

LINKED = {"share": "objective", "that": [{"some": "indicator", "by": "objectives"}]}
NAMED = {"count": "risk", "where": [{"field": "statement", "present": True}]}


def planned(rules, to=None, budget=None, **sections) -> Improvement:
    strategy = strategy_from(document(**sections))
    return improve(strategy, to, rules, budget=budget, as_of=AS_OF, engine="plain")


def test_a_field_is_filled_where_that_is_the_least_effort():
    plan = planned(one_idea(criterion("IDE-01")), {"idea": "consolidated"}, objectives=objectives(2, 1))
    assert [change.edit for change in plan.changes] == [
        Fill("objective", "/objectives/2", "deadline", "2028")
    ]
    assert plan.outcome == "reached"
    assert plan.effort == 1


def test_no_more_is_filled_than_the_aim_takes():
    plan = planned(one_idea(criterion("IDE-01")), {"idea": "developing"}, objectives=objectives(0, 4))
    assert len(plan.changes) == 2


def test_a_missing_item_is_added_complete():
    rules = one_idea(criterion("IDE-01", NAMED), criterion("IDE-02", _risk("owner")))
    plan = planned(rules, {"idea": "exemplary"})
    assert [change.edit for change in plan.changes] == [
        Add("risk", "new-risk-1", {"statement": "…", "owner": "…"})
    ]


def test_a_link_is_added_to_what_is_there():
    rules = one_idea(criterion("IDE-01", LINKED, effort="low"))
    plan = planned(
        rules, {"idea": "exemplary"}, objectives=objectives(1), indicators=[{"id": "i1", "name": "Visits"}]
    )
    assert [change.edit for change in plan.changes] == [
        Link("indicator", "/indicators/0", "objectives", "/objectives/0")
    ]


def test_what_is_only_announced_is_settled():
    rules = one_idea(criterion("IDE-01", NAMED))
    plan = planned(rules, {"idea": "exemplary"}, risks=[{"statement": "Floods", "announced": True}])
    assert [change.edit for change in plan.changes] == [Settle("risk", "/risks/0")]


def test_a_list_announced_as_a_whole_is_there_with_its_first_item():
    plan = planned(one_idea(criterion("IDE-01", NAMED)), {"idea": "exemplary"}, announced=["risks"])
    assert plan.outcome == "reached"
    assert isinstance(plan.changes[0].edit, Add)


def test_an_item_that_would_lower_a_limit_is_not_added():
    rules = pack(
        {
            "one": [criterion("ONE-01", {"count": "objective", "at_most": 1})],
            "two": [criterion("TWO-01", {"cover": "dimension", "some": "objective", "by": "dimension"})],
        },
    )
    plan = planned(rules, {"index": 100}, objectives=[{"id": "o", "dimension": "economic"}])
    assert plan.outcome == "out-of-reach"
    assert plan.index.after == Fraction(60)


def test_an_added_item_stands_in_the_denominators_of_all_shares():
    rules = one_idea(
        criterion("IDE-01", {"cover": "dimension", "some": "objective", "by": "dimension"}),
        criterion("IDE-02", LINKED),
    )
    plan = planned(rules, {"idea": "exemplary"}, objectives=[{"id": "o", "dimension": "economic"}])
    assert {change.kind for change in plan.changes} == {"objective", "indicator"}
    assert (
        plan.ideas[0].after
        == assess(
            apply(strategy_from(document(objectives=[{"id": "o", "dimension": "economic"}])), plan.edits),
            rules,
            as_of=AS_OF,
            engine="plain",
        )
        .idea("idea")
        .score
    )


def test_effort_decides_between_two_ways():
    rules = one_idea(
        criterion("IDE-01", {"any": [NAMED, {"count": "scenario"}]}, effort="high"),
        criterion("IDE-02", {"count": "scenario"}, effort="low"),
        criterion("IDE-03", NAMED, effort="high"),
    )
    plan = planned(rules, {"idea": "developing"})
    assert [change.kind for change in plan.changes] == ["scenario"]


@pytest.mark.parametrize(("effort", "cost"), sorted(EFFORT_COST.items()))
def test_the_effort_of_a_plan_is_the_sum_over_its_changes(effort, cost):
    rules = one_idea(criterion("IDE-01", effort=effort))
    plan = planned(rules, {"idea": "exemplary"}, objectives=objectives(0, 2))
    assert plan.effort == 2 * cost == sum(change.cost for change in plan.changes)


def test_a_budget_buys_the_most_and_is_not_exceeded():
    rules = one_idea(criterion("IDE-01", NAMED, weight=3, effort="high"), criterion("IDE-02", weight=1))
    sections = {"objectives": objectives(0, 1)}
    assert [c.kind for c in planned(rules, budget=7, **sections).changes] == ["objective"]
    assert [c.kind for c in planned(rules, budget=8, **sections).changes] == ["risk"]
    assert len(planned(rules, budget=9, **sections).changes) == 2


def test_a_budget_of_nothing_buys_nothing():
    plan = planned(one_idea(criterion("IDE-01", NAMED)), budget=0)
    assert (plan.outcome, plan.changes) == ("nothing", ())


def test_without_an_aim_the_best_gain_for_the_effort_comes_first():
    rules = one_idea(
        criterion("IDE-01", NAMED, weight=3, effort="high"),
        *(
            criterion(f"IDE-0{n}", {"count": kind}, effort="low")
            for n, kind in enumerate(("need", "theme", "agenda", "network", "place", "strength"), 2)
        ),
    )
    plan = planned(rules)
    assert len(plan.changes) == 5
    assert {change.effort for change in plan.changes} == {"low"}


def test_without_an_aim_no_change_is_proposed_that_brings_nothing():
    plan = planned(one_idea(criterion("IDE-01", NAMED)))
    assert len(plan.changes) == 1


def test_a_strategy_that_lacks_nothing_has_nothing_to_gain():
    plan = planned(one_idea(criterion("IDE-01", NAMED)), risks=[{"statement": "Floods"}])
    assert (plan.outcome, plan.changes) == ("nothing", ())


def test_an_aim_that_is_reached_already_takes_nothing():
    plan = planned(one_idea(criterion("IDE-01")), {"idea": "developing"}, objectives=objectives(1))
    assert (plan.outcome, plan.changes, plan.proven) == ("there-already", (), True)


def test_an_essential_is_raised_to_its_floor_where_the_level_asks_for_it():
    rules = one_idea(
        criterion("IDE-01", essential={"floor": 0.5}, effort="high"),
        *(criterion(f"IDE-0{n}", NAMED, weight=3) for n in range(2, 7)),
    )
    plan = planned(
        rules, {"idea": "consolidated"}, objectives=objectives(0, 2), risks=[{"statement": "Floods"}]
    )
    assert [(change.kind, change.edit.field) for change in plan.changes] == [("objective", "deadline")]


# --- out of reach


def test_what_is_out_of_scope_stands_in_the_way():
    rules = one_idea(criterion("IDE-01", NAMED), criterion("IDE-02"))
    plan = planned(
        rules,
        {"idea": "exemplary"},
        objectives=objectives(0, 1),
        scope=[{"criteria": ["IDE-01"], "reason": "Risks are the treasury's"}],
    )
    assert plan.outcome == "out-of-reach"
    assert [(b.criterion, b.hindrance, b.reason.text) for b in plan.barriers] == [
        ("IDE-01", "out-of-scope", "Risks are the treasury's")
    ]


def test_a_waived_gap_stands_in_the_way_with_who_accepted_it():
    rules = one_idea(criterion("IDE-01", NAMED))
    waiver = {"criterion": "IDE-01", "reason": "Later", "by": "Deputy mayor", "until": "2030"}
    plan = planned(rules, {"idea": "exemplary"}, waivers=[waiver])
    assert [(b.hindrance, b.reason.by) for b in plan.barriers] == [("waived", "Deputy mayor")]


def test_what_was_not_examined_stands_in_the_way_and_is_named():
    plan = planned(one_idea(criterion("IDE-01", NAMED)), {"idea": "exemplary"}, unknown=["risks"])
    assert [b.hindrance for b in plan.barriers] == ["unknown"]
    assert plan.unexamined == ("/risks",)


def test_what_is_written_is_never_changed():
    rules = one_idea(
        criterion("IDE-01", {"count": "vision", "where": [{"field": "horizon_years", "at_least": 10}]})
    )
    plan = planned(rules, {"idea": "exemplary"}, vision={"statement": "A port", "horizon": 2026})
    assert (plan.changes, [b.hindrance for b in plan.barriers]) == ((), ["written"])


def test_a_dimension_out_of_scope_is_never_proposed():
    rules = one_idea(criterion("IDE-01", {"cover": "dimension", "some": "objective", "by": "dimension"}))
    plan = planned(
        rules, {"idea": "exemplary"}, scope=[{"dimensions": ["economic"], "reason": "Cooperation only"}]
    )
    dimensions = {change.edit.fields["dimension"] for change in plan.changes}
    assert dimensions == {"political", "cooperation", "communication", "services"}
    assert plan.barriers[0].hindrance == "out-of-scope"


def test_an_index_that_there_is_not_is_out_of_reach():
    plan = planned(one_idea(criterion("IDE-01", NAMED)), {"index": 50}, unknown=["risks"])
    assert plan.outcome == "out-of-reach"


def test_what_a_thing_is_is_not_decided_to_suit_a_criterion():
    check = {"count": "indicator", "where": [{"field": "family", "is": "social"}]}
    plan = planned(
        one_idea(criterion("IDE-01", check)), {"idea": "exemplary"}, indicators=[{"name": "Visits"}]
    )
    assert [type(change.edit) for change in plan.changes] == [Add]


# --- the steps


def _steps(rules, **after):
    return rules.model_copy(
        update={
            "about": rules.about.model_copy(
                update={
                    "steps": [
                        step.model_copy(update={"after": after.get(f"s{step.number}", [])})
                        for step in rules.about.steps
                    ]
                }
            )
        }
    )


def _two_steps():
    rules = pack(
        {
            "one": [criterion("ONE-01", NAMED, steps=[1])],
            "two": [criterion("TWO-01", {"count": "scenario"}, steps=[2])],
        }
    )
    return _steps(rules, s2=[1])


def test_a_step_is_begun_before_one_that_builds_on_it():
    plan = planned(_two_steps(), {"two": "exemplary"})
    assert [(change.step, change.kind) for change in plan.changes] == [(1, "risk"), (2, "scenario")]


def test_a_step_that_is_begun_already_asks_for_nothing():
    plan = planned(_two_steps(), {"two": "exemplary"}, risks=[{"statement": "Floods"}])
    assert [change.kind for change in plan.changes] == ["scenario"]


def test_changes_stand_in_the_order_of_steps_and_after_what_they_need():
    plan = improve(load_strategy(FIXTURES / "typical.yaml"), budget=30, as_of=date(2026, 6, 1), seconds=60)
    for change in plan.changes:
        assert all(needed < change.number for needed in change.needs)
    without = [change.step for change in plan.changes if not change.needs]
    assert without == sorted(without)


# --- what is forecast


def test_the_forecast_is_the_assessment_with_the_edits_applied():
    strategy = load_strategy(FIXTURES / "typical.yaml")
    plan = improve(strategy, {"measurable": "consolidated"}, as_of=AS_OF)
    after = assess(apply(strategy, plan.edits), as_of=AS_OF)
    assert [each.after for each in plan.ideas] == [idea.score for idea in after.ideas]
    assert plan.index.after == after.index.score
    assert after.idea("measurable").level == "consolidated"


def test_the_gains_of_all_changes_add_up_to_the_forecast():
    plan = improve(load_strategy(FIXTURES / "typical.yaml"), budget=12, as_of=AS_OF)
    gained = sum(change.index_gain for change in plan.changes)
    assert plan.index.before + gained == plan.index.after
    for idea in plan.ideas:
        own = sum(gain.gain for change in plan.changes for gain in change.gains if gain.idea == idea.idea)
        assert idea.before + own == idea.after


def test_the_same_input_gives_the_same_bytes():
    strategy = load_strategy(FIXTURES / "typical.yaml")
    first, second = (to_json(improve(strategy, {"flexible": "developing"}, as_of=AS_OF)) for _ in range(2))
    assert first == second


def test_the_json_follows_its_schema():
    schema = resources.schema("improvement")
    judge = Draft202012Validator(schema)
    strategy = load_strategy(FIXTURES / "cooperation-only.yaml")
    for to in ({"multidimensional": "exemplary"}, {"visible": "developing"}):
        judge.validate(json.loads(to_json(improve(strategy, to, as_of=AS_OF))))


def test_the_plan_speaks_the_language_asked_for():
    plan = improve(
        load_strategy(FIXTURES / "typical.yaml"), {"visible": "developing"}, as_of=AS_OF, language="es"
    )
    assert plan.aim.ideas[0].title == "Visible"
    assert plan.changes[0].stage_title == "Diseño e implementación"


def test_no_time_gives_a_plan_that_is_not_proven_or_none():
    plan = improve(load_strategy(FIXTURES / "wish-list.yaml"), {"index": 60}, as_of=AS_OF, seconds=0.1)
    assert not plan.proven


# --- wrong aims


@pytest.mark.parametrize(
    ("to", "budget", "told"),
    [
        ({"aligne": "exemplary"}, None, "There is no idea 'aligne'; did you mean 'aligned'?"),
        ({"aligned": "best"}, None, "There is no level 'best'"),
        ({"index": 101}, None, "An index of '101' is not possible"),
        ({"index": -1}, None, "An index of '-1' is not possible"),
        ({"index": "much"}, None, "An index of 'much' is not possible"),
        ({}, -1, "A budget of -1 is not possible"),
        ({}, 1.5, "A budget of 1.5 is not possible"),
        ({"aligned": "exemplary"}, 5, "An aim and a budget cannot be given together"),
    ],
)
def test_a_wrong_aim_is_told_in_one_sentence(to, budget, told):
    with pytest.raises(UsageError) as caught:
        improve(load_strategy(FIXTURES / "typical.yaml"), to, budget=budget, as_of=AS_OF)
    assert str(caught.value).startswith(told)


def _risk(field):
    return {"share": "risk", "that": [{"field": field, "present": True}]}
