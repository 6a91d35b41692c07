"""A large exercise: its sheets are taken in as workbooks, and the exercise is reported.

It has 60 cities, or 8 where benchmarks are to be short.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from exercises import pack, sheet_of, taken_in

from assessor.review.records.exercise import Exercise, load
from assessor.review.records.model import Rated, Reviewer
from assessor.review.results.reporting import Review
from assessor.review.sheets.making import Sheets
from assessor.review.showing.formats import EXERCISE_FORMATS, render_exercise
from assessor.review.steps.assignments import assign
from assessor.review.steps.collecting import collect
from assessor.review.steps.creating import new

CITIES = 8 if os.environ.get("ASSESSOR_BENCHMARKS") == "short" else 60
PER_HOST = 4
ROOT = Path(__file__).parents[1]
WORDS = ("The plan names an office", "and no date;", "see page 12.", "We asked twice,", "and nobody knew.")


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> tuple[Exercise, Path]:
    """Return an exercise with nobody's sheet, and a folder with everybody's, filled in as workbooks."""
    folder = tmp_path_factory.mktemp("exercise")
    text = (ROOT / "fixtures" / "typical.yaml").read_text(encoding="utf-8")
    strategies = []
    for number in range(CITIES):
        path = folder / f"{number}.yaml"
        path.write_text(text.replace("name: Port Callan", f"name: Port Callan {number}", 1), encoding="utf-8")
        strategies.append(path)
    people = [
        Reviewer(id=f"r{n}", name=f"Person {n}", city=f"port-callan-{n // 2}", languages=["en"])
        for n in range(2 * CITIES)
    ]
    made = new(
        folder / "begun", strategies, pack(), date(2026, 5, 4), title="Coasts", per_host=PER_HOST,
        reviewers=people,
    )  # fmt: skip
    began = time.perf_counter()
    made, _ = assign(made, seed=1)
    print(f"\nassigned {CITIES} cities in {time.perf_counter() - began:.1f} s")
    return made, _sent(made, folder)


def _sent(made: Exercise, folder: Path) -> Path:
    rnd = random.Random(1)
    written, _ = taken_in(
        made,
        folder / "said",
        *(
            sheet_of(made, host, rater, _ratings(rnd))
            for host, panel in made.panels.items()
            for rater in panel
        ),
    )
    sheets, sent = Sheets(written, pack()), folder / "sent"
    sent.mkdir()
    began = time.perf_counter()
    for host, panel in written.panels.items():
        for rater in panel:
            (sent / f"{host}-{rater}.xlsx").write_bytes(sheets.make(host, rater))
    print(f"wrote {CITIES * PER_HOST} sheets in {time.perf_counter() - began:.1f} s")
    # The exercise begins anew, with the same terms and nobody's sheet.
    for name in ("sheets", "received"):
        (made.folder.root / name).rename(folder / f"old-{name}")
    return sent


def _ratings(rnd: random.Random) -> dict[str, Rated]:
    return {
        criterion.id: Rated(
            rating=rnd.choice([0, 1, 1, 2, 2, 2, 3]),
            evidence="p. 12" if rnd.random() < 0.5 else None,
            comment=" ".join(rnd.choices(WORDS, k=6)) if rnd.random() < 0.3 else None,
        )
        for criterion in pack().criteria
    }


def test_a_large_exercise_is_collected_and_reported(exercise: tuple[Exercise, Path]) -> None:
    """Print what it takes; of time nothing is asserted, of the result that nothing is missing."""
    made, sent = exercise
    began = time.perf_counter()
    result = collect(made, [sent], pack(), date(2026, 6, 1))
    collected = time.perf_counter()
    assert (len(result.taken), result.refused) == (CITIES * PER_HOST, ())
    report = Review(load(made.folder.root), pack()).whole("en")
    worked_out = time.perf_counter()
    assert sum(host.sheets for host in report.hosts) == CITIES * PER_HOST
    for form in EXERCISE_FORMATS:
        render_exercise(report, form)
    print(
        f"\n{CITIES} cities, {CITIES * PER_HOST} sheets: collected in {collected - began:.1f} s, "
        f"worked out in {worked_out - collected:.1f} s, "
        f"in all formats in {time.perf_counter() - worked_out:.1f} s"
    )
