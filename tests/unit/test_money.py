"""Sums of money in every form French minutes print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.french.money import Money, decimal_of, find_money, read_sum, tax_of


def amounts(string: str) -> list[str]:
    return [str(m.amount) for m in find_money(string)]


def only(string: str) -> Money:
    found = find_money(string)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("string", "amount"),
    [
        ("5 200,00 €", "5200.00"),
        ("33.394,77 €", "33394.77"),
        ("-13.967,53 €", "-13967.53"),
        ("1\u00a0234\u202f567,89 euros", "1234567.89"),
        ("0.35€", "0.35"),
        ("12,20€", "12.20"),
        ("2 170 000.00 € HT", "2170000.00"),
        ("1'500,00 €", "1500.00"),
        ("3.000 €", "3000"),
        ("0,125 €/kWh", "0.125"),
        ("18 € 50", "18.5"),
        ("4 euros 20 centimes", "4.2"),
        ("50 centimes", "0.5"),
        ("10 K€", "10000"),
        ("1,2 M€", "1200000.0"),
        ("25 millions d’euros", "25000000"),
        ("cent vingt euros", "120"),
        ("trois millions deux cent mille euros", "3200000"),
        ("l'euro symbolique", "1"),
        ("200,00 EUR", "200.00"),
        ("€ 450,00", "450.00"),
        ("115€€", "115"),
    ],
)
def test_one_sum(string: str, amount: str) -> None:
    assert amounts(f"un montant de {string} au total") == [amount] or amounts(string) == [amount]


def test_numbers_that_are_no_sums() -> None:
    assert find_money("le titre 2452 de 2021, article 6574, 24 voix pour, parcelle A 12, 36 mois") == ()


def test_a_year_before_a_sum_is_not_its_thousands() -> None:
    assert amounts("le 11 juin 2025 12 000 € et en 2021 500 €") == ["12000", "500"]


def test_francs_stay_francs() -> None:
    money = only("une subvention de 15 000 F accordée en 1998")
    assert (money.amount, money.currency) == (Decimal(15000), "FRF")
    assert only("1 200 francs").currency == "FRF"
    assert find_money("un logement de type F 3, bâtiment F") == ()
    assert amounts("La caution est de 1 500 F. Elle sera rendue. Le chauffage : 90 F.") == ["1500", "90"]
    assert find_money("Sont présents : 14 F. DURIEU") == ()


def test_what_follows_a_sum_with_cents_is_no_cents() -> None:
    assert amounts("le carnet à 27,00 € 10 entrées") == ["27.00"]
    assert amounts("1 250 F 50") == ["1250.5"]


def test_a_change_goes_on_to_the_next_pair() -> None:
    assert amounts("le loyer passe de 300 € à 310 €, celui du garage de 40 € à 42 €.") == ["300", "310", "40", "42"]
    assert only("un forfait de 40 € à 60 € selon la durée").amount_max == Decimal(60)


def test_units_of_two_words() -> None:
    assert [m.per for m in find_money("3 € par quart d'heure entamé, 0,80 € / demi-heure, 60 € / week-end")] == [
        "quart d'heure",
        "demi-heure",
        "week-end",
    ]
    assert [m.per for m in find_money("30 F par passage Cirques : 90 F")] == ["passage", None]


@pytest.mark.parametrize(
    ("string", "low", "high"),
    [
        ("entre 300 € et 500 € par an", "300", "500"),
        ("ENTRE 80 € ET 95 €", "80", "95"),
        ("de 300 à 500 €", "300", "500"),
        ("de 12,50 € à 18 €", "12.50", "18"),
        ("30 à 40 €", "30", "40"),
    ],
)
def test_ranges(string: str, low: str, high: str) -> None:
    money = only(string)
    assert (money.amount, money.amount_max) == (Decimal(low), Decimal(high))


def test_two_sums_are_no_range() -> None:
    assert amounts("300 € et 500 €") == ["300", "500"]
    assert amounts("le tarif passe de 3 € à 6 €") == ["3", "6"]
    assert amounts("les loyers sont portés de 310 € à 320 €") == ["310", "320"]


def test_a_sum_said_twice_is_one() -> None:
    assert amounts("la somme de deux mille cinq cents euros (2 500 €)") == ["2500"]


@pytest.mark.parametrize(
    ("string", "tax"),
    [
        ("79 800€ HT", "HT"),
        ("1 200 € H.T.", "HT"),
        ("427,20 € T.T.C.", "TTC"),
        ("un montant HT de 92 568 €", "HT"),
        ("300 € hors taxes", "HT"),
        ("coût des travaux H.T : 51 613.70 €", "HT"),
        ("300 €", None),
        ("2 000 € HT. Le reste, 500 €", "HT"),
    ],
)
def test_tax(string: str, tax: str | None) -> None:
    assert find_money(string)[0].tax == tax


def test_tax_of_one_sum_is_not_that_of_the_next() -> None:
    assert [m.tax for m in find_money("250 € HT soit 300 € TTC, plus 12 €")] == ["HT", "TTC", None]


@pytest.mark.parametrize(
    ("string", "per"),
    [
        ("0.35€ par agent sur 3 ans", "agent"),
        ("350€ HT par jour travaillé, soit", "jour travaillé"),
        ("600 € par an", "an"),
        ("60€/ha/an", "ha/an"),
        ("0,40 € le m² frais compris", "m²"),
        ("2 euros le mètre", "mètre"),
        ("1,50 €/hab", "hab"),
        ("20 000 € sur 3 ans", None),
    ],
)
def test_unit(string: str, per: str | None) -> None:
    assert find_money(string)[0].per == per


def test_sign() -> None:
    assert only("Compte 023 : + 5 000 €").sign == "+"
    assert only("Compte 023 : - 5 000 €").amount == Decimal(-5000)
    assert only("Réseaux – 500 €").amount == Decimal(500)
    assert only("un écart de -12,50 €").amount == Decimal("-12.50")


def test_a_change_tells_two_sums_though_one_currency() -> None:
    assert amounts("le traitement passera de 72 à 79 euros la tonne") == ["72", "79"]
    assert amounts("porter le loyer du garage n° 2 de 41 à 44 €") == ["41", "44"]
    assert amounts("porter le prix du repas livré chaud de 9,80 € à 10,20 €") == ["9.80", "10.20"]
    assert amounts("une aide de 72 à 79 euros") == ["72"]


def test_damaged_digits_are_read_and_flagged() -> None:
    money = only("pour 2OO,00 € environ")
    assert money.amount == Decimal("200.00")
    assert money.is_damaged
    assert money.printed == "2OO,00"
    assert only("DES MOTS : O.8€ par mois").amount == Decimal("0.8")
    assert read_sum("l 5O0,00") is not None and read_sum("l 5O0,00").is_damaged  # type: ignore[union-attr]
    assert read_sum("B1") is None
    assert read_sum("SOS") is None


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("5 200,00", "5200.00", None),
        ("- 2 160,00", "-2160.00", None),
        ("+ 2 160,00", "2160.00", None),
        ("0,8", "0.8", None),
        ("1 350 €*", "1350", "EUR"),
        ("8 630 € HT", "8630", "EUR"),
        ("500 €/an", "500", "EUR"),
        ("20 000 E", "20000", "EUR"),
        ("(1 200,00)", "1200.00", None),
    ],
)
def test_cells(cell: str, amount: str, currency: str | None) -> None:
    money = read_sum(cell)
    assert money is not None
    assert (money.amount, money.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["", "12 kg", "10 %", "gratuit", "0-25", "75 et +", "-", "Montant", "12 pour 3"])
def test_cells_that_are_no_sums(cell: str) -> None:
    assert read_sum(cell) is None


def test_tax_of_a_heading() -> None:
    assert tax_of("Montant HT") == "HT"
    assert tax_of("HT / TTC") is None
    assert tax_of("Montant") is None


def _grouped(digits: str, separator: str) -> str:
    head = len(digits) % 3 or 3
    return separator.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


@given(
    cents=st.integers(min_value=0, max_value=10**11),
    separator=st.sampled_from(["", " ", "\u00a0", "\u202f", "."]),
    point=st.sampled_from([",", "."]),
    currency=st.sampled_from([" €", "€", " euros", "\u00a0€", " EUR"]),
    sign=st.sampled_from(["", "-", "+ "]),
)
def test_whatever_is_printed_is_read_back(cents: int, separator: str, point: str, currency: str, sign: str) -> None:
    if separator == point:
        point = ","
    whole, rest = divmod(cents, 100)
    printed = f"{sign}{_grouped(str(whole), separator)}{point}{rest:02d}{currency}"
    wanted = Decimal(cents) / 100 * (-1 if sign == "-" else 1)
    assert only(printed).amount == wanted
    cell = read_sum(printed)
    assert cell is not None and cell.amount == wanted


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([" ", "\u00a0", "\u202f", ""]))
def test_whole_sums_are_read_back(euros: int, separator: str) -> None:
    assert only(f"soit {_grouped(str(euros), separator)} € de recettes").amount == Decimal(euros)


@given(st.text(max_size=80))
def test_no_text_breaks_the_grammar_and_spans_hold_the_sum(string: str) -> None:
    end = 0
    for money in find_money(string):
        assert end <= money.start < money.end <= len(string)
        end = money.end
    read_sum(string)


def test_decimal_of_ambiguous_dots() -> None:
    assert decimal_of("2.000") == Decimal(2000)
    assert decimal_of("0.125") == Decimal("0.125")
    assert decimal_of("12.345.678,9") == Decimal("12345678.9")


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("L'encours passera de 2,1 à 3,4 millions d'euros.", ["2100000", "3400000"]),
        ("Le coût est estimé entre 1,5 et 2 millions d'euros.", ["1500000"]),
        ("L'encours passera de 850 000 à 1,2 million d'euros.", ["850000", "1200000"]),
    ],
)
def test_a_scale_said_once_is_of_both_ends(text: str, sums: list[str]) -> None:
    assert [f"{m.amount:.0f}" for m in find_money(text)] == sums
