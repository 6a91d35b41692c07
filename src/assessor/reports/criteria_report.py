"""The criteria of a pack as text: a list, or one of them whole.

In: a ``Pack`` and a ``Page``. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assessor.pack.lookup import words_of
from assessor.pack.model import Criterion, Pack
from assessor.reports.canvas import Page, grid, heading, indented, words
from assessor.reports.conditions import check_in_words


def criteria_to_text(
    pack: Pack, language: str, page: Page, *, idea: str | None = None, step: int | None = None
) -> str:
    """Return a list of criteria, of all ideas or one, for all steps or one."""
    return page.render(_list(pack, language, page, idea, step))


def _list(
    pack: Pack, language: str, page: Page, idea: str | None, step: int | None
) -> Iterator[RenderableType]:
    texts = words_of(pack, language)
    for entry in pack.about.ideas:
        criteria = [
            c for c in pack.criteria if pack.idea_of[c.id] == entry.id and (step is None or step in c.steps)
        ]
        if not criteria or idea not in (None, entry.id):
            continue
        label = texts.ideas[entry.id]
        yield heading(label.title)
        if label.description:
            yield indented(words(label.description, "dim"), 0, page)
        table = grid(6, None, 12, 10)
        for criterion in criteria:
            steps = ", ".join(map(str, criterion.steps))
            mark = "essential" if criterion.essential else ""
            table.add_row(
                Text(criterion.id, style="bold"),
                words(texts.criteria[criterion.id].title),
                words(f"step {steps}" if len(criterion.steps) == 1 else f"steps {steps}", "dim"),
                Text(mark, style="yellow"),
            )
        yield Padding(table, (0, 0, 0, 2))
    yield Padding(words("assessor criteria show ID shows one of them.", "dim"), (1, 0, 0, 0))


def criterion_to_text(pack: Pack, criterion: Criterion, language: str, page: Page) -> str:
    """Return one criterion whole: what it asks, why, what to do, and where it comes from."""
    return page.render(_one(pack, criterion, language, page))


def _one(pack: Pack, criterion: Criterion, language: str, page: Page) -> Iterator[RenderableType]:
    texts = words_of(pack, language)
    text = texts.criteria[criterion.id]
    idea = texts.ideas[pack.idea_of[criterion.id]].title
    yield Text.assemble((criterion.id, "bold"), "  ", words(text.title))
    essential = f", essential from {criterion.essential.floor}" if criterion.essential else ""
    yield words(
        f"{idea} · weight {criterion.weight}{essential} · severity {criterion.severity}"
        f" · effort {criterion.effort}",
        "dim",
    )
    reference = criterion.reference
    chapter = f"chapter {reference.chapter}, " if reference.chapter else ""
    work = f" ({reference.work})" if reference.work else ""
    steps = "; ".join(f"{n}. {texts.steps[str(n)].title}" for n in criterion.steps)
    for title, content in (
        ("What is asked", check_in_words(criterion.check)),
        ("Why it matters", text.why),
        ("What to do", text.recommendation),
        ("A good entry", text.example),
        ("Why this weight", criterion.because),
        ("Steps of the route", steps),
        (
            "Where it comes from",
            f"{chapter}{reference.passage}{work}; {criterion.provenance}, since {criterion.since}",
        ),
    ):
        if content:
            yield heading(title)
            yield indented(words(content), 2, page)
