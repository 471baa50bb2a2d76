"""The agenda printed as a sentence."""

from __future__ import annotations

import pytest

from extractors.agenda import read_agenda
from extractors.outline import find_outline
from tests.unit.session_documents import document_of

pytestmark = pytest.mark.unit
OPENING = ("Séance du 4 juin 2019", "Le conseil s'est réuni en mairie sous la présidence de Mme Ode PRUNAY, maire.")


def agenda_of(line: str) -> list[tuple[str | None, str]]:
    document = document_of([*OPENING, line, "Le quorum est atteint.", "Le conseil approuve la réfection du lavoir."])
    return [(i.number, i.title) for i in read_agenda(document, find_outline(document))]


def test_items_numbered_in_a_sentence() -> None:
    assert agenda_of(
        "Ordre du jour : 1) Lavoir, 2) Tarifs de la cantine, 3) Questions diverses. La séance commence."
    ) == [
        ("1", "Lavoir"),
        ("2", "Tarifs de la cantine"),
        ("3", "Questions diverses"),
    ]


@pytest.mark.parametrize("mark", [" – ", " ; "])
def test_items_between_marks(mark: str) -> None:
    items = ["Lavoir communal", "Tarifs de la cantine", "Divers"]
    assert agenda_of(f"L'ordre du jour est le suivant : {mark.join(items)}") == [(None, i) for i in items]


@pytest.mark.parametrize(
    "line",
    [
        "Mme la maire demande l'ajout à l'ordre du jour : achat d'une haie – vente du four – bail de l'étang",
        "Ordre du jour : réfection du lavoir - suite",
    ],
)
def test_no_agenda(line: str) -> None:
    assert agenda_of(line) == []
