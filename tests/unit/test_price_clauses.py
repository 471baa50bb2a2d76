"""What a sentence says of a sum: what it buys, and whether it is the price so far."""

from __future__ import annotations

import pytest

from extractors.money.price_clauses import read_clause, sets_price


@pytest.mark.parametrize(
    ("before", "after", "labels", "item"),
    [
        ("- Repas adulte : ", "", ("Repas adulte",), None),
        ("contrôle de conception, ", " ; ", ("contrôle de conception",), None),
        ("Carte de dix entrées ........ ", "", ("Carte de dix entrées",), None),
        ("b) Columbarium : case pour 15 ans : ", "", ("Columbarium", "case pour 15 ans"), None),
        ("Les loyers proposés sont les suivants : bureau de 12 m² : ", " ; ", ("bureau de 12 m²",), None),
        ("Le tarif du repas est fixé à ", "", ("repas",), None),
        ("Le maire rappelle que le prix du goûter est de ", "", ("goûter",), None),
        ("Le badge, non remboursable, est vendu ", "", ("badge",), None),
        ("Le food-truck versera ", "", ("food-truck",), None),
        ("Eau : part fixe ", "", ("Eau", "part fixe"), None),
        (" en 2031), prime fixe ", "", ("prime fixe",), None),
        ("propose de le porter à ", " pour les enfants et de maintenir à ", (), "enfants"),
        (" pour les enfants et de maintenir à ", " le repas adulte.", ("repas adulte",), None),
        ("Repas hors délai : majoration de ", ".", ("Repas hors délai", "majoration"), None),
        ("Concession : ", " pour 30 ans", ("Concession",), "30 ans"),
        ("part variable ", " de 0 à 90 m3 et ", ("part variable",), "de 0 à 90 m3"),
        ("pour un loyer mensuel de ", " de charges", ("loyer mensuel",), "charges"),
        ("Le droit de place pour les ambulants est fixé à ", "", ("droit de place pour les ambulants",), None),
        ("Pour les camions de vente, la redevance est de ", "", ("camions de vente", "redevance"), None),
        ("Bois de chauffage : le prix du stère reste à ", "", ("Bois de chauffage", "stère"), None),
        ("Le conseil fixe à l'unanimité la participation à ", " pour les familles", ("participation",), "familles"),
        ("de fixer la redevance pour le contrôle de réalisation à ", "", ("redevance pour le contrôle de réalisation",),
         None),
        ("de fixer à ", " TTC le diagnostic en cas de vente ;", ("diagnostic en cas de vente",), None),
        ("adopte les tarifs proposés, sous réserve du contrôle annuel, fixé à ", "", ("contrôle annuel",), None),
        ("sera loué pour un loyer mensuel de ", "", ("loyer mensuel",), None),
        (", l'entrée enfant à ", "", ("entrée enfant",), None),
        (" ; celui du CD-ROM à ", "", ("… du CD-ROM",), None),
        ("décide de vendre aux habitants des composteurs de 300 litres à ", "", ("composteurs de 300 litres",), None),
        ("Article 1 : Repas : ", "", ("Repas",), None),
        ("Habitants : ", " (été) – ", ("Habitants",), "été"),
        ("et ", " pour les extérieurs à compter du 1er mai", (), "extérieurs"),
        ("et ", " d'abonnement et ", (), "abonnement"),
    ],
)  # fmt: skip
def test_what_a_price_buys(before: str, after: str, labels: tuple[str, ...], item: str | None) -> None:
    said = read_clause(before, after)
    assert ((*said.led, *said.labels), said.item) == (labels, item)


@pytest.mark.parametrize(
    "before",
    [
        "(au lieu de ",
        "Le tarif du repas est actuellement de ",
        "propose de porter le prix du repas livré de ",
        "M. le Maire rappelle les tarifs en vigueur : ",
    ],
)
def test_the_price_so_far(before: str) -> None:
    assert read_clause(before, "").is_former


@pytest.mark.parametrize("before", ["Le tarif du repas est fixé à ", "par 3 voix pour et 1 contre, fixe le loyer à "])
def test_a_price_that_is_set_is_none_so_far(before: str) -> None:
    assert not read_clause(before, "").is_former


def test_a_sum_that_names_nothing_shares_the_one_before() -> None:
    assert read_clause(" et ", " la journée").is_open
    assert not read_clause("Repas : ", "").is_open


def test_verbs_that_set_a_price() -> None:
    assert sets_price("La pénalité est fixée à 5 € par quart d'heure.")
    assert sets_price("Le supplément passe de 0,60 € à 0,70 €.")
    assert not sets_price("Le fonds social est abondé de 40 000 €.")


@pytest.mark.parametrize(
    ("before", "after", "is_step"),
    [
        ("propose d'augmenter l'abonnement de ", ".", True),
        ("une hausse de ", ".", True),
        ("le tarif augmente de ", " à ", False),
        ("Un repas non réservé est majoré de ", ".", False),
    ],
)
def test_by_how_much_a_price_changes(before: str, after: str, is_step: bool) -> None:
    assert read_clause(before, after).is_step is is_step


def test_what_a_sum_is_counted_by_may_begin_what_it_buys() -> None:
    assert read_clause("de maintenir à ", " adulte.", measure="le repas").labels == ("repas adulte",)
