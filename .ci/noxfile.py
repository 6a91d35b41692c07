"""What is checked, and on which Pythons: run with ``nox -f .ci/noxfile.py``."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import nox

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
DEBIAN_TOOLS = {
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
}
"""The programs that open what we write, and the packages that they come in."""
NPM_TOOLS = ("@microsoft/sarif-multitool@5.7.0", "axe-core@4.14.1")
"""The validator of those who keep SARIF, and the checker of accessibility that runs in browsers."""
SUPPORTED = ("3.11", "3.12", "3.13")

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["checks", "tests", "benchmarks"]


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


@nox.session(python=PYTHONS[:1])
def checks(session: nox.Session) -> None:
    """Style, types and import layers."""
    _install(session, "-e", ".[dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, on each Python; branch coverage of the core on the first."""
    _install(session, "-e", ".[test]", "build")
    arguments = ["-n", "auto", "-q", *session.posargs]
    if session.python != PYTHONS[0]:
        session.run("pytest", *arguments)
        return
    environment = _tools(session)
    core = ("documents", "strategy", "facts", "pack", "engine", "scoring")
    session.run("pytest", *arguments, "--cov", "--cov-branch", "--cov-report=", env=environment)
    include = ",".join(f"src/assessor/{name}/*" for name in core)
    session.run("coverage", "report", f"--include={include}", "--fail-under=95")


@nox.session(python=PYTHONS[:1])
def benchmarks(session: nox.Session) -> None:
    """The benchmarks run; what they measure of time is printed, and nothing is asserted of it."""
    _install(session, "-e", ".[dev]")
    session.run(
        "pytest", "benchmarks", "-q", "-s", "-p", "no:xdist", "--benchmark-columns=min,median,rounds"
    )  # fmt: skip


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


def _install(session: nox.Session, *what: str) -> None:
    session.chdir(ROOT)
    session.install("-q", "-c", str(CONSTRAINTS), *what)
