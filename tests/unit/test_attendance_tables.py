"""Rolls set as tables: what each column is told by its head or by what it holds.

A row is written ``Given SURNAME =status >bearer /titular @commune``; a status left out is *present*.
"""

from __future__ import annotations

import pytest

from extractors.attendance import read_attendance
from extractors.records import Attendance, Status
from tests.unit.money_documents import Part, document_of

OPENING = "L'an deux mille vingt, le 3 mai, le conseil s'est réuni en mairie."
Table = list[list[str]]

TICKED: list[tuple[Table, list[str]]] = [
    (  # a cross under the status, the bearer in the last column
        [
            ["Nom Prénom", "Présent", "Excusé", "Absent", "Pouvoir à"],
            ["COLOMBEL Daniel", "X", "", "", ""],
            ["OZANNE Annie", "X", "", "", ""],
            ["DRAPIER Paul", "", "X", "", "OZANNE Annie"],
            ["BRIVAL Claire", "", "", "X", ""],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE", "Claire BRIVAL =absent"],
    ),
    (  # heads of two levels, the name in two columns
        [
            ["Élus", "<", "Présence", "<", "<"],
            ["Nom", "Prénom", "Présent", "Absent", "Procuration donnée à"],
            ["COLOMBEL", "Daniel", "■", "", ""],
            ["OZANNE", "Annie", "■", "", ""],
            ["DRAPIER", "Paul", "", "■", "Daniel COLOMBEL"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent >Daniel COLOMBEL"],
    ),
    (  # figures as ticks, numbered rows, a sum beneath
        [
            ["N°", "Prénom", "NOM", "P", "E", "A"],
            ["1", "Daniel", "COLOMBEL", "1", "", ""],
            ["2", "Annie", "OZANNE", "1", "", ""],
            ["3", "Paul", "DRAPIER", "", "1", ""],
            ["4", "Claire", "BRIVAL", "", "", "1"],
            ["", "TOTAL", "", "2", "1", "1"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused", "Claire BRIVAL =absent"],
    ),
    (  # the head of the names is left empty
        [
            ["", "Présents", "Absents excusés", "Absents"],
            ["M. Daniel COLOMBEL", "✓", "", ""],
            ["Mme Annie OZANNE", "✓", "", ""],
            ["M. Paul DRAPIER", "", "✓", ""],
            ["Mme Claire BRIVAL", "", "", "✓"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused", "Claire BRIVAL =absent"],
    ),
    (  # a column for those who follow from afar, communes that span their delegates
        [
            ["Communes", "Délégués", "Présent", "En visio", "Absent"],
            ["Barville", "Daniel COLOMBEL", "x", "", ""],
            ["^", "Annie OZANNE", "", "x", ""],
            ["Morval", "Paul DRAPIER", "", "", "x"],
        ],
        ["Daniel COLOMBEL @Barville", "Annie OZANNE =remote @Barville", "Paul DRAPIER =absent @Morval"],
    ),
    (  # functions beside the names
        [
            ["Fonction", "Nom", "Présent", "Excusé", "Donne pouvoir à"],
            ["Maire", "COLOMBEL Daniel", "x", "", ""],
            ["1ère adjointe", "OZANNE Annie", "x", "", ""],
            ["Conseiller", "DRAPIER Paul", "", "x", "Mme OZANNE"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (  # whoever votes for another is told beside the giver's tick
        [
            ["Conseillers", "Présents", "Absents", "Représenté par"],
            ["COLOMBEL Daniel", "X", "", ""],
            ["OZANNE Annie", "X", "", ""],
            ["DRAPIER Paul", "", "X", "COLOMBEL Daniel"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent >Daniel COLOMBEL"],
    ),
]

TICKED_MORE: list[tuple[Table, list[str]]] = [
    (  # both titulaires and substitutes are ticked
        [
            ["Commune", "Délégué titulaire", "Présent", "Délégué suppléant", "Présent"],
            ["Barville", "Daniel COLOMBEL", "X", "Annie OZANNE", ""],
            ["Morval", "Paul DRAPIER", "", "Claire BRIVAL", "X"],
            ["Ternay", "Luc PETRIN", "", "Guy QUINOT", ""],
        ],
        ["Daniel COLOMBEL @Barville", "Claire BRIVAL /Paul DRAPIER @Morval", "Luc PETRIN =absent @Ternay"],
    ),
    (  # only those present are ticked
        [
            ["Nom", "Présent", "Signature"],
            ["COLOMBEL Daniel", "X", ""],
            ["OZANNE Annie", "X", ""],
            ["DRAPIER Paul", "", ""],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent"],
    ),
    (  # lists side by side
        [
            ["Élus", "P", "A", "Élus", "P", "A"],
            ["COLOMBEL Daniel", "X", "", "DRAPIER Paul", "", "X"],
            ["OZANNE Annie", "X", "", "PETRIN Luc", "X", ""],
        ],
        ["Daniel COLOMBEL", "Paul DRAPIER =absent", "Annie OZANNE", "Luc PETRIN"],
    ),
    (  # yes and no
        [
            ["Délégués", "Commune", "Présent(e)", "Pouvoir à"],
            ["COLOMBEL Daniel", "Barville", "Oui", ""],
            ["OZANNE Annie", "Morval", "Oui", ""],
            ["DRAPIER Paul", "Ternay", "Non", "OZANNE Annie"],
        ],
        ["Daniel COLOMBEL @Barville", "Annie OZANNE @Morval", "Paul DRAPIER =absent >Annie OZANNE @Ternay"],
    ),
    (  # the substitute who came, named beside whom he replaces
        [
            ["Titulaire", "Présent", "Absent", "Remplacé par"],
            ["COLOMBEL Daniel", "X", "", ""],
            ["DRAPIER Paul", "", "X", "OZANNE Annie"],
            ["PETRIN Luc", "X", "", ""],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE /Paul DRAPIER", "Luc PETRIN"],
    ),
]

TICKED_MORE += [
    (  # a row of people is none of heads, though it holds statuses
        [
            ["Membres titulaires", "<", "<", "<"],
            ["Nom", "Prénom", "Statut", "Procuration"],
            ["COLOMBEL", "Daniel", "Présent", ""],
            ["OZANNE", "Annie", "Présente", ""],
            ["DRAPIER", "Paul", "Absent", "Procuration Mme OZANNE"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent >Annie OZANNE"],
    ),
    (  # one person under a head that promises presence
        [["Nom", "Prénom", "Statut"], ["COLOMBEL", "Daniel", "Présent"]],
        ["Daniel COLOMBEL"],
    ),
    (  # who came in the place of whom the row names, both under words for standing in
        [
            ["NOM Prénom", "Collège", "Présent(e) ou suppléé(e)", "Suppléé(e) par", "Pouvoir donné à"],
            ["COLOMBEL Daniel", "Communes", "X", "", ""],
            ["DRAPIER Paul", "Communes", "X", "BRIVAL Claire", ""],
            ["PETRIN Luc", "Communautés", "", "", "COLOMBEL Daniel"],
        ],
        ["Daniel COLOMBEL", "Claire BRIVAL /Paul DRAPIER", "Luc PETRIN =excused >Daniel COLOMBEL"],
    ),
]

NO_ROLLS: list[Table] = [
    [["Nom", "Pour", "Contre", "Absent"], ["COLOMBEL Daniel", "X", "", ""], ["OZANNE Annie", "", "", "X"]],
    [["Tarif", "A", "E"], ["Adulte", "1", "2"], ["Enfant", "1", "1"]],
    [["En exercice", "Présents", "Votants"], ["15", "12", "14"]],
    [["Commission", "Titulaires", "Suppléants"], ["Travaux", "COLOMBEL Daniel", "OZANNE Annie"]],
]

TOLD: list[tuple[Table, list[str]]] = [
    (  # a word beside each name
        [
            ["Nom et prénom", "Qualité", "Présence"],
            ["COLOMBEL Daniel", "Maire", "Présent"],
            ["OZANNE Annie", "Adjointe", "Présente"],
            ["DRAPIER Paul", "Conseiller", "Excusé, pouvoir à Mme OZANNE"],
            ["BRIVAL Claire", "Conseillère", "Absente"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE", "Claire BRIVAL =absent"],
    ),
    (  # letters
        [
            ["Commune", "Délégué", "Présence"],
            ["Barville", "M. COLOMBEL", "P"],
            ["Morval", "Mme OZANNE", "E"],
            ["Ternay", "M. DRAPIER", "A"],
        ],
        ["COLOMBEL @Barville", "OZANNE =excused @Morval", "DRAPIER =absent @Ternay"],
    ),
    (  # no heads at all
        [
            ["COLOMBEL Daniel", "présent"],
            ["OZANNE Annie", "présente"],
            ["DRAPIER Paul", "excusé"],
            ["BRIVAL Claire", "absente"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused", "Claire BRIVAL =absent"],
    ),
    (  # a pouvoir or a substitute in place of a status
        [
            ["Nom", "Présence"],
            ["COLOMBEL Daniel", "Présent"],
            ["OZANNE Annie", "Présente"],
            ["DRAPIER Paul", "Pouvoir à Mme OZANNE Annie"],
            ["PETRIN Luc", "Remplacé par son suppléant M. QUINOT Guy"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE", "Guy QUINOT /Luc PETRIN"],
    ),
    (  # R for those who are represented
        [
            ["Nom", "Présence", "Mandataire"],
            ["COLOMBEL Daniel", "P", ""],
            ["OZANNE Annie", "P", ""],
            ["DRAPIER Paul", "R", "OZANNE Annie"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (  # who came late was there; absent without excuse is absent
        [
            ["Nom", "Fonction", "Présence"],
            ["COLOMBEL Daniel", "Maire", "présent"],
            ["OZANNE Annie", "Adjointe", "excusée (pouvoir à D. Colombel)"],
            ["DRAPIER Paul", "", "absent non excusé"],
            ["PETRIN Luc", "", "arrivé à 20 h 30"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE =excused >Daniel COLOMBEL", "Paul DRAPIER =absent", "Luc PETRIN"],
    ),
    (  # two such lists side by side
        [
            ["Nom", "Présence", "Nom", "Présence"],
            ["COLOMBEL Daniel", "P", "DRAPIER Paul", "E"],
            ["OZANNE Annie", "P", "BRIVAL Claire", "A"],
        ],
        ["Daniel COLOMBEL", "Paul DRAPIER =excused", "Annie OZANNE", "Claire BRIVAL =absent"],
    ),
    (  # civility, surname and given name each in a column
        [
            ["Civilité", "Nom", "Prénom", "Statut", "Mandataire"],
            ["M.", "COLOMBEL", "Daniel", "Présent", ""],
            ["Mme", "OZANNE", "Annie", "Présente", ""],
            ["M.", "DRAPIER", "Paul", "Représenté", "Mme OZANNE Annie"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (  # titulaires beside their substitutes, each with a status
        [
            ["Commune", "Titulaire", "Présence", "Suppléant", "Présence"],
            ["Barville", "Daniel COLOMBEL", "P", "Annie OZANNE", ""],
            ["Morval", "Paul DRAPIER", "A", "Claire BRIVAL", "P"],
            ["Ternay", "Luc PETRIN", "E", "Guy QUINOT", ""],
        ],
        ["Daniel COLOMBEL @Barville", "Claire BRIVAL /Paul DRAPIER @Morval", "Luc PETRIN =excused @Ternay"],
    ),
]

GROUPED: list[tuple[Table, list[str]]] = [
    (  # a heading over each column, several names a cell
        [
            ["PRÉSENTS", "EXCUSÉS", "ABSENTS"],
            ["Daniel COLOMBEL\nAnnie OZANNE", "Paul DRAPIER", "Claire BRIVAL\nLuc PETRIN"],
        ],
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused",
            "Claire BRIVAL =absent",
            "Luc PETRIN =absent",
        ],
    ),
    (  # the same, a name a row
        [
            ["Présents", "Absents", "Procurations"],
            ["M. COLOMBEL", "M. DRAPIER", "M. DRAPIER à Mme OZANNE"],
            ["Mme OZANNE", "Mme BRIVAL", ""],
            ["M. PETRIN", "", ""],
        ],
        ["COLOMBEL", "DRAPIER =absent >OZANNE", "OZANNE", "BRIVAL =absent", "PETRIN"],
    ),
    (  # the bearer beside whom he votes for, a person a row
        [
            ["Présents", "Absents", "Pouvoir à"],
            ["M. COLOMBEL", "M. DRAPIER", "Mme OZANNE"],
            ["Mme OZANNE", "Mme BRIVAL", "M. COLOMBEL"],
            ["M. PETRIN", "", ""],
        ],
        ["COLOMBEL", "DRAPIER =absent >OZANNE", "OZANNE", "BRIVAL =absent >COLOMBEL", "PETRIN"],
    ),
    (  # titulaires and substitutes under each status
        [
            ["Présents", "<", "Absents excusés", "<"],
            ["Titulaires", "Suppléants", "Titulaires", "Suppléants"],
            ["Daniel COLOMBEL\nLuc PETRIN", "Annie OZANNE", "Paul DRAPIER", ""],
        ],
        ["Daniel COLOMBEL", "Luc PETRIN", "Annie OZANNE", "Paul DRAPIER =excused"],
    ),
    (  # statuses told again further down
        [
            ["PRÉSENTS", "PRÉSENTS"],
            ["M. COLOMBEL Daniel", "Mme OZANNE Annie"],
            ["EXCUSÉS", "ABSENTS"],
            ["M. DRAPIER Paul", "Mme BRIVAL Claire"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused", "Claire BRIVAL =absent"],
    ),
    (  # rows of other matters among those of the roll
        [
            ["Date de la convocation", "27 avril 2020"],
            ["Membres présents", "M. COLOMBEL Daniel, Maire, Mme OZANNE Annie, M. PETRIN Luc"],
            ["Membres excusés", "M. DRAPIER Paul"],
            ["Pouvoirs", "M. DRAPIER Paul à M. PETRIN Luc"],
            ["Secrétaire de séance", "Mme OZANNE Annie"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Luc PETRIN", "Paul DRAPIER =excused >Luc PETRIN"],
    ),
    (  # the status at the head of each row
        [
            ["Présents", "MM. COLOMBEL, PETRIN, Mme OZANNE"],
            ["Absents excusés", "M. DRAPIER (pouvoir à M. PETRIN)"],
            ["Absente", "Mme BRIVAL"],
        ],
        ["COLOMBEL", "PETRIN", "OZANNE", "DRAPIER =excused >PETRIN", "BRIVAL =absent"],
    ),
    (  # several groups in one cell
        [
            [
                "Étaient présents :\nMM. COLOMBEL Daniel, PETRIN Luc\nMmes OZANNE Annie, BRIVAL Claire",
                "Absents excusés :\nM. DRAPIER Paul a donné pouvoir à M. PETRIN Luc\nAbsent :\nM. QUINOT Guy",
            ]
        ],
        [
            "Daniel COLOMBEL",
            "Luc PETRIN",
            "Annie OZANNE",
            "Claire BRIVAL",
            "Paul DRAPIER =excused >Luc PETRIN",
            "Guy QUINOT =absent",
        ],
    ),
    (  # communes down the side, statuses across, names in the cells
        [
            ["Communes", "Présents", "Excusés", "Pouvoirs"],
            ["Barville", "M. COLOMBEL\nMme OZANNE", "", ""],
            ["Morval", "M. PETRIN", "M. DRAPIER", "M. DRAPIER à M. PETRIN"],
            ["Ternay", "", "Mme BRIVAL", ""],
        ],
        [
            "COLOMBEL @Barville",
            "OZANNE @Barville",
            "PETRIN @Morval",
            "DRAPIER =excused >PETRIN @Morval",
            "BRIVAL =excused @Ternay",
        ],
    ),
    (  # initials
        [
            ["Communes", "Titulaires présents", "Suppléants présents", "Excusés"],
            ["Barville", "D. COLOMBEL", "", "A. OZANNE"],
            ["Morval", "", "P. DRAPIER", "C. BRIVAL"],
        ],
        [
            "D. COLOMBEL @Barville",
            "A. OZANNE =excused @Barville",
            "P. DRAPIER @Morval",
            "C. BRIVAL =excused @Morval",
        ],
    ),
    (  # a title over the whole table
        [
            ["Membres du conseil", "<"],
            ["Présents", "Absents ayant donné pouvoir"],
            ["COLOMBEL Daniel\nOZANNE Annie\nPETRIN Luc", "DRAPIER Paul à PETRIN Luc\nBRIVAL Claire à OZANNE Annie"],
        ],
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Luc PETRIN",
            "Paul DRAPIER =excused >Luc PETRIN",
            "Claire BRIVAL =excused >Annie OZANNE",
        ],
    ),
]


def shown(row: Attendance) -> str:
    parts = [row.name]
    if row.status is not Status.PRESENT:
        parts.append(f"={row.status.value}")
    for mark, value in ((">", row.proxy_to), ("/", row.substitute_for), ("@", row.commune)):
        if value:
            parts.append(f"{mark}{value}")
    return " ".join(parts)


def roll(*parts: Part) -> list[str]:
    document, outline = document_of(OPENING, *parts)
    return [shown(r) for r in read_attendance(document, outline)]


@pytest.mark.parametrize(("table", "rows"), [*TICKED, *TICKED_MORE])
def test_ticked_columns(table: Table, rows: list[str]) -> None:
    assert sorted(roll(table)) == sorted(rows)


@pytest.mark.parametrize(("table", "rows"), TOLD)
def test_statuses_in_a_column(table: Table, rows: list[str]) -> None:
    assert sorted(roll(table)) == sorted(rows)


@pytest.mark.parametrize(("table", "rows"), GROUPED)
def test_names_grouped_by_status(table: Table, rows: list[str]) -> None:
    assert sorted(roll(table)) == sorted(rows)


@pytest.mark.parametrize("table", NO_ROLLS)
def test_tables_that_are_no_roll(table: Table) -> None:
    assert roll(table) == []


def test_a_ticked_table_goes_on_without_its_heads() -> None:
    first = [["Nom", "Présent", "Absent"], ["COLOMBEL Daniel", "X", ""], ["OZANNE Annie", "", "X"]]
    second = [["DRAPIER Paul", "X", ""], ["BRIVAL Claire", "", "X"]]
    assert roll(first, second) == [
        "Daniel COLOMBEL",
        "Annie OZANNE =absent",
        "Paul DRAPIER",
        "Claire BRIVAL =absent",
    ]


def test_a_column_of_functions() -> None:
    table: Part = [
        ["NOM Prénom", "Fonction", "Présent", "Absent", "Pouvoir à"],
        ["COLOMBEL Daniel", "Maire", "X", "", ""],
        ["OZANNE Annie", "1re adjointe", "X", "", ""],
        ["DRAPIER Paul", "Conseiller", "", "X", "OZANNE Annie"],
    ]
    document, outline = document_of(OPENING, table)
    rows = read_attendance(document, outline)
    assert [(r.name, r.role) for r in rows] == [
        ("Daniel COLOMBEL", "Maire"),
        ("Annie OZANNE", "1re adjointe"),
        ("Paul DRAPIER", "Conseiller"),
    ]


def test_a_function_in_the_cell_of_the_name() -> None:
    table: Part = [
        ["NOM Prénom", "Présent", "Absent", "Pouvoir à"],
        ["COLOMBEL Daniel, Maire", "X", "", ""],
        ["OZANNE Annie (1re adjointe)", "X", "", ""],
        ["DRAPIER Paul", "", "X", "OZANNE Annie"],
    ]
    document, outline = document_of(OPENING, table)
    rows = read_attendance(document, outline)
    assert [r.role for r in rows] == ["Maire", "1re adjointe", None]


def test_a_heading_over_a_table_of_pouvoirs_is_not_its_heads() -> None:
    table: Part = [["Mme OZANNE", "procuration à M. DRAPIER"], ["M. PETRIN", "procuration à Mme BRIVAL"]]
    present = "PRÉSENTS : (2) M. DRAPIER, Mme BRIVAL"
    document, outline = document_of(OPENING, present, "ABSENTS AYANT DONNÉ PROCURATION : (2)", table)
    assert [shown(r) for r in read_attendance(document, outline)] == [
        "DRAPIER",
        "BRIVAL",
        "OZANNE =excused >DRAPIER",
        "PETRIN =excused >BRIVAL",
    ]
