"""The session's facts in wordings seen in minutes of bodies of every kind; the facts themselves: `test_meeting`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from corpus.page import Box, Word
from extractors.attendance import read_attendance
from extractors.document import BlockKind, Line
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.meeting import read_meetings
from extractors.outline import find_outline
from tests.unit.test_meeting import ITEMS, meeting

ROLL = "Présents : M. Paul DRAPIER, Mme Annie OZANNE, M. Luc PETRIN."
HELD = "Le conseil municipal de Vaucelles s'est réuni le 22 mars 2021"


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        ("Secrétaire de séance : Mme Annie OZANNE\nEn exercice : 71 Présents : 61 Votants : 65", (71, 61, 65)),
        ("NOMBRE DE CONSEILLERS\nEN EXERCICE……….. 15\nPRESENTS……………. 10\nVOTANTS……………. 14", (15, 10, 14)),
        ("Le nombre de présents est de 23, le nombre de votants est de 27 dont 4 procurations.", (None, 23, 27)),
        ("Conseillers en fonction : 15\nConseillers présents : 14", (15, 14, None)),
        ("Nombre de membres en exercice : 42\nNombre de conseillers qui assistaient à la séance : 34", (42, 34, None)),
        ("Auditeurs présents : 63", (None, None, None)),
        ("NOMBRE DE CONSEILLERS EN EXERCICE : 58", (58, None, None)),
        ("Nbre de délégués : 20 | Présents : 9 | Pouvoirs : 2 | Votants : 11", (20, 9, 11)),
        ("Nombre de membres : 15\nMembres en exercice : 14\nPrésents : 12", (14, 12, None)),
        ("Étaient présents 12 membres sur 15", (15, 12, None)),
        ("Nombre de conseillers absents : 3", (None, None, None)),
    ],
)
def test_counts(counts: str, numbers: tuple[int | None, ...]) -> None:
    found = meeting(f"{HELD}, sous la présidence de M. Paul DRAPIER, maire.\n{ROLL}\n{counts}\n{ITEMS}")
    assert (found.members_in_office, found.members_present, found.votes_cast) == numbers


def test_the_first_of_a_numbered_list_is_no_count() -> None:
    found = meeting(f"{HELD}.\nConseillers présents :\n1. COLOMBEL Raphaël\n2. OZANNE Annie\n3. DRAPIER Luc\n{ITEMS}")
    assert found.members_present is None


def test_an_hour_of_arrival_is_no_count() -> None:
    found = meeting(
        f"{HELD}.\nPrésents : M. Paul DRAPIER, Mme Annie OZANNE(présente à 19h05, à partir du point 3)\n{ITEMS}"
    )
    assert found.members_present is None


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        (
            ", au nombre prescrit par la loi, salle communale de Morval, sous la présidence de M. Paul DRAPIER.",
            "salle communale de Morval",
        ),
        (
            " à dix neuf heures, salle polyvalente des Tilleuls sous la présidence de M. Paul DRAPIER.",
            "salle polyvalente des Tilleuls",
        ),
        (" à 20 heures, à la Mairie, lieu ordinaire de ses séances, sous la présidence de M. Paul DRAPIER.", "Mairie"),
        (" en séance publique, sur convocation légale, à la Mairie, sous la présidence de M. Paul DRAPIER.", "Mairie"),
    ],
)
def test_the_place(sentence: str, place: str) -> None:
    assert meeting(f"{HELD}{sentence}\n{ROLL}\n{ITEMS}").place == place


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("Ouverture de la séance à : 20H12", time(20, 12)),
        (
            "A 18h40 Monsieur le Maire procède à l'appel nominal et déclare la séance ouverte, le quorum étant là.",
            time(18, 40),
        ),
        ("A 18h40 : Madame la Présidente ouvre la séance et constate que le quorum est atteint.", time(18, 40)),
        ("A 21h40 Monsieur PETRIN quitte la séance.", time(19, 30)),
        ("Il est 18h40, M. le Maire ouvre la séance.", time(18, 40)),
        ("A 18h40, le quorum étant atteint, M. le Maire déclare la séance ouverte.", time(18, 40)),
        ("M. le Maire ouvre la séance, il est 18h40.", time(18, 40)),
        ("La séance publique est ouverte à 18 heures 40.", time(18, 40)),
    ],
)
def test_the_stated_opening_before_the_announced_one(line: str, starts: time) -> None:
    assert meeting(f"{HELD} à 19h30 en mairie.\n{ROLL}\n{line}\n{ITEMS}").starts_at == starts


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Il est 22h30, la séance est levée.", time(22, 30)),
        ("A 22h30, l'ordre du jour étant épuisé, Mme la Maire lève la séance.", time(22, 30)),
        ("M. le Maire lève la séance. Il est 22h30.", time(22, 30)),
        ("Il est 22h30, la séance est suspendue.", None),
    ],
)
def test_the_close_told_after_its_hour(line: str, ends: time | None) -> None:
    assert meeting(f"{HELD} à 19h30 en mairie.\n{ROLL}\n{ITEMS}\n{line}").ends_at == ends


def test_who_presides_by_a_participle() -> None:
    assert meeting(f"{HELD}, présidé par M. Paul DRAPIER.\n{ROLL}\n{ITEMS}").chair == "Paul DRAPIER"
    assert meeting(f"{HELD}, M. Paul DRAPIER, maire, présidant la séance.\n{ROLL}\n{ITEMS}").chair == "Paul DRAPIER"


def test_secretariat_with_a_colon() -> None:
    assert meeting(f"{HELD}.\n{ROLL}\nSecrétariat de séance : Madame Annie OZANNE\n{ITEMS}").secretary == "Annie OZANNE"


def test_the_day_of_the_session_is_no_convocation() -> None:
    found = meeting(
        "Le conseil municipal, légalement convoqué, s'est assemblé en session ordinaire, en mairie de Vaucelles, le "
        f"lundi 22 mars 2021, à 20 heures 30, sous la présidence de M. Paul DRAPIER, maire.\n{ROLL}\n{ITEMS}"
    )
    assert found.held_on == date(2021, 3, 22)
    assert found.convened_on is None


@pytest.mark.parametrize("title", ["CONSEIL MUNICIPAL DU LUNDI 22 MARS 2021", "CONSEIL MUNICIPAL DU 22 MARS 2021"])
def test_a_day_is_no_commune(title: str) -> None:
    assert meeting(f"{title}\n{ROLL}\nSYNDICAT MIXTE DES RIVIÈRES DU VAUXOIS\n{ITEMS}").organisation is None


def test_a_convocation_of_the_mayor_in_words() -> None:
    found = meeting(
        f"{HELD} sur convocation de M. le Maire en date du quinze mars deux mille vingt et un.\n{ROLL}\n{ITEMS}"
    )
    assert found.convened_on == date(2021, 3, 15)


def test_the_line_of_the_convocation_is_no_title() -> None:
    found = meeting(f"CONSEIL MUNICIPAL DU 22 MARS 2021\nConvocation du 15 mars 2021\n{ROLL}\n{ITEMS}")
    assert found.document_type is None
    assert found.convened_on == date(2021, 3, 15)


@pytest.mark.parametrize(
    "line",
    [
        "Secrétaire de séance : Il a été désigné Mme Annie OZANNE",
        "Sont désignés, en qualité de secrétaire et secrétaire adjoint de séance : Annie OZANNE et Luc PETRIN.",
        "Il a été procédé à l'élection d'un secrétaire pris dans le sein du Conseil : Mme Annie OZANNE ayant obtenu "
        "la majorité des suffrages a été désignée pour remplir ces fonctions, qu'elle a acceptées.",
        "Il a été procédé à la nomination d'une secrétaire prise au sein du conseil. Mme Annie OZANNE le sera.",
    ],
)
def test_secretaries(line: str) -> None:
    assert meeting(f"{HELD}.\n{ROLL}\n{line}\n{ITEMS}").secretary == "Annie OZANNE"


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("La séance présidée par Monsieur Paul DRAPIER, Président, est ouverte à dix-neuf heures.", time(19, 0)),
        ("M. Paul DRAPIER ouvre la séance d'installation du conseil à 14 heures.", time(14, 0)),
    ],
)
def test_the_opening_hour_said_otherwise(line: str, starts: time) -> None:
    assert meeting(f"{HELD}.\n{ROLL}\n{line}\n{ITEMS}").starts_at == starts


def test_a_cause_is_no_place() -> None:
    found = meeting(
        f"{HELD} en visioconférence pour cause de circonstances liées à la pandémie, sous la "
        f"présidence, de Paul DRAPIER.\n{ROLL}\n{ITEMS}"
    )
    assert found.place is None
    assert found.chair == "Paul DRAPIER"


def test_a_convocation_sent_by_mail() -> None:
    found = meeting(
        f"{HELD} à Orvelle ; les convocations individuelles, l'ordre du jour et les notes ont été "
        f"transmis par courriel "
        f"aux conseillers le 12 mars 2021.\n{ROLL}\n{ITEMS}"
    )
    assert found.convened_on == date(2021, 3, 12)


def test_a_title_that_runs_on_as_a_sentence() -> None:
    found = meeting(
        "PROCES VERBAL de la séance du CONSEIL MUNICIPAL réuni en session publique ordinaire le 22 mars 2021 à 18 h 30 "
        "sous la Présidence de M. Paul DRAPIER, Maire de Vaucelles en application des dispositions de l'article "
        "L.2121.25 du Code "
        f"Général des Collectivités Territoriales\n{ROLL}\n{ITEMS}"
    )
    assert found.document_type == "procès-verbal"


def test_who_presides_in_the_accounts_does_not_chair_the_session() -> None:
    items = "1. Compte administratif\nSous la présidence de M. Luc PETRIN, doyen, le compte administratif est voté.\n"
    found = meeting(f"{HELD}.\nPrésents : M. Paul DRAPIER, Maire, Mme Annie OZANNE, M. Luc PETRIN.\n{items}{ITEMS}")
    assert found.chair == "Paul DRAPIER"


@pytest.mark.parametrize(
    ("sentence", "chair", "secretary"),
    [
        ("M. Luc PETRIN, doyen d'âge, préside la séance.", "Luc PETRIN", None),
        ("Mme OZANNE assure le secrétariat.", None, "Annie OZANNE"),
        ("Mme OZANNE accepte d'assurer le secrétariat.", None, "Annie OZANNE"),
    ],
)
def test_offices_told_by_a_verb(sentence: str, chair: str | None, secretary: str | None) -> None:
    found = meeting(f"{HELD}. {sentence}\n{ROLL}\n{ITEMS}")
    assert (found.chair, found.secretary) == (chair, secretary)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("du vendredi 22 mars 2021 à Morval, salle communale", "Morval, salle communale"),
        ("Jeudi 22 mars 2021 – 20 h – Salle polyvalente de Morval", "Salle polyvalente de Morval"),
        ("Séance du 22 mars 2021 à 20 heures", None),
    ],
)
def test_the_place_beside_the_day_of_the_title(title: str, place: str | None) -> None:
    found = meeting(f"CONSEIL COMMUNAUTAIRE\n{title}\n{ROLL}\n{ITEMS}")
    assert found.place == place


def test_the_hour_beside_the_day_of_the_title_and_the_end_of_a_span() -> None:
    assert meeting(f"COMITÉ SYNDICAL\ndu 22 mars 2021 à Morval – 18 h 30\n{ROLL}\n{ITEMS}").starts_at == time(18, 30)
    spanned = meeting(f"BUREAU SYNDICAL\nRéunion du 22 mars 2021, de 8h30 à 10h15\n{ROLL}\nRien.")
    assert (spanned.starts_at, spanned.ends_at) == (time(8, 30), time(10, 15))


def test_a_share_of_members() -> None:
    found = meeting(f"{HELD}.\n{ROLL}\nLe quorum étant atteint (16 présents sur 24 membres), M. PETRIN ouvre.\n{ITEMS}")
    assert (found.members_present, found.members_in_office) == (16, 24)


def test_the_commune_named_by_its_council_below_a_dated_title() -> None:
    found = meeting(
        "Réunion du conseil municipal du 22 mars 2021\n"
        f"Le 22 mars 2021, le Conseil Municipal de MORVAL s'est réuni à la mairie.\n{ROLL}\n{ITEMS}"
    )
    assert found.organisation == "Commune de MORVAL"


@pytest.mark.parametrize(
    ("header", "body", "organisation"),
    [
        ("Trois-Rives Agglomération", "BUREAU COMMUNAUTAIRE DU 22 MARS 2021", "Trois-Rives Agglomération"),
        ("Syndicat d'énergie du Pays de Morval – Bureau", "COMITÉ SYNDICAL", "Syndicat d'énergie du Pays de Morval"),
        ("Commune nouvelle de Morval", "Conseil municipal du 22 mars 2021", "Commune nouvelle de Morval"),
    ],
)
def test_the_organisation_of_a_running_header(header: str, body: str, organisation: str) -> None:
    document = lay_out(pages_of_text(f"{body}\nLe 22 mars 2021 à la mairie de Port.\n{ROLL}\n{ITEMS}"))
    line = Line(1, tuple(word_at(word, 50.0 + 40 * i) for i, word in enumerate(header.split())))
    document = replace(document, furniture=(line,))
    outline = find_outline(document)
    found = read_meetings(document, outline, read_attendance(document, outline))
    assert found[0].organisation == organisation


def word_at(text: str, x: float) -> Word:
    return Word(text, Box(x, 20, x + 38, 30), 100.0, size=10.0)


def test_a_caisse_des_ecoles_needs_no_name() -> None:
    found = meeting(f"VILLE DE MORVAL\nCAISSE DES ÉCOLES\nRéunion du comité de la caisse des écoles\n{ROLL}\n{ITEMS}")
    assert str(found.organisation).startswith("CAISSE DES ÉCOLES")


def test_an_office_in_the_feminine_is_no_mans() -> None:
    document = lay_out(pages_of_text(f"CONSEIL MUNICIPAL DU 22 MARS 2021\n{ROLL}\n{ITEMS}"))
    outline = find_outline(document)
    roll = read_attendance(document, outline)
    wrong = tuple(replace(a, role="Présidente de droit") if a.civility == "M." else a for a in roll)
    right = tuple(replace(a, role="Présidente de droit") if a.civility == "Mme" else a for a in roll)
    assert read_meetings(document, outline, wrong)[0].chair is None
    assert read_meetings(document, outline, right)[0].chair == "Annie OZANNE"


@pytest.mark.parametrize(
    ("letterhead", "organisation"),
    [
        (
            "CENTRE COMMUNAL D'ACTION SOCIALE\nDE VAUCELLES\nCONSEIL D'ADMINISTRATION DU 22 MARS 2021",
            "CENTRE COMMUNAL D'ACTION SOCIALE DE VAUCELLES",
        ),
        ("MAIRIE DE\nVAUCELLES-SUR-ORLE\nCONSEIL MUNICIPAL DU 22 MARS 2021", "MAIRIE DE VAUCELLES-SUR-ORLE"),
        ("COMMUNE\nDE LA\nCHAPELLE D'ORLE\nCONSEIL MUNICIPAL DU 22 MARS 2021", "COMMUNE DE LA CHAPELLE D'ORLE"),
        (
            "COMMUNAUTÉ DE COMMUNES VAL D'ORLE CONSEIL COMMUNAUTAIRE DU 22 MARS 2021",
            "COMMUNAUTÉ DE COMMUNES VAL D'ORLE",
        ),
        ("COMPTE RENDU DE LA SÉANCE DU CONSEIL MUNICIPAL DE VAUCELLES DU 22 MARS 2021", "Commune DE VAUCELLES"),
        (
            "Syndicat intercommunal à vocation scolaire des Deux Orle\nRÉUNION DU COMITÉ SYNDICAL du 22 mars 2021",
            "Syndicat intercommunal à vocation scolaire des Deux Orle",
        ),
        ("GRAND ORLE MÉTROPOLE\nConseil métropolitain du 22 mars 2021", "GRAND ORLE MÉTROPOLE"),
        (
            "Séance du 22 mars 2021\nLes membres du conseil communautaire d'Orle Agglo se sont réunis au siège",
            "Orle Agglo",
        ),
        ("Commune déléguée de Vaucelles\nConseil de la commune déléguée du 22 mars", "Commune déléguée de Vaucelles"),
        ("RÉGION DES DEUX ORLE\nConseil régional du 22 mars 2021", "RÉGION DES DEUX ORLE"),
    ],
)
def test_a_letterhead_over_lines(letterhead: str, organisation: str) -> None:
    assert meeting(f"{letterhead}\n{ROLL}\n{ITEMS}").organisation == organisation


def test_who_convened_has_the_chair_where_nobody_else_is_said_to() -> None:
    found = meeting(f"{HELD} sur convocation du 15 mars 2021 de son Maire, M. Paul DRAPIER.\n{ROLL}\n{ITEMS}")
    assert found.chair == "Paul DRAPIER"


def test_who_opens_the_session_as_its_president_has_the_chair() -> None:
    found = meeting(
        "SYNDICAT DES EAUX DU VAL\nCompte rendu de la réunion du comité du 22 mars 2021\n"
        f"{ROLL}\nMonsieur Luc PETRIN, Président, ouvre la séance à 18 heures.\n{ITEMS}"
    )
    assert (found.body, found.chair) == ("Comité", "Luc PETRIN")


def test_a_meeting_told_in_plain_words() -> None:
    found = meeting(
        "Le conseil municipal de Vaucelles s'est retrouvé le 22 mars 2021 à 20 h 15, petite salle du foyer, "
        "sous la présidence de M. Paul DRAPIER, maire.\n"
        f"Effectif légal : 15\n{ROLL}\nMme Annie OZANNE a tenu le secrétariat.\n{ITEMS}\n"
        "Les conseillers se sont séparés à 22 h 40. Le conseil se réunira le 12 avril 2021."
    )
    assert (found.starts_at, found.ends_at) == (time(20, 15), time(22, 40))
    assert found.members_in_office == 15
    assert found.secretary == "Annie OZANNE"
    assert found.next_meeting_on == date(2021, 4, 12)


def test_the_secretary_of_a_town_hall_is_not_of_the_session() -> None:
    found = meeting(f"{HELD}.\n{ROLL}\nMme Rose BRIVAL, secrétaire administrative, assiste à la séance.\n{ITEMS}")
    assert found.secretary is None


def test_two_bodies_of_one_day_under_short_titles() -> None:
    text = (
        f"CONSEIL MUNICIPAL DU 22 MARS 2021\n{ROLL}\n{ITEMS}\n"
        "CONSEIL D'ADMINISTRATION DU 22 MARS 2021\nPROCÈS-VERBAL\nPrésents : M. Paul DRAPIER, Mme Rose BRIVAL\n"
        "1. Colis de Noël\nLe conseil d'administration approuve à l'unanimité."
    )
    document = lay_out(pages_of_text(text))
    blocks = tuple(replace(b, kind=BlockKind.HEADING) if b.string.startswith("CONSEIL") else b for b in document.blocks)
    document = replace(document, blocks=blocks)
    outline = find_outline(document)
    attendance = read_attendance(document, outline)
    found = read_meetings(document, outline, attendance)
    assert [m.body for m in found] == ["Conseil municipal", "Conseil d'administration"]
    assert [a.name for a in attendance if a.meeting == 2] == ["Paul DRAPIER", "Rose BRIVAL"]


def test_a_maire_among_others_does_not_preside_over_a_school() -> None:
    found = meeting(
        "CONSEIL D'ÉCOLE\nCOMMUNE : Vaucelles Date : 22/03/2021\n"
        "Présents : M. Paul DRAPIER, directeur, M. Luc PETRIN, maire de Vaucelles, Mme Annie OZANNE\n"
        "Représentants de la Mairie Monsieur Petrin\n1. Règlement\nAdopté à l'unanimité."
    )
    assert (found.held_on, found.chair) == (date(2021, 3, 22), None)
    assert found.organisation != "Mairie Monsieur Petrin"


def test_the_river_syndicate_and_not_a_member_of_it() -> None:
    found = meeting(
        "EPAGE DU HAUT VAL\nComité syndical du 22 mars 2021\nPrésents :\n"
        f"Pour la Communauté de communes du Val : M. Paul DRAPIER, Mme Annie OZANNE\n{ITEMS}"
    )
    assert (found.organisation, found.body) == ("EPAGE DU HAUT VAL", "Comité syndical")


def test_the_chair_declares_the_session_open() -> None:
    found = meeting(
        f"Commune de Vaucelles\nSéance du 22 mars 2021\n{ROLL}\n"
        f"A 20 h 30, Monsieur Paul DRAPIER, Maire, déclare la séance ouverte.\n{ITEMS}"
    )
    assert (found.chair, found.starts_at) == ("Paul DRAPIER", time(20, 30))


def test_the_title_run_into_the_organisation() -> None:
    found = meeting(f"Ville de Vaucelles Conseil municipal du mardi 22 mars 2021\n{ROLL}\n{ITEMS}")
    assert found.organisation == "Ville de Vaucelles"


def test_articles_are_no_place() -> None:
    found = meeting(
        "L'an deux mille vingt et un, le 22 mars à 20 heures, en application des articles L. 2121-7 et L. 2122-8 du "
        f"CGCT, s'est réuni le conseil municipal de Vaucelles.\n{ROLL}\n{ITEMS}"
    )
    assert found.place is None


def test_the_hour_of_the_opening_sentence_after_the_place() -> None:
    found = meeting(
        "VILLE DE VAUCELLES\nSéance du 22 mars 2021\nLe conseil municipal s'est assemblé à l'hôtel de ville à dix-neuf "
        f"heures sous la présidence de M. Paul DRAPIER, maire.\n{ROLL}\n"
        f"Secrétaire élu pour la durée de la session : M. Luc PETRIN\n{ITEMS}"
    )
    assert (found.starts_at, found.place, found.secretary) == (time(19), "hôtel de ville", "Luc PETRIN")


@pytest.mark.parametrize(
    "hours", ["Début : 18h15 Fin : 19h40", "Début 18 h 15, fin 19 h 40", "Horaires : de 18h15 à 19h40"]
)
def test_hours_in_a_line_of_their_own(hours: str) -> None:
    found = meeting(f"MAIRIE DE VAUCELLES - 12345\nConseil municipal du 22 mars 2021\n{hours}\n{ROLL}\n{ITEMS}")
    assert (found.starts_at, found.ends_at) == (time(18, 15), time(19, 40))
    assert found.organisation == "MAIRIE DE VAUCELLES"


def test_the_president_known_from_the_convocation_only() -> None:
    found = meeting(
        "Syndicat des eaux du Val\nLe 22 mars 2021 à 18 heures, se sont réunis à la mairie de Vaucelles, les délégués "
        f"du syndicat, sur convocation du 15 mars 2021 de M. Paul DRAPIER, Président.\n{ROLL}\n{ITEMS}"
    )
    assert (found.chair, found.place) == ("Paul DRAPIER", "mairie de Vaucelles")
    assert found.convened_on == date(2021, 3, 15)
