"""Assess a city's international strategy against the twelve ideas of AL-LAs Notebook 03.

    from assessor import assess, load_strategy

    assessment = assess(load_strategy("strategy.yaml"))
    print(assessment.index.score, [(idea.id, idea.level) for idea in assessment.ideas])

Everything meant for other programs is named in ``__all__``; import it from here. Modules load when they are
first used, so importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessor.comparing.records import Comparison
    from assessor.documents.problems import Problem
    from assessor.errors import (
        AssessorError,
        InputOutputError,
        InvalidAssessmentError,
        InvalidBaselineError,
        InvalidDocumentError,
        InvalidExerciseError,
        InvalidPackError,
        InvalidStrategyError,
        UsageError,
    )
    from assessor.face import DEFAULTS, assess, compare, explain, improve, prepare, reword, robustness, said
    from assessor.gating.baseline import Baseline, baseline_of, baseline_text
    from assessor.gating.judging import gate, with_gate
    from assessor.gating.loading import load_baseline, parse_baseline
    from assessor.improving.edits import Add, Fill, Link, Settle, apply
    from assessor.improving.work_plan import Improvement
    from assessor.pack.loading import load_pack
    from assessor.pack.model import Pack
    from assessor.reports.comparison.formats import COMPARISON_FORMATS, render_comparison
    from assessor.reports.formats import FORMATS, Wishes, render
    from assessor.reports.improvement.formats import IMPROVEMENT_FORMATS, render_improvement
    from assessor.reports.json_report import to_json
    from assessor.reports.markdown_report import to_markdown
    from assessor.reports.text_report import to_text
    from assessor.scoring.assess import Prepared
    from assessor.scoring.assessment import (
        Assessment,
        CriterionResult,
        Finding,
        IdeaResult,
        Index,
        Recommendation,
    )
    from assessor.scoring.beside import Consistency, DiagnosisResult, ViewResult
    from assessor.scoring.explain import Explanation
    from assessor.scoring.gated import GateResult
    from assessor.scoring.robustness_result import Robustness
    from assessor.scoring.saved import load_assessment, parse_assessment
    from assessor.strategy.loading import (
        load_strategy,
        parse_strategy,
        strategy_from,
        validate_strategy,
    )
    from assessor.strategy.model import Strategy

__version__ = "0.1.0"

_PLACES = {
    "assessor.comparing.records": ("Comparison",),
    "assessor.documents.problems": ("Problem",),
    "assessor.errors": (
        "AssessorError",
        "InputOutputError",
        "InvalidAssessmentError",
        "InvalidBaselineError",
        "InvalidDocumentError",
        "InvalidExerciseError",
        "InvalidPackError",
        "InvalidStrategyError",
        "UsageError",
    ),
    "assessor.face": (
        "DEFAULTS",
        "assess",
        "compare",
        "explain",
        "improve",
        "prepare",
        "reword",
        "robustness",
        "said",
    ),
    "assessor.gating.baseline": ("Baseline", "baseline_of", "baseline_text"),
    "assessor.gating.judging": ("gate", "with_gate"),
    "assessor.gating.loading": ("load_baseline", "parse_baseline"),
    "assessor.improving.edits": ("Add", "Fill", "Link", "Settle", "apply"),
    "assessor.improving.work_plan": ("Improvement",),
    "assessor.pack.loading": ("load_pack",),
    "assessor.pack.model": ("Pack",),
    "assessor.reports.comparison.formats": ("COMPARISON_FORMATS", "render_comparison"),
    "assessor.reports.formats": ("FORMATS", "Wishes", "render"),
    "assessor.reports.improvement.formats": ("IMPROVEMENT_FORMATS", "render_improvement"),
    "assessor.reports.json_report": ("to_json",),
    "assessor.reports.markdown_report": ("to_markdown",),
    "assessor.reports.text_report": ("to_text",),
    "assessor.scoring.assess": ("Prepared",),
    "assessor.scoring.assessment": (
        "Assessment",
        "CriterionResult",
        "Finding",
        "IdeaResult",
        "Index",
        "Recommendation",
    ),
    "assessor.scoring.beside": ("Consistency", "DiagnosisResult", "ViewResult"),
    "assessor.scoring.explain": ("Explanation",),
    "assessor.scoring.robustness_result": ("Robustness",),
    "assessor.scoring.gated": ("GateResult",),
    "assessor.scoring.saved": ("load_assessment", "parse_assessment"),
    "assessor.strategy.loading": ("load_strategy", "parse_strategy", "strategy_from", "validate_strategy"),
    "assessor.strategy.model": ("Strategy",),
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}

__all__ = [
    "COMPARISON_FORMATS",
    "DEFAULTS",
    "FORMATS",
    "IMPROVEMENT_FORMATS",
    "Add",
    "Assessment",
    "AssessorError",
    "Baseline",
    "Comparison",
    "Consistency",
    "CriterionResult",
    "DiagnosisResult",
    "Explanation",
    "Fill",
    "Finding",
    "GateResult",
    "IdeaResult",
    "Improvement",
    "Index",
    "InputOutputError",
    "InvalidAssessmentError",
    "InvalidBaselineError",
    "InvalidDocumentError",
    "InvalidExerciseError",
    "InvalidPackError",
    "InvalidStrategyError",
    "Link",
    "Pack",
    "Prepared",
    "Problem",
    "Recommendation",
    "Robustness",
    "Settle",
    "Strategy",
    "UsageError",
    "ViewResult",
    "Wishes",
    "__version__",
    "apply",
    "assess",
    "baseline_of",
    "baseline_text",
    "compare",
    "explain",
    "gate",
    "improve",
    "load_assessment",
    "load_baseline",
    "load_pack",
    "load_strategy",
    "parse_assessment",
    "parse_baseline",
    "parse_strategy",
    "prepare",
    "render",
    "render_comparison",
    "render_improvement",
    "reword",
    "robustness",
    "said",
    "strategy_from",
    "to_json",
    "to_markdown",
    "to_text",
    "validate_strategy",
    "with_gate",
]


def __getattr__(name: str) -> Any:
    place = _PLACE_OF.get(name)
    if place is None:
        raise AttributeError(f"module 'assessor' has no attribute '{name}'")
    value = getattr(import_module(place), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
