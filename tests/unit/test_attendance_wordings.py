"""The roll in wordings seen in minutes of bodies of every kind; notation as in `test_attendance_varieties`."""

from __future__ import annotations

import pytest

from extractors.attendance import read_attendance
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.outline import find_outline
from tests.unit.test_attendance_varieties import roll, shown

WORDINGS: list[tuple[str, list[str]]] = [
    (
        "Participants en visioconférence : Mme Annie OZANNE, M. Luc PETRIN\nExcusé : M. Guy QUINOT",
        ["Annie OZANNE =remote", "Luc PETRIN =remote", "Guy QUINOT =excused"],
    ),
    (
        "Étaient présents physiquement : Mme Annie OZANNE ; connectés : M. Paul DRAPIER, M. Luc PETRIN",
        ["Annie OZANNE", "Paul DRAPIER =remote", "Luc PETRIN =remote"],
    ),
    (
        "Présents titulaires : Mme OZANNE, M. DRAPIER ; présents suppléants : M. PETRIN ; excusés : Mme BRIVAL",
        ["OZANNE", "DRAPIER", "PETRIN", "BRIVAL =excused"],
    ),
    (
        "Conseillers présents : OZANNE A. – DRAPIER P.\nConseillers absents non représentés : QUINOT G.",
        ["A. OZANNE", "P. DRAPIER", "G. QUINOT =absent"],
    ),
    (
        "Présents : Mme OZANNE (maire), M. DRAPIER (adjoint)\nEn retard : M. PETRIN (arrivé à 19h10)\n"
        "Non votants : M. QUINOT (excusé)",
        ["OZANNE", "DRAPIER", "PETRIN", "QUINOT =excused"],
    ),
    (
        "PRESENTS : 2\nAnnie OZANNE\nPaul DRAPIER\nEXCUSES : 2\nGuy QUINOT → Paul DRAPIER\n"
        "Rose LORMIER → Annie OZANNE\nABSENTS : 1\nJean VARENNE",
        [
            "Annie OZANNE",
            "Paul DRAPIER",
            "Guy QUINOT =excused >Paul DRAPIER",
            "Rose LORMIER =excused >Annie OZANNE",
            "Jean VARENNE =absent",
        ],
    ),
    (
        "Présents: OZANNE/DRAPIER/PETRIN/BRIVAL\nAbsents: QUINOT, VARENNE",
        ["OZANNE", "DRAPIER", "PETRIN", "BRIVAL", "QUINOT =absent", "VARENNE =absent"],
    ),
    (
        "Le bureau communautaire s'est réuni en mairie.\n"
        "CAVB : Luc COLOMBEL (Barville), Annie OZANNE et Paul DRAPIER (Orsec), Claire BRIVAL (Morval)\n"
        "Excusés : Guy PETRIN, Rose QUINOT (pouvoir à Luc COLOMBEL)",
        [
            "Luc COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER",
            "Claire BRIVAL",
            "Guy PETRIN =excused",
            "Rose QUINOT =excused >Luc COLOMBEL",
        ],
    ),
    (
        "Le conseil s'est assemblé sous la présidence de M. COLOMBEL, Maire.\n"
        "MM. OZANNE, DRAPIER, Mme BRIVAL, Adjoints ; MM. PETRIN, QUINOT, Mme LORMIER, Conseillers municipaux.\n"
        "Absents représentés :\nM. VARENNE par M. DRAPIER",
        [
            "COLOMBEL",
            "OZANNE",
            "DRAPIER",
            "BRIVAL",
            "PETRIN",
            "QUINOT",
            "LORMIER",
            "VARENNE =excused >DRAPIER",
        ],
    ),
    (
        "Présents : M. le Maire* M. COLOMBEL* Mme OZANNE* M. DRAPIER-LUZY*\n"
        "Absents ou excusés : Mme BRIVAL* M. QUINOT*",
        ["COLOMBEL", "OZANNE", "DRAPIER-LUZY", "BRIVAL =excused", "QUINOT =excused"],
    ),
    (
        "PRESENTS : COLOMBEL R. / OZANNE A.M. / DRAPIER J.P./ BRIVAL L, / QUINOT Odile : arrivée à 18 H.30\n"
        "ABSENTS AYANT VOTE PAR PROCURATION : PETRIN A. / LORMIER D.",
        [
            "R. COLOMBEL",
            "A.M. OZANNE",
            "J.P. DRAPIER",
            "L BRIVAL",
            "Odile QUINOT",
            "A. PETRIN =excused",
            "D. LORMIER =excused",
        ],
    ),
    (
        "Etaient présents : JP. COLOMBEL, A. OZANNE, MJ. BRIVAL, RM. DRAPIER LUZY\n"
        "Absents excusés : N. PETRIN et R. QUINOT\nPouvoirs : R. QUINOT à RM. DRAPIER LUZY",
        [
            "JP. COLOMBEL",
            "A. OZANNE",
            "MJ. BRIVAL",
            "RM. DRAPIER LUZY",
            "N. PETRIN =excused",
            "R. QUINOT =excused >RM. DRAPIER LUZY",
        ],
    ),
    (
        "Etaient présents : COLOMBEL R. – OZANNE M.J. (remplace PETRIN J.) – DRAPIER P. - BRIVAL M.F.",
        ["R. COLOMBEL", "M.J. OZANNE /J. PETRIN", "P. DRAPIER", "M.F. BRIVAL"],
    ),
    (
        "Étaient présents : MM. et Mmes COLOMBEL Thierry, OZANNE Annie, DRAPIER Luc\n"
        "M. PETRIN Florent donne procuration à M. COLOMBEL Thierry\nExcusés : M. QUINOT Guy",
        [
            "Thierry COLOMBEL",
            "Annie OZANNE",
            "Luc DRAPIER",
            "Florent PETRIN =excused >Thierry COLOMBEL",
            "Guy QUINOT =excused",
        ],
    ),
    (
        "Étaient présents : Mme Annie OZANNE, M. Luc DRAPIER (présent jusqu'au point 7 puis procuration à Mme OZANNE)",
        ["Annie OZANNE", "Luc DRAPIER >Annie OZANNE"],
    ),
    (
        "Etaient présents tous les conseillers en exercice, à l’exception de Messieurs Luc PETRIN et Guy QUINOT, "
        "absents excusés.\nMr Luc PETRIN a donné procuration à Mr Paul DRAPIER et Mr Guy QUINOT à Mr Alain OZANNE.",
        ["Luc PETRIN =excused >Paul DRAPIER", "Guy QUINOT =excused >Alain OZANNE"],
    ),
    (
        "Étaient présents :\nMonsieur Paul DRAPIER – Madame Annie OZANNE – Monsieur Luc COLOMBEL\n"
        "Étaient absents :\nMonsieur Guy PETRIN – Madame Rose QUINOT\n"
        "Le nombre de présents est de 3, le nombre de votants est de 4 dont 1 procuration.\n"
        "-Monsieur PETRIN procuration à Monsieur DRAPIER",
        ["Paul DRAPIER", "Annie OZANNE", "Luc COLOMBEL", "Guy PETRIN =absent >Paul DRAPIER", "Rose QUINOT =absent"],
    ),
    (
        "Présents titulaires : COLOMBEL Jacques, OZANNE Monique, DRAPIER Paul\n"
        "Absents et excusés : PETRIN David, QUINOT Estelle, LORMIER Louis\n"
        "Suppléants remplaçant de droit titulaires absents : BRIVAL Irène (pour PETRIN David)\n"
        "Pouvoirs : OZANNE Monique (pour LORMIER Louis)",
        [
            "Jacques COLOMBEL",
            "Monique OZANNE",
            "Paul DRAPIER",
            "Estelle QUINOT =excused",
            "Louis LORMIER =excused >Monique OZANNE",
            "Irène BRIVAL /David PETRIN",
        ],
    ),
    (
        "Etaient présents : Guy COLOMBEL, Paul DRAPIER\n"
        "Etaient Suppléés :\nLuc PETRIN par Daniel BRIVAL, Rose QUINOT par Annie OZANNE.",
        ["Guy COLOMBEL", "Paul DRAPIER", "Daniel BRIVAL /Luc PETRIN", "Annie OZANNE /Rose QUINOT"],
    ),
    (
        "Assistaient à la réunion : MM. COLOMBEL, DRAPIER, OZANNE.\nAvait remis procuration : M. PETRIN à M. COLOMBEL\n"
        "Assistait également : M. Jean BRIVAL, Attaché principal",
        ["COLOMBEL", "DRAPIER", "OZANNE", "PETRIN =excused >COLOMBEL", "Jean BRIVAL =guest"],
    ),
    (
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE\nOnt délégué leur droit de vote conformément à l'article "
        "L 2121-20 du Code Général des Collectivités Territoriales : Mme QUINOT V. procuration à Mme Annie OZANNE",
        ["Paul DRAPIER", "Annie OZANNE", "V. QUINOT =excused >Annie OZANNE"],
    ),
    (
        "Membres ayant donné pouvoir : MM. PETRIN Luc (pouvoir à DRAPIER Paul) "
        "QUINOT Brigitte (pouvoir à OZANNE Annie)",
        ["Luc PETRIN =excused >Paul DRAPIER", "Brigitte QUINOT =excused >Annie OZANNE"],
    ),
    (
        "Présents : M. DRAPIER, Mme OZANNE\nExcusés : Mme QUINOT (pouvoir M. DRAPIER)\nAbsent : M. OZANNE",
        ["DRAPIER", "OZANNE", "QUINOT =excused >DRAPIER", "OZANNE =absent"],
    ),
    (
        "Procurations\nMme Laure QUINOT a donné procuration A m Nicolas DRAPIER",
        ["Laure QUINOT =excused >Nicolas DRAPIER"],
    ),
    (
        "Présents : Paul ADAM (Délégué titulaire de Barville), Annie OZANNE (Déléguée suppléante de Morval)",
        ["Paul ADAM", "Annie OZANNE"],
    ),
    (
        "Présents : M. Paul DRAPIER, Député-Maire, Mme Annie BUREAU, E. Février, A. Ozanne\n"
        "POUVOIRS : M. QUINOT Luc donne procuration à M. DRAPIER Paul.\nFormant la majorité des membres en exercice.",
        ["Paul DRAPIER", "Annie BUREAU", "E. FÉVRIER", "A. OZANNE", "Luc QUINOT =excused >Paul DRAPIER"],
    ),
    (
        "Etaient présents :\nBARVILLE\nM. ADAM Bernard\nLUZY S/ ARON\nM. BRIVAL Marc (suppléant de M. PETRIN Jean)\n"
        "Mme OZANNE Annie\nDélégués absents excusés :\nMme QUINOT Rose de MORVAL LE GRAND",
        ["Bernard ADAM", "Marc BRIVAL /Jean PETRIN", "Annie OZANNE", "Rose QUINOT =excused"],
    ),
    (
        "Etaient présents\nBarville M. ADAM Pascal, Mme OZANNE Annie ; Bourgs lez Neuvy Mme BRIVAL Rose, M. PETRIN Luc",
        ["Pascal ADAM", "Annie OZANNE", "Rose BRIVAL", "Luc PETRIN"],
    ),
    (
        "Présents :\nBARVILLE : F. ADAM, P-M. OZANNE (1 pouvoir)\nCHAPELLE (LA) : Ph. DRAPIER\n"
        "Absents :\nMORVAL : Y. PETRIN\n"
        "Benoît BRIVAL, Directeur Général des Services et Rose QUINOT, trésorière, assistaient "
        "également à cette séance.",
        ["F. ADAM", "P-M. OZANNE", "Ph. DRAPIER", "Y. PETRIN =absent", "Benoît BRIVAL =guest", "Rose QUINOT =guest"],
    ),
    (
        "Délégués présents(es)\n2 représentants du Conseil régional du Vauxois (porteurs de 2 voix chacun)\n"
        "Guy ADAM, Annie OZANNE\n1 représentante du Conseil départemental (porteuse de 2 voix)\nRose BRIVAL",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL"],
    ),
    (
        "Etaient présents au moment de l’appel nominal : Guy ADAM, Annie OZANNE\n"
        "Ont complété le quorum après l’appel nominal : Rose BRIVAL\n"
        "Absents représentés au moment de l’appel nominal : Luc PETRIN donne pouvoir à Annie OZANNE",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL", "Luc PETRIN =excused >Annie OZANNE"],
    ),
    (
        "Présents\tAbsents/Excusés\tont donné procuration à\tVotants\nM. Guy ADAM\t\t\t1\nMme Annie OZANNE\t\t\t1\n"
        "\tMme Rose BRIVAL\tMme Annie OZANNE\t1\n\tM. Luc PETRIN\t\t0",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL =excused >Annie OZANNE", "Luc PETRIN =excused"],
    ),
    (
        "Étaient présents\nM. ADAM Guy\nM. DRAPIER Paul\nÉtaient représentés\nMme BRIVAL Rose Par M. DRAPIER Paul\n"
        "Etait absente représentée :\nMme OZANNE Annie mandataire M. ADAM Guy",
        ["Guy ADAM", "Paul DRAPIER", "Rose BRIVAL =excused >Paul DRAPIER", "Annie OZANNE =excused >Guy ADAM"],
    ),
    (
        "Présents : M. Guy ADAM, Maire, Mme Annie OZANNE\nPouvoirs : Mme Rose BRIVAL donne pouvoir à M. le Maire",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL =excused >Guy ADAM"],
    ),
    (
        "Présents : Mme BRIVAL Rose, M. ADAM Guy\nExcusés ou absents : Mme OZANNE Annie\nM. PETRIN Luc\n"
        "M. le Maire donne lecture à l’Assemblée des procurations reçues :\nMme OZANNE Annie à M. ADAM Guy",
        ["Rose BRIVAL", "Guy ADAM", "Annie OZANNE =excused >Guy ADAM", "Luc PETRIN =excused"],
    ),
    (
        "Présents : Mme BRIVAL Rose, M. ADAM Guy\nEtait excusée : Mme OZANNE Annie\n"
        "Mme BRIVAL est arrivée lors du 2ème point de l’ordre du jour.",
        ["Rose BRIVAL", "Guy ADAM", "Annie OZANNE =excused"],
    ),
    (
        "Présents : M. ADAM Guy, Mme N. OZANNE\n"
        "Absent(s): M. L. Petrin excusé avec procuration à N. Ozanne, Mme R. Brival, excusée avec "
        "procuration à M. Adam.",
        ["Guy ADAM", "N. OZANNE", "L. PETRIN =excused >N. OZANNE", "R. BRIVAL =excused >Guy ADAM"],
    ),
    (
        "Présents : Mesdames et Messieurs : COLOMBEL J., CHABERT JE., OZANNE C. PETRIN JM.\n"
        "Délégués excusés : BRIVAL T. (pouvoir à C. OZANNE)",
        ["J. COLOMBEL", "JE CHABERT", "C. OZANNE", "JM PETRIN", "T. BRIVAL =excused >C. OZANNE"],
    ),
    ("Présents : M. ADAM - Mme OZANNE-- M. PETRIN - Mme BRIVAL", ["ADAM", "OZANNE", "PETRIN", "BRIVAL"]),
    (
        "Assistaient également à la réunion :\nBureau d’Etudes Hydro : Vincent ADAM\nTechnique : "
        "Messieurs Petrin, Quinot",
        ["Vincent ADAM =guest", "PETRIN =guest", "QUINOT =guest"],
    ),
    (
        "Délégués présents (titulaires et éventuellement suppléants) : S Adam, JL Brival suppléé par N Ozanne de Luzy, "
        "F Bernier, P Drapier (sauf D90/13 à D96/13)",
        ["S ADAM", "N OZANNE de LUZY /JL BRIVAL", "F BERNIER", "P DRAPIER"],
    ),
    (
        "Membres présents : Guy Adam, Maire, Annie Ozanne, Adjoints Rose Brival, Luc Petrin, Conseillers Municipaux.\n"
        "Membres représentés :\nPaul Drapier\tpouvoir à Guy Adam\nEmma Quinot\tpouvoir à Rose Brival",
        [
            "Guy ADAM",
            "Annie OZANNE",
            "Rose BRIVAL",
            "Luc PETRIN",
            "Paul DRAPIER =excused >Guy ADAM",
            "Emma QUINOT =excused >Rose BRIVAL",
        ],
    ),
    (
        "Présents : ADAM Guy, OZANNE Annie BRIVAL Rose, DE LUZY Paul\nAbsente excusée : Madame PETRIN Emma,",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL", "Paul DE LUZY", "Emma PETRIN =excused"],
    ),
    (
        "Étaient présents Mesdames et Messieurs les conseillers communautaires :\npour la commune de BARVILLE :\n"
        "madame OZANNE Annie\npour la commune de MORVAL\nmonsieur ADAM Guy",
        ["Annie OZANNE", "Guy ADAM"],
    ),
    (
        "Conseillers présents :\n1. COLOMBEL Raphaël\n2. OZANNE Stéphanie\n3. DRAPIER Luc\nAuditeurs présents : 63",
        ["Raphaël COLOMBEL", "Stéphanie OZANNE", "Luc DRAPIER"],
    ),
    (
        "Présents : Mmes et MM. les conseillers communautaires Guy ADAM (Barville), Annie OZANNE (Morval)\n"
        "Absents ayant donné pouvoir : Rose BRIVAL (Morval), Luc PETRIN (Orsec)",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL =excused", "Luc PETRIN =excused"],
    ),
    (
        "Étaient présents : MM. les délégués ADAM, OZANNE, Mme la Première Adjointe Rose BRIVAL\n"
        "Excusés non représentés : MM. PETRIN – DRAPIER",
        ["ADAM", "OZANNE", "Rose BRIVAL", "PETRIN =excused", "DRAPIER =excused"],
    ),
    (
        "Présents : Guy Adam, Annie Ozanne\nPouvoir de Rose Brival à Annie Ozanne.\nAbsent : Luc Petrin.",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL =excused >Annie OZANNE", "Luc PETRIN =absent"],
    ),
    (
        "Présents : Mmes A. OZANNE, R. BRIVAL\n"
        "Pouvoirs : Mme L. QUINOT (Mme A. OZANNE), M. P. DRAPIER (Mme R. BRIVAL)\n"
        "Absents ayant donné délégation de vote : M. Luc PETRIN, à Mme A. OZANNE",
        [
            "A. OZANNE",
            "R. BRIVAL",
            "L. QUINOT =excused >A. OZANNE",
            "P. DRAPIER =excused >R. BRIVAL",
            "Luc PETRIN =excused >A. OZANNE",
        ],
    ),
    (
        "Membres présents : Guy Adam (GA), Annie Ozanne (AO)\n"
        "Excusés : Luc Petrin (pouvoir à GA), Rose Brival (pouvoir à Annie), Paul Drapier (pouvoir à BX)",
        [
            "Guy ADAM",
            "Annie OZANNE",
            "Luc PETRIN =excused >Guy ADAM",
            "Rose BRIVAL =excused >Annie OZANNE",
            "Paul DRAPIER =excused >BX",
        ],
    ),
    (
        "Présents : M. Serge ADAM, Mme Anne OZANNE\n"
        "Avaient donné pouvoir : Mme Rose BRIVAL à M. Serge ADAM, puis à Mme Anne OZANNE",
        ["Serge ADAM", "Anne OZANNE", "Rose BRIVAL =excused >Serge ADAM"],
    ),
    (
        "Présents : MM. ADAM Guy, OZANNE Alain (a reçu pouvoir de Mme BRIVAL Rose)\nAbsents : Mme BRIVAL Rose",
        ["Guy ADAM", "Alain OZANNE", "Rose BRIVAL =absent >Alain OZANNE"],
    ),
    (
        "PRÉSIDENT : Guy ADAM\nÉTAIENT PRÉSENTS : Annie OZANNE, Paul DRAPIER\nEtaient excusés :\n"
        "M. BRIVAL (suppléant) Mme QUINOT",
        ["Guy ADAM", "Annie OZANNE", "Paul DRAPIER", "BRIVAL =excused", "QUINOT =excused"],
    ),
    (
        "Présent(e)s C. Adam, Président, E. Ozanne, M. Brival, A. Quinot, J.-P. Petrin",
        ["C. ADAM", "E. OZANNE", "M. BRIVAL", "A. QUINOT", "J.-P. PETRIN"],
    ),
    (
        "En présence de : Guy ADAM, président, Annie OZANNE\nEn l'absence de : Luc PETRIN (excusé)",
        ["Guy ADAM", "Annie OZANNE", "Luc PETRIN =excused"],
    ),
    (
        "Présents : Adam G., Ozanne A. (pouvoir Petrin L.)\nAbsents : Petrin L.\nPresse : M. Quinot, Le Courrier",
        ["G. ADAM", "A. OZANNE", "L. PETRIN =absent >A. OZANNE"],
    ),
    (
        "Étaient présents (2) : ADAM Guy, OZANNE Annie\n"
        "Étaient absents (2) dont représentés (1) : BRIVAL Rose (pouvoir à ADAM Guy), PETRIN Luc",
        ["Guy ADAM", "Annie OZANNE", "Rose BRIVAL =absent >Guy ADAM", "Luc PETRIN =absent"],
    ),
    (
        "Le comité s'est réuni sous la présidence de Mme Odile ADAM.\n"
        "Étaient présents : MM. les Maires et Délégués : PETRIN Luc, DRAPIER Paul\n"
        "Excusée : Mme BRIVAL Rose (donne pouvoir à Mme la Présidente)",
        ["Odile ADAM", "Luc PETRIN", "Paul DRAPIER", "Rose BRIVAL =excused >Odile ADAM"],
    ),
    (
        "Le conseil s'est réuni sous la présidence de M. Guy ADAM, Maire.\n"
        "Adjoints : Mme Annie OZANNE, M. Paul DRAPIER\nConseillers : Mme Rose BRIVAL\n"
        "Absents excusés : M. Luc PETRIN (pouvoir à M. DRAPIER)",
        ["Guy ADAM", "Annie OZANNE", "Paul DRAPIER", "Rose BRIVAL", "Luc PETRIN =excused >Paul DRAPIER"],
    ),
    (
        "Présents : 2\nGuy ADAM, Annie OZANNE\nAbsents : 1\nLuc PETRIN\nProcurations : 1\nLuc PETRIN à Guy ADAM",
        ["Guy ADAM", "Annie OZANNE", "Luc PETRIN =absent >Guy ADAM"],
    ),
]


@pytest.mark.parametrize(("text", "rows"), WORDINGS, ids=[text[:40] for text, _ in WORDINGS])
def test_wording(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_a_short_surname_of_another_length_is_another_person() -> None:
    found = roll(
        "Le comité s'est réuni le 18 mai 2004 sous la présidence de Daniel Roux, Président.\n"
        "PRESENTS : MM. COLOMBEL, RAOUX, DRAPIER."
    )
    assert [r.name for r in found] == ["Daniel ROUX", "COLOMBEL", "RAOUX", "DRAPIER"]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire donne pouvoir à Mme Annie OZANNE pour signer l'acte.",
        "Election du secrétaire de séance : Annie OZANNE",
        "Pouvoirs : 1\nMme Odile FAVEL, directrice, présente le rapport de la crèche.",
        "Pouvoirs : 1\nM. Luc PETRIN ouvre la séance.",
    ],
)
def test_no_roll_in_a_sentence_of_the_session(text: str) -> None:
    rows = roll(f"Présents : M. Luc PETRIN, Mme Annie OZANNE\nExcusé : M. Guy QUINOT\n{text}")
    assert [shown(r) for r in rows] == ["Luc PETRIN", "Annie OZANNE", "Guy QUINOT =excused"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Présents :\nBARVILLE . M. Guy ADAM\nLUZY . Mme Rose BRIVAL, M. Luc PETRIN\nORSEC M. Paul DRAPIER",
            ["Guy ADAM", "Rose BRIVAL", "Luc PETRIN", "Paul DRAPIER"],
        ),
        (
            "ConseilIers préserits (3) : M. Paul DRAPIER, Rnme Annie OZANNE, M. Luc COLOMBEL\n"
            "Absent(s) aant donné pouvoir : Madame Rose QUINOT à Monsieur Paul DRAPIER\n"
            "Absents nn excusés : M. Guy PETRIN\nAssistaient éqalement : M. Jean BRIVAL",
            [
                "Paul DRAPIER",
                "Annie OZANNE",
                "Luc COLOMBEL",
                "Rose QUINOT =excused >Paul DRAPIER",
                "Guy PETRIN =absent",
                "Jean BRIVAL =guest",
            ],
        ),
        (
            "Sontprésents : Paul DRAPIER, Annie OZANNE\nExcusé : Luc PETRIN\nAssistaient à la séance : M. Jean BRIVAL",
            ["Paul DRAPIER", "Annie OZANNE", "Luc PETRIN =excused", "Jean BRIVAL =guest"],
        ),
        (
            "Présents : Monsienr Paul DRAPIER, Maame Annie OZANNE, rnesdames Rose QUINOT, Léa BRIVAL\n"
            "Nombrc de votants : 4\nDésiqnation du secrétaire de séance : Mme Annie OZANNE",
            ["Paul DRAPIER", "Annie OZANNE", "Rose QUINOT", "Léa BRIVAL"],
        ),
        (
            "Présents : Mme valérie JOLIVET, M. Lucicn 8ILLAUD, Fatirna E5NAULT, Guy DE 5OUZA, Annie JaCQUEMIN",
            ["Valérie JOLIVET", "Lucien BILLAUD", "Fatima ESNAULT", "Guy DE SOUZA", "Annie JACQUEMIN"],
        ),
        ("Présents : Paul DRAPIER, Présideut, Annie OZANNE", ["Paul DRAPIER", "Annie OZANNE"]),
    ],
)
def test_letters_misread(text: str, rows: list[str]) -> None:
    assert [shown(row) for row in roll(text)] == rows


def test_guests_alone_stay_guests_where_others_are_listed_first() -> None:
    found = roll("Excusé : M. Guy QUINOT\nAssistaient à la séance : M. Jean BRIVAL (directeur)")
    assert [shown(r) for r in found] == ["Guy QUINOT =excused", "Jean BRIVAL =guest"]


def test_a_function_in_the_plural_is_everyones_since_the_last() -> None:
    rows = roll(
        "Présents : M. Luc COLOMBEL, Maire, Mme Annie OZANNE, M. Paul DRAPIER, Adjoints, Mme Anne VARENNE, "
        "Mme Rose LORMIER, Conseillères municipales, Mmes et MM. les conseillers : Rose BRIVAL, Guy PETRIN"
    )
    assert [(r.name, r.role) for r in rows] == [
        ("Luc COLOMBEL", "Maire"),
        ("Annie OZANNE", "Adjoint"),
        ("Paul DRAPIER", "Adjoint"),
        ("Anne VARENNE", "Conseillère municipale"),
        ("Rose LORMIER", "Conseillère municipale"),
        ("Rose BRIVAL", None),
        ("Guy PETRIN", None),
    ]


def test_the_commune_of_those_who_follow() -> None:
    rows = roll(
        "Étaient présents :\nCommune d'Orsec : Messieurs COLOMBEL Luc, DRAPIER Paul\n"
        "Commune de Barville : Mme OZANNE Annie\n"
        "Étaient excusés : M. PETRIN Guy (Commune de Morval)"
    )
    assert [(r.name, r.commune) for r in rows] == [
        ("Luc COLOMBEL", "Orsec"),
        ("Paul DRAPIER", "Orsec"),
        ("Annie OZANNE", "Barville"),
        ("Guy PETRIN", "Morval"),
    ]


def test_a_commune_in_brackets_bears_no_pouvoir() -> None:
    rows = roll(
        "Étaient présents : M. COLOMBEL (Orsec), Mme OZANNE (Barville)\n"
        "Ont donné pouvoir : M. PETRIN Guy (Orsec), Mme BRIVAL Rose (OZANNE), M. DRAPIER Paul (St Clair)"
    )
    assert [(r.name, r.commune, r.proxy_to) for r in rows[2:]] == [
        ("Guy PETRIN", "Orsec", None),
        ("Rose BRIVAL", None, "OZANNE"),
        ("Paul DRAPIER", "St Clair", None),
    ]


def test_delegates_after_a_commune_in_capitals_are_no_items_of_business() -> None:
    document = lay_out(
        pages_of_text(
            "Le conseil communautaire s'est réuni le 8 février 2023.\nPrésents :\n"
            "BARVILLE : M. Guy ADAM, Mme Annie OZANNE\n"
            "LUZY : M. Paul DRAPIER, M. Luc PETRIN\nORSEC : Mme Rose BRIVAL (suppléante de M. Jean QUINOT)"
        )
    )
    rows = read_attendance(document, find_outline(document))
    assert [(r.name, r.commune) for r in rows] == [
        ("Guy ADAM", "BARVILLE"),
        ("Annie OZANNE", "BARVILLE"),
        ("Paul DRAPIER", "LUZY"),
        ("Luc PETRIN", "LUZY"),
        ("Rose BRIVAL", "ORSEC"),
    ]


def test_a_rank_in_a_letter_is_no_commune() -> None:
    rows = roll("PRÉSENTS\nBARVILLE : ADAM Guy (T), OZANNE Annie (S)\nLUZY : BRIVAL Rose (RB)")
    assert [(r.commune, r.role) for r in rows] == [
        ("BARVILLE", "titulaire"),
        ("BARVILLE", "suppléant"),
        ("LUZY", None),
    ]


def test_the_body_people_sit_for() -> None:
    rows = roll(
        "Étaient présents :\nCommunauté d'agglomération du Vauxois : M. Guy ADAM, Mme Annie OZANNE\n"
        "Communauté de communes d'Orsec : M. Paul DRAPIER\nDépartement de l'Aron : M. Luc PETRIN\n"
        "Commune de Luzy : Mme Rose BRIVAL"
    )
    assert [r.commune for r in rows] == [
        "Communauté d'agglomération du Vauxois",
        "Communauté d'agglomération du Vauxois",
        "Communauté de communes d'Orsec",
        "Département de l'Aron",
        "Luzy",
    ]


def test_colleges_are_nobody() -> None:
    rows = roll(
        "Présents :\nEnseignants : Mme COLOMBEL, M. DRAPIER\nParents d'élèves : Mme OZANNE\nMunicipalité : M. PETRIN"
    )
    assert [r.name for r in rows] == ["COLOMBEL", "DRAPIER", "OZANNE", "PETRIN"]


def test_members_by_the_kind_of_body_they_sit_for() -> None:
    rows = roll(
        "Membres du Bureau présents :\nRégion : Mme Rose COLOMBEL\nDépartements : M. Luc DRAPIER\n"
        "EPCI : M. Paul OZANNE\nCommunes : MM. Guy PETRIN, Jean BRIVAL"
    )
    assert [(r.name, r.commune) for r in rows] == [
        ("Rose COLOMBEL", None),
        ("Luc DRAPIER", None),
        ("Paul OZANNE", None),
        ("Guy PETRIN", None),
        ("Jean BRIVAL", None),
    ]


def test_two_who_share_a_commune_in_brackets() -> None:
    rows = roll("Présents : Luc COLOMBEL (titulaire Barville), Annie OZANNE et Paul DRAPIER (titulaires Orsec)")
    assert [(r.name, r.role, r.commune) for r in rows] == [
        ("Luc COLOMBEL", "titulaire", "Barville"),
        ("Annie OZANNE", "titulaire", "Orsec"),
        ("Paul DRAPIER", "titulaire", "Orsec"),
    ]
