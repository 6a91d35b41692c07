"""What other programs call: its names, its defaults, what importing it costs, and threads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from importlib import resources as package
from pathlib import Path
from typing import Any

import pytest
from command import Command, command_fixture  # noqa: F401
from places import AS_OF, FIXTURES, ROOT, STRATEGIES
from small_packs import criterion, document, objectives, one_idea

import assessor
from assessor import (
    DEFAULTS,
    InvalidStrategyError,
    UsageError,
    assess,
    explain,
    face,
    load_pack,
    load_strategy,
    prepare,
    strategy_from,
    to_json,
    validate_strategy,
)

TYPICAL = FIXTURES / "typical.yaml"


def in_a_fresh_interpreter(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return ended.stdout


# --- names


def test_everything_named_can_be_imported_from_one_place() -> None:
    names: dict[str, Any] = {}
    exec("from assessor import *", names)
    assert set(assessor.__all__) <= names.keys()
    assert sorted(assessor.__all__) == assessor.__dir__()
    assert len(set(assessor.__all__)) == len(assessor.__all__)


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'assessor' has no attribute 'asses'"):
        assessor.asses  # noqa: B018


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert package.files("assessor").joinpath("py.typed").is_file()


def test_every_error_is_of_one_family_and_has_its_exit_code() -> None:
    codes = {
        "UsageError": 2, "InvalidStrategyError": 3, "InvalidPackError": 4, "InputOutputError": 5,
    }  # fmt: skip
    for name, code in codes.items():
        error = getattr(assessor, name)
        assert issubclass(error, assessor.AssessorError)
        assert error.exit_code == code


# --- what importing it loads


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = in_a_fresh_interpreter("import assessor, sys; print(*sys.modules)").split()
    heavy = ("pydantic", "click", "jsonschema", "yaml", "rich", "rapidfuzz", "durable_rules_engine")
    assert [name for name in heavy if name in loaded] == []


def test_importing_and_assessing_load_no_command_line_and_no_terminal() -> None:
    code = f"""
import sys
from assessor import assess, load_strategy, to_json
to_json(assess(load_strategy({str(TYPICAL)!r})))
print(*sys.modules)
"""
    loaded = in_a_fresh_interpreter(code).split()
    assert [
        name for name in ("click", "rich", "assessor.cli", "assessor.reports.text_report") if name in loaded
    ] == []


def test_importing_every_module_prints_nothing_and_changes_nothing(tmp_path: Path) -> None:
    code = """
import importlib, os, pkgutil, sys, threading, warnings
warnings.simplefilter("error")
before = dict(os.environ), os.getcwd(), threading.active_count(), sys.getrecursionlimit()
import assessor
for module in pkgutil.walk_packages(assessor.__path__, "assessor."):
    if module.name not in ("assessor.__main__", "assessor.engine.durable"):
        importlib.import_module(module.name)
assert before == (dict(os.environ), os.getcwd(), threading.active_count(), sys.getrecursionlimit())
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


# --- defaults


@pytest.mark.parametrize("path", STRATEGIES, ids=lambda path: path.stem)
def test_the_command_and_a_program_get_the_same_by_default(command: Command, path: Path) -> None:
    assert command("assess", path, "--format", "json").out == to_json(assess(load_strategy(path)))


def test_the_defaults_can_be_read_and_are_those_echoed_in_a_result() -> None:
    settings = assess(load_strategy(TYPICAL)).settings
    assert (settings.engine, settings.language, settings.profile) == (
        DEFAULTS.engine,
        DEFAULTS.language,
        DEFAULTS.profile,
    )
    assert load_pack() == load_pack(DEFAULTS.pack)


def test_without_a_date_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "today", lambda: date(2031, 7, 9))
    strategy = load_strategy(TYPICAL)
    assert assess(strategy).as_of == "2031-07-09"
    assert to_json(assess(strategy)) == to_json(assess(strategy, as_of=date(2031, 7, 9)))
    assert explain(strategy, "FLE-01").result == explain(strategy, "FLE-01", as_of=date(2031, 7, 9)).result


@pytest.mark.parametrize(
    ("strategy", "as_of", "message"),
    [
        ("typical.yaml", None, "A Strategy is needed, not str; "),
        ({}, None, "A Strategy is needed, not dict; "),
        (None, None, "A Strategy is needed, not NoneType; "),
        (load_strategy(FIXTURES / "typical.yaml"), "2026-06-01", "as_of must be a date, not str; "),
        (
            load_strategy(FIXTURES / "typical.yaml"),
            datetime(2026, 6, 1),
            "as_of must be a date, not datetime; ",
        ),
    ],
)
def test_what_is_no_strategy_or_no_date_is_refused_in_one_sentence(
    strategy: Any, as_of: Any, message: str
) -> None:
    for call in (lambda: assess(strategy, as_of=as_of), lambda: explain(strategy, "FLE-01", as_of=as_of)):
        with pytest.raises(UsageError) as caught:
            call()
        assert str(caught.value).startswith(message)


def test_a_folder_is_compiled_anew_only_when_it_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(ROOT / "rules", folder)
    first = prepare(folder)
    assert prepare(folder) is first
    path = folder / "pack.yaml"
    changed = path.read_text(encoding="utf-8").replace("rated_from: 65", "rated_from: 66")
    path.write_text(changed, encoding="utf-8")
    assert prepare(folder).pack.about.levels.rated_from == 66


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "fast"}, "There is no engine 'fast'; possible: auto, durable or plain."),
        (
            {"profile": "none"},
            "There is no profile 'none'; possible: balanced, first-strategy, small-office or quick.",
        ),
        ({"language": "xx"}, "The rule pack has no words in 'xx'; possible: en, es, fr, pt."),
        ({"pack": "none"}, "There is no rule pack 'none'; possible: 'al-las', or the folder of a pack."),
    ],
)
def test_a_name_that_there_is_not_is_a_usage_error(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        assess(load_strategy(TYPICAL), **options)  # type: ignore[arg-type]
    assert str(caught.value) == message


# --- strategies


def test_a_strategy_from_values_has_no_lines_and_the_same_scores_as_from_text() -> None:
    content = document(objectives=objectives(1, 2))
    found = assess(strategy_from(content), one_idea(criterion("ONE-01")), as_of=AS_OF)
    assert found.strategy.file is None
    assert [item.line for finding in found.findings for item in finding.items] == [None, None]
    read = assess(assessor.parse_strategy(json.dumps(content)), one_idea(criterion("ONE-01")), as_of=AS_OF)
    assert read.ideas == found.ideas
    assert [item.line for finding in read.findings for item in finding.items] == [1, 1]


def test_problems_of_values_have_pointers_and_no_lines() -> None:
    with pytest.raises(InvalidStrategyError) as caught:
        strategy_from(document(objectives=[{"dimension": "economc"}]), name="mine")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.pointer) == (None, None, "/objectives/0/dimension")
    assert str(problem) == "mine: `dimension` is 'economc'; did you mean 'economic'?"
    assert str(caught.value) == "The strategy 'mine' is not valid: 1 problem."


def test_values_given_are_not_changed() -> None:
    content = document(objectives=[{"id": "o1", "themes": None}], indicators=None)
    before = json.dumps(content)
    assess(strategy_from(content), as_of=AS_OF)
    assert json.dumps(content) == before


def test_validate_strategy_returns_problems_and_raises_none() -> None:
    assert validate_strategy(TYPICAL) == []
    codes = [problem.code for problem in validate_strategy(FIXTURES / "invalid" / "missing-everything.json")]
    assert codes == ["missing", "missing"]


# --- many at once


def test_a_prepared_pack_is_kept_and_few_are_kept() -> None:
    rules = load_pack()
    assert prepare(rules) is prepare(rules)
    assert prepare() is prepare("al-las")
    for number in range(20):
        prepare(one_idea(criterion(f"ONE-{number:02}")), engine="plain")
    assert len(face._prepared) <= 8


@pytest.fixture
def documents() -> Iterator[list[assessor.Strategy]]:
    yield [load_strategy(path) for path in STRATEGIES] * 8


@pytest.mark.parametrize("engine", ["plain", "auto"])
def test_eight_threads_give_the_same_as_one(documents: list[assessor.Strategy], engine: str) -> None:
    rules = load_pack(FIXTURES.parent / "rules")

    def assessed(strategy: assessor.Strategy) -> str:
        return to_json(assess(strategy, rules, as_of=AS_OF, engine=engine))

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(assessed, documents))
    assert together == [assessed(strategy) for strategy in documents]


def test_eight_threads_that_begin_together_in_a_new_process_give_the_same() -> None:
    code = f"""
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from assessor import *
strategy, together = load_strategy({str(FIXTURES / "half-examined.yaml")!r}), Barrier(8)
def assessed(_):
    together.wait()
    return to_json(assess(strategy, as_of=date(2026, 6, 1)))
with ThreadPoolExecutor(8) as threads:
    print(*set(threads.map(assessed, range(8))))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    alone = to_json(assess(load_strategy(FIXTURES / "half-examined.yaml"), as_of=date(2026, 6, 1)))
    assert ended.stdout.strip() == alone.strip()


def test_results_do_not_depend_on_the_order_in_which_python_keeps_sets() -> None:
    code = f"""
from datetime import date
from assessor import *
print(to_json(assess(load_strategy({str(FIXTURES / "half-examined.yaml")!r}), as_of=date(2026, 6, 1))))
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
