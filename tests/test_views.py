"""Views: the items of a strategy in tables, by rows and columns that the pack names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from markdown_it import MarkdownIt
from places import AS_OF, FIXTURES, STRATEGIES, stem
from small_packs import assessed, criterion, one_idea

from assessor import UsageError, assess, load_strategy, strategy_from, to_markdown, to_text
from assessor.reports.canvas import Page
from assessor.reports.content import MOST_CHANGES

COLUMNS: list[dict[str, Any]] = [
    {"id": "all", "of": "actor", "by": "group"},
    {"of": "actor", "by": "group", "split": "roles"},
    {"id": "able", "of": "actor", "by": "group", "that": [{"field": "capacities", "present": True}]},
]
RULES = one_idea(
    criterion("ONE-01"),
    views=[{"id": "people", "tables": [{"id": "groups", "rows": "actor-group", "columns": COLUMNS}]}],
    words={"views": {"people": {"title": "People", "tables": {
        "groups": {"title": "Groups", "columns": {"all": "All", "able": "Able"}},
    }}}},
)  # fmt: skip


def cells(*actors: dict[str, Any]) -> dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    (view,) = assessed(RULES, actors=list(actors)).views
    (table,) = view.tables
    return {(cell.row, cell.column): (cell.items, cell.perhaps) for cell in table.cells}


def test_an_item_stands_in_the_row_of_its_entry_and_in_the_columns_of_its_own() -> None:
    found = cells({"group": "private", "roles": ["financing", "lobbying"]}, {"group": "media"})
    assert found == {
        ("private", "all"): (("/actors/0",), ()),
        ("private", "financing"): (("/actors/0",), ()),
        ("private", "lobbying"): (("/actors/0",), ()),
        ("media", "all"): (("/actors/1",), ()),
    }


def test_a_column_with_conditions_holds_what_satisfies_them_surely_or_perhaps() -> None:
    found = cells(
        {"group": "private", "capacities": ["Offices"]},
        {"group": "private", "unknown": ["capacities"]},
        {"group": "private"},
    )
    assert found["private", "able"] == (("/actors/0",), ("/actors/1",))


def test_a_table_has_every_entry_of_its_vocabulary_as_a_row_and_names_what_stands_in_it() -> None:
    (view,) = assessed(RULES, actors=[{"id": "c", "name": "Chamber", "group": "private"}, {"id": "x"}]).views
    assert len(view.tables[0].rows) == 7
    assert [(item.pointer, item.id, item.label) for item in view.items] == [("/actors/0", "c", "Chamber")]


def test_an_announced_item_is_shown_as_such() -> None:
    (view,) = assessed(RULES, actors=[{"group": "private", "announced": True}]).views
    assert [item.announced for item in view.items] == [True]


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_every_actor_with_a_group_stands_once_in_the_map(path: Path) -> None:
    strategy = load_strategy(path)
    view = next(v for v in assess(strategy, as_of=AS_OF).views if v.id == "actors")
    placed = [p for cell in view.tables[0].cells if cell.column == "all" for p in cell.items]
    grouped = [f"/actors/{n}" for n, actor in enumerate(strategy.actors) if actor.group is not None]
    assert sorted(placed) == sorted(grouped)


# --- as text and as Markdown


@pytest.mark.parametrize("width", [44, 60, 80, 110, 160])
@pytest.mark.parametrize("name", ["steps", "actors", "spaces", "dimensions", "topics"])
def test_a_view_fits_the_terminal(command: Command, name: str, width: int) -> None:
    for more in ((), ("--all",)):
        arguments = (
            "assess",
            FIXTURES / "half-examined.yaml",
            "--as-of",
            "2026-06-01",
            "--view",
            name,
            *more,
        )
        ended = command(*arguments, COLUMNS=str(width))
        assert ended.code == 0
        assert [line for line in ended.out.splitlines() if len(line) > width] == []


def test_counts_of_a_view_are_shown_with_what_is_perhaps() -> None:
    result = assessed(RULES, actors=[{"group": "private", "unknown": ["capacities"]}])
    (line,) = [
        row for row in to_text(result, Page(width=160), view="people").splitlines() if "private" in row
    ]
    assert line.split() == ["private", "1", "·", "·", "·", "·", "·", "·", "0+1?"]


def test_the_route_lists_what_to_do_at_each_step_once(command: Command) -> None:
    shown = command("assess", FIXTURES / "typical.yaml", "--as-of", "2026-06-01", "--view", "steps").out
    result = assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF)
    flat = " ".join(shown.split())
    for each in result.recommendations:
        assert len(re.findall(rf"{each.criterion}, (?:up to )?\+", flat)) == 1


def test_a_view_that_there_is_not_is_refused(command: Command) -> None:
    ended = command("assess", FIXTURES / "typical.yaml", "--view", "actor")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence.startswith("There is no view 'actor'; did you mean 'actors'?")


HOSTILE = "# <script>alert(1)</script> | a *b* [x](http://evil.example) `c`"


@pytest.mark.parametrize("report", [to_text, to_markdown])
def test_a_view_that_there_is_not_is_refused_from_python(report: Callable[..., str]) -> None:
    with pytest.raises(UsageError, match="There is no view 'peeple'; did you mean 'people'"):
        report(assessed(RULES), view="peeple")


def test_text_of_a_strategy_stays_text_in_markdown() -> None:
    strategy = strategy_from(
        {
            "document": {"title": HOSTILE, "period": {"start": 2024}}, "territory": {"name": HOSTILE},
            "objectives": [{"id": "o1", "statement": HOSTILE, "dimension": "economic"}],
            "actors": [{"name": HOSTILE, "group": "private"}],
        }
    )  # fmt: skip
    shown = to_markdown(assess(strategy, as_of=AS_OF))
    page = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable("table").render(shown)
    for sign in ("<script", "<a ", "<em>", "<code>"):
        assert sign not in page
    assert "<h1># &lt;script&gt;alert(1)&lt;/script&gt; | a *b* [x](http://evil.example) `c`</h1>" in page
    rows = [line for line in shown.splitlines() if line.startswith("| Private: ")]
    assert rows
    assert all(line.replace("\\|", "").count("|") == 9 for line in rows)


@pytest.mark.parametrize("path", STRATEGIES, ids=stem)
def test_markdown_tells_every_finding_and_recommendation(path: Path) -> None:
    result = assess(load_strategy(path), as_of=AS_OF)
    shown = to_markdown(result)
    first = {each.criterion for each in result.recommendations[:MOST_CHANGES]}
    for finding in result.findings:
        assert shown.count(f"\n#### {finding.criterion} ") == 1
        advised = len(re.findall(rf"\({finding.criterion}, (?:up to )?\+", shown))
        assert advised == 1 + (finding.criterion in first)


@pytest.mark.parametrize("name", ["steps", "actors", "topics"])
def test_markdown_of_one_view_holds_only_that(name: str) -> None:
    result = assess(load_strategy(FIXTURES / "typical.yaml"), as_of=AS_OF)
    shown = to_markdown(result, view=name)
    assert "## The ideas" not in shown
    assert ("## Along the route" in shown) == (name == "steps")


def test_an_item_without_a_name_is_called_by_its_kind_as_people_say_it() -> None:
    columns = [{"id": "all", "of": "space", "by": "kind"}]
    words = {"title": "Spaces", "tables": {"kinds": {"title": "Kinds", "columns": {"all": "All"}}}}
    rules = one_idea(
        criterion("ONE-01"),
        views=[{"id": "spaces", "tables": [{"id": "kinds", "rows": "space-kind", "columns": columns}]}],
        words={"views": {"spaces": words}},
    )
    result = assessed(rules, spaces=[{"kind": "negotiation"}])
    assert "\n                                dialogue space\n" in to_text(
        result, view="spaces", most_findings=None
    )
    assert "| negotiation: dialogue space | 1 |" in to_markdown(result, view="spaces")
