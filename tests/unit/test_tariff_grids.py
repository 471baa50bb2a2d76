"""Prices of grids as communes print them: what each is for, by the roles of headings, groups and scales."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Document, Text
from extractors.financial_tables import read_financial_tables
from extractors.money.context import surroundings
from extractors.tariffs import read_tariffs
from tests.unit.money_documents import Part, document_of, line_of
from tests.unit.test_tariffs import adopted, tariffs_of


def test_a_sentence_that_presents_a_grid_names_no_service() -> None:
    tariffs = tariffs_of(
        "# Camping municipal : tarifs de la saison 2024",
        "M. TAUPIAC propose les tarifs suivants (TTC) :",
        [["", "Basse saison", "Haute saison"], ["Emplacement", "5,50 €", "7,00 €"]],
    )
    assert [(t.service, t.item) for t in tariffs] == [
        ("Camping municipal", "Emplacement – Basse saison"),
        ("Camping municipal", "Emplacement – Haute saison"),
    ]


def test_of_several_grids_under_one_title_each_is_named_by_what_announces_it() -> None:
    tariffs = tariffs_of(
        "# Services à l'enfance",
        "Le conseil fixe les tarifs de la ludothèque comme suit :",
        [["", "Tarif"], ["Famille", "12,00 €"]],
        "Le conseil fixe les tarifs du centre aéré comme suit :",
        [["", "Tarif"], ["Journée", "9,00 €"]],
    )
    assert [(t.service, t.item) for t in tariffs] == [("ludothèque", "Famille"), ("centre aéré", "Journée")]


def test_terms_of_years_head_columns_of_prices() -> None:
    tariffs = tariffs_of(
        "# Tarifs du cimetière",
        [
            ["Emplacement", "Durée", "<"],
            ["^", "15 ans", "30 ans"],
            ["Concession simple", "120", "210"],
            ["Case", "350", "-"],
        ],
    )
    assert [(t.service, t.item, int(t.amount)) for t in tariffs] == [
        ("cimetière", "Concession simple – 15 ans", 120),
        ("cimetière", "Concession simple – 30 ans", 210),
        ("cimetière", "Case – 15 ans", 350),
    ]
    assert {t.tier for t in tariffs} == {None}


def test_a_scale_of_income_is_no_side_of_a_budget() -> None:
    tariffs = tariffs_of(
        "# Tarifs du portage de repas",
        [
            ["Ressources mensuelles", "Tarif actuel", "Tarif au 01/09/2021"],
            ["moins de 900 €", "4,10 €", "4,15 €"],
            ["plus de 900 €", "6,25 €", "6,35 €"],
            ["Potage (supplément)", "1,00 €", "1,00 €"],
        ],
    )
    assert [(t.tier, t.item, t.status.value) for t in tariffs] == [
        ("moins de 900 €", None, "information"),
        ("moins de 900 €", None, "adopted"),
        ("plus de 900 €", None, "information"),
        ("plus de 900 €", None, "adopted"),
        (None, "Potage (supplément)", "information"),
        (None, "Potage (supplément)", "adopted"),
    ]


def test_the_letter_of_a_tier_beside_its_bounds() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la restauration scolaire",
        [
            ["Tranche", "Quotient familial", "Maternelle", "Primaire"],
            ["A", "0 à 250", "0,80 €", "0,90 €"],
            ["B", "251 et plus", "1,35 €", "1,45 €"],
            ["Hors commune", "", "5,10 €", "5,20 €"],
        ],
    )
    assert [(t.tier, t.item) for t in tariffs] == [
        ("0 à 250", "Maternelle"),
        ("0 à 250", "Primaire"),
        ("251 et plus", "Maternelle"),
        ("251 et plus", "Primaire"),
        (None, "Hors commune – Maternelle"),
        (None, "Hors commune – Primaire"),
    ]


def test_bounds_in_brackets_behind_the_name_of_a_tier() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la cantine",
        [["", "QF 1 (0 à 500)", "QF 2 (501 et +)", "Hors commune"], ["Repas", "2,20", "2,90", "4,10"]],
    )
    assert [(t.tier_min, t.tier_max, t.item) for t in tariffs] == [
        (0, 500, "Repas"),
        (501, None, "Repas"),
        (None, None, "Repas – Hors commune"),
    ]


def test_a_lone_age_among_categories_is_no_tier() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la médiathèque",
        [["", "Commune", "Extérieur"], ["Adulte", "12,00 €", "20,00 €"], ["Moins de 18 ans", "3,00 €", "6,00 €"]],
    )
    assert [(t.tier, t.item) for t in tariffs if t.amount < 10] == [
        (None, "Moins de 18 ans – Commune"),
        (None, "Moins de 18 ans – Extérieur"),
    ]


def test_tiers_of_one_thing_in_the_words_of_rows() -> None:
    tariffs = tariffs_of(
        "# Tarifs de l'eau",
        [
            ["", "Prix"],
            ["Abonnement", "50,00 €"],
            ["Consommation de 0 à 100 m³", "1,35 €"],
            ["Consommation au-delà de 100 m³", "1,20 €"],
        ],
    )
    assert [(t.item, t.tier, t.tier_min, t.tier_max) for t in tariffs] == [
        ("Abonnement", None, None, None),
        ("Consommation", "de 0 à 100 m³", 0, 100),
        ("Consommation", "au-delà de 100 m³", 100, None),
    ]


def test_services_beside_their_rows_under_a_title_that_names_none() -> None:
    tariffs = tariffs_of(
        "# Vote des tarifs 2021",
        [
            ["Services", "Prestations", "2020", "2021"],
            ["SALLE", "Habitant – 1 jour", "130,00", "135,00"],
            ["^", "Extérieur – 1 jour", "260,00", "270,00"],
            ["BIBLIOTHÈQUE", "Abonnement famille", "12,00", "12,50"],
        ],
    )
    assert [(t.service, t.item, t.status.value) for t in tariffs] == [
        ("SALLE", "Habitant – 1 jour", "information"),
        ("SALLE", "Habitant – 1 jour", "adopted"),
        ("SALLE", "Extérieur – 1 jour", "information"),
        ("SALLE", "Extérieur – 1 jour", "adopted"),
        ("BIBLIOTHÈQUE", "Abonnement famille", "information"),
        ("BIBLIOTHÈQUE", "Abonnement famille", "adopted"),
    ]


def test_rows_of_tiers_beside_euros_are_prices() -> None:
    tariffs = tariffs_of(
        "# Groupement de commandes : frais de gestion",
        "Le bureau propose :",
        [
            ["Membre", "Part fixe annuelle", "Part variable (par MWh)"],
            ["Commune de moins de 500 habitants", "30,00 €", "0,25 €"],
            ["Commune de plus de 500 habitants", "60,00 €", "0,35 €"],
        ],
    )
    assert [(t.tier, t.item, t.unit) for t in tariffs][:2] == [
        ("Commune de moins de 500 habitants", "Part fixe annuelle", None),
        ("Commune de moins de 500 habitants", "Part variable (par MWh)", "MWh"),
    ]
    assert len(tariffs) == 4


def test_units_in_a_column_of_their_own() -> None:
    tariffs = tariffs_of(
        "# Tarifs des prestations du service",
        [["Prestation", "Unité", "Prix HT"], ["Pose d'un compteur", "acte", "118,50 €"], ["Agent", "heure", "42,00 €"]],
    )
    assert [(t.item, t.unit, t.period) for t in tariffs] == [
        ("Pose d'un compteur", "acte", None),
        ("Agent", None, "heure"),
    ]


def test_one_row_of_a_grid_that_prose_sets_anew_was_proposed() -> None:
    tariffs = tariffs_of(
        "# Redevance des déchets",
        [["Foyer", "Redevance"], ["1 personne", "82 €"], ["2 personnes", "134 €"], ["4 personnes et plus", "189 €"]],
        "Le conseil décide de limiter la redevance à 80 € pour une personne seule.",
    )
    assert [(str(t.amount), t.status.value) for t in tariffs] == [
        ("82", "proposed"),
        ("134", "adopted"),
        ("189", "adopted"),
        ("80", "adopted"),
    ]


def test_titles_that_a_scan_runs_together_are_told_apart_by_the_room_left() -> None:
    document, outline = document_of("# Services", "Il est exposé ce qui suit.", "# x", [["Service", "230 €"]])
    lines = (
        line_of("FRAIS DE MISE EN SERVICE"),
        line_of("CRÉATION ET INSTALLATION DU SERVICE POUR LA COLLECTIVITÉ", y=112),
    )
    title = replace(document.blocks[2], text=Text.of_lines(lines), lines=lines)
    document = replace(document, blocks=(*document.blocks[:2], title, document.blocks[3]))
    assert surroundings(document, outline, 3).caption == "FRAIS DE MISE EN SERVICE"


def test_a_topic_whose_colon_was_read_as_a_semicolon() -> None:
    tariffs = tariffs_of(
        "# Offres de services",
        "BASTION ; Cette solution protège les postes de la collectivité.",
        "Elle est en usage ailleurs.",
        "Trois communes sont intéressées.",
        "Le prix est proposé en tranche par poste.",
        [["Prix de vente par tranche", "0-25", "26 et +"], ["Coût par poste", "4,2", "4"]],
    )
    assert {t.service for t in tariffs} == {"BASTION"}


def test_a_column_of_durations_in_words_says_what_is_bought() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la salle",
        [["Durée", "Habitants", "Extérieurs"], ["Journée", "120 €", "240 €"], ["Week-end", "200 €", "400 €"]],
    )
    assert [(t.item, t.period, str(t.amount)) for t in tariffs] == [
        ("Journée – Habitants", "jour", "120"),
        ("Journée – Extérieurs", "jour", "240"),
        ("Week-end – Habitants", "week-end", "200"),
        ("Week-end – Extérieurs", "week-end", "400"),
    ]


def test_a_decision_that_points_below_holds_every_grid_under_its_heading() -> None:
    parts: list[Part] = ["# Tarifs municipaux", "Le conseil adopte les tarifs ci-dessous."]
    for title in ("Salle", "Médiathèque", "Cimetière", "Cantine"):
        parts += [title, [["Prestation", "Tarif"], [f"{title} adulte", "12 €"], [f"{title} enfant", "6 €"]]]
    document, outline = document_of(*parts)
    (decision,) = adopted(document, outline)
    told = replace(decision, first_block=0, last_block=1, decision="Le conseil adopte les tarifs ci-dessous.")
    assert {t.status.value for t in read_tariffs(document, outline, (told,))} == {"adopted"}
    silent = replace(told, decision="Le conseil adopte le budget.")
    assert {t.status.value for t in read_tariffs(document, outline, (silent,))} != {"adopted"}


def test_a_bound_alone_is_no_sum() -> None:
    tariffs = tariffs_of(
        "# Accueil de loisirs",
        [
            ["Tranche", "Quotient familial", "Journée", "Demi-journée"],
            ["T1", "0 à 400", "4,50", "2,20"],
            ["T2", "> 400", "9,00", "4,50"],
        ],
    )
    assert [(t.tier, t.item, str(t.amount)) for t in tariffs] == [
        ("0 à 400", "Journée", "4.50"),
        ("0 à 400", "Demi-journée", "2.20"),
        ("> 400", "Journée", "9.00"),
        ("> 400", "Demi-journée", "4.50"),
    ]


def test_ages_of_some_rows_are_categories() -> None:
    tariffs = tariffs_of(
        "# Tarifs du camping",
        [
            ["", "Tarif"],
            ["Emplacement", "6,00 €"],
            ["Enfant de moins de 5 ans", "1,00 €"],
            ["Enfant de 5 à 12 ans", "2,00 €"],
            ["Animal", "1,50 €"],
            ["Garage mort", "4,00 €"],
        ],
    )
    assert [(t.item, t.tier) for t in tariffs][1:3] == [
        ("Enfant de moins de 5 ans", None),
        ("Enfant de 5 à 12 ans", None),
    ]


def test_a_quotient_is_a_tier_though_alone() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la navette",
        [["Titre", "Tarif normal", "QF inférieur à 600 €"], ["Ticket", "1,50 €", "0,80 €"]],
    )
    assert [(t.item, t.tier) for t in tariffs] == [("Ticket – Tarif normal", None), ("Ticket", "QF inférieur à 600 €")]


def test_proposals_beside_what_was_voted() -> None:
    tariffs = tariffs_of(
        "# Révision des tarifs",
        [["Services", "Tarifs actuels", "Propositions", "Vote"], ["Goûter", "0,90 €", "1,10 €", "1,00 €"]],
    )
    assert [(t.item, str(t.amount), str(t.status)) for t in tariffs] == [
        ("Goûter", "0.90", "information"),
        ("Goûter", "1.10", "proposed"),
        ("Goûter", "1.00", "adopted"),
    ]


def test_terms_in_a_column_of_their_own() -> None:
    tariffs = tariffs_of(
        "# Tarifs du cimetière",
        [["Nature", "Durée", "Prix"], ["Pleine terre", "15 ans", "90,00 €"], ["^", "30 ans", "160,00 €"]],
    )
    assert [t.item for t in tariffs] == ["Pleine terre – 15 ans", "Pleine terre – 30 ans"]


def test_all_prices_are_counted_by_what_announces_the_grid() -> None:
    tariffs = tariffs_of(
        "# Taxe de séjour",
        "Le conseil fixe les tarifs par personne et par nuitée :",
        [
            ["Hébergement", "Tarif", "Taxe additionnelle", "Total"],
            ["Hôtels 3 étoiles", "1,00 €", "0,10 €", "1,10 €"],
            ["Campings", "0,40 €", "0,04 €", "0,44 €"],
        ],
    )
    assert [(t.unit, str(t.amount)) for t in tariffs] == [("personne", "1.00"), ("personne", "0.40")]


def _recognised(text: Text) -> Text:
    words = tuple(replace(w, word=replace(w.word, confidence=92.0)) for w in text.words)
    return replace(text, words=words)


def _scanned(document: Document) -> Document:
    blocks = [
        replace(b, table=replace(b.table, cells=tuple(replace(c, text=_recognised(c.text)) for c in b.table.cells)))
        if b.table is not None
        else b
        for b in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def test_a_comma_lost_in_a_picture_is_put_back_where_all_others_have_theirs() -> None:
    rows = [
        ["", "2031", "2032"],
        ["Matin", "160", "1,65"],
        ["Soir", "2,40", "2,45"],
        ["Journée", "3,90", "410"],
        ["Mois", "38,00", "39,50"],
    ]
    document, outline = document_of("# Tarifs de la garderie", rows)
    scanned = _scanned(document)
    found = [f"{t.amount:.2f}" for t in read_tariffs(scanned, outline, ())]
    assert found == ["1.60", "1.65", "2.40", "2.45", "3.90", "4.10", "38.00", "39.50"]
    assert f"{read_tariffs(document, outline, ())[0].amount:.2f}" == "160.00"


def test_counts_and_years_in_a_picture_have_lost_no_comma() -> None:
    rows = [
        ["Commune", "Élèves", "2030", "2031", "Part", "Solde"],
        ["Barville", "148", "12,50 €", "13,00 €", "1,20 €", "26,70 €"],
        ["Orle", "131", "10,40 €", "11,10 €", "1,10 €", "22,60 €"],
    ]
    document, outline = document_of("# Participation des communes", rows)
    lines = read_financial_tables(_scanned(document), outline, ())[1]
    amounts = [line.amount for line in lines if line.amount is not None]
    assert Decimal("26.70") in amounts
    assert not {Decimal("1.48"), Decimal("1.31"), Decimal("20.30"), Decimal("20.31")} & set(amounts)
