"""A pack for another framework, to show that the engine knows nothing of the twelve ideas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import Command, command_fixture  # noqa: F401
from jsonschema import Draft202012Validator
from places import AS_OF, FIXTURES

from assessor import assess, explain, load_pack, load_strategy, resources, to_json, to_markdown, to_text
from assessor.reports.explain_report import explain_to_text

FOLDER = FIXTURES / "packs" / "evaluation"
PACK = load_pack(FOLDER)
ALL = sorted(FIXTURES.glob("*.yaml"))


@pytest.mark.parametrize("engine", ["plain", "auto"])
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_fixture_is_assessed_against_it(path: Path, engine: str) -> None:
    result = assess(load_strategy(path), PACK, as_of=AS_OF, engine=engine)
    assert [idea.id for idea in result.ideas] == [idea.id for idea in PACK.about.ideas]
    assert {idea.level for idea in result.ideas} <= {level.id for level in PACK.about.levels.levels}
    assert [step.number for step in result.steps] == [step.number for step in PACK.about.steps]
    assert Draft202012Validator(resources.schema("assessment")).is_valid(json.loads(to_json(result)))


def test_its_reports_say_nothing_of_the_other_framework() -> None:
    strategy = load_strategy(FIXTURES / "typical.yaml")
    result = assess(strategy, PACK, as_of=AS_OF)
    shown = to_text(result, most_findings=None) + to_markdown(result)
    shown += "".join(
        explain_to_text(explain(strategy, criterion.id, PACK, as_of=AS_OF)) for criterion in PACK.criteria
    )
    for word in ("AL-LAs", "al-las", "Twelve", "twelve", "notebook", "Notebook"):
        assert word not in shown, word


def test_a_better_strategy_comes_out_better_here_too() -> None:
    scores = [
        assess(load_strategy(FIXTURES / f"{name}.yaml"), PACK, as_of=AS_OF).index.score
        for name in ("exemplary", "typical", "reactive")
    ]
    assert scores[0] is not None and scores[1] is not None and scores[2] is not None
    assert scores[0] > scores[1] > scores[2]


def test_its_own_profile_view_and_diagnoses_are_there(command: Command) -> None:
    (profile,) = PACK.about.profiles
    (view,) = PACK.views
    given = ("assess", FIXTURES / "typical.yaml", "--as-of", "2026-06-01", "--pack", FOLDER)
    title = PACK.texts["en"].profiles[profile.id].title
    assert f"Index with profile '{title}'" in command(*given, "--profile", profile.id).out
    assert PACK.texts["en"].views[view.id].title.upper() in command(*given, "--view", view.id).out
    assert "There is no view 'actors'" in command(*given, "--view", "actors").err


def test_the_command_hints_at_the_same_pack(command: Command) -> None:
    given = ("assess", FIXTURES / "typical.yaml", "--as-of", "2026-06-01", "--pack", FOLDER)
    assert command(*given).out.split()[-2:] == ["--pack", str(FOLDER)]
    assert command("criteria", "show", "REL-01", "--pack", FOLDER).code == 0


# --- what `pack check` says of its examples


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("consistency.yaml", "      none:\n", "      none:\n        - {}\n", None),
        ("consistency.yaml", "      found:\n", "      found:\n        - {}\n",
         "CON-01: this example should come out 'found', and comes out 'none'"),
        ("consistency.yaml", "      found:\n", "      found:\n        - {objektives: []}\n",
         "CON-01: this example is no valid strategy: the document has no `objektives`"),
    ],
)  # fmt: skip
def test_examples_of_contradictions_are_tried(
    command: Command, tmp_path: Path, file: str, old: str, new: str, says: str | None
) -> None:
    import shutil

    folder = shutil.copytree(FOLDER, tmp_path / "pack")
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    ended = command("pack", "check", folder)
    assert ended.code == (0 if says is None else 4)
    assert says is None or says in ended.err
