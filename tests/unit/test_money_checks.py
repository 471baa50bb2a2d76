"""Arithmetic of money put to the test: what passes, what fails, and what is not tested."""

from __future__ import annotations

from extractors.checks.money import check_money, confirm
from extractors.financial_tables import read_financial_tables
from extractors.records import Check, CheckResult
from extractors.tariffs import read_tariffs
from tests.unit.money_documents import Part, document_of


def checks_of(*parts: Part) -> tuple[Check, ...]:
    document, outline = document_of(*parts)
    tables, lines = read_financial_tables(document, outline, ())
    return check_money(document, tables, lines, read_tariffs(document, outline, ()), ())


def results(rule: str, *parts: Part) -> list[CheckResult]:
    return [c.result for c in checks_of(*parts) if c.rule == rule]


SUBSIDIES: list[list[str]] = [["Association", "Montant"], ["Club", "450,00 €"], ["Amis", "60,00 €"]]


def test_a_total_that_adds_up_and_one_that_does_not() -> None:
    assert results("money.total", "# Subventions", [*SUBSIDIES, ["TOTAL", "510,00 €"]]) == [CheckResult.PASSED]
    (check,) = [c for c in checks_of("# Subventions", [*SUBSIDIES, ["TOTAL", "501,00 €"]]) if c.rule == "money.total"]
    assert check.result is CheckResult.FAILED
    assert "501,00" in check.message and "510,00" in check.message


def test_subtotals_and_grand_total() -> None:
    table = [
        ["Objet", "Montant"],
        ["Gros œuvre", "100,00 €"],
        ["Toiture", "50,00 €"],
        ["Sous-total", "150,00 €"],
        ["Peinture", "20,00 €"],
        ["Sous-total", "20,00 €"],
        ["TOTAL", "170,00 €"],
    ]
    assert results("money.total", "# Travaux", table) == [CheckResult.PASSED] * 3


def test_an_empty_total_is_not_stated() -> None:
    table = [["Dépenses", "<", "Recettes", "<"], ["Article", "Montant", "Article", "Montant"],
             ["2135 Installations", "10,00", "", ""], ["Total", "10,00", "Total", ""]]  # fmt: skip
    assert CheckResult.NOT_STATED in results("money.total", "# Décision modificative", table)


def test_balance_of_two_tables() -> None:
    head = ["Chapitre", "Article", "Nature", "Montant"]
    parts: list[Part] = [
        "# Décision modificative n° 1",
        "Dépenses :",
        [head, ["21", "2184", "MOBILIER", "1 250.00"]],
        "Recettes :",
        [head, ["13", "1321", "SUBVENTION", "1 200.00"]],
    ]
    (check,) = [c for c in checks_of(*parts) if c.rule == "money.balance"]
    assert check.result is CheckResult.FAILED
    assert "1\u202f250,00" in check.message and "1\u202f200,00" in check.message


def test_sections_in_columns_balance_each_by_itself() -> None:
    rows = [
        ["Budget primitif", "Fonctionnement", "Investissement"],
        ["Dépenses", "5 000,00 €", "2 000,00 €"],
        ["Recettes", "5 000,00 €", "1 900,00 €"],
    ]
    assert results("money.balance", "# Budget primitif", rows) == [CheckResult.PASSED, CheckResult.FAILED]


def test_what_was_spent_and_received_need_not_balance() -> None:
    rows = [["", "Montant"], ["Dépenses réalisées", "5 000,00 €"], ["Recettes réalisées", "5 400,00 €"]]
    assert results("money.balance", "# Budget", "Exécution du budget 2020 :", rows) == []


def test_prices_are_not_added_up() -> None:
    rows = [["Tarifs de location", "Prix"], ["Petite salle", "80,00 €"], ["Grande salle", "150,00 €"], ["", "20,00 €"]]
    assert results("money.total", "# Tarifs des salles", rows) == []


def grid(*tiers: str) -> list[list[str]]:
    return [["Tarif", *tiers], ["Abonnement par poste", *(f"{9 - i},00 €" for i, _ in enumerate(tiers))]]


def test_tiers() -> None:
    assert results("money.tiers", "# Tarifs", grid("0-10", "11-50", "51 et +")) == [CheckResult.PASSED]
    assert results("money.tiers", "# Tarifs", grid("0-10", "10-50", "51 et +")) == [CheckResult.FAILED]
    assert results("money.tiers", "# Tarifs", grid("0-10", "20-50", "51 et +")) == [CheckResult.FAILED]


def test_statements_in_prose() -> None:
    assert results("money.tax", "L'offre est de 1 000,00 € HT soit 1 200,00 € TTC.") == [CheckResult.PASSED]
    assert results("money.tax", "L'offre est de 1 000,00 € HT soit 1 055,00 € TTC.") == [CheckResult.PASSED]
    assert results("money.tax", "L'offre est de 1 000,00 € TTC soit 1 200,00 € TTC.") == [CheckResult.FAILED]
    assert results("money.tax", "L'offre est de 1 200,00 € HT soit 1 000,00 € TTC.") == [CheckResult.FAILED]
    assert results("money.product", "Le livre coûte 8,00 € pour un effectif de 40 élèves, soit 320,00 € au total.") == [
        CheckResult.PASSED
    ]
    loan = "Une mensualité de 1 000 euros sur 5 ans, {} euros avec les intérêts."
    assert results("money.instalments", loan.format("60 000")) == [CheckResult.PASSED]
    assert results("money.instalments", loan.format("61 000")) == [CheckResult.FAILED]
    assert results("money.parts", "Les frais sont de 12,50 € et 7,50 €, soit un total de 20,00 €.") == [
        CheckResult.PASSED
    ]


def test_days_and_years_are_no_tax_slip() -> None:
    assert results("money.tax", "Le contrat est de 350 € HT par jour, soit 79 800 € HT pour un an.") == []


def test_cells_that_close_are_confirmed() -> None:
    document, outline = document_of("# Subventions", [*SUBSIDIES, ["TOTAL", "510,00 €"]])
    _, lines = read_financial_tables(document, outline, ())
    assert min(x.evidence.confidence for x in confirm(lines)) > max(x.evidence.confidence for x in lines)
    document, outline = document_of("# Subventions", [*SUBSIDIES, ["TOTAL", "501,00 €"]])
    _, lines = read_financial_tables(document, outline, ())
    assert confirm(lines) == lines


SECTIONS = [
    ["", "Fonctionnement", "Investissement"],
    ["Dépenses", "500,00 €", "300,00 €"],
    ["Recettes", "500,00 €", "320,00 €"],
]


def test_columns_of_both_sides_balance_one_by_one() -> None:
    assert results("money.balance", "# Budget primitif", SECTIONS) == [CheckResult.PASSED, CheckResult.FAILED]


def test_an_account_that_was_carried_out_need_not_balance() -> None:
    assert results("money.balance", "# Compte 2031", "L'exécution du budget se présente ainsi :", SECTIONS) == []


def test_tiers_that_leave_out_their_bounds_do_not_overlap() -> None:
    lines = ("moins de 800 : 5,10 €", "de 800 à 1200 : 6,40 €", "plus de 1200 : 7,95 €")
    assert results("money.tiers", "# Tarifs du repas", "Les tarifs sont fixés :", *lines) == [CheckResult.PASSED]
    lines = ("de 0 à 800 : 5,10 €", "de 800 à 1200 : 6,40 €")
    assert results("money.tiers", "# Tarifs du repas", "Les tarifs sont fixés :", *lines) == [CheckResult.FAILED]
