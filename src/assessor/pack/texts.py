"""What a rule pack says to people, in one language.

In: nothing. Out: models of the files in ``text/``. Must never know: how anything is matched or scored.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from assessor.pack.language import Part
from assessor.strategy.base import Text

ENGLISH_PLURAL: Final = "n != 1"


@cache
def plural_rule(expression: str) -> Callable[[int], int]:
    """Return what gives the place of the form for a number, from an expression such as ``n != 1``."""
    return gettext.c2py(expression)


class OneAndOther(Part):
    """A sentence for one, and for several."""

    one: Text
    other: Text


def _forms(value: Any) -> Any:
    """Return the forms of a sentence that may be given as one, as two, or as what a language needs."""
    if isinstance(value, str):
        return (value,)
    return (value.get("one"), value.get("other")) if isinstance(value, dict) else value


Forms = Annotated[
    tuple[Text, ...], BeforeValidator(_forms, json_schema_input_type=Text | OneAndOther | tuple[Text, ...])
]
"""A sentence in the forms that different numbers need."""


@dataclass(slots=True, kw_only=True, config=Part.model_config)
class CriterionText:
    """What a criterion says to people. A dataclass, since its fields are read for every finding."""

    title: Text = Field(description="What is there when it is met.")
    failure: Text = Field(description="What is wrong when it is not.")
    detail: Forms = Field(
        (),
        description="More, where items were looked at; {applicable}, {satisfied}, {missing} are filled in. "
        "`one` is said where {missing} is 1.",
    )
    why: Text = Field(description="Why it matters.")
    recommendation: Text = Field(description="What to do.")
    example: Text = Field(description="A good entry.")
    because: Text = Field(
        description="Why it has its weight; why it is essential, or how its floor was set, if it is."
    )


class Label(Part):
    """The name of something, and what it is."""

    title: Text
    description: Text | None = None


class LinkText(Part):
    """What a link of the chain says to people."""

    title: Text = Field(description="What is tied to what.")
    broken: Text = Field(description="What is missing where the link is broken.")


class ContradictionText(Part):
    """What a contradiction says to people."""

    title: Text = Field(description="What contradicts what.")
    why: Text = Field(description="Why it matters.")
    recommendation: Text = Field(description="What to do.")


class DiagnosisText(Part):
    """What a diagnosis says to people."""

    title: Text = Field(description="The name of the pattern.")
    summary: Text = Field(description="What the pattern is, in the city's life.")
    recommendation: Text = Field(description="What to do.")
    evidence: dict[str, Text] = Field(
        default_factory=dict, description="What the checks of its conditions look at, by their names."
    )


class EntryText(Part):
    """The name of an entry of a vocabulary, and what to say where it is missing."""

    title: Text
    notes: list[Text] = Field(
        default_factory=list, description="Sentences for a recommendation about what is missing."
    )


class TableText(Part):
    """The words of a table of a view."""

    title: Text
    columns: dict[str, Text] = Field(
        default_factory=dict, description="Titles of columns that are not entries of a vocabulary."
    )


class ViewText(Part):
    """The words of a view."""

    title: Text
    description: Text | None = None
    tables: dict[str, TableText]


class TextFile(Part):
    """A file in ``text/LANGUAGE/``: any part of the words; all files of a language are put together."""

    title: Text | None = None
    ideas: dict[str, Label] = {}
    stages: dict[str, Label] = {}
    steps: dict[str, Label] = {}
    levels: dict[str, Label] = {}
    profiles: dict[str, Label] = {}
    criteria: dict[str, CriterionText] = {}
    chain: dict[str, LinkText] = {}
    contradictions: dict[str, ContradictionText] = {}
    diagnoses: dict[str, DiagnosisText] = {}
    views: dict[str, ViewText] = {}
    entries: dict[str, dict[str, EntryText]] = Field(
        default_factory=dict, description="Entries of vocabularies, by vocabulary."
    )
    phrases: dict[str, Text] = Field(
        default_factory=dict, description="Other sentences; `undetermined` is said of what is not known yet."
    )


class Texts(TextFile):
    """All words of a pack in one language."""

    language: Text
    title: Text
    plural: Text = ENGLISH_PLURAL
    """Which form is said of a number n, as in gettext: the place of the form."""

    def form(self, forms: Sequence[str], number: int) -> str:
        """Return the form of a sentence that is said of a number."""
        return forms[0] if len(forms) == 1 else forms[plural_rule(self.plural)(number)]

    def entry(self, vocabulary: str, entry: str) -> str:
        """Return the title of an entry of a vocabulary; the entry itself if the pack has no words for it."""
        found = self.entries.get(vocabulary, {}).get(entry)
        return entry if found is None else found.title
