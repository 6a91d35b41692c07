"""The closed lists of the framework, each written once.

In: nothing. Out: enumerations that feed the strategy model, its JSON Schema, the rules and the
translations. Must never know: how any of it is scored.

Where a list comes from is said beside it. "Chapter" and "step" mean the executive summary of AL-LAs
Notebook 03 (2014). Lists marked *practice* or *ours* are not in that text.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Dimension(StrEnum):
    """Five dimensions of internationalization (chapter II, Multidimensional; step 10)."""

    POLITICAL = "political"
    ECONOMIC = "economic"
    COOPERATION = "cooperation"
    COMMUNICATION = "communication"
    SERVICES = "services"


class Tool(StrEnum):
    """Typical tools of the five dimensions (chapter II, Multidimensional, a to e)."""

    EVENT_REPRESENTATION = "event-representation"
    DIPLOMATIC_ACTIVITY = "diplomatic-activity"
    BINATIONAL_COMMISSION = "binational-commission"
    REGIONAL_INTEGRATION = "regional-integration"
    INFRASTRUCTURE_PROJECT = "infrastructure-project"
    CAPITAL_ATTRACTION = "capital-attraction"
    BUSINESS_INSTALLATION = "business-installation"
    BUSINESS_CREATION = "business-creation"
    INVESTMENT_SUPPORT = "investment-support"
    TRADE_PROMOTION = "trade-promotion"
    JOB_EXPANSION = "job-expansion"
    KNOWLEDGE_EXCHANGE = "knowledge-exchange"
    SOUTH_SOUTH_COOPERATION = "south-south-cooperation"
    TRIANGULAR_COOPERATION = "triangular-cooperation"
    COOPERATION_AGREEMENT = "cooperation-agreement"
    TECHNICAL_MISSION = "technical-mission"
    WORKSHOP = "workshop"
    PROMOTION_MATERIAL = "promotion-material"
    MEDIA_CAMPAIGN = "media-campaign"
    CITY_BRAND = "city-brand"
    MIGRANT_SUPPORT = "migrant-support"
    CITIZENS_ABROAD_SUPPORT = "citizens-abroad-support"
    SCHOLARSHIP = "scholarship"
    STUDENT_EXCHANGE = "student-exchange"


_TOOLS_OF_DIMENSION: Final = {
    Dimension.POLITICAL: (
        Tool.EVENT_REPRESENTATION,
        Tool.DIPLOMATIC_ACTIVITY,
        Tool.BINATIONAL_COMMISSION,
        Tool.REGIONAL_INTEGRATION,
    ),
    Dimension.ECONOMIC: (
        Tool.INFRASTRUCTURE_PROJECT,
        Tool.CAPITAL_ATTRACTION,
        Tool.BUSINESS_INSTALLATION,
        Tool.BUSINESS_CREATION,
        Tool.INVESTMENT_SUPPORT,
        Tool.TRADE_PROMOTION,
        Tool.JOB_EXPANSION,
    ),
    Dimension.COOPERATION: (
        Tool.KNOWLEDGE_EXCHANGE,
        Tool.SOUTH_SOUTH_COOPERATION,
        Tool.TRIANGULAR_COOPERATION,
        Tool.COOPERATION_AGREEMENT,
        Tool.TECHNICAL_MISSION,
        Tool.WORKSHOP,
    ),
    Dimension.COMMUNICATION: (Tool.PROMOTION_MATERIAL, Tool.MEDIA_CAMPAIGN, Tool.CITY_BRAND),
    Dimension.SERVICES: (
        Tool.MIGRANT_SUPPORT,
        Tool.CITIZENS_ABROAD_SUPPORT,
        Tool.SCHOLARSHIP,
        Tool.STUDENT_EXCHANGE,
    ),
}
TOOL_DIMENSION: Final = MappingProxyType(
    {tool: dimension for dimension, tools in _TOOLS_OF_DIMENSION.items() for tool in tools}
)
"""The dimension each tool belongs to."""


class ActorGroup(StrEnum):
    """Seven groups to dialogue with (chapter III, "Who to dialogue with?")."""

    INTERNATIONAL = "international"
    PRIVATE = "private"
    SOCIAL_CITIZEN = "social-citizen"
    ACADEMIC_CULTURAL = "academic-cultural"
    MEDIA = "media"
    LOCAL_GOVERNMENT_OFFICES = "local-government-offices"
    OTHER_GOVERNMENT_LEVELS = "other-government-levels"


class ActorType(StrEnum):
    """The actor types that chapter III lists. A type does not imply a group: two stand in two."""

    INTERNATIONAL_ORGANIZATION = "international-organization"
    CONSULAR_REPRESENTATION = "consular-representation"
    FOREIGN_CULTURAL_CENTRE = "foreign-cultural-centre"
    INVESTOR = "investor"
    BUSINESS_UNION = "business-union"
    TOURISM_UNION = "tourism-union"
    WORKER_ORGANIZATION = "worker-organization"
    CITIZENS = "citizens"
    CIVIL_SOCIETY_ORGANIZATION = "civil-society-organization"
    COMMUNITY_GROUP = "community-group"
    MIGRANT_COMMUNITY = "migrant-community"
    VISITORS = "visitors"
    CITIZENS_ABROAD = "citizens-abroad"
    UNIVERSITY = "university"
    SCHOOL_ASSOCIATION = "school-association"
    INTELLECTUALS = "intellectuals"
    LANGUAGE_CENTRE = "language-centre"
    MUSEUM = "museum"
    LOCAL_JOURNALISTS = "local-journalists"
    NATIONAL_JOURNALISTS = "national-journalists"
    FOREIGN_JOURNALISTS = "foreign-journalists"
    LOCAL_EXECUTIVE = "local-executive"
    CABINET_MEMBER = "cabinet-member"
    LOCAL_OFFICE = "local-office"
    LOCAL_LEGISLATIVE = "local-legislative"
    NATIONAL_INSTITUTION = "national-institution"
    INTERMEDIATE_GOVERNMENT = "intermediate-government"
    HIGHER_LEGISLATIVE = "higher-legislative"


class MainActor(StrEnum):
    """Four main local actors (chapter I). The local government stands apart and is not one (reading)."""

    UNIVERSITIES = "universities"
    PRIVATE_SECTOR = "private-sector"
    CIVIL_SOCIETY = "civil-society"
    LEGISLATIVE = "legislative"


class KeyGroup(StrEnum):
    """Five groups that matter most (chapter III, "Who to dialogue with?", 1 to 5)."""

    CITIZENS = "general-citizens"
    PRIVATE_INITIATIVE = "private-initiative"
    ACADEMIA = "academia"
    INTERNATIONAL_COOPERATORS = "international-cooperators"
    LOCAL_OFFICES = "local-offices"


class ActorRole(StrEnum):
    """What an actor does in the strategy (chapter II, Durable; the plan's own stages)."""

    FORMULATION = "formulation"
    IMPLEMENTATION = "implementation"
    FINANCING = "financing"
    EVALUATION = "evaluation"
    LOBBYING = "lobbying"
    CO_LEADING = "co-leading"


class SpaceKind(StrEnum):
    """Four kinds of dialogue space (chapter III, "Through which means and spaces?")."""

    CONSULTATION = "consultation"
    DELIBERATION = "deliberation"
    NEGOTIATION = "negotiation"
    ACCOUNTABILITY = "accountability"


class SpaceYield(StrEnum):
    """What a space obtains (chapter III, the table's column "To obtain")."""

    DIAGNOSIS = "diagnosis"
    INTEREST_MAP = "interest-map"
    RESOURCE_INVENTORY = "resource-inventory"
    IMPROVEMENT_PLAN = "improvement-plan"


YIELD_OF_SPACE: Final = MappingProxyType(
    {
        SpaceKind.CONSULTATION: SpaceYield.DIAGNOSIS,
        SpaceKind.DELIBERATION: SpaceYield.INTEREST_MAP,
        SpaceKind.NEGOTIATION: SpaceYield.RESOURCE_INVENTORY,
        SpaceKind.ACCOUNTABILITY: SpaceYield.IMPROVEMENT_PLAN,
    }
)
"""What each kind of space is there to obtain (chapter III)."""


class SpaceFunction(StrEnum):
    """What a space is for in step 11: to inform, take part, consult, judge quality."""

    INFORMATION = "information"
    PARTICIPATION = "participation"
    CONSULTATION = "consultation"
    QUALITY_ASSESSMENT = "quality-assessment"


class SpaceQuality(StrEnum):
    """Six qualities of a dialogue space (chapter II, Inclusive)."""

    INCLUSIVE = "inclusive"
    PLURAL = "plural"
    WITH_IMPACT = "with-impact"
    LONG_TERM = "long-term"
    WORK_ORIENTED = "work-oriented"
    COORDINATED = "coordinated"


class DialogueBenefit(StrEnum):
    """Ten benefits of dialogue (chapter III, "Why dialogue?")."""

    BROADER_KNOWLEDGE = "broader-knowledge"
    OPEN_DEBATE = "open-debate"
    COMPLEX_TOPICS = "complex-topics"
    COMPARED_VISIONS = "compared-visions"
    LESS_CONFLICT = "less-conflict"
    CONFIDENCE = "confidence"
    COORDINATION = "coordination"
    INTERSECTOR_VIEW = "intersector-view"
    INTERCULTURAL_VIEW = "intercultural-view"
    SHARED_UNDERSTANDING = "shared-understanding"


class DialogueMeaning(StrEnum):
    """Five meanings of dialogue (chapter III, opening)."""

    PERSPECTIVES = "perspectives"
    INFORMATION = "information"
    TRUST = "trust"
    WORLD_STAGE = "world-stage"
    MIRROR = "mirror"


class Term(StrEnum):
    """Terms of the results of dialogue (chapter III, "What results can we expect")."""

    SHORT = "short"
    MID = "mid"
    LONG = "long"


class WorldTopic(StrEnum):
    """Seven topics of the world we want (chapter II, Table I)."""

    GOVERNANCE = "governance"
    FINANCING = "financing"
    PLANNING = "planning"
    INCLUSIVE_CITIES = "inclusive-cities"
    ECONOMIC_DEVELOPMENT = "economic-development"
    ENVIRONMENT = "environment"
    CULTURE = "culture"


class TerritoryType(StrEnum):
    """Types of territory, each with its own challenge (chapter II, Table I, Urban planning)."""

    TOWN = "town"
    INTERMEDIATE = "intermediate"
    PERIPHERAL = "peripheral"
    METROPOLIS = "metropolis"
    REGION = "region"


class Stage(StrEnum):
    """Four stages of the route (chapter IV)."""

    DEFINITION = "definition"
    PLANNING = "planning"
    DESIGN = "design"
    FEEDBACK = "feedback"


class IndicatorFamily(StrEnum):
    """Families of indicators (step 14); social and environmental are added from practice."""

    FINANCIAL = "financial"
    COMMUNICATION = "communication"
    AWARENESS = "awareness"
    ECONOMIC = "economic"
    OPERATIVE = "operative"
    SOCIAL = "social"
    ENVIRONMENTAL = "environmental"


class IndicatorLevel(StrEnum):
    """How far along the chain of effects an indicator measures (practice)."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class IndicatorNature(StrEnum):
    """Whether an indicator counts or describes (chapter II, Measurable)."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class MeasurementTool(StrEnum):
    """Measurement tools (step 13; the last two from chapter II, Measurable)."""

    INDICATORS = "indicators"
    IMPACT_EVALUATION = "impact-evaluation"
    PROCESS_EVALUATION = "process-evaluation"
    GOOD_PRACTICE_SYSTEMATIZATION = "good-practice-systematization"
    CONTROL_PANEL = "control-panel"
    QUALITATIVE = "qualitative"
    PEER_EVALUATION = "peer-evaluation"


class Geography(StrEnum):
    """Geographies to study (chapter II, Territorial outlook)."""

    PHYSICAL = "physical"
    SOCIAL = "social"
    ECONOMIC = "economic"


class PlanningContext(StrEnum):
    """Contexts that the choice of a planning tool answers to (step 5)."""

    LEGAL = "legal"
    OPERATIVE = "operative"
    POLITICAL = "political"


class VisionBasis(StrEnum):
    """Criteria a vision is built on (step 6)."""

    TECHNICAL = "technical"
    REALISTIC = "realistic"
    INCLUSIVE = "inclusive"


class Capacity(StrEnum):
    """Capacities to analyse (chapter IV, stage 3)."""

    INSTITUTIONAL = "institutional"
    OPERATIVE = "operative"
    HUMAN = "human"


class MediaReach(StrEnum):
    """Reach of the media an office speaks to (chapter III, Media)."""

    LOCAL = "local"
    NATIONAL = "national"
    FOREIGN = "foreign"


class Orientation(StrEnum):
    """Planned or reactive internationalization (chapter II, opening)."""

    PLANNED = "planned"
    REACTIVE = "reactive"


class Audience(StrEnum):
    """Whom the strategy speaks to (chapter II, Visible; chapter I; the lists are ours)."""

    ADMINISTRATION = "administration"
    ELECTED_AUTHORITIES = "elected-authorities"
    CITIZENS = "citizens"
    LOCAL_ACTORS = "local-actors"
    INTERNATIONAL = "international"


class PopulationGroup(StrEnum):
    """Groups of the population that a strategy may serve or hear (chapter III; ours)."""

    GENERAL = "general"
    WOMEN = "women"
    YOUTH = "youth"
    ELDERS = "elders"
    MIGRANTS = "migrants"
    CITIZENS_ABROAD = "citizens-abroad"
    INDIGENOUS = "indigenous"
    PEOPLE_WITH_DISABILITIES = "people-with-disabilities"
    LOW_INCOME = "low-income"
    STUDENTS = "students"
    BUSINESSES = "businesses"


class Directness(StrEnum):
    """How a beneficiary is reached (step 3)."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class DocumentKind(StrEnum):
    """Kinds of strategy document seen in practice."""

    STRATEGY = "strategy"
    PLAN = "plan"
    POLICY = "policy"
    FRAMEWORK = "framework"
    PROGRAMME = "programme"
    DECREE_ANNEX = "decree-annex"


class DocumentStatus(StrEnum):
    """Where a document stands in its life (practice)."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class PlanType(StrEnum):
    """Local plans and laws that a strategy aligns with (chapter II, Aligned; practice)."""

    GOVERNMENT_PLAN = "government-plan"
    DEVELOPMENT_PLAN = "development-plan"
    SECTOR_PLAN = "sector-plan"
    HIGHER_LEVEL_PLAN = "higher-level-plan"
    LAW = "law"


class GovernmentLevel(StrEnum):
    """Levels of government (practice)."""

    LOCAL = "local"
    METROPOLITAN = "metropolitan"
    REGIONAL = "regional"
    NATIONAL = "national"
    SUPRANATIONAL = "supranational"


class AdoptingBody(StrEnum):
    """Kinds of body that adopt a strategy (practice)."""

    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ACTORS_COUNCIL = "actors-council"
    HIGHER_GOVERNMENT = "higher-government"


class AdoptionResult(StrEnum):
    """Results of an adoption event (practice)."""

    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING = "pending"
    NOTED = "noted"


class ResponseStatus(StrEnum):
    """Answers to a recommendation received (practice)."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    PENDING = "pending"


class PriorityRole(StrEnum):
    """What a node of the tree of priorities is (practice)."""

    CORE = "core"
    ENABLER = "enabler"
    TRANSVERSAL = "transversal"


class AssetType(StrEnum):
    """Kinds of asset that a territory shows the world (practice)."""

    TITLE = "title"
    HEAD_OFFICE = "head-office"
    RANKING = "ranking"
    HERITAGE = "heritage"
    INFRASTRUCTURE = "infrastructure"
    EVENT = "event"


class Membership(StrEnum):
    """Grades of membership of a network (practice)."""

    FOUNDER = "founder"
    PRESIDENCY = "presidency"
    BOARD = "board"
    MEMBER = "member"
    OBSERVER = "observer"


class RelationType(StrEnum):
    """Kinds of tie with another city (practice)."""

    TWIN = "twin"
    SISTER = "sister"
    PARTNER = "partner"
    PROJECT = "project"


class RelationStatus(StrEnum):
    """Whether a tie is alive (practice)."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


class PlaceTier(StrEnum):
    """Primary and secondary priority places (practice)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class ChoiceSubject(StrEnum):
    """What criteria of choice are for (practice)."""

    PARTNERSHIPS = "partnerships"
    MISSIONS = "missions"
    NETWORKS = "networks"
    PLACES = "places"


class Frequency(StrEnum):
    """How often something happens (practice)."""

    CONTINUOUS = "continuous"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    BIANNUAL = "biannual"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    TRIENNIAL = "triennial"
    ONCE = "once"


MONTHS_OF_FREQUENCY: Final = MappingProxyType(
    {
        Frequency.CONTINUOUS: 1,
        Frequency.MONTHLY: 1,
        Frequency.QUARTERLY: 3,
        Frequency.BIANNUAL: 6,
        Frequency.ANNUAL: 12,
        Frequency.BIENNIAL: 24,
        Frequency.TRIENNIAL: 36,
    }
)
"""Months from one occurrence to the next; ``once`` has none."""


class Importance(StrEnum):
    """A scale of three, for priority, likelihood and impact."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ActionStatus(StrEnum):
    """Where an action stands (practice)."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    DELAYED = "delayed"
    DROPPED = "dropped"


class SourceType(StrEnum):
    """Own means or means of others (practice)."""

    OWN = "own"
    EXTERNAL = "external"


class BudgetKind(StrEnum):
    """A whole envelope or one line of it (practice)."""

    ENVELOPE = "envelope"
    LINE = "line"


def vocabulary_name(vocabulary: type[StrEnum]) -> str:
    """Return the name of a vocabulary in the rules: ``ActorGroup`` is ``actor-group``."""
    name = vocabulary.__name__
    return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


VOCABULARIES: Final = MappingProxyType(
    {
        vocabulary_name(value): tuple(str(entry) for entry in value)
        for value in list(vars().values())
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
)
"""Every vocabulary by its name in the rules (``dimension``, ``actor-group``…), with its entries in order."""
