"""What reports say in one way, whatever their format.

In: parts of an ``Assessment``, and a language. Out: words and sentences without any markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessor.reports.figures import interval, number
from assessor.reports.names import called
from assessor.reports.terms import Terms
from assessor.scoring.assessment import (
    Assessment,
    Finding,
    IdeaResult,
    Index,
    Notice,
    Recommendation,
    SecondIdea,
)
from assessor.scoring.beside import BrokenItem, Consistency, DiagnosisResult, Evidence
from assessor.scoring.figures import FindingItem
from assessor.speech import Speech


class Sentences(Terms):
    """The sentences about one assessment, in the language that it is in."""

    def __init__(self, assessment: Assessment, say: Speech) -> None:
        super().__init__(say)
        self.assessment = assessment
        self.levels: Mapping[str, str] = {level.id: level.title for level in assessment.pack.levels}

    # --- the whole

    def period(self) -> str:
        """Return the years that the strategy is for."""
        strategy = self.assessment.strategy
        return self.say.period(strategy.period_start, strategy.period_end)

    def whose(self) -> str:
        """Return whose strategy it is, and for which years."""
        return f"{self.assessment.strategy.territory} · {self.period()}"

    def basis(self) -> str:
        """Return when it was assessed, and by which rules."""
        a = self.assessment
        return self.say(
            "Assessed as of {date} against {pack} ({id} {version})",
            date=self.say.date(a.as_of), pack=a.pack.title, id=a.pack.id, version=a.pack.version,
        )  # fmt: skip

    def index(self, index: Index) -> str:
        """Return an index out of 100, or why there is none."""
        if index.score is None or index.high is None:
            return self.say("none; {reason}", reason=self.no_index(index))
        return self.say("{score} of 100", score=interval(index.score, index.high))

    def no_index(self, index: Index) -> str:
        """Return why there is no index."""
        if index.reason == "no-weight":
            return self.say("no idea has any weight")
        return self.say(
            "{rated} of {ideas} ideas are rated, and an index needs {needed}",
            rated=index.rated, ideas=len(self.assessment.ideas), needed=index.needed,
        )  # fmt: skip

    def second(self) -> str:
        """Return what the second index is called."""
        second = self.assessment.second
        if second is None or second.profile is None:
            return self.second_index(None, scope=True)
        return self.second_index(second.title, scope=second.scope)

    # --- ideas

    def level(self, idea: IdeaResult) -> str:
        """Return the level of an idea, or the least that it can be."""
        if not idea.rated:
            return self.say("not rated")
        if idea.level == idea.level_high:
            return self.levels[idea.level]
        return f"≥ {self.levels[idea.level]}"

    def held_back(self, idea: IdeaResult) -> str:
        """Return which essentials hold an idea back; nothing if none do."""
        if not idea.held_back_by or not idea.rated:
            return ""
        return self.say("held back by {criteria}", criteria=", ".join(idea.held_back_by))

    def begun(self, idea: IdeaResult) -> str:
        """Return how much of an idea is begun, and how far."""
        if not idea.breadth:
            return self.say("nothing of it begun")
        return self.say(
            "{breadth} % of it begun, to {depth} %",
            breadth=number(100 * idea.breadth), depth=number(100 * idea.depth),
        )  # fmt: skip

    # --- diagnoses and consistency

    def certainty(self, diagnosis: DiagnosisResult) -> str:
        """Return how sure a diagnosis is, where it is not wholly so."""
        if diagnosis.state == "possible":
            return self.possible()
        if any(each.value != each.high for each in diagnosis.evidence):
            return self.say("so far, on what is shown; part of it was not examined")
        return ""

    def possible(self) -> str:
        """Return that something is only possible."""
        return self.say("possible, depending on what was not examined")

    def perhaps_there(self) -> str:
        """Return what a count with a question mark means."""
        return self.say("“+1?” is one more, perhaps: it depends on what was not examined.")

    def profiled(self) -> Sequence[SecondIdea]:
        """Return the ideas with the score of a profile, if one was asked for."""
        second = self.assessment.second
        return () if second is None or second.profile is None else second.ideas

    def second_score(self) -> str:
        """Return what the second score of an idea is called."""
        second = self.assessment.second
        if second is None or second.profile is None:
            return self.say("Score within its own scope")
        return self.say("Score with profile '{profile}'", profile=second.title)

    def legend(self) -> list[str]:
        """Return what is to be known of the pictures of this assessment."""
        hatched = any(idea.score != idea.high for idea in self.assessment.ideas)
        told = [self.say("Hatched or dashed: depends on what was not examined.")] if hatched else []
        second = self.assessment.second
        if second is not None and second.profile is not None:
            told.append(self.say("Diamond: score with profile '{profile}'.", profile=second.title))
        return told

    def possible_ones(self) -> str:
        """Return the line above what is only possible."""
        return self.say("Possible, depending on what was not examined:")

    def evidence(self, evidence: Evidence) -> str:
        """Return what a condition of a diagnosis looks at, and what it found."""
        if evidence.what in ("idea", "step"):
            shown = interval(evidence.value, evidence.high)
        elif evidence.yes_no:
            known, yes = evidence.value == evidence.high, bool(evidence.value)
            shown = self.say("yes") if known and yes else self.say("no") if known else self.say("not known")
        else:
            shown = self.percent(interval(100 * evidence.value, 100 * evidence.high))
        return self.of(evidence.title, shown)

    def held_together(self, found: Consistency) -> str:
        """Return how many of the links of the chain are there."""
        share = self.percent(interval(found.score, found.high))
        return self.say("{share} of the links between its parts are there.", share=share)

    def broken(self, item: BrokenItem, consistency: Consistency) -> list[str]:
        """Return which links of the chain an item lacks, and which it lacks perhaps: a sentence for each."""
        links = {link.id: link.broken for link in consistency.links}
        name, told = self.placed(item), []
        if item.missing:
            missing = self.say.series(links[link] for link in item.missing)
            told.append(f"{self.of(name, missing)}.")
        if item.unknown:
            perhaps = self.say.series(links[link] for link in item.unknown)
            told.append(self.say("{item}, perhaps: {links}.", item=name, links=perhaps))
        return told

    # --- findings

    def treated(self, finding: Finding) -> str:
        """Return why a finding does not simply count, and how it stands to a baseline; nothing if it does."""
        told = [] if finding.baseline is None else [self.standings[finding.baseline]]
        if finding.treatment != "counted":
            told.insert(0, self.treatment(self.assessment.criterion(finding.criterion)))
        return self.say.series(told)

    def gain(self, each: Finding | Recommendation) -> str:
        """Return what an idea gains, with its sign: at most, where it is not known yet."""
        shown = f"+{number(each.gain)}"
        return self.say("up to {gain}", gain=shown) if each.outcome == "undetermined" else shown

    def gain_in_idea(self, finding: Finding) -> str:
        """Return what which idea gains, and with how much effort."""
        idea = self.assessment.idea(finding.idea).title
        gain, effort = self.gain(finding), self.efforts[finding.effort]
        return self.say("{gain} in {idea}, {effort}", gain=gain, idea=idea, effort=effort)

    def advice(self, each: Recommendation) -> str:
        """Return which criterion a recommendation is about, what it gains, and with how much effort."""
        return f"{each.criterion}, {self.gain(each)}, {self.efforts[each.effort]}"

    def missing(self, finding: Finding) -> str:
        """Return which entries of a vocabulary are missing."""
        return self.say("missing: {entries}", entries=", ".join(finding.missing_titles))

    def belongs(self, finding: Finding) -> str:
        """Return where in a strategy something belongs, in words for who does not write the document."""
        names = [called(self.say, None, section) for section in finding.sections]
        return self.say("belongs under {sections}", sections=self.say.either(names))

    def places(self, finding: Finding) -> str:
        """Return where a finding is to be looked at: what is missing, which lines, or which section."""
        parts = [self.missing(finding)] if finding.missing else []
        lines = self.lines(finding.items)
        names = [item.id for item in finding.items if item.id]
        if lines:
            more = "…" if len(names) > 4 else ""
            parts.append(f"{lines} ({', '.join(names[:4])}{more})" if names else lines)
        elif not finding.items and not finding.missing:
            sections = self.say.either([f"`{section.strip('/')}`" for section in finding.sections])
            parts.append(self.say("belongs under {sections}", sections=sections))
        return self.say.series(parts)

    def lines(self, items: Sequence[FindingItem], most: int = 6) -> str:
        """Return the lines of items as "line 4" or "lines 4, 9, 12 and 3 more"; nothing if none is known."""
        known = sorted({item.line for item in items if item.line is not None})
        if not known:
            return ""
        shown = ", ".join(str(line) for line in known[:most])
        if len(known) > most:
            left = len(known) - most
            return self.say.many(
                "lines {lines} and {number} more", "lines {lines} and {number} more", left, lines=shown
            )
        return (
            self.say("lines {lines}", lines=shown) if len(known) > 1 else self.say("line {line}", line=shown)
        )

    def notice(self, notice: Notice) -> str:
        """Return what is to be noted about the assessment itself, and where it stands."""
        say, pack, name = self.say, self.assessment.pack.id, notice.name
        if notice.code == "waiver-ended" and notice.by is not None:
            said = say(
                "The waiver of {name}, accepted by {by}, ended on {day}",
                name=name, by=notice.by, day=say.date(notice.day or ""),
            )  # fmt: skip
        elif notice.code == "waiver-ended":
            said = say("The waiver of {name} ended on {day}", name=name, day=say.date(notice.day or ""))
        elif notice.code == "unknown-in-waiver":
            said = say("A waiver names '{name}', and the rule pack '{pack}' has none", name=name, pack=pack)
        else:
            said = say("The scope names '{name}', and the rule pack '{pack}' has none", name=name, pack=pack)
        return f"{said}{self.at_line(notice.line)}."
