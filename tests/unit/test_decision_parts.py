"""Decisions in parts, on invented minutes: amendments, articles, results and who is elected, titles within an item."""

from __future__ import annotations

import pytest

from extractors.deliberations import read_deliberations
from extractors.layout import lay_out
from extractors.outline import find_outline
from extractors.records import Outcome
from tests.unit.session_documents import pages_with_bold
from tests.unit.test_decision_varieties import ROLL, decided, votes_of

pytestmark = pytest.mark.unit


def test_an_amendment_lost_is_a_decision_before_that_on_the_text() -> None:
    found = decided(
        "1. CRÉATION DE COMMISSIONS\n"
        "Le Maire propose de créer six commissions. Mme Houdard trouve ce nombre excessif.\n"
        "Un amendement de Mme Houdard, qui en réduit le nombre, est mis aux voix : Pour 5, contre 11."
        " L'amendement est rejeté.\n"
        "Le texte initial est alors mis au vote : Pour : 12 ; Contre : 4.\n"
        "La création de six commissions est adoptée.\n"
        "2. DIVERS\n"
        "Le conseil, à l'unanimité, accepte le don.\n"
    )
    assert [(d.outcome, d.votes_for, d.votes_against) for d in found[:2]] == [
        (Outcome.REJECTED, 5, 11),
        (Outcome.ADOPTED, 12, 4),
    ]


def test_the_vote_on_the_whole_is_the_act_s_where_articles_are_voted_one_by_one() -> None:
    found = decided(
        "1. CONTRAT DE RIVIÈRE\n"
        "Vote par article.\n"
        "Article 1 : adopté à l'unanimité.\n"
        "Article 2 : adopté par 8 voix contre 3.\n"
        "L'ensemble du contrat est adopté par 9 voix pour, 2 contre.\n"
        "2. DIVERS\n"
        "Le conseil, à l'unanimité, accepte le don.\n"
    )
    assert votes_of(found)[0] == (False, 9, 2, None)
    assert len(found) == 2


def test_proceeding_to_an_election_and_its_outcome_are_one_decision() -> None:
    found = decided(
        "1. CCAS\n"
        "Le conseil municipal procède à l'élection de ses représentants.\n"
        "La liste conduite par Mme Houdard recueille 10 suffrages.\n"
        "Sont élus : M. Cortil, 9 voix ; Mme Bessac, 8 voix.\n"
        "2. DIVERS\n"
        "Le conseil, à l'unanimité, accepte le don.\n"
    )
    assert [d.section for d in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Le conseil se prononce contre la vente de la parcelle, à l'unanimité.", Outcome.REJECTED),
        ("Élue : Mme Houdard (10 voix contre 4 à M. Cortil)", Outcome.ADOPTED),
        ("10 pour (Yvan Cortil, président du club, ne vote pas)", Outcome.ADOPTED),
    ],
)
def test_outcomes(line: str, outcome: Outcome) -> None:
    found = decided(f"1. AFFAIRE DU PONT\n{line}\n2. DIVERS\nLe conseil, à l'unanimité, accepte le don.\n")
    assert [(d.section, d.outcome) for d in found] == [("1", outcome), ("2", Outcome.ADOPTED)]


def test_results_alone_are_an_election() -> None:
    found = decided(
        "1. ÉLECTION DU 4E ADJOINT\n"
        "Lise Houdard obtient 6 voix\n"
        "Yvan Cortil obtient 5 voix\n"
        "Lise Houdard devient quatrième adjointe.\n"
        "2. SYNDICAT DES EAUX\n"
        "Titulaires : Mme Houdard (11 voix), M. Cortil (10 voix)\n"
        "3. DÉLÉGUÉ AU PARC\n"
        "Unanimité pour Mme Bessac.\n"
        "4. DÉLÉGUÉS SÉNATORIAUX\n"
        "Le maire a proclamé élus délégués : M. Cortil et Mme Bessac.\n"
        "5. DIVERS\n"
        "Le tournoi a réuni 40 joueurs, M. Cortil a marqué 12 points.\n"
    )
    assert [(d.section, d.outcome) for d in found] == [(str(i), Outcome.ADOPTED) for i in range(1, 5)]
    assert [d.unanimous for d in found] == [None, None, True, None]


def test_who_is_proclaimed_without_a_subject_was_named_just_before() -> None:
    found = decided(
        "1. ÉLECTION DU DEUXIÈME ADJOINT\n"
        "A obtenu : M. Cortil, unanimité des suffrages, soit 11 voix. A été proclamé deuxième adjoint.\n"
        "2. DIVERS\n"
        "Le conseil, à l'unanimité, accepte le don.\n"
    )
    assert [d.section for d in found] == ["1", "2"]


def test_the_vote_on_the_whole_budget_is_the_act_s_and_chapters_are_no_headings() -> None:
    found = decided(
        "1. BUDGET PRIMITIF\n"
        "Chapitre 011 : 10 pour, 4 abstentions\n"
        "Chapitre 012 : 14 pour\n"
        "M. le Maire met aux voix l'ensemble du budget :\n"
        "Pour : 10\n"
        "Contre : 4\n"
        "Le budget primitif est adopté.\n"
        "2. DIVERS\n"
        "Le conseil, à l'unanimité, accepte le don.\n"
    )
    assert [d.section for d in found] == ["1", "2"]
    assert votes_of(found)[0] == (False, 10, 4, None)


def test_titles_of_decisions_within_an_item_hold_for_the_first_too() -> None:
    lines = [
        *ROLL.splitlines(),
        "Finances et budgets",
        "Responsable : Lise Houdard",
        "Toiture de la halle",
        "Trois entreprises ont répondu.",
        "Le conseil retient l'offre de l'entreprise Sarrazin par 3 voix pour et 1 contre.",
        "Panneaux de la salle",
        "Une étude a été présentée par le syndicat.",
        "Le conseil refuse le devis à l'unanimité.",
        "Urbanisme",
        "Le conseil approuve la vente à l'unanimité.",
    ]
    document = lay_out(pages_with_bold(lines, ["Finances et budgets", "Urbanisme"]))
    found = read_deliberations(document, find_outline(document))
    assert [d.title for d in found] == ["Toiture de la halle", "Panneaux de la salle", "Urbanisme"]


@pytest.mark.parametrize(
    "line",
    [
        "En remplacement de M. Cortil, démissionnaire, est nommée Mme Houdard.",
        "Le Conseil adjuge le pré à M. Sénéchal moyennant un loyer de 115 F.",
        "Le programme des fêtes est arrêté comme suit : jeux le 14.",
    ],
)
def test_old_words_for_deciding(line: str) -> None:
    found = decided(f"1. DÉLÉGUÉS\n{line}\n2. DIVERS\nLe conseil, à l'unanimité, accepte le don.\n")
    assert [d.section for d in found] == ["1", "2"]


def test_a_class_trip_is_no_verb() -> None:
    found = decided(
        "1. PROJETS\n- Classe découverte : accord du conseil (unanimité)\n- Piscine : reporté au prochain conseil\n"
        "2. DIVERS\nLe conseil, à l'unanimité, accepte le don.\n"
    )
    assert [d.outcome for d in found] == [Outcome.ADOPTED, Outcome.POSTPONED, Outcome.ADOPTED]


def test_an_abbreviation_ends_no_vote() -> None:
    found = decided("1. BANQUET\nVote : 2 pour, 1 contre (M. Cortil), 1 abst. (A. Bessac).\n2. DIVERS\nNéant.\n")
    assert votes_of(found) == [(False, 2, 1, 1)]
    assert len(found[0].decision or "") > 40
