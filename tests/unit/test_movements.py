"""Arrivals, departures and withdrawals."""

from __future__ import annotations

from datetime import time

import pytest

from extractors.attendance import read_attendance
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.movements import read_movements
from extractors.outline import find_outline
from extractors.records import Movement
from tests.unit.money_documents import document_of

ROLL = "Présents : M. Paul DRAPIER (Maire), Mme Annie OZANNE, M. Luc PETRIN, Mme Claire BRIVAL, M. Guy QUINOT."


def movements(sentence: str, roll: str = ROLL) -> tuple[Movement, ...]:
    text = (
        f"Procès-verbal de la séance du 22 mars 2021\n{roll}\n1. Travaux\n{sentence}\nLe conseil approuve "
        "à l'unanimité."
    )
    document = lay_out(pages_of_text(text))
    outline = find_outline(document)
    return read_movements(document, outline, read_attendance(document, outline))


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "at"),
    [
        ("Arrivée de Mme OZANNE à 20h15.", "Annie OZANNE", "arrives", time(20, 15)),
        ("20h15 : arrivée de Mme OZANNE.", "Annie OZANNE", "arrives", time(20, 15)),
        ("Madame Annie OZANNE rejoint la séance.", "Annie OZANNE", "arrives", None),
        (
            "M. PETRIN, parti à 18h55 n'a pas participé aux dernières délibérations.",
            "Luc PETRIN",
            "leaves",
            time(18, 55),
        ),
        (
            "M. PETRIN, arrivé à 17h45, n'a pas participé à la première délibération.",
            "Luc PETRIN",
            "arrives",
            time(17, 45),
        ),
        ("M. PETRIN arrive à 20 heures 15.", "Luc PETRIN", "arrives", time(20, 15)),
        ("Départ de M. PETRIN à 21h.", "Luc PETRIN", "leaves", time(21, 0)),
        ("Monsieur PETRIN quitte la séance à 21h02.", "Luc PETRIN", "leaves", time(21, 2)),
        ("M. PETRIN, en visioconférence, se déconnecte à 21h02.", "Luc PETRIN", "leaves", time(21, 2)),
        ("M. PETRIN ne prend pas part au vote.", "Luc PETRIN", "withdraws", None),
        ("M. PETRIN, président de l'association, ne participe pas au vote.", "Luc PETRIN", "withdraws", None),
        ("Mme BRIVAL quitte la salle le temps du vote.", "Claire BRIVAL", "withdraws", None),
        ("Monsieur le Maire quitte la salle et ne prend pas part au vote.", "Paul DRAPIER", "withdraws", None),
        ("M. QUINOT se retire au moment du vote.", "Guy QUINOT", "withdraws", None),
    ],
)
def test_one_person(sentence: str, name: str, kind: str, at: time | None) -> None:
    assert [(m.name, m.kind.value, m.at) for m in movements(sentence)] == [(name, kind, at)]


def test_several_people_of_one_sentence() -> None:
    found = movements("Monsieur PETRIN et Madame BRIVAL quittent la séance le temps de l'examen de ce rapport.")
    assert [(m.name, m.kind.value) for m in found] == [("Luc PETRIN", "withdraws"), ("Claire BRIVAL", "withdraws")]
    found = movements("Ne prennent pas part au vote : M. PETRIN, Mme BRIVAL.")
    assert [m.name for m in found] == ["Luc PETRIN", "Claire BRIVAL"]


def test_who_is_called_by_the_given_name_alone_in_the_roll() -> None:
    found = movements("20h51 : arrivée de Norbert Petrin.", "Présents : Annie, Présidente ; Norbert ; Claire ; Guy.")
    assert [(m.name, m.kind.value, m.at) for m in found] == [("Norbert", "arrives", time(20, 51))]


def test_the_chair_whom_the_roll_calls_by_the_surname_alone() -> None:
    roll = "Président de séance : Monsieur Nicolas DRAPIER\nPrésents : MM. DRAPIER.BRIVAL.PETRIN.QUINOT."
    found = movements("Monsieur le Président se retire et ne prend pas part au vote.", roll)
    assert [(m.name, m.kind.value) for m in found] == [("DRAPIER", "withdraws")]


def test_a_pouvoir_given_on_leaving() -> None:
    (found,) = movements("M. PETRIN quitte la séance à 21h02 et donne pouvoir à Mme OZANNE.")
    assert (found.kind.value, found.proxy_to) == ("leaves", "Annie OZANNE")


def test_notes_in_the_roll_are_about_the_name_before_them() -> None:
    roll = (
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE (arrivée à 20h15), M. Luc PETRIN (présent à "
        "partir du point n° 4), "
        "Mme Claire BRIVAL (départ à 21h00)."
    )
    found = movements("Rien à signaler.", roll)
    assert [(m.name, m.kind.value, m.at, m.first_item) for m in found] == [
        ("Annie OZANNE", "arrives", time(20, 15), None),
        ("Luc PETRIN", "arrives", None, "4"),
        ("Claire BRIVAL", "leaves", time(21, 0), None),
    ]


def test_a_note_of_points_alone_tells_who_came_or_left() -> None:
    roll = "Présents : M. Paul DRAPIER, Mme Annie OZANNE (à partir du point 4), M. Luc PETRIN (jusqu'au point 9)."
    roll += "\nPouvoirs : M. Luc PETRIN à Mme Annie OZANNE (à partir du point 10)"
    found = movements("Rien à signaler.", roll)
    assert [(m.name, m.kind.value) for m in found] == [("Annie OZANNE", "arrives"), ("Luc PETRIN", "leaves")]


def test_a_note_told_again_in_its_place_is_one_movement() -> None:
    roll = "Présents : M. Paul DRAPIER, Mme Annie OZANNE (arrivée à 20h15)."
    (found,) = movements("Arrivée de Mme OZANNE à 20h15.", roll)
    assert found.evidence.quote == "Arrivée de Mme OZANNE à 20h15"


@pytest.mark.parametrize(
    "sentence",
    [
        "Madame OZANNE rejoint la discussion et partage son avis.",
        "Mme OZANNE rappelle que l'agent part en retraite.",
        "M. PETRIN indique que la société quitte le territoire.",
        "Les travaux arrivent à leur terme.",
        "M. Odon LORMIER quitte la salle à 21h.",
        "Mme OZANNE revient sur la question du point 4.",
        "M. PETRIN rejoint la majorité sur ce vote.",
        "M. PETRIN se joint à cette remarque.",
        "M. PETRIN répond que le dossier est arrivé sans comptes à la réunion.",
        "M. PETRIN indique que leur commune ne participe pas au service.",
        "M. PETRIN arrive en tête avec 5 voix à l'issue du vote.",
        "M. PETRIN signale l'arrivée de la fibre au point haut.",
        "M. PETRIN se retire de la commission des finances.",
        "M. PETRIN retire sa candidature avant le vote.",
        "M. PETRIN a écrit qu'il souhaite quitter la réunion de rentrée plus tôt.",
    ],
)
def test_what_is_no_movement_of_the_assembly(sentence: str) -> None:
    assert movements(sentence) == ()


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ("L. PETRIN, concerné, sort de la salle. Adopté à l'unanimité.", ["withdraws Luc PETRIN"]),
        (
            "L. PETRIN et C. BRIVAL quittent la salle à 21h20.\nLe rapporteur expose le dossier.\n"
            "L. PETRIN et C. BRIVAL reprennent place.",
            ["withdraws Luc PETRIN", "withdraws Claire BRIVAL"],
        ),
        (
            "M. PETRIN, maire de Morval, quitte la salle. Le programme est approuvé à l'unanimité. "
            "M. PETRIN rejoint la séance.",
            ["withdraws Luc PETRIN"],
        ),
        (
            "Hors de la présence de M. le Maire, le conseil approuve le compte administratif.",
            ["withdraws Paul DRAPIER"],
        ),
        (
            "Mme Annie OZANNE, arrivée à 20h15, prend part aux votes à partir de la délibération n° 4.",
            ["arrives Annie OZANNE 20:15"],
        ),
        ("Départs : M. PETRIN (21h30), Mme BRIVAL (21h45).", ["leaves Luc PETRIN 21:30", "leaves Claire BRIVAL 21:45"]),
        (
            "Arrivées : Mme OZANNE à 20h15, M. QUINOT à 20h30.",
            ["arrives Annie OZANNE 20:15", "arrives Guy QUINOT 20:30"],
        ),
        ("Vote : 3 pour, M. PETRIN ne votant pas.", ["withdraws Luc PETRIN"]),
        ("Ne prend pas part au vote (1) : M. PETRIN.", ["withdraws Luc PETRIN"]),
        ("Pour : 3. NPPV : M. PETRIN.", ["withdraws Luc PETRIN"]),
        ("Sortie de M. PETRIN.\nLe conseil délibère.\nRetour de M. PETRIN.", ["withdraws Luc PETRIN"]),
        ("Mme OZANNE signale une erreur au procès-verbal de la séance précédente : elle était arrivée à 20h.", []),
        ("Monsieur le Maire sort de la salle et laisse la présidence à Mme OZANNE.", ["withdraws Paul DRAPIER"]),
        (
            "Mmes OZANNE et BRIVAL sortent de la salle.\nLe rapporteur expose le dossier.\n"
            "Mmes OZANNE et BRIVAL regagnent la salle.",
            ["withdraws Annie OZANNE", "withdraws Claire BRIVAL"],
        ),
        (
            "21h10 : M. PETRIN quitte la séance. Il donne pouvoir à Mme OZANNE.",
            ["leaves Luc PETRIN 21:10 >Annie OZANNE"],
        ),
        ("Madame OZANNE quitte la présidence et M. PETRIN la remplace.", []),
        ("Mme OZANNE nous rejoint.", ["arrives Annie OZANNE"]),
        (
            "M. PETRIN quitte la séance. Absence momentanée de Mme BRIVAL.",
            ["leaves Luc PETRIN", "withdraws Claire BRIVAL"],
        ),
        ("M. PETRIN, absent au moment de l'appel, rejoint la séance à 20h.", ["arrives Luc PETRIN 20:00"]),
        ("M. PETRIN, ne pouvant prendre part au vote, sort.", ["withdraws Luc PETRIN"]),
        ("Le Maire étant sorti, Mme OZANNE fait voter le compte.", ["withdraws Paul DRAPIER"]),
        ("Mme OZANNE assure la présidence, le Maire ayant quitté la salle.", ["withdraws Paul DRAPIER"]),
        ("M. PETRIN se retire au profit de Mme OZANNE.", []),
        ("M. PETRIN, président du club. quitte la salle et ne prend pas part au vote.", ["withdraws Luc PETRIN"]),
        ("Mme OZANNE arrive à 20h15, elle ne prend pas part à ce vote.", ["arrives Annie OZANNE 20:15"]),
        ("M. PETRIN sort (son frère étant candidat). Adopté. M. PETRIN rentre.", ["withdraws Luc PETRIN"]),
        ("Connexion de Mme OZANNE à 19 h 12.", ["arrives Annie OZANNE 19:12"]),
        ("Connexion de M. PETRIN perdue à 20 h 47.", ["leaves Luc PETRIN 20:47"]),
        ("M. le Maire quitte la salle ; Mme OZANNE prend la présidence.", ["withdraws Paul DRAPIER"]),
        ("M. PETRIN, président du comité, sort pendant la discussion.", ["withdraws Luc PETRIN"]),
        (
            "M. PETRIN et Mme BRIVAL ne participent ni au débat ni au vote.",
            ["withdraws Luc PETRIN", "withdraws Claire BRIVAL"],
        ),
        (
            "M. PETRIN se retire.\nLe conseil approuve la cession.\n2. Voirie\nM. PETRIN reprend place.",
            ["withdraws Luc PETRIN"],
        ),
        ("Arrivée Mme OZANNE 20h15", ["arrives Annie OZANNE 20:15"]),
        ("M. PETRIN quitte la séance. Il est 21 h 05.", ["leaves Luc PETRIN 21:05"]),
        ("M. PETRIN s'en va à 21h05.", ["leaves Luc PETRIN 21:05"]),
        ("M. PETRIN sort quelques minutes.", ["withdraws Luc PETRIN"]),
        ("M. PETRIN sort et revient à 21h05.", ["withdraws Luc PETRIN"]),
        ("M. PETRIN s'absente de 21h à 21h10.", ["withdraws Luc PETRIN"]),
        ("Absences momentanées : M. PETRIN et Mme BRIVAL.", ["withdraws Luc PETRIN", "withdraws Claire BRIVAL"]),
        ("M. PETRIN n'assiste pas au vote.", ["withdraws Luc PETRIN"]),
        ("M. PETRIN refuse de prendre part au vote.", ["withdraws Luc PETRIN"]),
        ("M. PETRIN est absent au moment du vote.", ["withdraws Luc PETRIN"]),
        ("Sans la participation de M. PETRIN, le conseil approuve.", ["withdraws Luc PETRIN"]),
        ("Ne participent pas au vote : 2 (M. PETRIN, Mme BRIVAL)", ["withdraws Luc PETRIN", "withdraws Claire BRIVAL"]),
        ("Ne prennent pas part au vote les élus du hameau : M. PETRIN.", ["withdraws Luc PETRIN"]),
        ("Hors de la présence du Maire, le conseil approuve le compte.", ["withdraws Paul DRAPIER"]),
        ("Le Maire cède la présidence à Mme OZANNE et quitte la salle.", ["withdraws Paul DRAPIER"]),
        ("Le Maire ayant quitté la salle, Mme OZANNE prend la présidence.", ["withdraws Paul DRAPIER"]),
        ("M. PETRIN sort de la salle. M. PETRIN ne prend pas part au vote.", ["withdraws Luc PETRIN"]),
        ("Ayant dû quitter la séance, M. PETRIN donne pouvoir à Mme OZANNE.", ["leaves Luc PETRIN >Annie OZANNE"]),
        ("M. PETRIN donne pouvoir à Mme OZANNE et quitte la séance.", ["leaves Luc PETRIN >Annie OZANNE"]),
        ("Départ de M. PETRIN. Pouvoir donné à Mme OZANNE.", ["leaves Luc PETRIN >Annie OZANNE"]),
        (
            "Départ de M. PETRIN (pouvoir à Mme OZANNE) et de M. QUINOT à 21h.",
            ["leaves Luc PETRIN 21:00 >Annie OZANNE", "leaves Guy QUINOT 21:00"],
        ),
        ("Mme OZANNE, porteuse du pouvoir de M. PETRIN, quitte la séance.", ["leaves Annie OZANNE"]),
        ("M. PETRIN (et pouvoir de Mme BRIVAL) ne prend pas part au vote.", ["withdraws Luc PETRIN"]),
    ],
)
def test_wordings(sentences: str, told: list[str]) -> None:
    found = movements(sentences)
    assert sorted(shown(m, any(":" in t for t in told)) for m in found) == sorted(told)


def shown(movement: Movement, with_time: bool) -> str:
    text = f"{movement.kind.value} {movement.name}"
    if movement.at is not None and with_time:
        text += f" {movement.at:%H:%M}"
    return f"{text} >{movement.proxy_to}" if movement.proxy_to else text


def test_a_title_alone_is_of_who_bears_it_and_is_there() -> None:
    roll = "Présents : Mme Annie OZANNE (vice-présidente), M. Luc PETRIN.\nExcusé : M. Paul DRAPIER (Maire)."
    found = movements("Le conseil, hors la présence de Mme la Vice-Présidente, approuve le compte.", roll)
    assert [(m.name, m.kind.value) for m in found] == [("Annie OZANNE", "withdraws")]
    assert movements("M. le Maire quitte la salle et ne prend pas part au vote.", roll) == ()


def test_whoever_sits_on_the_board_of_an_association_leaves_the_room_himself() -> None:
    found = movements("M. PETRIN, membre de l'association, se retire.")
    assert [(m.name, m.kind.value) for m in found] == [("Luc PETRIN", "withdraws")]


def test_who_has_withdrawn_is_who_is_named_last() -> None:
    found = movements(
        "Le conseil, réuni sous la présidence de Mme OZANNE, 1re adjointe, Monsieur le Maire s'étant retiré, approuve."
    )
    assert [(m.name, m.kind.value) for m in found] == [("Paul DRAPIER", "withdraws")]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("Mme OZANNE arrive au point 3.", ("3", None)),
        ("Mme OZANNE est arrivée après le vote de la délibération n° 3.", ("4", None)),
        ("M. PETRIN quitte la séance après l'examen du point 4.", ("5", None)),
        ("M. PETRIN est présent jusqu'au point 4.", ("5", None)),
        ("M. PETRIN quitte la séance avant le point 4.", ("4", None)),
        ("M. PETRIN absent pour les points 3 à 5.", ("3", "5")),
        ("Mme OZANNE, arrivée à 20h15, n'a pas pris part aux délibérations 1 et 2.", ("3", None)),
        ("M. PETRIN absent pour la délibération n° 3.", ("3", "3")),
    ],
)
def test_the_items_a_movement_holds_for(sentence: str, items: tuple[str, str | None]) -> None:
    (found,) = movements(sentence)
    assert (found.first_item, found.last_item) == items


def test_a_note_without_brackets_is_of_the_name_before_it_only() -> None:
    roll = "Présents : M. Paul DRAPIER, Mme Annie OZANNE arrivée à 19h15, M. Luc PETRIN, Mme Claire BRIVAL."
    assert [m.name for m in movements("Rien à signaler.", roll)] == ["Annie OZANNE"]


def test_a_note_in_the_roll_tells_the_one_item_someone_missed() -> None:
    roll = "Présents : M. Paul DRAPIER, Mme Annie OZANNE (sauf délibération n° 4), M. Luc PETRIN."
    (found,) = movements("Rien à signaler.", roll)
    assert (found.name, found.kind.value, found.first_item, found.last_item) == ("Annie OZANNE", "leaves", "4", "4")


def test_notes_on_absentees_tell_the_contrary() -> None:
    roll = "Présents : M. Paul DRAPIER, Mme Annie OZANNE.\nAbsents : M. Luc PETRIN (jusqu'au point 2), M. Guy QUINOT."
    (found,) = movements("Rien à signaler.", roll)
    assert (found.name, found.kind.value, found.first_item) == ("Luc PETRIN", "arrives", "3")


def test_a_list_of_movements_in_the_roll() -> None:
    roll = (
        "Présents : M. Paul DRAPIER, Mme Annie OZANNE, M. Luc PETRIN, Mme Claire BRIVAL.\nMouvements :\n"
        "- M. Luc PETRIN : arrivée à 19 h 15\n- Mme Claire BRIVAL : sortie pour la délibération n° 3"
    )
    found = movements("Rien à signaler.", roll)
    assert [shown(m, True) for m in found] == ["arrives Luc PETRIN 19:15", "withdraws Claire BRIVAL"]
    assert (found[1].first_item, found[1].last_item) == ("3", "3")


def test_what_a_row_of_the_roll_tells_is_of_its_own_person() -> None:
    table = [
        ["NOM Prénom", "Présent", "Absent", "Pouvoir à", "Arrivée / départ"],
        ["DRAPIER Paul, maire", "X", "", "", ""],
        ["OZANNE Annie", "X", "", "", "arrivée à 18h20 (point 3)"],
        ["PETRIN Luc", "", "X", "DRAPIER Paul", ""],
        ["QUINOT Guy", "X", "", "", "départ à 19h05"],
    ]
    document, outline = document_of("Procès-verbal de la séance du 22 mars 2021", table)
    found = read_movements(document, outline, read_attendance(document, outline))
    assert [(m.name, m.kind.value, m.at, m.first_item) for m in found] == [
        ("Annie OZANNE", "arrives", time(18, 20), "3"),
        ("Guy QUINOT", "leaves", time(19, 5), None),
    ]


def test_a_withdrawal_ends_where_the_return_is_told() -> None:
    found = movements(
        "M. DRAPIER quitte la salle, Mme OZANNE prend la présidence.\nLe conseil approuve le compte de la commune."
        "\nLe conseil approuve le compte de l'eau.\nM. DRAPIER réintègre la salle."
    )
    assert [(m.name, m.kind.value) for m in found] == [("Paul DRAPIER", "withdraws")]
    assert found[0].until_block is not None
    assert found[0].until_block - found[0].block == 3


def test_the_pouvoir_given_on_leaving_may_be_told_next_and_go_to_a_title() -> None:
    found = movements("À 20h25, Mme OZANNE doit quitter le conseil ; elle donne procuration à M. le Maire.")
    assert [(m.name, m.kind.value, m.proxy_to) for m in found] == [("Annie OZANNE", "leaves", "Paul DRAPIER")]


def test_who_holds_the_pouvoir_of_somebody_does_not_act() -> None:
    found = movements("Mme OZANNE, dont M. PETRIN détient le pouvoir, ne prend pas part au vote.")
    assert [(m.name, m.kind.value) for m in found] == [("Annie OZANNE", "withdraws")]
