"""What is checked, and on which Pythons.

Run it with the nox of an environment that has ``.[dev]``, as the README's test command does. What needs one
Python only runs in that environment, tests in one of their own for each Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
DEBIAN_TOOLS = {
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "pdftotext": "poppler-utils",
    "git": "git",
}
"""The programs that open what we write or run what we offer, and the packages that they come in."""
NPM_TOOLS = ("@microsoft/sarif-multitool@5.7.0", "axe-core@4.14.1")
"""The validator of those who keep SARIF, and the checker of accessibility that runs in browsers."""
CORE = ("documents", "strategy", "facts", "pack", "engine", "scoring", "comparing", "gating")
"""The packages of which 95 % must be reached by tests."""
PYTEST = ("pytest", "-q", "-n", "auto", "--dist", "worksteal")
SUPPORTED = ("3.11", "3.12", "3.13")
HERE = Path(sys.executable).parent
"""Where the programs of the environment are that nox runs in."""

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True


def found_pythons() -> list[str]:
    """Return a working interpreter for each supported version that this machine has."""
    found = []
    for version in SUPPORTED:
        names = [shutil.which(f"python{version}")]
        folders = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
        names += sorted(str(path) for path in folders.glob(f"{version}*/bin/python{version}"))
        working = [name for name in names if name and _is(name, version)]
        if working:
            found.append(working[0])
        else:
            print(f"There is no Python {version} on this machine; it is not tested here.")
    return found


def _is(python: str, version: str) -> bool:
    ask = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == version


PYTHONS = found_pythons()
# Nox refuses a session that has no Python: no tests at all is an error, no other Python to test is none.
nox.options.sessions = ["checks", "tests", *(["others"] if PYTHONS[1:] else []), "benchmarks"]


@nox.session(python=False)
def checks(session: nox.Session) -> None:
    """Style, types and import layers."""
    session.chdir(ROOT)
    session.run(HERE / "ruff", "check", ".")
    session.run(HERE / "ruff", "format", "--check", ".")
    session.run(HERE / "mypy")
    session.run(HERE / "lint-imports")


@nox.session(python=PYTHONS[:1])
def tests(session: nox.Session) -> None:
    """All tests, on the first Python, with all programs, and branch coverage of the core."""
    _install(session)
    # Laws and reports are not traced, since that takes several times as long: see tests/conftest.py.
    traced = ("--cov", "--cov-branch", "--cov-report=")
    session.run(*PYTEST, *traced, *session.posargs, env=_tools(session))
    include = ",".join(f"src/assessor/{name}/*" for name in CORE)
    session.run("coverage", "report", f"--include={include}", "--fail-under=95")


@nox.session(python=PYTHONS[1:])
def others(session: nox.Session) -> None:
    """What may differ between Pythons: reading, engines, scores and commands.

    Laws are held to a third of the examples. What writes pages and paper is in the hands of libraries, whose
    own tests run on every Python.
    """
    _install(session)
    settings = {"HYPOTHESIS_PROFILE": "dev", "ASSESSOR_TOOLS": "elsewhere"}
    session.run(*PYTEST, "-m", "everywhere", *session.posargs, env=settings)


@nox.session(python=False)
def benchmarks(session: nox.Session) -> None:
    """The benchmarks run, shortly; what they measure of time is printed, and nothing is asserted of it."""
    session.chdir(ROOT)
    columns = "--benchmark-columns=min,median,rounds"
    short = {"ASSESSOR_BENCHMARKS": "short"}
    session.run(HERE / "pytest", "benchmarks", "-q", "-s", "-p", "no:xdist", columns, env=short)


def _tools(session: nox.Session) -> dict[str, str]:
    """Install programs that read what we write as their users do; tests then may not do without them."""
    missing = [name for name in ("npm", *DEBIAN_TOOLS) if shutil.which(name) is None]
    packages = [DEBIAN_TOOLS[name] for name in missing if name in DEBIAN_TOOLS]
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        for what in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            session.run("apt-get", "-q", *what, external=True, silent=True)
        missing = [name for name in missing if shutil.which(name) is None]
    if missing:
        session.warn(f"{' and '.join(missing)} missing: tests that need such programs are skipped.")
        return {}
    folder = ROOT / ".nox" / "tools"
    session.run("npm", "install", "--silent", "--prefix", str(folder), *NPM_TOOLS, external=True)
    return {"ASSESSOR_TOOLS": "required"}


def _install(session: nox.Session) -> None:
    session.chdir(ROOT)
    session.install("-q", "-c", str(CONSTRAINTS), "-e", ".[test]")
