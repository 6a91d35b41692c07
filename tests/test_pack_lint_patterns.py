"""Mistakes in the chain, contradictions, diagnoses, views and aims of a pack are reported at their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs import files_read_once  # noqa: F401
from test_pack_lint import folder, problems_of, shown  # noqa: F401

pytestmark = pytest.mark.usefixtures("files_read_once")

CONSISTENCY, DIAGNOSES, VIEWS, PACK = "consistency.yaml", "diagnoses.yaml", "views.yaml", "pack.yaml"
PATTERNS, VIEW_WORDS = "text/en/patterns.yaml", "text/en/views.yaml"
ENTRIES = "text/en/entries.yaml"

EDITS = [
    (CONSISTENCY, "of: objective", "of: objektive", "unknown-kind",
     "there is no kind 'objektive'; did you mean 'objective'?"),
    (CONSISTENCY, "id: action", "id: need", "twice", "the link 'need' stands twice"),
    (CONSISTENCY, "{some: need, via: needs}", "{some: need, via: need}", "unknown-field",
     "'objective' has no field 'need'; did you mean 'needs'?"),
    (CONSISTENCY, "id: CON-02", "id: CON-01", "twice", "the contradiction 'CON-01' stands twice"),
    (CONSISTENCY, "find: vision", "find: visions", "unknown-kind",
     "there is no kind 'visions'; did you mean 'vision'?"),
    (CONSISTENCY, "field: covers_period", "field: cover_period", "unknown-field",
     "'vision' has no field 'cover_period'; did you mean 'covers_period'?"),
    (CONSISTENCY, "steps: [6]", "steps: [66]", "unknown-step", "there is no step '66'; possible: 1, 2"),
    (CONSISTENCY, "{chapter: IV, passage: Step 6}", "{passage: Step 6}", "no-chapter",
     "a rule from the text, or our reading of it, names the `chapter`"),
    (DIAGNOSES, "id: technocratic", "id: showcase", "twice", "the diagnosis 'showcase' stands twice"),
    (DIAGNOSES, "{idea: visible, at_least: developing}", "{idea: visble, at_least: developing}",
     "unknown-idea", "there is no idea 'visble'; did you mean 'visible'?"),
    (DIAGNOSES, "{idea: visible, at_least: developing}", "{idea: visible, at_least: developed}",
     "unknown-level", "there is no level 'developed'; did you mean 'developing'?"),
    (DIAGNOSES, "{criterion: PLU-04, below: 0.25}", "{criterion: PLU-94, below: 0.25}",
     "unknown-criterion", "there is no criterion 'PLU-94'; did you mean 'PLU-04'?"),
    (DIAGNOSES, "{criterion: PLU-04, below: 0.25}", "{criterion: PLU-04, below: 25}", "bounds",
     "the bound is 25; it must be from 0 to 1"),
    (DIAGNOSES, "{criterion: PLU-04, below: 0.25}", "{criterion: PLU-04, below: initial}", "wrong-value",
     "only an idea is compared with a level"),
    (DIAGNOSES, "{criterion: PLU-04, below: 0.25}", "{criterion: PLU-04}", "one-test",
     "a condition on results is of one thing"),
    (DIAGNOSES, "{link: indicator, below: 0.3}", "{link: indicators, below: 0.3}", "unknown-link",
     "there is no link 'indicators'; did you mean 'indicator'?"),
    (DIAGNOSES, "        - id: communication\n          check", "        - check", "no-id",
     "a check in a diagnosis has an `id`, so that it can be put into words"),
    (DIAGNOSES, "field: dimension, is: services", "field: dimension, is: service", "unknown-entry",
     "there is no entry of 'dimension' 'service'; did you mean 'services'?"),
    (VIEWS, "id: spaces\n", "id: actors\n", "twice", "the view 'actors' stands twice"),
    (VIEWS, "id: spaces\n", "id: steps\n", "taken",
     "'steps' is the view of the route, which every pack has"),
    (VIEWS, "rows: actor-group", "rows: actor-groups", "unknown-vocabulary",
     "there is no vocabulary 'actor-groups'; did you mean 'actor-group'?"),
    (VIEWS, "{of: actor, by: group, split: roles}", "{of: actor, by: group}", "id-or-split",
     "a column has either an `id` or a `split`"),
    (VIEWS, "{id: all, of: actor, by: group}", "{id: all, of: actor, by: roles}", "wrong-field",
     "`roles` of 'actor' does not name 'actor-group'"),
    (VIEWS, "{id: all, of: actor, by: group}", "{id: all, of: acter, by: group}", "unknown-kind",
     "there is no kind 'acter'; did you mean 'actor'?"),
    (VIEWS, "{id: all, of: actor, by: group}", "{id: all, of: actor, by: grupo}", "unknown-field",
     "'actor' has no field 'grupo'; did you mean 'group'?"),
    (PACK, "space: [benefits, meanings]", "space: [benefits, results]", "wrong-field",
     "`results` of 'space' is of no vocabulary"),
    (PACK, "space: [benefits, meanings]", "spaces: [benefits]", "unknown-kind",
     "there is no kind 'spaces'; did you mean 'space'?"),
    (PACK, "space: [benefits, meanings]", "space: [benefit]", "unknown-field",
     "'space' has no field 'benefit'; did you mean 'benefits'?"),
    (PATTERNS, "  CON-07:\n", "  CON-17:\n", "unknown-contradiction",
     "there is no contradiction 'CON-17'; did you mean"),
    (ENTRIES, "    services: {title: Services}", "    service: {title: Services}", "unknown-entry",
     "there is no entry of 'dimension' 'service'; did you mean 'services'?"),
    (ENTRIES, "  space-quality:\n", "  space-qualities:\n", "unknown-vocabulary",
     "there is no vocabulary 'space-qualities'; did you mean 'space-quality'?"),
    ("text/en/pack.yaml", "  aims: ", "  aimes: ", "unknown-phrase",
     "there is no phrase 'aimes'; did you mean 'aims'?"),
    ("text/en/pack.yaml", "{title}", "{titel}", "unknown-placeholder",
     "there is no placeholder 'titel'; did you mean 'title'?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "says"),
    EDITS,
    ids=[f"{new.strip()} {code}" for _, _, new, code, _ in EDITS],
)
def test_a_wrong_entry_is_reported_at_its_line(
    folder: Path,  # noqa: F811
    file: str,
    old: str,
    new: str,
    code: str,
    says: str,
) -> None:
    path = folder / file
    before, after = path.read_text(encoding="utf-8").split(old, 1)
    path.write_text(before + new + after, encoding="utf-8")
    found = {(p.code, p.file, shown(p)[: len(says)]): p.line for p in problems_of(folder)}
    line = found[code, path.as_posix(), says]
    # What is said of an entry stands at its beginning or within it.
    first = before.count("\n") + 1
    assert line is not None
    assert first - 1 <= line <= first + new.count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "says"),
    [
        (PATTERNS, "      communication: Share of the actions that are communication and marketing\n",
         "text/en/ has no words for `diagnoses` of 'showcase', evidence 'communication'"),
        (VIEW_WORDS, "          with-impact: With impact\n",
         "text/en/ has no words for all of `views` of 'spaces', table 'qualities'"),
        ("text/en/pack.yaml", "title: Twelve ideas for a city's international strategy (AL-LAs)\n",
         "text/en/ has no `title` of the pack"),
    ],
)  # fmt: skip
def test_words_that_are_missing_are_told(folder: Path, file: str, old: str, says: str) -> None:  # noqa: F811
    path = folder / file
    before, after = path.read_text(encoding="utf-8").split(old, 1)
    path.write_text(before + after, encoding="utf-8")
    assert says in {shown(problem) for problem in problems_of(folder)}
