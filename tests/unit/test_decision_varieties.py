"""Forms of decisions, votes and agendas met in minutes of many bodies, on invented minutes read whole."""

from __future__ import annotations

import pytest

from extractors.agenda import read_agenda
from extractors.ballots import read_ballots
from extractors.deliberations import read_deliberations
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.numbering import LabelKind, parse_label
from extractors.outline import find_outline
from extractors.outline.run_in import run_in_titles
from extractors.records import Deliberation, Outcome
from tests.unit.session_documents import pages_with_bold

pytestmark = pytest.mark.unit

ROLL = """COMMUNE DE VALBRUNE
CONSEIL MUNICIPAL DU 12 MARS 2019
Présents : M. Paul GARNERO, Maire, Mme Lise HOUDARD, M. Yvan CORTIL, Mme Anne BESSAC
Secrétaire de séance : Mme Anne BESSAC
"""


def decided(text: str) -> tuple[Deliberation, ...]:
    document = lay_out(pages_of_text(ROLL + text))
    return read_deliberations(document, find_outline(document))


def agenda(text: str) -> list[str]:
    document = lay_out(pages_of_text(text))
    return [item.title for item in read_agenda(document, find_outline(document))]


def votes_of(found: tuple[Deliberation, ...]) -> list[tuple[object, ...]]:
    return [(d.unanimous, d.votes_for, d.votes_against, d.abstentions) for d in found]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Approbation à l'unanimité du compte rendu de la réunion du 4 février 2019.", Outcome.ADOPTED),
        ("Adoption du dernier procès-verbal : à l'unanimité", Outcome.ADOPTED),
        ("M. le Maire demande que deux points soient ajoutés, ils sont acceptés à l'unanimité.", Outcome.ADOPTED),
    ],
)
def test_a_noun_or_a_pronoun_may_tell_the_decision_before_the_first_heading(line: str, outcome: Outcome) -> None:
    found = decided(line)
    assert [(d.outcome, d.unanimous) for d in found] == [(outcome, True)]


@pytest.mark.parametrize(
    "title",
    [
        "SYNDICAT DES EAUX D'ORLE",
        "Syndicat intercommunal à vocation scolaire des Deux Orle",
        "Réunion du 12 mars 2019",
        "COMPTE RENDU DU CONSEIL MUNICIPAL DU 12 MARS 2019",
        "Valbrune, le 15 mars 2019",
    ],
)
def test_the_title_of_the_document_is_that_of_no_decision(title: str) -> None:
    text = f"{title}\nPrésents : M. Paul GARNERO, Maire, Mme Lise HOUDARD\n"
    document = lay_out(pages_of_text(text + "Le compte rendu de la dernière réunion est adopté à l'unanimité.\n"))
    found = read_deliberations(document, find_outline(document))
    assert [d.title for d in found] == ["Le compte rendu de la dernière réunion"]


def test_a_line_of_an_account_is_no_title() -> None:
    lines = ["Compte administratif 2018 :", "Dépenses = 20 412.50", "Recettes = 31 018.20"]
    document = lay_out(
        pages_with_bold([*ROLL.splitlines(), *lines, "Le conseil adopte le compte à l'unanimité."], lines[:1])
    )
    found = read_deliberations(document, find_outline(document))
    assert [d.title for d in found] == ["Compte administratif 2018"]


def test_a_result_printed_before_the_words_of_the_decision_is_theirs() -> None:
    found = decided(
        "DCM n°2019-57 - Achat de la parcelle B 12\n"
        "Résultat du vote : Pour : 17 Contre : 1 Abstention : 1\n"
        "Le conseil municipal, après en avoir délibéré :\n"
        "- accepte l'achat de la parcelle,\n"
        "- autorise Monsieur le Maire à signer l'acte.\n"
    )
    assert votes_of(found) == [(False, 17, 1, 1)]


def test_what_stands_between_two_results_is_a_decision_of_its_own() -> None:
    found = decided(
        "1. Subventions aux associations\n"
        "Le conseil municipal attribue les subventions du tableau.\n"
        "Cette proposition est acceptée à l'unanimité.\n"
        "Le conseil municipal dit que la dépense sera imputée à l'article 65748.\n"
        "Cette proposition est acceptée à l'unanimité.\n"
        "2. Divers\n"
    )
    assert [d.unanimous for d in found] == [True, True]


def test_an_opener_with_a_majority_and_the_names_withheld_below_are_one_decision() -> None:
    found = decided(
        "1. Amende administrative\n"
        "Il est proposé au conseil municipal de fixer le montant de l'amende.\n"
        "Le Conseil Municipal, après en avoir délibéré, à la majorité :\n"
        "- DÉCIDE de fixer l'amende à 600 €.\n"
        "Abstentions : 2 M. Cortil et Mme Bessac.\n"
        "2. Divers\n"
    )
    assert votes_of(found) == [(False, None, None, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "Le vœu est retiré par son auteur.",
        "Mme Bessac. – Au vu de ces explications, nous retirons notre motion.",
        "M. Cortil retire son vœu.",
    ],
)
def test_who_moved_it_may_withdraw_a_motion(line: str) -> None:
    found = decided(f"1. Motion sur les transports scolaires\n{line}\n2. Divers\n")
    assert [d.outcome for d in found] == [Outcome.WITHDRAWN]


def test_a_refusal_of_the_council_is_one_also_when_unanimous() -> None:
    found = decided("1. Antenne relais\nUne demande a été reçue. Refus du conseil à l'unanimité.\n2. Divers\n")
    assert [(d.outcome, d.unanimous) for d in found] == [(Outcome.REJECTED, True)]


def test_of_two_proposals_voted_on_the_votes_for_one_are_against_the_other() -> None:
    found = decided(
        "1. Règlement du marché\nDeux propositions sont soumises au vote : fermeture à midi, 2 voix ; fermeture à "
        "quatorze heures, 5 voix, 1 abstention. La seconde est adoptée.\n2. Divers\n"
    )
    assert votes_of(found) == [(False, 5, 2, 1)]


def test_who_abstains_from_two_proposals_may_be_named_after_them() -> None:
    found = decided(
        "1. Local\nDeux avis s'expriment : ouverture le samedi (2 voix), fermeture (1 voix), M. CORTIL s'abstenant.\n"
        "2. Divers\n"
    )
    assert votes_of(found) == [(False, 2, 1, 1)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Les loyers de la cure seront augmentés de 1,5 % au 1er juillet.", 1),
        ("Les tarifs seront revalorisés lors d'une prochaine séance.", 0),
        ("Les tarifs de l'eau seront augmentés par le syndicat.", 0),
        ("Le conseil fixe le loyer à 300 €. Les loyers seront augmentés chaque année.", 1),
    ],
)
def test_a_price_to_come_is_decided_where_nothing_else_is(line: str, number: int) -> None:
    assert len(decided(f"1. Loyers\n{line}\n2. Divers\nRien.\n")) == number


def test_a_bulleted_act_number_is_a_heading() -> None:
    found = decided(
        "- Délibération D201955 – Décision modificative au budget annexe\nVoté à l'unanimité\n"
        "- Délibération D201956 – Branchement pour un particulier\nVoté à la majorité : 8 pour, 1 abstention\n"
    )
    assert [(d.number, d.unanimous) for d in found] == [("D201955", True), ("D201956", False)]


def test_the_mayors_own_decisions_in_a_list_are_no_headings() -> None:
    assert parse_label("- Décision n° 2019-012 relative au bail du presbytère") is None
    label = parse_label("- Délibération n° 12 : Convention")
    assert label is not None and label.kind is LabelKind.ACT


def test_labels_of_a_vote_above_their_numbers_are_read_together() -> None:
    found = decided(
        "1. Taux d'imposition\nLe conseil municipal approuve les taux.\nPour Contre Abstentions\n15 0 2\n2. Divers\n"
    )
    assert votes_of(found) == [(False, 15, 0, 2)]


def test_a_lost_vote_is_a_rejection_whatever_the_verb() -> None:
    found = decided(
        "1. Bilan de la concertation\n"
        "Le Conseil municipal, à la majorité (11 voix contre, 2 abstentions et 5 pour), ne tire pas le bilan.\n"
    )
    assert [d.outcome for d in found] == [Outcome.REJECTED]


def test_a_council_that_met_on_a_convocation_with_a_note_decides_nothing() -> None:
    found = decided(
        "L'an deux mille dix-neuf, le douze mars, le Conseil Municipal, sur convocation accompagnée d'une note "
        "explicative, s'est réuni en session ordinaire.\n"
    )
    assert found == ()


def test_results_carried_over_are_not_postponed() -> None:
    found = decided(
        "2019-19 : Compte administratif 2018\n"
        "Le conseil municipal, délibérant sur le compte administratif,\n"
        "1°) Lui donne acte de la présentation du compte, lequel se résume ainsi :\n"
        "Résultats reportés 248.406,23\n"
        "2°) Arrête les résultats définitifs.\n"
        "Adopté à l'unanimité.\n"
    )
    assert [(d.outcome is Outcome.POSTPONED, d.unanimous) for d in found] == [(False, True)]


def test_names_against_that_run_on_in_the_next_paragraph() -> None:
    text = (
        ROLL + "1. Régime indemnitaire\nLe conseil municipal adopte le régime.\nOnt voté pour : 12\n"
        "Ont voté contre : Lise HOUDARD, Yvan CORTIL,\n\nAnne BESSAC et Paul GARNERO\n2. Divers\n"
    )
    document = lay_out(pages_of_text(text))
    outline = find_outline(document)
    found = read_deliberations(document, outline)
    assert votes_of(found) == [(False, 12, 4, None)]
    ballots, _ = read_ballots(document, outline, found, ())
    assert len(ballots) == 4
    assert [b.evidence.quote for b in ballots] == ["Lise HOUDARD", "Yvan CORTIL", "Anne BESSAC", "Paul GARNERO"]


def test_an_agenda_with_details_without_mark_and_last_words_without_mark() -> None:
    assert agenda(
        "Ordre du jour :\n- Transfert de l'eau\n. Retrait de la délibération\n. Échanges avec le département\n"
        "- Motion de soutien\n- Recensement de la population\nQuestions diverses\n"
        "Présents : M. Paul GARNERO, Mme Lise HOUDARD\n"
    )[-3:] == ["Motion de soutien", "Recensement de la population", "Questions diverses"]


def test_an_agenda_that_the_body_takes_up_under_other_labels() -> None:
    found = agenda(
        "Question n° 1 - Adoption de l'ordre du jour\nL'ordre du jour suivant est adopté à l'unanimité :\n"
        "1. Adoption de l'ordre du jour\n2. Adoption du procès-verbal n° 2\n3. Budget primitif 2019\n"
        "Question n° 2 - Adoption du procès-verbal n° 2 de la séance du 4 février\n"
        "Le procès-verbal est adopté à l'unanimité.\n"
    )
    assert found == ["Adoption de l'ordre du jour", "Adoption du procès-verbal n° 2", "Budget primitif 2019"]


def test_points_of_the_agenda_announced_in_a_sentence() -> None:
    assert (
        len(
            agenda(
                "Le Conseil s'est réuni en mairie autour des points à l'ordre du jour suivants :\n"
                "• Nomination d'un conseiller\n• Subvention à la ligue\n• Assurance statutaire\n"
                "Etaient présents : GARNERO Paul, HOUDARD Lise\n"
            )
        )
        == 3
    )


def test_a_line_that_names_its_own_matter_is_a_heading() -> None:
    found = decided(
        "Délibération sur la publication des actes\nLe maire rappelle l'ordonnance. Vote à l'unanimité.\n"
        "Délibération sur la révision des tarifs\nIl propose de porter le tarif à 9 €. Vote : 4 pour, 1 contre.\n"
    )
    assert votes_of(found) == [(True, None, None, None), (False, 4, 1, None)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1. Dons\nAccord du conseil.", [(Outcome.ADOPTED, None)]),
        ("1. Demande de M. Roche\nAvis défavorable du conseil.", [(Outcome.REJECTED, None)]),
        ("1. Délégations\nM. le Président rend compte des décisions. Dont acte.", [(Outcome.NOTED, None)]),
        ("1. Piscine\nDécision : refus de la demande de gratuité.", [(Outcome.REJECTED, None)]),
        ("1. Cession\nReport de ce point à la prochaine réunion", [(Outcome.POSTPONED, None)]),
        ("1. Syndicat\nLe conseil s'oppose à l'adhésion, à l'unanimité.", [(Outcome.REJECTED, True)]),
        ("1. Vœu\nLe vœu est rejeté par 20 voix contre 9.", [(Outcome.REJECTED, False)]),
        ("1. Horaires\nTous les membres présents approuvent.", [(Outcome.ADOPTED, True)]),
        ("1. Avis\nAvis favorable de la commission des finances.", []),
    ],
)
def test_verdicts(lines: str, expected: list[tuple[Outcome, bool | None]]) -> None:
    assert [(d.outcome, d.unanimous) for d in decided(lines)] == expected


def test_counts_in_brackets_after_the_votes_expressed() -> None:
    found = decided(
        "1. Vente\nLe Conseil, à la majorité des suffrages exprimés (13 pour, 2 contre, 1 abstention), vend le pré.\n"
        "2. Compte\nLe conseil approuve le compte (16 pour).\n3. Budget\nLe conseil vote le budget.\nVote : 14 pour\n"
        "4. Cimetière\nVoté à l'unanimité moins une abstention.\n"
    )
    assert votes_of(found) == [
        (False, 13, 2, 1),
        (True, 16, None, None),
        (True, 14, None, None),
        (False, None, None, 1),
    ]


def test_decisions_behind_the_words_that_say_of_what() -> None:
    found = decided(
        "PV du 06/11/2018 : approuvé à l'unanimité.\nINDEMNITE DU TRESORIER : 4 voix pour, 2 abstentions.\n"
        "TARIFS 2019 : maintien des tarifs actuels, à l'unanimité.\n"
        "Voirie : M. CORTIL indique que les travaux commencent lundi.\nSalle : décide de porter le prix à 250 €.\n"
    )
    assert [d.title for d in found] == ["PV du 06/11/2018", "INDEMNITE DU TRESORIER", "TARIFS 2019", "Salle"]
    assert votes_of(found)[1] == (False, 4, None, 2)


def test_numbered_lines_between_two_results_part_them() -> None:
    found = decided(
        "A- FINANCES\nA1- Décision modificative n° 2\nVote : unanimité.\nA2- Admission en non-valeur\n"
        "Vote : 16 pour, 1 abstention.\n"
    )
    assert votes_of(found) == [(True, None, None, None), (False, 16, None, 1)]


@pytest.mark.parametrize("line", ["Membres en exercice 15", "COMPTE RENDU", "Quorum atteint"])
def test_a_count_or_the_title_of_the_document_titles_no_decision(line: str) -> None:
    first, *_ = decided(f"{line}\n\nA l'unanimité, Mme Anne BESSAC est désignée secrétaire de séance.\n\n1. Achat\n")
    assert first.title is not None and first.title.startswith("A l'unanimité")


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Le dossier est remis à une séance ultérieure dans l'attente du chiffrage.", Outcome.POSTPONED),
        ("Dossier remis à la prochaine réunion.", Outcome.POSTPONED),
        ("Le remplacement du fourgon est ajourné jusqu'à réception d'un second devis.", Outcome.POSTPONED),
        ("Le dossier n'étant pas complet, le Président propose de l'ajourner.", Outcome.POSTPONED),
        ("Point non examiné faute de temps, reporté au conseil de novembre.", Outcome.POSTPONED),
        ("Sans vote – reportée au prochain conseil", Outcome.POSTPONED),
        ("Décision : rapport renvoyé en commission.", Outcome.POSTPONED),
        ("MME LE MAIRE – Je retire cette délibération, elle n'est pas prête.", Outcome.WITHDRAWN),
        ("M. le Maire retire ce point de l'ordre du jour.", Outcome.WITHDRAWN),
    ],
)
def test_a_question_may_be_put_off_in_many_words(sentence: str, outcome: Outcome) -> None:
    assert [d.outcome for d in decided(f"1. Achat d'un fourgon\n{sentence}\n2. Divers\nRien.\n")] == [outcome]


@pytest.mark.parametrize(
    "sentence",
    [
        "L'excédent de 5 000 € est reporté au budget suivant.",
        "La fête des voisins est reportée au 12 juin.",
        "Un chèque a été remis à la commission des fêtes.",
        "Les travaux de la rue Basse sont reportés à 2025.",
        "A Reprendre les évaluations de l'année passée",
    ],
)
def test_sums_and_dates_are_carried_over_without_a_decision(sentence: str) -> None:
    assert decided(f"1. Comptes\n{sentence}\n2. Divers\nRien.\n") == ()


def test_a_second_decision_of_the_same_subject_has_its_own_vote() -> None:
    found = decided(
        "1. Subventions\nLe Conseil vote une subvention de 400 F aux Anciens Combattants. "
        "Il refuse par 6 voix contre 3 la subvention demandée par la fanfare.\n2. Divers\nRien.\n"
    )
    assert [(d.outcome, d.votes_for, d.votes_against) for d in found] == [
        (Outcome.ADOPTED, None, None),
        (Outcome.REJECTED, 3, 6),
    ]


def test_the_assembly_accepts_what_was_proposed() -> None:
    found = decided(
        "Le Maire demande au Conseil l'autorisation d'ajouter un point à l'ordre du jour : la porte de l'église. "
        "Le Conseil accepte.\n1. Divers\nRien.\n"
    )
    assert [(d.outcome, "porte" in str(d.decision)) for d in found] == [(Outcome.ADOPTED, True)]


def test_notice_taken_and_a_decision_in_one_breath_is_a_decision() -> None:
    found = decided(
        "1. Contournement\nLe conseil municipal prend acte de l'enquête et approuve le projet, par 19 voix contre 2.\n"
    )
    assert [(d.outcome, d.votes_for) for d in found] == [(Outcome.ADOPTED, 19)]


def test_the_ballots_counted_before_the_decision_are_its_vote() -> None:
    found = decided(
        "1. Ouverture des commerces\n"
        "Résultat du dépouillement : bulletins dans l'urne : 19 ; blancs : 2 ; pour : 7 ; contre : 10.\n"
        "Le conseil municipal ÉMET UN AVIS DÉFAVORABLE.\n2. Divers\nRien.\n"
    )
    assert [(d.outcome, d.votes_for, d.votes_against) for d in found] == [(Outcome.REJECTED, 7, 10)]


def test_a_syndicat_grants_and_the_rest_of_the_prices_is_adopted() -> None:
    found = decided(
        "1. Sortie\nLe syndicat accorde une aide de 380 €. M. Cortil s'abstient.\n"
        "2. Prix\nCette proposition est adoptée par 14 voix pour et 2 contre. "
        "Les autres montants sont adoptés sans changement.\n3. Divers\nRien.\n"
    )
    assert votes_of(found) == [(False, None, None, 1), (False, 14, 2, None), (None, None, None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le Conseil décide de ne pas donner une suite favorable à cette demande.",
        "Le conseil municipal, après en avoir délibéré, DÉCIDE de ne pas attribuer de subvention.",
        "Les membres du conseil, après en avoir délibéré, ne souhaitent pas adhérer.",
        "Après discussion, le conseil n'est pas favorable à cet achat (1 pour, 6 contre).",
        "Le conseil municipal, à main levée, REJETTE la demande par 7 voix contre et 4 voix pour.",
    ],
)
def test_refusals_in_many_words(sentence: str) -> None:
    found = decided(f"1. Demande de la fanfare\n{sentence}\n2. Divers\nRien.\n")
    assert [d.outcome for d in found] == [Outcome.REJECTED]


def test_plain_lines_that_count_up_with_text_beneath_are_headings() -> None:
    found = decided(
        "1. Demande de subvention par une association\nLe conseil municipal accorde 200 €.\n"
        "2. Demande de M. Untel\nLe conseil municipal refuse à l'unanimité.\n"
        "3. Bail du presbytère\nLe conseil municipal approuve le bail.\n"
    )
    assert [d.title for d in found] == [
        "Demande de subvention par une association",
        "Demande de M. Untel",
        "Bail du presbytère",
    ]


def test_one_vote_for_the_matters_of_several_headings() -> None:
    found = decided(
        "Délibération n° 1/2018 : Tarifs de la salle\nDélibération n° 2/2018 : Tarifs du cimetière\n"
        "Le maire présente ces tarifs. Ces deux délibérations sont adoptées à l'unanimité.\n"
        "Délibération n° 3/2018 : Bail de la forge\nLe conseil approuve le bail.\n"
    )
    assert sorted((d.number, d.unanimous) for d in found if d.unanimous) == [("1/2018", True), ("2/2018", True)]


def test_articles_in_the_passive_belong_to_one_decision() -> None:
    found = decided(
        "1. Convention de déneigement\nLE CONSEIL MUNICIPAL,\nDÉCIDE\n"
        "Article 1 : la convention de déneigement est approuvée.\nArticle 2 : le maire est autorisé à la signer.\n"
        "Voté par 4 pour et 1 contre.\n2. Divers\nRien.\n"
    )
    assert votes_of(found) == [(False, 4, 1, None)]


def test_the_answers_to_a_question_are_its_vote() -> None:
    found = decided(
        "1. Rythmes scolaires\nLe vote à bulletins secrets donne : oui 3, non 1, blanc 1.\n"
        "Le conseil se prononce pour la semaine de quatre jours.\n2. Divers\nRien.\n"
    )
    assert votes_of(found) == [(False, 3, 1, None)]


def test_a_participle_under_its_heading_may_run_on() -> None:
    found = decided("1. Délégations au maire\nAccordées à l'unanimité en application de l'article L. 2122-22.\n")
    assert [(d.title, d.unanimous) for d in found] == [("Délégations au maire", True)]


def test_the_heading_of_a_round_is_no_title() -> None:
    found = decided(
        "1. Élection du maire\nRésultats du premier tour de scrutin\nSuffrages exprimés : 6\n"
        "M. Paul GARNERO a été proclamé maire.\n2. Nombre d'adjoints\n"
        "Sous la présidence du maire élu, le conseil municipal a fixé à deux le nombre des adjoints.\n"
    )
    assert [d.title for d in found] == ["Élection du maire", "Nombre d'adjoints"]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Approuvé sans observation.", Outcome.ADOPTED),
        ("Adopté, moyennant la correction d'une erreur de date en page 3.", Outcome.ADOPTED),
        ("Il est adopté sans opposition.", Outcome.ADOPTED),
        ("Le vœu est repoussé.", Outcome.REJECTED),
        ("Affaire à revoir.", Outcome.POSTPONED),
        ("Report au conseil de janvier 2019.", Outcome.POSTPONED),
        ("La voix du maire étant prépondérante, l'ouverture du samedi est retenue.", Outcome.ADOPTED),
    ],
)
def test_few_words_under_a_heading_decide_its_matter(sentence: str, outcome: Outcome) -> None:
    found = decided(f"1. Vœu de M. Cortil\n{sentence}\n2. Divers\nRien.\n")
    assert [(d.title, d.outcome) for d in found] == [("Vœu de M. Cortil", outcome)]


def test_lettered_lines_that_count_up_are_headings_even_if_one_ends_on_an_initial() -> None:
    found = decided(
        "A) Budget\nLe conseil adopte le budget.\nB) Demande d'aide de Mme L.\nPour : 3, contre : 1.\n"
        "C) Bail du presbytère\nLe conseil approuve le bail.\n"
    )
    assert [d.title for d in found] == ["Budget", "Demande d'aide de Mme L.", "Bail du presbytère"]


@pytest.mark.parametrize(
    "lines",
    [
        "Amendement n° 1 : rejeté par 12 voix contre 3.\nDélibération adoptée par 12 voix pour, 3 contre.\n",
        "L'amendement de Mme Bessac est mis aux voix et repoussé (3 pour, 12 contre).\nAdopté par 12 voix, 3 contre.\n",
    ],
)
def test_an_amendment_that_is_lost_is_not_the_text_that_is_adopted(lines: str) -> None:
    found = decided("1. Tarifs de la cantine\nM. le Maire présente les tarifs de la rentrée.\n" + lines)
    assert [(d.outcome, d.votes_for, d.votes_against) for d in found] == [
        (Outcome.REJECTED, 3, 12), (Outcome.ADOPTED, 12, 3),
    ]  # fmt: skip


def test_what_was_lost_before_the_act_bears_no_number() -> None:
    found = decided(
        "DCM n°2019-57 - Tarifs de la cantine\n"
        "L'amendement de Mme Bessac est mis aux voix et repoussé (3 pour, 12 contre).\n"
        "Adopté par 12 voix, 3 contre.\n"
        "DCM n°2019-58 - Achat d'un tracteur\n"
        "Rejeté par 12 voix contre 3.\n"
    )
    assert [(d.number, d.outcome) for d in found] == [
        (None, Outcome.REJECTED), ("2019-57", Outcome.ADOPTED), ("2019-58", Outcome.REJECTED),
    ]  # fmt: skip


def test_a_vote_that_begins_with_its_number() -> None:
    (one,) = decided("1. Fonds de concours\nMme HOUDARD, première adjointe, met aux voix. 9 voix pour.\n")
    assert (one.title, one.votes_for) == ("Fonds de concours", 9)


def test_putting_to_the_vote_is_not_what_is_voted() -> None:
    (one,) = decided(
        "1. Résultat\nIl est proposé d'affecter 800 € au compte 1068.\nMme HOUDARD regrette ce choix.\n"
        "Le Maire met au vote :\nPour : 9\nContre : 1 (Mme HOUDARD)\n"
    )
    assert one.decision == "Il est proposé d'affecter 800 € au compte 1068."


def test_what_is_decided_in_the_sentence_of_its_grounds() -> None:
    (one,) = decided(
        "1. Gardiennage\nConsidérant la circulaire, le Conseil fixe l'indemnité à 120 €. Vote : 8 pour, 1 contre.\n"
    )
    assert one.decision is not None and one.decision.startswith("Considérant la circulaire, le Conseil fixe")


def test_who_keeps_out_does_not_reject() -> None:
    (one,) = decided("1. Acquisition\nAdoptée à l'unanimité. Yvan CORTIL ne participe pas au vote.\n")
    assert (one.outcome, one.unanimous) == (Outcome.ADOPTED, True)


def test_a_verdict_without_its_subject() -> None:
    (one,) = decided(
        "1. Rapport d'orientation budgétaire\nRapporteur : Lise HOUDARD\nPrend acte de la tenue du débat.\n"
    )
    assert one.outcome is Outcome.NOTED


def test_what_is_maintained_after_a_discussion() -> None:
    (one,) = decided(
        "1. Cotisation\nMme HOUDARD souhaiterait une part fixe. Après discussion, la cotisation est maintenue à 1,20 € "
        "par habitant, à la majorité (contre : Mme HOUDARD).\n"
    )
    assert votes_of((one,)) == [(False, None, 1, None)]


def test_titles_at_the_head_of_their_paragraphs() -> None:
    found = decided(
        "Convention de déneigement : le conseil donne son accord à l'unanimité pour une année de plus.\n"
        "Tarifs communaux 2019\nGarderie : 1,10 €\nPhotocopie : 0,15 €\nCes tarifs sont adoptés (8 pour, 1 contre).\n"
        "Demande de M. et Mme Durval : ils souhaitent acquérir un chemin. Le conseil refuse (6 contre, 2 pour).\n"
        "Contrat : le contrat est prolongé de six mois. Accord unanime.\n"
        "Personnel : création d'un poste d'adjoint technique. Vote : unanimité.\n"
    )
    assert [(d.title, d.outcome) for d in found] == [
        ("Convention de déneigement", Outcome.ADOPTED),
        ("Tarifs communaux 2019", Outcome.ADOPTED),
        ("Demande de M. et Mme Durval", Outcome.REJECTED),
        ("Contrat", Outcome.ADOPTED),
        ("Personnel", Outcome.ADOPTED),
    ]


def test_speakers_and_votes_before_a_colon_are_no_titles() -> None:
    document = lay_out(
        pages_of_text(
            "M. Roche : nous ne sommes pas d'accord avec cela.\nLe Maire : la question sera revue en juin.\n"
            "Pour : tous les membres du conseil présents.\nCantine : 3,15 € le repas"
        )
    )
    assert run_in_titles(document.blocks) == {}


def test_a_motion_that_opposes_is_adopted() -> None:
    (one,) = decided(
        "1. Motion contre la fermeture d'une classe\nLe Conseil s'oppose à la fermeture.\nVoté à l'unanimité\n"
    )
    assert (one.outcome, one.unanimous) == (Outcome.ADOPTED, True)


def test_what_the_assembly_has_studied_before_it_decides() -> None:
    (one,) = decided(
        "1. Ligne de trésorerie\nLe Conseil, après avoir étudié les offres du Crédit Agricole (Euribor + 1,60 %) et "
        "de la Caisse d'Épargne, retient le Crédit Agricole.\n3 pour – 1 contre\n"
    )
    assert votes_of((one,)) == [(False, 3, 1, None)]


def test_a_verdict_after_what_is_decided_is_no_other_decision() -> None:
    (one,) = decided("1. Personnel\nLe conseil décide la création d'un poste à 35 heures. Accord du conseil.\n")
    assert one.title == "Personnel"


def test_numbered_lines_with_their_results_after_arrows() -> None:
    found = decided(
        "1. Compte rendu\n=> Approuvé\n2. Pacte financier\nPrésentation par un cabinet.\n=> Avis favorable du conseil\n"
        "3. Voirie : demande d'un riverain\n=> Refus, la voie n'étant pas communale\n"
    )
    assert [(d.title, d.outcome) for d in found] == [
        ("Compte rendu", Outcome.ADOPTED),
        ("Pacte financier", Outcome.ADOPTED),
        ("Voirie : demande d'un riverain", Outcome.REJECTED),
    ]


def test_a_council_that_puts_off_its_decision() -> None:
    (one,) = decided(
        "1. École de musique\nIl est proposé d'augmenter les tarifs. Le conseil, après débat, reporte sa décision.\n"
    )
    assert one.outcome is Outcome.POSTPONED


def test_parts_under_an_object_are_of_it() -> None:
    found = decided(
        "Objet : Tarifs municipaux 2020\n1. Cantine\nLe repas passe à 3 €.\n2. Salle\nLa salle passe à 80 €.\n"
        "Le conseil municipal, après en avoir délibéré, adopte ces montants à l'unanimité.\n"
        "Objet : Voirie\nLe conseil municipal, à l'unanimité, approuve les travaux.\n"
    )
    assert len(found) == 2
    assert found[1].title == "Voirie"


def test_the_vote_and_its_verdict_in_words_are_one_decision() -> None:
    found = decided(
        "1. Compte administratif\nLe conseil examine le compte administratif.\n"
        "VOTE : pour 25, abstentions 8.\nLe compte administratif est adopté.\n"
        "2. Voirie\nLe conseil municipal, à l'unanimité, approuve les travaux.\n"
    )
    assert [(d.outcome, d.votes_for, d.abstentions) for d in found] == [
        (Outcome.ADOPTED, 25, 8),
        (Outcome.ADOPTED, None, None),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "N° 2021-61\nMembres présents : 4\nOBJET : Voirie\nLe conseil, à l'unanimité, approuve les travaux.\n"
            "N° 2021-62\nMembres présents : 4\nOBJET : Cantine\nLe conseil, à l'unanimité, approuve le règlement.\n",
            ["2021-61", "2021-62"],
        ),
        (
            "1. Voirie (21-04-01)\nLe conseil, à l'unanimité, approuve les travaux.\n"
            "2. Cantine (21-04-02)\nLe conseil, à l'unanimité, approuve le règlement.\n"
            "3. Salle (21-04-03)\nLe conseil, à l'unanimité, approuve le projet.\n",
            ["21-04-01", "21-04-02", "21-04-03"],
        ),
        (
            "1. Voirie\nLe conseil approuve les travaux à l'unanimité. (Délibération n° 2022-174)\n"
            "2. Cantine\nLe conseil approuve le règlement à l'unanimité. (Délibération n° 2022-175)\n",
            ["2022-174", "2022-175"],
        ),
    ],
)
def test_numbers_of_acts_above_behind_and_in_brackets(text: str, numbers: list[str]) -> None:
    assert [d.number for d in decided(text)] == numbers


def test_titles_in_capitals_before_a_dash_head_their_paragraphs() -> None:
    titles = run_in_titles(
        lay_out(
            pages_of_text(
                "CANTINE – Le repas passera à 2,85 € au premier janvier, à l'unanimité.\n"
                "VOIRIE – Les travaux de la rue haute sont approuvés à l'unanimité.\n"
                "ÉCLAIRAGE PUBLIC – Les lampes seront éteintes à minuit, par neuf voix pour.\n"
            )
        ).blocks
    )
    assert list(titles.values()) == ["CANTINE", "VOIRIE", "ÉCLAIRAGE PUBLIC"]
