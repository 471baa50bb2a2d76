"""The session's own facts: date, hours, place, people, counts; and what is not them."""

from __future__ import annotations

from datetime import date, time

import pytest

from extractors.attendance import read_attendance
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.meeting import read_meetings
from extractors.outline import find_outline
from extractors.records import Meeting
from tests.unit.money_documents import document_of

ITEMS = """
1. Approbation du procès-verbal de la séance du 12 janvier 2021
Le procès-verbal de la réunion du 12 janvier 2021 est approuvé à l'unanimité.
2. Travaux de voirie
Considérant que la commission réunie le 3 février 2021 à 14 heures en mairie a donné un avis favorable,
Le conseil municipal, après en avoir délibéré, à l'unanimité, approuve les travaux.
"""


def meeting(text: str) -> Meeting:
    document = lay_out(pages_of_text(text))
    outline = find_outline(document)
    return read_meetings(document, outline, read_attendance(document, outline))[0]


@pytest.mark.parametrize(
    ("opening", "day", "starts"),
    [
        (
            "L'an deux mille vingt et un, le vingt-deux mars à vingt heures trente, le conseil "
            "municipal de la commune de "
            "Vaucelles, dûment convoqué le 15 mars 2021, s'est réuni en mairie, sous la présidence "
            "de M. Paul DRAPIER, maire.",
            date(2021, 3, 22), time(20, 30),
        ),
        (
            "COMMUNE DE VAUCELLES\nProcès-verbal de la séance du conseil municipal du lundi 22 mars 2021 à 20h30\n"
            "Date de convocation : 15 mars 2021",
            date(2021, 3, 22), time(20, 30),
        ),
        (
            "CONSEIL MUNICIPAL\nLUNDI 22 MARS 2021 - 20 H 30\nCompte rendu\nConvocation du 15 mars 2021",
            date(2021, 3, 22), time(20, 30),
        ),
        (
            "Commune de Vaucelles\nCompte rendu du conseil municipal\nDate : 22/03/2021\nHeure : 20h30\n"
            "Date de la convocation : 15/03/2021",
            date(2021, 3, 22), time(20, 30),
        ),
        (
            "Affiché le 29 mars 2021. Reçu en préfecture le 30/03/2021\nLes membres du conseil "
            "municipal se sont réunis le "
            "22 mars 2021 à la salle des fêtes, régulièrement convoqués par le maire en date du 15 mars 2021.\n"
            "Début de séance : 20h30",
            date(2021, 3, 22), time(20, 30),
        ),
    ],
)  # fmt: skip
def test_the_sessions_date_not_a_stamps_nor_a_convocations_nor_an_earlier_sessions(
    opening: str, day: date, starts: time
) -> None:
    found = meeting(f"{opening}\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE.\n{ITEMS}")
    assert (found.held_on, found.starts_at, found.convened_on) == (day, starts, date(2021, 3, 15))
    assert found.body == "Conseil municipal"


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("L'ordre du jour étant épuisé, la séance est levée à 22h15.", time(22, 15)),
        ("Fin de séance : 22 h 15", time(22, 15)),
        (
            "Plus personne ne demandant la parole, Monsieur le Maire lève la séance à vingt-deux heures quinze.",
            time(22, 15),
        ),
        ("La séance est close à 22 heures 15 minutes.", time(22, 15)),
        ("La séance est suspendue à 22h15.", None),
    ],
)
def test_the_end_is_where_the_session_is_closed(sentence: str, at: time | None) -> None:
    text = f"Procès-verbal de la séance du 22 mars 2021 à 20h30\nPrésents : M. Paul DRAPIER.\n{ITEMS}\n{sentence}"
    assert meeting(text).ends_at == at


@pytest.mark.parametrize(
    ("line", "secretary"),
    [
        ("Secrétaire de séance : Mme Annie OZANNE", "Annie OZANNE"),
        ("Mme OZANNE est désignée secrétaire de séance.", "Annie OZANNE"),
        ("Madame Annie OZANNE a été élue secrétaire.", "Annie OZANNE"),
        ("Le conseil a choisi pour secrétaire : Mme OZANNE", "Annie OZANNE"),
        ("Désignation d'un secrétaire de séance (article L2121-15) : Mme Annie OZANNE", "Annie OZANNE"),
        ("M. Guy QUINOT, secrétaire de mairie, assiste à la séance.", None),
    ],
)
def test_the_secretary_of_the_session(line: str, secretary: str | None) -> None:
    text = f"Compte rendu de la séance du 22 mars 2021\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE.\n{line}\n{ITEMS}"
    assert meeting(text).secretary == secretary


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("sous la présidence de Monsieur Paul DRAPIER, Maire", "Paul DRAPIER"),
        ("sous la présidence de son maire, Monsieur DRAPIER", "Paul DRAPIER"),
        ("sous la présidence de Madame la Présidente, Annie OZANNE", "Annie OZANNE"),
    ],
)
def test_the_chair_is_named_as_the_roll_names_him(line: str, chair: str) -> None:
    text = (
        f"L'an deux mille vingt et un, le 22 mars, le conseil s'est réuni {line}.\n"
        f"Présents : M. Paul DRAPIER, Mme Annie OZANNE.\n{ITEMS}"
    )
    assert meeting(text).chair == chair


def test_a_signature_names_the_chair_where_nothing_else_does() -> None:
    text = (
        f"Compte rendu de la séance du 22 mars 2021\nPrésents : MM. DRAPIER, QUINOT.\n{ITEMS}\nLe Maire,\nPaul DRAPIER"
    )
    found = meeting(text)
    assert found.chair == "Paul DRAPIER"
    assert dict(found.field_evidence)["chair"].confidence < 0.8


@pytest.mark.parametrize(
    "counts",
    [
        "Nombre de conseillers en exercice : 15\nPrésents : 12\nVotants : 14",
        "Membres en exercice : 15 - Présents : 12 - Votants : 14",
        "En exercice : quinze\nPrésents : douze\nVotants : quatorze",
        "15 membres en exercice, 12 présents, 14 votants",
        "En exercice\tPrésents\tVotants\n15\t12\t14",
    ],
)
def test_counts(counts: str) -> None:
    text = (
        f"Procès-verbal de la séance du 22 mars 2021\n{counts}\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE.\n{ITEMS}"
    )
    found = meeting(text)
    assert (found.members_in_office, found.members_present, found.votes_cast) == (15, 12, 14)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PROCÈS-VERBAL DE LA SÉANCE DU 22 MARS 2021", "procès-verbal"),
        ("Compte-rendu de la réunion du 22 mars 2021", "compte rendu"),
        ("COMPT E RENDU\nSéance du 22 mars 2021", "compte rendu"),
        ("Liste des délibérations de la séance du 22 mars 2021", "liste des délibérations"),
        ("Extrait du registre des délibérations\nSéance du 22 mars 2021", "extrait"),
        ("Conseil municipal du 22 mars 2021", None),
    ],
)
def test_what_the_document_calls_itself(title: str, kind: str | None) -> None:
    text = (
        f"{title}\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE.\n"
        f"Le compte rendu de la séance du 12 janvier 2021 est adopté.\n{ITEMS}"
    )
    assert meeting(text).document_type == kind


@pytest.mark.parametrize(
    ("opening", "organisation", "body"),
    [
        ("COMMUNE DE VAUCELLES\nConseil municipal du 22 mars 2021", "COMMUNE DE VAUCELLES", "Conseil municipal"),
        ("Commune d'Orvelle\nSéance du conseil municipal du 22 mars 2021", "Commune d'Orvelle", "Conseil municipal"),
        (
            "Communauté de communes des Rives d'Orvelle\nConseil communautaire du 22 mars 2021",
            "Communauté de communes des Rives d'Orvelle", "Conseil communautaire",
        ),
        (
            "Les membres du comité syndical du syndicat intercommunal de collecte des déchets du "
            "Vauxois se sont réunis le "
            "22 mars 2021 à Orvelle.",
            "syndicat intercommunal de collecte des déchets du Vauxois", "Comité syndical",
        ),
    ],
)  # fmt: skip
def test_whose_assembly(opening: str, organisation: str, body: str) -> None:
    found = meeting(f"{opening}\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE.\n{ITEMS}")
    assert (found.organisation, found.body) == (organisation, body)


def test_place_and_next_session() -> None:
    text = (
        "L'an deux mille vingt et un, le 22 mars à 20h30, le conseil municipal s'est réuni à la "
        "salle des fêtes, sous la "
        f"présidence de M. Paul DRAPIER, maire.\nPrésents : M. Paul DRAPIER.\n{ITEMS}\n"
        "Le prochain conseil municipal aura lieu le lundi 10 mai à 20h30."
    )
    found = meeting(text)
    assert found.place == "salle des fêtes"
    assert found.next_meeting_on == date(2021, 5, 10)


def test_every_field_has_its_evidence() -> None:
    found = meeting(f"COMMUNE DE VAUCELLES\nProcès-verbal de la séance du conseil municipal du 22 mars 2021\n{ITEMS}")
    assert found.evidence is not None and found.evidence.quote == "22 mars 2021"
    assert set(dict(found.field_evidence)) == {"organisation", "body", "document_type"}


def test_two_sessions_in_one_file_are_two_meetings() -> None:
    def session(day: str, present: str) -> str:
        return (
            f"COMMUNE DE VAUCELLES\nProcès-verbal de la séance du conseil municipal du {day} "
            f"2021\nPrésents : {present}\n"
            "1. Travaux\nLe conseil approuve à l'unanimité les travaux.\nLa séance est levée à 21h.\n"
        )

    text = session("22 mars", "M. Paul DRAPIER, Mme Annie OZANNE.") + session(
        "12 avril", "M. Luc PETRIN, Mme Annie OZANNE."
    )
    document = lay_out(pages_of_text(text))
    outline = find_outline(document)
    attendance = read_attendance(document, outline)
    found = read_meetings(document, outline, attendance)
    assert [m.held_on for m in found] == [date(2021, 3, 22), date(2021, 4, 12)]
    assert [(a.meeting, a.name) for a in attendance] == [
        (1, "Paul DRAPIER"),
        (1, "Annie OZANNE"),
        (2, "Luc PETRIN"),
        (2, "Annie OZANNE"),
    ]


def test_an_earlier_session_that_is_only_named_opens_no_meeting() -> None:
    text = f"Procès-verbal de la séance du 22 mars 2021\nPrésents : M. Paul DRAPIER.\n{ITEMS}\nPrésents au vote : tous."
    document = lay_out(pages_of_text(text))
    outline = find_outline(document)
    assert len(read_meetings(document, outline, read_attendance(document, outline))) == 1


def test_facts_in_a_table_of_labels():
    document, outline = document_of(
        "# BUREAU COMMUNAUTAIRE DU VAL BRUN",
        [
            ["Date et heure", "Mardi 4 mai 2021 à 18h30"],
            ["Lieu", "salle des Tilleuls"],
            ["Présidence", "Mme Anne DRAPIER"],
            ["Membres en exercice", "9"],
            ["Secrétaire", "M. Luc TARDIEU"],
        ],
        *ITEMS.strip().split("\n"),
    )
    (found,) = read_meetings(document, outline, read_attendance(document, outline))
    assert (found.held_on, found.starts_at) == (date(2021, 5, 4), time(18, 30))
    assert (found.place, found.chair, found.secretary) == ("salle des Tilleuls", "Anne DRAPIER", "Luc TARDIEU")
    assert (found.members_in_office, found.members_present) == (9, None)


def test_a_session_opened_in_a_room_under_a_presidency():
    found = meeting(
        "CONSEIL GÉNÉRAL DE LA HAUTE-BRUNE\nSéance du 4 mai 2009\nPrésidence de M. Paul DRAPIER, Président\n"
        "La séance est ouverte à 9 heures 30, salle des délibérations.\n\n" + ITEMS
    )
    assert found.organisation == "CONSEIL GÉNÉRAL DE LA HAUTE-BRUNE"
    assert (found.chair, found.place) == ("Paul DRAPIER", "salle des délibérations")


def test_the_organisation_is_of_the_kind_of_its_assembly_and_ends_before_a_reference():
    found = meeting(
        "VILLE DE VAUCELLES\nCENTRE COMMUNAL D'ACTION SOCIALE DE VAUCELLES Réf. 12/AB\n"
        "Conseil d'administration du 4 mai 2021\n\n" + ITEMS
    )
    assert found.organisation == "CENTRE COMMUNAL D'ACTION SOCIALE DE VAUCELLES"
