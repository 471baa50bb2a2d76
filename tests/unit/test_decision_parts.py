"""Decisions in parts, on invented minutes: amendments, articles, results and who is elected, titles within an item."""

from __future__ import annotations

import pytest

from extractors.records import Outcome
from tests.unit.test_decision_varieties import decided, votes_of

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
