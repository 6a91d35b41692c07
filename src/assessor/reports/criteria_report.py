"""The criteria of a pack as text: a list, or one of them whole.

In: a ``Pack``, a language and a ``Page``. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assessor.pack.lookup import words_of
from assessor.pack.model import Criterion, Pack
from assessor.reports.asked import Asked
from assessor.reports.canvas import NARROW, Page, grid, heading, indented, words
from assessor.reports.outline import outline
from assessor.reports.terms import Terms
from assessor.speech import Speech, speech


def criteria_to_text(
    pack: Pack, language: str, page: Page, *, idea: str | None = None, step: int | None = None
) -> str:
    """Return a list of criteria, of all ideas or one, for all steps or one.

    Raises:
        UsageError: the pack has no words in that language.
    """
    return page.render(_list(pack, language, page, idea, step))


def _list(
    pack: Pack, language: str, page: Page, idea: str | None, step: int | None
) -> Iterator[RenderableType]:
    texts, say = words_of(pack, language), speech(language)
    steps = max(len(_steps(criterion, say)) for criterion in pack.criteria)
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
        # On a narrow page, steps stand behind a title and not in columns of their own.
        table = grid(6, None) if page.width < NARROW else grid(6, None, steps, len(say("essential")))
        for criterion in criteria:
            title = words(texts.criteria[criterion.id].title)
            marks = [words(_steps(criterion, say), "dim")]
            if criterion.essential:
                marks.append(words(say("essential"), "yellow"))
            if page.width < NARROW:
                title, marks = Text("  ").join([title, *marks]), []
            table.add_row(Text(criterion.id, style="bold"), title, *marks)
        yield Padding(table, (0, 0, 0, 2))
    hint = say("{command} shows one of them.", command="assessor criteria show ID")
    yield Padding(words(hint, "dim"), (1, 0, 0, 0))


def _steps(criterion: Criterion, say: Speech) -> str:
    shown = ", ".join(map(str, criterion.steps))
    return say("step {step}", step=shown) if len(criterion.steps) == 1 else say("steps {steps}", steps=shown)


def criterion_to_text(pack: Pack, criterion: Criterion, language: str, page: Page) -> str:
    """Return one criterion whole: what it asks, why, what to do, and where it comes from.

    Raises:
        UsageError: the pack has no words in that language.
    """
    return page.render(_one(pack, criterion, language, page))


def _one(pack: Pack, criterion: Criterion, language: str, page: Page) -> Iterator[RenderableType]:
    asked = Asked(pack, language)
    texts, terms, say = words_of(pack, language), asked.terms, asked.say
    text = texts.criteria[criterion.id]
    idea = texts.ideas[pack.idea_of[criterion.id]].title
    yield Text.assemble((criterion.id, "bold"), "  ", words(text.title))
    yield words(" · ".join([idea, *_marks(criterion, terms)]), "dim")
    yield heading(say("What is asked"))
    yield from outline(asked.check(criterion.check), terms, page, 2)
    for title, content in (
        (say("Why it matters"), text.why),
        (say("What to do"), text.recommendation),
        (say("A good entry"), text.example),
        (say("Why this weight"), text.because),
        (say("Steps of the route"), say.series(f"{n}. {texts.steps[str(n)].title}" for n in criterion.steps)),
        (say("Where it comes from"), terms.source(criterion.source)),
    ):
        yield heading(title)
        yield indented(words(content), 2, page)
    since = say("Since version {version} of the rules", version=criterion.since)
    yield indented(words(since, "dim"), 2, page)


def _marks(criterion: Criterion, terms: Terms) -> Iterator[str]:
    """Yield how much a criterion counts, and how grave and how much work its gap is."""
    say = terms.say
    yield say("weight {weight}", weight=criterion.weight)
    if criterion.essential:
        yield say("essential from {floor}", floor=say.number(criterion.essential.least))
    yield terms.graveness[criterion.severity]
    yield terms.efforts[criterion.effort]
