"""Every small change to a rule is noticed by one of its examples."""

from __future__ import annotations

from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from places import ROOT
from pydantic import TypeAdapter
from small_packs import criterion, one_idea

from assessor.engine import choose_engine
from assessor.pack.loading import read_pack
from assessor.pack.model import Check
from assessor.scoring.mutants import mutant_problems, mutants_of, unnoticed

CHECK: TypeAdapter[Check] = TypeAdapter(Check)


@pytest.mark.parametrize("folder", ["rules", "fixtures/packs/evaluation"])
def test_no_mutant_of_a_pack_lives(folder: str) -> None:
    pack, trees = read_pack(ROOT / folder)
    assert [str(problem) for problem in mutant_problems(pack, trees, choose_engine("plain"))] == []


def changes(check: dict[str, Any]) -> list[str]:
    return [mutant.change for mutant in mutants_of(CHECK.validate_python(check))]


def test_a_condition_is_dropped_a_bound_moved_and_a_value_left_out() -> None:
    check = {"count": "actor", "where": [{"field": "group", "in": ["private", "media"]}], "at_least": 2}
    assert changes(check) == [
        "at_least is 3", "at_least is 1", "the condition on `group` is dropped",
        "'private' is left out of the choices of `group`", "'media' is left out of the choices of `group`",
    ]  # fmt: skip


def test_the_last_condition_of_a_share_stays() -> None:
    assert changes({"share": "actor", "that": [{"field": "group", "present": True}]}) == []


def test_a_relation_is_reversed_where_it_can_be() -> None:
    relation = {"some": "space", "via": "coordinated_with"}
    assert "the tie to space is reversed" in changes({"share": "space", "that": [relation]})
    one_way = {"some": "need", "via": "needs"}
    assert changes({"share": "objective", "that": [one_way]}) == ["the tie to need: at_least is 2"]


def test_members_of_groups_are_left_out_and_changed() -> None:
    found = changes({"any": [{"count": "risk"}, {"count": "need", "at_least": 2}]})
    assert found == [
        "check 1 of `any` is left out", "in check 1 of `any`, at_least is 2", "check 2 of `any` is left out",
        "in check 2 of `any`, at_least is 3", "in check 2 of `any`, at_least is 1",
    ]  # fmt: skip


def test_the_limit_of_a_balance_is_moved_by_a_tenth() -> None:
    check = {"balance": "action", "field": "dimension", "at_most": 0.6}
    assert changes(check) == ["at_most is 0.7", "at_most is 0.5"]


def test_a_change_that_no_example_notices_is_told() -> None:
    check = {"count": "actor", "at_least": 2}
    weak = criterion("ONE-01", check, examples={"met": [{"actors": [{}, {}, {}]}], "unmet": [{}]})
    pack = one_idea(weak)
    engine = choose_engine("plain")
    assert list(unnoticed(pack, pack.criteria[0], engine)) == ["at_least is 3", "at_least is 1"]
    strong = {"met": [{"actors": [{}, {}]}], "unmet": [{"actors": [{}]}]}
    pack = one_idea(criterion("ONE-01", check, examples=strong))
    assert list(unnoticed(pack, pack.criteria[0], engine)) == []


def test_the_command_tells_of_mutants_when_asked(command: Command) -> None:
    assert command("pack", "check", "--mutants", "--engine", "plain").code == 0
