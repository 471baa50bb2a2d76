"""Named voters of invented minutes, tied to an invented roll."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.page import Box
from extractors.ballots import read_ballots
from extractors.deliberations import read_deliberations
from extractors.records import Attendance, Ballot, Choice, Evidence, Status
from tests.unit.session_documents import document_of, outline_of

pytestmark = pytest.mark.unit

EVIDENCE = Evidence(1, Box(0, 0, 1, 1), "", 1.0, "test")
ROLL = tuple(
    Attendance(
        position=i,
        printed_name=n,
        name=n,
        civility=c,
        status=Status.PRESENT,
        role="Maire" if i == 1 else None,
        evidence=EVIDENCE,
    )
    for i, (n, c) in enumerate(
        [("Hector LAMOUREUX", "M."), ("Odile FAUCONNET", "Mme"), ("Paul BRISSAC", "M."), ("Jeanne TOURNEL", "Mme")],
        start=1,
    )
)
TITLE = "Choix du délégué"


def ballots(*lines: str) -> tuple[Ballot, ...]:
    document = document_of([TITLE, *lines])
    outline = outline_of(document, [TITLE])
    return read_ballots(document, outline, read_deliberations(document, outline), ROLL)[0]


def test_surnames_are_tied_to_the_roll() -> None:
    named = ballots(
        "Le conseil, par 2 voix pour, 1 contre (M. Brissac) et 1 abstention (Mme Tournel), accepte le devis."
    )
    assert [(b.deliberation, b.name, b.choice) for b in named] == [
        (1, "Paul BRISSAC", Choice.AGAINST),
        (1, "Jeanne TOURNEL", Choice.ABSTENTION),
    ]


def test_a_misread_surname_is_still_tied() -> None:
    named = ballots("Pour : 3 Contre : 1 (Mme Foucconnet)")
    assert [b.name for b in named] == ["Odile FAUCONNET"]


def test_who_keeps_out_by_office() -> None:
    named = ballots("Monsieur le Maire ne prend pas part au vote.", "Le conseil, à l'unanimité, approuve le compte.")
    assert [(b.name, b.choice) for b in named] == [("Hector LAMOUREUX", Choice.NOT_VOTING)]


def test_an_office_alone_is_the_chair_where_the_roll_prints_none() -> None:
    lines = [TITLE, "Madame la Présidente ne prend pas part au vote.", "Le conseil, à l'unanimité, approuve le compte."]
    document = document_of(lines)
    outline = outline_of(document, [TITLE])
    decided = read_deliberations(document, outline)
    for roll, chair in (
        (tuple(replace(a, role=None) for a in ROLL), "Jeanne TOURNEL"),
        (tuple(replace(a, role="Présidente" if a.position == 4 else None) for a in ROLL), None),
    ):
        named, _ = read_ballots(document, outline, decided, roll, chair)
        assert [(b.name, b.choice) for b in named] == [("Jeanne TOURNEL", Choice.NOT_VOTING)]


def test_a_name_outside_the_roll_is_kept_with_less_confidence() -> None:
    named = ballots("Pour : 3 Contre : 1 (M. Zéphyrin Quatremare)")
    known = ballots("Pour : 3 Contre : 1 (M. Brissac)")
    assert named[0].name == "Zéphyrin QUATREMARE"
    assert named[0].evidence.confidence < known[0].evidence.confidence


def test_initials_written_together_are_one_name() -> None:
    named = ballots("Pour : 3 Contre : 1 (P.B. QUATREMARE)")
    assert [b.name for b in named] == ["P.B. QUATREMARE"]
    named = ballots("Pour : 3 Contre : 1 (J-P. QUATREMARE)")
    assert [b.name for b in named] == ["J-P. QUATREMARE"]


def test_initials_are_those_of_one_member_or_nobody_s() -> None:
    named = ballots("Le conseil retient le devis par 2 voix pour et 2 contre (PB, JT).")
    assert [(b.name, b.choice) for b in named] == [("Paul BRISSAC", Choice.AGAINST), ("Jeanne TOURNEL", Choice.AGAINST)]
    assert ballots("Le conseil retient le devis par 3 voix pour et 1 contre (ZW).") == ()
