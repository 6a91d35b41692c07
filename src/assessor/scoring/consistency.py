"""Whether the parts of a strategy hold together.

In: a plan and the matches. Out: ``Consistency``, or None if the pack has no chain. After the index of
consistency of climate-plan research (doi 10.1038/s42949-023-00085-1): the share of the links of a chain that
are there, item by item.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.pack.model import Texts
from assessor.pack.plan import ChainLinkPlan, ContradictionPlan, Plan
from assessor.scoring.beside import BrokenItem, ChainLink, Consistency, ContradictionResult
from assessor.scoring.checks import Verdict, evaluate, satisfying
from assessor.scoring.exact import mean
from assessor.scoring.places import items_of, label_of
from assessor.scoring.satisfaction import Holds, Matches


def consistency_of(plan: Plan, matches: Matches, words: Texts) -> Consistency | None:
    """Return how far the chain holds, where it is broken, and what contradicts itself."""
    if not plan.chain:
        return None
    verdicts = [evaluate(link.share, matches) for link in plan.chain]
    return Consistency(
        score=mean([(1, verdict.value) for verdict in verdicts], 100),
        high=mean([(1, verdict.high) for verdict in verdicts], 100),
        links=tuple(
            [_link(link, verdict, words) for link, verdict in zip(plan.chain, verdicts, strict=True)]
        ),
        broken=tuple(_broken(plan.chain, matches)),
        contradictions=tuple(_contradictions(plan.contradictions, matches, words)),
    )


def _link(link: ChainLinkPlan, verdict: Verdict, words: Texts) -> ChainLink:
    text = words.chain[link.id]
    return ChainLink(
        id=link.id,
        title=text.title,
        value=verdict.value,
        high=verdict.high,
        applicable=verdict.applicable,
        satisfied=verdict.satisfied,
        broken=text.broken,
    )


def _broken(chain: tuple[ChainLinkPlan, ...], matches: Matches) -> Iterator[BrokenItem]:
    """Yield each item of which a link is not surely there, in the order of the document."""
    found = [(link.id, satisfying(link.share.subjects, matches)) for link in chain]
    for row in matches.facts.of(chain[0].share.subjects.kind):
        wanting = [(name, holds) for name, holds in found if row.number not in holds.sure]
        if wanting:
            missing = tuple([name for name, holds in wanting if row.number not in holds.may])
            unknown = tuple([name for name, holds in wanting if row.number in holds.may])
            yield BrokenItem(row.pointer, row.id, row.line, label_of(row), missing, unknown)


def contradicting(plan: ContradictionPlan, matches: Matches) -> Holds:
    """Return the rows that surely are in a contradiction, and those that may be; announced ones as well."""
    rows = matches.facts.listing(plan.subjects.kind).numbers
    return matches.all_hold(plan.subjects.steps, plan.subjects.kind, Holds(rows, rows))


def _contradictions(
    plans: tuple[ContradictionPlan, ...], matches: Matches, words: Texts
) -> Iterator[ContradictionResult]:
    """Yield the contradictions that are there or may be; items that are only announced count as well."""
    for plan in plans:
        found = contradicting(plan, matches)
        if not found.may:
            continue
        rule, text = plan.rule, words.contradictions[plan.rule.id]
        yield ContradictionResult(
            id=rule.id,
            title=text.title,
            state="holds" if found.sure else "possible",
            severity=rule.severity,
            why=text.why,
            recommendation=text.recommendation,
            steps=rule.steps,
            items=items_of(rule.id, sorted(found.sure or found.may), matches.facts),
        )
