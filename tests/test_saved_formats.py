"""Saved assessments look in every format as they did before they were saved."""

from __future__ import annotations

from functools import cache

import pytest
from places import AS_OF, FIXTURES

from assessor import Assessment, assess, load_strategy, parse_assessment, to_json
from assessor.reports.canvas import Page
from assessor.reports.formats import FORMATS, Wishes, render

NAMES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))
LAID_OUT = ("docx", "html", "pdf", "png", "svg", "xlsx")
"""Formats that take long to write and show what the others show: a few strategies suffice for them."""
FEW = ("half-examined", "large", "pt-typical", "wish-list")
CASES = [(name, form) for name in NAMES for form in FORMATS if form not in LAID_OUT or name in FEW]


@cache
def assessed(name: str) -> Assessment:
    return assess(load_strategy(FIXTURES / f"{name}.yaml"), as_of=AS_OF, profile="small-office")


@cache
def read_back(name: str) -> Assessment:
    return parse_assessment(to_json(assessed(name)))


@pytest.mark.parametrize(("name", "form"), CASES, ids=[f"{name}-{form}" for name, form in CASES])
def test_every_format_shows_a_saved_assessment_as_it_shows_the_assessment(name: str, form: str) -> None:
    wishes = Wishes(Page(width=120), everything=True)
    assert render(read_back(name), form, wishes) == render(assessed(name), form, wishes)
