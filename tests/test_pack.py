"""The rule pack that travels with the program: whole, its examples hold, compiled or not it is the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from packs import files_read_once  # noqa: F401
from places import FIXTURES, ROOT

from assessor import InputOutputError, InvalidPackError, Pack, UsageError, load_pack
from assessor.engine import choose_engine
from assessor.errors import AssessorError
from assessor.facts.derived import DERIVED
from assessor.pack import loading
from assessor.pack import model as m
from assessor.pack.compiled import COMPILED
from assessor.pack.compiling import field_type
from assessor.pack.loading import compile_pack, read_pack
from assessor.scoring.examples import OUTCOMES, example_problems, examples_of
from assessor.strategy.vocabulary import VOCABULARIES

pytestmark = pytest.mark.usefixtures("files_read_once")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "rules", tmp_path / "rules")


# --- what it holds


def test_the_pack_has_the_twelve_ideas_and_sixteen_steps(pack: Pack) -> None:
    assert pack.about.id == "al-las"
    assert len(pack.about.ideas) == 12
    assert [step.number for step in pack.about.steps] == list(range(1, 17))


def test_each_idea_and_each_step_has_criteria(pack: Pack) -> None:
    assert {pack.idea_of[criterion.id] for criterion in pack.criteria} == {
        idea.id for idea in pack.about.ideas
    }
    assert {step for criterion in pack.criteria for step in criterion.steps} == set(range(1, 17))


def test_each_criterion_has_an_example_that_is_met_and_one_that_is_unmet(pack: Pack) -> None:
    for criterion in pack.criteria:
        outcomes = [outcome for outcome, _, _ in examples_of(criterion)]
        assert {"met", "unmet"} <= set(outcomes) <= set(OUTCOMES), criterion.id


@pytest.mark.parametrize("engine", ["plain", "durable"])
def test_every_example_comes_out_as_it_says(engine: str) -> None:
    try:
        chosen = choose_engine(engine)
    except UsageError as error:
        pytest.skip(str(error))
    loaded, trees = read_pack("al-las")
    assert [str(problem) for problem in example_problems(loaded, trees, chosen)] == []


def test_an_example_that_comes_out_otherwise_is_a_problem_at_its_line(folder: Path) -> None:
    path = folder / "criteria" / "10-measurable.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("      unmet:\n        - ", "      unmet:\n        - {}\n        - ", 1),
        encoding="utf-8",
    )
    text = path.read_text(encoding="utf-8").replace(
        "      met:\n        - ", "      met:\n        - {}\n        - ", 1
    )
    path.write_text(text, encoding="utf-8")
    loaded, trees = read_pack(folder)
    problems = example_problems(loaded, trees, choose_engine("plain"))
    line = text.count("\n", 0, text.index("      met:\n        - {}")) + 2
    assert [(p.code, p.line, p.pointer) for p in problems] == [
        ("example", line, "/criteria/0/examples/met/0")
    ]
    assert problems[0].message == "MEA-01: this example should come out met, and comes out unmet (value 0)"


# --- what of the language it uses


def _checks(check: m.Check) -> Iterator[m.Check]:
    yield check
    if isinstance(check, m.All | m.Any_ | m.Parts):
        for member in m.members_of(check)[1]:
            yield from _checks(member)


def _conditions(
    kind: str, conditions: Iterator[m.Condition] | list[m.Condition]
) -> Iterator[tuple[str, m.Condition]]:
    """Yield each condition with the kind that it is asked of."""
    for condition in conditions:
        yield kind, condition
        if isinstance(condition, m.AnyOf):
            yield from _conditions(kind, condition.any)
        elif isinstance(condition, m.Relation):
            yield from _conditions(condition.some, condition.that)


@pytest.fixture(scope="module")
def checks(pack: Pack) -> list[m.Check]:
    """All checks of both packs."""
    packs = (pack, load_pack(FIXTURES / "packs" / "evaluation"))
    return [check for each in packs for criterion in each.criteria for check in _checks(criterion.check)]


@pytest.fixture(scope="module")
def conditions(pack: Pack, checks: list[m.Check]) -> list[tuple[str, m.Condition]]:
    found: list[tuple[str, m.Condition]] = []
    for check in checks:
        if not isinstance(check, m.All | m.Any_ | m.Parts):
            asked = [*getattr(check, "where", ()), *getattr(check, "that", ())]
            found += _conditions(m.kind_of(check), asked)
    assert pack.consistency is not None
    for rule in pack.consistency.contradictions:
        found += _conditions(rule.find, rule.that)
    return found


def test_the_packs_use_every_form_of_check(checks: list[m.Check]) -> None:
    assert {m.form_of(check) for check in checks} == {
        "count",
        "share",
        "cover",
        "balance",
        "all",
        "any",
        "parts",
    }


def test_the_pack_uses_every_test_of_a_field(conditions: list[tuple[str, m.Condition]]) -> None:
    tests = {condition.test for _, condition in conditions if isinstance(condition, m.FieldCondition)}
    assert tests == {"present", "is", "in", "at_least", "at_most"}


def test_the_pack_uses_every_derived_field(
    checks: list[m.Check], conditions: list[tuple[str, m.Condition]]
) -> None:
    read = {
        (kind, condition.field) for kind, condition in conditions if isinstance(condition, m.FieldCondition)
    }
    assert DERIVED.keys() <= read


def test_the_pack_uses_relations_both_ways_and_over_fields_of_one_and_of_several_values(
    conditions: list[tuple[str, m.Condition]],
) -> None:
    used = set()
    for kind, relation in conditions:
        if isinstance(relation, m.Relation):
            owner, field = (relation.some, relation.by) if relation.by else (kind, relation.via)
            used.add(("by" if relation.by else "via", field_type(owner, str(field)).several))
    assert {way for way, _ in used} == {"by", "via"}
    assert {several for _, several in used} == {True, False}


def test_the_pack_uses_counts_of_tied_items_different_values_and_paths_of_several_steps(
    conditions: list[tuple[str, m.Condition]],
) -> None:
    relations = [condition for _, condition in conditions if isinstance(condition, m.Relation)]
    assert any(relation.at_least > 1 for relation in relations)
    assert any(relation.distinct for relation in relations)
    assert any(isinstance(inner, m.Relation) for relation in relations for inner in relation.that)


def test_the_pack_covers_whole_vocabularies_and_named_parts(pack: Pack, checks: list[m.Check]) -> None:
    covered = {check.cover for check in checks if isinstance(check, m.Cover)}
    assert covered & VOCABULARIES.keys()
    assert covered & pack.about.parts.keys()


# --- the compiled file


def _no_reading(*_: object) -> None:
    raise AssertionError("the files were read, though the compiled one fits")


@pytest.mark.parametrize("language", list(load_pack().texts))
def test_what_a_check_covers_has_names_in_every_language(pack: Pack, language: str) -> None:
    words = pack.texts[language]
    for check in [check for criterion in pack.criteria for check in _checks(criterion.check)]:
        if isinstance(check, m.Cover):
            part = pack.about.parts.get(check.cover)
            vocabulary = part.of if part else check.cover
            covered = part.entries if part else VOCABULARIES[vocabulary]
            assert set(covered) <= words.entries[vocabulary].keys()


def test_the_compiled_pack_is_the_same_as_the_one_read_from_its_files(folder: Path) -> None:
    assert load_pack(folder) == read_pack(folder)[0]


def test_a_compiled_pack_that_fits_spares_reading_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_read", _no_reading)
    assert load_pack(folder).about.id == "al-las"


def test_a_compiled_pack_fits_whatever_the_line_ends_of_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(loading, "_read", _no_reading)
    assert load_pack(folder).about.id == "al-las"


def test_a_compiled_pack_is_ignored_once_a_file_was_edited(folder: Path) -> None:
    path = folder / "pack.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("version: 0.2.0", "version: 9.9.9", 1), encoding="utf-8"
    )
    assert load_pack(folder).about.version == "9.9.9"
    assert load_pack(folder) == read_pack(folder)[0]


def test_a_compiled_pack_is_ignored_once_a_file_was_added(folder: Path) -> None:
    before = load_pack(folder).digest
    (folder / "text" / "en" / "zz.yaml").write_text(
        "phrases: {aims: 'For this: {aims}.'}\n", encoding="utf-8"
    )
    assert load_pack(folder).digest != before
    assert load_pack(folder).texts["en"].phrases["aims"] == "For this: {aims}."


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'{"format": 1}',
        b'"text"',
        b"\xff\xfe",
        b"[" * 200_000,
        None,
        "format",
        "pack",
    ],
    ids=lambda damaged: str(damaged)[:20],
)
def test_a_damaged_compiled_pack_is_ignored(folder: Path, damaged: bytes | str | None) -> None:
    path = folder / COMPILED
    content = json.loads(path.read_bytes())
    if damaged is None:
        path.unlink()
    elif isinstance(damaged, str):
        path.write_text(json.dumps({**content, damaged: {"id": 1}}), encoding="utf-8")
    else:
        path.write_bytes(damaged)
    assert load_pack(folder) == read_pack(folder)[0]


def test_compiling_gives_the_same_bytes_each_time(folder: Path) -> None:
    compiled = compile_pack(folder)
    assert compiled == compile_pack(folder)
    assert compiled == {name: (ROOT / "rules" / name).read_bytes() for name in compiled}


# --- where there is none


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        (
            "al-lass",
            UsageError,
            "There is no rule pack 'al-lass'; possible: 'al-las', or the folder of a pack.",
        ),
        (
            "no/such",
            InputOutputError,
            "There is no folder 'no/such'; name the folder of a rule pack, or 'al-las'.",
        ),
        (".", InputOutputError, "'.' is no rule pack: a pack is a folder with a file pack.yaml."),
        ("a\0b", UsageError, "There is no rule pack 'a�b'; possible: 'al-las', or the folder of a pack."),
    ],
)
def test_a_name_that_is_no_pack_says_what_is_possible(
    name: str, error: type[AssessorError], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        load_pack(name)
    assert str(caught.value) == message


def test_a_pack_without_criteria_is_refused_with_every_idea_that_lacks_them(folder: Path) -> None:
    shutil.rmtree(folder / "criteria")
    with pytest.raises(InvalidPackError) as caught:
        load_pack(folder)
    assert sum(problem.code == "no-criteria" for problem in caught.value.problems) == 12
