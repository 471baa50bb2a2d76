"""The grammar of printed votes, over invented sentences of every form, and the way back from counts to counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Choice
from extractors.votes import Vote, find_votes, number_of, vote_of_table
from extractors.votes.levelled import levelled
from tests.unit.money_documents import table_of

pytestmark = pytest.mark.unit


def one(text: str) -> Vote:
    votes = find_votes(text)
    assert len(votes) == 1, votes
    return votes[0]


def counts(vote: Vote) -> tuple[int | None, int | None, int | None]:
    return vote.votes_for, vote.votes_against, vote.abstentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pour : 12 Contre : O Abstention : O", (12, 0, 0)),
        ("Votes : pour 9, contre O, abstention O.", (9, 0, 0)),
        ("o Pour : 12 o Contre : 2 o Abstention : 1", (12, 2, 1)),
    ],
)
def test_a_letter_typed_for_nobody(text: str, expected: tuple[int, int, int]) -> None:
    assert counts(one(text)) == expected


def test_an_initial_is_somebody() -> None:
    assert [v.name for v in one("Pour : 9 Contre : O. MARCEL").voters] == ["O. MARCEL"]


@pytest.mark.parametrize(
    "text",
    [
        "à l'unanimité",
        "Adoptée à l’unanimité des membres présents et représentés",
        "Vote : Pour à l'unanimité",
        "VOTE : UNANIMITÉ",
        "Pour : unanimité",
        "le conseil, unanimement, retient cette offre",
        "I'unanimité des suffrages",
        "à lunanimité",
        "à l' unanimité",
    ],
)
def test_unanimity_in_words(text: str) -> None:
    vote = one(text)
    assert vote.unanimous is True
    assert counts(vote) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected", "unanimous"),
    [
        ("Pour : 16 / Abstentions : 3, Madame ROUVRE, M. Le Bihan et Mme Sorel / Contre : 7", (16, 7, 3), False),
        ("à 18 voix pour et 1 abstention (M. LORMEAU)", (18, None, 1), False),
        ("14 pour / 0 contre / 0 abstention → adopté", (14, 0, 0), True),
        ("10 votes pour. 2 Abstentions.", (10, None, 2), False),
        ("12 votes pour. 1 vote contre. 2 Abstentions.", (12, 1, 2), False),
        ("à la majorité (26 voix contre, 1 abstention et 3 pour)", (3, 26, 1), False),
        ("désapprouve à 14 voix contre et une voix pour, l'extension du périmètre", (1, 14, None), False),
        ("par dix-sept voix pour, deux contre et une abstention", (17, 2, 1), False),
        ("par 18 voix contre 3 et 2 abstentions", (18, 3, 2), False),
        ("adopté par 15 voix", (15, None, None), True),
        ("Pour 12 Contre 3 Abstention 1", (12, 3, 1), False),
        ("POUR CONTRE ABSTENTIONS 15 0 2", (15, 0, 2), False),
        ("Votants : 19 Pour : 19 Contre : / Abstention : /", (19, 0, 0), True),
        ("deux (2) voix contre, dix (10) voix pour", (10, 2, None), False),
        ("Pour : unanimité ; Contre : 0 ; Abstention : 0", (None, 0, 0), True),
        ("à l'unanimité moins une abstention", (None, None, 1), False),
        ("sans abstention ni opposition", (None, 0, 0), True),
        ("accordée à 25 voix pour (dont 3 pouvoirs), 0 voix contre et 2 abstentions", (25, 0, 2), False),
        ("Contre : néant - Abstention : M. Jean PETITBON, Mme Anne LERICHE", (None, 0, 2), False),
        ("refusé à l'unanimité (0 pour, 19 contre)", (0, 19, None), True),
        ("à la majorité", (None, None, None), False),
        ("Ont voté pour : 30 Ont voté contre : 2 Se sont abstenus : Odile Fauconnet et Raoul Cam", (30, 2, 2), False),
    ],
)
def test_counts(text: str, expected: tuple[int | None, int | None, int | None], unanimous: bool) -> None:
    vote = one(text)
    assert counts(vote) == expected
    assert vote.unanimous is unanimous


@pytest.mark.parametrize(
    "text",
    [
        "lutter contre les 3 fléaux du territoire",
        "En contrepartie, la commune verse 200 € par an.",
        "Les 2 bureaux de vote ouvrent à 8 heures.",
        "formant la majorité des membres en exercice",
        "désigne 2 membres pour siéger au comité",
        "une subvention de 300 pour le club",
        "Le tarif pour : 3 jours est de 12 €",
        "à l'unanimité ou non",
        "Majorité absolue : 12",
        "donne un avis favorable au projet",
        "Par contre, 4 logements restent vides.",
        "le budget 2024 pour 3 ans",
    ],
)
def test_false_friends(text: str) -> None:
    assert not any(v.is_result for v in find_votes(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pour : 12 Conlre : 3 Abslention : 1", (12, 3, 1)),
        ("par 9 voix pour et 4 voix c0ntre", (9, 4, None)),
        ("adopté à l'unanimitc", (None, None, None)),
    ],
)
def test_words_misread_in_one_letter(text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    vote = one(text)
    assert counts(vote) == expected
    assert vote.is_result


def test_another_word_is_not_taken_for_a_misread_one() -> None:
    assert find_votes("Le centre compte 12 places, sa montre 3 aiguilles.") == ()


def test_secret_ballot_and_ballots_cast() -> None:
    vote = one("Au scrutin secret : nombre de votants : 23, bulletins blancs ou nuls : 1, suffrages exprimés : 22")
    assert vote.is_secret_ballot
    assert (vote.votes_cast, vote.blank_votes) == (23, 1)


def test_who_keeps_out() -> None:
    vote = one("M. Verdelle, président de l'association, ne prend pas part au vote.")
    assert vote.not_voting == 1
    assert [(v.choice, v.name) for v in vote.voters] == [(Choice.NOT_VOTING, "Verdelle")]
    assert not vote.is_result


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Contre : 1 (M. LORMEAU) - Abstentions : 2 (M. ROUVRE et Mme TISSIER)", ["LORMEAU", "ROUVRE", "TISSIER"]),
        ("Abstentions : 3 M. Tuilier, M. Lebas et Mme Desbois.", ["Tuilier", "Lebas", "Desbois"]),
        ("Mme Rousselle vote contre et MM. Petitbon et Grandin s'abstiennent.", ["Rousselle", "Petitbon", "Grandin"]),
        ("avec 2 abstentions de MM. Ferrandon et Colasse", ["Ferrandon", "Colasse"]),
        ("3 voix CONTRE (Mme A. Morelle, M. B. Petit) et 12 voix POUR", ["A. Morelle", "B. Petit"]),
        ("Abstention : 1 (Mme Le Goasguen)", ["Le Goasguen"]),
        ("Abstentions : 2, Odile Fauconnet, Raoul Le Cam", ["Odile Fauconnet", "Raoul Le Cam"]),
    ],
)
def test_named_voters(text: str, named: list[str]) -> None:
    assert [v.name for v in one(text).voters] == named


def test_names_that_follow_the_count_of_those_in_favour_are_a_new_sentence() -> None:
    assert one("Pour : 16. M. LEBAS précise qu'il aurait préféré attendre.").voters == ()


def test_two_votes_in_one_text() -> None:
    votes = find_votes("Pour : 12, contre : 3. Pour le second point, on relève ceci : 15 voix pour, 0 voix contre.")
    assert [counts(v)[:2] for v in votes] == [(12, 3), (15, 0)]


@pytest.mark.parametrize(
    ("word", "value"), [("12", 12), ("1o", 10), ("l5", 15), ("aucune", 0), ("neant", 0), ("trente et un", 31)]
)
def test_numbers_in_folded_text(word: str, value: int | None) -> None:
    assert number_of(word) == value


_COUNT = st.integers(min_value=0, max_value=120)
_FORMS = (
    "Pour : {f} Contre : {a} Abstentions : {s}",
    "{f} voix pour, {a} voix contre et {s} abstentions",
    "{f} pour / {a} contre / {s} abstention",
    "Vote : Pour {f} - Contre {a} - Abstention {s}",
    "POUR CONTRE ABSTENTION {f} {a} {s}",
    "Abstention(s) : {s} ; Contre : {a} ; Pour : {f}",
    "par {f} votes pour, {a} votes contre, {s} abstentions",
    "à la majorité ({a} voix contre, {s} abstentions et {f} pour)",
)


@given(form=st.sampled_from(_FORMS), f=_COUNT, a=_COUNT, s=_COUNT)
def test_a_printed_vote_is_read_back(form: str, f: int, a: int, s: int) -> None:
    vote = one(form.format(f=f, a=a, s=s))
    assert counts(vote) == (f, a, s)
    if a or s:
        assert vote.unanimous is False
    elif f and "majorité" not in form:
        assert vote.unanimous is True


@given(
    form=st.sampled_from(_FORMS),
    f=_COUNT,
    a=_COUNT,
    s=_COUNT,
    before=st.sampled_from(["Après en avoir délibéré, le conseil, ", "Résultat : ", ""]),
)
def test_spans_lead_back_to_the_text(form: str, f: int, a: int, s: int, before: str) -> None:
    text = before + form.format(f=f, a=a, s=s) + " Le point suivant est abordé."
    vote = one(text)
    assert 0 <= vote.start < vote.end <= len(text)
    assert str(f) in text[vote.start : vote.end]


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    for vote in find_votes(text):
        assert 0 <= vote.start < vote.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 voix « Pour » et 2 « Contre »", (11, 2, None)),
        ("par 1 « abstention » et 11 voix", (11, None, 1)),
        ("Résultat : 8 oui, 2 non, 1 blanc", (8, 2, None)),
        ("Adopté à la majorité (MM. Untel et Tel contre, Mme Autre abstention)", (None, 2, 1)),
        ("à l'unanimité des suffrages exprimés, 3 abstentions", (None, None, 3)),
        ("P : 12 C : 2 A : 1", (12, 2, 1)),
        ("12 P, 2 C, 1 A", (12, 2, 1)),
        ("Vote : 7 P – 1 A", (7, None, 1)),
        ("Pour : majorité municipale (21) Contre : Vivre ici (4) Abstention : néant", (21, 4, 0)),
        ("Pour : groupe Ensemble (12), liste Autrement (3) ; Contre : 2", (15, 2, None)),
    ],
)
def test_choices_in_quotes_in_brackets_or_as_answers(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    assert counts(one(text)) == expected


def test_initials_count_in_the_order_of_choices_only() -> None:
    assert find_votes("Appartement de type A : 2, garage C : 3") == ()
    assert find_votes("1 A, 2 C") == ()


def test_all_in_favour_is_unanimity_and_a_purpose_is_none() -> None:
    assert one("Fixé à deux, à main levée, tous pour.").unanimous is True
    assert find_votes("Tous pour le climat : la journée aura lieu en mai.") == ()


def test_the_number_after_exprimes_belongs_to_what_follows() -> None:
    vote = one("Adopté à l'unanimité des suffrages exprimés, 3 abstentions")
    assert vote.votes_cast is None
    assert vote.unanimous is False


@pytest.mark.parametrize(
    ("text", "for_and_against"),
    [
        ("rejette le projet à la majorité de 3 voix contre 2", (2, 3)),
        ("L'amendement est repoussé par 27 voix contre 6", (6, 27)),
        ("par 5 voix contre 2, refuse la subvention", (2, 5)),
        ("retient par 19 voix contre 8 la dénomination", (19, 8)),
        ("opte pour l'aluminium (3 voix contre 1)", (3, 1)),
    ],
)
def test_the_greater_number_is_against_where_the_verb_refuses(text: str, for_and_against: tuple[int, int]) -> None:
    vote = one(text)
    assert (vote.votes_for, vote.votes_against) == for_and_against


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Pour", "Contre", "Abstentions", "NPPV"], ["15", "1", "2", "1"]], (15, 1, 2)),
        ([["Groupe", "Pour", "Contre", "Abstention"], ["A", "4", "0", "0"], ["B", "0", "2", "1"]], (4, 2, 1)),
        ([["Groupe", "Pour", "Contre"], ["A", "4", "0"], ["B", "", "2"], ["Total", "4", "2"]], (4, 2, None)),
        ([["Commune", "Voix"], ["A", "4"]], None),
    ],
)
def test_a_table_of_choices(rows: list[list[str]], expected: tuple[int | None, int | None, int | None] | None) -> None:
    vote = vote_of_table(table_of(rows))
    assert (counts(vote) if vote is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "unanimous", "expected"),
    [
        ("à l'unanimité (13 voix)", True, (13, None, None)),
        ("à l'unanimité des suffrages exprimés soit 13 voix", True, (13, None, None)),
        ("à l'unanimité des suffrages exprimés (6 voix, 1 abstention : M. Durval)", False, (6, None, 1)),
        ("Votes : 18 + 3 pouvoirs = 21 pour", True, (21, None, None)),
        ("Résultat : Votants 15, Exprimés 14, Pour 14", True, (14, None, None)),
    ],
)
def test_how_many_are_in_favour(text: str, unanimous: bool, expected: tuple[int | None, ...]) -> None:
    vote = one(text)
    assert (vote.unanimous, counts(vote)) == (unanimous, expected)


def test_a_group_that_is_not_counted() -> None:
    vote = one("Adopté par 12 voix, le groupe Ensemble votant contre")
    assert (vote.unanimous, counts(vote)) == (False, (12, None, None))
    vote = one("Adopté à l'unanimité, le groupe d'opposition s'abstient.")
    assert (vote.unanimous, counts(vote)) == (False, (None, None, None))


def test_the_opposition_is_no_vote_against() -> None:
    assert [(v.votes_against, v.abstentions) for v in find_votes("Le groupe d'opposition regrette ce choix.")] == []
    assert counts(one("Adopté : pas d'abstention, pas d'opposition.")) == (None, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P 12 / C 3 / A 1", (12, 3, 1)),
        ("Votants 19 : P16/C2/A1", (16, 2, 1)),
        ("P9, C4", (9, 4, None)),
        ("P16-C2-A1", (16, 2, 1)),
        ("Ont voté pour (12), ont voté contre : 3", (12, 3, None)),
    ],
)
def test_counts_by_initials_without_a_mark_and_behind_the_verb(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    assert counts(one(text)) == expected


@pytest.mark.parametrize(
    "text", ["Accord de tous.", "par l'ensemble des membres présents", "Tout le monde est d'accord."]
)
def test_unanimity_told_in_other_words(text: str) -> None:
    assert one(text).unanimous is True


def test_who_gave_a_pouvoir_to_a_voter_in_brackets_voted_alike() -> None:
    text = "Pour : 9, contre : 3 (M. PETRIN (et pouvoir de Mme BRIVAL), M. QUINOT)"
    vote = one(text)
    assert counts(vote) == (9, 3, None)
    assert [text[v.start : v.end] for v in vote.voters if v.choice is Choice.AGAINST] == ["PETRIN", "BRIVAL", "QUINOT"]


def test_what_stands_in_brackets_keeps_its_place() -> None:
    text = "Ont voté contre (2) : Mme BRIVAL (ayant donné pouvoir à M. PETRIN), M. PETRIN"
    assert len(levelled(text)) == len(text)
    assert levelled(text).index("BRIVAL") == text.index("BRIVAL")


def test_a_table_of_choices_names_who_made_them() -> None:
    table = table_of([["POUR (3)", "CONTRE (2)"], ["Mme OZANNE, M. DRAPIER, M. COLOMBEL", "M. PETRIN et Mme BRIVAL"]])
    text = " ".join(cell.text.string for cell in table.cells)
    vote = vote_of_table(table, text)
    assert vote is not None
    assert counts(vote) == (3, 2, None)
    assert [text[v.start : v.end] for v in vote.voters if v.choice is Choice.AGAINST] == ["PETRIN", "BRIVAL"]


def test_a_voter_of_a_table_stands_in_the_cell_of_the_choice() -> None:
    table = table_of([["Rapporteur", "POUR (1)", "CONTRE (1)"], ["Mme BRIVAL", "M. PETRIN", "Mme BRIVAL"]])
    text = " ".join(cell.text.string for cell in table.cells)
    vote = vote_of_table(table, text)
    assert vote is not None
    (against,) = (v for v in vote.voters if v.choice is Choice.AGAINST)
    assert against.start == text.rindex("BRIVAL")


@pytest.mark.parametrize(
    ("text", "choice", "named"),
    [
        ("2 contre (M. Petrin et par procuration Mme Brival)", Choice.AGAINST, ["Petrin", "Brival"]),
        ("Contre : 2 (Petrin et Brival par pouvoir)", Choice.AGAINST, ["Petrin", "Brival"]),
        ("Abstentions : 2 (Mme Brival par pouvoir, M. Petrin)", Choice.ABSTENTION, ["Brival", "Petrin"]),
        ("2 voix contre : M. Petrin en son nom et au nom de Mme Brival", Choice.AGAINST, ["Petrin", "Brival"]),
        ("2 voix contre (M. Petrin ayant le pouvoir de Mme Brival)", Choice.AGAINST, ["Petrin", "Brival"]),
        ("3 abstentions (L. Ozanne, E. Petrin ayant donné pouvoir à L. Ozanne, A. Brival)", Choice.ABSTENTION, None),
        ("1 abstention, celle de M. Petrin", Choice.ABSTENTION, ["Petrin"]),
        ("avec l'abstention de MM. Petrin et Ozanne", Choice.ABSTENTION, ["Petrin", "Ozanne"]),
        ("(vote contre de M. Petrin)", Choice.AGAINST, ["Petrin"]),
        ("Abstentions : 2 (groupe « Autrement » : MM. Petrin, Ozanne)", Choice.ABSTENTION, ["Petrin", "Ozanne"]),
        ("2 contre (M. Petrin adjoint, Mme Brival absente au moment du vote)", Choice.AGAINST, ["Petrin", "Brival"]),
        ("Ne prennent pas part au vote : M. Petrin et Mme Brival", Choice.NOT_VOTING, ["Petrin", "Brival"]),
        ("Jean Petrin s'abstient", Choice.ABSTENTION, ["Jean Petrin"]),
        ("Petrin et Brival votent contre", Choice.AGAINST, ["Petrin", "Brival"]),
        (
            "M. Petrin, président du club, et Mme Brival, trésorière, ne prennent pas part au vote",
            Choice.NOT_VOTING,
            ["Petrin", "Brival"],
        ),
        ("M. Petrin rappelle la règle, Mme Brival s'abstient", Choice.ABSTENTION, ["Brival"]),
        ("à la majorité (M. Petrin : contre ; Mme Brival : contre)", Choice.AGAINST, ["Petrin", "Brival"]),
        ("adopté à l'unanimité sauf M. Petrin (abstention)", Choice.ABSTENTION, ["Petrin"]),
        ("Abstention : 1 Ont voté contre : M. Petrin et Mme Brival", Choice.AGAINST, ["Petrin", "Brival"]),
    ],
)
def test_who_is_named_beside_a_vote(text: str, choice: Choice, named: list[str] | None) -> None:
    vote = one(text)
    assert [v.name for v in vote.voters if v.choice is choice] == (named or ["L. Ozanne", "E. Petrin", "A. Brival"])
    assert all(text[v.start : v.end] == v.name for v in vote.voters)


@pytest.mark.parametrize(
    ("text", "expected", "unanimous"),
    [
        ("Abstention : M. Petrin + 1 pouvoir", (None, None, 2), False),
        ("Adopté à l'unanimité, sauf Mme Brival qui vote contre", (None, 1, None), False),
        ("à l'unanimité moins la voix de M. Petrin", (None, None, None), False),
        ("à l'unanimité moins l'abstention de M. Petrin", (None, None, 1), False),
        ("pour : 9 ; nombre d'abstentions : 1", (9, None, 1), False),
        ("pas d'abstention, pas de vote contre", (None, 0, 0), True),
        ("11 VOTANTS 11 POUR 0 CONTRE 0 ABSTENTION", (11, 0, 0), True),
        ("11 avis favorables et 1 avis défavorable", (11, 1, None), False),
        ("1 opposition (M. Petrin)", (None, 1, None), False),
        ("Tous les membres présents sont pour", (None, None, None), True),
        ("6 pour l'achat d'un terrain, 3 contre", (6, 3, None), False),
        ("Présents Votants Pour Contre Abstention 6 7 À l'unanimité", (None, None, None), True),
        ("à l'unanimité des suffrages exprimés (abstention du groupe Autrement)", (None, None, None), False),
        ("rejeté à l'unanimité par 9 voix contre", (None, 9, None), True),
        ("par 7 voix contre 1, Mme Brival s'abstenant", (7, 1, 1), False),
    ],
)
def test_counts_of_less_common_forms(
    text: str, expected: tuple[int | None, int | None, int | None], unanimous: bool
) -> None:
    vote = one(text)
    assert (counts(vote), vote.unanimous) == (expected, unanimous)


def test_an_office_without_civility_keeps_out_of_the_vote() -> None:
    vote = one("Le maire ne participant pas au vote : 11 pour")
    assert (vote.votes_for, vote.not_voting) == (11, 1)


def test_a_ballot_that_is_not_to_be_secret_is_none() -> None:
    assert not any(v.is_secret_ballot for v in find_votes("décide à l'unanimité de ne pas procéder au scrutin secret"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Pour", "Contre", "Abstention"], ["11 (onze)", "0", "1"]], (11, 0, 1)),
        ([["Présents", "Votants", "Pour", "Contre"], ["6", "7", "À l'unanimité", ""]], (None, None, None)),
        ([["Votes pour", "Lise Ozanne, Omar Drapier"], ["Votes contre", "Jean Petrin"]], (2, 1, None)),
    ],
)
def test_a_table_of_words_and_of_names(rows: list[list[str]], expected: tuple[int | None, ...]) -> None:
    table = table_of(rows)
    text = " ".join(cell.text.string for cell in table.cells)
    vote = vote_of_table(table, text)
    assert vote is not None
    assert counts(vote) == expected
    assert vote.is_result
    assert all(text[v.start : v.end] == v.name for v in vote.voters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à la majorité des suffrages exprimés : 15 pour et 4 abstentions", (15, None, 4)),
        ("Le conseil, par 8 voix, décide de participer", (8, None, None)),
    ],
)
def test_a_number_belongs_to_the_choice_behind_it(text: str, expected: tuple[int | None, ...]) -> None:
    assert counts(one(text)) == expected


def test_what_voters_are_may_stand_in_brackets() -> None:
    vote = one("Jean Petrin et Lise Ozanne (parents d'élèves) ne prennent pas part au vote")
    assert [v.name for v in vote.voters] == ["Jean Petrin", "Lise Ozanne"]
    vote = one("M. Petrin (le club) et Mme Ozanne (l'amicale) s'abstiennent")
    assert [v.name for v in vote.voters] == ["Petrin", "Ozanne"]


@pytest.mark.parametrize("text", ["10 voix pour M. Petrin", "10 voix pour Mme Ozanne, 1 bulletin blanc"])
def test_what_a_candidate_got_is_no_vote_on_a_matter(text: str) -> None:
    assert all(v.votes_for is None and not v.voters for v in find_votes(text))


def test_who_is_named_by_the_vote_is_no_voter() -> None:
    vote = one("le conseil désigne par 13 voix et 1 abstention M. Petrin pour siéger au comité")
    assert (vote.votes_for, vote.abstentions, vote.voters) == (13, 1, ())
    vote = one("le conseil désigne le délégué par 13 voix et 1 abstention (M. Petrin)")
    assert [v.name for v in vote.voters] == ["Petrin"]


def test_who_keeps_out_may_stand_in_brackets_behind_the_count() -> None:
    vote = one("10 pour (Jean Petrin, président du club, ne vote pas)")
    assert (vote.votes_for, vote.not_voting, [v.name for v in vote.voters]) == (10, 1, ["Jean Petrin"])
    assert vote.voters[0].choice is Choice.NOT_VOTING
    assert one("Adoptée avec 8 voix pour, 1 ne se prononce pas.").not_voting == 1


def test_a_voter_may_be_called_blanc() -> None:
    vote = one("Contre : 1 (M. BLANC), Abstention : 1 (Mme ROY), Pour : 9, bulletins blancs : 2")
    assert [v.name for v in vote.voters] == ["BLANC", "ROY"]
    assert vote.blank_votes == 2


def test_one_of_two_proposals_or_the_other() -> None:
    vote = one("Deux propositions : maintien des taux (9 voix) ou augmentation de 2 % (5 voix).")
    assert (vote.votes_for, vote.votes_against) == (9, 5)
