"""Prices as clerks word them: terms after a head, who pays told before the sum, what the price was, what is billed."""

from __future__ import annotations

import pytest

from extractors.money.terms import head_of_terms, is_term
from extractors.money.tiers import parse_tier
from extractors.records import PriceStatus
from tests.unit.test_tariffs import tariffs_of


def test_terms_after_the_head_of_an_entry() -> None:
    tariffs = tariffs_of(
        "# Maison du temps libre : tarifs",
        "Le conseil arrête les tarifs suivants :",
        "- Familles du village : 1 jour 95 €, week-end 160 €",
        "- Associations : soirée 25 € – journée 40 €",
        "- Case de columbarium 15 ans : 320 € / 30 ans : 560 €",
        "- Garage mort (juillet/août) : 5 € ; hors saison : 3 €",
        "- Plaque du souvenir : 45 € (inchangé)",
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("Familles du village – 1 jour", "95"),
        ("Familles du village – week-end", "160"),
        ("Associations – soirée", "25"),
        ("Associations – journée", "40"),
        ("Case de columbarium 15 ans", "320"),
        ("Case de columbarium – 30 ans", "560"),
        ("Garage mort (juillet/août)", "5"),
        ("Garage mort – hors saison", "3"),
        ("Plaque du souvenir", "45"),
    ]


@pytest.mark.parametrize(
    ("before", "label", "head"),
    [
        ("Concession 15 ans", "30 ans", "Concession"),
        ("Concession 15 ans", "Cavurne 15 ans", None),
        ("Séjour 15 jours", "30 ans", None),
        ("Emplacement en été", "hors saison", "Emplacement"),
        ("Emplacement ombragé", "hors saison", None),
    ],
)
def test_what_a_second_term_is_one_of(before: str, label: str, head: str | None) -> None:
    assert head_of_terms(before, label) == head


def test_what_is_a_term() -> None:
    assert all(map(is_term, ("une journée", "1 jour", "week-end", "la semaine supplémentaire")))
    assert not any(map(is_term, ("journée des associations", "2 repas", "an neuf")))


def test_terms_alone_in_a_sentence() -> None:
    tariffs = tariffs_of(
        "# Location de la salle du cadastre", "Tarifs : demi-journée 35 € – journée 60 € – semaine 220 €."
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [("demi-journée", "35"), ("journée", "60"), ("semaine", "220")]


def test_who_pays_told_before_the_sum() -> None:
    tariffs = tariffs_of(
        "# Tarifs du préau",
        "Pour les familles du bourg le week-end passe de 110 à 120 euros, pour les gens de passage de 210 à 230 euros.",
    )
    assert [(t.item, str(t.amount), t.status) for t in tariffs] == [
        ("familles du bourg le week-end", "110", PriceStatus.INFORMATION),
        ("familles du bourg le week-end", "120", PriceStatus.ADOPTED),
        ("gens de passage", "210", PriceStatus.INFORMATION),
        ("gens de passage", "230", PriceStatus.ADOPTED),
    ]


def test_the_same_noun_again() -> None:
    tariffs = tariffs_of(
        "# Restaurant scolaire",
        "Le conseil fixe le prix du repas enfant à 3,35 € (au lieu de 3,20 €), celui du repas adulte à 5,90 €.",
    )
    assert [t.item for t in tariffs] == ["repas enfant", "repas enfant", "repas adulte"]
    tariffs = tariffs_of("# Étuves", "Le conseil fixe à 3 € le prix du bain pour les enfants et 5 € pour les adultes.")
    assert [(t.item, t.audience) for t in tariffs] == [
        ("bain pour les enfants", "enfants"),
        ("bain – adultes", "adultes"),
    ]


def test_a_list_of_what_the_prices_were() -> None:
    tariffs = tariffs_of(
        "# Prix de l'eau",
        "Le maire rappelle les tarifs en vigueur : abonnement 38 €, mètre cube 1,15 €. "
        "Le conseil fixe le prix du mètre cube à 1,22 € et la part fixe à 40 €.",
    )
    assert [(t.item, str(t.amount), t.status) for t in tariffs] == [
        ("abonnement", "38", PriceStatus.INFORMATION),
        ("mètre cube", "1.15", PriceStatus.INFORMATION),
        ("mètre cube", "1.22", PriceStatus.ADOPTED),
        ("part fixe", "40", PriceStatus.ADOPTED),
    ]


def test_what_a_thing_costs_is_no_price() -> None:
    tariffs = tariffs_of(
        "# Cantine", "Le prix de revient du repas est de 8,15 €. Le conseil fixe le prix du repas à 3,45 €."
    )
    assert [str(t.amount) for t in tariffs] == ["3.45"]


def test_a_measure_behind_names_nothing_that_is_named_before() -> None:
    tariffs = tariffs_of(
        "# Affouage",
        "Le conseil fixe la taxe d'affouage à 7 € le stère, ainsi que le prix du bois façonné à 46 € le stère, "
        "livraison en plus (12 € par voyage).",
    )
    assert [(t.item, t.unit) for t in tariffs] == [
        ("taxe d'affouage", "stère"),
        ("bois façonné", "stère"),
        ("livraison en plus", "voyage"),
    ]


def test_things_and_sums_without_a_verb() -> None:
    listed = "Entrée (moins de 14 ans) 1,20 €, adulte 2,40 €, carte de dix bains 11 €, visiteur non baigneur 0,50 €."
    assert len(tariffs_of("# Tarifs du plan d'eau", listed)) == 4
    said = "M. ROUVEL craint que 20 centimes par entrée représentent une perte de 9 000 € par an."
    assert not tariffs_of("# Tarifs du plan d'eau", said)


def test_what_is_billed_under_a_title_of_prices() -> None:
    tariffs = tariffs_of("# Tarifs du foyer", "Le chauffage sera facturé 28 € en hiver. La chaudière a coûté 9 000 €.")
    assert [(t.item, str(t.amount)) for t in tariffs] == [("chauffage", "28")]


def test_sums_before_what_they_buy() -> None:
    tariffs = tariffs_of(
        "# Redevance des réseaux",
        "Le conseil fixe la redevance : 41 € par km en souterrain, 55 € par km en aérien, 27 € par m² au sol.",
    )
    assert [(t.item, t.unit) for t in tariffs] == [
        ("redevance – par km en souterrain", "km"),
        ("redevance – par km en aérien", "km"),
        ("redevance – par m² au sol", "m²"),
    ]
    tariffs = tariffs_of("# Bois", "Bois livré : 52 € le stère en 1 m, 58 € en 50 cm, 63 € en 33 cm.")
    assert [t.item for t in tariffs] == ["Bois livré – stère en 1 m", "Bois livré – en 50 cm", "Bois livré – en 33 cm"]


def test_the_market_is_no_contract() -> None:
    tariffs = tariffs_of(
        "# Tarifs du marché", "Les marchands (miel, cidre...) acquitteront une redevance de 14 € par mois."
    )
    assert [(t.item, t.period) for t in tariffs] == [("marchands (miel, cidre...)", "mois")]
    assert not tariffs_of("# Tarifs du marché d'assurance", "L'assureur demande une cotisation de 14 000 € par an.")


def test_a_tier_with_its_preposition() -> None:
    tier = parse_tier("de plus de 8 m")
    assert tier is not None
    assert (tier.printed, str(tier.low), tier.high) == ("plus de 8 m", "8", None)


def test_entries_of_one_paragraph_without_a_colon() -> None:
    tariffs = tariffs_of(
        "# Camping du lavoir", "Emplacement 2,80 €. Adulte 2,40 €. Enfant 1,10 €. Chien 0,60 €. Adopté à l'unanimité."
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("Emplacement", "2.80"),
        ("Adulte", "2.40"),
        ("Enfant", "1.10"),
        ("Chien", "0.60"),
    ]
    assert not tariffs_of(
        "# Camping du lavoir", "Achat de chaises 300 €. Remplacement du portail 900 €. Peinture 120 €."
    )


def test_rents_by_tenant() -> None:
    tariffs = tariffs_of(
        "# Révision des loyers", "Le loyer de M. GARNAUD passe de 312 € à 318 € et celui de Mme ROUX de 402 € à 410 €."
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("loyer de M. GARNAUD", "312"),
        ("loyer de M. GARNAUD", "318"),
        ("loyer de Mme ROUX", "402"),
        ("loyer de Mme ROUX", "410"),
    ]


def test_paragraphs_that_go_on() -> None:
    tariffs = tariffs_of(
        "# Surtaxe d'assainissement",
        "Part fixe annuelle : 28 € (27 € en 2031)",
        "Part au mètre cube : 1,10 € (1,05 € en 2031)",
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("Part fixe annuelle", "28"),
        ("Part fixe annuelle", "27"),
        ("Part au mètre cube", "1.10"),
        ("Part au mètre cube", "1.05"),
    ]


def test_a_dash_before_the_next_label() -> None:
    tariffs = tariffs_of("# Tarifs 2031", "Eau : 0,95 €/m3 – location du compteur : 18 €")
    assert [t.item or t.service for t in tariffs] == ["Eau", "location du compteur"]


def test_a_quotient_is_no_price() -> None:
    tariffs = tariffs_of(
        "# Tarif de la garderie", "Exemple : pour un quotient de 1 800 €, le tarif est de 1,40 € l'heure."
    )
    assert [str(t.amount) for t in tariffs] == ["1.40"]


def test_an_entry_with_one_sum_heads_nothing() -> None:
    tariffs = tariffs_of(
        "# Ciné-club",
        "Les tarifs sont les suivants :",
        "- Plein tarif : 6 €",
        "- Tarif réduit (élèves, apprentis) : 4 €",
        "- Carnet de dix séances : 45 €",
    )
    assert [t.item for t in tariffs] == ["Plein tarif", "Tarif réduit (élèves, apprentis)", "Carnet de dix séances"]


def test_ranks_and_numbers_of_one_thing() -> None:
    tariffs = tariffs_of(
        "# École de musique",
        "Les droits d'inscription sont fixés à : éveil 85 € ; instrument 1er cycle 200 €, 2e cycle 230 €.",
    )
    assert [t.item for t in tariffs] == ["éveil", "instrument 1er cycle", "instrument – 2e cycle"]


def test_rents_listed_under_their_title() -> None:
    tariffs = tariffs_of("# Loyers", "- Logement du haut : 302,10 €", "- Garage : 33 €", "Le conseil accepte.")
    assert [(t.item, str(t.amount)) for t in tariffs] == [("Logement du haut", "302.10"), ("Garage", "33")]
    assert not tariffs_of("# Travaux du presbytère", "- Toiture : 302,10 €", "- Garage : 33 €", "Le conseil accepte.")


def test_the_first_free_of_charge() -> None:
    tariffs = tariffs_of("# Tarifs des encombrants", "Enlèvement : 1er m3 gratuit, 14 € par m3 supplémentaire.")
    assert [(t.item, str(t.amount)) for t in tariffs] == [("Enlèvement", "14")]


def test_a_rate_by_the_hour_of_the_own_people() -> None:
    tariffs = tariffs_of(
        "# Tarif de la main d'œuvre", "Le taux horaire pour les travaux en régie est fixé à 27 € (25,50 € en 2031)."
    )
    assert [(str(t.amount), t.status) for t in tariffs] == [
        ("27", PriceStatus.ADOPTED),
        ("25.50", PriceStatus.INFORMATION),
    ]


def test_a_paragraph_below_says_that_a_table_is_of_prices() -> None:
    rows = [["Prestation", "Montant HT"], ["Pose de compteur", "210,00 €"], ["Heure de pelle", "52,00 €"]]
    tariffs = tariffs_of("# Travaux de branchement", rows, "Ces tarifs sont adoptés à l'unanimité.")
    assert [(t.item, str(t.amount)) for t in tariffs] == [("Pose de compteur", "210.00"), ("Heure de pelle", "52.00")]
    assert not tariffs_of("# Travaux de branchement", rows, "Ces travaux sont confiés à l'entreprise.")


def test_a_row_in_capitals_after_a_group_in_capitals() -> None:
    rows = [
        ["", "2031", "2032"],
        ["CONSOMMATION (m3)", "", ""],
        ["0 à 60 m3", "1,10", "1,12"],
        ["61 m3 et plus", "1,30", "1,32"],
        ["VENTE EN GROS", "0,60", "0,61"],
    ]
    tariffs = tariffs_of("# Tarifs de l'eau potable", rows)
    assert [t.item for t in tariffs[-2:]] == ["VENTE EN GROS", "VENTE EN GROS"]
    assert tariffs[0].item == "CONSOMMATION (m3)"


def test_a_price_that_has_not_changed() -> None:
    rows = [
        ["Prestation", "Ancien tarif", "Nouveau tarif"],
        ["Goûter", "0,90 €", "0,95 €"],
        ["Repas", "3,10 €", "Inchangé"],
        ["Sortie", "", "Inchangé"],
    ]
    tariffs = tariffs_of("# Tarifs de la cantine", rows)
    assert [
        (t.item, str(t.amount), t.status) for t in tariffs if t.item and t.item.startswith(("Repas", "Sortie"))
    ] == [
        ("Repas", "3.10", PriceStatus.INFORMATION),
        ("Repas", "3.10", PriceStatus.ADOPTED),
    ]


def test_a_column_of_what_was_decided_names_nothing() -> None:
    rows = [
        ["Objet", "Tarifs en vigueur", "Propositions", "Décision du conseil"],
        ["Podium", "110 €", "130 €", "120 €"],
    ]
    tariffs = tariffs_of("# Tarifs communaux", [*rows, ["Foyer", "60 €", "70 €", "65 €"]])
    assert {t.item for t in tariffs} == {"Podium", "Foyer"}


def test_units_and_tiers_in_the_cells_of_a_grid() -> None:
    rows = [
        ["Vente ambulante", "7 € par soirée"],
        ["Manège (moins de 20 places)", "40 €"],
        ["Manège (plus de 20 places)", "70 €"],
    ]
    tariffs = tariffs_of("# Droits de place", rows)
    assert [(t.unit, t.tier) for t in tariffs] == [
        ("soirée", None),
        (None, "moins de 20 places"),
        (None, "plus de 20 places"),
    ]


def test_rents_in_a_table_without_a_currency() -> None:
    rows = [["", "PAR MOIS"], ["Garage du bas", "34,00"], ["Garage du haut", "41,50"]]
    tariffs = tariffs_of("# Loyers communaux", rows)
    assert [(t.service, t.item, t.period) for t in tariffs] == [
        ("Loyers communaux", "Garage du bas", "mois"),
        ("Loyers communaux", "Garage du haut", "mois"),
    ]
    assert not tariffs_of("# Loyers versés par la commune", rows)


def test_numbers_of_files_are_no_tiers() -> None:
    rows = [["Dossier", "Objet", "Accordé"], ["31-07", "Chauffage", "150 €"], ["31-09", "Obsèques", "420 €"]]
    assert not tariffs_of("# Secours", rows)


def test_leaders_as_a_scan_reads_them_and_a_range() -> None:
    tariffs = tariffs_of(
        "# Redevance des déchets",
        "Le comité fixe les redevances suivantes :",
        "Commerces : de 120 € à 480 € selon le volume",
        "Gravats …. 14 €/m3",
        "Encombrants …..... 22 €/m3",
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("Commerces", "120"),
        ("Gravats", "14"),
        ("Encombrants", "22"),
    ]


def test_what_stays_as_it_was_for_others() -> None:
    tariffs = tariffs_of(
        "# Portage de repas",
        "Le prix du repas livré passe à 8,10 € pour les personnes seules et reste fixé à 7,70 € pour les couples.",
    )
    assert [(t.item, t.audience) for t in tariffs] == [
        ("repas livré – personnes seules", "personnes seules"),
        ("repas livré – couples", None),
    ]
