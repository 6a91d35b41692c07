"""Edits of a strategy: what they write, and what they never touch."""

from __future__ import annotations

import pytest
from places import FIXTURES
from small_packs import document

from assessor import Add, Fill, Link, Settle, UsageError, apply, load_strategy, strategy_from


def edited(*edits, **sections):
    """Return the plain content of a strategy with edits applied."""
    after = apply(strategy_from(document(**sections)), edits)
    return after.model_dump(mode="json", exclude_unset=True)


def test_a_field_is_filled():
    after = edited(Fill("risk", "/risks/0", "owner", "Treasury"), risks=[{"statement": "Floods"}])
    assert after["risks"] == [{"statement": "Floods", "owner": "Treasury"}]


def test_a_field_within_a_field_is_filled():
    after = edited(
        Fill("indicator", "/indicators/0", "target.value", 3), indicators=[{"target": {"date": 2028}}]
    )
    assert after["indicators"] == [{"target": {"date": "2028", "value": 3}}]


def test_a_list_is_extended():
    section = {"audiences": ["citizens"]}
    after = edited(Fill("communication-plan", "/communication_plan", "audiences", "administration"),
                   communication_plan=section)  # fmt: skip
    assert after["communication_plan"] == {"audiences": ["citizens", "administration"]}


def test_a_section_that_is_not_there_is_there_with_its_first_field():
    after = edited(Fill("vision", "/vision", "statement", "A bridge"))
    assert after["vision"] == {"statement": "A bridge"}


def test_what_was_unknown_is_known_once_it_is_filled():
    risks = [{"statement": "Floods", "unknown": ["owner", "response"]}]
    after = edited(Fill("risk", "/risks/0", "owner", "Treasury"), risks=risks)
    assert after["risks"][0]["unknown"] == ["response"]


def test_an_item_is_added_at_the_end_with_its_id():
    after = edited(Add("risk", "r9", {"statement": "Drought"}), risks=[{"statement": "Floods"}])
    assert after["risks"] == [{"statement": "Floods"}, {"id": "r9", "statement": "Drought"}]


def test_what_is_named_and_has_no_id_gets_one_that_is_free():
    sections = {"needs": [{"id": "this-need-1"}, {"statement": "Work"}], "objectives": [{"id": "o"}]}
    after = edited(Link("objective", "/objectives/0", "needs", "/needs/1"), **sections)
    assert after["needs"][1]["id"] == "this-need-2"
    assert after["objectives"][0]["needs"] == ["this-need-2"]


def test_an_added_item_names_others_and_is_named_whatever_the_order():
    edits = [
        Link("indicator", "new-indicator-1", "objectives", "new-objective-1"),
        Add("indicator", "new-indicator-1", {"objectives": ("/objectives/0",)}),
        Add("objective", "new-objective-1", {}),
    ]
    after = edited(*edits, objectives=[{"id": "o"}])
    assert after["indicators"][0]["objectives"] == ["o", "new-objective-1"]
    assert edited(*reversed(edits), objectives=[{"id": "o"}]) == after


def test_what_was_announced_is_there():
    after = edited(Settle("risk", "/risks/0"), risks=[{"statement": "Floods", "announced": True}])
    assert after["risks"] == [{"statement": "Floods"}]


def test_a_section_announced_as_a_whole_is_there():
    assert edited(Settle("vision", "/vision"), announced=["vision", "risks"])["announced"] == ["risks"]


def test_the_strategy_that_came_in_stays_as_it_is():
    strategy = strategy_from(document(risks=[{"statement": "Floods"}]))
    before = strategy.model_dump()
    apply(strategy, [Fill("risk", "/risks/0", "owner", "Treasury"), Add("risk", "r", {})])
    assert strategy.model_dump() == before


def test_lines_of_what_was_there_stay_known():
    strategy = load_strategy(FIXTURES / "typical.yaml")
    after = apply(strategy, [Add("risk", "r", {})])
    assert after.positions == strategy.positions


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Fill("risk", "/risks/7", "owner", "x"), "There is nothing at /risks/7 to edit; a strategy has"),
        (Fill("risk", "/needs/0", "owner", "x"), "There is nothing at /needs/0 to edit"),
        (Fill("risk", "/risks/-1", "owner", "x"), "There is nothing at /risks/-1 to edit"),
        (Fill("risk", "/risks/0", "statement", "x"), "statement of /risks/0 is given already; edits only"),
        (Fill("risk", "/risks/0", "colour", "x"), "With these edits it is no valid strategy"),
        (Fill("ris", "/risks/0", "owner", "x"), "There is no kind of item 'ris'."),
        (Link("risk", "/risks/0", "owner", "/vision"), "There is nothing at /vision that could be named."),
        (Fill("vision", "/vision", "basis", "guess"), "With these edits it is no valid strategy"),
        (Fill("risk", "/risks/0", "statement.of", "x"), "statement.of of /risks/0 is given already"),
        (Add("risk", "floods", {}), "The id 'floods' is taken already."),
        (Add("objective", "o", {"needs": [5]}), "There is no need '5' to name."),
        (Add("objective", "o", {"needs": ("work",)}), "There is no need 'work' to name."),
        (Settle("vision", "/vision"), "There is nothing at /vision to edit; a strategy has vision at"),
        ("fill it", "An edit is one of Settle, Fill, Add, Link, not 'fill it'."),
    ],
)  # fmt: skip
def test_an_edit_that_does_not_fit_is_refused_in_one_sentence(edit, told):
    with pytest.raises(UsageError) as caught:
        edited(edit, risks=[{"id": "floods", "statement": "Floods"}])
    assert str(caught.value).startswith(told)
