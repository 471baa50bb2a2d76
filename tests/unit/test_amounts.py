"""Sums stated in running text: for what, to whom, with the facts of a loan; said again they are one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.amounts import read_amounts
from extractors.financial_tables import read_financial_tables
from extractors.money.parties import parties_in
from extractors.records import Amount
from extractors.tariffs import read_tariffs
from tests.unit.money_documents import Part, document_of


def amounts_of(*parts: Part) -> tuple[Amount, ...]:
    document, outline = document_of(*parts)
    _, lines = read_financial_tables(document, outline, ())
    return read_amounts(document, outline, (), read_tariffs(document, outline, ()), lines)


def sums(*parts: Part) -> list[str]:
    return [f"{a.amount}" for a in amounts_of(*parts)]


def test_the_same_sum_in_account_and_decision_is_one() -> None:
    assert sums(
        "# Attribution du marché",
        "La commission a retenu l'entreprise DURVAL pour un montant de 250 538.00 € HT, soit 300 645.60 € TTC.",
        "- Approuve l'offre de l'entreprise DURVAL d'un montant de 250 538.00 € HT, soit 300 645.60 € TTC.",
    ) == ["250538.00", "300645.60"]


def test_the_same_sum_for_two_parties_is_two() -> None:
    amounts = amounts_of(
        "# Avoirs",
        "La commune de Valbrune a été facturée à tort 345 € HT.",
        "Il s'agit d'émettre un avoir de 230 € HT.",
        "La commune d'Orsec a été facturée à tort 345 € HT.",
        "Il s'agit d'émettre un avoir de 230 € HT.",
    )
    assert [(f"{a.amount}", a.counterparty) for a in amounts] == [
        ("345", "commune de Valbrune"),
        ("230", "commune de Valbrune"),
        ("345", "commune d'Orsec"),
        ("230", "commune d'Orsec"),
    ]


def test_offers_of_two_banks() -> None:
    amounts = amounts_of(
        "# Emprunt",
        "Le Crédit Agricole propose un prêt de 145 000 € sur 10 ans au taux de 1,04 %.",
        "Le Crédit Mutuel propose un prêt de 145 000 € sur 10 ans au taux fixe de 0,99 %.",
        "Le conseil retient le Crédit Mutuel pour 145 000 €.",
    )
    assert [(a.counterparty, a.rate_pct, a.term_months) for a in amounts] == [
        ("Crédit Agricole", Decimal("1.04"), 120),
        ("Crédit Mutuel", Decimal("0.99"), 120),
    ]


def test_prices_and_cells_are_not_amounts_too() -> None:
    assert (
        sums(
            "# Tarifs de la garderie",
            "Le tarif de la garderie est fixé à 2,50 € par heure.",
            [["Tarif", "Montant"], ["Goûter", "0,60 €"]],
        )
        == []
    )
    assert sums("# Décision modificative", "- Compte 6574 : + 350,00 €", "- Compte 6226 : - 350,00 €") == []


def test_what_a_sum_is_for() -> None:
    (amount,) = amounts_of(
        "# Dons", "Il est proposé de verser une aide exceptionnelle de 500 € à l'association Les Lavandes."
    )
    assert amount.what is not None and "aide exceptionnelle" in amount.what
    assert amount.counterparty == "association Les Lavandes"


def test_the_same_told_otherwise() -> None:
    amounts = amounts_of(
        "# Chemin du lavoir",
        "La commune achète la bande de terrain au prix de 0,70 € le m², soit 910 €, frais d'acte estimés à 300 €.",
    )
    assert amounts[0].what == amounts[1].what
    assert amounts[2].what == "frais d'acte"


def test_a_grantee_named_once_for_what_was_asked_and_given() -> None:
    amounts = amounts_of(
        "# Subventions aux associations",
        "L'Amicale des Charrons : montant demandé : 620 € ; montant attribué : 300 €.",
        "Fanfare de Valbrune : demandé 250 €, accordé 200 €",
    )
    assert [(str(a.amount), a.counterparty) for a in amounts] == [
        ("620", "Amicale des Charrons"),
        ("300", "Amicale des Charrons"),
        ("250", "Fanfare de Valbrune"),
        ("200", "Fanfare de Valbrune"),
    ]


def test_references_and_units() -> None:
    (amount,) = amounts_of("# Titres", "La commune de Valbrune a été facturée par le titre 2452 pour 2 169,60 €.")
    assert amount.reference == "titre 2452"
    (amount,) = amounts_of("# Prestation", "Le contrat s'élève à 350 € HT par jour travaillé.")
    assert (amount.tax, amount.per) == ("HT", "jour travaillé")


def test_a_repeat_under_another_heading_is_its_own_fact() -> None:
    assert sums("# Un", "Une dépense de 500 € est prévue.", "# Deux", "Une recette de 500 € est prévue.") == [
        "500",
        "500",
    ]


def test_parties() -> None:
    assert [p.name for p in parties_in("à l'entreprise DURVAL de Rocbrune et au Crédit Mutuel")] == [
        "entreprise DURVAL de Rocbrune",
        "Crédit Mutuel",
    ]
    assert parties_in("Monsieur le Maire expose que Madame LENOIR propose") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("au détriment de la commune de Valbrune. Il convient d'émettre un avoir", ["commune de Valbrune"]),
        (
            "l'association « Amis de la lecture publique » fêtera ses dix ans",
            ["association Amis de la lecture publique"],
        ),
        ("La Banque coopérative du Ponant propose un prêt", ["Banque coopérative du Ponant"]),
        ("à la S.A.R.L. Tuiles & Cie. Elle", ["S.A.R.L. Tuiles & Cie"]),
        ("retient l'offre de DURVAL TP pour 12 300 € HT", ["DURVAL TP"]),
        ("accepte le devis de la société DURVAL", ["société DURVAL"]),
        ("retient l'offre de base à 12 300 € HT", []),
        ("la parole est donnée à M. DURVAL qui présente le dossier", []),
        ("donne la parole à Monsieur Durval", []),
        ("M. DURVAL présente le dossier.", []),
        ("à M. DURVAL, rapporteur", []),
        ("une indemnité de 300 € est versée à M. DURVAL", ["M. DURVAL"]),
    ],
)
def test_the_name_of_a_party_and_who_is_none(text: str, names: list[str]) -> None:
    assert [p.name for p in parties_in(text)] == names


def test_a_party_is_of_its_own_item_only() -> None:
    amounts = amounts_of(
        "# Emprunt", "Le conseil emprunte 120 000 € auprès du Crédit Mutuel.", "# Subventions",
        "Amicale laïque 300 € ; Comité des fêtes 600 €.",
    )  # fmt: skip
    assert [a.counterparty == "Crédit Mutuel" for a in amounts] == [True, False, False]


def test_who_speaks_is_not_who_is_paid() -> None:
    for said in ("M. Durval : la dette est de 1 120 €.", "M. Durval (rapporteur) présente un excédent de 1 120 €."):
        assert [a.counterparty for a in amounts_of("# Finances", said)] == [None]


def test_a_party_is_forgotten_after_a_few_paragraphs() -> None:
    amounts = amounts_of(
        "La commune de Valbrune demande 345 €.", "Rien.", "Rien.", "Rien.", "Rien.", "Le coût est de 230 €."
    )
    assert [a.counterparty for a in amounts] == ["commune de Valbrune", None]


def test_grants_of_a_list_are_each_for_the_name_before() -> None:
    amounts = amounts_of(
        "# Subventions", "Sont votées les subventions suivantes : Amicale laïque 450 € ; Club de boules 90 €."
    )
    assert [(str(a.amount), a.counterparty) for a in amounts] == [("450", "Amicale laïque"), ("90", "Club de boules")]


def test_an_institution_needs_no_name_and_ends_with_its_sentence() -> None:
    amounts = amounts_of(
        "# Divers", "Le Département versera une aide de 2 500 €. Le gardiennage de l'église revient à 119 €."
    )
    assert [(str(a.amount), a.counterparty) for a in amounts] == [("2500", "Département"), ("119", None)]


def test_a_civility_ends_no_sentence() -> None:
    (amount,) = amounts_of("# Divers", "Le conseil retient le devis de M. Baudry pour la peinture : 1 870 € HT.")
    assert amount.counterparty == "M. Baudry"
    assert amount.what == "Le conseil retient le devis de M. Baudry pour la peinture"


def test_what_a_verb_grants_stands_behind_the_sum() -> None:
    (amount,) = amounts_of("# Divers", "Le conseil fixe à 474,22 € l'indemnité annuelle du gardien de l'église.")
    assert amount.what == "l'indemnité annuelle du gardien de l'église"


def test_what_leads_to_a_result_is_not_its_name() -> None:
    (amount,) = amounts_of("# Compte", "D'où un excédent de clôture de 12 418,20 €.")
    assert amount.what == "excédent de clôture"


def test_a_loan_in_a_title_is_told_by_its_text() -> None:
    (amount,) = amounts_of(
        "# Emprunt de 84 000 €",
        "Le conseil contracte auprès du Crédit Rural un emprunt de 84 000 € au taux de 3,15 % sur 12 ans.",
    )
    assert (amount.counterparty, str(amount.rate_pct), amount.term_months) == ("Crédit Rural", "3.15", 144)


def test_who_says_a_sum_in_a_dialogue_is_not_paid_it() -> None:
    (amount,) = amounts_of("# Budget", "M. ARDOUIN. – Le déficit du camping atteint 41 000 euros.")
    assert amount.counterparty is None
