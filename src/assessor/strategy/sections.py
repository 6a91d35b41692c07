"""The parts of a strategy document of which there is one.

In: nothing. Out: one model per section. Must never know: files, rules, scores.
"""

from __future__ import annotations

from pydantic import Field

from assessor.strategy import vocabulary as v
from assessor.strategy.base import (
    Amount,
    Date,
    Language,
    Many,
    Record,
    Section,
    Text,
    Whole,
    about,
    links,
    several,
)


class Period(Record):
    """The years that the document covers. Without an end it is open, and should say when it is reviewed."""

    start: Date = Field(description="First year, month or day.", examples=[2024])
    end: Date | None = about("Last year, month or day.", 2028)
    review: Date | None = about("When an open-ended document is reviewed.", 2027)


class Money(Record):
    """An amount of money."""

    amount: Amount = Field(description="How much.", examples=[120000])
    currency: Text | None = about("Three-letter code of the currency.", "EUR")


class Document(Section):
    """The document itself."""

    title: Text = Field(description="Title of the document.", examples=["International Strategy 2024-2028"])
    kind: v.DocumentKind | None = about("What kind of document it is.", "strategy")
    language: Language | None = about("Language it is written in.", "es")
    owners: Many[Text] = several("Who owns it; often two.", "International Office")
    period: Period = Field(description="The years that it covers.", examples=[{"start": 2024, "end": 2028}])
    status: v.DocumentStatus | None = about("Where it stands.", "in-force")
    predecessor: Text | None = about("The document that it follows.", "Strategy 2019-2023")
    successor: Text | None = about("The document that follows it.")
    predecessor_evaluation: Text | None = about(
        "What the evaluation of the predecessor found.", "Half of the actions were carried out."
    )
    mandate_end: Date | None = about("When the mandate of the present government ends.", 2027)


class Territory(Section):
    """The territory that internationalizes."""

    name: Text = Field(description="Name of the city or region.", examples=["Puerto Claro"])
    country: Text | None = about("Country.", "Uruguay")
    type: v.TerritoryType | None = about("Type of territory (Table I).", "intermediate")
    challenge: Text | None = about(
        "The challenge that goes with its type (Table I), as the strategy sees it.",
        "Growing demand for jobs and services.",
    )
    population: Whole | None = about("Number of inhabitants.", 412000)
    surroundings: Text | None = about(
        "How neighbouring or metropolitan territory is considered.", "Shared agenda with five towns."
    )
    role_sought: Text | None = about(
        "The role that the territory seeks on the international stage.", "A hub for river cities."
    )
    intercultural_makeup: Text | None = about(
        "How the intercultural make-up of the territory is acknowledged.", "One in six was born abroad."
    )


class Alignment(Section):
    """How the strategy stands to the government's own plans."""

    legal_competence: Text | None = about("The law that lets the city act abroad.", "Municipal Act, art. 12")
    distinction: Text | None = about(
        "How development objectives are told apart from internationalization objectives.",
        "Chapter 2 lists the first, chapter 4 the second.",
    )


class OrientationSection(Section):
    """Whether the strategy acts by plan, by reaction, or both (chapter II, opening)."""

    orientations: Many[v.Orientation] = several("Planned, reactive, or both.", "planned")
    external_incentives: Many[Text] = several(
        "What the world outside offers or demands.", "A call of a network"
    )
    internal_incentives: Many[Text] = several(
        "What invites the authorities from within.", "Jobs for the young"
    )
    feedback: Text | None = about(
        "How planned and reactive action feed each other.", "Each invitation is judged against the themes."
    )


class ActorMap(Section):
    """How the map of actors was made (step 2)."""

    method: Text | None = about("How it was made.", "Register of agreements and 18 interviews")
    documents: Many[Text] = several("Documents it rests on.", "Register of agreements 2015-2023")
    informants: Text | None = about(
        "The small, representative sample of people asked who know the city's international life.",
        "18 people from six groups",
    )
    updated: Date | None = about("When it was last brought up to date.", 2023)


class Vision(Section):
    """The vision and what it is built on (step 6)."""

    statement: Text | None = about("The vision.", "In 2040 the city is a bridge between river regions.")
    horizon: Date | None = about("The year that it looks to.", 2040)
    features: Many[Text] = several("Features, situations or changes desired.", "A port without emissions")
    basis: Many[v.VisionBasis] = several("Criteria it was built on.", "technical")
    territorial_vision: Text | None = about("The vision of the territory that it rests on.", "City Plan 2040")
    participation: Text | None = about(
        "How people took part in that territorial vision.", "Twelve district assemblies"
    )


class Focus(Section):
    """What the strategy chooses, and what it leaves out."""

    principles: Many[Text] = several("Principles.", "Reciprocity")
    values: Many[Text] = several("Values.", "Solidarity")
    priority_criteria: Many[Text] = several("Criteria by which priorities were chosen.", "Effect on jobs")
    exclusions: Many[Text] = several("What the strategy will not do.", "No trips without a counterpart")


class PlanningInstrument(Section):
    """The planning tool that was chosen, and why (step 5)."""

    name: Text | None = about("The instrument.", "Sector plan approved by the council")
    justification: Text | None = about("Why this one.", "It binds the budget of four years.")
    context: Many[v.PlanningContext] = several("Contexts that the choice answers to.", "legal")
    approval_needed: Text | None = about("What approval it requires.", "Vote of the council")
    approval_obtained: Text | None = about("What approval it has.", "Agreement 17 of 2024")
    realism: Text | None = about("Why it can be used at this moment.", "The majority backs it until 2027.")


class Review(Section):
    """How the strategy is reviewed and changed (step 9)."""

    cycle: v.Frequency | None = about("How often it is reviewed.", "annual")
    last: Date | None = about("When it was last reviewed.", "2025-11")
    authority: Text | None = about("Who may change it.", "The international council")
    triggers: Many[Text] = several("What sets off a change.", "A change of the national framework")
    reserve: Text | None = about("What is kept for the unforeseen.", "5 % of the budget")
    opportunities: Text | None = about(
        "How unplanned opportunities are taken up and fed back.", "A form, judged each month"
    )


class CommunicationPlan(Section):
    """How the strategy is told and listens (step 11)."""

    title: Text | None = about("Name of the plan.", "Communication plan of the strategy")
    derived_from: Text | None = about(
        "The local government's general communication strategy that it derives from.",
        "City communication 2024",
    )
    audiences: Many[v.Audience] = several("Whom it speaks to.", "citizens")
    channels: Many[Text] = several("Channels.", "Quarterly bulletin")
    media: Many[v.MediaReach] = several("Reach of the media it works with.", "local")
    feedback: Text | None = about("How people answer back.", "Form and yearly open meeting")
    information_flows: Text | None = about("How information flows among the actors.", "Shared calendar")
    digital_tools: Many[Text] = several("Digital tools.", "Open register of projects")
    responsible: Text | None = about("Who is responsible.", "Press office")
    budget: Money | None = about("Budget of the plan.", {"amount": 30000, "currency": "EUR"})


class Unit(Section):
    """The unit in charge (step 12)."""

    name: Text | None = about("Name of the unit.", "Directorate of International Affairs")
    place: Text | None = about("Its place in the administration.", "Reports to the mayor")
    dedicated_staff: Whole | None = about("People who work on it full time.", 6)
    training_plan: Text | None = about("How its staff are trained.", "40 hours a year, languages included")
    material_means: Text | None = about("Modern, functional means to work with.", "Office, video room")
    political_commitment: Text | None = about(
        "How elected authorities are trained or committed.", "Yearly session of the council"
    )


class CapacityAnalysis(Section):
    """Whether the administration can carry the strategy out (stage 3, step 12)."""

    covers: Many[v.Capacity] = several("Capacities analysed.", "institutional")
    findings: Text | None = about("What was found.", "Two posts are missing.")


class Financing(Section):
    """The financing model (step 15)."""

    budget: Money | None = about("The whole budget.", {"amount": 2400000, "currency": "EUR"})
    approved: Text | None = about("How it was approved.", "Budget ordinance 2024")
    accessible: Text | None = about("How easily the office can use it.", "Own cost centre")
    stages: Many[v.Stage] = several("Stages of the strategy that are financed.", "planning")
    rules: Many[Text] = several("Rules and caps.", "0.7 % of own income")


class Monitoring(Section):
    """How results are followed, told and used (step 13)."""

    success: Text | None = about("What a successful strategy means.", "People in all districts took part.")
    tools: Many[v.MeasurementTool] = several("Measurement tools.", "indicators")
    peer_evaluation: Text | None = about("How peers look at it.", "Two cities visit in 2026.")
    public_reporting: Text | None = about("How results are told to the public.", "Yearly report, open data")
    learning: Text | None = about("How results feed decisions.", "The council revises actions each year.")


class Sustainability(Section):
    """What makes the strategy last (step 16)."""

    statement: Text | None = about("How durability was considered.", "Chapter 9")
    transition_plan: Text | None = about("How a new government takes it over.", "Hand-over file, 100 days")


class Diaspora(Section):
    """People of the city who live elsewhere."""

    description: Text | None = about("Who they are.", "Some 40,000 people, most in two countries")
    population: Whole | None = about("How many.", 40000)
    countries: Many[Text] = several("Where they live.", "Spain")
    services: Many[Text] = several("What the city does for them.", "Help with papers")
    organizations: Many[str] = links("actor", "Their organizations in the actor map.")
