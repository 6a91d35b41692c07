"""The closed lists of the framework, each written once.

In: nothing. Out: enumerations that feed the strategy model, its JSON Schema, the rules and the
translations. Must never know: how any of it is scored.

Each entry says what it means, as an editor shows it to whoever writes a document. Where a list comes from
is said beside it. "Chapter" and "step" mean the executive summary of AL-LAs
Notebook 03 (2014). Lists marked *practice* or *ours* are not in that text.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

MEANINGS: Final = "enumDescriptions"
"""Key in the JSON Schema of a closed list: what each entry means. Editors show it."""

LIST_OF: Final = "x-vocabulary"
"""Key in the JSON Schema of a closed list: the name of its vocabulary in the rules."""


class Vocabulary(StrEnum):
    """A closed list. An entry is the text that a document holds, and knows what it means."""

    _value_: str
    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make an entry of what a document holds, and what that means."""
        entry = str.__new__(cls, value)
        entry._value_ = value
        entry.meaning = meaning
        return entry

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        meanings = [entry.meaning for entry in cls]
        return {**handler(core_schema), MEANINGS: meanings, LIST_OF: vocabulary_name(cls)}


class Dimension(Vocabulary):
    """Five dimensions of internationalization (chapter II, Multidimensional; step 10)."""

    POLITICAL = "political", "political"
    ECONOMIC = "economic", "economic"
    COOPERATION = "cooperation", "cooperation"
    COMMUNICATION = "communication", "communication"
    SERVICES = "services", "services"


class Tool(Vocabulary):
    """Typical tools of the five dimensions (chapter II, Multidimensional, a to e)."""

    EVENT_REPRESENTATION = "event-representation", "presence at international events"
    DIPLOMATIC_ACTIVITY = "diplomatic-activity", "activity with the diplomatic corps"
    BINATIONAL_COMMISSION = "binational-commission", "binational commission"
    REGIONAL_INTEGRATION = "regional-integration", "regional integration"
    INFRASTRUCTURE_PROJECT = "infrastructure-project", "infrastructure project"
    CAPITAL_ATTRACTION = "capital-attraction", "attraction of capital"
    BUSINESS_INSTALLATION = "business-installation", "help for businesses to settle"
    BUSINESS_CREATION = "business-creation", "new businesses"
    INVESTMENT_SUPPORT = "investment-support", "help for investors"
    TRADE_PROMOTION = "trade-promotion", "trade promotion"
    JOB_EXPANSION = "job-expansion", "plan for more jobs"
    KNOWLEDGE_EXCHANGE = "knowledge-exchange", "exchange of knowledge and practice"
    SOUTH_SOUTH_COOPERATION = "south-south-cooperation", "South-South cooperation"
    TRIANGULAR_COOPERATION = "triangular-cooperation", "triangular cooperation"
    COOPERATION_AGREEMENT = "cooperation-agreement", "cooperation agreement"
    TECHNICAL_MISSION = "technical-mission", "technical mission"
    WORKSHOP = "workshop", "workshop, seminar or study visit"
    PROMOTION_MATERIAL = "promotion-material", "material that promotes the city"
    MEDIA_CAMPAIGN = "media-campaign", "media campaign"
    CITY_BRAND = "city-brand", "city brand"
    MIGRANT_SUPPORT = "migrant-support", "help for migrants"
    CITIZENS_ABROAD_SUPPORT = "citizens-abroad-support", "help for citizens abroad"
    SCHOLARSHIP = "scholarship", "scholarship"
    STUDENT_EXCHANGE = "student-exchange", "student exchange"


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


class ActorGroup(Vocabulary):
    """Seven groups to dialogue with (chapter III, "Who to dialogue with?")."""

    INTERNATIONAL = "international", "international"
    PRIVATE = "private", "private"
    SOCIAL_CITIZEN = "social-citizen", "social and citizen"
    ACADEMIC_CULTURAL = "academic-cultural", "academic and cultural"
    MEDIA = "media", "media"
    LOCAL_GOVERNMENT_OFFICES = "local-government-offices", "other local offices"
    OTHER_GOVERNMENT_LEVELS = "other-government-levels", "other levels of government"


class ActorType(Vocabulary):
    """The actor types that chapter III lists. A type does not imply a group: two stand in two."""

    INTERNATIONAL_ORGANIZATION = "international-organization", "international organization"
    CONSULAR_REPRESENTATION = "consular-representation", "embassy or consulate"
    FOREIGN_CULTURAL_CENTRE = "foreign-cultural-centre", "foreign cultural centre"
    INVESTOR = "investor", "investor"
    BUSINESS_UNION = "business-union", "business union"
    TOURISM_UNION = "tourism-union", "union of tourism or services"
    WORKER_ORGANIZATION = "worker-organization", "worker organization"
    CITIZENS = "citizens", "citizens and residents"
    CIVIL_SOCIETY_ORGANIZATION = "civil-society-organization", "civil society organization"
    COMMUNITY_GROUP = "community-group", "community group"
    MIGRANT_COMMUNITY = "migrant-community", "migrant community"
    VISITORS = "visitors", "visitors"
    CITIZENS_ABROAD = "citizens-abroad", "citizens living abroad"
    UNIVERSITY = "university", "university or research centre"
    SCHOOL_ASSOCIATION = "school-association", "school association"
    INTELLECTUALS = "intellectuals", "intellectuals"
    LANGUAGE_CENTRE = "language-centre", "language centre"
    MUSEUM = "museum", "museum"
    LOCAL_JOURNALISTS = "local-journalists", "local journalists"
    NATIONAL_JOURNALISTS = "national-journalists", "national journalists"
    FOREIGN_JOURNALISTS = "foreign-journalists", "foreign journalists"
    LOCAL_EXECUTIVE = "local-executive", "head of the local government"
    CABINET_MEMBER = "cabinet-member", "member of the cabinet"
    LOCAL_OFFICE = "local-office", "local office"
    LOCAL_LEGISLATIVE = "local-legislative", "local council or assembly"
    NATIONAL_INSTITUTION = "national-institution", "national institution"
    INTERMEDIATE_GOVERNMENT = "intermediate-government", "intermediate government"
    HIGHER_LEGISLATIVE = "higher-legislative", "regional or national parliament"


class MainActor(Vocabulary):
    """Four main local actors (chapter I). The local government stands apart and is not one (reading)."""

    UNIVERSITIES = "universities", "universities"
    PRIVATE_SECTOR = "private-sector", "private sector and unions"
    CIVIL_SOCIETY = "civil-society", "civil society"
    LEGISLATIVE = "legislative", "legislative bodies"


class KeyGroup(Vocabulary):
    """Five groups that matter most (chapter III, "Who to dialogue with?", 1 to 5)."""

    CITIZENS = "general-citizens", "citizens in general"
    PRIVATE_INITIATIVE = "private-initiative", "business and its unions"
    ACADEMIA = "academia", "academia"
    INTERNATIONAL_COOPERATORS = "international-cooperators", "cooperators and diplomats"
    LOCAL_OFFICES = "local-offices", "other local offices"


class ActorRole(Vocabulary):
    """What an actor does in the strategy (chapter II, Durable; the plan's own stages)."""

    FORMULATION = "formulation", "formulation"
    IMPLEMENTATION = "implementation", "implementation"
    FINANCING = "financing", "financing"
    EVALUATION = "evaluation", "evaluation"
    LOBBYING = "lobbying", "lobbying"
    CO_LEADING = "co-leading", "co-leading"


class SpaceKind(Vocabulary):
    """Four kinds of dialogue space (chapter III, "Through which means and spaces?")."""

    CONSULTATION = "consultation", "consultation"
    DELIBERATION = "deliberation", "deliberation"
    NEGOTIATION = "negotiation", "negotiation"
    ACCOUNTABILITY = "accountability", "accountability"


class SpaceYield(Vocabulary):
    """What a space obtains (chapter III, the table's column "To obtain")."""

    DIAGNOSIS = "diagnosis", "a picture of where things stand"
    INTEREST_MAP = "interest-map", "a map of interests"
    RESOURCE_INVENTORY = "resource-inventory", "an inventory of means"
    IMPROVEMENT_PLAN = "improvement-plan", "a plan to improve the strategy"


YIELD_OF_SPACE: Final = MappingProxyType(
    {
        SpaceKind.CONSULTATION: SpaceYield.DIAGNOSIS,
        SpaceKind.DELIBERATION: SpaceYield.INTEREST_MAP,
        SpaceKind.NEGOTIATION: SpaceYield.RESOURCE_INVENTORY,
        SpaceKind.ACCOUNTABILITY: SpaceYield.IMPROVEMENT_PLAN,
    }
)
"""What each kind of space is there to obtain (chapter III)."""


class SpaceFunction(Vocabulary):
    """What a space is for in step 11: to inform, take part, consult, judge quality."""

    INFORMATION = "information", "to inform"
    PARTICIPATION = "participation", "to take part"
    CONSULTATION = "consultation", "to consult"
    QUALITY_ASSESSMENT = "quality-assessment", "to judge quality"


class SpaceQuality(Vocabulary):
    """Six qualities of a dialogue space (chapter II, Inclusive)."""

    INCLUSIVE = "inclusive", "inclusive"
    PLURAL = "plural", "plural"
    WITH_IMPACT = "with-impact", "with impact"
    LONG_TERM = "long-term", "long-term"
    WORK_ORIENTED = "work-oriented", "work-oriented"
    COORDINATED = "coordinated", "coordinated"


class DialogueBenefit(Vocabulary):
    """Ten benefits of dialogue (chapter III, "Why dialogue?")."""

    BROADER_KNOWLEDGE = "broader-knowledge", "knowing more about what is at stake"
    OPEN_DEBATE = "open-debate", "bringing people together in open debate"
    COMPLEX_TOPICS = "complex-topics", "making complex topics manageable"
    COMPARED_VISIONS = "compared-visions", "comparing visions and working together more"
    LESS_CONFLICT = "less-conflict", "fewer conflicts"
    CONFIDENCE = "confidence", "confidence among the actors"
    COORDINATION = "coordination", "better coordination"
    INTERSECTOR_VIEW = "intersector-view", "a view across sectors and governments"
    INTERCULTURAL_VIEW = "intercultural-view", "seeing how many cultures take part"
    SHARED_UNDERSTANDING = "shared-understanding", "a shared understanding of what it is good for"


class DialogueMeaning(Vocabulary):
    """Five meanings of dialogue (chapter III, opening)."""

    PERSPECTIVES = "perspectives", "hearing how citizens and organizations see things"
    INFORMATION = "information", "finding the information that policies need"
    TRUST = "trust", "building trust that lasts"
    WORLD_STAGE = "world-stage", "letting people find their city's place in the world"
    MIRROR = "mirror", "showing people how they imagine their city"


class Term(Vocabulary):
    """Terms of the results of dialogue (chapter III, "What results can we expect")."""

    SHORT = "short", "short term"
    MID = "mid", "mid term"
    LONG = "long", "long term"


class WorldTopic(Vocabulary):
    """Seven topics of the world we want (chapter II, Table I)."""

    GOVERNANCE = "governance", "urban governance"
    FINANCING = "financing", "local financing"
    PLANNING = "planning", "urban planning"
    INCLUSIVE_CITIES = "inclusive-cities", "inclusive cities"
    ECONOMIC_DEVELOPMENT = "economic-development", "local economic development"
    ENVIRONMENT = "environment", "urban environment"
    CULTURE = "culture", "culture"


class TerritoryType(Vocabulary):
    """Types of territory, each with its own challenge (chapter II, Table I, Urban planning)."""

    TOWN = "town", "town or small city"
    INTERMEDIATE = "intermediate", "middle-sized city"
    PERIPHERAL = "peripheral", "city on the edge of a larger one"
    METROPOLIS = "metropolis", "metropolis"
    REGION = "region", "regional government"


class Stage(Vocabulary):
    """Four stages of the route (chapter IV)."""

    DEFINITION = "definition", "definition"
    PLANNING = "planning", "planning"
    DESIGN = "design", "design and implementation"
    FEEDBACK = "feedback", "feedback and sustainability"


class IndicatorFamily(Vocabulary):
    """Families of indicators (step 14); social and environmental are added from practice."""

    FINANCIAL = "financial", "financial"
    COMMUNICATION = "communication", "communication"
    AWARENESS = "awareness", "awareness"
    ECONOMIC = "economic", "economic"
    OPERATIVE = "operative", "operative"
    SOCIAL = "social", "social"
    ENVIRONMENTAL = "environmental", "environmental"


class IndicatorLevel(Vocabulary):
    """How far along the chain of effects an indicator measures (practice)."""

    OUTPUT = "output", "what is produced"
    OUTCOME = "outcome", "what changes because of it"
    IMPACT = "impact", "what it means in the long run"


class IndicatorNature(Vocabulary):
    """Whether an indicator counts or describes (chapter II, Measurable)."""

    QUANTITATIVE = "quantitative", "quantitative"
    QUALITATIVE = "qualitative", "qualitative"


class MeasurementTool(Vocabulary):
    """Measurement tools (step 13; the last two from chapter II, Measurable)."""

    INDICATORS = "indicators", "indicators"
    IMPACT_EVALUATION = "impact-evaluation", "impact evaluation"
    PROCESS_EVALUATION = "process-evaluation", "process evaluation"
    GOOD_PRACTICE_SYSTEMATIZATION = "good-practice-systematization", "good practices, written up"
    CONTROL_PANEL = "control-panel", "control panel"
    QUALITATIVE = "qualitative", "qualitative measurement"
    PEER_EVALUATION = "peer-evaluation", "peer evaluation"


class Geography(Vocabulary):
    """Geographies to study (chapter II, Territorial outlook)."""

    PHYSICAL = "physical", "physical"
    SOCIAL = "social", "social"
    ECONOMIC = "economic", "economic"


class PlanningContext(Vocabulary):
    """Contexts that the choice of a planning tool answers to (step 5)."""

    LEGAL = "legal", "legal"
    OPERATIVE = "operative", "operative"
    POLITICAL = "political", "political"


class VisionBasis(Vocabulary):
    """Criteria a vision is built on (step 6)."""

    TECHNICAL = "technical", "technical"
    REALISTIC = "realistic", "realistic"
    INCLUSIVE = "inclusive", "inclusive"


class Capacity(Vocabulary):
    """Capacities to analyse (chapter IV, stage 3)."""

    INSTITUTIONAL = "institutional", "institutional"
    OPERATIVE = "operative", "operative"
    HUMAN = "human", "human"


class MediaReach(Vocabulary):
    """Reach of the media an office speaks to (chapter III, Media)."""

    LOCAL = "local", "local"
    NATIONAL = "national", "national"
    FOREIGN = "foreign", "foreign"


class Orientation(Vocabulary):
    """Planned or reactive internationalization (chapter II, opening)."""

    PLANNED = "planned", "planned"
    REACTIVE = "reactive", "reactive"


class Audience(Vocabulary):
    """Whom the strategy speaks to (chapter II, Visible; chapter I; the lists are ours)."""

    ADMINISTRATION = "administration", "the administration itself"
    ELECTED_AUTHORITIES = "elected-authorities", "elected authorities"
    CITIZENS = "citizens", "citizens"
    LOCAL_ACTORS = "local-actors", "local actors"
    INTERNATIONAL = "international", "people and bodies abroad"


class PopulationGroup(Vocabulary):
    """Groups of the population that a strategy may serve or hear (chapter III; ours)."""

    GENERAL = "general", "the population in general"
    WOMEN = "women", "women"
    YOUTH = "youth", "young people"
    ELDERS = "elders", "older people"
    MIGRANTS = "migrants", "migrants"
    CITIZENS_ABROAD = "citizens-abroad", "citizens living abroad"
    INDIGENOUS = "indigenous", "indigenous peoples"
    PEOPLE_WITH_DISABILITIES = "people-with-disabilities", "people with disabilities"
    LOW_INCOME = "low-income", "people with a low income"
    STUDENTS = "students", "students"
    BUSINESSES = "businesses", "businesses"


class Directness(Vocabulary):
    """How a beneficiary is reached (step 3)."""

    DIRECT = "direct", "reached directly"
    INDIRECT = "indirect", "reached through others"


class DocumentKind(Vocabulary):
    """Kinds of strategy document seen in practice."""

    STRATEGY = "strategy", "strategy"
    PLAN = "plan", "plan"
    POLICY = "policy", "policy"
    FRAMEWORK = "framework", "framework"
    PROGRAMME = "programme", "programme within a development plan"
    DECREE_ANNEX = "decree-annex", "annex of a decree"


class DocumentStatus(Vocabulary):
    """Where a document stands in its life (practice)."""

    DRAFT = "draft", "draft"
    ADOPTED = "adopted", "adopted"
    IN_FORCE = "in-force", "in force"
    EXPIRED = "expired", "expired"
    SUPERSEDED = "superseded", "replaced by another"


class PlanType(Vocabulary):
    """Local plans and laws that a strategy aligns with (chapter II, Aligned; practice)."""

    GOVERNMENT_PLAN = "government-plan", "government plan"
    DEVELOPMENT_PLAN = "development-plan", "development plan"
    SECTOR_PLAN = "sector-plan", "plan of one sector"
    HIGHER_LEVEL_PLAN = "higher-level-plan", "plan of a higher level of government"
    LAW = "law", "law"


class GovernmentLevel(Vocabulary):
    """Levels of government (practice)."""

    LOCAL = "local", "local"
    METROPOLITAN = "metropolitan", "metropolitan"
    REGIONAL = "regional", "state, province or region"
    NATIONAL = "national", "national"
    SUPRANATIONAL = "supranational", "above the national"


class AdoptingBody(Vocabulary):
    """Kinds of body that adopt a strategy (practice)."""

    EXECUTIVE = "executive", "mayor or cabinet"
    LEGISLATIVE = "legislative", "council or assembly"
    ACTORS_COUNCIL = "actors-council", "council of actors"
    HIGHER_GOVERNMENT = "higher-government", "a higher level of government"


class AdoptionResult(Vocabulary):
    """Results of an adoption event (practice)."""

    APPROVED = "approved", "approved"
    REJECTED = "rejected", "rejected"
    PENDING = "pending", "not decided yet"
    NOTED = "noted", "taken note of"


class ResponseStatus(Vocabulary):
    """Answers to a recommendation received (practice)."""

    ACCEPTED = "accepted", "accepted"
    PARTLY = "partly", "accepted in part"
    REJECTED = "rejected", "rejected"
    PENDING = "pending", "not answered yet"


class PriorityRole(Vocabulary):
    """What a node of the tree of priorities is (practice)."""

    CORE = "core", "core"
    ENABLER = "enabler", "it makes the others possible"
    TRANSVERSAL = "transversal", "it runs through all the others"


class AssetType(Vocabulary):
    """Kinds of asset that a territory shows the world (practice)."""

    TITLE = "title", "title or distinction"
    HEAD_OFFICE = "head-office", "head office of an organization"
    RANKING = "ranking", "place in a ranking"
    HERITAGE = "heritage", "heritage"
    INFRASTRUCTURE = "infrastructure", "infrastructure"
    EVENT = "event", "event"


class Membership(Vocabulary):
    """Grades of membership of a network (practice)."""

    FOUNDER = "founder", "founding member"
    PRESIDENCY = "presidency", "presidency"
    BOARD = "board", "seat on the board"
    MEMBER = "member", "member"
    OBSERVER = "observer", "observer"


class RelationType(Vocabulary):
    """Kinds of tie with another city (practice)."""

    TWIN = "twin", "twin city"
    SISTER = "sister", "sister city"
    PARTNER = "partner", "partner city"
    PROJECT = "project", "partner in a project"


class RelationStatus(Vocabulary):
    """Whether a tie is alive (practice)."""

    ACTIVE = "active", "active"
    DORMANT = "dormant", "asleep"
    ENDED = "ended", "ended"


class PlaceTier(Vocabulary):
    """Primary and secondary priority places (practice)."""

    PRIMARY = "primary", "primary"
    SECONDARY = "secondary", "secondary"


class ChoiceSubject(Vocabulary):
    """What criteria of choice are for (practice)."""

    PARTNERSHIPS = "partnerships", "partnerships"
    MISSIONS = "missions", "missions"
    NETWORKS = "networks", "networks"
    PLACES = "places", "priority places"


class Frequency(Vocabulary):
    """How often something happens (practice)."""

    CONTINUOUS = "continuous", "all the time"
    MONTHLY = "monthly", "every month"
    QUARTERLY = "quarterly", "every three months"
    BIANNUAL = "biannual", "twice a year"
    ANNUAL = "annual", "every year"
    BIENNIAL = "biennial", "every two years"
    TRIENNIAL = "triennial", "every three years"
    ONCE = "once", "only once"


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


class Importance(Vocabulary):
    """A scale of three, for priority, likelihood and impact."""

    LOW = "low", "low"
    MEDIUM = "medium", "medium"
    HIGH = "high", "high"


class ActionStatus(Vocabulary):
    """Where an action stands (practice)."""

    PLANNED = "planned", "planned"
    ONGOING = "ongoing", "under way"
    DONE = "done", "done"
    DELAYED = "delayed", "delayed"
    DROPPED = "dropped", "given up"


class SourceType(Vocabulary):
    """Own means or means of others (practice)."""

    OWN = "own", "own means"
    EXTERNAL = "external", "means of others"


class BudgetKind(Vocabulary):
    """A whole envelope or one line of it (practice)."""

    ENVELOPE = "envelope", "a whole envelope"
    LINE = "line", "one line of it"


def vocabulary_name(vocabulary: type[Vocabulary]) -> str:
    """Return the name of a vocabulary in the rules: ``ActorGroup`` is ``actor-group``."""
    name = vocabulary.__name__
    return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


_BY_NAME: Final = {
    vocabulary_name(value): value
    for value in list(vars().values())
    if isinstance(value, type) and issubclass(value, Vocabulary) and value is not Vocabulary
}
VOCABULARIES: Final = MappingProxyType(
    {name: tuple(str(entry) for entry in vocabulary) for name, vocabulary in _BY_NAME.items()}
)
"""Every vocabulary by its name in the rules (``dimension``, ``actor-group``…), with its entries in order."""


def meaning_of(vocabulary: str, entry: str) -> str:
    """Return what an entry of a vocabulary means."""
    return next(each.meaning for each in _BY_NAME[vocabulary] if each == entry)
