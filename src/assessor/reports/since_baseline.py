"""What is told of an assessment that was held against a baseline: what is known, new, and no longer there.

In: an ``Assessment`` with what came of its gate, and its language. Out: sentences without any markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessor.reports.names import called
from assessor.reports.sentences import Sentences
from assessor.scoring.assessment import Assessment
from assessor.scoring.gated import BaselineInfo, GateResult, NewFinding, NoLonger
from assessor.speech import Speech


def since_baseline(assessment: Assessment, sentences: Sentences) -> list[str]:
    """Return the sentences about the baseline, the sum of it first; none where there was no baseline."""
    gate = assessment.gate
    if gate is None or gate.baseline is None:
        return []
    told = [summary(gate, gate.baseline, sentences)]
    if not gate.baseline.same_rules:
        told.append(other_rules(gate.baseline, assessment, sentences))
    told += [new(each, assessment, sentences) for each in gate.new]
    told += [no_longer(each, assessment, sentences) for each in gate.no_longer]
    return told


def summary(gate: GateResult, baseline: BaselineInfo, sentences: Sentences) -> str:
    """Return how many findings are known, new and no longer there."""
    say = sentences.say
    gone = sum(1 for each in gate.no_longer if each.whole)
    parts = [
        say.many("{number} known", "{number} known", len(gate.known)),
        say.many("{number} new", "{number} new", len(gate.new)),
    ]
    if gone:
        parts.append(say.many("{number} no longer there", "{number} no longer there", gone))
    day = say.date(baseline.as_of)
    return say("Findings since the baseline of {day}: {counts}.", day=day, counts=", ".join(parts))


def other_rules(baseline: BaselineInfo, assessment: Assessment, sentences: Sentences) -> str:
    """Return the warning that the rules are not those of the baseline."""
    say, pack = sentences.say, assessment.pack
    if baseline.pack_version == pack.version:
        return say(
            "The rules of the pack '{id}' {version} have changed since the baseline: what is new may be new "
            "in the rules alone.",
            id=pack.id, version=pack.version,
        )  # fmt: skip
    return say(
        "The baseline was made with version {before} of the rule pack '{id}', and this is {now}: what is new "
        "may be new in the rules alone.",
        before=baseline.pack_version, id=pack.id, now=pack.version,
    )  # fmt: skip


def new(each: NewFinding, assessment: Assessment, sentences: Sentences) -> str:
    """Return which finding is new, and why: for each of its new items, what it is called and where it is."""
    say, criterion = sentences.say, titled(each.criterion, assessment)
    outcome = sentences.outcomes[assessment.criterion(each.criterion).outcome]
    if each.why == "items":
        items = say.series(_new_items(each, assessment, sentences))
        return say(
            "New in {criterion} ({outcome}): {items}.", criterion=criterion, outcome=outcome, items=items
        )
    if each.why == "known-now":
        return say(
            "New: {criterion} ({outcome}). It was not known yet.", criterion=criterion, outcome=outcome
        )
    if each.why == "counts-now":
        return say(
            "New: {criterion} ({outcome}). It was waived or out of scope.",
            criterion=criterion, outcome=outcome,
        )  # fmt: skip
    return say("New: {criterion} ({outcome}).", criterion=criterion, outcome=outcome)


def _new_items(each: NewFinding, assessment: Assessment, sentences: Sentences) -> Sequence[str]:
    say = sentences.say
    items = {i.fingerprint: i for f in assessment.findings if f.criterion == each.criterion for i in f.items}
    return [sentences.placed(items[name]) if name in items else _own_part(name, say) for name in each.items]


def no_longer(each: NoLonger, assessment: Assessment, sentences: Sentences) -> str:
    """Return what of the baseline is no longer there. Titles tell what is there when a criterion is met."""
    say, criterion = sentences.say, titled(each.criterion, assessment)
    if each.whole:
        return say("No longer wanting: {criterion}. Take it out of the baseline.", criterion=criterion)
    items = ", ".join(_own_part(item, say) for item in each.items)
    return say("No longer wanting in {criterion}: {items}.", criterion=criterion, items=items)


def titled(criterion: str, assessment: Assessment) -> str:
    """Return a criterion with its title, if the rules still have it."""
    titles = (each.title for idea in assessment.ideas for each in idea.criteria if each.id == criterion)
    return f"{criterion} {next(titles, '')}".rstrip()


def _own_part(fingerprint: str, say: Speech) -> str:
    """Return the part of a fingerprint that tells the item: its id, what stands for it, or its section."""
    own = fingerprint.partition(":")[2] or fingerprint
    return called(say, None, own) if own.startswith("/") else own
