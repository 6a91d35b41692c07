"""The wheel, installed away from the sources, holds all it needs and gives the same results."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

from places import AS_OF, FIXTURES, ROOT

from assessor import assess, load_pack, load_strategy, to_json

REPORTS = ROOT / "src" / "assessor" / "reports"


def _run(*arguments: str | Path, cwd: Path) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    kept["LANGUAGE"] = "en"
    ended = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_wheel_holds_rules_and_schemas_and_gives_the_same_results_away_from_the_sources(
    tmp_path: Path,
) -> None:
    built = tmp_path / "built"
    _run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, ROOT, cwd=tmp_path
    )
    (wheel,) = built.glob("*.whl")
    _holds_what_it_needs(wheel)

    installed = tmp_path / "installed"
    venv.create(installed, with_pip=False)  # the pip that is here serves
    binaries = installed / ("Scripts" if os.name == "nt" else "bin")
    _run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        binaries / "python",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--constraint",
        ROOT / ".ci" / "constraints.txt",
        wheel,
        cwd=tmp_path,
    )

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    strategy = shutil.copy(FIXTURES / "typical.yaml", elsewhere / "copied.yaml")
    place = _run(binaries / "python", "-c", "import assessor; print(assessor.__file__)", cwd=elsewhere)
    assert Path(place.strip()).is_relative_to(installed)
    output = _run(
        binaries / "assessor",
        "assess",
        "copied.yaml",
        "--as-of",
        AS_OF.isoformat(),
        "--format",
        "json",
        cwd=elsewhere,
    )
    here = json.loads(to_json(assess(load_strategy(strategy), as_of=AS_OF)))
    there = json.loads(output)
    assert there["index"] == here["index"]
    assert there["ideas"] == here["ideas"]
    assert there["pack"]["digest"] == load_pack().digest
    assert _run(binaries / "assessor", "pack", "check", cwd=elsewhere).startswith("The pack 'al-las' ")
    assert json.loads(_run(binaries / "assessor", "schema", cwd=elsewhere))["$defs"]


def _holds_what_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        compiled = archive.read("assessor/data/rules/compiled.json")
    for folder in ("rules", "schemas"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"assessor/data/{path.relative_to(ROOT).as_posix()}" in names
    catalogues = sorted((ROOT / "src").rglob("*.mo"))
    assert len(catalogues) == 6
    assert {path.relative_to(ROOT / "src").as_posix() for path in catalogues} <= names
    layouts = {path for folder in ("page", "paper") for path in (REPORTS / folder).iterdir()}
    assert len(layouts) == 14
    assert {path.relative_to(ROOT / "src").as_posix() for path in layouts} <= names
    assert compiled == (ROOT / "rules" / "compiled.json").read_bytes()
    assert "assessor/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"assessor"}
    assert not [name for name in names if "test" in name or "fixture" in name or "__pycache__" in name]
