"""The strategy document as a whole, and the register of what it can contain.

In: nothing. Out: ``Strategy`` and ``KINDS``. Must never know: files, rules, scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from assessor.documents.positions import Positions
from assessor.strategy import items as i
from assessor.strategy import sections as s
from assessor.strategy.base import REFERS_TO, Entry, Item, Many, Record, Section, empty, several, whole


class _Sections(Record):
    """Everything in a document that rules can look at."""

    document: s.Document = Field(description="The document itself.")
    territory: s.Territory = Field(description="The territory that internationalizes.")
    alignment: s.Alignment | None = None
    orientation: s.OrientationSection | None = None
    actor_map: s.ActorMap | None = None
    vision: s.Vision | None = None
    focus: s.Focus | None = None
    planning_instrument: s.PlanningInstrument | None = None
    review: s.Review | None = None
    communication_plan: s.CommunicationPlan | None = None
    unit: s.Unit | None = None
    capacity_analysis: s.CapacityAnalysis | None = None
    financing: s.Financing | None = None
    monitoring: s.Monitoring | None = None
    sustainability: s.Sustainability | None = None
    diaspora: s.Diaspora | None = None

    adoptions: Many[i.Adoption] = several("Events in the adoption of the document.")
    child_plans: Many[i.ChildPlan] = several("Plans that hang from this one.")
    recommendations: Many[i.Recommendation] = several("Recommendations received and answered.")
    plans: Many[i.Plan] = several("Plans and laws that the strategy aligns with.")
    axes: Many[i.Axis] = several("Strategic axes of those plans.")
    development_objectives: Many[i.DevelopmentObjective] = several("Development objectives of those plans.")
    priorities: Many[i.Priority] = several("The tree of priorities.")
    themes: Many[i.Theme] = several("The thematic agenda.")
    objectives: Many[i.Objective] = several("Objectives of internationalization.")
    actions: Many[i.Action] = several("Actions.")
    diagnosis_parts: Many[i.DiagnosisPart] = several("Parts of the diagnosis of the territory.")
    strengths: Many[i.Strength] = several("Strengths of the territory.")
    weaknesses: Many[i.Weakness] = several("Weaknesses of the territory.")
    opportunities: Many[i.Opportunity] = several("Opportunities of the context.")
    threats: Many[i.Threat] = several("Dangers of the context.")
    assets: Many[i.Asset] = several("What the territory can show the world.")
    needs: Many[i.Need] = several("Concrete needs of the population.")
    agendas: Many[i.Agenda] = several("Global agendas.")
    goals: Many[i.Goal] = several("Specific goals of those agendas.")
    networks: Many[i.Network] = several("Networks that the city belongs to.")
    relations: Many[i.Relation] = several("Ties with other cities and regions.")
    places: Many[i.Place] = several("Priority places and partners.")
    offices_abroad: Many[i.OfficeAbroad] = several("Offices abroad.")
    choice_criteria: Many[i.ChoiceCriterion] = several(
        "Criteria for choosing partnerships, missions, networks."
    )
    trend_analyses: Many[i.TrendAnalysis] = several("Analyses of international trends.")
    topics: Many[i.TopicTaken] = several("Topics of the world we want (Table I).")
    actors: Many[i.Actor] = several("The map of actors.")
    governance_bodies: Many[i.GovernanceBody] = several("Bodies that steer the strategy.")
    beneficiaries: Many[i.Beneficiary] = several("Who benefits.")
    spaces: Many[i.Space] = several("Dialogue spaces.")
    dialogue_results: Many[i.DialogueResult] = several("Results expected of dialogue.")
    sensitization_actions: Many[i.SensitizationAction] = several("Actions that show why it matters.")
    staff_profiles: Many[i.StaffProfile] = several("Posts and profiles of the unit.")
    financing_sources: Many[i.FinancingSource] = several("Sources of money.")
    budget_lines: Many[i.BudgetLine] = several("Envelopes and lines of the budget.")
    referents: Many[i.Referent] = several("Experience of other cities.")
    indicators: Many[i.Indicator] = several("Indicators.")
    reports: Many[i.Report] = several("Reports on results.")
    risks: Many[i.Risk] = several("Risks.")
    scenarios: Many[i.Scenario] = several("Scenarios considered.")
    agreements: Many[i.Agreement] = several("Agreements with actors.")
    durability_measures: Many[i.DurabilityMeasure] = several("Measures that make it last.")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that a document contains, as rules name it."""

    name: str
    key: str
    model: type[Entry]
    single: bool
    references: MappingProxyType[str, str]
    """Fields that name other items, each with the kind that it names."""
    lists: frozenset[str]
    """Fields that hold several values."""


def _kind(key: str, annotation: Any) -> Kind:
    model = next(
        c
        for candidate in (annotation, *get_args(annotation))
        for c in (candidate, *get_args(candidate))
        if isinstance(c, type) and issubclass(c, Entry)
    )
    single = issubclass(model, Section)
    references = {
        name: str(field.json_schema_extra[REFERS_TO])
        for name, field in model.model_fields.items()
        if isinstance(field.json_schema_extra, dict) and REFERS_TO in field.json_schema_extra
    }
    lists = frozenset(name for name, field in model.model_fields.items() if field.default_factory is empty)
    name = key.replace("_", "-") if single else _SINGULAR.get(key, key.removesuffix("s").replace("_", "-"))
    return Kind(name, key, model, single, MappingProxyType(references), lists)


_SINGULAR: Final = {
    "axes": "axis",
    "priorities": "priority",
    "weaknesses": "weakness",
    "opportunities": "opportunity",
    "offices_abroad": "office-abroad",
    "choice_criteria": "choice-criterion",
    "trend_analyses": "trend-analysis",
    "governance_bodies": "governance-body",
    "beneficiaries": "beneficiary",
}

KINDS: Final = MappingProxyType(
    {
        kind.name: kind
        for kind in (_kind(key, field.annotation) for key, field in _Sections.model_fields.items())
    }
)
"""Every kind by its name in the rules (``objective``, ``communication-plan``…)."""

_LIST_KEYS: Final = tuple(kind.key for kind in KINDS.values() if not kind.single)
OPEN_KEYS: Final = tuple(key for key, field in _Sections.model_fields.items() if not field.is_required())
"""Sections that ``unknown`` and ``announced`` of the document may name."""

MAX_UNLISTED: Final = 1_000_000
_unlisted_fields: dict[str, Any] = {
    key: (
        Annotated[int, Field(ge=0, le=MAX_UNLISTED), BeforeValidator(whole)] | None,
        Field(default=None, description="How many more there are than stand in the list."),
    )
    for key in _LIST_KEYS
}
Unlisted: type[Record] = create_model(
    "Unlisted",
    __base__=Record,
    __doc__="Numbers of items that the document counts without listing them.",
    **_unlisted_fields,
)


def _version(value: Any) -> Any:
    return 1 if value == "1" else whole(value)


SchemaVersion = Annotated[
    Literal[1],
    BeforeValidator(_version),
    WithJsonSchema({"type": ["integer", "string"], "enum": [1, "1"]}),
]


class Strategy(_Sections):
    """A city's international strategy, encoded so that rules can read it.

    Optional everywhere except the document's title and start, and the territory's name. What was not
    examined is listed under ``unknown``; what the document only promises, under ``announced``.
    """

    schema_version: SchemaVersion | None = Field(
        default=None, description="Version of this schema.", examples=[1]
    )
    unlisted: Unlisted | None = Field(
        default=None, description="Items that the document counts without listing them."
    )
    unknown: Many[str] = several("Sections that were not examined.", "indicators")
    announced: Many[str] = several("Sections that the document only promises.", "communication_plan")
    scope: Many[i.ScopeExclusion] = several("What the strategy does not set out to do.")
    waivers: Many[i.Waiver] = several("Gaps that a named role accepts until a date.")

    _positions: Positions | None = PrivateAttr(default=None)

    @property
    def positions(self) -> Positions | None:
        """Where each part stands in the file it was read from; None for one made in memory."""
        return self._positions

    def with_positions(self, positions: Positions) -> Self:
        """Return this strategy, knowing where its parts stand in its file."""
        copy = self.model_copy()
        copy._positions = positions  # noqa: SLF001 - a copy of this very object
        return copy

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core_schema))
        for name in ("unknown", "announced"):
            schema["properties"][name]["items"]["enum"] = list(OPEN_KEYS)
        return schema

    @model_validator(mode="after")
    def _names_sections(self) -> Self:
        for name in (*self.unknown, *self.announced):
            if name not in OPEN_KEYS:
                raise ValueError(f"'{name}' is no section of a strategy")
        return self


__all__ = ["KINDS", "OPEN_KEYS", "Item", "Kind", "Strategy", "Unlisted"]
