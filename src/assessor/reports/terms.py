"""The words for what is the same in every strategy: outcomes, treatments, efforts, lines, origins.

In: a language. Out: words without any markup.
"""

from __future__ import annotations

from collections.abc import Mapping

from assessor.pack.provenance import Source
from assessor.reports.names import called
from assessor.scoring.assessment import CriterionResult, Reason
from assessor.scoring.beside import BrokenItem, ViewItem
from assessor.scoring.figures import FindingItem
from assessor.speech import Speech


class Terms:
    """The terms of one language."""

    def __init__(self, say: Speech) -> None:
        self.say = say
        self.outcomes: Mapping[str, str] = {
            "met": say("met"),
            "partial": say("partly met"),
            "unmet": say("not met"),
            "undetermined": say("not known yet"),
        }
        self.treatments: Mapping[str, str] = {"out-of-scope": say("out of scope"), "waived": say("waived")}
        self.standings: Mapping[str, str] = {
            "known": say("known since the baseline"),
            "new": say("new since the baseline"),
        }
        self.severities: Mapping[str, str] = {
            "low": say.within("severity", "low"),
            "medium": say.within("severity", "medium"),
            "high": say.within("severity", "high"),
        }
        self.degrees: Mapping[str, str] = {
            "low": say.within("effort", "low"),
            "medium": say.within("effort", "medium"),
            "high": say.within("effort", "high"),
        }
        self.graveness: Mapping[str, str] = {
            "low": say("severity low"),
            "medium": say("severity medium"),
            "high": say("severity high"),
        }
        self.efforts: Mapping[str, str] = {
            "low": say("effort low"),
            "medium": say("effort medium"),
            "high": say("effort high"),
        }

    def of(self, name: str, value: str) -> str:
        """Return what is said of something: "Index: 48 of 100"."""
        return self.say("{name}: {value}", name=name, value=value)

    def percent(self, shown: str) -> str:
        """Return a share."""
        return self.say("{share} %", share=shown)

    def at_line(self, line: int | None) -> str:
        """Return a line to be put after what stands there; nothing if it is not known."""
        if line is None:
            return ""
        return f" ({self.line(line)})"

    def line(self, line: int) -> str:
        """Return a line of the document."""
        return self.say("line {line}", line=line)

    def treatment(self, result: CriterionResult) -> str:
        """Return how a criterion is treated that does not simply count, and why."""
        treatment = self.treatments[result.treatment]
        return self.of(treatment, self.reason(result.reason)) if result.reason else treatment

    def reason(self, reason: Reason) -> str:
        """Return a reason, with who accepted a gap and until when."""
        if reason.by is None or reason.until is None:
            return reason.text
        until = self.say.date(reason.until)
        return self.say("{reason} ({by}, until {until})", reason=reason.text, by=reason.by, until=until)

    def source(self, source: Source) -> str:
        """Return where a criterion comes from: whether the text says it, and at which passage."""
        say, place = self.say, source.passage
        if source.chapter:
            place = say("chapter {chapter}, “{passage}”", chapter=source.chapter, passage=place)
        if source.work:
            place = say.series((place, source.work))
        if source.provenance == "source":
            return say("The text says it: {place}", place=place)
        if source.provenance == "reading":
            return say("Our reading of the text: {place}", place=place)
        return say("From practice: {place}", place=place)

    def second_index(self, profile: str | None, *, scope: bool) -> str:
        """Return what a second index is called.

        Args:
            profile: what its profile is called, if it has one.
            scope: whether something is out of scope.
        """
        if profile is None:
            return self.say("Index with its own scope")
        if scope:
            return self.say("Index with profile '{profile}' and within its own scope", profile=profile)
        return self.say("Index with profile '{profile}'", profile=profile)

    def name(self, item: FindingItem | ViewItem | BrokenItem) -> str:
        """Return what an item is called: its name, else its id, else what such items are called."""
        return called(self.say, item.label or item.id, item.pointer)

    def placed(self, item: FindingItem | ViewItem | BrokenItem) -> str:
        """Return what an item is called, with its id and its line."""
        parts = [item.id if item.label else None, None if item.line is None else self.line(item.line)]
        known = ", ".join(part for part in parts if part)
        return f"{self.name(item)} ({known})" if known else self.name(item)
