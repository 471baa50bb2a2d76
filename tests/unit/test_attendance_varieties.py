"""The roll in the varieties clerks use: names, statuses, pouvoirs and substitutes read from each.

A row is written ``Given SURNAME =status >bearer /titular``; a status left out is *present*.
"""

from __future__ import annotations

import pytest

from extractors.attendance import read_attendance
from extractors.document import Outline
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.records import Attendance, Status

ROLLS: list[tuple[str, list[str]]] = [
    (
        "Présents : 3 (Mme OZANNE, M. COLOMBEL et M. DRAPIER). Absent : 1 (M. QUINOT)",
        ["OZANNE", "COLOMBEL", "DRAPIER", "QUINOT =absent"],
    ),
    (
        "Étaient présents aux côtés de la présidente Mmes Maryse OZANNE et Claudine BRIVAL, MM. Paul DRAPIER et "
        "Yves QUINOT.",
        ["Maryse OZANNE", "Claudine BRIVAL", "Paul DRAPIER", "Yves QUINOT"],
    ),
    (
        "Étaient là : Mme Maryse OZANNE, M. Paul DRAPIER",
        ["Maryse OZANNE", "Paul DRAPIER"],
    ),
    (
        "Présents : MM. TARPIN, Maire, VERDELET, 1er adjoint, Mmes OZANNE, BRIVAL, adjointes, MM. COLOMBEL, DRAPIER.",
        ["TARPIN", "VERDELET", "OZANNE", "BRIVAL", "COLOMBEL", "DRAPIER"],
    ),
    (
        "Présents : Mmes OZANNE, BRIVAL MM. COLOMBEL, DRAPIER\n"
        "Absents excusés : Mme LORMIER (pouvoir à Mme BRIVAL), M. PETRIN (pouvoir à M. DRAPIER)\n"
        "Absent : M. QUINOT",
        [
            "OZANNE",
            "BRIVAL",
            "COLOMBEL",
            "DRAPIER",
            "LORMIER =excused >BRIVAL",
            "PETRIN =excused >DRAPIER",
            "QUINOT =absent",
        ],
    ),
    (
        "Etaient présents :\n"
        "Mesdames et Messieurs les conseillers municipaux : TARPIN Alix, VERDELET Jean-Noël, OZANNE Maryse.",
        ["Alix TARPIN", "Jean-Noël VERDELET", "Maryse OZANNE"],
    ),
    (
        "Etaient présents : MM. COLOMBEL.DRAPIER.Mmes OZANNE.BRIVAL\nAbsents excusés: M.QUINOT (pouvoir à M.DRAPIER)",
        ["COLOMBEL", "DRAPIER", "OZANNE", "BRIVAL", "QUINOT =excused >DRAPIER"],
    ),
    (
        "PRÉSENTS : C. Montel, Président, J.P. Drapier, A. Ozanne, L. Brival\nEXCUSÉS : M. Quinot",
        ["C. MONTEL", "J.P. DRAPIER", "A. OZANNE", "L. BRIVAL", "QUINOT =excused"],
    ),
    (
        "Présents : COLOMBEL R. - DRAPIER JP - OZANNE A.",
        ["R. COLOMBEL", "JP DRAPIER", "A. OZANNE"],
    ),
    (
        "Étaient présents : Alix, Jean-Pierre, Yves, Maryse\nExcusée : Claudine",
        ["Alix", "Jean-Pierre", "Yves", "Maryse", "Claudine =excused"],
    ),
    (
        "Présents : Martial COLOMBEL (titulaire BARVILLE), Annie OZANNE (suppléante VAUCELLES), Paul "
        "DRAPIER (titulaire MORVAL)",
        ["Martial COLOMBEL", "Annie OZANNE", "Paul DRAPIER"],
    ),
    (
        "Présents :\n"
        "Barville : Daniel COLOMBEL ; Vaucelles : Annie OZANNE, Paul DRAPIER ; Morval : Luc PETRIN\n"
        "Absents : Ternay : Guy QUINOT",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Luc PETRIN", "Guy QUINOT =absent"],
    ),
    (
        "Présents :\n"
        "M. Daniel COLOMBEL, Maire\n"
        "Mme Annie OZANNE, 1ère adjointe\n"
        "M. Paul DRAPIER, 2ème adjoint\n"
        "Mme Claire BRIVAL, conseillère municipale déléguée à la culture, au sport et à la jeunesse\n"
        "M. Luc PETRIN",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN"],
    ),
    (
        "Les membres présents en séance :\n"
        "COLOMBEL Daniel\n"
        "OZANNE Annie\n"
        "DRAPIER Paul\n"
        "Le ou les membres ayant donné pouvoir :\n"
        "BRIVAL Claire donne pouvoir à OZANNE Annie\n"
        "Le ou les membres absents :\n"
        "PETRIN Luc",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER",
            "Claire BRIVAL =excused >Annie OZANNE",
            "Luc PETRIN =absent",
        ],
    ),
    (
        "L'an deux mille dix, le 3 mai, le conseil s'est réuni sous la présidence de M. Paul DRAPIER, "
        "maire. Étaient présents : MM. COLOMBEL Daniel, PETRIN Luc, Mme OZANNE Annie formant la "
        "majorité des membres en exercice.\n"
        "Absent excusé : M. QUINOT Guy ayant donné procuration à M. PETRIN Luc.\n"
        "Mme OZANNE Annie a été élue secrétaire.",
        ["Paul DRAPIER", "Daniel COLOMBEL", "Luc PETRIN", "Annie OZANNE", "Guy QUINOT =excused >Luc PETRIN"],
    ),
    (
        "Sont présents et formant quorum : monsieur le maire suppléant Paul DRAPIER, mesdames Annie "
        "OZANNE, Claire BRIVAL, messieurs Luc PETRIN et Daniel COLOMBEL.",
        ["Paul DRAPIER", "Annie OZANNE", "Claire BRIVAL", "Luc PETRIN", "Daniel COLOMBEL"],
    ),
    (
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE (arrivée à 20h15), M. Luc PETRIN (présent à "
        "partir du point n° 8), Mme Claire BRIVAL (départ à 21h00, pouvoir à M. Paul DRAPIER)",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Claire BRIVAL >Paul DRAPIER"],
    ),
    (
        "Délégués titulaires présents : M. Paul DRAPIER, Mme Annie OZANNE.\n"
        "Délégués suppléants présents : M. Luc PETRIN (remplaçant M. Guy QUINOT).\n"
        "Délégués excusés : Mme Claire BRIVAL.",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN /Guy QUINOT", "Claire BRIVAL =excused"],
    ),
    (
        "Présents : M. Paul DRAPIER, M. Guy QUINOT remplacé par sa suppléante Mme Claire BRIVAL, Mme Annie OZANNE.",
        ["Paul DRAPIER", "Claire BRIVAL /Guy QUINOT", "Annie OZANNE"],
    ),
    (
        "Étaient présents : Paul DRAPIER, Annie OZANNE\n"
        "Étaient excusés et représentés : Luc PETRIN par Paul DRAPIER, Claire BRIVAL par Annie OZANNE\n"
        "Étaient absents : Guy QUINOT",
        [
            "Paul DRAPIER",
            "Annie OZANNE",
            "Luc PETRIN =excused >Paul DRAPIER",
            "Claire BRIVAL =excused >Annie OZANNE",
            "Guy QUINOT =absent",
        ],
    ),
    (
        "Absents ayant donné procuration :\nMme LORMIER Odette à Mme BRIVAL Claire\nM. PETRIN Luc à M. DRAPIER Paul",
        ["Odette LORMIER =excused >Claire BRIVAL", "Luc PETRIN =excused >Paul DRAPIER"],
    ),
    (
        "Présents : Mme Annie OZANNE, M. Paul DRAPIER\n"
        "Procurations : M. Luc PETRIN → M. Paul DRAPIER ; Mme Claire BRIVAL -> Mme Annie OZANNE",
        ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN =excused >Paul DRAPIER", "Claire BRIVAL =excused"],
    ),
    (
        "Présents : 12\nMme Annie OZANNE, M. Paul DRAPIER, Mme Claire BRIVAL\nExcusés : 1\nM. Luc PETRIN\nVotants : 13",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN =excused"],
    ),
    (
        "En exercice : 15\n"
        "Présents : 3\n"
        "Votants : 4\n"
        "Étaient présents : Mme Annie OZANNE, M. Paul DRAPIER,\n"
        "Nombre de suffrages exprimés : 4\n"
        "Mme Claire BRIVAL.\n"
        "Pouvoir : M. Luc PETRIN à M. Paul DRAPIER.",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN =excused >Paul DRAPIER"],
    ),
    (
        "Présents (3) : Mme Annie OZANNE, M. Paul DRAPIER, Mme Claire BRIVAL\n"
        "Absents (1) : M. Luc PETRIN\n"
        "Pouvoirs (0) : néant",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN =absent"],
    ),
    (
        "Membres présents : Mme Annie OZANNE ; M. Paul DRAPIER ; Mme Claire ROUVIER - COSSON ; M. Luc PETRIN",
        ["Annie OZANNE", "Paul DRAPIER", "Claire ROUVIER-COSSON", "Luc PETRIN"],
    ),
    (
        "Étaient présents : M. DRAPIER Paul, Mme OZANNE Annie, formant la majorité des membres en "
        "exercice.\n"
        "Étaient absents excusés : M. PETRIN Luc.\n"
        "Étaient absents non excusés : M. QUINOT Guy.\n"
        "Procurations : M. PETRIN Luc en faveur de Mme OZANNE Annie.",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused >Annie OZANNE", "Guy QUINOT =absent"],
    ),
    (
        "PRESENTS :\n"
        "- DRAPIER Paul, Président\n"
        "- OZANNE Annie, Vice-Présidente\n"
        "EXCUSÉS :\n"
        "- PETRIN Luc\n"
        "ASSISTAIENT :\n"
        "- BRIVAL Claire, directrice\n"
        "INVITÉS : QUINOT Guy (trésorier)",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused", "Claire BRIVAL =guest", "Guy QUINOT =guest"],
    ),
    (
        "Étaient présents : M. Paul DRAPIER, Mme Annie OZANNE.\n"
        "Étaient également présents : M. Luc PETRIN, directeur général des services, Mme Claire BRIVAL, "
        "secrétaire de mairie.",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =guest", "Claire BRIVAL =guest"],
    ),
    (
        "Présents : Mme OZANNE Annie (pouvoir de M. PETRIN Luc), M. DRAPIER Paul\nAbsents : M. QUINOT Guy",
        ["Annie OZANNE", "Luc PETRIN =excused >Annie OZANNE", "Paul DRAPIER", "Guy QUINOT =absent"],
    ),
    (
        "Commune de Barville\n"
        "Présents : Paul DRAPIER - Annie OZANNE (Vaucelles) - Luc PETRIN (Morval)\n"
        "En visio : Claire BRIVAL (Ternay)",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Claire BRIVAL =remote"],
    ),
    (
        "Conseillers présents : M. Paul DRAPIER - Mme Annie OZANNE - M. Luc PETRIN.\n"
        "Conseillers absents : Mme Claire BRIVAL (excusée), M. Guy QUINOT (non excusé)",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Claire BRIVAL =excused", "Guy QUINOT =absent"],
    ),
    (
        "Étaient présents : M. le Maire, Mmes OZANNE, BRIVAL, adjointes ; MM. PETRIN, QUINOT, conseillers municipaux.",
        ["OZANNE", "BRIVAL", "PETRIN", "QUINOT"],
    ),
    (
        "Présents : Mme OZANNE, M. DRAPIER, M. PETRIN\n"
        "Monsieur le Maire ouvre la séance et demande à Mme OZANNE de lire le compte rendu.",
        ["OZANNE", "DRAPIER", "PETRIN"],
    ),
    (
        "Membres titulaires : Présents : Paul DRAPIER, Annie OZANNE. Excusés : Luc PETRIN. Membres "
        "suppléants : Présents : Claire BRIVAL.",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused", "Claire BRIVAL"],
    ),
    (
        "MEMBRES PRESENTS : DRAPIER PAUL, OZANNE ANNIE, PETRIN LUC\nMEMBRES EXCUSES : BRIVAL CLAIRE",
        ["PAUL DRAPIER", "ANNIE OZANNE", "LUC PETRIN", "CLAIRE BRIVAL =excused"],
    ),
    (
        "Présents\n"
        "NOM Prénom\tPrésent\tAbsent\tPouvoir à\n"
        "DRAPIER Paul\tX\t\t\n"
        "OZANNE Annie\tX\t\t\n"
        "PETRIN Luc\t\tX\tDRAPIER Paul",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =absent >Paul DRAPIER"],
    ),
    (
        "Nom\tPrénom\tFonction\tPrésence\n"
        "DRAPIER\tPaul\tMaire\tPrésent\n"
        "OZANNE\tAnnie\tAdjointe\tExcusée\n"
        "PETRIN\tLuc\tConseiller\tAbsent",
        ["Paul DRAPIER", "Annie OZANNE =excused", "Luc PETRIN =absent"],
    ),
    (
        "Étaient présents : Mesdames Annie OZANNE, Claire BRIVAL, Messieurs Paul DRAPIER, Luc PETRIN.\n"
        "Excusé : Monsieur Guy QUINOT qui a donné pouvoir à Madame Annie OZANNE.\n"
        "Secrétaire de séance : Madame Claire BRIVAL.",
        ["Annie OZANNE", "Claire BRIVAL", "Paul DRAPIER", "Luc PETRIN", "Guy QUINOT =excused >Annie OZANNE"],
    ),
    (
        "Excusés avec pouvoir : M. Luc PETRIN (pouvoir donné à M. Paul DRAPIER), Mme Claire BRIVAL "
        "ayant donné pouvoir à Mme Annie OZANNE\n"
        "Excusés sans pouvoir : M. Guy QUINOT",
        ["Luc PETRIN =excused >Paul DRAPIER", "Claire BRIVAL =excused >Annie OZANNE", "Guy QUINOT =excused"],
    ),
    (
        "Absents représentés : M. Luc PETRIN a donné procuration à M. Paul DRAPIER\n"
        "Mme Claire BRIVAL a donné procuration à Mme Annie OZANNE",
        ["Luc PETRIN =excused >Paul DRAPIER", "Claire BRIVAL =excused >Annie OZANNE"],
    ),
    (
        "Étaient présents : Mme Annie OZANNE, Maire, M. Paul DRAPIER, M. Luc PETRIN, adjoints, Mme "
        "Claire BRIVAL, M. Guy QUINOT, conseillers.\n"
        "Avait donné pouvoir : M. Odon LORMIER à Mme Annie OZANNE",
        [
            "Annie OZANNE",
            "Paul DRAPIER",
            "Luc PETRIN",
            "Claire BRIVAL",
            "Guy QUINOT",
            "Odon LORMIER =excused >Annie OZANNE",
        ],
    ),
    (
        "Présents : M. Paul DRAPIER (Président), Mme Annie OZANNE (Vice-présidente), M. Luc PETRIN "
        "(Barville), M. Guy QUINOT (suppléant de M. Odon LORMIER, Ternay)",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Guy QUINOT /Odon LORMIER"],
    ),
    (
        "Présents : Mme OZANNE Annie, M. DRAPIER Paul\n"
        "Absents ayant donné pouvoir : Pouvoir de Mme BRIVAL Claire à Mme OZANNE Annie ; Procuration de "
        "M. PETRIN Luc à M. DRAPIER Paul.",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL =excused >Annie OZANNE", "Luc PETRIN =excused >Paul DRAPIER"],
    ),
    (
        "Présents : Mme OZANNE Annie, M. DRAPIER Paul\n"
        "Mandant\tMandataire\n"
        "BRIVAL Claire\tOZANNE Annie\n"
        "PETRIN Luc\tDRAPIER Paul",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL =excused >Annie OZANNE", "Luc PETRIN =excused >Paul DRAPIER"],
    ),
    (
        "Présent{e)s : M. Paul DRAPIER, Mrne Annie OZANNE, M, Luc PETR!N\nExcuséfe}s * Mme Claire BRIVAL",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Claire BRIVAL =excused"],
    ),
    (
        "Présents : MM. LE BRAZ Yann, de Lauzet Odon, Mme D'ORVILLY Inès",
        ["Yann LE BRAZ", "Odon de LAUZET", "Inès D'ORVILLY"],
    ),
]


def roll(text: str) -> tuple[Attendance, ...]:
    """The roll of a text that is all opening."""
    document = lay_out(pages_of_text(text))
    return read_attendance(document, Outline((), (0, len(document.blocks)), ()))


def shown(row: Attendance) -> str:
    text = row.name
    if row.status is not Status.PRESENT:
        text += f" ={row.status.value}"
    if row.proxy_to:
        text += f" >{row.proxy_to}"
    if row.substitute_for:
        text += f" /{row.substitute_for}"
    return text


@pytest.mark.parametrize(("text", "rows"), ROLLS, ids=[text[:40] for text, _ in ROLLS])
def test_variety(text: str, rows: list[str]) -> None:
    found = roll(text)
    assert [shown(row) for row in found] == rows
    assert [row.position for row in found] == list(range(1, len(rows) + 1))
    for row in found:
        assert row.evidence.page == 1
        assert " ".join(row.evidence.quote.split()) == " ".join(row.printed_name.split())
        assert 0 < row.evidence.confidence <= 1


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Prèseuts : M. Paul DRAPIER, Mme Annie OZANNE\nAbscnts excuscs : M. Luc PETRIN",
            ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused"],
        ),
        ("Présents : M. PaulDRAPIER, Mme Annie OZANNE", ["Paul DRAPIER", "Annie OZANNE"]),
        (
            "Présents : Paul DRAPIER, Annie OZANNE Luc PETRIN, Guy QUINOT",
            ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN", "Guy QUINOT"],
        ),
        ("Présents : M. Paul DRAPIER, Mme Annie. OZANNE ‘", ["Paul DRAPIER", "Annie OZANNE"]),
    ],
)  # fmt: skip
def test_what_recognition_makes_of_a_roll(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_who_presides_was_there_even_if_the_list_leaves_him_out() -> None:
    found = roll(
        "Le conseil s'est réuni le 3 mai 2021 sous la présidence de M. Paul DRAPIER, Maire.\n"
        "Étaient présents : Mme Annie OZANNE, M. Luc PETRIN."
    )
    assert [(r.name, r.role) for r in found] == [
        ("Paul DRAPIER", "Maire"),
        ("Annie OZANNE", None),
        ("Luc PETRIN", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Membres de la commission : M. Paul DRAPIER, Mme Annie OZANNE",
        "Le conseil désigne comme délégués M. Paul DRAPIER et Mme Annie OZANNE.",
        "Ont voté contre : M. Paul DRAPIER, Mme Annie OZANNE",
        "L'unanimité des membres présents approuve la proposition de M. Paul DRAPIER.",
    ],
)
def test_names_that_are_no_attendance(text: str) -> None:
    assert roll(text) == ()
