"""Lists of deliberations set as tables, a row a decision, or a line each."""

from __future__ import annotations

import pytest

from extractors.deliberations import read_deliberations
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.outline import find_outline
from extractors.records import Deliberation, Outcome
from tests.unit.money_documents import document_of

Table = list[list[str]]

LISTS: list[tuple[Table, list[str]]] = [
    (
        [
            ["N°", "Objet", "Vote"],
            ["2031-12", "Tarifs de la cantine", "Adoptée à l'unanimité"],
            ["2031-13", "Bail de la forge", "Pour : 12, Contre : 2, Abstention : 1"],
            ["2031-14", "Vente d'un tracteur", "Rejetée (3 pour, 11 contre)"],
        ],
        [
            "2031-12 Tarifs de la cantine adopted unanimous",
            "2031-13 Bail de la forge adopted 12/2/1",
            "2031-14 Vente d'un tracteur rejected 3/11/-",
        ],
    ),
    (  # order numbers, other fates
        [
            ["N° d'ordre", "Intitulé de la délibération", "Décision"],
            ["1", "Rapport d'activité", "Le conseil prend acte"],
            ["2", "Achat d'un terrain", "Reportée"],
            ["3", "Emprunt", "Retirée de l'ordre du jour"],
            ["4", "Budget primitif", "Adopté à la majorité"],
        ],
        [
            "- Rapport d'activité noted",
            "- Achat d'un terrain postponed",
            "- Emprunt withdrawn",
            "- Budget primitif adopted",
        ],
    ),
    (  # counts in columns
        [
            ["Délibérations", "Objet", "Pour", "Contre", "Abstentions"],
            ["D31-07", "Tarifs de la cantine", "15", "0", "0"],
            ["D31-08", "Bail de la forge", "2", "13", "0"],
        ],
        ["D31-07 Tarifs de la cantine adopted 15/0/0", "D31-08 Bail de la forge rejected 2/13/0"],
    ),
    (  # grants voted one by one
        [
            ["Association", "Montant", "Pour", "Contre", "Abst."],
            ["Amicale des pêcheurs", "800 €", "14", "0", "0"],
            ["Club de lutte", "500 €", "5", "8", "1"],
        ],
        ["- Amicale des pêcheurs adopted 14/0/0", "- Club de lutte rejected 5/8/1"],
    ),
    (  # the number in the object, mere information among decisions
        [
            ["Objet", "Résultat du vote"],
            ["DEL2031-12 – Tarifs de la cantine", "Unanimité"],
            ["Décisions du maire", "Information"],
            ["DEL2031-13 – Bail de la forge", "Unanimité"],
        ],
        ["DEL2031-12 Tarifs de la cantine adopted unanimous", "DEL2031-13 Bail de la forge adopted unanimous"],
    ),
]


def shown(row: Deliberation) -> str:
    text = f"{row.number or '-'} {row.title} {row.outcome.value}"
    counts = [row.votes_for, row.votes_against, row.abstentions]
    if any(c is not None for c in counts):
        return text + " " + "/".join("-" if c is None else str(c) for c in counts)
    return text + (" unanimous" if row.unanimous else "")


def read(*parts: str | Table) -> list[Deliberation]:
    document, outline = document_of("Liste des délibérations du 4 mai 2031.", *parts)
    return list(read_deliberations(document, outline))


@pytest.mark.parametrize(("table", "rows"), LISTS)
def test_each_row_is_a_decision(table: Table, rows: list[str]) -> None:
    found = read(table)
    assert [shown(d) for d in found] == rows
    assert all(d.evidence.quote == d.decision for d in found)


def test_what_the_minutes_tell_themselves_is_not_listed_again() -> None:
    found = read(
        "# Tarifs de la cantine",
        "Le conseil, à l'unanimité, fixe les tarifs de la cantine.",
        "# Bail de la forge",
        "Le conseil, à l'unanimité, approuve le bail de la forge.",
        [["Objet", "Vote"], ["Tarifs de la cantine", "Unanimité"], ["Bail de la forge", "Unanimité"]],
    )
    assert [(d.title, d.outcome) for d in found] == [
        ("Tarifs de la cantine", Outcome.ADOPTED),
        ("Bail de la forge", Outcome.ADOPTED),
    ]


@pytest.mark.parametrize(
    "table",
    [
        [["N°", "Objet", "Montant"], ["31-01", "Achat de tables", "1 200 €"], ["31-02", "Peinture", "800 €"]],
        [["N°", "Objet", "Décision"], ["1", "Contrat de location", "Signature"], ["2", "Assurance", "Avenant"]],
        [["Question", "Réponse"], ["Où en est la voirie ?", "Les travaux commencent."], ["Et l'école ?", "En mai."]],
    ],
)
def test_tables_that_list_no_votes(table: Table) -> None:
    assert read(table) == []


def test_a_line_of_a_list_tells_its_own_result() -> None:
    text = (
        "LISTE DES DÉLIBÉRATIONS\nConseil municipal du 8 décembre 2022\n"
        "Délibération n° 2022-101 – Décision modificative – Adoptée à l'unanimité\n"
        "Délibération n° 2022-102 – Tarifs de la piscine – Adoptée par 28 voix pour et 4 abstentions\n"
        "Délibération n° 2022-103 – Aide aux entreprises – Ajournée\n"
        "Délibération n° 2022-104 – Rapport d'activité – Prise d'acte\n"
        "Délibération n° 2022-105 – Vœu sur le train – Rejetée (12 pour, 18 contre, 2 abstentions)\n"
    )
    document = lay_out(pages_of_text(text))
    found = read_deliberations(document, find_outline(document))
    assert [(d.number, d.title, d.outcome) for d in found] == [
        ("2022-101", "Décision modificative", Outcome.ADOPTED),
        ("2022-102", "Tarifs de la piscine", Outcome.ADOPTED),
        ("2022-103", "Aide aux entreprises", Outcome.POSTPONED),
        ("2022-104", "Rapport d'activité", Outcome.NOTED),
        ("2022-105", "Vœu sur le train", Outcome.REJECTED),
    ]
    assert [d.votes_for for d in found] == [None, 28, None, None, 12]
