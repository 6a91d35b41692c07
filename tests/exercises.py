"""Small exercises to test with: three cities, four reviewers, and sheets that say what a test wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from places import FIXTURES

from assessor import load_pack
from assessor.pack.model import Pack
from assessor.review.records import folder as f
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.files import text_of
from assessor.review.records.model import Assignments, Dates, Mode, Panel, Rated, Reviewer, Sheet
from assessor.review.results.reporting import Review
from assessor.review.steps.collecting import Collected, collect
from assessor.review.steps.creating import new

AS_OF = date(2026, 5, 4)
ON = date(2026, 6, 1)
CALLAN, CHAMBUL, CAJUI = "port-callan", "san-lucas-de-chambul", "barra-do-cajui"
STRATEGIES = [FIXTURES / name for name in ("typical.yaml", "es-typical.yaml", "pt-typical.yaml")]
REVIEWERS = (
    Reviewer(id="r1", name="Aoife Tormey", city=CALLAN, languages=["en"], mail="aoife.tormey@callan.example"),
    Reviewer(id="r2", name="Inés Ugalde Parra", city=CHAMBUL, languages=["es", "en"]),
    Reviewer(id="r3", name="Joaquim Sabóia", city=CAJUI, languages=["pt"], mail="jsaboia@cajui.example"),
    Reviewer(id="r4", name="Maren Holt-Lindqvist", city="nordhavn", languages=["en", "fr"]),
)
PANELS = {CALLAN: ["r2", "r3", "r4"], CHAMBUL: ["r1", "r3", "r4"], CAJUI: ["r1", "r2", "r4"]}


@cache
def pack() -> Pack:
    return load_pack()


def exercise_in(folder: Path, mode: Mode = "blind", *, assigned: bool = True) -> Exercise:
    """Return an exercise with three cities, each reviewed by three."""
    made = new(
        folder, STRATEGIES, pack(), AS_OF, title="Three Coasts", mode=mode, per_host=3,
        dates=Dates(sheets="2026-06-12"), reviewers=REVIEWERS,
        questions={CALLAN: ["Who should we listen to?", "What would you drop?"]},
    )  # fmt: skip
    return assigned_to(made, PANELS) if assigned else made


def assigned_to(exercise: Exercise, panels: Mapping[str, list[str]]) -> Exercise:
    """Return the exercise with reviewers assigned as a test wants them."""
    record = Assignments(
        exercise=exercise.terms.id,
        seed=7,
        panels=[Panel(host=host, reviewers=panel) for host, panel in panels.items()],
    )
    with exercise.folder.locked():
        exercise.folder.replace(f.ASSIGNMENTS, text_of(record))
    return load(exercise.folder.root)


def sheet_of(
    exercise: Exercise, host: str, rater: str, ratings: Mapping[str, Any] | int = 2, **changes: Any
) -> Sheet:
    """Return a filled sheet: one rating everywhere, or those that are given."""
    given = ratings if isinstance(ratings, Mapping) else {c.id: ratings for c in pack().criteria}
    filled = {
        name: rated if isinstance(rated, Rated) else Rated(rating=rated) for name, rated in given.items()
    }
    sheet = Sheet(
        exercise=exercise.terms.id,
        host=host,
        rater=rater,
        pack=exercise.terms.pack,
        strategy=exercise.city(host).digest,
        ratings=filled,
    )
    return sheet.model_copy(update=changes)


def sent(folder: Path, *sheets: Sheet) -> Path:
    """Write sheets as their raters send them, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, sheet in enumerate(sheets):
        (folder / f"{place:03}-{sheet.host}-{sheet.rater}.yaml").write_bytes(text_of(sheet))
    return folder


def taken_in(exercise: Exercise, folder: Path, *sheets: Sheet, on: date = ON) -> tuple[Exercise, Collected]:
    """Take sheets in, and return the exercise as it is then."""
    result = collect(exercise, [sent(folder, *sheets)], pack(), on)
    return load(exercise.folder.root), result


def reviewed(exercise: Exercise) -> Review:
    """Return what can be said of an exercise."""
    return Review(load(exercise.folder.root), pack())
