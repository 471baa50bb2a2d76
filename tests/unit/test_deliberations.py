"""Decisions found in invented minutes: their wording, their grouping, what is none."""

from __future__ import annotations

import pytest

from extractors.deliberations import read_deliberations
from extractors.deliberations.units import units_of
from extractors.deliberations.wording import Wording, read_wording
from extractors.records import Deliberation, Outcome
from tests.unit.session_documents import document_of, outline_of

pytestmark = pytest.mark.unit

TITLE = "Achat d'une faucheuse"


def decisions(*lines: str, before: tuple[str, ...] = ()) -> tuple[Deliberation, ...]:
    document = document_of([*before, TITLE, *lines])
    return read_deliberations(document, outline_of(document, [TITLE]))


def wording(text: str) -> Wording:
    document = document_of([text])
    return next(read_wording(u).wording for b in document.blocks for u in units_of(b))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Après en avoir délibéré, le conseil municipal, à l'unanimité :", Wording.OPENER),
        ("Le conseil syndical, par 12 voix pour et 2 abstentions, approuve la convention proposée.", Wording.ACT),
        ("Les membres du bureau ont, à l'unanimité :", Wording.OPENER),
        ("Le Conseil Municipal,", Wording.ACTOR),
        ("- Autorise Madame le Maire à signer la convention.", Wording.CLAUSE),
        ("✓ Approuve le plan de financement,", Wording.CLAUSE),
        ("Article 2 : APPROUVE les statuts du syndicat.", Wording.CLAUSE),
        ("De fixer le tarif à 12 euros par jour.", Wording.CLAUSE),
        ("Il est décidé d'acquérir la parcelle.", Wording.PASSIVE),
        ("Le compte rendu de la séance du 4 mai 2020 est adopté.", Wording.PASSIVE),
        ("Compte rendu de la réunion du 4 mai 2020 adopté.", Wording.PASSIVE),
        ("La proposition de la banque est acceptée à l'unanimité.", Wording.PASSIVE),
        ("Vote : pour à l'unanimité", Wording.VOTE),
        ("Cette délibération, mise aux voix, est adoptée à l'unanimité.", Wording.VOTE),
        ("Pour : 12 - Contre : 3 (M. Lormeau, Mme Tissier et M. Rouvre)", Wording.VOTE),
        ("Ce point est retiré de l'ordre du jour.", Wording.FATE),
        ("Ajournée", Wording.FATE),
        ("Il est proposé de vendre le presbytère.", Wording.PROPOSAL),
        (
            "Madame le Maire demande aux membres du conseil s'ils sont d'accord pour accorder cette aide.",
            Wording.PROPOSAL,
        ),
        ("Vu la délibération du 3 mars 2019 par laquelle le conseil municipal approuve le projet,", Wording.NARRATIVE),
        ("Le comité technique du centre de gestion a validé à l'unanimité cette participation.", Wording.NARRATIVE),
        ("Lors de sa réunion du 12 mai, le comité syndical a approuvé cette adhésion.", Wording.NARRATIVE),
        ("Le bureau de vote sera tenu à la salle des fêtes.", Wording.NARRATIVE),
        ("M. Lormeau se retire et ne prend part ni au débat ni au vote.", Wording.NARRATIVE),
        ("M. Lormeau, concerné par ce dossier, s'est retiré et n'a pas participé au vote.", Wording.NARRATIVE),
        ("La délibération sera adoptée à l'automne.", Wording.NARRATIVE),
    ],
)
def test_wording(text: str, expected: Wording) -> None:
    assert wording(text) is expected


def test_clauses_about_one_matter_are_one_deliberation() -> None:
    found = decisions(
        "Après en avoir délibéré, le conseil municipal, à l'unanimité :",
        "- Approuve l'achat d'une faucheuse.",
        "- Autorise le maire à signer le bon de commande.",
        "- Dit que la dépense est inscrite au budget.",
    )
    assert [(d.title, d.outcome, d.unanimous) for d in found] == [(TITLE, Outcome.ADOPTED, True)]
    assert found[0].decision is not None
    assert "signer le bon de commande" in found[0].decision
    assert found[0].evidence.quote.startswith("- Approuve")


def test_deliberations_listed_under_one_vote_are_several() -> None:
    found = decisions(
        "À l'unanimité des membres présents, le conseil syndical approuve :",
        "• La délibération relative au règlement du temps de travail.",
        "• La délibération relative au tableau des effectifs.",
    )
    assert [d.unanimous for d in found] == [True, True]
    assert "temps de travail" in (found[0].decision or "")
    assert "tableau des effectifs" in (found[1].decision or "")


def test_numbered_decisions_in_one_sentence_are_several() -> None:
    found = decisions("Les décisions modificatives 3 et 4 sont retirées de l'ordre du jour, faute de quorum.")
    assert [d.outcome for d in found] == [Outcome.WITHDRAWN, Outcome.WITHDRAWN]


def test_two_decisions_under_one_heading() -> None:
    found = decisions(
        "Le conseil municipal, à l'unanimité, décide d'acheter la faucheuse.",
        "M. Lormeau s'interroge sur son entretien.",
        "La proposition du garage Ferrandon est acceptée par 10 voix pour et 2 voix contre.",
    )
    assert [(d.unanimous, d.votes_for, d.votes_against) for d in found] == [(True, None, None), (False, 10, 2)]


def test_a_vote_on_what_was_proposed() -> None:
    found = decisions(
        "Madame le Maire demande aux membres du conseil s'ils sont d'accord pour :",
        "- accepter le devis",
        "- l'autoriser à le signer",
        "Vote :",
        "- Contre : 1 (M. Lormeau)",
        "- Abstentions : 2 (Mme Tissier et M. Rouvre)",
        "- Pour : 16",
    )
    assert [(d.votes_for, d.votes_against, d.abstentions, d.unanimous) for d in found] == [(16, 1, 2, False)]
    assert "accepter le devis" in (found[0].decision or "")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Le conseil municipal, par 11 voix contre et 3 voix pour, désapprouve ce projet.", Outcome.REJECTED),
        (
            "Le conseil municipal, à la majorité (9 voix contre, 2 pour), n'adopte pas cette proposition.",
            Outcome.REJECTED,
        ),
        ("Le conseil municipal, à l'unanimité, refuse cette offre du garage.", Outcome.REJECTED),
        ("Le conseil municipal émet un avis défavorable au projet d'éoliennes.", Outcome.REJECTED),
        ("Le conseil municipal donne un avis favorable au projet d'éoliennes.", Outcome.ADOPTED),
        ("Le conseil communautaire prend acte de la présentation du rapport annuel.", Outcome.NOTED),
        ("Le conseil municipal décide de reporter sa décision à la prochaine séance.", Outcome.POSTPONED),
        ("Question ajournée.", Outcome.POSTPONED),
        ("Ce point est retiré de l'ordre du jour.", Outcome.WITHDRAWN),
        ("Les membres du conseil ne créent pas cet emploi, par 8 voix contre et 5 voix pour.", Outcome.REJECTED),
    ],
)
def test_outcomes(text: str, outcome: Outcome) -> None:
    assert [d.outcome for d in decisions(text)] == [outcome]


def test_no_vote_printed_is_unknown() -> None:
    assert [d.unanimous for d in decisions("Le conseil municipal approuve l'achat d'une faucheuse.")] == [None]


def test_information_is_no_deliberation() -> None:
    assert decisions("Le maire informe le conseil que la faucheuse est arrivée.", "Elle sera essayée en mai.") == ()


def test_before_the_first_heading_minutes_are_approved_and_session_counts_are_not_taken() -> None:
    found = decisions(
        "Information sans suite.",
        before=(
            "Présents : 12 Votants : 14",
            "Pour : 14 Contre : 0",
            "Le procès-verbal de la séance du 3 mars est adopté à l'unanimité.",
            "Mme Tissier est désignée secrétaire de séance.",
        ),
    )
    assert [(d.outcome, d.unanimous, d.votes_for) for d in found] == [(Outcome.ADOPTED, True, None)]
    assert "procès-verbal" in (found[0].title or "")


def test_an_election_by_ballot_is_a_deliberation() -> None:
    found = decisions(
        "Il est procédé au scrutin secret.",
        "- Nombre de votants : 15",
        "- Bulletins blancs ou nuls : 1",
        "Ont obtenu :",
        "- M. Paul Brissac : 10 voix",
        "- Mme Jeanne Tournel : 4 voix",
        "M. Paul Brissac est élu représentant de l'assemblée.",
    )
    assert [(d.outcome, d.unanimous, d.votes_cast, d.blank_votes) for d in found] == [(Outcome.ADOPTED, None, 15, 1)]
    assert found[0].is_secret_ballot


def test_who_keeps_out_of_the_vote_is_counted_with_it() -> None:
    found = decisions(
        "M. Verdelle, président de l'association, ne prend pas part au vote.",
        "Le conseil municipal, par 4 voix pour et 1 abstention (Mme Tournel), attribue une aide de 300 €.",
    )
    assert [(d.votes_for, d.abstentions, d.not_voting) for d in found] == [(4, 1, 1)]
