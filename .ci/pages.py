"""Pages of the documentation that are written from the rules and fixtures.

In: the rule pack and the fixtures. Out: Markdown: a page for each idea, one of the patterns beside them, and
a table of all fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from assessor import assess, load_strategy
from assessor.pack import model as m
from assessor.pack.loading import read_pack
from assessor.reports.asked import Asked, Line
from assessor.reports.figures import interval
from assessor.reports.names import kind_name
from assessor.reports.writers.markdown import plain

ROOT: Final = Path(__file__).parents[1]
AS_OF: Final = date(2026, 6, 1)
_FRAMEWORK: Final = ROOT / "docs" / "framework"


def pages() -> Iterator[tuple[Path, bytes]]:
    """Yield each page and what it must hold."""
    pack, _ = read_pack(ROOT / "rules")
    words, asked = pack.texts[m.ENGLISH], Asked(pack, m.ENGLISH)
    for place, file in enumerate(pack.files, 1):
        yield _FRAMEWORK / f"{place:02}-{file.idea}.md", _text(_idea(file, words, asked, place))
    yield _FRAMEWORK / "patterns.md", _text(_patterns(pack, words, asked))
    yield _FRAMEWORK / "README.md", _text(_contents(pack, words))
    yield ROOT / "docs" / "fixtures.md", _text(_fixtures(pack, words))


def _text(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines).rstrip() + "\n").encode()


def _contents(pack: m.Pack, words: m.Texts) -> Iterator[str]:
    yield "# The framework as rules"
    yield ""
    yield f"From: {plain(pack.about.source)}."
    yield ""
    yield f"{len(pack.criteria)} criteria in {len(pack.about.ideas)} ideas, written from `rules/`."
    yield ""
    yield "| Idea | Criteria | From the text | Our reading | From practice | What it asks for |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for place, file in enumerate(pack.files, 1):
        label = words.ideas[file.idea]
        found = [c.provenance for c in file.criteria]
        counts = " | ".join(str(found.count(name)) for name in ("source", "reading", "practice"))
        link = f"[{plain(label.title)}]({place:02}-{file.idea}.md)"
        yield f"| {link} | {len(found)} | {counts} | {plain(label.description)} |"
    yield ""
    yield "Beside the ideas: [the chain, contradictions and diagnoses](patterns.md)."
    yield ""
    yield "## Levels"
    yield ""
    for level in pack.about.levels.levels:
        label = words.levels[level.id]
        yield f"- **{plain(label.title)}**, from {level.from_}: {plain(label.description)}"
    yield ""
    yield "## Profiles"
    yield ""
    for profile in pack.about.profiles:
        label = words.profiles[profile.id]
        yield f"- **{profile.id}**: {plain(label.description)}"
    yield ""
    yield "## The route"
    yield ""
    for step in pack.about.steps:
        label = words.steps[str(step.number)]
        serving = ", ".join(c.id for c in pack.criteria if step.number in c.steps)
        stage = words.stages[step.stage].title
        yield f"- **{step.number}. {plain(label.title)}** ({plain(stage)}): {plain(label.description)}"
        yield f"  Criteria: {serving}"


def _idea(file: m.CriteriaFile, words: m.Texts, asked: Asked, place: int) -> Iterator[str]:
    label = words.ideas[file.idea]
    yield f"# {place:02} {plain(label.title)}"
    yield ""
    yield plain(label.description)
    yield ""
    yield "| Criterion | What is there when it is met | Weight | Effort | From |"
    yield "| --- | --- | ---: | --- | --- |"
    for criterion in file.criteria:
        title = plain(words.criteria[criterion.id].title)
        mark = ", essential" if criterion.essential else ""
        link = f"[{criterion.id}](#{criterion.id.lower()})"
        yield f"| {link} | {title} | {criterion.weight}{mark} | {criterion.effort} | {criterion.provenance} |"
    for criterion in file.criteria:
        yield ""
        yield from _criterion(criterion, words, asked)


def _outline(line: Line, asked: Asked, depth: int = 0) -> Iterator[str]:
    """Yield the lines below a line as lists in lists. What stands in backticks stays code."""
    for place, inner in enumerate(line.lines, 1):
        mark = f"{place}." if line.numbered else "-"
        yield f"{' ' * depth}{mark} {inner.said(asked.terms)}"
        yield from _outline(inner, asked, depth + len(mark) + 1)


def _criterion(criterion: m.Criterion, words: m.Texts, asked: Asked) -> Iterator[str]:
    text = words.criteria[criterion.id]
    yield f"## {criterion.id}"
    yield ""
    yield f"**{plain(text.title)}.** Otherwise: {plain(text.failure)}."
    yield ""
    check = asked.check(criterion.check)
    yield f"*What is asked.* {check.said(asked.terms)}"
    if check.lines:
        yield ""
        yield from _outline(check, asked)
    yield ""
    yield f"*Why it matters.* {plain(text.why)}"
    yield ""
    yield f"*What to do.* {plain(text.recommendation)}"
    yield ""
    yield f"*A good entry.* {plain(text.example)}"
    yield ""
    floor = f", essential from {criterion.essential.floor}" if criterion.essential else ""
    yield f"*Weight {criterion.weight}{floor}.* {plain(text.because)}"
    yield ""
    steps = ", ".join(str(step) for step in criterion.steps)
    yield (
        f"*Where it comes from.* {_origin(criterion, asked)}; steps: {steps}; severity {criterion.severity}, "
        f"effort {criterion.effort}; since {criterion.since}."
    )


def _origin(rule: m.Criterion | m.Contradiction | m.Diagnosis, asked: Asked) -> str:
    return plain(asked.terms.source(rule.reference.source(rule.provenance)))


def _patterns(pack: m.Pack, words: m.Texts, asked: Asked) -> Iterator[str]:
    assert pack.consistency is not None
    yield "# Beside the ideas: chain, contradictions, diagnoses"
    yield ""
    yield "## The chain"
    yield ""
    chain = pack.consistency.chain
    yield f"For each of the {kind_name(asked.say, chain.of)}, the share of these links that are there:"
    yield ""
    for link in chain.links:
        text = words.chain[link.id]
        yield f"- **{plain(text.title)}**. Otherwise {plain(text.broken)}."
        yield from _conditions(chain.of, link.that, asked, 2)
    yield ""
    yield "## Contradictions"
    for rule in pack.consistency.contradictions:
        contradiction = words.contradictions[rule.id]
        yield ""
        yield f"### {rule.id}: {plain(contradiction.title)}"
        yield ""
        yield plain(contradiction.why)
        yield ""
        yield f"*Found among* {asked.kind(rule.find)}:"
        yield ""
        yield from _conditions(rule.find, rule.that, asked)
        yield ""
        yield f"*What to do.* {plain(contradiction.recommendation)}"
        yield ""
        yield f"*Where it comes from.* {_origin(rule, asked)}."
    yield ""
    yield "## Diagnoses"
    for diagnosis in pack.diagnoses:
        pattern = words.diagnoses[diagnosis.id]
        yield ""
        yield f"### {plain(pattern.title)}"
        yield ""
        yield plain(pattern.summary)
        yield ""
        yield "*It holds when* " + _test(diagnosis.when, pattern, words) + "."
        yield ""
        yield f"*What to do.* {plain(pattern.recommendation)}"
        yield ""
        yield f"*Where it comes from.* {_origin(diagnosis, asked)}."


def _conditions(kind: str, that: Sequence[m.Condition], asked: Asked, depth: int = 0) -> Iterator[str]:
    yield from _outline(Line("", lines=tuple(asked.conditions(kind, that))), asked, depth)


def _test(test: m.AllTests | m.AnyTest | m.ResultTest, text: m.DiagnosisText, words: m.Texts) -> str:
    if isinstance(test, m.AllTests):
        return "; ".join(_test(member, text, words) for member in test.all)
    if isinstance(test, m.AnyTest):
        return "(" + " or ".join(_test(member, text, words) for member in test.any) + ")"
    ((what, name),) = test.subjects()
    ((bound, value),) = test.bounds()
    titles = {
        "idea": lambda: words.ideas[name].title,
        "step": lambda: words.steps[str(name)].title,
        "criterion": lambda: f"{name} ({words.criteria[name].title})",
        "link": lambda: words.chain[name].title,
        "check": lambda: text.evidence[str(test.id)],
    }
    return plain(f"{titles[what]()} is {bound.replace('_', ' ')} {value}")


def _fixtures(pack: m.Pack, words: m.Texts) -> Iterator[str]:
    """Yield the table of all fixtures by all ideas."""
    yield "# The fixtures and how they come out"
    yield ""
    yield (
        "Strategies of invented cities, to try the tool with and to test it by. Scores out of 100, as of "
        f"{AS_OF.isoformat()}; an interval where something is unknown. A table of examples, not of cities: "
        "scores of real cities are not to be compared like this, as [the method](method.md) explains."
    )
    yield ""
    yield (
        "Four of them review each other in [an exercise of peer review](../fixtures/review/README.md), with "
        "sheets, meetings and answers, a later strategy, and sheets that must be refused."
    )
    yield ""
    yield (
        "For [comparing](compare.md) there is "
        "[half-examined a year later](../fixtures/compare/half-examined-a-year-later.yaml): more of it was "
        "examined, some objectives gained an indicator, one objective came that nothing serves, items stand "
        "in another order, and a waiver has ended. Beside it stands a "
        "[saved assessment](../fixtures/compare/half-examined-by-earlier-rules.json) of half-examined, made "
        "with an earlier version of [the second rule pack](../fixtures/packs/evaluation/README.md)."
    )
    yield ""
    codes = [idea.code for idea in pack.about.ideas]
    yield f"| Fixture | {' | '.join(codes)} | Index | Consistency | Diagnoses |"
    yield f"| --- | {' | '.join(['---:'] * (len(codes) + 2))} | --- |"
    for path in sorted((ROOT / "fixtures").glob("*.yaml")):
        result = assess(load_strategy(path), pack, as_of=AS_OF, engine="plain")
        scores = [interval(idea.score, idea.high) for idea in result.ideas]
        index = result.index
        scores.append("–" if index.score is None or index.high is None else interval(index.score, index.high))
        assert result.consistency is not None
        scores.append(interval(result.consistency.score, result.consistency.high))
        shown = [d.id if d.state == "holds" else f"perhaps {d.id}" for d in result.diagnoses]
        yield f"| [{path.stem}](../fixtures/{path.name}) | {' | '.join(scores)} | {', '.join(shown)} |"
    yield ""
    for idea in pack.about.ideas:
        yield f"{idea.code} {plain(words.ideas[idea.id].title)}  "
