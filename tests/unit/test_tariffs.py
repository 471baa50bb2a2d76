"""Prices from grids, lists and prose: what is bought, by what unit, for whom, and whether it was adopted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document, Outline, Text
from extractors.money.naming import service_named
from extractors.money.prices import audience_of, period_of, unit_of
from extractors.money.tiers import counted, parse_tier
from extractors.records import Deliberation, Evidence, Outcome, PriceStatus, Tariff
from extractors.tariffs import read_tariffs
from tests.unit.money_documents import Part, document_of, line_of


def adopted(document: Document, outline: Outline, outcome: Outcome = Outcome.ADOPTED) -> tuple[Deliberation, ...]:
    """One decision at the end of each section."""
    return tuple(
        Deliberation(
            position=n, title=s.title, outcome=outcome, first_block=s.heading, last_block=s.end - 1,
            evidence=Evidence(1, document.blocks[s.heading].text.place().box, s.title, 1.0, "test"),
        )
        for n, s in enumerate(outline.sections, start=1)
    )  # fmt: skip


def tariffs_of(*parts: Part, outcome: Outcome | None = Outcome.ADOPTED) -> tuple[Tariff, ...]:
    document, outline = document_of(*parts)
    return read_tariffs(document, outline, adopted(document, outline, outcome) if outcome else ())


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("0-25", 0, 25),
        ("75 et +", 75, None),
        ("de 401 à 700", 401, 700),
        ("QF < 400", None, 400),
        ("moins de 12 ans", None, 12),
        ("Q 1 : de 0 € à 167 €", 0, 167),
        ("Q 7 : 459 € et plus", 459, None),
        ("Plus de 1 200", 1200, None),
        ("3 enfants et plus", 3, None),
        ("301 < QF < 500", 301, 500),
        ("De 5 à 9 m", 5, 9),
        ("Commune de moins de 400 habitants", None, 400),
    ],
)
def test_tiers(printed: str, low: int | None, high: int | None) -> None:
    tier = parse_tier(printed)
    assert tier is not None
    assert (tier.low, tier.high) == (None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize("printed", ["2024-2025", "12/05", "8h-12h", "Repas adulte", "T3", "25 mai", "500-100", ""])
def test_no_tiers(printed: str) -> None:
    assert parse_tier(printed) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["{}-{}", "de {} à {}", "{} € à {} €", "{}/{}"]))
def test_bounds_are_read_back(low: int, width: int, form: str) -> None:
    if form == "{}/{}" and low < 100:
        return  # may be a date
    tier = parse_tier(form.format(low, low + width))
    if 1900 <= low <= 2099 or 1900 <= low + width <= 2099:
        return  # may be a school year
    assert tier is not None
    assert (tier.low, tier.high) == (Decimal(low), Decimal(low + width))


def test_counted_rows() -> None:
    one, two = counted("1 service souscrit"), counted("2 services souscrits")
    assert one is not None and two is not None
    assert one[0] == two[0]


def test_words_of_a_price() -> None:
    assert unit_of(["Abonnement par poste et par mois"]) == "poste"
    assert period_of(["Abonnement par poste et par mois"]) == "mois"
    assert period_of(["1,50 € la journée"]) == "jour"
    assert period_of(["Abonnement à l'année"]) == "an"
    assert (unit_of(["Terrasse, m²/an"]), period_of(["Terrasse, m²/an"])) == ("m²", "an")
    assert period_of(["Tarifs de la garderie pour l'année 2031", "Tarifs de l'année scolaire 2030-2031"]) is None
    assert audience_of("Tarif pour les non-adhérents") == "non-adhérents"
    assert audience_of("Gymnase – habitants (journée)") == "habitants"
    assert audience_of("Gymnase – extérieurs (week-end)") == "extérieurs"
    assert audience_of("Enfants (hors commune)") == "Enfants (hors commune)"
    assert audience_of("Location de la salle") is None
    assert service_named("Tarifs de la restauration scolaire 2024/2025") == "restauration scolaire"
    assert service_named("Prix de vente par tranche") is None
    assert service_named("3. Révision des tarifs de la piscine") == "piscine"
    assert service_named("Prestation Tarif") is None
    assert service_named("Rapporteur") is None


def test_a_grid_of_tiers() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la sauvegarde externalisée",
        [
            ["", "Prix de vente par tranche", "<", "<"],
            ["^", "0-10", "11-50", "51 et +"],
            ["Coût par poste par mois", "4,5", "4", "3,5"],
            ["Coût de la licence", "90", "80", "70"],
        ],
    )
    assert [(t.tier, f"{t.amount}", t.unit, t.period) for t in tariffs] == [
        ("0-10", "4.5", "poste", "mois"),
        ("11-50", "4", "poste", "mois"),
        ("51 et +", "3.5", "poste", "mois"),
        ("0-10", "90", "licence", None),
        ("11-50", "80", "licence", None),
        ("51 et +", "70", "licence", None),
    ]
    assert {t.service for t in tariffs} == {"sauvegarde externalisée"}
    assert {t.status for t in tariffs} == {PriceStatus.ADOPTED}


def test_columns_of_tiers_make_prices_whatever_the_words_around_were_read_as() -> None:
    tariffs = tariffs_of(
        "# Sauvegarde externalisée",
        [
            ["", "Poux de vente por tranche", "<", "<"],
            ["^", "0-10", "11-50", "51 et +"],
            ["Coût par poste", "4,50", "4,00", "3,50"],
        ],
    )
    assert [(t.tier, f"{t.amount}") for t in tariffs] == [("0-10", "4.50"), ("11-50", "4.00"), ("51 et +", "3.50")]


def test_prices_of_a_service_the_body_joins_are_not_its_own() -> None:
    grid = [["Population", "Tarif annuel"], ["Moins de 500 habitants", "120,00 €"], ["500 et plus", "240,00 €"]]
    assert tariffs_of("# Convention relative au conseil en énergie avec le syndicat", grid) == ()
    assert len(tariffs_of("# Conseil en énergie : tarifs aux communes", grid)) == 2


def test_parts_of_a_grid_with_headers_of_their_own() -> None:
    tariffs = tariffs_of(
        "# 24-017 Tarifs municipaux 2025",
        [
            ["PISCINE", "Plein", "Réduit"],
            ["Entrée", "4,20 €", "2,60 €"],
            ["LUDOTHÈQUE (par an)", "Habitant", "Extérieur"],
            ["Famille", "18,00 €", "30,00 €"],
        ],
    )
    assert [(t.service, t.item, f"{t.amount}") for t in tariffs] == [
        ("PISCINE", "Entrée – Plein", "4.20"),
        ("PISCINE", "Entrée – Réduit", "2.60"),
        ("LUDOTHÈQUE (par an)", "Famille – Habitant", "18.00"),
        ("LUDOTHÈQUE (par an)", "Famille – Extérieur", "30.00"),
    ]


def test_what_announces_a_grid_names_no_service() -> None:
    assert service_named("Il commente le tableau suivant") is None
    assert service_named("24-017 Tarifs de la piscine") == "piscine"
    assert service_named("LOCATION DE VÉLOS EN 2019") == "LOCATION DE VÉLOS"


def test_family_quotients_in_rows() -> None:
    tariffs = tariffs_of(
        "# Tarifs de la cantine",
        [
            ["Quotient familial", "Maternelle", "Élémentaire"],
            ["0 à 400", "1,00 €", "1,20 €"],
            ["401 et plus", "2,00 €", "2,40 €"],
        ],
    )
    assert [(t.tier, t.item, f"{t.amount}") for t in tariffs] == [
        ("0 à 400", "Maternelle", "1.00"),
        ("0 à 400", "Élémentaire", "1.20"),
        ("401 et plus", "Maternelle", "2.00"),
        ("401 et plus", "Élémentaire", "2.40"),
    ]


def test_groups_of_rows_and_who_pays() -> None:
    tariffs = tariffs_of(
        "# Location de la salle des fêtes : tarifs",
        [
            ["Location à la journée", "<"],
            ["Habitants de la commune", "90 €"],
            ["Extérieurs", "115 €"],
            ["Caution", "<"],
            ["Associations", "GRATUIT"],
        ],
    )
    assert [(t.item, t.audience, f"{t.amount}") for t in tariffs] == [
        ("Location à la journée – Habitants de la commune", "Habitants de la commune", "90"),
        ("Location à la journée – Extérieurs", "Extérieurs", "115"),
        ("Caution – Associations", "Associations", "0"),
    ]


def test_the_price_in_force_beside_the_new_one() -> None:
    tariffs = tariffs_of(
        "# Tarifs du camping",
        [
            ["Prestation", "Tarif 2023", "Tarif 2024"],
            ["Emplacement", "4,00 €", "4,20 €"],
            ["Électricité", "3,00 €", "3,10 €"],
        ],
    )
    assert [t.status.value for t in tariffs] == ["information", "adopted", "information", "adopted"]


def test_prose_lists() -> None:
    tariffs = tariffs_of(
        "# Tarifs des services",
        "Les prix suivants sont retenus :",
        "SAUVEGARDE : 2€ pour le coût de l'abonnement mensuel",
        "COFFRE : 90€ pour l'acquisition de la licence A / 130€ pour l'acquisition de la licence B",
    )
    assert [(t.service, t.item, f"{t.amount}", t.period, t.unit) for t in tariffs] == [
        ("SAUVEGARDE", "coût de l'abonnement mensuel", "2", "mois", None),
        ("COFFRE", "acquisition de la licence A", "90", None, "licence"),
        ("COFFRE", "acquisition de la licence B", "130", None, "licence"),
    ]


def test_a_sentence_that_sets_prices_one_after_another() -> None:
    tariffs = tariffs_of(
        "# Cimetière communal",
        "Les tarifs sont fixés ainsi pour le service « Cimetière » : concession trentenaire : 280 € ; case : 445 €.",
    )
    assert [(t.service, t.item, f"{t.amount}") for t in tariffs] == [
        ("Cimetière", "concession trentenaire", "280"),
        ("Cimetière", "case", "445"),
    ]


def test_a_grid_replaced_by_prose_was_only_proposed() -> None:
    tariffs = tariffs_of(
        "# Vote des tarifs de la médiathèque",
        [["Tarif", "0-10", "11 et +"], ["Abonnement", "4,00 €", "3,00 €"]],
        "Après discussion, de nouveaux tarifs sont retenus :",
        "ABONNEMENT : 3,50 € par an",
    )
    assert [t.status.value for t in tariffs] == ["proposed", "proposed", "adopted"]


def test_status_follows_the_decision() -> None:
    grid: list[list[str]] = [["Tarif", "Montant"], ["Entrée", "4,00 €"]]
    assert [t.status for t in tariffs_of("# Tarifs de la piscine", grid, outcome=Outcome.REJECTED)] == [
        PriceStatus.PROPOSED
    ]
    told = tariffs_of("# Tarifs de la piscine", grid, outcome=None)
    assert [t.status for t in told] == [PriceStatus.INFORMATION]


def test_prices_the_body_pays_are_none() -> None:
    assert tariffs_of("# Subvention", "Une subvention de 0,35 € par agent est proposée.") == ()
    assert tariffs_of("# Attribution du marché de voirie", "L'offre de l'entreprise s'élève à 4 500 € HT.") == ()
    assert tariffs_of("# Emprunt", "Les frais de dossier s'élèvent à 145 €.") == ()
    assert tariffs_of("# Décision modificative", [["Article", "Montant"], ["6068", "450,00 €"]]) == ()


def test_the_price_so_far_is_not_valid_from_when_the_new_one_is() -> None:
    tariffs = tariffs_of(
        "# Tarifs du gymnase",
        "Le conseil fixe les tarifs à compter du 1er janvier 2032 :",
        [["", "2031", "2032"], ["Soirée", "41,00 €", "43,00 €"]],
    )
    assert [(int(t.amount), str(t.valid_from)) for t in tariffs] == [(41, "None"), (43, "2032-01-01")]


def test_valid_from() -> None:
    (tariff,) = tariffs_of("# Tarifs du marché", "Le tarif est fixé à 2 € le mètre à compter du 1er janvier 2025.")
    assert tariff.valid_from is not None
    assert tariff.valid_from.isoformat() == "2025-01-01"
    assert tariff.unit == "mètre"


def test_several_sums_in_one_cell_go_to_the_rows_beside_it() -> None:
    document, outline = document_of(
        "# Tarifs du parc animalier",
        [
            ["Tarifs", "Sans carte", "Avec carte"],
            ["Adulte", "6,00 €", "5,00 €"],
            ["Groupes :", "", ""],
            ["- associations", "3,10 €", ""],
            ["- écoles", "2,10 €", "^"],
            ["Visite guidée", "9,00 €", "8,00 €"],
        ],
    )
    block = document.blocks[1]
    assert block.table is not None
    cells = [
        replace(c, text=Text.of_lines([line_of("2,90 €", 215, 144), line_of("1,90 €", 215, 158)]))
        if c.row_span > 1
        else c
        for c in block.table.cells
    ]
    table = replace(block.table, cells=tuple(cells))
    document = replace(document, blocks=(document.blocks[0], replace(block, table=table)))
    found = {(t.item, str(t.amount)) for t in read_tariffs(document, outline, ())}
    assert ("Groupes : – - associations – Avec carte", "2.90") in found
    assert ("Groupes : – - écoles – Avec carte", "1.90") in found
    assert ("Visite guidée – Avec carte", "8.00") in found, "a row without a dash is no longer of the group"


def test_how_prices_are_worked_out_names_no_service() -> None:
    assert service_named("Modalités de détermination des tarifs") is None
    assert service_named("Établissement du nombre de parts") is None


def test_a_title_that_begins_with_prices_announces_a_list_however_it_is_set() -> None:
    found = tariffs_of("Tarifs de la salle des fêtes 2024", "- Habitants : 120 €", "- Extérieurs : 260 €", outcome=None)
    assert [(t.service, t.item, t.amount) for t in found] == [
        ("salle des fêtes", "Habitants", Decimal(120)),
        ("salle des fêtes", "Extérieurs", Decimal(260)),
    ]


def test_a_sentence_about_prices_announces_no_list() -> None:
    assert tariffs_of("Les tarifs sont inchangés depuis 2019", "Le don s'élève à 300 €", outcome=None) == ()


def test_a_long_list_of_prices_goes_on() -> None:
    entries = [f"- Emplacement de rang {i} : {i + 10},00 €" for i in range(1, 31)]
    assert len(tariffs_of("# Tarifs du marché", *entries, outcome=None)) == 30


def test_whom_a_price_is_counted_by_is_what_it_is_for_where_the_sum_comes_first() -> None:
    first, second = tariffs_of(
        "# Tarifs de la cantine", "- 2,85 € par enfant de la commune", "- 0,90 € par goûter du soir", outcome=None
    )
    assert first.audience == "enfant de la commune"
    assert second.item == "goûter du soir"


def test_a_currency_belongs_to_the_number_before_it() -> None:
    (first, second) = tariffs_of("# Tarifs de la garderie", "- 1,65 € 501 à 900 : 1,75 €", outcome=None)
    assert (first.amount, second.amount) == (Decimal("1.65"), Decimal("1.75"))


def test_free_for_a_reason_is_a_price_and_no_header() -> None:
    found = tariffs_of(
        "# Tarifs du foyer",
        [["Associations", "Gratuit (intérêt général)"], ["Habitants", "100 €"], ["Extérieurs", "220 €"]],
        outcome=None,
    )
    assert [(t.item, t.amount) for t in found] == [
        ("Associations", Decimal(0)),
        ("Habitants", Decimal(100)),
        ("Extérieurs", Decimal(220)),
    ]


def test_articles_of_stationery_are_no_articles_of_the_budget() -> None:
    rows = [["Vente d'articles de papeterie", "Tarifs"], ["Chemise carton", "0,10 €"], ["Reliure", "9,10 €"]]
    assert [t.item for t in tariffs_of("# Tarifs municipaux", rows, outcome=None)] == ["Chemise carton", "Reliure"]


def test_a_note_of_several_lines_names_no_group() -> None:
    note = "P est le prix actualisé selon la formule, dans laquelle l'indice retenu est le dernier publié avant " * 2
    rows = [["Location", "Tarifs"], ["Salle", "10 €"], [note, ""], ["Cour", "12 €"]]
    assert [t.item for t in tariffs_of("# Tarifs municipaux", rows, outcome=None)] == ["Salle", "Cour"]


def test_having_deliberated_is_no_credit_note() -> None:
    (price,) = tariffs_of(
        "# Cantine", "Après en avoir délibéré, le conseil fixe le tarif suivant : repas adultes et enfants, 3,35 €."
    )
    assert price.amount == Decimal("3.35")
    assert tariffs_of("# Cantine", "Un avoir de 3,35 € sur le tarif du repas est établi.") == ()


SESSION = (
    "# 1. Tarifs de la cantine",
    "Le conseil fixe les tarifs selon la grille annexée. Adopté à l'unanimité.",
    "# 2. Tarifs de la piscine",
    "Le conseil approuve les tarifs proposés. Adopté à l'unanimité.",
    "# 3. Achat d'un tracteur",
    "Le conseil approuve l'achat. Adopté à l'unanimité.",
)
GRID = [["Prestation", "Tarif"], ["Repas enfant", "3,20 €"], ["Repas adulte", "5,80 €"]]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("ANNEXE", 1),
        ("Annexe n° 1 : tarifs de la cantine", 1),
        ("Annexe à la délibération n° 2031-02", 2),
        ("Liste des prix", 3),
    ],
)
def test_a_grid_in_an_annex_belongs_to_the_decision_that_refers_to_it(heading: str, expected: int) -> None:
    document, outline = document_of(*SESSION, heading, GRID)
    decisions = tuple(
        replace(d, number=f"2031-{d.position:02}", last_block=d.first_block + 1) for d in adopted(document, outline)
    )
    prices = read_tariffs(document, outline, decisions)
    assert [p.amount for p in prices] == [Decimal("3.20"), Decimal("5.80")]
    assert {p.deliberation for p in prices} == {expected}


def test_prices_told_before_an_amendment_fails_stand_by_the_decision_that_follows() -> None:
    document, outline = document_of(
        "# 1. Tarifs de la cantine",
        GRID,
        "L'amendement, mis aux voix, est rejeté.",
        "Le conseil adopte les tarifs proposés.",
    )
    (whole,) = adopted(document, outline)
    refused = replace(whole, decision=document.blocks[2].string, outcome=Outcome.REJECTED, last_block=2)
    voted = replace(whole, position=2, decision=document.blocks[3].string, last_block=3)
    prices = read_tariffs(document, outline, (refused, voted))
    assert {(p.deliberation, p.status) for p in prices} == {(2, PriceStatus.ADOPTED)}
    prices = read_tariffs(document, outline, (refused,))
    assert {(p.deliberation, p.status) for p in prices} == {(1, PriceStatus.PROPOSED)}


@pytest.mark.parametrize(("between", "number"), [((), 4), (("Le conseil adopte les tarifs présentés ci-dessus.",), 2)])
def test_prices_printed_in_parts_go_on_under_the_next_title_until_prose(between: tuple[str, ...], number: int) -> None:
    entries = ("- Associations, la journée : 50 €", "- Particuliers, la journée : 120 €")
    found = tariffs_of("# Tarifs de la cantine", GRID, *between, "# Salle des Tilleuls", *entries, outcome=None)
    assert len(found) == number
    assert {t.service for t in found[2:]} <= {"Salle des Tilleuls"}
