"""Rolls in forms that lost names before: bare initials, communes, colleges, substitutes, pouvoirs in few words.

Notation as in `test_attendance_varieties`.
"""

from __future__ import annotations

import pytest

from corpus.page import Box, Word
from extractors.attendance import read_attendance
from extractors.document import Block, BlockKind, Document, Line, Outline, Text
from tests.unit.test_attendance_varieties import roll, shown

FORMS: list[tuple[str, list[str]]] = [
    (
        "Etaient présents, M. Mmes les membres du Conseil de la Communauté de Morval : BARVILLE : ADAM Guy, "
        "OZANNE Annie ; LUZY : DRAPIER Paul",
        ["Guy ADAM", "Annie OZANNE", "Paul DRAPIER"],
    ),
    (
        "ETAIENT REPRESENTEES LES COMMUNES DE :\nBARVILLE :\nMonsieur Guy ADAM\nMORVAL LES DEUX TOURS :\n"
        "Madame Annie OZANNE et Monsieur Paul DRAPIER\n"
        "ETAIENT NON REPRESENTEES LES COMMUNES DE : LUZY et TERNAY.\nETAIENT EXCUSES :\nMadame Rose BRIVAL",
        ["Guy ADAM", "Annie OZANNE", "Paul DRAPIER", "Rose BRIVAL =excused"],
    ),
    (
        "Présents :\nLe Président Guy ADAM\nLes Vice-présidents Annie OZANNE, Paul DRAPIER\n"
        "Les Membres Rose BRIVAL, Luc PETRIN",
        ["Guy ADAM", "Annie OZANNE", "Paul DRAPIER", "Rose BRIVAL", "Luc PETRIN"],
    ),
    (
        "Présents : Mesdames OZANNE, BRIVAL (qui supplée Mme PETRIN), Monsieur ADAM",
        ["OZANNE", "BRIVAL /PETRIN", "ADAM"],
    ),
    ("Présents : ADAM.OZANNE.BRIVAL .DRAPIER. PETRIN", ["ADAM", "OZANNE", "BRIVAL", "DRAPIER", "PETRIN"]),
    (
        "Présents : D Bernier, P Castel, MC Fabre, JP Drapier\nExcusés : L Ozanne (pouvoir à D Bernier), A Brival",
        ["D BERNIER", "P CASTEL", "MC FABRE", "JP DRAPIER", "L OZANNE =excused >D BERNIER", "A BRIVAL =excused"],
    ),
    (
        "Présents : Bernier D, Castel P, Fabre MC, Drapier JP\nAbsents : Ozanne L",
        ["D BERNIER", "P CASTEL", "MC FABRE", "JP DRAPIER", "L OZANNE =absent"],
    ),
    (
        "Etaient présents : MM D Bernier, P Castel, Mmes MC Fabre et A Ozanne\nPouvoirs : JP Drapier à D Bernier",
        ["D BERNIER", "P CASTEL", "MC FABRE", "A OZANNE", "JP DRAPIER =excused >D BERNIER"],
    ),
    (
        "Titulaires\tExcusés\tPouvoirs\nDaniel COLOMBEL\tPaul DRAPIER\tAnnie OZANNE\nAnnie OZANNE\tLuc PETRIN\t",
        ["Daniel COLOMBEL", "Paul DRAPIER =excused >Annie OZANNE", "Annie OZANNE", "Luc PETRIN =excused"],
    ),
    (
        "Titulaires : Daniel COLOMBEL, Annie OZANNE.\n"
        "Suppléants : Claire BRIVAL.\n"
        "Excusés : Paul DRAPIER.\n"
        "Pouvoirs : Paul DRAPIER à Annie OZANNE.",
        ["Daniel COLOMBEL", "Annie OZANNE", "Claire BRIVAL", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (
        "Membres titulaires présents : Daniel COLOMBEL, Annie OZANNE\n"
        "Membres suppléants avec voix délibérative : Claire BRIVAL, Guy QUINOT\n"
        "Membres titulaires absents, excusés : Paul DRAPIER",
        ["Daniel COLOMBEL", "Annie OZANNE", "Claire BRIVAL", "Guy QUINOT", "Paul DRAPIER =excused"],
    ),
    (
        "Présents : M. Daniel COLOMBEL, M. Guy QUINOT suppléant M. Luc PETRIN, Mme Annie OZANNE "
        "remplaçant M. Paul DRAPIER",
        ["Daniel COLOMBEL", "Guy QUINOT /Luc PETRIN", "Annie OZANNE /Paul DRAPIER"],
    ),
    (
        "Présents : M. Daniel COLOMBEL, Mme Claire BRIVAL (supp. de M. Luc PETRIN), M. Guy QUINOT (S, "
        "remplace M. Paul DRAPIER)",
        ["Daniel COLOMBEL", "Claire BRIVAL /Luc PETRIN", "Guy QUINOT /Paul DRAPIER"],
    ),
    (
        "Présents :\n"
        "Groupe « Ensemble pour Barville » : Daniel COLOMBEL, Annie OZANNE, Paul DRAPIER\n"
        "Groupe « Barville autrement » : Claire BRIVAL, Luc PETRIN\n"
        "Absents : Guy QUINOT",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN", "Guy QUINOT =absent"],
    ),
    (
        "Étaient présents :\n"
        "Pour Barville : M. COLOMBEL Daniel, Mme OZANNE Annie\n"
        "Pour Morval : M. DRAPIER Paul\n"
        "Pour Saint-Ternay-le-Vieux : Mme BRIVAL Claire, suppléante de M. PETRIN Luc\n"
        "Excusés : M. QUINOT Guy (Barville)",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL /Luc PETRIN", "Guy QUINOT =excused"],
    ),
    (
        "Présents :\n"
        "BARVILLE\n"
        "COLOMBEL Daniel\n"
        "OZANNE Annie\n"
        "MORVAL\n"
        "DRAPIER Paul\n"
        "SAINT TERNAY LES 2 EGLISES\n"
        "BRIVAL Claire\n"
        "Excusés :\n"
        "TERNAY\n"
        "PETRIN Luc",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN =excused"],
    ),
    (
        "Délégués présents : BARVILLE : Daniel COLOMBEL - MORVAL : Paul DRAPIER - ST TERNAY LES 3 "
        "MOULINS : Annie OZANNE - LUZY : Claire BRIVAL",
        ["Daniel COLOMBEL", "Paul DRAPIER", "Annie OZANNE", "Claire BRIVAL"],
    ),
    (
        "Excusés : Barville (Mme Annie OZANNE) ; Morval (M. Paul DRAPIER, pouvoir transmis à M. Guy "
        "QUINOT, élu de la commune de Ternay) ; Luzy (Mme Claire BRIVAL)\n"
        "Présents : M. Guy QUINOT, M. Daniel COLOMBEL",
        [
            "Annie OZANNE =excused",
            "Paul DRAPIER =excused >Guy QUINOT",
            "Claire BRIVAL =excused",
            "Guy QUINOT",
            "Daniel COLOMBEL",
        ],
    ),
    (
        "Présents : Daniel COLOMBEL (Barville), Annie OZANNE (Morval)\n"
        "Absents ayant donné pouvoir : Paul DRAPIER (Luzy) ayant donné pouvoir à Annie OZANNE (Morval), "
        "Luc PETRIN (Ternay) à Daniel COLOMBEL (Barville)",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused >Annie OZANNE",
            "Luc PETRIN =excused >Daniel COLOMBEL",
        ],
    ),
    (
        "Présents (5) : Monsieur Daniel COLOMBEL, Chevalier de la Légion d'honneur, Maire ; Madame "
        "Annie OZANNE ; Monsieur le Docteur Paul DRAPIER ; Maître Claire BRIVAL ; Monsieur le Sénateur "
        "Luc PETRIN\n"
        "Excusés (1) : Monsieur Guy QUINOT",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN", "Guy QUINOT =excused"],
    ),
    (
        "Etaient présents : Mrs COLOMBEL - DRAPIER - PETRIN et Mmes OZANNE - BRIVAL\n"
        "Etaient excusés : Mrs QUINOT - LORMIER ET MME FABRE",
        ["COLOMBEL", "DRAPIER", "PETRIN", "OZANNE", "BRIVAL", "QUINOT =excused", "LORMIER =excused", "FABRE =excused"],
    ),
    (
        "Présents : Daniel COLOMBEL, Annie OZANNE\n"
        "Pouvoirs :\n"
        "Paul DRAPIER : Daniel COLOMBEL\n"
        "Claire BRIVAL : Annie OZANNE",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused >Daniel COLOMBEL",
            "Claire BRIVAL =excused >Annie OZANNE",
        ],
    ),
    (
        "Présents : Daniel COLOMBEL, Annie OZANNE\n"
        "Absent(s/es) excusé(s/es) : Claire BRIVAL\n"
        "Absent(s/es) : NEANT\n"
        "Absent(s/es) représenté(s/es) : Paul DRAPIER donne pouvoir à Annie OZANNE",
        ["Daniel COLOMBEL", "Annie OZANNE", "Claire BRIVAL =excused", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (
        "Présents : Daniel COLOMBEL, Annie OZANNE\n"
        "Ont donné procuration : Paul DRAPIER et Luc PETRIN à Annie OZANNE, Guy QUINOT à Daniel COLOMBEL",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused >Annie OZANNE",
            "Luc PETRIN =excused >Annie OZANNE",
            "Guy QUINOT =excused >Daniel COLOMBEL",
        ],
    ),
    (
        "Présents : M. Daniel COLOMBEL, Mme Annie OZANNE\n"
        "Absents : M. Paul DRAPIER (excusé, pouvoir à Mme OZANNE), M. Luc PETRIN (excusé), M. Guy QUINOT",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused >Annie OZANNE",
            "Luc PETRIN =excused",
            "Guy QUINOT =absent",
        ],
    ),
    (
        "Sont présents au titre du conseil municipal : Mme Annie OZANNE, M. Daniel COLOMBEL\n"
        "Sont présents au titre des personnes qualifiées : Mme Claire BRIVAL\n"
        "Est excusé : M. Luc PETRIN",
        ["Annie OZANNE", "Daniel COLOMBEL", "Claire BRIVAL", "Luc PETRIN =excused"],
    ),
    (
        "Présents à l'ouverture de la séance : Daniel COLOMBEL, Annie OZANNE\n"
        "Arrivés en cours de séance : Paul DRAPIER (20h45, point 3)\n"
        "Excusés : Luc PETRIN",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Luc PETRIN =excused"],
    ),
    (
        "Sont présents M. Daniel COLOMBEL, maire, Mmes Annie OZANNE et Claire BRIVAL, adjointes, MM. "
        "Paul DRAPIER et Luc PETRIN, conseillers.\n"
        "M. Guy QUINOT, absent, a donné pouvoir à Mme OZANNE. M. Jean LORMIER est absent.",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Claire BRIVAL",
            "Paul DRAPIER",
            "Luc PETRIN",
            "Guy QUINOT =absent >Annie OZANNE",
            "Jean LORMIER =absent",
        ],
    ),
    (
        "Tous les conseillers étaient présents sauf Mme Annie OZANNE, excusée, qui a donné pouvoir à M. "
        "Daniel COLOMBEL, et M. Paul DRAPIER, absent.",
        ["Annie OZANNE =excused >Daniel COLOMBEL", "Paul DRAPIER =absent"],
    ),
    (
        "À l'appel nominal ont répondu : M. Daniel COLOMBEL, Mme Annie OZANNE, M. Paul DRAPIER.\n"
        "N'ont pas répondu à l'appel : M. Luc PETRIN (excusé), M. Guy QUINOT.",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Luc PETRIN =excused", "Guy QUINOT =absent"],
    ),
    (
        "Présents : M. Février, Mme Avril, M. Page, Mme Point\nExcusé : M. Dimanche",
        ["FÉVRIER", "AVRIL", "PAGE", "POINT", "DIMANCHE =excused"],
    ),
    (
        "Absent : Marie-Bernard DEL VALLE – MARZIN\nPrésents : Daniel COLOMBEL, Annie OZANNE",
        ["Marie-Bernard DEL VALLE-MARZIN =absent", "Daniel COLOMBEL", "Annie OZANNE"],
    ),
    (
        "Titulaires\tDaniel COLOMBEL, Annie OZANNE\n"
        "Suppléants\tClaire BRIVAL (remplace Luc PETRIN)\n"
        "Excusés\tPaul DRAPIER, Guy QUINOT\n"
        "Pouvoirs\tPaul DRAPIER à Annie OZANNE",
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Claire BRIVAL /Luc PETRIN",
            "Paul DRAPIER =excused >Annie OZANNE",
            "Guy QUINOT =excused",
        ],
    ),
    (
        "Nom\tPrénom\tStatut\tProcuration\n"
        "COLOMBEL\tDaniel\tPrésent\t\n"
        "OZANNE\tAnnie\tPrésente\t\n"
        "DRAPIER\tPaul\tAbsent\tProcuration Mme OZANNE",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent >Annie OZANNE"],
    ),
    (
        "Sont excusés : Madame OZANNE, qui a donné pouvoir à Monsieur COLOMBEL, Monsieur DRAPIER, "
        "remplacé par sa suppléante, Madame BRIVAL, et Monsieur QUINOT.\n"
        "Présents : Monsieur COLOMBEL, Monsieur PETRIN",
        ["OZANNE =excused >COLOMBEL", "BRIVAL /DRAPIER", "QUINOT =excused", "COLOMBEL", "PETRIN"],
    ),
    (
        "Présents : COLOMBEL D., OZANNE A.\n"
        "Suppléants avec voix délibérative : BRIVAL C. (remplace DRAPIER P.), FABRE H. (remplace QUINOT "
        "G.)\n"
        "Excusés : DRAPIER P., QUINOT G., PETRIN L. (pouvoir à OZANNE A.)",
        ["D. COLOMBEL", "A. OZANNE", "C. BRIVAL /P. DRAPIER", "H. FABRE /G. QUINOT", "L. PETRIN =excused >A. OZANNE"],
    ),
    (
        "Présents\tM. COLOMBEL Daniel\tMaire\n"
        "\tMme OZANNE Annie\tAdjointe\n"
        "Absents\tM. DRAPIER Paul\tConseiller (pouvoir à Mme OZANNE)\n"
        "\tM. QUINOT Guy\tConseiller",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =absent >Annie OZANNE", "Guy QUINOT =absent"],
    ),
]


@pytest.mark.parametrize(("text", "rows"), FORMS, ids=[text[:40] for text, _ in FORMS])
def test_form(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_names_of_two_columns_do_not_run_together_where_one_column_ends() -> None:
    """The last name of a column and the first of the next stand side by side in the order of reading only."""
    columns = [["Guy", "ADAM"], ["Annie", "OZANNE"]], [["Luc", "PETRIN"], ["Rose", "BRIVAL"]]
    lines = [
        Line(1, tuple(_word(w, 60 + 200 * k + 40 * i, 100 + 14 * y) for i, w in enumerate(names)))
        for k, column in enumerate(columns)
        for y, names in enumerate(column)
    ]
    blocks = (
        Block(0, BlockKind.PARAGRAPH, Text.of_lines([Line(1, (_word("Présents", 60, 80), _word(":", 110, 80)))])),
        Block(1, BlockKind.PARAGRAPH, Text.of_lines(lines)),
    )
    found = read_attendance(Document(blocks, ()), Outline((), (0, 2), ()))
    assert [shown(row) for row in found] == ["Guy ADAM", "Annie OZANNE", "Luc PETRIN", "Rose BRIVAL"]


def test_a_surname_whose_given_name_was_set_on_the_line_below() -> None:
    lines = [["ADAM", "Guy"], ["OZANNE-BRIVAL"], ["Annie"], ["PETRIN", "Luc"], ["DRAPIER", "Paul"]]
    text = Text.of_lines(
        [Line(1, tuple(_word(w, 60 + 60 * i, 100 + 14 * y) for i, w in enumerate(ws))) for y, ws in enumerate(lines)]
    )
    head = Text.of_lines([Line(1, (_word("Présents", 60, 80), _word(":", 110, 80)))])
    blocks = Block(0, BlockKind.PARAGRAPH, head), Block(1, BlockKind.PARAGRAPH, text)
    found = read_attendance(Document(blocks, ()), Outline((), (0, 2), ()))
    assert [shown(row) for row in found] == ["Guy ADAM", "Annie OZANNE-BRIVAL", "Luc PETRIN", "Paul DRAPIER"]


def test_functions_in_a_column_of_their_own_are_those_of_the_names_beside_them() -> None:
    """Two columns read one after the other: names, then functions."""
    people = [["Guy", "ADAM"], ["Annie", "OZANNE"], ["Luc", "PETRIN"]]
    functions = [["Maire,", "Président"], ["Adjointe", "déléguée"], ["Sociétaire", "élu"]]
    lines = [
        Line(1, tuple(_word(w, x + 40 * i, 100 + 14 * y) for i, w in enumerate(words)))
        for x, column in ((60, people), (300, functions))
        for y, words in enumerate(column)
    ]
    head = Text.of_lines([Line(1, (_word("Présents", 60, 80), _word(":", 110, 80)))])
    blocks = Block(0, BlockKind.PARAGRAPH, head), Block(1, BlockKind.PARAGRAPH, Text.of_lines(lines))
    found = read_attendance(Document(blocks, ()), Outline((), (0, 2), ()))
    assert [(row.name, row.role) for row in found] == [
        ("Guy ADAM", "Maire, Président"),
        ("Annie OZANNE", "Adjointe déléguée"),
        ("Luc PETRIN", "Sociétaire élu"),
    ]


def _word(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x, y, x + 5 * len(text), y + 10), 100.0)
