"""Money tables of every make: sides, accounts, totals, merged cells, halves, lists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Text
from extractors.financial_tables import read_financial_tables
from extractors.money.accounts import read_imputation, section_of
from extractors.records import FinancialLine, Side
from tests.unit.money_documents import Part, document_of, line_of


def lines_of(*parts: Part) -> tuple[FinancialLine, ...]:
    document, outline = document_of(*parts)
    return read_financial_tables(document, outline, ())[1]


def told(line: FinancialLine) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    amount = None if line.amount is None else f"{line.amount}"
    return (line.side.value if line.side else None, line.account, line.chapter, line.label, amount)


def test_article_with_chapter_in_brackets_and_an_empty_half() -> None:
    lines = lines_of(
        "# Décision modificative n° 3",
        "INVESTISSEMENT",
        [
            ["Dépenses", "<", "Recettes", "<"],
            ["Article (Chap.) - Opération", "Montant", "Article (Chap.) - Opération", "Montant"],
            ["2135 (21) : Installations générales", "7 300,00", "", ""],
            ["2031 (20) : Frais d'études", "-7 300,00", "", ""],
            ["", "0,00", "", ""],
            ["Total Dépenses", "0,00", "Total Recettes", ""],
        ],
    )
    assert [told(x) for x in lines] == [
        ("expense", "2135", "21", "Installations générales", "7300.00"),
        ("expense", "2031", "20", "Frais d'études", "-7300.00"),
        ("expense", None, None, None, "0.00"),
        ("expense", None, None, "Total Dépenses", "0.00"),
        ("revenue", None, None, "Total Recettes", None),
    ]
    assert [x.is_total for x in lines] == [False, False, True, True, True]


def test_a_letter_before_the_account_tells_the_side() -> None:
    lines = lines_of(
        "# Décision modificative n° 3",
        [
            ["Désignation", "Diminution de crédits", "Augmentation de crédits"],
            ["D-61551 : Matériel roulant", "1 300,00 €", "0,00 €"],
            ["D 2315-145 : Salle des fêtes", "0,00 €", "4 300,00 €"],
            ["TOTAL D 011 : Charges à caractère général", "1 300,00 €", "0,00 €"],
            ["R 1641 : Emprunts", "0,00 €", "3 000,00 €"],
        ],
    )
    assert [told(x)[:2] + told(x)[3:] for x in lines if x.amount] == [
        ("expense", "61551", "Matériel roulant", "1300.00"),
        ("expense", "2315", "Salle des fêtes", "4300.00"),
        ("expense", None, "TOTAL D 011 : Charges à caractère général", "1300.00"),
        ("revenue", "1641", "Emprunts", "3000.00"),
    ]


def test_a_road_is_no_account() -> None:
    lines = lines_of(
        "# Plan de financement", [["Travaux", "Montant"], ["D 24 - Enrobés", "7 300,00"], ["Total", "7 300,00"]]
    )
    assert [(x.account, x.label) for x in lines] == [(None, "D 24 - Enrobés"), (None, "Total")]


def test_merged_cells_give_each_financer_a_line() -> None:
    lines = lines_of(
        "# Plan de financement",
        [
            ["DÉPENSES", "<", "FINANCEMENT", "<", "<"],
            ["", "", "", "Avec fonds", "Sans fonds"],
            ["Poste de médiateur", "45 000 €", "Syndicat", "15 000 €", "45 000 €"],
            ["^", "^", "Département", "30 000 €", "^"],
            ["TOTAL", "45 000 €", "TOTAL", "45 000 €", "45 000 €"],
        ],
    )
    assert [(x.label, x.column_label, f"{x.amount}", x.is_total) for x in lines] == [
        ("Poste de médiateur", None, "45000", False),
        ("Syndicat", "Avec fonds", "15000", False),
        ("Syndicat", "Sans fonds", "45000", False),
        ("Département", "Avec fonds", "30000", False),
        ("TOTAL", None, "45000", True),
        ("TOTAL", "Avec fonds", "45000", True),
        ("TOTAL", "Sans fonds", "45000", True),
    ]
    assert [x.side for x in lines] == [Side.EXPENSE] + [Side.REVENUE] * 3 + [Side.EXPENSE] + [Side.REVENUE] * 2


def test_columns_of_chapter_article_operation() -> None:
    lines = lines_of(
        "# Décisions modificatives de crédits",
        "COMPTES DÉPENSES",
        [
            ["Chapitre", "Article", "Opération", "Nature", "Montant"],
            ["21", "2184", "OP12", "MOBILIER", "1 250.00 €"],
            ["022", "022", "", "DÉPENSES IMPRÉVUES", "-1 250.00 €"],
            ["Total", "<", "<", "<", "0.00 €"],
        ],
    )
    assert [told(x) for x in lines] == [
        ("expense", "2184", "21", "MOBILIER", "1250.00"),
        ("expense", "022", "022", "DÉPENSES IMPRÉVUES", "-1250.00"),
        ("expense", None, None, "Total", "0.00"),
    ]


def test_side_by_side_cells_with_label_and_sum_in_one() -> None:
    lines = lines_of(
        "# Décision modificative n° 2",
        [
            ["DÉPENSES", "RECETTES"],
            ["Compte 023 : + 4 000 € Virement à la section d'investissement", "Compte 777-042 : + 4 000 € Quote-part"],
        ],
    )
    assert [told(x) for x in lines] == [
        ("expense", "023", None, "Virement à la section d'investissement", "4000"),
        ("revenue", "777", "042", "Quote-part", "4000"),
    ]


def test_chapters_of_a_budget_with_sides_over_the_labels() -> None:
    lines = lines_of(
        "# Vote du budget primitif",
        "SECTION DE FONCTIONNEMENT",
        [
            ["Chapitre", "Dépenses", "Montant", "Chapitre", "Recettes", "Montant"],
            ["011", "Charges à caractère général", "17 500,00 €", "70", "Produits des services", "26 000,00 €"],
            ["65", "Autres charges", "8 500,00 €", "", "", ""],
            ["", "TOTAL", "26 000,00 €", "", "TOTAL", "26 000,00 €"],
        ],
    )
    assert [told(x) for x in lines][:3] == [
        ("expense", None, "011", "Charges à caractère général", "17500.00"),
        ("revenue", None, "70", "Produits des services", "26000.00"),
        ("expense", None, "65", "Autres charges", "8500.00"),
    ]
    assert {x.budget_section for x in lines} == {"fonctionnement"}


def test_debits_and_credits_in_two_columns_of_one_side() -> None:
    lines = lines_of(
        "# Décision modificative n° 1",
        [
            ["SECTION", "IMPUTATION", "DÉPENSES EN -", "DÉPENSES EN +"],
            ["Fonctionnement", "6218", "- 1 500.00", ""],
            ["Fonctionnement", "615231 Entretien de voirie", "", "+ 1 500.00"],
            ["", "TOTAUX", "- 1 500.00", "+ 1 500.00"],
        ],
    )
    assert [told(x) for x in lines] == [
        ("expense", "6218", None, None, "-1500.00"),
        ("expense", "615231", None, "Entretien de voirie", "1500.00"),
        ("expense", None, None, "TOTAUX", "-1500.00"),
        ("expense", None, None, "TOTAUX", "1500.00"),
    ]
    assert lines[0].budget_section == "fonctionnement"
    assert [x.column_label for x in lines] == ["DÉPENSES EN -", "DÉPENSES EN +"] * 2


def test_words_of_the_account_are_the_rows_own_beside_a_cell_over_several_rows() -> None:
    lines = lines_of(
        "# Décision modificative n° 3",
        [
            ["Budget", "Compte", "Montants"],
            ["Budget annexe Assainissement", "6541 - Créances admises en non-valeur", "310,20 €"],
            ["^", "6542 - Créances éteintes", "45,00 €"],
        ],
    )
    assert [(x.account, x.label) for x in lines] == [
        ("6541", "Créances admises en non-valeur"),
        ("6542", "Créances éteintes"),
    ]


def test_a_table_goes_on_after_the_sum_carried_over() -> None:
    lines = lines_of(
        "# Subventions aux associations",
        [["Association", "Montant"], ["Club de tir", "300,00 €"], ["À reporter", "300,00 €"]],
        [["Association", "Montant"], ["Report", "300,00 €"], ["Chorale", "150,00 €"], ["TOTAL", "450,00 €"]],
    )
    assert {x.table for x in lines} == {1}
    assert [x.label for x in lines] == ["Club de tir", "Chorale", "TOTAL"]


def test_rows_that_say_their_side() -> None:
    lines = lines_of(
        "# Compte administratif",
        [
            ["", "Fonctionnement", "Investissement"],
            ["Dépenses réalisées", "310 000,40 €", "95 000,10 €"],
            ["Recettes réalisées", "350 000,00 €", "80 000,00 €"],
        ],
    )
    assert [(x.side, x.budget_section) for x in lines] == [
        (Side.EXPENSE, "fonctionnement"),
        (Side.EXPENSE, "investissement"),
        (Side.REVENUE, "fonctionnement"),
        (Side.REVENUE, "investissement"),
    ]


def test_carried_sums_are_no_lines_and_a_repeated_header_is_no_row() -> None:
    lines = lines_of(
        "# Subventions aux associations",
        [
            ["Association", "Montant"],
            ["Club de boules", "450,00 €"],
            ["À reporter", "450,00 €"],
            ["Association", "Montant"],
            ["Report", "450,00 €"],
            ["Chorale du lavoir", "300,00 €"],
            ["TOTAL", "750,00 €"],
        ],
    )
    assert [x.label for x in lines] == ["Club de boules", "Chorale du lavoir", "TOTAL"]


def test_a_list_of_accounts_is_a_table() -> None:
    lines = lines_of(
        "# Décision modificative n° 4",
        "Dépenses :",
        "- Compte 6574 - Subventions aux associations : + 350,00 €",
        "- Compte 6226 - Honoraires : - 350,00 €",
        "Recettes :",
        "- Compte 7788 - Produits exceptionnels : + 80,00 €",
        "Après en avoir délibéré, le conseil adopte.",
    )
    assert [told(x) for x in lines] == [
        ("expense", "6574", None, "Subventions aux associations", "350.00"),
        ("expense", "6226", None, "Honoraires", "-350.00"),
        ("revenue", "7788", None, "Produits exceptionnels", "80.00"),
    ]


def test_sentences_with_sums_are_no_table() -> None:
    assert lines_of("# Travaux", "- Le lot 1 est attribué pour 4 500 €.", "- Le lot 2 est attribué pour 2 500 €.") == ()


def test_counts_and_rates_are_no_money() -> None:
    assert (
        lines_of("# Effectifs", [["Grade", "Effectif", "Taux"], ["Rédacteur", "3", "100 %"], ["Agent", "12", "50 %"]])
        == ()
    )
    assert lines_of("# Rapport", [["Année", "Tonnage"], ["2021", "72,40"], ["2022", "75,10"]]) == ()


def test_years_as_columns() -> None:
    lines = lines_of(
        "# Participation des communes",
        [["Commune", "2023", "2024"], ["Valbrune", "1 200,00", "1 250,00"], ["Orsec", "800,00", "850,00"]],
    )
    assert [(x.label, x.column_label, f"{x.amount}") for x in lines] == [
        ("Valbrune", "2023", "1200.00"),
        ("Valbrune", "2024", "1250.00"),
        ("Orsec", "2023", "800.00"),
        ("Orsec", "2024", "850.00"),
    ]


def test_evidence_is_the_cell() -> None:
    (line, *_) = lines_of("# Subventions", [["Association", "Montant"], ["Club", "450,00 €"], ["Amis", "10,00 €"]])
    assert line.evidence.quote == "450,00 €"
    assert line.evidence.page == 1
    assert line.evidence.confidence > Decimal("0.9")


def test_sums_with_their_currency_are_rows_with_or_without_cents() -> None:
    table = [["Département Région", "5 000 € 1 857,05 €"], ["TOTAL", "6 857,05 €"]]
    document, outline = document_of("# Plan de financement", table)
    block = document.blocks[1]
    assert block.table is not None
    two = {
        0: Text.of_lines([line_of("Département", 50, 100), line_of("Région", 50, 112)]),
        1: Text.of_lines([line_of("5 000 €", 130, 100), line_of("1 857,05 €", 130, 112)]),
    }
    cells = tuple(replace(c, text=two[c.column]) if c.row == 0 else c for c in block.table.cells)
    whole = replace(document, blocks=(document.blocks[0], replace(block, table=replace(block.table, cells=cells))))
    lines = read_financial_tables(whole, outline, ())[1]
    assert [(x.label, str(x.amount)) for x in lines] == [
        ("Département", "5000"),
        ("Région", "1857.05"),
        ("TOTAL", "6857.05"),
    ]


def test_stock_accounts_of_annexed_budgets_are_of_the_plan() -> None:
    read = read_imputation("3555 : Terrains aménagés")
    assert read is not None
    assert read.account == "3555"
    assert section_of("3355") == "investissement"
    assert read_imputation("3755 : Marchandises") is None


def test_sections_name_rows_and_head_columns() -> None:
    lines = lines_of(
        "# Budget primitif",
        [
            ["Section", "Dépenses", "Recettes"],
            ["Fonctionnement", "90 000,00 €", "90 000,00 €"],
            ["Investissement", "40 000,00 €", "40 000,00 €"],
        ],
    )
    assert [(x.label, x.is_total) for x in lines][::2] == [("Fonctionnement", False), ("Investissement", False)]
    lines = lines_of(
        "# Compte administratif",
        [
            ["", "Fonctionnement", "Investissement", "Total"],
            ["Résultat reporté", "1 200,00", "300,00", "1 500,00"],
        ],
    )
    assert [(x.label, x.column_label) for x in lines] == [
        ("Résultat reporté", "Fonctionnement"),
        ("Résultat reporté", "Investissement"),
        ("Résultat reporté", "Total"),
    ]
