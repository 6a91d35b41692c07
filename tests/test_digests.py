"""The digest of a criterion's rule: the same for what asks the same, and another for anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from copy import deepcopy
from typing import Any

import pytest
from assessing import prepared, verdicts
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF, FIXTURES, ROOT
from small_packs import criterion, one_idea
from strategies import checks, clusters, documents, packs

from assessor import assess, load_pack, load_strategy, prepare
from assessor.pack import model as m
from assessor.pack.compiling import compile_plan


def digest(check: dict[str, Any], **about: Any) -> str:
    plan = compile_plan(one_idea(criterion("ONE-01", check), **about))
    return plan.criteria["ONE-01"].rule


COUNT: dict[str, Any] = {
    "count": "objective",
    "where": [{"field": "dimension", "is": "economic"}, {"field": "deadline", "present": True}],
    "that": [
        {"some": "indicator", "by": "objectives", "that": [{"field": "target.value", "at_least": 2}]},
        {"any": [{"field": "responsible", "present": True}, {"field": "local_policy", "present": True}]},
    ],
    "at_least": 2,
}  # fmt: skip


def edited(change: Any) -> dict[str, Any]:
    found = deepcopy(COUNT)
    change(found)
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["where"].reverse(),
        lambda c: c["that"].reverse(),
        lambda c: c["that"][1]["any"].reverse(),
        lambda c: c["that"][0].update(at_least=1),
    ],
)
def test_another_order_and_what_goes_without_saying_ask_the_same(change: Any) -> None:
    assert digest(edited(change)) == digest(COUNT)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(at_least=3),
        lambda c: c.update(at_most=3),
        lambda c: c.update(count="action", where=[], that=[]),
        lambda c: c["where"].pop(),
        lambda c: c["where"][0].update({"is": "political"}),
        lambda c: c["that"].pop(),
        lambda c: c["that"][0].update(at_least=2),
        lambda c: c["that"][0].update(at_most=2),
        lambda c: c["that"][0].update(distinct="family"),
        lambda c: c["that"][0]["that"].clear(),
        lambda c: c["that"][0]["that"][0].update(at_least=3),
        lambda c: c["that"][0].update(some="action", that=[]),
        lambda c: (
            c["that"][1]["any"].pop(0) and c["that"][1]["any"].append({"field": "themes", "present": True})
        ),
    ],
)
def test_anything_else_asked_has_another_digest(change: Any) -> None:
    assert digest(edited(change)) != digest(COUNT)


def test_a_part_of_a_vocabulary_is_what_is_in_it() -> None:
    cover = {"cover": "some", "some": "objective", "by": "dimension"}

    def of(*entries: str, name: str = "some") -> str:
        part = {name: {"of": "dimension", "entries": list(entries)}}
        return digest(cover | {"cover": name}, parts=part)

    assert of("economic", "political") == of("political", "economic", name="other")
    assert of("economic", "political") != of("economic")


def test_groups_of_checks_differ_by_their_form_and_members() -> None:
    members = [{"count": "objective"}, {"count": "action"}]
    found = [digest({form: members}) for form in ("all", "any", "parts")]
    assert len({*found, digest({"all": [*members, members[0]]}), digest(members[0])}) == 5
    assert digest({"all": members[::-1]}) == found[0]


def test_the_digest_says_nothing_of_weight_and_floor() -> None:
    plain, heavy = criterion("ONE-01"), criterion("ONE-01", weight=3, essential={"floor": 0.25})
    rules = [compile_plan(one_idea(each)).criteria["ONE-01"].rule for each in (plain, heavy)]
    assert rules[0] == rules[1]


def test_no_two_criteria_of_a_pack_ask_the_same() -> None:
    for rules in (load_pack(), load_pack(FIXTURES / "packs" / "evaluation")):
        found = [each.rule for each in compile_plan(rules).criteria.values()]
        assert len(set(found)) == len(found)


def test_every_engine_and_language_gives_the_same_digests() -> None:
    strategy = load_strategy(FIXTURES / "typical.yaml")
    expected = [each.rule for each in prepare(engine="plain").plan.criteria.values()]
    for engine, language in (("plain", "es"), ("auto", "en"), ("auto", "pt")):
        found = assess(strategy, as_of=AS_OF, engine=engine, language=language)
        assert [result.rule for idea in found.ideas for result in idea.criteria] == expected


def test_digests_are_the_same_in_another_process() -> None:
    code = (
        "from assessor import prepare; "
        "print(*(each.rule for each in prepare(engine='plain').plan.criteria.values()))"
    )
    for seed in ("1", "2"):
        variables = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        said = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, check=True)
        assert said.stdout.decode().split() == [
            each.rule for each in prepare(engine="plain").plan.criteria.values()
        ]


@examples(50)
@given(st.data())
def test_checks_with_one_digest_have_one_verdict(data: st.DataObject) -> None:
    kinds = data.draw(clusters())
    drawn: list[m.Check] = data.draw(st.lists(checks(kinds), min_size=2, max_size=6))
    ready = prepared(drawn)
    rules = [each.rule for each in ready.plan.criteria.values()]
    found = verdicts(ready, data.draw(documents(kinds)))
    by_rule: dict[str, Any] = {}
    for rule, verdict in zip(rules, found, strict=True):
        assert by_rule.setdefault(rule, verdict.value) == verdict.value


@examples(50)
@given(packs())
def test_the_rest_of_the_pack_changes_no_digest(rules: m.Pack) -> None:
    whole = compile_plan(rules).criteria
    for file in rules.files:
        alone = rules.model_copy(update={"files": [file]})
        alone.__dict__.pop("criteria", None)
        found = compile_plan(alone).criteria
        assert {name: each.rule for name, each in found.items()}.items() <= {
            name: each.rule for name, each in whole.items()
        }.items()
