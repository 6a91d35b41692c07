"""Each mistake in a rule pack is reported with its code, at its line, with what would be right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from packs import files_read_once  # noqa: F401
from places import ROOT

from assessor import InvalidPackError, Problem
from assessor.pack.loading import read_pack

pytestmark = pytest.mark.usefixtures("files_read_once")

CRITERIA = "criteria/10-measurable.yaml"
TEXT = "text/en/10-measurable.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "rules", tmp_path / "rules")


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(InvalidPackError) as caught:
        read_pack(folder)
    assert str(caught.value).startswith(f"The rule pack '{folder.as_posix()}' is not valid: ")
    return list(caught.value.problems)


def shown(problem: Problem) -> str:
    return problem.message + (f"; {problem.hint}" if problem.hint else "")


CHECKS = [
    ("{all: [{count: objective, atleast: 3}, {count: action}]}", "unknown-key",
     "`all 1` has no `atleast`; did you mean 'at_least'?"),
    ("{parts: [{share: need, that: [{some: objective, by: needs, thatt: []}]}, {count: need}]}",
     "unknown-key",
     "`that 1` of `parts 1` has no `thatt`; did you mean 'that'?"),
    ("{count: need, that: [{any: [{feld: source, present: true}, {field: source, present: true}]}]}",
     "no-alternative", "`any 1` of `that 1` needs one of: field, some or any; did you mean 'field'?"),
    ("{al: [{count: objective}]}", "no-alternative",
     "`check` needs one of: count, share, cover, balance, all, any or parts; did you mean 'all'?"),
    ("{count: need, that: [{field: source, present: false}]}", "not-in-list",
     "`present` must be one of the possible values, and is false; possible: true"),
    ("{count: objectiv}", "unknown-kind", "there is no kind 'objectiv'; did you mean 'objective'?"),
    ("{count: objective, where: [{field: statment, present: true}]}", "unknown-field",
     "'objective' has no field 'statment'; did you mean 'statement'?"),
    ("{share: vision, that: [{field: horizon_year, at_least: 5}]}", "unknown-field",
     "'vision' has no field 'horizon_year'; did you mean 'horizon_years'?"),
    ("{count: objective, that: [{field: dimension, is: economc}]}", "unknown-entry",
     "there is no entry of 'dimension' 'economc'; did you mean 'economic'?"),
    ("{count: objective, that: [{field: dimension, in: [economic, polit]}]}", "unknown-entry",
     "there is no entry of 'dimension' 'polit'; did you mean 'political'?"),
    ("{count: actor, that: [{field: group, in: outside-goverment}]}", "unknown-part",
     "there is no part of a vocabulary 'outside-goverment'; did you mean 'outside-government'?"),
    ("{count: objective, that: [{field: dimension, in: outside-government}]}", "wrong-part",
     "'outside-government' is a part of 'actor-group', not of 'dimension'"),
    ("{count: objective, that: [{field: statement, in: outside-government}]}", "wrong-part",
     "'outside-government' is a part of 'actor-group', and `statement` is of no vocabulary"),
    ("{count: objective, that: [{field: statement, at_least: 3}]}", "wrong-test",
     "`statement` of 'objective' is no number"),
    ("{count: space, that: [{field: permanent, is: yes}]}", "wrong-value",
     "`permanent` is compared with true or false"),
    ("{count: objective, that: [{field: dimension, is: true}]}", "wrong-value",
     "`dimension` is compared with a word"),
    ("{count: objective, that: [{field: dimension}]}", "one-test",
     "a condition on a field has one of `present`, `is`, `in`, `at_least`, `at_most`"),
    ("{count: objective, that: [{field: dimension, present: true, is: economic}]}", "one-test",
     "a condition on a field has one of `present`, `is`, `in`, `at_least`, `at_most`"),
    ("{count: objective, that: [{some: indicator, by: objectives, via: needs}]}", "by-or-via",
     "a relation has either `by` or `via`"),
    ("{count: objective, that: [{some: indicator}]}", "by-or-via", "a relation has either `by` or `via`"),
    ("{count: objective, that: [{some: indicatr, by: objectives}]}", "unknown-kind",
     "there is no kind 'indicatr'; did you mean 'indicator'?"),
    ("{count: objective, that: [{some: indicator, by: name}]}", "wrong-field",
     "`name` of 'indicator' does not name 'objective'"),
    ("{count: objective, that: [{some: indicator, by: objective}]}", "unknown-field",
     "'indicator' has no field 'objective'; did you mean 'objectives'?"),
    ("{count: objective, that: [{some: indicator, via: needs}]}", "wrong-field",
     "`needs` of 'objective' does not name 'indicator'"),
    ("{count: objective, at_least: 5, at_most: 3}", "bounds", "at most 3 is less than at least 5"),
    ("{count: objective, that: [{some: indicator, by: objectives, at_least: 5, at_most: 3}]}", "bounds",
     "at most 3 is less than at least 5"),
    ("{count: space, that: [{some: actor, via: participants, distinct: grp}]}", "unknown-field",
     "'actor' has no field 'grp'; did you mean 'group'?"),
    ("{count: actor, that: [{some: agreement, by: actors, distinct: outlasts_mandate}]}", "wrong-field",
     "`outlasts_mandate` is derived, and cannot be counted"),
    ("{cover: dimensio, some: objective, by: dimension}", "unknown-vocabulary",
     "there is no vocabulary 'dimensio'; did you mean 'dimension'?"),
    ("{cover: dimension, some: objectives, by: dimension}", "unknown-kind",
     "there is no kind 'objectives'; did you mean 'objective'?"),
    ("{cover: dimension, some: objective, by: dimensions}", "unknown-field",
     "'objective' has no field 'dimensions'; did you mean 'dimension'?"),
    ("{cover: dimension, some: objective, by: statement}", "wrong-field",
     "`statement` of 'objective' does not name 'dimension'"),
    ("{balance: objective, field: needs, at_most: 0.5}", "wrong-field",
     "`needs` of 'objective' is not one plain value"),
    ("{balance: action, field: tool_fits, at_most: 0.5}", "wrong-field",
     "`tool_fits` of 'action' is not one plain value"),
    ("{balance: objective, field: dimension, at_most: 1.5}", "out-of-range",
     "`at_most` is 1.5; it must be at most 1"),
    ("{all: [{count: objective}, {count: riskk}]}", "unknown-kind",
     "there is no kind 'riskk'; did you mean 'risk'?"),
    ("{count: objective, atleast: 3}", "unknown-key", "`check` has no `atleast`; did you mean 'at_least'?"),
    ("{share: objective}", "missing", "`check` needs `that`"),
    ("{count: objective, where: [{some: indicator, by: objectives}]}", "missing", "`where 1` needs `field`"),
    ("{count: objective, at_least: 0}", "out-of-range", "`at_least` is 0; it must be at least 1"),
    ("{count: objective, that: [{field: dimension, present: false}]}", "not-in-list",
     "`present` must be one of the possible values, and is false; possible: true"),
    ("[]", "wrong-type", "`check` must be a mapping of keys to values, and is a list"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "code", "says"), CHECKS, ids=[check for check, _, _ in CHECKS])
def test_a_wrong_check_is_reported_at_its_line(folder: Path, check: str, code: str, says: str) -> None:
    path = folder / CRITERIA
    before, rest = path.read_text(encoding="utf-8").split("    check:\n", 1)
    after = rest[rest.index("    weight:") :]
    path.write_text(f"{before}    check: {check}\n{after}", encoding="utf-8")
    problems = problems_of(folder)
    assert (problems[0].code, shown(problems[0])) == (code, says)
    assert {p.line for p in problems} == {problems[0].line}
    assert (problems[0].file, problems[0].line) == (path.as_posix(), before.count("\n") + 1)
    assert problems[0].pointer.startswith("/criteria/0/check")


@pytest.mark.parametrize(
    ("check", "hint"), [("{number: objective}", None), ("{shares: objective}", "did you mean 'share'?")]
)
def test_a_form_of_check_that_there_is_not_is_reported_at_its_line(
    folder: Path, check: str, hint: str | None
) -> None:
    path = folder / CRITERIA
    before, rest = path.read_text(encoding="utf-8").split("    check:\n", 1)
    path.write_text(f"{before}    check: {check}\n{rest[rest.index('    weight:') :]}", encoding="utf-8")
    (problem,) = problems_of(folder)
    assert (problem.code, problem.line, problem.hint) == ("no-alternative", before.count("\n") + 1, hint)
    assert problem.message.startswith("`check` needs one of: count, share, cover")


EDITS = [
    (CRITERIA, "id: MEA-02", "id: MEA-01", "twice", "the criterion 'MEA-01' stands twice in the pack"),
    (CRITERIA, "id: MEA-02", "id: ALI-99", "wrong-code",
     "'ALI-99' does not begin with 'MEA', the code of 'measurable'"),
    (CRITERIA, "id: MEA-02", "id: mea-2", "wrong-form", "`id` is 'mea-2'; write "),
    (CRITERIA, "steps: [14]", "steps: [17]", "unknown-step", "there is no step '17'; possible: 1, 2, 3, "),
    (CRITERIA, "idea: measurable", "idea: mesurable", "unknown-idea",
     "there is no idea 'mesurable'; did you mean 'measurable'?"),
    (CRITERIA, "reference: {chapter: II, passage: Measurable}", "reference: {passage: Measurable}",
     "no-chapter",
     "a rule from the text, or our reading of it, names the `chapter`"),
    (CRITERIA, "severity: high", "severity: grave", "not-in-list",
     "`severity` is 'grave'; possible: low, medium or high"),
    (CRITERIA, "weight: 3", "weight: 4", "out-of-range", "`weight` is 4; it must be at most 3"),
    (CRITERIA, "    effort: medium\n", "", "missing", "`criteria 1` needs `effort`"),
    (CRITERIA, "since: 0.1.0", "since: 0.1.0\n    dimensions: [service]", "unknown-dimension",
     "there is no dimension 'service'; did you mean 'services'?"),
    (CRITERIA, "idea: measurable", "idea: [measurable", "yaml", "this is not valid YAML: "),
    ("pack.yaml", "{id: developing, from: 45}", "{id: developing, from: 15}", "levels",
     "levels begin at 0, 20, 15, 70 or 90; they must begin at 0 and rise"),
    ("pack.yaml", "{id: absent, from: 0}", "{id: absent, from: 1}", "levels",
     "levels begin at 1, 20, 45, 70 or 90; they must begin at 0 and rise"),
    ("pack.yaml", "cap: developing", "cap: developping", "unknown-level",
     "there is no level 'developping'; did you mean 'developing'?"),
    ("pack.yaml", "index_from: 10", "index_from: 13", "index", "an index needs 13 rated ideas; there are 12"),
    ("pack.yaml", "of: indicator-level", "of: indicator-levels", "unknown-vocabulary",
     "there is no vocabulary 'indicator-levels'; did you mean 'indicator-level'?"),
    ("pack.yaml", "entries: [outcome, impact]", "entries: [outcome, impacts]", "unknown-entry",
     "there is no entry of 'indicator-level' 'impacts'; did you mean 'impact'?"),
    ("pack.yaml", "  effect-levels:", "  indicator-level:", "taken",
     "'indicator-level' is the name of a whole vocabulary"),
    ("pack.yaml", "{number: 16, stage: feedback}", "{number: 16, stage: feedbak}", "unknown-stage",
     "there is no stage 'feedbak'; did you mean 'feedback'?"),
    ("pack.yaml", "{number: 16, stage", "{number: 15, stage", "twice", "step 15 stands twice"),
    ("pack.yaml", "{id: plural, code: PLU}", "{id: aligned, code: PLU}", "twice",
     "the idea 'aligned' stands twice"),
    ("pack.yaml", "{id: plural, code: PLU}", "{id: plural, code: ALI}", "twice",
     "the code 'ALI' stands twice"),
    ("pack.yaml", "ideas: {aligned: 2, plural: 2, ter", "ideas: {alined: 2, plural: 2, ter", "unknown-idea",
     "there is no idea 'alined'; did you mean 'aligned'?"),
    ("pack.yaml", "criteria: {MEA-03: 1}", "criteria: {MEA-93: 1}", "unknown-criterion",
     "there is no criterion 'MEA-93'; did you mean 'MEA-03'?"),
    (TEXT, "  MEA-02:", "  MEA-92:", "unknown-criterion",
     "there is no criterion 'MEA-92'; did you mean 'MEA-02'?"),
    (TEXT, "{missing} of {applicable} indicators do not", "{mising} of {applicable} indicators do not",
     "unknown-placeholder", "there is no placeholder 'mising'; did you mean 'missing'?"),
    (TEXT, "{missing} of {applicable} indicators do not", "{missing of {applicable} indicators do not",
     "braces",
     "a brace stands alone; write '{{' for a brace"),
    (TEXT, "{missing} of {applicable} indicators do not", "{} of {applicable} indicators do not",
     "unknown-placeholder", "there is no placeholder ''; possible: applicable, satisfied or missing"),
    (TEXT, "    failure: Indicators have no baseline\n", "", "missing", "`MEA-02` needs `failure`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "says"),
    EDITS,
    ids=[f"{new.strip()} {code}" for _, _, new, code, _ in EDITS],
)
def test_a_wrong_entry_is_reported_at_its_line(
    folder: Path, file: str, old: str, new: str, code: str, says: str
) -> None:
    path = folder / file
    before, after = path.read_text(encoding="utf-8").split(old, 1)
    path.write_text(before + new + after, encoding="utf-8")
    lines = {before.count("\n") + 1 + extra for extra in range(new.count("\n") + 1)}
    found = {(p.code, p.file, shown(p)[: len(says)]): p.line for p in problems_of(folder)}
    line = found[code, path.as_posix(), says]
    # What is missing is reported where that begins which lacks it.
    assert line in lines if new else line is not None and line < max(lines)


@pytest.mark.parametrize("count", [0, 4])
def test_an_idea_needs_one_to_three_essential_criteria(folder: Path, count: int) -> None:
    path = folder / CRITERIA
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("    essential:")
    ]
    places = [index for index, line in enumerate(lines) if line.startswith("    weight:")][:count]
    for place in reversed(places):
        lines.insert(place, "    essential: {floor: 0.5}")
    path.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = problems_of(folder)
    pack = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert problem.code == "essentials"
    assert shown(problem) == f"'measurable' has {count} essential criteria; an idea has one to three"
    assert (problem.file, problem.line) == (
        (folder / "pack.yaml").as_posix(),
        pack.count("\n", 0, pack.index("{id: measurable")) + 1,
    )


def test_a_criterion_from_practice_names_the_work_that_it_comes_from(folder: Path) -> None:
    path = folder / CRITERIA
    before, after = path.read_text(encoding="utf-8").split("provenance: reading", 1)
    path.write_text(f"{before}provenance: practice{after}", encoding="utf-8")
    (problem,) = problems_of(folder)
    assert (problem.code, problem.line) == ("no-work", before.count("\n") + 2)
    assert shown(problem) == "a rule from practice names the `work` that it comes from"


def test_every_criterion_idea_step_level_and_profile_needs_words_in_english(folder: Path) -> None:
    (folder / TEXT).unlink()
    (problem,) = problems_of(folder)
    assert (problem.code, problem.file) == ("no-text", (folder / "pack.yaml").as_posix())
    assert problem.message.startswith("text/en/ has no words for MEA-01, MEA-02, ")
    assert problem.message.endswith(" under `criteria`")


def test_a_pack_needs_words_in_english(folder: Path) -> None:
    shutil.rmtree(folder / "text" / "en")
    (problem,) = problems_of(folder)
    assert shown(problem) == "the pack has no words in English; add a file in text/en/"


def test_words_in_another_language_are_a_catalogue_and_no_folder(folder: Path) -> None:
    (folder / "text" / "es").mkdir()
    (folder / "text" / "es" / "pack.yaml").write_text("title: Doce ideas\n", encoding="utf-8")
    (problem,) = problems_of(folder)
    assert shown(problem) == (
        "words in another language stand in text/es.po; 'assessor pack translate PACK es' writes it"
    )


def test_mistakes_in_several_files_are_all_reported_in_the_order_of_files_and_lines(folder: Path) -> None:
    for file, old, new in (
        ("pack.yaml", "cap: developing", "cap: x1"),
        (CRITERIA, "steps: [14]", "steps: [91]"),
        (TEXT, "MEA-02:", "MEA-99:"),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    problems = problems_of(folder)
    files = [Path(problem.file).relative_to(folder).as_posix() for problem in problems]
    assert list(dict.fromkeys(files)) == ["pack.yaml", CRITERIA, TEXT]
    for file in files:
        lines = [problem.line or 0 for problem in problems if problem.file.endswith(file)]
        assert lines == sorted(lines)
