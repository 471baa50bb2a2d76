"""Prices in lists and sentences: how far a list reaches, what its entries are for, what is no price."""

from __future__ import annotations

from extractors.document import Block, BlockKind, Document, Outline
from extractors.records import Outcome, Tariff
from extractors.tariffs import read_tariffs
from tests.unit.money_documents import document_of
from tests.unit.test_tariffs import adopted, tariffs_of


def told(tariffs: tuple[Tariff, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(t.service, t.item, str(t.amount)) for t in tariffs]


def with_subtitles(document: Document, *indices: int) -> Document:
    """Blocks made titles in bold that the outline does not count as items."""
    blocks = [
        Block(b.index, BlockKind.HEADING, b.text, is_bold=True, lines=b.lines) if b.index in indices else b
        for b in document.blocks
    ]
    return Document(tuple(blocks), ())


def test_subtitles_in_a_list_name_what_is_below_them() -> None:
    document, outline = document_of(
        "# Tarifs communaux 2020",
        "Le conseil vote les tarifs suivants :",
        "Salle des fêtes",
        "- Habitants : 150 € (été) – 190 € (hiver)",
        "Cimetière",
        "- Concession trentenaire : 60 € le m²",
    )
    document = with_subtitles(document, 2, 4)
    tariffs = read_tariffs(document, outline, adopted(document, outline))
    assert told(tariffs) == [
        ("Salle des fêtes", "Habitants – été", "150"),
        ("Salle des fêtes", "Habitants – hiver", "190"),
        ("Cimetière", "Concession trentenaire", "60"),
    ]
    assert {t.status.value for t in tariffs} == {"adopted"}


def test_subtitles_under_an_item_that_names_the_service_are_parts_of_it() -> None:
    document, outline = document_of(
        "# Location des salles", "Les tarifs sont les suivants :", "Grande salle", "- Habitants : 260 €"
    )
    document = with_subtitles(document, 2)
    assert told(read_tariffs(document, outline, ())) == [("Location des salles", "Grande salle – Habitants", "260")]


def test_a_list_below_the_decision_that_announces_it_is_of_that_decision() -> None:
    document, _ = document_of("Le conseil fixe les tarifs ci-après :", "- Salle : 350 €", "- Photocopie : 1 €")
    outline = Outline((), (0, 0), ())
    (decision,) = adopted(*document_of("# Tarifs"))
    tariffs = read_tariffs(document, outline, (decision,))
    assert [t.status.value for t in tariffs] == ["adopted", "adopted"]


def test_sentences_that_set_charges() -> None:
    assert told(tariffs_of("# Droits de place", "Le droit des ambulants est fixé à 35 € par trimestre et à 5 €."))[
        0
    ] == ("Droits de place", "droit des ambulants", "35")
    assert told(
        tariffs_of("# Salle", "La location de la salle est fixée à 60 € la demi-journée et 100 € la journée.")
    ) == [
        ("Salle", "location de la salle", "60"),
        ("Salle", "location de la salle", "100"),
    ]
    assert told(tariffs_of("# Logement", "Il sera loué à Mme Roubiac pour un loyer mensuel de 420 €.")) == [
        ("Logement", "loyer mensuel", "420")
    ]
    assert told(tariffs_of("# Bois", "Le conseil décide de le vendre au prix de 30 € le stère.")) == [
        ("Bois", "stère", "30")
    ]


def test_from_one_price_to_another() -> None:
    tariffs = tariffs_of("# Repas", "Le conseil décide de porter le prix du repas livré chaud de 9,80 € à 10,20 €.")
    assert [(t.item, str(t.amount), t.status.value) for t in tariffs] == [
        ("repas livré chaud", "9.80", "information"),
        ("repas livré chaud", "10.20", "adopted"),
    ]


def test_old_prices_in_brackets() -> None:
    tariffs = tariffs_of("# Tarifs de la cantine", "Ticket enfant : 2,35 € (au lieu de 2,29 €)")
    assert [(t.item, str(t.amount), t.status.value) for t in tariffs] == [
        ("Ticket enfant", "2.35", "adopted"),
        ("Ticket enfant", "2.29", "information"),
    ]


def test_a_price_told_twice_is_one() -> None:
    tariffs = tariffs_of(
        "# Tarifs des prestations de l'eau",
        "M. Bastide propose de ramener ce prix à 145 €.",
        "Les tarifs sont adoptés, sous réserve du contrôle, fixé à 145 €.",
    )
    assert told(tariffs) == [("prestations de l'eau", "contrôle", "145")]


def test_what_others_ask_is_no_price_of_the_body() -> None:
    assert (
        tariffs_of("# Convention", "Le centre de gestion met un agent à disposition au tarif de 260 € la journée.")
        == ()
    )
    assert tariffs_of("# Séjour", "Le transport est confié à la société Brévin pour un prix de 2 480 €.") == ()
    assert tariffs_of("# Crèche", "La participation de la commune est fixée à 14 500 € par an.") == ()


def test_what_the_body_joins_asks_no_price_of_others() -> None:
    text = "La cotisation annuelle passe de 50 € à 75 €. Le conseil approuve l'adhésion."
    assert tariffs_of("# Adhésion à la fondation du bocage – modification des tarifs", text) == ()
    assert tariffs_of("# Cotisations", "L'association a porté sa cotisation de 50 € à 75 €.") == ()
    assert told(tariffs_of("# Adhésion à la médiathèque", "Adulte : 10 € par an")) == [
        ("Adhésion à la médiathèque", "Adulte", "10")
    ]


def test_lists_without_marks_old_years_and_tiers_with_sums() -> None:
    assert told(tariffs_of("# Location de la halle", "Les prix suivants sont arrêtés : réunion 25 €, repas 90 €.")) == [
        ("Location de la halle", "réunion", "25"),
        ("Location de la halle", "repas", "90"),
    ]
    tariffs = tariffs_of("# Prix de l'eau", "Le prix du m3 est porté à 1,18 € (1,12 € en 2007).")
    assert [(str(t.amount), t.status.value) for t in tariffs] == [("1.18", "adopted"), ("1.12", "information")]
    tariffs = tariffs_of(
        "# Tarifs du portage de repas",
        "Tranche 1 (revenus inférieurs à 950 €) ........ 5,10 €",
        "Tranche 2 (plus de 950 €) ........ 8,40 €",
    )
    assert [(t.tier_min, t.tier_max, str(t.amount)) for t in tariffs] == [(None, 950, "5.10"), (950, None, "8.40")]


def test_francs_and_weekends() -> None:
    tariffs = tariffs_of(
        "# Loyers communaux", "Les loyers seront augmentés :", "- garage : 150 Frs par mois", outcome=None
    )
    assert [(t.currency, t.period, t.status.value) for t in tariffs] == [("FRF", "mois", "adopted")]
    first, second = tariffs_of("# Tarifs de la salle", "- Habitants : 180 € le week-end, 90 € la journée")
    assert (first.period, second.period) == ("week-end", "jour")
    assert first.item == second.item == "Habitants"


def test_prices_settled_without_a_vote_told() -> None:
    text = "M. Bastide propose une cotisation. Le conseil fixe le tarif de la cotisation à 10 € par famille."
    assert [t.status.value for t in tariffs_of("# Médiathèque", text, outcome=None)] == ["adopted"]
    text = "Il est proposé un tarif de 10 € par famille."
    assert [t.status.value for t in tariffs_of("# Médiathèque", text, outcome=None)] == ["proposed"]
    assert [t.status.value for t in tariffs_of("# Médiathèque", text, outcome=Outcome.POSTPONED)] == ["proposed"]


def test_a_labelled_sum_under_the_title_of_what_is_charged_is_a_price() -> None:
    tariffs = tariffs_of(
        "# Occupation du domaine public par les terrasses", "Zone 1 (place) : 30 € le m² par an. Adopté."
    )
    assert [(t.item, t.unit, t.period, t.status.value) for t in tariffs] == [("Zone 1 (place)", "m²", "an", "adopted")]
    assert told(tariffs_of("# Reliures", "Zone 1 (place) : 30 € le m² par an.")) == []


def test_things_sold_to_all_are_priced_land_is_not() -> None:
    assert len(tariffs_of("# Vente", "Le conseil décide de vendre des composteurs de 300 litres à 20 €.")) == 1
    assert tariffs_of("# Vente", "Le conseil décide de vendre des parcelles de 300 m² à 20 000 €.") == ()


def test_a_label_before_several_sums_is_of_each() -> None:
    tariffs = tariffs_of(
        "# Salle des fêtes", "Les tarifs suivants sont votés :",
        "Habitants : week-end 180 € - journée 110 €", "Extérieurs : week-end 350 € - journée 220 €",
    )  # fmt: skip
    assert [(t.item, t.period, str(t.amount)) for t in tariffs] == [
        ("Habitants – week-end", "week-end", "180"),
        ("Habitants – journée", "jour", "110"),
        ("Extérieurs – week-end", "week-end", "350"),
        ("Extérieurs – journée", "jour", "220"),
    ]


def test_sums_that_bound_a_tier_are_no_prices() -> None:
    tariffs = tariffs_of(
        "# Portage de repas", "Les tarifs sont fixés selon les revenus :", "- moins de 800 € : 5,10 € le repas",
        "- de 800 € à 1 200 € : 6,40 € le repas", "- plus de 1 200 € : 7,95 € le repas",
    )  # fmt: skip
    assert [(t.tier, t.tier_min, t.tier_max, str(t.amount)) for t in tariffs] == [
        ("moins de 800 €", None, 800, "5.10"),
        ("de 800 € à 1 200 €", 800, 1200, "6.40"),
        ("plus de 1 200 €", 1200, None, "7.95"),
    ]


def test_one_verb_for_two_changes() -> None:
    tariffs = tariffs_of(
        "# Régie de l'eau – tarifs",
        "Le conseil décide de porter le prix du mètre cube de 1,32 € à 1,36 € HT et l'abonnement annuel de 38 € à "
        "39,50 € HT.",
    )
    assert [(t.item, str(t.amount), t.status.value) for t in tariffs] == [
        ("mètre cube", "1.32", "information"),
        ("mètre cube", "1.36", "adopted"),
        ("abonnement annuel", "38", "information"),
        ("abonnement annuel", "39.50", "adopted"),
    ]


def test_the_unit_that_the_announcing_sentence_tells() -> None:
    tariffs = tariffs_of(
        "# Taxe de séjour", "Le conseil adopte les tarifs suivants par personne et par nuitée :", "Palaces 4,00 €",
        "Campings 0,50 €",
    )  # fmt: skip
    assert [t.unit for t in tariffs] == ["personne", "personne"]


def test_sums_announced_under_a_title_that_names_a_charge() -> None:
    tariffs = tariffs_of(
        "# Déchets : redevance spéciale", "Le conseil décide de fixer les montants suivants pour l'année 2022 :",
        "Bac de 120 litres : 98,00 € par an", "Rouleau de 25 sacs : 3,20 €",
    )  # fmt: skip
    assert [str(t.amount) for t in tariffs] == ["98.00", "3.20"]


def test_a_stroke_parts_two_prices() -> None:
    tariffs = tariffs_of(
        "# Tarifs du théâtre", "Plein tarif : 18 € / Tarif réduit : 12 € / Abonnement 5 spectacles : 70 €"
    )
    assert [(t.item, t.unit, str(t.amount)) for t in tariffs] == [
        ("Plein tarif", None, "18"),
        ("Tarif réduit", None, "12"),
        ("Abonnement 5 spectacles", None, "70"),
    ]


def test_what_is_in_the_till_is_no_price() -> None:
    tariffs = tariffs_of("# Coopérative", "Solde au 31 août : 1 245,60 €. La participation reste de 15 € par enfant.")
    assert "1245.60" not in [str(t.amount) for t in tariffs]


def test_terms_of_a_concession() -> None:
    tariffs = tariffs_of("# Tarifs communaux", "Concession cimetière : 15 ans 80 €, 30 ans 150 €")
    assert [(t.service, t.item, str(t.amount)) for t in tariffs] == [
        ("Concession cimetière", "15 ans", "80"),
        ("Concession cimetière", "30 ans", "150"),
    ]


def test_prices_after_an_introducing_word_with_the_former_ones_in_brackets() -> None:
    tariffs = tariffs_of(
        "# Tarifs des piscines", "Proposition : entrée adulte 5,20 € (au lieu de 4,90 €), enfant 3,60 €, carte 46 €."
    )
    assert [(t.item, str(t.amount), t.status.value) for t in tariffs] == [
        ("entrée adulte", "5.20", "adopted"),
        ("entrée adulte", "4.90", "information"),
        ("enfant", "3.60", "adopted"),
        ("carte", "46", "adopted"),
    ]


def test_who_abstains_is_no_item() -> None:
    (*_, last) = tariffs_of("# Déchèterie : tarifs", "gravats 32 €/t, déchets verts 28 €/t (abstention de Mme Durval)")
    assert last.item == "déchets verts"


def test_francs_told_in_euros_are_one_price() -> None:
    tariffs = tariffs_of("# Prix de l'eau", "abonnement : 190 F (28,97 euros)", "location du compteur : 60 F")
    assert [(str(t.amount), t.currency) for t in tariffs] == [("190", "FRF"), ("60", "FRF")]


def test_the_places_of_a_market_are_no_contract() -> None:
    tariffs = tariffs_of(
        "# Droits de place",
        "Le conseil fixe les droits de place du marché : 0,80 € le mètre linéaire pour les abonnés, 1,20 € pour les "
        "passagers ; branchement électrique 2 €.",
    )
    assert [str(t.amount) for t in tariffs] == ["0.80", "1.20", "2"]


def test_sums_before_what_they_buy() -> None:
    tariffs = tariffs_of(
        "# Cantine", "Le conseil fixe les tarifs : 3,15 € le repas enfant, 5,40 € le repas adulte et 2 € le goûter."
    )
    assert [(t.item, t.unit, str(t.amount)) for t in tariffs] == [
        ("repas enfant", "repas", "3.15"),
        ("repas adulte", "repas", "5.40"),
        ("goûter", None, "2"),
    ]


def test_celle_stands_for_the_noun_before() -> None:
    tariffs = tariffs_of(
        "# Salle des fêtes", "Le conseil fixe la location de la journée à 60 € et celle du soir à 40 €."
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [("location de la journée", "60"), ("location du soir", "40")]


def test_what_people_pay_under_the_title_of_what_is_offered() -> None:
    tariffs = tariffs_of("# Bois de chauffage", "Le stère sera vendu 42 € cette année, livraison en sus.")
    assert [(t.item, str(t.amount)) for t in tariffs] == [("stère", "42")]
    assert tariffs_of("# Bois de chauffage", "La réparation de la fendeuse, achetée 42 €, est en cours.") == ()


def test_what_the_body_pays_is_told_beside() -> None:
    tariffs = tariffs_of("# Repas", "Le repas, acheté 3,90 € au traiteur, sera vendu 5,10 € aux familles.")
    assert [str(t.amount) for t in tariffs] == ["5.10"]


def test_tiers_that_go_on_are_of_what_heads_them() -> None:
    tariffs = tariffs_of(
        "# Droits de place", "Le conseil fixe les tarifs :",
        "Cirques de moins de 50 m² : 58 € ; de 50 à 150 m² : 112 € ; au-delà : 180 €",
    )  # fmt: skip
    assert [(t.item, t.tier_min, t.tier_max, str(t.amount)) for t in tariffs] == [
        ("Cirques", None, 50, "58"),
        ("Cirques", 50, 150, "112"),
        ("Cirques", 150, None, "180"),
    ]
