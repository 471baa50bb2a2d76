"""The roll as clerks of syndicats, schools and registers typed in capitals set it; notation as in the varieties."""

from __future__ import annotations

import pytest

from extractors.attendance import read_attendance
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.outline import find_outline
from tests.unit.test_attendance_tables import roll as roll_of_table
from tests.unit.test_attendance_varieties import roll, shown

ROLLS: list[tuple[str, list[str]]] = [
    (  # nothing but the word *Commune* parts the communes
        "Etaient présents :\nCommune de Barville : Messieurs Ozanne, Drapier Commune d'Orsec : Monsieur Petrin "
        "Commune de Luzy : Madame Brival",
        ["OZANNE", "DRAPIER", "PETRIN", "BRIVAL"],
    ),
    (  # what a part of the list is called
        "Étaient présents :\nAu titre des membres élus :\nMme Annie OZANNE, M. Paul DRAPIER\n"
        "Au titre des membres nommés :\nM. Luc PETRIN (UDAF)\nÉtait excusée : Mme Claire BRIVAL",
        ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN", "Claire BRIVAL =excused"],
    ),
    (
        "Étaient présents :\nPour la Communauté d'agglomération du Grand Orsec (3 voix chacun) : Annie OZANNE\n"
        "Pour le Syndicat des eaux de Luzy (1 voix) : Paul DRAPIER, Luc PETRIN\nÉtaient absents : Claire BRIVAL",
        ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN", "Claire BRIVAL =absent"],
    ),
    (  # colleges with their own lists, one after another on a line
        "Parents élus : AIPE : Présents (2) : Annie OZANNE, Paul DRAPIER ; Excusée : Claire BRIVAL ; "
        "FDPE : Présents (1) : Luc PETRIN.",
        ["Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL =excused", "Luc PETRIN"],
    ),
    (  # a class and its teacher before the colon
        "Présents :\nMme OZANNE, M. DRAPIER\nCP (M. Drapier) : BRIVAL Claire\nCM2 (Mme Ozanne) : PETRIN Luc",
        ["OZANNE", "DRAPIER", "Claire BRIVAL", "Luc PETRIN"],
    ),
    (
        "Groupe « Orsec Ensemble »\nPrésents : M. DRAPIER, Mme OZANNE\nReprésenté : M. PETRIN (pouvoir à M. DRAPIER)\n"
        "Groupe « Orsec Autrement »\nPrésents : Mme BRIVAL",
        ["DRAPIER", "OZANNE", "PETRIN =excused >DRAPIER", "BRIVAL"],
    ),
    (
        "PARTICIPANTS (NOM et Qualité) :\nMme OZANNE, directrice de l'école\nMme BRIVAL, DDEN\nM. PETRIN, ATSEM",
        ["OZANNE", "BRIVAL", "PETRIN"],
    ),
    (  # a colon typed for a semicolon
        "Présents : COLOMBEL Daniel ; OZANNE Annie : DRAPIER Paul et BRIVAL Claire.\nExcusé : PETRIN Luc",
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Claire BRIVAL", "Luc PETRIN =excused"],
    ),
    (  # pouvoirs told in long words, below the list of the absent
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE\nAbsents : M. Luc PETRIN, Mme Claire BRIVAL, M. Guy QUINOT.\n"
        "Mme Claire BRIVAL donne pouvoir pour voter en son nom à M. Paul DRAPIER. M. Luc PETRIN a donné procuration "
        "pour la séance à Mme Annie OZANNE.",
        [
            "Paul DRAPIER",
            "Annie OZANNE",
            "Luc PETRIN =absent >Annie OZANNE",
            "Claire BRIVAL =absent >Paul DRAPIER",
            "Guy QUINOT =absent",
        ],
    ),
    (
        "Présents : MM. DRAPIER, COLOMBEL, Mme OZANNE\nAbsents : Mme BRIVAL, M. PETRIN ayant donné procuration "
        "respectivement à MM. DRAPIER et COLOMBEL, M. QUINOT",
        ["DRAPIER", "COLOMBEL", "OZANNE", "BRIVAL =absent >DRAPIER", "PETRIN =absent >COLOMBEL", "QUINOT =absent"],
    ),
    (
        "Présents : MM. DRAPIER, COLOMBEL\nAbsents : Mme BRIVAL et M. PETRIN, qui ont donné respectivement pouvoir à "
        "M. DRAPIER et à M. COLOMBEL",
        ["DRAPIER", "COLOMBEL", "BRIVAL =absent >DRAPIER", "PETRIN =absent >COLOMBEL"],
    ),
    (  # the whole roll in the opening sentence
        "Le conseil s'est réuni sous la présidence de Mme Annie OZANNE, Maire, en présence de M. Paul DRAPIER, "
        "Mme Claire BRIVAL, adjoints, MM. Luc PETRIN, Guy COLOMBEL, conseillers municipaux ; absents : "
        "Mme Rose LORMIER, qui a donné procuration à M. Paul DRAPIER, et M. Jean QUINOT.",
        [
            "Annie OZANNE",
            "Paul DRAPIER",
            "Claire BRIVAL",
            "Luc PETRIN",
            "Guy COLOMBEL",
            "Rose LORMIER =absent >Paul DRAPIER",
            "Jean QUINOT =absent",
        ],
    ),
    (  # typed in capitals: functions and prepositions too
        "PRESENTS : MM. COLOMBEL MAIRE, DRAPIER ADJOINT, MME OZANNE CONSEILLERE\nABSENT : M. PETRIN (EXCUSE)\n"
        "PROCURATION DE M. PETRIN A M. DRAPIER\nM. DRAPIER EST ELU SECRETAIRE.",
        ["COLOMBEL", "DRAPIER", "OZANNE", "PETRIN =excused >DRAPIER"],
    ),
    (
        "Tous les membres étaient présents sauf Mme Claire BRIVAL qui avait donné pouvoir à M. Paul DRAPIER.\n"
        "Présidence de M. Paul DRAPIER, maire.",
        ["Claire BRIVAL =absent >Paul DRAPIER", "Paul DRAPIER"],
    ),
    (  # a sentence typed in capitals is no heading
        "PRESENTS : M. DRAPIER, MME OZANNE\nEXCUSES : M. PETRIN QUI AVAIT DONNE POUVOIR A M. DRAPIER "
        "MME BRIVAL QUI AVAIT DONNE POUVOIR A MME OZANNE",
        ["DRAPIER", "OZANNE", "PETRIN =excused >DRAPIER", "BRIVAL =excused >OZANNE"],
    ),
    (  # called one by one, with their functions
        "Le maire procède à l'appel nominal des conseillers :\n\nMme OZANNE Annie, Maire : présente\n\n"
        "M. DRAPIER Paul, 1er adjoint : présent\n\nM. PETRIN Luc, 2e adjoint : absent, pouvoir à Mme OZANNE Annie\n\n"
        "Mme BRIVAL Claire : absente excusée",
        ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN =absent >Annie OZANNE", "Claire BRIVAL =excused"],
    ),
    (  # nothing but *à* under *Excusés*
        "Présents : Mme Annie OZANNE, M. Paul DRAPIER\n"
        "Excusés : M. Luc PETRIN à Mme Annie OZANNE – Claire BRIVAL à Paul DRAPIER – M. Guy QUINOT",
        [
            "Annie OZANNE",
            "Paul DRAPIER",
            "Luc PETRIN =excused >Annie OZANNE",
            "Claire BRIVAL =excused >Paul DRAPIER",
            "Guy QUINOT =excused",
        ],
    ),
    (  # *à* of a function names no bearer
        "Présents : M. DRAPIER (maire de Luzy), Mme OZANNE (adjointe à Orsec)\nExcusé : M. PETRIN (conseiller à Luzy)",
        ["DRAPIER", "OZANNE", "PETRIN =excused"],
    ),
    (  # each of the exceptions by itself
        "Tous les membres en exercice étaient présents, à l'exception de :\n\n- Monsieur Luc PETRIN, excusé, qui a "
        "donné procuration à Madame Annie OZANNE\n\n- Madame Claire BRIVAL, excusée\n\n- Monsieur Guy QUINOT",
        ["Luc PETRIN =excused >Annie OZANNE", "Claire BRIVAL =excused", "Guy QUINOT =absent"],
    ),
    (
        "Présents : Tous les conseillers sauf Melle Aline PETRIN, excusée, Messieurs Jean QUINOT et Paul BRIVAL, "
        "absents.",
        ["Aline PETRIN =excused", "Jean QUINOT =absent", "Paul BRIVAL =absent"],
    ),
    (  # two names before a colon are one body
        "Présents :\n- CC Morval et Monts : Annie OZANNE, Paul DRAPIER\n- CC du Plateau : Luc PETRIN",
        ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN"],
    ),
    (  # all members, then those of them who are away
        "Date de convocation : 28 janvier 2022\nMembres : M. Paul DRAPIER (Maire), Mme Annie OZANNE, M. Luc PETRIN, "
        "M. Guy QUINOT\n"
        "Absents : M. Luc PETRIN excusé ayant donné pouvoir à Mme Annie OZANNE, M. Guy QUINOT",
        ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused >Annie OZANNE", "Guy QUINOT =absent"],
    ),
    (  # a departure is no absence
        "Présents : Mme OZANNE, M. DRAPIER\nAbsent : M. QUINOT\n\nDépart de Mme OZANNE à 21h10 (pouvoir à M. DRAPIER)",
        ["OZANNE", "DRAPIER", "QUINOT =absent"],
    ),
    (  # what recognition makes of colons, commas and *Maire*
        "Présents :\nBARVILLE : M. Paul DRAPIER, Marre, Mme Annie OZANNE\n"
        "LA LANDE . Messieurs Luc PETRIN, Guy COLOMBEL : absents Mme Claire BRIVAL, M. Jean QUINOT",
        [
            "Paul DRAPIER",
            "Annie OZANNE",
            "Luc PETRIN",
            "Guy COLOMBEL",
            "Claire BRIVAL =absent",
            "Jean QUINOT =absent",
        ],
    ),
    (
        "Présents : Mme OZANNE, M. DRAPIER\nAssistait également : Mme BRIVAL, directrice\n1. Décisions\n2. Voirie",
        ["OZANNE", "DRAPIER", "BRIVAL =guest"],
    ),
    (
        "Étaient présents les conseillers suivants formant la majorité des membres en exercice :\n"
        "BARVILLE : Annie OZANNE, Paul DRAPIER – LUZY : Luc COLOMBEL",
        ["Annie OZANNE", "Paul DRAPIER", "Luc COLOMBEL"],
    ),
    (  # names cut at the end of a line, before and after *à*
        "Absents ayant donné procuration : BARVILLE : Guy PETRIN à Annie OZANNE-DELACOURT – LUZY SUR LAYE : Nelly "
        "BRIVAL à Gilles COLOMBEL",
        ["Guy PETRIN =excused >Annie OZANNE-DELACOURT", "Nelly BRIVAL =excused >Gilles COLOMBEL"],
    ),
    (  # headings in the singular, one after another on a line
        "Présents : Mme OZANNE, M. DRAPIER\nÉtait excusé : M. PETRIN Était absente : Mme BRIVAL\n"
        "Participent également : M. QUINOT, comptable public",
        ["OZANNE", "DRAPIER", "PETRIN =excused", "BRIVAL =absent", "QUINOT =guest"],
    ),
    (
        "Étaient absents : OZANNE Annie (excusée), DRAPIER Paul Étaient présents à titre consultatif : Mme BRIVAL",
        ["Annie OZANNE =excused", "Paul DRAPIER =absent", "BRIVAL =guest"],
    ),
    (  # *Mme l'Inspectrice* is named nowhere
        "Présents : Mme OZANNE, Présidente, M. DRAPIER, représentant M. le Préfet ; Mme BRIVAL, représentant "
        "Mme l'Inspectrice ; M. PETRIN.",
        ["OZANNE", "DRAPIER", "BRIVAL", "PETRIN"],
    ),
]


@pytest.mark.parametrize(("text", "rows"), ROLLS, ids=[text[:40] for text, _ in ROLLS])
def test_clerks(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_parts_of_the_list_that_look_like_items() -> None:
    document = lay_out(
        pages_of_text(
            "COMITÉ SYNDICAL DU 3 MAI 2021\nLe trois mai deux mille vingt et un, le comité syndical s'est réuni.\n"
            "Etaient présents :\nMembres titulaires : COLOMBEL Daniel, OZANNE Annie\n\n"
            "Membres suppléants : DRAPIER Paul\n\nMembres titulaires absents : PETRIN Luc\n\n"
            "1. Approbation du budget\nAdopté à l'unanimité.\n2. Travaux\nAdopté à l'unanimité.\n"
        )
    )
    found = [shown(row) for row in read_attendance(document, find_outline(document))]
    assert found == ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER", "Luc PETRIN =absent"]


def test_titles_within_the_roll() -> None:
    document = lay_out(
        pages_of_text(
            "COMITÉ SYNDICAL DU 3 MAI 2021\n\nÉtaient présents\n\nEPCI MEMBRES\n\n"
            "- CC du Val : Annie OZANNE, Paul DRAPIER\n"
            "- CC du Plateau : Luc PETRIN\n\nCONSEIL DE DÉVELOPPEMENT\n\n- Guy QUINOT\n\nExcusée : Claire BRIVAL\n\n"
            "1. Approbation du budget\n\nAdopté à l'unanimité.\n\n2. Travaux\n\nAdopté à l'unanimité.\n"
        )
    )
    found = [shown(row) for row in read_attendance(document, find_outline(document))]
    assert found == ["Annie OZANNE", "Paul DRAPIER", "Luc PETRIN", "Guy QUINOT", "Claire BRIVAL =excused"]


def test_communes_of_a_column_are_nobodys() -> None:
    found = roll(
        "Étaient présents :\n\nBARVILLE\n\nLUZY SUR LAYE\n\nMORVAL LE HAUT\nORSEC M. Paul DRAPIER\n\n"
        "M. Luc PETRIN (suppléant de M. Guy QUINOT)\n\nMme Annie OZANNE\n\nFormant la majorité des membres.\n\n"
        "Absents excusés :\n\nM. BRIVAL Jean de MORVAL"
    )
    assert [shown(row) for row in found] == [
        "Paul DRAPIER",
        "Luc PETRIN /Guy QUINOT",
        "Annie OZANNE",
        "Jean BRIVAL =excused",
    ]
    assert [row.commune for row in found] == [None, None, None, "MORVAL"]


def test_the_commune_named_in_so_many_words() -> None:
    found = roll(
        "Présents :\nPour la Commune de Barville, Monsieur Paul DRAPIER, Madame Annie OZANNE ; "
        "Pour la Commune de Luzy, Monsieur Luc PETRIN."
    )
    assert [(row.name, row.commune) for row in found] == [
        ("Paul DRAPIER", "Barville"),
        ("Annie OZANNE", "Barville"),
        ("Luc PETRIN", "Luzy"),
    ]


def test_no_list_begins_at_an_item_about_staff() -> None:
    text = "Présents : M. Paul DRAPIER, Mme Annie OZANNE\n1) PERSONNEL COMMUNAL\nACCORD DU CONSEIL"
    assert [shown(row) for row in roll(text)] == ["Paul DRAPIER", "Annie OZANNE"]


def test_in_presence_of_somebody_at_another_meeting_is_no_roll() -> None:
    text = (
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE\n1) FORÊT\nUne réunion publique s'est tenue le 4 mai, "
        "en présence de M. le sous-préfet de Luzy et de l'Office des forêts.\nACCORD DU CONSEIL"
    )
    assert [shown(row) for row in roll(text)] == ["Paul DRAPIER", "Annie OZANNE"]


TABLES: list[tuple[list[list[str]], list[str]]] = [
    (  # letters for statuses, the pouvoir or the substitute in one column
        [
            ["COMMUNE", "DÉLÉGUÉ TITULAIRE", "P", "A/E", "SUPPLÉANT ou POUVOIR"],
            ["BARVILLE", "COLOMBEL Daniel", "X", "", ""],
            ["BARVILLE", "OZANNE Annie", "", "E", "Pouvoir à COLOMBEL Daniel"],
            ["LUZY", "DRAPIER Paul", "", "A", ""],
            ["ORSEC", "PETRIN Luc", "", "E", "Suppléante : BRIVAL Claire (présente)"],
        ],
        [
            "Daniel COLOMBEL @BARVILLE",
            "Annie OZANNE =excused >Daniel COLOMBEL @BARVILLE",
            "Paul DRAPIER =absent @LUZY",
            "Claire BRIVAL /Luc PETRIN @ORSEC",
        ],
    ),
    (  # one column for the pouvoir or the substitute
        [
            ["Commune", "Nom Prénom", "Présent", "Excusé", "Pouvoir donné à / Suppléant"],
            ["BARVILLE", "COLOMBEL Daniel", "X", "", ""],
            ["BARVILLE", "OZANNE Annie", "", "X", "COLOMBEL Daniel"],
            ["ORSEC", "PETRIN Luc", "", "X", "BRIVAL Claire (suppléante)"],
        ],
        [
            "Daniel COLOMBEL @BARVILLE",
            "Annie OZANNE =excused >Daniel COLOMBEL @BARVILLE",
            "Claire BRIVAL /Luc PETRIN @ORSEC",
        ],
    ),
    (  # observations about some: the others are there
        [
            ["N°", "Membre", "Observations"],
            ["1", "M. COLOMBEL Daniel, Maire", ""],
            ["2", "Mme OZANNE Annie", "Arrivée au point 3"],
            ["3", "M. DRAPIER Paul", "Pouvoir à M. COLOMBEL"],
            ["4", "Mme BRIVAL Claire", "Absente"],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Daniel COLOMBEL", "Claire BRIVAL =absent"],
    ),
    (  # the sheet that those who are there sign
        [
            ["Nom et prénom", "Qualité", "Pouvoir donné à", "Signature"],
            ["COLOMBEL Daniel", "Maire", "", ""],
            ["OZANNE Annie", "Adjointe", "COLOMBEL Daniel", ""],
            ["DRAPIER Paul", "Conseiller", "Absent excusé", ""],
            ["BRIVAL Claire", "Conseillère", "", ""],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE =excused >Daniel COLOMBEL", "Paul DRAPIER =excused", "Claire BRIVAL"],
    ),
]


@pytest.mark.parametrize(("table", "rows"), TABLES)
def test_tables_of_clerks(table: list[list[str]], rows: list[str]) -> None:
    assert roll_of_table(table) == rows
