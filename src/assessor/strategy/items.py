"""The parts of a strategy document that are lists: one model per kind of item.

In: nothing. Out: models. Must never know: files, rules, scores.
"""

from __future__ import annotations

from pydantic import Field

from assessor.strategy import vocabulary as v
from assessor.strategy.base import (
    Amount,
    Date,
    Id,
    Item,
    Many,
    Number,
    Record,
    Text,
    Whole,
    Year,
    YesNo,
    about,
    links,
    one,
    several,
)
from assessor.strategy.sections import Money, Period

# --- the document's own history


class Adoption(Item):
    """One event in the adoption of the document."""

    body: Text | None = about("Who decided.", "Municipal council")
    body_type: v.AdoptingBody | None = about("What kind of body that is.", "legislative")
    date: Date | None = about("When.", "2024-03-21")
    reference: Text | None = about("Number or name of the act.", "Agreement 17")
    result: v.AdoptionResult | None = about("What was decided.", "approved")


class ChildPlan(Item):
    """A plan that hangs from this one: a yearly action plan, an export plan."""

    title: Text | None = about("Title.", "Action plan 2025")
    period: Period | None = about("Years covered.", {"start": 2025, "end": 2025})
    responsible: Text | None = about("Who is responsible.", "Economic agency")


class Recommendation(Item):
    """A recommendation received, and the answer to it."""

    text: Text | None = about("What was recommended.", "Name a person for each action.")
    received_from: Text | None = about("Who recommended it.", "Peer review 2022")
    response: Text | None = about("What was answered.", "Done in chapter 6.")
    status: v.ResponseStatus | None = about("How it was answered.", "accepted")


# --- alignment


class Plan(Item):
    """A plan or law that the strategy aligns with."""

    title: Text | None = about("Title.", "Government Plan 2024-2027")
    type: v.PlanType | None = about("What it is.", "government-plan")
    level: v.GovernmentLevel | None = about("Whose it is.", "local")
    period: Period | None = about("Years covered.", {"start": 2024, "end": 2027})


class Axis(Item):
    """A strategic axis of one of those plans."""

    name: Text | None = about("Name.", "A city that works")
    plan: Id | None = one("plan", "The plan that it belongs to.")


class DevelopmentObjective(Item):
    """A development objective of one of those plans; not an objective of this strategy."""

    statement: Text | None = about("What is aimed at.", "Halve youth unemployment by 2030")
    plan: Id | None = one("plan", "The plan that it belongs to.")
    axis: Id | None = one("axis", "The axis that it belongs to.")


# --- priorities


class Priority(Item):
    """A node in the tree of priorities, under whatever name the document gives its levels."""

    name: Text | None = about("Name.", "Connect")
    level: Text | None = about("What the document calls this level.", "pillar")
    parent: Id | None = one("priority", "The node above it.")
    role: v.PriorityRole | None = about("Core, enabler or transversal.", "core")


class Theme(Item):
    """A theme of the thematic agenda (step 6)."""

    name: Text | None = about("Name.", "Water and climate")
    topics: Many[v.WorldTopic] = several("Topics of Table I that it touches.", "environment")


class Objective(Item):
    """An objective of internationalization (step 7)."""

    statement: Text | None = about(
        "What is to be reached.", "Bring three research centres to the port district"
    )
    dimension: v.Dimension | None = about("Its dimension.", "economic")
    priorities: Many[Id] = links("priority", "Nodes of the tree of priorities that it stands under.")
    themes: Many[Id] = links("theme", "Themes that it belongs to.")
    axes: Many[Id] = links("axis", "Strategic axes that it serves.")
    development_objectives: Many[Id] = links(
        "development-objective", "Development objectives that it serves."
    )
    needs: Many[Id] = links("need", "Needs that it answers.")
    beneficiaries: Many[Id] = links("beneficiary", "Who benefits.")
    strengths: Many[Id] = links("strength", "Strengths that it uses.")
    opportunities: Many[Id] = links("opportunity", "Opportunities that it takes up.")
    goals: Many[Id] = links("goal", "Goals of global agendas that it serves.")
    topics: Many[v.WorldTopic] = several("Topics of Table I that it touches.", "environment")
    local_policy: Text | None = about("The local policy that it reinforces.", "Innovation district")
    local_effect: Text | None = about("The effect expected at home.", "400 qualified jobs")
    expected_result: Text | None = about("The result expected.", "Three centres open")
    deadline: Date | None = about("By when.", 2028)
    responsible: Text | None = about("Who answers for it.", "Economic agency")


class Action(Item):
    """Something that will be done."""

    name: Text | None = about("What is done.", "Mission to three river cities")
    objectives: Many[Id] = links("objective", "Objectives that it serves.")
    dimension: v.Dimension | None = about("Its dimension.", "cooperation")
    tool: v.Tool | None = about(
        "The typical tool that it uses (chapter II, Multidimensional).", "technical-mission"
    )
    other_tool: Text | None = about("A tool that is not in the list.", "Hackathon")
    actors: Many[Id] = links("actor", "Actors who take part.")
    beneficiaries: Many[Id] = links("beneficiary", "Who benefits.")
    responsible: Text | None = about("Who is responsible.", "Directorate of International Affairs")
    budget: Money | None = about("Its budget.", {"amount": 25000, "currency": "EUR"})
    budget_lines: Many[Id] = links("budget-line", "Budget lines that pay for it.")
    start: Date | None = about("When it starts.", "2025-02")
    end: Date | None = about("When it ends.", "2025-06")
    priority: v.Importance | None = about("How urgent it is.", "high")
    status: v.ActionStatus | None = about("Where it stands.", "planned")
    situation: Text | None = about("The situation found.", "No contact since 2019")
    expected_result: Text | None = about("What should come of it.", "Two agreements")


# --- territory


class DiagnosisPart(Item):
    """One part of the diagnosis of the territory (step 1)."""

    subject: Text | None = about("What it looks at.", "Port and logistics")
    geography: v.Geography | None = about("Physical, social or economic.", "economic")
    finding: Text | None = about("What it finds.", "A third of the cargo leaves unprocessed.")
    source: Text | None = about("Where that comes from.", "Port statistics 2023")
    source_year: Year | None = about("The year of that source.", 2023)


class Strength(Item):
    """A strength of the territory."""

    statement: Text | None = about("What it is.", "Three public universities")
    source: Text | None = about("Where that comes from.", "Diagnosis, p. 8")


class Weakness(Item):
    """A weakness of the territory."""

    statement: Text | None = about("What it is.", "Few direct flights")
    source: Text | None = about("Where that comes from.", "Diagnosis, p. 9")


class Opportunity(Item):
    """An opportunity that the context offers."""

    statement: Text | None = about("What it is.", "A new rail corridor")
    source: Text | None = about("Where that comes from.", "Ministry of Transport, 2023")


class Threat(Item):
    """A danger that the context holds."""

    statement: Text | None = about("What it is.", "Floods")
    source: Text | None = about("Where that comes from.", "Climate plan")


class Asset(Item):
    """Something that the territory can show the world."""

    name: Text | None = about("What it is.", "World heritage quarter")
    type: v.AssetType | None = about("What kind of asset.", "heritage")
    value: Number | None = about("Its value, for a ranking or a measure.", 71.5)
    rank: Whole | None = about("Its place in a ranking.", 38)


class Need(Item):
    """A concrete need or demand of the population (chapter II, Plural and citizen)."""

    statement: Text | None = about("What is needed.", "Recognition of foreign diplomas")
    source: Text | None = about("How it is known.", "Household survey 2023")
    groups: Many[v.PopulationGroup] = several("Whose need it is.", "migrants")


# --- world


class Agenda(Item):
    """A global agenda that the strategy takes up."""

    name: Text | None = about("Name.", "2030 Agenda")
    position: Text | None = about(
        "The position that the city itself brings to it.", "Statement on river basins"
    )


class Goal(Item):
    """A specific goal of a global agenda."""

    name: Text | None = about("Name or number.", "SDG 11.5")
    agenda: Id | None = one("agenda", "The agenda that it belongs to.")


class Network(Item):
    """A network that the city belongs to."""

    name: Text | None = about("Name.", "United Cities and Local Governments")
    of_local_governments: YesNo | None = about("Whether its members are local governments.", True)
    membership: v.Membership | None = about("Grade of membership.", "member")
    role: Text | None = about("What the city does in it.", "Leads the working group on water")
    since: Date | None = about("Member since.", 2016)


class Relation(Item):
    """A tie with another city or region."""

    partner: Text | None = about("With whom.", "Vila Serena")
    type: v.RelationType | None = about("What kind of tie.", "twin")
    signed: Date | None = about("When it was signed.", 1998)
    status: v.RelationStatus | None = about("Whether it is alive.", "active")
    reason: Text | None = about("Why this partner.", "Same river basin")


class Place(Item):
    """A priority place or partner."""

    name: Text | None = about("Where.", "Southern Cone")
    tier: v.PlaceTier | None = about("Primary or secondary.", "primary")
    reason: Text | None = about("Why.", "60 % of trade")


class OfficeAbroad(Item):
    """An office of the city abroad."""

    city: Text | None = about("Where.", "Brussels")
    purpose: Text | None = about("What for.", "European programmes")


class ChoiceCriterion(Item):
    """A criterion for choosing partnerships, missions, networks or places."""

    statement: Text | None = about("The criterion.", "A counterpart in the city is named.")
    applies_to: Many[v.ChoiceSubject] = several("What it is for.", "missions")


class TrendAnalysis(Item):
    """An analysis of international trends (step 4)."""

    subject: Text | None = about("What it looks at.", "Nearshoring in the region")
    sources: Many[Text] = several("Where it comes from.", "Regional bank report 2023")
    date: Date | None = about("When it was made.", "2023-09")


class TopicTaken(Item):
    """A topic of the world we want (Table I) that the strategy takes up."""

    topic: v.WorldTopic | None = about("The topic.", "environment")
    challenge: Text | None = about("The challenge named.", "Floods in the lower districts")
    local_role: Text | None = about("The role that the local government takes.", "Adapts the river bank")


# --- people


class Actor(Item):
    """An actor of the map (chapters I and III, step 2)."""

    name: Text | None = about("Name.", "Chamber of Commerce")
    group: v.ActorGroup | None = about("Its group among the seven of chapter III.", "private")
    types: Many[v.ActorType] = several("What it is, in the list of chapter III.", "business-union")
    main_actor: v.MainActor | None = about(
        "Which of the four main local actors it is, if one.", "private-sector"
    )
    key_group: v.KeyGroup | None = about(
        "Which of the five groups that matter most, if one.", "private-initiative"
    )
    roles: Many[v.ActorRole] = several("What it does in the strategy.", "formulation")
    capacities: Many[Text] = several("What it can contribute.", "Offices in four countries")
    interests: Many[Text] = several("What it wants.", "New markets")
    commitment: Text | None = about("What it has committed to.", "Pays half of the trade desk")
    own_action: Text | None = about("International action of its own.", "Runs two trade fairs a year")


class GovernanceBody(Item):
    """A body that steers the strategy."""

    name: Text | None = about("Name.", "International council")
    members: Many[Id] = links("actor", "Actors who sit in it.")
    rhythm: v.Frequency | None = about("How often it meets.", "quarterly")
    political_sponsor: Text | None = about("Who answers for it politically.", "Deputy mayor")
    technical_lead: Text | None = about("Who leads it technically.", "Director of International Affairs")


class Beneficiary(Item):
    """A population or sector that benefits (step 3)."""

    name: Text | None = about("Who.", "Young people looking for a first job")
    directness: v.Directness | None = about("Reached directly or indirectly.", "direct")
    groups: Many[v.PopulationGroup] = several("Groups of the population.", "youth")
    stages: Many[v.Stage] = several("Stages of the strategy in which they take part.", "planning")


class ParticipantCount(Record):
    """A number of participants of one class, where they are not named."""

    label: Text = Field(description="Class of participants.", examples=["specialists"])
    number: Whole = Field(description="How many.", examples=[130])


class Space(Item):
    """A dialogue space (chapter II, Inclusive; chapter III)."""

    name: Text | None = about("Name.", "Round table on migration")
    kind: v.SpaceKind | None = about(
        "Consultation, deliberation, negotiation or accountability.", "deliberation"
    )
    functions: Many[v.SpaceFunction] = several("What it is for in step 11.", "participation")
    rhythm: v.Frequency | None = about("How often it meets.", "quarterly")
    permanent: YesNo | None = about("Whether it is meant to stay.", True)
    term: v.Term | None = about("Term of the results that it works for.", "mid")
    participants: Many[Id] = links("actor", "Actors of the map who take part.")
    other_participants: Many[Text] = several("Participants who are not in the actor map.", "Visiting experts")
    counts: Many[ParticipantCount] = several("Numbers by class.", {"label": "entities", "number": 88})
    beneficiaries: Many[Id] = links("beneficiary", "Beneficiaries who are heard in it.")
    groups: Many[v.PopulationGroup] = several("Groups of the population that take part.", "women")
    qualities: Many[v.SpaceQuality] = several("Qualities that the document claims for it.", "plural")
    results: Many[Text] = several("What came of it.", "Nine proposals")
    recorded: Text | None = about("Where the strategy records a result of it.", "Objective 3, action 12")
    feedback: Text | None = about("How participants learn what became of it.", "Written answer in 60 days")
    work_plan: Text | None = about("Agenda or work plan.", "Yearly programme of four sessions")
    coordinated_with: Many[Id] = links("space", "Other spaces that it is coordinated with.")
    obtains: v.SpaceYield | None = about("What it obtains (chapter III).", "interest-map")
    benefits: Many[v.DialogueBenefit] = several("Benefits of dialogue that it aims at.", "confidence")
    meanings: Many[v.DialogueMeaning] = several("Meanings of dialogue that it aims at.", "mirror")


class DialogueResult(Item):
    """A result expected of the dialogue (chapter III)."""

    statement: Text | None = about("What is expected.", "Agreed list of needs")
    term: v.Term | None = about("Short, mid or long term.", "short")
    space: Id | None = one("space", "The space that it comes from.")


class SensitizationAction(Item):
    """Something done so that people see why international action matters (chapter II, Inclusive)."""

    name: Text | None = about("What is done.", "Open doors of the international office")
    audiences: Many[v.Audience] = several("For whom.", "citizens")


# --- means


class StaffProfile(Item):
    """A post or profile in the unit."""

    role: Text | None = about("What the person does.", "Project officer")
    number: Whole | None = about("How many people.", 2)
    training: Text | None = about(
        "Training that they have or get.", "Master's degree; negotiation course 2024"
    )
    languages: Many[Text] = several("Languages that they work in.", "English")


class FinancingSource(Item):
    """A source of money."""

    name: Text | None = about("Name.", "Regional cooperation fund")
    type: v.SourceType | None = about("Own or external.", "external")
    actor: Id | None = one("actor", "The actor who gives it.")


class BudgetLine(Item):
    """An envelope or a line of the budget."""

    name: Text | None = about("Name.", "Missions")
    kind: v.BudgetKind | None = about("Envelope or line.", "line")
    amount: Amount | None = about("How much.", 80000)
    currency: Text | None = about("Three-letter code of the currency.", "EUR")
    year: Year | None = about("For which year.", 2025)
    stage: v.Stage | None = about("For which stage.", "design")
    source: Id | None = one("financing-source", "Where it comes from.")
    rule: Text | None = about("Rule or cap that binds it.", "At most 1,500 a trip")


# --- doing, measuring, lasting


class Referent(Item):
    """The experience of another city (step 8)."""

    city: Text | None = about("Which city.", "Medellín")
    learnt: Text | None = about("What was learnt.", "An agency apart from the city hall")
    adaptation: Text | None = about("How it is adapted here.", "A joint desk, without a new agency")


class Baseline(Record):
    """Where an indicator starts."""

    value: Number | Text | None = about("The value.", 12)
    year: Year | None = about("The year.", 2023)


class Target(Record):
    """Where an indicator should arrive."""

    value: Number | Text | None = about("The value.", 30)
    date: Date | None = about("By when.", 2028)


class Indicator(Item):
    """An indicator (step 14)."""

    name: Text | None = about("What is measured.", "Agreements with a budget")
    objectives: Many[Id] = links("objective", "Objectives that it measures.")
    family: v.IndicatorFamily | None = about("Its family.", "operative")
    nature: v.IndicatorNature | None = about("Quantitative or qualitative.", "quantitative")
    level: v.IndicatorLevel | None = about("Output, outcome or impact.", "outcome")
    unit: Text | None = about("Unit of measure.", "agreements a year")
    baseline: Baseline | None = about("Where it starts.", {"value": 12, "year": 2023})
    target: Target | None = about("Where it should arrive.", {"value": 30, "date": 2028})
    source: Text | None = about("Where the figures come from.", "Register of agreements")
    frequency: v.Frequency | None = about("How often it is measured.", "annual")
    responsible: Text | None = about("Who measures it.", "Planning office")


class Report(Item):
    """A report on results."""

    title: Text | None = about("Title.", "Report 2024")
    date: Date | None = about("When.", "2025-02")
    public: YesNo | None = about("Whether anyone can read it.", True)
    objectives: Many[Id] = links("objective", "Objectives that it reports on.")


class Risk(Item):
    """A risk of the strategy (step 9)."""

    statement: Text | None = about("What could happen.", "The national fund closes")
    likelihood: v.Importance | None = about("How likely.", "medium")
    impact: v.Importance | None = about("How grave.", "high")
    response: Text | None = about("What is done about it.", "Second source agreed")
    owner: Text | None = about("Who watches it.", "Treasury")


class Scenario(Item):
    """A scenario considered."""

    name: Text | None = about("Name.", "Trade falls by a fifth")
    consequence: Text | None = about("What would change.", "Missions become digital")


class Agreement(Item):
    """An agreement with actors that carries the strategy on."""

    name: Text | None = about("Name.", "Pact for the international city")
    actors: Many[Id] = links("actor", "Who signed it.")
    signed: Date | None = about("When.", "2024-05")
    end: Date | None = about("When it ends.", 2032)


class DurabilityMeasure(Item):
    """Something done so that the strategy outlives a government (step 16)."""

    name: Text | None = about("What is done.", "Rules of the council in an ordinance")


# --- how the document is to be judged


class ScopeExclusion(Item):
    """What the strategy does not set out to do, and why."""

    dimensions: Many[v.Dimension] = several("Dimensions left out.", "economic")
    ideas: Many[Id] = several("Ideas left out.", "visible")
    criteria: Many[Id] = several("Criteria left out.", "MUL-07")
    reason: Text = Field(description="Why.", examples=["The plan is about cooperation only."])


class Waiver(Item):
    """A criterion whose gap a named role accepts until a date."""

    criterion: Id = Field(description="The criterion.", examples=["MEA-03"])
    reason: Text = Field(description="Why the gap is accepted.", examples=["Baselines come in March."])
    by: Text = Field(description="The role that accepts it.", examples=["Deputy mayor"])
    until: Date = Field(description="Until when.", examples=["2026-12-31"])
