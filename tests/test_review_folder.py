"""The folder of an exercise: files are whole or not there, and nothing that was submitted is ever changed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from exercises import CHAMBUL, ON, PANELS, exercise_in, pack, sent, sheet_of, taken_in

from assessor import InputOutputError
from assessor.review.records.exercise import load
from assessor.review.records.files import parse
from assessor.review.records.folder import Folder, digest_of
from assessor.review.records.model import Sheet
from assessor.review.steps.collecting import collect

KILLS = 200


# --- one folder


def test_a_file_that_was_added_is_not_written_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.add("sheets/a/r1-1.yaml", b"first")
    with pytest.raises(InputOutputError, match="stands there already"):
        folder.add("sheets/a/r1-1.yaml", b"second")
    assert folder.read("sheets/a/r1-1.yaml") == b"first"


def test_the_same_may_be_added_again_and_nothing_is_written(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.add("a.yaml", b"same")
    before = (tmp_path / "a.yaml").stat().st_mtime_ns
    assert not folder.add("a.yaml", b"same")
    assert (tmp_path / "a.yaml").stat().st_mtime_ns == before


def test_where_links_are_not_known_nothing_is_written_over_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    folder = Folder(tmp_path)
    assert folder.add("a.yaml", b"first")
    with pytest.raises(InputOutputError, match="stands there already"):
        folder.add("a.yaml", b"second")
    assert folder.read("a.yaml") == b"first"


def test_files_are_numbered_by_what_stands_there(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.next_number("sheets/a", "r1") == 1
    for name in ("r1-1.yaml", "r1-3.yaml", "r1-x.yaml", "r1-0.yaml", "r1-2-9.yaml", "r1.b-7.yaml"):
        folder.add(f"sheets/a/{name}", b"")
    assert folder.numbers("sheets/a", "r1") == [1, 3]
    assert folder.numbers("sheets/a", "r1.b") == [7]
    assert folder.next_number("sheets/a", "r1") == 4


def test_what_a_stopped_command_left_is_cleared_and_never_listed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.add("sheets/a/r1-1.yaml", b"whole")
    (tmp_path / "sheets" / "a" / ".unfinished-x").write_bytes(b"hal")
    assert folder.names("sheets/a") == ["r1-1.yaml"]
    with folder.locked():
        assert not list(tmp_path.rglob(".unfinished-*"))


def test_whoever_waits_too_long_for_another_command_is_told(tmp_path: Path) -> None:
    with (
        Folder(tmp_path).locked(),
        pytest.raises(InputOutputError, match="Another command is at work"),
        Folder(tmp_path).locked(wait=0.05),
    ):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputOutputError, match=r"no file '.*terms.yaml'"):
        Folder(tmp_path).read("terms.yaml")


# --- two at once, and one that is killed


def test_two_who_collect_at_once_lose_nothing(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    sheets = [sheet_of(exercise, host, rater) for host, panel in PANELS.items() for rater in panel]
    one, other = sent(tmp_path / "one", *sheets[:6]), sent(tmp_path / "other", *sheets[3:])
    with ThreadPoolExecutor(2) as both:
        ended = [
            both.submit(collect, load(exercise.folder.root), [folder], pack(), ON) for folder in (one, other)
        ]
        for each in ended:
            assert not each.result().refused
    found = load(exercise.folder.root)
    for host, panel in PANELS.items():
        for rater in panel:
            assert found.versions(host, rater) == [1]


_NURSERY = """
import os, sys
from assessor.cli.main import run

run(["review", "status", {exercise!r}, "--output", os.devnull])  # loads what every command needs
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(run(["review", "collect", {exercise!r}, line.strip(), "--on", "2026-06-01"]))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_command_that_is_killed_at_any_moment_loses_and_changes_nothing(tmp_path: Path) -> None:
    """Sheets are taken in, each a new version; at random moments the command is killed, 200 times."""
    exercise = exercise_in(tmp_path / "exercise")
    root, rnd = exercise.folder.root, random.Random(20260504)
    known: dict[str, bytes] = {}
    ends: list[int] = []
    code = _NURSERY.format(exercise=str(root))
    pairs = [(host, rater) for host, panel in PANELS.items() for rater in panel]
    whole = 0.0
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for number in range(KILLS + KILLS // 10):
            host, rater = pairs[number % len(pairs)]
            sheet = sheet_of(exercise, host, rater, {"ALI-01": 1}, answers=[f"Version {number}"])
            nursery.stdin.write(f"{sent(tmp_path / 'in' / str(number), sheet)}\n".encode())
            nursery.stdin.flush()
            child, began = int(nursery.stdout.readline()), time.monotonic()
            spared = number % 11 == 0  # now and then one is left alone, to see how long it takes
            if not spared:
                time.sleep(rnd.random() * whole * 1.1)
                with suppress(ProcessLookupError):  # it may be done already
                    os.kill(child, signal.SIGKILL)
            ends.append(int(nursery.stdout.readline()))
            whole = time.monotonic() - began if spared else whole
            known = _nothing_lost(root, known)
    killed = ends.count(-signal.SIGKILL)
    assert killed > KILLS / 2, "the command was hardly ever killed while it worked"
    assert len(known) > len(ends) - killed, "hardly any sheet was ever taken in"
    # Whoever collects again finds everything in order, whatever was left.
    before = load(root).versions(CHAMBUL, "r1")
    exercise, result = taken_in(load(root), tmp_path / "last", sheet_of(exercise, CHAMBUL, "r1"))
    assert not result.refused
    assert exercise.versions(CHAMBUL, "r1") == [*before, len(before) + 1]
    assert not list(root.rglob(".unfinished-*"))


def _nothing_lost(root: Path, known: dict[str, bytes]) -> dict[str, bytes]:
    """See that every file that was there is there unchanged, and that every file is whole."""
    folder = Folder(root)
    found: dict[str, bytes] = {}
    for place in ("sheets", "received"):
        for path in sorted((root / place).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[str(path.relative_to(root))] = path.read_bytes()
    for name, data in known.items():
        assert found.get(name) == data, f"{name} was lost or changed"
    for name in found.keys() - known.keys():
        data = found[name]
        if name.startswith("received"):
            assert Path(name).stem == digest_of(data), f"{name} is not what came"
        else:
            sheet = parse(data, name, Sheet)
            assert sheet.received is not None
            assert folder.exists(f"received/{sheet.received.digest}.yaml"), f"{name} has lost what it came in"
    return found
