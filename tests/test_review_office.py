"""Sheets that travelled: opened and saved by LibreOffice, they come back and are read right."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from exercises import CALLAN, ON, exercise_in, pack
from office import saved

from assessor.review.records.exercise import load
from assessor.review.records.model import CANNOT_JUDGE, Rated
from assessor.review.sheets.making import Sheets
from assessor.review.steps.collecting import collect

SAID = {
    "ALI-01": ("3 – ejemplar", "p. 12", "=SUMA(1;2) no es fórmula"),
    "ALI-02": ("0 – ausente", None, "Línea uno\nLínea dos"),
    "MEA-01": ("no se puede juzgar", "3-4", None),
    "INC-15": (2, 12, "Ñandú & «comillas» <b>"),
}
"""What a reviewer types: rating, evidence and comment, by criterion."""


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_sheet_that_travelled_through_libreoffice_is_read_right(tmp_path: Path, ending: str) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    filled = _filled(Sheets(exercise, pack()).make(CALLAN, "r2"))
    file = tmp_path / f"mi ficha.{ending}"
    (tmp_path / "office").mkdir()
    file.write_bytes(saved(filled, "xlsx", ending, tmp_path / "office"))
    result = collect(exercise, [file], pack(), ON)
    assert not result.refused, result.refused
    sheet = load(exercise.folder.root).sheet(CALLAN, "r2")
    assert {name: rated for name, rated in sheet.ratings.items() if rated != Rated()} == {
        "ALI-01": Rated(rating=3, evidence="p. 12", comment="=SUMA(1;2) no es fórmula"),
        "ALI-02": Rated(rating=0, comment="Línea uno\nLínea dos"),
        "MEA-01": Rated(rating=CANNOT_JUDGE, evidence="3-4"),
        "INC-15": Rated(rating=2, evidence="12", comment="Ñandú & «comillas» <b>"),
    }
    assert sheet.answers == ["A la cofradía de pescadores.", ""]


def _filled(data: bytes) -> bytes:
    """Fill in a sheet as a reviewer does."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    ratings, answers = book.worksheets[1], book.worksheets[2]
    (choices,) = [each for each in ratings.data_validations.dataValidation if each.type == "list"]
    first = min(area.min_col for area in choices.sqref.ranges)
    rows = {cell.value: cell.row for row in ratings.iter_rows(max_col=first) for cell in row}
    for name, values in SAID.items():
        for place, value in enumerate(values):
            ratings.cell(rows[name], first + place).value = value
            if isinstance(value, str):
                ratings.cell(rows[name], first + place).data_type = "s"
    questions = {cell.value: cell for row in answers.iter_rows() for cell in row}
    asked = questions["Who should we listen to?"]
    answers.cell(asked.row, asked.column + 1).value = "A la cofradía de pescadores."
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
