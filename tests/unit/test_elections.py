"""Elections of invented minutes: candidates, rounds, lists and tables, tied to an invented roll."""

from __future__ import annotations

import pytest

from corpus.page import Box
from extractors.ballots import read_ballots
from extractors.candidate_tables import rows_of
from extractors.candidates import counts_in
from extractors.deliberations import read_deliberations
from extractors.records import Attendance, Deliberation, ElectionResult, Evidence, Status
from tests.unit.money_documents import document_of as document_with_tables
from tests.unit.money_documents import table_of
from tests.unit.session_documents import document_of, outline_of

pytestmark = pytest.mark.unit

EVIDENCE = Evidence(1, Box(0, 0, 1, 1), "", 1.0, "test")
ROLL = tuple(
    Attendance(position=i, printed_name=n, name=n, civility=c, status=Status.PRESENT, evidence=EVIDENCE)
    for i, (n, c) in enumerate(
        [("Hector LAMOUREUX", "M."), ("Odile FAUCONNET", "Mme"), ("Paul BRISSAC", "M."), ("Jeanne TOURNEL", "Mme")],
        start=1,
    )
)
TITLE = "Choix du délégué"


def elected(*lines: str) -> tuple[tuple[Deliberation, ...], list[tuple[str, int | None, bool | None]]]:
    document = document_of([TITLE, *lines])
    outline = outline_of(document, [TITLE])
    deliberations = read_deliberations(document, outline)
    return deliberations, _rows(read_ballots(document, outline, deliberations, ROLL)[1])


def _rows(results: tuple[ElectionResult, ...]) -> list[tuple[str, int | None, bool | None]]:
    return [(r.candidate, r.votes, r.is_elected) for r in results]


def test_candidates_and_their_votes() -> None:
    _, results = elected(
        "Il est procédé au scrutin secret. Nombre de votants : 4",
        "- M. Paul Brissac : 3 voix",
        "- Mme Jeanne Tournel : une voix",
        "M. Paul Brissac, ayant obtenu la majorité absolue, est proclamé élu.",
    )
    assert results == [("Paul BRISSAC", 3, True), ("Jeanne TOURNEL", 1, False)]


def test_each_round_has_its_results() -> None:
    _, results = elected(
        "Premier tour de scrutin",
        "Suffrages exprimés : 4",
        "Ont obtenu : M. Paul Brissac : 2 voix – Mme Jeanne Tournel : 2 voix",
        "Aucun candidat n'ayant obtenu la majorité absolue, il est procédé à un deuxième tour.",
        "Deuxième tour de scrutin",
        "Ont obtenu : M. Paul Brissac : 1 – Mme Jeanne Tournel : 2",
        "Mme Jeanne Tournel est proclamée élue.",
    )
    assert results == [
        ("Paul BRISSAC", 2, False),
        ("Jeanne TOURNEL", 2, True),
        ("Paul BRISSAC", 1, False),
        ("Jeanne TOURNEL", 2, True),
    ]


def test_several_elected_under_one_heading_are_several_decisions_without_a_vote_of_their_own() -> None:
    deliberations, results = elected(
        "Premier vice-président : M. Brissac, seul candidat, est élu avec 3 voix (1 bulletin blanc).",
        "Deuxième vice-présidente : Mme Tournel est élue par 3 voix contre 1 à M. Lamoureux.",
    )
    assert [(d.votes_for, d.unanimous) for d in deliberations] == [(None, None), (None, None)]
    assert results == [
        ("Paul BRISSAC", 3, True),
        ("Jeanne TOURNEL", 3, True),
        ("Hector LAMOUREUX", 1, False),
    ]


def test_a_list_may_stand() -> None:
    _, results = elected(
        "Une seule liste est déposée. Il est procédé au vote à bulletin secret.",
        "Liste TOURNEL : 4 voix",
        "Sont élus adjoints : Jeanne Tournel, Paul Brissac.",
    )
    assert ("Liste TOURNEL", 4) in [(name, votes) for name, votes, _ in results]


def test_a_table_of_candidates() -> None:
    table = [["Nom et prénom du candidat", "Suffrages obtenus"], ["TOURNEL Jeanne", "3"], ["BRISSAC Paul", "1"]]
    document, _ = document_with_tables(
        "1. Élection du maire", "Il est procédé au scrutin secret.", table, "Mme Jeanne Tournel a été proclamée maire."
    )
    outline = outline_of(document, ["Élection du maire", "1. Élection du maire"])
    deliberations = read_deliberations(document, outline)
    found = _rows(read_ballots(document, outline, deliberations, ROLL)[1])
    assert found == [("Jeanne TOURNEL", 3, True), ("Paul BRISSAC", 1, False)]


def test_a_table_of_two_rounds_has_the_results_of_both() -> None:
    table = table_of([["Candidat", "1er tour", "2e tour"], ["A. Untel", "22", "27"], ["Blancs et nuls", "5", "1"]])
    assert [(r.who.text.string, r.votes) for r in rows_of(table)] == [
        ("A. Untel", 22),
        ("A. Untel", 27),
    ]


def test_no_candidates_where_no_election_is_told() -> None:
    _, results = elected("Le conseil, par 3 voix pour et 1 voix contre, accepte le devis de M. Paul Brissac.")
    assert results == []


def test_a_secretary_is_no_candidate() -> None:
    _, results = elected("Mme Tournel est élue secrétaire.", "Le conseil approuve le compte rendu à l'unanimité.")
    assert results == []


@pytest.mark.parametrize(
    ("text", "is_announced", "expected"),
    [
        ("A obtenu au premier tour : Mme Unetelle, sept voix (7).", False, [("Mme Unetelle", 7)]),
        ("M. Jean Untel a recueilli 12 (douze) suffrages", False, [("M. Jean Untel", 12)]),
        ("Liste conduite par M. Untel : 14 voix", False, [("Liste conduite par M. Untel", 14)]),
        ("9 voix pour M. Untel, 3 voix pour Mme Autre", False, [("M. Untel", 9), ("Mme Autre", 3)]),
        ("Jean Untel : 12 – Anne Autre : 3", True, [("Jean Untel", 12), ("Anne Autre", 3)]),
        ("Jean Untel : 12 – Anne Autre : 3", False, []),
        ("M. Untel est élu à l'unanimité (6 voix).", False, [("M. Untel", 6)]),
        (
            "1er vice-président : M. Untel (5 voix), 2ème : Mme Autre (6 voix)",
            False,
            [("M. Untel", 5), ("Mme Autre", 6)],
        ),
        ("Jeanne UNTEL est élue avec 40 suffrages sur 43 exprimés.", False, [("Jeanne UNTEL", 40)]),
        ("M. Untel, ayant obtenu 5 voix, a été proclamé adjoint.", False, [("M. Untel", 5)]),
        ("Suffrages exprimés : 12 voix", False, []),
        ("Jeanne TOURNEL 5 (cinq)", False, [("Jeanne TOURNEL", 5)]),
        ("Salle Jeanne Tournel 5 (cinq) places libres", False, []),
    ],
)
def test_forms_of_a_result(text: str, is_announced: bool, expected: list[tuple[str, int]]) -> None:
    assert [(c.name, c.votes) for c in counts_in(text, is_announced)] == expected


def test_who_is_named_decides_an_item_without_other_decision() -> None:
    deliberations, _ = elected("M. Brissac est désigné représentant de la commune.")
    assert [d.title for d in deliberations] == [TITLE]
    reported, _ = elected("Un représentant du personnel a été élu pour la première fois.")
    assert reported == ()


def test_the_one_list_is_elected_where_those_elected_are_proclaimed() -> None:
    _, results = elected(
        "Scrutin de liste", "Liste Paul Brissac : 9 voix ; bulletin blanc : 1",
        "Ont été proclamés adjoints et immédiatement installés : M. Paul Brissac, 1er adjoint.",
    )  # fmt: skip
    assert results == [("Liste Paul Brissac", 9, True)]


def test_the_form_of_the_prefecture() -> None:
    deliberations, results = elected(
        "a. Nombre de conseillers présents n'ayant pas pris part au vote : 0",
        "b. Nombre de votants (enveloppes déposées) : 10",
        "d. Nombre de suffrages blancs : 2",
        "e. Nombre de suffrages exprimés [b - c - d] : 8",
        "f. Majorité absolue : 5",
        "Mme Jeanne Tournel : 8 (huit) voix",
        "Mme Jeanne Tournel a été proclamée maire.",
    )
    assert results == [("Jeanne TOURNEL", 8, True)]
    assert [d.votes_cast for d in deliberations] == [10]


def test_results_in_a_run_behind_the_word() -> None:
    found = counts_in("Résultat : M. Lamoureux 17, Mme Fauconnet 12.")
    assert [(c.name, c.votes) for c in found] == [("M. Lamoureux", 17), ("Mme Fauconnet", 12)]
    assert counts_in("Les délégués sont M. Lamoureux 17, Mme Fauconnet 12.") == []


def test_lists_by_number_or_letter() -> None:
    found = counts_in("Liste 1 : 8 voix – Liste B (Mme Tournel) : 3 voix")
    assert [(c.name, c.votes) for c in found] == [("Liste 1", 8), ("Liste B (Mme Tournel)", 3)]


def test_a_table_of_rounds_needs_no_head_over_the_names() -> None:
    table = table_of(
        [["", "1er tour", "2e tour"], ["Votants", "4", "4"], ["Paul Brissac", "2", "1"], ["Jeanne Tournel", "2", "3"]]
    )
    found = [(r.who.text.string, r.votes) for r in rows_of(table)]
    assert found == [("Paul Brissac", 2), ("Paul Brissac", 1), ("Jeanne Tournel", 2), ("Jeanne Tournel", 3)]


def test_results_under_the_next_heading_are_not_of_this_election() -> None:
    document = document_of(
        [
            TITLE,
            "Mme Jeanne Tournel, 4 voix, élue au premier tour.",
            "Commission",
            "Ont obtenu : M. Paul Brissac : 3 voix",
        ]
    )
    outline = outline_of(document, [TITLE, "Commission"])
    deliberations = read_deliberations(document, outline)
    results = _rows(read_ballots(document, outline, deliberations, ROLL)[1])
    assert [(name, votes) for name, votes, _ in results] == [("Jeanne TOURNEL", 4)]


def test_rounds_told_in_one_paragraph_may_give_the_same_count_twice() -> None:
    _, results = elected(
        "Élection au scrutin secret. Premier tour : Mme Tournel 2 voix, M. Brissac 2 voix. Deuxième tour : Mme Tournel"
        " 3 voix, M. Brissac 2 voix. Mme Tournel est élue.",
    )
    assert [(n, v) for n, v, _ in results] == [
        ("Jeanne TOURNEL", 2),
        ("Paul BRISSAC", 2),
        ("Jeanne TOURNEL", 3),
        ("Paul BRISSAC", 2),
    ]


def test_several_are_elected_in_one_sentence() -> None:
    _, results = elected(
        "Candidats : M. Brissac, Mme Tournel, M. Lamoureux.",
        "Voix obtenues : Paul Brissac 4 – Jeanne Tournel 3 – Hector Lamoureux 1.",
        "Sont donc élus délégués titulaires M. Brissac et Mme Tournel.",
    )
    assert results == [("Paul BRISSAC", 4, True), ("Jeanne TOURNEL", 3, True), ("Hector LAMOUREUX", 1, False)]


def test_declared_candidates_are_not_elected() -> None:
    _, results = elected(
        "Ont été déclarés candidats : Mme Tournel et M. Brissac.",
        "Mme Tournel : cinq voix. M. Brissac : deux voix.",
        "Mme Tournel est proclamée élue.",
    )
    assert results == [("Jeanne TOURNEL", 5, True), ("Paul BRISSAC", 2, False)]


def test_designated_after_a_ballot_is_elected() -> None:
    _, results = elected(
        "Scrutin secret : M. Brissac a obtenu trois voix, Mme Tournel a obtenu une voix.",
        "M. Brissac, ayant obtenu la majorité absolue, est désigné en qualité de deuxième adjoint.",
    )
    assert results == [("Paul BRISSAC", 3, True), ("Jeanne TOURNEL", 1, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Brissac et Jeanne Tournel recueillent chacun cinq voix.", [("Paul Brissac", 5), ("Jeanne Tournel", 5)]),
        ("Mmes Untel et M. Brissac ont dix ans chacun.", []),
        (
            "Assesseur : Odile Fauconnet. Paul Brissac obtient 6 suffrages.",
            [("Paul Brissac", 6)],
        ),
        ("Paul Brissac et Jeanne Tournel, 11 voix chacun", [("Paul Brissac", 11), ("Jeanne Tournel", 11)]),
        ("MM. Brissac et Lamoureux sont élus par 9 voix", [("M. Brissac", 9), ("Lamoureux", 9)]),
        ("M. Brissac, unanimité des suffrages exprimés, soit 11 voix", [("M. Brissac", 11)]),
        ("Votants : 4. Pour Mme Tournel : 3. Blanc : 1.", [("Mme Tournel", 3)]),
        ("J.-P. Brissac : 4 voix", [("J.-P. Brissac", 4)]),
        ("BLANC Michel : 11 voix, bulletins blancs : 2 voix", [("BLANC Michel", 11)]),
    ],
)
def test_names_beside_counts(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(c.name, c.votes) for c in counts_in(text)] == expected


def test_a_column_tells_who_is_elected() -> None:
    table = table_of(
        [["Nom", "1er tour", "2e tour", "Élu(e)"], ["Paul Brissac", "2", "3", "X"], ["Jeanne Tournel", "2", "-", ""]]
    )
    assert [(r.who.text.string, r.votes, r.is_elected) for r in rows_of(table)] == [
        ("Paul Brissac", 2, True),
        ("Paul Brissac", 3, True),
        ("Jeanne Tournel", 2, False),
    ]


def test_a_candidate_among_the_counts_of_the_ballot() -> None:
    rows = [["Votants", "4"], ["Suffrages exprimés", "3"], ["M. Paul Brissac", "3 voix"], ["Salle", "12"]]
    assert [(r.who.text.string, r.votes) for r in rows_of(table_of(rows))] == [("M. Paul Brissac", 3)]
    assert list(rows_of(table_of([["Mme Tournel", "3"], ["M. Paul Brissac", "4"]]))) == []


def test_who_voted_how_stands_for_nothing() -> None:
    rows = [["Vote", "Nombre", "Noms"], ["Pour", "2", "Mme Tournel, M. Brissac"], ["Contre", "1", "M. Lamoureux"]]
    assert list(rows_of(table_of(rows))) == []


def test_any_words_may_name_a_list() -> None:
    table = table_of([["Liste", "Suffrages obtenus"], ["Valbrune pour tous", "9"], ["Suffrages exprimés", "11"]])
    assert [(r.who.text.string, r.votes, r.is_list) for r in rows_of(table)] == [("Valbrune pour tous", 9, True)]
