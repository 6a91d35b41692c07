"""``assessor improve``: the plan of work in every format, the draft, and refusals."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from command import Command, command_fixture  # noqa: F401
from examples import examples
from hostile import HOSTILE
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from oracle_derived import AS_OF as DRAWN_DAY
from places import AS_OF, FIXTURES
from small_packs import document
from strategies import clusters, documents

from assessor import (
    IMPROVEMENT_FORMATS,
    Improvement,
    assess,
    improve,
    load_strategy,
    parse_strategy,
    render_improvement,
    resources,
    strategy_from,
    to_json,
)
from assessor.documents.yaml_writer import to_yaml
from assessor.reports.canvas import Page
from assessor.reports.registry import Wishes

TYPICAL = FIXTURES / "typical.yaml"
DAY = AS_OF.isoformat()


@cache
def plan() -> Improvement:
    return improve(load_strategy(TYPICAL), budget=14, as_of=AS_OF)


@cache
def source() -> str:
    return TYPICAL.read_text(encoding="utf-8")


def text_of(improvement: Improvement, width: int = 80) -> str:
    return str(render_improvement(improvement, "text", Wishes(Page(width=width), everything=True)))


# --- the command


def test_an_aim_gives_a_plan_of_work_along_the_stages(command: Command) -> None:
    ended = command("improve", TYPICAL, "--as-of", DAY, "--to", "visible=developing")
    assert ended.code == 0
    assert "Can be reached with 2 changes, effort 2 in all: Visible “Developing”." in ended.out
    assert "Design and implementation" in ended.out
    assert "VIS-04 The administration itself is an audience" in ended.out
    assert "communication_plan, line 505" in ended.out


def test_an_aim_out_of_reach_says_what_stands_in_the_way_and_ends_with_1(command: Command) -> None:
    ended = command(
        "improve", FIXTURES / "cooperation-only.yaml", "--as-of", DAY, "--to", "multidimensional=exemplary"
    )
    assert ended.code == 1
    assert "Out of reach: Multidimensional “Exemplary”." in ended.out
    assert "MUL-01 The five dimensions have an objective: 40 % at best; out of" in ended.out


def test_a_page_names_all_that_was_not_examined_and_a_terminal_the_first(command: Command) -> None:
    asked = ("improve", FIXTURES / "half-examined.yaml", "--as-of", DAY, "--budget", "1", "--format")
    shown = {form: command(*asked, form).out for form in ("text", "html")}
    assert "more. Look there first" in " ".join(shown["text"].split())
    assert "Look there first" in shown["html"]
    assert "more. Look" not in shown["html"]


def test_a_budget_is_spent_at_best(command: Command) -> None:
    ended = command("improve", TYPICAL, "--as-of", DAY, "--budget", "3")
    assert ended.code == 0
    assert "The most for an effort of 3: 3 changes, effort 3 in all." in ended.out


def test_the_strategy_may_come_from_standard_input(command: Command) -> None:
    ended = command("improve", "-", "--as-of", DAY, "--to", "visible=developing", stdin=TYPICAL.read_bytes())
    assert "Can be reached with 2 changes" in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--to visibel=developing", "There is no idea 'visibel'; did you mean 'visible'?"),
        ("--to visible=good", "There is no level 'good'; possible: absent,"),
        (
            "--to visible",
            "'visible' is no aim; write an idea and a level, as aligned=exemplary, or",
        ),
        ("--to index=most", "An index of 'most' is not possible; write a number from 0 to 100."),
        ("--to visible=initial --to visible=exemplary", "There are two aims for 'visible'; give one."),
        (
            "--budget -1",
            "A budget of -1 is not possible; give the effort as a whole number from 0 to",
        ),
        ("--budget 5 --to index=60", "An aim and a budget cannot be given together: reach the aim, or spend"),
    ],
)
def test_bad_input_gives_one_sentence_and_writes_nothing(
    command: Command, tmp_path: Path, arguments: str, told: str
) -> None:
    out = tmp_path / "plan.html"
    ended = command("improve", TYPICAL, *arguments.split(), "--output", out)
    assert ended.code == 2
    assert ended.sentence.startswith(told)
    assert not out.exists()


def test_a_strategy_that_is_not_valid_is_refused_with_its_problems(command: Command) -> None:
    ended = command("improve", FIXTURES / "invalid" / "wrong-dimension.yaml")
    assert ended.code == 3
    assert "did you mean" in ended.err


def test_ideas_and_levels_may_be_named_as_reports_call_them(command: Command) -> None:
    ended = command(
        "improve", TYPICAL, "--as-of", DAY, "--lang", "es", "--to", "visible=en desarrollo", "--to",
        "Medible=Inicial", "--format", "json",
    )  # fmt: skip
    aims = [(each["idea"], each["level"]) for each in json.loads(ended.out)["aim"]["ideas"]]
    assert aims == [("visible", "developing"), ("measurable", "initial")]


def test_a_step_that_others_build_on_is_begun_first() -> None:
    small = strategy_from(
        {
            "document": {"title": "Puerto Claro abroad", "period": {"start": "2025", "end": "2029"}},
            "territory": {"name": "Puerto Claro"},
            "objectives": [{"statement": "Bring two research centres", "dimension": "cooperation"}],
        }
    )
    found = improve(small, {"visible": "exemplary"}, as_of=AS_OF, seconds=60)
    assert (found.outcome, found.proven) == ("reached", True)


def test_time_that_ran_out_is_not_told_as_out_of_reach(command: Command) -> None:
    ended = command(
        "improve", FIXTURES / "large.yaml", "--as-of", DAY, "--to", "index=95", "--seconds", "0.1"
    )
    assert ended.code == 1
    assert "No plan was found in the time there was. Look for it longer, with --seconds." in ended.out
    assert "Out of reach" not in ended.out


def test_a_budget_for_nothing_says_so(command: Command) -> None:
    ended = command("improve", TYPICAL, "--as-of", DAY, "--budget", "0")
    assert (ended.code, "Nothing for an effort of 0 would raise a score." in ended.out) == (0, True)


def test_an_idea_that_is_not_rated_has_no_level_in_a_plan(command: Command) -> None:
    ended = command("improve", FIXTURES / "half-examined.yaml", "--as-of", DAY, "--to", "durable=absent")
    assert ended.code == 1
    assert "Durable has no level yet: too much that it asks about was not" in ended.out


def test_an_aim_for_an_index_that_cannot_be_had_says_why(command: Command) -> None:
    ended = command("improve", FIXTURES / "half-examined.yaml", "--as-of", DAY, "--to", "index=10")
    assert "ideas are rated, and an index needs 10." in " ".join(ended.out.split())
    assert "What stands in the way" not in ended.out


def test_the_draft_never_takes_the_place_of_the_strategy(command: Command, tmp_path: Path) -> None:
    strategy = tmp_path / "strategy.yaml"
    strategy.write_bytes(TYPICAL.read_bytes())
    ended = command("improve", strategy, "--output", strategy)
    assert ended.code == 2
    assert strategy.read_bytes() == TYPICAL.read_bytes()


# --- the formats


@pytest.mark.parametrize("form", IMPROVEMENT_FORMATS)
def test_every_format_shows_a_plan(form: str) -> None:
    assert render_improvement(plan(), form, source=source())


@pytest.mark.parametrize("form", ["text", "html", "markdown", "csv"])
def test_each_change_is_in_the_format_with_what_where_why_and_example(form: str) -> None:
    shown = "".join(str(render_improvement(plan(), form)).split())
    for change in plan().changes:
        for told in (change.criterion, change.why[:30], change.example[:20]):
            assert "".join(told.split()) in shown.replace("&#39;", "'").replace("\\", "")


@pytest.mark.parametrize("width", [40, 80, 130])
def test_the_text_fits_on_the_page(width: int) -> None:
    assert max(map(len, text_of(plan(), width).splitlines())) <= width


def test_the_json_is_in_the_form_of_its_schema() -> None:
    Draft202012Validator(resources.schema("improvement")).validate(json.loads(to_json(plan())))


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_a_plan_is_told_in_other_languages(language: str) -> None:
    told = improve(load_strategy(TYPICAL), {"visible": "developing"}, as_of=AS_OF, language=language)
    shown = text_of(told)
    for english in ("Plan of work", "Where:", "What to write", "to be filled in", "Why.", "What it leads to"):
        assert english not in shown


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_hostile_text_stays_text(text: str) -> None:
    strategy = strategy_from(document(risks=[{"statement": text}], objectives=[{"statement": text}]))
    told = improve(strategy, {"flexible": "initial"}, as_of=AS_OF)
    page = str(render_improvement(told, "html"))
    assert "<script>alert" not in page
    assert "\x1b" not in text_of(told)


# --- the draft


def test_all_that_was_written_stays_to_the_letter() -> None:
    drafted = str(render_improvement(plan(), "yaml", source=source())).splitlines()
    kept = iter(drafted)
    assert all(line in kept for line in source().rstrip("\n").splitlines())


def test_what_the_draft_announces_counts_for_nothing_yet() -> None:
    drafted = parse_strategy(str(render_improvement(plan(), "yaml", source=source())))
    before = assess(load_strategy(TYPICAL), as_of=AS_OF)
    after = assess(drafted, as_of=AS_OF)
    higher = [i.id for i, old in zip(after.ideas, before.ideas, strict=True) if i.score > old.score]
    assert not higher


@pytest.mark.parametrize("name", ["half-examined", "pt-typical", "wish-list"])
def test_the_draft_of_a_fixture_is_valid_and_names_every_change(name: str) -> None:
    path = FIXTURES / f"{name}.yaml"
    told = improve(load_strategy(path), as_of=AS_OF, budget=9, seconds=20)
    drafted = str(render_improvement(told, "yaml", source=path.read_text(encoding="utf-8")))
    parse_strategy(drafted)
    added = drafted.count("announced") - path.read_text(encoding="utf-8").count("announced")
    assert added > 0 or not told.changes


def test_a_strategy_in_json_is_drafted_as_yaml() -> None:
    plain = load_strategy(TYPICAL).model_dump(mode="json", exclude_unset=True)
    drafted = str(render_improvement(plan(), "yaml", source=json.dumps(plain)))
    assert '# announced (VIS-04): add to what stands there: audiences: ["administration"]' in drafted
    parse_strategy(drafted)


@pytest.mark.parametrize(
    "layout",
    [
        "needs: [{id: n, statement: Work}]\n",
        "needs:\n- id: n\n  statement: |\n    Work\n    and school\n\n# the end\n",
        "needs:\n  -\n    id: n\n    statement: >-\n      Work\n",
        "needs:\n    - {id: n,\n       statement: Work}  # a remark\n",
        "vision: {statement: A bridge}\n",
        "needs: []\n",
        "vision:\n  statement: 'A\n    bridge'",
    ],
)
def test_the_draft_fits_into_any_layout(layout: str) -> None:
    text = "document: {title: Plan, period: {start: 2024}}\nterritory:\n  name: Puerto\n" + layout
    told = improve(parse_strategy(text), {"plural": "developing", "focused": "initial"}, as_of=AS_OF)
    drafted = str(render_improvement(told, "yaml", source=text))
    assert parse_strategy(drafted).territory.name == "Puerto"
    assert "announced" in drafted


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_draft_keeps_the_ends_of_lines(end: str) -> None:
    text = source().rstrip("\n").replace("\n", end)  # and the last line has none
    drafted = str(render_improvement(plan(), "yaml", source=text))
    assert "\n" not in drafted.replace("\r\n", "")
    parse_strategy(drafted)


def test_other_breaks_of_lines_move_nothing_in_the_draft() -> None:
    text = source().replace("# ", "# a\u2028# ", 1)
    drafted = str(render_improvement(plan(), "yaml", source=text))
    kept = str(render_improvement(plan(), "yaml", source=source())).split("\n")
    assert drafted.replace("# a\u2028# ", "# ", 1).split("\n") == kept


def test_a_figure_that_is_an_example_says_so_in_the_draft() -> None:
    reactive = (FIXTURES / "reactive.yaml").read_text(encoding="utf-8")
    found = improve(parse_strategy(reactive), budget=12, as_of=AS_OF)
    drafted = str(render_improvement(found, "yaml", source=reactive))
    figures = [line for line in drafted.splitlines() if line.strip().startswith(("baseline:", "target:"))]
    assert figures
    assert all(line.endswith("  # to be filled in: this is an example") for line in figures[-2:])


@settings(examples(15), derandomize=True)
@given(clusters().flatmap(documents))
def test_the_draft_of_a_drawn_document_is_valid(drawn) -> None:
    strategy = parse_strategy(to_yaml(drawn))
    told = improve(strategy, {"aligned": "initial", "durable": "initial"}, as_of=DRAWN_DAY, seconds=20)
    drafted = parse_strategy(str(render_improvement(told, "yaml", source=to_yaml(drawn))))
    for key in drawn.keys() - {"document", "territory", "announced"}:
        if isinstance(drawn[key], list):
            assert len(getattr(drafted, key)) >= len(drawn[key])
