"""How clerks of small bodies word a decision, and words that tell none, on invented minutes read whole."""

from __future__ import annotations

import pytest

from extractors.ballots import read_ballots
from extractors.deliberations import read_deliberations
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.numbering import LabelKind, parse_label
from extractors.outline import find_outline
from extractors.records import Deliberation, Outcome
from tests.unit.test_decision_varieties import ROLL, decided

pytestmark = pytest.mark.unit


def of_item(body: str) -> tuple[Deliberation, ...]:
    """What is decided in the second of three items."""
    always = "Le conseil municipal décide de refaire le chemin."
    found = decided(f"1. Voirie du bourg\n{always}\n2. Matériel de l'école\n{body}\n3. Cimetière communal\n{always}\n")
    return tuple(d for d in found if d.section == "2")


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("Le conseil est d'accord pour confier l'impression à l'atelier Plume.", Outcome.ADOPTED),
        ("Les conseillers sont favorables à cet achat. Le maire signera le devis.", Outcome.ADOPTED),
        ("Attribue le marché à l'entreprise Vidal pour 48 300 € HT.", Outcome.ADOPTED),
        ("Émet un avis favorable assorti de deux réserves.", Outcome.ADOPTED),
        ("Ne donne pas de suite favorable.", Outcome.REJECTED),
        ("Cette demande n'est pas retenue.", Outcome.REJECTED),
        ("La commission préfère le bois. Le conseil suit l'avis de la commission.", Outcome.ADOPTED),
        ("Le conseil décide d'attendre le résultat de l'étude avant de se prononcer.", Outcome.POSTPONED),
        ("Mis aux voix, le rapport n° 12 est adopté. Abstentions : groupe Autrement (3).", Outcome.ADOPTED),
        ("Il est donné acte de la communication du rapport.", Outcome.NOTED),
        ("Le cabinet Archibald est retenu.", Outcome.ADOPTED),
        ("Le maire propose un prix de 4,20 F. Adopté par 3 voix pour et 1 abstention.", Outcome.ADOPTED),
    ],
)
def test_a_decision_in_few_words(body: str, outcome: Outcome) -> None:
    assert [d.outcome for d in of_item(body)] == [outcome]


@pytest.mark.parametrize(
    "body",
    [
        "La commission serait d'accord pour confier l'impression à l'atelier Plume.",
        "Statue de la place : le socle sera repeint en mai.",
        "Classe de neige : le départ aura lieu le 12 janvier.",
    ],
)
def test_words_that_tell_no_decision(body: str) -> None:
    assert of_item(body) == ()


def test_that_all_agreed_before_the_assembly_decides_is_one_decision() -> None:
    (found,) = of_item("M. Cortil propose 145 €. Le conseil en est d'accord. Le conseil, à l'unanimité, fixe le prix.")
    assert found.unanimous is True


def test_who_voted_against_told_before_the_decision_votes_on_it() -> None:
    text = (
        "1. Matériel\nOnt voté contre : M. CORTIL et Mme BESSAC.\nLe conseil municipal adopte la proposition.\n"
        "2. Voirie\nLe conseil municipal décide de refaire le chemin.\n"
    )
    document = lay_out(pages_of_text(ROLL + text))
    outline = find_outline(document)
    found = read_deliberations(document, outline)
    assert [(d.outcome, d.votes_against) for d in found] == [(Outcome.ADOPTED, 2), (Outcome.ADOPTED, None)]
    ballots, _ = read_ballots(document, outline, found, ())
    assert [(b.deliberation, b.name) for b in ballots] == [(1, "CORTIL"), (1, "BESSAC")]


def test_the_rest_voting_in_favour_decides() -> None:
    (found,) = of_item("Yvan Cortil s'abstient, Anne Bessac vote contre, les autres conseillers votent pour.")
    assert (found.unanimous, found.votes_against, found.abstentions) == (False, 1, 1)


def test_what_the_mayor_decided_alone_is_only_told() -> None:
    found = decided(
        "1. Décisions du maire prises par délégation\n"
        "Décision 2019-04 : DÉCIDE de signer un contrat d'entretien.\n"
        "Décision 2019-05 – Il est décidé d'accepter l'indemnité de l'assureur.\n"
        "Le conseil municipal prend acte de ces décisions.\n"
        "2. Voirie du bourg\nLe conseil municipal décide de refaire le chemin.\n"
        "3. Cimetière communal\nLe conseil municipal décide de refaire le mur.\n"
    )
    assert [d.outcome for d in found] == [Outcome.NOTED, Outcome.ADOPTED, Outcome.ADOPTED]
    assert found[0].title == "Décisions du maire prises par délégation"


def test_that_the_ballot_is_open_is_no_decision_of_its_own() -> None:
    found = of_item(
        "À l'unanimité, le conseil décide de ne pas procéder au scrutin secret. "
        "Mme Bessac est désignée déléguée à l'unanimité."
    )
    assert [(d.unanimous, d.is_secret_ballot) for d in found] == [(True, False)]


def test_counts_of_votes_do_not_make_the_roll_go_on() -> None:
    found = decided(
        "2019-11 Voirie du bourg\nLe conseil municipal approuve les travaux.\n"
        "Nombre de votants : 4, pour : 4, contre : 0\n"
        "2019-12 Matériel de l'école\nLe conseil municipal approuve l'achat.\n"
        "Nombre de votants : 4, pour : 3, contre : 1\n"
        "2019-13 Cimetière communal\nLe conseil municipal approuve les tarifs.\n"
        "Nombre de votants : 4, pour : 4, contre : 0\n"
    )
    assert [d.number for d in found] == ["2019-11", "2019-12", "2019-13"]


def test_the_result_after_the_word_deliberation_is_no_heading() -> None:
    (found,) = of_item("Le maire présente le devis.\nDélibération n° 12 adoptée à l'unanimité")
    assert (found.title, found.unanimous) == ("Matériel de l'école", True)


def test_a_request_may_be_a_title() -> None:
    (found,) = decided(
        "Demande de subvention\nLe conseil municipal sollicite une aide du département pour la toiture.\n"
    )
    assert found.title == "Demande de subvention"


def test_a_title_in_capitals_before_a_dash_hides_no_decision() -> None:
    (found,) = of_item("TARIF DE L'EAU - Le conseil fixe le prix du mètre cube à 4,20 F, par 3 voix pour.")
    assert found.votes_for == 3


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("D.12/2021 – OBJET : Tarifs", "D.12/2021"),
        ("CM 12-2021 Tarifs", "CM 12-2021"),
        ("M. 12/2021", None),
        ("CM20211206_07 – Tarifs", "CM20211206_07"),
        ("06122021-07 Tarifs", "06122021-07"),
        ("2021-C-045 Tarifs", "2021-C-045"),
        ("21/C/045 – Tarifs", "21/C/045"),
        ("DB/21/045 – Tarifs", "DB/21/045"),
        ("2021-045B – Tarifs", "2021-045B"),
        ("[2021-045] Tarifs", "2021-045"),
        ("Délib. n° 2021-11 Tarifs", "2021-11"),
        ("DEL.2021.06.041 Tarifs", "DEL.2021.06.041"),
        ("Délibération n° 2021/CC/12 : Tarifs", "2021/CC/12"),
        ("DÉLIBÉRATION n° 12 / 2021 – Tarifs", "12 / 2021"),
        ("48/2021 : Tarifs", "48/2021"),
        ("06/2021 : Tarifs", None),
        ("48/2021 de la liste", None),
    ],
)
def test_numbers_of_acts_with_letters_years_and_days(line: str, number: str | None) -> None:
    label = parse_label(line)
    assert (label.text if label is not None and label.kind is LabelKind.ACT else None) == number


def test_the_number_at_the_prefecture_behind_the_bodys_own_is_no_title() -> None:
    line = "48/2021 : n° 3120 : Tarifs"
    label = parse_label(line)
    assert label is not None
    assert (label.text, line[label.end :]) == ("48/2021", "Tarifs")


def test_who_is_elected_decides_an_election() -> None:
    found = decided(
        "1. Élection du premier vice-président\nBéatrice Cortil : 10 voix, blanc : 1. Béatrice Cortil est élue.\n"
        "2. Délégués au syndicat\nM. Garnero : 4 voix – élu\nMme Bessac : 3 voix – élue\nM. Houdard : 1 voix\n"
        "3. Voirie du bourg\nLe conseil municipal décide de refaire le chemin.\n"
    )
    assert [d.section for d in found] == ["1", "2", "3"]


def test_a_report_on_elections_elects_nobody() -> None:
    found = decided(
        "1. Bilan des élections du personnel\nPour la première fois, une représentante des ateliers a été élue.\n"
        "2. Voirie du bourg\nLe conseil municipal décide de refaire le chemin.\n"
        "3. Cimetière communal\nLe conseil municipal décide de refaire le mur.\n"
    )
    assert [d.section for d in found] == ["2", "3"]


@pytest.mark.parametrize(
    "body",
    ["Le syndicat a voté son budget par 15 voix pour et 2 contre.", "Créée en 1950, l'association compte 40 membres."],
)
def test_what_others_voted_is_only_told(body: str) -> None:
    assert of_item(body) == ()
