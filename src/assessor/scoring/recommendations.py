"""What to do about findings, in an order to work by.

In: findings, criteria, the words of a pack. Out: recommendations, the most gain for the effort first. Along
the steps and stages they name, they read as a plan of work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assessor.facts.rows import Facts
from assessor.pack.model import Pack, Texts
from assessor.pack.plan import CheckPlan, SharePlan, vocabularies_of
from assessor.scoring.assessment import Finding, Named, Note, Recommendation
from assessor.scoring.outcomes import Judged
from assessor.strategy.fields import fields_of

EFFORT_COST: Final[Mapping[str, int]] = {"low": 1, "medium": 3, "high": 8}
"""What an effort costs, as gain is weighed against it: an afternoon, some weeks, or money and decisions."""


Aims = Mapping[str, Sequence[str]]
"""By kind, the fields that say what an item sets out to do."""


def recommendations_of(
    findings: Sequence[Finding],
    pack: Pack,
    judged: Mapping[str, Judged],
    facts: Facts,
    words: Texts,
) -> tuple[Recommendation, ...]:
    """Return a recommendation for each finding.

    What is out of scope or waived comes last, what is not known yet before that; otherwise the most gain for
    the effort comes first.
    """
    stages = {step.number: step.stage for step in pack.about.steps}
    ordered = sorted(findings, key=_rank)
    aims = pack.about.aims
    return tuple([_recommendation(f, stages, aims, judged[f.criterion], facts, words) for f in ordered])


def _rank(finding: Finding) -> tuple[bool, bool, float, str]:
    part, whole = finding.gain.as_integer_ratio()
    gain = part / (whole * EFFORT_COST[finding.effort])
    return finding.treatment != "counted", finding.outcome == "undetermined", -gain, finding.criterion


def _recommendation(
    finding: Finding,
    stages: Mapping[int, str],
    aiming: Aims,
    judged: Judged,
    facts: Facts,
    words: Texts,
) -> Recommendation:
    text, step = finding.recommendation, finding.steps[0]
    aims: tuple[Named, ...] = ()
    check, failing = judged.criterion.check, judged.verdict.failing
    # Only where each item lacks something of its own: what one of several lacks is none of the others' aims.
    if failing and isinstance(check, SharePlan) and facts.numbered[failing[0]].kind in aiming:
        aims = _aims(failing, aiming, facts, words)
        text += reminder(aims, words)
    # In the order of the record, since naming each takes time.
    return Recommendation(
        finding.criterion,
        finding.idea,
        finding.outcome,
        stages.get(step),
        step,
        finding.effort,
        finding.gain,
        text,
        words.criteria[finding.criterion].example,
        tuple(notes_of(finding.missing, check, words)) if finding.missing else (),
        aims,
    )


def notes_of(missing: Sequence[str], check: CheckPlan, words: Texts) -> Iterator[Note]:
    """Yield what the entries that are missing are good for, where the pack has words for that."""
    for vocabulary in dict.fromkeys(vocabularies_of(check)):
        known = words.entries.get(vocabulary, {})
        for entry in missing:
            if entry in known and known[entry].notes:
                yield Note(entry, known[entry].title, tuple(known[entry].notes))


def _aims(rows: Sequence[int], aiming: Aims, facts: Facts, words: Texts) -> tuple[Named, ...]:
    """Return what items set out to do by themselves, if they say so."""
    aims: dict[tuple[str, str], None] = {}
    for number in rows:
        row = facts.numbered[number]
        for name in aiming.get(row.kind, ()):
            vocabulary = fields_of(row.kind)[name].target or ""
            aims |= {(vocabulary, entry): None for entry in row.read(name)[0] or ()}
    return tuple([Named(vocabulary, entry, words.entry(vocabulary, entry)) for vocabulary, entry in aims])


def reminder(aims: Sequence[Named], words: Texts) -> str:
    """Return a sentence that reminds of aims, with a space before it; nothing if there are none."""
    phrase = words.phrases.get("aims")
    if not aims or phrase is None:
        return ""
    return " " + phrase.replace("{aims}", ", ".join(dict.fromkeys(aim.title for aim in aims)))
