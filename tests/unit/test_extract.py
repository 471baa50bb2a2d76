"""The whole of extraction on plain text: what each facet gets of the others."""

from __future__ import annotations

from extractors.extract import extract
from extractors.layout.plain import pages_of_text
from extractors.records import Minutes

FIRST = """Commune de Fontorbe
Compte rendu de la séance du 12 mars 2021
Le 12 mars 2021 à 19 heures, le Conseil municipal s'est réuni sous la présidence de Mme Odette CHAMBRUN, maire.
Présents : Mme Odette CHAMBRUN, M. Hubert CORNILLEAU, M. Marc VALLORBE.
Secrétaire de séance : M. Marc VALLORBE.
DEL2021-01 : RÉFECTION DU LAVOIR
M. Hubert CORNILLEAU demande quand les travaux commenceront.
Après en avoir délibéré, le Conseil municipal approuve, à l'unanimité, la réfection du lavoir pour 12 400 € HT.
La séance est levée à 20h15.
"""
SECOND = """Compte rendu de la séance du 9 avril 2021
Le 9 avril 2021 à 19 heures, le Conseil municipal s'est réuni sous la présidence de Mme Odette CHAMBRUN, maire.
Présents : Mme Odette CHAMBRUN, M. Marc VALLORBE.
Secrétaire de séance : M. Marc VALLORBE.
DEL2021-02 : ACHAT D'UN TRACTEUR
M. Marc VALLORBE souligne que l'ancien est hors d'usage.
Après en avoir délibéré, le Conseil municipal décide, à l'unanimité, l'achat d'un tracteur.
La séance est levée à 20h30.
"""


def read(text: str) -> Minutes:
    return extract(pages_of_text(text))


def test_every_facet_of_one_session() -> None:
    minutes = read(FIRST)
    (meeting,) = minutes.meetings
    assert (str(meeting.held_on), meeting.chair, meeting.secretary) == (
        "2021-03-12",
        "Odette CHAMBRUN",
        "Marc VALLORBE",
    )
    assert [a.name for a in minutes.attendance] == ["Odette CHAMBRUN", "Hubert CORNILLEAU", "Marc VALLORBE"]
    assert [(d.title, d.unanimous) for d in minutes.deliberations] == [("RÉFECTION DU LAVOIR", True)]
    assert [i.speaker_name for i in minutes.interventions] == ["Hubert CORNILLEAU"]
    assert [str(a.amount.normalize()) for a in minutes.amounts] == ["1.24E+4"]
    assert {p.name for p in minutes.presence} == {a.name for a in minutes.attendance}


def test_two_sessions_in_one_file_are_two_meetings() -> None:
    minutes = read(FIRST + SECOND)
    assert [str(m.held_on) for m in minutes.meetings] == ["2021-03-12", "2021-04-09"]
    assert [(d.title, d.meeting) for d in minutes.deliberations] == [
        ("RÉFECTION DU LAVOIR", 1),
        ("ACHAT D'UN TRACTEUR", 2),
    ]
    assert ("Marc VALLORBE", 2) in [(i.speaker_name, i.meeting) for i in minutes.interventions]
    assert [p.name for p in minutes.presence if p.deliberation == 2] == ["Odette CHAMBRUN", "Marc VALLORBE"]


def test_a_document_of_nothing_says_so() -> None:
    minutes = read("")
    assert [f.code for f in minutes.findings] == ["no-text"]
    assert minutes.deliberations == minutes.attendance == ()
