"""Each derived field: when it is yes, no or a number, when it is absent, and when it is unknown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assessor.facts.derived import DERIVED, UNKNOWN, Range, Surroundings
from assessor.facts.rows import facts_of
from assessor.strategy.loading import strategy_from
from assessor.strategy.model import KINDS

AS_OF = date(2026, 1, 15)
ABSENT = None


def number(low: int, high: int | None = -1) -> Range:
    """A number, or one between two."""
    return Range(Fraction(low), None if high is None else Fraction(low if high == -1 else high))


def one(key: str, **fields: Any) -> dict[str, Any]:
    """A document with one item in a list."""
    return {key: [fields]}


def derived(field: str, content: dict[str, Any]) -> Any:
    """Return a derived field of the first item of its kind, in a document from 2024 to 2028."""
    kind, _, name = field.partition(".")
    document = {"title": "t", "period": {"start": 2024, "end": 2028}} | content.get("document", {})
    facts = facts_of(strategy_from({"territory": {"name": "n"}} | content | {"document": document}))
    return DERIVED[kind, name].compute(facts.of(kind)[0], Surroundings(facts, AS_OF))


def mandate(end: Any, mandate_end: Any, **more: Any) -> dict[str, Any]:
    """A document that ends, and a mandate that does."""
    period = {"start": 2024} | ({} if end is None else {"end": end})
    given = {} if mandate_end is None else {"mandate_end": mandate_end}
    return {"document": {"period": period, **given, **more}}


def agreement(end: Any, mandate_end: Any = 2027, **more: Any) -> dict[str, Any]:
    """An agreement that ends, and a mandate that does."""
    return one("agreements", **({} if end is None else {"end": end}), **more) | mandate(2028, mandate_end)


def plan(start: Any, end: Any = None, **more: Any) -> dict[str, Any]:
    """A plan with a period."""
    return one("plans", period={"start": start} | ({} if end is None else {"end": end}), **more)


def trend(made: Any, *adoptions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An analysis of trends, and adoptions of the document."""
    return (
        one("trend_analyses", **({} if made is None else {"date": made})) | {"adoptions": [*adoptions]} | more
    )


def approved(on: Any, **more: Any) -> dict[str, Any]:
    """An adoption that was approved."""
    return {"result": "approved", "date": on, **more}


def lines(*amounts: float | None, whole: float | None = 0.3, **more: Any) -> dict[str, Any]:
    """A financing model and its budget lines."""
    budget = {} if whole is None else {"budget": {"amount": whole}}
    return {"financing": budget, "budget_lines": [{} if a is None else {"amount": a} for a in amounts]} | more


def years(*given: int | None, **more: Any) -> dict[str, Any]:
    """A financing model and the years of its budget lines."""
    return {
        "financing": {},
        "budget_lines": [{} if year is None else {"year": year} for year in given],
    } | more


CASES: dict[str, dict[str, tuple[dict[str, Any], Any]]] = {
    "document.outlasts_mandate": {
        "yes, where its period ends in a later year": (mandate(2028, 2027), True),
        "no, where its period ends in an earlier year": (mandate(2026, 2027), False),
        "no, where both end on the same day": (mandate("2027-06-30", "2027-06-30"), False),
        "unknown, where both end in the same year": (mandate(2027, 2027), UNKNOWN),
        "unknown, where the mandate ends within the last year": (mandate(2027, "2027-06-30"), UNKNOWN),
        "unknown, where the end of the mandate was not examined": (
            mandate(2028, None, unknown=["mandate_end"]),
            UNKNOWN,
        ),
        "absent, without an end of the mandate": (mandate(2028, None), ABSENT),
        "yes, without an end": (mandate(None, 2027), True),
        "unknown, without an end, where that of the mandate was not examined": (
            mandate(None, None, unknown=["mandate_end"]),
            UNKNOWN,
        ),
    },
    "agreement.outlasts_mandate": {
        "yes, where it ends after the mandate": (agreement("2028-01-01"), True),
        "no, where it ends before the mandate": (agreement(2026), False),
        "unknown, where both end in the same year": (agreement(2027), UNKNOWN),
        "unknown, where its end was not examined": (agreement(None, unknown=["end"]), UNKNOWN),
        "absent, without an end": (agreement(None), ABSENT),
    },
    "vision.horizon_years": {
        "years from the start of the period": ({"vision": {"horizon": 2040}}, number(16)),
        "none for a horizon in the past": ({"vision": {"horizon": "2020-05"}}, number(0)),
        "unknown, where the horizon was not examined": ({"vision": {"unknown": ["horizon"]}}, UNKNOWN),
        "absent, without a horizon": ({"vision": {}}, ABSENT),
    },
    "diagnosis-part.source_age": {
        "years before the start of the period": (one("diagnosis_parts", source_year=2020), number(4)),
        "none for a later source": (one("diagnosis_parts", source_year=2026), number(0)),
        "unknown, where the year was not examined": (
            one("diagnosis_parts", unknown=["source_year"]),
            UNKNOWN,
        ),
        "absent, without a year": (one("diagnosis_parts"), ABSENT),
    },
    "plan.overlaps_period": {
        "yes, with a year in common": (plan(2020, 2024), True),
        "no, where it ended before": (plan(2020, 2023), False),
        "no, where it begins afterwards, whatever its end": (
            one("plans", period={"start": 2029}, unknown=["period.end"]),
            False,
        ),
        "yes, where it has no end and began before": (plan(2010), True),
        "unknown, where its end was not examined": (plan(2020, unknown=["period.end"]), UNKNOWN),
        "unknown, where its period was not examined": (one("plans", unknown=["period"]), UNKNOWN),
        "unknown, where the end of the document was not examined": (
            plan(2027) | mandate(None, None, unknown=["period.end"]),
            UNKNOWN,
        ),
        "absent, without a period": (one("plans"), ABSENT),
    },
    "trend-analysis.precedes_adoption": {
        "yes, before the first approved adoption": (trend(2022, approved(2023), approved(2024)), True),
        "no, after the first approved adoption": (
            trend("2023-06", approved("2023-05"), approved(2024)),
            False,
        ),
        "yes, where only a rejected adoption came before": (
            trend(2023, {"result": "rejected", "date": 2022}, approved(2024)),
            True,
        ),
        "yes, where only an announced adoption came before": (
            trend(2023, approved(2022, announced=True), approved(2024)),
            True,
        ),
        "unknown, within the same year": (trend(2023, approved("2023-05")), UNKNOWN),
        "unknown, where a date was not examined": (
            trend(2023, {"result": "approved", "unknown": ["date"]}),
            UNKNOWN,
        ),
        "unknown, where a result was not examined": (
            trend(2023, {"date": 2024, "unknown": ["result"]}),
            UNKNOWN,
        ),
        "unknown, where not all adoptions were examined": (
            trend(2022, approved(2023), unknown=["adoptions"]),
            UNKNOWN,
        ),
        "no, after one approved adoption, whatever the others": (
            trend(2024, approved(2023), unknown=["adoptions"]),
            False,
        ),
        "absent, without an approved adoption": (trend(2022, {"result": "pending", "date": 2023}), ABSENT),
        "absent, without a date": (trend(None, approved(2023)), ABSENT),
    },
    "review.within_cycle": {
        "yes, within the cycle": ({"review": {"cycle": "annual", "last": "2025-03"}}, True),
        "yes, on the last day of the cycle": ({"review": {"cycle": "annual", "last": "2025-01-15"}}, True),
        "no, a day later": ({"review": {"cycle": "annual", "last": "2025-01-14"}}, False),
        "no, for a review that is still to come": (
            {"review": {"cycle": "annual", "last": "2026-03-01"}},
            False,
        ),
        "unknown, where the year may be too long ago": (
            {"review": {"cycle": "annual", "last": 2025}},
            UNKNOWN,
        ),
        "unknown, where the cycle was not examined": (
            {"review": {"last": 2025, "unknown": ["cycle"]}},
            UNKNOWN,
        ),
        "unknown for a review to come, where the cycle was not examined": (
            {"review": {"last": 2027, "unknown": ["cycle"]}},
            UNKNOWN,
        ),
        "unknown, where the last review was not examined": (
            {"review": {"cycle": "annual", "unknown": ["last"]}},
            UNKNOWN,
        ),
        "absent, without a cycle": ({"review": {"last": "2025-12"}}, ABSENT),
        "absent, without a cycle, for a review to come": ({"review": {"last": 2027}}, ABSENT),
        "absent, where it is reviewed once": ({"review": {"cycle": "once", "last": "2025-12"}}, ABSENT),
        "absent, without a review": ({"review": {"cycle": "annual"}}, ABSENT),
    },
    "action.tool_fits": {
        "yes, for a tool of its dimension": (one("actions", tool="workshop", dimension="cooperation"), True),
        "no, for a tool of another": (one("actions", tool="workshop", dimension="economic"), False),
        "unknown, where the tool was not examined": (
            one("actions", dimension="economic", unknown=["tool"]),
            UNKNOWN,
        ),
        "absent, without a dimension, whatever was not examined": (one("actions", unknown=["tool"]), ABSENT),
        "absent, without a tool": (one("actions", dimension="economic"), ABSENT),
    },
    "action.within_period": {
        "yes, from the first year to the last": (one("actions", start=2024, end=2028), True),
        "no, where it starts before": (one("actions", start="2023-12-31", end=2025), False),
        "no, where it ends afterwards": (one("actions", start=2025, end=2029), False),
        "yes, where the period has no end": (
            one("actions", start=2025, end=2050) | mandate(None, None),
            True,
        ),
        "unknown, where the period begins within its first year": (
            one("actions", start=2024, end=2025) | {"document": {"period": {"start": "2024-06"}}},
            UNKNOWN,
        ),
        "unknown, where its end was not examined": (one("actions", start=2025, unknown=["end"]), UNKNOWN),
        "unknown, where its end was not examined and it starts before": (
            one("actions", start=2020, unknown=["end"]),
            UNKNOWN,
        ),
        "unknown, where the end of the period was not examined": (
            one("actions", start=2025, end=2026) | mandate(None, None, unknown=["period.end"]),
            UNKNOWN,
        ),
        "absent, without an end": (one("actions", start=2025), ABSENT),
    },
    "space.fits_kind": {
        "yes, where it obtains what its kind is for": (
            one("spaces", kind="consultation", obtains="diagnosis"),
            True,
        ),
        "no, where it obtains something else": (
            one("spaces", kind="consultation", obtains="interest-map"),
            False,
        ),
        "unknown, where its kind was not examined": (
            one("spaces", obtains="diagnosis", unknown=["kind"]),
            UNKNOWN,
        ),
        "absent, where it obtains nothing": (one("spaces", kind="consultation"), ABSENT),
    },
    "indicator.target_differs": {
        "yes, for another value": (one("indicators", baseline={"value": 3}, target={"value": 4}), True),
        "no, for the same value written otherwise": (
            one("indicators", baseline={"value": 3}, target={"value": 3.0}),
            False,
        ),
        "yes, for another text": (
            one("indicators", baseline={"value": "low"}, target={"value": "high"}),
            True,
        ),
        "unknown, where the target was not examined": (
            one("indicators", baseline={"value": 3}, unknown=["target"]),
            UNKNOWN,
        ),
        "unknown, where the value of the target was not examined": (
            one("indicators", baseline={"value": 3}, target={"date": 2028}, unknown=["target.value"]),
            UNKNOWN,
        ),
        "absent, where the target has no value": (
            one("indicators", baseline={"value": 3}, target={"date": 2028}),
            ABSENT,
        ),
    },
    "vision.covers_period": {
        "yes, where it looks as far as the period": ({"vision": {"horizon": 2028}}, True),
        "no, where it ends before": ({"vision": {"horizon": 2027}}, False),
        "no, where it ends within the last year": ({"vision": {"horizon": "2028-06"}}, False),
        "unknown, where the horizon was not examined": ({"vision": {"unknown": ["horizon"]}}, UNKNOWN),
        "unknown, where the end of the document was not examined": (
            {"vision": {"horizon": 2026}} | mandate(None, None, unknown=["period.end"]),
            UNKNOWN,
        ),
        "absent, without a horizon": ({"vision": {}}, ABSENT),
        "absent, where the document has no end": (
            {"vision": {"horizon": 2026}} | mandate(None, None),
            ABSENT,
        ),
    },
    "agreement.covers_period": {
        "yes, where it ends with the period": (agreement(2028), True),
        "no, where it ends before": (agreement("2028-11"), False),
        "unknown, where its end was not examined": (agreement(None, unknown=["end"]), UNKNOWN),
        "absent, without an end": (agreement(None), ABSENT),
    },
    "objective.indicator_count": {
        "the number of indicators that name it": (
            one("objectives", id="o") | {"indicators": [{"objectives": ["o"]}, {"objectives": ["o"]}, {}]},
            number(2),
        ),
        "announced indicators count for none": (
            one("objectives", id="o")
            | {"indicators": [{"objectives": ["o"]}, {"objectives": ["o"], "announced": True}]},
            number(1),
        ),
        "one more, perhaps, for an indicator of which it was not examined": (
            one("objectives", id="o") | {"indicators": [{"objectives": ["o"]}, {"unknown": ["objectives"]}]},
            number(1, 2),
        ),
        "any number more, perhaps, where not all indicators are listed": (
            one("objectives", id="o") | one("indicators", objectives=["o"]) | {"unknown": ["indicators"]},
            number(1, None),
        ),
        "unknown, where it may be none": (
            one("objectives", id="o") | one("indicators", unknown=["objectives"]),
            UNKNOWN,
        ),
        "absent, where none names it": (one("objectives", id="o") | one("indicators"), ABSENT),
    },
    "objective.only_announced": {
        "yes, where the objective is announced": (one("objectives", announced=True), True),
        "yes, where the whole list is announced": (one("objectives") | {"announced": ["objectives"]}, True),
        "no, where it is written out": (one("objectives"), False),
    },
    "space.participants_mapped": {
        "yes, where each name is that of an actor, however it is written": (
            one("spaces", other_participants=["port  AUTHORITY"]) | one("actors", name="Port Authority"),
            True,
        ),
        "no, where one is missing": (
            one("spaces", other_participants=["Port Authority", "Chamber"])
            | one("actors", name="Port Authority"),
            False,
        ),
        "unknown, where an actor's name was not examined": (
            one("spaces", other_participants=["Chamber"]) | one("actors", unknown=["name"]),
            UNKNOWN,
        ),
        "unknown, where not all actors are listed": (
            one("spaces", other_participants=["Chamber"])
            | one("actors", name="Port Authority")
            | {"unlisted": {"actors": 3}},
            UNKNOWN,
        ),
        "unknown, where not all participants were examined": (
            one("spaces", other_participants=["Port Authority"], unknown=["other_participants"])
            | one("actors", name="Port Authority"),
            UNKNOWN,
        ),
        "absent, where no participant is only named": (one("spaces") | one("actors", name="Chamber"), ABSENT),
        "absent, without a map of actors": (one("spaces", other_participants=["Chamber"]), ABSENT),
    },
    "document.budget_years": {
        "the number of different years": (years(2024, 2025, 2025), number(2)),
        "lines without a year count for none": (years(2024, None), number(1)),
        "announced lines count for none": (
            {"financing": {}, "budget_lines": [{"year": 2024}, {"year": 2025, "announced": True}]},
            number(1),
        ),
        "one more, perhaps, for a year that was not examined": (
            {"financing": {}, "budget_lines": [{"year": 2024}, {"unknown": ["year"]}]},
            number(1, 2),
        ),
        "any number more, perhaps, where not all lines are listed": (
            years(2024, unlisted={"budget_lines": 2}),
            number(1, None),
        ),
        "unknown, where no year was examined": (
            {"financing": {}, "budget_lines": [{"unknown": ["year"]}]},
            UNKNOWN,
        ),
        "unknown, where no line was examined": (years(unknown=["budget_lines"]), UNKNOWN),
        "absent, without years": (years(None), ABSENT),
        "absent, without lines": (years(), ABSENT),
    },
    "financing.lines_add_up": {
        "yes, to the cent": (lines(0.1, 0.2), True),
        "no, where something is missing": (lines(0.1, 0.1), False),
        "yes, leaving aside the envelope that holds the lines": (
            lines()
            | {"budget_lines": [{"kind": "envelope", "amount": 0.3}, {"kind": "line", "amount": 0.3}]},
            True,
        ),
        "unknown, where the budget was not examined": (
            lines(0.1) | {"financing": {"unknown": ["budget"]}},
            UNKNOWN,
        ),
        "unknown, where an amount was not examined": (
            lines() | {"budget_lines": [{"amount": 0.1}, {"unknown": ["amount"]}]},
            UNKNOWN,
        ),
        "unknown, where not all lines are listed": (lines(0.3, unknown=["budget_lines"]), UNKNOWN),
        "absent, where a line has no amount": (lines(0.3, None), ABSENT),
        "absent, without a budget": (lines(0.3, whole=None), ABSENT),
        "absent, without lines": (lines(), ABSENT),
    },
}


@pytest.mark.parametrize(
    ("field", "content", "expected"),
    [
        pytest.param(field, content, expected, id=f"{field} is {behaviour}")
        for field, behaviours in CASES.items()
        for behaviour, (content, expected) in behaviours.items()
    ],
)
def test_derived_field(field: str, content: dict[str, Any], expected: object) -> None:
    found = derived(field, content)
    assert type(found) is type(expected)
    assert found == expected


def test_every_derived_field_has_cases() -> None:
    assert {tuple(field.split(".")) for field in CASES} == set(DERIVED)


def test_every_derived_field_is_of_a_kind_and_hides_no_field_of_it() -> None:
    for kind, name in DERIVED:
        assert name not in KINDS[kind].model.model_fields
