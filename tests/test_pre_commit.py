"""Our hooks, as pre-commit itself runs them in the repository of a city."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from command import in_its_own_process
from places import FIXTURES, ROOT
from tools import tool

from assessor.documents.reading import read_tree

DAY = "--as-of=2026-06-01"
HOOKS: list[dict[str, Any]] = read_tree((ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks.yaml").value
PROGRAM = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "src", "rules", "schemas")
"""What a clone must have for pip to install it as a hook."""
WAIVER = """
waivers:
  - {criterion: DUR-02, reason: No staff, by: Council, until: 2090}
"""


class City:
    """The repository of a city, which gets its hooks from a repository of ours."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.own = folder / "assessor", folder / "city"
        # Nothing of whoever runs the tests: neither settings of git nor a cache of pre-commit.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PYTHON", "PRE_COMMIT"))}
        self.variables = kept | {
            "HOME": str(folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "PRE_COMMIT_HOME": str(folder / "cache"), "LANGUAGE": "en",
            "PIP_CONSTRAINT": str(ROOT / ".ci" / "constraints.txt"),
        }  # fmt: skip
        self.ours.mkdir()
        self.own.mkdir()
        for name in PROGRAM:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.ours / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, self.ours / name)
        self.rev = self._committed(self.ours)
        self._git(self.own, "init", "--quiet")

    def _git(self, folder: Path, *arguments: str) -> str:
        named = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        ended = subprocess.run(
            [tool("git"), *named, *arguments], cwd=folder, env=self.variables, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        return ended.stdout.strip()

    def _committed(self, folder: Path) -> str:
        self._git(folder, "init", "--quiet")
        self._git(folder, "add", "--all")
        self._git(folder, "commit", "--quiet", "--message", "All of it")
        return self._git(folder, "rev-parse", "HEAD")

    def ask(self, *hooks: dict[str, Any]) -> None:
        """Write down which hooks run: JSON is YAML as well."""
        content = {"repos": [{"repo": str(self.ours), "rev": self.rev, "hooks": list(hooks)}]}
        (self.own / ".pre-commit-config.yaml").write_text(json.dumps(content), encoding="utf-8")

    def run(self) -> tuple[int, str]:
        """Run all hooks on all files; return the exit code and what is told."""
        self._git(self.own, "add", "--all")
        ended = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"], cwd=self.own,
            env=self.variables, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return ended.returncode, ended.stdout + ended.stderr


def gate(*args: str, **more: str) -> dict[str, Any]:
    return {"id": "assessor-gate", "args": [DAY, *args], **more}


def test_hooks_pass_a_good_strategy_stop_a_bad_one_and_pass_what_a_baseline_knows(tmp_path: Path) -> None:
    tool("git")
    city = City(tmp_path)
    city.ask({"id": "assessor-validate"}, gate("--fail-on=high"))
    good = (FIXTURES / "exemplary.yaml").read_text(encoding="utf-8")
    (city.own / "strategy-good.yaml").write_text(good + WAIVER, encoding="utf-8")
    code, told = city.run()
    assert code == 0, told
    assert re.findall(r"\.+(Passed|Failed|Skipped|.*Skipped)", told) == ["Passed", "Passed"]

    shutil.copy(FIXTURES / "wish-list.yaml", city.own / "strategy-bad.yaml")
    code, told = city.run()
    assert code == 1
    assert re.findall(r"\.+(Passed|Failed)", told) == ["Passed", "Failed"]
    assert re.search(r"^strategy-bad\.yaml:\d+: [A-Z]{3}-\d\d ", told, re.MULTILINE)
    assert "strategy-bad.yaml: 24 findings of severity high or graver fail." in told
    assert "strategy-good" not in told

    asked = ("assess", "strategy-bad.yaml", DAY, "--write-baseline", "known.json", "--output", os.devnull)
    assert in_its_own_process(asked, cwd=city.own).returncode == 0
    city.ask(
        {"id": "assessor-validate"},
        gate("--fail-on=high", exclude="bad"),
        gate("--baseline=known.json", files="^strategy-bad"),
    )
    code, told = city.run()
    assert code == 0, told

    shutil.copy(FIXTURES / "invalid" / "many.yaml", city.own / "strategy-broken.yaml")
    code, told = city.run()
    assert code == 1
    assert re.findall(r"\.+(Passed|Failed)", told) == ["Failed", "Failed", "Passed"]
    assert "strategy-broken.yaml:3:3: `document` has no `titel`; did you mean 'title'?" in told


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["strategy.yaml", "docs/International-Strategy.yml", "estrategia.json", "a/b/stratégie-2024.yaml"],
         True),
        (["strategy.baseline.json", "strategy.md", "strategies/readme.md", "plan.yaml", "strategy.yaml.bak"],
         False),
    ],
)  # fmt: skip
def test_hooks_look_at_files_that_are_called_strategies(names: Sequence[str], meant: bool) -> None:
    for hook in HOOKS:
        assert [bool(re.search(hook["files"], name)) for name in names] == [meant] * len(names)


def test_hooks_take_all_files_in_one_call_and_say_what_they_are_for() -> None:
    assert [hook["id"] for hook in HOOKS] == ["assessor-validate", "assessor-gate"]
    for hook in HOOKS:
        assert (hook["pass_filenames"], hook["require_serial"]) == (True, True)
        assert hook["name"] and hook["description"]
