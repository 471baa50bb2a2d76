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
    assert (said.labels, said.item) == (labels, item)


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
