"""The session's facts in wordings seen in minutes of bodies of every kind; the facts themselves: `test_meeting`."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.unit.test_meeting import ITEMS, meeting

ROLL = "Présents : M. Paul DRAPIER, Mme Annie OZANNE, M. Luc PETRIN."
HELD = "Le conseil municipal de Vaucelles s'est réuni le 22 mars 2021"


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        ("Secrétaire de séance : Mme Annie OZANNE\nEn exercice : 71 Présents : 61 Votants : 65", (71, 61, 65)),
        ("NOMBRE DE CONSEILLERS\nEN EXERCICE……….. 15\nPRESENTS……………. 10\nVOTANTS……………. 14", (15, 10, 14)),
        ("Le nombre de présents est de 23, le nombre de votants est de 27 dont 4 procurations.", (None, 23, 27)),
        ("Conseillers en fonction : 15\nConseillers présents : 14", (15, 14, None)),
        ("Nombre de membres en exercice : 42\nNombre de conseillers qui assistaient à la séance : 34", (42, 34, None)),
        ("Auditeurs présents : 63", (None, None, None)),
        ("NOMBRE DE CONSEILLERS EN EXERCICE : 58", (58, None, None)),
    ],
)
def test_counts(counts: str, numbers: tuple[int | None, ...]) -> None:
    found = meeting(f"{HELD}, sous la présidence de M. Paul DRAPIER, maire.\n{ROLL}\n{counts}\n{ITEMS}")
    assert (found.members_in_office, found.members_present, found.votes_cast) == numbers


def test_the_first_of_a_numbered_list_is_no_count() -> None:
    found = meeting(f"{HELD}.\nConseillers présents :\n1. COLOMBEL Raphaël\n2. OZANNE Annie\n3. DRAPIER Luc\n{ITEMS}")
    assert found.members_present is None


def test_an_hour_of_arrival_is_no_count() -> None:
    found = meeting(
        f"{HELD}.\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE(présente à 19h05, à partir du point 3)\n{ITEMS}"
    )
    assert found.members_present is None


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        (
            ", au nombre prescrit par la loi, salle communale de Morval, sous la présidence de M. Paul DRAPIER.",
            "salle communale de Morval",
        ),
        (
            " à dix neuf heures, salle polyvalente des Tilleuls sous la présidence de M. Paul DRAPIER.",
            "salle polyvalente des Tilleuls",
        ),
        (" en séance publique, sur convocation légale, à la Mairie, sous la présidence de M. Paul DRAPIER.", "Mairie"),
    ],
)
def test_the_place(sentence: str, place: str) -> None:
    assert meeting(f"{HELD}{sentence}\n{ROLL}\n{ITEMS}").place == place


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("Ouverture de la séance à : 20H12", time(20, 12)),
        (
            "A 18h40 Monsieur le Maire procède à l'appel nominal et déclare la séance ouverte, le quorum étant là.",
            time(18, 40),
        ),
        ("A 18h40 : Madame la Présidente ouvre la séance et constate que le quorum est atteint.", time(18, 40)),
        ("A 21h40 Monsieur PETRIN quitte la séance.", time(19, 30)),
    ],
)
def test_the_stated_opening_before_the_announced_one(line: str, starts: time) -> None:
    assert meeting(f"{HELD} à 19h30 en mairie.\n{ROLL}\n{line}\n{ITEMS}").starts_at == starts


def test_secretariat_with_a_colon() -> None:
    assert meeting(f"{HELD}.\n{ROLL}\nSecrétariat de séance : Madame Annie OZANNE\n{ITEMS}").secretary == "Annie OZANNE"


def test_the_day_of_the_session_is_no_convocation() -> None:
    found = meeting(
        "Le conseil municipal, légalement convoqué, s'est assemblé en session ordinaire, en mairie de Vaucelles, le "
        f"lundi 22 mars 2021, à 20 heures 30, sous la présidence de M. Paul DRAPIER, maire.\n{ROLL}\n{ITEMS}"
    )
    assert found.held_on == date(2021, 3, 22)
    assert found.convened_on is None


@pytest.mark.parametrize("title", ["CONSEIL MUNICIPAL DU LUNDI 22 MARS 2021", "CONSEIL MUNICIPAL DU 22 MARS 2021"])
def test_a_day_is_no_commune(title: str) -> None:
    assert meeting(f"{title}\n{ROLL}\nSYNDICAT MIXTE DES RIVIÈRES DU VAUXOIS\n{ITEMS}").organisation is None


def test_the_line_of_the_convocation_is_no_title() -> None:
    found = meeting(f"CONSEIL MUNICIPAL DU 22 MARS 2021\nConvocation du 15 mars 2021\n{ROLL}\n{ITEMS}")
    assert found.document_type is None
    assert found.convened_on == date(2021, 3, 15)


@pytest.mark.parametrize(
    "line",
    [
        "Secrétaire de séance : Il a été désigné Mme Annie OZANNE",
        "Sont désignés, en qualité de secrétaire et secrétaire adjoint de séance : Annie OZANNE et Luc PETRIN.",
    ],
)
def test_secretaries(line: str) -> None:
    assert meeting(f"{HELD}.\n{ROLL}\n{line}\n{ITEMS}").secretary == "Annie OZANNE"


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("La séance présidée par Monsieur Paul DRAPIER, Président, est ouverte à dix-neuf heures.", time(19, 0)),
        ("M. Paul DRAPIER ouvre la séance d'installation du conseil à 14 heures.", time(14, 0)),
    ],
)
def test_the_opening_hour_said_otherwise(line: str, starts: time) -> None:
    assert meeting(f"{HELD}.\n{ROLL}\n{line}\n{ITEMS}").starts_at == starts


def test_a_cause_is_no_place() -> None:
    found = meeting(
        f"{HELD} en visioconférence pour cause de circonstances liées à la pandémie, sous la "
        f"présidence, de Paul DRAPIER.\n{ROLL}\n{ITEMS}"
    )
    assert found.place is None
    assert found.chair == "Paul DRAPIER"


def test_a_convocation_sent_by_mail() -> None:
    found = meeting(
        f"{HELD} à Orvelle ; les convocations individuelles, l'ordre du jour et les notes ont été "
        f"transmis par courriel "
        f"aux conseillers le 12 mars 2021.\n{ROLL}\n{ITEMS}"
    )
    assert found.convened_on == date(2021, 3, 12)


def test_a_title_that_runs_on_as_a_sentence() -> None:
    found = meeting(
        "PROCES VERBAL de la séance du CONSEIL MUNICIPAL réuni en session publique ordinaire le 22 mars 2021 à 18 h 30 "
        "sous la Présidence de M. Paul DRAPIER, Maire de Vaucelles en application des dispositions de l'article "
        "L.2121.25 du Code "
        f"Général des Collectivités Territoriales\n{ROLL}\n{ITEMS}"
    )
    assert found.document_type == "procès-verbal"
