"""How hosts stand, what their meetings see and settle, and how they answer."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import pytest
from exercises import (
    CALLAN,
    PANELS,
    exercise_in,
    pack,
    reviewed,
    sheet_of,
    taken_in,
)
from hypothesis import given
from hypothesis import strategies as st

from assessor import InvalidExerciseError, UsageError
from assessor.review.forms.workbook import to_workbook
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.files import text_of
from assessor.review.records.model import (
    CANNOT_JUDGE,
    Agreed,
    Consensus,
    PanelAdvice,
    Rated,
    Response,
    Responses,
)
from assessor.review.results.standing import CriterionStanding
from assessor.review.steps.answering import read_responses, respond, response_form
from assessor.review.steps.meeting import agenda_form, consensus, read_consensus

RATINGS = st.sampled_from([0, 1, 2, 3, CANNOT_JUDGE, None])


def standing_of(*ratings: Any, disputed_from: int = 2, settled: Agreed | None = None) -> CriterionStanding:
    """Return a criterion that raters have rated so."""
    peers = {f"r{number}": Rated(rating=rating) for number, rating in enumerate(ratings)}
    return CriterionStanding(pack().criteria[0], None, peers, disputed_from, settled)


def disputed(folder: Path, **ratings: tuple[int, int, int]) -> Exercise:
    """Return an exercise in which the reviewers of Port Callan agree on all but some criteria."""
    exercise = exercise_in(folder / "exercise")
    panel = PANELS[CALLAN]
    sheets = [
        sheet_of(
            exercise,
            CALLAN,
            rater,
            {c.id: ratings.get(c.id.replace("-", "_"), (2, 2, 2))[place] for c in pack().criteria},
        )
        for place, rater in enumerate(panel)
    ]
    exercise, result = taken_in(exercise, folder / "in", *sheets)
    assert not result.refused
    return exercise


def record(**changes: Any) -> Consensus:
    whole = {
        "exercise": "three-coasts",
        "host": CALLAN,
        "date": "2026-06-30",
        "present": ["The deputy mayor"],
    }
    return Consensus(**{**whole, **changes})


# --- one criterion


@given(st.lists(RATINGS, max_size=7))
def test_the_middle_and_the_spread_are_those_of_what_was_rated(ratings: list[Any]) -> None:
    each, known = standing_of(*ratings), [rating for rating in ratings if isinstance(rating, int)]
    assert each.median == (median(known) if known else None)
    assert each.spread == (max(known) - min(known) if known else 0)


@given(st.lists(RATINGS, max_size=7), st.integers(1, 3))
def test_a_criterion_is_disputed_when_ratings_lie_as_far_apart_as_the_terms_say(
    ratings: list[Any], least: int
) -> None:
    each = standing_of(*ratings, disputed_from=least)
    known = [rating for rating in ratings if isinstance(rating, int)]
    assert each.disputed == any(abs(one - other) >= least for one in known for other in known)


@given(st.lists(RATINGS, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_raters_changes_nothing(ratings: list[Any], rnd: Any) -> None:
    shuffled = list(ratings)
    rnd.shuffle(shuffled)
    one, other = standing_of(*ratings), standing_of(*shuffled)
    assert (one.median, one.spread, one.consensus) == (other.median, other.spread, other.consensus)


@given(st.lists(RATINGS, min_size=1, max_size=6), st.data())
def test_another_rating_within_the_range_disputes_nothing_new(
    ratings: list[Any], data: st.DataObject
) -> None:
    known = [rating for rating in ratings if isinstance(rating, int)] or [1]
    between = data.draw(st.integers(min(known), max(known)))
    assert standing_of(*known, between).disputed == standing_of(*known).disputed


def test_what_is_not_disputed_is_settled_by_the_median() -> None:
    assert standing_of(1, 2).consensus == 1.5
    assert standing_of(CANNOT_JUDGE, 2, None).consensus == 2


def test_what_is_disputed_is_open_until_it_is_settled() -> None:
    settled = Agreed(criterion="ALI-01", rating=2, reason="The annex was overlooked.")
    assert standing_of(0, 3).consensus is None
    assert standing_of(0, 3, settled=settled).consensus == 2


def test_that_nobody_can_judge_settles_without_a_mark() -> None:
    settled = Agreed(criterion="ALI-01", rating=CANNOT_JUDGE, reason="The budget is not public.")
    assert standing_of(0, 3, settled=settled).consensus is None


# --- ideas


def test_an_idea_is_the_mean_of_its_criteria_by_their_weights(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(3, 3, 3))
    idea = reviewed(exercise).standing(CALLAN).ideas[0]
    weights = [each.criterion.weight for each in idea.criteria]
    assert idea.median == pytest.approx(2 + weights[0] / sum(weights), abs=1e-6)


def test_the_range_of_an_idea_is_that_of_the_raters_own_means(tmp_path: Path) -> None:
    every = {c.id.replace("-", "_"): (1, 2, 3) for c in pack().criteria}
    idea = reviewed(disputed(tmp_path, **every)).standing(CALLAN).ideas[0]
    assert idea.by_rater == (1, 2, 3)
    assert idea.median == 2


def test_rules_are_shown_on_the_scale_of_the_raters(tmp_path: Path) -> None:
    review = reviewed(exercise_in(tmp_path / "exercise"))
    assessed, report = review.assessment(CALLAN, "en"), review.host(CALLAN, "en")
    for idea in assessed.ideas:
        for result in idea.criteria:
            assert report.criterion(result.id).rules == pytest.approx(3 * float(result.value), abs=1e-6)


# --- the agenda


def test_the_agenda_holds_what_is_disputed_and_nothing_else(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(1, 2, 3), ALI_02=(1, 2, 2), MEA_01=(0, 0, 2))
    agenda = reviewed(exercise).agenda(CALLAN, "en")
    assert {each.id for each in agenda.criteria} == {"ALI-01", "MEA-01"}


def test_the_agenda_is_ordered_by_spread_and_then_by_weight(tmp_path: Path) -> None:
    every = {c.id.replace("-", "_"): (0, 1, 2 + number % 2) for number, c in enumerate(pack().criteria)}
    agenda = reviewed(disputed(tmp_path, **every)).agenda(CALLAN, "en")
    keys = [(-(each.high - each.low), -each.weight) for each in agenda.criteria]
    assert len(keys) == len(pack().criteria)
    assert keys == sorted(keys)


def test_the_agenda_shows_ratings_and_evidence_side_by_side(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3))
    form = agenda_form(reviewed(exercise).agenda(CALLAN, "en"))
    (part,) = [part for part in form.parts if part.key == "disputed"]
    assert [row.key for row in part.rows] == ["ALI-01"]
    assert part.rows[0].cells[1].count("\n") == 2, "a line for each reviewer"


# --- the record


def test_a_filled_agenda_is_read_as_the_record_of_the_meeting(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3), MEA_01=(0, 3, 3))
    book = openpyxl.load_workbook(
        io.BytesIO(to_workbook(agenda_form(reviewed(exercise).agenda(CALLAN, "en"))))
    )
    _fill(book, "2 – good", "reason of the meeting")
    out = io.BytesIO()
    book.save(out)
    found = read_consensus(out.getvalue(), "agenda.xlsx").record
    assert (found.host, found.date, found.present) == (
        CALLAN,
        "2026-06-30",
        ["The deputy mayor", "Two peers"],
    )
    assert {(each.criterion, each.rating) for each in found.agreed} == {("ALI-01", 2), ("MEA-01", 2)}
    assert found.recommendations == [
        PanelAdvice(text="Count what exists first.", criteria=["MEA-01", "MEA-02"])
    ]


def _fill(book: Any, rating: str, reason: str) -> None:
    """Fill in an agenda as people do: by what the headings say."""
    written = {
        "The meeting": {"Day of the meeting": [date(2026, 6, 30)]},
        "Present": {"Who was present": ["The deputy mayor", "Two peers"]},
        "Disputed": {"Agreed": [rating, rating], "Why": [reason, reason]},
        "Recommendations": {
            "Recommendation in your own words": ["Count what exists first."],
            "Criteria that it serves": ["mea-01, MEA-02"],
        },
    }
    for title, columns in written.items():
        sheet = book[title]
        for heading, values in columns.items():
            (head,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == heading]
            for number, value in enumerate(values, 1):
                sheet.cell(head.row + number, head.column, value)


def test_what_was_settled_is_in_the_report_and_the_rest_is_said_to_be_open(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3), MEA_01=(0, 3, 3))
    agreed = [Agreed(criterion="ALI-01", rating=1, reason="The plan is named, not followed.")]
    assert consensus(reviewed(exercise), record(agreed=agreed)) == ("MEA-01",)
    report = reviewed(exercise).host(CALLAN, "en")
    assert report.criterion("ALI-01").consensus == 1
    assert report.criterion("MEA-01").consensus is None
    assert report.stage == "agreed"


def test_what_is_not_disputed_is_not_opened_again(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3))
    agreed = [Agreed(criterion="ALI-02", rating=1, reason="On second thoughts.")]
    with pytest.raises(UsageError, match="ALI-02 is not disputed"):
        consensus(reviewed(exercise), record(agreed=agreed))
    assert load(exercise.folder.root).consensus(CALLAN) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exercise": "autumn"}, "belongs to the exercise 'autumn'"),
        ({"host": "atlantis"}, "no city 'atlantis'"),
        ({"agreed": [Agreed(criterion="ZZZ-01", rating=1, reason="?")]}, "no criterion 'ZZZ-01'"),
        ({"recommendations": [PanelAdvice(text="Do.", criteria=["ZZZ-02"])]}, "no criterion 'ZZZ-02'"),
    ],
)
def test_a_record_of_something_else_is_refused(tmp_path: Path, changes: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        consensus(reviewed(disputed(tmp_path, ALI_01=(0, 2, 3))), record(**changes))


def test_a_record_that_is_corrected_stands_beside_the_first_and_counts(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3))
    for rating in (1, 2):
        agreed = [Agreed(criterion="ALI-01", rating=rating, reason="So it is.")]
        consensus(reviewed(exercise), record(agreed=agreed))
    exercise = load(exercise.folder.root)
    assert exercise.folder.names("consensus") == [f"{CALLAN}-1.yaml", f"{CALLAN}-2.yaml"]
    assert reviewed(exercise).host(CALLAN, "en").criterion("ALI-01").consensus == 2


# --- recommendations and answers


def met(folder: Path) -> Exercise:
    """Return an exercise in which the meeting on Port Callan was held, with something weak."""
    exercise = disputed(folder, ALI_01=(0, 2, 3), MEA_01=(1, 1, 1), DUR_01=(0, 0, 1))
    advice = [PanelAdvice(text="Ask the port first.", criteria=["PLU-01"])]
    consensus(reviewed(exercise), record(recommendations=advice))
    return load(exercise.folder.root)


def test_what_is_weak_is_recommended_after_what_the_peers_say_themselves(tmp_path: Path) -> None:
    advice = reviewed(met(tmp_path)).host(CALLAN, "en").advice
    assert [each.id for each in advice] == ["P1", "DUR-01", "MEA-01"]
    assert advice[0].text == "Ask the port first."


def test_a_filled_matrix_is_read_as_the_answers_of_the_host(tmp_path: Path) -> None:
    review = reviewed(met(tmp_path))
    form = response_form(review, CALLAN, "es")
    assert [row.key for part in form.parts if part.key == "responses" for row in part.rows] == [
        "P1", "DUR-01", "MEA-01",
    ]  # fmt: skip
    assert read_responses(_answered(to_workbook(form)), "matrix.xlsx").record == Responses(
        exercise="three-coasts",
        host=CALLAN,
        date="2026-09-15",
        responses=[
            Response(recommendation="P1", answer="accepted", owner="Office of the mayor", due="2027-03-01"),
            Response(recommendation="DUR-01", answer="rejected", reason="The law forbids it."),
        ],
    )


def _answered(data: bytes) -> bytes:
    """Fill in a matrix as people do: by what the headings say, and from the drop-downs."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    matrix = book.worksheets[2]
    rows = {str(cell.value).split()[0]: cell.row for row in matrix.iter_rows() for cell in row if cell.value}
    (answer,) = [each for each in matrix.data_validations.dataValidation if each.type == "list"]
    choices = answer.formula1.strip('"').split(",")
    first = min(area.min_col for area in answer.sqref.ranges)
    for name, values in {
        "P1": (choices[0], None, "Office of the mayor", date(2027, 3, 1)),
        "DUR-01": (choices[2], "The law forbids it.", None, None),
    }.items():
        for place, value in enumerate(values):
            matrix.cell(rows[name], first + place).value = value
    signed = book.worksheets[1]
    (day,) = [each for each in signed.data_validations.dataValidation if each.type == "date"]
    (area,) = day.sqref.ranges
    signed.cell(area.min_row, area.min_col).value = date(2026, 9, 15)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_answers_stand_in_the_report(tmp_path: Path) -> None:
    exercise = met(tmp_path)
    answers = Responses(
        exercise="three-coasts", host=CALLAN, date="2026-09-15",
        responses=[
            Response(recommendation="MEA-01", answer="partly", reason="Half of it.", owner="Statistics")
        ],
    )  # fmt: skip
    assert respond(reviewed(exercise), answers) == ("P1", "DUR-01")
    report = reviewed(exercise).host(CALLAN, "en")
    (answered,) = [each for each in report.advice if each.response]
    assert (answered.id, answered.response.answer, answered.response.owner) == (
        "MEA-01",
        "partly",
        "Statistics",
    )
    assert report.stage == "answered"


def test_what_is_not_simply_accepted_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Response(recommendation="MEA-01", answer="rejected")


def test_an_answer_to_what_was_not_recommended_is_refused(tmp_path: Path) -> None:
    answers = Responses(
        exercise="three-coasts", host=CALLAN, date="2026-09-15",
        responses=[Response(recommendation="MEA-1", answer="accepted")],
    )  # fmt: skip
    with pytest.raises(UsageError, match="no recommendation 'MEA-1'; did you mean 'MEA-01'"):
        respond(reviewed(met(tmp_path)), answers)


def test_a_host_whose_meeting_is_not_recorded_has_nothing_to_answer(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not recorded yet"):
        response_form(reviewed(disputed(tmp_path)), CALLAN, "en")


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    whole = record(agreed=[Agreed(criterion="ALI-01", rating=CANNOT_JUDGE, reason="Sí: «no»")])
    assert read_consensus(text_of(whole), "record.yaml").record == whole


# --- what went wrong before


def test_before_anybody_has_rated_there_is_nothing_to_agree_on(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to agree on"):
        consensus(reviewed(exercise_in(tmp_path / "exercise")), record())


def test_the_same_record_is_not_written_twice(tmp_path: Path) -> None:
    exercise = disputed(tmp_path)
    for _ in range(2):
        consensus(reviewed(exercise), record())
    assert exercise.folder.names("consensus") == [f"{CALLAN}-1.yaml"]


def test_once_the_host_has_answered_the_record_stays_as_it_is(tmp_path: Path) -> None:
    exercise = met(tmp_path)
    answers = [Response(recommendation="P1", answer="accepted")]
    respond(
        reviewed(exercise),
        Responses(exercise="three-coasts", host=CALLAN, date="2026-09-15", responses=answers),
    )
    with pytest.raises(UsageError, match="has answered"):
        consensus(reviewed(exercise), record(recommendations=[]))


def test_a_recommendation_is_answered_once() -> None:
    twice = [Response(recommendation="P1", answer="accepted")] * 2
    with pytest.raises(ValueError, match="P1 is answered twice"):
        Responses(exercise="three-coasts", host=CALLAN, date="2026-09-15", responses=twice)


def test_an_idea_has_no_result_while_a_dispute_is_open(tmp_path: Path) -> None:
    review = reviewed(disputed(tmp_path, ALI_01=(0, 2, 3)))
    assert review.standing(CALLAN).ideas[0].consensus is None
    assert review.standing(CALLAN).ideas[1].consensus is not None


def test_an_agenda_without_day_or_reasons_says_which_cells_are_empty(tmp_path: Path) -> None:
    exercise = disputed(tmp_path, ALI_01=(0, 2, 3))
    data = to_workbook(agenda_form(reviewed(exercise).agenda(CALLAN, "en")))
    book = openpyxl.load_workbook(io.BytesIO(data))
    disputes = book["Disputed"]
    (choices,) = [each for each in disputes.data_validations.dataValidation if each.type == "list"]
    (area,) = choices.sqref.ranges
    disputes.cell(area.min_row, area.min_col).value = "2 – good"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidExerciseError) as caught:
        read_consensus(out.getvalue(), "agenda.xlsx")
    assert len([each for each in caught.value.problems if "is empty" in str(each)]) == 2
    assert all("!" in str(each) for each in caught.value.problems)


def test_the_agenda_says_that_sheets_are_missing(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    exercise, _ = taken_in(exercise, tmp_path / "in", sheet_of(exercise, CALLAN, "r2"))
    form = agenda_form(reviewed(exercise).agenda(CALLAN, "en"))
    assert "Only 1 of 3 sheets are in; what is disputed may still change." in form.instructions
