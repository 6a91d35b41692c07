"""A document to fill in: valid as it stands, complete, and nothing that counts before it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import Command, command_fixture  # noqa: F401

from assessor import assess, load_pack, parse_strategy
from assessor.pack.lookup import find_profile
from assessor.pack.uses import criteria_of, fields_used
from assessor.strategy.base import assessable
from assessor.strategy.model import KINDS
from assessor.strategy.template import template

QUICK = fields_used(load_pack(), criteria_of(load_pack(), find_profile(load_pack(), "quick")))
TEMPLATES = {"whole": template(2026), "quick": template(2026, QUICK)}


def filled_in(text: str) -> str:
    """Return a template with every comment sign taken away before an example, and nothing unknown."""
    start = text.index("# ---- document")
    lines = [
        line for line in text[start:].splitlines() if not line.startswith("# ----") and "[all]" not in line
    ]
    return "schema_version: 1\n" + "\n".join(re.sub(r"^( *)# ?", r"\1", line) for line in lines)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_valid_as_it_stands_and_shows_nothing(name: str) -> None:
    strategy = parse_strategy(TEMPLATES[name])
    result = assess(strategy)
    assert all(idea.score == 0 for idea in result.ideas)
    assert not any(idea.rated for idea in result.ideas)
    assert all(idea.high == 100 for idea in result.ideas)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_with_its_examples_taken_as_they_are_is_valid(name: str) -> None:
    strategy = parse_strategy(filled_in(TEMPLATES[name]))
    assert strategy.objectives[0].id == "objective-1"


def test_the_whole_template_has_every_field_that_rules_can_read() -> None:
    strategy = parse_strategy(filled_in(TEMPLATES["whole"]))
    for kind in KINDS.values():
        part = getattr(strategy, kind.key)
        entry = part if kind.single else part[0]
        for name in assessable(kind.model):
            # What is named must be there: ties to other items stay behind a sign of their own.
            if "." not in name and name not in kind.references:
                assert getattr(entry, name) not in (None, []), f"{kind.name} {name}"


def test_the_quick_template_is_short_and_covers_the_essentials() -> None:
    assert len(TEMPLATES["quick"].splitlines()) < len(TEMPLATES["whole"].splitlines()) / 2
    essentials = {c.id for c in load_pack().criteria if c.essential is not None}
    assert essentials <= set(criteria_of(load_pack(), find_profile(load_pack(), "quick")))


def test_a_quick_document_filled_in_is_wholly_determined_by_the_quick_profile() -> None:
    result = assess(parse_strategy(filled_in(TEMPLATES["quick"])), profile="quick")
    assert result.second is not None
    assert all(idea.score == idea.high for idea in result.second.ideas)


def test_init_writes_a_file_and_says_what_to_do_next(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    ended = command("init", path)
    assert ended.code == 0
    assert f"assessor assess {path}" in ended.out
    assert command("validate", path).code == 0


def test_init_does_not_write_over_a_file(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("precious", encoding="utf-8")
    ended = command("init", path)
    assert (ended.code, path.read_text(encoding="utf-8")) == (2, "precious")
    assert "give another name, or --force" in ended.err
    assert command("init", "--quick", "--force", path).code == 0
    assert "precious" not in path.read_text(encoding="utf-8")


def test_init_says_in_one_sentence_that_a_name_is_too_long(command: Command, tmp_path: Path) -> None:
    ended = command("init", tmp_path / ("x" * 300 + ".yaml"))
    assert ended.code == 5
    assert ended.sentence.endswith("cannot be written: file name too long.")


def test_init_writes_to_standard_output(command: Command) -> None:
    ended = command("init", "--quick", "-")
    assert (ended.code, ended.err) == (0, "")
    assert parse_strategy(ended.out).document.title
