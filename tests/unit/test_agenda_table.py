"""The agenda printed as a table."""

from __future__ import annotations

import pytest

from extractors.agenda import read_agenda
from extractors.outline import find_outline
from tests.unit.session_documents import document_of

pytestmark = pytest.mark.unit
OPENING = ("Séance du 4 juin 2019", "Le conseil s'est réuni en mairie sous la présidence de Mme Ode PRUNAY, maire.")
BODY = ("Le quorum est atteint.", "Le conseil approuve à l'unanimité la réfection du lavoir.")


def agenda_of(*rows: str, title: str = "Ordre du jour") -> list[tuple[str | None, str]]:
    document = document_of([*OPENING, "", title, "", *rows, "", *BODY])
    return [(i.number, i.title) for i in read_agenda(document, find_outline(document))]


@pytest.mark.parametrize(
    "head", ["N°\tObjet", "Numéro de dossier\tIntitulé du rapport", "Point\tQuestions soumises au conseil"]
)
def test_rows_below_a_head_are_items(head):
    assert agenda_of(head, "19-31\tRéfection du lavoir communal", "19-32\tAchat d'une tondeuse autoportée") == [
        ("19-31", "Réfection du lavoir communal"),
        ("19-32", "Achat d'une tondeuse autoportée"),
    ]


def test_numbers_make_an_agenda_without_a_head_and_who_reports_is_no_matter():
    rows = ("1.\tRapport sur le lavoir communal\tMme PRUNAY", "2.\tAchat d'une tondeuse autoportée\tM. GALVEZ")
    items = [("1", "Rapport sur le lavoir communal"), ("2", "Achat d'une tondeuse autoportée")]
    assert agenda_of(*rows) == items
    assert agenda_of("N°\tObjet\tRapporteur", *rows) == items


@pytest.mark.parametrize(
    "rows",
    [
        ("1\tMme Ode PRUNAY, maire de la commune", "2\tM. Luc GALVEZ, adjoint à la voirie"),
        ("Salle des fêtes\t120", "Salle de réunion\t60"),
        ("Mme PRUNAY\tM. GALVEZ", "Mme SORBET\tM. TANNAY"),
    ],
)
def test_a_roll_or_prices_below_the_title_are_no_agenda(rows):
    assert agenda_of(*rows) == []


def test_a_table_that_no_title_announces_is_no_agenda():
    assert (
        agenda_of("N°\tObjet", "1\tRéfection du lavoir communal", "2\tAchat d'une tondeuse", title="Décisions du maire")
        == []
    )


def test_the_agenda_of_the_next_session_at_the_end_is_not_that_of_this_one():
    rows = ("N°\tObjet", "1\tRéfection du lavoir communal", "2\tAchat d'une tondeuse autoportée")
    report = [f"{i}. Le conseil entend le rapport numéro {i}." for i in range(1, 60)]
    document = document_of([*OPENING, "", *report, "", "Ordre du jour", "", *rows])
    assert read_agenda(document, find_outline(document)) == ()
