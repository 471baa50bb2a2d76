"""Prices in sentences and numbered lists: which are only proposed, what heads them, what goes on to the next."""

from __future__ import annotations

from extractors.records import PriceStatus
from tests.unit.test_tariff_prose import told
from tests.unit.test_tariffs import tariffs_of


def test_what_is_proposed_and_then_decided_otherwise() -> None:
    tariffs = tariffs_of(
        "# Location du préau",
        "M. le Maire propose de fixer la location à 90 € pour les habitants. Mme DORVAL suggère 70 €. "
        "Après discussion, le conseil fixe la location à 75 € pour les habitants.",
    )
    assert [(str(t.amount), t.status) for t in tariffs] == [
        ("90", PriceStatus.PROPOSED),
        ("70", PriceStatus.PROPOSED),
        ("75", PriceStatus.ADOPTED),
    ]


def test_what_is_proposed_and_accepted_as_it_stands() -> None:
    tariffs = tariffs_of("# Tarif de la buvette", "Le maire propose de fixer le tarif du café à 1,20 €. Accepté.")
    assert [t.status for t in tariffs] == [PriceStatus.ADOPTED]


def test_numbered_heads_of_a_list() -> None:
    tariffs = tariffs_of(
        "# Tarifs des services communaux pour 2031",
        "Le conseil décide de fixer les tarifs de la façon suivante :",
        "1) Halle",
        "a) Habitants :",
        "- une journée : 60 €",
        "b) Extérieurs :",
        "- une journée : 95 €",
        "c) Forfait ménage : 35 €",
        "2) Jardin du souvenir :",
        "- plaque : 25 €",
    )
    assert told(tariffs) == [
        ("Halle", "Habitants – une journée", "60"),
        ("Halle", "Extérieurs – une journée", "95"),
        ("Halle", "Forfait ménage", "35"),
        ("Jardin du souvenir", "plaque", "25"),
    ]


def test_an_entry_is_no_head_of_those_below() -> None:
    tariffs = tariffs_of(
        "# Tarifs 2031",
        "Le conseil applique les tarifs suivants :",
        "Droits de place : le mètre linéaire 0,60 €, branchement 1,50 €.",
        "Garderie : 1,10 € l'heure, 0,60 € la demi-heure.",
    )
    assert [(t.service, str(t.amount), t.unit) for t in tariffs[2:]] == [
        ("Garderie", "1.10", None),
        ("Garderie", "0.60", "demi-heure"),
    ]


def test_what_is_billed_by_a_measure() -> None:
    tariffs = tariffs_of(
        "# Déchèterie", "Les dépôts sont facturés au m³ : gravats 28 €, déchets verts 12 €, bois 18 €."
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [("gravats", "28"), ("déchets verts", "12"), ("bois", "18")]


def test_a_list_that_a_verb_opens() -> None:
    tariffs = tariffs_of(
        "# Prestations aux abonnés",
        "Le comité fixe, hors taxes : l'accès au service à 40 €, le remplacement d'un compteur à 70,50 €.",
    )
    assert [(t.item, str(t.amount)) for t in tariffs] == [
        ("accès au service", "40"),
        ("remplacement d'un compteur", "70.50"),
    ]


def test_parts_of_a_bill_and_their_tiers() -> None:
    tariffs = tariffs_of(
        "# Eau",
        "Le conseil fixe les tarifs de l'eau pour 2031 :",
        "Eau : part fixe 38,00 € HT par an ; part variable 1,42 € HT le m3 de 0 à 150 m3 et 1,18 € HT au-delà.",
    )
    assert [(t.item, t.tier, t.period) for t in tariffs] == [
        ("part fixe", None, "an"),
        ("part variable", "de 0 à 150 m3", None),
        ("part variable", "au-delà", None),
    ]


def test_the_unit_goes_on_to_the_next_sum() -> None:
    tariffs = tariffs_of("# Gîte communal", "Prix à la semaine : 280 € en basse saison, 360 € en haute saison.")
    assert [(t.item, t.period) for t in tariffs] == [
        ("Prix à la semaine – en basse saison", "semaine"),
        ("Prix à la semaine – en haute saison", "semaine"),
    ]


def test_a_period_in_the_next_sentence_is_of_that_one() -> None:
    tariffs = tariffs_of("# Tarifs de l'eau", "Le prix du mètre cube passe à 0,95 €. L'abonnement annuel reste à 28 €.")
    assert [t.period for t in tariffs] == [None, "an"]


def test_people_of_a_place_pay_and_weeks_do_not() -> None:
    tariffs = tariffs_of(
        "# Port de plaisance",
        "Redevances d'amarrage 2031 :",
        [
            ["Longueur", "Semaine", "Mois", "Année"],
            ["Moins de 6 m", "30,00 €", "90,00 €", "600,00 €"],
            ["6 m et plus", "45,00 €", "120,00 €", "800,00 €"],
        ],
    )
    assert [(t.item, t.period, t.audience) for t in tariffs[:3]] == [
        ("Redevances d'amarrage – Semaine", "semaine", None),
        ("Redevances d'amarrage – Mois", "mois", None),
        ("Redevances d'amarrage – Année", "an", None),
    ]
    assert {t.service for t in tariffs} == {"Port de plaisance"}


def test_what_leads_a_list_ends_at_a_semicolon() -> None:
    tariffs = tariffs_of(
        "# Tarifs du préau",
        "- Habitants : journée : 60 €, week-end : 90 € ; caution : 150 €",
        "- Chèque de caution de 80 €",
    )
    assert [t.item for t in tariffs] == [
        "Habitants – journée",
        "Habitants – week-end",
        "caution",
        "Chèque de caution",
    ]


def test_what_is_raised_or_kept_under_the_title_of_a_service() -> None:
    tariffs = tariffs_of(
        "# Assainissement",
        "Le conseil décide de porter la taxe de raccordement à 2 200 € pour les constructions neuves "
        "et de maintenir la surtaxe à 0,65 €/m³.",
    )
    assert [(t.item, str(t.amount), t.unit) for t in tariffs] == [
        ("taxe de raccordement – constructions neuves", "2200", None),
        ("surtaxe", "0.65", "m³"),
    ]


def test_what_stands_between_strokes_names_the_next_sum() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la garderie",
        "- Matin 1,20 € / soir 1,80 € / matin et soir 2,60 €",
        "- 3,30 € le repas enfant, 4,80 € le repas adulte, 4,50 € le repas occasionnel",
        "- Séjour : 7 € la demi-journée sans repas, 50 € la semaine",
    )
    assert [(t.item, t.unit or t.period) for t in tariffs] == [
        ("Matin", None),
        ("soir", None),
        ("matin et soir", None),
        ("repas enfant", "repas"),
        ("repas adulte", "repas"),
        ("repas occasionnel", "repas"),
        ("Séjour – sans repas", "demi-journée"),
        ("Séjour", "semaine"),
    ]


def test_sums_in_brackets_before_a_price_are_its_tier() -> None:
    found = tariffs_of(
        "# Portage de repas : tarifs",
        "Tranche 1 (revenu mensuel inférieur à 870 €) : 5,80 €",
        "Tranche 2 (de 870 € à 1 250 €) : 7,30 €",
        "Tranche 3 (plus de 1 250 €) : 9,20 €",
    )
    assert [(str(t.amount), str(t.tier_min), str(t.tier_max), t.period) for t in found] == [
        ("5.80", "None", "870", None), ("7.30", "870", "1250", None), ("9.20", "1250", "None", None),
    ]  # fmt: skip


def test_a_pronoun_stands_for_the_noun_before_however_much_is_said_of_it() -> None:
    found = tariffs_of(
        "# Redevance des déchets",
        "Le conseil fixe le prix de levée d'un bac de 680 litres à 14,30 € et celle d'un bac de 220 litres à 6,20 €.",
    )
    assert [(str(t.amount), t.item) for t in found] == [
        ("14.30", "levée d'un bac de 680 litres"),
        ("6.20", "levée d'un bac de 220 litres"),
    ]
