"""Blind means blind: until its meeting is recorded, nothing that a host gets names a reviewer."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exercises import (
    CALLAN,
    PANELS,
    REVIEWERS,
    exercise_in,
    pack,
    reviewed,
    sheet_of,
    taken_in,
)
from hypothesis import given
from hypothesis import strategies as st
from tools import tool

from assessor.reports.registry import rendered
from assessor.review.packets import Packets, day_of, to_zip
from assessor.review.records.exercise import Exercise, load
from assessor.review.records.model import Consensus, Rated, Reviewer
from assessor.review.results.naming import names_of
from assessor.review.results.veil import HIDDEN, Veil
from assessor.review.showing.formats import AGENDA_FORMATS, HOST_FORMATS, render_host
from assessor.review.steps.meeting import consensus
from assessor.speech import LANGUAGES, speech

SIGNED = {
    "r2": "Pregunte a inés ugalde  parra, o a Ugalde.",
    "r3": "Escreva-me: jsaboia@cajui.example (Joaquim Sabóia), ou ao Saboia.",
    "r4": "Signed: MAREN HOLT-LINDQVIST. Ask Maren.",
}
"""What reviewers should not write, and do."""
MET = Consensus(exercise="three-coasts", host=CALLAN, date="2026-06-30", present=["All"])
SECRETS = (
    "ugalde", "parra", "joaquim", "sabóia", "saboia", "jsaboia", "maren", "holt-lindqvist", "lindqvist",
    "nordhavn", "aoife", "tormey", "callan.example", "cajui.example",
)  # fmt: skip
"""Names, parts of names, addresses, and the city of a reviewer that is no host."""


def rated(folder: Path) -> Exercise:
    """Return a blind exercise in which all have rated Port Callan, with disputes, and have signed."""
    exercise = exercise_in(folder / "exercise")
    sheets = []
    for place, rater in enumerate(PANELS[CALLAN]):
        ratings = {
            criterion.id: Rated(
                rating=(number + 2 * place) % 4, comment=SIGNED[rater], evidence=SIGNED[rater]
            )
            for number, criterion in enumerate(pack().criteria)
        }
        answers = [SIGNED[rater], "Nothing."]
        sheets.append(sheet_of(exercise, CALLAN, rater, ratings, answers=answers))
    sheets.append(sheet_of(exercise, CALLAN, "self", 3, answers=["The port.", "Nothing."]))
    exercise, result = taken_in(exercise, folder / "in", *sheets)
    assert not result.refused
    return exercise


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every file in a file, down to the parts of documents: its name and what it holds."""
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{name}: comment", archive.comment
            for entry in archive.infolist():
                yield from unpacked(f"{name}/{entry.filename}", archive.read(entry))
                yield f"{name}/{entry.filename}: extra", entry.extra + entry.comment


def shown(name: str, data: bytes) -> str:
    """Return what a file says, as text in lower case, however it is encoded."""
    if data.startswith(b"%PDF"):
        read = subprocess.run(
            [tool("pdftotext"), "-", "-"], input=data, capture_output=True, check=True
        ).stdout
        about = subprocess.run([tool("pdfinfo"), "-"], input=data, capture_output=True, check=True).stdout
        data = read + about
    text = data.decode("utf-8", "replace") + data.decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", f"{name}\n{text}").lower()


def leaks(name: str, data: bytes) -> list[str]:
    """Return the secrets that stand in a file or in its name."""
    return [
        f"{secret} in {part}"
        for part, content in unpacked(name, data)
        for text in [shown(part, content)]
        for secret in SECRETS
        if secret in text
    ]


def test_the_test_finds_a_name_in_the_metadata_of_a_document_in_an_archive() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("docProps/core.xml", "<dc:creator>Aoife Tormey</dc:creator>")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("sheet.xlsx", inner.getvalue())
    place = "packet.zip/sheet.xlsx/docProps/core.xml"
    assert {f"aoife in {place}", f"tormey in {place}"} <= set(leaks("packet.zip", outer.getvalue()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packet_of_a_host_names_no_reviewer_before_the_meeting(tmp_path: Path, language: str) -> None:
    exercise = rated(tmp_path)
    packet = Packets(reviewed(exercise)).packet(CALLAN, language)
    assert any(name.endswith(".xlsx") for name in packet.files)
    assert leaks("packet.zip", to_zip(packet, day_of(exercise))) == []


def test_before_anybody_has_rated_the_packet_names_no_reviewer_either(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    packet = Packets(reviewed(exercise)).packet(CALLAN)
    assert leaks("packet.zip", to_zip(packet, day_of(exercise))) == []


def test_the_packet_holds_the_agenda_once_all_sheets_are_in(tmp_path: Path) -> None:
    before = Packets(reviewed(exercise_in(tmp_path / "before"))).packet(CALLAN, "en")
    after = Packets(reviewed(rated(tmp_path))).packet(CALLAN, "en")
    assert "agenda.xlsx" not in before.files
    assert "agenda.xlsx" in after.files


@pytest.mark.parametrize("form", HOST_FORMATS)
def test_the_report_on_a_host_names_no_reviewer_before_the_meeting(tmp_path: Path, form: str) -> None:
    report = reviewed(rated(tmp_path)).host(CALLAN, "en")
    found = render_host(report, form)
    assert leaks(f"report.{form}", found.encode() if isinstance(found, str) else found) == []


@pytest.mark.parametrize("form", AGENDA_FORMATS)
def test_the_agenda_names_no_reviewer(tmp_path: Path, form: str) -> None:
    agenda = reviewed(rated(tmp_path)).agenda(CALLAN, "en")
    assert agenda.criteria, "nothing is disputed, so nothing is tested"
    found = rendered(AGENDA_FORMATS, agenda, form)
    assert leaks(f"agenda.{form}", found.encode() if isinstance(found, str) else found) == []


def test_once_the_meeting_is_recorded_the_host_learns_who_reviewed_it(tmp_path: Path) -> None:
    exercise = rated(tmp_path)
    consensus(reviewed(exercise), MET)
    report = reviewed(exercise).host(CALLAN, "en")
    assert [rater.rater for rater in report.raters] == [
        "Inés Ugalde Parra (San Lucas de Chambul)", "Joaquim Sabóia (Barra do Cajuí)",
        "Maren Holt-Lindqvist (nordhavn)",
    ]  # fmt: skip
    assert report.criterion("ALI-01").peers[0].comment == SIGNED["r2"]


def test_the_meeting_of_one_host_lifts_no_other_veil(tmp_path: Path) -> None:
    exercise = rated(tmp_path)
    consensus(reviewed(exercise), MET)
    review = reviewed(exercise)
    assert not review.host(CALLAN, "en").veiled
    assert all(review.host(host, "en").veiled for host in PANELS if host != CALLAN)


def test_in_an_open_exercise_reviewers_are_named_from_the_beginning(tmp_path: Path) -> None:
    report = reviewed(exercise_in(tmp_path / "exercise", "open")).host(CALLAN, "en")
    assert not report.veiled
    assert report.raters[0].rater.startswith("Inés Ugalde Parra")


def test_the_numbers_of_reviewers_do_not_follow_their_order_in_the_terms(tmp_path: Path) -> None:
    """Over several hosts and seeds, some number must be another one's than the order would give."""
    exercise = exercise_in(tmp_path / "exercise")
    orders = [Veil(exercise, host, speech("en")).order for host in PANELS]
    assert any(order != sorted(order) for order in orders)


def test_a_reviewer_has_the_same_number_throughout(tmp_path: Path) -> None:
    report = reviewed(rated(tmp_path)).host(CALLAN, "en")
    for idea in report.ideas:
        for criterion in idea.criteria:
            assert [peer.rater for peer in criterion.peers] == [rater.rater for rater in report.raters]


def test_what_a_reviewer_says_beside_a_name_stays(tmp_path: Path) -> None:
    exercise = exercise_in(tmp_path / "exercise")
    veil = Veil(exercise, CALLAN, speech("en"))
    assert veil.text("Ask Maren about the port of Port Callan.") == "Ask […] about the port of Port Callan."
    assert veil.text(None) is None


@given(
    st.sampled_from(REVIEWERS),
    st.sampled_from(["{}", "– {}", "«{}»", "{}, 2026", "by {}.", "({})", "{}\n", "_{}_", "{}'s"]),
    st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_a_whole_name_is_found_however_it_is_written(reviewer, around, case) -> None:
    for name in (reviewer.name, reviewer.mail):
        if name:
            written = around.format(case(re.sub(" ", "  ", name)))
            assert _veil().text(written) == around.format(HIDDEN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lech Wałęsa", "Walesa said so."),
        ("Bjørn Sørensen", "Ask Bjorn."),
        ("CORRIGAN Niamh", "As Corrigan says."),
        ("Tomasz Nowak", "TOMASZ"),
        ("王伟", "我是王伟。"),
        ("محمد علي", "مع محمد علي"),
        ("Strauß Anna", "Anna Strauss, and Strauß"),
    ],
)
def test_names_are_found_as_people_write_them(name: str, text: str) -> None:
    names = names_of([Reviewer(id="r1", name=name, city="x")], ["Port Callan"])
    hidden = names.sub(HIDDEN, text)
    assert HIDDEN in hidden
    assert not names.search(hidden)


def test_a_short_address_does_not_hide_words() -> None:
    names = names_of([Reviewer(id="r1", name="Ana Li", city="x", mail="a@x.example")], [])
    assert names.sub(HIDDEN, "a plan, and a@x.example") == f"a plan, and {HIDDEN}"


@cache
def _veil() -> Veil:
    with TemporaryDirectory() as folder:
        return Veil(exercise_in(Path(folder) / "exercise"), CALLAN, speech("en"))


def test_a_packet_is_the_same_whenever_and_wherever_it_is_made(tmp_path: Path) -> None:
    one, other = rated(tmp_path / "one"), rated(tmp_path / "a" / "longer" / "way")
    first, second = (
        to_zip(Packets(reviewed(each)).packet(CALLAN), day_of(each))
        for each in (one, load(other.folder.root))
    )
    assert first == second
