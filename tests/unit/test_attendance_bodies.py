"""The roll as syndicates, départements and bodies of every kind set it; notation as in `test_attendance_varieties`."""

from __future__ import annotations

import pytest

from extractors.attendance.source import RollText
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from tests.unit.test_attendance_varieties import roll, shown

CHAIRED = "Le comité s'est réuni le 18 mai 2004 sous la présidence de Monsieur Jean ADAM, Président.\n"

FORMS: list[tuple[str, list[str]]] = [
    (
        f"{CHAIRED}Etaient présents : Tous les membres en exercice, à l'exception de :\n"
        "Mesdames C OZANNE, MJ BRIVAL\nMessieurs P DRAPIER, JB QUINOT\nExcusés : L PETRIN",
        [
            "Jean ADAM",
            "C OZANNE =absent",
            "MJ BRIVAL =absent",
            "P DRAPIER =absent",
            "JB QUINOT =absent",
            "L PETRIN =excused",
        ],
    ),
    (
        "Présents : M. Jean ADAM, Mme Annie OZANNE\nEtaient invités :\n"
        "- Messieurs Luc PETRIN et Paul DRAPIER, EAUX VIVES\n- Madame Rose BRIVAL, ARPENTIA\n"
        "Monsieur le Président remercie Mr Guy QUINOT d'accueillir l'assemblée.",
        [
            "Jean ADAM",
            "Annie OZANNE",
            "Luc PETRIN =guest",
            "Paul DRAPIER =guest",
            "Rose BRIVAL =guest",
        ],
    ),
    (
        "Présents : M. Jean ADAM, Mme Annie OZANNE\nAssistaient également : Mme Rose BRIVAL, directrice\n"
        "M. LE PRÉSIDENT. – Mes chers collègues, je salue M. Guy QUINOT qui nous rejoint aujourd'hui.",
        ["Jean ADAM", "Annie OZANNE", "Rose BRIVAL =guest"],
    ),
    (
        "Présents : M. Jean ADAM, Mme Annie OZANNE\nAssistaient également : Mme Rose BRIVAL, directrice\n"
        "M. PETRIN. – Je souhaite la bienvenue à tous les nouveaux collègues de cette assemblée.",
        ["Jean ADAM", "Annie OZANNE", "Rose BRIVAL =guest"],
    ),
    (
        "Présents : M. Jean ADAM, M. Luc PETRIN\nMme Annie OZANNE assure le secrétariat.",
        ["Jean ADAM", "Luc PETRIN"],
    ),
    (
        "Membres présents :\nMonsieur Jean ADAM, Membre du Bureau, Représentant la communauté de Luzy\n"
        "Madame Annie OZANNE, Vice-Présidente, Représentant la commune de Morval",
        ["Jean ADAM", "Annie OZANNE"],
    ),
    (
        "M. le Président procède à l'appel.\nMme OZANNE Annie : présente\nM. PETRIN Luc : présent\n"
        "Mme BRIVAL Rose : absente, représentée par M. PETRIN Luc\nM. QUINOT Guy : excusé",
        ["Annie OZANNE", "Luc PETRIN", "Rose BRIVAL =absent >Luc PETRIN", "Guy QUINOT =excused"],
    ),
    (
        "Présents : Mme Annie OZANNE\n"
        "Invités : Rose BRIVAL et Luc PETRIN animateurs du centre de Luzy, Léa LORMIER présidente de l'association",
        ["Annie OZANNE", "Rose BRIVAL =guest", "Luc PETRIN =guest", "Léa LORMIER =guest"],
    ),
    (
        "Présents : LUZY M. ADAM et Mme OZANNE ; MORVAL MM. PETRIN, et DRAPIER ; SAINT-ABRE M. QUINOT ; "
        "BARVILLE Mmes BRIVAL et LORMIER ; VERMONT M. COLOMBEL.",
        ["ADAM", "OZANNE", "PETRIN", "DRAPIER", "QUINOT", "BRIVAL", "LORMIER", "COLOMBEL"],
    ),
]


@pytest.mark.parametrize(("text", "rows"), FORMS, ids=[text[:40] for text, _ in FORMS])
def test_form(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_an_initial_m_is_no_civility_where_others_have_theirs() -> None:
    found = roll("Présents :\nP. Colombel, M. Ozanne, A. Drapier, M. Petrin, G. Adam, R. Lormier, L. Brival.")
    surnames = ["COLOMBEL", "OZANNE", "DRAPIER", "PETRIN", "ADAM", "LORMIER", "BRIVAL"]
    assert [r.name.split()[-1] for r in found] == surnames


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_colon_read_between_the_two_words_of_a_name_is_dirt(separator: str) -> None:
    found = roll(
        f"Présents : M. Jean ADAM{separator} Mme Annie OZANNE{separator} Hélène\n: BRIVAL{separator} Luc PETRIN"
    )
    assert [r.name for r in found] == ["Jean ADAM", "Annie OZANNE", "Hélène BRIVAL", "Luc PETRIN"]


def test_a_colon_at_the_head_of_a_line_is_that_of_the_commune_before_it() -> None:
    text = "Présents : Luzy : Jean ADAM, Annie OZANNE ; Morval\n: Rose BRIVAL, Luc PETRIN"
    document = lay_out(pages_of_text(text))
    assert "Morval : Rose" in RollText.of(document, 0, len(document.blocks)).marked
    found = roll(text)
    assert [(r.name, r.commune) for r in found] == [
        ("Jean ADAM", "Luzy"),
        ("Annie OZANNE", "Luzy"),
        ("Rose BRIVAL", "Morval"),
        ("Luc PETRIN", "Morval"),
    ]
