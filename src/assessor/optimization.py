"""Small optimizations over named variables, solved and not guessed, with HiGHS.

In: variables, rows that must hold, and goals in their order of importance. Out: whether they can be met, and
how. Must never know: what is planned.

Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10
(2018), describe the solver.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeVar

from assessor.extras import ANALYSIS, needed
from assessor.messages import Message

if TYPE_CHECKING:
    import numpy as np
    from highspy import Highs, HighsLp

    Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

Name = TypeVar("Name", bound=Hashable)
Status = Literal["optimal", "feasible", "infeasible", "unknown"]

_NEAR: Final = 1e-6
"""What the solver takes for whole, and for equal."""
_FIRST_MARGIN: Final = 1e-4
"""Variables that cost more of the bound than this share are left out at first."""


@dataclass(frozen=True, slots=True)
class Solution(Generic[Name]):
    """What came out.

    ``status`` is "optimal": every goal was proven to be as large as it can be; "feasible": all rows hold, but
    time ran out before that was proven; "infeasible": the rows contradict each other; or "unknown": time ran
    out before anything was found. ``values`` of the variables and the goals ``reached`` are empty in the last
    two cases.
    """

    status: Status
    values: Mapping[Name, float]
    reached: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    places: tuple[int, ...]
    weights: tuple[float, ...]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one call of the solver found: ``proven`` that it is the best, or that there is nothing."""

    proven: bool
    values: Numbers | None = None
    reached: float = -inf
    losses: Numbers | None = None


class Model(Generic[Name]):
    """Variables by name, and rows that must hold. The same calls in the same order give the same solution.

    The solver runs in one thread, with one seed, and is silent. Only where time runs out does what is found
    depend on the machine.
    """

    def __init__(self) -> None:
        self._places: dict[Name, int] = {}
        self._most: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[_Row] = []

    def add(self, name: Name, most: float = 1.0, *, whole: bool = True) -> None:
        """Add a variable from 0 to a finite ``most``, which takes whole numbers only unless it may be any.

        Args:
            name: not yet taken.
            most: its upper bound.
            whole: whether only whole numbers are possible.
        """
        self._places[name] = len(self._most)
        self._most.append(most)
        self._whole.append(whole)

    def keep(self, terms: Mapping[Name, float], *, least: float = -inf, most: float = inf) -> None:
        """Demand that a weighted sum of variables lies between two bounds.

        Args:
            terms: weights by variable.
            least: lower bound of the sum.
            most: upper bound of the sum.
        """
        places = tuple(self._places[name] for name in terms)
        self._rows.append(_Row(places, tuple(terms.values()), least, most))

    def solved(
        self, goals: Sequence[Mapping[Name, float]], *, seconds: float, presolve: bool = True
    ) -> Solution[Name]:
        """Make each goal as large as it can be without making one before it smaller.

        A goal is first solved without asking for whole numbers. If what comes out is whole, that is all; else
        the difference to the bound that is then known tells which variables cannot be part of anything better
        (as in Dantzig, Fulkerson and Johnson, "Solution of a Large-Scale Traveling-Salesman Problem",
        Operations Research 2, 1954), and the rest is solved by branch and cut. So most variables are left
        out, and what is found is still proven for all.

        Args:
            goals: weighted sums of variables, as weights by variable, the most important first.
            seconds: the time in all after which no more is looked for.
            presolve: whether the solver simplifies first; where few variables can be chosen, that takes
                longer than it saves.

        Returns:
            The solution. Goals whose weights and variables are whole are reached exactly, others up to a
            millionth.

        Raises:
            UsageError: HiGHS is not installed.
        """
        with needed(Message("To solve this, HiGHS is needed: {command} installs it.", command=ANALYSIS)):
            import highspy  # noqa: F401
        end = monotonic() + seconds
        rows = list(self._rows)
        weights = [self._weights(goal) for goal in goals or ({},)]
        found: Numbers | None = None
        proven = True
        for goal in weights:
            answer = self._best(goal, rows, end, found, presolve)
            if answer.values is None:
                return Solution("infeasible" if answer.proven else "unknown", {}, ())
            found = answer.values
            proven = proven and answer.proven
            rows.append(self._no_less(goal, answer.reached))
        assert found is not None
        values = {name: float(found[place]) for name, place in self._places.items()}
        reached = tuple(float(goal @ found) for goal in weights[: len(goals)])
        return Solution("optimal" if proven else "feasible", values, reached)

    def _weights(self, goal: Mapping[Name, float]) -> Numbers:
        import numpy as np

        weights = np.zeros(len(self._most))
        for name, weight in goal.items():
            weights[self._places[name]] = weight
        return weights

    def _no_less(self, goal: Numbers, reached: float) -> _Row:
        places = goal.nonzero()[0].tolist()
        weights = goal[places].tolist()
        exact = all(self._whole[place] for place in places) and all(each.is_integer() for each in weights)
        return _Row(tuple(places), tuple(weights), round(reached) if exact else reached - _NEAR, inf)

    def _best(
        self, goal: Numbers, rows: list[_Row], end: float, known: Numbers | None, presolve: bool
    ) -> _Answer:
        """Return the best for one goal, or what is ``known`` to fit the rows if time runs out."""
        import numpy as np

        best = _Answer(False, known, float(goal @ known)) if known is not None else _Answer(False)
        most, whole = np.array(self._most, dtype=np.float64), np.array(self._whole, dtype=np.bool_)
        relaxed = self._asked(goal, rows, most, end)
        if not relaxed.proven or relaxed.values is None:
            return best if best.values is not None else _Answer(relaxed.proven)
        if self._is_whole(relaxed.values):
            return self._rounded(goal, relaxed)
        assert relaxed.losses is not None
        margin = _FIRST_MARGIN * max(1.0, abs(relaxed.reached))
        while True:
            allowed = np.where(whole & (relaxed.losses > margin), 0.0, most)
            answer = self._asked(goal, rows, allowed, end, whole=True, presolve=presolve)
            if answer.values is not None and answer.reached >= best.reached:
                best = self._rounded(goal, answer)
            # Whatever uses a variable that was left out stays below the bound by more than the margin.
            gap = relaxed.reached - best.reached
            if not answer.proven or gap <= margin or bool((allowed == most).all()):
                return _Answer(answer.proven, best.values, best.reached)
            margin = gap + _NEAR

    def _is_whole(self, values: Numbers) -> bool:
        import numpy as np

        return bool((np.abs(values - values.round())[self._whole] <= _NEAR).all())

    def _rounded(self, goal: Numbers, answer: _Answer) -> _Answer:
        import numpy as np

        assert answer.values is not None
        values = np.where(self._whole, answer.values.round(), answer.values)
        return _Answer(answer.proven, values, float(goal @ values))

    def _asked(
        self,
        goal: Numbers,
        rows: list[_Row],
        most: Numbers,
        end: float,
        *,
        whole: bool = False,
        presolve: bool = True,
    ) -> _Answer:
        """Ask the solver once, in the time that is left."""
        import numpy as np
        from highspy import HighsModelStatus as Told
        from highspy import SolutionStatus

        if not self._most:
            holds = all(row.least <= 0 <= row.most for row in rows)
            return _Answer(True, goal, 0.0, goal) if holds else _Answer(True)
        solver = _silent()
        solver.setOptionValue("time_limit", max(0.0, end - monotonic()))
        solver.setOptionValue("presolve", "choose" if presolve else "off")
        # HiGHS 1.16, given a solution to begin with, returns it if simplifying solves the rest.
        solver.passModel(self._laid_out(goal, rows, most, whole=whole))
        solver.run()
        told = solver.getModelStatus()
        if told in (Told.kInfeasible, Told.kUnboundedOrInfeasible):
            return _Answer(True)
        if told not in (Told.kOptimal, Told.kTimeLimit):
            raise RuntimeError(f"HiGHS ended with {told.name}")
        information, solution = solver.getInfo(), solver.getSolution()
        if information.primal_solution_status != int(SolutionStatus.kSolutionStatusFeasible):
            return _Answer(False)
        return _Answer(
            told == Told.kOptimal,
            np.array(solution.col_value),
            information.objective_function_value,
            None if whole else -np.array(solution.col_dual),
        )

    def _laid_out(self, goal: Numbers, rows: list[_Row], most: Numbers, *, whole: bool) -> HighsLp:
        import numpy as np
        from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense

        laid = HighsLp()
        laid.num_col_, laid.num_row_ = len(most), len(rows)
        laid.sense_ = ObjSense.kMaximize
        laid.col_cost_, laid.col_lower_, laid.col_upper_ = goal, np.zeros(len(most)), most
        laid.row_lower_ = [row.least for row in rows]
        laid.row_upper_ = [row.most for row in rows]
        laid.a_matrix_.format_ = MatrixFormat.kRowwise
        laid.a_matrix_.start_ = np.cumsum([0, *(len(row.places) for row in rows)])
        laid.a_matrix_.index_ = [place for row in rows for place in row.places]
        laid.a_matrix_.value_ = [weight for row in rows for weight in row.weights]
        if whole:
            kinds = {True: HighsVarType.kInteger, False: HighsVarType.kContinuous}
            laid.integrality_ = [kinds[each] for each in self._whole]
        return laid


def _silent() -> Highs:
    """Return a solver that says nothing and does the same each time."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802
            """Ask for none: asking makes HiGHS greet on the standard output before it can be told not to."""

    solver: Highs = Silent()  # type: ignore[no-untyped-call]  # as it is in highspy
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
    }.items():
        solver.setOptionValue(option, value)
    return solver
