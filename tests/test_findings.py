"""Findings: their order, where they point, what they say, and that they stay the same over time."""

from __future__ import annotations

import re
from fractions import Fraction

from small_packs import AS_OF, criterion, objectives, one_idea
from small_packs import assessed as assessed_from_values

from assessor import Assessment, assess, parse_strategy
from assessor.scoring.assessment import Finding

RULES = one_idea(
    criterion("ONE-01", weight=1),
    criterion("ONE-02", {"cover": "dimension", "some": "objective", "by": "dimension"}, weight=2),
    criterion("ONE-03", {"count": "risk"}, weight=2, effort="high", severity="high"),
    criterion("ONE-04", {"count": "objective"}, weight=3),
)
TEXT = """\
document: {title: t, period: {start: 2024}}
territory: {name: n}
objectives:
  - {id: first, statement: One, deadline: 2026, dimension: political}
  - {id: second, statement: Two}
  - statement: Three
"""


def assessed(text: str = TEXT) -> Assessment:
    return assess(parse_strategy(text, name="s.yaml"), RULES, as_of=AS_OF)


def finding(name: str, text: str = TEXT) -> Finding:
    (found,) = [entry for entry in assessed(text).findings if entry.criterion == name]
    return found


def test_the_largest_gain_comes_first_then_the_least_effort_and_what_is_met_is_no_finding() -> None:
    found = [(entry.criterion, entry.gain) for entry in assessed().findings]
    assert found == [("ONE-03", 25), ("ONE-02", 20), ("ONE-01", Fraction(100, 12))]
    rules = one_idea(
        criterion("ONE-01", {"count": "risk"}, effort="high"), criterion("ONE-02", {"count": "risk"},
        effort="medium"),
        criterion("ONE-03", {"count": "risk"}, effort="low"), criterion("ONE-04", {"count": "risk"},
        effort="low"),
    )  # fmt: skip
    order = [entry.criterion for entry in assessed_from_values(rules).findings]
    assert order == ["ONE-03", "ONE-04", "ONE-02", "ONE-01"]


def test_a_finding_names_each_item_with_pointer_id_line_and_fingerprint() -> None:
    items = [(item.pointer, item.id, item.line, item.fingerprint) for item in finding("ONE-01").items]
    assert items == [
        ("/objectives/1", "second", 5, "ONE-01:second"),
        ("/objectives/2", None, 6, items[1][3]),
    ]
    assert re.fullmatch("ONE-01:[0-9a-f]{12}", items[1][3])


def test_a_finding_says_how_many_lack_what_is_asked() -> None:
    assert finding("ONE-01").message == "2 of 3 lack it, 1 have it."


def test_a_finding_about_nothing_says_only_what_is_wrong() -> None:
    found = finding("ONE-03")
    assert (found.message, found.items, found.sections) == ("Not there.", (), ("/risks",))


def test_a_finding_about_one_of_several_things_names_every_place_where_it_could_stand() -> None:
    check = {"any": [{"count": "risk"}, {"all": [{"count": "scenario"}, {"count": "risk"}]}]}
    (found,) = assessed_from_values(one_idea(criterion("ONE-01", check))).findings
    assert found.sections == ("/risks", "/scenarios")


def test_a_finding_about_a_vocabulary_names_the_entries_that_nothing_reaches() -> None:
    found = finding("ONE-02")
    assert found.missing == ("economic", "cooperation", "communication", "services")
    assert found.sections == ("/objectives",)


def test_a_finding_about_a_balance_names_the_items_of_each_value_that_is_too_common() -> None:
    rules = one_idea(criterion("ONE-01", {"balance": "objective", "field": "dimension", "at_most": 0.3}))
    entries = [
        {"id": f"o{number}", "statement": "Act", "dimension": dimension}
        for number, dimension in enumerate(["political", "economic", "services", "economic", "political"])
    ]
    for listed in (entries, entries[::-1]):
        (found,) = assessed_from_values(rules, objectives=listed).findings
        assert {item.id for item in found.items} == {"o0", "o1", "o3", "o4"}
        assert found.message == "Not there. 4 of 5 lack it, 1 have it."


def test_a_finding_about_what_was_not_examined_says_so() -> None:
    found = assessed_from_values(RULES, unknown=["risks"], objectives=objectives(1))
    (about_risks,) = [entry for entry in found.findings if entry.criterion == "ONE-03"]
    assert (about_risks.outcome, about_risks.message) == (
        "undetermined",
        "Not examined yet: Title of ONE-03.",
    )


def test_a_strategy_made_in_memory_has_findings_without_lines() -> None:
    found = assessed_from_values(RULES, objectives=objectives(1, 2))
    assert {item.line for entry in found.findings for item in entry.items} == {None}


def test_fingerprints_stay_the_same_when_lines_move() -> None:
    moved = "# a remark\n\n" + TEXT.replace("objectives:", "\n\nobjectives:")
    before, after = assessed(), assessed(moved)
    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]
    lines = [[item.line for f in found.findings for item in f.items] for found in (before, after)]
    assert lines[0] != lines[1]


def test_fingerprints_stay_the_same_when_items_with_ids_change_places_or_words() -> None:
    text = TEXT.replace("  - statement: Three\n", "")
    second = "  - {id: second, statement: Two}\n"
    changed = (
        text.replace(second, "")
        .replace("objectives:\n", "objectives:\n" + second)
        .replace("Two", "Otherwise")
    )
    assert finding("ONE-01", text).fingerprint == finding("ONE-01", changed).fingerprint
    assert finding("ONE-01", text).items[0].pointer != finding("ONE-01", changed).items[0].pointer


def test_the_fingerprint_of_a_finding_stays_when_one_of_its_items_is_mended() -> None:
    fewer = TEXT.replace("  - statement: Three\n", "")
    assert finding("ONE-01").fingerprint == finding("ONE-01", fewer).fingerprint
    prints = [entry.fingerprint for entry in assessed().findings]
    assert len(set(prints)) == len(prints)


def test_the_fingerprint_of_an_item_without_an_id_is_of_what_it_says_not_of_its_place() -> None:
    third = "  - statement: Three\n"
    moved = TEXT.replace(third, "").replace("objectives:\n", f"objectives:\n{third}")
    before = {item.fingerprint for item in finding("ONE-01").items}
    assert {item.fingerprint for item in finding("ONE-01", moved).items} == before
