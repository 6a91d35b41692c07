"""Whether the examples of a pack come out as they say.

In: a pack and the trees of its files. Out: problems, each at its line. A rule that cannot tell its own good
example from its bad one is wrong, or its example is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from assessor.documents.positions import Path, pointer
from assessor.documents.problems import Problem
from assessor.documents.tree import Tree
from assessor.engine.interface import Engine
from assessor.errors import InvalidStrategyError
from assessor.messages import Message
from assessor.pack.model import Contradiction, Criterion, Fragment, Pack
from assessor.pack.plan import ContradictionPlan
from assessor.scoring.assess import Prepared
from assessor.scoring.checks import Verdict, evaluate
from assessor.scoring.consistency import contradicting
from assessor.scoring.satisfaction import Matches
from assessor.strategy.loading import strategy_from

AS_OF: Final = date(2026, 1, 15)
"""The date on which examples are assessed."""
OUTCOMES: Final = ("met", "partial", "unmet", "undetermined")
_FRAME: Final[Mapping[str, Mapping[str, Any]]] = {
    "document": {"title": "Example", "period": {"start": 2024, "end": 2028}},
    "territory": {"name": "Example"},
}


def whole(fragment: Fragment) -> dict[str, Any]:
    """Return a fragment with the title, territory and period that it does not give itself."""
    return {
        **fragment,
        **{key: {**frame, **(fragment.get(key) or {})} for key, frame in _FRAME.items()},
    }


def outcome_of(verdict: Verdict) -> str:
    """Return what came of an example."""
    if verdict.value != verdict.high:
        return "undetermined"
    if verdict.value == 1:
        return "met"
    return "partial" if verdict.value else "unmet"


def examples_of(criterion: Criterion) -> Iterator[tuple[str, int, Fragment]]:
    """Yield the expected outcome, the place and the fragment of each example."""
    for outcome in OUTCOMES:
        for index, fragment in enumerate(getattr(criterion.examples, outcome)):
            yield outcome, index, fragment


def example_problems(pack: Pack, trees: Mapping[str, Tree], engine: Engine) -> list[Problem]:
    """Return a problem for each example that is no valid strategy, or comes out otherwise than it says."""
    prepared = Prepared(pack, engine)
    problems: list[Problem] = []
    for tree in trees.values():
        if not isinstance(tree.value, dict) or "idea" not in tree.value:
            continue
        for place, entry in enumerate(tree.value["criteria"]):
            criterion = pack.by_id[entry["id"]]
            for outcome, index, fragment in examples_of(criterion):
                path: Path = ("criteria", place, "examples", outcome, index)
                message = _wrong(prepared, criterion, outcome, fragment)
                if message is not None:
                    problems.append(problem_at(tree, "example", path, message))
    if "consistency.yaml" in trees:
        problems += _contradiction_problems(prepared, trees["consistency.yaml"])
    return problems


def problem_at(tree: Tree, code: str, path: Path, message: Message) -> Problem:
    """Return what is wrong with a part of a pack's file."""
    mark = tree.positions.nearest(path)
    return Problem(code, message, tree.positions.name, mark.line, mark.column, pointer(path))


def _wrong(prepared: Prepared, criterion: Criterion, outcome: str, fragment: Fragment) -> Message | None:
    try:
        strategy = strategy_from(whole(fragment))
    except InvalidStrategyError as error:
        return _no_strategy(criterion.id, error)
    matches = prepared.matches(strategy, AS_OF)
    verdict = evaluate(prepared.plan.criteria[criterion.id].check, matches)
    came_out = outcome_of(verdict)
    if came_out == outcome:
        return None
    return Message(
        "{rule}: this example should come out {wanted}, and comes out {found} (value {value})",
        rule=criterion.id,
        wanted=outcome,
        found=came_out,
        value=verdict.value,
    )


def _no_strategy(rule: str, error: InvalidStrategyError) -> Message:
    return Message(
        "{rule}: this example is no valid strategy: {problem}", rule=rule, problem=error.problems[0].message
    )


def contradiction_examples(rule: Contradiction) -> Iterator[tuple[str, int, Fragment]]:
    """Yield what is expected of each example of a contradiction, its place, and the fragment."""
    for expected in ("found", "possible", "none"):
        for index, fragment in enumerate(getattr(rule.examples, expected)):
            yield expected, index, fragment


def state_of(plan: ContradictionPlan, matches: Matches) -> str:
    """Return what came of an example of a contradiction: "found", "possible" or "none"."""
    found = contradicting(plan, matches)
    if found.sure:
        return "found"
    return "possible" if found.may else "none"


def _contradiction_problems(prepared: Prepared, tree: Tree) -> Iterator[Problem]:
    for place, plan in enumerate(prepared.plan.contradictions):
        for expected, index, fragment in contradiction_examples(plan.rule):
            path: Path = ("contradictions", place, "examples", expected, index)
            try:
                matches = prepared.matches(strategy_from(whole(fragment)), AS_OF)
            except InvalidStrategyError as error:
                yield problem_at(tree, "example", path, _no_strategy(plan.rule.id, error))
                continue
            came_out = state_of(plan, matches)
            if came_out != expected:
                message = Message(
                    "{rule}: this example should come out '{wanted}', and comes out '{found}'",
                    rule=plan.rule.id,
                    wanted=expected,
                    found=came_out,
                )
                yield problem_at(tree, "example", path, message)
