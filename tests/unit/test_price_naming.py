"""What prices are for: titles without their act and season, sentences by what their word for prices governs."""

from __future__ import annotations

import pytest

from extractors.money.naming import announced, first_name, is_bare_noun, is_sentence, named_by, service_named


@pytest.mark.parametrize(
    ("title", "service"),
    [
        ("Fixation des tarifs de la cantine et de la garderie – année scolaire 2022-2023", "cantine et de la garderie"),
        ("1) TARIFS CANTINE SCOLAIRE – RENTRÉE 2015", "CANTINE SCOLAIRE"),
        ("Camping municipal « Le Lac » : tarifs de la saison 2024", "Camping municipal « Le Lac »"),
        ("Tarifs du portage de repas au 1er septembre 2021", "portage de repas"),
        ("Tarifs municipaux – Location de salles", "Location de salles"),
        ("Tarifs 2023 du camping", "camping"),
        ("Tarifs de l'eau et de l'assainissement 2025 (HT)", "eau et de l'assainissement"),
        ("Service public d'assainissement non collectif", "assainissement non collectif"),
        ("DÉLIBÉRATION N° 12 - TARIFS ASSAINISSEMENT", "ASSAINISSEMENT"),
        ("3ème objet : Droits de place", "Droits de place"),
        ("6°) Tarifs à la rentrée de septembre 2003", None),
        ("TARIFS COMMUNAUX POUR 1997", None),
        ("Tarif unique", None),
        ("Le tableau ci-dessous tient compte de la hausse votée l'an dernier", None),
        ("Réunion du conseil municipal du 12 mars", None),
    ],
)
def test_titles(title: str, service: str | None) -> None:
    assert service_named(title) == service


@pytest.mark.parametrize(
    ("sentence", "service"),
    [
        ("Il est proposé de maintenir les tarifs d'adhésion à la médiathèque", "adhésion à la médiathèque"),
        (
            "Le Conseil décide à l'unanimité de fixer ainsi les tarifs de location de la salle à compter du 1er mai :",
            "location de la salle",
        ),
        ("Le Conseil applique les tarifs suivants pour la location de la halle", "location de la halle"),
        ("Le rapporteur présente la révision des redevances d'occupation du domaine public pour 2019 :",
         "redevances d'occupation du domaine public"),
        ("Les tarifs seraient les suivants :", None),
        ("M. le Maire rappelle les tarifs en vigueur", None),
        ("Il commente le tableau suivant :", None),
    ],
)  # fmt: skip
def test_sentences_name_what_their_word_for_prices_governs(sentence: str, service: str | None) -> None:
    assert is_sentence(sentence)
    assert announced(sentence) == service
    assert named_by(sentence) == service


@pytest.mark.parametrize(
    "title", ["Portage de repas à domicile", "VOTE DES TARIFS", "Eau : part fixe", "Tarif à l'année"]
)
def test_titles_are_no_sentences(title: str) -> None:
    assert not is_sentence(title)


def test_a_bare_word_for_a_price_is_told_by_the_title_above() -> None:
    assert is_bare_noun("I-a Redevance 2007")
    assert not is_bare_noun("Redevance d'occupation")
    assert first_name(["I-a Redevance 2007", "I – Déchets ménagers"]) == "Déchets ménagers – Redevance 2007"
    assert first_name(["LOYERS COMMUNAUX"]) == "LOYERS COMMUNAUX"
    assert first_name(["Tarifs 2024", "Piscine"]) == "Piscine"
